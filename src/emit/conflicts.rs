//! For each row the rows that contradict it with nothing written that settles it, and what holds meanwhile.

use std::collections::BTreeMap;

use super::{json, to_json};
use crate::model::{Context, Id, Level, Matter, Place};
use crate::overlap::{Conflict, Overlaps};

pub(super) fn of_rows<'a>(
    context: &Context<'a>,
    overlaps: &Overlaps<'_>,
) -> BTreeMap<Id<Matter>, Vec<json::Conflict<'a>>> {
    let mut found: BTreeMap<Id<Matter>, Vec<json::Conflict<'a>>> = BTreeMap::new();
    for (row, conflicts) in &overlaps.contradictions().conflicts {
        for conflict in &conflicts.first {
            let since = conflict.since.map(|day| day.to_string());
            for (one, other) in [(*row, conflict.other), (conflict.other, *row)] {
                found.entry(one).or_default().push(json::Conflict {
                    with: context.subject(Place::Matter(other)),
                    differs_in: conflict.difference.fields(),
                    from: since.clone(),
                    meanwhile: meanwhile(context, *row, conflict).map(to_json::level_ref),
                });
            }
        }
    }
    found
}

/// The highest level of the two, where the regime says that it holds.
fn meanwhile<'a>(context: &Context<'a>, row: Id<Matter>, conflict: &Conflict) -> Option<&'a Level> {
    let model = context.model;
    model.regime_of(&model.matters[row])?.conflict_highest.as_ref()?;
    let levels = [row, conflict.other].into_iter().filter_map(|row| model.level_of(&model.matters[row]));
    levels.max_by_key(|level| level.rank)
}
