//! What two names of matters have to do with each other, from their texts alone.
//!
//! ```text
//! name ── fold ──▶ folded ── rewrite ──▶ marked ── shape ──▶ key, glosses, items ──┬─ index ──▶ pairs ── judge ──▶ likeness
//!                                                                               └─ grams ──▶ pairs ── slip ───▶ near
//! ```
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
mod phrases;
mod rewrite;
mod shape;
mod slip;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_slips;

use hashbrown::HashMap;
use rayon::prelude::*;

pub use self::difference::{NameDifference, difference};
pub use self::fold::fold;
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
    pub fn of<T: AsRef<str>>(names: &[T]) -> Self {
        let folded = Folded::of(names);
        let (groups, firsts) = grouped(&folded);
        let shapes: Vec<Shape> =
            firsts.par_iter().with_min_len(256).map(|first| Shape::of(folded.get(*first))).collect();
        let mut likenesses = Likenesses { equal: Vec::new(), alike: Vec::new(), overflow: None };
        likenesses.overflow = alike_after(&shapes, &mut 0, &mut likenesses.alike).err();
        likenesses.alike.iter_mut().for_each(|pair| *pair = pair.of_names(&firsts));
        likenesses.equal = groups.into_iter().filter(|group| group.len() > 1).collect();
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

/// Fills in the pairs that are alike, after so many steps. Past the limit those stay that were found before: by keys, if slips passed it.
fn alike_after(shapes: &[Shape], steps: &mut u64, pairs: &mut Vec<Alike>) -> Result<(), &'static Limit> {
    *pairs = index::alike(shapes, steps)?;
    let slips = grams::slips(shapes, grams::CROWD, steps)?;
    let is_new = |(first, second): &(u32, u32)| {
        pairs.binary_search_by_key(&(*first, *second), |pair| (pair.first, pair.second)).is_err()
    };
    let new: Vec<(u32, u32)> = slips.into_iter().filter(is_new).collect();
    pairs.extend(new.into_iter().map(|(first, second)| Alike { first, second, likeness: Likeness::Near }));
    pairs.sort_unstable();
    Ok(())
}

impl Alike {
    /// Ascending groups have ascending first members, so the order of a pair and of pairs stays.
    fn of_names(self, firsts: &[u32]) -> Self {
        let name = |group: u32| firsts[group as usize];
        Alike { first: name(self.first), second: name(self.second), ..self }
    }
}

/// All names folded, in one text.
struct Folded {
    text: String,
    ends: Vec<usize>,
}

impl Folded {
    fn of<T: AsRef<str>>(names: &[T]) -> Self {
        let mut text = String::new();
        let ends = names.iter().map(|name| {
            fold::fold_into(name.as_ref(), &mut text);
            text.len()
        });
        let ends = ends.collect();
        Folded { text, ends }
    }

    fn get(&self, name: u32) -> &str {
        let name = name as usize;
        let start = if name == 0 { 0 } else { self.ends[name - 1] };
        &self.text[start..self.ends[name]]
    }
}

/// The members of every group of equal names, and the first of each. An empty name is equal to nothing.
fn grouped(folded: &Folded) -> (Vec<Vec<u32>>, Vec<u32>) {
    let mut numbers: HashMap<&str, u32> = HashMap::with_capacity(folded.ends.len());
    let (mut groups, mut firsts): (Vec<Vec<u32>>, Vec<u32>) = (Vec::new(), Vec::new());
    for name in 0..folded.ends.len() as u32 {
        let text = folded.get(name);
        if text.is_empty() {
            continue;
        }
        let group = *numbers.entry(text).or_insert(firsts.len() as u32) as usize;
        if group == firsts.len() {
            firsts.push(name);
            groups.push(Vec::new());
        }
        groups[group].push(name);
    }
    (groups, firsts)
}
