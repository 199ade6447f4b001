use crate::diagnostic::{Kind, Severity, Text};

/// Raised by the parser.
pub static SYNTAX_ERROR: Kind = Kind {
    code: "S001",
    name: "syntax-error",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("text that does not parse", "文本不符合语法"),
    explanation: Text::new(
        "The text cannot be read at this place. The message says what was expected there, and the help shows \
             how the field or declaration is written. All mistakes of a file are told in one run, each once. \
             While one stands nothing is said of what the texts mean, because a missing semicolon would make half \
             a catalogue look wrong.",
        "此处的文本无法读取。信息说明此处应为何物，帮助给出该字段或声明的写法。一个文件的全部错误一次列出，每处\
             一次。有语法错误时不再判断内容，因为少一个分号会使半个目录显得有误。",
    ),
    bad: "organ mnr \"自然资源部\" { tier central }",
    good: "organ mnr \"自然资源部\" { tier central; }",
};
