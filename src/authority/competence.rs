//! Who may determine what, on which days: the powers of organs as far as somebody is there to decide for them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use hashbrown::HashMap;
use jiff::civil::Date;

use super::days::{Days, union};
use super::powers::{Power, PowerId, Powers};
use super::reach::Atom;
use super::world::{Duty, Rank, World};
use crate::limits::Limit;
use crate::model::Lists;
use crate::model::{Catalogue, Id, Matter, Model, Officer, Organ, Regime, TierId};

/// What is asked: may this organ determine this row at this level on this day?
#[derive(Clone, Copy, Debug)]
pub struct Question {
    pub organ: Id<Organ>,
    pub row: Id<Matter>,
    pub level: Rank,
    pub day: Date,
}

/// Why an organ may: a power, and who decides for the organ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Witness {
    pub power: PowerId,
    /// None where no officer of the organ is declared and its head is one by law.
    pub officer: Option<Id<Officer>>,
}

/// A power in the hands of one officer.
#[derive(Clone, Copy, Debug)]
pub struct Usable {
    pub witness: Witness,
    pub reach: Atom,
    pub level: Rank,
    pub days: Days,
}

#[derive(Debug)]
pub struct Competence<'m> {
    pub powers: Powers<'m>,
    duties: Lists,
    /// By organ: whether any officer of it is declared, sound or not.
    has_officers: Vec<bool>,
    /// By organ: whether anything is granted to it, with effect or not.
    pub(super) is_grantee: Vec<bool>,
    coverage: OnceLock<Coverage>,
}

/// The competence under every regime that catalogues stand under.
#[derive(Debug, Default)]
pub struct Authority<'m> {
    by_regime: BTreeMap<Id<Regime>, Competence<'m>>,
    overflow: Option<&'static Limit>,
}

impl<'m> Authority<'m> {
    pub fn of(model: &'m Model) -> Self {
        let used = model.catalogues.values().filter_map(|catalogue| catalogue.regime);
        let default = model.default_regime.filter(|_| !model.authorizations.is_empty() || !model.officers.is_empty());
        let regimes: std::collections::BTreeSet<Id<Regime>> = used.chain(default).collect();
        let competence = |regime| (regime, Competence::new(Powers::of(model, regime)));
        let mut by_regime: BTreeMap<Id<Regime>, Competence<'m>> = regimes.into_iter().map(competence).collect();
        let overflow = by_regime.values().find_map(|competence| competence.powers.overflow);
        if overflow.is_some() {
            by_regime.clear();
        }
        Authority { by_regime, overflow }
    }

    pub fn under(&self, regime: Id<Regime>) -> Option<&Competence<'m>> {
        self.by_regime.get(&regime)
    }

    /// For the regime that a row stands under.
    pub fn over(&self, model: &Model, row: Id<Matter>) -> Option<&Competence<'m>> {
        self.under(model.catalogues[model.matters[row].catalogue].regime?)
    }

    pub fn iter(&self) -> impl Iterator<Item = (Id<Regime>, &Competence<'m>)> {
        self.by_regime.iter().map(|(id, competence)| (*id, competence))
    }

    /// The limit that was passed, if one was: then not every power is known, and nothing is said of any.
    pub fn overflow(&self) -> Option<&'static Limit> {
        self.overflow
    }
}

impl<'m> Competence<'m> {
    pub fn new(powers: Powers<'m>) -> Self {
        let model = powers.world.model;
        let mut has_officers = vec![false; model.organs.len()];
        let declared = model.officers.values().filter_map(|officer| officer.organ);
        for organ in declared.chain(powers.world.duties.iter().map(|duty| duty.organ)) {
            has_officers[organ.index()] = true;
        }
        let mut is_grantee = vec![false; model.organs.len()];
        for grant in &powers.world.grants {
            is_grantee[grant.grantee.index()] = true;
        }
        let duties = powers.world.duties_by_organ();
        Competence { powers, duties, has_officers, is_grantee, coverage: OnceLock::new() }
    }

