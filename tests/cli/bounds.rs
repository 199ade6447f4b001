//! Inputs without end, and files larger than the limit, end in an error.

use std::fs::File;

use super::project::Project;

#[test]
fn a_file_over_the_limit_is_not_read() {
    let project = Project::new();
    // Sparse: it has a length and no content.
    File::create(project.path("a.dingmi")).unwrap().set_len(1 << 40).unwrap();
    project.run(&["check"]).expect(3, &["a.dingmi: more than the limit `file-size`"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_read_up_to_the_limit() {
    Project::new().run(&["check", "/dev/zero"]).expect(3, &["zero: more than the limit `file-size`"]);
}
