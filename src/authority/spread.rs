//! How powers spread.
//!
//! Powers start at tiers and pass along grants and successions; what passes is the intersection, in every dimension. A
//! power that lies in another of the same organ is dropped, so circles end and no path is walked twice. There is no
//! recursion, and the work is bounded.
//!
//! They spread in layers, by the number of grants on the way. A broad layer is drawn in by the grantees, one after another,
//! so that the powers of an organ lie side by side in memory; a narrow one is handed out by the grantors.

use std::num::NonZeroU32;
use std::ops::Range;

use hashbrown::HashMap;
use jiff::civil::Date;

use super::area::Area;
use super::days::Days;
use super::heirs::{carried, common};
use super::powers::{Basis, Power, PowerId};
use super::reach::Atom;
use super::world::{Carried, Months, Rank, World};
use crate::limits;
use crate::model::{Id, Lists, Organ};

/// What is worked with while powers spread.
pub(super) struct Spread<'m> {
    pub(super) world: World<'m>,
    pub(super) powers: Vec<Power>,
    /// By organ: its powers, each of which names the one before it.
    of_organ: Vec<Chained>,
    /// For organs of many powers: those over one atom, likewise.
    of_atom: HashMap<(Id<Organ>, Atom), Chained>,
    before: Vec<Option<PowerId>>,
    passed: Vec<Power>,
    ways: Vec<Way>,
    /// The grants that each organ made or carries on, as places in `ways`.
    out: Lists,
    /// Those to each organ, likewise.
    into: Lists,
    pub(super) carried: Vec<Carried>,
    steps: usize,
    /// The limit that was passed.
    pub(super) overflow: Option<&'static limits::Limit>,
}

#[derive(Clone, Copy, Default)]
struct Chained {
    last: Option<PowerId>,
    count: u32,
}

/// A layer is broad where it has more powers than one for so many organs.
const BROAD: usize = 16;

/// From so many powers on those of an organ are looked up by what they reach over.
const MANY: u32 = 24;

/// A power with the days on which its organ can grant it on.
#[derive(Clone, Copy)]
pub(super) struct Passing {
    pub(super) id: PowerId,
    pub(super) power: Power,
}

/// A grant out of an organ that made it, or that carries it on; then with the place in `carried`, from 1.
#[derive(Clone, Copy)]
struct Way {
    giver: u32,
    grant: u32,
    carried: Option<NonZeroU32>,
}

impl<'m> Spread<'m> {
    /// Lets the powers of a world spread until nothing new comes of it.
    pub(super) fn over(world: World<'m>) -> Self {
        let (carried, too_many_carried) = carried(&world);
        let mut spread = Spread::new(world, carried);
        spread.overflow = too_many_carried.then_some(&limits::SUCCESSIONS);
        spread.own_powers();
        let mut layer = 0..spread.powers.len();
        while !layer.is_empty() && spread.overflow.is_none() {
            spread.pass_to_successors(layer.start);
            let end = spread.powers.len();
            spread.pass_by_grants(layer.start..end);
            layer = end..spread.powers.len();
        }
        spread
    }

    fn new(world: World<'m>, carried: Vec<Carried>) -> Self {
        let organs = world.model.organs.len();
        let ways = ways(&world, &carried, organs);
        let places = |owner: fn(&World<'_>, &Way) -> u32| {
            let owners = ways.iter().zip(0_u32..).map(|(way, at)| (owner(&world, way) as usize, at));
            Lists::new(organs, owners)
        };
        let out = places(|_, way| way.giver);
        let into = places(|world, way| world.grants[way.grant as usize].grantee.index() as u32);
        Spread {
            world,
            powers: Vec::new(),
            of_organ: vec![Chained::default(); organs],
            of_atom: HashMap::new(),
            before: Vec::new(),
            passed: Vec::new(),
            ways,
            out,
            into,
            carried,
            steps: 0,
            overflow: None,
        }
    }

