//! Runs over a text and stops at what shapes it: braces, parentheses and brackets, semicolons, comments, strings left open.
//!
//! It knows strings and comments and nothing else of the language, so it is fast: whatever stands between two marks is
//! passed over byte by byte, and strings by `memchr`.

use std::ops::Range;

use memchr::{memchr, memchr3, memmem};

/// What the scanner stops at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sign {
    OpenBrace,
    CloseBrace,
    /// `(` or `[`: a range may begin with the one and end with the other, so they are counted as one.
    OpenParen,
    /// `)` or `]`.
    CloseParen,
    Semicolon,
    /// `//` up to the line's end, or `/* … */`.
    Comment,
    /// `///` up to the line's end.
    DocComment,
    /// `/*` without an end: the rest of the text.
    OpenComment,
    /// A string whose line ends before it does: from its quote to the line's end.
    OpenString,
}

/// A sign and the bytes it covers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    pub(super) sign: Sign,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    position: usize,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, position: usize) -> Self {
        Scanner { text, position }
    }

    /// Goes on from here instead. `position` lies on a character boundary.
    pub(super) fn resume_at(&mut self, position: usize) {
        self.position = position;
    }

    fn mark(&mut self, sign: Sign, range: Range<usize>) -> Option<Mark> {
        self.position = range.end;
        Some(Mark { sign, start: range.start, end: range.end })
    }

    /// A comment that starts at `at`, or `None` for a lone `/`.
    fn comment(&mut self, at: usize) -> Option<Mark> {
        let bytes = &self.text.as_bytes()[at..];
        if bytes.starts_with(b"//") {
            let end = memchr(b'\n', bytes).map_or(self.text.len(), |length| at + length);
            let is_doc = bytes.starts_with(b"///") && !bytes.starts_with(b"////");
            return self.mark(if is_doc { Sign::DocComment } else { Sign::Comment }, at..end);
        }
        if bytes.starts_with(b"/*") {
            return match memmem::find(&bytes[2..], b"*/") {
                Some(length) => self.mark(Sign::Comment, at..at + 2 + length + 2),
                None => self.mark(Sign::OpenComment, at..self.text.len()),
            };
        }
        None
    }

    /// Passes a string whose quote is at `at`; a mark if its line ends first.
    fn string(&mut self, at: usize, quote: &str, end_quote: &str) -> Option<Mark> {
        let bytes = self.text.as_bytes();
        let mut position = at + quote.len();
        loop {
            let Some(length) = memchr3(end_quote.as_bytes()[0], b'\\', b'\n', &bytes[position..]) else {
                return self.mark(Sign::OpenString, at..bytes.len());
            };
            position += length;
            match bytes[position] {
                b'\n' => return self.mark(Sign::OpenString, at..position),
                // An escaped line break does not carry a string over it.
                b'\\' if bytes.get(position + 1) != Some(&b'\n') => position = (position + 2).min(bytes.len()),
                _ if bytes[position..].starts_with(end_quote.as_bytes()) => {
                    self.position = position + end_quote.len();
                    return None;
                }
                _ => position += 1,
            }
        }
    }
}

impl Iterator for Scanner<'_> {
    type Item = Mark;

    fn next(&mut self) -> Option<Mark> {
        let bytes = self.text.as_bytes();
        loop {
            let skipped = bytes.get(self.position..)?.iter().position(|byte| SHAPES[*byte as usize])?;
            let at = self.position + skipped;
            let found = match bytes[at] {
                b'{' => self.mark(Sign::OpenBrace, at..at + 1),
                b'}' => self.mark(Sign::CloseBrace, at..at + 1),
                b'(' | b'[' => self.mark(Sign::OpenParen, at..at + 1),
                b')' | b']' => self.mark(Sign::CloseParen, at..at + 1),
                b';' => self.mark(Sign::Semicolon, at..at + 1),
                b'/' => self.position_after(at, 1).comment(at),
                b'"' => self.string(at, "\"", "\""),
                _ => match &bytes[at..(at + 3).min(bytes.len())] {
                    [0xEF, 0xBD, 0x9B] => self.mark(Sign::OpenBrace, at..at + 3),
                    [0xEF, 0xBD, 0x9D] => self.mark(Sign::CloseBrace, at..at + 3),
                    [0xEF, 0xBC, 0x88 | 0xBB] => self.mark(Sign::OpenParen, at..at + 3),
                    [0xEF, 0xBC, 0x89 | 0xBD] => self.mark(Sign::CloseParen, at..at + 3),
                    [0xEF, 0xBC, 0x9B] => self.mark(Sign::Semicolon, at..at + 3),
                    [0xE2, 0x80, 0x9C] => self.string(at, "“", "”"),
                    _ => self.position_after(at, 1).nothing(),
                },
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

impl Scanner<'_> {
    fn position_after(&mut self, at: usize, length: usize) -> &mut Self {
        self.position = at + length;
        self
    }

    fn nothing(&mut self) -> Option<Mark> {
        None
    }
}

/// The bytes that a sign may begin with.
static SHAPES: [bool; 256] = {
    let mut table = [false; 256];
    let starts = *b"{}()[];/\"\xEF\xE2";
    let mut i = 0;
    while i < starts.len() {
        table[starts[i] as usize] = true;
        i += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(text: &str) -> Vec<Sign> {
        Scanner::new(text, 0).map(|mark| mark.sign).collect()
    }

    #[test]
    fn full_width_signs_are_the_same_signs() {
        use Sign::{CloseBrace, CloseParen, OpenBrace, OpenParen, Semicolon};
        assert_eq!(signs("a{(b);}"), [OpenBrace, OpenParen, CloseParen, Semicolon, CloseBrace]);
        assert_eq!(signs("甲｛（乙）；｝"), [OpenBrace, OpenParen, CloseParen, Semicolon, CloseBrace]);
        assert_eq!(signs("[1,2）［甲)"), [OpenParen, CloseParen, OpenParen, CloseParen]);
        assert_eq!(signs("（1,2]([］］"), [OpenParen, CloseParen, OpenParen, OpenParen, CloseParen, CloseParen]);
    }

    #[test]
    fn what_stands_in_strings_and_comments_shapes_nothing() {
        assert_eq!(signs(r#"a "};\"{" “；\”{"” ;"#), [Sign::Semicolon]);
        assert_eq!(signs("/* ; */ // ;\n/// ;\n//// ;\n;").len(), 5);
        assert_eq!(signs("/// d\n//// n\n"), [Sign::DocComment, Sign::Comment]);
    }

    #[test]
    fn a_string_ends_with_its_line() {
        let marks: Vec<Mark> = Scanner::new("a \"b;\nc;", 0).collect();
        assert_eq!(marks[0], Mark { sign: Sign::OpenString, start: 2, end: 5 });
        assert_eq!(marks[1].sign, Sign::Semicolon);
        assert_eq!(signs("\"\\"), [Sign::OpenString]);
        assert_eq!(signs("“"), [Sign::OpenString]);
        assert_eq!(signs("/* "), [Sign::OpenComment]);
    }
}
