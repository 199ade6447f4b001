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
fn what_is_not_known_in_it_is_a_finding() {
    for (config, words) in [
        ("path = []", ["S009 unknown-setting", "dingmi.toml:1:1", "unknown key `path`", "did you mean `paths`?"]),
        ("[lint.levels]\nX03 = \"off\"", ["S009", "dingmi.toml:2:1", "there is no rule `X03`", "did you mean `X003`?"]),
        ("[lint.levels]\nS001 = \"off\"", ["S009", "dingmi.toml:2:1", "S001 cannot be turned off", ""]),
    ] {
        let project = Project::new().file("dingmi.toml", config).file("a.dingmi", "region r;");
        let outcome = project.run(&["check"]);
        outcome.expect(1, &["1 error in 1 file"]);
        assert!(words.iter().all(|word| outcome.stdout.contains(word)), "{outcome:?}");
        // Who asks something else is told, and gets no answer by a configuration that says something else than meant.
        project.run(&["graph", "--format", "dot"]).expect(2, &["error: dingmi.toml:", words[2]]);
        project.run(&["build", "-o", "out"]).expect(1, &["nothing written"]);
    }
    let project = Project::new().file("dingmi.toml", "path = []").file("deep/a.dingmi", "region r;");
    assert!(project.run_in("deep", &["check"]).stdout.contains("../dingmi.toml:1:1"));
}

#[test]
fn what_cannot_be_passed_over_ends_the_run() {
    for (config, words) in [
        ("lang = \"cn\"", ["dingmi.toml:1:8: expected one of zh, en", "did you mean"]),
        ("paths = [", ["not TOML", "dingmi.toml:1:"]),
        ("root = false", ["dingmi.toml: `root = false`, and no directory above", "take `root = false` out"]),
    ] {
        Project::new().file("dingmi.toml", config).file("a.dingmi", "").run(&["check"]).expect(2, &words);
    }
    Project::new().file("dingmi.toml", b"\xff").file("a.dingmi", "").run(&["check"]).expect(2, &["not UTF-8"]);
    Project::new().run(&["check", "--config", "none.toml"]).expect(2, &["none.toml", "it does not exist"]);
}

/// Two directories with a row each of which the name leaves open what is meant, and whose period is too long.
fn two_directories(inner: &str) -> Project {
    let text = |id: &str| {
        format!(
            "catalogue {id} \"目录\" under cn-2014 {{ issued-by o; dated 2010-06-01; in-force from 2010-07-01; \
             matter 1 \"甲{id}等\" {{ level mimi; period 11 years; known-to post \"员\" of o; }} }}"
        )
    };
    Project::new()
        .file("dingmi.toml", "paths = [\".\"]\n")
        .file("o.dingmi", "organ o { tier central; }")
        .file("a/a.dingmi", text("a"))
        .file("b/b.dingmi", text("b"))
        .file("b/dingmi.toml", inner)
}

const SHORT: [&str; 5] = ["check", "--format", "short", "--as-of", "2026-11-25"];

/// The codes that are told of either directory, with their severities.
fn told(project: &Project, directory: &str, arguments: &[&str]) -> Vec<String> {
    let outcome = project.run_in(directory, &[&SHORT, arguments].concat());
    let mut told: Vec<String> = outcome
        .stdout
        .lines()
        .filter_map(|line| {
            let (place, rest) = line.split_once(": ")?;
            let file = place.split(':').next()?.rsplit('/').next()?;
            Some(format!("{file} {}", rest.split(' ').next()?))
        })
        .collect();
    told.sort();
    told
}

#[test]
fn a_directory_may_have_levels_of_its_own() {
    let inner = "root = false\n[lint]\nignore = [\"vague-wording\"]\n[lint.levels]\nP001 = \"warning\"\n";
    let project = two_directories(inner);
    let expected = ["a.dingmi error[P001]", "a.dingmi note[X003]", "b.dingmi warning[P001]"];
    // From wherever it is run.
    for directory in ["", "a", "b"] {
        assert_eq!(told(&project, directory, &[]), expected, "from {directory}");
    }
    // What is chosen on the command line takes the place of what files choose; severities stay.
    let expected = ["a.dingmi note[X003]", "b.dingmi note[X003]"];
    assert_eq!(told(&project, "", &["--select", "X", "--ignore", "P"]), expected);
    let project = two_directories("root = false\n[lint]\nselect = [\"X\"]\n");
    assert_eq!(told(&project, "", &[]), ["a.dingmi error[P001]", "a.dingmi note[X003]", "b.dingmi note[X003]"]);
}

#[test]
fn the_innermost_directory_counts() {
    let project = two_directories("root = false\n[lint.levels]\nP001 = \"note\"\n")
        .file("b/c/dingmi.toml", "root = false\n[lint.levels]\nP001 = \"warning\"\n")
        .file("dingmi.toml", "[lint]\nselect = [\"P\"]\n");
    std::fs::rename(project.path("a/a.dingmi"), project.path("b/c/a.dingmi")).unwrap();
    assert_eq!(told(&project, "", &[]), ["a.dingmi warning[P001]", "b.dingmi note[P001]"]);
}

#[test]
fn what_changes_nothing_is_told() {
    for (inner, words) in [
        ("", "this file lies inside a project, and is not heeded"),
        ("root = false\nlang = \"zh\"\n", "only the file of the project can say this"),
        ("root = false\n[lint]\nignore = [\"A\"]\n", "leaves out what is not found anyway"),
        ("root = false\n[lint.levels]\nA001 = \"off\"\n", "leaves out what is not found anyway"),
        ("root = false\n[lint]\nignore = [\"P001\"]\n[lint.levels]\nP001 = \"note\"\n", "a severity for P001"),
        ("root = false\n[lint]\nselect = [\"P\"]\nignore = [\"X003\"]\n", "not selected anyway"),
    ] {
        let outcome = two_directories(inner).run(&SHORT);
        let line =
            outcome.stdout.lines().find(|line| line.contains("W005")).unwrap_or_else(|| panic!("{inner}: {outcome:?}"));
        assert!(line.starts_with("b/dingmi.toml:") && line.contains(words), "{line}");
    }
    // Where not everything is looked at, nobody knows.
    let project = two_directories("root = false\n[lint]\nignore = [\"A\"]\n");
    assert!(!project.run(&[&SHORT[..], &["b", "o.dingmi"]].concat()).stdout.contains("W005"));
    assert!(!project.run(&[&SHORT[..], &["--select", "P"]].concat()).stdout.contains("W005"));
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
