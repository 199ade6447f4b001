//! The sections of an image and its header.

use zerocopy::little_endian::{U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::fields::OptDay;

/// The first bytes of an image. The first is in no text, and line ends that were changed on the way change these too.
pub(crate) const MAGIC: [u8; 8] = *b"\x89DMC\r\n\x1a\n";

/// The version of the format that this crate writes, and the only one there is.
pub const FORMAT_VERSION: u32 = 2;

/// What an image begins with.
#[derive(FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned, Clone, Copy)]
#[repr(C)]
pub(crate) struct Header {
    pub(crate) magic: [u8; 8],
    pub(crate) version: U32,
    pub(crate) section_count: U32,
    /// Of the whole image, in bytes.
    pub(crate) length: U64,
    pub(crate) serial: U64,
    pub(crate) as_of: OptDay,
    pub(crate) reserved: U32,
    /// BLAKE3 of all bytes but these.
    pub(crate) digest: [u8; 32],
}

/// Sections begin at multiples of this, the size of a line of most caches, so that records of that size lie in one.
pub(crate) const LINE: usize = 64;

/// Where a section lies. Sections come in their order, with nothing between them but zeros up to the next line.
#[derive(FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned, Clone, Copy)]
#[repr(C)]
pub(crate) struct Entry {
    pub(crate) section: U32,
    /// The size of a record, in bytes.
    pub(crate) record: U32,
    /// From the start of the image.
    pub(crate) offset: U64,
    /// How many records.
    pub(crate) count: U64,
}

macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A section by its number.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Section { $($(#[$doc])* $name,)* }

        impl Section {
            pub(crate) const ALL: &'static [Section] = &[$(Section::$name,)*];

            pub(crate) fn name(self) -> &'static str {
                match self { $(Section::$name => stringify!($name),)* }
            }
        }
    };
}

sections! {
    /// All texts, one behind the other, in UTF-8.
    Text,
    /// Places of records, for those that name records which lie apart.
    Numbers,
    Program,
    Strings,
    Sources,
    Citations,
    Periods,
    Regimes,
    Levels,
    Tiers,
    Regions,
    Businesses,
    Organs,
    Successions,
    Reaches,
    Officers,
    Authorizations,
    Kinds,
    Attributes,
    Choices,
    Units,
    Scopes,
    ScopeSets,
    Members,
    KnowerSets,
    KnowerOrgans,
    KnowerPosts,
    KnowerGroups,
    Listings,
    Matters,
    Covers,
    Conditions,
    Values,
    Conflicts,
    Disclosures,
    Items,
    Waivers,
    Competences,
    Powers,
    Deciders,
    Days,
    /// By row and then by item of a disclosure list: the objects that it is about.
    Holders,
    Blocks,
    Sides,
    Cells,
    /// By kind: the blocks that speak of it.
    Speakers,
    /// By table of competence and organ: its powers and its deciders.
    Seats,
    /// The lines of a table of rows by id. See `table.rs`.
    RowLines,
    /// Of the first of the rows of one name.
    NameLines,
    OrganLines,
    OfficerLines,
    ListingLines,
}
