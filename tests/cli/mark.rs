//! `mark` from the shell: answers, exit codes, lines of stdin, JSON, both languages, what stays unsaid.

use crate::project::Project;

const TODAY: [&str; 2] = ["--on", "2026-11-23"];

#[test]
fn a_right_mark_is_0_and_says_what_it_means() {
    let outcome = Project::new().run(&["mark", "机密★10年", TODAY[0], TODAY[1]]);
    outcome.expect(0, &[]);
    for part in ["right: 机密★10年", "level jimi 机密 (2)", "period 10 years", "by regime cn-2014, in force 2014-03-01"]
    {
        assert!(outcome.stdout.contains(part), "{part} in {outcome:?}");
    }
    let outcome = Project::new().run(&["mark", "机密★会议开始前", "--lang", "zh"]);
    outcome.expect(0, &[]);
    assert!(
        outcome.stdout.contains("正确：机密★会议开始前") && outcome.stdout.contains("保密期限 会议开始前"),
        "{outcome:?}"
    );
}

#[test]
fn a_wrong_mark_is_1_and_says_all_that_is_wrong() {
    let outcome = Project::new().run(&["mark", "秘密15年"]);
    outcome.expect(1, &[]);
    for part in ["M001 mark-sign", "P001 period-exceeds-cap", "L10 art. 15"] {
        assert!(outcome.stdout.contains(part), "{part} in {outcome:?}");
    }
    assert!(!outcome.stdout.contains("\nwrite "), "{outcome:?}");
    let outcome = Project::new().run(&["mark", "10年●机密"]);
    outcome.expect(1, &[]);
    assert!(outcome.stdout.contains("\nwrite 机密★10年\n"), "{outcome:?}");
}

#[test]
fn the_old_rule_is_told_with_the_day_of_the_new_one() {
    let outcome = Project::new().run(&["mark", "机密★"]);
    outcome.expect(0, &[]);
    for part in ["warning M006", "20 years", "2014-03-01", "--issued"] {
        assert!(outcome.stdout.contains(part), "{part} in {outcome:?}");
    }
    Project::new().run(&["mark", "机密★", "--issued", "2014年3月1日"]).expect(1, &[]);
    Project::new().run(&["mark", "机密★", "--issued", "2013-03-01"]).expect(0, &[]);
}

#[test]
fn each_line_gets_an_answer_on_one_line() {
    let long = format!("机密★{}\n", "长".repeat(100_000));
    let mut stdin = "机密★10年\r\n秘密15年\n\n".as_bytes().to_vec();
    stdin.extend(long.as_bytes());
    stdin.extend(b"\xbb\xfa\xc3\xdc\n");
    stdin.extend("机密●1年".as_bytes());
    let outcome = Project::new().run_with_stdin(&["mark", "-"], &stdin);
    outcome.expect(1, &[]);
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    assert_eq!(lines.len(), 6, "{outcome:?}");
    assert_eq!(lines[0], "1: right: level jimi 机密 (2); period 10 years");
    assert!(lines[1].starts_with("2: wrong: level mimi 秘密 (1); period 15 years; error[M001]"), "{outcome:?}");
    assert!(lines[2].starts_with("3: wrong: error[M001]"), "{outcome:?}");
    assert!(lines[3].contains("S006") && lines[4].contains("X001"), "{outcome:?}");
    assert!(lines[5].ends_with("; write 机密★1年"), "{outcome:?}");

    let outcome = Project::new().run_with_stdin(&["mark", "-", "--format", "json"], &stdin);
    outcome.expect(1, &[]);
    let right = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["right"].as_bool();
    let right: Vec<_> = outcome.stdout.lines().map(right).collect();
    assert_eq!(right, [Some(true), Some(false), Some(false), Some(false), Some(false), Some(false)]);
    Project::new().run_with_stdin(&["mark", "-"], "机密★10年\n".as_bytes()).expect(0, &[]);
    Project::new().run_with_stdin(&["mark", "-"], b"").expect(0, &[]);
}

