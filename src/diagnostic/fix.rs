//! What would mend a finding: edits of texts, as data.

use super::{Arg, Message, Text};
use crate::source::Span;

/// What most fixes say.
const WRITE: Text = Text::new("write `{0}`", "改写为 `{0}`");
const TAKE_OUT: Text = Text::new("take it out", "删去");

/// Edits that belong together: all of them or none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What it does, as an order: `write 10 years`.
    pub message: Message,
    pub safety: Safety,
    /// Apart from one another. One file or several.
    pub edits: Vec<Edit>,
    /// A place to fill in: the finding stands until a person has done so.
    pub is_template: bool,
}

/// Whether a fix may be applied without a person who looks at it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Safety {
    /// What the text means is what it meant, or what nobody doubts was meant.
    Safe,
    /// It may mean something else: a guess, or a template to fill in.
    Unsafe,
}

/// The text that takes the place of a span. An empty span is a place to insert at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

impl Fix {
    pub fn safe(message: impl Into<Message>, edits: impl IntoIterator<Item = Edit>) -> Self {
        let edits = edits.into_iter().collect();
        Fix { message: message.into(), safety: Safety::Safe, edits, is_template: false }
    }

    /// Writes `text` there, and says so.
    pub fn write(safety: Safety, span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        let message = WRITE.with([Arg::words(&*text)]);
        Fix { safety, ..Fix::safe(message, [Edit::new(span, text)]) }
    }

    pub fn take_out(safety: Safety, span: Span) -> Self {
        Fix { safety, ..Fix::safe(TAKE_OUT, [Edit::new(span, "")]) }
    }

    pub fn risky(message: impl Into<Message>, edits: impl IntoIterator<Item = Edit>) -> Self {
        Fix { safety: Safety::Unsafe, ..Fix::safe(message, edits) }
    }

    pub fn template(message: impl Into<Message>, edits: impl IntoIterator<Item = Edit>) -> Self {
        Fix { is_template: true, ..Fix::risky(message, edits) }
    }
}

impl Edit {
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Edit { span, text: text.into() }
    }
}
