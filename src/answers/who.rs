//! Who may determine a row, grouped by the chain; and what one organ may determine.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::told::{Bounds, Level, Link};
use crate::authority::{Atom, Days, Hop, Power, PowerId, Rank, Usable, in_force};
use crate::model::{Catalogue, Id, Matter, Organ, Place};

/// What `dingmi who CATALOGUE#ITEM --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Who {
    /// The version of this format: 1.
    pub version: u32,
    /// `catalogue#matter`
    pub row: String,
    pub level: Level,
    /// The day asked for, as YYYY-MM-DD.
    pub on: String,
    /// Whether the catalogue is in force on that day. If it is not, nobody may.
    pub in_force: bool,
    /// Organs that have it in the same way stand together.
    pub groups: Vec<Group>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Group {
    /// The steps that all of them have in common, from the tier on.
    pub chain: Vec<Link>,
    pub organs: Vec<Holder>,
}

/// An organ, and who may decide for it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Holder {
    pub organ: String,
    /// The last step, where the organ has it by a grant or a succession.
    pub by: Option<Link>,
    /// The officers who may decide; empty where the head does so by law and none is declared.
    pub officers: Vec<String>,
    pub bounds: Bounds,
}

/// What `dingmi who --organ ORGAN --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct May {
    /// The version of this format: 1.
    pub version: u32,
    pub organ: String,
    /// The day asked for, as YYYY-MM-DD.
    pub on: String,
    pub powers: Vec<Held>,
}

/// One power of an organ in the hands of one officer, and the rows that it takes in on that day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Held {
    /// Up to this level.
    pub level: Level,
    pub chain: Vec<Link>,
    pub bounds: Bounds,
    /// Rows of catalogues in force whose level lies in it.
    pub rows: Vec<Rows>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Rows {
    pub catalogue: String,
    /// Whether the rows listed are all rows of the catalogue.
    pub all: bool,
    pub matters: Vec<String>,
}

/// A power that takes the row in, and the officers who may use it.
struct Candidate {
    power: PowerId,
    organ: Id<Organ>,
    officers: Vec<String>,
    days: Days,
}

/// Every organ that may determine the row at this level on this day.
pub fn may_determine(setting: &Setting<'_>, row: Id<Matter>, level: Rank, day: Date) -> Who {
    let model = setting.context.model;
    let force = in_force(&model.catalogues[model.matters[row].catalogue]);
    let mut groups: BTreeMap<Vec<HopKey>, Vec<Candidate>> = BTreeMap::new();
    if force.contains(day) {
        for (id, power) in setting.competence.powers.iter() {
            if let Some(candidate) = setting.candidate((id, power), row, level, day) {
                groups.entry(setting.shared(id)).or_default().push(candidate);
            }
        }
    }
    Who {
        version: 1,
        row: setting.context.subject(Place::Matter(row)),
        level: setting.level(level),
        on: day.to_string(),
        in_force: force.contains(day),
        groups: groups
            .into_values()
            .map(|candidates| setting.group(setting.without_lesser(candidates), force))
            .collect(),
    }
}

/// Everything that an organ may determine on this day.
pub fn of_organ(setting: &Setting<'_>, organ: Id<Organ>, day: Date) -> May {
    let competence = setting.competence;
    let mut powers = Vec::new();
    for (id, power) in competence.powers.of_organ(organ) {
        competence.usable(id, power, |usable| {
            if usable.days.contains(day) {
                powers.extend(setting.held(power, usable, day));
            }
        });
    }
    let organ = setting.context.id(setting.context.model.organs[organ].head.id).into_owned();
    May { version: 1, organ, on: day.to_string(), powers }
}

/// What tells chains apart: a tier by its id, the rest by the declarations.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum HopKey {
    Tier(usize),
    Organ(Id<Organ>),
    Grant(u32),
    Succession(Id<Organ>, usize),
}