#[test]
fn json_says_the_same() {
    let outcome = Project::new().run(&["mark", "10年●机密", TODAY[0], TODAY[1], "--format", "json"]);
    outcome.expect(1, &[]);
    let answer: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!((&answer["version"], &answer["right"]), (&1.into(), &false.into()));
    assert_eq!(answer["level"], serde_json::json!({ "id": "jimi", "name": "机密", "rank": 2 }));
    assert_eq!(answer["period"], serde_json::json!({ "form": "years", "count": 10 }));
    assert_eq!(answer["corrected"], "机密★10年");
    assert_eq!(answer["as_of"], "2026-11-23");
    let label = &answer["diagnostics"][1]["labels"][0];
    assert_eq!((&label["file"], &label["start"]["byte"]), (&"<mark>".into(), &5.into()));
}

#[test]
fn redacted_answers_hold_no_words() {
    for mark in ["机密★金丝雀前", "金丝雀★10年", "机密★（金丝雀前）", "机密金丝雀", "金丝雀", "机密★金丝雀另行通知前"]
    {
        for format in ["human", "json"] {
            for lang in ["zh", "en"] {
                let outcome = Project::new().run(&["mark", mark, "--redact", "--format", format, "--lang", lang]);
                assert!(!outcome.everything().contains("金丝雀"), "{outcome:?}");
                assert!(!outcome.everything().contains("机密"), "{outcome:?}");
            }
            let lines = Project::new().run_with_stdin(&["mark", "-", "--redact", "--format", format], mark.as_bytes());
            assert!(!lines.everything().contains("金丝雀"), "{lines:?}");
        }
    }
}

const HERE: &str = "regime here \"此地\" { level gao \"高\" { rank 1; period at-most 3 years; } SIGN }";

#[test]
fn the_regime_is_the_one_asked_for() {
    let with_sign = HERE.replace("SIGN", "mark sign \"◆\" requires level;");
    let project = Project::new().file("laws/here.dingmi", &with_sign);
    project.run(&["mark", "高◆3年", "--regime", "laws/here.dingmi"]).expect(0, &[]);
    project.run(&["mark", "高◆", "--regime", "laws/here.dingmi"]).expect(0, &[]);
    project.run(&["mark", "高◆4年", "--regime", "laws/here.dingmi"]).expect(1, &[]);
    project.run(&["mark", "高◆3年", "--regime", "nowhere"]).expect(2, &["no regime `nowhere`"]);
    project.run(&["mark", "高◆3年", "--regime", "nowhere.dingmi"]).expect(3, &["nowhere.dingmi"]);
    // By the configuration: a file, or a name that the project declares.
    for regime in ["laws/here.dingmi", "here"] {
        let config = format!("paths = [\"laws\"]\nregime = \"{regime}\"\n");
        Project::new()
            .file("laws/here.dingmi", &with_sign)
            .file("dingmi.toml", config)
            .run(&["mark", "高◆3年"])
            .expect(0, &[]);
    }
}

#[test]
fn without_a_clause_or_with_a_faulty_regime_there_is_no_answer() {
    let silent = Project::new().file("here.dingmi", HERE.replace("SIGN", ""));
    silent.run(&["mark", "高★3年", "--regime", "here.dingmi"]).expect(2, &["regime here", "mark sign"]);
    for slip in ["mark sign \"★★\" requires level;", "mark sign", "matter requires colour;"] {
        let faulty = Project::new().file("here.dingmi", HERE.replace("SIGN", slip));
        faulty.run(&["mark", "高★3年", "--regime", "here.dingmi"]).expect(3, &["dingmi check"]);
    }
}

#[test]
fn its_kinds_are_explained() {
    let outcome = Project::new().run(&["explain", "M001"]);
    outcome.expect(0, &[]);
    assert!(outcome.stdout.contains("    机密●10年\n"), "{outcome:?}");
    // They are no rules that a check could look at.
    Project::new().file("a.dingmi", "").run(&["check", "--select", "M001"]).expect(2, &["no rule `M001`"]);
}
