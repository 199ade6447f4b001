//! A library user gets no command line, and a service that asks a catalogue no compiler.

use std::collections::BTreeSet;
use std::process::Command;

use crate::folder::Repository;

#[test]
fn the_library_pulls_in_no_command_line() {
    let lean = tree("dingmi", &["--no-default-features"]);
    assert!(lean.contains("pest"), "this is not the tree of the library: {lean:?}");
    let names = [
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
    ];
    for name in names {
        assert!(!lean.contains(name), "{name} comes with the library");
    }
    assert!(tree("dingmi", &[]).contains("clap"), "the command line is in the default features");
}

#[test]
fn a_service_pulls_in_no_compiler() {
    let lean = tree("dingmi-catalogue", &[]);
    assert!(lean.contains("zerocopy"), "this is not the tree of the catalogue: {lean:?}");
    let names =
        ["dingmi", "pest", "clap", "miette", "petgraph", "serde", "serde_core", "serde_json", "schemars", "tokio"];
    for name in names {
        assert!(!lean.contains(name), "{name} comes with a catalogue");
    }
    // The README of the crate says how many there are; what is more asks for a reason.
    assert!(lean.len() <= 25, "{} packages: {lean:?}", lean.len());
    assert!(tree("dingmi-catalogue", &["--features", "document"]).contains("serde"), "a document is data");
}

/// The names of all packages that a build needs. What a build needs is on the disk once this test runs.
fn tree(package: &str, features: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package", package, "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .args(["--locked", "--offline"])
        .args(features)
        .current_dir(Repository::path(""))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}
