//! The findings as commands to the runner of GitHub Actions, which shows them beside the lines of a change.
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>

use super::View;
use super::report::Report;
use crate::diagnostic::{Diagnostic, Severity};

pub fn render(report: &Report<'_>) -> String {
    let unread = report.faults.iter().map(|fault| format!("::error::{}\n", data(fault)));
    unread.chain(report.findings.iter().map(|finding| command(finding, &report.view))).collect()
}

fn command(finding: &Diagnostic, view: &View<'_>) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let properties: Vec<String> =
        properties(finding, view).into_iter().map(|(key, value)| format!("{key}={}", property(&value))).collect();
    format!("::{command} {}::{}\n", properties.join(","), data(&message(finding, view)))
}

/// Columns only where the place lies on one line: over several, the runner takes none.
fn properties(finding: &Diagnostic, view: &View<'_>) -> Vec<(&'static str, String)> {
    let span = finding.span();
    let (start, end) = (view.sources.line_column(span), view.sources.line_column(span.after()));
    let mut properties = vec![
        ("file", view.sources.name_of(span).to_owned()),
        ("line", start.line.to_string()),
        ("endLine", end.line.to_string()),
    ];
    if start.line == end.line {
        properties.push(("col", start.column.to_string()));
        properties.push(("endColumn", end.column.to_string()));
    }
    properties.push(("title", format!("{} {}", finding.kind.code, finding.kind.name)));
    properties
}

/// What is found, what to do, and the law, a line each.
pub(super) fn message(finding: &Diagnostic, view: &View<'_>) -> String {
    let help = finding.help.iter().map(|help| view.message(help));
    let cites = finding.cites.iter().map(|citation| view.citation(citation));
    [view.headline(finding)].into_iter().chain(help).chain(cites).collect::<Vec<_>>().join("\n")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
