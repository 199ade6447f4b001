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
        for at in [2, ROWS / 2, ROWS] {
            let text = text(fault, at);
            let mut later = Vec::new();
            syntax::parse_but_rows(Base::FIRST, &text, &mut later);
            let has_rows = later.iter().any(|rows| !rows.names().is_empty());
            // Among the first rows, where fields stand, all is read at once.
            assert!(at == 2 || has_rows == *is_left, "whether rows are left for later: {fault}");
            assert_same(&text);
        }
    }
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
    let late = Program::check_once(texts(), files, &Unwatched, |_| Ok::<_, Infallible>(options));
    let Ok(late) = late;
    assert_eq!(said(late.program.sources(), &late.findings), said(program.sources(), &findings));
    assert_eq!(late.program.is_broken(), program.is_broken());
    assert_eq!(format!("{:?}", late.model), format!("{model:?}"));
}
