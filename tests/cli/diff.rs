//! `diff` says what changed in meaning, and nothing of what did not.

use std::path::Path;
use std::process::Command;

use super::project::{Outcome, Project};

const HEAD: &str = "vocabulary v {
    kind result \"成果\" { kind map \"地图\"; kind photo \"照片\"; }
    attribute area \"面积\" : area;
}
organ maker \"机关\" { tier central; }
organ branch \"分支\" { tier unit; superior maker; }
";

/// A program with one catalogue of these rows.
fn program(rows: &str) -> String {
    format!(
        "{HEAD}catalogue c \"目录\" under cn-2014 {{ issued-by maker; dated 2015-01-01; in-force from 2015-02-01;\n{rows}\n}}\n"
    )
}

const ROWS: &str =
    "matter 1 \"大面积地图\" { level mimi; period 10 years; known-to maker; covers map where area > 25 km2; }
matter 2 \"照片\" { level jimi; period 20 years; covers photo; }
matter 3 \"只有文字\" { level mimi; period 10 years; }";

/// The same in the other spelling, order and layout.
const OTHERWISE: &str = "术语 v {
    属性 area “面积”：面积；
    类别 result “成果” { 类别 photo “照片”； 类别 map “地图”； }
}
机关 branch “分支” { 上级 maker； 层级 unit； }
机关 maker “机关” { 层级 中央； }
目录 c “目录” 依据法规 cn-2014 {
    制定机关 maker； 日期 2015年1月1日； 施行 自2015年2月1日；
    事项 3 “只有文字” { 密级 秘密； 保密期限 10年； }
    事项 2 “照片” { 密级 机密； 保密期限 20年； 适用对象 photo； }
    // 与前同。
    事项 1 “大面积地图” { 密级 秘密； 保密期限 10年； 知悉范围 maker； 适用对象 map 当 area ＞ 25000000 m2； }
}
";

fn compared(old: &str, new: &str, arguments: &[&str]) -> Outcome {
    let project = Project::new().file("old/a.dingmi", old).file("new/b.dingmi", new);
    let mut all = vec!["diff", "old", "new", "--on", "2026-11-23"];
    all.extend(arguments);
    project.run(&all)
}

/// What becomes of the rows where one text in them is another, and the other way round.
#[track_caller]
fn changed(from: &str, to: &str, verdict: &str, says: &[&str]) {
    assert!(ROWS.contains(from), "{from}");
    let (old, new) = (program(ROWS), program(&ROWS.replace(from, to)));
    let mirror = |verdict: &str| {
        match verdict {
            "tighter" => "looser",
            "looser" => "tighter",
            _ => verdict,
        }
        .to_owned()
    };
    for (old, new, verdict) in [(&old, &new, verdict.to_owned()), (&new, &old, mirror(verdict))] {
        let outcome = compared(old, new, &["--format", "json"]);
        outcome.expect(0, &[]);
        assert!(outcome.stdout.contains(&format!("\"verdict\": \"{verdict}\",\n  \"counts\"")), "{}", outcome.stdout);
        let fails = |on: &str| compared(old, new, &["--fail-on", on]).code;
        assert_eq!(fails("any"), 1);
        for each in ["looser", "tighter"] {
            if verdict == each || verdict == "equal" {
                assert_eq!(fails(each), i32::from(verdict == each), "{each} of {verdict}");
            }
        }
        assert_eq!(fails("incomparable"), i32::from(verdict == "incomparable"));
    }
    let told = compared(&old, &new, &[]).stdout;
    for words in says {
        assert!(told.contains(words), "{words} in:\n{told}");
    }
}

#[test]
fn how_it_is_written_is_no_difference() {
    for arguments in [&["--fail-on", "any"][..], &["--fail-on", "any", "--lang", "zh"]] {
        let outcome = compared(&program(ROWS), OTHERWISE, arguments);
        outcome.expect(0, &[]);
        assert!(["no differences in meaning\n", "含义没有差异\n"].contains(&&*outcome.stdout), "{}", outcome.stdout);
    }
}

