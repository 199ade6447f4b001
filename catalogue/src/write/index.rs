//! What makes questions fast: what every row is about, what is said of each kind, seats, and tables.

use std::collections::{BTreeMap, HashMap};

use super::sections::{Sections, bit, num, opt_num, opt_to, to};
use super::{Block, Holder, Worked, tables};
use crate::document::Document;
use crate::fields::NONE;
use crate::records::raw;

pub(super) fn write<'d>(
    document: &'d Document<'d>,
    worked: &Worked,
    holders: impl Iterator<Item = Holder>,
    out: &mut Sections<'d>,
) {
    let mut said = Said::of(worked);
    for (number, holder) in (0..).zip(holders) {
        let blocks: Vec<raw::Block> = holder.blocks.iter().map(|each| block(each, out)).collect();
        let blocks = out.list(blocks);
        let holes: Vec<raw::Block> = holder.holes.iter().map(|each| block(each, out)).collect();
        let holes = out.list(holes);
        out.push(raw::Holder { is_known: bit(holder.is_known), blocks, holes });
        if holder.is_known {
            holder.blocks.iter().for_each(|block| said.add(number, block));
        }
    }
    said.write(out);
    seats(document, out);
    tables::write(out);
}

fn block(block: &Block, out: &mut Sections<'_>) -> raw::Block {
    let sides: Vec<raw::Side> = block
        .iter()
        .map(|(axis, cells)| {
            let cells = cells.iter().map(|(start, end)| raw::Cells { start: num(*start), end: num(*end) });
            raw::Side { axis: num(*axis), cells: out.list(cells) }
        })
        .collect();
    raw::Block { sides: out.list(sides) }
}

/// From where to where a block has cells on some axes.
type Hulls = Vec<(u32, (u32, u32))>;

/// What is said of each kind: a block speaks of the outermost of its kinds, and so of all in them.
struct Said<'w> {
    worked: &'w Worked,
    /// By number of a kind, its place.
    places: Vec<u32>,
    /// By place of a kind: the holders whose blocks speak of it.
    said: Vec<Vec<(u32, Hulls)>>,
}

impl<'w> Said<'w> {
    fn of(worked: &'w Worked) -> Self {
        let mut places = vec![0; worked.kinds.len()];
        for (place, (number, _)) in (0..).zip(&worked.kinds) {
            places[*number as usize] = place;
        }
        Said { worked, said: vec![Vec::new(); places.len()], places }
    }

    fn add(&mut self, holder: u32, block: &Block) {
        let all = [(0, self.places.len() as u32)];
        let kinds = block.iter().find(|(axis, _)| *axis == 0).map_or(&all[..], |(_, cells)| cells);
        let hull = |cells: &[(u32, u32)]| cells.first().zip(cells.last()).map(|(first, last)| (first.0, last.1));
        let hulls = block.iter().filter(|(axis, _)| *axis > 0).filter_map(|(axis, cells)| Some((*axis, hull(cells)?)));
        let hulls: Hulls = hulls.collect();
        for (start, end) in kinds {
            let mut number = *start;
            // A set of kinds is made of whole ones.
            while number < *end {
                let place = self.places[number as usize];
                self.said[place as usize].push((holder, hulls.clone()));
                number = self.worked.kinds[place as usize].1;
            }
        }
    }

    /// Fills in what the records of kinds say of it.
    fn write(self, out: &mut Sections<'_>) {
        let around = self.around();
        for (place, said) in self.said.iter().enumerate() {
            let axis = self.best_axis(said);
            let speakers = out.list(speakers(said, axis));
            out.change::<raw::Kind>(place, |kind| {
                kind.speakers = speakers;
                kind.axis = opt_num(axis);
                kind.around = opt_to(around[place]);
            });
        }
    }

