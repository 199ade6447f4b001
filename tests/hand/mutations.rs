//! Texts with something wrong in them, or something else: both ways say of each whether it is sound, and what it says.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::sample::Index;

use crate::compare::agree;
use crate::grammar::rules;
use crate::random::{Writer, runner};
use crate::texts;

/// What is put in.
const TOKENS: &[&str] = &[
    " ",
    "\n",
    "\u{3000}",
    ";",
    "；",
    "{",
    "}",
    "｛",
    "｝",
    "(",
    ")",
    "（",
    "）",
    "[",
    "]",
    ",",
    "、",
    ":",
    "：",
    "#",
    "=",
    "＝",
    "<",
    "＜",
    "≤",
    "!",
    "\"",
    "“",
    "”",
    "\\",
    "/",
    "//",
    "/*",
    "*/",
    "/* */",
    "..",
    "-",
    ".",
    "0",
    "10",
    "1:5千",
    "25 km2",
    "-1.5",
    "2020-01-01",
    "2020年1月",
    "2020",
    "第8条",
    "a",
    "x-1",
    "甲",
    "\"乙\"",
    "organ",
    "机关",
    "matter",
    "level",
    "密级",
    "where",
    "当",
    "not",
    "非",
    "and",
    "且",
    "or",
    "in",
    "is",
    "except",
    "period",
    "until",
    "on",
    "于",
    "from",
    "自",
    "to",
    "至",
    "of",
    "yes",
    "note",
    "and below",
    "及下级",
    "post",
    "business",
    "better smaller",
    "cites",
    "advised",
    "requires",
    "up-to",
    "\u{a0}",
    "é",
    "_",
    "９",
    "°",
    "\r\n",
    "//// x\n",
];

#[derive(Clone, Debug)]
enum Change {
    DeleteChar,
    DeleteToken,
    Double,
    Swap,
    Put(&'static str),
    Replace(&'static str),
}

fn change() -> impl Strategy<Value = Change> {
    let token = || prop::sample::select(TOKENS);
    prop_oneof![
        Just(Change::DeleteChar),
        Just(Change::DeleteToken),
        Just(Change::Double),
        Just(Change::Swap),
        token().prop_map(Change::Put),
        token().prop_map(Change::Replace),
    ]
}

/// Words and single signs.
fn tokens(text: &str) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let mut tokens: Vec<String> = Vec::new();
    let mut was_word = false;
    for c in text.chars() {
        match tokens.last_mut().filter(|_| was_word && is_word(c)) {
            Some(token) => token.push(c),
            None => tokens.push(c.to_string()),
        }
        was_word = is_word(c);
    }
    tokens
}

fn changed(text: &str, changes: &[(Index, Change)]) -> String {
    let mut tokens = tokens(text);
    for (at, change) in changes {
        if tokens.len() < 2 {
            break;
        }
        let at = at.index(tokens.len() - 1);
        match change {
            Change::DeleteChar => drop(tokens[at].pop()),
            Change::DeleteToken => drop(tokens.remove(at)),
            Change::Double => tokens.insert(at, tokens[at].clone()),
            Change::Swap => tokens.swap(at, at + 1),
            Change::Put(token) => tokens.insert(at, (*token).to_owned()),
            Change::Replace(token) => tokens[at] = (*token).to_owned(),
        }
    }
    tokens.concat()
}

/// A piece of a text, so that a case is quick.
fn piece(text: &str, from: Index) -> String {
    let pieces: Vec<&str> = text.split_inclusive("\n}\n").flat_map(|piece| piece.split_inclusive("}\n\n")).collect();
    let first = from.index(pieces.len().max(1));
    let mut piece = String::new();
    for part in pieces.iter().skip(first).take(3).take_while(|part| part.len() < 3_000) {
        piece.push_str(part);
    }
    piece
}

#[test]
fn both_read_changed_texts_alike() {
    let texts = texts::all();
    let changes = prop::collection::vec((any::<Index>(), change()), 1..4);
    let sound = Cell::new(0);
    let run = runner(6_000).run(&(any::<Index>(), any::<Index>(), changes), |(which, from, changes)| {
        let text = changed(&piece(&texts[which.index(texts.len())], from), &changes);
        sound.set(sound.get() + usize::from(agree(&text).map_err(TestCaseError::fail)?));
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(sound.get() > 1_000, "only {} of the texts are sound", sound.get());
}

#[test]
fn both_read_changed_random_texts_alike() {
    let rules = rules();
    let bytes = prop::collection::vec(any::<u8>(), 1..80);
    let changes = prop::collection::vec((any::<Index>(), change()), 1..3);
    let sound = Cell::new(0);
    let run = runner(6_000).run(&(bytes, changes), |(bytes, changes)| {
        let text = changed(&Writer::write(&rules, &bytes).text, &changes);
        sound.set(sound.get() + usize::from(agree(&text).map_err(TestCaseError::fail)?));
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(sound.get() > 1_000, "only {} of the texts are sound", sound.get());
}
