//! What would mend a mistake in the shape of a text. Safe where only one reading is left; where a brace or the end of a
//! string went astray, it is a guess.

use std::ops::Range;

use super::context::{Context, token_end};
use crate::diagnostic::{Arg, Edit, Fix, Safety, Text};
use crate::source::{Base, Span};
use crate::syntax::expected::{is_space, is_word};
use crate::syntax::keywords;

const CLOSE: Text = Text::new("write `{0}`", "补写 `{0}`");

/// How far back the punctuation of the author is looked for.
const NEAR: usize = 4096;

/// Another sign that looks like one of the language.
const LOOK_ALIKES: [(char, &str); 19] = [
    ('∶', ":"),
    ('﹕', ":"),
    ('︰', ":"),
    ('．', "."),
    ('％', "%"),
    ('／', "/"),
    ('－', "-"),
    ('–', "-"),
    ('—', "-"),
    ('−', "-"),
    ('‐', "-"),
    ('‑', "-"),
    ('﹣', "-"),
    ('﹔', ";"),
    ('﹐', ","),
    ('､', "、"),
    ('﹛', "{"),
    ('﹜', "}"),
    ('﹟', "#"),
];

/// Quotes that are none of the language, with what closes them.
const QUOTES: [(char, char); 5] = [('「', '」'), ('『', '』'), ('‘', '’'), ('”', '”'), ('＂', '＂')];

/// Inserts `;` or `；`, whichever the author used last.
pub(super) fn semicolon(base: Base, text: &str, at: usize) -> Fix {
    Fix::write(Safety::Safe, Span::new(base, at..at), semicolon_like(text, at))
}

fn semicolon_like(text: &str, at: usize) -> &'static str {
    if is_wide(text, at) { "；" } else { ";" }
}

/// Whether the last punctuation before `at` is of full width.
fn is_wide(text: &str, at: usize) -> bool {
    let mut start = at.saturating_sub(NEAR);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let last = text[start..at].chars().rev().find(|c| matches!(c, ';' | '；' | '{' | '｛' | '}' | '｝'));
    last.is_some_and(|sign| !sign.is_ascii())
}

pub(super) fn take_out(base: Base, safety: Safety, range: Range<usize>) -> Fix {
    Fix::take_out(safety, Span::new(base, range))
}

/// The one keyword that a slip of the hand made this word of. Two slips, or two keywords as near, are a guess.
pub(super) fn keyword(base: Base, range: Range<usize>, word: &str, context: Context) -> Option<Fix> {
    let spelling = context.nearest(word)?;
    let is_long = spelling.chars().count() >= if spelling.is_ascii() { 4 } else { 3 };
    let is_sure = is_long && strsim::osa_distance(word, spelling) == 1 && context.is_only_near(word, spelling);
    let safety = if is_sure { Safety::Safe } else { Safety::Unsafe };
    Some(Fix::write(safety, Span::new(base, range), spelling))
}

/// A string left open: a closing quote of another kind is the right one instead, or one is put at its end.
pub(super) fn closing_quote(base: Base, text: &str, range: Range<usize>) -> Option<Fix> {
    let string = &text[range.clone()];
    let open = string.chars().next()?;
    let close = if open == '"' { "\"" } else { "”" };
    let last = string.chars().next_back().filter(|c| string.len() > open.len_utf8() && matches!(c, '"' | '“' | '”'));
    let words = &string[open.len_utf8()..string.len() - last.map_or(0, char::len_utf8)];
    let is_plain = !words.contains(['"', '“', '”', '\\']);
    Some(match last {
        Some(last) => {
            let safety = if is_plain { Safety::Safe } else { Safety::Unsafe };
            Fix::write(safety, Span::new(base, range.end - last.len_utf8()..range.end), close)
        }
        None => Fix::write(Safety::Unsafe, Span::new(base, range.end..range.end), close),
    })
}

/// Puts an opening brace behind a head.
pub(super) fn open_brace(base: Base, text: &str, at: usize) -> Fix {
    let brace = if is_wide(text, at) { " ｛" } else { " {" };
    Fix::risky(CLOSE.with([Arg::token(brace.trim())]), [Edit::new(Span::new(base, at..at), brace)])
}

/// Closes these blocks, the innermost first, each under the line that opens it. `braces`: where they are opened.
pub(super) fn close_braces(base: Base, text: &str, at: usize, braces: &[Range<usize>]) -> Fix {
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let close = |brace: &Range<usize>| {
        let sign = if text[brace.clone()].starts_with('｛') { "｝" } else { "}" };
        let line = text[..brace.start].rfind('\n').map_or(0, |at| at + 1);
        let head = &text[line..brace.start];
        let indent = head.len() - head.trim_start_matches(is_space).len();
        match text[brace.end.min(at)..at].contains('\n') {
            true => format!("{line_break}{}{sign}", &head[..indent]),
            false => format!(" {sign}"),
        }
    };
    let signs: String = braces.iter().map(close).collect();
    Fix::risky(CLOSE.with([Arg::token("}")]), [Edit::new(Span::new(base, at..at), signs)])
}

