//! What the catalogue says → JSON.

use std::cell::Cell;

use dingmi_catalogue::{
    Citation, KnowerPost, KnowerSet, Level, Matter, Obligation, Period, Power, Reason, Release, ReleaseCondition,
};
use jiff::civil::Date;
use serde_json::{Value, json};

/// No list in an answer is longer.
const MOST: usize = 200;

/// Makes lists, and counts what does not fit into them: an answer that leaves something off says so.
#[derive(Default)]
pub(crate) struct Teller {
    left_off: Cell<usize>,
}

impl Teller {
    pub(crate) fn left_off(&self) -> usize {
        self.left_off.get()
    }

    pub(crate) fn list<T>(&self, items: impl IntoIterator<Item = T>, tell: impl Fn(T) -> Value) -> Value {
        let mut items = items.into_iter();
        let told: Vec<Value> = items.by_ref().take(MOST).map(tell).collect();
        self.left_off.set(self.left_off.get() + items.count());
        told.into()
    }

    pub(crate) fn cites<'a>(&self, cites: impl IntoIterator<Item = Citation<'a>>) -> Value {
        self.list(cites, |cite| json!({ "law": cite.law(), "article": cite.article() }))
    }

    /// A row with all that a reader asks first.
    pub(crate) fn row(&self, row: Matter<'_>) -> Value {
        json!({
            "question": "matter",
            "row": row.id(),
            "name": row.name(),
            "catalogue": row.listing().id(),
            "level": row.level().map(level),
            "period": row.period().map(period),
            "mark": row.mark(),
            "known_to": row.known_to_set().map(|set| self.knowers(set)),
            "conflicts": self.list(row.conflicts(), |conflict| conflict.with().id().into()),
            "note": row.note(),
            "cites": self.cites(row.cites()),
            "source": { "file": row.source().file(), "line": row.line() },
        })
    }

    /// Who may know. Who is in no list but in `words` perhaps may: nobody can check those.
    pub(crate) fn knowers(&self, set: KnowerSet<'_>) -> Value {
        let post = |post: KnowerPost<'_>| json!({ "name": post.name(), "organ": post.organ().map(|organ| organ.id()), "and_below": post.and_below() });
        json!({
            "organs": self.list(set.organs(), |whole| json!({ "organ": whole.organ().id(), "and_below": whole.and_below() })),
            "posts": self.list(set.posts(), post),
            "officers": self.list(set.officers(), |officer| officer.id().into()),
            "groups": self.list(set.groups(), |group| {
                json!({ "name": group.name(), "approved_by": group.approved_by().map(|organ| organ.id()) })
            }),
            "words": self.list(set.words(), |words| words.text().into()),
            "except_posts": self.list(set.except_posts(), post),
            "except_officers": self.list(set.except_officers(), |officer| officer.id().into()),
        })
    }

    /// A chain of powers, from the one of a tier on.
    pub(crate) fn chain(&self, power: Power<'_>) -> Value {
        self.list(power.chain(), |power| {
            json!({
                "organ": power.organ().id(),
                "basis": power.basis().id(),
                "authorization": power.authorization().map(|grant| grant.id()),
                "determines": power.determines().map(|level| level.id()),
                "from": power.from().map(day),
                "to": power.to().map(day),
            })
        })
    }

    pub(crate) fn obligation(&self, obligation: Obligation<'_>) -> Value {
        match obligation {
            Obligation::RecordReaders { cites } => json!({ "must": "record-readers", "cites": self.cites(cites) }),
            Obligation::NarrowScope { cites } => json!({ "must": "narrow-scope", "cites": self.cites(cites) }),
            Obligation::Mark { mark, sign, from, cites } => {
                json!({ "must": "mark", "mark": mark, "sign": sign, "from": from.map(day), "cites": self.cites(cites) })
            }
            Obligation::SetPeriod { at_most_months } => {
                json!({ "must": "set-period", "at_most_months": at_most_months })
            }
            Obligation::SettleConflict { with, cites } => {
                let with = self.list(with, |row| row.id().into());
                json!({ "must": "settle-conflict", "with": with, "cites": self.cites(cites) })
            }
            Obligation::Review { by } => json!({ "must": "review", "by": day(by) }),
            // A later version of the crate may know more than this service does.
            _ => json!({ "must": "something-else" }),
        }
    }
}

pub(crate) fn day(day: Date) -> String {
    day.to_string()
}

pub(crate) fn level(level: Level<'_>) -> Value {
    json!({ "id": level.id(), "name": level.name(), "rank": level.rank() })
}

pub(crate) fn period(period: Period<'_>) -> Value {
    json!({
        "kind": period.kind().id(),
        "count": period.count(),
        "until": period.until().map(day),
        "event": period.event(),
        "basis": period.basis().id(),
        "approved_by": period.approved_by().map(|organ| organ.id()),
        "words": period.words(),
    })
}

/// A row in a list of many.
pub(crate) fn row_in_brief(row: Matter<'_>) -> Value {
    json!({ "row": row.id(), "name": row.name(), "level": row.level().map(level), "mark": row.mark() })
}

pub(crate) fn reason(reason: Reason<'_>) -> Value {
    match reason {
        Reason::Foreign => json!({ "reason": "foreign" }),
        Reason::NoRegime => json!({ "reason": "no-regime" }),
        Reason::NotInForce(listing) => json!({
            "reason": "not-in-force",
            "catalogue": listing.id(),
            "from": listing.from().map(day),
            "to": listing.to().map(day),
        }),
        Reason::NoOrgan => json!({ "reason": "no-organ" }),
        Reason::NoPower => json!({ "reason": "no-power" }),
        Reason::Level(most) => json!({ "reason": "level", "at_most": most.map(level) }),
        Reason::Day(power) => {
            json!({ "reason": "day", "from": power.from().map(day), "to": power.to().map(day) })
        }
        Reason::NoDecider => json!({ "reason": "no-decider" }),
        // A later version of the crate may know more than this service does.
        _ => json!({ "reason": "something-else" }),
    }
}

/// `first_day` is the first one on which it is no secret any more.
pub(crate) fn release(release: Release<'_>) -> Value {
    match release {
        Release::Released(first) => json!({ "status": "released", "first_day": day(first), "condition": null }),
        Release::On(first) => json!({ "status": "secret", "first_day": day(first), "condition": null }),
        Release::When(condition) => {
            let condition = match condition {
                ReleaseCondition::Event(words) => json!({ "kind": "event", "event": words }),
                ReleaseCondition::LongTerm => json!({ "kind": "long-term" }),
                ReleaseCondition::Determined { at_latest } => {
                    json!({ "kind": "determined", "at_latest": at_latest.map(day) })
                }
                _ => json!({ "kind": "something-else" }),
            };
            json!({ "status": "conditional", "first_day": null, "condition": condition })
        }
        _ => json!({ "status": "something-else", "first_day": null, "condition": null }),
    }
}
