use crate::diagnostic::{Kind, Severity, Text};

/// Raised by the parser.
pub static REPEATED_FIELD: Kind = Kind {
    code: "S004",
    name: "repeated-field",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("a field given twice", "同一字段重复"),
    explanation: Text::new(
        "Most fields can be given once. Where one stands twice, the author meant one of them, and a reader \
             cannot know which. Both places are shown; take one out.",
        "多数字段只能写一次。写了两次时，读者无从知道以哪一个为准。两处位置都已标出，请删去其一。",
    ),
    bad: "organ mnr \"自然资源部\" { tier central; tier provincial; }",
    good: "organ mnr \"自然资源部\" { tier central; }",
};
