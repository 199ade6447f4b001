//! `--fix`, `--unsafe` and `--diff`: what is written, what is shown, and what is left as it was.

use std::fs;
use std::process::{Command, Stdio};

use super::project::{Project, names};

const BROKEN: &str = "organ a { tier central }\n";
const MENDED: &str = "organ a { tier central; }\n";
const GUESS: &str = "organ maker-1 { tier central; }\norgan b { tier central; superior maker1; }\n";

#[test]
fn fixes_are_made_and_what_is_left_is_told() {
    let project = Project::new().file("a.dingmi", BROKEN).file("sub/b.dingmi", GUESS.replace(" }", " tier central; }"));
    project.run(&["check"]).expect(1, &["3 fixable with --fix\n"]);
    let outcome = project.run(&["check", "--fix"]);
    outcome.expect(1, &["fixes made: 3, in files: 2", "1 error in 2 files", "1 fixable with --fix --unsafe"]);
    assert!(outcome.stdout.contains("S002") && !outcome.stdout.contains("S001"), "{outcome:?}");
    assert!(outcome.stdout.contains("unsafe fix: write `maker-1`"), "{outcome:?}");
    assert_eq!((project.read("a.dingmi"), project.read("sub/b.dingmi")), (MENDED.into(), GUESS.into()));
    project.run(&["check", "--fix", "--unsafe"]).expect(0, &["fixes made: 1, in files: 1", "no findings"]);
    assert_eq!(project.read("sub/b.dingmi"), GUESS.replace("maker1", "maker-1"));
    project.run(&["check", "--fix", "--unsafe"]).expect(0, &["fixes made: 0, in files: 0"]);
    assert_eq!(names(&project.path("sub")), ["b.dingmi"]);
}

#[test]
fn imported_files_stay_as_they_are() {
    let project = Project::new()
        .file("dingmi.toml", "")
        .file("a.dingmi", format!("import \"lib/b.dingmi\";\n{BROKEN}"))
        .file("lib/b.dingmi", BROKEN.replace("organ a", "organ b"));
    project.run(&["check", "--fix", "a.dingmi"]).expect(1, &["fixes made: 1, in files: 1", "1 error"]);
    assert!(project.read("a.dingmi").ends_with(MENDED));
    assert_eq!(project.read("lib/b.dingmi"), BROKEN.replace("organ a", "organ b"));
}

#[test]
fn what_lies_outside_of_the_project_stays_as_it_is() {
    let project = Project::new().file("in/dingmi.toml", "").file("out.dingmi", BROKEN);
    project.run_in("in", &["check", "--fix", "../out.dingmi"]).expect(1, &["fixes made: 0"]);
    assert_eq!(project.read("out.dingmi"), BROKEN);
}

#[test]
fn a_regime_that_is_asked_for_is_no_work_to_do() {
    let regime = "regime law \"法\" { level gao \"高\" { rank 1 } }\n";
    let project = Project::new().file("law.dingmi", regime).file("a.dingmi", BROKEN);
    let outcome = project.run(&["check", "--fix", "--regime", "law.dingmi", "a.dingmi"]);
    outcome.expect(1, &["fixes made: 1, in files: 1"]);
    assert_eq!(project.read("law.dingmi"), regime);
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let text = "\u{feff}organ a ｛\r\n    层级 central\r\n｝\r\n";
    let project = Project::new().file("a.dingmi", text);
    project.run(&["check", "--fix"]).expect(0, &[]);
    assert_eq!(project.read("a.dingmi"), text.replace("central", "central；"));
}

#[test]
fn a_patch_is_shown_and_nothing_written() {
    let project = Project::new().file("dir/甲 1.dingmi", BROKEN).file("b.dingmi", "organ b { tier central }");
    let outcome = project.run(&["check", "--diff"]);
    outcome.expect(1, &["fixes to make: 2, in files: 2"]);
    assert!(outcome.stdout.contains("-organ a { tier central }\n+organ a { tier central; }\n"), "{outcome:?}");
    assert_eq!(project.read("dir/甲 1.dingmi"), BROKEN);
    apply(&project, &outcome.stdout);
    assert_eq!(project.read("dir/甲 1.dingmi"), MENDED);
    assert_eq!(project.read("b.dingmi"), "organ b { tier central; }");
    let again = project.run(&["check", "--diff"]);
    again.expect(0, &["fixes to make: 0"]);
    assert_eq!(again.stdout, "");
}

