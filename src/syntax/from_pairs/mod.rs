//! Pairs → ast. Pairs of one chunk come in, spans into the whole text go out; no pair leaves this folder.
//!
//! The grammar has decided what may stand where. What is left to say here is what it cannot say: a field given twice, a
//! date that is not in the calendar, a number too large.

#![expect(clippy::wildcard_enum_match_arm, reason = "a rule that nothing reads is a bug, and `unexpected` says which")]

mod cases;
mod catalogues;
mod conditions;
mod leaves;
mod organs;
mod regimes;
mod scopes;

pub(super) use leaves::MOST_NUMBER;

use pest::iterators::{Pair, Pairs};

use super::Rule;
use super::expected::{is_space, is_word};
use crate::ast::{Catalogue, Declaration, Head, Import, Matter, Name, Tree, Words, listed};
use crate::diagnostic::{Diagnostic, Fix, Safety, Text};
use crate::faults;
use crate::source::{Base, Span};

/// Reads the pairs of one file, chunk by chunk.
pub(super) struct Reader {
    /// Where the text starts.
    text: Base,
    /// Where the chunk starts.
    base: Base,
    /// `///` lines waiting for the item they document. Behind the next item, or the end of the block, there are none,
    /// whoever took them: as chunks end with items, none are waiting between two chunks.
    docs: Vec<Span>,
    /// The fields met so far in the blocks that are open.
    seen: Vec<(Rule, Span)>,
    /// Declarations, rows and items met so far.
    pub(super) count: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// A row was cut where it does not part.
    pub(super) is_lost: bool,
}

const GIVEN_TWICE: Text = Text::new("this field is given twice", "同一字段重复");
const FIRST_HERE: Text = Text::new("first given here", "首次出现于此");
const AGAIN_HERE: Text = Text::new("and again here", "此处重复");

impl Reader {
    pub(super) fn new(text: Base) -> Self {
        Reader {
            text,
            base: text,
            docs: Vec::new(),
            seen: Vec::new(),
            count: 0,
            diagnostics: Vec::new(),
            is_lost: false,
        }
    }

    /// Where the text starts.
    pub(super) fn text(&self) -> Base {
        self.text
    }

    /// One that has met nothing of the same text yet.
    pub(super) fn another(&self) -> Self {
        Reader::new(self.text)
    }

    /// Takes in what another has met that came next.
    pub(super) fn take_in(&mut self, next: Reader) {
        self.count += next.count;
        self.diagnostics.extend(next.diagnostics);
        self.is_lost |= next.is_lost;
    }

    /// Sets where the next chunk starts in the text.
    pub(super) fn rebase(&mut self, base: usize) {
        self.base = self.text.plus(base);
    }

    /// The declarations in the pair of an entry rule.
    pub(super) fn declarations(&mut self, entry: Pair<'_, Rule>, into: &mut Vec<Declaration>) {
        for pair in entry.into_inner() {
            if let Some(declaration) = self.declaration(pair) {
                self.count += 1;
                into.push(declaration);
                self.docs.clear();
            }
        }
    }

    fn declaration(&mut self, pair: Pair<'_, Rule>) -> Option<Declaration> {
        let span = self.span(&pair);
        let rule = pair.as_rule();
        let inner = pair.into_inner();
        Some(match rule {
            Rule::doc => {
                self.docs.push(span);
                return None;
            }
            Rule::organ => Declaration::Organ(self.organ(inner)),
            Rule::authorization => Declaration::Authorization(self.authorization(inner)),
            Rule::officer => Declaration::Officer(self.officer(inner)),
            Rule::catalogue | Rule::cut_catalogue => Declaration::Catalogue(Box::new(self.catalogue(inner))),
            Rule::scope => Declaration::Scope(self.scope(inner)),
            Rule::region => Declaration::Region(self.tree(inner)),
            Rule::business => Declaration::Business(self.tree(inner)),
            Rule::vocabulary => Declaration::Vocabulary(self.vocabulary(inner)),
            Rule::disclosure => Declaration::Disclosure(self.disclosure(inner)),
            Rule::waive => Declaration::Waive(self.waive(span, inner)),
            Rule::trial => Declaration::Test(Box::new(self.test(inner))),
            Rule::import => Declaration::Import(Import { path: Words(self.only(inner)) }),
            Rule::regime => Declaration::Regime(Box::new(self.regime(inner))),
            Rule::EOI => return None,
            rule => unexpected(rule),
        })
    }

