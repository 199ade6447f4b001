//! The place in the text: space and comments, punctuation, words, and the blocks that items stand in.

use dingmi::ast::{Docs, List};
use dingmi::limits;
use dingmi::source::{Base, Span};
use memchr::{memchr, memmem};
use unicode_ident::{is_xid_continue, is_xid_start};

use super::keywords::{Keyword, takes_digits};

/// ASCII letters, and what stands between them in a name.
pub(super) const LETTER: u8 = 1;
pub(super) const DIGIT: u8 = 2;

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 0x80 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'_' => LETTER,
            b'0'..=b'9' => DIGIT,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// How far the text has been read, and what goes with the next declaration.
#[derive(Debug)]
pub(super) struct Cursor<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    pub(super) base: Base,
    /// `///` lines waiting for the declaration they document.
    pub(super) docs: Vec<Span>,
    /// Declarations, rows and items met so far.
    pub(super) count: usize,
    braces: usize,
    /// Groups and ranges of conditions that are open.
    pub(super) groups: usize,
}

/// The fields of a block that were given, a bit each.
#[derive(Debug, Default)]
pub(super) struct Seen(u32);

impl Seen {
    /// Keeps the value of a field that is given for the first time. Says whether it is.
    pub(super) fn keep<T>(&mut self, field: u32, slot: &mut T, value: T) -> bool {
        let is_new = self.0 & (1 << field) == 0;
        if is_new {
            self.0 |= 1 << field;
            *slot = value;
        }
        is_new
    }
}

impl<'t> Cursor<'t> {
    pub(super) fn new(base: Base, text: &'t str) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Cursor { text, bytes: text.as_bytes(), at, base, docs: Vec::new(), count: 0, braces: 0, groups: 0 }
    }

    /// The byte here; zero, which begins nothing, behind the end.
    #[inline]
    pub(super) fn peek(&self) -> u8 {
        self.byte(self.at)
    }

    #[inline]
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// From `start` to here.
    #[inline]
    pub(super) fn span(&self, start: usize) -> Span {
        Span::new(self.base, start..self.at)
    }

