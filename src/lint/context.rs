//! What rules see: a model with its texts and a date, and what is worked out from the model once for all of them.

use std::ops::Deref;

use jiff::civil::Date;

use crate::model::{self, Model};
use crate::source::Sources;

#[derive(Debug)]
pub struct Context<'a> {
    base: model::Context<'a>,
}

impl<'a> Context<'a> {
    pub fn new(model: &'a Model, sources: &'a Sources, as_of: Date) -> Self {
        Context { base: model::Context { model, sources, as_of } }
    }
}

impl<'a> Deref for Context<'a> {
    type Target = model::Context<'a>;

    fn deref(&self) -> &Self::Target {
        &self.base
    }
}
