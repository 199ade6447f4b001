//! Ast → model, in two passes: first everything that has a name gets an id, then what refers to names is resolved.
//!
//! It never fails: what cannot be resolved is left out or marked faulty, and a finding says so.

mod cases;
mod catalogues;
mod conditions;
mod declare;
mod levels;
mod names;
mod organs;
mod regimes;
mod rows;
mod scopes;

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

pub(crate) use self::levels::{english_level, is_english_level};
use self::names::Names;
pub(crate) use self::names::{DID_YOU_MEAN, nearest};
use self::rows::Written;
use super::{Id, Model, Regime, Validity, id_text, words_text};
use crate::ast::{self, At, Interval, Name, Words};
use crate::diagnostic::{Arg, Citation, Diagnostic, Text};
use crate::faults;
use crate::source::Sources;
use crate::watch::{Stage, Unwatched, Watch};

/// What the files mean, taken in this order, and what cannot be made sense of. `default_regime` serves the catalogues
/// that name none.
pub fn resolve(sources: &Sources, files: &[&ast::File], default_regime: Option<&str>) -> (Model, Vec<Diagnostic>) {
    let built = build(sources, files, default_regime, &Unwatched, |catalogue| vec![Written::Kept(&catalogue.matters)]);
    let LateModel { model, diagnostics, .. } = built.expect("bug: rows are lost that were parsed");
    (model, diagnostics)
}

/// Some rows of a catalogue of which only the names are known. They are read when it is asked what they mean.
pub trait LateRows: Send + Sync + fmt::Debug {
    /// The place of their catalogue among the declarations of its file.
    fn catalogue(&self) -> usize;
    /// Where each of them is named.
    fn names(&self) -> &[Name];
    /// What is written, and what is wrong with its shape; nothing if it does not parse.
    fn read(&self, sources: &Sources) -> Option<(Vec<ast::Matter>, Vec<Diagnostic>)>;
}

/// What is written for the last time: of a row it is given up as soon as it is known what it means, so that both are never
/// there of all rows. With each file come the rows of it that are not yet parsed, in their order.
#[derive(Debug)]
pub struct AtLast<'f> {
    pub file: &'f mut ast::File,
    pub later: Vec<Box<dyn LateRows>>,
}

/// What texts mean whose rows were not all parsed before.
#[derive(Debug)]
pub struct LateModel {
    pub model: Model,
    pub diagnostics: Vec<Diagnostic>,
    /// What is wrong with the shape of the rows that were parsed late.
    pub shape: Vec<Diagnostic>,
}

/// The same for the last time; nothing if a row does not parse.
pub fn resolve_at_last(
    sources: &Sources,
    mut files: Vec<AtLast<'_>>,
    default_regime: Option<&str>,
    watch: &dyn Watch,
) -> Option<LateModel> {
    let mut taken: Vec<Vec<Written<'_>>> = Vec::new();
    for AtLast { file, later } in &mut files {
        let mut later = std::mem::take(later).into_iter().peekable();
        for (place, declaration) in file.declarations.iter_mut().enumerate() {
            let ast::Declaration::Catalogue(catalogue) = declaration else { continue };
            let mut rows = vec![Written::Taken(std::mem::take(&mut catalogue.matters))];
            while let Some(part) = later.next_if(|part| part.catalogue() == place) {
                rows.push(Written::Later(part));
            }
            taken.push(rows);
        }
    }
    let mut taken = taken.into_iter();
    let files: Vec<&ast::File> = files.iter().map(|each| &*each.file).collect();
    build(sources, &files, default_regime, watch, |_| taken.next().unwrap_or_default())
}

