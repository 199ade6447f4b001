//! Gaps between neighbouring rows: a value, or a band of values, between the bounds of two rows that are alike in all else,
//! which no row speaks of.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::objects::Holder;
use super::objects::{Axis, Block, Exhausted, Regions, Steps, pairs_between, remainder};
use super::stretches::Stretches;
use crate::limits;
use crate::model::{Attribute, Catalogue, Id, Matter, Model, Validity};

/// Of one catalogue so many gaps are told.
pub const LISTED_GAPS: usize = 100;

/// Two rows and what lies between them.
#[derive(Clone, Debug)]
pub struct Gap {
    pub below: Id<Matter>,
    pub above: Id<Matter>,
    pub attribute: Id<Attribute>,
    pub objects: Block,
    /// A single value, which both rows leave out.
    pub is_point: bool,
}

/// A side of a block, and a hash of all else that makes rows of a catalogue neighbours.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Side {
    alike: u64,
    block: u32,
    axis: u32,
}

/// A stretch of cells of a row.
struct Stretch {
    start: u32,
    end: u32,
    row: Id<Matter>,
}

pub(super) fn gaps(model: &Model, regions: &Regions<'_>) -> Vec<Gap> {
    let catalogues: Vec<&Catalogue> = model.catalogues.values().collect();
    let of_catalogue = |catalogue: &&Catalogue| {
        let mut sides = sides(catalogue, regions);
        sides.sort_unstable();
        let groups = sides.chunk_by(|one, other| one.alike == other.alike).filter(|group| group.len() > 1);
        groups.flat_map(|group| between(model, regions, group)).collect()
    };
    let mut found: Vec<Gap> = catalogues.par_iter().map(of_catalogue).collect::<Vec<Vec<Gap>>>().concat();
    found.sort_by_key(|gap| (gap.below.max(gap.above), gap.below.min(gap.above), gap.attribute));
    keep_open(model, regions, found)
}

fn sides(catalogue: &Catalogue, regions: &Regions<'_>) -> Vec<Side> {
    let mut sides = Vec::new();
    let known = catalogue.matters.iter().map(|row| regions.number_of(*row)).filter(|row| regions.is_known(*row));
    for number in known.flat_map(|row| regions.block_numbers(row)) {
        let block = &regions.all_blocks()[number as usize];
        let is_bounded = |axis: u32| matches!(regions.axes.axis(axis), Some(Axis::Numbers { .. } | Axis::Days(_)));
        let axes = block.axes().filter(|axis| is_bounded(*axis));
        sides.extend(axes.map(|axis| Side { alike: block.hash_but_on(axis), block: number, axis }));
    }
    sides
}

/// The gaps in a group of sides of a catalogue. Blocks that only hash alike are left out: they are no neighbours.
fn between(model: &Model, regions: &Regions<'_>, group: &[Side]) -> Vec<Gap> {
    let first = &group[0];
    let block = |side: &Side| &regions.all_blocks()[side.block as usize];
    let row = |side: &Side| model.matters.nth(regions.owner(side.block));
    let same =
        group.iter().filter(|side| side.axis == first.axis && block(side).is_alike_but_on(first.axis, block(first)));
    let mut stretches: Vec<Stretch> = same
        .flat_map(|side| block(side).stretches(side.axis).map(|(start, end)| Stretch { start, end, row: row(side) }))
        .collect();
    stretches.sort_unstable_by_key(|stretch| (stretch.start, stretch.end, stretch.row));
    // Rows that list single values leave the rest out on purpose.
    let axis = regions.axes.axis(first.axis);
    let is_value = |start, end| end == start + 1 && axis.is_some_and(|axis| axis.is_value(start));
    let bounding = |sides: &[&Stretch]| -> BTreeSet<Id<Matter>> {
        sides.iter().filter(|each| !is_value(each.start, each.end)).map(|each| each.row).collect()
    };
    let mut found = Vec::new();
    // All that reach as far as any so far, and all that begin next: which of several rows comes first must not matter.
    let mut below: Vec<&Stretch> = Vec::new();
    for above in stretches.chunk_by(|one, other| one.start == other.start) {
        let above: Vec<&Stretch> = above.iter().collect();
        let start = above[0].start;
        let end = below.first().map_or(start, |each| each.end);
        if start > end
            && let Some((low, high)) = two_rows(&bounding(&below), &bounding(&above))
        {
            found.push(Gap {
                below: low,
                above: high,
                attribute: model.attributes.nth(first.axis - 1),
                objects: block(first).with(first.axis, Stretches::one(end, start)),
                is_point: is_value(end, start),
            });
        }
        below.extend(above);
        let last = below.iter().map(|each| each.end).fold(end, u32::max);
        below.retain(|each| each.end == last);
    }
    found
}

/// The first row of some and the first of others that is not the same one.
fn two_rows(some: &BTreeSet<Id<Matter>>, others: &BTreeSet<Id<Matter>>) -> Option<(Id<Matter>, Id<Matter>)> {
    // If there are such two, they are among the first two of each.
    let mut pairs = some.iter().take(2).flat_map(|one| others.iter().take(2).map(move |other| (*one, *other)));
    pairs.find(|(one, other)| one != other)
}

/// The first gaps of each catalogue of which something is left that no row and no disclosure list speaks of, with what is
/// left.
fn keep_open(model: &Model, regions: &Regions<'_>, gaps: Vec<Gap>) -> Vec<Gap> {
    let life = |number: u32| match regions.holder(number) {
        Holder::Matter(row) => model.catalogues[model.matters[row].catalogue].in_force,
        Holder::Item(list, _) => model.disclosures[list].in_force,
    };
    if gaps.is_empty() {
        return gaps;
    }
    let blocks = regions.all_blocks();
    let holes: Vec<Block> = gaps.iter().map(|gap| gap.objects.clone()).collect();
    let mut fill: Vec<Vec<u32>> = gaps.iter().map(|_| Vec::new()).collect();
    let mut steps = Steps(limits::OVERLAP_STEPS.most);
    let all = (0..blocks.len() as u32).filter(|block| regions.is_known(regions.owner(*block)));
    let result = pairs_between(blocks, all, &holes, &mut steps, |block, gap, steps| {
        steps.spend(1)?;
        let days: Validity = life(regions.owner(block));
        if days.and(life(regions.number_of(gaps[gap as usize].below))).is_some() {
            fill[gap as usize].push(block);
        }
        Ok(())
    });
    // What could not be compared is not told to be open.
    if let Err(Exhausted) = result {
        return Vec::new();
    }
    let mut told: BTreeMap<Id<Catalogue>, usize> = BTreeMap::new();
    let open = gaps.into_iter().zip(fill).filter_map(|(gap, mut fill)| {
        let told = told.entry(model.matters[gap.below].catalogue).or_default();
        if *told == LISTED_GAPS {
            return None;
        }
        fill.sort_unstable();
        let fill: Vec<&Block> = fill.into_iter().map(|block| &blocks[block as usize]).collect();
        let mut steps = Steps(limits::PAIR_STEPS.most);
        let left = remainder(&regions.axes, &gap.objects, &fill, 1, &mut steps).ok()?.pop()?;
        *told += 1;
        Some(Gap { objects: left, ..gap })
    });
    open.collect()
}
