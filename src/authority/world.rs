//! A model as the law of one regime sees it: what each organ is by its tier, which grants there are, who takes over from
//! whom, who decides for an organ.

use jiff::civil::Date;

use super::area::{Area, Areas};
use super::days::{Days, union};
use super::reach::{Atom, Reaches};
use crate::ast::Bound;
use crate::model::Lists;
use crate::model::{
    Authorization, Id, Level, LevelId, Matter, Model, Officer, OfficerField, Organ, Reach, Regime, Succession, Tier,
    TierId,
};

/// A level by its place in the order of the regime. A higher level is greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Rank(u16);

impl Rank {
    /// Below every level.
    pub const NONE: Rank = Rank(0);
    /// Above every level.
    pub const ANY: Rank = Rank(u16::MAX);
}

/// The longest period that may be set, in months; `Months::ANY` where only the law bounds it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Months(pub u32);

impl Months {
    pub const ANY: Months = Months(u32::MAX);
}

/// What an organ is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    pub(super) life: Days,
    tier: Option<TierId>,
    pub(super) has_successors: bool,
    pub(super) determines: Rank,
    pub(super) authorizes: Rank,
}

/// A grant, or one that a repair proposes.
#[derive(Clone, Debug)]
pub struct Grant {
    pub declared: Option<Id<Authorization>>,
    pub grantor: Id<Organ>,
    pub grantee: Id<Organ>,
    pub level: Rank,
    /// What it reaches over, as a stretch of `World::atoms`; all that the grantor has where nothing is written.
    pub(super) atoms: (u32, u32),
    pub period: Months,
    pub area: Area,
    pub days: Days,
    /// Whether a term is written, with or without an end.
    pub has_term: bool,
}

/// What an officer decides for the organ.
#[derive(Clone, Debug)]
pub struct Duty {
    pub organ: Id<Organ>,
    /// None where a repair proposes somebody new.
    pub officer: Option<Id<Officer>>,
    pub level: Rank,
    pub(super) atoms: Vec<Atom>,
    /// In order and apart.
    pub days: Vec<Days>,
}

/// What one organ carries on of another that ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Carried {
    pub(super) from: Id<Organ>,
    pub(super) heir: Id<Organ>,
    pub(super) part: Atom,
    /// From the day behind the end of the last organ before the heir.
    pub(super) since: Date,
}

#[derive(Debug)]
pub struct World<'m> {
    pub model: &'m Model,
    pub regime: &'m Regime,
    pub(super) regime_id: Id<Regime>,
    pub reaches: Reaches<'m>,
    pub areas: Areas,
    /// By level of the regime.
    pub(super) ranks: Vec<Rank>,
    pub(super) seats: Vec<Seat>,
    /// In the order of grantees.
    pub grants: Vec<Grant>,
    /// The reaches of grants, one after another.
    pub(super) atoms: Vec<Atom>,
    /// Whether a catalogue of the regime names no line of business.
    pub(super) has_unclassified: bool,
    pub duties: Vec<Duty>,
}

impl<'m> World<'m> {
    pub fn new(model: &'m Model, regime_id: Id<Regime>) -> Self {
        let regime = &model.regimes[regime_id];
        let mut world = World {
            model,
            regime,
            regime_id,
            reaches: Reaches::new(model),
            areas: Areas::new(model),
            ranks: ranks(regime),
            seats: Vec::new(),
            grants: Vec::with_capacity(model.authorizations.len()),
            atoms: vec![Atom::All],
            has_unclassified: model
                .catalogues
                .values()
                .any(|catalogue| catalogue.regime == Some(regime_id) && catalogue.businesses.is_empty()),
            duties: Vec::new(),
        };
        world.seats = model.organs.values().map(|organ| world.seat(organ)).collect();
        for (id, authorization) in model.authorizations.iter() {
            let grant = world.grant(id, authorization);
            world.grants.extend(grant);
        }
        world.sort_grants();
        world.duties = model.officers.iter().filter_map(|(id, officer)| world.duty(id, officer)).collect();
        world
    }

