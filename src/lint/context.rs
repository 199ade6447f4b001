//! What rules see: a model with its texts and a date, and what is worked out from the model once for all of them.

use std::collections::HashMap;
use std::ops::{Deref, Range};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::civil::Date;
use rayon::prelude::*;

use super::standings::Standings;
use crate::authority::{Authority, Competence, Days, Rank};
use crate::model::{self, Catalogue, Id, Matter, Model, Organ};
use crate::overlap::{Likenesses, Overlaps, Scopes};
use crate::source::Sources;
use crate::watch::{Stage, Unwatched, Watch};

/// Of fewer rows it is a context of its own, with all else in common.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    base: model::Context<'a>,
    watch: &'a dyn Watch,
    rows: Range<u32>,
    known: Arc<Known<'a>>,
}

/// By catalogue and level, the days on which somebody may determine all of it.
type Covered = HashMap<(Id<Catalogue>, Rank), Arc<[Days]>>;

/// What has been worked out so far.
#[derive(Debug, Default)]
struct Known<'a> {
    authority: OnceLock<Authority<'a>>,
    standings: OnceLock<Standings>,
    scopes: OnceLock<Scopes<'a>>,
    likenesses: OnceLock<Arc<Likenesses>>,
    overlaps: OnceLock<Overlaps<'a>>,
    covered: Mutex<Covered>,
    role_holders: OnceLock<Vec<Id<Organ>>>,
}

impl<'a> Context<'a> {
    pub fn new(model: &'a Model, sources: &'a Sources, as_of: Date) -> Self {
        Context {
            base: model::Context { model, sources, as_of },
            watch: &Unwatched,
            rows: 0..model.matters.len() as u32,
            known: Arc::default(),
        }
    }

    /// Told of what is being worked out.
    #[must_use]
    pub fn watched(self, watch: &'a dyn Watch) -> Self {
        Context { watch, ..self }
    }

    /// The same with no more than so many rows at a time; with none once, so that each rule has been asked.
    pub(super) fn in_parts(&self, most: u32) -> impl IndexedParallelIterator<Item = Self> {
        let parts = (self.rows.end - self.rows.start).div_ceil(most).max(1);
        (0..parts).into_par_iter().map(move |part| {
            let start = self.rows.start + part * most;
            Context { rows: start..self.rows.end.min(start + most), ..self.clone() }
        })
    }

    /// The rows that a rule of rows looks at.
    pub fn rows(&self) -> impl Iterator<Item = (Id<Matter>, &'a Matter)> {
        let model = self.base.model;
        self.rows.clone().map(|row| model.matters.nth(row)).map(|id| (id, &model.matters[id]))
    }

    pub(super) fn watch(&self) -> &'a dyn Watch {
        self.watch
    }

    /// The organs that have a role, among which departments are looked for.
    pub(super) fn role_holders(&self) -> &[Id<Organ>] {
        let has_role = |(id, organ): (Id<Organ>, &Organ)| (!organ.roles.is_empty()).then_some(id);
        self.known.role_holders.get_or_init(|| self.base.model.organs.iter().filter_map(has_role).collect())
    }

    /// Who may know, as sets.
    pub fn scopes(&self) -> &Scopes<'a> {
        self.known
            .scopes
            .get_or_init(|| self.watch.stage(Stage::Scopes, 0, || Scopes::of(self.base.model, self.base.sources)))
    }

    /// What the names of rows and of what must be public are to each other.
    fn likenesses(&self) -> &Arc<Likenesses> {
        let of_names = || self.watch.stage(Stage::Overlap, 0, || Overlaps::likenesses(&self.base));
        self.known.likenesses.get_or_init(|| Arc::new(of_names()))
    }

    /// Compares names, and works out who may know, before there are objects: what it takes to compare names is gone then.
    pub(super) fn before_objects(&self) {
        rayon::join(|| self.likenesses(), || self.scopes());
    }

    /// What rows are about, as sets of objects.
    pub fn overlaps(&self) -> &Overlaps<'a> {
        self.known.overlaps.get_or_init(|| {
            let (likenesses, scopes) = (Arc::clone(self.likenesses()), self.scopes());
            self.watch.stage(Stage::Objects, 0, || Overlaps::of(&self.base, scopes).knowing(likenesses))
        })
    }

    /// Who may determine what. Nothing is known of it while names are missing: what is said then would accuse the author
    /// of what the slip took away.
    pub fn authority(&self) -> &Authority<'a> {
        self.known.authority.get_or_init(|| match self.base.model.powers_unknown {
            true => Authority::default(),
            false => self.watch.stage(Stage::Authority, 0, || Authority::of(self.base.model)),
        })
    }

    /// The days on which somebody may determine all of a catalogue at a level.
    pub(super) fn covered(&self, competence: &Competence<'_>, catalogue: Id<Catalogue>, rank: Rank) -> Arc<[Days]> {
        let known = || self.known.covered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(days) = known().get(&(catalogue, rank)) {
            return Arc::clone(days);
        }
        let days = competence.coverage().days(&competence.world().reaches.around(catalogue), rank, None);
        Arc::clone(known().entry((catalogue, rank)).or_insert(days.into()))
    }

    /// What is wrong with the grants, measured against their grantors.
    pub(super) fn standings(&self) -> &Standings {
        self.known.standings.get_or_init(|| Standings::of(self.base.model, self.authority()))
    }
}

impl<'a> Deref for Context<'a> {
    type Target = model::Context<'a>;

    fn deref(&self) -> &Self::Target {
        &self.base
    }
}
