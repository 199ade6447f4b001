//! Why an organ may not: the chains that come nearest, and for each the hops and dimensions that fail.
//!
//! The search goes backwards from the organ along every grant and succession, failing or not, and counts what fails.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use hashbrown::HashMap;

use super::area::{Area, Areas};
use super::chain::Hop;
use super::competence::{Competence, Question, in_force};
use super::dimension::Dimension;
use super::heirs::line;
use super::reach::Atom;
use super::repair::days_between;
use super::world::{Grant, Rank, World};
use crate::model::Lists;
use crate::model::{Id, Organ};

/// What the answer no is made of.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// What no chain can mend: a catalogue that is not in force, an organ that is not there.
    pub obstacles: Vec<Dimension>,
    /// The nearest first.
    pub chains: Vec<Attempt>,
}

/// A chain that does not hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attempt {
    pub hops: Vec<Hop>,
    /// The place of each hop that fails, and in which dimension; in the order of the chain.
    pub failing: Vec<(usize, Dimension)>,
}

impl Attempt {
    /// How much fails. A tier without the power is further away than a grant that falls short: nobody changes a tier.
    fn distance(&self) -> usize {
        let weight = |dimension| if dimension == Dimension::Tier { 2 } else { 1 };
        self.failing.iter().map(|(_, dimension)| weight(*dimension)).sum()
    }
}

/// So many chains are told.
const MOST_CHAINS: usize = 3;
/// So many organs are looked at on the way back.
const MOST_ORGANS: usize = 20_000;

impl Competence<'_> {
    /// Why the organ may not. Only for questions that have no witness, or whose catalogue is not in force.
    pub fn refuse(&self, question: Question) -> Refusal {
        let world = self.world();
        let catalogue = &world.model.catalogues[world.model.matters[question.row].catalogue];
        let mut obstacles = Vec::new();
        if !in_force(catalogue).contains(question.day) {
            obstacles.push(Dimension::Catalogue);
        }
        if !world.life(question.organ).contains(question.day) {
            obstacles.push(Dimension::Life);
        }
        let mut chains: Vec<Attempt> =
            Search::new(world, question).chains().into_iter().map(|hops| self.attempt(question, hops)).collect();
        chains.sort_by_key(|attempt| (attempt.distance(), attempt.hops.len()));
        chains.dedup();
        chains.truncate(MOST_CHAINS);
        Refusal { obstacles, chains }
    }

    /// A chain with the officer at its end, and everything in it that fails.
    fn attempt(&self, question: Question, mut hops: Vec<Hop>) -> Attempt {
        let mut failing = Walk::new(self.world(), question).failing(&hops);
        let officer = self.officer_for(question);
        let nearest = self.nearest_officer(question.organ);
        hops.push(Hop::Officer { organ: question.organ, officer: officer.or(Some(nearest)).flatten() });
        if officer.is_none() {
            failing.push((hops.len() - 1, Dimension::Officer));
        }
        Attempt { hops, failing }
    }

    /// Who may decide this for the organ: an officer, or its head who is none of those declared.
    fn officer_for(&self, Question { organ, row, level, day }: Question) -> Option<Option<Id<crate::model::Officer>>> {
        if self.head_is_presumed(organ) {
            return Some(None);
        }
        let reaches = &self.world().reaches;
        let decides = |duty: &&super::world::Duty| {
            duty.level >= level
                && duty.days.iter().any(|days| days.contains(day))
                && duty.atoms.iter().any(|atom| reaches.contains(*atom, Atom::Matter(row)))
        };
        self.duties_of(organ).find(decides).map(|duty| duty.officer)
    }

    fn nearest_officer(&self, organ: Id<Organ>) -> Option<Id<crate::model::Officer>> {
        let officers = self.world().model.officers.iter().filter(|(_, officer)| officer.organ == Some(organ));
        officers.min_by_key(|(id, officer)| (!officer.is_head, *id)).map(|(id, _)| id)
    }
}

/// In which of its written dimensions a grant does not take the question in.
pub(super) fn lacking(world: &World<'_>, grant: &Grant, question: Question) -> Vec<Dimension> {
    let row = Atom::Matter(question.row);
    let mut dimensions = Vec::new();
    let mut need = |is_lacking: bool, dimension| dimensions.extend(is_lacking.then_some(dimension));
    need(grant.level < question.level, Dimension::Level);
    need(!world.atoms_of(grant).iter().any(|atom| world.reaches.contains(*atom, row)), Dimension::Matters);
    need(!grant.days.contains(question.day), Dimension::Term);
    dimensions
}

