//! Who readers are, and which rows they may see.

use dingmi::audience::AudienceFault;
use dingmi::model::Context;
use serde_json::{Value, json};

use crate::told::Told;

const TWO_REGIMES: &str = r#"
regime a { level low "低" { rank 1; also-called "低级"; } level mid "中" { rank 2; } level high { rank 3; } tier t { } }
regime b { level basic { rank 10; also-called low, "低"; } level top { rank 20; also-called high, mid; } tier t { } }
regime unused { level only { rank 1; } tier t { } }
organ o { tier t; }
catalogue x under a { issued-by o; matter 1 { level low; } matter 2 { level mid; } matter 3 { level high; } }
catalogue y under b { issued-by o; matter 1 { level basic; } matter 2 { level top; } }
"#;

/// The rows of a document by their names.
fn rows(document: &Value) -> Vec<String> {
    let catalogues = document["catalogues"].as_array().unwrap().iter();
    let of = |catalogue: &Value| -> Vec<String> {
        let rows = catalogue["matters"].as_array().unwrap().iter();
        rows.map(|row| format!("{}#{}", catalogue["id"].as_str().unwrap(), row["id"].as_str().unwrap())).collect()
    };
    catalogues.flat_map(of).collect()
}

#[test]
fn a_level_goes_by_every_name_in_each_regime() {
    let told = Told::one(TWO_REGIMES);
    let seen = |level| rows(&told.document(Some((Some(level), None))));
    for name in ["low", "低"] {
        assert_eq!(seen(name), ["x#1", "y#1"], "{name}");
    }
    assert_eq!(seen("mid"), ["x#1", "x#2", "y#1", "y#2"]);
    assert_eq!(seen("high").len(), 5);
    let document = told.document(Some((Some("low"), None)));
    let levels = json!([
        { "regime": "a", "level": { "id": "low", "name": "低", "rank": 1 } },
        { "regime": "b", "level": { "id": "basic", "name": "basic", "rank": 10 } },
    ]);
    assert_eq!(document["audience"], json!({ "levels": levels, "organ": null }));
    assert_eq!(told.document(None)["audience"], Value::Null);
}

#[test]
fn a_level_that_a_regime_in_use_lacks_and_an_organ_that_is_not_there_are_nobody() {
    let told = Told::one(TWO_REGIMES);
    let regime = |name: &str| {
        let Context { model, .. } = told.context();
        model.regimes.iter().find(|(_, regime)| told.context().id(regime.head.id) == name).unwrap().0
    };
    let fault = |level, organ| told.audience((level, organ)).unwrap_err();
    assert_eq!(fault(Some("中"), None), AudienceFault::NoLevel(regime("b")));
    assert_eq!(fault(Some("basic"), None), AudienceFault::NoLevel(regime("a")));
    assert_eq!(fault(Some("only"), None), AudienceFault::NoLevel(regime("a")));
    assert_eq!(fault(None, Some("nobody")), AudienceFault::NoOrgan);
    assert_eq!(fault(Some("low"), Some("x")), AudienceFault::NoOrgan);
}

#[test]
fn an_organ_sees_what_its_whole_staff_may_know() {
    let seen = |scope: &str| {
        let text = format!(
            "regime r {{ level low {{ rank 1; }} tier t {{ }} }} organ up {{ tier t; }} organ o {{ tier t; superior up; }} organ p {{ tier t; }}
            officer f of o {{ head; }} officer g of p {{ head; }}
            scope s {{ organ o; }} scope but {{ organ o; but-not \"外人\"; }} scope strangers {{ \"外人\"; }} scope t {{ scope but; }}
            catalogue c under r {{ issued-by up; matter 1 {{ level low; {scope} }} matter 2 {{ known-to organ o; }} }}"
        );
        let told = Told::one(&text);
        let seen = rows(&told.document(Some((None, Some("o")))));
        assert_eq!(seen.last().map(String::as_str), Some("c#2"));
        seen.len() == 2
    };
    let yes = [
        "organ o",
        "organ up and below",
        "s",
        "s, \"外人\"",
        "organ o, post \"甲\" of p",
        "organ o but-not organ p",
        "organ o but-not post \"甲\" of p",
        "organ o but-not officer g",
        "organ up and below but-not organ up",
    ];
    for scope in yes {
        assert!(seen(&format!("known-to {scope};")), "{scope}");
    }
    let no = [
        "organ up",
        "post \"甲\" of o",
        "post \"甲\"",
        "officer f",
        "\"有关人员\"",
        "group \"用户\"",
        "organ up and below but-not organ o",
        "organ o but-not post \"甲\" of o",
        "organ o but-not post \"甲\"",
        "organ o but-not officer f",
        // Nobody knows whom these take out.
        "organ o but-not \"外人\"",
        "organ o but-not group \"外人\"",
        "but",
        "t",
        "organ o, t",
        "s but-not strangers",
    ];
    for scope in no {
        assert!(!seen(&format!("known-to {scope};")), "{scope}");
    }
    assert!(!seen(""));
}

#[test]
fn a_secret_catalogue_is_for_no_organ_and_both_bounds_count() {
    let text = "regime r { level low { rank 1; } level high { rank 2; } tier t { } } organ o { tier t; } organ p { tier t; }
        catalogue open under r { issued-by o; matter 1 { level low; known-to organ o; } matter 2 { level high; known-to organ o; }
            matter 3 { level low; known-to organ p; } matter 4 { known-to organ o; } }
        catalogue secret under r { issued-by o; level low; matter 1 { level low; known-to organ o; } }";
    let told = Told::one(text);
    let seen = |readers| rows(&told.document(Some(readers)));
    assert_eq!(seen((None, Some("o"))), ["open#1", "open#2", "open#4"]);
    assert_eq!(seen((Some("low"), Some("o"))), ["open#1"]);
    assert_eq!(seen((Some("low"), None)), ["open#1", "open#3", "secret#1"]);
    assert_eq!(told.hidden_rows((Some("low"), Some("o"))), 4);
    assert_eq!(told.document(Some((None, Some("o"))))["audience"], json!({ "levels": null, "organ": "o" }));
}
