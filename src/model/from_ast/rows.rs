//! The rows of catalogues. There are far more of them than of anything else, nothing is resolved by what a row says, and
//! each is worked out by itself: on however many threads, with the same findings in the same order.

use rayon::prelude::*;

use super::names::MOST_SUGGESTED;
use super::{Builder, LateRows};
use crate::ast::{self, At, Name};
use crate::diagnostic::{Diagnostic, Text};
use crate::model::{
    Catalogue, Covered, Given, Id, List, Matter, MatterMore, PeriodBasis, Producer, Referent, Regime, ScopeSet,
};

const TIER_OR_ORGAN: Text = Text::new("tier or organ", "层级或机关");

/// Rows as they are written, kept by the file or given up when they have been read, or not yet parsed.
pub(super) enum Written<'d> {
    Kept(&'d [ast::Matter]),
    Taken(Vec<ast::Matter>),
    Later(Box<dyn LateRows>),
}

/// What some rows mean, and what is wrong with that and with the shape of those that were parsed late.
#[derive(Default)]
struct Resolved {
    matters: Vec<Matter>,
    diagnostics: Vec<Diagnostic>,
    shape: Vec<Diagnostic>,
}

/// The rows of a catalogue, or of a part of a long one.
pub(super) struct Rows<'d> {
    catalogue: Id<Catalogue>,
    rows: Written<'d>,
    /// The places of those whose name was taken, ascending.
    twice: Vec<usize>,
}

/// What a thread does at a time.
const AT_ONCE: usize = 1_000;
/// So many are in memory as what is written and as what it means.
const PARTS_AT_ONCE: usize = 64;

impl<'d> Rows<'d> {
    /// The rows of a catalogue but for those of which the name was taken, which `twice` gives the places of.
    pub(super) fn of(catalogue: Id<Catalogue>, rows: Written<'d>, twice: Vec<usize>) -> Self {
        Rows { catalogue, rows, twice }
    }

    /// The same in parts of which none is long, in their order.
    fn parts(self) -> Vec<Self> {
        let Rows { catalogue, mut rows, twice } = self;
        if matches!(rows, Written::Later(_)) {
            return vec![Rows { catalogue, rows, twice }];
        }
        let length = rows.names().count();
        let mut parts = Vec::with_capacity(length.div_ceil(AT_ONCE));
        // From behind, so that nothing is moved twice.
        for at in (0..length).step_by(AT_ONCE).rev() {
            let inside = twice.iter().filter(|place| (at..at + AT_ONCE).contains(place));
            let twice = inside.map(|place| place - at).collect();
            parts.push(Rows { catalogue, rows: rows.split_off(at), twice });
        }
        parts.reverse();
        parts
    }

    /// Those of the rows whose name was not taken.
    fn new_names<'r>(&self, rows: &'r [ast::Matter]) -> impl Iterator<Item = &'r ast::Matter> {
        let mut twice = self.twice.iter().copied().peekable();
        rows.iter().enumerate().filter(move |(place, _)| twice.next_if_eq(place).is_none()).map(|(_, row)| row)
    }
}

impl<'d> Written<'d> {
    pub(super) fn names(&self) -> impl Iterator<Item = Name> {
        let (rows, later): (&[ast::Matter], &[Name]) = match self {
            Written::Kept(rows) => (rows, &[]),
            Written::Taken(rows) => (rows, &[]),
            Written::Later(later) => (&[], later.names()),
        };
        rows.iter().map(|row| row.head.id).chain(later.iter().copied())
    }

    fn split_off(&mut self, at: usize) -> Self {
        match self {
            Written::Kept(rows) => {
                let (first, rest) = rows.split_at(at);
                *rows = first;
                Written::Kept(rest)
            }
            Written::Taken(rows) => {
                let rest = rows.split_off(at);
                rows.shrink_to_fit();
                Written::Taken(rest)
            }
            Written::Later(_) => unreachable!("bug: rows that are not yet parsed are taken apart"),
        }
    }
}

impl<'a> Builder<'a> {
    /// None if rows do not parse after all.
    pub(super) fn rows(&mut self, rows: Vec<Rows<'_>>) -> Option<()> {
        self.model.matters.reserve(self.names.rows.len());
        let mut parts = rows.into_iter().flat_map(Rows::parts);
        loop {
            let together: Vec<Rows<'_>> = parts.by_ref().take(PARTS_AT_ONCE).collect();
            if together.is_empty() {
                return Some(());
            }
            let resolved: Vec<Option<Resolved>> =
                together.par_iter().map(|part| self.reader(MOST_SUGGESTED).part(part)).collect();
            for (part, resolved) in together.iter().zip(resolved) {
                // What is suggested depends on how much was found before, so those of which something was found are read again.
                let known = self.known + self.diagnostics.len();
                let is_final =
                    known >= MOST_SUGGESTED || resolved.as_ref().is_none_or(|part| part.diagnostics.is_empty());
                let resolved = if is_final { resolved } else { self.reader(known).part(part) };
                let Resolved { matters, diagnostics, shape } = resolved?;
                self.model.matters.extend(matters);
                self.diagnostics.extend(diagnostics);
                self.shape.extend(shape);
            }
        }
    }

