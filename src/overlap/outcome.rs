//! What a row gives: level, period and who may know; and in what two rows differ.

use std::collections::BTreeMap;
use std::hash::BuildHasher as _;
use std::num::NonZeroU32;

use hashbrown::DefaultHashBuilder;
use jiff::civil::Date;
use rayon::prelude::*;
use smallvec::SmallVec;

use super::names::normal;
use super::scopes::Scopes;
use crate::ast::Length;
use crate::model::{Context, Id, LevelId, Matter, Model, Regime};

/// What every row gives, so that two are compared by a few numbers.
#[derive(Debug)]
pub struct Outcomes<'m> {
    model: &'m Model,
    /// By row, the number of the id of its level.
    levels: Vec<Option<Number>>,
    /// By row.
    periods: Vec<Option<Kept>>,
    /// By row, the number of its set.
    sets: Vec<Option<Number>>,
    /// By number, from 1: whether words are in the set of which nobody can say whom they mean.
    has_words: Vec<bool>,
}

/// From 1, so that none takes no room.
type Number = NonZeroU32;

/// How long a secret is kept, as far as that is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kept {
    Months(u32),
    Until(Date),
    /// By the number of its words.
    Event(u32),
    LongTerm,
}

/// All that a row gives, to be compared as a whole.
pub(super) type Outcome = (Option<(Option<Id<Regime>>, LevelId)>, Option<Kept>, Option<Number>);

/// The fields in which two rows contradict each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Difference {
    pub level: bool,
    pub period: bool,
    pub scope: ScopeDifference,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum ScopeDifference {
    #[default]
    None,
    /// They are written in different words, of which nobody can say whom they mean.
    InWords,
    Proved,
}

impl Difference {
    pub fn is_none(self) -> bool {
        self == Difference::default()
    }

    /// The fields, as the compiled catalogue and other published formats name them.
    pub fn fields(self) -> Vec<&'static str> {
        let scope = self.scope != ScopeDifference::None;
        let fields = [(self.level, "level"), (self.period, "period"), (scope, "known-to")];
        fields.into_iter().filter(|(differs, _)| *differs).map(|(_, field)| field).collect()
    }

    /// Whether they differ in more than words that nobody can check.
    pub fn is_proved(self) -> bool {
        self.level || self.period || self.scope == ScopeDifference::Proved
    }
}

impl<'m> Outcomes<'m> {
    pub fn of(context: &Context<'m>, scopes: &Scopes<'_>) -> Self {
        let model = context.model;
        let mut events = BTreeMap::new();
        let mut ids: BTreeMap<&str, Number> = BTreeMap::new();
        let (sets, has_words) = numbered(model, scopes);
        let (levels, periods) = (Vec::with_capacity(sets.len()), Vec::with_capacity(sets.len()));
        let mut outcomes = Outcomes { model, levels, periods, sets, has_words };
        for matter in model.matters.values() {
            outcomes.levels.push(model.level_of(matter).map(|level| {
                let next = number(ids.len());
                *ids.entry(&level.id).or_insert(next)
            }));
            let length = matter.period.get().map(|period| period.length);
            outcomes.periods.push(length.and_then(|length| kept(context, length, &mut events)));
        }
        outcomes
    }

    pub(super) fn outcome(&self, row: Id<Matter>) -> Outcome {
        let matter = &self.model.matters[row];
        let regime = self.model.catalogues[matter.catalogue].regime;
        let level = matter.level.get().map(|level| (regime, *level));
        (level, self.periods[row.index()], self.sets[row.index()])
    }

