//! What is told beside a report: circumstances, stages. It never reaches stdout.

use super::project::Project;

fn project() -> Project {
    Project::new()
        .file("dingmi.toml", "paths = [\"a.dingmi\"]\nregime = \"cn-2014\"\n")
        .file("a.dingmi", "organ o \"秘密机关\" { tier central; }")
}

#[test]
fn stages_are_told_with_their_times() {
    let project = project();
    let outcome = project.run(&["check", "--timings", "--quiet"]);
    let stages = [
        "read",
        "parse",
        "resolve",
        "rows",
        "authority",
        "scopes",
        "objects",
        "overlap",
        "rules",
        "P001",
        "report",
        "all",
    ];
    let lines: Vec<Vec<&str>> = outcome.stderr.lines().map(|line| line.split_whitespace().collect()).collect();
    for stage in stages {
        let times = lines.iter().filter(|words| words[0] == stage && words.len() == 3 && words[2] == "ms");
        assert_eq!(times.count(), 1, "{stage}: {outcome:?}");
    }
    assert_eq!((outcome.code, outcome.stdout.as_str()), (0, ""));
    // A rule that is not asked for is not run.
    assert!(!project.run(&["check", "--timings", "--select", "X"]).stderr.contains("P001"));
    let outcome = project.run(&["build", "-o", "out", "--timings", "--lang", "zh"]);
    assert!(outcome.stderr.contains("定密权限"), "{outcome:?}");
}

#[test]
fn circumstances_are_told_when_asked_for() {
    let arguments = ["check", "--verbose", "--as-of", "2026-11-25"];
    project().run(&arguments).expect(
        0,
        &[
            "configuration: dingmi.toml\n",
            "as of 2026-11-25\n",
            "regime of catalogues that name none: cn-2014\n",
            "checked: a.dingmi\n",
            "checked: embedded:regimes/cn-2014.dingmi\n",
        ],
    );
    project().run(&[&arguments[..], &["--isolated", "--redact"]].concat()).expect(0, &["configuration: none\n"]);
    project().run(&["check", "--verbose", "--quiet"]).expect(2, &[]);
}

#[test]
fn no_bar_is_drawn_where_there_is_no_terminal() {
    let outcome = project().run(&["check"]);
    assert_eq!(outcome.stderr, "no findings in 1 file\n");
}

#[test]
fn one_thread_says_what_many_say() {
    let mut project = Project::new();
    for file in 0..40 {
        project = project.file(
            &format!("{file}.dingmi"),
            format!("organ o{file} {{ tier nothing{file}; superior o{}; }} organ x {{ tier central; }}", file + 1),
        );
    }
    let told = |threads: &'static str| {
        let output =
            project.command(&["check", "--format", "json"]).env("RAYON_NUM_THREADS", threads).output().unwrap();
        (output.status.code(), output.stdout)
    };
    let alone = told("1");
    assert!(alone.0 == Some(1) && alone.1.len() > 10_000);
    for threads in ["2", "3", "8"] {
        assert!(told(threads) == alone, "{threads} threads say something else");
    }
}
