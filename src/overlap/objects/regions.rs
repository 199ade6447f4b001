//! Model → the objects that every row and every item of a disclosure list is about: blocks, and holes where exceptions
//! take objects away.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;
use smallvec::SmallVec;

use super::axes::Axes;
use super::block::{Block, Bounded};
use super::holders::Holders;
use super::{Exhausted, Steps, blocks_of_clause, blocks_of_formula, remainder};
use crate::limits::{self, Limit};
use crate::model::{Covered, Disclosure, Id, Matter, Model, Referent};

/// What is about objects: a row, or an item of a disclosure list by its place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Holder {
    Matter(Id<Matter>),
    Item(Id<Disclosure>, usize),
}

/// A part that no object meets, by its place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Idle {
    Clause(usize),
    ExceptWhere(usize),
}

/// What a holder is about, or that it is too much.
struct Found {
    blocks: Bounded<SmallVec<[Block; 1]>>,
    /// The clauses that no object meets.
    idle: Vec<usize>,
}

impl Found {
    fn of(axes: &Axes, covered: &Covered) -> Self {
        let mut found = Found { blocks: Ok(SmallVec::new()), idle: Vec::new() };
        for (at, clause) in covered.clauses.iter().enumerate() {
            match (blocks_of_clause(axes, clause), &mut found.blocks) {
                (Ok(blocks), Ok(known)) => {
                    found.idle.extend(blocks.is_empty().then_some(at));
                    known.extend(blocks);
                }
                (Err(Exhausted), _) | (_, Err(Exhausted)) => return Found { blocks: Err(Exhausted), idle: Vec::new() },
            }
        }
        found
    }
}

/// So many holders are looked at in one go, and so often before what came of it is put in its place.
const AT_ONCE: usize = 512;
const TASKS: usize = 16;

#[derive(Debug)]
pub(in crate::overlap) struct Regions<'m> {
    model: &'m Model,
    pub(in crate::overlap) axes: Axes,
    holders: Holders<'m>,
    blocks: Vec<Block>,
    /// By block, the number of its holder.
    owners: Vec<u32>,
    /// By holder, its first block; one more at the end.
    starts: Vec<u32>,
    holes: BTreeMap<u32, Vec<Block>>,
    /// By holder, of each hole the holder that its exception names; none where it is a condition.
    takers: BTreeMap<u32, Vec<Option<u32>>>,
    /// By holder: what it is about cannot be told, because a part means nothing or is too large.
    is_unknown: Vec<bool>,
    too_large: Vec<(Holder, &'static Limit)>,
    idle: Vec<(Holder, Idle)>,
}

impl<'m> Regions<'m> {
    pub(in crate::overlap) fn of(model: &'m Model) -> Self {
        let holders = Holders::of(model);
        let count = holders.count();
        let mut regions = Regions {
            model,
            axes: Axes::of(model),
            blocks: Vec::with_capacity(count),
            owners: Vec::with_capacity(count),
            starts: Vec::with_capacity(count + 1),
            holes: BTreeMap::new(),
            takers: BTreeMap::new(),
            is_unknown: vec![false; count],
            too_large: Vec::new(),
            idle: Vec::new(),
            holders,
        };
        regions.add_all_blocks();
        regions.starts.push(regions.blocks.len() as u32);
        regions.make_holes();
        regions
    }

    pub(in crate::overlap) fn holder(&self, number: u32) -> Holder {
        self.holders.get(number)
    }

    /// The numbers of all that have a name.
    pub(in crate::overlap) fn named(&self) -> Vec<u32> {
        self.holders.named()
    }

    pub(in crate::overlap) fn count(&self) -> usize {
        self.holders.count()
    }

    pub(in crate::overlap) fn number_of(&self, row: Id<Matter>) -> u32 {
        self.holders.number_of(row)
    }

    pub(in crate::overlap) fn number(&self, holder: Holder) -> u32 {
        self.holders.number(holder)
    }

