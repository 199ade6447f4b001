//! Tables of records by a key: rows by id and by name, organs, officers and declared catalogues by id.
//!
//! A table is a list of lines of 64 bytes. Records stand in it in the order of the hashes of their keys, and of the keys where hashes
//! are equal. The hashes there can be are parted into equally wide stretches, each with a line as its home; a record stands in the
//! home of its hash, or in the first line behind it that is not full. So a search reads one line, seldom the next one too, and
//! tells strangers by their hashes alone. A slot says where the words begin by which its record is told, so that these and the
//! record are fetched at the same time. Since all is in order, keys that were made to collide cost the logarithm of their number.

use xxhash_rust::xxh3::xxh3_64;
use zerocopy::little_endian::U32;

use crate::error::OpenError;
#[cfg(feature = "document")]
use crate::fields::Num;
use crate::fields::{Field, NONE, OptStr, Record, SLOTS, Slot, Slots, Str};
use crate::image::{Image, Layout};
use crate::records::raw;
use crate::section::Section;

/// So many lines a search walks over before it halves what is left.
const WALK: usize = 4;

/// A line of a table.
pub(crate) trait Line: Record {
    type Of: Record;

    fn slots(&self) -> &Slots<Self::Of>;

    /// By what a record is found.
    fn key(record: &Self::Of) -> Option<Str>;

    /// What the key was made of, which most who ask say just so.
    fn words(record: &Self::Of) -> Option<Str>;

    /// How many lines are homes.
    fn homes(program: &raw::Program) -> u32;

    #[cfg(feature = "document")]
    fn new(slots: Slots<Self::Of>) -> Self;

    #[cfg(feature = "document")]
    fn homes_mut(program: &mut raw::Program) -> &mut Num;
}

macro_rules! tables {
    ($($line:ident of $of:ident by $key:ident of $words:ident, $homes:ident;)*) => {
        $(
            impl Line for raw::$line {
                type Of = raw::$of;

                fn slots(&self) -> &Slots<raw::$of> {
                    &self.slots
                }

                fn key(record: &raw::$of) -> Option<Str> {
                    record.$key.into()
                }

                fn words(record: &raw::$of) -> Option<Str> {
                    record.$words.into()
                }

                fn homes(program: &raw::Program) -> u32 {
                    program.$homes.value.get()
                }

                #[cfg(feature = "document")]
                fn new(slots: Slots<raw::$of>) -> Self {
                    raw::$line { slots }
                }

                #[cfg(feature = "document")]
                fn homes_mut(program: &mut raw::Program) -> &mut Num {
                    &mut program.$homes
                }
            }
        )*

        /// Whether all tables are made as a search takes them to be.
        pub(crate) fn check(layout: &Layout<'_>) -> Result<(), OpenError> {
            let damaged = |section: Section| OpenError::Damaged { section: section.name() };
            $(is_in_order::<raw::$line>(layout).then_some(()).ok_or_else(|| damaged(raw::$line::SECTION))?;)*
            Ok(())
        }
    };
}

tables! {
    RowLine of Matter by full_id of full_id, row_homes;
    NameLine of Matter by key of name, name_homes;
    OrganLine of Organ by id of id, organ_homes;
    OfficerLine of Officer by id of id, officer_homes;
    ListingLine of Listing by id of id, listing_homes;
}

impl From<OptStr> for Option<Str> {
    fn from(OptStr { start, len }: OptStr) -> Self {
        (start.get() != NONE).then_some(Str { start, len })
    }
}

impl<T: Record> Field for Slots<T> {
    type Out<'a> = Self;

    fn is_sound(&self, layout: &Layout<'_>) -> bool {
        let Some((held, free)) = self.slots.split_at_checked(self.count.get() as usize) else { return false };
        held.iter().all(|slot| slot.index.get() < layout.count(T::SECTION))
            && held.is_sorted_by_key(|slot| slot.hash.get())
            && free.iter().all(|slot| [slot.hash, slot.index, slot.start] == [U32::ZERO; 3])
    }

