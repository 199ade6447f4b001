//! The findings as a Code Quality report of GitLab.
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use schemars::JsonSchema;
use serde::Serialize;

use super::View;
use super::identity::Identity;
use super::report::Report;
use crate::diagnostic::{Diagnostic, Severity};

/// One finding. The report is a list of them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Violation {
    pub description: String,
    /// The name of the rule, such as period-exceeds-cap.
    pub check_name: String,
    /// The same from run to run, and of each finding another.
    pub fingerprint: String,
    /// One of info, minor, major; GitLab also knows critical and blocker.
    pub severity: &'static str,
    pub location: Location,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Location {
    /// From the root of the repository.
    pub path: String,
    pub lines: Lines,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Lines {
    /// From 1.
    pub begin: usize,
}

pub fn render(report: &Report<'_>) -> String {
    let violations: Vec<Violation> =
        report.iter().map(|(finding, identity)| violation(finding, identity, &report.view)).collect();
    super::json::text(&violations)
}

fn violation(finding: &Diagnostic, identity: &Identity, view: &View<'_>) -> Violation {
    let span = finding.span();
    Violation {
        description: format!("{} {}", finding.kind.code, view.headline(finding)),
        check_name: finding.kind.name.to_owned(),
        fingerprint: identity.fingerprint(),
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Location {
            path: view.sources.name_of(span).to_owned(),
            lines: Lines { begin: view.sources.line_column(span).line },
        },
    }
}
