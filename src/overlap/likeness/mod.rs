//! What two names of matters have to do with each other, from their texts alone.
//!
//! ```text
//! name ── fold ──▶ folded ── rewrite ──▶ marked ── shape ──▶ key, glosses, items ──┬─ index ──▶ pairs ── judge ──▶ likeness
//!                                                                               └─ grams ──▶ pairs ── slip ───▶ near
//! ```
//!
//! Of shapes only hashes are kept (`looks.rs`): few names are like another, and of these shapes are made again.
//!
//! Two stages. In the first there is no measure of similarity and no threshold. What may differ between two names of one
//! matter is a closed list (`phrases.rs`); the rest must be the same, so names are alike where their keys meet, and the
//! index is a lookup of keys. It misses nothing the judge accepts, because both ask for equality of the same texts.
//!
//! The second finds long names whose keys differ by one slip of the pen (`slip.rs`), of characters that say nothing by
//! themselves. Its index is of bigrams (`grams.rs`), with a proof that it misses none.

mod difference;
mod fold;
mod grams;
mod index;
mod judge;
mod lean;
mod looks;
mod phrases;
mod rewrite;
mod shape;
mod slip;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_slips;

use std::borrow::Cow;
use std::hash::BuildHasher as _;

use hashbrown::DefaultHashBuilder;
use rayon::prelude::*;

pub use self::difference::{NameDifference, difference};
pub use self::fold::fold;
use self::looks::Looks;
use self::shape::Shape;
use crate::limits::Limit;

/// All relations between names, found once. Names are given by their place in the list.
#[derive(Debug)]
pub struct Likenesses {
    equal: Vec<Vec<u32>>,
    alike: Vec<Alike>,
    overflow: Option<&'static Limit>,
}

/// Two names that are not equal and still say the same, or of which one says what the other says and more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Alike {
    pub first: u32,
    pub second: u32,
    pub likeness: Likeness,
}

/// What the first of two names is to the second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Likeness {
    /// Everything the first enumerates, the second enumerates too.
    Within,
    /// Everything the second enumerates, the first enumerates too.
    Contains,
    /// One matter under two names: they differ in nothing that could make it another, or by one slip of the pen.
    Near,
}

impl Likeness {
    /// What the second is to the first.
    pub fn turned(self) -> Self {
        match self {
            Likeness::Within => Likeness::Contains,
            Likeness::Contains => Likeness::Within,
            Likeness::Near => Likeness::Near,
        }
    }
}

impl Likenesses {
    /// Compares every name with every other, without looking at every pair.
    pub fn of<T: AsRef<str> + Sync>(names: &[T]) -> Self {
        Self::of_all(names.len() as u32, |name| Cow::Borrowed(names[name as usize].as_ref()))
    }

    /// The same for so many names.
    pub(super) fn of_all<'n>(count: u32, name: impl Fn(u32) -> Cow<'n, str> + Sync) -> Self {
        // A name is folded each time it is looked at, which is quick: all of them folded would take much room.
        let folded = |place: u32| fold(&name(place));
        let (equal, firsts) = grouped(count, &folded);
        let mut likenesses = Likenesses { equal, alike: Vec::new(), overflow: None };
        let shape = |place: u32| Shape::of(&folded(firsts[place as usize]));
        likenesses.overflow = alike_after(firsts.len() as u32, shape, &mut 0, &mut likenesses.alike).err();
        likenesses.alike.iter_mut().for_each(|pair| *pair = pair.of_names(&firsts));
        likenesses
    }

    /// Names that are equal once folded: groups of two and more, each ascending, in the order of their first members.
    pub fn equal(&self) -> &[Vec<u32>] {
        &self.equal
    }

    /// Pairs of names that are not equal, sorted, `first` before `second`. Of equal names only the first one speaks.
    pub fn alike(&self) -> &[Alike] {
        &self.alike
    }

    /// The limit that was passed. What was found before it is told all the same: equal names, and names that are
    /// [alike](Self::alike) by their keys if it was passed in the search for slips; else nothing is alike.
    pub fn overflow(&self) -> Option<&'static Limit> {
        self.overflow
    }
}