    pub fn world(&self) -> &World<'m> {
        &self.powers.world
    }

    /// What the officers of an organ decide, as far as they were made officers as the law asks.
    pub(super) fn duties_of(&self, organ: Id<Organ>) -> impl Iterator<Item = &Duty> {
        self.duties.of(organ.index()).iter().map(|at| &self.world().duties[*at as usize])
    }

    /// Whether the head is taken to be there because no officer of the organ is declared.
    pub fn head_is_presumed(&self, organ: Id<Organ>) -> bool {
        !self.has_officers[organ.index()] && self.world().regime.head_by_law.is_some()
    }

    /// Calls `found` with the power in the hands of each officer who may use it.
    pub fn usable(&self, id: PowerId, power: &Power, mut found: impl FnMut(Usable)) {
        let Some(held) = self.powers.held(power).filter(|_| power.level > Rank::NONE) else { return };
        if self.head_is_presumed(power.organ) {
            let witness = Witness { power: id, officer: None };
            return found(Usable { witness, reach: power.reach, level: power.level, days: held });
        }
        for duty in self.duties_of(power.organ) {
            let witness = Witness { power: id, officer: duty.officer };
            let level = power.level.min(duty.level);
            for days in duty.days.iter().filter_map(|days| days.and(held)) {
                for atom in &duty.atoms {
                    let reaches = &self.world().reaches;
                    reaches.meet(power.reach, *atom, |reach| found(Usable { witness, reach, level, days }));
                }
            }
        }
    }

    /// Why the organ may, if it may. Whether the catalogue is in force on that day is not asked.
    pub fn may(&self, question: Question) -> Option<Witness> {
        let row = Atom::Matter(question.row);
        let reaches = &self.world().reaches;
        let powers = self.powers.of_organ(question.organ).filter(|(_, power)| reaches.contains(power.reach, row));
        let mut best: Option<(u32, Witness)> = None;
        for (id, power) in powers {
            self.usable(id, power, |usable| {
                let holds = usable.level >= question.level
                    && usable.days.contains(question.day)
                    && reaches.contains(usable.reach, row);
                if holds && best.is_none_or(|(hops, _)| power.hops < hops) {
                    best = Some((power.hops, usable.witness));
                }
            });
        }
        best.map(|(_, witness)| witness)
    }

    /// The days on which the organ may determine the row at this level.
    pub fn days_of(&self, organ: Id<Organ>, row: Id<Matter>, level: Rank) -> Vec<Days> {
        let row = Atom::Matter(row);
        let reaches = &self.world().reaches;
        let mut days = Vec::new();
        for (id, power) in self.powers.of_organ(organ).filter(|(_, power)| reaches.contains(power.reach, row)) {
            self.usable(id, power, |usable| {
                if usable.level >= level && reaches.contains(usable.reach, row) {
                    days.push(usable.days);
                }
            });
        }
        union(days)
    }

    /// Whether by one power alone the organ may determine the row at this level on all of these days.
    pub fn may_throughout(&self, organ: Id<Organ>, row: Id<Matter>, level: Rank, days: Days) -> bool {
        let row = Atom::Matter(row);
        let reaches = &self.world().reaches;
        let mut powers = self.powers.of_organ(organ).filter(|(_, power)| reaches.contains(power.reach, row));
        powers.any(|(id, power)| {
            let mut may = false;
            self.usable(id, power, |usable| {
                may |= usable.level >= level && usable.days.covers(days) && reaches.contains(usable.reach, row);
            });
            may
        })
    }

    /// What any organ at all may determine, by reach and tier.
    pub fn coverage(&self) -> &Coverage {
        self.coverage.get_or_init(|| Coverage::of(self))
    }
}

/// By reach and tier: up to which level, on which days.
type Stretches = HashMap<(Atom, Option<TierId>), Vec<(Rank, Days)>>;

/// On which days somebody may determine what, up to what level.
#[derive(Debug)]
pub struct Coverage {
    stretches: Stretches,
    tiers: Vec<Option<TierId>>,
    /// Whether any organ stands on a tier of the regime: if none does, nothing is known of powers.
    pub knows_tiers: bool,
}

impl Coverage {
    fn of(competence: &Competence<'_>) -> Self {
        let world = competence.world();
        let mut tiers: Vec<Option<TierId>> = world.model.organs.ids().map(|organ| world.tier_id(organ)).collect();
        let mut stretches = Stretches::new();
        for (id, power) in competence.powers.iter() {
            let tier = tiers[power.organ.index()];
            competence.usable(id, power, |usable| {
                let known = stretches.entry((usable.reach, tier)).or_default();
                if !known.iter().rev().take(8).any(|(level, days)| *level >= usable.level && days.covers(usable.days)) {
                    known.push((usable.level, usable.days));
                }
            });
        }
        let knows_tiers = tiers.iter().any(Option::is_some);
        tiers.sort_unstable();
        tiers.dedup();
        Coverage { stretches, tiers, knows_tiers }
    }

    /// The days on which an organ of this tier, or any organ, may determine one of these reaches.
    pub fn days(&self, reaches: &[Atom], level: Rank, tier: Option<TierId>) -> Vec<Days> {
        let tiers = self.tiers.iter().filter(|own| tier.is_none() || **own == tier);
        let keys = tiers.flat_map(|tier| reaches.iter().map(move |reach| (*reach, *tier)));
        let stretches = keys.filter_map(|key| self.stretches.get(&key)).flatten();
        union(stretches.filter(|(own, _)| *own >= level).map(|(_, days)| *days).collect())
    }
}

/// The days on which a catalogue is in force.
pub fn in_force(catalogue: &Catalogue) -> Days {
    catalogue.in_force.into()
}
