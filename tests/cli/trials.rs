//! `test` from the shell: what each expectation says yes and no to, in both spellings; coverage by hand; exit codes and forms.

use serde_json::Value;

use crate::project::{Outcome, Project};

const WORLD: &str = r#"
organ top { tier central; }
organ institute { tier unit; superior top; }
officer top-head of top { head; trained on 2019-01-01; }
officer institute-head of institute { head; trained on 2019-01-01; }
authorization g-1 from top to institute {
    level up-to mimi;
    matters c#1;
    instrument "金丝雀" dated 2020-01-02;
    term 2020-02-01 .. 2024-01-31;
}
authorization g-2 from top to institute { level up-to mimi; matters c#3; term 2020-02-01 .. 2024-01-31; }
vocabulary words "金丝雀" {
    kind map "地形图";
    kind plan "方案";
    attribute scale "比例尺" : ratio;
    attribute area "范围" : area;
    attribute in-zone "禁区内" : yes-no;
    attribute state "状态" : one-of sealed "启封前", opened "启封后";
    attribute made "制作日期" : date;
}
catalogue c "金丝雀" under cn-2014 {
    issued-by top;
    dated 2020-01-01;
    in-force from 2020-01-01;
    matter 1 "金丝雀" { level mimi; period 10 years; covers map where scale larger-than 1:10000 and not in-zone; }
    matter 2 "金丝雀" { level jimi; period 18 years; covers map where scale larger-than 1:10000 and area > 25 km2; }
    matter 3 "金丝雀" { level mimi; period until "公布"; covers plan where state is sealed; }
    matter 4 "金丝雀" { level mimi; period 11 years; covers plan where made >= 2020-05-01 and state is opened; }
    matter 5 "金丝雀" { level mimi; period 12 years; }
    matter 6 "金丝雀" { period 6 months; }
}
disclosure d { item 1 "金丝雀" { covers map where scale smaller-than 1:1000000; } }
waive P001 on c#5 because "金丝雀" approved-by top-head until 2030-01-01;
"#;

/// What is given; an expectation that holds of it and one that does not.
const CASES: &[(&str, &str, &str)] = &[
    // One row applies.
    ("kind map where scale = 1:5000 and not in-zone and area = 10 km2", "level mimi", "level jimi"),
    ("kind map where scale = 1:5000 and in-zone = no and area = 10 km2", "matter c#1", "matter c#2"),
    ("kind map where scale is 1:5000 and in-zone is no and area = 10 km2", "period 10 years", "period 9 years"),
    ("kind map where scale = 1:5000 and not in-zone and area = 10 km2", "period 120 months", "not-covered"),
    ("kind map where (scale = 1:5000 and (in-zone)) and area = 26 km2", "level jimi", "disputed"),
    ("kind plan where state is sealed", "period until \"公布\"", "period until \"公开\""),
    ("kind plan where state is \"启封后\" and made = 2020-05-01", "matter c#4", "open"),
    // Several rows, and none.
    ("kind map where scale = 1:5000 and not in-zone and area = 26 km2", "disputed", "open"),
    ("kind map where scale = 1:5000 and not in-zone and area = 26 km2", "level jimi", "level mimi"),
    ("kind map where scale = 1:5000", "open", "disputed"),
    ("kind plan", "open", "not-covered"),
    ("kind map where scale = 1:10000", "not-covered", "level mimi"),
    ("kind map where scale = 1:2000000", "not-covered", "disputed"),
    // Competence.
    ("organ institute", "may c#1", "may-not c#1"),
    ("organ institute", "may c#1 level mimi", "may c#1 level jimi"),
    ("organ institute", "may-not c#2", "may c#2"),
    ("organ top", "may c#6 level juemi", "may-not c#6 level juemi"),
    // Findings, on a row and on an authorization.
    ("organ top", "finding P001 on c#4", "no-finding P001 on c#4"),
    ("organ top", "finding period-exceeds-cap on c#4", "finding P001 on c#1"),
    ("organ top", "no-finding P001 on c#5", "finding P001 on c#5"),
    ("organ top", "finding A007 on g-2", "finding A007 on g-1"),
];

/// The same for a row and its day of issue.
const RELEASES: &[(&str, &str, &str)] = &[
    ("matter c#1", "released from 2031-03-02", "released from 2031-03-01"),
    ("matter c#1", "secret on 2031-03-01", "secret on 2031-03-02"),
    ("matter c#6", "released from 2021-09-02", "released from 2021-09-01"),
    ("matter c#3", "secret on 2999-12-31", "released from 2021-09-01"),
    ("matter c#1", "secret on 2021-03-01", "secret on 2021-02-28"),
];

fn test(title: &str, given: &str, expect: &str) -> String {
    let dated = if given.starts_with("matter") { " given dated 2021-03-01;" } else { "" };
    format!("test \"{title}\" {{ given on 2021-01-01; given {given};{dated} expect {expect}; }}\n")
}

/// All that hold, or all that do not.
fn tests(holds: bool) -> (String, usize) {
    let all = CASES.iter().chain(RELEASES).enumerate();
    let text: String =
        all.map(|(at, (given, yes, no))| test(&format!("金丝雀{at}"), given, if holds { yes } else { no })).collect();
    (text, CASES.len() + RELEASES.len())
}

/// The words that these tests use, in the other spelling, longer ones first.
const CHINESE: &[(&str, &str)] = &[
    ("expect released from", "预期 解密 自"),
    ("expect not-covered", "预期 不涉及"),
    ("expect no-finding", "预期 未发现"),
    ("expect disputed", "预期 有争议"),
    ("expect may-not", "预期 无权"),
    ("expect finding", "预期 发现"),
    ("expect matter", "预期 事项"),
    ("expect period", "预期 保密期限"),
    ("expect secret", "预期 保密"),
    ("expect level", "预期 密级"),
    ("expect open", "预期 未定"),
    ("expect may", "预期 有权"),
    ("given matter", "给定 事项"),
    ("given organ", "给定 机关"),
    ("given dated", "给定 日期"),
    ("given kind", "给定 类别"),
    ("given on", "给定 于"),
    (" years", "年"),
    (" months", "个月"),
    (" until \"", " 截至 \""),
    (" level ", " 密级 "),
    (" where ", " 当 "),
    (" and ", " 且 "),
    (" not ", " 非 "),
    (" on ", " 于 "),
    (" is ", " 为 "),
    (" = no", " ＝ 否"),
    ("test \"", "测试 \""),
    ("; ", "；"),
    (" = ", " ＝ "),
];

fn in_chinese(text: &str) -> String {
    CHINESE.iter().fold(text.to_owned(), |text, (english, chinese)| text.replace(english, chinese))
}

fn run(tests: &str, arguments: &[&str]) -> Outcome {
    let project = Project::new().file("world.dingmi", WORLD).file("tests.dingmi", tests);
    let mut all = vec!["test", "--on", "2021-01-01"];
    all.extend(arguments);
    project.run(&all)
}

fn json(outcome: &Outcome) -> Value {
    serde_json::from_str(&outcome.stdout).unwrap_or_else(|_| panic!("{outcome:?}"))
}

#[test]
fn each_expectation_passes_where_it_holds_and_fails_where_it_does_not() {
    let (yes, count) = tests(true);
    let (no, _) = tests(false);
    for (yes, no) in [(yes.clone(), no.clone()), (in_chinese(&yes), in_chinese(&no))] {
        let outcome = run(&yes, &["--format", "json"]);
        assert_eq!(outcome.code, 0, "{outcome:?}");
        assert_eq!(json(&outcome)["passed"], count);
        let outcome = run(&no, &["--format", "json"]);
        assert_eq!(outcome.code, 1, "{outcome:?}");
        let report = json(&outcome);
        for test in report["tests"].as_array().unwrap() {
            assert_eq!(test["passed"], false, "{test}");
            let failure = &test["failures"][0];
            assert!(!failure["expected"].as_str().unwrap().is_empty(), "{test}");
            assert!(!failure["came"].as_str().unwrap().is_empty(), "{test}");
        }
        assert_eq!(report["failed"], count);
    }
}

#[test]
fn a_failure_says_where_what_was_expected_and_what_came() {
    let (no, _) = tests(false);
    let outcome = run(&no, &["--lang", "en"]);
    for part in [
        "FAILED  tests.dingmi:1:6  金丝雀0\n    1:114  on 2021-01-01\n      expected: level jimi 机密 (2)\n      \
         came: settled: c#1 (mimi 秘密 (1), 10 years)\n",
        "came: disputed: c#1 (mimi 秘密 (1), 10 years), c#2 (jimi 机密 (2), 18 years)",
        "came: open: c#1, c#2, depending on area, in-zone",
        "came: no row is about the object",
        "expected: it may not determine c#1\n      came: it may: ",
        "expected: it may determine c#1 at jimi 机密 (2)\n      came: it may not: top authorizes institute by g-1: ",
        "; but it does not go up to jimi 机密 (2)\n",
        "expected: P001 is not found on c#4\n      came: P001: 11 years is longer than",
        "expected: released from 2031-03-01\n      came: issued on 2021-03-01, released from 2031-03-02",
        "came: issued on 2021-03-01, no day of release is known: until 公布",
    ] {
        assert!(outcome.stdout.contains(part), "{part}\n{}", outcome.stdout);
    }
    let outcome = run(&no, &["--lang", "zh"]);
    for part in ["失败  tests.dingmi:1:6", "预期：密级 jimi 机密 (2)", "结果：已有规定：c#1（mimi 秘密 (1)、10年）"]
    {
        assert!(outcome.stdout.contains(part), "{part}\n{}", outcome.stdout);
    }
}

#[test]
fn nothing_of_the_authors_words_is_told_under_redact() {
    let (yes, _) = tests(true);
    let (no, _) = tests(false);
    let slip = "test \"金丝雀\" { given organ top; expect finding 金丝雀 on c#1; expect level mimi; }";
    for format in ["human", "json", "junit"] {
        for lang in ["en", "zh"] {
            let outcome =
                run(&(yes.clone() + &no + slip), &["--redact", "--format", format, "--lang", lang, "--coverage"]);
            assert_eq!(outcome.code, 1);
            let everything = outcome.everything();
            assert!(!everything.contains("金丝雀") && !everything.contains("公布"), "{everything}");
            assert!(everything.contains("tests.dingmi"), "{everything}");
        }
    }
}

#[test]
fn a_filter_chooses_by_title_and_by_place() {
    let (no, _) = tests(false);
    for (filter, count) in [("金丝雀0", 1), ("tests.dingmi:2", 8), ("tests.dingmi:20", 1), ("dingmi", 26)] {
        let report = json(&run(&no, &["--format", "json", "--filter", filter]));
        assert_eq!(report["failed"], count, "{filter}");
    }
    let outcome = run(&no, &["--filter", "nothing"]);
    assert!(outcome.code == 3 && outcome.stderr.contains("no test matches nothing"), "{outcome:?}");
}

#[test]
fn where_there_is_nothing_to_run_it_says_so() {
    let outcome = Project::new().file("world.dingmi", WORLD).run(&["test"]);
    assert!(outcome.code == 3 && outcome.stderr.contains("no tests found"), "{outcome:?}");
    // A name that means nothing, and a text that cannot be read.
    for text in [
        "test \"甲\" { given kind nothing; expect not-covered; }",
        "test \"甲\" { given kind map where scale = 1 km; expect not-covered; }",
        "test \"甲\" { given kind map; expect matter c#99; }",
        "test \"甲\" { given kind map; expect nothing; }",
    ] {
        let outcome = run(text, &[]);
        assert!(outcome.code == 3 && outcome.stdout.is_empty(), "{outcome:?}");
        let project = Project::new().file("world.dingmi", WORLD).file("tests.dingmi", text);
        project.run(&["check", "--on", "2021-01-01", "--select", "S"]).expect(1, &[]);
    }
}

#[test]
fn what_is_not_given_is_found_by_check_and_fails() {
    for (text, count) in [
        ("test \"甲\" { given on 2021-01-01; }", 1),
        ("test \"甲\" { expect level mimi; expect open; }", 2),
        ("test \"甲\" { given kind map; expect may c#1; }", 1),
        ("test \"甲\" { given organ top; expect may c#6; }", 1),
        ("test \"甲\" { given matter c#1; expect secret on 2021-01-01; }", 1),
        ("test \"甲\" { expect no-finding X999 on c#1; }", 1),
    ] {
        let outcome = run(text, &["--format", "json"]);
        assert_eq!(outcome.code, 1, "{outcome:?}");
        assert_eq!(json(&outcome)["tests"][0]["failures"].as_array().unwrap().len(), count, "{text}");
        let project = Project::new().file("world.dingmi", WORLD).file("tests.dingmi", text);
        let outcome = project.run(&["check", "--on", "2021-01-01", "--select", "S", "--format", "json"]);
        let report = json(&outcome);
        let codes: Vec<&str> =
            report["diagnostics"].as_array().unwrap().iter().map(|each| each["code"].as_str().unwrap()).collect();
        assert_eq!(codes, vec!["S009"; count], "{text}");
    }
}

#[test]
fn an_object_is_given_by_values_and_nothing_else() {
    for (condition, said) in [
        ("scale > 1:5000", "this says no value"),
        ("scale = 1:5000 or in-zone", "this says no value"),
        ("scale in [1:5000, 1:5000]", "this says no value"),
        ("scale is 1:5000, 1:2000", "this says no value"),
        ("state is sealed, opened", "this says no value"),
        ("not (in-zone and scale = 1:5000)", "this says no value"),
        ("scale = 1:5000 and scale = 1:5000", "scale is given twice"),
        ("area = -1 km2", "area is less than there can be"),
        ("state = gone", "is no value of state"),
        ("scale = 5 m", "S007"),
        (&["scale = 1:5000"; 1001].join(" and "), "condition-size"),
    ] {
        let text = format!("test \"甲\" {{ given kind map where {condition}; expect open; }}");
        let project = Project::new().file("world.dingmi", WORLD).file("tests.dingmi", &text);
        let outcome = project.run(&["check", "--on", "2021-01-01", "--select", "S", "--lang", "en"]);
        assert!(outcome.code == 1 && outcome.stdout.contains(said), "{condition}: {outcome:?}");
    }
    let text = "test \"甲\" { given on 2021-01-01; given on 2021-01-02; expect open; }";
    let project = Project::new().file("tests.dingmi", text);
    let outcome = project.run(&["check", "--select", "S"]);
    assert!(outcome.code == 1 && outcome.stdout.contains("S004"), "{outcome:?}");
}

/// Two rows with three tests in their conditions and a grant; worked out by hand.
const SMALL: &str = r#"organ top { tier central; }
organ low { tier unit; }
officer low-head of low { head; trained on 2019-01-01; }
authorization g from top to low { level up-to mimi; term from 2020-01-01; }
vocabulary v { kind map; kind plan; attribute scale : ratio; attribute in-zone : yes-no; }
catalogue c under cn-2014 {
    in-force from 2020-01-01;
    matter 1 { level mimi; covers map
        where scale > 1:5000 and not in-zone; }
    matter 2 { level mimi; covers plan where in-zone; }
}
"#;

const COVERING: &str = r#"test "a" { given kind map where scale = 1:2000 and not in-zone; expect matter c#1; }
test "b" { given kind map where scale = 1:2000 and in-zone; expect not-covered; }
test "c" { given kind map where scale = 1:9000; expect not-covered; }
test "too early" { given on 2019-12-31; given kind map where scale = 1:9000; expect not-covered; }
test "fails" { given kind plan where in-zone; expect not-covered; }
"#;

const TRACE: &str = "TN:\nSF:small.dingmi\n\
    BRDA:9,0,0,2\nBRDA:9,0,1,1\nBRDA:9,1,0,1\nBRDA:9,1,1,1\nBRDA:10,0,0,-\nBRDA:10,0,1,-\nBRF:6\nBRH:4\n\
    DA:4,0\nDA:8,1\nDA:10,0\nLF:3\nLH:1\nend_of_record\n";

#[test]
fn coverage_counts_what_a_person_counts() {
    let project = Project::new().file("small.dingmi", SMALL).file("tests.dingmi", COVERING);
    let report = project.run(&["test", "--on", "2021-01-01", "--coverage", "--format", "json", "--lcov", "out.info"]);
    assert_eq!(report.code, 1);
    let coverage = &json(&report)["coverage"];
    let share = |name: &str| ["covered", "total", "percent"].map(|field| coverage[name][field].as_u64().unwrap());
    assert_eq!(share("rows"), [1, 2, 50]);
    assert_eq!(share("conditions"), [4, 6, 66]);
    assert_eq!(share("grants"), [0, 1, 0]);
    let uncovered: Vec<String> = coverage["uncovered"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| format!("{} {} {} {}", each["place"]["line"], each["what"], each["id"], each["sides"]))
        .collect();
    assert_eq!(
        uncovered,
        ["4 \"grant\" \"g\" []", "10 \"row\" \"c#2\" []", "10 \"condition\" \"c#2\" [\"met\",\"unmet\"]",]
    );
    assert_eq!(project.read("out.info"), TRACE);
    let all = COVERING.replace("in-zone; expect not-covered; }\n", "in-zone; expect matter c#2; }\n");
    let all = all.replacen("in-zone; expect matter c#2;", "in-zone; expect not-covered;", 1)
        + "test \"d\" { given kind plan where not in-zone; expect not-covered; }
           test \"e\" { given organ low; expect may c#1; }";
    let project = Project::new().file("small.dingmi", SMALL).file("tests.dingmi", all);
    let outcome = project.run(&["test", "--on", "2021-01-01", "--min-coverage", "100"]);
    outcome.expect(0, &[]);
    assert!(outcome.stdout.contains("conditions  6        6      100%"), "{outcome:?}");
}

#[test]
fn less_than_the_minimum_fails() {
    let passing: String = COVERING.lines().filter(|line| !line.contains("\"fails\"")).collect();
    let project = Project::new().file("small.dingmi", SMALL).file("tests.dingmi", passing);
    for (least, code) in [("0", 0), ("1", 1), ("100", 1)] {
        let outcome = project.run(&["test", "--on", "2021-01-01", "--min-coverage", least, "--lang", "en"]);
        assert_eq!(outcome.code, code, "{outcome:?}");
        assert_eq!(outcome.stdout.contains("below the minimum"), code == 1, "{outcome:?}");
    }
    project.run(&["test", "--min-coverage", "101"]).expect(2, &[]);
    // A file in a directory that is not there.
    let outcome = project.run(&["test", "--on", "2021-01-01", "--lcov", "none/out.info"]);
    assert_eq!(outcome.code, 3, "{outcome:?}");
}

#[test]
fn junit_has_a_suite_a_file_and_a_case_a_test() {
    let outcome = run("test \"a\" { given kind map; expect matter c#1; }", &["--format", "junit"]);
    assert_eq!(outcome.code, 1);
    for part in [
        "<testsuites name=\"dingmi test\" tests=\"1\" failures=\"1\">",
        "<testsuite name=\"tests.dingmi\" tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\">",
        "<testcase name=\"a\" classname=\"tests.dingmi\">",
        "<failure type=\"expectation\"",
    ] {
        assert!(outcome.stdout.contains(part), "{part}\n{}", outcome.stdout);
    }
}

#[test]
fn the_tests_of_the_policies_pass() {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut command = Project::new().command(&["test", "policies", "--lang", "en", "--on", "2026-11-23"]);
    let output = command.current_dir(root).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && told.ends_with("tests: 64, passed: 64, failed: 0\n"), "{told}");
}