    /// Puts the grants in the order of their grantees, so that what is granted to one lies side by side in memory.
    fn sort_grants(&mut self) {
        let grantees = self.grants.iter().zip(0_u32..).map(|(grant, at)| (grant.grantee.index(), at));
        let order = Lists::new(self.model.organs.len(), grantees);
        let mut grants = Vec::with_capacity(self.grants.len());
        let mut atoms = vec![Atom::All];
        for at in order.all() {
            let mut grant = self.grants[*at as usize].clone();
            let own = self.atoms_of(&grant);
            if own != [Atom::All] {
                let first = atoms.len() as u32;
                atoms.extend_from_slice(own);
                grant.atoms = (first, atoms.len() as u32);
            }
            grants.push(grant);
        }
        (self.grants, self.atoms) = (grants, atoms);
    }

    /// Every rank that a level of the regime has, in the order of the levels.
    pub fn ranks(&self) -> impl Iterator<Item = Rank> + '_ {
        self.ranks.iter().copied()
    }

    pub fn rank(&self, level: LevelId) -> Rank {
        self.ranks[level.index()]
    }

    /// The level of a rank, and the highest one for what has no ceiling.
    pub fn level(&self, rank: Rank) -> Option<&'m Level> {
        let up_to = self.regime.levels.iter().zip(&self.ranks).filter(|(_, own)| **own <= rank);
        up_to.max_by_key(|(_, own)| **own).map(|(level, _)| level)
    }

    pub fn tier(&self, organ: Id<Organ>) -> Option<&'m Tier> {
        self.seats[organ.index()].tier.map(|tier| self.regime.tier(tier))
    }

    /// The place of the tier of an organ in the order of the regime, the highest first.
    pub(super) fn tier_place(&self, organ: Id<Organ>) -> Option<usize> {
        let tier = self.tier(organ)?;
        self.regime.tiers.iter().position(|other| std::ptr::eq(other, tier))
    }

    /// The highest level that the tier of an organ determines.
    pub fn determines(&self, organ: Id<Organ>) -> Rank {
        self.seats[organ.index()].determines
    }

    pub(super) fn tier_id(&self, organ: Id<Organ>) -> Option<TierId> {
        self.seats[organ.index()].tier
    }

    /// What a grant reaches over.
    pub fn atoms_of(&self, grant: &Grant) -> &[Atom] {
        &self.atoms[grant.atoms.0 as usize..grant.atoms.1 as usize]
    }

    /// Puts reaches behind those of the grants there are.
    pub(super) fn keep(&mut self, atoms: &[Atom]) -> (u32, u32) {
        if atoms == [Atom::All] {
            return (0, 1);
        }
        let first = self.atoms.len();
        self.atoms.extend_from_slice(atoms);
        (first as u32, self.atoms.len() as u32)
    }

    /// The longest period that the law lets a level have.
    pub fn cap(&self, rank: Rank) -> Months {
        self.level(rank).and_then(|level| level.cap).map_or(Months::ANY, |cap| Months(cap.months()))
    }

    pub fn regime_id(&self) -> Id<Regime> {
        self.regime_id
    }

    pub fn life(&self, organ: Id<Organ>) -> Days {
        self.seats[organ.index()].life
    }

    pub(super) fn is_ours(&self, row: Id<Matter>) -> bool {
        self.model.catalogues[self.model.matters[row].catalogue].regime == Some(self.regime_id)
    }

    /// The rank of a level that is named by its id, as those of grants and officers are; of another regime's id, if it is
    /// a name here.
    fn rank_of_id(&self, id: &str) -> Option<Rank> {
        let place = self.regime.levels.iter().position(|level| level.id == id);
        place.or_else(|| self.regime.level_named(id).map(LevelId::index)).map(|place| self.ranks[place])
    }

    fn seat(&self, organ: &Organ) -> Seat {
        let id = organ.tier.as_ref().and_then(|id| self.regime.tier_with_id(id).or_else(|| self.regime.tier_named(id)));
        let tier = id.map(|id| self.regime.tier(id));
        let power = |level: Option<LevelId>| level.map_or(Rank::NONE, |level| self.rank(level));
        Seat {
            life: organ.exists.into(),
            tier: id,
            has_successors: !organ.successors.is_empty(),
            determines: tier.map_or(Rank::NONE, |tier| power(tier.determines)),
            authorizes: tier.map_or(Rank::NONE, |tier| power(tier.authorizes)),
        }
    }

    /// A grant as this regime sees it: one that speaks only of what stands under others gives nothing here.
    fn grant(&mut self, id: Id<Authorization>, authorization: &Authorization) -> Option<Grant> {
        let life: Days = authorization.life().into();
        let level = match &authorization.level {
            Some(level) => self.rank_of_id(&level.value)?,
            None => Rank::ANY,
        };
        let atoms = self.atoms(authorization.matters_given, authorization.matters.iter().map(|at| at.value))?;
        let atoms = self.keep(&atoms);
        Some(Grant {
            declared: Some(id),
            grantor: authorization.grantor?,
            grantee: authorization.grantee?,
            level,
            atoms,
            period: authorization.period.map_or(Months::ANY, |at| Months(at.value.months())),
            area: self.areas.of(authorization.regions.iter().map(|at| at.value)),
            days: life.and(life)?,
            has_term: authorization.term.is_some(),
        })
    }

    /// What is written as a reach, as far as it stands under this regime; none where nothing of it does.
    pub(super) fn atoms(&self, is_given: bool, reaches: impl Iterator<Item = Reach>) -> Option<Vec<Atom>> {
        if !is_given {
            return Some(vec![Atom::All]);
        }
        let is_ours = |reach: &Reach| match reach {
            Reach::Business(_) => true,
            Reach::Catalogue(id) => self.model.catalogues[*id].regime == Some(self.regime_id),
            Reach::Matter(id) => self.is_ours(*id),
        };
        let atoms: Vec<Atom> = reaches.filter(is_ours).map(Atom::from).collect();
        (!atoms.is_empty()).then_some(atoms)
    }

    /// What of an organ's functions a succession passes, as far as it stands under this regime.
    pub(super) fn parts_of(&self, succession: &Succession) -> Vec<Atom> {
        self.atoms(succession.part_given, succession.part.iter().copied()).unwrap_or_default()
    }

    /// Whether a succession passes all of a reach.
    pub(super) fn passes(&self, succession: &Succession, reach: Atom) -> bool {
        self.parts_of(succession).iter().any(|part| self.reaches.contains(*part, reach))
    }

    /// What an officer decides, if the officer was made one as the law asks.
    fn duty(&self, id: Id<Officer>, officer: &Officer) -> Option<Duty> {
        if !officer.is_head {
            self.is_designated(officer).then_some(())?;
        }
        Some(Duty {
            organ: officer.organ?,
            officer: Some(id),
            // The head has all that the organ has, whatever is written.
            level: match officer.level.as_ref().filter(|_| !officer.is_head) {
                Some(level) => self.rank_of_id(&level.value)?,
                None => Rank::ANY,
            },
            atoms: self.atoms(officer.matters_given && !officer.is_head, officer.matters.iter().map(|at| at.value))?,
            days: self.days_in_office(officer, officer.term.value.into()),
        })
    }

    /// The days of a term on which an officer may decide.
    pub(super) fn days_in_office(&self, officer: &Officer, term: Days) -> Vec<Days> {
        let first = officer.designated_on.filter(|_| !officer.is_head).unwrap_or(Date::MIN);
        let days = term.and(Days { from: first, ..Days::ALL });
        days.map(|days| self.trained_days(officer, days)).unwrap_or_default()
    }

    /// Whether the head of the organ, in office on that day, designated the officer.
    pub fn is_designated(&self, officer: &Officer) -> bool {
        let Some(by) = officer.designated_by.map(|by| &self.model.officers[by]) else { return false };
        let in_office = officer.designated_on.is_none_or(|on| by.term.value.contains(on));
        by.is_head && by.organ == officer.organ && in_office
    }

    /// The days on which the officer has the training that the regime asks for, where it does more than advise it.
    fn trained_days(&self, officer: &Officer, days: Days) -> Vec<Days> {
        let asked = self.regime.officer_requires.iter();
        let asked = asked.filter(|asked| !asked.advised && asked.fields.contains(&OfficerField::Trained));
        let Some(since) = asked.map(|asked| asked.from.unwrap_or(Date::MIN)).min() else { return vec![days] };
        let before = since.yesterday().ok().and_then(|to| days.and(Days { to, ..Days::ALL }));
        let trained = officer.trained.and_then(|from| days.and(Days { from, ..Days::ALL }));
        union(before.into_iter().chain(trained).collect())
    }

    /// The powers that tiers give, one for each way in which a bound is met.
    pub(super) fn own_reaches(&mut self, organ: Id<Organ>) -> Vec<(Atom, Area)> {
        let mut reaches: Vec<(Atom, Area)> =
            self.own_business_atoms(organ).map(|atom| (atom, Area::EVERYWHERE)).collect();
        if self.is_bound_by_region(organ) {
            reaches.push((Atom::All, self.areas.of(self.model.organs[organ].regions.iter().copied())));
        }
        reaches
    }

    /// What the tier of an organ gives it wherever it is: its lines of business, or everything where there is no bound.
    pub(super) fn own_business_atoms(&self, organ: Id<Organ>) -> impl Iterator<Item = Atom> + '_ {
        let tier = self.tier(organ);
        let is_free = tier.is_some_and(|tier| tier.within.is_empty());
        let is_by_business = tier.is_some_and(|tier| tier.within.contains(&Bound::Business));
        let own = self.model.organs[organ].businesses.iter().map(|business| Atom::Business(*business));
        let unclassified = self.has_unclassified.then_some(Atom::Unclassified);
        let by_business = own.chain(unclassified).filter(move |_| is_by_business);
        is_free.then_some(Atom::All).into_iter().chain(by_business)
    }

    /// Whether the tier of an organ gives it what lies in its regions.
    pub(super) fn is_bound_by_region(&self, organ: Id<Organ>) -> bool {
        let by_region = self.tier(organ).is_some_and(|tier| tier.within.contains(&Bound::Region));
        by_region && !self.model.organs[organ].regions.is_empty()
    }

    /// What the tier of an organ gives it, here or there.
    pub(super) fn own_atoms(&self, organ: Id<Organ>) -> impl Iterator<Item = Atom> + '_ {
        let in_region = self.is_bound_by_region(organ).then_some(Atom::All);
        self.own_business_atoms(organ).chain(in_region)
    }

    /// Who decides for each organ, as places in `duties`.
    pub(super) fn duties_by_organ(&self) -> Lists {
        let pairs = self.duties.iter().enumerate().map(|(at, duty)| (duty.organ.index(), at as u32));
        Lists::new(self.model.organs.len(), pairs)
    }
}

/// The levels of a regime in the order of their ranks, from 1.
fn ranks(regime: &Regime) -> Vec<Rank> {
    let mut sorted: Vec<u32> = regime.levels.iter().map(|level| level.rank).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let place = |level: &Level| sorted.iter().position(|rank| *rank == level.rank).map_or(0, |place| place + 1);
    regime.levels.iter().map(|level| Rank(u16::try_from(place(level)).unwrap_or(u16::MAX - 1))).collect()
}
