//! The findings as JSON, for programs. The structs here are the published format and nothing else: they change by a new
//! `version`, never with our own types.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{Counts, View};
use crate::diagnostic::{Citation, Diagnostic, Edit, Fix, Label, Privacy, Safety, WitnessLine};
use crate::source::Span;

/// What `dingmi check --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Report")]
pub struct Report<F = Vec<Finding>> {
    /// The version of this format: 1.
    pub version: u32,
    pub tool: Tool,
    /// The date for which the findings hold, as YYYY-MM-DD.
    pub as_of: String,
    pub summary: Summary,
    pub diagnostics: F,
}

/// The program that made the report.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tool {
    pub name: String,
    pub version: String,
}

/// How many findings of each severity there are.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Summary {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// The code of the rule, such as P001.
    pub code: String,
    /// The name of the rule, such as period-exceeds-cap.
    pub name: String,
    /// One of error, warning, note.
    pub severity: String,
    pub message: String,
    /// The declaration it speaks of, as a waiver names it.
    pub subject: Option<String>,
    /// The first day on which it is true, where that day is still to come.
    pub from: Option<String>,
    pub cites: Vec<Cite>,
    pub help: Vec<String>,
    pub labels: Vec<Place>,
    /// An object that shows what the finding says, attribute by attribute; empty where it speaks of none.
    pub witness: Vec<Witness>,
    /// Where it stands, by name and not by line: `surveying-2020#18.period`.
    pub place: Option<String>,
    /// The same from run to run while the fault is the same, and of each finding another; 32 hexadecimal digits. Absent in
    /// answers about marks.
    pub fingerprint: Option<String>,
    /// What would mend it. Absent where nothing is known to, and under `--redact`.
    pub fix: Option<Mending>,
}

/// Edits that mend a finding together.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Mending {
    /// What they do.
    pub message: String,
    /// Whether nobody doubts that it is meant: `check --fix` does no more than that.
    pub safe: bool,
    /// Whether a person still has to fill something in.
    pub template: bool,
    pub edits: Vec<Replacement>,
}

/// A stretch of a file and what takes its place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Replacement {
    pub file: String,
    pub start: Position,
    /// Just behind the last character that goes.
    pub end: Position,
    pub text: String,
}

/// One attribute of an object.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Witness {
    /// The id of the attribute; `kind` for the kind of the object.
    pub id: String,
    /// The attribute as it is shown.
    pub attribute: String,
    pub value: String,
    /// What the value meets.
    pub because: Vec<String>,
}

/// An article of a law.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Cite {
    /// The key that the regime gives the law.
    pub law: String,
    pub article: u32,
    /// Absent where no regime names the law, and under `--redact`.
    pub title: Option<String>,
}

/// A stretch of a file and what to say of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Place {
    pub file: String,
    pub message: String,
    pub start: Position,
    /// Just behind the last character.
    pub end: Position,
    /// Whether this is the place that the finding is about.
    pub primary: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Position {
    /// UTF-8 bytes from the start of the file, from 0.
    pub byte: u32,
    /// From 1.
    pub line: usize,
    /// In characters (Unicode scalar values), from 1.
    pub column: usize,
    /// In UTF-16 code units, from 1.
    pub utf16_column: usize,
}

pub fn render(report: &super::report::Report<'_>) -> String {
    text(&written(report))
}

/// The same before it is text, for who writes it finding by finding: a report of many is never there as a whole.
pub(crate) fn written<'r>(report: &'r super::report::Report<'r>) -> Report<Told<'r>> {
    Report {
        version: 1,
        tool: Tool { name: env!("CARGO_PKG_NAME").into(), version: env!("CARGO_PKG_VERSION").into() },
        as_of: report.as_of.to_string(),
        summary: Summary::from(Counts::of(report.findings)),
        diagnostics: Told(report),
    }
}

/// The findings of a report, each of which is made when it is written.
#[derive(Debug)]
pub(crate) struct Told<'r>(&'r super::report::Report<'r>);

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let view = &self.0.view;
        serializer.collect_seq(self.0.iter().map(|(finding, identity)| Finding {
            place: Some(identity.place.clone()).filter(|place| !place.is_empty()),
            fingerprint: Some(identity.fingerprint()),
            ..Finding::new(finding, view)
        }))
    }
}

/// JSON for people as well, ended by a line break.
pub(crate) fn text(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("bug: a report is always JSON");
    text.push('\n');
    text
}

impl From<Counts> for Summary {
    fn from(counts: Counts) -> Self {
        Summary { errors: counts.errors, warnings: counts.warnings, notes: counts.notes }
    }
}

impl Finding {
    pub(crate) fn new(finding: &Diagnostic, view: &View<'_>) -> Self {
        Finding {
            code: finding.kind.code.into(),
            name: finding.kind.name.into(),
            severity: finding.severity.id().into(),
            message: view.message(&finding.message),
            subject: finding.subject.clone(),
            from: finding.from.map(|date| date.to_string()),
            cites: finding.cites.iter().map(|cite| Cite::new(cite, view)).collect(),
            help: finding.help.iter().map(|help| view.message(help)).collect(),
            labels: finding.labels.iter().enumerate().map(|(i, label)| Place::new(label, i == 0, view)).collect(),
            witness: finding.witness.iter().map(|line| Witness::new(line, view)).collect(),
            place: None,
            fingerprint: None,
            fix: finding.fix.as_ref().filter(|_| view.privacy == Privacy::Open).map(|fix| Mending::new(fix, view)),
        }
    }
}

impl Mending {
    fn new(fix: &Fix, view: &View<'_>) -> Self {
        Mending {
            message: view.message(&fix.message),
            safe: fix.safety == Safety::Safe,
            template: fix.is_template,
            edits: fix.edits.iter().map(|edit| Replacement::new(edit, view)).collect(),
        }
    }
}

impl Replacement {
    fn new(edit: &Edit, view: &View<'_>) -> Self {
        Replacement {
            file: view.sources.name_of(edit.span).into(),
            start: Position::new(edit.span, view),
            end: Position::new(edit.span.after(), view),
            text: edit.text.clone(),
        }
    }
}

impl Witness {
    fn new(line: &WitnessLine, view: &View<'_>) -> Self {
        Witness {
            id: line.id.clone(),
            attribute: view.message(&line.attribute),
            value: view.message(&line.value),
            because: line.because.iter().map(|each| view.message(each)).collect(),
        }
    }
}

impl Cite {
    fn new(citation: &Citation, view: &View<'_>) -> Self {
        Cite {
            law: citation.law.to_string(),
            article: citation.article,
            title: view.law_title(citation).map(Into::into),
        }
    }
}

impl Place {
    fn new(label: &Label, primary: bool, view: &View<'_>) -> Self {
        Place {
            file: view.sources.name_of(label.span).into(),
            message: view.message(&label.message),
            start: Position::new(label.span, view),
            end: Position::new(label.span.after(), view),
            primary,
        }
    }
}

impl Position {
    fn new(span: Span, view: &View<'_>) -> Self {
        let at = view.sources.line_column(span);
        Position {
            byte: view.sources.range(span).start as u32,
            line: at.line,
            column: at.column,
            utf16_column: at.utf16_column,
        }
    }
}
