//! A text as recovery reads it: comments blanked byte for byte, its marks, and how its braces and lines lie.

use std::ops::Range;

use super::context::{Context, token_end};
use crate::syntax::scan::{Mark, Scanner, Sign};
use crate::syntax::{expected, prescan};

/// A text without its comments, byte for byte as long as the original.
#[derive(Debug)]
pub(super) struct Layout {
    /// With spaces for comments and for characters that the scan before parsing refuses.
    pub(super) text: String,
    /// Where the text begins behind a byte order mark.
    start: usize,
    /// All marks but comments. A string left open ends before the signs that close its line.
    pub(super) marks: Vec<Mark>,
    /// What is already told: strings left open and refused characters. In order.
    wounds: Vec<Range<usize>>,
    /// Behind each brace, in order, how many more have been opened than closed.
    balance: Vec<(usize, i64)>,
    /// Where a line begins, without indent, with a declaration that only stands at the top.
    declarations: Vec<usize>,
}

impl Layout {
    pub(super) fn new(text: &str, start: usize) -> Self {
        let mut layout = Layout {
            text: String::new(),
            start,
            marks: Vec::new(),
            wounds: prescan::invisible_runs(text, start).collect(),
            balance: Vec::new(),
            declarations: Vec::new(),
        };
        let mut blanks = layout.wounds.clone();
        let runs = blanks.len();
        let mut scanner = Scanner::new(text, start);
        while let Some(mark) = scanner.next() {
            match mark.sign {
                Sign::Comment => blanks.push(mark.start..mark.end),
                Sign::OpenComment => {
                    blanks.push(mark.start..mark.end);
                    layout.marks.push(mark);
                }
                Sign::OpenString => scanner.resume_at(layout.open_string(text, mark)),
                Sign::OpenBrace
                | Sign::CloseBrace
                | Sign::OpenParen
                | Sign::CloseParen
                | Sign::Semicolon
                | Sign::DocComment => layout.marks.push(mark),
            }
        }
        layout.text = blanked(text, &blanks);
        let comments = blanks.split_off(runs);
        layout.wounds.retain(|wound| {
            comments
                .get(comments.partition_point(|comment| comment.end < wound.end))
                .is_none_or(|comment| comment.start > wound.start)
        });
        layout.wounds.sort_by_key(|wound| wound.start);
        layout.count_braces();
        layout.find_declarations();
        layout
    }

    /// A string that its line ends is closed again so that the structure survives: at a quote of another kind that looks
    /// like its end, or else before the signs that end the line. Gives back where to go on.
    fn open_string(&mut self, text: &str, mark: Mark) -> usize {
        if let Some(end) = wrong_close(text, mark) {
            self.marks.push(Mark { end, ..mark });
            self.wounds.push(mark.start..end);
            return end;
        }
        let line = text[mark.start..mark.end].trim_end_matches(expected::is_space);
        let words = line.trim_end_matches(|c: char| expected::is_space(c) || closing_sign(c).is_some()).len();
        self.marks.push(Mark { end: mark.start + words, ..mark });
        self.wounds.push(mark.start..mark.start + words);
        for (index, c) in line[words..].char_indices() {
            let start = mark.start + words + index;
            self.marks.extend(closing_sign(c).map(|sign| Mark { sign, start, end: start + c.len_utf8() }));
        }
        mark.end
    }

    fn count_braces(&mut self) {
        let mut depth = 0;
        for mark in &self.marks {
            match mark.sign {
                Sign::OpenBrace => depth += 1,
                Sign::CloseBrace => depth -= 1,
                Sign::OpenParen
                | Sign::CloseParen
                | Sign::Semicolon
                | Sign::Comment
                | Sign::DocComment
                | Sign::OpenComment
                | Sign::OpenString => continue,
            }
            self.balance.push((mark.end, depth));
        }
    }

