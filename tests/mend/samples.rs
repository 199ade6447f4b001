//! Mistakes as authors make them, and what is made of them.

use crate::workbench::{checked, fixed, mended, said, text_of};

/// What everything below speaks of.
const WORLD: &str = "\
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
";

/// Text, what the safe fixes make of it, what all make of it; nothing where it stays as it was.
const SAMPLES: &[(&str, &str, &str)] = &[
    // Semicolons, as the author writes them.
    ("organ a { tier central }", "organ a { tier central; }", ""),
    ("organ a ｛ 层级 central ｝", "organ a ｛ 层级 central； ｝", ""),
    (
        "organ a {\r\n    tier central\r\n    role r\r\n}\r\n",
        "organ a {\r\n    tier central;\r\n    role r;\r\n}\r\n",
        "",
    ),
    ("\u{feff}organ a { tier central }", "\u{feff}organ a { tier central; }", ""),
    ("organ a { tier central;; }", "organ a { tier central; }", ""),
    ("organ a { 层级 central。 }", "organ a { 层级 central; }", ""),
    ("organ a ｛\n 层级 central，\n 职能 r。\n｝", "organ a ｛\n 层级 central；\n 职能 r；\n｝", ""),
    // Signs that the language does not take.
    ("organ a { tier: central; }", "organ a { tier central; }", ""),
    ("organ a { 层级：central; }", "organ a { 层级central; }", ""),
    ("organ a { tier \"central\"; }", "organ a { tier central; }", ""),
    ("organ a { tier “central”; }", "organ a { tier central; }", ""),
    ("organ a 「甲」 { tier central; }", "organ a “甲” { tier central; }", ""),
    ("organ a ‘甲’ { tier central; }", "organ a “甲” { tier central; }", ""),
    ("organ a ”甲” { tier central; }", "organ a “甲” { tier central; }", ""),
    ("organ a \"甲” { tier central; }", "organ a \"甲\" { tier central; }", ""),
    ("organ a “甲“ { tier central; }", "organ a “甲” { tier central; }", ""),
    ("organ a {\u{a0}tier central; }", "organ a { tier central; }", ""),
    ("organ a { tier\u{2003}central; }", "organ a { tier central; }", ""),
    ("organ a－b { tier central; }", "organ a-b { tier central; }", ""),
    ("organ a { tier central; since 2018/3/9; }", "organ a { tier central; since 2018-03-09; }", ""),
    ("organ a { tier central; since 2018.03.09; }", "organ a { tier central; since 2018-03-09; }", ""),
    ("organ a { tier central; since 2018-3-9; }", "organ a { tier central; since 2018-03-09; }", ""),
    ("organ a { tier central; since ２０１８年３月９日; }", "organ a { tier central; since 2018年3月9日; }", ""),
    // Slips of the hand in keywords.
    ("organ a { teir central; }", "organ a { tier central; }", ""),
    ("orgna a { tier central; }", "organ a { tier central; }", ""),
    ("organ a { tier central; supperior a; }", "organ a { tier central; superior a; }", ""),
    ("organ a { tier central; suppperior a; }", "", "organ a { tier central; superior a; }"),
    // Where a brace or a quote went astray, only a guess is left.
    ("organ a { tier central;", "", "organ a { tier central; }"),
    ("organ a {\n    tier central;\n", "", "organ a {\n    tier central;\n}\n"),
    ("organ a { tier central; } }\norgan b;", "", "organ a { tier central; }\norgan b;"),
    ("organ a tier central; }", "", "organ a { tier central; }"),
    ("organ a \"甲;", "", "organ a \"甲\";"),
    ("organ a;\n# words", "", "organ a;\n// words"),
    // What is given twice.
    ("organ a { tier central; tier central; }", "organ a { tier central; }", ""),
    ("organ a {\n    tier central;\n    tier  central;\n}", "", ""),
    ("organ a {\n    tier central;\n    层级 central；\n}", "organ a {\n    tier central;\n}", ""),
    ("organ a { tier central; tier provincial; }", "", ""),
    // What cannot be seen.
    ("organ \u{200b}a { tier central; }", "organ a { tier central; }", ""),
    ("// \u{200b}\norgan a { tier central; }", "// \norgan a { tier central; }", ""),
    ("/// 甲\u{200b}\norgan a { tier central; }", "", "/// 甲\norgan a { tier central; }"),
    ("organ a \"甲\u{200b}\" { tier central; }", "", "organ a \"甲\" { tier central; }"),
    ("organ a { tier central; } // \u{202e}x", "", "organ a { tier central; } // x"),
    // Names.
    ("organ maker-1;\norgan b { superior maker1; }", "", "organ maker-1;\norgan b { superior maker-1; }"),
];

