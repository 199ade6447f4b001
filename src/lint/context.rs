//! What rules see: a model with its texts and a date, and what is worked out from the model once for all of them.

use std::cell::OnceCell;
use std::ops::Deref;

use jiff::civil::Date;

use super::standings::Standings;
use crate::authority::Authority;
use crate::model::{self, Model};
use crate::overlap::Scopes;
use crate::source::Sources;

#[derive(Debug)]
pub struct Context<'a> {
    base: model::Context<'a>,
    authority: OnceCell<Authority<'a>>,
    standings: OnceCell<Standings>,
    scopes: OnceCell<Scopes<'a>>,
}

impl<'a> Context<'a> {
    pub fn new(model: &'a Model, sources: &'a Sources, as_of: Date) -> Self {
        Context {
            base: model::Context { model, sources, as_of },
            authority: OnceCell::new(),
            standings: OnceCell::new(),
            scopes: OnceCell::new(),
        }
    }

    /// Who may know, as sets.
    pub fn scopes(&self) -> &Scopes<'a> {
        self.scopes.get_or_init(|| Scopes::of(self.base.model, self.base.sources))
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
