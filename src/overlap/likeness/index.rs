//! Finds the pairs the judge accepts without asking it about every pair.
//!
//! Names are alike in three ways, each an equality: of keys, of a key and the key without a gloss, of one name's items
//! and some of the other's. So the candidates are those whose hashes are equal; nothing else could be accepted.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::looks::Looks;
use crate::limits::{LIKE_NAMES, Limit};

/// All parts of an enumeration of so many items are looked up; a longer one is found by each of its items.
const FEW: usize = 6;

/// The pairs that may be alike, in order: the judge accepts no others.
pub(super) fn candidates(looks: &Looks, steps: &mut u64) -> Result<Vec<(u32, u32)>, &'static Limit> {
    let mut candidates = Candidates::after(*steps);
    let keys = Places::of(looks.keys.iter().copied());
    by_key(&keys, &mut candidates)?;
    by_gloss(looks, &keys, &mut candidates)?;
    drop(keys);
    by_items(looks, &mut candidates)?;
    by_item_of_long_lists(looks, &mut candidates)?;
    *steps = candidates.steps;
    Ok(candidates.in_order())
}

fn by_key(keys: &Places, candidates: &mut Candidates) -> Result<(), &'static Limit> {
    for run in keys.sorted.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, first)) in run.iter().enumerate() {
            run[at + 1..].iter().try_for_each(|(_, second)| candidates.add(*first, *second, 1))?;
        }
    }
    Ok(())
}

fn by_gloss(looks: &Looks, keys: &Places, candidates: &mut Candidates) -> Result<(), &'static Limit> {
    for (name, without) in &looks.glosses {
        keys.at(*without).try_for_each(|other| candidates.add(*name, other, 1))?;
    }
    Ok(())
}

/// Looks for every part of every short enumeration.
fn by_items(looks: &Looks, candidates: &mut Candidates) -> Result<(), &'static Limit> {
    let short = || looks.lists().filter(|(_, items)| (2..=FEW).contains(&items.len()));
    if short().next().is_none() {
        return Ok(());
    }
    let sum = |items: &[u64]| items.iter().fold(0, |sum: u64, item| sum.wrapping_add(*item));
    let sums = Places::of(looks.items().map(|(_, items)| sum(items.hashes())));
    for (name, items) in short() {
        for part in 1..(1_u32 << items.len()) - 1 {
            let inside = items.iter().enumerate().filter(|(at, _)| part >> at & 1 == 1);
            let sum = inside.fold(0_u64, |sum, (_, item)| sum.wrapping_add(*item));
            sums.at(sum).try_for_each(|other| candidates.add(name, other, 1))?;
        }
    }
    Ok(())
}

/// Looks for the rarest item of every name among those of the long enumerations.
fn by_item_of_long_lists(looks: &Looks, candidates: &mut Candidates) -> Result<(), &'static Limit> {
    let long = || looks.lists().filter(|(_, items)| items.len() > FEW);
    let postings: Vec<(u64, u32)> =
        long().flat_map(|(name, items)| items.iter().map(move |item| (*item, name))).collect();
    if postings.is_empty() {
        return Ok(());
    }
    let lengths: HashMap<u32, u64> = long().map(|(name, items)| (name, items.len() as u64)).collect();
    let postings = Places::sorted(postings);
    for (name, items) in looks.items() {
        let hashes = items.hashes().iter();
        let Some(rarest) = hashes.min_by_key(|item| (postings.at(**item).len(), **item)) else { continue };
        for other in postings.at(*rarest) {
            candidates.add(name, other, lengths[&other])?;
        }
    }
    Ok(())
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
    /// By the first bits of a hash, where those that begin so begin; one more at the end.
    starts: Vec<u32>,
    /// How many bits the others are.
    shift: u32,
}

impl Places {
    pub(super) fn of(hashes: impl Iterator<Item = u64>) -> Self {
        Self::sorted(hashes.zip(0..).collect())
    }

    fn sorted(mut sorted: Vec<(u64, u32)>) -> Self {
        sorted.par_sort_unstable();
        // About two hashes begin alike.
        let bits = sorted.len().max(4).ilog2() - 1;
        let shift = u64::BITS - bits;
        let mut starts = vec![0; (1 << bits) + 1];
        sorted.iter().for_each(|(hash, _)| starts[(hash >> shift) as usize + 1] += 1);
        let mut start = 0;
        for each in &mut starts {
            start += *each;
            *each = start;
        }
        Places { sorted, starts, shift }
    }

    pub(super) fn at(&self, hash: u64) -> impl ExactSizeIterator<Item = u32> + '_ {
        let first = (hash >> self.shift) as usize;
        let alike = &self.sorted[self.starts[first] as usize..self.starts[first + 1] as usize];
        let start = alike.partition_point(|(each, _)| *each < hash);
        let end = start + alike[start..].partition_point(|(each, _)| *each == hash);
        alike[start..end].iter().map(|(_, place)| *place)
    }
}

/// The same on every machine, so that a limit is passed by the same names everywhere.
pub(super) fn hash(text: &str) -> u64 {
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