    #[inline]
    pub(super) fn is_here(&self, token: &str) -> bool {
        self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(token.as_bytes()))
    }

    /// Takes a token that may stand here.
    #[inline]
    pub(super) fn take(&mut self, token: &str) -> bool {
        let is_here = self.is_here(token);
        if is_here {
            self.at += token.len();
        }
        is_here
    }

    /// Takes a sign in its ASCII or its full-width form.
    #[inline]
    pub(super) fn sign(&mut self, ascii: u8, wide: &str) -> bool {
        if self.peek() == ascii {
            self.at += 1;
            return true;
        }
        self.peek() >= 0x80 && self.take(wide)
    }

    /// Skips space and comments; `///` is a comment here.
    #[inline]
    pub(super) fn space(&mut self) {
        self.skip(false);
    }

    /// Skips space and comments, but for documentation if that may stand here.
    #[inline]
    fn skip(&mut self, stops_at_docs: bool) {
        loop {
            match self.peek() {
                b'\t'..=b' ' => self.at += 1,
                b'/' if self.comment(stops_at_docs) => {}
                0xE3 if self.byte(self.at + 1) == 0x80 && self.byte(self.at + 2) == 0x80 => self.at += 3,
                _ => return,
            }
        }
    }

    /// Skips a comment. One without an end is left where it stands: nothing begins with it.
    #[cold]
    fn comment(&mut self, stops_at_docs: bool) -> bool {
        let rest = &self.bytes[self.at..];
        if rest.starts_with(b"//") {
            let is_doc = rest.starts_with(b"///") && !rest.starts_with(b"////");
            if is_doc && stops_at_docs {
                return false;
            }
            self.at += memchr(b'\n', rest).unwrap_or(rest.len());
            return true;
        }
        let length = rest.strip_prefix(b"/*").and_then(|inside| memmem::find(inside, b"*/"));
        self.at += length.map_or(0, |length| length + 4);
        length.is_some()
    }

    /// Takes documentation, comments and space in front of an item.
    pub(super) fn docs(&mut self) {
        loop {
            self.skip(true);
            if self.peek() != b'/' || !self.is_here("///") {
                return;
            }
            let start = self.at;
            self.at += memchr(b'\n', &self.bytes[start..]).unwrap_or(self.bytes.len() - start);
            self.docs.push(self.span(start));
        }
    }

    /// What documents the item at hand.
    pub(super) fn take_docs(&mut self) -> Docs {
        let mut docs = Docs::with_capacity(self.docs.len());
        docs.extend(self.docs.drain(..));
        docs
    }

    /// The semicolon that ends a field.
    #[inline]
    pub(super) fn semicolon(&mut self) -> Option<()> {
        self.space();
        self.sign(b';', "；").then_some(())
    }

    /// A comma and the space around it.
    #[inline]
    pub(super) fn comma(&mut self) -> bool {
        let at = self.at;
        self.space();
        if self.sign(b',', "，") || self.take("、") {
            self.space();
            return true;
        }
        self.at = at;
        false
    }

    /// The brace that opens a block; not if blocks lie too deep.
    pub(super) fn open(&mut self) -> bool {
        let at = self.at;
        self.space();
        if self.braces < limits::NESTING.most && self.sign(b'{', "｛") {
            self.braces += 1;
            return true;
        }
        self.at = at;
        false
    }

    /// The items of a block that is open, and its closing brace. `item` reads one behind its first word, which is empty where
    /// none stands, and says whether that was no field given before.
    pub(super) fn items(&mut self, mut item: impl FnMut(&mut Self, &'t str) -> Option<bool>) -> Option<()> {
        loop {
            self.docs();
            if self.sign(b'}', "｝") {
                self.braces -= 1;
                return Some(());
            }
            let word = self.word();
            item(self, word)?;
            self.docs.clear();
        }
    }

    /// A whole block.
    pub(super) fn block(&mut self, item: impl FnMut(&mut Self, &'t str) -> Option<bool>) -> Option<()> {
        if self.open() { self.items(item) } else { None }
    }

    /// One or several of these.
    #[inline]
    pub(super) fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut list = vec![read(self)?];
        while self.comma() {
            list.push(read(self)?);
        }
        Some(list)
    }

    /// One or several of these, most often one.
    #[inline]
    pub(super) fn few<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<List<T>> {
        let first = read(self)?;
        let mut list = List::with_capacity(1);
        list.push(first);
        while self.comma() {
            list.push(read(self)?);
        }
        Some(list)
    }

    /// Takes the word that an item may begin with: up to a digit, if a digit may follow it.
    pub(super) fn word(&mut self) -> &'t str {
        let start = self.at;
        self.at = self.word_end(start, LETTER);
        let word = &self.text[start..self.at];
        if self.peek().is_ascii_digit() && !takes_digits(word) {
            self.at = start;
            return "";
        }
        word
    }

    /// Where the word ends that these ASCII characters, and those of other languages, are of.
    #[inline]
    pub(super) fn word_end(&self, start: usize, class: u8) -> usize {
        let mut at = start;
        loop {
            while CLASSES[usize::from(self.byte(at))] & class != 0 {
                at += 1;
            }
            match self.byte(at) {
                0..=0x7F => return at,
                first => match self.wide(at, first, is_xid_continue) {
                    Some(length) => at += length,
                    None => return at,
                },
            }
        }
    }

    /// Takes a keyword that may stand here.
    #[inline]
    pub(super) fn keyword(&mut self, keyword: &Keyword) -> bool {
        let spelling = if self.peek() < 0x80 { keyword.english } else { keyword.chinese };
        if !self.is_here(spelling) {
            return false;
        }
        let end = self.at + spelling.len();
        let ends = self.ends_word(end) || keyword.takes_digits && self.byte(end).is_ascii_digit();
        if ends {
            self.at = end;
        }
        ends
    }

    /// Takes a keyword that may follow, and the space around it.
    #[inline]
    pub(super) fn then(&mut self, keyword: &Keyword) -> bool {
        let at = self.at;
        self.space();
        let follows = self.keyword(keyword);
        if follows {
            self.space();
        } else {
            self.at = at;
        }
        follows
    }

    /// A keyword that must follow, and the space around it.
    pub(super) fn must(&mut self, keyword: &Keyword) -> Option<()> {
        self.then(keyword).then_some(())
    }

    /// Whether no character of a name stands there.
    #[inline]
    pub(super) fn ends_word(&self, at: usize) -> bool {
        match self.byte(at) {
            first @ 0..=0x7F => CLASSES[usize::from(first)] & (LETTER | DIGIT) == 0,
            first => self.wide(at, first, is_xid_continue).is_none(),
        }
    }

    /// The length of the character there, if a name may begin with it.
    #[inline]
    pub(super) fn name_start(&self, at: usize) -> Option<usize> {
        match self.byte(at) {
            b'-' => None,
            first @ 0..=0x7F => (CLASSES[usize::from(first)] & (LETTER | DIGIT) != 0).then_some(1),
            first => self.wide(at, first, is_xid_start),
        }
    }

    /// The length of a character of several bytes: an ideograph, or of a class.
    #[inline]
    pub(super) fn wide(&self, at: usize, first: u8, class: fn(char) -> bool) -> Option<usize> {
        // From U+4E00 to U+9FFF.
        if matches!(first, 0xE5..=0xE9) || first == 0xE4 && self.byte(at + 1) >= 0xB8 {
            return Some(3);
        }
        let c = self.text.get(at..)?.chars().next()?;
        class(c).then_some(c.len_utf8())
    }
}
