//! The index: which blocks have objects in common, without looking at all pairs.
//!
//! Blocks that lie apart on some axis are parted there, and never compared. Only what no cut parts is compared one by one.

use std::cmp::Reverse;
use std::collections::VecDeque;

use rayon::prelude::*;

use super::Steps;
use super::axes::KIND;
use super::block::{Block, Bounded};

/// A block as it lies in one stretch of kinds. Two blocks have stretches of kinds in common at most once for each pair of
/// entries, so each pair of blocks is met where they first do.
#[derive(Clone, Copy, Debug)]
struct Entry {
    block: u32,
    kinds: (u32, u32),
}

/// Below so many pairs, to compare is cheaper than to part.
const FEW: usize = 2_048;
/// Into about so many parts the work is split: many more than there are threads, for they are not alike.
const PARTS: usize = 128;
/// So many of a list are looked at to choose a cut.
const SAMPLE: usize = 64;

/// Calls `visit` for each two of these blocks that have an object in common, once, the one of the smaller number first.
pub(in crate::overlap) fn pairs(
    blocks: &[Block],
    numbers: impl Iterator<Item = u32>,
    steps: &mut Steps,
    mut visit: impl FnMut(u32, u32, &mut Steps) -> Bounded<()>,
) -> Bounded<()> {
    let list = numbers.flat_map(|number| entries(number, &blocks[number as usize])).collect();
    Join { blocks, more: &[], steps, tasks: vec![Task::Within(list)] }.run(&mut visit)
}

/// The same on all threads, each part of the work with a state of its own; of these none is the first. Where a limit is
/// passed nothing is told: what was seen until then would depend on the parts.
pub(in crate::overlap) fn pairs_in_parts<S: Send>(
    blocks: &[Block],
    numbers: impl Iterator<Item = u32>,
    steps: &mut Steps,
    state: impl Fn() -> S + Sync,
    visit: impl Fn(&mut S, u32, u32, &mut Steps) -> Bounded<()> + Sync,
) -> Bounded<Vec<S>> {
    let list = numbers.flat_map(|number| entries(number, &blocks[number as usize])).collect();
    let parts = Join { blocks, more: &[], steps, tasks: vec![Task::Within(list)] }.parts()?;
    let most = steps.0;
    let run = |task: Task| {
        let (mut state, mut own) = (state(), Steps(most));
        let join = Join { blocks, more: &[], steps: &mut own, tasks: vec![task] };
        join.run(&mut |one, other, steps: &mut Steps| visit(&mut state, one, other, steps))?;
        Ok((state, most - own.0))
    };
    let done: Vec<Bounded<(S, usize)>> = parts.into_par_iter().map(run).collect();
    let mut states = Vec::with_capacity(done.len());
    for done in done {
        let (state, spent) = done?;
        steps.spend(spent)?;
        states.push(state);
    }
    Ok(states)
}

/// The same for each one of these blocks and each one of `more`, by its place there.
pub(in crate::overlap) fn pairs_between(
    blocks: &[Block],
    numbers: impl Iterator<Item = u32>,
    more: &[Block],
    steps: &mut Steps,
    mut visit: impl FnMut(u32, u32, &mut Steps) -> Bounded<()>,
) -> Bounded<()> {
    let count = blocks.len() as u32;
    let list = numbers.flat_map(|number| entries(number, &blocks[number as usize])).collect();
    let others = (count..).zip(more).flat_map(|(number, block)| entries(number, block)).collect();
    let join = Join { blocks, more, steps, tasks: vec![Task::Between(list, others)] };
    join.run(&mut |block, other, steps: &mut Steps| visit(block, other - count, steps))
}

fn entries(number: u32, block: &Block) -> impl Iterator<Item = Entry> {
    let all = block.hull(KIND).is_none().then_some((0, u32::MAX));
    block.stretches(KIND).chain(all).map(move |kinds| Entry { block: number, kinds })
}

enum Task {
    /// The pairs in a list.
    Within(Vec<Entry>),
    /// The pairs of one of the first and one of the second.
    Between(Vec<Entry>, Vec<Entry>),
}

struct Join<'a> {
    blocks: &'a [Block],
    /// These are numbered behind the blocks.
    more: &'a [Block],
    steps: &'a mut Steps,
    tasks: Vec<Task>,
}

/// A task, or those that come to the same.
enum Split {
    Whole(Task),
    Parted(Vec<Task>),
}

/// Where to part: what ends before the cell lies on one side, what begins at it or behind on the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Cut {
    axis: u32,
    at: u32,
}

/// A list parted at a cut.
struct Parted {
    before: Vec<Entry>,
    behind: Vec<Entry>,
    across: Vec<Entry>,
}

