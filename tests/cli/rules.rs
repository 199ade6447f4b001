//! `rules`, `explain` and `completions`, and readers that go away.

use std::process::Stdio;

use super::project::Project;

#[test]
fn every_rule_is_listed_and_explained() {
    let project = Project::new();
    let list: serde_json::Value = serde_json::from_str(&project.run(&["rules", "--format", "json"]).stdout).unwrap();
    let rules = list["rules"].as_array().unwrap();
    assert!(!rules.is_empty());
    for rule in rules {
        let (code, name) = (rule["code"].as_str().unwrap(), rule["name"].as_str().unwrap());
        for (word, lang) in [(code, "zh"), (name, "en")] {
            let page = project.run(&["explain", word, "--lang", lang]);
            page.expect(0, &[]);
            assert!(page.stdout.contains(&format!("{code} {name}")), "{page:?}");
        }
        assert!(project.run(&["rules"]).stdout.contains(name));
    }
}

#[test]
fn an_unknown_rule_gets_a_suggestion() {
    Project::new().run(&["explain", "s001"]).expect(2, &["there is no rule `s001`", "did you mean `S001`?"]);
}

#[test]
fn completions_are_for_this_command() {
    for shell in ["bash", "zsh", "fish"] {
        let outcome = Project::new().run(&["completions", shell]);
        outcome.expect(0, &[]);
        assert!(outcome.stdout.contains("dingmi"));
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let mut child = Project::new().command(&["completions", "bash"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let project = Project::new();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = project.command(&["rules"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("the disk is full"));
}
