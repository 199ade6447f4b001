//! Finds the pairs the judge accepts without asking it about every pair.
//!
//! Names are alike in three ways, each an equality: of keys, of a key and the key without a gloss, of one name's items
//! and some of the other's. So the candidates are those whose hashes are equal; nothing else could be accepted.

use hashbrown::HashMap;

use super::Alike;
use super::judge::judge;
use super::shape::{List, Shape};
use crate::limits::{LIKE_NAMES, Limit};

/// All parts of an enumeration of so many items are looked up; a longer one is found by each of its items.
const FEW: usize = 6;

/// The pairs that are alike, in order.
pub(super) fn alike(shapes: &[Shape], steps: &mut u64) -> Result<Vec<Alike>, &'static Limit> {
    let mut candidates = Candidates::after(*steps);
    let keys = Places::of(shapes.iter().map(|shape| hash(&shape.key)));
    by_key(&keys, &mut candidates)?;
    by_gloss(shapes, &keys, &mut candidates)?;
    by_items(shapes, &mut candidates)?;
    by_item_of_long_lists(shapes, &mut candidates)?;
    *steps = candidates.steps;
    let judged = candidates.in_order().into_iter().filter_map(|(first, second)| {
        let likeness = judge(&shapes[first as usize], &shapes[second as usize])?;
        Some(Alike { first, second, likeness })
    });
    Ok(judged.collect())
}

fn by_key(keys: &Places, candidates: &mut Candidates) -> Result<(), &'static Limit> {
    for run in keys.sorted.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, first)) in run.iter().enumerate() {
            run[at + 1..].iter().try_for_each(|(_, second)| candidates.add(*first, *second, 1))?;
        }
    }
    Ok(())
}

fn by_gloss(shapes: &[Shape], keys: &Places, candidates: &mut Candidates) -> Result<(), &'static Limit> {
    for (name, shape) in (0..).zip(shapes) {
        for without in &shape.without {
            keys.at(hash(&without.key)).try_for_each(|other| candidates.add(name, other, 1))?;
        }
    }
    Ok(())
}

/// Looks for every part of every short enumeration.
fn by_items(shapes: &[Shape], candidates: &mut Candidates) -> Result<(), &'static Limit> {
    let sums = Places::of(shapes.iter().map(|shape| hashes(shape).fold(0, u64::wrapping_add)));
    for (name, list) in lists(shapes).filter(|(_, list)| list.items.len() <= FEW) {
        let items: Vec<u64> = item_hashes(list).collect();
        for part in 1..(1_u32 << items.len()) - 1 {
            let inside = items.iter().enumerate().filter(|(at, _)| part >> at & 1 == 1);
            let sum = inside.fold(0_u64, |sum, (_, item)| sum.wrapping_add(*item));
            sums.at(sum).try_for_each(|other| candidates.add(name, other, 1))?;
        }
    }
    Ok(())
}

/// Looks for the rarest item of every name among those of the long enumerations.
fn by_item_of_long_lists(shapes: &[Shape], candidates: &mut Candidates) -> Result<(), &'static Limit> {
    let long = || lists(shapes).filter(|(_, list)| list.items.len() > FEW);
    let postings: Vec<(u64, u32)> =
        long().flat_map(|(name, list)| item_hashes(list).map(move |item| (item, name))).collect();
    if postings.is_empty() {
        return Ok(());
    }
    let postings = Places::sorted(postings);
    for (name, shape) in (0..).zip(shapes) {
        let Some(rarest) = hashes(shape).min_by_key(|item| (postings.at(*item).len(), *item)) else { continue };
        for other in postings.at(rarest) {
            let items = shapes[other as usize].list.as_ref().map_or(0, |list| list.items.len());
            candidates.add(name, other, items as u64)?;
        }
    }
    Ok(())
}

fn lists(shapes: &[Shape]) -> impl Iterator<Item = (u32, &List)> {
    (0..).zip(shapes).filter_map(|(name, shape)| Some((name, shape.list.as_deref()?)))
}

fn item_hashes(list: &List) -> impl Iterator<Item = u64> + '_ {
    let of = if list.of.is_empty() { 0 } else { hash(&list.of) };
    list.items.iter().map(move |item| mixed(of ^ hash(&item.key).rotate_left(32)))
}

/// Of the items of a name, or of the name as its only one.
fn hashes(shape: &Shape) -> impl Iterator<Item = u64> + '_ {
    let alone = shape.list.is_none().then(|| mixed(hash(&shape.key).rotate_left(32)));
    alone.into_iter().chain(shape.list.as_deref().into_iter().flat_map(item_hashes))
}

/// Pairs that may be alike, and how much work they are.
pub(super) struct Candidates {
    pairs: Vec<(u32, u32)>,
    steps: u64,
}

impl Candidates {
    /// None yet, after so much work for others.
    pub(super) fn after(steps: u64) -> Self {
        Candidates { pairs: Vec::new(), steps }
    }

    fn add(&mut self, one: u32, other: u32, steps: u64) -> Result<(), &'static Limit> {
        self.spend(steps)?;
        if one != other {
            self.pairs.push((one.min(other), one.max(other)));
        }
        Ok(())
    }

    /// One that is judged at once: most are not what they might be.
    pub(super) fn add_if(&mut self, one: u32, other: u32, is: impl Fn() -> bool) -> Result<(), &'static Limit> {
        self.spend(1)?;
        if one != other && is() {
            self.pairs.push((one.min(other), one.max(other)));
        }
        Ok(())
    }

    fn spend(&mut self, steps: u64) -> Result<(), &'static Limit> {
        self.steps += steps;
        if self.steps > LIKE_NAMES.most as u64 { Err(&LIKE_NAMES) } else { Ok(()) }
    }

    pub(super) fn steps(&self) -> u64 {
        self.steps
    }

    pub(super) fn in_order(self) -> Vec<(u32, u32)> {
        let mut pairs = self.pairs;
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// Where hashes stand.
pub(super) struct Places {
    sorted: Vec<(u64, u32)>,
    /// The stretch of `sorted` that holds a hash.
    stretches: HashMap<u64, (u32, u32)>,
}

impl Places {
    pub(super) fn of(hashes: impl Iterator<Item = u64>) -> Self {
        Self::sorted(hashes.zip(0..).collect())
    }

    fn sorted(mut sorted: Vec<(u64, u32)>) -> Self {
        sorted.sort_unstable();
        let mut stretches = HashMap::with_capacity(sorted.len());
        let mut start = 0;
        for run in sorted.chunk_by(|a, b| a.0 == b.0) {
            let end = start + run.len() as u32;
            stretches.insert(run[0].0, (start, end));
            start = end;
        }
        Places { sorted, stretches }
    }

    pub(super) fn at(&self, hash: u64) -> impl ExactSizeIterator<Item = u32> + '_ {
        let (start, end) = self.stretches.get(&hash).copied().unwrap_or_default();
        self.sorted[start as usize..end as usize].iter().map(|(_, place)| *place)
    }
}

/// The same on every machine, so that a limit is passed by the same names everywhere.
fn hash(text: &str) -> u64 {
    let mut hash = text.len() as u64;
    let mut chunks = text.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        hash = mixed(hash ^ u64::from_le_bytes(chunk.try_into().expect("bug: a chunk of another size")));
    }
    let rest = chunks.remainder().iter().fold(0, |rest, byte| rest << 8 | u64::from(*byte));
    mixed(hash ^ rest)
}

/// The last steps of splitmix64.
pub(super) fn mixed(hash: u64) -> u64 {
    let hash = hash.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}
