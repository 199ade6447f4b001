//! One object → the rows that are about it, which of them goes first, and what is open because not all is known of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::objects::{Block, Exhausted, Holder, KIND, Regions, Steps, remainder};
use super::overlaps::Overlaps;
use super::stretches::Stretches;
use crate::limits;
use crate::model::{Attribute, Disclosure, Id, Kind, Matter, Model, Relation};

/// What is known of an object: its kind, none in it being meant, and some of its values.
#[derive(Clone, Debug)]
pub struct Object {
    pub kind: Id<Kind>,
    /// Each an equality, a choice or a truth; of one attribute at most one.
    pub values: Vec<(Id<Attribute>, Relation)>,
}

/// What rows say of an object on a day.
#[derive(Debug, Default)]
pub struct Decision {
    /// The rows that are about the object, and for each the first row that goes before it, if one does.
    pub rows: Vec<(Id<Matter>, Option<Id<Matter>>)>,
    /// Rows that may be about it, depending on these attributes.
    pub open: Vec<(Id<Matter>, Vec<Id<Attribute>>)>,
    /// What must be public and is the object, or may be it.
    pub disclosed: Vec<Disclosed>,
    /// The rows that apply. More than one of them may, where they say the same or contradict each other.
    pub applying: Vec<Id<Matter>>,
    /// Rows that apply contradict each other, or one applies to what must be public.
    pub is_disputed: bool,
}

/// An item of a disclosure list that is about an object, depending on these attributes.
#[derive(Debug)]
pub struct Disclosed {
    pub list: Id<Disclosure>,
    pub item: usize,
    pub open: Vec<Id<Attribute>>,
}

/// Answers questions about objects, one after another. It remembers which blocks speak of a kind.
#[derive(Debug)]
pub struct Decider<'o, 'm> {
    overlaps: &'o Overlaps<'m>,
    by_kind: BTreeMap<Id<Kind>, Vec<u32>>,
}

/// The axes on which it depends whether an object is among others: none if it surely is. Nothing if it is not.
type Among = Option<BTreeSet<u32>>;

impl<'o, 'm> Decider<'o, 'm> {
    pub fn new(overlaps: &'o Overlaps<'m>) -> Self {
        Decider { overlaps, by_kind: BTreeMap::new() }
    }

    /// What holds for an object on a day; nothing if the limits do not let it be said.
    pub fn decide(&mut self, object: &Object, day: Date) -> Option<Decision> {
        let overlaps = self.overlaps;
        let (model, regions) = (overlaps.model(), overlaps.regions());
        let Some(block) = regions.axes.block_of(object.kind, &object.values) else { return Some(Decision::default()) };
        let mut steps = Steps(limits::PAIR_STEPS.most);
        let mut decision = Decision::default();
        for number in self.holders(object.kind) {
            if let Some(axes) = among(regions, *number, &block, &mut steps).ok()? {
                decision.add(model, regions.holder(*number), axes, day);
            }
        }
        // Each row is held against each.
        steps.spend(decision.rows.len().saturating_mul(decision.rows.len())).ok()?;
        decision.settle(overlaps);
        Some(decision)
    }

    /// Everything whose kinds the kind lies in, in order.
    fn holders(&mut self, kind: Id<Kind>) -> &[u32] {
        let regions = self.overlaps.regions();
        self.by_kind.entry(kind).or_insert_with(|| {
            let cell = regions.axes.kind_cell(kind);
            let speaks = |block: &Block| block.side(KIND).is_none_or(|cells| cells.contains(cell));
            let mut holders: Vec<u32> = (0..)
                .zip(regions.all_blocks())
                .filter(|(_, block)| speaks(block))
                .map(|(number, _)| regions.owner(number))
                .filter(|owner| regions.is_known(*owner))
                .collect();
            holders.dedup();
            holders
        })
    }
}

fn among(regions: &Regions<'_>, number: u32, object: &Block, steps: &mut Steps) -> Result<Among, Exhausted> {
    let (blocks, holes) = (regions.blocks(number), regions.holes(number));
    let holes: Vec<&Block> = holes.iter().filter(|hole| hole.meets(object)).collect();
    let meeting: Vec<&Block> = blocks.iter().filter(|block| block.meets(object)).collect();
    let mut may_be = false;
    for block in &meeting {
        let both = block.and(object).expect("bug: blocks that meet have something in common");
        may_be |= !remainder(&regions.axes, &both, &holes, 1, steps)?.is_empty();
    }
    if !may_be {
        return Ok(None);
    }
    // It surely is one if no values that are not known lead out of the blocks, or into a hole.
    let leads_out = !remainder(&regions.axes, object, &meeting, 1, steps)?.is_empty();
    if !leads_out && holes.is_empty() {
        return Ok(Some(BTreeSet::new()));
    }
    let free = |block: &&Block| -> Vec<u32> {
        let is_open = |(axis, cells): &(u32, Stretches)| object.side(*axis).is_none_or(|mine| !mine.is_within(cells));
        block.sides().filter(is_open).map(|(axis, _)| axis).collect()
    };
    Ok(Some(meeting.iter().chain(&holes).flat_map(free).collect()))
}

impl Decision {
    fn add(&mut self, model: &Model, holder: Holder, axes: BTreeSet<u32>, day: Date) {
        let open: Vec<Id<Attribute>> = axes.into_iter().map(|axis| model.attributes.nth(axis - 1)).collect();
        match holder {
            Holder::Matter(row) if !model.catalogues[model.matters[row].catalogue].in_force.contains(day) => {}
            Holder::Matter(row) if open.is_empty() => self.rows.push((row, None)),
            Holder::Matter(row) => self.open.push((row, open)),
            Holder::Item(list, item) if model.disclosures[list].in_force.contains(day) => {
                self.disclosed.push(Disclosed { list, item, open });
            }
            Holder::Item(..) => {}
        }
    }

    /// Works out which rows apply. A row that may be about the object is of no interest where one that surely is goes before
    /// it. On a circle, which is told elsewhere, no row would be left: then all of them are.
    fn settle(&mut self, overlaps: &Overlaps<'_>) {
        let rows: Vec<Id<Matter>> = self.rows.iter().map(|(row, _)| *row).collect();
        let precedence = overlaps.precedence();
        let before = |row: Id<Matter>| rows.iter().copied().find(|other| precedence.first(*other, row) == Some(*other));
        self.rows.iter_mut().for_each(|(row, first)| *first = before(*row));
        self.open.retain(|(row, _)| before(*row).is_none());
        self.applying = self.rows.iter().filter(|(_, first)| first.is_none()).map(|(row, _)| *row).collect();
        if self.applying.is_empty() {
            self.applying = rows;
        }
        let differ = |one: &Id<Matter>, other: &Id<Matter>| !overlaps.outcomes().difference(*one, *other).is_none();
        let contradicts = |(at, row): (usize, &Id<Matter>)| self.applying[..at].iter().any(|other| differ(row, other));
        let is_public = self.disclosed.iter().any(|disclosed| disclosed.open.is_empty());
        self.is_disputed = self.applying.iter().enumerate().any(contradicts) || is_public && !self.applying.is_empty();
    }
}
