//! Which catalogue of one document is which of the other, and which row is which. Nothing is paired by a measure of
//! similarity: what is paired has the same id, or the same name, or one matter's two names, or covers the same objects.

use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use super::json::{CatalogueBy, RowBy};
use crate::emit::json::{Catalogue, Document, Matter};
use crate::overlap::{Likeness, Likenesses, fold};

/// Two of which each is the other, by their places; one alone was added or removed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Pair<By> {
    pub(super) old: Option<usize>,
    pub(super) new: Option<usize>,
    /// Why they are one; nothing where one stands alone.
    pub(super) by: Option<By>,
}

/// The catalogues of two documents: those of the newer one in their order, and then those that are gone.
pub(super) fn catalogues([old, new]: [&Document<'_>; 2]) -> Vec<Pair<CatalogueBy>> {
    let (old, new) = (&*old.catalogues, &*new.catalogues);
    let mut pairs = Vec::new();
    for (at, catalogue) in new.iter().enumerate() {
        if let Some(same) = old.iter().position(|each| each.head.id == catalogue.head.id) {
            pairs.push(pair(same, at, CatalogueBy::Id));
        }
    }
    let is_free = |pairs: &[Pair<CatalogueBy>], side, at| !pairs.iter().any(|pair| pair.place(side) == Some(at));
    let unmatched = |pairs: &[Pair<CatalogueBy>], side, count| -> Vec<usize> {
        (0..count).filter(|at| is_free(pairs, side, *at)).collect()
    };
    let (old_free, new_free) = (unmatched(&pairs, Side::Old, old.len()), unmatched(&pairs, Side::New, new.len()));
    // What one catalogue takes the place of may stand beside it in its own document too.
    for at in &new_free {
        pairs.extend(replaced(&new[*at], old).map(|before| pair(before, *at, CatalogueBy::Replaces)));
    }
    for at in &old_free {
        pairs.extend(replaced(&old[*at], new).map(|before| pair(*at, before, CatalogueBy::Replaces)));
    }
    let (old_free, new_free) = (unmatched(&pairs, Side::Old, old.len()), unmatched(&pairs, Side::New, new.len()));
    match (&*old_free, &*new_free) {
        ([one], [other]) => pairs.push(pair(*one, *other, CatalogueBy::Alone)),
        (old_free, new_free) => {
            pairs.extend(new_free.iter().map(|at| Pair { old: None, new: Some(*at), by: None }));
            pairs.extend(old_free.iter().map(|at| Pair { old: Some(*at), new: None, by: None }));
        }
    }
    pairs.sort_by_key(|pair| (pair.new.is_none(), pair.new, pair.old));
    pairs
}

fn pair<By>(old: usize, new: usize, by: By) -> Pair<By> {
    Pair { old: Some(old), new: Some(new), by: Some(by) }
}

/// The catalogues of a list that one says it takes the place of.
fn replaced(catalogue: &Catalogue<'_>, others: &[Catalogue<'_>]) -> impl Iterator<Item = usize> {
    let is_replaced =
        |other: &Catalogue<'_>| catalogue.replaces.iter().any(|name| name.split('#').next() == Some(&*other.head.id));
    let found: Vec<usize> = (0..others.len()).filter(|at| is_replaced(&others[*at])).collect();
    found.into_iter()
}

/// What the search for pairs of rows has come to.
pub(super) struct Rows<'d> {
    matters: [&'d [Matter<'d>]; 2],
    free: [BTreeSet<usize>; 2],
    pairs: Vec<Pair<RowBy>>,
}

