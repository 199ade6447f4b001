//! New ids in what is kept. References to what is hidden are gone.

use super::kept::{Kept, change};
use crate::ast::At;
use crate::model::{
    Attribute, Authorization, Catalogue, Covered, Formula, Given, Kind, List, Matter, Member, Model, Officer, Organ,
    Place, Reach, Referent, Regime, Scope, ScopeSet, Waiver, listed,
};

pub(super) struct Moved {
    pub(super) regimes: Kept<Regime>,
    pub(super) officers: Kept<Officer>,
    pub(super) authorizations: Kept<Authorization>,
    pub(super) kinds: Kept<Kind>,
    pub(super) attributes: Kept<Attribute>,
    pub(super) scopes: Kept<Scope>,
    pub(super) catalogues: Kept<Catalogue>,
    pub(super) matters: Kept<Matter>,
}

impl Moved {
    pub(super) fn all(&self, model: &mut Model) {
        change(&mut model.organs, |organ| self.organ(organ));
        change(&mut model.officers, |officer| self.officer(officer));
        change(&mut model.authorizations, |grant| self.reaches(&mut grant.matters));
        change(&mut model.kinds, |kind| kind.parent = kind.parent.map(|parent| self.kinds.moved(parent)));
        change(&mut model.scopes, |scope| {
            self.scope_set(&mut scope.set);
            scope.narrows = scope.narrows.map(|narrows| self.scopes.moved(narrows));
        });
        change(&mut model.catalogues, |catalogue| self.catalogue(catalogue));
        change(&mut model.matters, |matter| self.matter(matter));
        let items =
            |list: &mut crate::model::Disclosure| list.items.iter_mut().for_each(|item| self.covered(&mut item.covers));
        change(&mut model.disclosures, items);
        model.waivers.iter_mut().for_each(|waiver| self.waiver(waiver));
        model.default_regime = model.default_regime.map(|regime| self.regimes.moved(regime));
    }

    /// A succession to a part of which nothing is left goes whole: an empty part would mean everything.
    fn organ(&self, organ: &mut Organ) {
        organ.successors.retain_mut(|succession| {
            succession.part = succession.part.iter().filter_map(|reach| self.reach(*reach)).collect();
            !succession.part_given || !succession.part.is_empty()
        });
    }

    /// An officer whose list is empty and written decides nothing; a head decides everything, whatever is written.
    fn officer(&self, officer: &mut Officer) {
        self.reaches(&mut officer.matters);
        officer.matters_given &= !officer.is_head || !officer.matters.is_empty();
        officer.designated_by = officer.designated_by.map(|by| self.officers.moved(by));
    }

    fn reaches(&self, reaches: &mut Vec<At<Reach>>) {
        *reaches = kept(reaches, |reach| self.reach(reach)).collect();
    }

    fn reach(&self, reach: Reach) -> Option<Reach> {
        match reach {
            Reach::Business(_) => Some(reach),
            Reach::Catalogue(id) => self.catalogues.get(id).map(Reach::Catalogue),
            Reach::Matter(id) => self.matters.get(id).map(Reach::Matter),
        }
    }

    fn scope_set(&self, set: &mut ScopeSet) {
        for at in set.members.iter_mut().chain(&mut set.excluded) {
            at.value = match at.value {
                Member::Officer(id) => Member::Officer(self.officers.moved(id)),
                Member::Scope(id) => Member::Scope(self.scopes.moved(id)),
                other @ (Member::Organ { .. } | Member::Post { .. } | Member::Group { .. } | Member::Opaque) => other,
            };
        }
    }

    fn catalogue(&self, catalogue: &mut Catalogue) {
        catalogue.regime = catalogue.regime.map(|regime| self.regimes.moved(regime));
        catalogue.matters = catalogue.matters.iter().filter_map(|row| self.matters.get(*row)).collect();
        self.referents(&mut catalogue.replaces);
        self.referents(&mut catalogue.yields_to);
        self.referents(&mut catalogue.prevails_over);
        let relations = [&catalogue.replaces, &catalogue.yields_to, &catalogue.prevails_over];
        catalogue.relation_given = catalogue.relation.is_some() || relations.iter().any(|list| !list.is_empty());
    }

    fn matter(&self, matter: &mut Matter) {
        matter.catalogue = self.catalogues.moved(matter.catalogue);
        if let Given::Is(set) = &mut matter.known_to {
            self.scope_set(set);
        }
        self.covered(&mut matter.covers);
        if let Some(more) = &mut matter.more {
            self.referents(&mut more.prevails_over);
            self.referents(&mut more.yields_to);
            self.referents(&mut more.same_as);
            self.referents(&mut more.part_of);
        }
    }

    fn covered(&self, covered: &mut Covered) {
        for clause in &mut covered.clauses {
            clause.kinds.iter_mut().for_each(|kind| *kind = self.kinds.moved(*kind));
            self.formula(&mut clause.condition);
        }
        if let Some(more) = &mut covered.more {
            more.except_where.iter_mut().for_each(|formula| self.formula(formula));
            self.referents(&mut more.except);
        }
    }

    fn formula(&self, formula: &mut Formula) {
        match formula {
            Formula::True => {}
            Formula::Any(parts) | Formula::All(parts) => parts.iter_mut().for_each(|part| self.formula(part)),
            Formula::Not(inner) => self.formula(inner),
            Formula::Test { attribute, .. } => *attribute = self.attributes.moved(*attribute),
        }
    }

    fn referents(&self, referents: &mut List<At<Referent>>) {
        let moved = |referent| match referent {
            Referent::Catalogue(id) => self.catalogues.get(id).map(Referent::Catalogue),
            Referent::Matter(id) => self.matters.get(id).map(Referent::Matter),
        };
        *referents = listed(kept(referents, moved));
    }

    fn waiver(&self, waiver: &mut Waiver) {
        waiver.approved_by = waiver.approved_by.map(|by| self.officers.moved(by));
        waiver.place = waiver.place.map(|at| At { value: self.place(at.value), span: at.span });
    }

    fn place(&self, place: Place) -> Place {
        match place {
            Place::Catalogue(id) => Place::Catalogue(self.catalogues.moved(id)),
            Place::Matter(id) => Place::Matter(self.matters.moved(id)),
            Place::Officer(id) => Place::Officer(self.officers.moved(id)),
            Place::Authorization(id) => Place::Authorization(self.authorizations.moved(id)),
            Place::Scope(id) => Place::Scope(self.scopes.moved(id)),
            Place::Regime(id) => Place::Regime(self.regimes.moved(id)),
            Place::Organ(_) | Place::Disclosure(_) => place,
        }
    }
}

/// What has a new value, with it.
fn kept<T: Copy>(list: &[At<T>], moved: impl Fn(T) -> Option<T>) -> impl Iterator<Item = At<T>> {
    list.iter().filter_map(move |at| Some(At { value: moved(at.value)?, ..*at }))
}
