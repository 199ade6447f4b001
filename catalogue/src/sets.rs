//! Sets of objects of which not all values are known: what is left of a block when others are cut out of it.

use crate::error::AskError;
use crate::fields::Handle as _;
use crate::image::Image;
use crate::records::{Attribute, raw};

/// Cells in order and apart, each stretch from one up to another.
type Cells = Vec<(u32, u32)>;

/// By axis, ascending, the cells that it bounds them to.
#[derive(Clone, Debug)]
pub(crate) struct Piece(Vec<(u32, Cells)>);

/// What is worked out for one question takes so many steps and no more.
pub(crate) struct Steps(usize);

/// More open pieces would fill the memory before they use up the steps.
const MOST_PIECES: usize = 1_000_000;

impl Steps {
    pub(crate) fn new() -> Self {
        Steps(20_000_000)
    }

    pub(crate) fn spend(&mut self, count: usize) -> Result<(), AskError> {
        self.0 = self.0.checked_sub(count).ok_or(AskError::TooMuch)?;
        Ok(())
    }
}

/// The sides of a block: each axis with its cells.
pub(crate) fn sides<'a>(
    image: &'a Image,
    block: &raw::Block,
) -> impl Iterator<Item = (u32, &'a [raw::Cells])> + use<'a> {
    block.sides.records(image).iter().map(|side| (side.axis.value.get(), side.cells.records(image)))
}

/// Whether cells hold one.
pub(crate) fn holds(cells: &[raw::Cells], cell: u32) -> bool {
    let behind = cells.partition_point(|stretch| stretch.start.value.get() <= cell);
    behind.checked_sub(1).is_some_and(|at| cell < cells[at].end.value.get())
}

impl Piece {
    /// An object of which each of these axes is known.
    pub(crate) fn of(known: impl Iterator<Item = (u32, u32)>) -> Self {
        Piece(known.map(|(axis, cell)| (axis, vec![(cell, cell + 1)])).collect())
    }

    fn side(&self, axis: u32) -> Option<&Cells> {
        self.0.binary_search_by_key(&axis, |(axis, _)| *axis).ok().map(|at| &self.0[at].1)
    }

    fn set(&mut self, axis: u32, cells: Cells) {
        match self.0.binary_search_by_key(&axis, |(axis, _)| *axis) {
            Ok(at) => self.0[at].1 = cells,
            Err(at) => self.0.insert(at, (axis, cells)),
        }
    }

    pub(crate) fn meets(&self, image: &Image, block: &raw::Block) -> bool {
        let meets =
            |(axis, cells): (u32, &[raw::Cells])| self.side(axis).is_none_or(|mine| !and(mine, cells).is_empty());
        sides(image, block).all(meets)
    }

    /// What lies in a block that it meets.
    pub(crate) fn and(&self, image: &Image, block: &raw::Block) -> Self {
        let mut both = self.clone();
        for (axis, cells) in sides(image, block) {
            let cells = self.side(axis).map_or_else(|| own(cells), |mine| and(mine, cells));
            both.set(axis, cells);
        }
        both
    }

    fn size(&self) -> usize {
        1 + self.0.iter().map(|(_, cells)| cells.len()).sum::<usize>()
    }

    /// Whether anything is left when blocks are cut out.
    pub(crate) fn outlasts(self, image: &Image, holes: &[&raw::Block], steps: &mut Steps) -> Result<bool, AskError> {
        // A piece, and the first hole that may still cut it.
        let mut pieces = vec![(self, 0)];
        while let Some((piece, first)) = pieces.pop() {
            steps.spend(piece.size() + holes.len() - first)?;
            let Some(at) = holes[first..].iter().position(|hole| piece.meets(image, hole)) else { return Ok(true) };
            let next = first + at + 1;
            steps.spend(sides(image, holes[first + at]).map(|(_, cells)| cells.len()).sum())?;
            piece.cut(image, holes[first + at], |outside| pieces.push((outside, next)));
            if pieces.len() > MOST_PIECES {
                return Err(AskError::TooMuch);
            }
        }
        Ok(false)
    }

    /// Cuts a hole out, axis after axis: what lies outside it on an axis is a piece of its own.
    fn cut(mut self, image: &Image, hole: &raw::Block, mut found: impl FnMut(Piece)) {
        for (axis, cells) in sides(image, hole) {
            let mine = self.side(axis).cloned().unwrap_or_else(|| whole(image, axis));
            let outside = minus(&mine, cells);
            if !outside.is_empty() {
                let mut piece = self.clone();
                piece.set(axis, outside);
                found(piece);
            }
            self.set(axis, and(&mine, cells));
        }
    }
}

/// All there is on an axis. The kind of an object is always known, so it is never that of kinds.
fn whole(image: &Image, axis: u32) -> Cells {
    axis.checked_sub(1).map_or_else(Vec::new, |at| vec![Attribute::at(image, at).whole()])
}

fn own(cells: &[raw::Cells]) -> Cells {
    cells.iter().map(|stretch| (stretch.start.value.get(), stretch.end.value.get())).collect()
}

fn and(mine: &[(u32, u32)], theirs: &[raw::Cells]) -> Cells {
    let mut both = Vec::new();
    let (mut mine, mut theirs) = (mine.iter().copied().peekable(), own(theirs).into_iter().peekable());
    while let (Some((start, end)), Some((other_start, other_end))) = (mine.peek(), theirs.peek()) {
        let (from, to) = (*start.max(other_start), *end.min(other_end));
        if from < to {
            both.push((from, to));
        }
        if end < other_end {
            mine.next();
        } else {
            theirs.next();
        }
    }
    both
}

fn minus(mine: &[(u32, u32)], theirs: &[raw::Cells]) -> Cells {
    let mut left = Vec::new();
    for (start, end) in mine {
        let mut next = *start;
        for (from, to) in own(theirs) {
            if from >= *end {
                break;
            }
            if from > next {
                left.push((next, from));
            }
            next = next.max(to);
        }
        if next < *end {
            left.push((next, *end));
        }
    }
    left
}
