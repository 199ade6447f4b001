//! stub
use crate::diagnostic::{Kind, Severity, Text};
pub static REPEATED_FIELD: Kind = Kind { code: "S004", name: "repeated-field", severity: Severity::Error, cites: &[], summary: Text::new("",""), explanation: Text::new("",""), bad: "", good: "" };
pub static SYNTAX_ERROR: Kind = Kind { code: "S001", name: "syntax-error", severity: Severity::Error, cites: &[], summary: Text::new("",""), explanation: Text::new("",""), bad: "", good: "" };
