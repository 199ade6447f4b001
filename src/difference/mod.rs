//! Two documents → what changed from one to the other in meaning: row by row, with a verdict and an object to show it.
//!
//! ```text
//! two documents ── joint ──▶ one Model, in which engines compare ──┐
//!       └────────── pairs ──▶ which row is which ──────────────────┴─ compare ──▶ json ──▶ human, markdown
//! ```
//!
//! Documents and not texts are compared, so how a text is written cannot show, and a compiled image is as good as its source.

mod approval;
mod authority;
mod compare;
mod fields;
mod human;
mod ink;
mod joint;
pub mod json;
mod knowers;
mod markdown;
mod objects;
mod pairs;
mod tree;
mod verdict;
mod words;

use jiff::civil::Date;

pub use self::human::write as to_human;
pub use self::json::Diff;
pub use self::markdown::write as to_markdown;
pub use self::verdict::Verdict;
use crate::diagnostic::{Arg, Lang, Message, Privacy, Text};
use crate::emit::json::Document;
use crate::limits::Limit;
use crate::model::Regime;

/// One of the two that are compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Side {
    Old,
    New,
}

/// For whom, and as of when, it is told.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub day: Date,
    pub lang: Lang,
    pub privacy: Privacy,
    /// Laws by which changes are approved, those that count first; of one id the first counts.
    pub regimes: &'a [Law<'a>],
}

/// A regime and its id.
#[derive(Clone, Copy, Debug)]
pub struct Law<'a> {
    pub id: &'a str,
    pub regime: &'a Regime,
}

/// What changed from one document to another.
pub fn diff(old: &Document<'_>, new: &Document<'_>, setting: &Setting<'_>) -> Result<Diff, &'static Limit> {
    compare::run([old, new], setting)
}

impl Side {
    pub(crate) fn other(self) -> Self {
        match self {
            Side::Old => Side::New,
            Side::New => Side::Old,
        }
    }
}

impl Setting<'_> {
    fn say(&self, text: Text, args: impl IntoIterator<Item = Arg>) -> String {
        self.tell(&text.with(args))
    }

    fn tell(&self, message: &Message) -> String {
        message.render(self.lang, self.privacy)
    }

    /// The author's words, where they may be shown.
    fn words(&self, words: &str) -> Option<String> {
        (self.privacy == Privacy::Open).then(|| words.to_owned())
    }
}
