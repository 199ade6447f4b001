//! Adopting with a backlog: baselines, and waivers that are not heeded.

use super::project::Project;

const HEAD: &str = "organ maker { tier central; }\nofficer head of maker { head; trained on 2010-01-01; }\n";

fn rows(rows: &str) -> String {
    format!(
        "catalogue c \"目录\" under cn-2014 {{ issued-by maker; dated 2010-06-01; in-force from 2010-07-01;\n{rows}\n}}\n"
    )
}

fn row(id: u32, name: &str, period: &str) -> String {
    format!("matter {id} \"{name}\" {{ level mimi; period {period}; known-to post \"员\" of maker; }}\n")
}

fn project(text: &str) -> Project {
    Project::new().file("organs.dingmi", HEAD).file("a.dingmi", text)
}

fn with_two() -> Project {
    let project = project(&rows(&(row(1, "甲", "11 years") + &row(2, "乙", "12 years"))));
    project.run(&["check", "--deny", "note"]).expect(1, &["2 errors"]);
    project.run(&["check", "--write-baseline", "b.json"]).expect(0, &["findings written to b.json: 2", "no findings"]);
    project
}

const CHECK: [&str; 5] = ["check", "--baseline", "b.json", "--deny", "note"];

#[test]
fn what_a_baseline_holds_is_not_told_again() {
    let project = with_two();
    project.run(&CHECK).expect(0, &["no findings in 2 files", "not told, because the baseline holds them: 2"]);
    // Another row with the fault is new.
    let project = project
        .file("a.dingmi", rows(&(row(1, "甲", "11 years") + &row(2, "乙", "12 years") + &row(3, "丙", "12 years"))));
    let outcome = project.run(&CHECK);
    outcome.expect(1, &["1 error"]);
    assert!(outcome.stdout.contains("丙") || outcome.stdout.contains("matter 3"), "{outcome:?}");
}

#[test]
fn moving_reformatting_and_respelling_keep_it() {
    let project = with_two();
    std::fs::remove_file(project.path("a.dingmi")).unwrap();
    let chinese = "
// 换了文件、顺序和写法
目录 c “目录” 依据法规 cn-2014 ｛
    制定机关 maker； 日期 2010年6月1日； 施行 自 2010年7月1日；
    事项 2 “乙” ｛ 知悉范围 岗位 “员” 隶属 maker； 保密期限 12年； 密级 秘密； ｝

    事项 1 “甲” ｛ 密级 秘密； 保密期限 11年； 知悉范围 岗位 “员” 隶属 maker； ｝
｝
";
    let project = project.file("deep/moved.dingmi", chinese);
    project.run(&CHECK).expect(0, &["no findings", "holds them: 2"]);
}

#[test]
fn a_fault_that_changes_is_a_new_one() {
    let project = with_two().file("a.dingmi", rows(&(row(1, "甲", "11 years") + &row(2, "乙", "13 years"))));
    project.run(&CHECK).expect(1, &["1 error", "gone from what the baseline holds: 1", "P001 c#2.period (1)"]);
}

#[test]
fn what_is_mended_is_told_so_that_the_file_shrinks() {
    let project = with_two().file("a.dingmi", rows(&(row(1, "甲", "11 years") + &row(2, "乙", "10 years"))));
    let outcome = project.run(&CHECK);
    outcome.expect(0, &["gone from what the baseline holds: 1; write b.json anew", "P001 c#2.period (1)"]);
    // What is not looked for is not known to be gone.
    let outcome = project.run(&["check", "--baseline", "b.json", "--ignore", "P"]);
    assert!(!outcome.stderr.contains("gone"), "{outcome:?}");
    project.run(&["check", "--write-baseline", "b.json"]).expect(0, &["findings written to b.json: 1"]);
    let outcome = project.run(&CHECK);
    assert!(outcome.code == 0 && !outcome.stderr.contains("gone"), "{outcome:?}");
}

