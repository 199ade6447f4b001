//! Model → where rows contradict each other, say the same twice, or meet what must be public; each with objects to show it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::listed::Listed;
use super::objects::{Block, Exhausted, Holder, Regions, Steps, pairs, pairs_in_parts, remainder};
use super::outcome::{Difference, Outcomes};
use super::precedence::Precedence;
use crate::limits::{self, Limit};
use crate::model::{Disclosure, Id, Matter, Model, Referent, Validity};

#[derive(Debug, Default)]
pub struct Contradictions {
    /// By the later row.
    pub conflicts: BTreeMap<Id<Matter>, Listed<Conflict>>,
    /// By the row that lies in others.
    pub contained: BTreeMap<Id<Matter>, Listed<Id<Matter>>>,
    /// By the row that meets what must be public.
    pub disclosed: BTreeMap<Id<Matter>, Listed<Disclosed>>,
    /// What could not be compared, and the limit that it passes.
    pub too_large: Vec<(Holder, &'static Limit)>,
}

/// Two rows that give an object different things, with nothing written that settles it.
#[derive(Clone, Debug)]
pub struct Conflict {
    pub other: Id<Matter>,
    pub difference: Difference,
    pub since: Since,
    pub objects: Block,
}

/// A row that meets an item of a disclosure list.
#[derive(Clone, Debug)]
pub struct Disclosed {
    pub list: Id<Disclosure>,
    pub item: usize,
    pub since: Since,
    pub objects: Block,
}

/// The first day of something; none if it has always been.
pub type Since = Option<Date>;

pub(super) struct Search<'s, 'm> {
    pub(super) model: &'m Model,
    pub(super) regions: &'s Regions<'m>,
    pub(super) outcomes: &'s Outcomes<'m>,
    pub(super) precedence: &'s Precedence<'m>,
    pub(super) found: Contradictions,
}

impl<'s, 'm> Search<'s, 'm> {
    /// On all threads; or on one, where a limit is passed, so that what is found before it is always the same.
    pub(super) fn run(&self) -> Contradictions {
        self.run_in_parts().unwrap_or_else(|| self.anew().run_in_order())
    }

    /// Nothing where something is too large.
    fn run_in_parts(&self) -> Option<Contradictions> {
        let mut steps = Steps(limits::OVERLAP_STEPS.most);
        let visit = |search: &mut Self, one, other, steps: &mut Steps| search.meet(one, other, steps);
        let blocks = self.regions.all_blocks();
        let parts = pairs_in_parts(blocks, self.known_blocks(), &mut steps, || self.anew(), visit).ok()?;
        let mut found = Contradictions::default();
        for part in parts {
            if !part.found.too_large.is_empty() {
                return None;
            }
            found.add(part.found);
        }
        Some(found)
    }

    fn run_in_order(mut self) -> Contradictions {
        let regions = self.regions;
        let mut steps = Steps(limits::OVERLAP_STEPS.most);
        let (blocks, known) = (regions.all_blocks(), self.known_blocks());
        let result = pairs(blocks, known, &mut steps, |one, other, steps| self.meet(one, other, steps));
        if let (Err(Exhausted), Some(first)) = (result, (regions.count() > 0).then(|| regions.holder(0))) {
            self.found.too_large.push((first, &limits::OVERLAP_STEPS));
        }
        self.found.too_large.sort_unstable_by_key(|(holder, _)| *holder);
        self.found.too_large.dedup_by_key(|(holder, _)| *holder);
        self.found
    }

    /// The same with nothing found.
    fn anew(&self) -> Self {
        Search { found: Contradictions::default(), ..*self }
    }

    fn known_blocks(&self) -> impl Iterator<Item = u32> + use<'s, 'm> {
        let regions = self.regions;
        (0..regions.all_blocks().len() as u32).filter(|block| regions.is_known(regions.owner(*block)))
    }