    fn tree(&mut self, mut inner: Pairs<'_, Rule>) -> Tree {
        let head = self.head(&mut inner);
        let parent = inner.next().map(|parent| Name(self.only(parent.into_inner())));
        Tree { head, parent }
    }

    /// Id and title, and the documentation that came before them.
    fn head(&mut self, inner: &mut Pairs<'_, Rule>) -> Head {
        let docs = listed(self.docs.drain(..));
        let id = Name(self.next_span(inner));
        let title = self.title(inner);
        Head { id, title, docs }
    }

    fn title(&mut self, inner: &mut Pairs<'_, Rule>) -> Option<Words> {
        let title = inner.peek().filter(|pair| pair.as_rule() == Rule::string)?;
        inner.next();
        Some(Words(self.span(&title)))
    }

    /// Hands each field of a block to `read`, but for those given before.
    fn fields<'i>(&mut self, inner: Pairs<'i, Rule>, mut read: impl FnMut(&mut Self, Pair<'i, Rule>)) {
        let outer = self.seen.len();
        self.fields_since(outer, inner, &mut read);
        self.seen.truncate(outer);
    }

    fn fields_since<'i>(
        &mut self,
        outer: usize,
        inner: Pairs<'i, Rule>,
        read: &mut dyn FnMut(&mut Self, Pair<'i, Rule>),
    ) {
        for pair in inner {
            if pair.as_rule() == Rule::doc {
                let span = self.span(&pair);
                self.docs.push(span);
                continue;
            }
            if self.is_new(&pair, outer) {
                read(self, pair);
            }
            self.docs.clear();
        }
    }

    /// One chunk of a catalogue that comes in several. What was given in an earlier chunk is not forgotten.
    pub(super) fn catalogue_chunk(&mut self, inner: Pairs<'_, Rule>, catalogue: &mut Catalogue) {
        self.fields_since(0, inner, &mut |reader, pair| reader.catalogue_item(pair, catalogue));
    }

    /// The rows of a chunk of a catalogue, if it has nothing else.
    pub(super) fn only_rows(&mut self, inner: Pairs<'_, Rule>) -> Option<Vec<Matter>> {
        let mut rows = Vec::new();
        for pair in inner {
            match pair.as_rule() {
                Rule::doc => {
                    let span = self.span(&pair);
                    self.docs.push(span);
                }
                Rule::matter => {
                    rows.push(self.matter(pair.into_inner()));
                    self.docs.clear();
                }
                Rule::cut_matter => {
                    rows.extend(self.cut_matter(pair));
                    self.docs.clear();
                }
                Rule::EOI => {}
                _ => return None,
            }
        }
        Some(rows)
    }

    /// Opens a block that does not parse whole, for [`Self::check_items`]; gives back what closes it.
    pub(super) fn open_block(&mut self) -> usize {
        self.seen.len()
    }

    pub(super) fn close_block(&mut self, outer: usize) {
        self.seen.truncate(outer);
    }

    /// Says of an item what reading it in its block would say, where that block does not parse whole.
    pub(super) fn check_items(&mut self, entry: Pair<'_, Rule>, base: usize, outer: usize) {
        self.rebase(base);
        for pair in entry.into_inner().filter(|pair| pair.as_rule() != Rule::doc) {
            if !self.is_new(&pair, outer) {
                continue;
            }
            if pair.as_rule() == Rule::matter {
                self.matter(pair.into_inner());
                continue;
            }
            for inner in pair.into_inner().flatten() {
                match inner.as_rule() {
                    Rule::date => drop(self.date(&inner)),
                    Rule::month | Rule::year => drop(self.dated(&inner)),
                    _ => {}
                }
            }
        }
    }

