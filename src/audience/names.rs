//! Levels and tiers of what stands under no regime: organs, officers and grants. A model knows them by the id that the first
//! regime with such a name gives them, and that regime may be one that only hidden catalogues stand under.

use super::kept::change;
use crate::ast::{At, Name};
use crate::model::{Model, Regime, id_text};
use crate::source::Sources;

/// Finds them anew among the regimes that are left. What none of these has is known by the name that is written.
pub(super) fn anew(sources: &Sources, model: &mut Model) {
    let default = model.default_regime;
    let others = model.regimes.ids().filter(|regime| Some(*regime) != default);
    let regimes: Vec<&Regime> = default.into_iter().chain(others).map(|id| &model.regimes[id]).collect();
    let level = |name: &str| {
        let mut found = regimes.iter().filter_map(|regime| Some(&regime.level(regime.level_named(name)?).id));
        found.next().map_or_else(|| name.to_owned(), String::clone)
    };
    let tier = |name: &str| {
        let mut found = regimes.iter().filter_map(|regime| Some(&regime.tier(regime.tier_named(name)?).id));
        found.next().map_or_else(|| name.to_owned(), String::clone)
    };
    let level_of = |at: &mut At<String>| at.value = level(&id_text(sources, Name(at.span)));
    change(&mut model.officers, |officer| officer.level.iter_mut().for_each(level_of));
    change(&mut model.authorizations, |grant| grant.level.iter_mut().for_each(level_of));
    change(&mut model.organs, |organ| {
        organ.tier = organ.tier.as_ref().and(organ.tier_name).map(|name| tier(&id_text(sources, name)))
    });
}
