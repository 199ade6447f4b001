use crate::diagnostic::{Kind, Severity, Text};

/// Raised by the parser.
pub static UNKNOWN_FIELD: Kind = Kind {
    code: "S004",
    name: "unknown-field",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("a field that this declaration does not have", "该声明没有此字段"),
    explanation: Text::new(
        "Each declaration has its own fields. A misspelt one would silently be no field at all, and what it \
             says would be lost. The help names the nearest field, or says where the field belongs.",
        "每种声明有各自的字段。写错的字段若被忽略，其内容便会丢失。帮助给出最接近的字段，或者说明该字段属于何处\
             。",
    ),
    bad: "organ mnr \"自然资源部\" { teir central; }",
    good: "organ mnr \"自然资源部\" { tier central; }",
};