/// What stands at `place` although it cannot, as an author most likely meant it.
pub(super) fn slip(base: Base, text: &str, place: &Range<usize>, takes_semicolon: bool) -> Option<Fix> {
    let first = text[place.clone()].chars().next()?;
    let sign = place.start..place.start + first.len_utf8();
    let write = |range: Range<usize>, text: &str| Some(Fix::write(Safety::Safe, Span::new(base, range), text));
    if let Some((range, date)) = date(text, place.start) {
        return write(range, &date);
    }
    if takes_semicolon && ends_field(text, first, sign.end) {
        return write(sign, semicolon_like(text, place.start));
    }
    match first {
        ':' | '：' if is_behind_keyword(text, place.start) => Some(take_out(base, Safety::Safe, sign)),
        '"' | '“' => {
            let token = &text[place.start..token_end(text, place.start)];
            let name = token[first.len_utf8()..].strip_suffix(if first == '"' { '"' } else { '”' })?;
            let is_name = !name.is_empty() && !name.starts_with('-') && name.chars().all(is_word);
            is_name.then(|| write(place.start..place.start + token.len(), name))?
        }
        '#' if text[..place.start].trim_end_matches([' ', '\t']).ends_with('\n') => {
            // What follows is no comment to the compiler yet, and would be one.
            Some(Fix::write(Safety::Unsafe, Span::new(base, sign), "//"))
        }
        c if c.is_whitespace() => write(sign, " "),
        c if is_digit(c) => half_width(text, place).and_then(|digits| write(place.clone(), &digits)),
        c => match LOOK_ALIKES.iter().find(|(sign, _)| *sign == c) {
            Some((_, right)) => write(sign, right),
            None => quoted(base, text, place.start),
        },
    }
}

/// Whether a sign stands where a field ends, as the last of its line or block.
fn ends_field(text: &str, sign: char, behind: usize) -> bool {
    let next = text[behind..].trim_start_matches([' ', '\t', '\r', '\u{3000}']).chars().next();
    matches!(sign, '。' | '｡' | '．' | '.' | ',' | '，' | '、' | ':' | '：')
        && matches!(next, None | Some('\n' | '}' | '｝'))
}

fn is_behind_keyword(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(is_space);
    let word = &before[before.trim_end_matches(is_word).len()..];
    keywords::lookup(word).next().is_some()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// The word with its digits in half width, if some are not.
fn half_width(text: &str, place: &Range<usize>) -> Option<String> {
    let word = &text[place.clone()];
    let narrow = |c: char| ('０'..='９').zip('0'..='9').find(|(wide, _)| *wide == c).map_or(c, |(_, narrow)| narrow);
    let digits: String = word.chars().map(narrow).collect();
    (digits != word).then_some(digits)
}

/// A date of year, month and day in another form than the language takes, around `at`.
fn date(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | '-' | '／' | '．' | '－');
    let start = text[..at].trim_end_matches(is_part).len();
    let end = text[at..].find(|c| !is_part(c)).map_or(text.len(), |length| at + length);
    if text[..start].ends_with(is_word) || text[end..].starts_with(is_word) {
        return None;
    }
    let parts: Vec<&str> = text[start..end].split(|c: char| !c.is_ascii_digit()).collect();
    let [year, month, day] = *parts else { return None };
    let is_of = |part: &str, lengths: Range<usize>| lengths.contains(&part.len());
    let is_date = is_of(year, 4..5) && is_of(month, 1..3) && is_of(day, 1..3);
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    (is_date && written != text[start..end]).then_some((start..end, written))
}

/// A text in quotes of another kind, in those of the language.
fn quoted(base: Base, text: &str, at: usize) -> Option<Fix> {
    let open = text[at..].chars().next()?;
    let (_, close) = QUOTES.iter().find(|(quote, _)| *quote == open)?;
    let start = at + open.len_utf8();
    let line = text[start..].split('\n').next()?;
    let words = &line[..line.find(*close)?];
    if words.contains(['"', '“', '”', '\\', ';', '；', '{', '｛', '}', '｝']) {
        return None;
    }
    let range = at..start + words.len() + close.len_utf8();
    Some(Fix::write(Safety::Safe, Span::new(base, range), format!("“{words}”")))
}
