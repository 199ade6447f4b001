//! The findings as SARIF 2.1.0, for code scanning. <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use serde_sarif::sarif::{
    Artifact, ArtifactChange, ArtifactContent, ArtifactLocation, Fix as Mending, Invocation, Location, LogicalLocation,
    Message as Said, MultiformatMessageString, Notification, PhysicalLocation, PropertyBag, Region, Replacement,
    ReportingConfiguration, ReportingDescriptor, Result as Found, ResultLevel, Run, RunAutomationDetails, Sarif, Tool,
    ToolComponent,
};

use super::View;
use super::identity::Identity;
use super::json::text;
use super::report::Report;
use crate::diagnostic::{Diagnostic, Edit, Fix, Kind, Lang, Privacy, Safety, Severity};
use crate::source::{FileId, Span};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The root that paths start from. Where it lies on this machine is nobody's business.
const ROOT: &str = "SRCROOT";
/// The name of our fingerprint, with the version of how it is made.
const FINGERPRINT: &str = "dingmi/v1";
/// How many bytes of texts a report holds: servers refuse large ones.
const TEXTS: usize = 4 << 20;
/// What a path keeps of its characters in a URI.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

pub fn render(report: &Report<'_>) -> String {
    let kinds = kinds(report);
    let view = &report.view;
    let driver = ToolComponent::builder()
        .name(env!("CARGO_PKG_NAME"))
        .full_name(concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")))
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .language(language(view.lang))
        .rules(kinds.values().map(|kind| rule(kind, view)).collect::<Vec<_>>())
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .automation_details(RunAutomationDetails::builder().id("dingmi/check/").build())
        .invocations(vec![invocation(report)])
        .artifacts(artifacts(report))
        .results(report.iter().map(|(finding, identity)| result(finding, identity, &kinds, view)).collect::<Vec<_>>())
        .column_kind(json!("utf16CodeUnits"))
        .default_encoding("UTF-8")
        .language(language(view.lang))
        .build();
    text(&Sarif::builder().schema(SCHEMA).version(json!("2.1.0")).runs(vec![run]).build())
}

/// The kinds of the findings. Some share a code, so they are known by both.
type Kinds = BTreeMap<(&'static str, &'static str), &'static Kind>;

fn kinds(report: &Report<'_>) -> Kinds {
    report.findings.iter().map(|finding| ((finding.kind.code, finding.kind.name), finding.kind)).collect()
}

fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en-US",
        Lang::Zh => "zh-CN",
    }
}

fn rule(kind: &Kind, view: &View<'_>) -> ReportingDescriptor {
    let lang = view.lang;
    let cites: Vec<String> = kind.cites.iter().map(|citation| view.citation(citation)).collect();
    let explanation = kind.explanation.get(lang);
    let law = if cites.is_empty() { String::new() } else { format!("\n\n{}", cites.join(lang.clause_separator())) };
    let example = |text: &str| format!("\n\n```dingmi\n{}\n```", text.trim_matches('\n'));
    let markdown = format!("{explanation}{law}{}{}", example(kind.bad), example(kind.good));
    let help = MultiformatMessageString::builder().text(format!("{explanation}{law}")).markdown(markdown).build();
    ReportingDescriptor::builder()
        .id(kind.code)
        .name(pascal(kind.name))
        .short_description(plain(sentence(kind.summary.get(lang), lang)))
        .full_description(plain(explanation.to_owned()))
        .help(help)
        .default_configuration(ReportingConfiguration::builder().level(json!(level(kind.severity))).build())
        .build()
}

fn plain(text: String) -> MultiformatMessageString {
    MultiformatMessageString::builder().text(text).build()
}

/// `period-exceeds-cap` as `PeriodExceedsCap`.
fn pascal(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    });
    words.collect()
}

/// With the stop that readers of this format expect.
fn sentence(text: &str, lang: Lang) -> String {
    let stop = match lang {
        Lang::En => ".",
        Lang::Zh => "。",
    };
    format!("{}{stop}", text.trim_end_matches(['.', '。']))
}

fn said(text: &str, lang: Lang) -> Said {
    Said::builder().text(sentence(text, lang)).build()
}

fn level(severity: Severity) -> ResultLevel {
    match severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
        Severity::Note => ResultLevel::Note,
    }
}

fn invocation(report: &Report<'_>) -> Invocation {
    let notification =
        |fault: &String| Notification::builder().level(json!("error")).message(said(fault, report.view.lang)).build();
    Invocation::builder()
        .execution_successful(report.faults.is_empty())
        .exit_code(i64::from(report.exit_code))
        .tool_execution_notifications(report.faults.iter().map(notification).collect::<Vec<_>>())
        .build()
}

/// The files that findings speak of; with their texts, so that a viewer needs nothing else, unless that is not to be shown
/// or is too much.
fn artifacts(report: &Report<'_>) -> Vec<Artifact> {
    let labels = report.findings.iter().flat_map(|finding| &finding.labels);
    let files: BTreeSet<FileId> = labels.map(|label| report.view.sources.file_of(label.span)).collect();
    let mut room = TEXTS;
    let artifact = |file: FileId| {
        let text = report.view.sources.get(file).text();
        let builder = Artifact::builder().location(at(file, &report.view)).length(text.len() as i64);
        if report.view.privacy == Privacy::Redacted || text.len() > room {
            return builder.build();
        }
        room -= text.len();
        // The mark says how the file is encoded. Regions do not count it, so the text is without.
        builder.contents(content(text.strip_prefix('\u{feff}').unwrap_or(text))).build()
    };
    files.into_iter().map(artifact).collect()
}

