//! Cuts a text into pieces and blocks by its braces and semicolons, and mends the cut where some of them are missing or too
//! many: a word that cannot stand where it stands, but could one block further out or in, shows where a brace went astray.

use std::ops::Range;

use super::context::Context;
use super::layout::Layout;
use super::told;
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::source::Base;
use crate::syntax::scan::{Mark, Sign};

/// A field or a declaration.
#[derive(Debug)]
pub(super) struct Piece {
    /// Its documentation included.
    pub(super) start: usize,
    /// Its first token.
    pub(super) word: usize,
    pub(super) end: usize,
    pub(super) body: Option<Body>,
    /// The text ends within it, and that has been told.
    pub(super) is_cut_off: bool,
}

#[derive(Debug)]
pub(super) struct Body {
    /// Empty where the brace is missing.
    pub(super) brace: Range<usize>,
    /// What may stand inside; `None` for a block of no known kind.
    pub(super) inside: Option<Context>,
    pub(super) pieces: Vec<Piece>,
}

/// A block whose end is still to come.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) start: usize,
    pub(super) word: usize,
    pub(super) body: Body,
    /// The indent of its first word, if that begins a line, and the least indent of what stands inside.
    pub(super) indent: Option<usize>,
    pub(super) least_indent: Option<usize>,
}

/// What the cut found.
#[derive(Debug)]
pub(super) struct Cut {
    pub(super) layout: Layout,
    pub(super) pieces: Vec<Piece>,
    pub(super) findings: Vec<Diagnostic>,
}

pub(super) struct Cutter {
    pub(super) base: Base,
    pub(super) layout: Layout,
    /// The blocks that are open; the first is the file.
    pub(super) frames: Vec<Frame>,
    /// Where the piece at hand starts with its documentation, and where its first token stands.
    pub(super) start: Option<usize>,
    pub(super) word: Option<usize>,
    parens: usize,
    /// Opening braces passed over since the last piece was whole: they count as nesting too.
    dropped: usize,
    findings: Vec<Diagnostic>,
}

/// Where the text passes the limit of nesting.
#[derive(Debug)]
pub(super) struct TooDeep(pub(super) Range<usize>);

/// Cuts the text, unless it is nested too deep: then nothing else is told.
pub(super) fn cut(base: Base, text: &str, start: usize) -> Result<Cut, TooDeep> {
    let body = Body { brace: start..start, inside: Some(Context::TOP), pieces: Vec::new() };
    let mut layout = Layout::new(text, start);
    let marks = std::mem::take(&mut layout.marks);
    let mut cutter = Cutter {
        base,
        layout,
        frames: vec![Frame { start, word: start, body, indent: None, least_indent: None }],
        start: None,
        word: None,
        parens: 0,
        dropped: 0,
        findings: Vec::new(),
    };
    let mut position = start;
    for mark in &marks {
        cutter.pass(position..mark.start);
        cutter.mark(mark)?;
        position = mark.end;
    }
    cutter.pass(position..text.len());
    let last = marks.last().filter(|mark| matches!(mark.sign, Sign::OpenComment | Sign::OpenString));
    let is_told = last.is_some_and(|mark| cutter.layout.first(mark.end..text.len()).is_none());
    cutter.end(is_told);
    let Some(file) = cutter.frames.pop() else { unreachable!("bug: the frame of the file was closed") };
    Ok(Cut { layout: cutter.layout, pieces: file.body.pieces, findings: cutter.findings })
}

impl Cutter {
    /// The text between two marks.
    fn pass(&mut self, between: Range<usize>) {
        if self.word.is_none() {
            self.word = self.layout.first(between);
        }
    }

    fn mark(&mut self, mark: &Mark) -> Result<(), TooDeep> {
        match mark.sign {
            Sign::DocComment if self.word.is_none() => drop(self.start.get_or_insert(mark.start)),
            Sign::DocComment => self.layout.blank(mark.start..mark.end),
            Sign::Comment => {}
            Sign::OpenComment => self.tell(told::open_comment(self.base, mark.start)),
            Sign::OpenString => {
                self.tell(told::open_string(self.base, &self.layout.text, mark.start..mark.end));
                self.word.get_or_insert(mark.start);
            }
            Sign::OpenParen => {
                self.word.get_or_insert(mark.start);
                self.parens += 1;
                self.check_depth(self.parens, mark)?;
            }
            Sign::CloseParen => {
                self.word.get_or_insert(mark.start);
                self.parens = self.parens.saturating_sub(1);
            }
            Sign::Semicolon => self.semicolon(mark),
            Sign::OpenBrace => {
                self.open_brace(mark);
                self.check_depth(self.frames.len() - 1 + self.dropped, mark)?;
            }
            Sign::CloseBrace => self.close_brace(mark),
        }
        Ok(())
    }

