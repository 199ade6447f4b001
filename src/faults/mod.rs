//! stub
use crate::diagnostic::{Kind, Severity, Text};
pub static REPEATED_FIELD: Kind = Kind {
    code: "S004",
    name: "repeated-field",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    bad: "",
    good: "",
};
pub static SYNTAX_ERROR: Kind = Kind {
    code: "S001",
    name: "syntax-error",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    bad: "",
    good: "",
};
pub static UNKNOWN_REFERENCE: Kind = Kind {
    code: "S002",
    name: "xS002",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    bad: "",
    good: "",
};
pub static DUPLICATE_DEFINITION: Kind = Kind {
    code: "S003",
    name: "xS003",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    bad: "",
    good: "",
};
pub static TYPE_MISMATCH: Kind = Kind {
    code: "S007",
    name: "xS007",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    bad: "",
    good: "",
};
pub static ENGLISH_LEVEL_WORD: Kind = Kind {
    code: "S008",
    name: "xS008",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    bad: "",
    good: "",
};
pub static LIMIT_EXCEEDED: Kind = Kind {
    code: "S006",
    name: "xS006",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    bad: "",
    good: "",
};
pub static KINDS: &[&Kind] = &[];
pub static UNKNOWN_FIELD: Kind = Kind {
    code: "S004",
    name: "xUNKNOWN_FIELD",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    bad: "",
    good: "",
};
pub static IMPORT_ESCAPE: Kind = Kind {
    code: "S005",
    name: "xIMPORT_ESCAPE",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    bad: "",
    good: "",
};
pub static IMPORT_CYCLE: Kind = Kind {
    code: "S005",
    name: "xIMPORT_CYCLE",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    bad: "",
    good: "",
};
pub static IMPORT_MISSING: Kind = Kind {
    code: "S005",
    name: "xIMPORT_MISSING",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    bad: "",
    good: "",
};
pub static INVISIBLE_OR_BIDI: Kind = Kind {
    code: "X001",
    name: "x",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("", ""),
    explanation: Text::new("", ""),
    bad: "",
    good: "",
};
