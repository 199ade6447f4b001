//! `build` writes everything or nothing.

use super::project::{Project, names};

#[test]
fn a_sound_program_is_written() {
    let project = Project::new().file("a.dingmi", "");
    project.run(&["build", "-o", "deep/out"]).expect(0, &["wrote catalogue.dmc, catalogue.json"]);
    assert_eq!(names(&project.path("deep/out")), ["catalogue.dmc", "catalogue.json"]);
}

#[test]
fn errors_leave_the_old_output_as_it_was() {
    let project = Project::new().file("a.dingmi", "??").file("out/catalogue.json", "old");
    project.run(&["build", "-o", "out"]).expect(1, &["nothing written"]);
    project.run(&["build", "-o", "out", "a.dingmi", "none.dingmi"]).expect(3, &["nothing written"]);
    assert_eq!(project.read("out/catalogue.json"), "old");
    assert_eq!(names(&project.path("out")), ["catalogue.json"]);
}

#[test]
fn nothing_is_created_where_errors_stand() {
    let project = Project::new().file("a.dingmi", "??");
    project.run(&["build", "-o", "out"]).expect(1, &[]);
    assert!(!project.path("out").exists());
}

#[test]
fn the_output_needs_a_directory() {
    let project = Project::new().file("a.dingmi", "").file("out", "").file("dir/catalogue.json/x", "");
    project.run(&["build", "-o", "out"]).expect(2, &["out: not a directory"]);
    project.run(&["build", "-o", "dir"]).expect(3, &["catalogue.json: cannot write: it is a directory"]);
    assert_eq!(names(&project.path("dir")), ["catalogue.json"]);
}

/// A program of two rows, of which one is for readers of `low` and of the organ.
const TWO_ROWS: &str =
    "regime r { level low \"低\" { rank 1; } level high { rank 2; } tier t { determines high; } officer head; }
organ council { tier t; } organ office { tier t; }
vocabulary v { kind map; kind plan; }
catalogue c \"目录\" under r { issued-by council;
    matter 1 \"甲\" { level low; known-to organ office; covers map; }
    matter 2 \"金丝雀\" { level high; known-to organ council; covers plan; }
}";

#[test]
fn some_readers_get_what_they_may_see_and_the_builder_hears_how_much_is_left_out() {
    let project = Project::new().file("a.dingmi", TWO_ROWS);
    let build = |arguments: &[&str]| project.run(&[&["build", "-o", "out", "--on", "2026-11-23"], arguments].concat());
    build(&[]).expect(0, &["wrote catalogue.dmc, catalogue.json"]);
    assert!(project.read("out/catalogue.json").contains("金丝雀"));
    let ways: [&[&str]; 6] = [
        &["--audience", "level=low"],
        &["--audience", "level=低"],
        &["--audience", "organ=office"],
        &["--audience", "level=low,organ=office"],
        &["--audience", "level=low", "--audience", "organ=office"],
        &["--audience", "密级＝low，机关＝office"],
    ];
    for way in ways {
        build(way).expect(0, &["wrote catalogue.dmc, catalogue.json", "left out for these readers: 1 of 2 matters"]);
        let written = project.read("out/catalogue.json");
        assert!(written.contains("甲") && !written.contains("金丝雀"), "{way:?}");
    }
    let quiet = build(&["--audience", "level=low", "--quiet"]);
    assert_eq!((quiet.code, quiet.everything()), (0, String::new()));
    let chinese = build(&["--audience", "level=low", "--lang", "zh"]);
    chinese.expect(0, &["对所指读者略去事项 1 项，全部事项共 2 项"]);
}

#[test]
fn readers_that_are_nobody_are_misuse() {
    let project = Project::new().file("a.dingmi", TWO_ROWS);
    let told: [(&str, &[&str]); 9] = [
        ("low", &["--audience: write readers as level=LEVEL or organ=ORGAN, not low"]),
        ("levl=low", &["not levl=low", "did you mean `level`?"]),
        ("level=", &["not level="]),
        ("", &["write readers as"]),
        ("level=low,", &["write readers as"]),
        ("level=low,level=high", &["`level` is given twice"]),
        ("level=lwo", &["lwo is no level of regime r", "its levels are low 低 (1), high high (2)"]),
        ("level=secret", &["secret is no level of regime r"]),
        ("organ=offic", &["no organ offic is declared", "did you mean office?"]),
    ];
    for (audience, words) in told {
        project.run(&["build", "-o", "out", "--audience", audience]).expect(2, words);
    }
    assert!(!project.path("out").exists());
}
