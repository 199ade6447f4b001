//! Rust text in pieces: enough to tell code from strings and comments, in sources that compile.

use crate::files::files;
use crate::folder::Repository;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Piece<'s> {
    Code(&'s str),
    /// With its quotes.
    String(&'s str),
    Comment(&'s str),
}

/// The sources that the compiler is made of, by name, without their tests.
pub(crate) fn sources() -> Vec<(String, String)> {
    let names = files("src", "rs").into_iter().filter(|name| !name.ends_with("/tests.rs"));
    names.map(|name| (name.clone(), without_tests(&Repository::text(&name)))).collect()
}

/// Those of the crate that loads compiled catalogues.
pub(crate) fn sources_of_the_loader() -> Vec<(String, String)> {
    files("catalogue/src", "rs")
        .into_iter()
        .map(|name| (name.clone(), without_tests(&Repository::text(&name))))
        .collect()
}

/// Tests stand last in a file.
fn without_tests(text: &str) -> String {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()
}

pub(crate) fn pieces<'s>(text: &'s str) -> Vec<Piece<'s>> {
    let mut pieces = Vec::new();
    let (mut code, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        let (length, piece): (usize, fn(&'s str) -> Piece<'s>) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), Piece::Comment)
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |end| end + 2), Piece::Comment)
        } else if let Some(length) = string_length(rest).filter(|_| !text[..at].ends_with(is_word)) {
            (length, Piece::String)
        } else {
            at += char_length(rest).unwrap_or_else(|| rest.chars().next().unwrap().len_utf8());
            continue;
        };
        pieces.push(Piece::Code(&text[code..at]));
        pieces.push(piece(&rest[..length]));
        at += length;
        code = at;
    }
    pieces.push(Piece::Code(&text[code..]));
    pieces
}

pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of a string literal at the start, raw or not.
fn string_length(text: &str) -> Option<usize> {
    let after_prefix = text.trim_start_matches(['b', 'r']);
    let prefix = text.len() - after_prefix.len();
    let hashes = after_prefix.len() - after_prefix.trim_start_matches('#').len();
    let is_raw = text[..prefix].contains('r');
    let body = after_prefix[hashes..].strip_prefix('"').filter(|_| is_raw || hashes == 0)?;
    let opening = prefix + hashes + 1;
    if is_raw {
        let closing = format!("\"{}", "#".repeat(hashes));
        return Some(opening + body.find(&closing)? + closing.len());
    }
    let mut is_escaped = false;
    let end = body.char_indices().find(|(_, c)| {
        let ends = *c == '"' && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        ends
    });
    Some(opening + end?.0 + 1)
}

/// The length of a character literal at the start; a lifetime is none.
fn char_length(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    let escape = usize::from(body.starts_with('\\'));
    let first = body[escape..].chars().next()?;
    let behind = 1 + escape + first.len_utf8();
    match text[behind..].find('\'') {
        Some(0) => Some(behind + 1),
        Some(end) if escape == 1 => Some(behind + end + 1),
        _ => None,
    }
}

#[test]
fn pieces_are_told_apart() {
    let text = "a(\"x\\\"// y\", '\"', 'b'); // it's\nfn f<'a>() { r#\"q\"q\"# }";
    let pieces: Vec<Piece<'_>> = pieces(text).into_iter().filter(|piece| !matches!(piece, Piece::Code(_))).collect();
    let expected = [Piece::String("\"x\\\"// y\""), Piece::Comment("// it's"), Piece::String("r#\"q\"q\"#")];
    assert_eq!(pieces, expected);
}
