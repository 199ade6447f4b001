//! What a mark says, as JSON for programs. The structs here are the published format and nothing else.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Period, Question, Reading};
use crate::diagnostic::Privacy;
use crate::model::Duration;
use crate::render::View;
use crate::render::json::Finding;

/// What `dingmi mark --format json` prints: one answer for each mark.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this format: 1.
    pub version: u32,
    /// The regime it was judged by.
    pub regime: String,
    /// The day asked for, as YYYY-MM-DD.
    pub as_of: String,
    /// The day of issue, where it was given.
    pub issued: Option<String>,
    /// Whether nothing is an error.
    pub right: bool,
    /// The level, where it can be told.
    pub level: Option<Level>,
    /// The period, where it can be told.
    pub period: Option<Length>,
    /// The mark as it should be, where there is only one that it can have been meant for. Absent under `--redact`.
    pub corrected: Option<String>,
    pub diagnostics: Vec<Finding>,
}

/// A level: id, name and rank always together. A greater rank is a higher level.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Level {
    pub id: String,
    /// Absent under `--redact`.
    pub name: Option<String>,
    pub rank: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "form", rename_all = "kebab-case")]
pub enum Length {
    Years {
        count: u32,
    },
    Months {
        count: u32,
    },
    /// The last day.
    Until {
        date: String,
    },
    /// The words of the condition; absent under `--redact`.
    Event {
        words: Option<String>,
    },
    LongTerm,
}

pub fn answer(question: &Question<'_>, regime: &str, reading: &Reading, view: &View<'_>) -> Answer {
    let is_open = view.privacy == Privacy::Open;
    Answer {
        version: 1,
        regime: regime.to_owned(),
        as_of: question.as_of.to_string(),
        issued: question.issued.map(|day| day.to_string()),
        right: reading.is_right(),
        level: reading.level.map(|level| {
            let level = question.regime.level(level);
            Level { id: level.id.clone(), name: is_open.then(|| level.name.clone()), rank: level.rank }
        }),
        period: reading.period.as_ref().map(|period| length(period, is_open)),
        corrected: reading.corrected.clone().filter(|_| is_open),
        diagnostics: reading.findings.iter().map(|finding| Finding::new(finding, view)).collect(),
    }
}

fn length(period: &Period, is_open: bool) -> Length {
    match period {
        Period::Duration(Duration::Years(count)) => Length::Years { count: *count },
        Period::Duration(Duration::Months(count)) => Length::Months { count: *count },
        Period::Until(day) => Length::Until { date: day.to_string() },
        Period::Event(words) => Length::Event { words: is_open.then(|| words.clone()) },
        Period::LongTerm => Length::LongTerm,
    }
}
