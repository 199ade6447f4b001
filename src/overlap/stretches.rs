//! Sets of numbers as the stretches they fill, so that a subtree of organs costs as much as one organ.

use smallvec::{SmallVec, smallvec};

/// The numbers at which membership changes, ascending: the first goes in, the next out, and so on. Equal sets are equal
/// lists. Most sets are one or two stretches, which take no memory of their own.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub(super) struct Stretches(SmallVec<[u32; 4]>);

impl Stretches {
    /// The numbers from `start` up to, and without, `end`.
    pub(super) fn one(start: u32, end: u32) -> Self {
        if start < end { Stretches(smallvec![start, end]) } else { Stretches::default() }
    }

    /// Some stretches that lie apart, ascending.
    pub(super) fn in_order(stretches: impl Iterator<Item = (u32, u32)>) -> Self {
        Stretches(stretches.flat_map(|(start, end)| [start, end]).collect())
    }

    /// All numbers of some stretches, each with its start and the number behind its end, in any order.
    pub(super) fn of(stretches: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut stretches: SmallVec<[(u32, u32); 4]> = stretches.into_iter().collect();
        stretches.sort_unstable();
        let mut changes = SmallVec::<[u32; 4]>::new();
        for (start, end) in stretches.into_iter().filter(|(start, end)| start < end) {
            match changes.last_mut() {
                Some(last) if start <= *last => *last = end.max(*last),
                _ => changes.extend([start, end]),
            }
        }
        Stretches(changes)
    }

    /// What `keep` says of being in the one and in the other. It keeps nothing that is in neither.
    pub(super) fn combine(&self, other: &Self, keep: impl Fn(bool, bool) -> bool) -> Self {
        let (mine, theirs) = (&self.0, &other.0);
        let (mut i, mut j) = (0, 0);
        let mut changes = SmallVec::new();
        while let Some(at) = mine.get(i).into_iter().chain(theirs.get(j)).min().copied() {
            i += usize::from(mine.get(i) == Some(&at));
            j += usize::from(theirs.get(j) == Some(&at));
            if keep(i % 2 == 1, j % 2 == 1) != (changes.len() % 2 == 1) {
                changes.push(at);
            }
        }
        Stretches(changes)
    }

    /// The numbers in both.
    pub(super) fn and(&self, other: &Self) -> Self {
        self.combine(other, |mine, theirs| mine && theirs)
    }

    pub(super) fn or(&self, other: &Self) -> Self {
        self.combine(other, |mine, theirs| mine || theirs)
    }

    /// The first number in both.
    pub(super) fn first_in_both(&self, other: &Self) -> Option<u32> {
        let (mut mine, mut theirs) = (self.iter().peekable(), other.iter().peekable());
        while let (Some((start, end)), Some((other_start, other_end))) = (mine.peek(), theirs.peek()) {
            let first = *start.max(other_start);
            if first < *end.min(other_end) {
                return Some(first);
            }
            if end <= other_end {
                mine.next();
            } else {
                theirs.next();
            }
        }
        None
    }

    pub(super) fn is_within(&self, other: &Self) -> bool {
        let mut theirs = other.iter().peekable();
        self.iter().all(|(start, end)| {
            while theirs.next_if(|(_, other_end)| *other_end < end).is_some() {}
            theirs.peek().is_some_and(|(other_start, _)| *other_start <= start)
        })
    }

    /// The first number, and the number behind the last.
    pub(super) fn hull(&self) -> Option<(u32, u32)> {
        Some((*self.0.first()?, *self.0.last()?))
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        self.combine(other, |mine, theirs| mine && !theirs)
    }

    pub(super) fn contains(&self, number: u32) -> bool {
        self.0.partition_point(|change| *change <= number) % 2 == 1
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How much memory it takes, in numbers.
    pub(super) fn size(&self) -> usize {
        self.0.len()
    }

    /// Start and the number behind the end of each.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        self.0.chunks_exact(2).map(|pair| (pair[0], pair[1]))
    }
}