    /// By place, the next kind around it of which something is said.
    fn around(&self) -> Vec<Option<u32>> {
        let mut around = vec![None; self.places.len()];
        let mut open: Vec<(u32, u32)> = Vec::new();
        for place in &self.places {
            let (number, behind) = self.worked.kinds[*place as usize];
            while open.pop_if(|(_, end)| *end <= number).is_some() {}
            around[*place as usize] = open.last().map(|(outer, _)| *outer);
            if !self.said[*place as usize].is_empty() {
                open.push((*place, behind));
            }
        }
        around
    }

    /// The axis on which a value rules out most, if one rules out a part worth looking for.
    fn best_axis(&self, said: &[(u32, Hulls)]) -> Option<u32> {
        const WORTH: usize = 16;
        // Of each axis, how many bound it, and over how many cells all together.
        let mut bounds: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
        for (axis, (start, end)) in said.iter().flat_map(|(_, hulls)| hulls) {
            let (count, width) = bounds.entry(*axis).or_default();
            *count += 1;
            *width += u64::from(end - start);
        }
        // How much of the list a value leaves, in parts of a million.
        let left = |(axis, (count, width)): (&u32, &(u64, u64))| {
            let (_, behind) = self.worked.axes[*axis as usize - 1].whole();
            let unbound = (said.len() as u64).saturating_sub(*count);
            (unbound * u64::from(behind) + width) * 1_000_000 / (u64::from(behind).max(1) * said.len() as u64)
        };
        let best = bounds.iter().map(|each| (left(each), *each.0)).min();
        best.filter(|(left, _)| said.len() >= WORTH && *left < 750_000).map(|(_, axis)| axis)
    }
}

/// The holders of a list in the order of an axis; where there is none, in their own.
fn speakers(said: &[(u32, Hulls)], axis: Option<u32>) -> Vec<raw::Speaker> {
    let hull = |hulls: &Hulls| hulls.iter().find(|(each, _)| Some(*each) == axis).map_or((0, NONE), |(_, hull)| *hull);
    let mut found: Vec<(u32, u32, u32)> = said
        .iter()
        .map(|(holder, hulls)| {
            let (low, high) = hull(hulls);
            (low, *holder, high)
        })
        .collect();
    found.sort_unstable();
    let record = |(low, holder, high): (u32, u32, u32)| raw::Speaker {
        holder: to(holder),
        low: num(low),
        high: num(high),
        most: num(high),
    };
    let mut speakers: Vec<raw::Speaker> = found.into_iter().map(record).collect();
    fill_most(&mut speakers);
    speakers
}

/// Tells each middle the greatest upper end of its part. As deep as the logarithm of the length.
fn fill_most(speakers: &mut [raw::Speaker]) -> u32 {
    let at = speakers.len() / 2;
    if speakers.is_empty() {
        return 0;
    }
    let most = fill_most(&mut speakers[..at]).max(fill_most(&mut speakers[at + 1..]));
    speakers[at].most = num(speakers[at].high.value.get().max(most));
    speakers[at].most.value.get()
}

/// By table of competence and organ, its powers and its deciders.
fn seats<'d>(document: &'d Document<'d>, out: &mut Sections<'d>) {
    let (mut power_at, mut decider_at) = (0, 0);
    for table in &document.competence {
        let mut powers: HashMap<&str, Vec<u32>> = HashMap::new();
        let mut deciders: HashMap<&str, Vec<u32>> = HashMap::new();
        for (at, power) in (power_at..).zip(&table.powers) {
            powers.entry(&*power.organ).or_default().push(at);
        }
        for (at, decider) in (decider_at..).zip(&table.deciders) {
            deciders.entry(&*decider.organ).or_default().push(at);
        }
        for organ in &document.organs {
            let take = |of: &mut HashMap<&str, Vec<u32>>| of.remove(&*organ.head.id).unwrap_or_default();
            let (powers, deciders) = (take(&mut powers), take(&mut deciders));
            let seat = raw::Seat { powers: out.refs(powers), deciders: out.refs(deciders) };
            out.push(seat);
        }
        power_at += table.powers.len() as u32;
        decider_at += table.deciders.len() as u32;
    }
}