    pub(in crate::overlap) fn covered(&self, number: u32) -> &'m Covered {
        match self.holder(number) {
            Holder::Matter(row) => &self.model.matters[row].covers,
            Holder::Item(list, at) => &self.model.disclosures[list].items[at].covers,
        }
    }

    /// Whether it says what it is about, and that is known.
    pub(in crate::overlap) fn is_known(&self, number: u32) -> bool {
        !self.is_unknown[number as usize] && !self.covered(number).clauses.is_empty()
    }

    /// Whether it is known what each is about.
    pub(in crate::overlap) fn is_complete(&self) -> bool {
        !self.is_unknown.contains(&true)
    }

    /// All blocks, by owner.
    pub(in crate::overlap) fn all_blocks(&self) -> &[Block] {
        &self.blocks
    }

    pub(in crate::overlap) fn owner(&self, block: u32) -> u32 {
        self.owners[block as usize]
    }

    pub(in crate::overlap) fn blocks(&self, number: u32) -> &[Block] {
        let numbers = self.block_numbers(number);
        &self.blocks[numbers.start as usize..numbers.end as usize]
    }

    /// The numbers of its blocks.
    pub(in crate::overlap) fn block_numbers(&self, number: u32) -> Range<u32> {
        self.starts[number as usize]..self.starts[number as usize + 1]
    }

    pub(in crate::overlap) fn holes(&self, number: u32) -> &[Block] {
        self.holes.get(&number).map_or(&[], Vec::as_slice)
    }

    /// Its holes, each with the holder that the exception names, where it names one.
    pub(in crate::overlap) fn taken(&self, number: u32) -> impl Iterator<Item = (&Block, Option<u32>)> {
        let takers = self.takers.get(&number).map_or(&[][..], Vec::as_slice);
        self.holes(number).iter().zip(takers.iter().copied())
    }

    /// What is too large to reason about, and the limit that it passes.
    pub(in crate::overlap) fn too_large(&self) -> &[(Holder, &'static Limit)] {
        &self.too_large
    }

    /// Clauses and conditions of exceptions that no object meets.
    pub(in crate::overlap) fn idle(&self) -> &[(Holder, Idle)] {
        &self.idle
    }

    /// The holders that exceptions take something from.
    pub(in crate::overlap) fn with_holes(&self) -> impl Iterator<Item = u32> {
        self.holes.keys().copied()
    }

    /// On all threads some holders at a time, so that what is not in its place yet is little.
    fn add_all_blocks(&mut self) {
        let count = self.count() as u32;
        for first in (0..count).step_by(AT_ONCE * TASKS) {
            let numbers = first..count.min(first + (AT_ONCE * TASKS) as u32);
            let found = |number: u32| Found::of(&self.axes, self.covered(number));
            let found: Vec<Found> = numbers.clone().into_par_iter().with_min_len(AT_ONCE).map(found).collect();
            numbers.zip(found).for_each(|(number, found)| self.add_blocks(number, found));
        }
    }

    fn add_blocks(&mut self, number: u32, found: Found) {
        self.starts.push(self.blocks.len() as u32);
        self.is_unknown[number as usize] = self.covered(number).is_faulty;
        let Ok(blocks) = found.blocks else { return self.give_up(number, &limits::CONDITION_BLOCKS) };
        let holder = self.holder(number);
        self.idle.extend(found.idle.into_iter().map(|at| (holder, Idle::Clause(at))));
        if blocks.len() > limits::CONDITION_BLOCKS.most {
            return self.give_up(number, &limits::CONDITION_BLOCKS);
        }
        if self.blocks.len() + blocks.len() > limits::ALL_CONDITION_BLOCKS.most {
            return self.give_up(number, &limits::ALL_CONDITION_BLOCKS);
        }
        self.owners.extend(std::iter::repeat_n(number, blocks.len()));
        self.blocks.extend(blocks);
    }

    fn give_up(&mut self, number: u32, limit: &'static Limit) {
        self.is_unknown[number as usize] = true;
        self.too_large.push((self.holder(number), limit));
    }

    /// The rows that the exceptions of a holder name.
    fn excepted(&self, number: u32) -> Vec<u32> {
        let rows = self.covered(number).except.iter().flat_map(|at| match at.value {
            Referent::Matter(row) => vec![row],
            Referent::Catalogue(catalogue) => self.model.catalogues[catalogue].matters.clone(),
        });
        rows.map(|row| self.number_of(row)).filter(|row| *row != number).collect()
    }

    fn has_exceptions(&self, number: u32) -> bool {
        let covered = self.covered(number);
        !covered.except.is_empty() || !covered.except_where.is_empty()
    }

    /// Works out what exceptions take away, that of a row after those of the rows that it names, without recursion. A
    /// row takes away what it is about itself, without its own exceptions. Where exceptions lead round in a circle, which is
    /// told elsewhere, they take nothing away: what is taken would depend on where the circle is entered, and of two rows
    /// that each leave an object to the other neither would protect it.
    fn make_holes(&mut self) {
        let mut seen = BTreeSet::new();
        let mut steps = Steps(limits::OVERLAP_STEPS.most);
        let mut own = BTreeMap::new();
        // Those that are open, and those whose exceptions lead round: who leads to one of either leads round too.
        let mut round = BTreeSet::new();
        let roots: Vec<u32> = (0..self.count() as u32).filter(|number| self.has_exceptions(*number)).collect();
        for root in roots {
            if !seen.insert(root) {
                continue;
            }
            let mut open = vec![(root, self.excepted(root).into_iter())];
            round.insert(root);
            while let Some((number, others)) = open.last_mut() {
                let number = *number;
                match others.next() {
                    Some(other) if self.has_exceptions(other) && seen.insert(other) => {
                        open.push((other, self.excepted(other).into_iter()));
                        round.insert(other);
                    }
                    Some(_) => {}
                    None => {
                        open.pop();
                        let leads_round = self.excepted(number).iter().any(|other| round.contains(other));
                        if !leads_round {
                            round.remove(&number);
                        }
                        if self.add_holes(number, leads_round, &mut own, &mut steps).is_err() {
                            self.holes.remove(&number);
                            self.takers.remove(&number);
                            let is_over = steps.0 == 0;
                            self.give_up(
                                number,
                                if is_over { &limits::OVERLAP_STEPS } else { &limits::CONDITION_BLOCKS },
                            );
                        }
                    }
                }
            }
        }
    }

    /// `own` is what rows with exceptions are about themselves, unless these lead round.
    fn add_holes(
        &mut self,
        number: u32,
        leads_round: bool,
        own: &mut BTreeMap<u32, Vec<Block>>,
        steps: &mut Steps,
    ) -> Bounded<()> {
        let mut holes = Vec::new();
        for (at, condition) in self.covered(number).except_where.iter().enumerate() {
            let blocks = blocks_of_formula(&self.axes, condition)?;
            if blocks.is_empty() {
                self.idle.push((self.holder(number), Idle::ExceptWhere(at)));
            }
            holes.extend(blocks);
        }
        let mut takers = vec![None; holes.len()];
        for row in if leads_round { Vec::new() } else { self.excepted(number) } {
            self.is_unknown[number as usize] |= self.is_unknown[row as usize];
            holes.extend_from_slice(own.get(&row).map_or_else(|| self.blocks(row), Vec::as_slice));
            takers.resize(holes.len(), Some(row));
            if holes.len() > limits::CONDITION_BLOCKS.most {
                return Err(Exhausted);
            }
        }
        if !leads_round {
            own.insert(number, self.without(number, &holes, steps)?);
        }
        self.holes.insert(number, holes);
        self.takers.insert(number, takers);
        Ok(())
    }

    /// What is left of a row without holes. All rows together take so many steps and no more.
    fn without(&self, number: u32, holes: &[Block], steps: &mut Steps) -> Bounded<Vec<Block>> {
        let most = limits::CONDITION_BLOCKS.most;
        let mut left = Vec::new();
        for block in self.blocks(number) {
            let mut own = Steps(steps.0.min(most * MOST_STEPS_A_BLOCK));
            let before = own.0;
            let found = own.spend(holes.len()).and_then(|()| {
                let holes: Vec<&Block> = holes.iter().filter(|hole| hole.meets(block)).collect();
                remainder(&self.axes, block, &holes, most + 1, &mut own)
            });
            steps.0 -= if found.is_ok() { before - own.0 } else { before };
            left.extend(found?);
            if left.len() > most {
                return Err(Exhausted);
            }
        }
        Ok(left)
    }
}

/// So many steps are taken for each block that there may be.
const MOST_STEPS_A_BLOCK: usize = 1_000;
