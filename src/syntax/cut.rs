//! The fast path: cuts a sound text at its declarations, and at the rows of a large catalogue, and parses the chunks.
//!
//! Chunks are whole siblings, so each parses alone and its pairs are dropped as soon as they are read: memory follows
//! the ast and not the text. At the first trouble the whole text is left to `recover/`, which alone explains.

use std::borrow::Cow;
use std::ops::Range;

use pest::Parser;
use pest::iterators::Pair;

use super::from_pairs::Reader;
use super::scan::{Mark, Scanner, Sign};
use super::{Grammar, Rule};
use crate::ast::{Catalogue, Declaration};
use crate::limits;

/// Long enough that setting up a parse does not count, short enough for its pairs to stay in the cache.
const CHUNK: usize = 64 * 1024;

/// Why the fast path gives up.
pub(super) enum Trouble {
    /// The text does not parse; `recover/` says why.
    Shape,
    /// The declaration that starts here passes the limit for one that must be read at once.
    TooLarge(usize),
}

pub(super) struct Cutter<'t, 'r> {
    text: &'t str,
    reader: &'r mut Reader,
    declarations: Vec<Declaration>,
    /// Comments of the chunk: the grammar does not know them.
    comments: Vec<Range<usize>>,
    chunk: usize,
    /// Where the declaration at hand starts.
    declaration: usize,
    /// It was looked at and is no catalogue: it must be read at once.
    is_whole: bool,
    /// Up to where nothing but space, comments and documentation stands since an item began or ended.
    blank_to: usize,
    braces: usize,
    /// Parentheses and brackets that are open: the grammar goes one level deeper with each, and no deeper than this counts.
    parens: usize,
    /// The catalogue whose rows are being read chunk by chunk.
    open: Option<Box<Catalogue>>,
}

/// Parses the text from `start` on.
pub(super) fn cut(text: &str, start: usize, reader: &mut Reader) -> Result<Vec<Declaration>, Trouble> {
    let mut cutter = Cutter {
        text,
        reader,
        declarations: Vec::new(),
        comments: Vec::new(),
        chunk: start,
        declaration: start,
        is_whole: false,
        blank_to: start,
        braces: 0,
        parens: 0,
        open: None,
    };
    for mark in Scanner::new(text, start) {
        cutter.mark(mark)?;
    }
    if cutter.braces > 0 {
        return Err(Trouble::Shape);
    }
    cutter.flush(text.len())?;
    Ok(cutter.declarations)
}

impl Cutter<'_, '_> {
    fn mark(&mut self, mark: Mark) -> Result<(), Trouble> {
        match mark.sign {
            Sign::OpenBrace => {
                self.braces += 1;
                self.parens = 0;
                if self.braces > limits::NESTING.most {
                    return Err(Trouble::Shape);
                }
            }
            Sign::CloseBrace => {
                self.braces = self.braces.checked_sub(1).ok_or(Trouble::Shape)?;
                self.parens = 0;
                if self.braces == 0 && self.open.is_some() {
                    self.close_catalogue(mark)?;
                }
                self.end_item(mark.end)?;
            }
            Sign::Semicolon => {
                self.parens = 0;
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

    /// An item ends at `end`; flushes the chunk when it is long enough and can be cut here.
    fn end_item(&mut self, end: usize) -> Result<(), Trouble> {
        if self.braces == 0 {
            self.declaration = end;
            self.is_whole = false;
        }
        if end - self.chunk < CHUNK {
            return Ok(());
        }
        let can_cut = match self.braces {
            0 => true,
            1 => self.open.is_some() || !self.is_whole && self.open_catalogue()?,
            _ => false,
        };
        match can_cut {
            true => self.flush(end),
            false if end - self.chunk > CHUNK + limits::PIECE_SIZE.most => Err(Trouble::TooLarge(self.declaration)),
            false => Ok(()),
        }
    }

    /// If the declaration at hand is a catalogue, reads its head, so that its rows can be read apart.
    fn open_catalogue(&mut self) -> Result<bool, Trouble> {
        let start = self.declaration;
        let Some(brace) = self.body_of_catalogue(start) else {
            self.is_whole = true;
            return Ok(false);
        };
        self.flush(start)?;
        let head = blanked(self.text, start..brace, &self.comments).into_owned() + "}";
        self.reader.rebase(start);
        let pair = parse(Rule::declarations, &head)?;
        self.reader.declarations(pair, &mut self.declarations);
        let Some(Declaration::Catalogue(catalogue)) = self.declarations.pop() else {
            unreachable!("bug: the head of a catalogue reads as something else")
        };
        self.open = Some(catalogue);
        self.chunk = brace;
        Ok(true)
    }

    /// Where the body of the declaration at `start` begins, if that is a catalogue.
    fn body_of_catalogue(&self, start: usize) -> Option<usize> {
        let brace = Scanner::new(self.text, start).find(|mark| mark.sign == Sign::OpenBrace)?.end;
        let head = blanked(self.text, start..brace, &self.comments);
        let words = head.lines().map(str::trim).filter(|line| !line.starts_with("///"));
        let first = words.flat_map(str::split_whitespace).next()?;
        super::keywords::is_spelling_of(first, "catalogue").then_some(brace)
    }

    fn close_catalogue(&mut self, brace: Mark) -> Result<(), Trouble> {
        self.flush(brace.start)?;
        self.chunk = brace.end;
        let catalogue = self.open.take().ok_or(Trouble::Shape)?;
        self.reader.end_catalogue();
        self.declarations.push(Declaration::Catalogue(catalogue));
        Ok(())
    }

    /// Parses the chunk up to `end` and starts the next one there.
    fn flush(&mut self, end: usize) -> Result<(), Trouble> {
        let chunk = blanked(self.text, self.chunk..end, &self.comments);
        self.reader.rebase(self.chunk);
        match &mut self.open {
            Some(catalogue) => {
                let pair = parse(Rule::catalogue_items, &chunk)?;
                self.reader.catalogue_chunk(pair.into_inner(), catalogue);
            }
            None => {
                let pair = parse(Rule::declarations, &chunk)?;
                self.reader.declarations(pair, &mut self.declarations);
            }
        }
        self.chunk = end;
        self.comments.retain(|comment| comment.end > end);
        Ok(())
    }
}

/// Parses the declarations that `recover/` found unharmed, each alone.
pub(super) fn cut_intact(text: &str, intact: &[Range<usize>], reader: &mut Reader) -> Vec<Declaration> {
    let alone = intact.iter().map(|range| &text[..range.end]);
    let starts = intact.iter().map(|range| range.start);
    alone.zip(starts).flat_map(|(text, start)| cut(text, start, reader).unwrap_or_default()).collect()
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