/// Fills in the pairs that are alike, after so many steps. Past the limit those stay that were found before: by keys, if
/// slips passed it.
fn alike_after(
    count: u32,
    shape: impl Fn(u32) -> Shape + Sync,
    steps: &mut u64,
    pairs: &mut Vec<Alike>,
) -> Result<(), &'static Limit> {
    let mut looks = Looks::of(count, &shape);
    let candidates = index::candidates(&looks, steps)?;
    let long = looks.sharing_fixed();
    drop(looks);
    *pairs = judged(&candidates, &shape);
    let shapes: Vec<Shape> = long.par_iter().with_min_len(AT_ONCE).map(|place| shape(*place)).collect();
    let slips = grams::slips(&shapes, grams::CROWD, steps)?;
    let slips = slips.into_iter().map(|(first, second)| (long[first as usize], long[second as usize]));
    let is_new = |(first, second): &(u32, u32)| {
        pairs.binary_search_by_key(&(*first, *second), |pair| (pair.first, pair.second)).is_err()
    };
    let new: Vec<(u32, u32)> = slips.filter(is_new).collect();
    pairs.extend(new.into_iter().map(|(first, second)| Alike { first, second, likeness: Likeness::Near }));
    pairs.sort_unstable();
    Ok(())
}

/// The candidates that are alike, in their order.
fn judged(candidates: &[(u32, u32)], shape: impl Fn(u32) -> Shape + Sync) -> Vec<Alike> {
    let mut places: Vec<u32> = candidates.iter().flat_map(|(first, second)| [*first, *second]).collect();
    places.par_sort_unstable();
    places.dedup();
    let shapes: Vec<Shape> = places.par_iter().with_min_len(AT_ONCE).map(|place| shape(*place)).collect();
    let of = |place: u32| &shapes[places.binary_search(&place).expect("bug: a candidate without a shape")];
    let judged = candidates.iter().filter_map(|(first, second)| {
        let likeness = judge::judge(of(*first), of(*second))?;
        Some(Alike { first: *first, second: *second, likeness })
    });
    judged.collect()
}

/// What a thread does at the least.
const AT_ONCE: usize = 256;

impl Alike {
    /// Ascending groups have ascending first members, so the order of a pair and of pairs stays.
    fn of_names(self, firsts: &[u32]) -> Self {
        let name = |group: u32| firsts[group as usize];
        Alike { first: name(self.first), second: name(self.second), ..self }
    }
}

/// The groups of two and more equal names, each ascending, in the order of their first members; and of all names those
/// that are equal to none before them. An empty name is equal to nothing.
fn grouped(count: u32, folded: &(impl Fn(u32) -> String + Sync)) -> (Vec<Vec<u32>>, Vec<u32>) {
    let hasher = DefaultHashBuilder::default();
    let hash = |name: u32| {
        let text = folded(name);
        (hasher.hash_one(&*text), if text.is_empty() { EMPTY } else { name })
    };
    let mut hashed: Vec<(u64, u32)> = (0..count).into_par_iter().with_min_len(AT_ONCE).map(hash).collect();
    hashed.retain(|(_, name)| *name != EMPTY);
    hashed.par_sort_unstable();
    let mut groups: Vec<Vec<u32>> = Vec::new();
    let mut is_first = vec![false; count as usize];
    for run in hashed.chunk_by(|one, other| one.0 == other.0) {
        is_first[run[0].1 as usize] = true;
        if run.len() > 1 {
            let equal = equal(run, folded);
            equal.iter().for_each(|group| is_first[group[0] as usize] = true);
            groups.extend(equal.into_iter().filter(|group| group.len() > 1));
        }
    }
    groups.sort_unstable_by_key(|group| group[0]);
    let firsts = (0..).zip(is_first).filter_map(|(name, is_first)| is_first.then_some(name));
    (groups, firsts.collect())
}

/// The place of no name.
const EMPTY: u32 = u32::MAX;

/// The groups among names of one hash: nearly always one.
fn equal(run: &[(u64, u32)], folded: impl Fn(u32) -> String) -> Vec<Vec<u32>> {
    let mut groups: Vec<(String, Vec<u32>)> = Vec::new();
    for (_, name) in run {
        let text = folded(*name);
        match groups.iter_mut().find(|(known, _)| *known == text) {
            Some((_, group)) => group.push(*name),
            None => groups.push((text, vec![*name])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
