//! The fast path: cuts a sound text at its declarations, and at the rows of a large catalogue, and parses the pieces, on
//! however many threads.
//!
//! Pieces are whole siblings, so each parses alone and its pairs are dropped as soon as they are read: memory follows
//! the ast and not the text. At the first trouble the whole text is left to `recover/`, which alone explains.
//! Pieces that hold nothing but rows can be left for later (`later.rs`).

pub(super) mod later;
mod read;

use std::borrow::Cow;
use std::ops::Range;

use pest::Parser;
use pest::iterators::Pair;

use self::later::Later;
use self::read::{CUT, WHOLE};
use super::from_pairs::Reader;
use super::plain;
use super::scan::{Mark, Scanner, Sign};
use super::{Grammar, Rule};
use crate::ast::{Declaration, Name};
use crate::limits;
use crate::source::Base;

/// Long enough that setting up a parse does not count, short enough for its pairs to stay in the cache.
const CHUNK: usize = 64 * 1024;

/// Why the fast path gives up.
pub(super) enum Trouble {
    /// The text does not parse; `recover/` says why.
    Shape,
    /// The declaration that starts here passes the limit for one that must be read at once.
    TooLarge(usize),
}

/// A stretch of the text that parses alone.
#[derive(Clone, Debug)]
struct Piece {
    sort: Sort,
    range: Range<usize>,
    /// The comments in it: the grammar does not know them.
    comments: Vec<Range<usize>>,
    /// What its rows are called, if it holds nothing else and that is plain.
    names: Option<Vec<Name>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sort {
    Declarations,
    /// A catalogue up to its brace.
    Head,
    /// Fields and rows of the catalogue whose head came last.
    Items,
}

struct Cutter<'t> {
    base: Base,
    text: &'t str,
    pieces: Vec<Piece>,
    /// Comments of the piece at hand.
    comments: Vec<Range<usize>>,
    /// Where the piece at hand starts.
    piece: usize,
    /// Where the declaration at hand starts.
    declaration: usize,
    /// It was looked at and is no catalogue: it must be read at once.
    is_whole: bool,
    /// Up to where nothing but space, comments and documentation stands since an item began or ended.
    blank_to: usize,
    braces: usize,
    /// Parentheses and brackets that are open: the grammar goes one level deeper with each, and no deeper than this counts.
    parens: usize,
    /// Whether the rows of a catalogue are being cut.
    is_inside: bool,
    /// What the rows of the piece at hand are called, so far as it holds nothing else.
    names: Option<Vec<Name>>,
    /// Where to look again: rows begin there that were not looked at as such.
    back: Option<usize>,
}

/// The declarations of a text from `start` on. What else there is to say of them goes to the reader. Where `later` is given,
/// pieces that hold nothing but rows are left there, if it is plain of each what its rows are called.
pub(super) fn cut(
    text: &str,
    start: usize,
    reader: &mut Reader,
    later: Option<&mut Vec<Later>>,
) -> Result<Vec<Declaration>, Trouble> {
    let mut cutter = Cutter {
        base: reader.text(),
        text,
        pieces: Vec::new(),
        comments: Vec::new(),
        piece: start,
        declaration: start,
        is_whole: false,
        blank_to: start,
        braces: 0,
        parens: 0,
        is_inside: false,
        names: None,
        back: None,
    };
    let mut scanner = Scanner::new(text, start);
    while let Some(mark) = scanner.next() {
        cutter.mark(mark)?;
        cutter.go_back().into_iter().for_each(|position| scanner.resume_at(position));
    }
    if cutter.braces > 0 {
        return Err(Trouble::Shape);
    }
    cutter.flush(text.len());
    let pieces = cutter.pieces;
    // The first items of a catalogue, where its fields stand, are read with its head.
    let groups: Vec<&[Piece]> = pieces.chunk_by(|one, _| one.sort == Sort::Head).collect();
    let leaves_rows = later.is_some() && groups.iter().all(|group| !is_items(group) || group[0].names.is_some());
    // Rows are cut into fields, unless one of them does not part like that.
    for rules in [CUT, WHOLE] {
        let mut apart = reader.another();
        let mut left = Vec::new();
        let read = rules.read(text, &groups, &mut apart, leaves_rows.then_some(&mut left));
        if let Ok(declarations) = read
            && !apart.is_lost
        {
            reader.take_in(apart);
            later.into_iter().for_each(|later| later.append(&mut left));
            return Ok(declarations);
        }
    }
    Err(Trouble::Shape)
}

