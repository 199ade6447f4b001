//! The content of an image, held against JSON.

use dingmi_catalogue::Catalogue;
use serde_json::Value as Data;

/// Whether an image says what JSON says, or else where they differ.
pub(crate) fn compare(catalogue: &Catalogue, document: &Data) -> Result<(), String> {
    let said = serde_json::to_value(catalogue.document()).unwrap();
    differs("", &said, document).map_or(Ok(()), Err)
}

/// Where they do, and what they say there.
pub(crate) fn differs(path: &str, found: &Data, expected: &Data) -> Option<String> {
    match (found, expected) {
        (Data::Object(found), Data::Object(expected)) => {
            let keys = found.keys().chain(expected.keys());
            keys.into_iter().find_map(|key| match [found, expected].map(|fields| fields.get(key)) {
                [Some(found), Some(expected)] => differs(&format!("{path}.{key}"), found, expected),
                _ => Some(format!("{path}.{key} is said on one side only")),
            })
        }
        (Data::Array(found), Data::Array(expected)) if found.len() == expected.len() => {
            let pairs = found.iter().zip(expected).enumerate();
            pairs.into_iter().find_map(|(at, (found, expected))| differs(&format!("{path}[{at}]"), found, expected))
        }
        _ => (found != expected).then(|| format!("{path}: {found}, and JSON {expected}")),
    }
}
