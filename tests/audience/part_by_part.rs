//! What becomes of each thing that names a hidden row.

use serde_json::{Value, json};

use crate::told::Told;

/// One row that readers of `low` see and one that they do not, in a catalogue of both, beside one of each alone.
const ROWS: &str = r#"
regime r {
    level low { rank 1; } level high { rank 2; }
    tier top { determines high; authorizes high; } tier none { }
    officer head; organ succeeded-by; authorization { redelegation at-most 9; }
}
organ crown { tier top; } organ clerk { tier none; superior crown; } organ heir { tier none; }
catalogue open under r { issued-by crown; matter 1 { level low; covers map; } }
catalogue mixed under r { issued-by crown; matter 1 { level low; covers map; } matter 2 { level high; covers map; } }
catalogue closed under r { issued-by crown; matter 1 { level high; covers map; } }
catalogue bare under r { issued-by crown; }
vocabulary v { kind map; }
"#;

fn low(more: &str) -> Value {
    Told::one(&format!("{ROWS}{more}")).document(Some((Some("low"), None)))
}

#[track_caller]
fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|each| each["id"].as_str().unwrap()).collect()
}

/// A catalogue with one row that says this beside its level.
fn row(more: &str) -> Value {
    let document = low(&format!("catalogue x under r {{ issued-by crown; matter 1 {{ level low; {more} }} }}"));
    document["catalogues"].as_array().unwrap().last().unwrap()["matters"][0].clone()
}

#[test]
fn rows_go_and_catalogues_without_any() {
    let document = low("");
    assert_eq!(ids(&document["catalogues"]), ["open", "mixed"]);
    assert_eq!(ids(&document["catalogues"][1]["matters"]), ["1"]);
}

#[test]
fn a_row_that_says_no_level_is_hidden() {
    let document = low("catalogue x under r { issued-by crown; matter 1 { covers map; } matter 2 { level low; } }");
    assert_eq!(ids(&document["catalogues"][2]["matters"]), ["2"]);
}

#[test]
fn a_secret_catalogue_goes_with_rows_of_any_level() {
    let catalogue =
        |level: &str| format!("catalogue x under r {{ issued-by crown; level {level}; matter 1 {{ level low; }} }}");
    assert_eq!(ids(&low(&catalogue("high"))["catalogues"]), ["open", "mixed"]);
    assert_eq!(ids(&low(&catalogue("low"))["catalogues"]), ["open", "mixed", "x"]);
}

#[test]
fn exceptions_and_relations_lose_what_is_hidden() {
    let row = row(
        "covers map; except mixed#2, closed, mixed#1; prevails-over mixed#2, open; yields-to closed#1; part-of closed; same-as mixed#2;",
    );
    assert_eq!(row["except"], json!(["mixed#1"]));
    assert_eq!(row["prevails_over"], json!(["open"]));
    assert_eq!((&row["yields_to"], &row["part_of"], &row["same_as"]), (&json!([]), &json!([]), &json!([])));
    let document = low(
        "catalogue x under r { issued-by crown; replaces closed; yields-to closed, open; prevails-over mixed, bare; matter 1 { level low; } }",
    );
    let catalogue = &document["catalogues"][2];
    assert_eq!(catalogue["replaces"], json!([]));
    assert_eq!((&catalogue["yields_to"], &catalogue["prevails_over"]), (&json!(["open"]), &json!(["mixed"])));
    let document = low("disclosure d { item 1 \"公开\" { covers map; except mixed#2, mixed#1, closed; } }");
    assert_eq!(document["disclosures"][0]["items"][0]["except"], json!(["mixed#1"]));
}

#[test]
fn a_contradiction_with_a_hidden_row_is_none() {
    assert_eq!(low("")["catalogues"][1]["matters"][0]["conflicts"], json!([]));
    let whole = Told::one(ROWS).document(None);
    assert!(!whole["catalogues"][1]["matters"][0]["conflicts"].as_array().unwrap().is_empty());
}

