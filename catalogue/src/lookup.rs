//! Rows, organs, officers and catalogues by id; rows by name; search in names.

use std::borrow::Cow;

use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization;

use crate::catalogue::Catalogue;
use crate::fields::{Field as _, Handle};
use crate::records::{Listing, Matter, Officer, Organ, Recorded as _, raw};
use crate::table::{self, Line};

/// Words as they are compared: whatever the width of their characters and of their spaces (Unicode NFKC, single spaces).
pub fn normal(words: &str) -> String {
    normal_form(words).into_owned()
}

/// The same, without a copy where they are normal as they stand.
fn normal_form(words: &str) -> Cow<'_, str> {
    let start = as_it_is(words);
    if start == words.len() {
        return Cow::Borrowed(words);
    }
    Cow::Owned(normal_of_plain(words, start).unwrap_or_else(|| {
        let wide: String = words.nfkc().collect();
        wide.split_whitespace().collect::<Vec<_>>().join(" ")
    }))
}

/// The same for words of characters that NFKC takes one by one, as nearly all names are, the first of which stay as they are. Nothing
/// if one is another.
fn normal_of_plain(words: &str, start: usize) -> Option<String> {
    let mut normal = String::with_capacity(words.len());
    let (mut rest, mut stays) = (words, start);
    loop {
        normal.push_str(&rest[..stays]);
        let mut characters = rest[stays..].chars();
        let Some(character) = characters.next() else { break };
        let plain = plain(character)?;
        if plain != ' ' || !normal.is_empty() && !normal.ends_with(' ') {
            normal.push(plain);
        }
        rest = characters.as_str();
        stays = as_it_is(rest);
    }
    normal.truncate(normal.trim_end_matches(' ').len());
    Some(normal)
}

/// How many of the first bytes are ASCII but for spaces and controls, and ideographs from U+4E00 to U+9FFF: these stay as they are.
fn as_it_is(words: &str) -> usize {
    let bytes = words.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'!'..=b'~' => 1,
            0xe5..=0xe9 => 3,
            0xe4 if bytes[at + 1] >= 0xb8 => 3,
            _ => break,
        };
    }
    at
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

impl Catalogue {
    /// The row `catalogue#item`.
    pub fn matter(&self, id: &str) -> Option<Matter<'_>> {
        self.of_id::<raw::RowLine, Matter<'_>>(id)
    }

    /// The rows of this name, whatever the width of its characters and of its spaces.
    pub fn matters_named(&self, name: &str) -> impl Iterator<Item = Matter<'_>> + use<'_> {
        let first = table::find::<raw::NameLine>(self.image(), normal_form(name).as_bytes(), name.as_bytes());
        let first = first.map(|first| Matter::at(self.image(), first));
        std::iter::successors(first, |row| row.same_name().filter(|next| next.key() == row.key()))
    }

    /// The rows whose names hold each of these words, which spaces part, in the order of the image. Walks over all names.
    pub fn search(&self, words: &str) -> impl Iterator<Item = Matter<'_>> + use<'_> {
        let finders: Vec<Finder<'static>> =
            normal(words).split(' ').map(|word| Finder::new(word.as_bytes()).into_owned()).collect();
        let holds = move |row: &Matter<'_>| {
            row.key().is_some_and(|key| finders.iter().all(|finder| finder.find(key).is_some()))
        };
        self.matters().filter(holds)
    }

    /// The organ of this id.
    pub fn organ(&self, id: &str) -> Option<Organ<'_>> {
        self.of_id::<raw::OrganLine, Organ<'_>>(id)
    }

    /// The responsible person of this id.
    pub fn officer(&self, id: &str) -> Option<Officer<'_>> {
        self.of_id::<raw::OfficerLine, Officer<'_>>(id)
    }

    /// The declared catalogue (目录) of this id.
    pub fn listing(&self, id: &str) -> Option<Listing<'_>> {
        self.of_id::<raw::ListingLine, Listing<'_>>(id)
    }

    fn of_id<'a, L: Line, H: Handle<'a>>(&'a self, id: &str) -> Option<H> {
        table::find::<L>(self.image(), id.as_bytes(), id.as_bytes()).map(|place| H::at(self.image(), place))
    }
}

impl<'a> Matter<'a> {
    /// `catalogue#item`.
    pub fn id(self) -> &'a str {
        self.record().full_id.get(self.image)
    }

    /// The name as it is compared.
    pub(crate) fn key(self) -> Option<&'a [u8]> {
        self.record().key.bytes(self.image)
    }

    /// The next row of the same name as it is compared.
    fn same_name(self) -> Option<Matter<'a>> {
        self.record().same_name.get(self.image)
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