    /// Two blocks have objects in common. Their owners are looked at when the first two of their blocks meet.
    fn meet(&mut self, one: u32, other: u32, steps: &mut Steps) -> Result<(), Exhausted> {
        let regions = self.regions;
        let (first, second) = (regions.owner(one), regions.owner(other));
        if first == second || self.met_before((first, one), (second, other), steps)? {
            return Ok(());
        }
        match (regions.holder(first), regions.holder(second)) {
            (Holder::Matter(row), Holder::Matter(other)) => self.rows(row, other, steps),
            (Holder::Matter(row), Holder::Item(list, item)) => self.disclosed(row, (second, list, item), steps),
            (Holder::Item(..), _) => Ok(()),
        }
    }

    fn met_before(&self, one: (u32, u32), other: (u32, u32), steps: &mut Steps) -> Result<bool, Exhausted> {
        let regions = self.regions;
        let (blocks, others) = (regions.blocks(one.0), regions.blocks(other.0));
        if blocks.len() == 1 && others.len() == 1 {
            return Ok(false);
        }
        let met = (&regions.all_blocks()[one.1 as usize], &regions.all_blocks()[other.1 as usize]);
        for block in blocks {
            for other in others {
                if std::ptr::eq(block, met.0) && std::ptr::eq(other, met.1) {
                    return Ok(false);
                }
                steps.spend(1)?;
                if block.meets(other) {
                    return Ok(true);
                }
            }
        }
        unreachable!("bug: blocks that are not their owners'")
    }

    fn rows(&mut self, one: Id<Matter>, other: Id<Matter>, steps: &mut Steps) -> Result<(), Exhausted> {
        let catalogue = |row: Id<Matter>| &self.model.catalogues[self.model.matters[row].catalogue];
        let Some(life) = catalogue(one).in_force.and(catalogue(other).in_force) else { return Ok(()) };
        let difference = self.outcomes.difference(one, other);
        if difference.is_none() {
            return self.same(one, other, steps);
        }
        let is_faulty = |row: Id<Matter>| self.model.matters[row].relations_faulty || catalogue(row).relations_faulty;
        if is_faulty(one) || is_faulty(other) {
            return Ok(());
        }
        let is_plain = self.is_plain(one) && self.is_plain(other);
        if !is_plain && self.precedence.first(one, other).is_some() {
            return Ok(());
        }
        let listed = self.found.conflicts.get_mut(&other).filter(|_| is_plain);
        if let Some(listed) = listed.filter(|listed| !listed.takes(&one, |conflict| conflict.other)) {
            listed.count += 1;
            return Ok(());
        }
        let found = self.question(one, steps, |search, steps| search.unsettled((one, other), life, None, steps))?;
        if let Some((since, objects)) = found.flatten() {
            let conflict = Conflict { other: one, difference, since, objects };
            self.found.conflicts.entry(other).or_default().add(conflict, |conflict| conflict.other);
        }
        Ok(())
    }

    /// Whether nothing takes away what a row is about, so that what meets it contradicts it.
    fn is_plain(&self, row: Id<Matter>) -> bool {
        !self.precedence.has_over(row) && self.regions.holes(self.regions.number_of(row)).is_empty()
    }

    /// Whether one of two rows that say the same lies in the other. A row that is told to be the same as another, a part
    /// of it, or its next version, is meant to.
    fn same(&mut self, one: Id<Matter>, other: Id<Matter>, steps: &mut Steps) -> Result<(), Exhausted> {
        if !self.outcomes.agree(one, other) || is_told_same(self.model, one, other) {
            return Ok(());
        }
        // Of two that are equal the later one is the one too many.
        for (inner, outer) in [(other, one), (one, other)] {
            let is_within = self.question(inner, steps, |search, steps| search.lies_in(inner, outer, steps))?;
            if is_within == Some(true) {
                self.found.contained.entry(inner).or_default().add(outer, |row| *row);
                break;
            }
        }
        Ok(())
    }

    fn disclosed(
        &mut self,
        row: Id<Matter>,
        (number, list, item): (u32, Id<Disclosure>, usize),
        steps: &mut Steps,
    ) -> Result<(), Exhausted> {
        let catalogue = &self.model.catalogues[self.model.matters[row].catalogue];
        let Some(life) = catalogue.in_force.and(self.model.disclosures[list].in_force) else { return Ok(()) };
        let of_row = self.regions.number_of(row);
        let found = self.question(row, steps, |search, steps| search.common((of_row, number), &[], None, steps))?;
        if let Some(objects) = found.flatten() {
            let disclosed = Disclosed { list, item, since: life.from, objects };
            self.found.disclosed.entry(row).or_default().add(disclosed, |disclosed| (disclosed.list, disclosed.item));
        }
        Ok(())
    }

