//! Which of two rows goes before the other, from what is written: `except`, `prevails-over`, `yields-to`, `replaces`.
//!
//! A statement about two rows counts before one about a row and a catalogue, and that before one about two catalogues.
//! Statements are not chained, but what took the place of a catalogue takes that of all those it had replaced.

use std::collections::BTreeSet;

use crate::model::{Catalogue, Id, Lists, Matter, Model, Referent};
use crate::source::Span;

#[derive(Debug)]
pub struct Precedence<'m> {
    model: &'m Model,
    /// By row, the rows that go before it.
    rows_over_row: Lists,
    /// By row, the catalogues whose rows go before it.
    catalogues_over_row: Lists,
    /// By catalogue, the rows that go before all of it.
    rows_over_catalogue: Lists,
    /// By catalogue, the catalogues that go before it.
    catalogues_over_catalogue: Lists,
}

/// Somewhere it is written that the first goes before the second.
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    pub first: Referent,
    pub second: Referent,
    pub span: Span,
}

/// Every statement, in the order of the model.
pub fn statements(model: &Model) -> Vec<Statement> {
    let of_rows = model.matters.ids().flat_map(|row| of_row(model, row));
    of_rows.chain(model.catalogues.ids().flat_map(|catalogue| of_catalogue(model, catalogue))).collect()
}

/// Where it is written that a row goes before another: about the two, or else about a catalogue of theirs.
pub fn written(model: &Model, first: Id<Matter>, second: Id<Matter>) -> Option<Span> {
    let names = |row: Id<Matter>, referent: Referent| match referent {
        Referent::Matter(named) => (named == row).then_some(0),
        Referent::Catalogue(named) => (named == model.matters[row].catalogue).then_some(1),
    };
    // Nobody else speaks of them.
    let of_rows = [first, second].into_iter().flat_map(|row| of_row(model, row));
    let catalogues = [first, second].map(|row| model.matters[row].catalogue);
    let said = of_rows.chain(catalogues.into_iter().flat_map(|catalogue| of_catalogue(model, catalogue)));
    let found = said.filter_map(|statement| {
        let how = names(first, statement.first)? + names(second, statement.second)?;
        Some((how, statement.span))
    });
    found.min().map(|(_, span)| span)
}

fn of_row(model: &Model, id: Id<Matter>) -> impl Iterator<Item = Statement> + '_ {
    let (matter, this) = (&model.matters[id], Referent::Matter(id));
    let behind = matter.yields_to.iter().chain(&matter.covers.except);
    let behind = behind.map(move |at| Statement { first: at.value, second: this, span: at.span });
    behind.chain(matter.prevails_over.iter().map(move |at| Statement { first: this, second: at.value, span: at.span }))
}

fn of_catalogue(model: &Model, id: Id<Catalogue>) -> impl Iterator<Item = Statement> + '_ {
    let (catalogue, this) = (&model.catalogues[id], Referent::Catalogue(id));
    let over = catalogue.prevails_over.iter().chain(&catalogue.replaces);
    let over = over.map(move |at| Statement { first: this, second: at.value, span: at.span });
    over.chain(catalogue.yields_to.iter().map(move |at| Statement { first: at.value, second: this, span: at.span }))
}

impl<'m> Precedence<'m> {
    pub fn of(model: &'m Model) -> Self {
        let mut pairs: [Vec<(usize, u32)>; 4] = [const { Vec::new() }; 4];
        for Statement { first, second, .. } in statements(model) {
            match (first, second) {
                (Referent::Matter(first), Referent::Matter(second)) => {
                    pairs[0].push((second.index(), first.index() as u32))
                }
                (Referent::Catalogue(first), Referent::Matter(second)) => {
                    pairs[1].push((second.index(), first.index() as u32))
                }
                (Referent::Matter(first), Referent::Catalogue(second)) => {
                    pairs[2].push((second.index(), first.index() as u32))
                }
                (Referent::Catalogue(first), Referent::Catalogue(second)) => {
                    pairs[3].push((second.index(), first.index() as u32));
                }
            }
        }
        pairs[3].extend(replaced_before(model));
        let counts = [model.matters.len(), model.matters.len(), model.catalogues.len(), model.catalogues.len()];
        let mut lists = counts.into_iter().zip(&mut pairs).map(|(count, pairs)| {
            pairs.sort_unstable();
            pairs.dedup();
            Lists::new(count, pairs.iter().copied())
        });
        let mut next = || lists.next().expect("bug: four lists are four");
        Precedence {
            model,
            rows_over_row: next(),
            catalogues_over_row: next(),
            rows_over_catalogue: next(),
            catalogues_over_catalogue: next(),
        }
    }