/// Nothing if a row does not parse after all.
fn build<'d>(
    sources: &Sources,
    files: &[&'d ast::File],
    default_regime: Option<&str>,
    watch: &dyn Watch,
    rows: impl FnMut(&'d ast::Catalogue) -> Vec<Written<'d>>,
) -> Option<LateModel> {
    let mut builder = Builder {
        sources,
        model: Shared::default(),
        names: Shared::default(),
        default_regime: None,
        known: 0,
        diagnostics: Vec::new(),
        shape: Vec::new(),
    };
    let mut declared = builder.declare(files, rows);
    builder.regimes(&declared);
    builder.choose_default_regime(default_regime);
    builder.organs(&declared);
    builder.model.powers_unknown = !builder.diagnostics.is_empty();
    builder.vocabularies(&declared);
    builder.scopes(&declared);
    builder.catalogues(&declared);
    watch.stage(Stage::Rows, 0, || builder.rows(std::mem::take(&mut declared.rows)))?;
    builder.disclosures(&declared);
    builder.waivers(&declared);
    builder.tests(&declared);
    builder.model.default_regime = builder.default_regime;
    let Builder { model, diagnostics, shape, .. } = builder;
    Some(LateModel { model: model.into_inner(), diagnostics, shape })
}

/// What the first pass found, written by one and read by many in turn.
struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    fn into_inner(self) -> T {
        Arc::into_inner(self.0).expect("bug: something still reads what is finished")
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(Arc::clone(&self.0))
    }
}

impl<T: Default> Default for Shared<T> {
    fn default() -> Self {
        Shared(Arc::new(T::default()))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::get_mut(&mut self.0).expect("bug: something is written while it is read")
    }
}

struct Builder<'a> {
    sources: &'a Sources,
    model: Shared<Model>,
    names: Shared<Names>,
    default_regime: Option<Id<Regime>>,
    /// So many findings there were before this builder.
    known: usize,
    diagnostics: Vec<Diagnostic>,
    /// What is wrong with the shape of rows that were parsed late.
    shape: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    fn id(&self, name: Name) -> std::borrow::Cow<'a, str> {
        id_text(self.sources, name)
    }

    fn words(&self, words: Words) -> std::borrow::Cow<'a, str> {
        words_text(self.sources, words)
    }

    /// The author's name for something, as an argument: it may be a slip, so it counts as words.
    fn name_arg(&self, name: Name) -> Arg {
        Arg::words(self.id(name))
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The articles cited, of laws that some regime declares.
    fn citations(&mut self, cites: &[ast::Citation]) -> Vec<Citation> {
        cites.iter().filter_map(|cite| self.citation(cite)).collect()
    }

    fn citation(&mut self, cite: &ast::Citation) -> Option<Citation> {
        let (key, span) = match cite.law {
            ast::LawKey::Words(words) => (self.words(words), words.0),
            ast::LawKey::Name(name) => (self.id(name), name.0),
        };
        if self.model.laws.title(&key).is_none() {
            let near = self.suggestion(&key, self.model.laws.0.keys().map(String::as_str));
            self.report_unknown(LAW, Name(span), near);
            return None;
        }
        Some(Citation { law: key.into_owned().into(), article: cite.article })
    }

    /// The regime that serves catalogues without `under`: the one asked for, or else the only one that is not embedded,
    /// or else the only one.
    fn choose_default_regime(&mut self, asked: Option<&str>) {
        let own = |id: &Id<Regime>| {
            let span = self.model.regimes[*id].head.id.0;
            !self.sources.source_of(span).is_embedded()
        };
        let only = |ids: Vec<Id<Regime>>| (ids.len() == 1).then(|| ids[0]);
        self.default_regime = match asked {
            Some(asked) => self.names.regimes.get(asked),
            None => only(self.model.regimes.ids().filter(own).collect())
                .or_else(|| only(self.model.regimes.ids().collect())),
        };
    }
}

const LAW: Text = Text::new("law", "法律");
const BACKWARDS: Text = Text::new("this ends on {1}, before it begins on {0}", "起始日 {0} 晚于截止日 {1}");

impl Builder<'_> {
    /// An interval. One that ends before it begins is no interval, and its end is left open.
    fn validity(&mut self, interval: Option<At<Interval>>) -> Validity {
        let Some(At { value: Interval { from, to }, span }) = interval else { return Validity::default() };
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            let message = BACKWARDS.with([Arg::Date(from), Arg::Date(to)]);
            self.report(Diagnostic::new(&faults::TYPE_MISMATCH, span, message));
            return Validity { from: Some(from), to: None };
        }
        Validity { from, to }
    }
}
