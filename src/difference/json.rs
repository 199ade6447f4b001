//! A difference as JSON for programs. The structs here are the published format, and text and Markdown are made of them.

use schemars::JsonSchema;
use serde::Serialize;

use super::verdict::Verdict;
use crate::answers::told::Cite;

/// What `dingmi diff --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Diff {
    /// The version of this format: 1.
    pub version: u32,
    /// The day on which it is said who may determine and who must approve, as YYYY-MM-DD.
    pub on: String,
    /// Of everything together.
    pub verdict: Verdict,
    /// How many rows have each verdict, those that did not change aside.
    pub counts: Counts,
    /// The catalogues in which something changed: those of the newer side in their order, then those that are gone.
    pub catalogues: Vec<CatalogueDiff>,
    /// Waivers that came or went. They change what a check reports and no row.
    pub waivers: Vec<WaiverDiff>,
    /// Who must approve what changed.
    pub approvals: Vec<Approval>,
}

/// Rows that came, went or changed.
#[derive(Clone, Copy, Debug, Default, Serialize, JsonSchema)]
pub struct Counts {
    pub added: usize,
    pub removed: usize,
    pub tighter: usize,
    pub looser: usize,
    pub incomparable: usize,
    /// Under another name or number, and otherwise the same.
    pub equal: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct CatalogueDiff {
    /// By id; `null` where it was added.
    pub old: Option<CatalogueRef>,
    /// By id; `null` where it was removed.
    pub new: Option<CatalogueRef>,
    /// Why they are held against each other; `null` where one stands alone.
    pub by: Option<CatalogueBy>,
    /// Of its rows and of what changed in the whole.
    pub verdict: Verdict,
    /// What changed in the whole, and so for each of its rows.
    pub changes: Vec<Change>,
    /// The rows that came, went or changed: those of the newer side in their order, then those that are gone.
    pub rows: Vec<RowDiff>,
    /// Rows that did not change.
    pub unchanged: usize,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CatalogueRef {
    pub id: String,
    /// Absent under `--redact`.
    pub title: Option<String>,
    /// Only a part of the published text stands there: what it lacks may not have been removed.
    pub is_excerpt: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CatalogueBy {
    /// They have one id.
    Id,
    /// One says that it takes the place of the other.
    Replaces,
    /// Each is the only one of its side that is not paired.
    Alone,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RowBy {
    /// They have one number.
    Id,
    /// They have one name.
    Name,
    /// Their names are two of one matter.
    LikeName,
    /// They cover the same objects.
    Objects,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct RowDiff {
    /// `null` where the row was added.
    pub old: Option<RowRef>,
    /// `null` where the row was removed.
    pub new: Option<RowRef>,
    /// Why they are one row; `null` where one stands alone.
    pub by: Option<RowBy>,
    pub verdict: Verdict,
    pub changes: Vec<Change>,
    /// Of a row that was added or removed: rows that were removed or added and have objects in common with it.
    pub shared: Vec<Shared>,
    /// There are more of these than are listed.
    pub shared_more: usize,
    /// An object of it that is in none of these; `null` where there is no such object, or none to speak of.
    pub unshared: Option<Example>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RowRef {
    /// `catalogue#matter`
    pub id: String,
    /// Absent under `--redact`.
    pub name: Option<String>,
    /// Absent where the row leaves it open.
    pub level: Option<String>,
    /// Absent where the row leaves it open.
    pub period: Option<String>,
}

/// Another row with objects in common, and what it says of these that is not the same.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Shared {
    /// `catalogue#matter`
    pub row: String,
    /// From the older row to the newer one.
    pub changes: Vec<Change>,
}

/// Something that is not the same.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Change {
    pub what: What,
    pub direction: Direction,
    pub verdict: Verdict,
    /// In words, what was; `null` where that is no single thing.
    pub old: Option<String>,
    /// In words, what is.
    pub new: Option<String>,
    /// In words, what came: roles, organs, rows.
    pub gained: Vec<String>,
    /// In words, what went.
    pub lost: Vec<String>,
    /// An object that was not covered and is.
    pub now_covered: Option<Example>,
    /// An object that was covered and is not.
    pub no_longer_covered: Option<Example>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    Number,
    Name,
    Level,
    Period,
    KnownTo,
    /// The objects.
    Covers,
    /// Who may determine.
    Authority,
    /// Which rows go before which.
    Precedence,
    /// Who may produce it.
    ProducedBy,
    /// Of a catalogue: the days on which it is in force.
    InForce,
    /// Of a catalogue: the law it stands under.
    Regime,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    Raised,
    Lowered,
    Lengthened,
    Shortened,
    Widened,
    Narrowed,
    Grown,
    Shrunk,
    Gained,
    Lost,
    /// Another one, of which neither is more.
    Changed,
    /// It was not given before.
    Given,
    /// It is not given any more.
    Dropped,
    /// It is too large to be compared.
    Unknown,
}

/// An object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Example {
    /// Its kind, by id.
    pub kind: Option<String>,
    /// Absent under `--redact`.
    pub kind_title: Option<String>,
    /// What is not named may have any value. Absent under `--redact`.
    pub values: Option<Vec<ExampleValue>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExampleValue {
    /// By id.
    pub attribute: String,
    pub title: Option<String>,
    /// As one writes it in a condition.
    pub value: String,
    /// As it is shown: a choice by its title.
    pub text: String,
}

/// A finding that is accepted on one side only.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct WaiverDiff {
    /// `true`: it came; `false`: it went.
    pub added: bool,
    pub rule: Option<String>,
    pub on: Option<String>,
    pub approved_by: Option<String>,
    pub until: Option<String>,
}

/// Who decides changes of one sort to one catalogue.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Approval {
    /// The catalogue, by id.
    pub catalogue: String,
    /// The law that says so, by the id of its regime.
    pub regime: String,
    /// The changes: `level`, `period`, `known-to`, or `matter` for which matters there are and what each covers.
    pub of: Vec<&'static str>,
    /// Who decides: those who made it, or who carries on for them.
    pub by: Vec<Approver>,
    /// Their superiors, who may decide as well.
    pub superiors: Vec<String>,
    /// It takes all of `by` together, not one of them.
    pub together: bool,
    /// The articles that say so.
    pub cites: Vec<Cite>,
    /// The articles by which a successor decides, where one does.
    pub succession_cites: Vec<Cite>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Approver {
    /// The organ, by id.
    pub organ: String,
    /// Absent under `--redact`.
    pub title: Option<String>,
    /// Those before it, which ended, the first one first.
    pub succeeds: Vec<String>,
    /// It ended too, and nobody is named who carries on.
    pub ended: bool,
}

impl Diff {
    /// Whether nothing changed at all.
    pub fn is_empty(&self) -> bool {
        self.catalogues.is_empty() && self.waivers.is_empty()
    }

    /// Whether anything has a verdict: a row, or what changed in a whole catalogue.
    pub fn has(&self, verdict: Verdict) -> bool {
        let parts = self.catalogues.iter().flat_map(|catalogue| {
            let rows = catalogue.rows.iter().map(|row| row.verdict);
            catalogue.changes.iter().map(|change| change.verdict).chain(rows)
        });
        parts.into_iter().any(|each| each == verdict)
    }

    /// Whether anything is looser, or tighter, in any part of it, or nobody can say that it is not.
    pub fn may_be(&self, verdict: Verdict) -> bool {
        self.catalogues.iter().any(|catalogue| {
            catalogue.changes.iter().any(|change| change.may_be(verdict))
                || catalogue.rows.iter().any(|row| row.may_be(verdict))
        })
    }
}

impl RowDiff {
    fn may_be(&self, verdict: Verdict) -> bool {
        let shared = self.shared.iter().flat_map(|each| &each.changes);
        // Of a row that stands alone, what no other row shares came or went with it.
        let alone = match (&self.old, &self.new) {
            (None, _) => Verdict::Tighter,
            (_, None) => Verdict::Looser,
            (Some(_), Some(_)) => Verdict::Equal,
        };
        self.verdict == verdict
            || (alone == verdict && self.unshared.is_some())
            || self.changes.iter().chain(shared).any(|change| change.may_be(verdict))
    }
}

impl Change {
    fn may_be(&self, verdict: Verdict) -> bool {
        let is_protection = !matches!(self.what, What::Number | What::Authority | What::ProducedBy);
        // What is given now keeps no less secret than what was left open, and the other way round.
        let is_surely_not = match verdict {
            Verdict::Looser => self.direction == Direction::Given,
            Verdict::Tighter => self.direction == Direction::Dropped,
            Verdict::Equal | Verdict::Incomparable => true,
        };
        let is_open = self.verdict == Verdict::Incomparable && is_protection && !is_surely_not;
        self.verdict == verdict || is_open
    }
}

/// The JSON Schema of the format, as published in `docs/`.
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Diff)
}
