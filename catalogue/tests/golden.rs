//! Images of version 2 as they were written once. They are read for ever: these files never change. Version 1, which was never
//! released, is refused.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so at once")]

mod all_questions;

use std::path::{Path, PathBuf};

use dingmi_catalogue::{Catalogue, FORMAT_VERSION, OpenError};

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v2").join(name)
}

#[test]
fn version_2_says_what_it_always_said() {
    for name in ["small", "policies", "for-some"] {
        let catalogue = Catalogue::open(golden(&format!("{name}.dmc"))).unwrap();
        assert_eq!(catalogue.format_version(), 2);
        let said = serde_json::to_string_pretty(&catalogue.document()).unwrap() + "\n";
        let expected = std::fs::read_to_string(golden(&format!("{name}.json"))).unwrap();
        for (line, (said, expected)) in said.lines().zip(expected.lines()).enumerate() {
            assert_eq!(said, expected, "{name}.json:{}", line + 1);
        }
        assert_eq!(said.len(), expected.len());
    }
}

#[test]
fn version_2_answers_as_it_always_did() {
    let catalogue = Catalogue::read(golden("small.dmc")).unwrap();
    let answers = all_questions::answers(&catalogue, usize::MAX);
    let path = golden("small.answers.txt");
    // Written when a golden image is first made, and never again.
    if !path.exists() && std::env::var_os("DINGMI_BLESS").is_some() {
        std::fs::write(&path, &answers).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap();
    for (line, (answer, expected)) in answers.lines().zip(expected.lines()).enumerate() {
        assert_eq!(answer, expected, "line {}", line + 1);
    }
    assert_eq!(answers.len(), expected.len());
}

#[test]
fn version_1_is_told_as_one_that_is_not_known() {
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1/small.dmc");
    let (mapped, read) = (Catalogue::open(&old).unwrap_err(), Catalogue::read(&old).unwrap_err());
    assert!(matches!((&mapped, &read), (OpenError::Version { found: 1 }, OpenError::Version { found: 1 })));
    assert_eq!(mapped.to_string(), "format version 1 is not known here");
    assert_eq!(FORMAT_VERSION, 2);
}