    /// What both say and say differently. What one of them leaves open contradicts nothing.
    pub fn difference(&self, one: Id<Matter>, other: Id<Matter>) -> Difference {
        let at = |id: Id<Matter>| id.index();
        let both = |one: Option<Number>, other: Option<Number>| one.zip(other).filter(|(one, other)| one != other);
        let periods = self.periods[at(one)].zip(self.periods[at(other)]);
        let scope = match both(self.sets[at(one)], self.sets[at(other)]) {
            None => ScopeDifference::None,
            Some((one, other)) if self.has_words(one) || self.has_words(other) => ScopeDifference::InWords,
            Some(_) => ScopeDifference::Proved,
        };
        Difference {
            // Levels of two regimes are the same if they have the same id.
            level: both(self.levels[at(one)], self.levels[at(other)]).is_some(),
            period: periods.is_some_and(|(one, other)| one != other),
            scope,
        }
    }

    fn has_words(&self, set: Number) -> bool {
        self.has_words[set.get() as usize - 1]
    }

    /// Whether the one says everything that the other says, so that the other may go.
    pub fn says_all_of(&self, one: Id<Matter>, other: Id<Matter>) -> bool {
        let said = |row: Id<Matter>| {
            let matter = &self.model.matters[row];
            [matter.level.get().is_some(), matter.period.get().is_some(), matter.known_to.get().is_some()]
        };
        let length = |row: Id<Matter>| self.periods[row.index()].is_some();
        said(one).iter().zip(said(other)).all(|(one, other)| *one || !other) && length(one) == length(other)
    }

    /// Whether they say the same in something, and differ in nothing.
    pub fn agree(&self, one: Id<Matter>, other: Id<Matter>) -> bool {
        let says = |id: Id<Matter>| self.levels[id.index()].is_some();
        says(one) && says(other) && self.difference(one, other).is_none()
    }
}

/// By row the number of its set, equal for equal sets, and by number whether there are words in it. The number is that of
/// the first class that says the set. Sets are not kept: those of one hash are worked out again.
fn numbered(model: &Model, scopes: &Scopes<'_>) -> (Vec<Option<Number>>, Vec<bool>) {
    let hasher = DefaultHashBuilder::default();
    let count = scopes.class_count() as u32;
    let hash_of = |class: u32| scopes.of_class(class).map(|set| (hasher.hash_one(&*set), class, set.has_words()));
    let hashes = (0..count).into_par_iter().with_min_len(CLASSES_AT_ONCE).filter_map(hash_of);
    let mut hashes: Vec<(u64, u32, bool)> = hashes.collect();
    hashes.par_sort_unstable();
    let mut numbers: Vec<Option<Number>> = vec![None; count as usize];
    let mut has_words = vec![false; count as usize];
    for run in hashes.chunk_by(|one, other| one.0 == other.0) {
        let mut firsts: SmallVec<[u32; 1]> = SmallVec::new();
        for (_, class, words) in run {
            let is_same = |first: &&u32| scopes.of_class(**first) == scopes.of_class(*class);
            let first = firsts.iter().find(is_same).copied();
            firsts.extend(first.is_none().then_some(*class));
            numbers[*class as usize] = Some(number(first.unwrap_or(*class) as usize));
            has_words[*class as usize] = *words;
        }
    }
    let of_row = |row: Id<Matter>| scopes.class(row).and_then(|class| numbers[class as usize]);
    (model.matters.ids().map(of_row).collect(), has_words)
}

fn number(place: usize) -> Number {
    u32::try_from(place + 1).ok().and_then(Number::new).expect("bug: more rows than the limit on declarations")
}

/// What a thread does at the least.
const CLASSES_AT_ONCE: usize = 256;

/// A period that the catalogue leaves to the determining organ says nothing that another could contradict.
fn kept(context: &Context<'_>, length: Length, events: &mut BTreeMap<String, u32>) -> Option<Kept> {
    Some(match length {
        Length::Duration(duration) => Kept::Months(duration.months()),
        Length::Until(date) => Kept::Until(date),
        Length::Event(words) => {
            let next = events.len() as u32;
            Kept::Event(*events.entry(normal(&context.words(words))).or_insert(next))
        }
        Length::LongTerm => Kept::LongTerm,
        Length::Unspecified => return None,
    })
}
