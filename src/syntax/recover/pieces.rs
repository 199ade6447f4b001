//! Parses the pieces of a cut each alone, from the outermost inwards until one is found that does not parse, and tells why.

use std::ops::Range;

use super::context::{Context, Item, token_end};
use super::layout::Layout;
use super::told;
use super::tree::{Body, Cut, Piece};
use crate::diagnostic::{Arg, Diagnostic};
use crate::limits;
use crate::source::Base;
use crate::syntax::cut::parse;
use crate::syntax::expected::{self, Failure, is_word, parses};
use crate::syntax::from_pairs;

/// A longer block is parsed piece by piece, so that its pairs never take many times its own memory.
const LONG: usize = 64 * 1024;

pub(super) struct Reader<'c> {
    base: Base,
    layout: &'c Layout,
    /// Where the cut has told something, in order.
    told: Vec<usize>,
    /// Where the last field ended too early for its own value, if it did.
    broken_off: Option<usize>,
    /// How often something was wrong that has been told already.
    hushed: usize,
    /// Looks into the items that do parse, in blocks that do not.
    pub(super) items: from_pairs::Reader,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) intact: Vec<Range<usize>>,
}

/// A block by its inside and the keyword that opens it, as the author spells it; none for the file.
#[derive(Clone)]
struct Block {
    inside: Context,
    keyword: Option<Arg>,
    /// What `items` gave when it was opened.
    opened: usize,
}

impl<'c> Reader<'c> {
    pub(super) fn new(base: Base, cut: &'c Cut) -> Self {
        let mut told: Vec<usize> =
            cut.findings.iter().map(|finding| base.range(finding.labels[0].span).start).collect();
        told.sort_unstable();
        Reader {
            base,
            layout: &cut.layout,
            told,
            broken_off: None,
            hushed: 0,
            items: from_pairs::Reader::new(base),
            findings: Vec::new(),
            intact: Vec::new(),
        }
    }

    pub(super) fn declarations(&mut self, pieces: &[Piece]) {
        let file = Block { inside: Context::TOP, keyword: None, opened: 0 };
        for piece in pieces {
            if self.piece(&file, piece) {
                self.intact.push(piece.start..piece.end);
            }
        }
    }

    fn is_full(&self) -> bool {
        self.findings.len() > limits::SYNTAX_ERRORS.most
    }

