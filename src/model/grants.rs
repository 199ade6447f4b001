//! The regime that grants and duties over matters are under.

use super::{At, Authorization, Id, Level, Model, Reach, Regime};

impl Model {
    /// The regime of the first catalogue that some matters name, or else that of what names none, or else the only one
    /// that catalogues are under.
    pub fn regime_over(&self, matters: &[At<Reach>]) -> Option<Id<Regime>> {
        let named = matters.iter().find_map(|at| match at.value {
            Reach::Catalogue(catalogue) => Some(catalogue),
            Reach::Matter(matter) => Some(self.matters[matter].catalogue),
            Reach::Business(_) => None,
        });
        named.and_then(|id| self.catalogues[id].regime).or(self.default_regime).or_else(|| self.only_regime())
    }

    fn only_regime(&self) -> Option<Id<Regime>> {
        let mut regimes = self.catalogues.values().filter_map(|catalogue| catalogue.regime);
        let first = regimes.next()?;
        regimes.all(|other| other == first).then_some(first)
    }

    /// The highest level that a grant gives, if its regime has one of that name.
    pub fn level_of_grant(&self, grant: &Authorization) -> Option<&Level> {
        let regime = &self.regimes[self.regime_over(&grant.matters)?];
        Some(regime.level(regime.level_named(&grant.level.as_ref()?.value)?))
    }
}