    fn check_depth(&self, depth: usize, mark: &Mark) -> Result<(), TooDeep> {
        match depth > limits::NESTING.most {
            true => Err(TooDeep(mark.start..mark.end)),
            false => Ok(()),
        }
    }

    fn semicolon(&mut self, mark: &Mark) {
        let word = *self.word.get_or_insert(mark.start);
        if word < mark.start {
            self.mend(mark.start, false);
        }
        self.end_piece(mark.end, false);
    }

    fn open_brace(&mut self, mark: &Mark) {
        if self.opens_nothing(mark) {
            self.dropped += 1;
            return self.drop_brace(mark);
        }
        let word = *self.word.get_or_insert(mark.start);
        if word < mark.start {
            self.mend(mark.start, true);
        }
        self.open(mark.start..mark.end);
    }

    fn close_brace(&mut self, mark: &Mark) {
        if self.word.is_some() {
            self.mend(mark.start, false);
            self.open_before_close(mark);
        }
        if self.closes_nothing(mark) {
            return self.drop_brace(mark);
        }
        self.end_piece(self.layout.end_before(mark.start), false);
        self.start = None;
        self.parens = 0;
        self.mend_close(mark);
        self.close(mark.end);
    }

    /// Goes on as if the brace were not there.
    fn drop_brace(&mut self, mark: &Mark) {
        self.tell(told::stray(self.base, &self.layout.text, mark.start..mark.end));
        self.layout.blank(mark.start..mark.end);
    }

    /// The text is over. `is_told`: the last thing in it says already that it stops short.
    fn end(&mut self, is_told: bool) {
        let end = self.layout.text.len();
        if self.word.is_some() {
            self.mend(end, false);
            self.end_piece(self.layout.end_before(end), is_told || self.frames.len() > 1);
        }
        if self.frames.len() > 1 {
            if !is_told {
                self.missing_close(1, self.layout.end_before(end));
            }
            self.close_down_to(0, end);
        }
    }

    /// Keeps a finding, up to one more than are shown.
    pub(super) fn tell(&mut self, finding: Diagnostic) {
        if self.findings.len() <= limits::SYNTAX_ERRORS.most {
            self.findings.push(finding);
        }
    }

    /// The innermost open block.
    pub(super) fn frame(&mut self) -> &mut Frame {
        let Some(frame) = self.frames.last_mut() else { unreachable!("bug: the frame of the file was closed") };
        frame
    }

    /// What may stand in the innermost open block.
    pub(super) fn inside(&self) -> Option<Context> {
        self.frames.last().and_then(|frame| frame.body.inside)
    }

    /// The piece at hand ends as a field.
    pub(super) fn end_piece(&mut self, end: usize, is_cut_off: bool) {
        let Some((start, word)) = self.take_piece() else { return };
        self.push(Piece { start, word, end, body: None, is_cut_off });
    }

    /// The piece at hand opens a block.
    pub(super) fn open(&mut self, brace: Range<usize>) {
        let Some((start, word)) = self.take_piece() else { return };
        let inside = self.inside().and_then(|context| {
            let spelled = self.layout.word(word);
            context.block(spelled).or_else(|| context.block(context.nearest(spelled)?))
        });
        let indent = self.layout.indent(word);
        let body = Body { brace, inside, pieces: Vec::new() };
        self.frames.push(Frame { start, word, body, indent, least_indent: None });
    }

    fn take_piece(&mut self) -> Option<(usize, usize)> {
        self.parens = 0;
        let word = self.word.take()?;
        Some((self.start.take().unwrap_or(word), word))
    }

    /// Closes the innermost block.
    pub(super) fn close(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else { return };
        self.push(Piece { start: frame.start, word: frame.word, end, body: Some(frame.body), is_cut_off: false });
    }

    /// Closes every block inside the given frame, without braces.
    pub(super) fn close_down_to(&mut self, frame: usize, end: usize) {
        while self.frames.len() > frame + 1 {
            self.close(end);
        }
    }

    fn push(&mut self, piece: Piece) {
        self.dropped = 0;
        let indent = self.layout.indent(piece.word);
        let frame = self.frame();
        frame.least_indent = [frame.least_indent, indent].into_iter().flatten().min();
        frame.body.pieces.push(piece);
    }
}
