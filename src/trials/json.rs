//! What came of tests, as JSON for programs. The structs here are the published format and nothing else.

use schemars::JsonSchema;
use serde::Serialize;

use super::Trial;
use super::coverage::{self, Coverage};
use crate::diagnostic::{Lang, Message, Privacy};
use crate::lapses::json::Place as Position;
use crate::model::{Context, Place};

/// What `dingmi test --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// The version of this format: 1.
    pub version: u32,
    /// The day of tests that give none, as YYYY-MM-DD.
    pub on: String,
    pub passed: usize,
    pub failed: usize,
    pub tests: Vec<Test>,
    /// Absent where it was not asked for.
    pub coverage: Option<Covered>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Test {
    /// Absent under `--redact`.
    pub title: Option<String>,
    pub place: Position,
    /// The day that it asks about, as YYYY-MM-DD.
    pub on: String,
    pub passed: bool,
    pub failures: Vec<Failure>,
}

/// An expectation that failed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Failure {
    pub place: Position,
    pub expected: String,
    pub came: String,
}

/// What of the program the tests that passed have asked about.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Covered {
    pub rows: Share,
    /// The sides of tests in conditions: each is met by some object or not, and not met by some object or not.
    pub conditions: Share,
    pub grants: Share,
    /// The least that was asked for, in percent of each.
    pub minimum: Option<u8>,
    /// Whether each reaches it; true where nothing was asked for.
    pub reached: bool,
    pub uncovered: Vec<Uncovered>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Share {
    pub covered: usize,
    pub total: usize,
    /// Rounded down; absent where there is nothing to cover.
    pub percent: Option<usize>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Uncovered {
    /// One of row, condition, grant.
    pub what: &'static str,
    /// The row, of which it may be a test in a condition, or the grant.
    pub id: String,
    /// Of a test in a condition: `met`, `unmet` or both, which no object has shown.
    pub sides: Vec<&'static str>,
    pub place: Position,
}

/// For whom a report is made.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    pub lang: Lang,
    pub privacy: Privacy,
}

impl Report {
    pub fn new(context: &Context<'_>, trials: &[Trial], coverage: Option<Covered>, reader: Reader) -> Self {
        let passed = trials.iter().filter(|trial| trial.is_passed()).count();
        Report {
            version: 1,
            on: context.as_of.to_string(),
            passed,
            failed: trials.len() - passed,
            tests: trials.iter().map(|trial| Test::new(context, trial, reader)).collect(),
            coverage,
        }
    }
}

impl Test {
    fn new(context: &Context<'_>, trial: &Trial, reader: Reader) -> Self {
        let title = context.model.tests[trial.test].title;
        let say = |message: &Message| message.render(reader.lang, reader.privacy);
        let failure = |failure: &super::Failure| Failure {
            place: Position::new(failure.span, context.sources),
            expected: say(&failure.expected),
            came: say(&failure.came),
        };
        Test {
            title: (reader.privacy == Privacy::Open).then(|| context.words(title).into_owned()),
            place: Position::new(title.0, context.sources),
            on: trial.day.to_string(),
            passed: trial.is_passed(),
            failures: trial.failures.iter().map(failure).collect(),
        }
    }
}

impl Covered {
    pub fn new(context: &Context<'_>, coverage: &Coverage, minimum: Option<u8>) -> Self {
        let least = usize::from(minimum.unwrap_or(0));
        let [rows, conditions, grants] = coverage.shares();
        Covered {
            rows: rows.into(),
            conditions: conditions.into(),
            grants: grants.into(),
            minimum,
            reached: coverage.shares().iter().all(|share| share.percent().is_none_or(|percent| percent >= least)),
            uncovered: uncovered(context, coverage),
        }
    }
}

impl From<coverage::Share> for Share {
    fn from(share: coverage::Share) -> Self {
        Share { covered: share.covered, total: share.total, percent: share.percent() }
    }
}

/// In the order of files and places.
fn uncovered(context: &Context<'_>, coverage: &Coverage) -> Vec<Uncovered> {
    let model = context.model;
    let one = |what, place: Place, sides, span| Uncovered {
        what,
        id: context.subject(place),
        sides,
        place: Position::new(span, context.sources),
    };
    let rows = coverage.rows.iter().filter(|(_, count)| *count == 0);
    let rows = rows.map(|(id, _)| one("row", Place::Matter(*id), Vec::new(), model.matters[*id].head.id.0));
    let conditions = coverage.conditions.iter().filter_map(|condition| {
        let sides = [("met", condition.met), ("unmet", condition.unmet)];
        let sides: Vec<&str> = sides.into_iter().filter(|(_, count)| *count == 0).map(|(side, _)| side).collect();
        let place = Place::Matter(condition.row);
        (!sides.is_empty()).then(|| one("condition", place, sides, condition.span))
    });
    let grants = coverage.grants.iter().filter(|(_, count)| *count == 0);
    let grants =
        grants.map(|(id, _)| one("grant", Place::Authorization(*id), Vec::new(), model.authorizations[*id].head.id.0));
    let mut all: Vec<Uncovered> = rows.chain(conditions).chain(grants).collect();
    all.sort_by(|a, b| {
        (&a.place.file, a.place.line, a.place.column).cmp(&(&b.place.file, b.place.line, b.place.column))
    });
    all
}
