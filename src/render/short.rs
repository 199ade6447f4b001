//! One line a finding, for `grep` and editors: `path:line:col: severity[CODE] message`, columns in characters.

use super::View;
use crate::diagnostic::Diagnostic;

pub fn render(findings: &[Diagnostic], view: &View<'_>) -> String {
    let mut out = String::new();
    for finding in findings {
        if let Some(label) = finding.labels.first() {
            out.push_str(&view.place(label.span));
            out.push_str(": ");
        }
        out.push_str(&message(finding, view));
        out.push('\n');
    }
    out
}

/// `severity[CODE] message`.
pub fn message(finding: &Diagnostic, view: &View<'_>) -> String {
    format!("{}[{}] {}", finding.severity.text().get(view.lang), finding.kind.code, view.headline(finding))
}