#[test]
fn the_same_fault_twice_counts_twice() {
    let doubled = rows(&row(1, "甲", "11 years")) + "waive P001 on c#9;\n";
    let project = project(&doubled);
    // A name that is not declared, and a waiver without its parts, are to be mended.
    project.run(&["check", "--write-baseline", "b.json"]).expect(1, &["findings written to b.json: 1"]);
    let text = project.read("b.json");
    assert!(text.contains("\"P001\"") && !text.contains("W001") && !text.contains("S002"), "{text}");
    assert!(!text.contains('甲'), "{text}");
}

#[test]
fn a_broken_text_has_no_baseline() {
    let project = project("organ {");
    project.run(&["check", "--write-baseline", "b.json"]).expect(1, &["no baseline written"]);
    assert!(!project.path("b.json").exists());
}

#[test]
fn what_is_no_baseline_is_refused() {
    let project = project("");
    for (text, words) in [
        ("", "wrong in line 1"),
        ("{\"version\": 1}", "not a baseline"),
        ("{\"version\": 2, \"findings\": []}", "version 2"),
        ("{\"version\": 1, \"findings\": [], \"extra\": 1}", "not a baseline"),
        ("\u{0}\u{1}", "not a baseline"),
    ] {
        std::fs::write(project.path("b.json"), text).unwrap();
        project.run(&CHECK).expect(3, &["b.json: ", words, "--write-baseline"]);
    }
    project.run(&["check", "--baseline", "none.json"]).expect(3, &["none.json", "it does not exist"]);
    project.run(&["check", "--write-baseline", "none/b.json"]).expect(3, &["none/b.json"]);
    project.run(&["check", "--write-baseline", "b.json", "--redact"]).expect(2, &[]);
    project.run(&["build", "--baseline", "b.json", "-o", "out"]).expect(2, &[]);
}

#[test]
fn redaction_does_not_make_findings_new() {
    let project = with_two();
    let arguments = [&CHECK[..], &["--redact"]].concat();
    project.run(&arguments).expect(0, &["holds them: 2"]);
}

#[test]
fn waivers_can_be_passed_over() {
    let waived =
        rows(&row(1, "甲", "11 years")) + "waive P001 on c#1 because \"试行\" approved-by head until 9999-12-31;\n";
    let project = project(&waived);
    project.run(&["check", "--deny", "warning"]).expect(0, &[]);
    // It waives nothing, and is not called unused for that.
    project.run(&["check", "--no-waivers"]).expect(1, &["1 error in"]);
}

#[test]
fn what_gets_worse_is_new_and_what_was_not_looked_at_is_not_gone() {
    let project = with_two().file("other.dingmi", "region r \"区\";");
    let noted = [&CHECK[..3], &["--deny", "note"]].concat();
    std::fs::write(project.path("dingmi.toml"), "[lint.levels]\nP001 = \"note\"\n").unwrap();
    project.run(&noted).expect(1, &["2 notes"]);
    std::fs::remove_file(project.path("dingmi.toml")).unwrap();
    let outcome = project.run(&["check", "other.dingmi", "--baseline", "b.json"]);
    assert!(outcome.code == 0 && !outcome.stderr.contains("gone"), "{outcome:?}");
}

#[test]
fn counts_beyond_all_bounds_are_counts() {
    let project = with_two();
    let entry = project
        .read("b.json")
        .replace("\"severity\": \"error\"", "\"severity\": \"error\", \"count\": 18446744073709551615");
    let twice = entry.replacen(
        "\"findings\": [",
        &format!("\"findings\": [{},", &entry[entry.find('[').unwrap() + 1..entry.rfind(']').unwrap()]),
        1,
    );
    let project = project.file("b.json", twice);
    project.run(&CHECK).expect(0, &["holds them: 2", "gone from what the baseline holds: 18446744073709551615"]);
}

#[test]
fn no_output_is_written_over_a_source() {
    let project = with_two().file("dingmi.toml", "");
    let before = project.read("a.dingmi");
    for arguments in [
        &["check", "--format", "json=a.dingmi"][..],
        &["check", "--format", "json=dingmi.toml"],
        &["check", "--write-baseline", "a.dingmi"],
        &["check", "--format", "json=o", "--format", "short=o"],
    ] {
        project.run(arguments).expect(2, &[]);
        assert!(project.read("a.dingmi") == before && project.read("dingmi.toml").is_empty(), "{arguments:?}");
    }
}