#[test]
fn levels_periods_scopes_and_objects() {
    changed("level jimi", "level juemi", "tighter", &["level raised: jimi 机密 (2) → juemi 绝密 (3)"]);
    changed("20 years", "25 years", "tighter", &["period lengthened: 20 years → 25 years"]);
    changed("20 years", "long-term", "tighter", &["period lengthened: 20 years → long-term"]);
    changed("20 years", "until \"某事件\"", "incomparable", &["period changed"]);
    changed("known-to maker", "known-to maker, branch", "looser", &["known-to widened", "+ organ branch"]);
    changed("area > 25 km2", "area > 6 km2", "tighter", &["covered region grown", "now covered: 地图, 面积 = "]);
    changed("covers photo", "covers photo; covers map where area > 100 km2", "tighter", &["covered region grown"]);
    changed("\"大面积地图\"", "\"大地图\"", "equal", &["name changed: 大面积地图 → 大地图"]);
    changed("matter 1", "matter 9", "equal", &["number changed: 1 → 9"]);
    changed("只有文字", "另一事项", "incomparable", &["name changed"]);
    changed("level jimi; ", "", "incomparable", &["level left open, which was given"]);
}

#[test]
fn rows_that_come_and_go() {
    let without = ROWS.lines().filter(|line| !line.contains("matter 3")).collect::<Vec<_>>().join("\n");
    let outcome = compared(&program(ROWS), &program(&without), &["--fail-on", "looser"]);
    outcome.expect(1, &[]);
    assert!(outcome.stdout.contains("- c#3 只有文字; mimi 秘密 (1), 10 years [looser]"), "{}", outcome.stdout);
    assert!(outcome.stdout.ends_with("looser: 1 removed; 1 looser\n"), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("L10 art. 11"), "{}", outcome.stdout);
    let outcome = compared(&program(&without), &program(ROWS), &["--fail-on", "looser"]);
    outcome.expect(0, &[]);
    assert!(outcome.stdout.ends_with("tighter: 1 added; 1 tighter\n"), "{}", outcome.stdout);
}

#[test]
fn what_is_looser_in_a_part_fails() {
    let new = ROWS.replace("level jimi; period 20 years", "level juemi; period 10 years");
    let outcome = compared(&program(ROWS), &program(&new), &["--fail-on", "looser"]);
    outcome.expect(1, &[]);
    assert!(outcome.stdout.contains("c#2 照片 [incomparable]"), "{}", outcome.stdout);
    for doubtful in [ROWS.replace("20 years", "until \"某事件\""), ROWS.replace("level jimi; ", "")] {
        compared(&program(ROWS), &program(&doubtful), &["--fail-on", "looser"]).expect(1, &[]);
    }
}

#[test]
fn an_image_is_its_source() {
    let policies = concat!(env!("CARGO_MANIFEST_DIR"), "/policies");
    let project = Project::new();
    let build = |arguments: &[&str]| {
        let mut all = vec!["build", policies, "--as-of", "2026-11-23", "--quiet", "-o"];
        all.extend(arguments);
        project.run(&all).expect(0, &[]);
    };
    build(&["out"]);
    for pair in [[policies, "out/catalogue.dmc"], ["out/catalogue.dmc", policies]] {
        let outcome = project.run(&["diff", pair[0], pair[1], "--fail-on", "any"]);
        outcome.expect(0, &[]);
        assert_eq!(outcome.stdout, "no differences in meaning\n");
    }
    build(&["some", "--audience", "level=mimi"]);
    project.run(&["diff", policies, "some/catalogue.dmc"]).expect(3, &["different readers"]);
    project.run(&["diff", "some/catalogue.dmc", "some/catalogue.dmc"]).expect(0, &[]);
}

#[test]
fn another_name_of_a_catalogue_is_listed() {
    for (from, to, says) in
        [("catalogue c", "catalogue d", "c 目录 → d 目录"), ("\"目录\"", "\"新目录\"", "name changed: 目录 → 新目录")]
    {
        let outcome = compared(&program(ROWS), &program(ROWS).replace(from, to), &["--fail-on", "any"]);
        outcome.expect(1, &[]);
        assert!(outcome.stdout.contains(says) && outcome.stdout.ends_with("\nequal\n"), "{}", outcome.stdout);
    }
}

#[test]
fn waivers_change_no_row() {
    let waiver = "waive P001 on c#2 because \"理由\" approved-by maker-head until 2027-01-01;\n";
    let old = program(ROWS) + "officer maker-head of maker { head; }\n";
    let outcome = compared(&old, &format!("{old}{waiver}"), &["--fail-on", "looser,tighter,incomparable"]);
    outcome.expect(0, &[]);
    assert!(outcome.stdout.contains("waiver added: P001 on c#2, until 2027-01-01"), "{}", outcome.stdout);
    compared(&old, &format!("{old}{waiver}"), &["--fail-on", "any"]).expect(1, &[]);
}