fn content(text: &str) -> ArtifactContent {
    ArtifactContent::builder().text(text).build()
}

/// A file by its path from the root of the run. What came with the program has a scheme of its own.
fn at(file: FileId, view: &View<'_>) -> ArtifactLocation {
    let source = view.sources.get(file);
    let encoded = |path: &str| utf8_percent_encode(path, KEPT).to_string();
    match source.name().split_once(':') {
        Some((scheme, path)) if source.is_embedded() => {
            ArtifactLocation::builder().uri(format!("{scheme}:{}", encoded(path))).build()
        }
        _ => ArtifactLocation::builder().uri(encoded(source.name())).uri_base_id(ROOT).build(),
    }
}

fn result(finding: &Diagnostic, identity: &Identity, kinds: &Kinds, view: &View<'_>) -> Found {
    let index = kinds.range(..(finding.kind.code, finding.kind.name)).count();
    let labels = finding.labels.iter().enumerate().skip(1);
    let related = labels.map(|(id, label)| {
        let message = Some(view.message(&label.message)).filter(|message| !message.is_empty());
        let location = Location::builder().id(id as i64).physical_location(physical(label.span, view));
        match message {
            Some(message) => location.message(said(&message, view.lang)).build(),
            None => location.build(),
        }
    });
    let fixes = finding.fix.iter().filter(|_| view.privacy == Privacy::Open).map(|fix| mending(fix, view));
    let found = Found::builder()
        .rule_id(finding.kind.code)
        .rule_index(index as i64)
        .level(level(finding.severity))
        .message(message(finding, view))
        .locations(vec![main_location(finding.span(), identity, view)])
        .partial_fingerprints(BTreeMap::from([(FINGERPRINT.to_owned(), identity.fingerprint())]))
        .build();
    Found { related_locations: unless_empty(related.collect()), fixes: unless_empty(fixes.collect()), ..found }
}

fn unless_empty<T>(list: Vec<T>) -> Option<Vec<T>> {
    Some(list).filter(|list| !list.is_empty())
}

/// What is found, what to do about it, and the articles that the help of the rule does not have.
fn message(finding: &Diagnostic, view: &View<'_>) -> Said {
    let help = finding.help.iter().map(|help| view.message(help));
    let cites = finding.cites.iter().filter(|citation| !finding.kind.cites.contains(citation));
    let cites = cites.map(|citation| view.citation(citation));
    let parts: Vec<String> = [view.headline(finding)].into_iter().chain(help).chain(cites).collect();
    said(&parts.join(view.lang.clause_separator()), view.lang)
}

fn main_location(span: Span, identity: &Identity, view: &View<'_>) -> Location {
    let location = Location::builder().physical_location(physical(span, view));
    match identity.place.as_str() {
        "" => location.build(),
        place => {
            location.logical_locations(vec![LogicalLocation::builder().fully_qualified_name(place).build()]).build()
        }
    }
}

fn physical(span: Span, view: &View<'_>) -> PhysicalLocation {
    PhysicalLocation::builder()
        .artifact_location(at(view.sources.file_of(span), view))
        .region(region(span, view))
        .build()
}

/// Lines and columns from 1, columns in UTF-16 code units, the end just behind the last one.
fn region(span: Span, view: &View<'_>) -> Region {
    let (start, end) = (view.sources.line_column(span), view.sources.line_column(span.after()));
    Region::builder()
        .start_line(start.line as i64)
        .start_column(start.utf16_column as i64)
        .end_line(end.line as i64)
        .end_column(end.utf16_column as i64)
        .build()
}

fn mending(fix: &Fix, view: &View<'_>) -> Mending {
    let mut by_file: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in &fix.edits {
        by_file.entry(view.sources.file_of(edit.span)).or_default().push(edit);
    }
    let change = |(file, edits): (FileId, Vec<&Edit>)| {
        let replacement = |edit: &Edit| {
            let inserted = content(&edit.text);
            Replacement::builder().deleted_region(region(edit.span, view)).inserted_content(inserted).build()
        };
        let replacements = edits.into_iter().map(replacement).collect::<Vec<_>>();
        ArtifactChange::builder().artifact_location(at(file, view)).replacements(replacements).build()
    };
    // The format has no words for this, and some viewers mend without asking.
    let doubts = [("safe", fix.safety == Safety::Safe), ("template", fix.is_template)];
    let doubts: BTreeMap<String, Value> = doubts.into_iter().map(|(key, is)| (key.to_owned(), is.into())).collect();
    Mending::builder()
        .description(said(&view.message(&fix.message), view.lang))
        .properties(PropertyBag::builder().additional_properties(doubts).build())
        .artifact_changes(by_file.into_iter().map(change).collect::<Vec<_>>())
        .build()
}
