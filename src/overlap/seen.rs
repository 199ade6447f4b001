//! What the tests in the conditions of a row say of an object whose values are given.

use super::decide::Object;
use super::objects::axis_of;
use super::overlaps::Overlaps;
use crate::model::{Attribute, Covers, Formula, Id, Kind, Matter, Relation};
use crate::source::Span;

/// A test at its place. An `is` with several values is several tests at one place.
type Leaf<'f> = (Id<Attribute>, &'f Relation, Span);

impl Overlaps<'_> {
    /// The rows that speak of a kind, in order.
    pub fn rows_on(&self, kind: Id<Kind>) -> Vec<Id<Matter>> {
        let speaks = |row: &Id<Matter>| self.clauses_on(*row, kind).next().is_some();
        self.model().matters.ids().filter(speaks).collect()
    }

    /// The places of the tests in the conditions of a row, exceptions included.
    pub fn tests(&self, row: Id<Matter>) -> Vec<Span> {
        let covers = &self.model().matters[row].covers;
        let formulas = covers.clauses.iter().map(|clause| &clause.condition).chain(&covers.except_where);
        let mut places: Vec<Span> = leaves(formulas).into_iter().map(|(.., span)| span).collect();
        places.dedup();
        places
    }

    /// Whether an object meets each of them. Nothing is said of clauses on other kinds, and of values that are not given.
    pub fn seen(&self, row: Id<Matter>, object: &Object) -> Vec<(Span, bool)> {
        let axes = &self.regions().axes;
        let covers = &self.model().matters[row].covers;
        let clauses: Vec<&Formula> = self.clauses_on(row, object.kind).map(|clause| &clause.condition).collect();
        let Some(block) = axes.block_of(object.kind, &object.values).filter(|_| !clauses.is_empty()) else {
            return Vec::new();
        };
        let leaves = leaves(clauses.into_iter().chain(&covers.except_where));
        let holds = |(attribute, relation, _): &Leaf<'_>| {
            let mine = block.side(axis_of(*attribute))?;
            Some(mine.is_within(&axes.cells(*attribute, relation)))
        };
        let places = leaves.chunk_by(|one, other| one.2 == other.2);
        places
            .filter_map(|place| {
                let said: Vec<bool> = place.iter().map(holds).collect::<Option<_>>()?;
                Some((place[0].2, said.contains(&true)))
            })
            .collect()
    }

    fn clauses_on(&self, row: Id<Matter>, kind: Id<Kind>) -> impl Iterator<Item = &Covers> {
        let axes = &self.regions().axes;
        let clauses = self.model().matters[row].covers.clauses.iter();
        clauses.filter(move |clause| axes.kinds(&clause.kinds).contains(axes.kind_cell(kind)))
    }
}

fn leaves<'f>(formulas: impl IntoIterator<Item = &'f Formula>) -> Vec<Leaf<'f>> {
    let mut found = Vec::new();
    formulas.into_iter().for_each(|formula| add_leaves(formula, &mut found));
    found
}

/// As deep as the parentheses of the text, which are bounded.
fn add_leaves<'f>(formula: &'f Formula, found: &mut Vec<Leaf<'f>>) {
    match formula {
        Formula::True => {}
        Formula::Any(parts) | Formula::All(parts) => parts.iter().for_each(|part| add_leaves(part, found)),
        Formula::Not(inner) => add_leaves(inner, found),
        Formula::Test { attribute, relation, span } => found.push((*attribute, relation, *span)),
    }
}
