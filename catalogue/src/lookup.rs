//! Rows, organs, officers and catalogues by id; rows by name; search in names.

use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::xxh3_64;

use crate::catalogue::Catalogue;
use crate::fields::{Handle, Record, Records, Str};
use crate::image::Image;
use crate::records::{Listing, Matter, Officer, Organ, Recorded as _, raw};

/// Words as they are compared: whatever the width of their characters and of their spaces (Unicode NFKC, single spaces).
pub fn normal(words: &str) -> String {
    normal_of_plain(words).unwrap_or_else(|| {
        let wide: String = words.nfkc().collect();
        wide.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

/// The same for words of characters that NFKC takes one by one, as nearly all names are. Nothing if one is another.
fn normal_of_plain(words: &str) -> Option<String> {
    let mut normal = String::with_capacity(words.len());
    // What stays as it is is copied in one go, up to the next that does not.
    let mut copied = 0;
    for (at, character) in words.char_indices() {
        let plain = plain(character)?;
        if plain == character && plain != ' ' {
            continue;
        }
        normal.push_str(&words[copied..at]);
        copied = at + character.len_utf8();
        if plain != ' ' || !normal.is_empty() && !normal.ends_with(' ') {
            normal.push(plain);
        }
    }
    normal.push_str(&words[copied..]);
    normal.truncate(normal.trim_end_matches(' ').len());
    Some(normal)
}

/// What becomes of a character whatever stands beside it: ideographs, the signs of Chinese texts, ASCII in either width.
fn plain(character: char) -> Option<char> {
    match character {
        ' '..='~' | '\u{4e00}'..='\u{9fff}' | '、' | '。' | '《' | '》' | '〔' | '〕' | '“' | '”' => {
            Some(character)
        }
        '！'..='～' => char::from_u32(u32::from(character) - (u32::from('！') - u32::from('!'))),
        '\u{3000}' => Some(' '),
        _ => None,
    }
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
        let rows = image.records::<raw::Matter>();
        let is_it = |index: u32| rows.get(index as usize).map(|row| row.full_id.bytes(image) == id.as_bytes());
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
            |at| row(at).map(|row| row.record().key.bytes(image) == Some(key.as_bytes())),
        );
        let from = first.map_or(order.len(), |first| first as usize);
        let rows = order[from..].iter().map(|named| Matter::at(image, named.row.index.get()));
        // Of the first it is known.
        let is_named = move |row: &Matter<'_>| row.record().key.bytes(image) == Some(key.as_bytes());
        rows.enumerate().take_while(move |(at, row)| *at == 0 || is_named(row)).map(|(_, row)| row)
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
        self.find::<raw::OrganSlot, Organ<'_>>(id, organs, |slot| slot.organ.index.get(), |organ| organ.record().id)
    }

    /// The responsible person of this id.
    pub fn officer(&self, id: &str) -> Option<Officer<'_>> {
        let officers = self.officers();
        let id_of = |officer: Officer<'_>| officer.record().id;
        self.find::<raw::OfficerSlot, Officer<'_>>(id, officers, |slot| slot.officer.index.get(), id_of)
    }

    /// The declared catalogue (目录) of this id.
    pub fn listing(&self, id: &str) -> Option<Listing<'_>> {
        let listings = self.listings();
        let id_of = |listing: Listing<'_>| listing.record().id;
        self.find::<raw::ListingSlot, Listing<'_>>(id, listings, |slot| slot.listing.index.get(), id_of)
    }

    fn find<'a, T: Record, H: Handle<'a>>(
        &'a self,
        id: &str,
        all: Records<'a, H>,
        of_slot: impl Fn(&T) -> u32,
        id_of: impl Fn(H) -> Str,
    ) -> Option<H> {
        let image = self.image();
        let count = all.len() as u32;
        let is_it = |index| (index < count).then(|| id_of(H::at(image, index)).bytes(image) == id.as_bytes());
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Of every character, alone and between others that might compose with it, the short way says the same as the long one.
    #[test]
    fn plain_characters_are_taken_one_by_one() {
        let beside = ["", "a", "中", " ", "\u{301}", "ﾞ", "＝"];
        for character in '\0'..=char::MAX {
            if plain(character).is_none() {
                continue;
            }
            for before in beside {
                for behind in beside {
                    let words = format!("{before}{character}{behind}");
                    let wide: String = words.nfkc().collect();
                    let long = wide.split_whitespace().collect::<Vec<_>>().join(" ");
                    assert_eq!(normal(&words), long, "{words:?}");
                }
            }
        }
    }

    #[test]
    fn spaces_of_either_width_are_one() {
        assert_eq!(normal("　海图 （一）\u{3000} 第１号  "), "海图 (一) 第1号");
        assert_eq!(normal("　 "), "");
    }
}
