//! `catalogue.sqlite` → the document it was made of, by a reader that knows nothing but the two formats. Equal documents
//! prove that nothing is lost on the way. One file, because each part of the document is read in one place, in its order.

use rusqlite::types::Value as Column;
use rusqlite::{Connection, Row, params_from_iter};
use serde_json::{Map, Value, json};

pub(crate) struct Database {
    connection: Connection,
}

/// A row, by the names of its columns.
type Record = Map<String, Value>;

impl Database {
    pub(crate) fn open(path: &std::path::Path) -> Self {
        Database { connection: Connection::open(path).unwrap() }
    }

    /// What a query gives, with each parameter that it names.
    pub(crate) fn query(&self, sql: &str, parameters: &[(&str, &str)]) -> Vec<Record> {
        let mut statement = self.connection.prepare(sql).unwrap();
        for (name, value) in parameters {
            if let Some(index) = statement.parameter_index(name).unwrap() {
                statement.raw_bind_parameter(index, value).unwrap();
            }
        }
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.raw_query();
        let mut records = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            records.push(record(row, &names));
        }
        records
    }

    /// The rows of a table that belong to something: its first columns are these.
    fn of(&self, table: &str, of: &[&Value]) -> Vec<Record> {
        let columns: Vec<String> = self
            .query(&format!("PRAGMA table_info ({table})"), &[])
            .iter()
            .map(|column| column["name"].as_str().unwrap().to_owned())
            .collect();
        let tests: Vec<String> = columns[..of.len()].iter().map(|column| format!("{column} = ?")).collect();
        let sql = format!("SELECT * FROM {table} WHERE {} ORDER BY {}", tests.join(" AND "), columns[of.len()]);
        let mut statement = self.connection.prepare(&sql).unwrap();
        let of = of.iter().map(|value| match value {
            Value::String(text) => Column::Text(text.clone()),
            Value::Bool(flag) => Column::Integer(i64::from(*flag)),
            Value::Number(number) => Column::Integer(number.as_i64().unwrap()),
            Value::Null | Value::Array(_) | Value::Object(_) => panic!("what belongs to {value}"),
        });
        let rows = statement.query_map(params_from_iter(of), |row| Ok(record(row, &columns))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    fn all(&self, table: &str) -> Vec<Record> {
        self.query(&format!("SELECT * FROM {table} ORDER BY rowid"), &[])
    }

    /// One column of what belongs to something.
    fn list(&self, table: &str, of: &[&Value], column: &str) -> Value {
        self.of(table, of).into_iter().map(|record| record[column].clone()).collect()
    }

    fn cites(&self, table: &str, of: &[&Value]) -> Value {
        self.of(table, of).iter().map(|cite| json!({ "law": cite["law"], "article": cite["article"] })).collect()
    }

    fn reaches(&self, table: &str, of: &[&Value]) -> Value {
        self.of(table, of).iter().map(reach).collect()
    }

    fn references(&self, table: &str, of: &[&Value], relation: &str) -> Value {
        let reference = |record: &Record| given(&record["to_matter"]).unwrap_or(&record["to_catalogue"]).clone();
        self.of(table, &[of, &[&json!(relation)]].concat()).iter().map(reference).collect()
    }

    pub(crate) fn document(&self) -> Value {
        let meta = self.query("SELECT * FROM meta", &[]);
        let meta = |key: &str| meta.iter().find(|record| record["key"] == key).unwrap()["value"].clone();
        let number = |key: &str| json!(meta(key).as_str().unwrap().parse::<u64>().unwrap());
        json!({
            "format": meta("format"),
            "version": number("version"),
            "compiler": { "name": meta("compiler"), "version": meta("compiler_version") },
            "as_of": meta("as_of"),
            "audience": serde_json::from_str::<Value>(meta("audience").as_str().unwrap()).unwrap(),
            "serial": number("serial"),
            "sources": self.sources(),
            "regimes": self.each("regime", |regime| self.regime(regime)),
            "regions": self.each("region", |node| head(node, json!({ "parent": node["parent"] }))),
            "businesses": self.each("business", |node| head(node, json!({ "parent": node["parent"] }))),
            "organs": self.each("organ", |organ| self.organ(organ)),
            "officers": self.each("officer", |officer| self.officer(officer)),
            "authorizations": self.each("authorization", |each| self.authorization(each)),
            "kinds": self.each("kind", |node| head(node, json!({ "parent": node["parent"] }))),
            "attributes": self.each("attribute", |attribute| self.attribute(attribute)),
            "units": self.query("SELECT * FROM unit ORDER BY name", &[]),
            "scopes": self.each("scope", |scope| head(scope, json!({
                "set": self.scope_set("scope_member", &scope["id"]),
                "narrows": scope["narrows"],
            }))),
            "knower_sets": self.each("knower_set", |set| self.knower_set(&set["id"])),
            "catalogues": self.each("catalogue", |catalogue| self.catalogue(catalogue)),
            "disclosures": self.each("disclosure", |disclosure| self.disclosure(disclosure)),
            "waivers": self.each("waiver", |waiver| json!({
                "rule": waiver["rule"],
                "on": waiver["on_place"],
                "because": waiver["because"],
                "approved_by": waiver["approved_by"],
                "until": waiver["until"],
                "source": place(waiver),
            })),
            "competence": self.competence(),
        })
    }

    fn each(&self, table: &str, value: impl Fn(&Record) -> Value) -> Value {
        self.all(table).iter().map(value).collect()
    }

    fn sources(&self) -> Value {
        let source = |record: &Record| json!({ "file": record["file"], "embedded": flag(&record["embedded"]), "digest": record["digest"] });
        self.query("SELECT * FROM source ORDER BY file", &[]).iter().map(source).collect()
    }

    fn regime(&self, regime: &Record) -> Value {
        let id = &regime["id"];
        let levels = self.query("SELECT * FROM level WHERE regime = :id ORDER BY position", &[(":id", text(id))]);
        let tiers = self.query("SELECT * FROM tier WHERE regime = :id ORDER BY position", &[(":id", text(id))]);
        let level = |level: &Record| {
            json!({
                "id": level["id"],
                "name": level["name"],
                "rank": level["rank"],
                "cap": duration(level, "cap"),
                "record_readers": flag(&level["record_readers"]),
                "narrowed": flag(&level["narrowed"]),
                "cites": self.cites("level_cite", &[id, &level["id"]]),
            })
        };
        let tier = |tier: &Record| {
            json!({
                "id": tier["id"],
                "name": tier["name"],
                "determines": tier["determines"],
                "authorizes": tier["authorizes"],
                "within": self.list("tier_within", &[id, &tier["id"]], "bound"),
                "cites": self.cites("tier_cite", &[id, &tier["id"]]),
            })
        };
        let mark = json!({
            "sign": regime["mark_sign"],
            "from": regime["mark_from"],
            "cites": self.cites("regime_mark_cite", &[id]),
        });
        head(
            regime,
            json!({
                "in_force": interval(regime, "in_force"),
                "levels": levels.iter().map(level).collect::<Value>(),
                "tiers": tiers.iter().map(tier).collect::<Value>(),
                "redelegation": regime["redelegation"],
                "conflict_highest": flag(&regime["conflict_highest"]),
                "conflict_cites": self.cites("regime_conflict_cite", &[id]),
                "mark": if regime["mark_sign"].is_null() { Value::Null } else { mark },
            }),
        )
    }

    fn organ(&self, organ: &Record) -> Value {
        let id = &organ["id"];
        let succession = |each: &Record| {
            let part = self.reaches("succession_reach", &[id, &each["position"]]);
            json!({ "organ": each["successor"], "part": part })
        };
        head(
            organ,
            json!({
                "tier": organ["tier"],
                "superior": organ["superior"],
                "regions": self.list("organ_region", &[id], "region"),
                "businesses": self.list("organ_business", &[id], "business"),
                "roles": self.list("organ_role", &[id], "role"),
                "exists": interval(organ, "exists"),
                "succeeded_by": self.of("succession", &[id]).iter().map(succession).collect::<Value>(),
            }),
        )
    }

    fn officer(&self, officer: &Record) -> Value {
        head(
            officer,
            json!({
                "organ": officer["organ"],
                "is_head": flag(&officer["is_head"]),
                "designated_by": officer["designated_by"],
                "designated_on": officer["designated_on"],
                "trained_on": officer["trained_on"],
                "level": officer["level"],
                "matters": self.reaches("officer_reach", &[&officer["id"]]),
                "term": interval(officer, "term"),
            }),
        )
    }

    fn authorization(&self, each: &Record) -> Value {
        let has_term = flag(&each["has_term"]) == true;
        head(
            each,
            json!({
                "grantor": each["grantor"],
                "grantee": each["grantee"],
                "level": each["level"],
                "matters": self.reaches("authorization_reach", &[&each["id"]]),
                "period": duration(each, "period"),
                "regions": self.list("authorization_region", &[&each["id"]], "region"),
                "instrument": each["instrument"],
                "instrument_dated": each["instrument_dated"],
                "term": if has_term { interval(each, "term") } else { Value::Null },
                "filed_with": each["filed_with"],
                "filed_on": each["filed_on"],
                "task": each["task"],
                "revoked_on": each["revoked_on"],
            }),
        )
    }

    fn attribute(&self, attribute: &Record) -> Value {
        let mut kind = json!({ "kind": attribute["type"] });
        match text(&attribute["type"]) {
            "quantity" => {
                kind["dimension"] = attribute["dimension"].clone();
                kind["base_unit"] = attribute["base_unit"].clone();
            }
            "one-of" => {
                let choices = self.of("choice", &[&attribute["id"]]);
                kind["choices"] =
                    choices.iter().map(|each| json!({ "id": each["id"], "name": each["name"] })).collect();
            }
            _ => {}
        }
        head(attribute, json!({ "type": kind, "better": attribute["better"], "larger": attribute["larger"] }))
    }

    fn scope_set(&self, table: &str, of: &Value) -> Value {
        let members =
            |is_excluded: bool| -> Value { self.of(table, &[of, &json!(is_excluded)]).iter().map(member).collect() };
        json!({ "members": members(false), "excluded": members(true) })
    }

    fn knower_set(&self, id: &Value) -> Value {
        let posts = |is_excepted: bool| -> Value {
            let post = |post: &Record| json!({ "name": post["name"], "organ": post["organ"], "and_below": flag(&post["and_below"]) });
            self.of("knower_post", &[id, &json!(is_excepted)]).iter().map(post).collect()
        };
        let organ = |organ: &Record| json!({ "organ": organ["organ"], "and_below": flag(&organ["and_below"]) });
        let group = |group: &Record| json!({ "name": group["name"], "approved_by": group["approved_by"] });
        json!({
            "organs": self.of("knower_organ", &[id]).iter().map(organ).collect::<Value>(),
            "posts": posts(false),
            "officers": self.list("knower_officer", &[id, &json!(false)], "officer"),
            "groups": self.of("knower_group", &[id]).iter().map(group).collect::<Value>(),
            "words": self.list("knower_words", &[id], "words"),
            "except_posts": posts(true),
            "except_officers": self.list("knower_officer", &[id, &json!(true)], "officer"),
        })
    }

    fn catalogue(&self, catalogue: &Record) -> Value {
        let id = &catalogue["id"];
        let sql = "SELECT * FROM matter WHERE catalogue = :id ORDER BY position";
        let matters = self.query(sql, &[(":id", text(id))]);
        head(
            catalogue,
            json!({
                "regime": catalogue["regime"],
                "level": level(catalogue, "level"),
                "period": period(catalogue),
                "issued_by": self.list("catalogue_issuer", &[id], "organ"),
                "number": catalogue["number"],
                "dated": catalogue["dated"],
                "in_force": interval(catalogue, "in_force"),
                "basis": self.list("catalogue_basis", &[id], "words"),
                "interpreted_by": self.list("catalogue_interpreter", &[id], "organ"),
                "replaces": self.references("catalogue_reference", &[id], "replaces"),
                "yields_to": self.references("catalogue_reference", &[id], "yields-to"),
                "prevails_over": self.references("catalogue_reference", &[id], "prevails-over"),
                "relation": catalogue["relation"],
                "businesses": self.list("catalogue_business", &[id], "business"),
                "review_by": catalogue["review_by"],
                "excerpt": catalogue["excerpt"],
                "note": catalogue["note"],
                "cites": self.cites("catalogue_cite", &[id]),
                "matters": matters.iter().map(|matter| self.matter(matter)).collect::<Value>(),
            }),
        )
    }

    fn matter(&self, matter: &Record) -> Value {
        let name = &matter["ref"];
        let known_to = self.scope_set("matter_scope_member", name);
        let producer = |each: &Record| match given(&each["tier"]) {
            None => json!({ "kind": "organ", "id": each["organ"] }),
            Some(tier) => json!({ "kind": "tier", "id": tier }),
        };
        let conflict = |each: &Record| {
            json!({
                "with": each["with_matter"],
                "differs_in": self.list("conflict_field", &[name, &each["position"]], "field"),
                "from": each["from_day"],
                "meanwhile": level(each, "meanwhile"),
            })
        };
        head(
            matter,
            json!({
                "level": level(matter, "level"),
                "period": period(matter),
                "mark": matter["mark"],
                "known_to": if matter["known_to"].is_null() { Value::Null } else { known_to },
                "known_to_set": matter["known_to_set"],
                "produced_by": self.of("matter_producer", &[name]).iter().map(producer).collect::<Value>(),
                "covers": self.covers(["matter_covers", "matter_covers_kind"], &[name]),
                "except": self.references("matter_reference", &[name], "except"),
                "except_where": self.conditions("matter_except_where", &[name]),
                "prevails_over": self.references("matter_reference", &[name], "prevails-over"),
                "yields_to": self.references("matter_reference", &[name], "yields-to"),
                "same_as": self.references("matter_reference", &[name], "same-as"),
                "part_of": self.references("matter_reference", &[name], "part-of"),
                "conflicts": self.of("conflict", &[name]).iter().map(conflict).collect::<Value>(),
                "note": matter["note"],
                "cites": self.cites("matter_cite", &[name]),
            }),
        )
    }

    fn covers(&self, [table, kinds]: [&str; 2], of: &[&Value]) -> Value {
        let covers = |each: &Record| json!({ "kinds": self.list(kinds, &[of, &[&each["position"]]].concat(), "kind"), "where": condition(each) });
        self.of(table, of).iter().map(covers).collect()
    }

    fn conditions(&self, table: &str, of: &[&Value]) -> Value {
        self.of(table, of).iter().map(condition).collect()
    }

    fn disclosure(&self, disclosure: &Record) -> Value {
        let id = &disclosure["id"];
        let items = self.query("SELECT * FROM item WHERE disclosure = :id ORDER BY position", &[(":id", text(id))]);
        let item = |item: &Record| {
            let rest = json!({
                "covers": self.covers(["item_covers", "item_covers_kind"], &[id, &item["position"]]),
                "except": self.references("item_reference", &[id, &item["position"]], "except"),
                "except_where": self.conditions("item_except_where", &[id, &item["position"]]),
                "cites": self.cites("item_cite", &[id, &item["position"]]),
            });
            head(item, rest)
        };
        head(
            disclosure,
            json!({
                "basis": self.list("disclosure_basis", &[id], "words"),
                "in_force": interval(disclosure, "in_force"),
                "cites": self.cites("disclosure_cite", &[id]),
                "items": items.iter().map(item).collect::<Value>(),
            }),
        )
    }

    fn competence(&self) -> Value {
        let table = |table: &Record| {
            let regime = &table["regime"];
            let powers = self.of("power", &[regime]);
            let deciders = self.of("decider", &[regime]);
            json!({
                "regime": regime,
                "head_by_law": flag(&table["head_by_law"]),
                "powers": powers.iter().map(|power| self.power(power)).collect::<Value>(),
                "deciders": deciders.iter().map(|decider| self.decider(decider)).collect::<Value>(),
            })
        };
        let sql =
            "SELECT competence.* FROM competence LEFT JOIN regime ON id = competence.regime ORDER BY regime.rowid";
        self.query(sql, &[]).iter().map(table).collect()
    }

    fn power(&self, power: &Record) -> Value {
        let basis = match text(&power["basis"]) {
            "authorization" => {
                json!({ "kind": "authorization", "id": power["basis_authorization"], "of": power["basis_of"] })
            }
            "succession" => json!({ "kind": "succession", "of": power["basis_of"] }),
            kind => json!({ "kind": kind }),
        };
        let is_held = flag(&power["is_held"]) == true;
        json!({
            "organ": power["organ"],
            "reach": reach(power),
            "determines": level(power, "determines"),
            "authorizes": level(power, "authorizes"),
            "period_months": power["period_months"],
            "regions": self.list("power_region", &[&power["regime"], &power["position"]], "region"),
            "days": if is_held { interval(power, "days") } else { Value::Null },
            "basis": basis,
        })
    }

    fn decider(&self, decider: &Record) -> Value {
        let of = [&decider["regime"], &decider["position"]];
        json!({
            "organ": decider["organ"],
            "officer": decider["officer"],
            "level": level(decider, "level"),
            "reaches": self.reaches("decider_reach", &of),
            "days": self.of("decider_days", &of).iter().map(|days| interval(days, "days")).collect::<Value>(),
        })
    }
}

fn record(row: &Row<'_>, names: &[String]) -> Record {
    let value = |at: usize| match row.get(at).unwrap() {
        Column::Null => Value::Null,
        Column::Integer(number) => json!(number),
        Column::Text(text) => json!(text),
        other @ (Column::Real(_) | Column::Blob(_)) => panic!("a column that holds {other:?}"),
    };
    names.iter().enumerate().map(|(at, name)| (name.clone(), value(at))).collect()
}

fn head(record: &Record, rest: Value) -> Value {
    let docs = record["docs"].as_str().map_or_else(Vec::new, |docs| docs.split('\n').collect());
    let mut value = rest;
    value["id"] = record["id"].clone();
    value["name"] = record["name"].clone();
    value["docs"] = json!(docs);
    value["source"] = place(record);
    value
}

fn place(record: &Record) -> Value {
    json!({
        "file": record["file"],
        "line": record["line"],
        "start": record["start_byte"],
        "end": record["end_byte"],
    })
}

fn interval(record: &Record, prefix: &str) -> Value {
    json!({ "from": record[&format!("{prefix}_from")], "to": record[&format!("{prefix}_to")] })
}

fn duration(record: &Record, prefix: &str) -> Value {
    match given(&record[&format!("{prefix}_unit")]) {
        None => Value::Null,
        Some(unit) => {
            let count = &record[&format!("{prefix}_count")];
            let months = if unit == "years" { 12 } else { 1 } * count.as_i64().unwrap();
            assert_eq!(record[&format!("{prefix}_months")], months);
            json!({ "unit": unit, "count": count })
        }
    }
}

fn level(record: &Record, prefix: &str) -> Value {
    match given(&record[prefix]) {
        None => Value::Null,
        Some(id) => {
            let part = |part: &str| record[&format!("{prefix}_{part}")].clone();
            json!({ "id": id, "name": part("name"), "rank": part("rank") })
        }
    }
}

fn period(record: &Record) -> Value {
    if record["period_kind"].is_null() {
        return Value::Null;
    }
    let basis = match record["period_basis"].as_str() {
        None => Value::Null,
        Some("approved") => json!({
            "kind": "approved",
            "by": record["period_basis_by"],
            "instrument": record["period_basis_instrument"],
        }),
        Some(kind) => json!({ "kind": kind, "by": record["period_basis_by"] }),
    };
    let mut period = json!({ "kind": record["period_kind"], "basis": basis });
    for (field, column) in [("count", "period_count"), ("date", "period_until"), ("event", "period_event")] {
        if !record[column].is_null() {
            period[field] = record[column].clone();
        }
    }
    period
}

fn member(record: &Record) -> Value {
    let mut member = json!({ "kind": record["kind"] });
    let fields: &[(&str, &str)] = match text(&record["kind"]) {
        "organ" => &[("organ", "organ")],
        "post" => &[("name", "words"), ("organ", "organ")],
        "group" => &[("name", "words"), ("approved_by", "organ")],
        "officer" => &[("officer", "officer")],
        "scope" => &[("scope", "named_scope")],
        _ => &[("words", "words")],
    };
    for (field, column) in fields {
        member[*field] = record[*column].clone();
    }
    if record["kind"] == "organ" {
        member["and_below"] = flag(&record["and_below"]);
    }
    member
}

fn reach(record: &Record) -> Value {
    match given(&record["reach_id"]) {
        None => json!({ "kind": record["reach_kind"] }),
        Some(id) => json!({ "kind": record["reach_kind"], "id": id }),
    }
}

fn condition(record: &Record) -> Value {
    record["condition"].as_str().map_or(Value::Null, |text| serde_json::from_str(text).unwrap())
}

fn given(value: &Value) -> Option<&Value> {
    (!value.is_null()).then_some(value)
}

fn flag(value: &Value) -> Value {
    json!(value.as_i64().unwrap() == 1)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
