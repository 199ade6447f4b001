//! What `docs/ci/` ships and says is true of the binary.

use regex::Regex;
use serde_json::Value;

use super::project::Project;

const FILE: &str = "目 录/a, b:100%#[1].dingmi";
const TEXT: &str = "organ maker { tier central; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2010-06-01; in-force from 2010-07-01;
𠮷
}
";
const ROW: &str = "/* 𠮷 */ matter 1 \"甲\" { level mimi; period 11 years; known-to post \"员\" of maker; }";

fn shipped(file: &str) -> String {
    std::fs::read_to_string(format!("{}/docs/ci/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A row with a fault of a severity.
fn faulty(severity: &str) -> Project {
    let settings = format!("[lint.levels]\nP001 = \"{severity}\"\n");
    Project::new().file("dingmi.toml", settings).file(FILE, TEXT.replacen('𠮷', ROW, 1))
}

/// What a matcher reads in a line: its severity, and the file, line, column, code and message.
fn read(matcher: &Value, line: &str) -> Option<(String, [String; 5])> {
    let pattern = &matcher["pattern"][0];
    let found = Regex::new(pattern["regexp"].as_str().unwrap()).unwrap().captures(line)?;
    let group = |key: &str| found[pattern[key].as_u64().unwrap() as usize].to_owned();
    let severity = matcher["severity"].as_str().unwrap().replace("notice", "note");
    Some((severity, ["file", "line", "column", "code", "message"].map(group)))
}

#[test]
fn problem_matchers_read_the_short_form_in_both_languages() {
    let shipped: Value = serde_json::from_str(&shipped("problem-matcher.json")).unwrap();
    let matchers = shipped["problemMatcher"].as_array().unwrap();
    for (severity, lang) in ["error", "warning", "note"].into_iter().flat_map(|each| [(each, "en"), (each, "zh")]) {
        let outcome =
            faulty(severity).run(&["check", "--select", "P001", "--format", "short", "--lang", lang, "--quiet"]);
        let [line] = outcome.stdout.lines().collect::<Vec<_>>()[..] else { panic!("not one line: {outcome:?}") };
        let read: Vec<_> = matchers.iter().filter_map(|matcher| read(matcher, line)).collect();
        let [(told, [file, row, column, code, message])] = &read[..] else { panic!("{line}: {read:?}") };
        assert_eq!([told, file, row, column, code], [severity, FILE, "3", "45", "P001"], "{line}");
        assert!(line.ends_with(&format!("] {message}")), "{line}");
    }
}

#[test]
fn the_table_of_exit_codes_is_what_runs_end_with() {
    let empty = Project::new().file("a.dingmi", "region r \"区\";\n");
    let lapsing = faulty("error")
        .file("b.dingmi", "officer head of maker { head; trained on 2010-01-01; term 2020-01-01 .. 2026-12-01; }\n");
    let runs = [
        empty.run(&["check"]),
        faulty("error").run(&["check"]),
        empty.run(&["check", "--format", "xml"]),
        empty.run(&["check", "missing.dingmi"]),
        lapsing.run(&["expiring", "--on", "2026-11-23", "--within", "90d"]),
    ];
    let codes: Vec<String> = runs.iter().map(|run| run.code.to_string()).collect();
    let readme = shipped("README.md");
    let (_, section) = readme.split_once("## Exit codes").unwrap();
    let rows = section.lines().skip_while(|line| !line.starts_with("| 0")).take_while(|line| line.starts_with('|'));
    let told: Vec<&str> = rows.map(|row| row.split('|').nth(1).unwrap().trim()).collect();
    // The last is of a bug, of which none is known.
    assert_eq!((&told[..5], told.get(5..)), (&["0", "1", "2", "3", "4"][..], Some(&["101"][..])));
    assert_eq!(codes, told[..5], "{runs:?}");
}

#[test]
fn help_has_the_exit_codes_in_both_languages() {
    let help = Project::new().run(&["check", "--help"]).stdout;
    for words in ["Exit codes:\n  0 ", "退出码：\n  0 ", "\n  101  a bug of ours\n", "\n  101  程序自身的错误\n"]
    {
        assert!(help.contains(words), "no {words:?} in {help}");
    }
}