    /// Forgets what was given in the catalogue that came in chunks.
    pub(super) fn end_catalogue(&mut self) {
        self.seen.clear();
    }

    /// Whether this field of the block whose fields start at `outer` was not met before; reports it otherwise.
    fn is_new(&mut self, pair: &Pair<'_, Rule>, outer: usize) -> bool {
        let rule = pair.as_rule();
        if is_repeatable(rule) {
            return true;
        }
        let span = self.span(pair);
        if let Some((_, first)) = self.seen[outer..].iter().find(|(seen, _)| *seen == rule) {
            let first = *first;
            let finding = Diagnostic::new(&faults::REPEATED_FIELD, span, GIVEN_TWICE)
                .label_main(AGAIN_HERE)
                .label(first, FIRST_HERE);
            let fix = self.take_out_again(pair, first);
            self.diagnostics.push(Diagnostic { fix, ..finding });
            return false;
        }
        self.seen.push((rule, span));
        true
    }

    /// Takes a field out, with its keyword, that says again what the first one says. Wide space may have been a comment.
    fn take_out_again(&self, pair: &Pair<'_, Rule>, first: Span) -> Option<Fix> {
        let chunk = pair.as_span().get_input();
        let first = self.base.is_before(first).then(|| chunk.get(self.base.range(first))).flatten()?;
        let value = pair.as_span();
        let before = chunk[..value.start()].trim_end_matches(is_space);
        let keyword = before.trim_end_matches(is_word).len();
        let whole = &chunk[keyword..value.end()];
        let is_same = without_ends(first) == without_ends(value.as_str());
        let has_wide_space = whole.contains("  ") || whole.contains(['\n', '\t']);
        (is_same && !has_wide_space).then(|| Fix::take_out(Safety::Safe, Span::new(self.base, keyword..value.end())))
    }

    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        Span::new(self.base, span.start()..span.end())
    }

    /// The span of the next of several.
    fn next_span(&self, inner: &mut Pairs<'_, Rule>) -> Span {
        self.span(&next(inner))
    }

    /// The span of an only child.
    fn only(&self, mut inner: Pairs<'_, Rule>) -> Span {
        self.next_span(&mut inner)
    }
}

/// The next child, which the grammar says is there.
fn next<'i>(inner: &mut Pairs<'i, Rule>) -> Pair<'i, Rule> {
    let Some(pair) = inner.next() else { unreachable!("bug: the grammar promises one more child") };
    pair
}

/// The fields that may stand in one block more than once.
fn is_repeatable(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::matter
            | Rule::cut_matter
            | Rule::item
            | Rule::covers_field
            | Rule::except_field
            | Rule::succeeded_by_field
            | Rule::kind
            | Rule::attribute
            | Rule::unit_declaration
            | Rule::parts_field
            | Rule::but_not_field
            | Rule::law
            | Rule::level
            | Rule::tier
            | Rule::department
            | Rule::matter_requires
            | Rule::catalogue_requires
            | Rule::officer_requires
            | Rule::expect_level
            | Rule::expect_period
            | Rule::expect_matter
            | Rule::expect_not_covered
            | Rule::expect_disputed
            | Rule::expect_open
            | Rule::expect_may
            | Rule::expect_may_not
            | Rule::expect_released
            | Rule::expect_secret
            | Rule::expect_finding
            | Rule::expect_no_finding
            | Rule::change_law
            | Rule::EOI
    )
}

/// The value of a field in front of its semicolon.
fn without_ends(value: &str) -> &str {
    value.trim_end_matches([';', '；']).trim_matches(is_space)
}

fn unexpected(rule: Rule) -> ! {
    unreachable!("bug: the grammar lets {rule:?} stand where nothing reads it")
}
