//! Whether a change keeps more secret, or less.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::Text;

/// What becomes of protection: of one thing, of a row, of everything.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing changed that protects.
    #[default]
    Equal,
    /// More is kept secret, or higher, or longer, or from more people.
    Tighter,
    /// Less is, or lower, or shorter, or more people may know.
    Looser,
    /// Tighter in one part and looser in another, or it cannot be said.
    Incomparable,
}

impl Verdict {
    /// Of a whole that has parts with these.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Verdict::Equal, verdict) | (verdict, Verdict::Equal) => verdict,
            (one, other) if one == other => one,
            _ => Verdict::Incomparable,
        }
    }

    pub fn of(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().fold(Verdict::Equal, Verdict::and)
    }

    /// Of a change in which protection grows, and of one in which it shrinks.
    pub(super) fn from_sides(is_tighter: bool, is_looser: bool) -> Self {
        let side = |is: bool, verdict| if is { verdict } else { Verdict::Equal };
        side(is_tighter, Verdict::Tighter).and(side(is_looser, Verdict::Looser))
    }

    pub fn id(self) -> &'static str {
        match self {
            Verdict::Equal => "equal",
            Verdict::Tighter => "tighter",
            Verdict::Looser => "looser",
            Verdict::Incomparable => "incomparable",
        }
    }

    pub fn text(self) -> Text {
        match self {
            Verdict::Equal => Text::new("equal", "不变"),
            Verdict::Tighter => Text::new("tighter", "收紧"),
            Verdict::Looser => Text::new("looser", "放宽"),
            Verdict::Incomparable => Text::new("incomparable", "不可比较"),
        }
    }
}
