//! Grants that run in a circle: a power that comes back to where it was, with some rows, a region and a day in common.

use std::collections::VecDeque;

use super::area::{Area, Areas};
use super::circles::knots;
use super::competence::Competence;
use super::days::Days;
use super::reach::Atom;
use super::world::World;
use crate::model::Lists;
use crate::model::{Id, Organ};

/// So many steps are taken in search of circles of grants.
const MOST_STEPS: usize = 5_000_000;

impl Competence<'_> {
    /// The shortest circle of each knot of organs that grant one another, as places of grants in the world. A grant to
    /// oneself is none.
    pub fn grant_circles(&self) -> Vec<Vec<u32>> {
        let world = self.world();
        let organs = world.model.organs.len();
        let hops = world.grants.iter().map(|grant| (grant.grantor.index(), grant.grantee.index()));
        let knots = knots(hops.filter(|(from, to)| from != to));
        if knots.is_empty() {
            return Vec::new();
        }
        let by_grantor =
            Lists::new(organs, world.grants.iter().enumerate().map(|(at, grant)| (grant.grantor.index(), at as u32)));
        let mut knot_of = vec![u32::MAX; organs];
        for (number, knot) in knots.iter().enumerate() {
            knot.iter().for_each(|organ| knot_of[*organ] = number as u32);
        }
        let mut search = Search { world, areas: world.areas.clone(), by_grantor, knot_of, steps: 0 };
        let mut circles: Vec<Vec<u32>> = knots.iter().filter_map(|knot| search.shortest(knot)).collect();
        circles.sort();
        circles
    }
}

struct Search<'a> {
    world: &'a World<'a>,
    areas: Areas,
    by_grantor: Lists,
    knot_of: Vec<u32>,
    steps: usize,
}

/// What has come along from the start so far.
#[derive(Clone, Copy)]
struct Passed {
    organ: Id<Organ>,
    reach: Atom,
    area: Area,
    days: Days,
    grant: u32,
    before: Option<usize>,
    hops: usize,
}

impl Search<'_> {
    fn shortest(&mut self, knot: &[usize]) -> Option<Vec<u32>> {
        let mut best: Option<Vec<u32>> = None;
        for start in knot {
            let most = best.as_ref().map_or(usize::MAX, |best| best.len() - 1);
            if most < 2 || self.steps > MOST_STEPS {
                break;
            }
            best = self.from(*start, most).or(best);
        }
        best
    }

    /// By breadth: everything passes from the start, and what comes back to it closes the circle.
    fn from(&mut self, start: usize, most: usize) -> Option<Vec<u32>> {
        let mut all: Vec<Passed> = Vec::new();
        let mut at_organ: hashbrown::HashMap<Id<Organ>, Vec<usize>> = hashbrown::HashMap::new();
        let mut queue: VecDeque<Option<usize>> = VecDeque::from([None]);
        while let Some(from) = queue.pop_front() {
            let here = from.map_or(start, |at| all[at].organ.index());
            let hops = from.map_or(0, |at| all[at].hops);
            if hops >= most || self.steps > MOST_STEPS {
                break;
            }
            for at in 0..self.by_grantor.of(here).len() {
                let grant = self.by_grantor.of(here)[at];
                for passed in self.pass(from, grant, &all) {
                    if passed.organ.index() == start {
                        return Some(circle(passed, &all));
                    }
                    let known = at_organ.entry(passed.organ).or_default();
                    if !known.iter().any(|other| self.holds(&all[*other], &passed)) {
                        known.push(all.len());
                        queue.push_back(Some(all.len()));
                        all.push(passed);
                    }
                }
            }
        }
        None
    }

    fn pass(&mut self, from: Option<usize>, number: u32, all: &[Passed]) -> Vec<Passed> {
        self.steps += 1;
        let grant = &self.world.grants[number as usize];
        let knot = self.knot_of[grant.grantor.index()];
        if grant.grantee == grant.grantor || self.knot_of[grant.grantee.index()] != knot {
            return Vec::new();
        }
        let before = from.map(|at| all[at]);
        let (reach, area, days) =
            before.map_or((Atom::All, Area::EVERYWHERE, Days::ALL), |before| (before.reach, before.area, before.days));
        let (Some(area), Some(days)) = (self.areas.meet(area, grant.area), days.and(grant.days)) else {
            return Vec::new();
        };
        let hops = before.map_or(0, |before| before.hops) + 1;
        let mut passed = Vec::new();
        for atom in self.world.atoms_of(grant) {
            self.world.reaches.meet(reach, *atom, |reach| {
                passed.push(Passed { organ: grant.grantee, reach, area, days, grant: number, before: from, hops });
            });
        }
        passed
    }

    /// Whether nothing of the second is missing in the first, which came by no more hops.
    fn holds(&self, first: &Passed, second: &Passed) -> bool {
        first.days.covers(second.days)
            && self.world.reaches.contains(first.reach, second.reach)
            && self.areas.contains(first.area, second.area)
    }
}

/// The grants of a circle, from the start on.
fn circle(last: Passed, all: &[Passed]) -> Vec<u32> {
    let back = std::iter::successors(Some(last), |passed| passed.before.map(|at| all[at]));
    let mut grants: Vec<u32> = back.map(|passed| passed.grant).collect();
    grants.reverse();
    grants
}
