//! The forms of the report that other programs read.

use std::collections::BTreeSet;

use serde_json::Value;

use super::project::Project;

/// Rows with faults that carry fixes and several places, in a text with a byte order mark, both line breaks, tabs, and
/// characters of two UTF-16 units; in a file whose path needs escaping.
const TEXT: &str = "\u{feff}// 𠮷 first\r\n\
organ maker \"制定机关\" { tier central; }\r\n\
\tregime mine \"条例\" { level gao \"高\" { rank 1; period at-most 3 years; } tier central \"中央\" { determines gao; } period in-years from 12 months; }\n\
catalogue c \"目录,100%\" under mine {\n\
    issued-by maker;\n\
    matter 1 \"𠮷甲::error\" { level gao; /* 𠮷 */ period 60 months; known-to post \"员\" of maker; }\r\n\
    matter 2 \"𠮷乙等\" { level gao; period 24 months; known-to post \"员\" of maker; }\r\n\
    matter 3 \"𠮷丙\" { level gao; period 1 years; known-to post \"员\" of makr; }\r\n\
}\r\n";
const FILE: &str = "目 录/a, b:100%#?.dingmi";

fn project() -> Project {
    Project::new().file(FILE, TEXT)
}

fn report(form: &str, more: &[&str]) -> String {
    let arguments = ["check", "--as-of", "2026-11-25", "--format", form, "--lang", "en"];
    project().run(&[&arguments[..], more].concat()).stdout
}

fn json(form: &str, more: &[&str]) -> Value {
    serde_json::from_str(&report(form, more)).unwrap()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// What a region covers, counted as SARIF counts: lines, and UTF-16 code units in them.
fn cut(text: &str, region: &Value) -> String {
    let lines: Vec<Vec<u16>> = text.split_inclusive('\n').map(|line| line.encode_utf16().collect()).collect();
    let offset = |line: &str, column: &str| {
        let line = region[line].as_u64().unwrap() as usize;
        let before: usize = lines[..line - 1].iter().map(Vec::len).sum();
        before + region[column].as_u64().unwrap() as usize - 1
    };
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[offset("startLine", "startColumn")..offset("endLine", "endColumn")]).unwrap()
}

#[test]
fn regions_cover_what_findings_speak_of() {
    // A viewer counts columns without the mark that the text begins with.
    let text = TEXT.trim_start_matches('\u{feff}');
    let (sarif, json) = (json("sarif", &[]), json("json", &[]));
    let results = list(&sarif["runs"][0], "results");
    let findings = list(&json, "diagnostics");
    assert!(findings.len() >= 5 && results.len() == findings.len());
    let mut compared = 0;
    for (result, finding) in results.iter().zip(findings) {
        let places = list(result, "locations").iter().chain(list(result, "relatedLocations"));
        for (place, label) in places.zip(list(finding, "labels")) {
            assert_eq!(label["file"], FILE);
            let byte = |end: &str| label[end]["byte"].as_u64().unwrap() as usize;
            let place = &place["physicalLocation"];
            assert_eq!(cut(text, &place["region"]), TEXT[byte("start")..byte("end")]);
            let uri = "%E7%9B%AE%20%E5%BD%95/a%2C%20b%3A100%25%23%3F.dingmi";
            assert_eq!(
                (&place["artifactLocation"]["uri"], &place["artifactLocation"]["uriBaseId"]),
                (&uri.into(), &"SRCROOT".into())
            );
            compared += 1;
        }
    }
    assert!(compared > findings.len(), "no finding has a second place");
}

#[test]
fn sarif_knows_its_rules_its_texts_and_its_fixes() {
    let sarif = json("sarif", &[]);
    let run = &sarif["runs"][0];
    let rules = list(&run["tool"]["driver"], "rules");
    for result in list(run, "results") {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let name = rule["name"].as_str().unwrap();
        assert!(name.starts_with(|c: char| c.is_ascii_uppercase()) && !name.contains('-'), "{name}");
        assert!(result["message"]["text"].as_str().unwrap().ends_with('.'));
    }
    let capped = rules.iter().find(|rule| rule["id"] == "P001").unwrap();
    assert!(capped["help"]["markdown"].as_str().unwrap().contains("```dingmi"));
    assert!(capped["help"]["text"].as_str().unwrap().contains("L10 art. 15"));
    assert_eq!(list(run, "artifacts")[0]["contents"]["text"], TEXT.trim_start_matches('\u{feff}'));
    // 24 months is 2 years: the fix takes the one out and puts the other in.
    let change = list(run, "results").iter().filter(|result| result["ruleId"] == "P003").find_map(|result| {
        let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        let text = TEXT.trim_start_matches('\u{feff}');
        Some((cut(text, &replacement["deletedRegion"]), replacement["insertedContent"]["text"].as_str()?.to_owned()))
    });
    assert_eq!(change, Some(("60 months".to_owned(), "5 years".to_owned())));
}

#[test]
fn redacted_forms_hold_no_text() {
    for form in ["sarif", "junit", "github", "gitlab", "json", "short"] {
        let text = report(form, &["--redact"]).replace("目 录", "").replace("%E7%9B%AE%20%E5%BD%95", "");
        for word in ["𠮷", "制定机关", "条例", "目录,", "甲::error", "\"contents\"", "insertedContent", "makr"]
        {
            assert!(!text.contains(word), "{form} shows {word}: {text}");
        }
    }
}

