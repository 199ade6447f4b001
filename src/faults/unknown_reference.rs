use crate::diagnostic::{Kind, Severity, Text};

/// Raised while resolving names.
pub static UNKNOWN_REFERENCE: Kind = Kind {
    code: "S002",
    name: "unknown-reference",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("a name that nothing declares", "引用了没有声明的名称"),
    explanation: Text::new(
        "A name means something only if a declaration of its sort says so, in this file or in one that is \
             checked with it. What a slip of the hand leaves undeclared would drop out of every check. Correct \
             the name, declare it, or import the file that does.",
        "名称须由本文件或一同检查的文件中相应的声明来定义。因笔误而没有定义的名称会逃过所有检查。请改正名称，补\
             上声明，或者引用声明它的文件。",
    ),
    bad: "organ mnr \"自然资源部\" { tier central; superior council; }",
    good: "organ mnr \"自然资源部\" { tier central; }",
};
