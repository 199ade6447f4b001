//! The findings as JUnit: a suite for each file, and one for what could not be read. What lets the run fail is a failure, the
//! rest is skipped, and a file with nothing passes.

use std::collections::BTreeMap;

use super::github;
use super::identity::Identity;
use super::junit::{Case, Outcome, Suite, Suites, write};
use super::report::Report;
use crate::diagnostic::{Diagnostic, Lang, Text};
use crate::source::FileId;

const NOTHING: Text = Text::new("nothing found", "没有发现问题");
const UNREAD: Text = Text::new("inputs that could not be read", "无法读取的输入");

pub fn render(report: &Report<'_>) -> String {
    let view = &report.view;
    let mut suites: BTreeMap<FileId, Vec<Case>> = BTreeMap::new();
    for (file, _) in view.sources.iter().filter(|(_, source)| !source.is_embedded()) {
        suites.insert(file, Vec::new());
    }
    for (finding, identity) in report.iter() {
        suites.entry(view.sources.file_of(finding.span())).or_default().push(case(finding, identity, report));
    }
    let suite = |(file, mut cases): (FileId, Vec<Case>)| {
        let name = view.sources.get(file).name().to_owned();
        if cases.is_empty() {
            cases.push(passed(&name, view.lang));
        }
        Suite { name, cases }
    };
    let mut suites: Vec<Suite> = suites.into_iter().map(suite).collect();
    suites.sort_by(|a, b| a.name.cmp(&b.name));
    suites.extend(unread(report));
    write(&Suites { name: env!("CARGO_PKG_NAME").to_owned(), suites })
}

/// Nobody takes a run for clean that did not see everything.
fn unread(report: &Report<'_>) -> Option<Suite> {
    let name = UNREAD.get(report.view.lang).to_owned();
    let case = |fault: &String| {
        let outcome = Outcome::Failed { kind: "input".to_owned(), message: fault.clone(), text: fault.clone() };
        Case { name: fault.clone(), classname: name.clone(), outcome }
    };
    let cases: Vec<Case> = report.faults.iter().map(case).collect();
    (!cases.is_empty()).then_some(Suite { name, cases })
}

fn passed(file: &str, lang: Lang) -> Case {
    Case { name: NOTHING.get(lang).to_owned(), classname: file.to_owned(), outcome: Outcome::Passed }
}

fn case(finding: &Diagnostic, identity: &Identity, report: &Report<'_>) -> Case {
    let view = &report.view;
    let span = finding.span();
    let message = view.headline(finding);
    let outcome = match finding.severity >= report.deny {
        true => Outcome::Failed {
            kind: finding.severity.id().to_owned(),
            message,
            text: format!("{}: {}", view.place(span), github::message(finding, view)),
        },
        false => Outcome::Skipped { message: format!("{}: {message}", view.place(span)) },
    };
    Case { name: name(finding, identity), classname: view.sources.name_of(span).to_owned(), outcome }
}

/// The same from run to run, so that servers show how long a finding has stood.
fn name(finding: &Diagnostic, identity: &Identity) -> String {
    let rule = format!("{} {}", finding.kind.code, finding.kind.name);
    let which = if identity.ordinal > 0 { format!(" ({})", identity.ordinal + 1) } else { String::new() };
    match identity.place.as_str() {
        "" => format!("{rule}{which}"),
        place => format!("{rule}: {place}{which}"),
    }
}
