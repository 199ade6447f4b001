//! What the documents show is what happens: each `$ dingmi …` in a `console` block is run from the root of the
//! repository, and what follows it must be what it printed. `DINGMI_BLESS=1` writes it anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_documents_show_what_happens() {
    let mut shown = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        let fresh = rerun(&text, &mut shown);
        if std::env::var_os("DINGMI_BLESS").is_some() {
            fs::write(&document, &fresh).unwrap();
        } else {
            assert!(text == fresh, "{} is stale: run with DINGMI_BLESS=1\n{fresh}", document.display());
        }
    }
    assert!(shown >= 3, "the documents show only {shown} commands");
    // In one test, because the documents may just be written anew.
    the_readme_shows_the_example_file();
}

fn the_readme_shows_the_example_file() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let example = fs::read_to_string(root().join("docs/examples/charts.dingmi")).unwrap();
    assert!(readme.contains(&format!("```dingmi\n{example}```")));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn documents() -> Vec<PathBuf> {
    let mut documents = vec![root().join("README.md"), root().join("CONTRIBUTING.md")];
    for folder in ["docs", "docs/ci"] {
        let docs = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        documents.extend(docs.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    }
    documents
}

/// The text with fresh output under each command.
fn rerun(text: &str, shown: &mut usize) -> String {
    let mut fresh = String::new();
    let mut in_console = false;
    for line in text.split_inclusive('\n') {
        if line.starts_with("```") {
            in_console = line.trim_end() == "```console";
        } else if in_console {
            let Some(command) = line.strip_prefix("$ ") else { continue };
            fresh.push_str(line);
            fresh.push_str(&run(command));
            *shown += 1;
            continue;
        }
        fresh.push_str(line);
    }
    fresh
}

fn run(command: &str) -> String {
    let mut words = command.split_whitespace();
    assert_eq!(words.next(), Some("dingmi"), "{command}");
    let output = Command::new(env!("CARGO_BIN_EXE_dingmi"))
        .args(words)
        .current_dir(root())
        .env_clear()
        .env("LANG", "en_GB.UTF-8")
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    text.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}
