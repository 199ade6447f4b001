//! What is left of a block when others are cut out of it.

use super::axes::Axes;
use super::block::{Block, Bounded};
use super::{Exhausted, Steps};

/// Up to `most` blocks, apart from one another, that fill what is left of a block without the holes. An object is left
/// exactly if one block is.
pub(in crate::overlap) fn remainder(
    axes: &Axes,
    block: &Block,
    holes: &[&Block],
    most: usize,
    steps: &mut Steps,
) -> Bounded<Vec<Block>> {
    let mut left = Vec::new();
    // A piece, and the first hole that may still cut it.
    let mut pieces = vec![(block.clone(), 0)];
    while let Some((piece, first)) = pieces.pop() {
        // Sets of many stretches cost as much as they hold.
        steps.spend(piece.size() + holes.len() - first)?;
        match holes[first..].iter().position(|hole| hole.meets(&piece)) {
            None => {
                left.push(piece);
                if left.len() == most {
                    return Ok(left);
                }
            }
            Some(at) => {
                steps.spend(holes[first + at].size())?;
                cut(axes, piece, holes[first + at], first + at + 1, &mut pieces);
            }
        }
        if pieces.len() > MOST_PIECES {
            return Err(Exhausted);
        }
    }
    Ok(left)
}

/// More open pieces would fill the memory before they use up the steps.
const MOST_PIECES: usize = 1_000_000;

/// Cuts a hole out of a piece, axis after axis: what lies outside the hole on an axis is a piece of its own.
fn cut(axes: &Axes, mut piece: Block, hole: &Block, next: usize, pieces: &mut Vec<(Block, usize)>) {
    let known = pieces.len();
    for (axis, cells) in hole.sides() {
        let mine = piece.side(axis).unwrap_or_else(|| axes.whole(axis));
        let outside = mine.minus(&cells);
        if !outside.is_empty() {
            pieces.push((piece.with(axis, outside), next));
        }
        piece = piece.with(axis, mine.and(&cells));
    }
    // The piece on the first axis is looked at first.
    pieces[known..].reverse();
}