    /// Which of two rows goes before the other, if it is written and the other is not written too.
    pub fn first(&self, one: Id<Matter>, other: Id<Matter>) -> Option<Id<Matter>> {
        let catalogue = |row: Id<Matter>| self.model.matters[row].catalogue;
        let (of_one, of_other) = (catalogue(one), catalogue(other));
        let has = |list: &[u32], index: usize| list.binary_search(&(index as u32)).is_ok();
        let over_row =
            |first: Id<Matter>, second: Id<Matter>| has(self.rows_over_row.of(second.index()), first.index());
        let mixed = |first: Id<Matter>, second: Id<Matter>| {
            has(self.catalogues_over_row.of(second.index()), catalogue(first).index())
                || has(self.rows_over_catalogue.of(catalogue(second).index()), first.index())
        };
        let over_catalogue = |first: Id<Catalogue>, second: Id<Catalogue>| {
            first != second && has(self.catalogues_over_catalogue.of(second.index()), first.index())
        };
        let stages = [
            (over_row(one, other), over_row(other, one)),
            (mixed(one, other), mixed(other, one)),
            (over_catalogue(of_one, of_other), over_catalogue(of_other, of_one)),
        ];
        match stages.into_iter().find(|stage| *stage != (false, false)) {
            Some((true, false)) => Some(one),
            Some((false, true)) => Some(other),
            _ => None,
        }
    }

    /// The rows, and the catalogues, of which it is written that they go before a row.
    pub(super) fn over_row(&self, row: usize) -> (Vec<u32>, Vec<u32>) {
        (self.rows_over_row.of(row).to_vec(), self.catalogues_over_row.of(row).to_vec())
    }

    /// The rows, and the catalogues, of which it is written that they go before a catalogue.
    pub(super) fn over_catalogue(&self, catalogue: usize) -> (Vec<u32>, Vec<u32>) {
        let (rows, catalogues) = (&self.rows_over_catalogue, &self.catalogues_over_catalogue);
        (rows.of(catalogue).to_vec(), catalogues.of(catalogue).to_vec())
    }

    /// Whether anything may go before a row.
    pub(super) fn has_over(&self, row: Id<Matter>) -> bool {
        let (row, catalogue) = (row.index(), self.model.matters[row].catalogue.index());
        let is_empty = |lists: &Lists, of: usize| lists.of(of).is_empty();
        !is_empty(&self.rows_over_row, row)
            || !is_empty(&self.catalogues_over_row, row)
            || !is_empty(&self.rows_over_catalogue, catalogue)
            || !is_empty(&self.catalogues_over_catalogue, catalogue)
    }

    /// The rows that go before a row, in order.
    pub fn over(&self, row: Id<Matter>) -> Vec<Id<Matter>> {
        let catalogue = self.model.matters[row].catalogue;
        let catalogues = self.catalogues_over_row.of(row.index()).iter();
        let catalogues = catalogues.chain(self.catalogues_over_catalogue.of(catalogue.index()));
        let of_catalogues =
            catalogues.flat_map(|each| self.model.catalogues[self.model.catalogues.nth(*each)].matters.iter());
        let rows = self.rows_over_row.of(row.index()).iter().chain(self.rows_over_catalogue.of(catalogue.index()));
        let rows = rows.map(|each| self.model.matters.nth(*each)).chain(of_catalogues.copied());
        let over: BTreeSet<Id<Matter>> = rows.filter(|each| self.first(*each, row) == Some(*each)).collect();
        over.into_iter().collect()
    }
}

/// Pairs of a catalogue and one that took the place of what had taken its place, and so on.
fn replaced_before(model: &Model) -> Vec<(usize, u32)> {
    let replaced = |id: Id<Catalogue>| {
        model.catalogues[id].replaces.iter().filter_map(|at| match at.value {
            Referent::Catalogue(old) => Some(old),
            Referent::Matter(_) => None,
        })
    };
    let mut found = Vec::new();
    for id in model.catalogues.ids() {
        let mut seen = BTreeSet::from([id]);
        let mut open: Vec<Id<Catalogue>> = replaced(id).collect();
        while let Some(old) = open.pop() {
            if seen.insert(old) {
                found.push((old.index(), id.index() as u32));
                open.extend(replaced(old));
            }
        }
    }
    found
}
