//! What would mend a finding: edits of texts, as data.

use super::Message;
use crate::source::Span;

/// Edits that belong together: all of them or none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What it does, as an order: `write 10 years`.
    pub message: Message,
    pub safety: Safety,
    /// Apart from one another. One file or several.
    pub edits: Vec<Edit>,
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
        Fix { message: message.into(), safety: Safety::Safe, edits: edits.into_iter().collect() }
    }

    pub fn risky(message: impl Into<Message>, edits: impl IntoIterator<Item = Edit>) -> Self {
        Fix { safety: Safety::Unsafe, ..Fix::safe(message, edits) }
    }
}

impl Edit {
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Edit { span, text: text.into() }
    }
}