    fn get(self, _: &Image) -> Self {
        self
    }
}

impl<T> Slots<T> {
    /// A line that holds nothing.
    #[cfg(feature = "document")]
    pub(crate) fn none() -> Self {
        zerocopy::FromZeros::new_zeroed()
    }

    /// The slots that hold something.
    fn held(&self) -> &[Slot<T>] {
        self.slots.get(..self.count.get() as usize).unwrap_or(&self.slots)
    }

    /// The last slot of a line that is full.
    pub(crate) fn last(&self) -> Option<&Slot<T>> {
        self.slots.last().filter(|_| self.count.get() as usize == SLOTS)
    }
}

pub(crate) fn hash(key: &[u8]) -> u32 {
    (xxh3_64(key) >> 32) as u32
}

/// The line where the search for a hash begins.
pub(crate) fn home(hash: u32, homes: u32) -> usize {
    ((u64::from(hash) * u64::from(homes)) >> 32) as usize
}

/// The first record that has a key, which was made of these words.
pub(crate) fn find<L: Line>(image: &Image, key: &[u8], words: &[u8]) -> Option<u32> {
    let hash = hash(key);
    let lines = &image.records::<L>()[home(hash, L::homes(image.record(0)))..];
    let is_behind = |line: &L| line.slots().last().is_some_and(|last| last.hash.get() < hash);
    let line = lines.get(first_not(lines, is_behind))?;
    let slot = line.slots().held().iter().find(|slot| slot.hash.get() == hash)?;
    let place = slot.index.get();
    // What the slot says need not be what the record says. Where the words lie is taken from the slot, so as not to wait for the
    // record.
    let own = L::words(image.record::<L::Of>(place));
    let begins = image.begins(slot.start.get(), words);
    if begins && own.is_some_and(|own| own.start == slot.start && own.len.get() as usize == words.len()) {
        return Some(place);
    }
    if key_of::<L>(image, place) == Some(key) { Some(place) } else { among_strangers(image, lines, hash, key) }
}

/// The first line that a search does not go past.
fn first_not<L>(lines: &[L], is_behind: impl Fn(&L) -> bool) -> usize {
    let (near, far) = lines.split_at(lines.len().min(WALK));
    let found = near.iter().position(|line| !is_behind(line));
    found.unwrap_or_else(|| near.len() + far.partition_point(is_behind))
}

/// The record of a key whose hash others have too.
#[cold]
fn among_strangers<L: Line>(image: &Image, lines: &[L], hash: u32, key: &[u8]) -> Option<u32> {
    let is_behind = |slot: &Slot<L::Of>| {
        slot.hash.get() < hash || slot.hash.get() == hash && key_of::<L>(image, slot.index.get()) < Some(key)
    };
    let line = lines.get(first_not(lines, |line| line.slots().last().is_some_and(is_behind)))?;
    let slot = line.slots().held().iter().find(|slot| !is_behind(slot))?;
    Some(slot.index.get()).filter(|place| key_of::<L>(image, *place) == Some(key))
}

fn key_of<L: Line>(image: &Image, place: u32) -> Option<&[u8]> {
    L::key(image.record(place)).map(|key| key.bytes(image))
}

/// Whether hashes rise from line to line, and each stands in its home or behind full lines.
fn is_in_order<L: Line>(layout: &Layout<'_>) -> bool {
    let lines: &[L] = layout.records();
    let homes = L::homes(&layout.records()[0]);
    let (mut least, mut before_is_full) = (0, false);
    let is_right = |(at, line): (usize, &L)| {
        let (Some(first), Some(last)) = (line.slots().held().first(), line.slots().held().last()) else {
            before_is_full = false;
            return true;
        };
        let is_home = home(first.hash.get(), homes) == at || before_is_full;
        let is_right = is_home && home(last.hash.get(), homes) <= at && first.hash.get() >= least;
        (least, before_is_full) = (last.hash.get(), line.slots().last().is_some());
        is_right
    };
    homes > 0 && homes as usize <= lines.len() && lines.iter().enumerate().all(is_right)
}