#[test]
fn redacted_it_tells_no_words() {
    let new =
        program(&ROWS.replace("25 km2", "6 km2").replace("只有文字", "另一事项").replace("\"照片\" {", "\"相片\" {"));
    for format in ["human", "markdown", "json"] {
        let outcome = compared(&program(ROWS), &new, &["--redact", "--format", format, "--lang", "en"]);
        outcome.expect(0, &[]);
        for words in ["文字", "事项", "照片", "相片", "地图", "面积", "目录", "机关", "km2", "秘密"] {
            assert!(!outcome.everything().contains(words), "{words} in {}", outcome.stdout);
        }
    }
}

#[test]
fn markdown_takes_words_for_text() {
    let hostile = "a|b `c` <img src=x> @someone #1 [x](y)";
    let outcome = compared(&program(ROWS), &program(&ROWS.replace("只有文字", hostile)), &["--format", "markdown"]);
    outcome.expect(0, &[]);
    let row = outcome.stdout.lines().find(|line| line.contains("src=x")).unwrap();
    for markup in ["a|b", "`c`", "<img", "@someone", " #1", "[x]("] {
        assert!(!row.contains(markup), "{markup} in {row}");
    }
}

#[test]
fn what_cannot_be_compared_says_why() {
    let project =
        Project::new().file("a.dingmi", program(ROWS)).file("broken.dingmi", "matter {").file("empty/x.txt", "x");
    let project =
        project.file("lost.dingmi", program("matter 1 \"x\" { covers nothing-declared; }")).file("b.dmc", "no image");
    let fails = |old: &str, code, says: &[&str]| {
        project.run(&["diff", old, "a.dingmi"]).expect(code, says);
    };
    fails("none.dingmi", 3, &["none.dingmi: it does not exist", "REVISION:path"]);
    fails("empty", 3, &["no .dingmi file found"]);
    fails("b.dmc", 3, &["not a compiled catalogue"]);
    fails("broken.dingmi", 3, &["broken.dingmi:1", "while texts have errors"]);
    fails("lost.dingmi", 3, &["lost.dingmi:8", "`dingmi check` tells all"]);
    fails(":a.dingmi", 2, &["no name of a revision"]);
    project.run(&["diff", "--", "-x:a.dingmi", "a.dingmi"]).expect(2, &["no name of a revision"]);
    project.run(&["diff", "a.dingmi"]).expect(2, &[]);
    // Whether or not git is there, this is no repository.
    fails("HEAD:a.dingmi", 3, &["HEAD:a.dingmi"]);
    let without_git = project.command(&["diff", "HEAD:a.dingmi", "a.dingmi"]).env("PATH", "/nowhere").output().unwrap();
    assert!(String::from_utf8(without_git.stderr).unwrap().contains("there is no program `git`"));
}

/// A repository with one commit; nothing where there is no git.
#[expect(clippy::print_stderr, reason = "who runs the tests should know what was not tested")]
fn repository(project: &Project) -> Option<String> {
    let path = std::env::var("PATH").unwrap_or_default();
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=x", "-c", "user.email=x@example.org"])
            .args(arguments)
            .current_dir(project.path("."));
        git.env("HOME", project.path(".")).output().is_ok_and(|output| output.status.success())
    };
    if !git(&["--version"]) {
        eprintln!("skipped: there is no git");
        return None;
    }
    assert!(git(&["init", "-q"]) && git(&["add", "-A"]) && git(&["commit", "-qm", "one"]));
    Some(path)
}

#[test]
fn revisions_are_read_with_their_imports() {
    let (head, rows) = (HEAD, program(ROWS).replace(HEAD, "import \"../shared/head.dingmi\";\n"));
    let project = Project::new().file("shared/head.dingmi", head).file("rows/a.dingmi", &rows).file("dingmi.toml", "");
    let Some(path) = repository(&project) else { return };
    let project = project.file("shared/head.dingmi", "nothing of this is read").file("old/a.dingmi", program(ROWS));
    let run = |directory: &str, arguments: &[&str]| {
        let output =
            project.command(arguments).env("PATH", &path).current_dir(project.path(directory)).output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.code().unwrap(), text)
    };
    let same = (0, "no differences in meaning\n".to_owned());
    assert_eq!(run(".", &["diff", "HEAD:rows", "old", "--fail-on", "any"]), same);
    assert_eq!(run(".", &["diff", "HEAD:rows/a.dingmi", "HEAD:.", "--fail-on", "any"]), same);
    assert_eq!(run("rows", &["diff", "HEAD:./a.dingmi", "HEAD:../rows", "--fail-on", "any"]), same);
    let (code, text) = run(".", &["diff", "nonsense:rows", "old"]);
    assert!(code == 3 && text.contains("no revision nonsense"), "{text}");
    let (code, text) = run(".", &["diff", "HEAD:elsewhere", "old"]);
    assert!(code == 3 && text.contains("the revision has no such path"), "{text}");
}

