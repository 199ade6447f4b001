//! One look at the bytes before anything is parsed: is the text within its limits, and does it hold characters that a
//! reader cannot see or that turn a line around?

use std::ops::Range;

use memchr::memrchr;

use crate::diagnostic::{Arg, Diagnostic, Fix, Safety, Text};
use crate::faults;
use crate::limits::{self, Limit};
use crate::source::{Base, Span};
use crate::syntax::scan::{Mark, Scanner, Sign};

/// What the look found.
#[derive(Debug)]
pub(super) struct Prescan {
    pub(super) findings: Vec<Diagnostic>,
    /// Whether the text may be parsed: not if a limit was passed.
    pub(super) is_within_limits: bool,
}

const OVER_LIMIT: Text = Text::new("this passes the limit `{0}`: at most {1}", "此处超出限度 `{0}`：最多 {1}");
const INVISIBLE: Text =
    Text::new("an invisible or text-reversing character: {0}", "不可见或者会改变显示顺序的字符：{0}");
const DELETE_IT: Text =
    Text::new("delete it; what is read here must be what the compiler reads", "请删除：人读到的应当就是编译器读到的");

pub(super) fn prescan(base: Base, text: &str) -> Prescan {
    let over = if text.len() > limits::FILE_SIZE.most {
        Some(over_limit(base, 0..0, &limits::FILE_SIZE))
    } else {
        long_line(text).map(|start| over_limit(base, start..start, &limits::LINE_LENGTH))
    };
    if let Some(finding) = over {
        return Prescan { findings: vec![finding], is_within_limits: false };
    }
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut strings = Strings::new(text, start);
    for run in invisible_runs(text, start) {
        if findings.len() == limits::SYNTAX_ERRORS.most {
            findings.push(over_limit(base, run, &limits::SYNTAX_ERRORS));
            return Prescan { findings, is_within_limits: false };
        }
        let safety = safety(&text[run.clone()], strings.hold(run.start));
        findings.push(invisible(base, text, run, safety));
    }
    Prescan { findings, is_within_limits: true }
}

pub(super) fn over_limit(base: Base, range: Range<usize>, limit: &Limit) -> Diagnostic {
    let args = [Arg::token(limit.name), Arg::number(limit.most)];
    Diagnostic::new(&faults::LIMIT_EXCEEDED, Span::new(base, range), OVER_LIMIT.with(args))
}

fn invisible(base: Base, text: &str, run: Range<usize>, safety: Safety) -> Diagnostic {
    let mut points: Vec<u32> = text[run.clone()].chars().map(u32::from).collect();
    points.sort_unstable();
    points.dedup();
    points.truncate(8);
    let points = Arg::list(points.into_iter().map(|point| Arg::token(format!("U+{point:04X}"))));
    let span = Span::new(base, run);
    let finding = Diagnostic::new(&faults::INVISIBLE_OR_BIDI, span, INVISIBLE.with([points]));
    finding.help(DELETE_IT).fix(Fix::take_out(safety, span))
}

/// What has no width and no direction says nothing to anybody, outside the author's words. What turns a line around made a
/// reader see another text, and the rest may have shown as something.
fn safety(run: &str, is_in_string: bool) -> Safety {
    let is_nothing = |c| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    if !is_in_string && run.chars().all(is_nothing) { Safety::Safe } else { Safety::Unsafe }
}

/// Which places of a text lie in strings, or in documentation, which is published as they are. Asked for places in order, it reads the text once.
struct Strings<'t> {
    text: &'t str,
    scanner: Scanner<'t>,
    /// The last mark before the place asked for, and the first behind it.
    before: usize,
    next: Option<Mark>,
}

impl<'t> Strings<'t> {
    fn new(text: &'t str, start: usize) -> Self {
        Strings { text, scanner: Scanner::new(text, start), before: start, next: None }
    }

    fn hold(&mut self, at: usize) -> bool {
        loop {
            self.next = self.next.or_else(|| self.scanner.next());
            match self.next {
                Some(mark) if mark.end <= at => self.before = mark.end,
                Some(mark) if mark.start <= at => return matches!(mark.sign, Sign::OpenString | Sign::DocComment),
                _ => break,
            }
            self.next = None;
        }
        self.is_in_string(at)
    }

    /// Between two marks there are whole strings and no comments. Each place is looked at once: what was passed is passed.
    fn is_in_string(&mut self, at: usize) -> bool {
        while let Some(open) = self.text[self.before..at].find(['"', '“']) {
            let start = self.before + open;
            let end = start + string_length(&self.text[start..]);
            if end > at {
                return true;
            }
            self.before = end;
        }
        false
    }
}

