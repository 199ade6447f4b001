//! The policies of the repository: what the tool says of them, and what it makes of them.

use dingmi::diagnostic::{Lang, Privacy, Severity};
use dingmi::emit::catalogue_json;
use dingmi::model::Context;

use crate::folder::{Repository, TODAY, check, load, without_bytes};

#[test]
fn what_is_said_of_them() {
    let program = load(&Repository::sources("policies"));
    let (_, diagnostics) = check(&program);
    let mut said = String::new();
    for diagnostic in &diagnostics {
        let place = program.sources().line_column(diagnostic.span());
        let file = program.sources().name_of(diagnostic.span());
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
        (catalogue_json(&Context { model: &model, sources: program.sources(), as_of: TODAY }), said)
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
        let bytes = catalogue_json(&Context { model: &model, sources: program.sources(), as_of: TODAY });
        without_bytes(&String::from_utf8(bytes).unwrap())
    };
    let english = program(&Repository::text("tests/fixtures/spelling/english.dingmi"));
    let chinese = program(&Repository::text("tests/fixtures/spelling/chinese.dingmi"));
    for (english, chinese) in english.lines().zip(chinese.lines()) {
        assert_eq!(english, chinese);
    }
    assert_eq!(english.len(), chinese.len());
}

#[test]
fn equal_scopes_are_one_set_however_they_are_written() {
    let text = "organ top { tier central; } organ under { superior top; } organ other;
        officer chief of under { head; }
        scope s { top and below; but-not post \"甲\" of under, chief; }
        scope t { top; under; but-not u; } scope u { post \"　甲\" of under; officer chief; }
        catalogue c \"目录\" under cn-2014 { issued-by top; dated 2010-01-01; in-force from 2010-02-01;
            matter 1 \"甲\" { level mimi; period 1 years; known-to s; }
            matter 2 \"乙\" { level mimi; period 1 years; known-to t; }
            matter 3 \"丙\" { level mimi; period 1 years; }
            matter 4 \"丁\" { level mimi; period 1 years; known-to t, post \"乙\", group \"丙\" approved-by top, \"丁\"; } }";
    let program = dingmi::Program::load(vec![("c.dingmi".into(), text.into())], &Repository);
    let (model, _) = check(&program);
    let bytes = catalogue_json(&Context { model: &model, sources: program.sources(), as_of: TODAY });
    let document: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let rows = document["catalogues"][0]["matters"].as_array().unwrap();
    let places: Vec<Option<u64>> = rows.iter().map(|row| row["known_to_set"].as_u64()).collect();
    assert_eq!(places, [Some(0), Some(0), None, Some(1)]);
    let post =
        |name: &str, organ: Option<&str>| serde_json::json!({ "name": name, "organ": organ, "and_below": false });
    let expected = |posts: serde_json::Value, groups: serde_json::Value, words: serde_json::Value| {
        serde_json::json!({
            "organs": [{ "organ": "top", "and_below": true }],
            "posts": posts,
            "officers": [],
            "groups": groups,
            "words": words,
            "except_posts": [post("甲", Some("under"))],
            "except_officers": ["chief"],
        })
    };
    let none = || serde_json::json!([]);
    let group = serde_json::json!([{ "name": "丙", "approved_by": "top" }]);
    assert_eq!(document["knower_sets"][0], expected(none(), none(), none()));
    let second = expected(serde_json::json!([post("乙", None)]), group, serde_json::json!(["丁"]));
    assert_eq!(document["knower_sets"][1], second);
}

#[test]
fn another_law_checks_and_builds_without_touching_the_compiler() {
    let program = load(&["tests/fixtures/regimes/archipelago-catalogue.dingmi".to_owned()]);
    let (model, diagnostics) = check(&program);
    assert_eq!(diagnostics.len(), 0);
    let bytes = catalogue_json(&Context { model: &model, sources: program.sources(), as_of: TODAY });
    let document: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(document["regimes"].as_array().unwrap().len(), 1);
    assert_eq!(document["regimes"][0]["levels"].as_array().unwrap().len(), 4);
    assert_eq!(document["regimes"][0]["redelegation"], 2);
    for matter in document["catalogues"][0]["matters"].as_array().unwrap() {
        assert!(matter["level"]["rank"].is_u64(), "a matter without level");
    }
}

#[test]
fn a_regime_file_takes_the_place_of_the_embedded_one() {
    let regime = Repository::text("policies/regimes/cn-2014.dingmi").replace("at-most 10 years", "at-most 9 years");
    let catalogue = "organ o; catalogue c \"目录\" under cn-2014 { dated 2010-01-01; in-force from 2010-01-01; \
                     matter 1 \"甲\" { level mimi; period 10 years; known-to post \"员\" of o; } }";
    let texts = vec![("c.dingmi".to_owned(), catalogue.to_owned())];
    let codes = |texts: Vec<(String, String)>| -> Vec<&str> {
        let program = dingmi::Program::load(texts, &Repository);
        check(&program).1.iter().map(|diagnostic| diagnostic.kind.code).collect()
    };
    assert_eq!(codes(texts.clone()), Vec::<&str>::new());
    let with_regime = texts.into_iter().chain([("r.dingmi".to_owned(), regime)]).collect();
    assert_eq!(codes(with_regime), ["P001"]);
}