impl<'a> Join<'a> {
    fn run<V>(mut self, visit: &mut V) -> Bounded<()>
    where
        V: FnMut(u32, u32, &mut Steps) -> Bounded<()>,
    {
        while let Some(task) = self.tasks.pop() {
            match self.split(task)? {
                Split::Parted(tasks) => self.tasks.extend(tasks),
                Split::Whole(Task::Within(list)) => {
                    for (at, first) in list.iter().enumerate() {
                        self.compare(*first, &list[at + 1..], visit)?;
                    }
                }
                Split::Whole(Task::Between(first, second)) => {
                    first.into_iter().try_for_each(|entry| self.compare(entry, &second, visit))?;
                }
            }
        }
        Ok(())
    }

    /// Tasks that come to the same, about as many as asked for by [`PARTS`].
    fn parts(mut self) -> Bounded<Vec<Task>> {
        let mut open: VecDeque<Task> = std::mem::take(&mut self.tasks).into();
        let mut whole = Vec::new();
        while open.len() + whole.len() < PARTS
            && let Some(task) = open.pop_front()
        {
            match self.split(task)? {
                Split::Parted(tasks) => open.extend(tasks),
                Split::Whole(task) => whole.push(task),
            }
        }
        whole.extend(open);
        Ok(whole)
    }

    fn block(&self, entry: Entry) -> &'a Block {
        let number = entry.block as usize;
        self.blocks.get(number).unwrap_or_else(|| &self.more[number - self.blocks.len()])
    }

    /// Parts a task at the best cut.
    fn split(&mut self, task: Task) -> Bounded<Split> {
        let cut = match &task {
            Task::Within(list) if list.len() * list.len() / 2 > FEW => self.best_cut(list, &[]),
            Task::Between(first, second) if first.len() * second.len() > FEW => self.best_cut(first, second),
            Task::Within(_) | Task::Between(..) => None,
        };
        match (cut, task) {
            (None, task) => Ok(Split::Whole(task)),
            (Some(cut), Task::Within(list)) => Ok(Split::Parted(self.part(list, cut)?.within())),
            (Some(cut), Task::Between(first, second)) => {
                Ok(Split::Parted(self.part(first, cut)?.between(self.part(second, cut)?)))
            }
        }
    }

    fn compare<V>(&mut self, one: Entry, others: &[Entry], visit: &mut V) -> Bounded<()>
    where
        V: FnMut(u32, u32, &mut Steps) -> Bounded<()>,
    {
        self.steps.spend(others.len())?;
        let block = self.block(one);
        for other in others {
            let kinds = (one.kinds.0.max(other.kinds.0), one.kinds.1.min(other.kinds.1));
            let other_block = self.block(*other);
            let is_candidate = kinds.0 < kinds.1 && one.block != other.block;
            if is_candidate && block.meets(other_block) && kinds.0 == first_kind_in_both(block, other_block) {
                visit(one.block.min(other.block), one.block.max(other.block), self.steps)?;
            }
        }
        Ok(())
    }

    /// The first cell of an entry on an axis, and the one behind its last.
    fn hull(&self, entry: Entry, axis: u32) -> Option<(u32, u32)> {
        if axis == KIND {
            return Some(entry.kinds);
        }
        self.block(entry).hull(axis)
    }

    /// The cut that parts the most pairs of a sample; none if no pair is parted by any.
    fn best_cut(&self, first: &[Entry], second: &[Entry]) -> Option<Cut> {
        let (first, second) = (sample(first), if second.is_empty() { sample(first) } else { sample(second) });
        let mut axes: Vec<u32> = first.iter().chain(&second).flat_map(|entry| self.block(*entry).axes()).collect();
        axes.sort_unstable();
        axes.dedup();
        let cuts = axes.into_iter().filter_map(|axis| self.best_cut_on(axis, &first, &second));
        // Of equal ones the first axis is taken.
        cuts.rev().max_by_key(|(parted, _)| *parted).map(|(_, cut)| cut)
    }

    fn best_cut_on(&self, axis: u32, first: &[Entry], second: &[Entry]) -> Option<(usize, Cut)> {
        let sorted = |list: &[Entry]| -> (Vec<u32>, Vec<u32>) {
            let hulls = list.iter().filter_map(|entry| self.hull(*entry, axis));
            let (mut starts, mut ends): (Vec<u32>, Vec<u32>) = hulls.unzip();
            starts.sort_unstable();
            ends.sort_unstable();
            (starts, ends)
        };
        let (first, second) = (sorted(first), sorted(second));
        let before = |(_, ends): &(Vec<u32>, Vec<u32>), at| ends.partition_point(|end| *end <= at);
        let behind =
            |(starts, _): &(Vec<u32>, Vec<u32>), at| starts.len() - starts.partition_point(|start| *start < at);
        let parted_at = |at| before(&first, at) * behind(&second, at) + behind(&first, at) * before(&second, at);
        let best = first.1.iter().chain(&second.1).map(|at| (parted_at(*at), Reverse(*at)));
        let (parted, Reverse(at)) = best.max()?;
        (parted > 0).then_some((parted, Cut { axis, at }))
    }

    /// What lies before the cut stays where it is.
    fn part(&mut self, mut list: Vec<Entry>, cut: Cut) -> Bounded<Parted> {
        self.steps.spend(list.len())?;
        let mut behind = Vec::with_capacity(list.len() / 2);
        let mut across = Vec::new();
        list.retain(|entry| match self.hull(*entry, cut.axis) {
            Some((_, end)) if end <= cut.at => true,
            Some((start, _)) if start >= cut.at => {
                behind.push(*entry);
                false
            }
            _ => {
                across.push(*entry);
                false
            }
        });
        Ok(Parted { before: list, behind, across })
    }
}

