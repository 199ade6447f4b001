//! Which part of the compiler may use which, and which one alone knows a library or the world outside.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::files;
use crate::folder::Repository;
use crate::rust_source::{Piece, is_word, pieces, sources};

/// A part of `src/` and the parts it may use besides itself. Who uses less should be told so here.
const MAY_USE: &[(&str, &[&str])] = &[
    ("source", &["limits"]),
    ("limits", &[]),
    ("diagnostic", &["source"]),
    ("faults", &["diagnostic"]),
    ("ast", &["source"]),
    ("answers", &["ast", "authority", "diagnostic", "lapses::json::Place", "marks", "model", "overlap"]),
    ("audience", &["ast", "diagnostic", "model", "overlap", "source"]),
    ("authority", &["ast", "diagnostic", "limits", "model", "source"]),
    ("syntax", &["ast", "diagnostic", "faults", "limits", "source"]),
    ("model", &["ast", "diagnostic", "faults", "limits", "source", "syntax::keywords", "watch"]),
    ("overlap", &["ast", "limits", "model", "source"]),
    ("lint", &["ast", "authority", "diagnostic", "faults", "limits", "model", "overlap", "source", "watch"]),
    ("marks", &["ast", "diagnostic", "faults", "limits", "lint::rules", "model", "render", "source"]),
    ("emit", &["ast", "audience", "authority", "diagnostic", "marks", "model", "overlap", "source"]),
    ("baseline", &["diagnostic", "render"]),
    ("diagram", &["diagnostic", "model", "render::wrap"]),
    ("difference", &["answers::told", "ast", "diagnostic", "emit::json", "limits", "model", "overlap", "source"]),
    ("matrix", &["answers::told", "diagnostic", "lapses::json::Place", "model", "overlap", "render"]),
    ("mend", &["ast", "diagnostic", "faults", "model", "program", "source"]),
    ("lapses", &["diagnostic", "lint::kinds", "model", "source"]),
    ("query", &["answers::told", "diagnostic", "model::Duration"]),
    ("render", &["diagnostic", "model::Laws", "source", "syntax::outline"]),
    ("program", &["ast", "authority", "diagnostic", "faults", "limits", "lint", "model", "source", "syntax", "watch"]),
    ("settings", &["diagnostic"]),
    ("watch", &[]),
    (
        "trials",
        &[
            "answers",
            "ast",
            "authority",
            "diagnostic",
            "lapses::json::Place",
            "limits",
            "lint::kinds",
            "model",
            "overlap",
            "source",
        ],
    ),
    (
        "cli",
        &[
            "answers",
            "audience",
            "authority",
            "baseline",
            "diagnostic",
            "diagram",
            "difference",
            "emit",
            "faults",
            "lapses",
            "limits",
            "lint",
            "marks",
            "matrix",
            "mend",
            "model",
            "overlap",
            "program",
            "query",
            "render",
            "settings",
            "source",
            "trials",
            "watch",
        ],
    ),
    (
        "lib",
        &[
            "answers",
            "ast",
            "audience",
            "authority",
            "baseline",
            "cli",
            "diagnostic",
            "diagram",
            "difference",
            "emit",
            "faults",
            "lapses",
            "limits",
            "lint",
            "marks",
            "matrix",
            "mend",
            "model",
            "overlap",
            "program",
            "query",
            "render",
            "settings",
            "source",
            "syntax",
            "trials",
            "watch",
        ],
    ),
    ("main", &["cli"]),
];

