//! What the tool has to say, as data. Looks come last, in `render/`.
//!
//! A [`Message`] is a bilingual template with typed arguments. An argument is either ours or the **author's words**, and
//! its type says which: `--redact` drops the words, and no rule can leak one.

mod fix;
mod message;

use std::borrow::Cow;

use jiff::civil::Date;

pub use self::fix::{Edit, Fix, Safety};
pub use self::message::{Arg, Lang, Message, Privacy, Text, is_unprintable, shown_name};
use crate::source::Span;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// What every finding of one rule shares. Codes and names are stable once released.
#[derive(Debug)]
pub struct Kind {
    pub code: &'static str,
    /// Kebab-case; says the fault, not the cure.
    pub name: &'static str,
    pub severity: Severity,
    pub cites: &'static [Citation],
    pub summary: Text,
    /// Why it matters and what to do.
    pub explanation: Text,
    /// A program that raises this finding and no other.
    pub bad: &'static str,
    /// A program that raises nothing.
    pub good: &'static str,
}

/// An article of a law, under the key that the regime files give the law.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Citation {
    pub law: Cow<'static, str>,
    pub article: u32,
}

/// A span and what to say of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    pub span: Span,
    pub message: Message,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub kind: &'static Kind,
    pub severity: Severity,
    pub message: Message,
    /// The main place first.
    pub labels: Vec<Label>,
    pub help: Vec<Message>,
    /// What would mend it.
    pub fix: Option<Fix>,
    pub cites: Vec<Citation>,
    /// The first day on which it is true, where that day is still to come.
    pub from: Option<Date>,
    /// The declaration it speaks of, as one writes it in a waiver: `surveying-2020#20`.
    pub subject: Option<String>,
    /// An object that shows what it says, attribute by attribute; empty where it speaks of none.
    pub witness: Vec<WitnessLine>,
}

/// One attribute of an object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WitnessLine {
    pub id: String,
    pub attribute: Message,
    pub value: Message,
    /// What the value meets.
    pub because: Vec<Message>,
}

impl Diagnostic {
    /// A finding with the severity and the law of its kind.
    pub fn new(kind: &'static Kind, span: Span, message: impl Into<Message>) -> Self {
        const HERE: Text = Text::new("", "");
        Diagnostic {
            kind,
            severity: kind.severity,
            message: message.into(),
            labels: vec![Label { span, message: HERE.into() }],
            help: Vec::new(),
            fix: None,
            cites: kind.cites.to_vec(),
            from: None,
            subject: None,
            witness: Vec::new(),
        }
    }

    /// Says something at the main place, which otherwise is only marked.
    #[must_use]
    pub fn label_main(mut self, message: impl Into<Message>) -> Self {
        self.labels[0].message = message.into();
        self
    }

    /// Shows one more place.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<Message>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    #[must_use]
    pub fn help(mut self, message: impl Into<Message>) -> Self {
        self.help.push(message.into());
        self
    }

    /// Offers what would mend it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    #[must_use]
    pub fn on(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Shows an object.
    #[must_use]
    pub fn witness(mut self, lines: Vec<WitnessLine>) -> Self {
        self.witness = lines;
        self
    }

    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Rests on these articles instead of those of its kind, if there are any.
    #[must_use]
    pub fn cites(mut self, cites: &[Citation]) -> Self {
        if !cites.is_empty() {
            self.cites = cites.to_vec();
        }
        self
    }

    /// The main place.
    pub fn span(&self) -> Span {
        self.labels[0].span
    }
}

impl Kind {
    /// Whether somebody may accept such a finding. What is wrong with the text, or with what was accepted, is to be mended.
    pub fn is_acceptable(&self) -> bool {
        !self.code.starts_with(['S', 'W'])
    }
}

impl Severity {
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

    /// The word used in options and machine formats.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    pub fn text(self) -> Text {
        match self {
            Severity::Note => Text::new("note", "提示"),
            Severity::Warning => Text::new("warning", "警告"),
            Severity::Error => Text::new("error", "错误"),
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.id() == id)
    }
}

impl Citation {
    pub const fn new(law: &'static str, article: u32) -> Self {
        Citation { law: Cow::Borrowed(law), article }
    }
}
