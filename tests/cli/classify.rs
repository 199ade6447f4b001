//! `classify` from the shell: one object and many, answers, exit codes, JSON, both languages, what is refused, what stays
//! unsaid.

use serde_json::Value;

use crate::project::Project;

const WORLD: &str = r#"
organ ministry "金丝雀部" { tier central; }
scope readers "金丝雀" { post "金丝雀员" of ministry; }
vocabulary v {
    kind map "金丝雀图" { kind chart "海图"; }
    kind photo "照片";
    attribute scale "比例尺" : ratio;
    attribute area "金丝雀面积" : area;
    attribute taken "日期" : date;
    attribute state "状态" : one-of sealed "启封前", opened "启封后";
    attribute in-zone "区内" : yes-no;
    unit 亩 = 666 m2;
}
catalogue c "金丝雀目录" under cn-2014 {
    in-force from 2015-01-01;
    matter 1 "金丝雀一" { level jimi; period 10 years; known-to readers; covers map where scale > 1:5000; }
    matter 2 "金丝雀二" { level mimi; period 6 months; known-to readers; covers map where area > 25 km2; yields-to 1; }
    matter 3 "金丝雀三" { level mimi; period until "金丝雀公布"; known-to readers; covers photo where state is sealed and taken < 2020-01-01; }
    matter 4 "金丝雀四" { level juemi; period 20 years; known-to readers; covers photo where in-zone; }
}
disclosure open { item 1 { covers photo where state is opened and not in-zone; } }
"#;

fn project() -> Project {
    Project::new().file("目录/世界.dingmi", WORLD)
}

fn ask(arguments: &[&str]) -> crate::project::Outcome {
    let mut all = vec!["classify", "--on", "2021-01-01"];
    all.extend(arguments);
    all.push("目录");
    project().run(&all)
}

#[test]
fn a_settled_object_says_which_row_goes_first_and_why() {
    let outcome = ask(&["--kind", "chart", "scale=1:2000", "area=30 km2"]);
    outcome.expect(0, &[]);
    for part in [
        "settled on 2021-01-01:",
        "level: jimi 机密 (2)",
        "period: 10 years",
        "known to: readers",
        "mark: 机密★10年",
        "applies: c#1",
        "scale > 1:5000",
        "yields: c#2, mimi 秘密 (1), 6 months, to c#1 by 目录/世界.dingmi:17:",
    ] {
        assert!(outcome.stdout.contains(part), "{part} in {outcome:?}");
    }
    let outcome = ask(&["--kind", "金丝雀图", "比例尺=1:1万", "金丝雀面积＝4万亩", "--lang", "zh"]);
    outcome.expect(0, &[]);
    assert!(outcome.stdout.contains("标志：秘密★6个月"), "{outcome:?}");
}

#[test]
fn no_row_is_an_answer_and_what_is_open_names_what_it_depends_on() {
    let outcome = ask(&["--kind", "map", "scale=1:5000", "area=25 km2"]);
    outcome.expect(0, &[]);
    assert_eq!(outcome.stdout, "no row is about this object on 2021-01-01\n");
    let outcome = ask(&["--kind", "photo", "state=sealed"]);
    outcome.expect(1, &[]);
    assert_eq!(
        outcome.stdout,
        "open on 2021-01-01: it depends on values that are not given\n  \
         may apply: c#3, depending on taken\n  may apply: c#4, depending on in-zone\n"
    );
    // Before the catalogue is in force it says nothing.
    let outcome = project().run(&["classify", "--on", "2014-12-31", "--kind", "chart", "scale=1:1", "目录"]);
    outcome.expect(0, &[]);
    assert_eq!(outcome.stdout, "no row is about this object on 2014-12-31\n");
}

#[test]
fn a_dispute_is_1_and_the_highest_level_holds_meanwhile() {
    let outcome = ask(&["--kind", "photo", "状态=启封前", "taken=2019年12月31日", "in-zone=是", "--format", "json"]);
    outcome.expect(1, &[]);
    let answer: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(answer["status"], "disputed");
    assert_eq!(answer["level"]["id"], "juemi");
    assert_eq!(answer["mark"], "绝密★20年");
    assert_eq!(answer["cites"][0]["article"], 20);
    assert_eq!(answer["matters"].as_array().unwrap().len(), 2);
    let outcome = ask(&["--kind", "photo", "state=opened", "in-zone=no"]);
    outcome.expect(0, &[]);
    assert!(outcome.stdout.contains("must be public: open#1"), "{outcome:?}");
}