#[test]
fn tests_leave_no_trace_in_what_is_compiled() {
    let (yes, _) = tests(true);
    let project = Project::new().file("world.dingmi", WORLD).file("tests/tests.dingmi", yes);
    let built = |output: &str, paths: &[&str]| {
        let mut all = vec!["build", "--on", "2021-01-01", "--ignore", "P,A,F,K,C,L", "--select", "W", "-o", output];
        all.extend(paths);
        project.run(&all);
        project.read(&format!("{output}/catalogue.json"))
    };
    assert_eq!(built("one", &["world.dingmi"]), built("two", &["world.dingmi", "tests"]));
}

#[test]
fn a_file_name_breaks_no_line() {
    let text = "organ o { tier central; } test \"t\" { given organ o; expect finding W003 on o; }";
    let project = Project::new().file("a\nend_of_record\nDA:9,9\n.dingmi", text);
    let outcome = project.run(&["test", "--lcov", "o.info", "--coverage"]);
    assert!(
        outcome.stdout.starts_with("FAILED  a\u{fffd}end_of_record\u{fffd}DA:9,9\u{fffd}.dingmi:1:"),
        "{outcome:?}"
    );
    assert!(!project.read("o.info").contains("\nDA:9,9"));
}

#[test]
fn days_on_which_everything_is_checked_are_bounded() {
    let tests = |days: i32| {
        let day = |n: i32| format!("test \"{n}\" {{ given on {}-01-01; expect no-finding W003 on o; }}\n", 2000 + n);
        "organ o;\n".to_owned() + &(0..days).map(day).collect::<String>()
    };
    Project::new().file("a.dingmi", tests(60)).run(&["test", "--filter", "5"]).expect(0, &[]);
    let project = Project::new().file("a.dingmi", tests(1_001));
    project.run(&["test"]).expect(3, &["limit test-days: these tests ask on more than 1000 days", "--filter"]);
    // Tests come in their order, whatever the days they ask about.
    let reversed: String = ["2012", "2010", "2011"]
        .map(|year| format!("test \"{year}\" {{ given on {year}-01-01; expect no-finding W003 on o; }}\n"))
        .concat();
    let outcome = Project::new().file("a.dingmi", "organ o;\n".to_owned() + &reversed).run(&["test"]);
    let titles: Vec<&str> = outcome.stdout.lines().filter_map(|line| line.split("  ").nth(2)).collect();
    assert_eq!(titles, ["2012", "2010", "2011"], "{outcome:?}");
}
