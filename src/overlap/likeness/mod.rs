//! What two names of matters have to do with each other, from their texts alone.
//!
//! ```text
//! name ── fold ──▶ folded ── rewrite ──▶ marked ── shape ──▶ key, glosses, items ── index ──▶ pairs ── judge ──▶ likeness
//! ```
//!
//! There is no measure of similarity and no threshold. What may differ between two names of one matter is a closed list
//! (`phrases.rs`); the rest must be the same, so names are alike where their keys meet, and the index is a lookup of keys.
//! It misses nothing the judge accepts, because both ask for equality of the same texts.

mod difference;
mod fold;
mod index;
mod judge;
mod lean;
mod phrases;
mod rewrite;
mod shape;

#[cfg(test)]
mod tests;

use hashbrown::HashMap;

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
    /// One matter under two names: they differ in nothing that could make it another.
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
        let shapes: Vec<Shape> = firsts.iter().map(|first| Shape::of(folded.get(*first))).collect();
        let mut likenesses = Likenesses { equal: Vec::new(), alike: Vec::new(), overflow: None };
        match index::alike(&shapes) {
            Ok(alike) => likenesses.alike = alike.into_iter().map(|pair| pair.of_names(&firsts)).collect(),
            Err(limit) => likenesses.overflow = Some(limit),
        }
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

    /// The limit that was passed. Then nothing is [alike](Self::alike); equal names are told all the same.
    pub fn overflow(&self) -> Option<&'static Limit> {
        self.overflow
    }
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
