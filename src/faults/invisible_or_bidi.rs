use crate::diagnostic::{Kind, Severity, Text};

/// Raised before parsing.
pub static INVISIBLE_OR_BIDI: Kind = Kind {
    code: "X001",
    name: "invisible-or-bidi",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("a character that cannot be seen or that turns a line around", "不可见或者会改变显示顺序的字符"),
    explanation: Text::new(
        "Bidirectional controls, zero-width characters and private-use characters make a text look other than \
             it reads: a reviewer approves one level and the compiler takes another. They have no use in a \
             catalogue. Delete them; the message names the code points.",
        "双向控制字符、零宽字符和私用区字符使文本看起来与实际内容不同：审核者批准的是一个密级，编译器读到的是另\
             一个。目录不需要这些字符。请删除；信息给出其码位。",
    ),
    bad: "organ mnr \"自然\u{200b}资源部\" { tier central; }",
    good: "organ mnr \"自然资源部\" { tier central; }",
};
