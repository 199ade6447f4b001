//! `why` and `who` from the shell: answers, exit codes, JSON, both languages, what is refused, what stays unsaid.

use crate::project::Project;

/// A ministry that grants one row to an institute for five years, and a station that has nothing.
const WORLD: &str = r#"
business b;
organ ministry "金丝雀部" { tier central; business b; }
organ institute "金丝雀所" { tier unit; superior ministry; }
organ station "金丝雀站" { tier unit; superior ministry; }
officer chief "金丝雀长" of station { head; trained on 2010-01-01; term 2010-01-01 .. 2022-12-31; }
catalogue c "金丝雀目录" under cn-2014 {
    business b;
    in-force from 2015-01-01;
    matter 1 "金丝雀" { level jimi; }
    matter 2 "金丝雀二" { level mimi; }
    matter 3 "金丝雀三" { }
}
authorization g from ministry to institute { level up-to jimi; matters c#1; period up-to 30 months; term 2020-01-01 .. 2023-12-31; }
"#;

fn project() -> Project {
    Project::new().file("目录/世界.dingmi", WORLD)
}

#[test]
fn yes_is_0_and_shows_the_chain() {
    let outcome = project().run(&["why", "institute", "c#1", "--on", "2022-02-28", "目录"]);
    outcome.expect(0, &[]);
    for part in ["yes: institute may determine c#1 at jimi", "1. ministry is of tier central", "by g: up to jimi"] {
        assert!(outcome.stdout.contains(part), "{part} in {outcome:?}");
    }
    for part in ["its responsible person by law", "period at most 30 months", "2020-01-01 .. 2023-12-31", "R14 art. 11"]
    {
        assert!(outcome.stdout.contains(part), "{part} in {outcome:?}");
    }
}

#[test]
fn no_is_1_and_names_what_fails_and_what_would_mend_it() {
    // Within the five years that are advised, the grant can be extended.
    let outcome = project().run(&["why", "institute", "c#1", "--on", "2024-01-01", "目录"]);
    outcome.expect(1, &[]);
    assert!(outcome.stdout.contains("term: 2024-01-01 lies outside its term"), "{outcome:?}");
    assert!(outcome.stdout.contains("- extend g to 2024-01-01"), "{outcome:?}");
    // Behind them a new one is made, and never is one dated back.
    let outcome = project().run(&["why", "institute", "c#1", "--on", "2025-01-01", "目录"]);
    outcome.expect(1, &[]);
    assert!(outcome.stdout.contains("term 2025-01-01 .. 2029-12-31;"), "{outcome:?}");
    // A grant and an officer.
    let outcome = project().run(&["why", "station", "c#1", "--on", "2023-01-01", "--lang", "zh", "目录"]);
    outcome.expect(1, &[]);
    assert!(outcome.stdout.contains("将 chief 的任期延至 2023-01-01"), "{outcome:?}");
    assert!(outcome.stdout.contains("由 ministry 书面授权 station"), "{outcome:?}");
    // Nothing mends a catalogue that is not in force.
    let outcome = project().run(&["why", "ministry", "c#1", "--on", "2014-12-31", "目录"]);
    outcome.expect(1, &[]);
    assert!(outcome.stdout.contains("c is in force from 2015-01-01, not on 2014-12-31"), "{outcome:?}");
}

#[test]
fn the_level_asked_for_counts() {
    project().run(&["why", "institute", "c#1", "--level", "juemi", "--on", "2022-01-01", "目录"]).expect(1, &[]);
    project().run(&["why", "institute", "c#1", "--level", "秘密", "--on", "2022-01-01", "目录"]).expect(0, &[]);
    project().run(&["why", "institute", "c＃1", "--level", "top", "目录"]).expect(2, &["its levels are"]);
    project().run(&["why", "institute", "c#3", "目录"]).expect(2, &["has no level", "--level"]);
}

#[test]
fn json_says_the_same() {
    let outcome = project().run(&["why", "institute", "c#2", "--on", "2022-01-01", "--format", "json", "目录"]);
    outcome.expect(1, &[]);
    let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(answer["may"], false);
    let grant = &answer["chains"][0][1];
    assert_eq!((&grant["kind"], &grant["id"]), (&"authorization".into(), &"g".into()));
    assert_eq!(grant["fails"][0]["dimension"], "matters");
    assert_eq!(answer["repair"][0]["kind"], "add-matter");
    let outcome = project().run(&["who", "c#1", "--on", "2022-01-01", "--format", "json", "目录"]);
    outcome.expect(0, &[]);
    let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    let organs: Vec<&str> = answer["groups"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|group| group["organs"].as_array().unwrap())
        .map(|organ| organ["organ"].as_str().unwrap())
        .collect();
    assert_eq!(organs, ["ministry", "institute"]);
}

#[test]
fn all_that_an_organ_may_is_listed() {
    let outcome = project().run(&["who", "--organ", "institute", "--on", "2022-01-01", "目录"]);
    outcome.expect(0, &[]);
    assert!(outcome.stdout.contains("c: 1\n"), "{outcome:?}");
    let outcome = project().run(&["who", "--organ", "station", "目录"]);
    outcome.expect(0, &[]);
    assert!(outcome.stdout.contains("nothing"), "{outcome:?}");
}

#[test]
fn what_is_not_there_is_told() {
    project().run(&["why", "institut", "c#1", "目录"]).expect(2, &["no organ institut", "did you mean institute?"]);
    project().run(&["why", "institute", "d#1", "目录"]).expect(2, &["no catalogue d"]);
    project().run(&["why", "institute", "c#9", "目录"]).expect(2, &["catalogue c has no matter 9"]);
    project().run(&["why", "institute", "c", "目录"]).expect(2, &["CATALOGUE#ITEM"]);
    project().run(&["why", "institute", "c#1", "nowhere"]).expect(3, &["nowhere"]);
    project().run(&["who"]).expect(2, &[]);
}

#[test]
fn a_program_whose_names_mean_nothing_gets_no_answer() {
    let broken = project().file("目录/坏.dingmi", "organ x { tier central; business nowhere; }");
    broken.run(&["why", "institute", "c#1", "目录"]).expect(3, &["dingmi check"]);
    let broken = project().file("目录/坏.dingmi", "organ x {");
    broken.run(&["who", "c#1", "目录"]).expect(3, &["dingmi check"]);
}

#[test]
fn redacted_answers_hold_no_words() {
    for arguments in [
        ["why", "institute", "c#1", "--on", "2022-01-01", "--redact", "目录"],
        ["why", "station", "c#1", "--on", "2023-01-01", "--redact", "目录"],
        ["who", "c#1", "目录", "--on", "2022-01-01", "--redact", "--level=mimi"],
    ] {
        for format in ["human", "json"] {
            let outcome = project().run(&[&arguments[..], &["--format", format]].concat());
            assert!(!outcome.everything().contains("金丝雀"), "{outcome:?}");
            assert!(!outcome.everything().contains("机密"), "{outcome:?}");
        }
    }
}