#[test]
fn the_published_catalogues() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (old, new) in [("survey-2003", "survey-2020"), ("gaokao-2009", "gaokao-2012")] {
        let [from, to] = [old, new].map(|name| format!("policies/published/{name}.dingmi"));
        for (format, lang) in [("human", "zh"), ("human", "en"), ("markdown", "zh")] {
            let arguments = ["diff", &from, &to, "--on", "2026-11-23", "--format", format, "--lang", lang];
            let output = Project::new().command(&arguments).current_dir(root).output().unwrap();
            assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
            insta::assert_snapshot!(format!("{new}_{format}_{lang}"), String::from_utf8(output.stdout).unwrap());
        }
    }
}

/// The verdicts of rows, by their ids.
fn verdicts(old: &str, new: &str) -> Vec<[String; 3]> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let arguments = ["diff", old, new, "--on", "2026-11-23", "--format", "json"];
    let output = Project::new().command(&arguments).current_dir(root).output().unwrap();
    let diff: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let catalogues = diff["catalogues"].as_array().unwrap().iter();
    let rows = catalogues.flat_map(|catalogue| catalogue["rows"].as_array().unwrap());
    let told =
        |row: &serde_json::Value| [&row["old"]["id"], &row["new"]["id"], &row["verdict"]].map(|each| each.to_string());
    rows.map(told).collect()
}

#[test]
fn the_other_way_round_verdicts_are_mirrored() {
    let names = ["archives-1990", "gaokao-2009", "gaokao-2012", "geology-2008", "survey-2003", "survey-2020"];
    let paths = names.map(|name| format!("policies/published/{name}.dingmi"));
    for (old, new) in paths.iter().flat_map(|old| paths.iter().map(move |new| (old, new))) {
        let mirror = |verdict: &str| match verdict {
            "\"tighter\"" => "\"looser\"".to_owned(),
            "\"looser\"" => "\"tighter\"".to_owned(),
            other => other.to_owned(),
        };
        let mut there = verdicts(old, new);
        let mut back: Vec<[String; 3]> =
            verdicts(new, old).into_iter().map(|[one, other, verdict]| [other, one, mirror(&verdict)]).collect();
        there.sort();
        back.sort();
        assert_eq!(there, back, "{old} {new}");
        assert!(old != new || there.is_empty());
    }
}

#[test]
fn what_is_shown_is_of_one_side_alone() {
    let new = ROWS.replace("area > 25 km2", "area > 6 km2").replace("covers photo", "covers photo where area > 4 km2");
    let project = Project::new().file("old/a.dingmi", program(ROWS)).file("new/a.dingmi", program(&new));
    let told = project.run(&["diff", "old", "new", "--on", "2026-11-23", "--format", "json"]).stdout;
    let diff: serde_json::Value = serde_json::from_str(&told).unwrap();
    let rows = diff["catalogues"][0]["rows"].as_array().unwrap();
    let changes =
        rows.iter().flat_map(|row| row["changes"].as_array().unwrap().iter().map(move |change| (row, change)));
    let mut seen = 0;
    for (row, change) in changes {
        for (key, sides) in [("now_covered", ["new", "old"]), ("no_longer_covered", ["old", "new"])] {
            let Some(kind) = change[key]["kind"].as_str() else { continue };
            let values = change[key]["values"].as_array().unwrap().iter();
            let values: Vec<String> = values
                .map(|value| format!("{}={}", value["attribute"].as_str().unwrap(), value["value"].as_str().unwrap()))
                .collect();
            let is_of = |side| {
                let mut arguments = vec!["classify", "--kind", kind, side, "--on", "2026-11-23", "--format", "json"];
                arguments.extend(values.iter().map(String::as_str));
                project.run(&arguments).stdout.contains(row["new"]["id"].as_str().unwrap())
            };
            assert_eq!(sides.map(is_of), [true, false], "{change}");
            seen += 1;
        }
    }
    assert_eq!(seen, 2);
}
