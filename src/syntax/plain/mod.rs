//! Fields of rows, read without the grammar where they are written plainly, which is nearly always.
//!
//! Most of a national catalogue is rows, and most of what parsing costs is the grammar looking for what may stand in them.
//! So `cut_matter` in the grammar cuts a row into its head and fields and this folder reads their values. It knows the usual
//! forms and no others: at anything else it says `None`, never what it guesses, and the row is read by the grammar.
//! What it does say is what the grammar would say; `cut/tests.rs` and `tests/hand` compare them.

mod conditions;
mod fields;

use memchr::{memchr2, memchr3, memmem};
use smallvec::SmallVec;

use crate::ast::{List, Name, Words, exactly};
use crate::source::{Base, Span};
pub(super) use fields::{Field, head, row_name};

/// A word of the language in English and in Chinese.
type Spellings = [&'static str; 2];

/// A place in a field.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
    /// Where the field starts.
    base: Base,
}

impl<'t> Cursor<'t> {
    /// At the start of a text that starts at `base`.
    fn new(text: &'t str, base: Base) -> Self {
        Cursor { text, at: 0, base }
    }

    /// The byte here; zero, which begins nothing, behind the end.
    #[inline]
    fn peek(&self) -> u8 {
        self.byte(self.at)
    }

    #[inline]
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    #[inline]
    fn span(&self, start: usize) -> Span {
        Span::new(self.base, start..self.at)
    }

    #[inline]
    fn is_here(&self, token: &str) -> bool {
        self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(token.as_bytes()))
    }

    #[inline]
    fn take(&mut self, token: &str) -> bool {
        let is_here = self.is_here(token);
        if is_here {
            self.at += token.len();
        }
        is_here
    }

    #[inline]
    fn space(&mut self) {
        loop {
            match self.peek() {
                b'\t'..=b' ' => self.at += 1,
                0xE3 if self.take("\u{3000}") => {}
                _ => return,
            }
        }
    }

    /// The letters, digits and signs of names here, as many as there are; none if a rarer character is among them.
    #[inline]
    fn word(&mut self) -> Option<&'t str> {
        let start = self.at;
        loop {
            while NAME[usize::from(self.peek())] {
                self.at += 1;
            }
            match self.peek() {
                0..=0x7F => break,
                _ if self.is_han() => self.at += 3,
                _ if PUNCTUATION.iter().any(|sign| self.is_here(sign)) => break,
                _ => return None,
            }
        }
        Some(&self.text[start..self.at])
    }

    /// Whether a character from U+4E00 to U+9FFF is here.
    #[inline]
    fn is_han(&self) -> bool {
        match self.peek() {
            0xE5..=0xE9 => true,
            0xE4 => self.byte(self.at + 1) >= 0xB8,
            _ => false,
        }
    }

    #[inline]
    fn name(&mut self) -> Option<Name> {
        let start = self.at;
        let word = self.word()?;
        (!word.is_empty() && !word.starts_with('-')).then(|| Name(self.span(start)))
    }

    /// One word of these, if it is here and whole.
    #[inline]
    fn is_word(&mut self, spellings: Spellings) -> bool {
        let start = self.at;
        let is_it = self.word().is_some_and(|word| spellings.contains(&word));
        if !is_it {
            self.at = start;
        }
        is_it
    }

    /// The same behind space; nothing is taken if it does not follow.
    #[inline]
    fn then(&mut self, spellings: Spellings) -> bool {
        let start = self.at;
        self.space();
        let follows = self.is_word(spellings);
        if !follows {
            self.at = start;
        }
        follows
    }

    #[inline]
    fn is_quote(&self) -> bool {
        self.peek() == b'"' || self.is_here("“")
    }

    /// A string in which nothing is escaped.
    fn string(&mut self) -> Option<Words> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..)?;
        let length = match rest.first()? {
            b'"' => 1 + memchr3(b'"', b'\\', b'\n', &rest[1..]).filter(|end| rest[1 + end] == b'"')? + 1,
            _ if self.is_here("“") => {
                let end = memmem::find(rest, "”".as_bytes())? + "”".len();
                memchr2(b'\\', b'\n', &rest[..end]).is_none().then_some(end)?
            }
            _ => return None,
        };
        self.at += length;
        Some(Words(self.span(start)))
    }

    /// A comma and the space around it; nothing is taken if none follows.
    #[inline]
    fn comma(&mut self) -> bool {
        let start = self.at;
        self.space();
        let follows = self.take(",") || self.peek() >= 0x80 && (self.take("、") || self.take("，"));
        if follows {
            self.space();
        } else {
            self.at = start;
        }
        follows
    }

    /// One or several, most often one.
    #[inline]
    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<List<T>> {
        let mut few = SmallVec::from_iter([read(self)?]);
        while self.comma() {
            few.push(read(self)?);
        }
        Some(exactly(few))
    }

    fn digits(&mut self) -> Option<&'t str> {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        (self.at > start).then(|| &self.text[start..self.at])
    }

    /// The sign that the text ends with, in its ASCII or its full-width form.
    #[inline]
    fn end(&mut self, signs: [&str; 2]) -> Option<()> {
        self.space();
        signs.contains(&&self.text[self.at..]).then_some(())
    }
}

/// What most names are made of.
static NAME: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let it = byte as u8;
        table[byte] = it.is_ascii_alphanumeric() || it == b'-' || it == b'_';
        byte += 1;
    }
    table
};

/// What may follow a name at once and is of none.
const PUNCTUATION: [&str; 16] =
    ["“", "，", "、", "\u{3000}", "；", "”", "：", "（", "）", "≥", "≤", "≠", "＝", "＜", "＞", "｝"];

#[cfg(test)]
mod tests {
    use super::super::keywords;
    use super::{PUNCTUATION, conditions, fields};

    #[test]
    fn every_word_is_one_of_the_grammar() {
        let words = fields::WORDS.iter().chain(conditions::WORDS);
        for (rule, [english, chinese]) in words {
            let keyword = keywords::by_rule(rule).unwrap_or_else(|| panic!("the grammar has no {rule}"));
            assert!(keyword.spellings.contains(english) && keyword.chinese() == *chinese, "{rule}");
        }
    }

    #[test]
    fn punctuation_is_of_no_name() {
        for c in PUNCTUATION.iter().flat_map(|sign| sign.chars()) {
            assert!(!unicode_ident::is_xid_continue(c), "{c}");
        }
    }
}
