//! A library user gets no command line.

use std::process::Command;

use crate::folder::Repository;

#[test]
fn the_library_pulls_in_no_command_line() {
    let lean = tree(&["--no-default-features"]);
    assert!(lean.contains(&"pest".to_owned()), "this is not the tree of the library: {lean:?}");
    for name in [
        "clap",
        "clap_complete",
        "miette",
        "ignore",
        "maud",
        "tempfile",
        "toml",
        "sys-locale",
        "csv",
        "rusqlite",
        "parquet",
    ] {
        assert!(!lean.contains(&name.to_owned()), "{name} comes with the library");
    }
    assert!(tree(&[]).contains(&"clap".to_owned()), "the command line is in the default features");
}

/// The names of all packages that a build needs. What a build needs is on the disk once this test runs.
fn tree(features: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package", "dingmi", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .args(["--locked", "--offline"])
        .args(features)
        .current_dir(Repository::path(""))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}
