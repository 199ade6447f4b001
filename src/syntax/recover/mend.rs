//! Where braces or semicolons are missing or too many, and the words that show it.

use super::context::Context;
use super::told;
use super::tree::Cutter;
use crate::source::Span;
use crate::syntax::expected::parses;
use crate::syntax::scan::Mark;

/// What a word in the middle of a piece shows.
enum Split {
    /// The piece before it is a block without its opening brace.
    Opens(usize),
    /// The piece before it is a field without its semicolon.
    Ends(usize),
}

impl Cutter {
    /// Puts the piece at hand, which ends at `end`, where it belongs; `opens` if it ends with an opening brace.
    pub(super) fn mend(&mut self, end: usize, opens: bool) {
        while let Some(word) = self.word {
            self.fit(word, opens);
            match self.split(word, end, opens) {
                None => return,
                Some(Split::Opens(at)) => {
                    let head = self.layout.end_before(at);
                    self.open_at(head, word);
                    self.word = Some(at);
                }
                Some(Split::Ends(at)) => {
                    self.end_piece(self.layout.end_before(at), false);
                    self.word = Some(at);
                }
            }
        }
    }

    /// Closes blocks that lack their closing brace before this word, or opens the last one again if it was closed too early.
    fn fit(&mut self, word: usize, opens: bool) {
        let depth = self.frames.len() - 1;
        let spelled = self.layout.word(word);
        if self.inside().is_some_and(|inside| inside.has(spelled)) {
            if depth > 0 && Context::TOP.has(spelled) && self.is_declaration(word, opens) {
                self.close_before(word, 0);
            }
            return;
        }
        let home =
            self.frames[..depth].iter().rposition(|frame| frame.body.inside.is_some_and(|inside| inside.has(spelled)));
        match home {
            Some(home) if self.is_further_out(word, opens) => self.close_before(word, home),
            Some(_) => {}
            None => {}
        }
    }

    /// Whether a word that may begin a field here or a declaration at the top is the latter.
    fn is_declaration(&self, word: usize, opens: bool) -> bool {
        let Some(frame) = self.frames.last() else { return false };
        let spelled = self.layout.word(word);
        if opens {
            // Fields have no braces.
            let is_block = |inside: Context| inside.block(spelled).is_some();
            return is_block(Context::TOP) && !frame.body.inside.is_some_and(is_block);
        }
        self.layout.indent(word) == Some(0)
            && frame.indent == Some(0)
            && match frame.least_indent {
                Some(least) => least > 0,
                None => self.layout.surplus(word) < 1,
            }
    }

    /// Whether a word that belongs further out shows that closing braces are missing before it, and is not just misplaced.
    fn is_further_out(&self, word: usize, opens: bool) -> bool {
        let Some(frame) = self.frames.last() else { return false };
        let lacks_braces = self.layout.surplus(word) < self.depth();
        match (self.layout.indent(word), frame.indent) {
            (Some(own), Some(outer)) if own > outer => opens && lacks_braces,
            (Some(_), Some(outer)) if frame.least_indent.is_none_or(|least| least > outer) => true,
            _ => (opens && frame.body.inside.is_some()) || lacks_braces,
        }
    }

    /// Whether an opening brace is one too many: what follows belongs to no block, and there is no brace to close one.
    pub(super) fn opens_nothing(&self, mark: &Mark) -> bool {
        let Some(here) = self.inside() else { return false };
        let Some(next) = self.layout.first(mark.end..self.layout.text.len()) else { return false };
        if self.layout.surplus(mark.end) > self.depth() {
            return false;
        }
        let token = self.layout.word(next);
        let Some(word) = self.word.filter(|word| *word < mark.start) else { return begins_item(here, token) };
        let spelled = self.layout.word(word);
        let blocks = [here, Context::TOP].map(|context| context.block(spelled));
        let goes_on_inside = blocks.into_iter().flatten().any(|inner| inner.takes_bare() || begins_item(inner, token));
        match blocks[0] {
            Some(_) => !goes_on_inside && !self.belongs(|inside| inside.has(token)),
            // A field; but on an earlier line it may lack its end, and the brace is not its own.
            None => here.has(spelled) && !goes_on_inside && !self.layout.text[word..mark.start].contains('\n'),
        }
    }

    /// Whether a closing brace is one too many: more follow than there are blocks to close, and what comes next goes on
    /// with the piece at hand or with the block.
    pub(super) fn closes_nothing(&self, mark: &Mark) -> bool {
        let Some(frame) = self.frames.last().filter(|_| self.frames.len() > 1) else { return true };
        let parent = self.frames[self.frames.len() - 2].body.inside;
        let Some(next) = self.layout.first(mark.end..self.layout.text.len()) else { return false };
        let token = self.layout.word(next);
        if self.layout.surplus(mark.end) < self.depth() || matches!(token, "}" | "｝") {
            return false;
        }
        let is_deeper = matches!((frame.indent, self.layout.indent(next)), (Some(outer), Some(own)) if own > outer);
        let goes_on_here = frame.body.inside.is_some_and(|inside| begins_item(inside, token));
        let goes_on_outside = parent.is_some_and(|parent| begins_item(parent, token)) || Context::TOP.has(token);
        match (goes_on_here, goes_on_outside) {
            (true, true) => is_deeper,
            (true, false) => true,
            (false, true) => self.word.is_some() && !self.layout.begins_line(next),
            (false, false) => self.word.is_some(),
        }
    }

