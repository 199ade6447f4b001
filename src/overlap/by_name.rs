//! Rows that say in no condition what they are about, compared by their names: with one another, and with what must be
//! public. And rows that are told to be the same as others.

use std::collections::BTreeMap;

use super::contradictions::Since;
use super::likeness::{Likeness, Likenesses};
use super::listed::Listed;
use super::objects::{Exhausted, Holder, Holders, Regions, Steps};
use super::outcome::{Difference, Outcome, Outcomes};
use super::precedence::Precedence;
use crate::limits::{self, Limit};
use crate::model::{Disclosure, Id, Matter, Model, Referent, Validity, words_text};
use crate::source::Sources;

/// What names show.
#[derive(Debug, Default)]
pub struct ByName {
    /// By the later row: rows of the same name, or told to be the same, that give something else.
    pub same: BTreeMap<Id<Matter>, Listed<Named>>,
    /// By the later row: rows of a name that is nearly the same, or lists it among others, that give something else.
    pub alike: BTreeMap<Id<Matter>, Listed<Named>>,
    /// By the later row, the first row of the same name that gives the same.
    pub twice: BTreeMap<Id<Matter>, Id<Matter>>,
    /// By the row, what must be public.
    pub disclosed: BTreeMap<Id<Matter>, Listed<DisclosedName>>,
    /// The limit within which nothing could be said of names that are alike, or of names at all.
    pub overflow: Option<&'static Limit>,
}

/// Another row of a name, and in what they differ.
#[derive(Clone, Debug)]
pub struct Named {
    pub other: Id<Matter>,
    pub difference: Difference,
    pub since: Since,
    pub how: How,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    Equal,
    /// It is written that they are.
    Told,
    Near,
    /// All that the later row names, the other names too.
    Within,
    Contains,
}

/// An item of a disclosure list that has the name of a row, or names it among others, or is named by it.
#[derive(Clone, Debug)]
pub struct DisclosedName {
    pub list: Id<Disclosure>,
    pub item: usize,
    pub since: Since,
}

/// A holder with a name.
#[derive(Clone, Copy)]
struct Entry {
    holder: Holder,
    /// Whether it says in conditions what it is about.
    is_about: bool,
}

pub(super) struct Names<'s, 'm> {
    pub(super) model: &'m Model,
    pub(super) regions: &'s Regions<'m>,
    pub(super) outcomes: &'s Outcomes<'m>,
    pub(super) precedence: &'s Precedence<'m>,
}

/// What the names of all that have one are to each other.
pub(super) fn likenesses(model: &Model, sources: &Sources) -> Likenesses {
    let holders = Holders::of(model);
    let named = holders.named();
    let title = |at: u32| holders.title(named[at as usize]).expect("bug: an entry without a name");
    Likenesses::of_all(named.len() as u32, |at| words_text(sources, title(at)))
}

impl Names<'_, '_> {
    /// `likenesses` are those of all that have a name.
    pub(super) fn find(&self, likenesses: &Likenesses) -> ByName {
        let mut found = ByName::default();
        let entries = self.regions.named();
        found.overflow = likenesses.overflow();
        let mut steps = Steps(limits::OVERLAP_STEPS.most);
        let result = self.told(&mut found).and_then(|()| {
            likenesses.equal().iter().try_for_each(|group| self.equal(&entries, group, &mut found, &mut steps))?;
            self.alike(&entries, likenesses, &mut found, &mut steps)
        });
        if let Err(Exhausted) = result {
            found.overflow = Some(&limits::OVERLAP_STEPS);
        }
        found
    }

    fn entry(&self, number: u32) -> Entry {
        let covered = self.regions.covered(number);
        // What means nothing is said all the same: a name is no substitute for it.
        let is_about = !covered.clauses.is_empty() || covered.is_faulty;
        Entry { holder: self.regions.holder(number), is_about }
    }

    /// Rows that are told to be the same: whatever they are about, they are one.
    fn told(&self, found: &mut ByName) -> Result<(), Exhausted> {
        for (row, matter) in self.model.matters.iter() {
            for at in &matter.same_as {
                let Referent::Matter(other) = at.value else { continue };
                let (first, later) = (row.min(other), row.max(other));
                if let Some((difference, since)) = self.contradicts(first, later) {
                    let named = Named { other: first, difference, since, how: How::Told };
                    found.same.entry(later).or_default().add(named, |named| named.other);
                }
            }
        }
        Ok(())
    }

    /// The members of a group by what they give: of those that give the same only as many are looked at as it takes.
    fn equal(&self, entries: &[u32], group: &[u32], found: &mut ByName, steps: &mut Steps) -> Result<(), Exhausted> {
        let mut classes: Vec<(Outcome, Vec<Entry>)> = Vec::new();
        let mut items = Vec::new();
        for entry in group.iter().map(|at| self.entry(entries[*at as usize])) {
            let Holder::Matter(row) = entry.holder else {
                items.push(entry);
                continue;
            };
            self.add_to_classes(row, &entry, &classes, found, steps)?;
            let outcome = self.outcomes.outcome(row);
            match classes.iter_mut().find(|(known, _)| *known == outcome) {
                Some((_, members)) => members.push(entry),
                None => classes.push((outcome, vec![entry])),
            }
        }
        for (item, (_, members)) in items.iter().flat_map(|item| classes.iter().map(move |class| (item, class))) {
            for row in members {
                steps.spend(1)?;
                self.disclosed(row, item, found);
            }
        }
        Ok(())
    }

