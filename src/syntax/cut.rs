//! The fast path: cuts a sound text at its declarations, and at the rows of a large catalogue, and parses the pieces, on
//! however many threads.
//!
//! Pieces are whole siblings, so each parses alone and its pairs are dropped as soon as they are read: memory follows
//! the ast and not the text. At the first trouble the whole text is left to `recover/`, which alone explains.
//! Pieces that hold nothing but rows can be left for later (`later.rs`).

pub(super) mod later;

use std::borrow::Cow;
use std::ops::Range;

use pest::Parser;
use pest::iterators::Pair;
use rayon::prelude::*;

use self::later::Later;
use super::from_pairs::Reader;
use super::plain;
use super::scan::{Mark, Scanner, Sign};
use super::{Grammar, Rule};
use crate::ast::{Catalogue, Declaration, Matter, Name};
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
    };
    for mark in Scanner::new(text, start) {
        cutter.mark(mark)?;
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
        let can_cut = match self.braces {
            0 => true,
            1 => self.is_inside || !self.is_whole && self.open_catalogue(),
            _ => false,
        };
        match can_cut {
            true => self.flush(end),
            false if end - self.piece > CHUNK + limits::PIECE_SIZE.most => {
                return Err(Trouble::TooLarge(self.declaration));
            }
            false => {}
        }
        Ok(())
    }

    /// If the declaration at hand is a catalogue, cuts its head off, so that its rows can be read apart.
    fn open_catalogue(&mut self) -> bool {
        let start = self.declaration;
        let Some(brace) = self.body_of_catalogue(start) else {
            self.is_whole = true;
            return false;
        };
        self.flush(start);
        self.add(Sort::Head, brace);
        self.is_inside = true;
        true
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

/// What some pieces say that were read apart from those before them.
enum Read {
    Declarations(Vec<Declaration>),
    /// Of the catalogue that came last.
    Rows(Vec<Matter>),
    /// There is more than rows: whether it is given twice only those know that came before.
    Fields,
    /// Nothing: it is left for later.
    Left(Piece),
}

/// The rules that pieces are parsed by.
#[derive(Clone, Copy)]
struct Rules {
    declarations: Rule,
    items: Rule,
}

const CUT: Rules = Rules { declarations: Rule::cut_declarations, items: Rule::cut_items };
const WHOLE: Rules = Rules { declarations: Rule::declarations, items: Rule::catalogue_items };

impl Rules {
    fn read(
        self,
        text: &str,
        groups: &[&[Piece]],
        reader: &mut Reader,
        left: Option<&mut Vec<Later>>,
    ) -> Result<Vec<Declaration>, Trouble> {
        if groups.len() > 1
            && let Some(declarations) = self.read_apart(text, groups, reader, left)?
        {
            return Ok(declarations);
        }
        self.read_in_turn(text, groups.iter().copied().flatten(), reader)
    }

    /// Reads pieces one after another, as if they were one text.
    fn read_in_turn<'p>(
        self,
        text: &str,
        pieces: impl IntoIterator<Item = &'p Piece>,
        reader: &mut Reader,
    ) -> Result<Vec<Declaration>, Trouble> {
        let mut declarations = Vec::new();
        for piece in pieces {
            self.read_piece(text, piece, reader, &mut declarations)?;
        }
        reader.end_catalogue();
        Ok(declarations)
    }

    /// The same on many threads; none if they cannot be read apart.
    fn read_apart(
        self,
        text: &str,
        groups: &[&[Piece]],
        reader: &mut Reader,
        mut left: Option<&mut Vec<Later>>,
    ) -> Result<Option<Vec<Declaration>>, Trouble> {
        let leaves_rows = left.is_some();
        let read = |group: &&[Piece]| {
            let mut reader = reader.another();
            if leaves_rows && is_items(group) {
                return Ok((Read::Left(group[0].clone()), reader));
            }
            self.read_group(text, group, &mut reader).map(|read| (read, reader))
        };
        let read: Vec<Result<(Read, Reader), Trouble>> = groups.par_iter().map(read).collect();
        let mut declarations = Vec::new();
        let mut whole = reader.another();
        for group in read {
            let (read, apart) = group?;
            match read {
                Read::Declarations(more) => declarations.extend(more),
                Read::Rows(rows) => last_catalogue(&mut declarations).matters.extend(rows),
                Read::Fields => return Ok(None),
                Read::Left(piece) => {
                    let later = Later::new(reader.text(), declarations.len() - 1, piece);
                    whole.count += later.names().len();
                    left.as_mut().expect("bug: rows are left that nobody takes").push(later);
                }
            }
            whole.take_in(apart);
        }
        reader.take_in(whole);
        Ok(Some(declarations))
    }

    fn read_group(self, text: &str, group: &[Piece], reader: &mut Reader) -> Result<Read, Trouble> {
        if is_items(group) {
            return Ok(self.read_rows(text, &group[0], reader)?.map_or(Read::Fields, Read::Rows));
        }
        self.read_in_turn(text, group, reader).map(Read::Declarations)
    }

    /// The rows of a piece of items, if it has nothing else.
    fn read_rows(self, text: &str, piece: &Piece, reader: &mut Reader) -> Result<Option<Vec<Matter>>, Trouble> {
        let chunk = blanked(text, piece.range.clone(), &piece.comments);
        reader.rebase(piece.range.start);
        Ok(reader.only_rows(parse(self.items, &chunk)?.into_inner()))
    }

    fn read_piece(
        self,
        text: &str,
        piece: &Piece,
        reader: &mut Reader,
        into: &mut Vec<Declaration>,
    ) -> Result<(), Trouble> {
        let chunk = blanked(text, piece.range.clone(), &piece.comments);
        reader.rebase(piece.range.start);
        if piece.sort == Sort::Items {
            let pair = parse(self.items, &chunk)?;
            reader.catalogue_chunk(pair.into_inner(), last_catalogue(into));
            return Ok(());
        }
        reader.end_catalogue();
        let chunk = if piece.sort == Sort::Head { Cow::Owned(chunk.into_owned() + "}") } else { chunk };
        let pair = parse(self.declarations, &chunk)?;
        reader.declarations(pair, into);
        Ok(())
    }
}

/// The catalogue whose rows are read.
fn last_catalogue(declarations: &mut [Declaration]) -> &mut Catalogue {
    let Some(Declaration::Catalogue(catalogue)) = declarations.last_mut() else {
        unreachable!("bug: the head of a catalogue reads as something else")
    };
    catalogue
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