    fn own_powers(&mut self) {
        for (organ, declared) in self.world.model.organs.iter() {
            let seat = self.world.seats[organ.index()];
            if seat.determines.max(seat.authorizes) == Rank::NONE {
                continue;
            }
            let days =
                if declared.successors.is_empty() { seat.life } else { Days { from: seat.life.from, ..Days::ALL } };
            for (reach, area) in self.world.own_reaches(organ) {
                self.add(Power {
                    organ,
                    reach,
                    area,
                    level: seat.determines,
                    grants: seat.authorizes,
                    period: Months::ANY,
                    days,
                    hops: 0,
                    basis: Basis::Tier,
                });
            }
        }
    }

    /// What organs had that ended passes to their successors, and from them to theirs.
    fn pass_to_successors(&mut self, first: usize) {
        let mut next = first;
        while next < self.powers.len() && self.overflow.is_none() {
            let (id, power) = (PowerId::at(next), self.powers[next]);
            next += 1;
            if let Some(days) = self.world.life(power.organ).after().and_then(|after| after.and(power.days)) {
                self.pass_to_successors_of(id, power, days);
            }
        }
    }

    fn pass_to_successors_of(&mut self, id: PowerId, power: Power, days: Days) {
        for succession in &self.world.model.organs[power.organ].successors {
            let organ = succession.organ;
            let mut passed = Power { organ, days, basis: Basis::Succession { of: id }, ..power };
            if power.hops == 0 {
                // What a tier gives, an organ of another tier has only as far as its own tier goes.
                let seat = self.world.seats[organ.index()];
                (passed.level, passed.grants) = (power.level.min(seat.determines), power.grants.min(seat.authorizes));
            }
            if passed.level.max(passed.grants) == Rank::NONE {
                continue;
            }
            for reach in common(&self.world, power.reach, &self.world.parts_of(succession)) {
                self.add(Power { reach, ..passed });
            }
        }
    }

    fn pass_by_grants(&mut self, layer: Range<usize>) {
        let passing: Vec<Passing> = layer.filter_map(|at| self.passing(PowerId::at(at))).collect();
        let organs = self.world.model.organs.len();
        if passing.len() > organs / BROAD {
            let by_organ = passing.iter().zip(0_u32..).map(|(each, at)| (each.power.organ.index(), at));
            let by_organ = Lists::new(organs, by_organ);
            let sorted: Vec<Passing> = by_organ.all().iter().map(|at| passing[*at as usize]).collect();
            self.draw_in(&by_organ, &sorted);
        } else {
            self.hand_out(&passing);
        }
    }

    /// A power that its organ can grant on, while the organ lives.
    fn passing(&self, id: PowerId) -> Option<Passing> {
        let mut power = self.powers[id.place()];
        power.days = power.days.and(self.world.life(power.organ)).filter(|_| power.grants > Rank::NONE)?;
        Some(Passing { id, power })
    }

    /// Each grantee takes what the powers of the layer, sorted by organ, give it.
    fn draw_in(&mut self, by_organ: &Lists, layer: &[Passing]) {
        for grantee in 0..self.world.model.organs.len() {
            for at in 0..self.into.of(grantee).len() {
                let way = self.ways[self.into.of(grantee)[at] as usize];
                for passing in &layer[by_organ.stretch(way.giver as usize)] {
                    self.pass_by_grant(*passing, way);
                }
            }
            if self.is_over() {
                return;
            }
        }
    }

    /// Each power of the layer gives what it can.
    fn hand_out(&mut self, layer: &[Passing]) {
        for passing in layer {
            let giver = passing.power.organ.index();
            for at in 0..self.out.of(giver).len() {
                self.pass_by_grant(*passing, self.ways[self.out.of(giver)[at] as usize]);
            }
            if self.is_over() {
                return;
            }
        }
    }

    fn is_over(&mut self) -> bool {
        if self.steps > limits::AUTHORITY_STEPS.most {
            self.overflow = Some(&limits::AUTHORITY_STEPS);
        }
        self.overflow.is_some()
    }

    fn pass_by_grant(&mut self, passing: Passing, way: Way) {
        self.steps += 1;
        let area = self.world.grants[way.grant as usize].area;
        let Some(area) = self.world.areas.meet(passing.power.area, area) else { return };
        let carried = way.carried.map(|place| self.carried[place.get() as usize - 1]);
        let mut passed = std::mem::take(&mut self.passed);
        pass(&self.world, passing, area, (way.grant, carried), &mut passed);
        for power in passed.drain(..) {
            self.add(power);
        }
        self.passed = passed;
    }

