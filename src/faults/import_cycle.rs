use crate::diagnostic::{Kind, Severity, Text};

/// Raised while loading.
pub static IMPORT_CYCLE: Kind = Kind {
    code: "S005",
    name: "import-cycle",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("files that import one another in a circle", "文件之间循环引用"),
    explanation: Text::new(
        "A file that imports itself, directly or by way of others, says that it needs itself. The shortest \
             circle is shown, hop by hop. Take one of the imports out, or move what both need into a file of its \
             own.",
        "文件直接或者间接引用自身，等于以自身为前提。这里逐一列出最短的循环。请删去其中一处引用，或者把双方都需\
             要的内容移到单独的文件。",
    ),
    bad: "import \"main.dingmi\";",
    good: "organ mnr \"自然资源部\" { tier central; }",
};