/// The length of the string that a text begins with.
fn string_length(text: &str) -> usize {
    let close = if text.starts_with('"') { '"' } else { '”' };
    let mut is_escaped = false;
    for (index, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if c == close => return index + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Where the first line begins that is too long. Jumps from the last line break in reach to the next, so most of the text
/// is never looked at.
fn long_line(text: &str) -> Option<usize> {
    let (bytes, most) = (text.as_bytes(), limits::LINE_LENGTH.most);
    let mut start = 0;
    while bytes.len() - start > most {
        match memrchr(b'\n', &bytes[start..=start + most]) {
            Some(length) => start += length + 1,
            None => return Some(start),
        }
    }
    None
}

/// The stretches of characters that may not stand in a source text, from `start` on.
pub(super) fn invisible_runs(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let mut position = start;
    std::iter::from_fn(move || {
        let run = next_run(text, position)?;
        position = run.end;
        Some(run)
    })
}

fn next_run(text: &str, mut position: usize) -> Option<Range<usize>> {
    loop {
        let start = suspect(text.as_bytes(), position)?;
        let mut end = start;
        for c in text[start..].chars().take_while(|c| is_refused(*c)) {
            end += c.len_utf8();
        }
        let is_lone_return = |at: usize| text[at..].starts_with('\r') && !text[at..].starts_with("\r\n");
        if end == start && is_lone_return(start) {
            end += 1;
        }
        if end > start {
            return Some(start..end);
        }
        position = start + 1;
        while !text.is_char_boundary(position) {
            position += 1;
        }
    }
}

/// The next byte with which a refused character may begin. Ordinary text is passed over a block at a time, by comparisons
/// that the compiler turns into vector instructions.
fn suspect(bytes: &[u8], mut position: usize) -> Option<usize> {
    const BLOCK: usize = 64;
    while let Some(block) = bytes.get(position..position + BLOCK + 2) {
        let triples = block.iter().zip(&block[1..]).zip(&block[2..]);
        if triples.fold(false, |any, ((first, second), third)| any | may_refuse(*first, *second, *third)) {
            break;
        }
        position += BLOCK;
    }
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    (position..bytes.len()).find(|at| may_refuse(byte(*at), byte(at + 1), byte(at + 2)))
}

/// Whether a refused character may begin with these bytes. It says yes too often only for rare letters.
const fn may_refuse(first: u8, second: u8, third: u8) -> bool {
    // C0 but tab, line feed and carriage return; delete.
    ((first < 0x20) & (first != 9) & (first != 10) & (first != 13))
        | (first == 0x7F)
        // C1 and the soft hyphen; the Arabic letter mark.
        | ((first == 0xC2) & (second < 0xAE))
        | ((first == 0xD8) & (second == 0x9C))
        // Zero width and direction. The quotes and dashes of Chinese text lie between.
        | ((first == 0xE2) & (second == 0x80) & ((third.wrapping_sub(0x8B) < 5) | (third.wrapping_sub(0xA8) < 7)))
        | ((first == 0xE2) & (second == 0x81) & (third >= 0xA0))
        // A carriage return by itself; fillers and joiners that show nothing; a blank braille cell.
        | ((first == 13) & (second != 10))
        | ((first == 0xCD) & (second == 0x8F))
        | ((first == 0xE1) & ((second == 0x85) | (second == 0xA0)))
        | ((first == 0xE2) & (second == 0xA0) & (third == 0x80))
        | ((first == 0xE3) & (second == 0x85) & (third == 0xA4))
        | ((first == 0xEF) & (second == 0xBE) & (third == 0xA0))
        // Private use: U+E000..U+F8FF, planes 15 and 16; U+FEFF.
        | (first == 0xEE)
        | ((first == 0xEF) & ((second <= 0xA3) | ((second == 0xBB) & (third == 0xBF))))
        | (first >= 0xF3)
}

/// A carriage return is refused by the way it stands, not by itself.
fn is_refused(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'..='\u{1160}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{ffa0}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => true,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Lang, Privacy};

    #[test]
    fn no_refused_character_is_passed_over() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            // In the middle of a block, at its end, and at the end of the text.
            for before in [0, 20, 62, 63, 64] {
                let text = "a".repeat(before) + &c.to_string() + if before == 20 { "" } else { "，，，" };
                let runs: Vec<_> = invisible_runs(&text, 0).collect();
                assert_eq!(runs.len(), usize::from(is_refused(c) || c == '\r'), "U+{:04X}", u32::from(c));
            }
        }
    }

    #[test]
    fn a_run_is_told_once_with_its_code_points() {
        let prescan = prescan(Base::FIRST, "\u{feff}a\u{202e}\u{200b}b，\u{feff}；");
        assert!(prescan.is_within_limits);
        let messages: Vec<_> =
            prescan.findings.iter().map(|finding| finding.message.render(Lang::En, Privacy::Redacted)).collect();
        assert_eq!(
            messages,
            [
                "an invisible or text-reversing character: U+200B, U+202E",
                "an invisible or text-reversing character: U+FEFF"
            ]
        );
    }

    #[test]
    fn the_longest_line_is_long_enough() {
        let line = "x".repeat(limits::LINE_LENGTH.most);
        assert!(prescan(Base::FIRST, &format!("{line}\n{line}")).is_within_limits);
        let over = prescan(Base::FIRST, &format!("a\n{line}x\n"));
        assert!(!over.is_within_limits);
        assert_eq!(Base::FIRST.range(over.findings[0].labels[0].span).start, 2);
        assert_eq!(over.findings.len(), 1);
    }
}
