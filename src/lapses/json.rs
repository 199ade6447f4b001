//! What ends, as JSON for programs. The structs here are the published format and nothing else.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::Lapse;
use crate::source::{Sources, Span};

/// What `dingmi expiring --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Expiring {
    /// The version of this format: 1.
    pub version: u32,
    /// The first day looked at, as YYYY-MM-DD. What held before it for the last time is not listed.
    pub from: String,
    /// The last day looked at, included.
    pub through: String,
    pub lapses: Vec<Entry>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Entry {
    /// One of authorization, revocation, waiver, catalogue, review, officer.
    pub what: String,
    /// The declaration; of a waiver, the one that it is for.
    pub id: String,
    /// The code of the rule that a waiver is for.
    pub rule: Option<String>,
    /// The last day on which it holds, as YYYY-MM-DD; of a review, the day by which it is due.
    pub last_day: String,
    /// From the first day looked at: 0 where that is the last day.
    pub days_left: i32,
    pub place: Place,
}

/// Where the day stands.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Place {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters (Unicode scalar values), from 1.
    pub column: usize,
}

pub fn render(lapses: &[Lapse], from: Date, through: Date, sources: &Sources) -> String {
    let expiring = Expiring {
        version: 1,
        from: from.to_string(),
        through: through.to_string(),
        lapses: lapses.iter().map(|lapse| Entry::new(lapse, sources)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&expiring).expect("bug: what ends is always JSON");
    text.push('\n');
    text
}

impl Entry {
    fn new(lapse: &Lapse, sources: &Sources) -> Self {
        Entry {
            what: lapse.end.id().into(),
            id: lapse.subject.clone(),
            rule: lapse.rule.map(Into::into),
            last_day: lapse.last.to_string(),
            days_left: lapse.days_left,
            place: Place::new(lapse.span, sources),
        }
    }
}

impl Place {
    pub(crate) fn new(span: Span, sources: &Sources) -> Self {
        let at = sources.line_column(span);
        Place { file: sources.name_of(span).into(), line: at.line, column: at.column }
    }
}
