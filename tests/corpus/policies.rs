//! The policies of the repository: what the tool says of them, and what it makes of them.

use dingmi::diagnostic::{Lang, Privacy, Severity};
use dingmi::emit::outputs;

use crate::folder::{Repository, TODAY, check, load};

#[test]
fn what_is_said_of_them() {
    let program = load(&Repository::sources("policies"));
    let (_, diagnostics) = check(&program);
    let mut said = String::new();
    for diagnostic in &diagnostics {
        let place = program.sources().line_column(diagnostic.span());
        let file = program.sources().get(diagnostic.span().file).name();
        let message = diagnostic.message.render(Lang::En, Privacy::Open);
        let (severity, code) = (diagnostic.severity.id(), diagnostic.kind.code);
        said += &format!("{file}:{}:{}: {severity}[{code}] {message}\n", place.line, place.column);
    }
    insta::assert_snapshot!(said);
}

#[test]
fn they_have_no_errors_and_the_examples_nothing_at_all() {
    let (_, diagnostics) = check(&load(&Repository::sources("policies")));
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.severity < Severity::Error));
    let (_, diagnostics) = check(&load(&Repository::sources("policies/examples")));
    assert_eq!(diagnostics.len(), 0);
}

#[test]
fn the_order_of_the_files_does_not_show() {
    let mut names = Repository::sources("policies");
    let build = |names: &[String]| {
        let program = load(names);
        let (model, diagnostics) = check(&program);
        let said: Vec<String> = diagnostics.iter().map(|d| d.message.render(Lang::Zh, Privacy::Open)).collect();
        (outputs(program.sources(), &model, TODAY).remove(0).bytes, said)
    };
    let once = build(&names);
    names.reverse();
    assert!(once == build(&names));
    names.rotate_left(5);
    assert!(once == build(&names));
}

#[test]
fn a_catalogue_in_chinese_and_in_english_spelling_is_one_catalogue() {
    let program = |text: &str| {
        let program = dingmi::Program::load(vec![("c.dingmi".into(), text.into())], &Repository);
        let (model, diagnostics) = check(&program);
        assert!(diagnostics.is_empty(), "{:?}", diagnostics.iter().map(|each| each.kind.code).collect::<Vec<_>>());
        String::from_utf8(outputs(program.sources(), &model, TODAY).remove(0).bytes).unwrap()
    };
    let english = program(&Repository::text("tests/fixtures/spelling/english.dingmi"));
    let chinese = program(&Repository::text("tests/fixtures/spelling/chinese.dingmi"));
    for (english, chinese) in english.lines().zip(chinese.lines()) {
        assert_eq!(english, chinese);
    }
    assert_eq!(english.len(), chinese.len());
}
