use crate::diagnostic::{Kind, Severity, Text};

/// Raised while declaring names.
pub static DUPLICATE_DEFINITION: Kind = Kind {
    code: "S003",
    name: "duplicate-definition",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("one id declared twice", "同一标识重复声明"),
    explanation: Text::new(
        "An id names one thing in the whole program, and a row one row in its catalogue. With two \
             declarations nobody could say which of them a reference means. Take one out or give it an id of its \
             own.",
        "一个标识在整个程序中只指一个对象，一个事项编号在其目录中只指一个事项。重复声明使引用无法确定所指。请删\
             去其一，或者另取标识。",
    ),
    bad: "
organ mnr \"自然资源部\" { tier central; }
organ mnr \"自然资源厅\" { tier provincial; }",
    good: "organ mnr \"自然资源部\" { tier central; }",
};
