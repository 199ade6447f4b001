//! A projection holds what its readers may see and nothing that depends on anything else.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so at once")]

#[path = "../overlap/dice.rs"]
#[expect(dead_code, reason = "the reference of overlaps uses all of it")]
mod dice;
#[expect(dead_code, reason = "the corpus uses all of it")]
#[path = "../corpus/folder.rs"]
mod folder;
mod part_by_part;
mod readers;
mod told;
mod writing;

use std::collections::BTreeSet;

use dingmi::audience::Audience;
use dingmi::emit::{self, Order};
use dingmi::model::Context;
use told::Told;
use writing::{CANARY, MARKS, Mode};

/// So many programs, each with so many fillings of hidden rows.
const PROGRAMS: u64 = 300;
const FILLINGS: u64 = 4;

#[test]
fn an_output_does_not_depend_on_what_its_readers_may_not_see() {
    let (mut different, mut sound, mut hidden) = (0, 0, BTreeSet::new());
    for seed in 0..PROGRAMS {
        let mode = Mode::of(seed);
        let first = Told::of(&writing::files(seed, None));
        let expected = first.outputs(Some(mode.readers()));
        for filling in 0..FILLINGS {
            let files = writing::files(seed, Some(filling));
            let told = Told::of(&files);
            let outputs = told.outputs(Some(mode.readers()));
            for (one, other) in expected.iter().zip(&outputs) {
                assert!(
                    one.bytes == other.bytes,
                    "seed {seed}/{filling}: {}\n{}",
                    first_difference(&one.bytes, &other.bytes),
                    written(&files)
                );
            }
            different += usize::from(told.outputs(None)[0].bytes != first.outputs(None)[0].bytes);
            sound += usize::from(told.is_sound);
            hidden.insert(told.hidden_rows(mode.readers()));
        }
    }
    // The test is worth something only where the fillings differ.
    let pairs = (PROGRAMS * FILLINGS) as usize;
    assert!(different > pairs * 9 / 10, "{different} of {pairs} differ");
    assert!(sound > pairs / 10, "{sound} of {pairs} without any error");
    assert!(hidden.len() > 5, "{hidden:?}");
}

#[test]
fn nothing_of_a_hidden_row_is_found_in_any_output() {
    let mut seen = BTreeSet::new();
    for seed in 0..PROGRAMS / 3 {
        let mode = Mode::of(seed);
        let told = Told::of(&writing::files(seed, Some(0)));
        let whole = told.outputs(None);
        let projected = told.outputs(Some(mode.readers()));
        for mark in MARKS.iter().chain([&CANARY]) {
            let is_in = |bytes: &[u8]| written_as(mark).iter().any(|form| contains(bytes, form));
            if whole.iter().any(|output| is_in(&output.bytes)) {
                seen.insert(mark);
            }
            let leaking = projected.iter().find(|output| is_in(&output.bytes));
            assert!(leaking.is_none(), "seed {seed}: {mark} in {}", leaking.unwrap().name);
        }
    }
    assert_eq!(seen.len(), MARKS.len() + 1, "of {MARKS:?} only {seen:?} are ever written, so this test proves little");
}

#[test]
fn readers_of_everything_see_everything_but_places_and_digests() {
    for seed in 0..PROGRAMS / 3 {
        let told = Told::of(&writing::levelled(seed));
        let mut whole = told.document(None);
        let mut projected = told.document(Some((Some("high"), None)));
        assert_eq!(projected["audience"]["levels"][0]["level"]["id"], "high");
        for document in [&mut whole, &mut projected] {
            document["audience"] = serde_json::Value::Null;
            without_places(document);
        }
        // Nobody uses all that is declared, and what nobody uses is not in a projection.
        for list in ["kinds", "attributes", "units", "scopes"] {
            let used = projected[list].as_array().unwrap().clone();
            whole[list].as_array_mut().unwrap().retain(|each| used.contains(each));
        }
        let is_there = |scope: &str| projected["scopes"].as_array().unwrap().iter().any(|each| each["id"] == scope);
        let waivers = whole["waivers"].as_array_mut().unwrap();
        waivers.retain(|waiver| ["within", "but"].iter().all(|scope| waiver["on"] != *scope || is_there(scope)));
        for (field, value) in whole.as_object().unwrap() {
            assert_eq!(*value, projected[field], "seed {seed}: {field}");
        }
    }
}

/// Nobody builds what is not sound, but what is hidden from whom can be asked of anything.
#[test]
fn a_projection_of_any_text_comes_to_an_end() {
    let mut projected = 0;
    for name in ["policies", "tests/fixtures"].into_iter().flat_map(folder::Repository::sources) {
        let program = folder::load(&[name]);
        let (model, _) = folder::check(&program);
        let context = Context { model: &model, sources: program.sources(), as_of: folder::TODAY };
        let levels = model.regimes.values().flat_map(|regime| &regime.levels).map(|level| (Some(&*level.id), None));
        let ids: Vec<_> = model.organs.values().map(|organ| context.id(organ.head.id)).collect();
        let organs = ids.iter().take(5).map(|id| (None, Some(&**id)));
        for (level, organ) in levels.chain(organs) {
            if let Ok(audience) = Audience::new(&context, level, organ) {
                projected += 1;
                let order = Order { audience: Some(audience), ..Order::on(folder::TODAY) };
                assert_eq!(emit::outputs(&context, &order).unwrap().len(), order.formats.len());
            }
        }
    }
    assert!(projected > 200, "{projected}");
}

fn without_places(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Array(each) => each.iter_mut().for_each(without_places),
        serde_json::Value::Object(fields) => {
            ["line", "start", "end", "digest"].iter().for_each(|key| drop(fields.remove(*key)));
            fields.values_mut().for_each(without_places);
        }
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => {}
    }
}

/// A text in UTF-8 and in both forms of UTF-16.
fn written_as(text: &str) -> [Vec<u8>; 3] {
    let units = || text.encode_utf16();
    [
        text.as_bytes().to_vec(),
        units().flat_map(u16::to_le_bytes).collect(),
        units().flat_map(u16::to_be_bytes).collect(),
    ]
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn first_difference(one: &[u8], other: &[u8]) -> String {
    let (one, other) = (String::from_utf8_lossy(one), String::from_utf8_lossy(other));
    let lines = one.lines().chain([""]).zip(other.lines().chain([""]));
    lines
        .enumerate()
        .find(|(_, (one, other))| one != other)
        .map_or_else(String::new, |(at, (one, other))| format!("line {at}: {one} / {other}"))
}

fn written(files: &[(String, String)]) -> String {
    files.iter().map(|(name, text)| format!("---- {name}\n{text}\n")).collect()
}
