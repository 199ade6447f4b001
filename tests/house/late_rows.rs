//! Rows of large catalogues are parsed late in a check that is the only one, and nothing shows of it.

use std::convert::Infallible;

use dingmi::diagnostic::{Diagnostic, Lang, Privacy};
use dingmi::source::{Base, Sources};
use dingmi::syntax;
use dingmi::watch::Unwatched;
use dingmi::{Files, Options, Program};
use jiff::civil::date;

use crate::folder::Repository;

/// Rows for several pieces, of which each refers to another.
const ROWS: usize = 3_000;

/// What stands among the rows, and whether it is left for later. What is wrong in it is found in both ways.
const FAULTS: &[(&str, bool)] = &[
    ("", true),
    ("matter x \"甲\" { level nolevel; known-to organ nobody; }", true),
    ("matter 7 \"又一\" { level mimi; }", true),
    ("matter x { prevails-over 1; yields-to 2999; same-as c#17; except c#2; }", true),
    ("matter x { prevails-over nowhere; }", true),
    ("/// 说明\n// 注\nmatter x \"甲\" { /* 注 */ level mimi; } // 注", true),
    ("事项 x “甲” ｛ 密级 mimi； ｝", true),
    ("matter x { level mimi; level jimi; }", true),
    ("matter x { period until 2020-02-30; }", true),
    ("matter x { period 1000001 years; }", true),
    ("matter x { levle mimi; }", true),
    ("matter x { level ?; }", true),
    ("matter x { level mimi }", true),
    ("matter \"x\" { }", false),
    ("matter /* 注 */ x { level mimi; }", false),
    ("number \"又一\";", false),
    ("note \"一\"; note \"二\";", false),
    ("item x { }", false),
    ("} catalogue d { matter 1 \"甲\" { level nolevel; }", true),
    ("} organ p { tier central; } catalogue c { number \"又一\";", true),
    ("{", false),
];

fn text(fault: &str, at: usize) -> String {
    let mut text = "organ o { tier central; }\ncatalogue c under cn-2014 { issued-by o; number \"一\";\n".to_owned();
    for row in 1..=ROWS {
        if row == at {
            text += fault;
        }
        let next = row % ROWS + 1;
        text += &format!(
            "matter {row} \"第{row}号成果\" {{ level mimi; period 5 years; known-to organ o; produced-by central; \
             yields-to {next}; }}\n"
        );
    }
    text + "}\n"
}

fn said(sources: &Sources, findings: &[Diagnostic]) -> Vec<String> {
    let say = |finding: &Diagnostic| {
        let places = finding.labels.iter().map(|label| (label.span, sources.text(label.span)));
        let help: Vec<String> = finding.help.iter().map(|help| help.render(Lang::En, Privacy::Open)).collect();
        let message = finding.message.render(Lang::Zh, Privacy::Open);
        format!("{} {message} {help:?} {:?} {:?}", finding.kind.code, places.collect::<Vec<_>>(), finding.fix)
    };
    findings.iter().map(say).collect()
}

#[test]
fn what_is_parsed_late_means_the_same() {
    for (fault, is_left) in FAULTS {
        for at in [1, 2, ROWS / 2, ROWS] {
            let text = text(fault, at);
            let mut later = Vec::new();
            syntax::parse_but_rows(Base::FIRST, &text, &mut later);
            let has_rows = later.iter().any(|rows| !rows.names().is_empty());
            assert!(has_rows || !is_left, "no row is left for later at {at}: {fault}");
            // Fields among the first rows are cut off with the others.
            assert!(!has_rows || *is_left || at < 3, "rows are left for later at {at}: {fault}");
            assert_same(&text);
        }
    }
}

/// Where the rows begin that are left, and what comes before.
#[test]
fn rows_begin_where_fields_end() {
    let text = text("", 1);
    let (head, fields, rows) =
        ("catalogue c under cn-2014 {", " issued-by o; number \"一\";\n", "matter 1 \"第1号成果\"");
    let begins = |before: &str| text.replacen(rows, &format!("{before}{rows}"), 1);
    let many = "note \"一\";\n".repeat(8_000);
    for text in [
        format!("\u{feff}{text}"),
        text.replace('\n', "\r\n"),
        text.replacen(head, "目录 c 依据法规 cn-2014 ｛", 1),
        text.replacen(fields, "", 1),
        text.replacen(fields, "\n", 1),
        begins("number \"二\"; // 注\n"),
        begins("// 注\n"),
        begins("/* { ; */\n"),
        begins("/// 说明\n"),
        begins("/* } */ /// 说明\n"),
        begins(&many),
        format!(
            "organ q {{ tier central; }} {} organ r;",
            text.replacen(rows, &format!("{many} }} catalogue e {{ {rows}"), 1)
        ),
        format!(
            "{text}catalogue d {{ matter 1 \"甲\" {{ }} }}\n{}",
            text.replace("organ o", "organ o2").replace(head, "catalogue e {")
        ),
        format!("catalogue d under cn-2014 {{ {many} }}"),
    ] {
        assert_same(&text);
    }
}

/// What a text imports and which regime it puts in the place of another counts only as far as it is sound.
#[test]
fn what_a_broken_text_imports_is_the_same() {
    let broken = text("", 1).replace("level mimi;", "level ?;");
    assert_same(&format!("{broken}import \"missing.dingmi\";\nregime cn-2014 {{ }}\n"));
}

/// More findings than names are suggested for, in many pieces.
#[test]
fn suggestions_are_the_same() {
    assert_same(&text("", 1).replace("known-to organ o;", "known-to organ oo;"));
}

fn assert_same(text: &str) {
    let texts = || vec![("a.dingmi".to_owned(), text.to_owned())];
    let options = Options::on(date(2026, 11, 30));
    let files: &dyn Files = &Repository;
    let program = Program::load(texts(), files);
    let (model, findings) = program.check(&options);
    let late = Program::check_once(texts(), files, &Unwatched, |_| Ok::<_, Infallible>(options.clone()));
    let Ok(late) = late;
    assert_eq!(said(late.program.sources(), &late.findings), said(program.sources(), &findings));
    assert_eq!(late.program.is_broken(), program.is_broken());
    assert_eq!(format!("{:?}", late.model), format!("{model:?}"));
}
