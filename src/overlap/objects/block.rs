//! Blocks: on each axis some cells, and all objects that lie in these on every axis.

use std::cmp::Ordering;

use smallvec::SmallVec;

use super::{Axes, Exhausted};
use crate::overlap::stretches::Stretches;

/// A product of sets of cells. Axes that bound nothing are not in it, so one that bounds nothing at all holds every object.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Block {
    /// By axis, ascending, the stretches of cells that a block is bounded to, which are not all of the axis; of one axis
    /// apart and ascending. There are as many blocks as rows, so they are kept in no more room than that.
    bounds: Box<[Bound]>,
}

/// A stretch of cells of an axis: the first, and the one behind the last.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Bound {
    axis: u32,
    start: u32,
    end: u32,
}

impl Bound {
    fn cells(self) -> (u32, u32) {
        (self.start, self.end)
    }
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
        Some(Block::bounded((!is_whole).then_some((axis, cells))))
    }

    /// By axis, ascending.
    fn bounded(sides: impl IntoIterator<Item = (u32, Stretches)>) -> Self {
        let mut bounds = SmallVec::<[Bound; 8]>::new();
        for (axis, cells) in sides {
            bounds.extend(cells.iter().map(|(start, end)| Bound { axis, start, end }));
        }
        Block { bounds: Box::from(&*bounds) }
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
        Some(Block::bounded(sides))
    }

    /// The axes that it bounds, ascending, each with the cells that it bounds them to.
    pub(in crate::overlap) fn sides(&self) -> impl Iterator<Item = (u32, Stretches)> {
        self.groups().map(|group| (group[0].axis, Stretches::in_order(group.iter().map(|bound| bound.cells()))))
    }

    fn groups(&self) -> impl Iterator<Item = &[Bound]> {
        self.bounds.chunk_by(|one, other| one.axis == other.axis)
    }

    /// The axes that it bounds, ascending.
    pub(in crate::overlap) fn axes(&self) -> impl Iterator<Item = u32> {
        self.groups().map(|group| group[0].axis)
    }

    /// How much memory it takes, in numbers, and one more.
    pub(in crate::overlap) fn size(&self) -> usize {
        1 + 2 * self.bounds.len()
    }

    /// Its cells on an axis, where it bounds them.
    pub(in crate::overlap) fn side(&self, axis: u32) -> Option<Stretches> {
        let bounds = self.on(axis);
        (!bounds.is_empty()).then(|| Stretches::in_order(bounds.iter().map(|bound| bound.cells())))
    }

    /// The stretches of its cells on an axis; none where it does not bound them.
    pub(in crate::overlap) fn stretches(&self, axis: u32) -> impl Iterator<Item = (u32, u32)> {
        self.on(axis).iter().map(|bound| bound.cells())
    }

    /// The first of its cells on an axis and the one behind the last, where it bounds them.
    pub(in crate::overlap) fn hull(&self, axis: u32) -> Option<(u32, u32)> {
        let bounds = self.on(axis);
        Some((bounds.first()?.start, bounds.last()?.end))
    }

    fn on(&self, axis: u32) -> &[Bound] {
        let first = self.bounds.iter().position(|bound| bound.axis >= axis).unwrap_or(self.bounds.len());
        let rest = &self.bounds[first..];
        &rest[..rest.iter().position(|bound| bound.axis != axis).unwrap_or(rest.len())]
    }

    /// What lies in both, if anything does.
    pub(in crate::overlap) fn and(&self, other: &Self) -> Option<Self> {
        let mut sides = SmallVec::<[(u32, Stretches); 8]>::new();
        let (mut mine, mut theirs) = (self.sides().peekable(), other.sides().peekable());
        loop {
            let side = match (mine.peek(), theirs.peek()) {
                (None, None) => return Some(Block::bounded(sides)),
                (Some((axis, cells)), Some((other_axis, other_cells))) if axis == other_axis => {
                    let both = (*axis, cells.and(other_cells));
                    if both.1.is_empty() {
                        return None;
                    }
                    mine.next();
                    theirs.next();
                    both
                }
                (Some((axis, _)), other) if other.is_none_or(|(other_axis, _)| axis < other_axis) => {
                    mine.next().expect("bug: a side that was just seen")
                }
                _ => theirs.next().expect("bug: a side that was just seen"),
            };
            sides.push(side);
        }
    }

    /// Whether anything lies in both.
    pub(in crate::overlap) fn meets(&self, other: &Self) -> bool {
        let mut theirs = &*other.bounds;
        self.groups().all(|mine| {
            let axis = mine[0].axis;
            theirs = &theirs[theirs.iter().position(|bound| bound.axis >= axis).unwrap_or(theirs.len())..];
            let same = theirs.iter().take_while(|bound| bound.axis == axis);
            theirs.first().is_none_or(|bound| bound.axis != axis) || have_common(mine, same)
        })
    }

    /// Whether all that lies in it lies in the other.
    pub(in crate::overlap) fn is_within(&self, other: &Self) -> bool {
        other.sides().all(|(axis, cells)| self.side(axis).is_some_and(|mine| mine.is_within(&cells)))
    }

    /// The same with other cells on an axis, which are not empty and lie in those it had.
    pub(in crate::overlap) fn with(&self, axis: u32, cells: Stretches) -> Self {
        let before = self.sides().filter(|(each, _)| *each < axis);
        let behind = self.sides().filter(|(each, _)| *each > axis);
        Block::bounded(before.chain([(axis, cells)]).chain(behind))
    }

    /// Whether the other says the same on every axis but this one.
    pub(in crate::overlap) fn is_alike_but_on(&self, axis: u32, other: &Self) -> bool {
        let is_other = |bound: &&Bound| bound.axis != axis;
        self.bounds.iter().filter(is_other).eq(other.bounds.iter().filter(is_other))
    }

    /// A hash of which axis this is, and of what is said on every other: equal for those that are alike but on it.
    pub(in crate::overlap) fn hash_but_on(&self, axis: u32) -> u64 {
        let add =
            |hash: u64, number: u32| (hash.rotate_left(5) ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut hash = add(0, axis);
        for group in self.groups().filter(|group| group[0].axis != axis) {
            hash = add(hash, group[0].axis);
            hash = group.iter().fold(hash, |hash, bound| add(add(hash, bound.start), bound.end));
        }
        hash
    }

    /// The same with nothing said on an axis.
    pub(in crate::overlap) fn without(&self, axis: u32) -> Self {
        Block { bounds: self.bounds.iter().filter(|bound| bound.axis != axis).copied().collect() }
    }

    /// One block for two that bound the same single axis.
    pub(super) fn joined(&self, axes: &Axes, other: &Self) -> Option<Self> {
        let only = |block: &Self| {
            let mut sides = block.sides();
            sides.next().filter(|_| sides.next().is_none())
        };
        let ((axis, cells), (other_axis, other_cells)) = only(self).zip(only(other))?;
        (axis == other_axis).then(|| Block::of(axes, axis, cells.or(&other_cells))).flatten()
    }
}

/// Whether two lists of stretches, each ascending, have a cell in common.
fn have_common<'b>(mine: &[Bound], theirs: impl Iterator<Item = &'b Bound>) -> bool {
    let (mut mine, mut theirs) = (mine.iter().peekable(), theirs.peekable());
    while let (Some(one), Some(other)) = (mine.peek(), theirs.peek()) {
        if one.start.max(other.start) < one.end.min(other.end) {
            return true;
        }
        if one.end <= other.end {
            mine.next();
        } else {
            theirs.next();
        }
    }
    false
}

impl Ord for Block {
    fn cmp(&self, other: &Self) -> Ordering {
        self.sides().cmp(other.sides())
    }
}

impl PartialOrd for Block {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
