//! Regions, lines of business, organs, officers and authorizations.

use super::Builder;
use super::declare::Declared;
use crate::ast::{self, At, Name, Target};
use crate::model::{Business, Catalogue, Given, Id, List, Organ, Reach, Referent, Region, Succession, listed};
use crate::source::Span;
use crate::syntax::keywords;

impl Builder<'_> {
    pub(super) fn organs(&mut self, declared: &Declared<'_>) {
        for (id, ast) in &declared.regions {
            self.model.regions[*id].parent = ast.parent.and_then(|name| self.find(name));
        }
        for (id, ast) in &declared.businesses {
            self.model.businesses[*id].parent = ast.parent.and_then(|name| self.find(name));
        }
        for (id, ast) in &declared.organs {
            self.organ(*id, ast);
        }
        for (id, ast) in &declared.officers {
            self.officer(*id, ast);
        }
        for (id, ast) in &declared.authorizations {
            self.authorization(*id, ast);
        }
    }

    fn organ(&mut self, id: Id<Organ>, ast: &ast::Organ) {
        let tier = ast.tier.and_then(|name| self.tier_id(name));
        let superior = ast.superior.and_then(|name| self.find(name));
        let regions = self.find_all::<Region>(&ast.regions);
        let businesses = self.find_all::<Business>(&ast.business);
        let roles = ast.roles.iter().map(|role| self.role(*role)).collect();
        let successors: Vec<Succession> =
            ast.succeeded_by.iter().filter_map(|succession| self.succession(succession)).collect();
        let life = ast.until.or(ast.since).map(|at| {
            let value = ast::Interval { from: ast.since.map(|at| at.value), to: ast.until.map(|at| at.value) };
            At { value, span: at.span }
        });
        let exists = self.validity(life);
        let organ = &mut self.model.organs[id];
        organ.tier_name = ast.tier;
        organ.tier = tier;
        organ.superior = superior;
        organ.regions = regions;
        organ.businesses = businesses;
        organ.roles = roles;
        organ.exists = exists;
        organ.ended_at = ast.until.map(|at| at.span);
        let mut parts = successors.iter().zip(&ast.succeeded_by);
        organ.has_unknown_successor = successors.len() < ast.succeeded_by.len()
            || parts.any(|(found, written)| found.part.len() < written.part.len());
        organ.successors = successors;
    }

    fn succession(&mut self, ast: &ast::Succession) -> Option<Succession> {
        let part = self.reaches(&ast.part).into_iter().map(|at| at.value).collect();
        Some(Succession { organ: self.find(ast.organ)?, part, part_given: !ast.part.is_empty(), span: ast.organ.0 })
    }

    /// A role, in its English spelling if it is a word of the language.
    pub(super) fn role(&self, name: Name) -> String {
        let text = self.id(name);
        keywords::english(&text).map_or_else(|| text.into_owned(), str::to_owned)
    }

    pub(super) fn find_all<T: super::names::Named>(&mut self, names: &[Name]) -> Vec<Id<T>> {
        self.found(names).collect()
    }

    /// Those that are found; findings tell of the others.
    pub(super) fn found<T: super::names::Named>(&mut self, names: &[Name]) -> impl Iterator<Item = Id<T>> {
        names.iter().filter_map(|name| self.find(*name))
    }

    fn officer(&mut self, id: Id<crate::model::Officer>, ast: &ast::Officer) {
        let organ = self.find(ast.organ);
        let designated_by = ast.designated_by.and_then(|on| self.find(on.name));
        let level = ast.determines.and_then(|name| self.level_id(name));
        let matters = self.reaches(&ast.matters);
        let term = At { value: self.validity(ast.term), span: ast.term.map_or(ast.head.id.0, |at| at.span) };
        let officer = &mut self.model.officers[id];
        officer.organ = organ;
        officer.is_head = ast.is_head.is_some();
        officer.designated_by = designated_by;
        officer.designation_given = ast.designated_by.is_some();
        officer.designated_on = ast.designated_by.and_then(|on| on.on).map(|at| at.value);
        officer.trained = ast.trained.map(|at| at.value);
        officer.level = level.zip(ast.determines).map(|(value, name)| At { value, span: name.0 });
        officer.matters = matters;
        officer.matters_given = !ast.matters.is_empty();
        officer.term = term;
    }

    fn authorization(&mut self, id: Id<crate::model::Authorization>, ast: &ast::Authorization) {
        let grantor = self.find(ast.grantor);
        let grantee = self.find(ast.grantee);
        let level = ast.level.and_then(|name| self.level_id(name));
        let matters = self.reaches(&ast.matters);
        let regions = self.find_all_at::<Region>(&ast.regions);
        let at = |value, span: Span| At { value, span };
        let filed_with = ast.filed_with.map_or(Given::Absent, |on| {
            self.find(on.name).map_or(Given::Faulty, |organ| Given::Is(at(organ, on.name.0)))
        });
        let term = ast.term.map(|at| At { value: self.validity(Some(at)), span: at.span });
        let authorization = &mut self.model.authorizations[id];
        authorization.grantor = grantor;
        authorization.grantee = grantee;
        authorization.level = level.zip(ast.level).map(|(value, name)| At { value, span: name.0 });
        authorization.matters = matters;
        authorization.matters_given = !ast.matters.is_empty();
        authorization.period = ast.period;
        authorization.regions = regions;
        authorization.instrument = ast.instrument.map(|instrument| instrument.words);
        authorization.dated = ast.instrument.and_then(|instrument| instrument.dated).map(|at| at.value);
        authorization.term = term;
        authorization.term_faulty = ast.term.and_then(|at| at.value.to) != term.and_then(|at| at.value.to);
        authorization.filed_with = filed_with;
        authorization.filed_on = ast.filed_with.and_then(|on| on.on).map(|at| at.value);
        authorization.task = ast.task;
        authorization.revoked = ast.revoked;
    }

    fn reaches(&mut self, targets: &[Target]) -> Vec<At<Reach>> {
        targets.iter().filter_map(|target| self.reach(target)).collect()
    }

    fn reach(&mut self, target: &Target) -> Option<At<Reach>> {
        match target {
            Target::Business(name) => Some(At { value: Reach::Business(self.find(*name)?), span: name.0 }),
            Target::Matters(reference) => {
                let at = self.referent(*reference, None)?;
                let value = match at.value {
                    Referent::Catalogue(id) => Reach::Catalogue(id),
                    Referent::Matter(id) => Reach::Matter(id),
                };
                Some(At { value, span: at.span })
            }
        }
    }

    /// What a reference means. Inside a catalogue a bare name is one of its rows, or else a catalogue.
    pub(super) fn referent(
        &mut self,
        reference: ast::Reference,
        inside: Option<Id<Catalogue>>,
    ) -> Option<At<Referent>> {
        let span = reference.item.map_or(reference.name.0, |item| reference.name.0.to(item.0));
        if let Some(item) = reference.item {
            let catalogue = self.find(reference.name)?;
            return Some(At { value: Referent::Matter(self.find_matter(catalogue, item)?), span });
        }
        let Some(inside) = inside else {
            return Some(At { value: Referent::Catalogue(self.find(reference.name)?), span });
        };
        let text = self.id(reference.name);
        if let Some(row) = self.names.rows.get(self.sources, inside, &text) {
            return Some(At { value: Referent::Matter(row), span });
        }
        match self.names.catalogues.get(&text) {
            Some(catalogue) => Some(At { value: Referent::Catalogue(catalogue), span }),
            None => self.find_matter(inside, reference.name).map(|row| At { value: Referent::Matter(row), span }),
        }
    }

    pub(super) fn referents(
        &mut self,
        references: &[ast::Reference],
        inside: Option<Id<Catalogue>>,
    ) -> List<At<Referent>> {
        listed(references.iter().filter_map(|reference| self.referent(*reference, inside)))
    }

    pub(super) fn find_all_at<T: super::names::Named>(&mut self, names: &[Name]) -> Vec<At<Id<T>>> {
        let at = |value, span: Span| At { value, span };
        names.iter().filter_map(|name| self.find(*name).map(|id| at(id, name.0))).collect()
    }
}