/// As a person does with a patch.
fn apply(project: &Project, patch: &str) {
    fs::write(project.path("p.patch"), patch).unwrap();
    let apply = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(arguments).current_dir(project.path("")).stdin(Stdio::null());
        assert!(git.status().unwrap().success(), "{arguments:?}\n{patch}");
    };
    apply(&["init", "-q"]);
    apply(&["apply", "p.patch"]);
}

#[test]
fn a_text_on_stdin_goes_mended_to_stdout() {
    let project = Project::new();
    let arguments = ["check", "--fix", "-", "--stdin-filename", "a.dingmi"];
    let outcome = project.run_with_stdin(&arguments, BROKEN.as_bytes());
    outcome.expect(0, &["fixes made: 1"]);
    assert_eq!(outcome.stdout, MENDED);
    let outcome = project.run_with_stdin(&arguments, GUESS.as_bytes());
    outcome.expect(1, &["a.dingmi:2:34: error[S002]"]);
    assert_eq!(outcome.stdout, GUESS);
    let outcome = project.run_with_stdin(&["check", "--diff", "-"], BROKEN.as_bytes());
    assert!(outcome.stdout.starts_with("--- a/<stdin>\n+++ b/<stdin>\n"), "{outcome:?}");
}

#[test]
fn what_cannot_go_together_is_misuse() {
    let project = Project::new().file("a.dingmi", BROKEN);
    for arguments in [
        &["check", "--unsafe"][..],
        &["check", "--diff", "--redact"],
        &["check", "--diff", "--format", "json"],
        &["check", "--fix", "--redact", "-"],
        &["build", "--fix", "-o", "out"],
        &["build", "--diff", "-o", "out"],
    ] {
        project.run(arguments).expect(2, &[]);
    }
    assert_eq!(project.read("a.dingmi"), BROKEN);
    let redacted = project.run(&["check", "--fix", "--redact"]);
    redacted.expect(0, &["fixes made: 1"]);
    assert!(!redacted.everything().contains("central"));
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn set_mode(project: &Project, path: &str, mode: u32) {
        fs::set_permissions(project.path(path), fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn one_file_that_cannot_be_written_keeps_all_as_they_were() {
        let project = Project::new().file("a.dingmi", BROKEN).file("b.dingmi", BROKEN.replace("organ a", "organ b"));
        set_mode(&project, "b.dingmi", 0o444);
        project.run(&["check", "--fix"]).expect(3, &["b.dingmi: cannot write: permission denied"]);
        assert_eq!(project.read("a.dingmi"), BROKEN);
        assert_eq!(names(&project.path("")), ["a.dingmi", "b.dingmi"]);
    }

    #[test]
    fn a_directory_that_cannot_be_written_keeps_all_as_they_were() {
        let project =
            Project::new().file("a.dingmi", BROKEN).file("sub/b.dingmi", BROKEN.replace("organ a", "organ b"));
        set_mode(&project, "sub", 0o555);
        // Who may do everything may write there too.
        let is_allowed = fs::write(project.path("sub/probe"), "").is_ok();
        if !is_allowed {
            project.run(&["check", "--fix"]).expect(3, &["cannot write"]);
            assert_eq!(project.read("a.dingmi"), BROKEN);
        }
        set_mode(&project, "sub", 0o755);
    }

    #[test]
    fn links_and_permissions_stay() {
        let project = Project::new().file("a.dingmi", BROKEN);
        set_mode(&project, "a.dingmi", 0o604);
        symlink("a.dingmi", project.path("link.dingmi")).unwrap();
        project.run(&["check", "--fix", "link.dingmi"]).expect(0, &["fixes made: 1"]);
        assert!(fs::symlink_metadata(project.path("link.dingmi")).unwrap().is_symlink());
        assert_eq!(project.read("a.dingmi"), MENDED);
        assert_eq!(fs::metadata(project.path("a.dingmi")).unwrap().permissions().mode() & 0o777, 0o604);
    }
}