#[test]
fn junit_fails_what_fails_the_run() {
    let failed = |deny: &str| report("junit", &["--deny", deny]).matches("<failure ").count();
    let count = |severity: &str| json("json", &[])["summary"][severity].as_u64().unwrap() as usize;
    assert_eq!(failed("error"), count("errors"));
    assert_eq!(failed("note"), count("errors") + count("warnings") + count("notes"));
    let clean = Project::new().file("空.dingmi", "region r \"区\";").run(&["check", "--format", "junit"]);
    clean.expect(0, &[]);
    assert!(clean.stdout.contains("<testcase name=\"nothing found\" classname=\"空.dingmi\""), "{clean:?}");
}

#[test]
fn github_commands_hold_nothing_that_ends_them() {
    let commands = report("github", &[]);
    assert_eq!(commands.lines().count(), list(&json("json", &[]), "diagnostics").len());
    for line in commands.lines() {
        let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (command, properties) = head.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&command));
        let keys: Vec<&str> = properties.split(',').map(|property| property.split_once('=').unwrap().0).collect();
        assert_eq!(keys, ["file", "line", "endLine", "col", "endColumn", "title"]);
        assert!(properties.contains("file=目 录/a%2C b%3A100%25#?.dingmi"), "{properties}");
        assert!(message.contains("%0A") || !message.contains('\r'), "{message}");
    }
}

#[test]
fn gitlab_tells_findings_apart() {
    let violations = json("gitlab", &[]);
    let violations = violations.as_array().unwrap();
    let fingerprints: BTreeSet<&str> = violations.iter().map(|each| each["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), violations.len());
    assert!(violations.iter().all(|each| each["location"]["path"] == FILE));
}

/// Rule, place and fingerprint of what is found, without order.
fn identities(project: &Project) -> BTreeSet<(String, String, String)> {
    let report = project.run(&["check", "--format", "json", "--as-of", "2026-11-25"]).stdout;
    let report: Value = serde_json::from_str(&report).unwrap();
    let word = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let of = |finding| (word(finding, "code"), word(finding, "place"), word(finding, "fingerprint"));
    list(&report, "diagnostics").iter().map(of).collect()
}

#[test]
fn a_fingerprint_survives_everything_but_another_fault() {
    let rows = |period: &str| {
        format!(
            "organ o {{ tier central; }}\ncatalogue c \"目录\" under cn-2014 {{ issued-by o; dated 2015-01-01; in-force from 2015-02-01;\n\
             matter 1 \"甲有关乙\" {{ level mimi; period {period}; known-to post \"员\" of o; }} }}\n"
        )
    };
    let before = identities(&Project::new().file("a.dingmi", rows("12 years")));
    assert!(before.len() >= 4 && before.iter().any(|(code, place, _)| code == "P001" && place == "c#1.period"));
    let chinese = "
目录 c “目录” 依据法规 cn-2014 ｛
    // 另一种写法
    施行 自 2015年2月1日；
    日期 2015年1月1日；  制定机关 o；
    事项 1 “甲有关乙” ｛
        知悉范围 岗位 “员” 隶属 o；
        保密期限 12年；
        密级 秘密；
    ｝
｝";
    let moved = Project::new().file("z/b.dingmi", chinese).file("o.dingmi", "\n\norgan o { tier central; }");
    assert_eq!(identities(&moved), before);
    let longer = identities(&Project::new().file("a.dingmi", rows("13 years")));
    let changed: Vec<&str> = longer.difference(&before).map(|(_, place, _)| place.as_str()).collect();
    assert_eq!(changed, ["c#1.period"]);
}

#[test]
fn several_forms_are_written_in_one_run() {
    let project = project();
    let arguments = ["check", "--format", "sarif=out/o.sarif", "--format=short", "--format", "junit=o.xml"];
    // The others are written all the same.
    project.run(&arguments).expect(3, &["out/o.sarif: cannot write: it does not exist"]);
    assert!(project.read("o.xml").contains("</testsuites>"));
    let project = project.file("out/keep", "");
    let outcome = project.run(&arguments);
    outcome.expect(1, &["error"]);
    assert!(outcome.stdout.lines().all(|line| line.starts_with(FILE)), "{outcome:?}");
    assert!(project.read("out/o.sarif").ends_with("}\n"));
    // With files alone, stdout has nothing.
    assert_eq!(project.run(&["check", "--format", "json=o.json"]).stdout, "");
    project.run(&["check", "--format", "json", "--format", "short"]).expect(2, &["--format: two forms", "name a file"]);
    project.run(&["check", "--format", "xml"]).expect(2, &["expected one of"]);
    project.run(&["build", "-o", "built", "--format", "sarif=built.sarif"]).expect(1, &["nothing written"]);
    assert!(project.path("built.sarif").exists());
}

#[test]
fn what_could_not_be_read_is_in_the_report() {
    let project = project().file("gb.dingmi", b"\xbe\xf8");
    let outcome = project.run(&["check", "--format", "sarif"]);
    assert_eq!(outcome.code, 3);
    let sarif: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!((&invocation["executionSuccessful"], &invocation["exitCode"]), (&false.into(), &3.into()));
    let told = invocation["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap();
    assert!(told.starts_with("gb.dingmi: not UTF-8"), "{told}");
    // Where only a server looks, the run is not taken for clean either.
    let shown = |form: &str| project.run(&["check", "--format", form]).stdout;
    assert!(shown("junit").contains("<failure type=\"input\" message=\"gb.dingmi: not UTF-8"));
    assert!(shown("github").starts_with("::error::gb.dingmi: not UTF-8"));
}