    /// One that reads what this one has found out, when so much was found before.
    fn reader(&self, known: usize) -> Self {
        Builder {
            sources: self.sources,
            model: self.model.clone(),
            names: self.names.clone(),
            default_regime: self.default_regime,
            known,
            diagnostics: Vec::new(),
            shape: Vec::new(),
        }
    }

    /// None if rows do not parse after all.
    fn part(self, part: &Rows<'_>) -> Option<Resolved> {
        Some(match &part.rows {
            Written::Kept(rows) => self.resolved(part, rows),
            Written::Taken(rows) => self.resolved(part, rows),
            Written::Later(later) => {
                let (rows, shape) = later.read(self.sources)?;
                Resolved { shape, ..self.resolved(part, &rows) }
            }
        })
    }

    fn resolved(mut self, part: &Rows<'_>, rows: &[ast::Matter]) -> Resolved {
        let mut matters = Vec::with_capacity(rows.len());
        matters.extend(part.new_names(rows).map(|ast| self.matter(part.catalogue, ast)));
        Resolved { matters, diagnostics: self.diagnostics, ..Resolved::default() }
    }

    fn matter(&mut self, inside: Id<Catalogue>, ast: &ast::Matter) -> Matter {
        let regime = self.model.catalogues[inside].regime;
        let level = ast.level.map_or(Given::Absent, |name| self.level(regime, name));
        let (period, basis) = self.period(ast.period.as_deref()).unzip();
        let matter = Matter {
            level,
            level_span: ast.level.map(|name| name.0),
            period: period.map_or(Given::Absent, Given::Is),
            known_to: self.known_to(ast.known_to.as_deref()),
            known_to_span: ast.known_to.as_ref().map(|scope| scope.span),
            produced_by: ast.produced_by.iter().filter_map(|name| self.producer(regime, *name)).collect(),
            covers: self.covered(&ast.covers),
            ..Matter::named(&ast.head, inside)
        };
        let mut matter = match &ast.more {
            Some(more) => self.with_more(matter, more),
            None => matter,
        };
        if let Some(basis) = basis.filter(|basis| *basis != PeriodBasis::None) {
            matter.more.get_or_insert_default().period_basis = basis;
        }
        if matter.produced_by.is_empty() && !ast.produced_by.is_empty() {
            matter.more.get_or_insert_default().producers_faulty = true;
        }
        matter
    }

    fn with_more(&mut self, matter: Matter, ast: &ast::MatterMore) -> Matter {
        let inside = Some(matter.catalogue);
        let mut covers: Covered = matter.covers;
        self.exceptions(&mut covers, (&ast.except, &ast.except_where), inside);
        let written = [&ast.prevails_over, &ast.yields_to, &ast.same_as, &ast.part_of];
        let found: [List<At<Referent>>; 4] = written.map(|relation| self.referents(relation, inside));
        let relations_faulty = written.iter().zip(&found).any(|(written, found)| found.len() < written.len());
        let cites = self.citations(&ast.cites).into();
        let note = ast.note;
        let mut more = MatterMore { relations_faulty, note, cites, ..MatterMore::default() };
        [more.prevails_over, more.yields_to, more.same_as, more.part_of] = found;
        Matter { covers, more: Some(Box::new(more)), ..matter }
    }

    /// A scope none of whose members could be found is faulty, not empty.
    fn known_to(&mut self, ast: Option<&ast::ScopeExpression>) -> Given<ScopeSet> {
        let Some(ast) = ast else { return Given::Absent };
        let set = self.scope_set(&ast.parts, &ast.but_not);
        if set.members.len() < ast.parts.len() || set.excluded.len() < ast.but_not.len() {
            return Given::Faulty;
        }
        Given::Is(set)
    }

    /// A tier of the catalogue's regime, or else an organ.
    fn producer(&mut self, regime: Option<Id<Regime>>, name: Name) -> Option<At<Producer>> {
        let tier = self.tier_of(regime, name).map(Producer::Tier);
        let found = tier.or_else(|| self.names.organs.get(&self.id(name)).map(Producer::Organ));
        if found.is_none() {
            let near = self.nearest_producer(regime, name);
            self.report_unknown(TIER_OR_ORGAN, name, near);
        }
        found.map(|value| At { value, span: name.0 })
    }
}
