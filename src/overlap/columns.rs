//! Some rows → the kinds that they speak of, each with the kinds in it that no row tells apart from it.

use std::collections::{BTreeMap, BTreeSet};

use super::objects::{Block, KIND, Regions};
use super::stretches::Stretches;
use crate::model::{Id, Kind, Matter, Model};

/// A kind that rows speak of.
#[derive(Clone, Debug)]
pub struct Column {
    pub kind: Id<Kind>,
    /// The nearest kind above it that is a column too.
    pub within: Option<Id<Kind>>,
    /// What is of the kind and of no kind in it that is a column.
    objects: Block,
}

impl Column {
    pub(super) fn objects(&self) -> &Block {
        &self.objects
    }
}

/// A kind is a column if a row names it, or if something is said of it that is not said of the kind above it, and if a row
/// has something to say of it. So what holds for a column holds for all kinds in it that are none.
pub(super) fn columns(model: &Model, regions: &Regions<'_>, rows: &[Id<Matter>]) -> Vec<Column> {
    let said = Said::of(regions, rows);
    let mut named = BTreeSet::new();
    for row in rows.iter().filter(|row| regions.is_known(regions.number_of(**row))) {
        named.extend(model.matters[*row].covers.clauses.iter().flat_map(|clause| &clause.kinds).copied());
    }
    let mut found: Vec<(Id<Kind>, Option<usize>)> = Vec::new();
    let mut numbered: Vec<(u32, Id<Kind>)> =
        model.kinds.ids().map(|kind| (regions.axes.kind_cell(kind), kind)).collect();
    numbered.sort_unstable_by_key(|(cell, _)| *cell);
    // The columns that the kind at hand lies in, the nearest last.
    let mut above: Vec<(u32, usize)> = Vec::new();
    for (cell, kind) in numbered {
        while above.pop_if(|(end, _)| *end <= cell).is_some() {}
        let outer = above.last().map(|(_, at)| *at);
        let of_outer = outer.map_or(&[][..], |at| said.of_cell(regions.axes.kind_cell(found[at].0)));
        let is_said = said.of_cell(cell);
        if !is_said.is_empty() && (named.contains(&kind) || is_said != of_outer) {
            let (_, end) = regions.axes.kinds(&[kind]).hull().expect("bug: a kind without a cell");
            above.push((end, found.len()));
            found.push((kind, outer));
        }
    }
    with_objects(regions, &found)
}

fn with_objects(regions: &Regions<'_>, found: &[(Id<Kind>, Option<usize>)]) -> Vec<Column> {
    let mut inside: Vec<Vec<(u32, u32)>> = vec![Vec::new(); found.len()];
    for (kind, outer) in found {
        if let Some(outer) = outer {
            inside[*outer].extend(regions.axes.kinds(&[*kind]).iter());
        }
    }
    let column = |(at, (kind, outer)): (usize, &(Id<Kind>, Option<usize>))| {
        let cells = regions.axes.kinds(&[*kind]).minus(&Stretches::of(std::mem::take(&mut inside[at])));
        let objects = Block::of(&regions.axes, KIND, cells).expect("bug: a kind that lies in the kinds in it");
        Column { kind: *kind, within: outer.map(|outer| found[outer].0), objects }
    };
    found.iter().enumerate().map(column).collect()
}

/// What rows say of each kind: the blocks and the holes that hold it, by number. Between two cells where some set of kinds
/// begins or ends the same is said of all.
struct Said {
    changes: Vec<u32>,
    /// By how many changes there are before a cell and at it.
    said: BTreeMap<usize, Vec<usize>>,
}

impl Said {
    fn of(regions: &Regions<'_>, rows: &[Id<Matter>]) -> Self {
        let whole = regions.axes.whole(KIND);
        let mut sets: Vec<Stretches> = Vec::new();
        for row in rows.iter().map(|row| regions.number_of(*row)).filter(|row| regions.is_known(*row)) {
            let kinds = |block: &Block| block.side(KIND).unwrap_or_else(|| whole.clone());
            let own = regions.blocks(row).iter().map(kinds).reduce(|all, more| all.or(&more));
            let Some(own) = own else { continue };
            sets.extend(regions.blocks(row).iter().map(kinds));
            sets.extend(regions.holes(row).iter().map(|hole| kinds(hole).and(&own)));
        }
        let mut changes: Vec<u32> =
            sets.iter().flat_map(Stretches::iter).flat_map(|(start, end)| [start, end]).collect();
        changes.sort_unstable();
        changes.dedup();
        let mut said: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, cells) in sets.iter().enumerate() {
            for (start, end) in cells.iter() {
                let first = changes.partition_point(|change| *change <= start);
                let behind = changes.partition_point(|change| *change <= end);
                (first..behind).for_each(|part| said.entry(part).or_default().push(number));
            }
        }
        Said { changes, said }
    }

    fn of_cell(&self, cell: u32) -> &[usize] {
        let part = self.changes.partition_point(|change| *change <= cell);
        self.said.get(&part).map_or(&[], Vec::as_slice)
    }
}
