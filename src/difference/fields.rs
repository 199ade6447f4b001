//! Levels, periods, days of force: how two of them compare.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::Setting;
use super::json::{Change, Direction, What};
use super::verdict::Verdict;
use crate::diagnostic::{Arg, Message, Text};
use crate::emit::json::{Catalogue, Document, Interval, Length, LevelRef, Period, Regime};
use crate::model::Duration;
use crate::overlap::{fold, normal};

impl Change {
    pub(super) fn new(what: What, direction: Direction, verdict: Verdict) -> Self {
        Change {
            what,
            direction,
            verdict,
            old: None,
            new: None,
            gained: Vec::new(),
            lost: Vec::new(),
            now_covered: None,
            no_longer_covered: None,
        }
    }

    pub(super) fn between(self, old: Option<String>, new: Option<String>) -> Self {
        Change { old, new, ..self }
    }

    /// What is given on one side only cannot be compared: who leaves it open says neither more nor less.
    pub(super) fn one_sided(what: What, is_given: bool) -> Self {
        Change::new(what, if is_given { Direction::Given } else { Direction::Dropped }, Verdict::Incomparable)
    }
}

/// A row's level with the regime that ranks it.
pub(super) type Ranked<'d> = Option<(&'d LevelRef<'d>, Option<&'d Regime<'d>>)>;

pub(super) fn level(setting: &Setting<'_>, old: Ranked<'_>, new: Ranked<'_>) -> Option<Change> {
    let told = |level: Ranked<'_>| level.map(|(level, _)| setting.tell(&level_message(level)));
    let change = match (old, new) {
        (None, None) => return None,
        (None, Some(_)) => Change::one_sided(What::Level, true),
        (Some(_), None) => Change::one_sided(What::Level, false),
        (Some((one, old_regime)), Some((other, new_regime))) => match by_rank((one, other), [old_regime, new_regime]) {
            Some(Ordering::Equal) => return None,
            Some(Ordering::Less) => Change::new(What::Level, Direction::Raised, Verdict::Tighter),
            Some(Ordering::Greater) => Change::new(What::Level, Direction::Lowered, Verdict::Looser),
            None => Change::new(What::Level, Direction::Changed, Verdict::Incomparable),
        },
    };
    Some(change.between(told(old), told(new)))
}

/// The order that every regime gives two levels which knows both; nothing where none does or they do not agree.
fn by_rank((old, new): (&LevelRef<'_>, &LevelRef<'_>), regimes: [Option<&Regime<'_>>; 2]) -> Option<Ordering> {
    let rank = |regime: &Regime<'_>, id: &str| {
        regime.levels.iter().find(|level| level.level.id == id).map(|level| level.level.rank)
    };
    let orders =
        regimes.into_iter().flatten().filter_map(|regime| Some(rank(regime, old.id)?.cmp(&rank(regime, new.id)?)));
    let orders: Vec<Ordering> = orders.collect();
    let first = *orders.first()?;
    orders.iter().all(|order| *order == first).then_some(first)
}

pub(super) fn level_message(level: &LevelRef<'_>) -> Message {
    const LEVEL: Text = Text::new("{0}", "{0}");
    LEVEL.with([Arg::Level { id: level.id.to_owned(), name: level.name.to_owned(), rank: level.rank }])
}

pub(super) fn period(setting: &Setting<'_>, old: Option<&Period<'_>>, new: Option<&Period<'_>>) -> Option<Change> {
    let told = |period: Option<&Period<'_>>| period.map(|period| setting.tell(&period_message(&period.length)));
    let change = match (old, new) {
        (None, None) => return None,
        (None, Some(_)) => Change::one_sided(What::Period, true),
        (Some(_), None) => Change::one_sided(What::Period, false),
        (Some(one), Some(other)) => match by_length(&one.length, &other.length) {
            Some(Ordering::Equal) => return None,
            Some(Ordering::Less) => Change::new(What::Period, Direction::Lengthened, Verdict::Tighter),
            Some(Ordering::Greater) => Change::new(What::Period, Direction::Shortened, Verdict::Looser),
            None => Change::new(What::Period, Direction::Changed, Verdict::Incomparable),
        },
    };
    Some(change.between(told(old), told(new)))
}