/// In which dimensions the tier of an organ does not give a power of this level over the row.
fn lacking_of_tier(world: &World<'_>, organ: Id<Organ>, question: Question, to_grant: bool) -> Vec<Dimension> {
    let seat = world.seats[organ.index()];
    let level = if to_grant { seat.authorizes } else { seat.determines };
    if level == Rank::NONE {
        return vec![Dimension::Tier];
    }
    let row = Atom::Matter(question.row);
    let is_within = world.own_atoms(organ).any(|atom| world.reaches.contains(atom, row));
    let mut dimensions = Vec::new();
    dimensions.extend((level < question.level).then_some(Dimension::Level));
    dimensions.extend((!is_within).then_some(Dimension::Bounds));
    dimensions
}

/// Walks a chain from its tier on and notes what fails.
struct Walk<'a> {
    world: &'a World<'a>,
    question: Question,
    areas: Areas,
    area: Option<Area>,
    grants: u32,
}

impl<'a> Walk<'a> {
    fn new(world: &'a World<'a>, question: Question) -> Self {
        Walk { world, question, areas: world.areas.clone(), area: Some(Area::EVERYWHERE), grants: 0 }
    }

    fn failing(mut self, hops: &[Hop]) -> Vec<(usize, Dimension)> {
        let mut failing = Vec::new();
        for (at, hop) in hops.iter().enumerate() {
            let is_granted_next = hops[at + 1..].iter().any(|hop| matches!(hop, Hop::Grant { .. }));
            let dimensions = match *hop {
                Hop::Tier { organ } => self.tier(organ, is_granted_next),
                Hop::Succession { from, at } => self.succession(from, at, is_granted_next),
                Hop::Grant { grant, by } => self.grant(grant, by),
                Hop::Officer { .. } => Vec::new(),
            };
            failing.extend(dimensions.into_iter().map(|dimension| (at, dimension)));
        }
        failing
    }

    fn tier(&mut self, organ: Id<Organ>, to_grant: bool) -> Vec<Dimension> {
        let row = Atom::Matter(self.question.row);
        let is_by_business = self.world.own_business_atoms(organ).any(|atom| self.world.reaches.contains(atom, row));
        if !is_by_business && self.world.is_bound_by_region(organ) {
            let regions = self.world.model.organs[organ].regions.iter().copied();
            self.area = Some(self.areas.of(regions));
        }
        lacking_of_tier(self.world, organ, self.question, to_grant)
    }

    fn succession(&self, from: Id<Organ>, at: usize, to_grant: bool) -> Vec<Dimension> {
        if self.grants > 0 {
            return Vec::new();
        }
        let heir = self.world.seats[self.world.model.organs[from].successors[at].organ.index()];
        let level = if to_grant { heir.authorizes } else { heir.determines };
        match level {
            Rank::NONE => vec![Dimension::Tier],
            level if level < self.question.level => vec![Dimension::Level],
            _ => Vec::new(),
        }
    }

    fn grant(&mut self, at: u32, by: Id<Organ>) -> Vec<Dimension> {
        let grant = &self.world.grants[at as usize];
        let mut dimensions = lacking(self.world, grant, self.question);
        if !self.world.life(by).contains(self.question.day) {
            dimensions.push(Dimension::Life);
        }
        self.grants += 1;
        if self.grants > 1 + self.world.regime.grants.redelegation {
            dimensions.push(Dimension::Redelegation);
        }
        if let Some(area) = self.area {
            self.area = self.areas.meet(area, grant.area);
            dimensions.extend(self.area.is_none().then_some(Dimension::Region));
        }
        dimensions
    }
}

struct Search<'a> {
    world: &'a World<'a>,
    question: Question,
    by_grantee: Lists,
    predecessors: Lists,
    labels: HashMap<Id<Organ>, Label>,
}

/// How an organ is reached on the way back: what fails from here to the end, and the next step towards it.
#[derive(Clone, Copy)]
struct Label {
    cost: usize,
    /// How many days the terms on the way lie off.
    gap: i32,
    hops: usize,
    next: Option<(Hop, Id<Organ>)>,
    is_done: bool,
}

impl<'a> Search<'a> {
    fn new(world: &'a World<'a>, question: Question) -> Self {
        let organs = world.model.organs.len();
        let by_grantee =
            Lists::new(organs, world.grants.iter().enumerate().map(|(at, grant)| (grant.grantee.index(), at as u32)));
        let successions: Vec<(usize, u32)> = (0_u32..)
            .zip(world.model.organs.values())
            .flat_map(|(from, organ)| organ.successors.iter().map(move |succession| (succession.organ.index(), from)))
            .collect();
        let predecessors = Lists::new(organs, successions.into_iter());
        Search { world, question, by_grantee, predecessors, labels: HashMap::new() }
    }

