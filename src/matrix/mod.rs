//! A catalogue → a table for its reviewers: its rows, the kinds that they speak of, and what each row covers of each kind. One
//! file a format; same model, same bytes.

mod collect;
mod html;
pub mod json;
mod notes;
#[cfg(test)]
mod tests;
mod text;
mod words;

use crate::diagnostic::{Lang, Privacy};
use crate::model::{Catalogue, Context, Id};
use crate::overlap::Overlaps;

pub use self::html::write as to_html;
pub use self::json::Matrix;
pub use self::text::write as to_text;

/// From what, and for whom, a table is made.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub context: &'a Context<'a>,
    pub overlaps: &'a Overlaps<'a>,
    pub lang: Lang,
    pub privacy: Privacy,
}

/// The table has so many rows and columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLarge {
    pub rows: usize,
    pub kinds: usize,
}

/// Cells of a table at most, empty ones counted: nobody reviews more.
pub const MOST_CELLS: usize = 100_000;

/// The table of a catalogue.
pub fn matrix(setting: &Setting<'_>, catalogue: Id<Catalogue>) -> Result<Matrix, TooLarge> {
    collect::collect(setting, catalogue)
}
