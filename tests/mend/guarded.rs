//! Fixes that rules should never offer are not made: what a row says stays, and what is not mended is taken back.

use dingmi::diagnostic::{Edit, Fix, Safety};

use crate::workbench::{checked, fixed, mended_from, text_of};

const TEXT: &str = "\
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level jimi; period 24 months; known-to post \"档案员\" of maker; }
    matter 2 \"乙\" { level jimi; period 36 months; known-to post \"档案员\" of maker; }
}
";

/// The text after the fix of the first finding does something else beside what it should.
fn with_more(safety: Safety, from: &str, to: &str) -> String {
    let mut start = checked(TEXT);
    let sources = start.program.sources();
    let file = sources.file_of(start.findings[0].span());
    let at = TEXT.find(from).unwrap();
    let fix = start.findings[0].fix.as_mut().unwrap();
    fix.edits.push(Edit::new(sources.span(file, at..at + from.len()), to));
    fix.safety = safety;
    text_of(&mended_from(start, true))
}

/// Only the other finding is mended, and that the first one still stands leads to its own fix in the next step.
const HONEST: [(&str, &str); 2] = [("24 months", "2 years"), ("36 months", "3 years")];

fn honest() -> String {
    HONEST.iter().fold(TEXT.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[test]
fn no_level_moves() {
    for safety in [Safety::Safe, Safety::Unsafe] {
        for level in ["mimi", "juemi", "秘密"] {
            assert_eq!(with_more(safety, "jimi", level), honest());
        }
    }
}

#[test]
fn no_period_moves() {
    for safety in [Safety::Safe, Safety::Unsafe] {
        assert_eq!(with_more(safety, "36 months", "5 years"), honest());
        assert_eq!(with_more(safety, "36 months", "until 2029-01-01"), honest());
    }
}

#[test]
fn no_scope_moves_without_a_person() {
    assert_eq!(with_more(Safety::Safe, "post \"档案员\" of maker", "post \"局长\" of maker"), honest());
    assert_eq!(with_more(Safety::Unsafe, "post \"档案员\" of maker", "organ maker and below"), honest());
}

#[test]
fn what_mends_nothing_or_brings_something_new_is_taken_back() {
    let fix = |from: &str, to: &str| {
        let mut start = checked(TEXT);
        let sources = start.program.sources();
        let file = sources.file_of(start.findings[0].span());
        let at = TEXT.find(from).unwrap();
        let edit = Edit::new(sources.span(file, at..at + from.len()), to);
        for finding in &mut start.findings {
            finding.fix = None;
        }
        start.findings[0].fix = Some(Fix::safe(finding_message(), [edit]));
        text_of(&mended_from(start, true))
    };
    assert_eq!(fix("\"甲\"", "\"丙\""), TEXT, "it mends nothing");
    assert_eq!(fix("24 months", "2 years; period 2 years"), TEXT, "it gives a field twice");
    assert_eq!(fix("24 months", "2 yeras"), TEXT, "it breaks the text");
}

fn finding_message() -> dingmi::diagnostic::Text {
    dingmi::diagnostic::Text::new("write it", "请写")
}

/// A slip in a keyword hides a field. Where mending it would put another value in front of the one that is read, it stays.
#[test]
fn no_keyword_is_mended_in_front_of_another_value() {
    for fields in [
        "levle mimi; level juemi; period 15 years; known-to maker;",
        "kown-to maker and below; level jimi; period 15 years; known-to post \"员\" of maker;",
        "perod 1 years; level jimi; period 15 years; known-to maker;",
    ] {
        let text = format!(
            "organ maker {{ tier central; }}\ncatalogue c under cn-2014 {{ matter 1 \"甲\" {{ {fields} }} }}\n"
        );
        for with_unsafe in [false, true] {
            assert_eq!(fixed(&text, with_unsafe), text);
        }
    }
}