#[test]
fn a_grant_of_hidden_rows_alone_is_gone_and_gives_nothing() {
    let grant = |matters: &str| format!("authorization a from crown to clerk {{ level up-to high; {matters} }}");
    let powers = |document: &Value| -> Vec<Value> {
        let powers = document["competence"][0]["powers"].as_array().unwrap().iter();
        powers.filter(|power| power["organ"] == "clerk").map(|power| power["reach"].clone()).collect()
    };
    for hidden in ["matters mixed#2;", "matters closed;", "matters closed#1, mixed#2;"] {
        let document = low(&grant(hidden));
        assert_eq!(document["authorizations"], json!([]), "{hidden}");
        assert_eq!(powers(&document), Vec::<Value>::new(), "{hidden}");
    }
    let document = low(&grant("matters closed, mixed#1, mixed#2;"));
    let mixed = json!([{ "kind": "matter", "id": "mixed#1" }]);
    assert_eq!(document["authorizations"][0]["matters"], mixed);
    assert_eq!(Value::from(powers(&document)), mixed);
    // What was always everything still is.
    assert_eq!(powers(&low(&grant(""))), [json!({ "kind": "all" })]);
}

#[test]
fn an_officer_of_hidden_rows_alone_is_gone_but_where_something_visible_names_it() {
    let head = "officer head-of-crown of crown { head; matters mixed#2; }\n";
    let officer = |more: &str| {
        low(&format!(
            "{head}officer f of crown {{ designated-by head-of-crown on 2010-01-01; matters mixed#2, closed; }}\n{more}"
        ))
    };
    let document = officer("");
    // A head decides everything, whatever is written.
    assert_eq!(ids(&document["officers"]), ["head-of-crown"]);
    let deciders = |document: &Value| -> Vec<String> {
        let deciders = document["competence"][0]["deciders"].as_array().unwrap().iter();
        deciders.map(|decider| decider["officer"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(deciders(&document), ["head-of-crown"]);
    let visible = [
        "scope s { officer f; } catalogue x under r { issued-by crown; matter 1 { level low; known-to s; } }",
        "waive P001 on open because \"理由\" approved-by f until 2030-01-01;",
        "officer g of crown { designated-by f on 2011-01-01; matters mixed#1; }",
    ];
    for visible in visible {
        let document = officer(visible);
        assert_eq!(ids(&document["officers"])[..2], ["head-of-crown", "f"], "{visible}");
        assert!(!deciders(&document).contains(&"f".to_owned()), "{visible}");
    }
    // A scope or a waiver that is hidden itself names nobody.
    let hidden = [
        "scope s { officer f; } catalogue x under r { issued-by crown; matter 1 { level high; known-to s; } }",
        "waive P001 on closed because \"理由\" approved-by f until 2030-01-01;",
    ];
    for hidden in hidden {
        assert_eq!(ids(&officer(hidden)["officers"]), ["head-of-crown"], "{hidden}");
    }
}

#[test]
fn a_succession_to_hidden_rows_alone_is_gone() {
    let gone = |part: &str| low(&format!("organ gone {{ tier top; until 2012-01-01; succeeded-by heir{part}; }}"));
    let part = |document: &Value| document["organs"].as_array().unwrap().last().unwrap()["succeeded_by"].clone();
    assert_eq!(part(&gone(" for mixed#2, closed")), json!([]));
    let left = json!([{ "organ": "heir", "part": [{ "kind": "matter", "id": "mixed#1" }] }]);
    assert_eq!(part(&gone(" for mixed#2, mixed#1")), left);
    assert_eq!(part(&gone("")), json!([{ "organ": "heir", "part": [] }]));
}

#[test]
fn waivers_go_with_what_they_are_on() {
    let places = ["mixed", "mixed#1", "mixed#2", "closed", "closed#1", "bare", "a", "s", "crown", "r"];
    let waivers = places
        .map(|place| format!("waive P001 on {place} because \"理由\" approved-by head-of-crown until 2030-01-01;\n"));
    let others = "officer head-of-crown of crown { head; } authorization a from crown to clerk { matters mixed#2; }
        scope s { organ crown; }\n";
    let document = low(&(others.to_owned() + &waivers.concat()));
    let on: Vec<&Value> = document["waivers"].as_array().unwrap().iter().map(|waiver| &waiver["on"]).collect();
    assert_eq!(on, ["mixed", "mixed#1", "crown", "r"]);
}

#[test]
fn vocabularies_keep_what_visible_conditions_name() {
    let vocabulary =
        "vocabulary w { kind a { kind b { kind c; } } kind d { kind e; } attribute p : length; attribute q : length;
        attribute z : one-of x, y; unit 链 = 20 m; unit 尺 = 0.3 m; unit 丈 = 3 m; }";
    let rows = "catalogue x under r { issued-by crown; matter 1 { level low; covers b where not (p < 3 链); except where z is x; }
        matter 2 { level high; covers c where q < 1 尺; } }
        disclosure o { item 1 \"公开\" { covers e where p in [1 丈, 2 万丈]; } }";
    let document = low(&format!("{vocabulary}{rows}"));
    assert_eq!(ids(&document["kinds"]), ["map", "a", "b", "d", "e"]);
    assert_eq!(ids(&document["attributes"]), ["p", "z"]);
    // The choices of an attribute are what its values are, used or not.
    assert_eq!(ids(&document["attributes"][1]["type"]["choices"]), ["x", "y"]);
    let units: Vec<&str> =
        document["units"].as_array().unwrap().iter().map(|unit| unit["name"].as_str().unwrap()).collect();
    assert_eq!(units, ["丈", "链"]);
    assert_eq!(document["disclosures"][0]["items"][0]["covers"][0]["kinds"], json!(["e"]));
}

#[test]
fn scopes_keep_what_visible_rows_name_and_what_these_name() {
    let scopes = "scope a { organ crown; } scope b { organ crown and below; } scope c { scope a; narrows b; } scope d { organ clerk; }
        scope e { organ crown; } scope f { organ heir; }";
    let rows = "catalogue x under r { issued-by crown; matter 1 { level low; known-to c but-not scope d; } matter 2 { level high; known-to e; } }";
    let document = low(&format!("{scopes}{rows}"));
    assert_eq!(ids(&document["scopes"]), ["a", "b", "c", "d"]);
    assert_eq!(document["catalogues"][2]["matters"][0]["known_to_set"], 0);
    assert_eq!(document["knower_sets"][0]["organs"], json!([{ "organ": "crown", "and_below": false }]));
}

#[test]
fn regimes_of_hidden_catalogues_alone_are_out_and_name_nothing() {
    // It comes first, and gives `low` and `none` ids of its own.
    let first =
        "regime a { level lowest { rank 1; also-called low; } level high { rank 2; } tier least { also-called none; } }
        catalogue y under a { issued-by crown; matter 1 { level high; } }";
    let text = format!("{first}{ROWS}authorization g from crown to clerk {{ level up-to low; }}");
    let told = Told::one(&text);
    let whole = told.document(None);
    assert_eq!(
        (&whole["authorizations"][0]["level"], &whole["organs"][1]["tier"]),
        (&json!("lowest"), &json!("least"))
    );
    let document = told.document(Some((Some("low"), None)));
    assert_eq!(ids(&document["regimes"]), ["r"]);
    assert_eq!(
        (&document["authorizations"][0]["level"], &document["organs"][1]["tier"]),
        (&json!("low"), &json!("none"))
    );
}

#[test]
fn laws_are_those_that_something_visible_cites() {
    let text = format!(
        "{ROWS}regime s {{ law HIDDEN \"隐\"; law SEEN \"显\"; level low {{ rank 1; cites HIDDEN article 1; }} level high {{ rank 2; }} tier top {{ }} tier none {{ }} }}
        catalogue y under s {{ issued-by crown; matter 1 {{ level high; }} }}
        catalogue z under r {{ issued-by crown; matter 1 {{ level low; cites SEEN article 2; }} matter 2 {{ level high; cites HIDDEN article 3; }} }}"
    );
    let told = Told::one(&text);
    let projected = told.audience((Some("low"), None)).unwrap().projected(&told.context());
    assert_eq!(projected.laws.0.keys().collect::<Vec<_>>(), ["SEEN"]);
    assert!(told.model.laws.0.contains_key("HIDDEN"));
}

#[test]
fn files_without_anything_visible_are_not_named() {
    let hidden = "catalogue y under r { issued-by crown; matter 1 { level high; } } scope s { organ crown; }";
    let files = [("a.dingmi", ROWS), ("b.dingmi", hidden)].map(|(name, text)| (name.to_owned(), text.to_owned()));
    let document = Told::of(&files).document(Some((Some("low"), None)));
    assert_eq!(document["sources"], json!([{ "file": "a.dingmi", "embedded": false, "digest": null }]));
    let place = &document["catalogues"][0]["source"];
    assert_eq!(*place, json!({ "file": "a.dingmi", "line": null, "start": null, "end": null }));
}

#[test]
fn what_came_with_the_compiler_keeps_its_digest() {
    let text = "organ crown { tier central; } catalogue c under cn-2014 { issued-by crown; matter 1 { level mimi; } }";
    let document = Told::one(text).document(Some((Some("秘密级"), None)));
    assert_eq!(document["sources"][0]["embedded"], true);
    assert!(document["sources"][0]["digest"].is_string());
    assert!(document["sources"][1]["digest"].is_null());
}
