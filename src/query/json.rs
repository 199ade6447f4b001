//! The types of `dingmi query --format json` and `dingmi inspect --format json`, version 1.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::told::{Cite, Interval, Level};

/// What `dingmi query --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// The version of this format: 1.
    pub version: u32,
    /// The serial of the image that gave the answer.
    pub serial: u64,
    /// Whether the image was made for some readers only: then the answer is about the rows that these may know.
    pub is_projection: bool,
    #[serde(flatten)]
    pub says: Says,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "question")]
pub enum Says {
    /// `matter`, `name` and `search`.
    Matters {
        matters: Vec<Row>,
        /// Whether there are more than are listed.
        more: bool,
    },
    Classify(Classification),
    MayDetermine(MayDetermine),
    MayKnow {
        row: String,
        /// `yes`, `no`, or `unclear`: words that nobody can check, or no scope at all.
        answer: &'static str,
    },
    Release(Release),
    Obligations {
        row: String,
        obligations: Vec<Obligation>,
    },
}

/// A row of a catalogue.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Row {
    /// `catalogue#matter`
    pub id: String,
    /// Absent under `--redact`.
    pub name: Option<String>,
    pub level: Option<Level>,
    /// Absent under `--redact`.
    pub period: Option<String>,
    /// Absent under `--redact`.
    pub mark: Option<String>,
    /// When its catalogue is in force.
    pub in_force: Interval,
    pub file: String,
    /// From 1; `null` in an image made for some readers only.
    pub line: Option<u32>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Classification {
    pub kind: String,
    pub on: String,
    /// `settled`, `disputed`, `open` or `none`, as `dingmi classify` says.
    pub status: &'static str,
    /// The rows that are about the object.
    pub matters: Vec<Ruling>,
    /// Rows that may be about it.
    pub open: Vec<Open>,
    /// Items of disclosure lists that are about it, or may be.
    pub public: Vec<Open>,
    pub level: Option<Level>,
    /// Absent under `--redact`, as is the mark.
    pub period: Option<String>,
    pub mark: Option<String>,
    /// While rows contradict each other, the articles on what holds meanwhile.
    pub cites: Vec<Cite>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Ruling {
    #[serde(flatten)]
    pub row: Row,
    /// Whether it applies, no other going before it.
    pub applies: bool,
    /// The row that goes before it.
    pub yields_to: Option<String>,
}

/// A row or an item, and the attributes that it depends on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Open {
    pub id: String,
    pub needs: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct MayDetermine {
    pub organ: String,
    pub row: String,
    pub level: Level,
    pub on: String,
    pub may: bool,
    /// The chain from a tier on, if the answer is yes.
    pub chain: Vec<Step>,
    /// Who decides for the organ; `null` is its head by law, or nobody where the answer is no.
    pub officer: Option<String>,
    /// What stands against it, if the answer is no.
    pub reasons: Vec<Reason>,
}

/// A step of a chain.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Step {
    /// `tier`, `authorization` or `succession`.
    pub kind: &'static str,
    /// The organ that has the power by this step.
    pub organ: String,
    pub authorization: Option<String>,
    pub file: String,
    pub line: Option<u32>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Reason {
    /// `foreign` (a level of another regime), `no-regime`, `not-in-force`, `no-organ`, `no-power`, `level`, `day` or `no-decider`.
    pub kind: &'static str,
    /// Of `level`, the highest that the organ has over the row.
    pub most: Option<Level>,
    /// Of `day`, when the organ has the power; of `not-in-force`, when the catalogue is in force.
    pub days: Option<Interval>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Release {
    pub row: String,
    /// The day from which the period counts.
    pub counted_from: String,
    pub on: String,
    pub released: bool,
    /// The first day as no secret any more, where a day says so.
    pub first_day: Option<String>,
    /// What must happen, where no day says so: `event`, `long-term` or `determined`.
    pub when: Option<&'static str>,
    /// The words of the event. Absent under `--redact`.
    pub event: Option<String>,
    /// Where the period is left to the determining organ: the first day behind the longest one.
    pub at_latest: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Obligation {
    /// `record-readers`, `narrow-scope`, `mark`, `set-period`, `settle-conflict` or `review`.
    pub kind: &'static str,
    /// Of `mark`, what goes on the carrier. Absent under `--redact`.
    pub mark: Option<String>,
    /// Of `set-period`, the longest period in months.
    pub at_most_months: Option<u32>,
    /// Of `settle-conflict`, the rows.
    pub with: Vec<String>,
    /// Of `review`, the last day.
    pub by: Option<String>,
    pub cites: Vec<Cite>,
}

/// What `dingmi inspect --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Inspection {
    /// The version of this format: 1.
    pub version: u32,
    /// The version of the format of the image.
    pub format_version: u32,
    pub serial: u64,
    pub as_of: Option<String>,
    pub compiler: String,
    pub bytes: u64,
    /// BLAKE3 of the image, in hexadecimal.
    pub digest: String,
    pub is_projection: bool,
    pub catalogues: Vec<Listing>,
    pub regimes: Vec<String>,
    pub sources: Vec<Source>,
    /// The sections of the image and how many records each holds; of the text, how many bytes.
    pub sections: Vec<Section>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Listing {
    pub id: String,
    /// Absent under `--redact`.
    pub name: Option<String>,
    /// Where it is itself secret.
    pub level: Option<Level>,
    pub rows: u64,
    pub in_force: Interval,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Source {
    pub file: String,
    pub embedded: bool,
    /// BLAKE3, in hexadecimal.
    pub digest: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Section {
    pub name: &'static str,
    pub count: u64,
}