    fn add(&mut self, power: Power) {
        let organ = power.organ.index();
        let has_many = self.of_organ[organ].count >= MANY;
        if self.of_organ[organ].count == MANY {
            self.sort_by_atom(organ);
        }
        let key = (power.organ, power.reach);
        let known = if has_many { self.of_atom.get(&key).copied().unwrap_or_default() } else { self.of_organ[organ] };
        let mut at = known.last;
        while let Some(id) = at {
            let other = &self.powers[id.place()];
            if other.reach == power.reach && other.holds_at_least(&power, &self.world) {
                return;
            }
            self.steps += 1;
            at = self.before[id.place()];
        }
        if known.count as usize >= limits::POWERS_ALIKE.most {
            self.overflow = Some(&limits::POWERS_ALIKE);
        } else if self.powers.len() >= limits::POWERS.most {
            self.overflow = Some(&limits::POWERS);
        } else {
            let id = PowerId::at(self.powers.len());
            let chained = Chained { last: Some(id), count: known.count + 1 };
            self.before.push(known.last);
            self.powers.push(power);
            if has_many {
                self.of_atom.insert(key, chained);
            } else {
                self.of_organ[organ] = chained;
            }
        }
    }

    /// Puts the powers of an organ into chains of their own, by what they reach over.
    fn sort_by_atom(&mut self, organ: usize) {
        let mut all: Vec<PowerId> = Vec::new();
        let mut at = self.of_organ[organ].last;
        while let Some(id) = at {
            all.push(id);
            at = self.before[id.place()];
        }
        for id in all.into_iter().rev() {
            let power = &self.powers[id.place()];
            let chained = self.of_atom.entry((power.organ, power.reach)).or_default();
            self.before[id.place()] = chained.last.replace(id);
            chained.count += 1;
        }
        // It is never touched again.
        self.of_organ[organ].count = MANY + 1;
    }
}

/// Puts into `passed` what a power gives through a grant, in an area that both have in common.
pub(super) fn pass(
    world: &World<'_>,
    Passing { id, power }: Passing,
    area: Area,
    (at, carried): (u32, Option<Carried>),
    passed: &mut Vec<Power>,
) {
    let grant = &world.grants[at as usize];
    let since = carried.map_or(Date::MIN, |carried| carried.since);
    let days = power.days.and(grant.days).and_then(|days| days.and(Days { from: since, ..Days::ALL }));
    let Some(days) = days else { return };
    let level = power.grants.min(grant.level);
    let hops = power.hops + 1;
    let given = Power {
        organ: grant.grantee,
        reach: power.reach,
        area,
        level,
        grants: if hops <= world.regime.grants.redelegation { level } else { Rank::NONE },
        period: power.period.min(grant.period),
        days,
        hops,
        basis: Basis::Grant { grant: at, of: id },
    };
    for atom in world.atoms_of(grant) {
        world.reaches.meet(power.reach, *atom, |reach| match carried {
            None => passed.push(Power { reach, ..given }),
            Some(carried) => {
                world.reaches.meet(reach, carried.part, |reach| passed.push(Power { reach, ..given }));
            }
        });
    }
}

/// Every grant at its grantor, and at each organ that carries on what the grantor began.
fn ways(world: &World<'_>, carried: &[Carried], organs: usize) -> Vec<Way> {
    let giver = |organ: Id<Organ>| organ.index() as u32;
    let own = (0_u32..).zip(&world.grants);
    let mut ways: Vec<Way> =
        own.map(|(grant, declared)| Way { giver: giver(declared.grantor), grant, carried: None }).collect();
    if !carried.is_empty() {
        let by_grantor = Lists::new(organs, ways.iter().map(|way| (way.giver as usize, way.grant)));
        for (place, each) in (1..).zip(carried) {
            let goes_on = by_grantor.of(each.from.index()).iter();
            let goes_on = goes_on.filter(|grant| world.grants[**grant as usize].grantee != each.heir);
            let carried = NonZeroU32::new(place);
            ways.extend(goes_on.map(|grant| Way { giver: giver(each.heir), grant: *grant, carried }));
        }
    }
    ways
}