    fn add_to_classes(
        &self,
        row: Id<Matter>,
        entry: &Entry,
        classes: &[(Outcome, Vec<Entry>)],
        found: &mut ByName,
        steps: &mut Steps,
    ) -> Result<(), Exhausted> {
        for (_, members) in classes {
            for other in members.iter().filter(|other| !(other.is_about && entry.is_about)) {
                steps.spend(1)?;
                let Holder::Matter(other) = other.holder else { continue };
                if let Some((difference, since)) = self.contradicts(other, row) {
                    let named = Named { other, difference, since, how: How::Equal };
                    let listed = found.same.entry(row).or_default();
                    listed.add(named, |named| named.other);
                    if listed.is_full() {
                        return Ok(());
                    }
                    break;
                }
                if self.is_twice(other, row) {
                    found.twice.entry(row).or_insert(other);
                    break;
                }
            }
        }
        Ok(())
    }

    /// Pairs of groups whose names are alike, all of one with all of the other.
    fn alike(
        &self,
        entries: &[u32],
        likenesses: &Likenesses,
        found: &mut ByName,
        steps: &mut Steps,
    ) -> Result<(), Exhausted> {
        let groups: BTreeMap<u32, &Vec<u32>> = likenesses.equal().iter().map(|group| (group[0], group)).collect();
        for alike in likenesses.alike() {
            let members = |at: &u32| groups.get(at).map_or_else(|| vec![*at], |group| (*group).clone());
            let (first, second) = (members(&alike.first), members(&alike.second));
            for one in &first {
                for other in &second {
                    steps.spend(1)?;
                    let (one, other) = (self.entry(entries[*one as usize]), self.entry(entries[*other as usize]));
                    self.alike_pair(&one, &other, alike.likeness, found);
                }
            }
        }
        Ok(())
    }

    fn alike_pair(&self, one: &Entry, other: &Entry, likeness: Likeness, found: &mut ByName) {
        match (one.holder, other.holder) {
            (Holder::Matter(row), Holder::Matter(of_other)) if !(one.is_about && other.is_about) => {
                let (first, later) = (row.min(of_other), row.max(of_other));
                let is_part = |row: Id<Matter>, whole: Id<Matter>| {
                    self.model.matters[row].part_of.iter().any(|at| at.value == Referent::Matter(whole))
                };
                if is_part(first, later) || is_part(later, first) {
                    return;
                }
                let how = match if later == row { likeness } else { likeness.turned() } {
                    Likeness::Near => How::Near,
                    Likeness::Within => How::Within,
                    Likeness::Contains => How::Contains,
                };
                if let Some((difference, since)) = self.contradicts(first, later) {
                    let named = Named { other: first, difference, since, how };
                    found.alike.entry(later).or_default().add(named, |named| named.other);
                }
            }
            (Holder::Matter(_), Holder::Item(..)) if likeness != Likeness::Near => self.disclosed(one, other, found),
            (Holder::Item(..), Holder::Matter(_)) if likeness != Likeness::Near => self.disclosed(other, one, found),
            _ => {}
        }
    }

    /// In what two rows contradict each other with nothing written that settles it, and from when.
    fn contradicts(&self, one: Id<Matter>, other: Id<Matter>) -> Option<(Difference, Since)> {
        let difference = self.outcomes.difference(one, other);
        if difference.is_none() || self.precedence.first(one, other).is_some() {
            return None;
        }
        let catalogue = |row: Id<Matter>| &self.model.catalogues[self.model.matters[row].catalogue];
        let is_faulty = |row: Id<Matter>| self.model.matters[row].relations_faulty || catalogue(row).relations_faulty;
        if is_faulty(one) || is_faulty(other) {
            return None;
        }
        Some((difference, catalogue(one).in_force.and(catalogue(other).in_force)?.from))
    }

    /// Whether two rows give the same while both are in force, and nobody says how they belong together.
    fn is_twice(&self, one: Id<Matter>, other: Id<Matter>) -> bool {
        let catalogue = |row: Id<Matter>| &self.model.catalogues[self.model.matters[row].catalogue];
        let is_now = catalogue(one).in_force.and(catalogue(other).in_force).is_some();
        is_now && self.outcomes.agree(one, other) && !super::contradictions::is_told_same(self.model, one, other)
    }

    fn disclosed(&self, row: &Entry, item: &Entry, found: &mut ByName) {
        let (Holder::Matter(id), Holder::Item(list, at)) = (row.holder, item.holder) else { return };
        let life: Validity = self.model.catalogues[self.model.matters[id].catalogue].in_force;
        let Some(days) = life.and(self.model.disclosures[list].in_force) else { return };
        if !(row.is_about && item.is_about) {
            let disclosed = DisclosedName { list, item: at, since: days.from };
            found.disclosed.entry(id).or_default().add(disclosed, |each| (each.list, each.item));
        }
    }
}
