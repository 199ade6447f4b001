//! The numbers of what is about objects: rows first, and behind them the items of disclosure lists.

use super::Holder;
use crate::ast::Words;
use crate::model::{Disclosure, Id, Matter, Model};

#[derive(Clone, Debug)]
pub(in crate::overlap) struct Holders<'m> {
    model: &'m Model,
    items: Vec<(Id<Disclosure>, usize)>,
}

impl<'m> Holders<'m> {
    pub(in crate::overlap) fn of(model: &'m Model) -> Self {
        let items = model.disclosures.iter().flat_map(|(id, list)| (0..list.items.len()).map(move |at| (id, at)));
        Holders { model, items: items.collect() }
    }

    pub(in crate::overlap) fn count(&self) -> usize {
        self.model.matters.len() + self.items.len()
    }

    pub(in crate::overlap) fn get(&self, number: u32) -> Holder {
        match (number as usize).checked_sub(self.model.matters.len()) {
            None => Holder::Matter(self.model.matters.nth(number)),
            Some(place) => {
                let (list, at) = self.items[place];
                Holder::Item(list, at)
            }
        }
    }

    pub(in crate::overlap) fn number(&self, holder: Holder) -> u32 {
        match holder {
            Holder::Matter(row) => self.number_of(row),
            Holder::Item(list, at) => {
                let place = self.items.binary_search(&(list, at)).expect("bug: a holder without a number");
                (self.model.matters.len() + place) as u32
            }
        }
    }

    pub(in crate::overlap) fn number_of(&self, row: Id<Matter>) -> u32 {
        row.index() as u32
    }

    pub(in crate::overlap) fn title(&self, number: u32) -> Option<Words> {
        match self.get(number) {
            Holder::Matter(row) => self.model.matters[row].head.title,
            Holder::Item(list, at) => self.model.disclosures[list].items[at].head.title,
        }
    }

    /// The numbers of all that have a name.
    pub(in crate::overlap) fn named(&self) -> Vec<u32> {
        (0..self.count() as u32).filter(|number| self.title(*number).is_some()).collect()
    }
}
