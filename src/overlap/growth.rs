//! What some rows are about and others are not, so that two texts of one catalogue can be held against each other.

use std::collections::BTreeSet;

use super::objects::{Block, Exhausted, Holder, Regions, Steps, pairs_between, remainder};
use super::overlaps::Overlaps;
use super::witness::Witness;
use crate::limits::{self, Limit};
use crate::model::{Id, Matter};

type Row = Id<Matter>;

impl Overlaps<'_> {
    /// An object of a row that none of the others is about.
    pub fn beyond(&self, row: Row, others: &[Row]) -> Result<Option<Witness>, &'static Limit> {
        let found = left(self.regions(), row, others).map_err(|Exhausted| &limits::PAIR_STEPS)?;
        Ok(found.map(|block| self.witness(&[Holder::Matter(row)], &block)))
    }

    /// Every one of some rows with every one of others that has an object in common with it.
    pub fn meeting(&self, rows: &[Row], others: &[Row]) -> Result<BTreeSet<(Row, Row)>, &'static Limit> {
        meeting(self.regions(), rows, others).map_err(|Exhausted| &limits::OVERLAP_STEPS)
    }
}

fn left(regions: &Regions<'_>, row: Row, others: &[Row]) -> Result<Option<Block>, Exhausted> {
    let mut steps = Steps(limits::PAIR_STEPS.most);
    let mut taken = Vec::new();
    for other in others {
        taken.extend(solid(regions, *other, &mut steps)?);
    }
    for block in solid(regions, row, &mut steps)? {
        steps.spend(taken.len())?;
        let holes: Vec<&Block> = taken.iter().filter(|hole| hole.meets(&block)).collect();
        if let Some(found) = remainder(&regions.axes, &block, &holes, 1, &mut steps)?.pop() {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// What a row is about without its exceptions, in blocks of which none has a hole.
fn solid(regions: &Regions<'_>, row: Row, steps: &mut Steps) -> Result<Vec<Block>, Exhausted> {
    let number = regions.number_of(row);
    let most = limits::CONDITION_BLOCKS.most;
    let mut found = Vec::new();
    for block in regions.blocks(number) {
        steps.spend(1 + regions.holes(number).len())?;
        let holes: Vec<&Block> = regions.holes(number).iter().filter(|hole| hole.meets(block)).collect();
        found.extend(remainder(&regions.axes, block, &holes, most + 1, steps)?);
        if found.len() > most {
            return Err(Exhausted);
        }
    }
    Ok(found)
}

fn meeting(regions: &Regions<'_>, rows: &[Row], others: &[Row]) -> Result<BTreeSet<(Row, Row)>, Exhausted> {
    let mut steps = Steps(limits::OVERLAP_STEPS.most);
    let (mut blocks, mut owners, mut first) = (Vec::new(), Vec::new(), 0);
    for (list, is_first) in [(rows, true), (others, false)] {
        for row in list {
            let own = solid(regions, *row, &mut steps)?;
            owners.extend(own.iter().map(|_| *row));
            blocks.extend(own);
        }
        first = if is_first { blocks.len() } else { first };
    }
    let (blocks, more) = blocks.split_at(first);
    let mut found = BTreeSet::new();
    pairs_between(blocks, 0..first as u32, more, &mut steps, |one, other, _| {
        found.insert((owners[one as usize], owners[first + other as usize]));
        Ok(())
    })?;
    Ok(found)
}
