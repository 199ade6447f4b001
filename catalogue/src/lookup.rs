//! Rows, organs, officers and catalogues by id; rows by name; search in names.

use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::xxh3_64;

use crate::catalogue::Catalogue;
use crate::fields::{Handle, Record, Records};
use crate::image::Image;
use crate::records::{Listing, Matter, Officer, Organ, Recorded as _, raw};

/// Words as they are compared: whatever the width of their characters and of their spaces (Unicode NFKC, single spaces).
pub fn normal(words: &str) -> String {
    let wide: String = words.nfkc().collect();
    wide.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The slot where the search for a key begins. The number of slots is a power of two.
pub(crate) fn first_slot(key: &str, slots: usize) -> usize {
    xxh3_64(key.as_bytes()) as usize & (slots - 1)
}

/// How many slots a table of so many keys has: at least half of them are empty.
#[cfg(feature = "document")]
pub(crate) fn slots_for(keys: usize) -> usize {
    (keys * 2).next_power_of_two().max(2)
}

/// Looks a key up. `of_slot` gives what a slot holds, and `key_of` the key of that.
fn look_up<T: Record>(
    image: &Image,
    key: &str,
    of_slot: impl Fn(&T) -> u32,
    key_of: impl Fn(u32) -> Option<bool>,
) -> Option<u32> {
    let slots = image.records::<T>();
    let first = first_slot(key, slots.len());
    let (before, behind) = slots.split_at(first);
    for slot in behind.iter().chain(before) {
        let index = of_slot(slot);
        if key_of(index)? {
            return Some(index);
        }
    }
    None
}

impl Catalogue {
    /// The row `catalogue#item`.
    pub fn matter(&self, id: &str) -> Option<Matter<'_>> {
        let image = self.image();
        let is_it =
            |index| (index < image.records::<raw::Matter>().len() as u32).then(|| Matter::at(image, index).id() == id);
        look_up::<raw::RowSlot>(image, id, |slot| slot.row.index.get(), is_it).map(|index| Matter::at(image, index))
    }

    /// The rows of this name, whatever the width of its characters and of its spaces.
    pub fn matters_named(&self, name: &str) -> impl Iterator<Item = Matter<'_>> + use<'_> {
        let image = self.image();
        let key = normal(name);
        let order = image.records::<raw::Named>();
        let row = move |at: u32| order.get(at as usize).map(|named| Matter::at(image, named.row.index.get()));
        let first = look_up::<raw::NameSlot>(
            image,
            &key,
            |slot| slot.first.index.get(),
            |at| row(at).map(|row| row.key() == Some(&*key)),
        );
        let from = first.map_or(order.len(), |first| first as usize);
        let rows = order[from..].iter().map(|named| Matter::at(image, named.row.index.get()));
        rows.take_while(move |row| row.key() == Some(&*key))
    }

    /// The rows whose names hold each of these words, which spaces part, in the order of the image. Walks over all names.
    pub fn search(&self, words: &str) -> impl Iterator<Item = Matter<'_>> + use<'_> {
        let finders: Vec<Finder<'static>> =
            normal(words).split(' ').map(|word| Finder::new(word.as_bytes()).into_owned()).collect();
        let holds = move |row: &Matter<'_>| {
            row.key().is_some_and(|key| finders.iter().all(|finder| finder.find(key.as_bytes()).is_some()))
        };
        self.matters().filter(holds)
    }

    /// The organ of this id.
    pub fn organ(&self, id: &str) -> Option<Organ<'_>> {
        let organs = self.organs();
        self.find::<raw::OrganSlot, Organ<'_>>(id, organs, |slot| slot.organ.index.get(), Organ::id)
    }

    /// The responsible person of this id.
    pub fn officer(&self, id: &str) -> Option<Officer<'_>> {
        let officers = self.officers();
        self.find::<raw::OfficerSlot, Officer<'_>>(id, officers, |slot| slot.officer.index.get(), Officer::id)
    }

    /// The declared catalogue (目录) of this id.
    pub fn listing(&self, id: &str) -> Option<Listing<'_>> {
        let listings = self.listings();
        self.find::<raw::ListingSlot, Listing<'_>>(id, listings, |slot| slot.listing.index.get(), Listing::id)
    }

    fn find<'a, T: Record, H: Handle<'a>>(
        &'a self,
        id: &str,
        all: Records<'a, H>,
        of_slot: impl Fn(&T) -> u32,
        id_of: impl Fn(H) -> &'a str,
    ) -> Option<H> {
        let image = self.image();
        let count = all.len() as u32;
        let is_it = |index| (index < count).then(|| id_of(H::at(image, index)) == id);
        look_up::<T>(image, id, of_slot, is_it).map(|index| H::at(image, index))
    }
}

impl<'a> Matter<'a> {
    /// `catalogue#item`.
    pub fn id(self) -> &'a str {
        crate::fields::Field::get(self.record().full_id, self.image)
    }

    /// The name as it is compared.
    pub(crate) fn key(self) -> Option<&'a str> {
        crate::fields::Field::get(self.record().key, self.image)
    }
}
