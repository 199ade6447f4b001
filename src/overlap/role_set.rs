//! A set of roles, exact and in one form only: equal sets are equal values.

use smallvec::SmallVec;

use super::stretches::Stretches;
use crate::model::{Id, Officer};

/// Who may know.
///
/// An organ that is taken whole stands in `staff`, and with it each of its posts and officers, whether anybody speaks of
/// them or not. Posts and officers are written only where they differ from that.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct RoleSet {
    /// The organs, by number, whose staff is in.
    pub(super) staff: Stretches,
    /// By title, ascending: the organs whose holders of that post are in, where these are others than `staff`. The number
    /// behind the last organ stands for what is no declared organ's.
    pub(super) posts: SmallVec<[(u32, Stretches); 2]>,
    /// By officer, ascending: whether one is in, where that differs from the staff of the organ.
    pub(super) officers: SmallVec<[(Numbered, bool); 1]>,
    /// Ascending.
    pub(super) groups: Numbers,
    /// Words that nobody can check, each an element of its own; ascending.
    pub(super) words: Numbers,
}

/// An officer and the number of its organ.
type Numbered = (Id<Officer>, u32);

/// Most sets have few of them, which take no memory of their own.
pub(super) type Numbers = SmallVec<[u32; 4]>;

impl RoleSet {
    pub fn union(&self, other: &Self) -> Self {
        self.combine(other, |mine, theirs| mine || theirs)
    }

    /// What is in this one and not in the other.
    pub fn minus(&self, other: &Self) -> Self {
        self.combine(other, |mine, theirs| mine && !theirs)
    }

    pub fn intersection(&self, other: &Self) -> Self {
        self.combine(other, |mine, theirs| mine && theirs)
    }

    pub fn is_within(&self, other: &Self) -> bool {
        self.minus(other).is_empty()
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        !self.intersection(other).is_empty()
    }

    pub fn is_empty(&self) -> bool {
        *self == RoleSet::default()
    }

    /// Whether words stand in it of which nobody can say whom they mean.
    pub fn has_words(&self) -> bool {
        !self.words.is_empty()
    }

    /// The set without such words.
    pub fn without_words(mut self) -> Self {
        self.words.clear();
        self
    }

    /// Puts officers, groups and words into their order, each once.
    pub(super) fn in_order(&mut self) {
        self.officers.sort_unstable();
        self.officers.dedup();
        for numbers in [&mut self.groups, &mut self.words] {
            numbers.sort_unstable();
            numbers.dedup();
        }
    }

    /// The same with the staff of some organs, where it has no staff yet.
    pub(super) fn and_staff(mut self, staff: Stretches) -> Self {
        debug_assert!(self.staff.is_empty(), "bug: posts were written against another staff");
        if staff.is_empty() {
            return self;
        }
        self.posts.iter_mut().for_each(|(_, organs)| *organs = organs.or(&staff));
        self.posts.retain(|(_, organs)| *organs != staff);
        self.officers.retain(|((_, home), _)| !staff.contains(*home));
        RoleSet { staff, ..self }
    }

    /// The whole organs in it.
    pub fn organs_only(&self) -> Self {
        RoleSet { staff: self.staff.clone(), ..RoleSet::default() }
    }

    /// Whether it holds the staff of an organ, and not only posts, officers and groups.
    pub fn has_organ(&self) -> bool {
        !self.staff.is_empty()
    }

    /// Whether it holds the staff of each organ that stands whole in the other, though perhaps not each post.
    pub fn has_staff_of(&self, other: &Self) -> bool {
        other.staff.is_within(&self.staff)
    }

    /// How much memory it takes, about.
    pub(super) fn size(&self) -> usize {
        let posts: usize = self.posts.iter().map(|(_, organs)| organs.size() + 1).sum();
        self.staff.size() + posts + self.officers.len() + self.groups.len() + self.words.len()
    }

    pub(super) fn post(&self, title: u32) -> &Stretches {
        let at = self.posts.binary_search_by_key(&title, |(each, _)| *each);
        at.map_or(&self.staff, |at| &self.posts[at].1)
    }

    pub(super) fn officer(&self, officer: (Id<Officer>, u32)) -> bool {
        let at = self.officers.binary_search_by_key(&officer, |(each, _)| *each);
        at.map_or_else(|_| self.staff.contains(officer.1), |at| self.officers[at].1)
    }

    fn combine(&self, other: &Self, keep: fn(bool, bool) -> bool) -> Self {
        let staff = self.staff.combine(&other.staff, keep);
        let titles = both(self.posts.iter().chain(&other.posts).map(|(title, _)| *title));
        let posts = titles.into_iter().map(|title| (title, self.post(title).combine(other.post(title), keep)));
        let posts = posts.filter(|(_, organs)| *organs != staff).collect();
        let officers = both(self.officers.iter().chain(&other.officers).map(|(officer, _)| *officer));
        let officers = officers.into_iter().map(|each| (each, keep(self.officer(each), other.officer(each))));
        let officers = officers.filter(|((_, home), is_in)| staff.contains(*home) != *is_in).collect();
        let groups = members(&self.groups, &other.groups, keep);
        let words = members(&self.words, &other.words, keep);
        RoleSet { staff, posts, officers, groups, words }
    }
}

/// Each thing once, in order.
fn both<T: Ord>(things: impl Iterator<Item = T>) -> Vec<T> {
    let mut things: Vec<T> = things.collect();
    things.sort_unstable();
    things.dedup();
    things
}

fn members(mine: &[u32], theirs: &[u32], keep: fn(bool, bool) -> bool) -> Numbers {
    let is_in = |numbers: &[u32], each: &u32| numbers.binary_search(each).is_ok();
    let all = both(mine.iter().chain(theirs).copied()).into_iter();
    all.filter(|each| keep(is_in(mine, each), is_in(theirs, each))).collect()
}
