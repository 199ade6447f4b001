//! What every organ may determine and grant, worked out once over all dates.

use super::area::Area;
use super::days::Days;
use super::reach::Atom;
use super::spread::{Passing, Spread, pass};
use super::world::{Carried, Grant, Months, Rank, World};
use crate::limits::{self, Limit};
use crate::model::{Id, Lists, Model, Organ, Regime};

/// A power by its place in [`Powers`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PowerId(u32);

impl PowerId {
    pub(super) fn at(place: usize) -> Self {
        PowerId(u32::try_from(place).expect("bug: more powers than their limit"))
    }

    /// The place of the power among all of its regime.
    pub fn place(self) -> usize {
        self.0 as usize
    }
}

/// One organ may determine these rows, up to this level, on these days.
#[derive(Clone, Copy, Debug)]
pub struct Power {
    pub organ: Id<Organ>,
    pub reach: Atom,
    pub area: Area,
    pub level: Rank,
    /// The highest level that the organ may grant on.
    pub grants: Rank,
    pub period: Months,
    /// While the organ lives it has the power; behind its end the power is what its successors take over.
    pub days: Days,
    /// Grants on the way.
    pub hops: u32,
    pub basis: Basis,
}

/// Where a power comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    Tier,
    /// A grant, as its place in the world, out of a power of the grantor or of who carries on for it.
    Grant {
        grant: u32,
        of: PowerId,
    },
    /// An organ that ended had it.
    Succession {
        of: PowerId,
    },
}

#[derive(Debug)]
pub struct Powers<'m> {
    pub world: World<'m>,
    powers: Vec<Power>,
    by_organ: Lists,
    /// The limit that was passed, so that powers are missing.
    pub overflow: Option<&'static Limit>,
    pub(super) carried: Vec<Carried>,
}

impl<'m> Powers<'m> {
    pub fn of(model: &'m Model, regime: Id<Regime>) -> Self {
        Self::in_world(World::new(model, regime))
    }

    pub fn in_world(world: World<'m>) -> Self {
        let spread = Spread::over(world);
        let by_organ = |power: &Power| power.organ.index();
        let pairs = spread.powers.iter().enumerate().map(|(at, power)| (by_organ(power), at as u32));
        let by_organ = Lists::new(spread.world.model.organs.len(), pairs);
        let is_wide = measuring_steps(&spread.world, &by_organ) > limits::AUTHORITY_STEPS.most;
        let overflow = spread.overflow.or(is_wide.then_some(&limits::AUTHORITY_STEPS));
        Powers { world: spread.world, powers: spread.powers, by_organ, overflow, carried: spread.carried }
    }

    pub fn get(&self, id: PowerId) -> &Power {
        &self.powers[id.place()]
    }

    /// The powers of an organ, those with the fewest grants first.
    pub fn of_organ(&self, organ: Id<Organ>) -> impl Iterator<Item = (PowerId, &Power)> + Clone {
        self.by_organ.of(organ.index()).iter().map(|at| (PowerId::at(*at as usize), &self.powers[*at as usize]))
    }

    pub fn iter(&self) -> impl Iterator<Item = (PowerId, &Power)> {
        self.powers.iter().enumerate().map(|(at, power)| (PowerId::at(at), power))
    }

    pub fn grant(&self, at: u32) -> &Grant {
        &self.world.grants[at as usize]
    }

    /// Organs that carry on for a grantor.
    pub(super) fn carried_from(&self, grantor: Id<Organ>) -> &[Carried] {
        let first = self.carried.partition_point(|carried| carried.from < grantor);
        let behind = self.carried.partition_point(|carried| carried.from <= grantor);
        &self.carried[first..behind]
    }

    /// What a power gives through a grant that the organ made or carries on.
    pub(super) fn through(&self, id: PowerId, grant: u32, carried: Option<Carried>) -> Vec<Power> {
        let mut passed = Vec::new();
        let power = self.get(id);
        let area = self.world.areas.met(power.area, self.grant(grant).area).filter(|_| power.grants > Rank::NONE);
        if let Some((area, days)) = area.zip(self.held(power)) {
            let passing = Passing { id, power: Power { days, ..*power } };
            pass(&self.world, passing, area, (grant, carried), &mut passed);
        }
        passed
    }

    /// The days on which the organ itself has the power.
    pub fn held(&self, power: &Power) -> Option<Days> {
        power.days.and(self.world.life(power.organ))
    }
}

impl Power {
    /// Whether nothing of the other, over the same rows, is missing here.
    pub(super) fn holds_at_least(&self, other: &Power, world: &World<'_>) -> bool {
        self.level >= other.level
            && self.grants >= other.grants
            && self.period >= other.period
            && (self.hops <= other.hops || other.grants == Rank::NONE)
            && self.days.covers(other.days)
            && world.areas.contains(self.area, other.area)
            // Successors take over what was granted whole, and what a tier gave only as far as their own tier goes.
            && (self.hops > 0 || other.hops == 0 || world.life(self.organ).covers(other.days))
    }
}

/// What it takes to hold each reach of a grant against each power of its grantor, and each duty against those of its organ.
fn measuring_steps(world: &World<'_>, by_organ: &Lists) -> usize {
    let powers = |organ: Id<Organ>| by_organ.of(organ.index()).len();
    let grants = world.grants.iter().map(|grant| world.atoms_of(grant).len().saturating_mul(powers(grant.grantor)));
    let duties = world.duties.iter().map(|duty| duty.atoms.len().saturating_mul(powers(duty.organ)));
    grants.chain(duties).fold(0, usize::saturating_add)
}
