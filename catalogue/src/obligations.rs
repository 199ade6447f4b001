//! What follows from a row for those who hold such secrets.

use jiff::civil::Date;

use crate::catalogue::Catalogue;
use crate::records::{Citation, Matter};

/// Something that must be done.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Obligation<'a> {
    /// Everyone who knows is put down in writing (R14 article 14).
    RecordReaders {
        /// The articles on the level.
        cites: Vec<Citation<'a>>,
    },
    /// Who may know is narrowed from organs to posts or persons (L10 article 16).
    NarrowScope {
        /// The articles on the level.
        cites: Vec<Citation<'a>>,
    },
    /// A carrier is marked (R14 article 15).
    Mark {
        /// What goes on it; nothing where the row leaves level or period to the organ that determines.
        mark: Option<&'a str>,
        /// The sign that stands between level and period.
        sign: &'a str,
        /// The first day from which both must stand there; nothing is always.
        from: Option<Date>,
        /// The articles on marks.
        cites: Vec<Citation<'a>>,
    },
    /// The organ that determines sets a period itself, within the longest one of the level (R14 article 13).
    SetPeriod {
        /// The longest period in calendar months.
        at_most_months: Option<u32>,
    },
    /// While other rows contradict it, the highest level of them holds until it is settled (R14 article 20).
    SettleConflict {
        /// The rows.
        with: Vec<Matter<'a>>,
        /// The articles on it.
        cites: Vec<Citation<'a>>,
    },
    /// The catalogue is looked at again by a day.
    Review {
        /// The last day.
        by: Date,
    },
}

impl Catalogue {
    /// What follows from a row, from what its regime says of its level, of marks and of conflicts.
    pub fn obligations<'a>(&self, row: Matter<'a>) -> Vec<Obligation<'a>> {
        let mut found = Vec::new();
        let level = row.level();
        if let Some(level) = level.filter(|level| level.record_readers()) {
            found.push(Obligation::RecordReaders { cites: level.cites().collect() });
        }
        if let Some(level) = level.filter(|level| level.narrowed()) {
            found.push(Obligation::NarrowScope { cites: level.cites().collect() });
        }
        let regime = row.listing().regime();
        if let Some((regime, sign)) = regime.and_then(|regime| Some((regime, regime.mark_sign()?))) {
            let cites = regime.mark_cites().collect();
            found.push(Obligation::Mark { mark: row.mark(), sign, from: regime.mark_from(), cites });
        }
        if row.period().is_none_or(|period| period.kind() == crate::words::PeriodKind::Unspecified) {
            let most = level.and_then(|level| level.cap()?.checked_mul(if level.cap_in_months() { 1 } else { 12 }));
            found.push(Obligation::SetPeriod { at_most_months: most });
        }
        if row.conflicts().len() > 0 {
            let cites = regime.map(|regime| regime.conflict_cites().collect()).unwrap_or_default();
            found.push(Obligation::SettleConflict { with: row.conflicts().map(|each| each.with()).collect(), cites });
        }
        if let Some(by) = row.listing().review_by() {
            found.push(Obligation::Review { by });
        }
        found
    }
}
