//! What rules see: a model with its texts and a date, and what is worked out from the model once for all of them.

use std::cell::OnceCell;
use std::ops::Deref;

use jiff::civil::Date;

use crate::model::{self, Model};
use crate::overlap::Scopes;
use crate::source::Sources;

#[derive(Debug)]
pub struct Context<'a> {
    base: model::Context<'a>,
    scopes: OnceCell<Scopes<'a>>,
}

impl<'a> Context<'a> {
    pub fn new(model: &'a Model, sources: &'a Sources, as_of: Date) -> Self {
        Context { base: model::Context { model, sources, as_of }, scopes: OnceCell::new() }
    }

    /// Who may know, as sets.
    pub fn scopes(&self) -> &Scopes<'a> {
        self.scopes.get_or_init(|| Scopes::of(self.model, self.sources))
    }
}

impl<'a> Deref for Context<'a> {
    type Target = model::Context<'a>;

    fn deref(&self) -> &Self::Target {
        &self.base
    }
}
