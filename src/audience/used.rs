//! What visible declarations name: only that is kept of scopes, officers and vocabularies, so that nothing is left that
//! only a hidden row used. What nobody uses goes too, or else what is gone would tell that a hidden row uses it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::visible::Visible;
use crate::ast::At;
use crate::model::{
    Attribute, Authorization, Context, Covered, Formula, Id, Kind, Matter, Member, Model, Officer, Place, Reach,
    Regime, Relation, Scope, ScopeSet, Value, Waiver, nfc, parse_quantity,
};

/// By id where nothing else is said.
pub(super) struct Used<'a> {
    context: &'a Context<'a>,
    visible: &'a Visible,
    pub(super) kinds: Vec<bool>,
    pub(super) attributes: Vec<bool>,
    /// By name.
    pub(super) units: BTreeSet<String>,
    pub(super) scopes: Vec<bool>,
    pub(super) officers: Vec<bool>,
    /// By place.
    pub(super) waivers: Vec<bool>,
}

impl<'a> Used<'a> {
    pub(super) fn of(context: &'a Context<'a>, visible: &'a Visible) -> Self {
        let model = context.model;
        let mut used = Used {
            context,
            visible,
            kinds: vec![false; model.kinds.len()],
            attributes: vec![false; model.attributes.len()],
            units: BTreeSet::new(),
            scopes: vec![false; model.scopes.len()],
            officers: vec![false; model.officers.len()],
            waivers: Vec::new(),
        };
        let rows = || model.matters.iter().filter(|(id, _)| visible.row(*id)).map(|(_, matter)| matter);
        let of_rows = rows().map(|row| &row.covers);
        let of_items = model.disclosures.values().flat_map(|list| &list.items).map(|item| &item.covers);
        of_rows.chain(of_items).for_each(|covered| used.covered(covered));
        rows().filter_map(|row: &Matter| row.known_to.get()).for_each(|set| used.scope_set(set));
        let has_duty = |(id, officer): (Id<Officer>, &Officer)| used.has_duty(officer).then_some(id);
        let with_duty: Vec<Id<Officer>> = model.officers.iter().filter_map(has_duty).collect();
        with_duty.into_iter().for_each(|id| used.officer(id));
        used.all_waivers();
        used
    }

    /// Whether anything is left of what a grant is for. A list that becomes empty would mean everything.
    pub(super) fn grant(&self, grant: &Authorization) -> bool {
        !grant.matters_given || self.reaches(&grant.matters)
    }

    /// The regimes that visible catalogues stand under, and the one that was asked for as that of what names none.
    pub(super) fn regime(&self, id: Id<Regime>) -> bool {
        let model = self.context.model;
        let mut visible = model.catalogues.iter().filter(|(id, _)| self.visible.catalogue(*id));
        model.default_regime == Some(id) || visible.any(|(_, catalogue)| catalogue.regime == Some(id))
    }

    pub(super) fn reach(&self, reach: Reach) -> bool {
        match reach {
            Reach::Business(_) => true,
            Reach::Catalogue(id) => self.visible.catalogue(id),
            Reach::Matter(id) => self.visible.row(id),
        }
    }

    fn reaches(&self, reaches: &[At<Reach>]) -> bool {
        reaches.iter().any(|at| self.reach(at.value))
    }

    /// Whether an officer decides anything visible. A head has all that the organ has, whatever is written.
    fn has_duty(&self, officer: &Officer) -> bool {
        officer.is_head || !officer.matters_given || self.reaches(&officer.matters)
    }

    fn officer(&mut self, id: Id<Officer>) {
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| !self.officers[id.index()]) {
            self.officers[id.index()] = true;
            next = self.model().officers[id].designated_by;
        }
    }

    fn scope_set(&mut self, set: &ScopeSet) {
        let mut open = self.members(set);
        while let Some(id) = open.pop() {
            if !std::mem::replace(&mut self.scopes[id.index()], true) {
                let scope = &self.model().scopes[id];
                open.extend(self.members(&scope.set));
                open.extend(scope.narrows);
            }
        }
    }

    /// The scopes of a set; its officers are noted.
    fn members(&mut self, set: &ScopeSet) -> Vec<Id<Scope>> {
        let mut scopes = Vec::new();
        for at in set.members.iter().chain(&set.excluded) {
            match at.value {
                Member::Scope(id) => scopes.push(id),
                Member::Officer(id) => self.officer(id),
                Member::Organ { .. } | Member::Post { .. } | Member::Group { .. } | Member::Opaque => {}
            }
        }
        scopes
    }

    fn all_waivers(&mut self) {
        let waivers = &self.model().waivers;
        self.waivers = waivers.iter().map(|waiver| self.waiver(waiver)).collect();
        let kept = waivers.iter().zip(self.waivers.clone()).filter(|(_, is_kept)| *is_kept);
        kept.filter_map(|(waiver, _)| waiver.approved_by).for_each(|by| self.officer(by));
    }

    fn waiver(&self, waiver: &Waiver) -> bool {
        waiver.place.is_some_and(|at| match at.value {
            Place::Catalogue(id) => self.visible.catalogue(id),
            Place::Matter(id) => self.visible.row(id),
            Place::Organ(_) | Place::Disclosure(_) => true,
            Place::Officer(id) => self.officers[id.index()],
            Place::Authorization(id) => self.grant(&self.model().authorizations[id]),
            Place::Scope(id) => self.scopes[id.index()],
            Place::Regime(id) => self.regime(id),
        })
    }

    fn covered(&mut self, covered: &Covered) {
        for clause in &covered.clauses {
            clause.kinds.iter().for_each(|kind| self.kind(*kind));
            self.formula(&clause.condition);
        }
        covered.except_where.iter().for_each(|formula| self.formula(formula));
    }

    /// A kind and those that it lies in.
    fn kind(&mut self, kind: Id<Kind>) {
        let mut next = Some(kind);
        while let Some(id) = next.filter(|id| !self.kinds[id.index()]) {
            self.kinds[id.index()] = true;
            next = self.model().kinds[id].parent;
        }
    }

    fn formula(&mut self, formula: &Formula) {
        match formula {
            Formula::True => {}
            Formula::Any(parts) | Formula::All(parts) => parts.iter().for_each(|part| self.formula(part)),
            Formula::Not(inner) => self.formula(inner),
            Formula::Test { attribute, relation, .. } => self.test(*attribute, relation),
        }
    }

    fn test(&mut self, attribute: Id<Attribute>, relation: &Relation) {
        self.attributes[attribute.index()] = true;
        match relation {
            Relation::Compare(comparison) => self.value(&comparison.value()),
            Relation::Between(between) => [&between.low, &between.high].into_iter().for_each(|value| self.value(value)),
            Relation::OneOf(_) | Relation::Truth(_) => {}
        }
    }

    /// The unit that a quantity is written in, if a vocabulary declares it.
    fn value(&mut self, value: &Value) {
        let Value::Quantity(_, span) = value else { return };
        let declared = &self.model().units;
        let found = RefCell::new(None);
        let look_up = |unit: &str| {
            let (name, meaning) = declared.get_key_value(&*nfc(unit))?;
            *found.borrow_mut() = Some(name.clone());
            Some(*meaning)
        };
        // That it can be read is known: what counts is the unit that was asked for.
        let _ = parse_quantity(self.context.sources.text(*span), &look_up);
        self.units.extend(found.into_inner());
    }

    fn model(&self) -> &'a Model {
        self.context.model
    }
}