    /// A block without its opening brace that has nothing inside ends at this closing one.
    pub(super) fn open_before_close(&mut self, mark: &Mark) {
        let Some(word) = self.word else { return };
        let Some(here) = self.inside().filter(|here| here.block(self.layout.word(word)).is_some()) else { return };
        let head = self.layout.end_before(mark.start);
        if self.layout.surplus(mark.end) >= self.depth()
            && parses(here.entry(), &[&self.layout.text[word..head], "{}"].concat())
        {
            self.open_at(head, word);
        }
    }

    /// Opens a block whose brace is missing.
    fn open_at(&mut self, head: usize, word: usize) {
        let keyword = told::keyword_arg(self.layout.word(word));
        self.tell(told::missing_open(self.base, &self.layout.text, head, keyword));
        self.open(head..head);
    }

    /// How many blocks are open, to be compared with a surplus of braces.
    fn depth(&self) -> i64 {
        i64::try_from(self.frames.len() - 1).unwrap_or(i64::MAX)
    }

    fn close_before(&mut self, word: usize, home: usize) {
        let end = self.layout.end_before(self.start.unwrap_or(word).min(word));
        self.missing_close(home + 1, end);
        self.close_down_to(home, end);
    }

    /// Tells once that closing braces are missing, from this frame inwards.
    pub(super) fn missing_close(&mut self, outermost: usize, end: usize) {
        let open = self.frames[outermost..].iter().rev();
        let blocks: Vec<_> = open
            .map(|frame| {
                let keyword = told::keyword_arg(self.layout.word(frame.word));
                (keyword, Span::new(self.base, frame.body.brace.clone()))
            })
            .collect();
        self.tell(told::missing_close(self.base, &self.layout.text, end, blocks));
    }

    /// A closing brace that stands as far out as an outer block, while what follows it cannot stand in that block's own
    /// parent's place, closes the outer block: the inner ones lack theirs.
    pub(super) fn mend_close(&mut self, mark: &Mark) {
        let depth = self.frames.len() - 1;
        let (Some(own), Some(inner)) = (self.layout.indent(mark.start), self.frames[depth].indent) else { return };
        if own >= inner {
            return;
        }
        let Some(outer) = self.frames[1..depth].iter().rposition(|frame| frame.indent == Some(own)) else { return };
        let outer = outer + 1;
        let parent = self.frames[depth - 1].body.inside;
        let goes_on = match self.layout.first(mark.end..self.layout.text.len()) {
            None => false,
            Some(next) => {
                let token = self.layout.word(next);
                token == "}" || token == "｝" || token == "///" || parent.is_some_and(|parent| parent.has(token))
            }
        };
        if !goes_on {
            let end = self.layout.end_before(mark.start);
            self.missing_close(outer + 1, end);
            self.close_down_to(outer, end);
        }
    }

    /// The first word in the piece at hand that shows that it is more than one.
    fn split(&self, word: usize, end: usize, opens: bool) -> Option<Split> {
        let inner = self.inside()?.block(self.layout.word(word));
        if opens {
            let mut words = self.layout.words(word..end).enumerate().skip(1);
            return words.find_map(|(index, at)| self.split_head(inner, at, index));
        }
        let inner = inner?;
        let behind = self.layout.words(word..end).skip(1);
        let found = behind.map(|at| (at, self.layout.word(at))).find(|(_, spelled)| inner.has(spelled));
        found.filter(|(at, _)| self.is_inside(word, *at)).map(|(at, _)| Split::Opens(at))
    }

    /// Whether a word before an opening brace begins the piece that the brace belongs to. A title and the like may stand on
    /// a line of its own, but never a word that opens a block.
    fn split_head(&self, inner: Option<Context>, at: usize, index: usize) -> Option<Split> {
        let spelled = self.layout.word(at);
        let begins_line = self.layout.begins_line(at);
        match inner {
            Some(inner) if inner.block(spelled).is_some() => {
                let is_inside = begins_line || (index > 1 && self.layout.surplus(at) > self.depth());
                is_inside.then_some(Split::Opens(at))
            }
            _ if !begins_line => None,
            Some(_) => self.belongs(|inside| inside.block(spelled).is_some()).then_some(Split::Ends(at)),
            None => self.belongs(|inside| inside.has(spelled)).then_some(Split::Ends(at)),
        }
    }

    fn belongs(&self, fits: impl Fn(Context) -> bool) -> bool {
        self.frames.iter().filter_map(|frame| frame.body.inside).any(fits)
    }

    /// Whether a word lies inside the block whose first word is given, by its indent or because one more brace is closed.
    fn is_inside(&self, block: usize, word: usize) -> bool {
        match (self.layout.indent(block), self.layout.indent(word)) {
            (Some(outer), Some(own)) if own > outer => true,
            _ => self.layout.surplus(word) > self.depth(),
        }
    }
}

/// Whether a token may begin an item, or the documentation of one.
fn begins_item(inside: Context, token: &str) -> bool {
    inside.has(token) || token == "}" || token == "｝" || token == "/"
}
