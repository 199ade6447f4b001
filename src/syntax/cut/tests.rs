//! What is read from cut rows is what the rules of whole rows read.

use std::cell::Cell;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};

use super::read::{CUT, Rules, WHOLE};
use super::{Piece, Reader, Sort};
use crate::source::Base;
use crate::syntax::plain::Field;

const SPACES: &[&str] = &[" ", " ", " ", "", "\u{3000}", "\n"];
const NAMES: &[&str] =
    &["a", "o12", "秘密", "not", "and", "in", "is", "post", "机关", "é", "x-1", "-x", "或", "是", "yes"];
const FIELDS: &[(&[&str], &[&str])] = &[
    (&["level", "密级", "produced-by", "产生层级"], &["a", "机密", "18", ",", "、", "，", "-", "and"]),
    (
        &["period", "保密期限", "保密期限10", "period10"],
        &["10", "007", "1000001", "years", "year", "年", "month", "个月", "年a", "long-term", "until", "2030-01-01"],
    ),
    (
        &["known-to", "知悉范围"],
        &[
            "post",
            "岗位",
            "group",
            "人员范围",
            "organ",
            "机关",
            "officer",
            "scope",
            "知悉范围",
            "\"甲\"",
            "“乙；”",
            "of",
            "隶属",
            "approved-by",
            "批准",
            "and below",
            "及下级",
            "and  below",
            ",",
            "、",
            "a",
            "省",
            "but-not",
        ],
    ),
    (
        &["covers", "适用对象"],
        &["k", "k", "where", "where", "当", "当", "a", "属性", "≥", "=", "10", "年", "且", "\"甲\"", ",", "，"],
    ),
    (
        &["covers k where", "适用对象 甲 当"],
        &[
            "a",
            "b",
            "且",
            "或",
            "and",
            "or",
            "not",
            "非",
            "=",
            "<",
            ">=",
            "≤",
            "!=",
            "larger-than",
            "大于",
            "in",
            "属于",
            "[",
            "(",
            ")",
            "]",
            ",",
            "is",
            "为",
            "yes",
            "是",
            "否",
            "1:5000",
            "1：2.5万",
            "1:5",
            "10",
            "2014",
            "年",
            "年3月1日",
            "-",
            ".",
            "5",
            "km2",
            "平方千米",
            "平方千米且",
            "%",
            "/",
            "\"甲\"",
            "m²",
            "2014-03-01",
            "andy",
            "where",
            "25平方千米",
        ],
    ),
    (&["note", "备注"], &["\"甲\"", "“乙”", "“丙；”", "\"a;\"", "\"\\\"\"", "“\\”", "\"", "a"]),
];

/// What a value may be made of.
const VALUES: &[&str] = &[
    "1:5000",
    "1：2.5万",
    "1:5",
    "10",
    "2014",
    "年",
    "2014年3月1日",
    "2014-03-01",
    "-",
    ".5",
    " km2",
    "平方千米",
    "平方千米且",
    "%",
    "/",
    "\"甲\"",
    "m²",
    "andy",
    " where",
    "万",
    "是",
    "a",
    " and",
    "or",
    "当",
];

/// A field of some sort: words that belong there in any order, most with space between them.
fn field() -> impl Strategy<Value = String> {
    let words = FIELDS.iter().map(|(keywords, words)| {
        let word = prop_oneof![6 => select(*words), 1 => select(NAMES)];
        (select(*keywords), vec((select(SPACES), word), 1..9), select(SPACES)).prop_map(|(keyword, words, space)| {
            let words: String = words.iter().flat_map(|(space, word)| [*space, *word]).collect();
            format!("{keyword}{words}{space}")
        })
    });
    let value = || vec(select(VALUES), 1..4).prop_map(|parts| parts.concat());
    let relation = select(&["=", "<", ">=", "≤", "大于 ", "larger-than ", "is ", "in [1, ", ""][..]);
    let test = (select(&["a ", "not a ", "属性", "非 a", "b"][..]), relation, value(), select(&["", "]", " "][..]));
    let test = test.prop_map(|(attribute, relation, value, end)| format!("{attribute}{relation}{value}{end}"));
    let joint = select(&[" and ", " or ", "且 ", "且", ", ", "、", " "][..]);
    let tests = vec((test, joint), 1..3).prop_map(|tests| {
        let joined: String = tests.iter().map(|(test, joint)| format!("{test}{joint}")).collect();
        format!("covers k where {joined}a")
    });
    prop_oneof![proptest::strategy::Union::new(words), tests]
}

/// Whether both ways read the text alike, if the way that cuts reads it.
fn agree(text: &str) -> Result<(), TestCaseError> {
    let pieces = [Piece { sort: Sort::Declarations, range: 0..text.len(), comments: Vec::new(), names: None }];
    let read = |rules: Rules| {
        let mut reader = Reader::new(Base::FIRST);
        let read = rules.read(text, &[&pieces], &mut reader, None).ok().filter(|_| !reader.is_lost);
        read.map(|declarations| format!("{declarations:?} {} {:?}", reader.count, reader.diagnostics))
    };
    let cut = read(CUT);
    if cut.is_some() {
        prop_assert_eq!(cut, read(WHOLE), "{}", text);
    }
    Ok(())
}

#[test]
fn cut_rows_say_what_whole_rows_say() {
    let plain = Cell::new(0);
    let fields = vec((field(), select(&[";", ";", "；"][..])), 1..4);
    let head = (select(NAMES), select(&["", " \"甲\"", " “乙”", " “{;”", "\"\\\"\""][..]));
    let mut runner = TestRunner::new(Config { cases: 60_000, ..Config::default() });
    let tried = runner.run(&(head, fields, select(&["}", "｝"][..])), |((name, title), fields, close)| {
        let body: String = fields.iter().map(|(field, end)| format!(" {field}{end}")).collect();
        let is_plain = fields.iter().all(|(field, end)| Field::read(&format!("{field}{end}"), Base::FIRST).is_some());
        plain.set(plain.get() + usize::from(is_plain));
        agree(&format!("catalogue c {{ matter {name}{title} {{{body} {close} matter 2 {{ }} }}"))
    });
    assert!(tried.is_ok(), "{tried:?}");
    assert!(plain.get() > 1_000, "{} rows were plain", plain.get());
}
