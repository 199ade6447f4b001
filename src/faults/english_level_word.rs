use crate::diagnostic::{Kind, Severity, Text};

/// Raised where a level is named.
pub static ENGLISH_LEVEL_WORD: Kind = Kind {
    code: "S008",
    name: "english-level-word",
    severity: Severity::Error,
    cites: &[],
    summary: Text::new("an English level word", "使用英文密级用词"),
    explanation: Text::new(
        "Published translations of Chinese law disagree on their order: in one of them \"confidential\" is the \
             higher of two levels and \"secret\" the lower, in common English usage it is the other way round. A \
             reader who guesses wrong leaks a secret, or hides what is open. Write the id or the Chinese name of \
             the level; outputs carry both with the rank.",
        "公开译本对英文密级用词的高低说法不一：有的译本中 confidential 高于 secret，而英语\
             惯用法恰好相反。猜错的读者会泄露秘密，或者隐匿应当公开的内容。请写密级的标识或者中文名称；输出同时带有\
             标识、名称和位次。",
    ),
    bad: "
organ mnr \"自然资源部\" { tier central; }
officer mnr-head of mnr { head; trained on 2010-01-01; determines up-to secret; }",
    good: "
organ mnr \"自然资源部\" { tier central; }
officer mnr-head of mnr { head; trained on 2010-01-01; determines up-to jimi; }",
};