impl Setting<'_> {
    fn candidate(&self, (id, power): (PowerId, &Power), row: Id<Matter>, level: Rank, day: Date) -> Option<Candidate> {
        let reaches = &self.competence.world().reaches;
        let row = Atom::Matter(row);
        (power.level >= level && reaches.contains(power.reach, row)).then_some(())?;
        let mut officers = BTreeSet::new();
        let mut days: Option<Days> = None;
        self.competence.usable(id, power, |usable| {
            if usable.level >= level && usable.days.contains(day) && reaches.contains(usable.reach, row) {
                officers.extend(usable.witness.officer);
                days = Some(days.map_or(usable.days, |days| if usable.days.covers(days) { usable.days } else { days }));
            }
        });
        let name = |officer| self.context.id(self.context.model.officers[officer].head.id).into_owned();
        Some(Candidate {
            power: id,
            organ: power.organ,
            officers: officers.into_iter().map(name).collect(),
            days: days?,
        })
    }

    /// The candidates without those of an organ that has more in the same way, such as everywhere what it has in a region.
    fn without_lesser(&self, candidates: Vec<Candidate>) -> Vec<Candidate> {
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in candidates {
            let (power, world) = (self.competence.powers.get(candidate.power), self.competence.world());
            let is_lesser = |other: &Candidate| {
                let greater = self.competence.powers.get(other.power);
                other.organ == candidate.organ
                    && other.officers == candidate.officers
                    && other.days.covers(candidate.days)
                    && greater.period >= power.period
                    && world.areas.contains(greater.area, power.area)
            };
            // Powers of one organ lie near one another.
            if !kept.iter().rev().take(8).any(is_lesser) {
                kept.push(candidate);
            }
        }
        kept
    }

    /// What organs of one group have in common: the tier of an organ that has the power of itself; or else the chain
    /// without its last step.
    fn shared(&self, id: PowerId) -> Vec<HopKey> {
        let chain = self.competence.powers.chain(id);
        let key = |hop: &Hop| match *hop {
            Hop::Tier { organ } | Hop::Officer { organ, .. } => HopKey::Organ(organ),
            Hop::Succession { from, at } => HopKey::Succession(from, at),
            Hop::Grant { grant, .. } => HopKey::Grant(grant),
        };
        match chain.as_slice() {
            [Hop::Tier { organ }] => {
                let tier = self.competence.world().tier(*organ);
                let tiers = &self.competence.world().regime.tiers;
                let place = tier.and_then(|tier| tiers.iter().position(|other| std::ptr::eq(other, tier)));
                vec![HopKey::Tier(place.unwrap_or(usize::MAX))]
            }
            [before @ .., _] => before.iter().map(key).collect(),
            [] => Vec::new(),
        }
    }

    fn group(&self, candidates: Vec<Candidate>, force: Days) -> Group {
        let first =
            candidates.first().map(|candidate| self.competence.powers.chain(candidate.power)).unwrap_or_default();
        let is_own = first.len() == 1;
        let shared = if is_own { &first[..] } else { &first[..first.len() - 1] };
        let holder = |candidate: Candidate| {
            let last = self.competence.powers.chain(candidate.power).last().copied();
            let power = self.competence.powers.get(candidate.power);
            Holder {
                organ: self.context.id(self.context.model.organs[candidate.organ].head.id).into_owned(),
                by: last.filter(|_| !is_own).map(|hop| self.link(hop, None, &[])),
                officers: candidate.officers,
                bounds: self.bounds(power, candidate.days.and(force).unwrap_or(candidate.days)),
            }
        };
        let chain = match *shared {
            [Hop::Tier { organ }] if is_own => self.tier_link(organ).into_iter().collect(),
            _ => shared.iter().map(|hop| self.link(*hop, None, &[])).collect(),
        };
        Group { chain, organs: candidates.into_iter().map(holder).collect() }
    }

    /// A power of an organ on this day; nothing where it takes in no row.
    fn held(&self, power: &Power, usable: Usable, day: Date) -> Option<Held> {
        let rows = self.rows(usable, day);
        (!rows.is_empty()).then(|| Held {
            level: self.level(usable.level),
            chain: self.competence.chain(usable.witness).into_iter().map(|hop| self.link(hop, None, &[])).collect(),
            bounds: self.bounds(power, usable.days),
            rows,
        })
    }

    fn rows(&self, usable: Usable, day: Date) -> Vec<Rows> {
        let model = self.context.model;
        let mut rows = Vec::new();
        for (id, catalogue) in model.catalogues.iter() {
            let is_ours = catalogue.regime == Some(self.competence.world().regime_id());
            if !is_ours || !in_force(catalogue).contains(day) {
                continue;
            }
            let matters: Vec<String> = self.rows_of(usable, id, catalogue);
            if !matters.is_empty() {
                let all = matters.len() == catalogue.matters.len();
                rows.push(Rows { catalogue: self.context.id(catalogue.head.id).into_owned(), all, matters });
            }
        }
        rows
    }

    fn rows_of(&self, usable: Usable, id: Id<Catalogue>, catalogue: &Catalogue) -> Vec<String> {
        let world = self.competence.world();
        let is_whole = world.reaches.contains(usable.reach, Atom::Catalogue(id));
        let lies_in = |row: &Id<Matter>| is_whole || world.reaches.contains(usable.reach, Atom::Matter(*row));
        let may = |row: &Id<Matter>| {
            let level = self.context.model.matters[*row].level;
            level.get().is_some_and(|level| world.rank(*level) <= usable.level)
        };
        let rows = catalogue.matters.iter().filter(|row| lies_in(row)).filter(|row| may(row));
        rows.map(|row| self.context.id(self.context.model.matters[*row].head.id).into_owned()).collect()
    }
}
