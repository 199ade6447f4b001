//! What names are looked up by: hashes of their shapes, and no texts. A shape is many times as large, and is made again
//! for the few names that are asked about.

use std::ops::Range;

use rayon::prelude::*;

use super::grams::fixed;
use super::index::{hash, mixed};
use super::shape::{List, Shape};
use super::slip;

/// The hashes of names, which are given by their places.
#[derive(Default)]
pub(super) struct Looks {
    /// By name, of its key.
    pub(super) keys: Vec<u64>,
    /// Names with a gloss, of the key without it.
    pub(super) glosses: Vec<(u32, u64)>,
    /// Names that enumerate, and where their items end; ascending.
    lists: Vec<(u32, usize)>,
    items: Vec<u64>,
    /// Names that are long enough for slips, of the characters that no slip touches.
    pub(super) fixed: Vec<(u64, u32)>,
}

/// The items of a name that enumerates, or the name as its only one.
pub(super) struct Items<'l> {
    alone: u64,
    listed: &'l [u64],
}

impl Items<'_> {
    pub(super) fn hashes(&self) -> &[u64] {
        if self.listed.is_empty() { std::slice::from_ref(&self.alone) } else { self.listed }
    }
}

/// So many names are looked at in one go, and so often before what came of it is put in its place.
const AT_ONCE: u32 = 1 << 10;
const TASKS: usize = 64;

impl Looks {
    /// Of so many names.
    pub(super) fn of(count: u32, shape: impl Fn(u32) -> Shape + Sync) -> Self {
        let starts: Vec<u32> = (0..count).step_by(AT_ONCE as usize).collect();
        let of_some = |start: &u32| Looks::of_some(*start..count.min(start + AT_ONCE), &shape);
        let mut looks = Looks::default();
        looks.keys.reserve_exact(count as usize);
        // Some at a time, so that few stand twice in memory.
        for starts in starts.chunks(TASKS) {
            let parts: Vec<Looks> = starts.par_iter().map(of_some).collect();
            parts.into_iter().for_each(|part| looks.append(part));
        }
        looks
    }

    fn of_some(names: Range<u32>, shape: &impl Fn(u32) -> Shape) -> Self {
        let mut looks = Looks::default();
        for name in names {
            let shape = shape(name);
            looks.keys.push(hash(&shape.key));
            looks.glosses.extend(shape.without.iter().map(|without| (name, hash(&without.key))));
            if let Some(list) = &shape.list {
                looks.items.extend(item_hashes(list));
                looks.lists.push((name, looks.items.len()));
            }
            if slip::is_long(&shape.key) {
                looks.fixed.push((fixed(&shape.key), name));
            }
        }
        looks
    }

    fn append(&mut self, mut other: Self) {
        let before = self.items.len();
        self.keys.append(&mut other.keys);
        self.glosses.append(&mut other.glosses);
        self.lists.extend(other.lists.iter().map(|(name, end)| (*name, before + end)));
        self.items.append(&mut other.items);
        self.fixed.append(&mut other.fixed);
    }

    /// The names that enumerate, with the hashes of their items.
    pub(super) fn lists(&self) -> impl Iterator<Item = (u32, &[u64])> {
        let starts = std::iter::once(0).chain(self.lists.iter().map(|(_, end)| *end));
        self.lists.iter().zip(starts).map(|((name, end), start)| (*name, &self.items[start..*end]))
    }

    /// The items of every name.
    pub(super) fn items(&self) -> impl Iterator<Item = (u32, Items<'_>)> {
        let mut lists = self.lists().peekable();
        (0..).zip(&self.keys).map(move |(name, key)| {
            let listed = lists.next_if(|(each, _)| *each == name).map_or(&[][..], |(_, listed)| listed);
            (name, Items { alone: mixed(key.rotate_left(32)), listed })
        })
    }

    /// The names that have the characters that no slip touches in common with another, ascending.
    pub(super) fn sharing_fixed(&mut self) -> Vec<u32> {
        let mut fixed = std::mem::take(&mut self.fixed);
        fixed.par_sort_unstable();
        let shared = fixed.chunk_by(|one, other| one.0 == other.0).filter(|names| names.len() > 1).flatten();
        let mut names: Vec<u32> = shared.map(|(_, name)| *name).collect();
        names.sort_unstable();
        names
    }
}

fn item_hashes(list: &List) -> impl Iterator<Item = u64> + '_ {
    let of = if list.of.is_empty() { 0 } else { hash(&list.of) };
    list.items.iter().map(move |item| mixed(of ^ hash(&item.key).rotate_left(32)))
}
