//! `matrix` shows what the rows of a catalogue cover of each kind.

use std::path::Path;

use super::project::{Outcome, Project, names};

/// What contradicts, what must be public, what exceptions take away, and words that mean harm.
const PROGRAM: &str = r#"
organ maker "机关" { tier central; }
vocabulary v "词" {
    kind result "成果<b>" { kind map "地图" { kind sketch "草图"; } kind photo "照片"; kind sound "录音"; }
    kind other;
    attribute scale "比例尺" : ratio;
    attribute area "面积\"'&" : area;
    attribute made "日期" : date;
    attribute state "状态" : one-of open "公开前", shut "公开<后>", gone "销毁";
    attribute zone "军事禁区" : yes-no;
}
catalogue c "</title><script>alert(1)</script>" under cn-2014 {
    issued-by maker; dated 2015-01-01; in-force from 2015-02-01;
    matter 1 "</th><script>alert(1)</script>" {
        level jimi; period 10 years;
        covers result where scale > 1:1万 and state is open, shut;
        except 2;
        except where area != 5 km2;
    }
    matter 2 "\"><img src=x onerror=alert(1)>" { level mimi; period until "'\"><b>某事件"; covers sketch where zone; }
    matter 3 "只有文字" { level mimi; period 10 years; }
    matter 4 "地图" { level mimi; covers map, photo where made < 2010-01-01 or scale is 1:5千, 1:2千 or area > 0 km2; }
    matter 5 "全被除外" { covers other; except where zone or not zone; }
    matter 6 "不可能" { covers other where zone and not zone; }
    matter 7 "不等" { covers other where made != 2012-01-01 and scale != 1:1000 and made in [2011-01-01, 2013-01-01]; }
}
disclosure d "公开" { in-force from 2015-02-01; item 1 "照片" { covers photo where scale < 1:1千; } }
"#;

fn shown(project: &Project, arguments: &[&str]) -> Outcome {
    let mut all = vec!["matrix", "c", "--on", "2026-11-23"];
    all.extend(arguments);
    let outcome = project.run(&all);
    outcome.expect(0, &[]);
    outcome
}

fn project() -> Project {
    Project::new().file("a.dingmi", PROGRAM)
}

#[test]
fn the_catalogues_of_the_repository() {
    for (catalogue, format, lang) in [
        ("surveying-2020", "text", "zh"),
        ("surveying-2020", "html", "zh"),
        ("geology-2008", "text", "en"),
        ("geology-2008", "html", "zh"),
        ("deep-sea-2021", "text", "zh"),
        ("deep-sea-2021", "html", "en"),
    ] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let arguments = ["matrix", catalogue, "--on", "2026-11-23", "--format", format, "--lang", lang];
        let output = Project::new().command(&arguments).current_dir(root).output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        insta::assert_snapshot!(format!("{catalogue}_{format}"), String::from_utf8(output.stdout).unwrap());
    }
}

#[test]
fn what_contradicts_and_what_is_taken_away_is_seen() {
    insta::assert_snapshot!("contradictions_text", shown(&project(), &["--lang", "zh"]).stdout);
    insta::assert_snapshot!("contradictions_html", shown(&project(), &["--lang", "en", "--format", "html"]).stdout);
}

#[test]
fn words_are_hostile_and_hurt_nothing() {
    let long = "长".repeat(3_000);
    let project = Project::new().file("a.dingmi", PROGRAM.replace("只有文字", &long));
    let page = shown(&project, &["--format", "html"]).stdout;
    for tag in ["<script", "<img", "<b>", "javascript:", "http://", "https://"] {
        assert!(!page.contains(tag), "{tag}");
    }
    assert!(page.contains("&lt;script&gt;") && page.contains(&long));
    let flat = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    assert!(flat(&shown(&project, &[]).stdout).contains(&long));
}

#[test]
fn redacted_it_shows_ids_only() {
    for format in ["text", "html", "json"] {
        let shown = shown(&project(), &["--format", format, "--redact", "--lang", "en"]).stdout;
        let shown = shown.replace("initial-scale", "");
        assert!(shown.contains("jimi") && shown.contains("sketch") && shown.contains("d#1"), "{shown}");
        for word in ["机", "图", "1:1", "km2", "2012", "scale", "zone", "alert", "某"] {
            assert!(!shown.contains(word), "{word} in {shown}");
        }
    }
}

#[test]
fn the_same_texts_give_the_same_bytes() {
    for format in ["text", "html", "json"] {
        let first = shown(&project(), &["--format", format]).stdout;
        assert_eq!(first, shown(&project(), &["--format", format]).stdout);
    }
}

#[test]
fn a_file_is_written_whole() {
    let project = project().file("out/old.html", "old").file("dir.html/x", "");
    assert_eq!(shown(&project, &["--format", "html", "-o", "out/old.html"]).stdout, "");
    assert_eq!(project.read("out/old.html"), shown(&project, &["--format", "html"]).stdout);
    assert_eq!(names(&project.path("out")), ["old.html"]);
    project.run(&["matrix", "c", "-o", "dir.html"]).expect(3, &["dir.html: cannot write: it is a directory"]);
}

#[test]
fn what_cannot_be_shown_is_said() {
    let charts = Project::new().file("a.dingmi", PROGRAM.replace("catalogue c", "catalogue charts"));
    charts.run(&["matrix", "chats"]).expect(2, &["no catalogue chats is declared", "did you mean charts?"]);
    let broken = Project::new().file("a.dingmi", "??");
    assert_eq!(broken.run(&["matrix", "c"]).expect(3, &["no answer"]).stdout, "");
    let wide: String = (0..317).map(|at| format!("kind k{at};\n")).collect();
    let rows: String = (0..317).map(|at| format!("matter {at} {{ covers k{at}; }}\n")).collect();
    let text = format!("vocabulary v {{ {wide} }} catalogue c under cn-2014 {{ {rows} }}");
    let outcome = Project::new().file("a.dingmi", text).run(&["matrix", "c"]);
    outcome.expect(2, &["317 matters and 317 kinds are too many for a table: at most 100000 cells"]);
}

#[test]
fn a_row_whose_condition_means_nothing_is_not_said_to_cover_nothing() {
    let text = PROGRAM.replace("covers sketch where zone;", "covers sketch where zon;");
    let shown = shown(&Project::new().file("a.dingmi", text), &["--lang", "en"]).stdout;
    assert_eq!(shown.matches("not known: `dingmi check` says why").count(), 2, "{shown}");
}
