//! What rules see: a model with its texts and a date, and what is worked out from the model once for all of them.

use std::ops::Deref;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::standings::Standings;
use crate::authority::Authority;
use crate::model::{self, Id, Model, Organ};
use crate::overlap::{Overlaps, Scopes};
use crate::source::Sources;
use crate::watch::{Stage, Unwatched, Watch};

#[derive(Debug)]
pub struct Context<'a> {
    base: model::Context<'a>,
    watch: &'a dyn Watch,
    authority: OnceLock<Authority<'a>>,
    standings: OnceLock<Standings>,
    scopes: OnceLock<Scopes<'a>>,
    overlaps: OnceLock<Overlaps<'a>>,
    role_holders: OnceLock<Vec<Id<Organ>>>,
}

impl<'a> Context<'a> {
    pub fn new(model: &'a Model, sources: &'a Sources, as_of: Date) -> Self {
        Context {
            base: model::Context { model, sources, as_of },
            watch: &Unwatched,
            authority: OnceLock::new(),
            standings: OnceLock::new(),
            scopes: OnceLock::new(),
            overlaps: OnceLock::new(),
            role_holders: OnceLock::new(),
        }
    }

    /// Told of what is being worked out.
    #[must_use]
    pub fn watched(self, watch: &'a dyn Watch) -> Self {
        Context { watch, ..self }
    }

    pub(super) fn watch(&self) -> &'a dyn Watch {
        self.watch
    }

    /// The organs that have a role, among which departments are looked for.
    pub(super) fn role_holders(&self) -> &[Id<Organ>] {
        let has_role = |(id, organ): (Id<Organ>, &Organ)| (!organ.roles.is_empty()).then_some(id);
        self.role_holders.get_or_init(|| self.base.model.organs.iter().filter_map(has_role).collect())
    }

    /// Who may know, as sets.
    pub fn scopes(&self) -> &Scopes<'a> {
        self.scopes
            .get_or_init(|| self.watch.stage(Stage::Scopes, 0, || Scopes::of(self.base.model, self.base.sources)))
    }

    /// What rows are about, as sets of objects.
    pub fn overlaps(&self) -> &Overlaps<'a> {
        self.overlaps.get_or_init(|| {
            let scopes = self.scopes();
            self.watch.stage(Stage::Objects, 0, || Overlaps::of(&self.base, scopes))
        })
    }

    /// Who may determine what. Nothing is known of it while names are missing: what is said then would accuse the author
    /// of what the slip took away.
    pub fn authority(&self) -> &Authority<'a> {
        self.authority.get_or_init(|| match self.base.model.powers_unknown {
            true => Authority::default(),
            false => self.watch.stage(Stage::Authority, 0, || Authority::of(self.base.model)),
        })
    }

    /// What is wrong with the grants, measured against their grantors.
    pub(super) fn standings(&self) -> &Standings {
        self.standings.get_or_init(|| Standings::of(self.base.model, self.authority()))
    }
}

impl<'a> Deref for Context<'a> {
    type Target = model::Context<'a>;

    fn deref(&self) -> &Self::Target {
        &self.base
    }
}
