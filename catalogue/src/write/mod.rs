//! A document, and what a compiler has worked out of it → the bytes of an image. The same document gives the same bytes.

mod content;
mod index;
mod names;
mod sections;
mod tables;

use std::fmt;

use jiff::civil::Date;

use crate::document::Document;
use crate::quantity::Rational;
use content::Content;
use sections::{Sections, day};

/// What a compiler has worked out of a document. Rows, catalogues, kinds, attributes and so on are named by their places in it.
#[derive(Debug, Default)]
pub struct Worked {
    /// By attribute.
    pub axes: Vec<Axis>,
    /// By kind, business, region and organ: what lies in it has the numbers from the first up to the second.
    pub kinds: Vec<(u32, u32)>,
    /// See `kinds`.
    pub businesses: Vec<(u32, u32)>,
    /// See `kinds`.
    pub regions: Vec<(u32, u32)>,
    /// See `kinds`.
    pub organs: Vec<(u32, u32)>,
    /// By row: the rows, and the catalogues, that go before it, in order.
    pub over_row: Vec<(Vec<u32>, Vec<u32>)>,
    /// By catalogue: the rows, and the catalogues, that go before all of it, in order.
    pub over_catalogue: Vec<(Vec<u32>, Vec<u32>)>,
}

/// The cells of an attribute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Axis {
    /// Cell `2i + 1` is the value `i`, cell `2i` all between it and the one before. `first` is the first cell there is.
    Numbers {
        /// In order.
        named: Vec<Rational>,
        /// See above.
        first: u32,
    },
    /// Cell `i` begins on day `i` of these, the first of which is the first day there is.
    Days(Vec<Date>),
    /// A cell a choice; no is 0 and yes is 1.
    Choices(u32),
}

/// What a row or an item of a disclosure list is about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Holder {
    /// Whether it says what it is about, and that could be told.
    pub is_known: bool,
    /// The objects.
    pub blocks: Vec<Block>,
    /// The objects among them that it is not about.
    pub holes: Vec<Block>,
}

/// By axis, ascending, some of its cells: stretches from one up to another, in order and apart. Axis 0 is kinds, by their numbers; the
/// others are attributes, from 1 on. An axis whose cells are all in is left out.
pub type Block = Vec<(u32, Vec<(u32, u32)>)>;

/// The image would have more than its format holds: 4 GiB of text, or as many records of one kind as 32 bits count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLarge;

/// Writes an image. `holders` are the rows of the document, and then the items of its disclosure lists.
pub fn image(
    document: &Document<'_>,
    worked: &Worked,
    holders: impl Iterator<Item = Holder>,
) -> Result<Vec<u8>, TooLarge> {
    let mut sections = Sections::default();
    Content::new(document, worked, &mut sections).write();
    index::write(document, worked, holders, &mut sections);
    sections.finish(document.serial, day(Some(&document.as_of)))
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("more than an image holds")
    }
}

impl std::error::Error for TooLarge {}
