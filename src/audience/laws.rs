//! The laws that something cites: those of a regime that only hidden catalogues stand under go with it.

use std::collections::BTreeSet;

use crate::diagnostic::Citation;
use crate::model::{Model, Regime, Requirement};

/// The keys of the laws that a model cites.
pub(super) fn cited(model: &Model) -> BTreeSet<String> {
    let of_lists = model.disclosures.values().flat_map(|list| {
        let of_items = list.items.iter().flat_map(|item| &item.cites);
        list.cites.iter().chain(of_items)
    });
    let of_catalogues = model.catalogues.values().flat_map(|catalogue| &catalogue.cites);
    let of_rows = model.matters.values().flat_map(|matter| &matter.cites);
    let of_regimes = model.regimes.values().flat_map(by_regime);
    let all = of_lists.chain(of_catalogues).chain(of_rows).chain(of_regimes);
    all.map(|citation| citation.law.clone().into_owned()).collect()
}

fn by_regime(regime: &Regime) -> impl Iterator<Item = &Citation> {
    let years_from = regime.years_from.as_ref().map(|(_, cites)| cites);
    let clauses = [&regime.head_by_law, &regime.long_term_approved, &regime.conflict_highest];
    let clauses = clauses.into_iter().flatten().chain(years_from).flatten();
    (clauses.chain(&regime.succession).chain(&regime.grants.cites))
        .chain(regime.levels.iter().flat_map(|level| &level.cites))
        .chain(regime.tiers.iter().flat_map(|tier| &tier.cites))
        .chain(regime.departments.iter().flat_map(|department| &department.cites))
        .chain(regime.catalogue_issued_by.iter().flat_map(|issuers| &issuers.cites))
        .chain(regime.changes.iter().flat_map(|law| &law.cites))
        .chain(regime.mark.iter().flat_map(|mark| &mark.requires.cites))
        .chain(required(&regime.matter_requires))
        .chain(required(&regime.catalogue_requires))
        .chain(required(&regime.officer_requires))
}

fn required<F>(requirements: &[Requirement<F>]) -> impl Iterator<Item = &Citation> {
    requirements.iter().flat_map(|requirement| &requirement.cites)
}
