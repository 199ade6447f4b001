//! The mark on a carrier: level, sign, period, as one line. It is written from what was determined, and read with
//! everything that is wrong with it. What a mark looks like and must say is a clause of the regime.

pub mod json;
mod judge;
mod kinds;
mod level;
mod number;
mod period;
mod read;
mod split;
mod written;

use std::ops::Range;

use jiff::civil::Date;

pub use self::kinds::KINDS;
pub use self::read::read;
pub use self::written::{condition, day_words, of_row, written};
use crate::ast::Length;
use crate::diagnostic::{Diagnostic, Message, Severity, is_unprintable};
use crate::model::{Duration, LevelId, MarkLaw, Regime, words_text};
use crate::source::{Base, Sources, Span};

/// How long, as a mark can say it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Period {
    Duration(Duration),
    /// A day of release.
    Until(Date),
    /// A condition of release, in words.
    Event(String),
    LongTerm,
}

/// By what a mark is judged.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    regime: &'a Regime,
    law: &'a MarkLaw,
    as_of: Date,
    issued: Option<Date>,
}

/// What a mark says, as far as it can be told, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub level: Option<LevelId>,
    pub period: Option<Period>,
    /// In the order of their places.
    pub findings: Vec<Diagnostic>,
    /// The mark as it should be, where what is wrong leaves only one that it can have been meant for.
    pub corrected: Option<String>,
}

/// A mark that is being read: where its text stands, and what has been said of it.
struct Reader<'a> {
    question: Question<'a>,
    base: Base,
    text: &'a str,
    findings: Vec<Diagnostic>,
}

impl Period {
    /// What a row or a decision says; nothing where it leaves the period open.
    pub fn of(length: Length, sources: &Sources) -> Option<Self> {
        match length {
            Length::Duration(duration) => Some(Period::Duration(duration)),
            Length::Until(day) => Some(Period::Until(day)),
            Length::Event(words) => Some(Period::Event(words_text(sources, words).into_owned())),
            Length::LongTerm => Some(Period::LongTerm),
            Length::Unspecified => None,
        }
    }
}

impl<'a> Question<'a> {
    /// `issued` is the day from which the period of the carrier counts, where it is known. Nothing can be asked of a
    /// regime that does not speak of marks.
    pub fn new(regime: &'a Regime, as_of: Date, issued: Option<Date>) -> Option<Self> {
        let law = regime.mark.as_ref()?;
        Some(Question { regime, law, as_of, issued })
    }
}

impl Reading {
    /// Whether nothing is an error.
    pub fn is_right(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity < Severity::Error)
    }
}

impl<'a> Reader<'a> {
    fn span(&self, part: &Range<usize>) -> Span {
        Span::new(self.base, part.clone())
    }

    fn part(&self, part: &Range<usize>) -> &'a str {
        &self.text[part.clone()]
    }

    /// Without the space around it.
    fn trimmed(&self, part: Range<usize>) -> Range<usize> {
        let text = self.part(&part);
        let start = part.start + text.len() - text.trim_start().len();
        start..start + text.trim().len()
    }

    /// A finding that rests on what the regime says of marks.
    fn fault(
        &self,
        kind: &'static crate::diagnostic::Kind,
        part: &Range<usize>,
        message: impl Into<Message>,
    ) -> Diagnostic {
        Diagnostic::new(kind, self.span(part), message).cites(&self.question.law.requires.cites)
    }
}

/// What cannot be seen, turns a line around, or stands for what could not be read. None of it belongs in a mark.
fn is_hidden(c: char) -> bool {
    is_unprintable(c)
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{2028}' | '\u{2029}' | '\u{fe00}'..='\u{fe0f}' | '\u{fffd}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}