    /// Asks a question within the steps that one question may take. None is no answer: it took too long. Where no step is
    /// left for any other, the whole search ends.
    fn question<T>(
        &mut self,
        about: Id<Matter>,
        steps: &mut Steps,
        ask: impl FnOnce(&Self, &mut Steps) -> Result<T, Exhausted>,
    ) -> Result<Option<T>, Exhausted> {
        let most = steps.0.min(limits::PAIR_STEPS.most);
        let mut own = Steps(most);
        let answer = ask(self, &mut own);
        steps.spend(most - own.0)?;
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(Exhausted) if most < limits::PAIR_STEPS.most => Err(Exhausted),
            Err(Exhausted) => {
                self.found.too_large.push((Holder::Matter(about), &limits::PAIR_STEPS));
                Ok(None)
            }
        }
    }

    /// Objects of both rows that no third row takes from one of them, and the first day on which there are some.
    fn unsettled(
        &self,
        (one, other): (Id<Matter>, Id<Matter>),
        life: Validity,
        among: Option<&Block>,
        steps: &mut Steps,
    ) -> Result<Option<(Since, Block)>, Exhausted> {
        let (first, second) = (self.regions.number_of(one), self.regions.number_of(other));
        let Some(objects) = self.common((first, second), &[], among, steps)? else { return Ok(None) };
        if !self.precedence.has_over(one) && !self.precedence.has_over(other) {
            return Ok(Some((life.from, objects)));
        }
        let mut over = Vec::new();
        for row in [one, other].into_iter().flat_map(|row| self.precedence.over(row)) {
            let number = self.regions.number_of(row);
            let blocks = self.regions.blocks(number);
            steps.spend(1 + blocks.len())?;
            let meets = |other: u32| {
                self.regions.blocks(other).iter().any(|other| blocks.iter().any(|block| block.meets(other)))
            };
            let days = self.model.catalogues[self.model.matters[row].catalogue].in_force.and(life);
            if let Some(days) = days.filter(|_| self.regions.is_known(number) && meets(first) && meets(second)) {
                over.push((days, self.own(number, steps)?));
            }
        }
        for day in changes(life, over.iter().map(|(days, _)| *days)) {
            let holds = |days: &Validity| days.contains(day.unwrap_or(Date::MIN));
            let holes: Vec<&Block> =
                over.iter().filter(|(days, _)| holds(days)).flat_map(|(_, blocks)| blocks).collect();
            if let Some(objects) = self.common((first, second), &holes, among, steps)? {
                return Ok(Some((day, objects)));
            }
        }
        Ok(None)
    }

    /// What a row is about, without what its exceptions take away.
    fn own(&self, number: u32, steps: &mut Steps) -> Result<Vec<Block>, Exhausted> {
        let holes: Vec<&Block> = self.regions.holes(number).iter().collect();
        let mut own = Vec::new();
        for block in self.regions.blocks(number) {
            own.extend(remainder(&self.regions.axes, block, &holes, limits::CONDITION_BLOCKS.most, steps)?);
        }
        Ok(own)
    }

    /// Whether two rows that contradict each other do so among some objects; yes where that is too much to tell.
    pub(super) fn conflict_among(&self, one: Id<Matter>, other: Id<Matter>, among: &Block) -> bool {
        let catalogue = |row: Id<Matter>| &self.model.catalogues[self.model.matters[row].catalogue];
        let life = catalogue(one).in_force.and(catalogue(other).in_force);
        let mut steps = Steps(limits::PAIR_STEPS.most);
        life.is_some_and(|life| {
            self.unsettled((one, other), life, Some(among), &mut steps).map_or(true, |found| found.is_some())
        })
    }

    /// Whether two holders have objects in common among some others; yes where that is too much to tell.
    pub(super) fn meet_among(&self, one: Holder, other: Holder, among: &Block) -> bool {
        let numbers = (self.regions.number(one), self.regions.number(other));
        let mut steps = Steps(limits::PAIR_STEPS.most);
        self.common(numbers, &[], Some(among), &mut steps).map_or(true, |found| found.is_some())
    }

