use crate::diagnostic::{Kind, Severity, Text};

/// Raised while resolving.
pub static TYPE_MISMATCH: Kind = Kind {
    code: "S007",
    name: "type-mismatch",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("a value that does not fit where it stands", "值与其所在之处不符"),
    explanation: Text::new(
        "Quantities are compared only with quantities of the same dimension, choices only with the choices of \
             their attribute, and a level is one of its regime. Comparing metres with square metres, or years \
             with days, has no meaning, so a condition that does it covers nothing anyone could name. The help \
             says what fits.",
        "数量只能与同一量纲的数量比较，取值只能是该属性的取值，密级须是该法规的密级。拿米与平方米比较、拿年与日\
             比较没有意义，这样的条件无从适用。帮助说明此处可以写什么。",
    ),
    bad: "vocabulary mapping \"测绘\" { attribute area \"面积\" : size; }",
    good: "vocabulary mapping \"测绘\" { attribute area \"面积\" : area; }",
};