#[test]
fn what_cannot_be_asked_says_so() {
    for (arguments, said) in [
        (&["--kind", "mapp"][..], "did you mean map?"),
        (&["--kind", "map", "skale=1:2"], "did you mean scale?"),
        (&["--kind", "map", "scale=3 km"], "it takes a ratio, and this is a length"),
        (&["--kind", "map", "scale=1:0"], "it divides by zero"),
        (&["--kind", "map", "area=-1 km2"], "it is less than there can be"),
        (&["--kind", "map", "area=1 furlong"], "it takes a area with one of its units"),
        (&["--kind", "map", "taken=yesterday"], "it takes a date such as"),
        (&["--kind", "map", "in-zone=maybe"], "it takes `yes` or `no`"),
        (&["--kind", "map", "state=lost"], "it takes one of sealed, opened"),
        (&["--kind", "map", "scale=1:2", "比例尺=1:3"], "is given twice"),
        (&["--batch", "csv", "scale=1:2"], "put the value into each line"),
        (&["scale=1:2"], "--kind"),
    ] {
        let outcome = ask(arguments);
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.stderr.contains(said), "{said} in {outcome:?}");
    }
    let broken =
        Project::new().file("a.dingmi", "organ o; vocabulary v { kind k; } catalogue c { matter 1 { covers kk; } }");
    broken.run(&["classify", "--kind", "k"]).expect(3, &["means nothing"]);
}

#[test]
fn a_batch_answers_line_by_line() {
    let lines = "{\"kind\":\"chart\",\"scale\":\"1:2000\"}\n\nnonsense\n{\"kind\":\"photo\",\"in-zone\":true,\"state\":\"opened\"}\n{\"scale\":1}\n";
    let outcome = project().run_with_stdin(
        &["classify", "--on", "2021-01-01", "--batch", "jsonl", "--format", "json", "目录"],
        lines.as_bytes(),
    );
    outcome.expect(1, &[]);
    let answers: Vec<Value> = outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let numbers: Vec<u64> = answers.iter().map(|answer| answer["line"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [1, 3, 4, 5]);
    // Whatever its area, row 2 yields to row 1.
    assert_eq!(answers[0]["answer"]["status"], "settled");
    assert!(answers[1]["error"].as_str().unwrap().contains("JSON object"));
    assert_eq!(answers[2]["answer"]["level"]["id"], "juemi");
    assert!(answers[3]["error"].as_str().unwrap().contains("`kind`"));

    let lines =
        "\u{feff}kind,state,taken,in-zone\r\nphoto,sealed,2019-05-05,no\r\nphoto,\"opened\",,no\r\nphoto,sealed\r\n";
    let outcome =
        project().run_with_stdin(&["classify", "--on", "2021-01-01", "--batch", "csv", "目录"], lines.as_bytes());
    outcome.expect(1, &[]);
    assert_eq!(
        outcome.stdout,
        "2: settled  mimi 秘密 (1)  秘密★金丝雀公布前  c#3\n3: none\n4: it is no CSV record of 4 fields\n"
    );
    let outcome = project().run_with_stdin(&["classify", "--batch", "csv", "目录"], b"a,b\n");
    outcome.expect(3, &["no column `kind`"]);
    let long = format!("{{\"kind\":\"{}\"}}\n{{\"kind\":\"map\"}}\n", "图".repeat(30_000));
    let outcome = project().run_with_stdin(&["classify", "--batch", "jsonl", "目录"], long.as_bytes());
    assert!(
        outcome.stdout.starts_with("1: limit object-size: more than 65536 bytes in one line\n2: open"),
        "{outcome:?}"
    );
}

#[test]
fn nothing_of_the_catalogue_is_said_when_redacted() {
    for format in ["human", "json"] {
        let outcome = ask(&[
            "--kind",
            "photo",
            "state=sealed",
            "taken=2019-01-01",
            "in-zone=yes",
            "--redact",
            "--format",
            format,
        ]);
        outcome.expect(1, &[]);
        let told = format!("{}{}", outcome.stdout, outcome.stderr);
        assert!(told.contains("c#3") && told.contains("juemi"), "{told}");
        for words in ["金丝雀", "sealed", "2020-01-01", "20 years", "★", "机密"] {
            assert!(!told.contains(words), "{words} in {told}");
        }
    }
}