    /// Objects that both are about, among some, that lie in none of the holes.
    fn common(
        &self,
        (one, other): (u32, u32),
        holes: &[&Block],
        among: Option<&Block>,
        steps: &mut Steps,
    ) -> Result<Option<Block>, Exhausted> {
        let regions = self.regions;
        let holes: Vec<&Block> =
            regions.holes(one).iter().chain(regions.holes(other)).chain(holes.iter().copied()).collect();
        steps.spend(holes.len())?;
        for block in regions.blocks(one) {
            for other in regions.blocks(other) {
                steps.spend(1)?;
                let both = block.and(other);
                let both = match among {
                    None => both,
                    Some(among) => both.and_then(|both| both.and(among)),
                };
                let Some(both) = both else { continue };
                if let Some(left) = remainder(&regions.axes, &both, &holes, 1, steps)?.pop() {
                    return Ok(Some(left));
                }
            }
        }
        Ok(None)
    }

    /// Whether there are objects in the one and all of them are in the other.
    fn lies_in(&self, inner: Id<Matter>, outer: Id<Matter>, steps: &mut Steps) -> Result<bool, Exhausted> {
        let regions = self.regions;
        let (inner, outer) = (regions.number_of(inner), regions.number_of(outer));
        if let ([block], [other], [], []) =
            (regions.blocks(inner), regions.blocks(outer), regions.holes(inner), regions.holes(outer))
        {
            return Ok(block.is_within(other));
        }
        let own: Vec<&Block> = regions.holes(inner).iter().collect();
        let filled: Vec<&Block> = own.iter().copied().chain(regions.blocks(outer)).collect();
        steps.spend((filled.len() + regions.holes(outer).len()) * regions.blocks(inner).len())?;
        let mut is_something = false;
        for block in regions.blocks(inner) {
            is_something |= !remainder(&regions.axes, block, &own, 1, steps)?.is_empty();
            if !remainder(&regions.axes, block, &filled, 1, steps)?.is_empty() {
                return Ok(false);
            }
            for hole in regions.holes(outer).iter().filter_map(|hole| hole.and(block)) {
                if !remainder(&regions.axes, &hole, &own, 1, steps)?.is_empty() {
                    return Ok(false);
                }
            }
        }
        Ok(is_something)
    }
}

/// Whether it is told that one row is the same as the other, a part of it, or its next version.
pub(super) fn is_told_same(model: &Model, one: Id<Matter>, other: Id<Matter>) -> bool {
    let says = |row: Id<Matter>, other: Id<Matter>| {
        let matter = &model.matters[row];
        matter.same_as.iter().chain(&matter.part_of).any(|at| at.value == Referent::Matter(other))
    };
    let catalogue = |row: Id<Matter>| model.matters[row].catalogue;
    let replaces = |new: Id<Matter>, old: Id<Matter>| {
        model.catalogues[catalogue(new)]
            .replaces
            .iter()
            .any(|at| at.value == Referent::Catalogue(catalogue(old)) || at.value == Referent::Matter(old))
    };
    says(one, other) || says(other, one) || replaces(one, other) || replaces(other, one)
}

/// The first day of a life, and each later day of it on which one of some others begins, or has just ended.
fn changes(life: Validity, others: impl Iterator<Item = Validity>) -> Vec<Since> {
    let mut days: Vec<Since> = others
        .flat_map(|other| [other.from, other.to.and_then(|to| to.tomorrow().ok())])
        .filter(|day| day.is_some_and(|day| life.contains(day)))
        .chain([life.from])
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

impl Contradictions {
    /// Takes in what was found in another part; no two find the same.
    fn add(&mut self, other: Self) {
        for (row, listed) in other.conflicts {
            self.conflicts.entry(row).or_default().add_all(listed, |conflict| conflict.other);
        }
        for (row, listed) in other.contained {
            self.contained.entry(row).or_default().add_all(listed, |row| *row);
        }
        for (row, listed) in other.disclosed {
            self.disclosed.entry(row).or_default().add_all(listed, |disclosed| (disclosed.list, disclosed.item));
        }
        self.too_large.extend(other.too_large);
    }
}
