//! JSON Schema: the shape of a matter, and the cap of its level. It knows nothing of other matters.

use std::fmt;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde::de::{DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, Value, json};

use super::{Answers, MISSING_FIELD, OVER_CAP};
use crate::check::CAPS;

fn validator() -> Validator {
    let cap = |(level, years): &(&str, u64)| {
        json!({
            "if": { "properties": { "level": { "const": level } }, "required": ["level"] },
            "then": { "properties": { "years": { "maximum": years } } },
        })
    };
    let schema = json!({
        "type": "object",
        "required": ["name", "level", "years", "known_to", "produced_by"],
        "properties": {
            "name": { "type": "string", "minLength": 1 },
            "level": { "enum": CAPS.map(|(level, _)| level) },
            "years": { "type": "integer", "minimum": 1 },
            "known_to": { "type": "array", "minItems": 1, "items": { "type": "string" } },
            "produced_by": { "type": "string" },
        },
        "allOf": CAPS.iter().map(cap).collect::<Vec<_>>(),
    });
    jsonschema::validator_for(&schema).expect("a schema")
}

/// Each matter is validated as it is read and then forgotten.
pub(super) fn answers(country: &str) -> Answers {
    let mut check = Check { validator: validator(), answers: Answers::new() };
    Deserializer::from_str(country).deserialize_map(Country(&mut check)).expect("a country is JSON");
    check.answers
}

struct Check {
    validator: Validator,
    answers: Answers,
}

impl Check {
    fn check(&mut self, matter: &Value) {
        if self.validator.is_valid(matter) {
            return;
        }
        let id = matter["id"].as_str().expect("each matter has an id");
        for error in self.validator.iter_errors(matter) {
            let question = match error.kind() {
                ValidationErrorKind::Required { .. } => MISSING_FIELD,
                ValidationErrorKind::Maximum { .. } => OVER_CAP,
                _ => panic!("{id}: {error}"),
            };
            self.answers.entry(question.to_owned()).or_default().push(id.to_owned());
        }
    }
}

struct Country<'a>(&'a mut Check);

impl<'de> Visitor<'de> for Country<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a country")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<&str>()? {
            if key == "matters" {
                map.next_value_seed(Matters(&mut *self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct Matters<'a>(&'a mut Check);

impl<'de> DeserializeSeed<'de> for Matters<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Matters<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("matters")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(matter) = seq.next_element::<Value>()? {
            self.0.check(&matter);
        }
        Ok(())
    }
}
