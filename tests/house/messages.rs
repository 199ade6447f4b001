//! Every bilingual text in the sources says the same in both languages as far as a machine can tell.

use std::collections::BTreeSet;

use crate::rust_source::{Piece, pieces, sources};

#[test]
fn both_languages_have_the_same_holes() {
    let mut count = 0;
    let mut faults = Vec::new();
    for (name, text) in sources() {
        for (en, zh) in texts(&pieces(&text)) {
            count += 1;
            if holes(en) != holes(zh) {
                faults.push(format!("{name}: {en} / {zh}"));
            }
            // A single word may be one that Chinese does without, such as a plural.
            if en.contains(' ') && zh == "\"\"" {
                faults.push(format!("{name}: {en} has no translation"));
            }
        }
    }
    assert!(count > 100, "only {count} texts found: they are written in another way now");
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The pairs of literals in `Text::new("…", "…")`.
fn texts<'s>(pieces: &[Piece<'s>]) -> Vec<(&'s str, &'s str)> {
    pieces
        .windows(4)
        .filter_map(|window| match window {
            [Piece::Code(before), Piece::String(en), Piece::Code(between), Piece::String(zh)]
                if before.trim_end().ends_with("Text::new(") && between.trim() == "," =>
            {
                Some((*en, *zh))
            }
            _ => None,
        })
        .collect()
}

/// `{0}`, `{1}` … that a template fills.
fn holes(template: &str) -> BTreeSet<&str> {
    let parts = template.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(hole, _)| hole);
    parts.filter(|hole| hole.bytes().all(|byte| byte.is_ascii_digit())).collect()
}