/// Days and lengths are compared with their like; long-term goes beyond both. When an event comes nobody knows, and what is
/// left to the organ that determines may be anything.
fn by_length(old: &Length<'_>, new: &Length<'_>) -> Option<Ordering> {
    let months = |length: &Length<'_>| match length {
        Length::Years { count } => Some(u64::from(*count) * 12),
        Length::Months { count } => Some(u64::from(*count)),
        Length::Until { .. } | Length::Event { .. } | Length::LongTerm | Length::Unspecified => None,
    };
    let is_bounded =
        |length: &Length<'_>| matches!(length, Length::Years { .. } | Length::Months { .. } | Length::Until { .. });
    match (old, new) {
        (Length::LongTerm, Length::LongTerm) | (Length::Unspecified, Length::Unspecified) => Some(Ordering::Equal),
        (Length::LongTerm, other) if is_bounded(other) => Some(Ordering::Greater),
        (one, Length::LongTerm) if is_bounded(one) => Some(Ordering::Less),
        (Length::Until { date: one }, Length::Until { date: other }) => Some(day(one).cmp(&day(other))),
        (Length::Event { event: one }, Length::Event { event: other }) => {
            (normal(one) == normal(other)).then_some(Ordering::Equal)
        }
        (one, other) => Some(months(one)?.cmp(&months(other)?)),
    }
}

pub(super) fn period_message(length: &Length<'_>) -> Message {
    const PLAIN: Text = Text::new("{0}", "{0}");
    const UNTIL: Text = Text::new("until {0}", "截至 {0}");
    const LONG_TERM: Text = Text::new("long-term", "长期");
    const UNSPECIFIED: Text = Text::new("left to the determining organ", "由定密机关确定");
    match length {
        Length::Years { count } => PLAIN.with([Duration::Years(*count).arg()]),
        Length::Months { count } => PLAIN.with([Duration::Months(*count).arg()]),
        Length::Until { date } => UNTIL.with([Arg::Date(day(date))]),
        Length::Event { event } => UNTIL.with([Arg::words(&**event)]),
        Length::LongTerm => LONG_TERM.into(),
        Length::Unspecified => UNSPECIFIED.into(),
    }
}

/// The days on which a catalogue is in force. Where none are written it always is.
pub(super) fn in_force(setting: &Setting<'_>, old: &Catalogue<'_>, new: &Catalogue<'_>) -> Option<Change> {
    let [one, other] = [old, new].map(|catalogue| bounds(&catalogue.in_force));
    let is_longer = other.0 < one.0 || other.1 > one.1;
    let is_shorter = one.0 < other.0 || one.1 > other.1;
    let direction = match (is_longer, is_shorter) {
        (false, false) => return None,
        (true, false) => Direction::Lengthened,
        (false, true) => Direction::Shortened,
        (true, true) => Direction::Changed,
    };
    let change = Change::new(What::InForce, direction, Verdict::from_sides(is_longer, is_shorter));
    let told = |catalogue: &Catalogue<'_>| Some(setting.tell(&days(&catalogue.in_force)));
    Some(change.between(told(old), told(new)))
}

fn bounds(interval: &Interval) -> (Date, Date) {
    let from = interval.from.as_deref().map_or(Date::MIN, day);
    (from, interval.to.as_deref().map_or(Date::MAX, day))
}

fn days(interval: &Interval) -> Message {
    const ALWAYS: Text = Text::new("any day", "始终");
    const FROM: Text = Text::new("from {0}", "自 {0}");
    const TO: Text = Text::new("until {0}", "至 {0}");
    const BETWEEN: Text = Text::new("{0} .. {1}", "{0} .. {1}");
    let date = |text: &str| Arg::Date(day(text));
    match (interval.from.as_deref(), interval.to.as_deref()) {
        (None, None) => ALWAYS.into(),
        (Some(from), None) => FROM.with([date(from)]),
        (None, Some(to)) => TO.with([date(to)]),
        (Some(from), Some(to)) => BETWEEN.with([date(from), date(to)]),
    }
}

/// Another title is no other catalogue.
pub(super) fn title(setting: &Setting<'_>, old: &Catalogue<'_>, new: &Catalogue<'_>) -> Option<Change> {
    let [one, other] = [old, new].map(|catalogue| catalogue.head.name.as_deref().unwrap_or_default());
    let change = Change::new(What::Name, Direction::Changed, Verdict::Equal);
    (fold(one) != fold(other)).then(|| change.between(setting.words(one), setting.words(other)))
}

pub(super) fn regime(old: &Catalogue<'_>, new: &Catalogue<'_>) -> Option<Change> {
    let (one, other) = (old.regime.as_deref(), new.regime.as_deref());
    let change = Change::new(What::Regime, Direction::Changed, Verdict::Incomparable);
    (one != other).then(|| change.between(one.map(str::to_owned), other.map(str::to_owned)))
}

/// The regime that a catalogue stands under, as its document gives it.
pub(super) fn regime_of<'d>(document: &'d Document<'d>, catalogue: &Catalogue<'_>) -> Option<&'d Regime<'d>> {
    let id = catalogue.regime.as_deref()?;
    document.regimes.iter().find(|regime| regime.head.id == id)
}

pub(super) fn day(text: &str) -> Date {
    text.parse().expect("bug: a document with a day that is none")
}
