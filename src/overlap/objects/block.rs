//! Blocks: on each axis some cells, and all objects that lie in these on every axis.

use smallvec::SmallVec;

use super::{Axes, Exhausted};
use crate::overlap::stretches::Stretches;

/// A product of sets of cells. Axes that bound nothing are not in it, so one that bounds nothing at all holds every object.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Block {
    /// By axis, ascending; each set is neither empty nor whole.
    sides: Vec<(u32, Stretches)>,
}

/// Working something out would take too many blocks or steps.
pub(in crate::overlap) type Bounded<T> = Result<T, Exhausted>;

impl Block {
    /// What lies in these cells of one axis; nothing if they are none.
    pub(in crate::overlap) fn of(axes: &Axes, axis: u32, cells: Stretches) -> Option<Self> {
        if cells.is_empty() {
            return None;
        }
        let is_whole = cells == axes.whole(axis);
        Some(Block { sides: if is_whole { Vec::new() } else { vec![(axis, cells)] } })
    }

    /// What lies in all of these cells, each of an axis; nothing if they have none in common.
    pub(in crate::overlap) fn of_all(axes: &Axes, all: impl Iterator<Item = (u32, Stretches)>) -> Option<Self> {
        let mut sides = SmallVec::<[(u32, Stretches); 8]>::new();
        for (axis, cells) in all {
            let at = sides.partition_point(|(each, _)| *each < axis);
            let known = sides.get_mut(at).filter(|(each, _)| *each == axis);
            let both = known.as_ref().map_or_else(|| cells.clone(), |(_, known)| known.and(&cells));
            match known {
                _ if both.is_empty() => return None,
                Some(known) => known.1 = both,
                None if both == axes.whole(axis) => {}
                None => sides.insert(at, (axis, both)),
            }
        }
        // No more room than that.
        let mut all = Vec::with_capacity(sides.len());
        all.extend(sides);
        Some(Block { sides: all })
    }

    pub(in crate::overlap) fn sides(&self) -> &[(u32, Stretches)] {
        &self.sides
    }

    /// How much memory it takes, in numbers, and one more.
    pub(in crate::overlap) fn size(&self) -> usize {
        1 + self.sides.iter().map(|(_, cells)| cells.size()).sum::<usize>()
    }

    /// Its cells on an axis, where it bounds them.
    pub(in crate::overlap) fn side(&self, axis: u32) -> Option<&Stretches> {
        self.sides.iter().find(|(each, _)| *each == axis).map(|(_, cells)| cells)
    }

    /// What lies in both, if anything does.
    pub(in crate::overlap) fn and(&self, other: &Self) -> Option<Self> {
        let mut sides = Vec::with_capacity(self.sides.len() + other.sides.len());
        let (mut mine, mut theirs) = (self.sides.iter().peekable(), other.sides.iter().peekable());
        loop {
            let side = match (mine.peek(), theirs.peek()) {
                (None, None) => return Some(Block { sides }),
                (Some((axis, cells)), Some((other_axis, other_cells))) if axis == other_axis => {
                    let both = cells.and(other_cells);
                    if both.is_empty() {
                        return None;
                    }
                    mine.next();
                    theirs.next();
                    (*axis, both)
                }
                (Some((axis, _)), other) if other.is_none_or(|(other_axis, _)| axis < other_axis) => {
                    mine.next().expect("bug: a side that was just seen").clone()
                }
                _ => theirs.next().expect("bug: a side that was just seen").clone(),
            };
            sides.push(side);
        }
    }

    /// Whether anything lies in both.
    pub(in crate::overlap) fn meets(&self, other: &Self) -> bool {
        let mut theirs = other.sides.iter().peekable();
        self.sides.iter().all(|(axis, cells)| {
            while theirs.next_if(|(other_axis, _)| other_axis < axis).is_some() {}
            let same = theirs.next_if(|(other_axis, _)| other_axis == axis);
            same.is_none_or(|(_, other_cells)| cells.first_in_both(other_cells).is_some())
        })
    }

    /// Whether all that lies in it lies in the other.
    pub(in crate::overlap) fn is_within(&self, other: &Self) -> bool {
        other.sides.iter().all(|(axis, cells)| self.side(*axis).is_some_and(|mine| mine.is_within(cells)))
    }

    /// The same with other cells on an axis, which are not empty and lie in those it had.
    pub(in crate::overlap) fn with(&self, axis: u32, cells: Stretches) -> Self {
        let mut sides = self.sides.clone();
        match sides.binary_search_by_key(&axis, |(each, _)| *each) {
            Ok(at) => sides[at].1 = cells,
            Err(at) => sides.insert(at, (axis, cells)),
        }
        Block { sides }
    }

    /// Whether the other says the same on every axis but this one.
    pub(in crate::overlap) fn is_alike_but_on(&self, axis: u32, other: &Self) -> bool {
        let is_other = |side: &&(u32, Stretches)| side.0 != axis;
        self.sides.iter().filter(is_other).eq(other.sides.iter().filter(is_other))
    }

    /// A hash of which axis this is, and of what is said on every other: equal for those that are alike but on it.
    pub(in crate::overlap) fn hash_but_on(&self, axis: u32) -> u64 {
        let add =
            |hash: u64, number: u32| (hash.rotate_left(5) ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut hash = add(0, axis);
        for (each, cells) in self.sides.iter().filter(|(each, _)| *each != axis) {
            hash = add(hash, *each);
            hash = cells.iter().fold(hash, |hash, (start, end)| add(add(hash, start), end));
        }
        hash
    }

    /// The same with nothing said on an axis.
    pub(in crate::overlap) fn without(&self, axis: u32) -> Self {
        Block { sides: self.sides.iter().filter(|(each, _)| *each != axis).cloned().collect() }
    }

    /// One block for two that bound the same single axis.
    pub(super) fn joined(&self, axes: &Axes, other: &Self) -> Option<Self> {
        match (&*self.sides, &*other.sides) {
            ([(axis, cells)], [(other_axis, other_cells)]) if axis == other_axis => {
                Block::of(axes, *axis, cells.or(other_cells))
            }
            _ => None,
        }
    }
}
