//! When a secret ends by itself: its period counted in calendar months from its issue, or else from the notice.

use jiff::Span;
use jiff::civil::Date;

use crate::catalogue::Catalogue;
use crate::records::{Matter, Period};
use crate::words::PeriodKind;

/// The day from which a period counts (R14 article 13).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Counted {
    /// The day of issue that stands on the carrier.
    FromIssue(Date),
    /// Where none can stand there, the day on which those who know were told in writing.
    FromNotice(Date),
}

/// Whether a secret has ended, and if not, when it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Release<'a> {
    /// It has ended: this was its first day as no secret any more.
    Released(Date),
    /// It ends: this is its first day as no secret any more.
    On(Date),
    /// It ends when something happens, on no day that is known.
    When(Condition<'a>),
}

/// What must happen for a secret to end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Condition<'a> {
    /// What the row says, in the words of its author.
    Event(&'a str),
    /// It is kept for a long term: somebody must decide that it ends.
    LongTerm,
    /// The row leaves the period to the organ that determines it. That may be no longer than the longest period of the level,
    /// after which this is the first day; nothing where the regime has none.
    Determined {
        /// The first day behind the longest period.
        at_latest: Option<Date>,
    },
}

impl Counted {
    /// The day.
    pub fn day(self) -> Date {
        match self {
            Counted::FromIssue(day) | Counted::FromNotice(day) => day,
        }
    }
}

impl Catalogue {
    /// Whether what was determined by a row, at the period that the row allows at most, is released on a day.
    ///
    /// The last day of a period of years or months is the one of the same number, or the last of a month that has none: what was
    /// issued on 29 February 2024 for one year is a secret through 28 February 2025 and none from 1 March on. `until` names the
    /// last day.
    pub fn release<'a>(&self, row: Matter<'a>, counted: Counted, day: Date) -> Release<'a> {
        let Some(period) = row.period() else { return Release::When(determined(row, counted)) };
        let first = match period.kind() {
            PeriodKind::Years | PeriodKind::Months => {
                months(period).and_then(|months| first_day_after(counted.day(), months))
            }
            PeriodKind::Until => period.until().and_then(|last| last.tomorrow().ok()),
            PeriodKind::Event => return Release::When(Condition::Event(period.event().unwrap_or_default())),
            PeriodKind::LongTerm => return Release::When(Condition::LongTerm),
            PeriodKind::Unspecified => return Release::When(determined(row, counted)),
        };
        match first {
            Some(first) if first <= day => Release::Released(first),
            Some(first) => Release::On(first),
            // It ends behind the last day that a calendar has.
            None => Release::When(Condition::LongTerm),
        }
    }
}

fn determined(row: Matter<'_>, counted: Counted) -> Condition<'_> {
    let most = row.level().and_then(|level| {
        let months = if level.cap_in_months() { 1 } else { 12 };
        level.cap()?.checked_mul(months)
    });
    Condition::Determined { at_latest: most.and_then(|months| first_day_after(counted.day(), months)) }
}

/// The length of a period in calendar months.
pub(crate) fn months(period: Period<'_>) -> Option<u32> {
    match period.kind() {
        PeriodKind::Years => period.count()?.checked_mul(12),
        PeriodKind::Months => period.count(),
        PeriodKind::Until | PeriodKind::Event | PeriodKind::LongTerm | PeriodKind::Unspecified => None,
    }
}

/// The day behind so many months: their last is the day of the same number, or else the last of its month.
pub fn first_day_after(day: Date, months: u32) -> Option<Date> {
    let span = Span::new().try_months(i64::from(months)).ok()?;
    day.checked_add(span).ok()?.tomorrow().ok()
}
