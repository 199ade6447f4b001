//! What of a program the tests that passed have asked about: rows, the two sides of each test in a condition, grants.

use std::collections::BTreeMap;

use super::Trial;
use crate::model::{Authorization, Context, Id, Kind, Matter};
use crate::overlap::{Object, Overlaps};
use crate::source::Span;

#[derive(Debug)]
pub struct Coverage {
    /// By how many tests that passed.
    pub rows: Vec<(Id<Matter>, u32)>,
    pub conditions: Vec<Condition>,
    pub grants: Vec<(Id<Authorization>, u32)>,
}

/// A test in a condition of a row.
#[derive(Debug)]
pub struct Condition {
    pub row: Id<Matter>,
    pub span: Span,
    /// By how many objects it was met.
    pub met: u32,
    pub unmet: u32,
}

/// How many of how many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share {
    pub covered: usize,
    pub total: usize,
}

impl Coverage {
    pub fn of(context: &Context<'_>, overlaps: &Overlaps<'_>, trials: &[Trial]) -> Self {
        let model = context.model;
        let passed: Vec<&Trial> = trials.iter().filter(|trial| trial.is_passed()).collect();
        let evidence = || passed.iter().map(|trial| &trial.evidence);
        Coverage {
            rows: counted(model.matters.ids(), evidence().flat_map(|evidence| &evidence.rows)),
            conditions: conditions(context, overlaps, &passed),
            grants: counted(model.authorizations.ids(), evidence().flat_map(|evidence| &evidence.grants)),
        }
    }

    pub fn of_rows(&self) -> Share {
        Share::of(self.rows.iter().map(|(_, count)| *count))
    }

    /// Each test in a condition counts twice.
    pub fn of_conditions(&self) -> Share {
        Share::of(self.conditions.iter().flat_map(|condition| [condition.met, condition.unmet]))
    }

    pub fn of_grants(&self) -> Share {
        Share::of(self.grants.iter().map(|(_, count)| *count))
    }

    /// Rows, conditions, grants.
    pub fn shares(&self) -> [Share; 3] {
        [self.of_rows(), self.of_conditions(), self.of_grants()]
    }
}

impl Share {
    fn of(counts: impl Iterator<Item = u32>) -> Self {
        let mut share = Share { covered: 0, total: 0 };
        for count in counts {
            share.covered += usize::from(count > 0);
            share.total += 1;
        }
        share
    }

    /// In whole percent, rounded down; nothing where there is nothing to cover.
    pub fn percent(self) -> Option<usize> {
        (self.covered * 100).checked_div(self.total)
    }
}

/// How often each was met with.
fn counted<'e, T: 'e>(all: impl Iterator<Item = Id<T>>, met: impl Iterator<Item = &'e Id<T>>) -> Vec<(Id<T>, u32)> {
    let mut counts: BTreeMap<Id<T>, u32> = BTreeMap::new();
    met.for_each(|id| *counts.entry(*id).or_default() += 1);
    all.map(|id| (id, counts.get(&id).copied().unwrap_or_default())).collect()
}

fn conditions(context: &Context<'_>, overlaps: &Overlaps<'_>, passed: &[&Trial]) -> Vec<Condition> {
    let model = context.model;
    let mut seen: BTreeMap<(Id<Matter>, Span), [u32; 2]> = BTreeMap::new();
    let mut rows_on: BTreeMap<Id<Kind>, Vec<Id<Matter>>> = BTreeMap::new();
    let objects = passed.iter().filter_map(|trial| Some((trial.day, trial.evidence.object.as_ref()?)));
    for (day, object) in objects {
        let object: &Object = object;
        let rows = rows_on.entry(object.kind).or_insert_with(|| overlaps.rows_on(object.kind));
        let in_force = |row: &&Id<Matter>| model.catalogues[model.matters[**row].catalogue].in_force.contains(day);
        for row in rows.iter().filter(in_force) {
            for (span, is_met) in overlaps.seen(*row, object) {
                seen.entry((*row, span)).or_default()[usize::from(is_met)] += 1;
            }
        }
    }
    let all = model.matters.ids().flat_map(|row| overlaps.tests(row).into_iter().map(move |span| (row, span)));
    all.map(|(row, span)| {
        let [unmet, met] = seen.get(&(row, span)).copied().unwrap_or_default();
        Condition { row, span, met, unmet }
    })
    .collect()
}