/// What only these files may name.
const ALONE_KNOWS: &[(&str, &[&str])] = &[
    ("pest", &["src/syntax/"]),
    ("pest_derive", &["src/syntax/"]),
    ("petgraph", &["src/authority/"]),
    ("csv", &["src/cli/batch.rs", "src/emit/to_csv.rs"]),
    ("maud", &["src/matrix/html.rs"]),
    ("miette", &["src/render/human.rs", "src/render/snippets.rs"]),
    (
        "dingmi_catalogue",
        &["src/cli/query.rs", "src/cli/sides.rs", "src/emit/", "src/model/", "src/overlap/", "src/query/"],
    ),
    ("parquet", &["src/emit/to_parquet.rs"]),
    ("rusqlite", &["src/emit/to_sqlite/"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/"]),
    ("ignore", &["src/cli/"]),
    ("sys_locale", &["src/cli/"]),
    ("tempfile", &["src/cli/"]),
    ("terminal_size", &["src/cli/"]),
    ("toml", &["src/cli/"]),
    ("std::env", &["src/cli/"]),
    ("std::fs", &["src/cli/"]),
    ("std::io", &["src/cli/"]),
    ("std::net", &[]),
    ("std::path", &["src/cli/"]),
    ("std::process", &["src/cli/", "src/main.rs"]),
    ("std::thread", &["src/cli/"]),
    ("std::time", &["src/cli/"]),
];

#[test]
fn each_part_uses_what_it_may() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let part = part(&file);
        let Some(allowed) = allowed.get(part) else { panic!("{part} is a new part: say in the table what it may use") };
        for used in used_paths(&code(&text)) {
            let first = used.split("::").next().unwrap_or_default();
            let may = allowed.iter().any(|may| used == *may || used.starts_with(&format!("{may}::")));
            if first != part && !may {
                faults.push(format!("{file} uses crate::{used}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_table_allows_nothing_that_nobody_uses() {
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in sources() {
        used.entry(part(&file).to_owned()).or_default().extend(used_paths(&code(&text)));
    }
    // The ends of the flow use what they please.
    for (part, allowed) in MAY_USE.iter().filter(|(part, _)| !["lib", "main", "cli"].contains(part)) {
        let paths = used.get(*part).unwrap_or_else(|| panic!("{part} is gone"));
        for may in *allowed {
            let is_used = paths.iter().any(|path| path == may || path.starts_with(&format!("{may}::")));
            assert!(is_used, "{part} no longer uses {may}: take it out of the table");
        }
    }
}

#[test]
fn nothing_reaches_the_root_by_super() {
    for (file, text) in sources() {
        let depth = file.trim_start_matches("src/").trim_end_matches("/mod.rs").split('/').count();
        let ways_up = code(&text).split("super::").collect::<Vec<_>>().windows(2).fold((0, 0), |(most, run), pair| {
            let run = if pair[0].is_empty() && run > 0 { run + 1 } else { 1 };
            (most.max(run), run)
        });
        assert!(ways_up.0 < depth || ways_up.0 == 0, "{file} reaches the root of the crate by super::");
    }
}

#[test]
fn libraries_and_the_world_are_known_in_one_place() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let code = code(&text);
        for (library, places) in ALONE_KNOWS {
            let is_there = places.iter().any(|place| file.starts_with(place));
            if !is_there && names(&code, library) {
                faults.push(format!("{file} knows {library}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_dependency_is_used() {
    let manifest = Repository::text("Cargo.toml");
    let section = manifest.split("\n[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    let all: String = files("src", "rs").iter().map(|name| Repository::text(name)).collect();
    for line in section.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let name = line.split([' ', '=']).next().unwrap().replace('-', "_");
        assert!(names(&all, &name), "nothing in src/ names {name}");
    }
}

fn part(file: &str) -> &str {
    file.trim_start_matches("src/").split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

fn code(text: &str) -> String {
    let code = pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Code(code) => Some(code),
        Piece::String(_) | Piece::Comment(_) => None,
    });
    code.collect()
}

/// The paths below `crate::`, those in braces one by one. What `lib.rs` re-exports belongs to `program`.
fn used_paths(code: &str) -> BTreeSet<String> {
    let tails = code.match_indices("crate::").filter(|(at, _)| !code[..*at].ends_with(is_word));
    let mut paths = BTreeSet::new();
    for (at, start) in tails {
        expand(&code[at + start.len()..], String::new(), &mut paths);
    }
    let at_root = |path: String| if path.starts_with(char::is_uppercase) { format!("program::{path}") } else { path };
    paths.into_iter().map(at_root).collect()
}

/// Puts `a::b` and each of `a::{b, c::d}` into `paths`. Gives the bytes read.
fn expand(tail: &str, before: String, paths: &mut BTreeSet<String>) -> usize {
    let word: String = tail.chars().take_while(|c| is_word(*c)).collect();
    let path = before.clone() + &word;
    let rest = &tail[word.len()..];
    if let Some(next) = rest.strip_prefix("::") {
        return word.len() + 2 + expand(next, path + "::", paths);
    }
    if !rest.starts_with('{') || !word.is_empty() {
        paths.insert(path.trim_end_matches(':').to_owned());
        return word.len();
    }
    let mut at = 1;
    while at < rest.len() && !rest[at..].starts_with('}') {
        if rest[at..].starts_with(|c: char| is_word(c)) {
            at += expand(&rest[at..], before.clone(), paths);
        } else {
            at += rest[at..].chars().next().unwrap().len_utf8();
        }
    }
    at + 1
}

/// Whether code names a crate or a module of `std`, alone or in braces.
fn names(code: &str, library: &str) -> bool {
    let in_braces = library.strip_prefix("std::").is_some_and(|module| {
        let groups = code.split("std::{").skip(1).filter_map(|group| group.split(';').next());
        groups.into_iter().any(|group| has_word(group, module))
    });
    in_braces || has_word(code, library)
}

fn has_word(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let is_alone = !code[..at].ends_with(|c| is_word(c) || c == '.');
        let after = &code[at + word.len()..];
        is_alone && ["::", ",", "}", ";", " as "].iter().any(|next| after.starts_with(next))
    })
}

#[test]
fn paths_in_braces_are_read_one_by_one() {
    let paths = used_paths("use crate::{a::{self, B}, c::D}; crate::e::f(); use crate::Files;");
    let expected = ["a::B", "a::self", "c::D", "e::f", "program::Files"];
    assert_eq!(paths.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}
