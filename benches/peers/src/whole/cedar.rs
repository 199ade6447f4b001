//! Cedar's validator: the shape of a matter, and the cap of its level, both as types. It knows nothing of other matters.
//!
//! A level is a type of entities, and the lengths that it allows are one that enumerates them. Data can be held against the
//! schema as entities, or as policies, one a matter, each of which says that what is asked about is equal to a record.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use cedar_policy::{Entity, Policy, PolicyId, PolicySet, Schema, ValidationMode, Validator};
use serde_json::Value;

use super::{Answers, MISSING_FIELD, OVER_CAP, text};
use crate::check::CAPS;

fn schema() -> Schema {
    let mut text = "entity Organ, Catalogue;\n".to_owned();
    for (level, cap) in CAPS {
        let kind = level[..1].to_uppercase() + &level[1..];
        let years: Vec<String> = (1..=cap).map(|years| format!("\"{years}\"")).collect();
        let shape = format!("{{ name: String, years: {kind}Years, knownTo: Set<String>, producedBy: Organ }}");
        let _ = writeln!(
            text,
            "entity {kind}Years enum [{}];\nentity {kind} {shape};\naction {kind} appliesTo {{ principal: Organ, resource: \
             Catalogue, context: {{ said: {shape} }} }};",
            years.join(", "),
        );
    }
    Schema::from_cedarschema_str(&text).expect("a schema of Cedar").0
}

/// The matters of a country, file by file.
fn files(folder: &Path) -> impl Iterator<Item = Vec<Value>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".cedar.json"));
    paths.sort();
    paths.into_iter().map(|path| serde_json::from_str(&text(&path)).expect("a list of entities"))
}

fn id(entity: &Value) -> &str {
    entity["uid"]["id"].as_str().expect("each matter has an id")
}

/// What the error of a matter means: a value that its type does not list is a period that is too long.
fn question(error: &str) -> &'static str {
    if error.contains("enum") { OVER_CAP } else { MISSING_FIELD }
}

pub(super) fn entities(folder: &Path) -> Answers {
    let schema = schema();
    let mut answers = Answers::new();
    for entity in files(folder).flatten() {
        let id = id(&entity).to_owned();
        if let Err(error) = Entity::from_json_value(entity, Some(&schema)) {
            let told = miette(&error);
            answers.entry(question(&told).to_owned()).or_default().push(id);
        }
    }
    answers
}

/// An error with what it comes from.
fn miette(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let _ = write!(told, ": {error}");
        source = error.source();
    }
    told
}

/// A file at a time: a policy says nothing of the others.
pub(super) fn policies(folder: &Path) -> Answers {
    let validator = Validator::new(schema());
    let mut answers = Answers::new();
    for entities in files(folder) {
        let policies = entities
            .iter()
            .map(|entity| Policy::parse(Some(PolicyId::new(id(entity))), policy(entity)).expect("a policy of Cedar"));
        let set = PolicySet::from_policies(policies).expect("policies of different ids");
        for error in validator.validate(&set, ValidationMode::Strict).validation_errors() {
            let rows = answers.entry(question(&error.to_string()).to_owned()).or_default();
            let id = error.policy_id().to_string();
            if rows.last() != Some(&id) {
                rows.push(id);
            }
        }
    }
    answers
}

fn policy(entity: &Value) -> String {
    let said: Vec<String> = entity["attrs"]
        .as_object()
        .expect("attributes")
        .iter()
        .map(|(name, value)| {
            let value = match value.get("__entity") {
                Some(uid) => format!("{}::{}", uid["type"].as_str().expect("a type"), uid["id"]),
                None => value.to_string(),
            };
            format!("{name}: {value}")
        })
        .collect();
    format!(
        "permit(principal, action == Action::{}, resource) when {{ context.said == {{ {} }} }};",
        entity["uid"]["type"],
        said.join(", "),
    )
}
