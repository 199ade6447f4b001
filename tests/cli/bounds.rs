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

/// Checks a text and expects the one finding that names a limit.
fn ends_in_limit(text: String, limit: &str) {
    let outcome = Project::new().file("a.dingmi", text).run(&["check", "--format", "short"]);
    assert_eq!(outcome.code, 1, "{limit}: {}", outcome.stderr);
    let codes: Vec<&str> = outcome.stdout.lines().filter_map(|line| line.split(['[', ']']).nth(1)).collect();
    assert_eq!(codes, ["S006"], "{limit}");
    assert!(outcome.stdout.contains(limit), "{limit}: {}", outcome.stdout);
}

#[test]
fn a_hundred_thousand_braces_end_in_the_nesting_limit() {
    ends_in_limit("{".repeat(100_000), "line-length");
    ends_in_limit("{\n".repeat(100_000), "nesting");
    ends_in_limit("kind a {\n".repeat(100_000), "nesting");
    ends_in_limit("vocabulary v { kind a {".to_owned() + &"kind a {".repeat(1_000), "nesting");
}

#[test]
fn deep_parentheses_end_in_the_nesting_limit() {
    let deep = "(".repeat(10_000) + "x" + &")".repeat(10_000);
    ends_in_limit(format!("catalogue c {{ matter 1 {{ covers k where {deep}; }} }}"), "nesting");
}

#[test]
fn one_line_of_fifty_megabytes_ends_in_the_line_limit() {
    ends_in_limit("密".repeat(50 * 1024 * 1024 / 3), "line-length");
    ends_in_limit("organ o \"".to_owned() + &"a".repeat(50 * 1024 * 1024) + "\";", "line-length");
}

#[test]
fn a_long_condition_ends_in_the_condition_limit() {
    let tests = "p\n or ".repeat(2_000) + "p";
    ends_in_limit(
        format!(
            "organ o; vocabulary v {{ kind k; attribute p : yes-no; }} \
             catalogue c \"x\" {{ dated 2010-01-01; in-force from 2010-01-01; \
             matter 1 \"x\" {{ level mimi; period 1 years; known-to o; covers k where {tests}; }} }}"
        ),
        "condition-size",
    );
}

#[test]
fn a_declaration_without_end_ends_in_the_limit_on_declarations() {
    let posts = "post \"员\";\n".repeat(500_000);
    ends_in_limit(format!("scope s {{ {posts} }}"), "declaration-size");
}

#[test]
fn scopes_that_grow_without_end_stop_at_their_limits() {
    let organs: String = (0..3_000).map(|organ| format!("organ o{organ};\n")).collect();
    let scattered: String = (0..3_000).step_by(2).map(|organ| format!("o{organ};\n")).collect();
    let posts: String = (0..3_000).map(|organ| format!("post \"p{organ}\" of o{organ};\n")).collect();
    ends_in_limit(format!("{organs} scope s {{ {scattered} {posts} }}"), "`scope-size`");
    let each = |scope: usize| format!("scope s{} {{ post \"p{scope}\" of o1; s{scope}; }}\n", scope + 1);
    let chain: String = (0..3_000).map(each).collect();
    ends_in_limit(format!("organ o1; scope s0 {{ post \"p\" of o1; }}\n{chain}"), "`all-scopes-size`");
}

#[test]
fn too_many_imports_end_in_the_import_limit() {
    let mut project = Project::new();
    let mut text = String::new();
    for index in 0..1_001 {
        project = project.file(&format!("i{index}.dingmi"), "");
        text += &format!("import \"i{index}.dingmi\";\n");
    }
    let outcome = project.file("a.dingmi", text).run(&["check", "a.dingmi"]);
    outcome.expect(1, &[]);
    assert!(outcome.stdout.contains("S006") && outcome.stdout.contains("imports"));
}
