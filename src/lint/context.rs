//! What rules see: a model with its texts and a date, and what is worked out from the model once for all of them.

use std::cell::OnceCell;
use std::ops::Deref;

use jiff::civil::Date;

use super::standings::Standings;
use crate::authority::Authority;
use crate::model::{self, Id, Model, Organ};
use crate::overlap::{Overlaps, Scopes};
use crate::source::Sources;

#[derive(Debug)]
pub struct Context<'a> {
    base: model::Context<'a>,
    authority: OnceCell<Authority<'a>>,
    standings: OnceCell<Standings>,
    scopes: OnceCell<Scopes<'a>>,
    overlaps: OnceCell<Overlaps<'a>>,
    role_holders: OnceCell<Vec<Id<Organ>>>,
}

impl<'a> Context<'a> {
    pub fn new(model: &'a Model, sources: &'a Sources, as_of: Date) -> Self {
        Context {
            base: model::Context { model, sources, as_of },
            authority: OnceCell::new(),
            standings: OnceCell::new(),
            scopes: OnceCell::new(),
            overlaps: OnceCell::new(),
            role_holders: OnceCell::new(),
        }
    }

    /// The organs that have a role, among which departments are looked for.
    pub(super) fn role_holders(&self) -> &[Id<Organ>] {
        let has_role = |(id, organ): (Id<Organ>, &Organ)| (!organ.roles.is_empty()).then_some(id);
        self.role_holders.get_or_init(|| self.base.model.organs.iter().filter_map(has_role).collect())
    }

    /// Who may know, as sets.
    pub fn scopes(&self) -> &Scopes<'a> {
        self.scopes.get_or_init(|| Scopes::of(self.base.model, self.base.sources))
    }

    /// What rows are about, as sets of objects.
    pub fn overlaps(&self) -> &Overlaps<'a> {
        self.overlaps.get_or_init(|| Overlaps::of(&self.base, self.scopes()))
    }

    /// Who may determine what. Nothing is known of it while names are missing: what is said then would accuse the author
    /// of what the slip took away.
    pub fn authority(&self) -> &Authority<'a> {
        self.authority.get_or_init(|| match self.base.model.powers_unknown {
            true => Authority::default(),
            false => Authority::of(self.base.model),
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
