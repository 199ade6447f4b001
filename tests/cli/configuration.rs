//! `dingmi.toml` and the options that override it.

use super::project::Project;

#[test]
fn it_is_found_upwards_and_names_the_paths() {
    let project = Project::new()
        .file("dingmi.toml", "paths = [\"src\"]\n")
        .file("src/a.dingmi", "")
        .file("other/b.dingmi", "??")
        .file("deep/er/c.txt", "");
    project.run_in("deep/er", &["check"]).expect(0, &["in 1 file"]);
    project.run(&["check", "--isolated"]).expect(1, &["in 2 files"]);
    project.run(&["check", "other"]).expect(1, &["in 1 file"]);
    project.run_in("deep", &["check", "--config", "../dingmi.toml"]).expect(0, &["in 1 file"]);
}

#[test]
fn what_is_wrong_in_it_is_told_with_its_place() {
    for (config, words) in [
        ("path = []", ["error: dingmi.toml:1:1: unknown key `path`", "did you mean `paths`?"]),
        ("lang = \"cn\"", ["dingmi.toml:1:8: expected one of zh, en", "did you mean"]),
        ("[lint.levels]\nsyntx-error = \"off\"", ["dingmi.toml:2:1: there is no rule `syntx-error`", "syntax-error"]),
        ("[lint.levels]\nS001 = \"off\"", ["dingmi.toml:2:1: S001 cannot be turned off", ""]),
        ("paths = [", ["not TOML", "dingmi.toml:1:"]),
    ] {
        Project::new().file("dingmi.toml", config).file("a.dingmi", "").run(&["check"]).expect(2, &words);
    }
    let project = Project::new().file("dingmi.toml", "path = []").file("deep/a.dingmi", "");
    project.run_in("deep", &["check"]).expect(2, &["error: ../dingmi.toml:1:1:"]);
    Project::new().run(&["check", "--config", "none.toml"]).expect(2, &["none.toml", "it does not exist"]);
}

#[test]
fn its_language_holds_unless_the_command_line_says_another() {
    let project = Project::new().file("dingmi.toml", "lang = \"zh\"").file("a.dingmi", "");
    project.run(&["check"]).expect(0, &["1 个文件"]);
    project.run(&["check", "--lang", "en"]).expect(0, &["in 1 file"]);
}

#[test]
fn a_regime_may_be_a_file_of_the_project() {
    let project = Project::new()
        .file("in/dingmi.toml", "regime = \"../laws/mine.dingmi\"\npaths = [\"a.dingmi\"]")
        .file("in/a.dingmi", "")
        .file("laws/mine.dingmi", "regime mine { }");
    for outcome in [
        project.run_in("in", &["check"]),
        project.run(&["check", "in/a.dingmi", "--isolated", "--regime", "laws/mine.dingmi"]),
    ] {
        assert!(outcome.stderr.contains("in 2 files"), "{outcome:?}");
    }
    project.run(&["check", "in/a.dingmi", "--regime", "none.dingmi"]).expect(2, &["no regime `none` is declared"]);
    project.run(&["check", "in/a.dingmi", "--isolated", "--regime", "cn"]).expect(2, &["no regime `cn` is declared"]);
}

#[test]
fn a_broken_one_does_not_hide_the_rules() {
    Project::new().file("dingmi.toml", "?").run(&["rules"]).expect(0, &[]);
}

#[test]
fn wrong_usage_is_exit_two() {
    let project = Project::new().file("a.dingmi", "");
    for arguments in [
        &["check", "--select", "nothing"][..],
        &["check", "--ignore", "S"],
        &["check", "--as-of", "yesterday"],
        &["check", "--deny", "all"],
        &["check", "--isolated", "--config", "x"],
        &["explain", "nothing"],
        &["build"],
        &["nothing"],
        &[],
    ] {
        project.run(arguments).expect(2, &[]);
    }
    project.run(&["check", "--select", "S01"]).expect(2, &["--select: there is no rule `S01`", "did you mean `S001`?"]);
    project.run(&["--version"]).expect(0, &[]);
    project.run(&["check", "--help"]).expect(0, &[]);
}
