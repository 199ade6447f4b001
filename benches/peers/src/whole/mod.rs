//! The whole check of a country by one of the peers, which prints the rows that it finds wrong.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

mod cedar;
mod regorus;
mod schema;

/// By question, the rows that are wrong.
pub(crate) type Answers = BTreeMap<String, Vec<String>>;

pub(crate) const MISSING_FIELD: &str = "missing_field";
pub(crate) const OVER_CAP: &str = "over_cap";
pub(crate) const NO_CHAIN: &str = "no_chain";
pub(crate) const SAME_NAME: &str = "same_name";

pub(crate) fn answer(peer: &str, folder: &Path) {
    let answers = match peer {
        "regorus-machine" => regorus::by_machine(&text(&folder.join("rego.json"))),
        "regorus-interpreter" => regorus::by_interpreter(&text(&folder.join("rego.json"))),
        "cedar-entities" => cedar::entities(folder),
        "cedar-policies" => cedar::policies(folder),
        "json-schema" => schema::answers(&text(&folder.join("national.json"))),
        _ => panic!("{peer} is no peer"),
    };
    println!("{}", serde_json::to_string(&answers).expect("JSON of texts"));
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