impl<'d> Rows<'d> {
    /// Rows of two catalogues, as far as ids and names tell.
    pub(super) fn named(matters: [&'d [Matter<'d>]; 2], by: CatalogueBy) -> Self {
        let free = matters.map(|matters| (0..matters.len()).collect());
        let mut rows = Rows { matters, free, pairs: Vec::new() };
        let ids = |matter: &Matter<'_>| matter.head.id.to_string();
        let names = |matter: &Matter<'_>| name(matter);
        rows.by_key(RowBy::Id, |matter| names(matter).map(|name| (ids(matter), name)));
        rows.by_key(RowBy::Name, |matter| names(matter).map(|name| (name, String::new())));
        // A number of one catalogue says nothing of the same number of another.
        if by == CatalogueBy::Id {
            rows.by_key(RowBy::Id, |matter| Some((ids(matter), String::new())));
        }
        rows.by_likeness();
        rows
    }

    /// The rows that stand alone so far.
    pub(super) fn free(&self, side: Side) -> Vec<usize> {
        self.free[side as usize].iter().copied().collect()
    }

    pub(super) fn add(&mut self, old: usize, new: usize, by: RowBy) {
        self.free[0].remove(&old);
        self.free[1].remove(&new);
        self.pairs.push(pair(old, new, by));
    }

    /// All rows: those of the newer catalogue in their order, then those that are gone.
    pub(super) fn done(mut self) -> Vec<Pair<RowBy>> {
        let [old, new] = std::mem::take(&mut self.free);
        self.pairs.extend(new.into_iter().map(|at| Pair { old: None, new: Some(at), by: None }));
        self.pairs.extend(old.into_iter().map(|at| Pair { old: Some(at), new: None, by: None }));
        self.pairs.sort_by_key(|pair| (pair.new.is_none(), pair.new, pair.old));
        self.pairs
    }

    /// Pairs what alone has a key on either side.
    fn by_key(&mut self, by: RowBy, key: impl Fn(&Matter<'_>) -> Option<(String, String)>) {
        let mut found: BTreeMap<(String, String), [Vec<usize>; 2]> = BTreeMap::new();
        for side in [Side::Old, Side::New] {
            for at in self.free(side) {
                if let Some(key) = key(&self.matters[side as usize][at]) {
                    found.entry(key).or_default()[side as usize].push(at);
                }
            }
        }
        for [old, new] in found.into_values() {
            if let ([old], [new]) = (&*old, &*new) {
                self.add(*old, *new, by);
            }
        }
    }

    /// Pairs what are two names of one matter, and of no third row.
    fn by_likeness(&mut self) {
        let [old, new] = [Side::Old, Side::New].map(|side| self.free(side));
        let name = |side: Side, at: &usize| self.matters[side as usize][*at].head.name.as_deref().unwrap_or_default();
        let names: Vec<&str> =
            old.iter().map(|at| name(Side::Old, at)).chain(new.iter().map(|at| name(Side::New, at))).collect();
        let likenesses = Likenesses::of(&names);
        let is_near = |alike: &&crate::overlap::Alike| alike.likeness == Likeness::Near;
        let near: Vec<(usize, usize)> = likenesses
            .alike()
            .iter()
            .filter(is_near)
            .map(|alike| (alike.first as usize, alike.second as usize))
            .filter(|(first, second)| *first < old.len() && *second >= old.len())
            .collect();
        for (first, second) in only(&near) {
            self.add(old[first], new[second - old.len()], RowBy::LikeName);
        }
    }
}

/// The pairs of which neither member is in another one.
pub(super) fn only<T: Copy + Ord>(pairs: &[(T, T)]) -> Vec<(T, T)> {
    let mut counts: BTreeMap<(bool, T), usize> = BTreeMap::new();
    for (one, other) in pairs {
        *counts.entry((false, *one)).or_default() += 1;
        *counts.entry((true, *other)).or_default() += 1;
    }
    let is_only = |(one, other): &&(T, T)| counts[&(false, *one)] == 1 && counts[&(true, *other)] == 1;
    pairs.iter().filter(is_only).copied().collect()
}

/// A name as it is compared; one that says nothing is none.
pub(super) fn name(matter: &Matter<'_>) -> Option<String> {
    let folded = fold(matter.head.name.as_deref()?);
    (!folded.is_empty()).then_some(folded)
}

impl<By> Pair<By> {
    pub(super) fn place(&self, side: Side) -> Option<usize> {
        match side {
            Side::Old => self.old,
            Side::New => self.new,
        }
    }
}
