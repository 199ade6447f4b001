//! What a row covers of a kind: regions, any of which will do, without what exceptions take away.

use super::objects::{Axes, Block, KIND, Regions, Steps, remainder};
use super::region_words::{Region, Words};
use crate::limits;
use crate::model::{Id, Matter, Model};
use crate::source::Sources;

/// Whether it can be told what objects a row is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    Objects,
    /// It names none: only its words say what it is about.
    Prose,
    /// No object meets what it says.
    Nothing,
    /// A part of it means nothing, or is too large; a finding has said so.
    Unknown,
}

/// What a row covers of a kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coverage {
    /// Any of these. None: exceptions take everything away.
    pub any_of: Vec<Region>,
    /// What exceptions take away, as far as it lies in these.
    pub without: Vec<Without>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Without {
    /// The row that the exception names; none where it is a condition.
    pub row: Option<Id<Matter>>,
    pub region: Region,
}

/// More alternatives are shown as they come: comparing each with each would take too long, and nobody reads so many.
const MOST_MERGED: usize = 200;

pub(super) fn about(regions: &Regions<'_>, row: Id<Matter>) -> About {
    let number = regions.number_of(row);
    match () {
        () if regions.covered(number).clauses.is_empty() && !regions.covered(number).is_faulty => About::Prose,
        () if !regions.is_known(number) => About::Unknown,
        () if regions.blocks(number).is_empty() => About::Nothing,
        () => About::Objects,
    }
}

pub(super) fn coverage(
    model: &Model,
    sources: &Sources,
    regions: &Regions<'_>,
    (row, column): (Id<Matter>, &Block),
) -> Option<Coverage> {
    let number = regions.number_of(row);
    let of_kind = |block: &Block| block.meets(column).then(|| block.without(KIND));
    let blocks: Vec<Block> = regions.blocks(number).iter().filter_map(of_kind).collect();
    if blocks.is_empty() || !regions.is_known(number) {
        return None;
    }
    let blocks = merged(&regions.axes, blocks);
    let holes: Vec<(Block, Option<u32>)> =
        regions.taken(number).filter_map(|(hole, taker)| Some((of_kind(hole)?, taker))).collect();
    let left: Vec<Block> = blocks.iter().filter(|block| is_left(&regions.axes, block, &holes)).cloned().collect();
    // Where nothing is left it is shown what was there to be taken.
    let holes = cutting(if left.is_empty() { &blocks } else { &left }, holes);
    let words = Words { model, sources, axes: &regions.axes };
    let own = words.spelling([row].into_iter().chain(holes.iter().filter_map(|(_, taker)| matter(regions, *taker))));
    let without = holes.iter().map(|(hole, taker)| {
        let taker = matter(regions, *taker);
        let spelling = words.spelling(taker.into_iter().chain([row]));
        Without { row: taker, region: words.region(hole, &spelling) }
    });
    Some(Coverage { any_of: left.iter().map(|block| words.region(block, &own)).collect(), without: without.collect() })
}

/// Only rows are named by exceptions.
fn matter(regions: &Regions<'_>, taker: Option<u32>) -> Option<Id<Matter>> {
    match regions.holder(taker?) {
        super::Holder::Matter(row) => Some(row),
        super::Holder::Item(..) => None,
    }
}

/// The same objects in fewer blocks: without those that lie in others, and two that differ on one axis are one.
fn merged(axes: &Axes, blocks: Vec<Block>) -> Vec<Block> {
    if blocks.len() > MOST_MERGED {
        return blocks;
    }
    let mut found: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        if found.iter().any(|known| block.is_within(known)) {
            continue;
        }
        let mut place = found.len();
        while let Some((at, both)) =
            found.iter().enumerate().find_map(|(at, known)| Some((at, joined(axes, known, &block)?)))
        {
            found.remove(at);
            (block, place) = (both, at);
        }
        let before = found[..place.min(found.len())].iter().filter(|known| !known.is_within(&block)).count();
        found.retain(|known| !known.is_within(&block));
        found.insert(before, block);
    }
    found
}

fn joined(axes: &Axes, one: &Block, other: &Block) -> Option<Block> {
    if !one.axes().eq(other.axes()) {
        return None;
    }
    let mut differing = one.sides().zip(other.sides()).filter(|(mine, theirs)| mine != theirs);
    let ((axis, mine), (_, theirs)) = differing.next().filter(|_| differing.next().is_none())?;
    let both = mine.or(&theirs);
    Some(if both == axes.whole(axis) { one.without(axis) } else { one.with(axis, both) })
}

/// Whether exceptions leave something of a block; yes where that is too much to tell.
fn is_left(axes: &Axes, block: &Block, holes: &[(Block, Option<u32>)]) -> bool {
    let holes: Vec<&Block> = holes.iter().map(|(hole, _)| hole).filter(|hole| hole.meets(block)).collect();
    let mut steps = Steps(limits::PAIR_STEPS.most);
    holes.is_empty() || remainder(axes, block, &holes, 1, &mut steps).map_or(true, |left| !left.is_empty())
}

/// The holes that take something from some blocks, each without what the blocks say themselves, and without those that
/// lie in others.
fn cutting(blocks: &[Block], holes: Vec<(Block, Option<u32>)>) -> Vec<(Block, Option<u32>)> {
    let mut found: Vec<(Block, Option<u32>)> = Vec::new();
    for (hole, taker) in holes.into_iter().filter(|(hole, _)| blocks.iter().any(|block| block.meets(hole))) {
        let is_said = |axis: u32, cells: &_| {
            blocks.iter().all(|block| block.side(axis).is_some_and(|mine| mine.is_within(cells)))
        };
        let said: Vec<u32> = hole.sides().filter(|(axis, cells)| is_said(*axis, cells)).map(|(axis, _)| axis).collect();
        let hole = said.into_iter().fold(hole, |hole, axis| hole.without(axis));
        if found.len() > MOST_MERGED || !found.iter().any(|(known, _)| hole.is_within(known)) {
            found.push((hole, taker));
        }
    }
    found
}