impl Parted {
    /// The pairs in the list.
    fn within(self) -> Vec<Task> {
        let Parted { before, behind, across } = self;
        let mut tasks = Vec::new();
        if !across.is_empty() {
            tasks.push(Task::Between(across.clone(), before.clone()));
            tasks.push(Task::Between(across.clone(), behind.clone()));
        }
        tasks.extend([across, behind, before].map(Task::Within));
        tasks
    }

    /// The pairs of one of the list and one of another.
    fn between(self, other: Parted) -> Vec<Task> {
        let mut tasks = Vec::new();
        let mut add = |mine: Vec<Entry>, theirs: Vec<Entry>| {
            if !mine.is_empty() && !theirs.is_empty() {
                tasks.push(Task::Between(mine, theirs));
            }
        };
        if !self.across.is_empty() {
            add(self.across, [&*other.before, &*other.behind, &*other.across].concat());
        }
        for (mine, theirs) in [(self.before, other.before), (self.behind, other.behind)] {
            if !other.across.is_empty() {
                add(mine.clone(), other.across.clone());
            }
            add(mine, theirs);
        }
        tasks
    }
}

/// The first kind that two blocks have in common, if they have one.
fn first_kind_in_both(block: &Block, other: &Block) -> u32 {
    let first = |block: &Block| block.hull(KIND).map_or(0, |(first, _)| first);
    match (block.side(KIND), other.side(KIND)) {
        (Some(mine), Some(theirs)) => mine.first_in_both(&theirs).unwrap_or(u32::MAX),
        // One that bounds no kinds has all that the other has.
        _ => first(block).max(first(other)),
    }
}

/// Some of a list, evenly spread.
fn sample(list: &[Entry]) -> Vec<Entry> {
    list.iter().step_by(list.len().div_ceil(SAMPLE).max(1)).copied().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::overlap::stretches::Stretches;

    fn side() -> impl Strategy<Value = Option<(u32, u32)>> {
        prop::option::weighted(0.8, (0_u32..60, 1_u32..6))
    }

    fn block() -> impl Strategy<Value = Block> {
        (prop::collection::vec((0_u32..40, 1_u32..4), 0..3), side(), side()).prop_map(|(kinds, one, other)| {
            let stretch = |(start, length)| (start, start + length);
            let kinds = (!kinds.is_empty()).then(|| Stretches::of(kinds.into_iter().map(stretch)));
            let sides =
                [kinds, one.map(|one| Stretches::of([stretch(one)])), other.map(|one| Stretches::of([stretch(one)]))];
            let sides = (KIND..).zip(sides).filter_map(|(axis, cells)| Some((axis, cells?)));
            sides.fold(Block::default(), |block, (axis, cells)| block.with(axis, cells))
        })
    }

    proptest! {
        #[test]
        fn each_two_that_meet_are_visited_once(blocks in prop::collection::vec(block(), 0..400)) {
            let count = blocks.len() as u32;
            let meet = |(one, other): &(u32, u32)| blocks[*one as usize].meets(&blocks[*other as usize]);
            let two = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
            let expected: Vec<(u32, u32)> = two.filter(meet).collect();
            let (mut steps, mut steps_in_parts) = (Steps(usize::MAX), Steps(usize::MAX));
            let mut found = Vec::new();
            let visit = |found: &mut Vec<(u32, u32)>, one, other, _: &mut Steps| {
                found.push((one, other));
                Ok(())
            };
            pairs(&blocks, 0..count, &mut steps, |one, other, steps| visit(&mut found, one, other, steps)).unwrap();
            let in_parts = pairs_in_parts(&blocks, 0..count, &mut steps_in_parts, Vec::new, visit);
            let mut in_parts = in_parts.unwrap().concat();
            found.sort_unstable();
            in_parts.sort_unstable();
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(&in_parts, &expected);
            prop_assert_eq!(steps.0, steps_in_parts.0);
        }
    }
}
