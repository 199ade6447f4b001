use crate::diagnostic::{Kind, Severity, Text};

/// Raised while loading.
pub static IMPORT_MISSING: Kind = Kind {
    code: "S005",
    name: "import-missing",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("an imported file that is absent or cannot be read", "引用的文件不存在或者无法读取"),
    explanation: Text::new(
        "The path is relative to the file that imports it. Without the file, what it declares is missing, so \
             nothing is said of what the texts mean. Correct the path, or add the file; it must be readable and \
             in UTF-8.",
        "路径相对于引用它的文件。缺少该文件，其中的声明便都缺失，因此不再判断内容。请改正路径或者补上文件；文件\
             须可读，且为 UTF-8 编码。",
    ),
    bad: "import \"absent.dingmi\";",
    good: "organ mnr \"自然资源部\" { tier central; }",
};