/// Rows, in the block of a catalogue that lacks nothing.
const ROWS: &[(&str, &str, &str)] = &[
    ("period 24 months", "period 2 years", ""),
    ("保密期限 24个月", "保密期限 2年", ""),
    ("period 12 months", "period 1 year", ""),
    ("period 24 months otherwise-provided \"甲\"", "period 2 years otherwise-provided \"甲\"", ""),
    ("period 18 months", "", ""),
    ("period 24 /* 两年 */ months", "", ""),
    ("peroid 24 months", "period 2 years", ""),
];

fn row(period: &str) -> String {
    format!(
        "{WORLD}catalogue c \"目录\" under cn-2014 {{ issued-by maker, department; dated 2010-06-01; in-force from 2010-07-01;\n\
         matter 1 \"甲\" {{ level mimi; {period}; known-to post \"档案员\" of maker; }}\n}}\n"
    )
}

/// All texts of the samples.
pub(crate) fn all() -> impl Iterator<Item = String> {
    SAMPLES.iter().map(|sample| sample.0.to_owned()).chain(ROWS.iter().map(|sample| row(sample.0)))
}

#[test]
fn samples_are_mended_as_they_say() {
    for (text, safe, all) in SAMPLES {
        let safe = if safe.is_empty() { text } else { safe };
        let all = if all.is_empty() { safe } else { all };
        assert_eq!(fixed(text, false), *safe, "{text}\n{:?}", said(&checked(text).findings));
        assert_eq!(fixed(text, true), *all, "{text}\n{:?}", said(&checked(text).findings));
    }
}

#[test]
fn periods_are_written_in_the_right_unit() {
    for (text, safe, _) in ROWS {
        let after = if safe.is_empty() { text } else { safe };
        assert_eq!(fixed(&row(text), false), row(after), "{:?}", said(&checked(&row(text)).findings));
    }
}

#[test]
fn templates_say_what_is_missing_and_nothing_else() {
    for (block, filled) in [
        (
            "matter 1 \"甲\" { known-to post \"档案员\" of maker; }",
            "matter 1 \"甲\" { /* to fill in: level …; */ /* to fill in: period …; */ known-to post \"档案员\" of maker; }",
        ),
        (
            "事项 1 “甲” ｛\r\n        密级 秘密；\r\n    ｝",
            "事项 1 “甲” ｛\r\n        // 待填写：保密期限 …；\r\n        // 待填写：知悉范围 …；\r\n        密级 秘密；\r\n    ｝",
        ),
        (
            "matter 1 \"甲\" { /* to fill in: level …; */ known-to post \"档案员\" of maker; }",
            "matter 1 \"甲\" { /* to fill in: period …; */ /* to fill in: level …; */ known-to post \"档案员\" of maker; }",
        ),
    ] {
        let text = |block: &str| {
            format!(
                "{WORLD}catalogue c \"目录\" under cn-2014 {{ issued-by maker, department; dated 2015-06-01; in-force from 2015-07-01;\n\
                 demonstrated on 2015-01-10; heard organ maker;\n    {block}\n}}\n"
            )
        };
        let after = mended(&text(block), true);
        assert_eq!(text_of(&after), text(filled));
        assert_eq!(said(&after.checked.findings), said(&checked(&text(block)).findings), "the lack is still told");
        assert_eq!(fixed(&text(block), false), text(block), "templates are not safe");
    }
}

#[test]
fn what_two_mistakes_hide_is_mended_step_by_step() {
    let text = "organ a { teir: central。 }\norgan b { tier \"central\" }\n";
    assert_eq!(fixed(text, false), "organ a { tier central; }\norgan b { tier central; }\n");
}
