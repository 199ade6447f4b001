use crate::diagnostic::{Kind, Severity, Text};

/// Raised wherever a limit is passed.
pub static LIMIT_EXCEEDED: Kind = Kind {
    code: "S006",
    name: "limit-exceeded",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("a limit of the language was passed", "超过语言的限度"),
    explanation: Text::new(
        "Any input ends within stated bounds on size, nesting and number, so that no text can hang a pipeline \
             or exhaust a machine. docs/language.md lists them. A text of honest use stays far below; split a \
             file that does not.",
        "任何输入都在规定的大小、嵌套和数量限度内结束，使任何文本都不能卡住流水线或者耗尽机器。限度列于 doc\
             s/language.md。正常使用远低于这些限度；超出的文件请拆分。",
    ),
    bad: "vocabulary v { kind k0 { kind k1 { kind k2 { kind k3 { kind k4 { kind k5 { kind k6 { kind k7 { kind k8 { kind k9 { kind k10 { kind k11 { kind k12 { kind k13 { kind k14 { kind k15 { kind k16 { kind k17 { kind k18 { kind k19 { kind k20 { kind k21 { kind k22 { kind k23 { kind k24 { kind k25 { kind k26 { kind k27 { kind k28 { kind k29 { kind k30 { kind k31 { kind k32 { }}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}",
    good: "vocabulary v { kind map \"地形图\" { kind base-map; } }",
};