    fn find_declarations(&mut self) {
        let breaks = memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at + 1);
        for at in std::iter::once(self.start).chain(breaks) {
            if self.text[at..].starts_with(expected::is_word) && Context::TOP.block(self.word(at)).is_some() {
                self.declarations.push(at);
            }
        }
    }

    /// The token at `at`.
    pub(super) fn word(&self, at: usize) -> &str {
        &self.text[at..token_end(&self.text, at)]
    }

    /// The first byte in the range that is not space.
    pub(super) fn first(&self, range: Range<usize>) -> Option<usize> {
        let stretch = &self.text[range.clone()];
        let rest = stretch.trim_start_matches(expected::is_space).len();
        (rest > 0).then_some(range.end - rest)
    }

    /// The end of the last token before `at`.
    pub(super) fn end_before(&self, at: usize) -> usize {
        self.text[..at].trim_end_matches(expected::is_space).len().max(self.start)
    }

    /// How far a token is indented, if it is the first of its line.
    pub(super) fn indent(&self, at: usize) -> Option<usize> {
        let before = &self.text[self.start..at];
        let line = before.trim_end_matches([' ', '\t', '\u{3000}']);
        (line.is_empty() || line.ends_with('\n')).then(|| before.len() - line.len())
    }

    /// How many more braces are closed than opened between `at` and the next declaration at the top, or the end.
    pub(super) fn surplus(&self, at: usize) -> i64 {
        let until = self.declarations[self.declarations.partition_point(|start| *start <= at)..].first();
        let depth = |at: usize| match self.balance.partition_point(|(end, _)| *end <= at) {
            0 => 0,
            index => self.balance[index - 1].1,
        };
        depth(at) - depth(until.copied().unwrap_or(self.text.len()))
    }

    /// Whether something in the range has been told before parsing.
    pub(super) fn is_wounded(&self, range: &Range<usize>) -> bool {
        let index = self.wounds.partition_point(|wound| wound.end <= range.start);
        self.wounds.get(index).is_some_and(|wound| wound.start < range.end)
    }

    pub(super) fn has_wounds(&self) -> bool {
        !self.wounds.is_empty()
    }

    /// Where each word of a stretch starts, strings passed over.
    pub(super) fn words(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let mut position = range.start;
        std::iter::from_fn(move || {
            loop {
                let at = self.first(position..range.end)?;
                position = token_end(&self.text, at).min(range.end).max(at + 1);
                if self.text[at..].starts_with(expected::is_word) {
                    return Some(at);
                }
            }
        })
    }

    /// Whether a word begins a line, and that line does not carry on a list.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.indent(at).is_some() && !self.text[..at].trim_end_matches(expected::is_space).ends_with([',', '，', '、'])
    }

    /// Turns a stretch into space.
    pub(super) fn blank(&mut self, range: Range<usize>) {
        let space = " ".repeat(range.len());
        self.text.replace_range(range, &space);
    }
}

/// Behind the first quote in a string left open after which a field or a list goes on or ends.
fn wrong_close(text: &str, string: Mark) -> Option<usize> {
    let line = &text[string.start..string.end];
    let quotes = line.char_indices().skip(1).filter(|(_, c)| matches!(c, '"' | '“' | '”'));
    let mut ends = quotes.map(|(index, quote)| index + quote.len_utf8());
    let goes_on = |end: &usize| {
        let next = line[*end..].trim_start_matches(expected::is_space).chars().next();
        next.is_none_or(|c| closing_sign(c).is_some() || matches!(c, ',' | '，' | '、'))
    };
    ends.find(goes_on).map(|end| string.start + end)
}

fn closing_sign(c: char) -> Option<Sign> {
    match c {
        '{' | '｛' => Some(Sign::OpenBrace),
        '}' | '｝' => Some(Sign::CloseBrace),
        ';' | '；' => Some(Sign::Semicolon),
        _ => None,
    }
}

/// The text with spaces for these stretches; line breaks stay.
fn blanked(text: &str, stretches: &[Range<usize>]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for stretch in stretches {
        for byte in bytes[stretch.clone()].iter_mut().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
    }
    let Ok(text) = String::from_utf8(bytes) else { unreachable!("bug: a stretch to blank cuts a character") };
    text
}
