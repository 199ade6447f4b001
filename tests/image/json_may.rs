//! Who may determine and who may know, as `catalogue.json` says it and `docs/formats.md` reads it.

use serde_json::Value as Data;

use crate::answer::{May, Who};
use crate::json::{Json, contains, key, list, text};

pub(crate) fn may(json: &Json, question: &May) -> bool {
    reasons(json, question).is_empty()
}

/// All that stands against it, by kind.
pub(crate) fn reasons(json: &Json, question: &May) -> Vec<&'static str> {
    let catalogue = json.catalogue(&question.row);
    let tables = list(&json.document["competence"]);
    let Some(regime) = json.regime(&question.row) else { return vec!["no regime"] };
    let Some(table) = tables.iter().find(|table| table["regime"] == regime["id"]) else { return vec!["no regime"] };
    let level = list(&regime["levels"]).iter().find(|level| level["id"] == question.level.as_str()).expect("a level");
    let reaches = |most: &Data| most["rank"].as_u64() >= level["rank"].as_u64();
    let is_of = |each: &&Data| each["organ"] == question.organ.as_str();
    let over = || {
        let powers = list(&table["powers"]).iter().filter(is_of).filter(|power| !power["days"].is_null());
        powers.filter(|power| takes_in(json, &power["reach"], question))
    };
    let is_now = |power: &Data| contains(&power["days"], question.day);
    let is_decided = if list(&json.document["officers"]).iter().any(|officer| is_of(&officer)) {
        list(&table["deciders"]).iter().filter(is_of).any(|decider| {
            let reach = list(&decider["reaches"]);
            (decider["level"].is_null() || reaches(&decider["level"]))
                && (reach.is_empty() || reach.iter().any(|reach| takes_in(json, reach, question)))
                && list(&decider["days"]).iter().any(|days| contains(days, question.day))
        })
    } else {
        table["head_by_law"] == true
    };
    let organ = list(&json.document["organs"]).iter().find(|organ| organ["id"] == question.organ.as_str());
    let told = [
        (!contains(&catalogue["in_force"], question.day), "not in force"),
        (!contains(&organ.expect("an organ")["exists"], question.day), "no organ"),
        (over().next().is_none(), "no power"),
        (over().next().is_some() && !over().any(|power| reaches(&power["determines"])), "level"),
        (
            over().any(|power| reaches(&power["determines"]))
                && !over().any(|power| is_now(power) && reaches(&power["determines"])),
            "day",
        ),
        (!is_decided, "no decider"),
    ];
    told.into_iter().filter(|(stands, _)| *stands).map(|(_, reason)| reason).collect()
}

fn takes_in(json: &Json, reach: &Data, question: &May) -> bool {
    let catalogue = json.catalogue(&question.row);
    let lines = list(&catalogue["businesses"]);
    match text(&reach["kind"]) {
        "all" => true,
        "without-business" => lines.is_empty(),
        "business" => lines.iter().any(|line| json.lies_in("businesses", text(line), text(&reach["id"]))),
        "catalogue" => reach["id"] == catalogue["id"],
        "matter" => reach["id"] == question.row.as_str(),
        other => panic!("{other}"),
    }
}

pub(crate) fn may_know(json: &Json, who: &Who, row: &str) -> &'static str {
    let Some(place) = json.matter(row)["known_to_set"].as_u64() else { return "unclear" };
    let set = &json.document["knower_sets"][place as usize];
    match holds(json, set, who) {
        true => "yes",
        false if list(&set["words"]).is_empty() => "no",
        false => "unclear",
    }
}

fn holds(json: &Json, set: &Data, who: &Who) -> bool {
    let is_among = |organ: &str, whole: &Data| {
        let outer = text(&whole["organ"]);
        if whole["and_below"] == true { json.lies_in("organs", organ, outer) } else { organ == outer }
    };
    let has_organ = |organ: &str| list(&set["organs"]).iter().any(|whole| is_among(organ, whole));
    let names = |field: &str, id: &str| list(&set[field]).iter().any(|each| each == id);
    match who {
        Who::Staff(organ) => has_organ(organ),
        Who::Post(organ, title) => {
            let has = |field: &str| {
                let is_it = |post: &Data| {
                    post["name"] == key(title).as_str() && (post["organ"].is_null() || is_among(organ, post))
                };
                list(&set[field]).iter().any(is_it)
            };
            (has("posts") || has_organ(organ)) && !has("except_posts")
        }
        Who::Officer(id) => {
            let officer = list(&json.document["officers"]).iter().find(|each| each["id"] == id.as_str());
            let organ = officer.expect("an officer")["organ"].as_str();
            (names("officers", id) || organ.is_some_and(has_organ)) && !names("except_officers", id)
        }
        Who::Group(name, by) => {
            let is_it =
                |group: &Data| group["name"] == key(name).as_str() && group["approved_by"].as_str() == by.as_deref();
            list(&set["groups"]).iter().any(is_it)
        }
    }
}
