//! The same country as data for other engines of policy, with the fields that the checks of whole catalogues need.
//!
//! Rego has no NFKC: a name comes normalised too, as `same`, which spares the peers that work.

use std::io::{self, Write};

use serde_json::{Map, Value, json};
use unicode_normalization::UnicodeNormalization as _;

use super::super::workload::{LEVELS, LINES_OF_BUSINESS, TIERS, business, line_above, tier};
use super::{A_CATALOGUE, A_FILE, CAPS, Matter, Nation, Part, matter_id};

impl Nation {
    /// One document: lists of everything.
    pub(crate) fn write_json(&self, to: &mut impl Write) -> io::Result<()> {
        let organs: Vec<Value> = (0..self.size.organs).map(|organ| self.organ(organ, true)).collect();
        self.write_document(to, &Value::Array(organs))
    }

    /// One document for an engine of Rego: organs by id.
    pub(crate) fn write_rego(&self, to: &mut impl Write) -> io::Result<()> {
        let organs: Map<String, Value> =
            (0..self.size.organs).map(|organ| (format!("o{organ}"), self.organ(organ, false))).collect();
        self.write_document(to, &Value::Object(organs))
    }

    fn write_document(&self, to: &mut impl Write, organs: &Value) -> io::Result<()> {
        let caps = |level: usize| (LEVELS[level].to_owned(), json!({ "cap": CAPS[level], "rank": 3 - level }));
        let levels: Map<String, Value> = (0..LEVELS.len()).map(caps).collect();
        let above = |line: u64| (format!("b{line}"), json!(line_above(line).map(|above| format!("b{above}"))));
        let lines: Map<String, Value> = (0..LINES_OF_BUSINESS).map(above).collect();
        let tiers = json!({
            "central": { "rank": 3, "everywhere": false },
            "provincial": { "rank": 3, "everywhere": true },
            "prefecture": { "rank": 2, "everywhere": true },
            "county": { "rank": 0, "everywhere": false },
            "unit": { "rank": 0, "everywhere": false },
        });
        writeln!(to, "{{\"levels\":{},", Value::Object(levels))?;
        writeln!(to, "\"lines\":{},\n\"tiers\":{tiers},\n\"organs\":{organs},", Value::Object(lines))?;
        let grants = self.grants.iter().map(|grant| {
            json!({
                "from": format!("o{}", grant.grantor), "to": format!("o{}", grant.grantee),
                "line": format!("b{}", grant.line), "rank": 3 - grant.level,
            })
        });
        write_list(to, "grants", grants)?;
        to.write_all(b",\n")?;
        let rows = (0..self.size.catalogues).flat_map(|catalogue| self.rows(catalogue));
        write_list(to, "matters", rows.map(|matter| self.plain(&matter)))?;
        to.write_all(b"\n}\n")
    }

    fn organ(&self, organ: u64, has_id: bool) -> Value {
        let mut value = json!({ "tier": TIERS[tier(self.size, organ)], "line": format!("b{}", business(organ)) });
        if has_id {
            value["id"] = json!(format!("o{organ}"));
        }
        value
    }

    fn plain(&self, matter: &Matter) -> Value {
        let line = self.line(matter.number / A_CATALOGUE);
        let mut value = json!({ "id": matter_id(matter.number), "line": format!("b{line}") });
        if let Some(name) = &matter.name {
            value["name"] = json!(name);
            value["same"] = json!(name.nfkc().collect::<String>());
        }
        if let Some(level) = matter.level {
            value["level"] = json!(LEVELS[level]);
        }
        if let Some(years) = matter.years {
            value["years"] = json!(years);
        }
        if !matter.known.is_empty() {
            value["known_to"] = json!(matter.known.iter().map(Part::text).collect::<Vec<_>>());
        }
        if let Some(organ) = matter.producer {
            value["produced_by"] = json!(format!("o{organ}"));
        }
        value
    }

    /// The matters of a file as entities of Cedar. Each level is a type of its own, and so are the lengths that it allows:
    /// that is how types tell that a period is too long.
    pub(crate) fn write_cedar(&self, to: &mut impl Write, file: u64) -> io::Result<()> {
        let first = file * A_FILE / A_CATALOGUE;
        let behind = (first + A_FILE / A_CATALOGUE).min(self.size.catalogues);
        let rows = (first..behind).flat_map(|catalogue| self.rows(catalogue));
        to.write_all(b"[\n")?;
        write_values(to, rows.map(|matter| entity(&matter)))?;
        to.write_all(b"\n]\n")
    }
}

fn entity(matter: &Matter) -> Value {
    let of_level = matter.level.map_or("Unlevelled", |level| ["Juemi", "Jimi", "Mimi"][level]);
    let mut attributes = Map::new();
    if let Some(name) = &matter.name {
        attributes.insert("name".to_owned(), json!(name));
    }
    if let Some(years) = matter.years {
        let id = json!({ "type": format!("{of_level}Years"), "id": years.to_string() });
        attributes.insert("years".to_owned(), json!({ "__entity": id }));
    }
    if !matter.known.is_empty() {
        attributes.insert("knownTo".to_owned(), json!(matter.known.iter().map(Part::text).collect::<Vec<_>>()));
    }
    if let Some(organ) = matter.producer {
        let id = json!({ "type": "Organ", "id": format!("o{organ}") });
        attributes.insert("producedBy".to_owned(), json!({ "__entity": id }));
    }
    json!({ "uid": { "type": of_level, "id": matter_id(matter.number) }, "attrs": attributes, "parents": [] })
}

fn write_list(to: &mut impl Write, name: &str, values: impl Iterator<Item = Value>) -> io::Result<()> {
    writeln!(to, "\"{name}\":[")?;
    write_values(to, values)?;
    to.write_all(b"\n]")
}

/// One a line.
fn write_values(to: &mut impl Write, values: impl Iterator<Item = Value>) -> io::Result<()> {
    for (at, value) in values.enumerate() {
        if at > 0 {
            to.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut *to, &value)?;
    }
    Ok(())
}
