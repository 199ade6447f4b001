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
        let severity = finding.severity.text().get(view.lang);
        out.push_str(&format!("{severity}[{}] {}\n", finding.kind.code, view.headline(finding)));
    }
    out
}
