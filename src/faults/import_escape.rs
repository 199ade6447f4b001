use crate::diagnostic::{Kind, Severity, Text};

/// Raised while loading.
pub static IMPORT_ESCAPE: Kind = Kind {
    code: "S005",
    name: "import-escape",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("an import that leads out of the project", "引用指向项目之外"),
    explanation: Text::new(
        "Imports are relative paths and stay inside the project: below the folder of dingmi.toml, with links \
             followed to where they lead. A text that is checked in a pipeline must not be able to read other \
             files of the machine. Move the file into the project.",
        "引用须为相对路径，且在项目之内，即 dingmi.toml 所在目录之下，链接按其实际目标计算。流水线\
             中检查的文本不应能够读取机器上的其他文件。请把文件移入项目。",
    ),
    bad: "import \"../../outside.dingmi\";",
    good: "organ mnr \"自然资源部\" { tier central; }",
};
