//! What a power reaches over, and what two of them have in common.

use crate::model::Forest;
use crate::model::{Business, Catalogue, Id, Matter, Model, Reach};

/// A set of rows that can be written with one name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Atom {
    All,
    /// The rows of catalogues that name no line of business: a bound by business is not held against them.
    Unclassified,
    Business(Id<Business>),
    Catalogue(Id<Catalogue>),
    Matter(Id<Matter>),
}

impl From<Reach> for Atom {
    fn from(reach: Reach) -> Self {
        match reach {
            Reach::Business(id) => Atom::Business(id),
            Reach::Catalogue(id) => Atom::Catalogue(id),
            Reach::Matter(id) => Atom::Matter(id),
        }
    }
}

/// How atoms lie in one another.
#[derive(Clone, Debug)]
pub struct Reaches<'m> {
    model: &'m Model,
    businesses: Forest,
    /// The catalogues that stand in more than one line of business.
    shared: Vec<Id<Catalogue>>,
}

impl<'m> Reaches<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let businesses: Vec<&Business> = model.businesses.values().collect();
        let forest = Forest::new(businesses.len(), |index| businesses[index].parent);
        let shared = model.catalogues.iter().filter(|(_, catalogue)| catalogue.businesses.len() > 1);
        Reaches { model, businesses: forest, shared: shared.map(|(id, _)| id).collect() }
    }

    /// Whether every row of the second lies in the first.
    pub fn contains(&self, outer: Atom, inner: Atom) -> bool {
        match (outer, inner) {
            (Atom::All, _) => true,
            (outer, inner) if outer == inner => true,
            (outer, Atom::Matter(row)) => self.contains(outer, Atom::Catalogue(self.model.matters[row].catalogue)),
            (Atom::Business(outer), Atom::Business(inner)) => self.businesses.lies_in(inner, outer),
            (Atom::Business(business), Atom::Catalogue(catalogue)) => self.is_in_business(catalogue, business),
            (Atom::Unclassified, Atom::Catalogue(catalogue)) => self.model.catalogues[catalogue].businesses.is_empty(),
            (Atom::Unclassified | Atom::Business(_) | Atom::Catalogue(_) | Atom::Matter(_), _) => false,
        }
    }

    /// Calls `found` with what both have in common, in as few atoms as it takes.
    pub(super) fn meet(&self, a: Atom, b: Atom, mut found: impl FnMut(Atom)) {
        if self.contains(a, b) {
            found(b);
        } else if self.contains(b, a) {
            found(a);
        } else if let (Atom::Business(a), Atom::Business(b)) = (a, b) {
            let in_both =
                |catalogue: &&Id<Catalogue>| self.is_in_business(**catalogue, a) && self.is_in_business(**catalogue, b);
            self.shared.iter().filter(in_both).for_each(|catalogue| found(Atom::Catalogue(*catalogue)));
        }
    }

    /// Whether some row could lie in both.
    pub fn have_common(&self, a: Atom, b: Atom) -> bool {
        let mut is_any = false;
        self.meet(a, b, |_| is_any = true);
        is_any
    }

    /// Every atom that a catalogue lies in.
    pub fn around(&self, catalogue: Id<Catalogue>) -> Vec<Atom> {
        let businesses = &self.model.catalogues[catalogue].businesses;
        let mut atoms = vec![Atom::All, Atom::Catalogue(catalogue)];
        if businesses.is_empty() {
            atoms.push(Atom::Unclassified);
        }
        for business in businesses {
            let parent = |id: &Id<Business>| {
                let parent = self.model.businesses[*id].parent;
                parent.filter(|parent| self.businesses.lies_in(*id, *parent))
            };
            atoms.extend(std::iter::successors(Some(*business), parent).map(Atom::Business));
        }
        atoms.sort_unstable();
        atoms.dedup();
        atoms
    }

    fn is_in_business(&self, catalogue: Id<Catalogue>, business: Id<Business>) -> bool {
        self.model.catalogues[catalogue].businesses.iter().any(|own| self.businesses.lies_in(*own, business))
    }
}
