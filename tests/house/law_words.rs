//! The law is data: no Rust code names a level, a tier, a regime or a year of one. What the embedded regimes call these
//! things is read from the regimes themselves. Examples of rules, comments and tests may name them.

use std::collections::BTreeSet;

use dingmi::model::id_text;

use crate::alone::program;
use crate::folder;
use crate::language_page::keywords;
use crate::rust_source::{Piece, pieces, sources, sources_of_the_loader};

/// Names that are ordinary words as well: 秘密 is any secret, 其他单位 also another unit of measure. They count where
/// nothing else can be meant: alone in a string, or before 级.
const ORDINARY: [&str; 2] = ["秘密", "其他单位"];

/// The date that shows how one writes a date, and a name of another standard.
const NO_LAW: [&str; 3] = ["2026-11-23", "2026年11月23日", "http://www.w3.org/2000/svg"];

#[test]
fn no_code_names_what_only_the_law_names() {
    let names = names_of_the_law();
    assert!(names.len() > 10, "the regimes that come with the compiler are gone");
    let mut faults = Vec::new();
    for (file, text) in sources().into_iter().chain(sources_of_the_loader()) {
        for said in outside_examples(&pieces(&text)) {
            let named = names.iter().filter(|name| says(said, name));
            faults.extend(named.map(|name| format!("{file}: {name} in {said}")));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn no_code_names_a_year() {
    let mut faults = Vec::new();
    for (file, text) in sources().into_iter().chain(sources_of_the_loader()) {
        for said in outside_examples(&pieces(&text)) {
            let said = NO_LAW.iter().fold(said.to_owned(), |said, sample| said.replace(sample, ""));
            // `\u{2060}` is a character and no year.
            let said = said.replace("\\u{", "x");
            let years = said.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| is_year(word));
            faults.extend(years.map(|year| format!("{file}: {year} in {}", said.trim())));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year: u32| (1949..2100).contains(&year))
}

/// Ids and names of the embedded regimes, their levels and their tiers. A word that is also a keyword says nothing.
fn names_of_the_law() -> BTreeSet<String> {
    let program = program("");
    let (model, _) = folder::check(&program);
    let mut names = BTreeSet::new();
    for regime in model.regimes.values() {
        names.insert(id_text(program.sources(), regime.head.id).into_owned());
        for level in &regime.levels {
            names.extend([&level.id, &level.name].into_iter().chain(&level.names).cloned());
        }
        for tier in &regime.tiers {
            names.extend([&tier.id, &tier.name].into_iter().chain(&tier.names).cloned());
        }
    }
    for (english, chinese) in keywords() {
        names.remove(&english);
        names.remove(&chinese);
    }
    names
}

/// Code and strings, without the examples of kinds and the names of the regime files themselves.
fn outside_examples<'s>(pieces: &[Piece<'s>]) -> Vec<&'s str> {
    let mut code_before = "";
    let mut said = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Code(code) => {
                said.push(*code);
                code_before = code.trim_end();
            }
            Piece::String(string) => {
                let is_example = code_before.ends_with("bad:") || code_before.ends_with("good:");
                if !is_example && !string.ends_with(".dingmi\"") {
                    said.push(*string);
                }
            }
            Piece::Comment(_) => {}
        }
    }
    said
}

/// An ASCII name as a word, a Chinese one anywhere.
fn says(said: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    said.match_indices(name).any(|(at, _)| {
        let (before, after) = (&said[..at], &said[at + name.len()..]);
        if name.is_ascii() {
            !before.ends_with(is_part) && !after.starts_with(is_part)
        } else {
            let is_alone = before.ends_with('"') && after.starts_with('"');
            !ORDINARY.contains(&name) || is_alone || after.starts_with('级')
        }
    })
}
