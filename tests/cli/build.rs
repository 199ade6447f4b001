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
