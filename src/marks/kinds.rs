//! The kinds of finding that marks alone raise. What is wrong in a row and on a carrier alike is of one kind with the row's.
//!
//! Their examples are marks, not programs.

use crate::diagnostic::{Citation, Kind, Severity, Text};

/// All of them.
pub static KINDS: &[&Kind] = &[&SIGN, &ORDER, &LEVEL, &FORM, &DATE, &NO_PERIOD, &SPACES];

const LAW: &[Citation] = &[Citation::new("R14", 15), Citation::new("M90", 4)];

pub(super) static SIGN: Kind = Kind {
    code: "M001",
    name: "mark-sign",
    severity: Severity::Error,
    cites: LAW,
    summary: Text::new("the sign of the mark is missing, another, or there twice", "标志的符号缺失、有误或者重复"),
    explanation: Text::new(
        "The sign tells a mark from a heading and parts the level from the period. Another star or dot is not it, and a \
         reader or a program that looks for marks does not find it. The regime says which sign it is.",
        "符号使标志区别于普通标题，并隔开密级和保密期限。其他星号、圆点都不是该符号，查找标志的人和程序都会漏掉它。\
         符号由法规文件规定。",
    ),
    bad: "机密●10年",
    good: "机密★10年",
};

pub(super) static ORDER: Kind = Kind {
    code: "M002",
    name: "mark-order",
    severity: Severity::Error,
    cites: LAW,
    summary: Text::new("the period stands before the level", "保密期限写在密级之前"),
    explanation: Text::new(
        "The level stands before the sign and the period behind it.",
        "密级写在符号之前，保密期限写在符号之后。",
    ),
    bad: "10年★机密",
    good: "机密★10年",
};

pub(super) static LEVEL: Kind = Kind {
    code: "M003",
    name: "mark-level",
    severity: Severity::Error,
    cites: LAW,
    summary: Text::new("the mark names no level of the regime by its name", "标志没有写明法规规定的密级名称"),
    explanation: Text::new(
        "A mark names one level, by the name that the regime gives it. Other names of a level are for catalogues, ids are \
         for programs. English words are refused as they are everywhere (S008).",
        "标志写明一个密级，使用法规给出的名称。密级的其他称呼用于目录，标识用于程序。英文用词一律不接受（S008）。",
    ),
    bad: "机要★10年",
    good: "机密★10年",
};

pub(super) static FORM: Kind = Kind {
    code: "M004",
    name: "mark-period-form",
    severity: Severity::Error,
    cites: LAW,
    summary: Text::new("the period is not written as marks write it", "保密期限的写法不合要求"),
    explanation: Text::new(
        "A length is written in Arabic digits with 年 or 个月, as a whole number without a zero before it; a day with 年, 月 \
         and 日. Nothing stands around it. What can be told apart at a glance is not misread.",
        "时长用阿拉伯数字加“年”或者“个月”，为整数，前面不加零；日期写明年、月、日。不加括号。一目了然才不致误读。",
    ),
    bad: "机密★(10年)",
    good: "机密★2026年11月23日",
};

pub(super) static DATE: Kind = Kind {
    code: "M005",
    name: "mark-date",
    severity: Severity::Error,
    cites: LAW,
    summary: Text::new("the mark names a day that is not in the calendar", "标志所写的日期不存在"),
    explanation: Text::new(
        "Whoever holds the carrier cannot tell when it is released.",
        "持有载体的人无从知道何时解密。",
    ),
    bad: "机密★2026年2月30日",
    good: "机密★2026年11月23日",
};

pub(super) static NO_PERIOD: Kind = Kind {
    code: "M006",
    name: "mark-period-missing",
    severity: Severity::Warning,
    cites: LAW,
    summary: Text::new("the mark shows no period", "标志没有标注保密期限"),
    explanation: Text::new(
        "Once a bare level stood for the longest period of the level. Since the day that the regime names, a mark must show \
         the period, so that what is over is seen to be over. Without the day of issue (`--issued`) this is a warning; on a \
         carrier from that day on it is an error, and on an older one a note.",
        "过去只标密级，即为该密级的最长期限。自法规规定的日期起，标志应当标注保密期限，以便看出是否已经期满。没有给出制发日期\
         （`--issued`）时为警告；该日及以后的载体为错误，更早的载体为提示。",
    ),
    bad: "机密★",
    good: "机密★10年",
};

pub(super) static SPACES: Kind = Kind {
    code: "M007",
    name: "mark-spaces",
    severity: Severity::Error,
    cites: LAW,
    summary: Text::new("a space in the mark", "标志中有空格"),
    explanation: Text::new(
        "Level, sign and period stand close together, so that a mark is found by its text and cannot be cut in two. Single \
         spaces are let pass inside the words of a condition.",
        "密级、符号和保密期限连写，使标志可以按文字查找，也不会被拆开。解密条件的文字之内可以有单个空格。",
    ),
    bad: "机密 ★ 10年",
    good: "机密★10年",
};
