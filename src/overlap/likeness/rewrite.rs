//! A folded name with what may differ taken out or made one, and its connectives turned into marks.

use super::fold::is_han;
use super::phrases::{AND, ETC, OF, OR, PHRASES, UNITS};

/// Writes the marked text of a folded name into `out`, which is emptied first.
pub(super) fn rewrite(folded: &str, out: &mut String) {
    out.clear();
    let mut at = 0;
    let (mut after_number, mut after_border) = (false, true);
    while let Some(c) = folded[at..].chars().next() {
        let rest = &folded[at..];
        let was_number = std::mem::take(&mut after_number);
        let was_border = std::mem::replace(&mut after_border, true);
        if c.is_ascii_digit() {
            at += number(rest, ends_in_letter(out), out);
            after_number = true;
        } else if c.is_ascii() {
            at += ascii(c, rest, was_number, out);
        } else if let Some(phrase) = PHRASES.at(c, rest, was_border) {
            out.push_str(&phrase.meaning);
            at += phrase.form.len();
        } else {
            after_border = !is_han(c);
            out.push(c);
            at += c.len_utf8();
        }
    }
    without_circumstances(out);
}

fn ends_in_letter(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_alphabetic())
}

/// Writes the number at the start with 千, 万 and 亿 worked in and its unit behind it. Gives the bytes read.
fn number(text: &str, is_in_word: bool, out: &mut String) -> usize {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let digits = text[..digits].trim_end_matches('.').len();
    let (number, rest) = text.split_at(digits);
    if is_in_word {
        out.push_str(number);
        return digits;
    }
    let scale = scale(rest).filter(|_| number.matches('.').count() <= 1);
    let behind = match scale {
        Some((word, zeros)) => {
            push_scaled(number, zeros, out);
            &rest[word..]
        }
        None => {
            out.push_str(number);
            rest
        }
    };
    let read = text.len() - behind.len();
    read + unit(behind, out)
}

/// The bytes of a word for a power of ten, and its zeros. Of two in a row none is read: 千万 is not 千.
fn scale(text: &str) -> Option<(usize, usize)> {
    let zeros = |c: Option<char>| match c {
        Some('千') => Some(3),
        Some('万') => Some(4),
        Some('亿') => Some(8),
        _ => None,
    };
    let mut chars = text.chars();
    let found = zeros(chars.next())?;
    // 5千米 is a length, and 1:5千 米 is not written.
    let next = chars.next();
    let is_unit =
        matches!(next, Some('米' | '克' | '瓦' | '伏' | '赫' | '卡' | '帕' | '焦' | '伽' | '吨' | '字' | '周'));
    let is_end = zeros(next).is_none() && next != Some('百') && next != Some('分') && !(found == 3 && is_unit);
    is_end.then_some((3, found))
}

fn push_scaled(number: &str, zeros: usize, out: &mut String) {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let part = part.trim_end_matches('0');
    if whole != "0" {
        out.push_str(whole);
    }
    if part.len() > zeros {
        let (moved, rest) = part.split_at(zeros);
        [moved, ".", rest].iter().for_each(|piece| out.push_str(piece));
    } else {
        out.push_str(part);
        out.extend(std::iter::repeat_n('0', zeros - part.len()));
    }
}

/// Writes the common name of the unit at the start, if one stands there. Gives the bytes read.
fn unit(text: &str, out: &mut String) -> usize {
    let trimmed = text.strip_prefix(' ').unwrap_or(text);
    for (form, name) in UNITS {
        let Some(behind) = trimmed.strip_prefix(form) else { continue };
        let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '^' | '/' | '·');
        if form.is_ascii() && behind.starts_with(goes_on) {
            continue;
        }
        out.push_str(name);
        return text.len() - behind.len();
    }
    // A blank between a number and what it counts says nothing.
    let blank = text.len() - trimmed.len();
    if trimmed.starts_with(|c: char| c.is_ascii_digit()) { 0 } else { blank }
}

/// Anything of ASCII but a digit.
fn ascii(c: char, text: &str, after_number: bool, out: &mut String) -> usize {
    let between_numbers = after_number && text[1..].starts_with(|c: char| c.is_ascii_digit());
    match c {
        'a'..='z' | 'A'..='Z' => return letters(text, after_number, out),
        ',' if between_numbers => out.push(','),
        ',' => out.push(AND),
        // A range is written with either. Before a number alone it says "about".
        '~' if between_numbers => out.push('-'),
        '"' if !after_number => {}
        c => out.push(c),
    }
    1
}

/// Letters say the same in either case where they make a word. Behind a number they may be a unit: mW is not MW.
fn letters(text: &str, after_number: bool, out: &mut String) -> usize {
    let length = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let word = &text[..length];
    if length >= 3 && !after_number {
        out.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        out.push_str(word);
    }
    length
}

/// 情况 at the end of a name of some length says nothing, nor does the 等 or 的 that it leaves behind.
fn without_circumstances(out: &mut String) {
    const CIRCUMSTANCES: &str = "情况";
    const AT_LEAST: usize = 4;
    let is_etc = out.ends_with(ETC);
    if let Some(kept) = out.trim_end_matches(ETC).strip_suffix(CIRCUMSTANCES)
        && kept.chars().filter(|c| !matches!(*c, OF | ETC | AND | OR)).count() >= AT_LEAST
    {
        out.truncate(kept.len());
        if is_etc {
            out.push(ETC);
        }
    }
}