    /// The chains that fail least, one for each way into the organ, its own tier among them.
    fn chains(mut self) -> Vec<Vec<Hop>> {
        let asked = self.question.organ;
        self.labels.insert(asked, Label { cost: 0, gap: 0, hops: 0, next: None, is_done: false });
        let mut queue = BinaryHeap::from([Reverse((0, 0, 0, asked))]);
        let mut roots: Vec<(usize, i32, usize, Id<Organ>)> = Vec::new();
        while let Some(Reverse((cost, gap, hops, organ))) = queue.pop() {
            let Some(label) = self.labels.get_mut(&organ).filter(|label| !label.is_done) else { continue };
            label.is_done = true;
            let lacking = lacking_of_tier(self.world, organ, self.question, organ != asked).len();
            roots.push((cost + lacking, gap, hops, organ));
            if roots.len() >= MOST_ORGANS {
                break;
            }
            for (hop, before, fails) in self.steps_into(organ) {
                let next = Some((hop, organ));
                let gap = gap.saturating_add(self.days_off(hop));
                let label = Label { cost: cost + fails, gap, hops: hops + 1, next, is_done: false };
                let key = |label: &Label| (label.cost, label.gap, label.hops);
                let is_better = |known: &Label| known.is_done || key(known) <= key(&label);
                if !self.labels.get(&before).is_some_and(is_better) {
                    self.labels.insert(before, label);
                    queue.push(Reverse((label.cost, label.gap, label.hops, before)));
                }
            }
        }
        roots.sort_unstable();
        self.by_last_hop(roots)
    }

    fn by_last_hop(&self, roots: Vec<(usize, i32, usize, Id<Organ>)>) -> Vec<Vec<Hop>> {
        let mut chains: Vec<Vec<Hop>> = Vec::new();
        for (.., root) in roots {
            let mut hops = vec![Hop::Tier { organ: root }];
            let mut at = self.labels[&root].next;
            while let Some((hop, organ)) = at {
                hops.push(hop);
                at = self.labels[&organ].next;
            }
            if !chains.iter().any(|known| known.last() == hops.last()) {
                chains.push(hops);
            }
            if chains.len() > MOST_CHAINS {
                break;
            }
        }
        chains
    }

    /// How many days the term of a grant lies off the day asked for.
    fn days_off(&self, hop: Hop) -> i32 {
        let Hop::Grant { grant, .. } = hop else { return 0 };
        let (term, day) = (self.world.grants[grant as usize].days, self.question.day);
        days_between(term.to, day).max(days_between(day, term.from))
    }

    /// Each step that leads into an organ, where it comes from, and in how many dimensions it fails.
    fn steps_into(&self, organ: Id<Organ>) -> Vec<(Hop, Id<Organ>, usize)> {
        let mut steps = Vec::new();
        for at in self.by_grantee.of(organ.index()) {
            let grant = &self.world.grants[*at as usize];
            let fails = lacking(self.world, grant, self.question).len();
            for by in self.givers(grant) {
                let is_gone = !self.world.life(by).contains(self.question.day);
                steps.push((Hop::Grant { grant: *at, by }, by, fails + usize::from(is_gone)));
            }
        }
        for from in self.predecessors.of(organ.index()) {
            let from = self.world.model.organs.nth(*from);
            steps.extend(self.succession(from, organ).map(|at| (Hop::Succession { from, at }, from, 0)));
        }
        steps
    }

    /// Who stands behind a grant on the day: the grantor, or those who carry on for it.
    fn givers(&self, grant: &Grant) -> Vec<Id<Organ>> {
        if self.world.life(grant.grantor).contains(self.question.day) {
            return vec![grant.grantor];
        }
        let row = Atom::Matter(self.question.row);
        let line = line(self.world, grant.grantor, MOST_ORGANS);
        let carries = line.into_iter().filter(|carried| {
            carried.since <= self.question.day
                && carried.heir != grant.grantee
                && self.world.life(carried.heir).contains(self.question.day)
                && self.world.reaches.contains(carried.part, row)
        });
        let heirs: Vec<Id<Organ>> = carries.map(|carried| carried.heir).collect();
        if heirs.is_empty() { vec![grant.grantor] } else { heirs }
    }

    /// The place among the successors of an ended organ at which another took this row over.
    fn succession(&self, from: Id<Organ>, to: Id<Organ>) -> Option<usize> {
        let has_ended = self.world.life(from).to < self.question.day;
        let row = Atom::Matter(self.question.row);
        let successors = &self.world.model.organs[from].successors;
        has_ended.then_some(())?;
        successors.iter().position(|succession| succession.organ == to && self.world.passes(succession, row))
    }
}