/// Whether it is items of a catalogue without its head.
fn is_items(group: &[Piece]) -> bool {
    group[0].sort == Sort::Items
}

impl Cutter<'_> {
    fn mark(&mut self, mark: Mark) -> Result<(), Trouble> {
        match mark.sign {
            Sign::OpenBrace => {
                if self.is_inside && self.braces == 1 {
                    self.name_row(mark.end);
                }
                self.braces += 1;
                self.parens = 0;
                if self.braces > limits::NESTING.most {
                    return Err(Trouble::Shape);
                }
            }
            Sign::CloseBrace => {
                self.braces = self.braces.checked_sub(1).ok_or(Trouble::Shape)?;
                self.parens = 0;
                if self.braces == 0 && self.is_inside {
                    self.close_catalogue(mark);
                }
                self.end_item(mark.end)?;
            }
            Sign::Semicolon => {
                self.parens = 0;
                if self.braces == 1 {
                    self.names = None;
                }
                self.end_item(mark.end)?;
            }
            Sign::OpenParen => {
                self.parens += 1;
                if self.parens > limits::NESTING.most {
                    return Err(Trouble::Shape);
                }
                return Ok(());
            }
            Sign::CloseParen => {
                self.parens = self.parens.saturating_sub(1);
                return Ok(());
            }
            Sign::Comment | Sign::DocComment => {
                self.comment(mark);
                return Ok(());
            }
            Sign::OpenComment | Sign::OpenString => return Err(Trouble::Shape),
        }
        self.blank_to = mark.end;
        Ok(())
    }

    /// A `///` documents what follows only where an item may start; elsewhere it is a comment.
    fn comment(&mut self, mark: Mark) {
        let between = self.text[self.blank_to..mark.start].trim_start().len();
        self.blank_to = mark.start - between;
        let is_first = between == 0;
        if is_first {
            self.blank_to = mark.end;
        }
        if !is_first || mark.sign == Sign::Comment {
            self.comments.push(mark.start..mark.end);
        }
    }

    /// Notes what the row is called whose brace ends at `end`.
    fn name_row(&mut self, end: usize) {
        let start = self.blank_to;
        let Some(names) = &mut self.names else { return };
        match plain::row_name(&self.text[start..end], self.base.plus(start)) {
            Some(name) => names.push(name),
            None => self.names = None,
        }
    }

    /// An item ends at `end`; flushes the piece when it is long enough and can be cut here.
    fn end_item(&mut self, end: usize) -> Result<(), Trouble> {
        if self.braces == 0 {
            self.declaration = end;
            self.is_whole = false;
        }
        if end - self.piece < CHUNK {
            return Ok(());
        }
        if self.braces == 1 && !self.is_inside && !self.is_whole && self.open_catalogue(end) {
            return Ok(());
        }
        match self.braces == 0 || self.braces == 1 && self.is_inside {
            true => self.flush(end),
            false if end - self.piece > CHUNK + limits::PIECE_SIZE.most => {
                return Err(Trouble::TooLarge(self.declaration));
            }
            false => {}
        }
        Ok(())
    }

    /// If the declaration at hand is a catalogue, cuts its head and its first fields off, so that its rows can be read apart.
    fn open_catalogue(&mut self, end: usize) -> bool {
        let start = self.declaration;
        let Some(brace) = self.body_of_catalogue(start) else {
            self.is_whole = true;
            return false;
        };
        self.flush(start);
        self.add(Sort::Head, brace);
        self.is_inside = true;
        let fields_end = self.end_of_fields(brace, end);
        self.flush(fields_end);
        self.back = Some(fields_end);
        true
    }

    /// Where the last field of a catalogue ends whose body begins at `start`, as far as `end`.
    fn end_of_fields(&self, start: usize, end: usize) -> usize {
        let (mut depth, mut fields_end) = (0_usize, start);
        for mark in Scanner::new(self.text, start).take_while(|mark| mark.end <= end) {
            match mark.sign {
                Sign::OpenBrace => depth += 1,
                Sign::CloseBrace => depth = depth.saturating_sub(1),
                Sign::Semicolon if depth == 0 => fields_end = mark.end,
                Sign::Semicolon
                | Sign::OpenParen
                | Sign::CloseParen
                | Sign::Comment
                | Sign::DocComment
                | Sign::OpenComment
                | Sign::OpenString => {}
            }
        }
        fields_end
    }

    fn go_back(&mut self) -> Option<usize> {
        self.blank_to = self.back?;
        self.comments.clear();
        self.back.take()
    }

    /// Where the body of the declaration at `start` begins, if that is a catalogue.
    fn body_of_catalogue(&self, start: usize) -> Option<usize> {
        let brace = Scanner::new(self.text, start).find(|mark| mark.sign == Sign::OpenBrace)?.end;
        let head = blanked(self.text, start..brace, &self.comments);
        let words = head.lines().map(str::trim).filter(|line| !line.starts_with("///"));
        let first = words.flat_map(str::split_whitespace).next()?;
        super::keywords::is_spelling_of(first, "catalogue").then_some(brace)
    }

    fn close_catalogue(&mut self, brace: Mark) {
        self.flush(brace.start);
        self.piece = brace.end;
        self.is_inside = false;
    }

    /// Ends the piece at `end` and starts the next one there.
    fn flush(&mut self, end: usize) {
        self.add(if self.is_inside { Sort::Items } else { Sort::Declarations }, end);
    }

    fn add(&mut self, sort: Sort, end: usize) {
        let behind = self.comments.partition_point(|comment| comment.end <= end);
        let comments = self.comments.drain(..behind).collect();
        let names = self.names.replace(Vec::new()).filter(|_| sort == Sort::Items);
        self.pieces.push(Piece { sort, range: self.piece..end, comments, names });
        self.piece = end;
    }
}

