//! A text → what it says as a mark, and all that is wrong with it.

use std::ops::Range;

use super::{Period, Question, Reader, Reading, is_hidden, kinds, written};
use crate::diagnostic::{Arg, Diagnostic, Severity, Text};
use crate::faults;
use crate::limits;
use crate::source::{Base, Span};

const TOO_LONG: Text = Text::new("limit {0}: more than {1}", "超过限制 {0}：多于 {1}");
const HIDDEN: Text = Text::new("a character that cannot be seen: {0}", "不可见的字符：{0}");
const DELETE_IT: Text = Text::new("delete it", "请删除");
const SPACES: Text = Text::new("a mark has no spaces", "标志中不空格");

/// Reads the text of a file as one mark.
pub fn read(question: &Question<'_>, base: Base, text: &str) -> Reading {
    let mut reading = attempt(question, base, text);
    if reading.findings.iter().any(|finding| finding.severity > Severity::Note) {
        reading.corrected = correction(question, base, text, &reading);
    }
    reading
}

fn attempt(question: &Question<'_>, base: Base, text: &str) -> Reading {
    let mut reader = Reader { question: *question, base, text, findings: Vec::new() };
    if let Some(finding) = reader.unreadable() {
        return Reading { findings: vec![finding], ..Reading::default() };
    }
    let parts = reader.split();
    let level = reader.level(&parts);
    let period = reader.period(&parts.period);
    reader.spaces(&parts.period, period.as_ref());
    reader.judge(&parts, level, period.as_ref());
    let mut findings = reader.findings;
    findings.sort_by_key(Diagnostic::span);
    Reading { level, period, findings, corrected: None }
}

/// What it says, written as it should be, if nothing is wrong with that.
fn correction(question: &Question<'_>, base: Base, text: &str, reading: &Reading) -> Option<String> {
    let (level, period) = (reading.level?, reading.period.as_ref()?);
    let candidate = written::exactly(question.regime, level, period)?;
    (candidate != text && attempt(question, base, &candidate).is_right()).then_some(candidate)
}

impl Reader<'_> {
    /// Why nothing more is said of a text: it is too long, or is not what it looks like.
    fn unreadable(&self) -> Option<Diagnostic> {
        let limit = &limits::MARK_SIZE;
        if self.text.len() > limit.most {
            let message = TOO_LONG.with([Arg::token(limit.name), Arg::number(limit.most)]);
            return Some(Diagnostic::new(&faults::LIMIT_EXCEEDED, Span::new(self.base, 0..0), message));
        }
        let (at, hidden) = self.text.char_indices().find(|(_, c)| is_hidden(*c))?;
        let point = Arg::token(format!("U+{:04X}", u32::from(hidden)));
        let part = at..at + hidden.len_utf8();
        Some(Diagnostic::new(&faults::INVISIBLE_OR_BIDI, self.span(&part), HIDDEN.with([point])).help(DELETE_IT))
    }

    /// Words may hold single spaces, and so may the name of a level; elsewhere there are none.
    fn spaces(&mut self, period: &Range<usize>, read: Option<&Period>) {
        let is_words = matches!(read, Some(Period::Event(_)));
        let in_words = |at: usize, c: char| c == ' ' && is_words && period.contains(&at);
        let in_name = |at: usize, c: char| {
            let (before, after) = (&self.text[..at], &self.text[at + c.len_utf8()..]);
            c == ' ' && before.ends_with(is_letter) && after.starts_with(is_letter)
        };
        let space =
            self.text.char_indices().find(|(at, c)| c.is_whitespace() && !in_words(*at, *c) && !in_name(*at, *c));
        if let Some((at, c)) = space {
            self.findings.push(self.fault(&kinds::SPACES, &(at..at + c.len_utf8()), SPACES));
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}
