//! What is read, what cannot be read, and the exit code of each.

use super::project::Project;

#[test]
fn an_empty_file_is_clean() {
    Project::new().file("a.dingmi", "").run(&["check", "a.dingmi"]).expect(0, &["no findings in 1 file"]);
}

#[test]
fn a_wrong_file_has_findings_at_its_place() {
    let project = Project::new().file("a.dingmi", "\n??\n");
    let short = project.run(&["check", "--format", "short"]);
    short.expect(1, &["1 file"]);
    assert!(short.stdout.starts_with("a.dingmi:2:1: error[S001]"), "{short:?}");
    let human = project.run(&["check"]);
    assert!(human.stdout.contains("─[a.dingmi:2:1]") && !human.stdout.contains('\u{1b}'), "{human:?}");
    assert!(project.run(&["check", "--color", "always"]).stdout.contains("\u{1b}["));
    let json: serde_json::Value =
        serde_json::from_str(&project.run(&["check", "--format", "json", "--as-of", "2026年11月23日"]).stdout).unwrap();
    assert_eq!((&json["version"], &json["as_of"]), (&1.into(), &"2026-11-23".into()));
    assert_eq!(json["diagnostics"][0]["labels"][0]["start"]["line"], 2);
}

#[test]
fn nothing_to_check_is_told() {
    let project = Project::new().file("readme.txt", "");
    project.run(&["check"]).expect(3, &["nothing to check", "dingmi.toml"]);
    project.run(&["check", "--lang", "zh"]).expect(3, &["没有可检查的内容"]);
}

#[test]
fn a_missing_file_does_not_keep_the_others_from_being_checked() {
    let outcome = Project::new().file("a.dingmi", "").run(&["check", "none.dingmi", "a.dingmi"]);
    outcome.expect(3, &["error: none.dingmi: cannot read: it does not exist", "no findings in 1 file"]);
}

#[test]
fn another_encoding_is_told_with_its_place() {
    let outcome = Project::new().file("a.dingmi", b"//\n\xb4\xf3").run(&["check"]);
    outcome.expect(3, &["a.dingmi: not UTF-8: byte 3, in line 2", "iconv"]);
}

#[test]
fn a_walk_takes_only_sources_that_are_not_ignored() {
    let outcome = Project::new()
        .file(".gitignore", "out/\n")
        .file("a.dingmi", "")
        .file("deep/er/b.dingmi", "")
        .file("deep/c.txt", "?")
        .file("out/d.dingmi", "?")
        .file(".hidden/e.dingmi", "?")
        .run(&["check"]);
    outcome.expect(0, &["in 2 files"]);
}

#[test]
fn one_file_by_many_spellings_is_checked_once() {
    let project = Project::new().file("sub/a.dingmi", "");
    project.run(&["check", "sub/a.dingmi", "./sub/../sub/a.dingmi", "sub"]).expect(0, &["in 1 file\n"]);
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_in_circles() {
    use std::os::unix::fs::symlink;
    let project = Project::new().file("sub/a.dingmi", "");
    symlink("..", project.path("sub/up")).unwrap();
    symlink("self", project.path("sub/self")).unwrap();
    symlink("sub", project.path("link")).unwrap();
    project.run(&["check"]).expect(0, &["in 1 file\n"]);
    project.run(&["check", "link"]).expect(0, &["in 1 file\n"]);
    project.run(&["check", "sub/self"]).expect(3, &["sub/self: cannot read"]);
}

#[test]
fn stdin_is_a_file_too() {
    let project = Project::new();
    project.run_with_stdin(&["check", "-"], b"").expect(0, &["in 1 file"]);
    let outcome = project.run_with_stdin(&["check", "-", "--format", "short"], b"??");
    assert!(outcome.stdout.starts_with("<stdin>:1:1: error[S001]"), "{outcome:?}");
    let named = project.run_with_stdin(&["check", "-", "--format", "short", "--stdin-filename", "b.dingmi"], b"??");
    assert!(named.stdout.starts_with("b.dingmi:1:1:"), "{named:?}");
}

#[test]
fn imports_stay_inside_the_root() {
    let project = Project::new()
        .file("in/dingmi.toml", "")
        .file("in/good.dingmi", "import \"sub/b.dingmi\";")
        .file("in/sub/b.dingmi", "import \"../good2.dingmi\";")
        .file("in/good2.dingmi", "")
        .file("in/bad.dingmi", "import \"../out.dingmi\";")
        .file("out.dingmi", "canary");
    project.run_in("in", &["check", "good.dingmi"]).expect(0, &["in 3 files"]);
    let outcome = project.run_in("in", &["check", "bad.dingmi"]);
    outcome.expect(1, &[]);
    assert!(outcome.stdout.contains("S005") && !outcome.stdout.contains("canary"), "{outcome:?}");
}

#[test]
fn quiet_leaves_the_summary_out() {
    let outcome = Project::new().file("a.dingmi", "").run(&["check", "--quiet"]);
    outcome.expect(0, &[]);
    assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("", ""));
}

#[test]
fn redaction_holds_on_both_streams() {
    let project = Project::new().file("a.dingmi", "canary ??\ncatalogue x \"canary\"").file("b.dingmi", b"canary\xff");
    for format in ["human", "short", "json"] {
        let outcome = project.run(&["check", "--redact", "--format", format]);
        outcome.expect(3, &["b.dingmi: not UTF-8: byte 6"]);
        assert!(!outcome.stdout.contains("canary") && !outcome.stderr.contains("canary"), "{outcome:?}");
        assert!(outcome.stdout.contains("S001"), "{outcome:?}");
    }
}