/// Parses the declarations that `recover/` found unharmed, each alone.
pub(super) fn cut_intact(text: &str, intact: &[Range<usize>], reader: &mut Reader) -> Vec<Declaration> {
    let alone = intact.iter().map(|range| &text[..range.end]);
    let starts = intact.iter().map(|range| range.start);
    alone.zip(starts).flat_map(|(text, start)| cut(text, start, reader, None).unwrap_or_default()).collect()
}

/// The pair of an entry rule.
pub(super) fn parse(rule: Rule, text: &str) -> Result<Pair<'_, Rule>, Trouble> {
    Grammar::parse(rule, text).ok().and_then(|mut pairs| pairs.next()).ok_or(Trouble::Shape)
}

/// A stretch of the text with spaces for its comments, byte for byte, so that offsets stand.
pub(super) fn blanked<'t>(text: &'t str, range: Range<usize>, comments: &[Range<usize>]) -> Cow<'t, str> {
    let mut inside =
        comments.iter().filter(|comment| comment.start >= range.start && comment.end <= range.end).peekable();
    if inside.peek().is_none() {
        return Cow::Borrowed(&text[range]);
    }
    let mut out = String::with_capacity(range.len());
    let mut position = range.start;
    for comment in inside {
        out.push_str(&text[position..comment.start]);
        out.extend(text[comment.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        position = comment.end;
    }
    out.push_str(&text[position..range.end]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests;
