//! `query` and `inspect` ask a compiled catalogue, as a service would.

use super::project::{Outcome, Project};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue/tests/golden/v2/small.dmc");

fn ask(arguments: &[&str]) -> Outcome {
    let project = Project::new();
    project.run(&[&["query", GOLDEN], arguments].concat())
}

#[track_caller]
fn says(arguments: &[&str], code: i32, stdout: &str) {
    let outcome = ask(arguments);
    assert_eq!((outcome.code, &*outcome.stdout), (code, stdout), "{outcome:?}");
}

#[test]
fn rows_are_found_by_id_by_name_and_by_words() {
    let row = "test#2, low 低 (1), 精细海图（含副本）, 公布, 低★公布前\n";
    says(&["matter", "test#2"], 0, row);
    says(&["matter", "test＃2"], 0, row);
    says(&["name", "精细海图(含副本)"], 0, row);
    says(&["search", "海图", "副本"], 0, row);
    says(&["name", "没有"], 1, "no row\n");
    says(&["search", "参数", "--limit", "1"], 0, "test#5, high 高 (2), 参数, 12 months, 高★12个月\nand more\n");
    ask(&["matter", "test#22"]).expect(2, &["no row test#22", "did you mean test#2?"]);
}

#[test]
fn an_object_is_classified() {
    let known = ["scale=1:2000", "paper=no", "sort=普通", "depth=1 m", "made=2010-01-01", "--on", "2021-01-01"];
    let classify = |more: &[&str]| ask(&[&["classify", "--kind", "海图"], &known[..], more].concat());
    let outcome = classify(&["--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!((outcome.code, &answer["status"], &answer["mark"]), (0, &"settled".into(), &"高★12个月".into()));
    assert_eq!(answer["matters"][0]["id"], "test#1");
    let redacted = classify(&["--redact", "--lang", "zh"]);
    assert_eq!((redacted.code, redacted.stdout.contains("test#1"), redacted.stdout.contains('★')), (0, true, false));
    says(&["classify", "--kind", "thing", "--on", "2021-01-01"], 0, "no row is about this object on 2021-01-01\n");
    assert_eq!(ask(&["classify", "--kind", "chart", "--on", "2021-01-01"]).code, 1);
    ask(&["classify", "--kind", "nothing"]).expect(2, &["--kind: no answer: no such kind is declared"]);
    ask(&["classify", "--kind", "chart", "scale=heavy"])
        .expect(2, &["scale: no answer: it does not begin with a number"]);
    ask(&["classify", "--kind", "chart", "scale"]).expect(2, &["write ATTRIBUTE=VALUE"]);
}

#[test]
fn who_may_determine_and_who_may_know() {
    let yes = ask(&["may-determine", "bureau", "test#2", "--on", "2024-12-31"]);
    assert_eq!(yes.code, 0, "{yes:?}");
    for words in
        ["yes: bureau may determine test#2 at low", "ministry by its tier", "authorization grant", "chief decides"]
    {
        assert!(yes.stdout.contains(words), "{yes:?}");
    }
    says(
        &["may-determine", "bureau", "test#2", "--on", "2025-01-01"],
        1,
        "no: bureau may not determine test#2 at low 低 (1) on 2025-01-01\n! it has that power 2020-01-05 .. 2024-12-31 only\n",
    );
    ask(&["may-determine", "nobody", "test#2"]).expect(2, &["no organ nobody is declared"]);
    ask(&["may-determine", "bureau", "test#2", "--level", "最高"]).expect(2, &["最高 is no level"]);
    says(&["may-know", "test#1", "--organ", "station"], 0, "yes: test#1 may be known\n");
    says(&["may-know", "test#1", "--organ", "station", "--post", "门卫"], 1, "no: test#1 may not be known\n");
    says(&["may-know", "test#1", "--officer", "clerk"], 0, "yes: test#1 may be known\n");
    says(&["may-know", "test#1", "--group", "专家组", "--organ", "ministry"], 0, "yes: test#1 may be known\n");
    assert_eq!(ask(&["may-know", "test#4", "--organ", "station"]).code, 1);
    assert_eq!(ask(&["may-know", "test#1"]).code, 2);
}

#[test]
fn release_counts_calendar_months() {
    let release = |row: &str, counted: &[&str], on: &str| ask(&[&["release", row, "--on", on], counted].concat());
    let leap = ["--issued", "2024-02-29"];
    assert_eq!(release("test#1", &leap, "2025-02-28").stdout, "a secret until then: released from 2025-03-01 on\n");
    let over = release("test#1", &leap, "2025年3月1日");
    assert_eq!((over.code, &*over.stdout), (0, "released since 2025-03-01\n"));
    assert_eq!(release("test#1", &["--notice", "2024-02-29"], "2025-03-01").code, 0);
    assert_eq!(release("test#2", &leap, "2030-01-01").stdout, "released when this happens: 公布\n");
    let latest = "the organ that determines sets the period; released from 2025-08-30 on at the latest\n";
    assert_eq!(release("test#4", &leap, "2024-03-01").stdout, latest);
    assert_eq!(release("test#1", &[], "2025-03-01").code, 2);
}

#[test]
fn an_image_tells_what_it_is_and_gives_json_back() {
    let project = Project::new().file("a.dingmi", "").file("not.dmc", "no image").file("cut.dmc", "\u{89}DMC");
    let inspect = project.run(&["inspect", GOLDEN]);
    for words in
        ["format version 2, serial 2026112500, as of 2026-11-25", "catalogue secret: 1 rows", "itself low 低 (1)"]
    {
        assert!(inspect.stdout.contains(words), "{inspect:?}");
    }
    let content = project.run(&["inspect", GOLDEN, "--content"]);
    assert_eq!(content.stdout, std::fs::read_to_string(GOLDEN.replace(".dmc", ".json")).unwrap());
    project.run(&["inspect", "not.dmc"]).expect(3, &["not.dmc: not a compiled catalogue"]);
    project.run(&["query", "none.dmc", "matter", "a#1"]).expect(3, &["none.dmc: cannot be read"]);
    let old = GOLDEN.replace("/v2/", "/v1/");
    project
        .run(&["inspect", &old])
        .expect(3, &["format version 1 is not one that this dingmi reads", "build it again"]);
    let mut bytes = std::fs::read(GOLDEN).unwrap();
    bytes.pop();
    std::fs::write(project.path("坏.dmc"), bytes).unwrap();
    project.run(&["inspect", "坏.dmc"]).expect(3, &["坏.dmc: damaged", "build it again"]);
}

/// Who is taken out of a scope may not know, wherever else it is named.
#[test]
fn who_is_taken_out_may_not_know() {
    let text = "regime r { level low { rank 1; } tier top { determines low; } tier other { } officer head; }
        organ o { tier top; } organ sub { tier other; superior o; }
        scope any { post \"岗\"; but-not post \"岗\" of o; }
        catalogue c \"目录\" under r { issued-by o;
            matter 1 \"甲\" { level low; known-to post \"岗\" but-not post \"岗\" of o; }
            matter 2 \"乙\" { level low; known-to any; }
            matter 3 \"丙\" { level low; known-to o but-not \"某人\"; }
            matter 4 \"丁\" { level low; period otherwise-provided-by \"法\" 19999 years; known-to o; } }";
    let text = text.replace("period otherwise-provided-by \"法\" 19999 years; ", "period 19999 years; ");
    let project = Project::new().file("a.dingmi", text);
    project.run(&["build", "-o", "out", "--on", "2026-11-23", "--ignore", "A,F,P,C,X,L,K,W"]).expect(0, &["wrote"]);
    let ask = |arguments: &[&str]| project.run(&[&["query", "out/catalogue.dmc"], arguments].concat());
    for row in ["c#1", "c#2"] {
        let post = |organ: &str| ask(&["may-know", row, "--organ", organ, "--post", "岗"]);
        assert_eq!((post("o").code, post("sub").code), (1, 0), "{row}");
    }
    assert_eq!(ask(&["may-know", "c#3", "--organ", "o"]).stdout.split(':').next(), Some("unclear"));
    let release = ask(&["release", "c#4", "--issued", "2024-02-29", "--on", "2026-11-23"]);
    assert_eq!(release.code, 1, "{release:?}");
    project
        .run(&["--redact", "inspect", "out/catalogue.dmc", "--content"])
        .expect(2, &["--content: it shows everything"]);
}
