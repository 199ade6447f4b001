//! A model together with its texts and a date: what is needed to say anything of it.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{Catalogue, Disclosure, Id, Matter, Model, Place, id_text, words_text};
use crate::ast::{Name, Words};
use crate::diagnostic::Arg;
use crate::source::Sources;

/// What rules and outputs see.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub model: &'a Model,
    pub sources: &'a Sources,
    pub as_of: Date,
}

impl<'a> Context<'a> {
    pub fn id(&self, name: Name) -> Cow<'a, str> {
        id_text(self.sources, name)
    }

    pub fn words(&self, words: Words) -> Cow<'a, str> {
        words_text(self.sources, words)
    }

    /// Whether a string says nothing.
    pub fn is_blank(&self, words: Words) -> bool {
        self.words(words).trim().is_empty()
    }

    /// How a waiver names a declaration.
    pub fn subject(&self, place: Place) -> String {
        let model = self.model;
        let name = match place {
            Place::Matter(id) => return self.row(id),
            Place::Catalogue(id) => model.catalogues[id].head.id,
            Place::Organ(id) => model.organs[id].head.id,
            Place::Officer(id) => model.officers[id].head.id,
            Place::Authorization(id) => model.authorizations[id].head.id,
            Place::Scope(id) => model.scopes[id].head.id,
            Place::Disclosure(id) => model.disclosures[id].head.id,
            Place::Regime(id) => model.regimes[id].head.id,
        };
        self.id(name).into_owned()
    }

    fn row(&self, id: Id<Matter>) -> String {
        let matter = &self.model.matters[id];
        let catalogue = self.id(self.model.catalogues[matter.catalogue].head.id);
        format!("{catalogue}#{}", self.id(matter.head.id))
    }

    /// How an item of a disclosure list is named.
    pub fn item(&self, list: Id<Disclosure>, at: usize) -> String {
        let list = &self.model.disclosures[list];
        format!("{}#{}", self.id(list.head.id), self.id(list.items[at].head.id))
    }

    pub fn row_arg(&self, id: Id<Matter>) -> Arg {
        Arg::Id(self.row(id))
    }

    pub fn catalogue_arg(&self, id: Id<Catalogue>) -> Arg {
        Arg::id(self.id(self.model.catalogues[id].head.id))
    }

    /// Whether a catalogue says anything on the day asked for.
    pub fn is_in_force(&self, catalogue: &Catalogue) -> bool {
        catalogue.in_force.contains(self.as_of)
    }
}