    fn slice(&self, range: &Range<usize>) -> &'c str {
        &self.layout.text[range.clone()]
    }

    /// Whether the cut has told something within the range, its end included.
    fn is_told(&self, range: &Range<usize>) -> bool {
        self.told.get(self.told.partition_point(|at| *at < range.start)).is_some_and(|at| *at <= range.end)
    }

    /// Whether the piece is as it should be; tells what is not.
    fn piece(&mut self, block: &Block, piece: &Piece) -> bool {
        if piece.is_cut_off || self.is_full() {
            return false;
        }
        let before = (self.findings.len(), self.hushed);
        let range = piece.start..piece.end;
        let is_unmarked = !self.layout.is_wounded(&range) && !self.is_told(&range);
        let is_long = range.len() > LONG && piece.body.is_some();
        if is_unmarked && !is_long && parses(block.inside.entry(), self.slice(&range)) {
            self.look_into(block, &range);
            return true;
        }
        match &piece.body {
            Some(body) => self.block(block, piece, body),
            None => self.fields(block, piece.word..piece.end),
        }
        let is_quiet = is_unmarked && (self.findings.len(), self.hushed) == before;
        if is_quiet && !is_long {
            // Its parts parse and the whole does not.
            if let Some(failure) = expected::failure(block.inside.entry(), self.slice(&range)) {
                self.failed(block, &range, failure);
            }
        }
        is_quiet && is_long
    }

    fn block(&mut self, outer: &Block, piece: &Piece, body: &Body) {
        let word = self.layout.word(piece.word);
        let head = piece.word..body.brace.end;
        let known = outer.inside.block(word);
        if known.is_none() && outer.inside.has(word) {
            // A field with braces.
            self.fields(outer, piece.word..body.brace.start);
            return;
        }
        if !self.layout.is_wounded(&head) {
            match known {
                Some(_) => self.head(outer, head, body),
                None => self.unknown(outer, piece.word),
            }
        }
        let Some(inside) = body.inside else { return };
        let opened = self.items.open_block();
        let inner = Block { inside, keyword: Some(told::keyword_arg(word)), opened };
        for piece in &body.pieces {
            self.piece(&inner, piece);
        }
        self.items.close_block(opened);
    }

    /// Says of an item that parses, in a block that does not, what reading it would say. Whole declarations are read.
    fn look_into(&mut self, block: &Block, range: &Range<usize>) {
        if block.keyword.is_some()
            && let Ok(pair) = parse(block.inside.entry(), self.slice(range))
        {
            self.items.check_items(pair, range.start, block.opened);
        }
    }

    /// A block up to its opening brace.
    fn head(&mut self, outer: &Block, head: Range<usize>, body: &Body) {
        let rest = if body.brace.is_empty() { "{}" } else { "}" };
        let text = [self.slice(&head), rest].concat();
        if let Some(failure) = expected::failure(outer.inside.entry(), &text) {
            self.failed(outer, &head, failure);
        }
    }

    /// What should be one field. Where it holds more, the `;` between them is missing.
    fn fields(&mut self, block: &Block, mut range: Range<usize>) {
        while !range.is_empty() && !self.is_full() {
            let one = range.start..self.next_field(block, &range).unwrap_or(range.end);
            let go_on = if self.layout.is_wounded(&one) { one.end } else { self.field(block, one) };
            range.start = self.layout.first(go_on..range.end).unwrap_or(range.end);
        }
    }

    /// Where a later line of the range begins with a field of its own, although the range as it stands is none.
    fn next_field(&self, block: &Block, range: &Range<usize>) -> Option<usize> {
        let mut words = self.layout.words(range.clone()).skip(1);
        let found = words.find(|at| block.inside.has(self.layout.word(*at)) && self.layout.begins_line(*at))?;
        (!parses(block.inside.entry(), self.slice(range))).then_some(found)
    }

    /// Tells what is wrong with one field, and where to go on behind it.
    fn field(&mut self, block: &Block, range: Range<usize>) -> usize {
        let inside = block.inside;
        let word = self.layout.word(range.start);
        let may_begin = inside.has(word) || (inside.takes_bare() && word.starts_with(|c| is_word(c) || is_quote(c)));
        if !may_begin {
            self.unknown(block, range.start);
            return range.end;
        }
        let text = self.slice(&range);
        let Some(failure) = expected::failure(inside.entry(), text) else {
            self.look_into(block, &range);
            return range.end;
        };
        let at = range.start + failure.at;
        let is_at_end = self.layout.first(at..range.end).is_none();
        if failure.takes_semicolon && (is_at_end || self.is_field(block, at..range.end)) {
            let end = self.layout.end_before(at);
            let items: Vec<&Item> = inside.items(word).collect();
            self.findings.push(told::missing_semicolon(self.base, &self.layout.text, end, &items));
            return if is_at_end { range.end } else { at };
        }
        let ends_there =
            self.layout.first(at..range.end).is_some_and(|next| matches!(&text[next - range.start..], ";" | "；"));
        self.broken_off = (is_at_end || ends_there).then_some(range.end);
        self.failed(block, &range, failure);
        range.end
    }

    /// Whether a field of its own begins where another one was expected to end.
    fn is_field(&self, block: &Block, range: Range<usize>) -> bool {
        block.inside.has(self.layout.word(range.start))
            && (self.layout.begins_line(range.start) || parses(block.inside.entry(), self.slice(&range)))
    }

    /// Tells where the range stops parsing.
    fn failed(&mut self, block: &Block, range: &Range<usize>, failure: Failure) {
        let text = &self.layout.text;
        let at = (range.start + failure.at).min(range.end);
        let before = self.layout.end_before(at);
        let next = self.layout.first(at..text.len()).unwrap_or(text.len());
        // What is missing at a line's end is missing there, not on the next line.
        let is_behind = at > range.start && text[before..next].contains('\n');
        let place = if is_behind { before..before } else { next..token_end(text, next) };
        let items: Vec<&Item> = block.inside.items(self.layout.word(range.start)).collect();
        self.findings.push(told::unexpected(self.base, text, place, failure, &items));
    }

    fn unknown(&mut self, block: &Block, at: usize) {
        let text = &self.layout.text;
        if self.broken_off.is_some_and(|end| text.get(end..at).is_some_and(|between| !between.contains('\n')))
            && block.inside.nearest(self.layout.word(at)).is_none()
        {
            // The rest of a field that was told already.
            self.broken_off = Some(at);
            self.hushed += 1;
            return;
        }
        let finding = match text[at..].starts_with(is_word) {
            true => told::unknown(self.base, text, at, block.inside, block.keyword.clone()),
            false => told::no_item(self.base, text, at, block.inside),
        };
        self.findings.push(finding);
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“')
}
