//! The first pass: an id for everything that has a name, with nothing resolved yet.

use std::mem::take;

use rayon::prelude::*;

use super::Builder;
use super::names::NewRows;
use super::rows::{Rows, Written};
use crate::ast::{self, At, Declaration, Head};
use crate::model::{
    Attribute, AttributeType, Authorization, Business, Catalogue, Covered, Direction, Disclosure, Few, Given, GrantLaw,
    Id, Kind, List, Matter, Officer, Organ, PeriodBasis, Regime, Region, Scope, ScopeSet, Validity,
};
use crate::source::{FileId, Sources};

/// Each declaration with the id it got. One whose name was taken is left out.
#[derive(Default)]
pub(super) struct Declared<'a> {
    pub(super) regimes: Vec<(Id<Regime>, &'a ast::Regime)>,
    pub(super) regions: Vec<(Id<Region>, &'a ast::Tree)>,
    pub(super) businesses: Vec<(Id<Business>, &'a ast::Tree)>,
    pub(super) organs: Vec<(Id<Organ>, &'a ast::Organ)>,
    pub(super) officers: Vec<(Id<Officer>, &'a ast::Officer)>,
    pub(super) authorizations: Vec<(Id<Authorization>, &'a ast::Authorization)>,
    pub(super) vocabularies: Vec<&'a ast::Vocabulary>,
    pub(super) attributes: Vec<(Id<Attribute>, &'a ast::Attribute)>,
    pub(super) scopes: Vec<(Id<Scope>, &'a ast::Scope)>,
    pub(super) catalogues: Vec<(Id<Catalogue>, &'a ast::Catalogue)>,
    pub(super) rows: Vec<Rows<'a>>,
    pub(super) disclosures: Vec<(Id<Disclosure>, &'a ast::Disclosure)>,
    pub(super) waivers: Vec<&'a ast::Waive>,
    pub(super) tests: Vec<&'a ast::Test>,
}

impl<'a> Builder<'a> {
    /// `rows` gives the rows of each catalogue, in one or more parts, in the order of catalogues.
    pub(super) fn declare<'d>(
        &mut self,
        files: &[&'d ast::File],
        mut rows: impl FnMut(&'d ast::Catalogue) -> Vec<Written<'d>>,
    ) -> Declared<'d> {
        let mut declared = Declared::default();
        let mut rows_of = Vec::new();
        for declaration in files.iter().flat_map(|file| &file.declarations) {
            let Declaration::Catalogue(ast) = declaration else {
                self.declare_one(declaration, &mut declared);
                continue;
            };
            let rows = rows(ast);
            if let Some(id) = self.bind(ast.head.id, |b| b.model.catalogues.push(Catalogue::named(&ast.head))) {
                declared.catalogues.push((id, ast));
                rows_of.push((id, rows));
            }
        }
        self.declare_rows(rows_of, &mut declared);
        self.model.test_files = files.iter().filter_map(|file| of_tests_only(self.sources, file)).collect();
        declared
    }

    fn declare_one<'d>(&mut self, declaration: &'d Declaration, into: &mut Declared<'d>) {
        match declaration {
            Declaration::Import(_) | Declaration::Catalogue(_) => {}
            Declaration::Waive(waive) => into.waivers.push(waive),
            Declaration::Test(test) => into.tests.push(test),
            Declaration::Regime(ast) => {
                let id = self.bind(ast.head.id, |b| b.model.regimes.push(Regime::named(&ast.head)));
                into.regimes.extend(id.map(|id| (id, &**ast)));
            }
            Declaration::Region(ast) => {
                let id =
                    self.bind(ast.head.id, |b| b.model.regions.push(Region { head: ast.head.clone(), parent: None }));
                into.regions.extend(id.map(|id| (id, ast)));
            }
            Declaration::Business(ast) => {
                let id = self
                    .bind(ast.head.id, |b| b.model.businesses.push(Business { head: ast.head.clone(), parent: None }));
                into.businesses.extend(id.map(|id| (id, ast)));
            }
            Declaration::Organ(ast) => {
                let id = self.bind(ast.head.id, |b| b.model.organs.push(Organ::named(&ast.head)));
                into.organs.extend(id.map(|id| (id, ast)));
            }
            Declaration::Officer(ast) => {
                let id = self.bind(ast.head.id, |b| b.model.officers.push(Officer::named(&ast.head)));
                into.officers.extend(id.map(|id| (id, ast)));
            }
            Declaration::Authorization(ast) => {
                let id = self.bind(ast.head.id, |b| b.model.authorizations.push(Authorization::named(&ast.head)));
                into.authorizations.extend(id.map(|id| (id, ast)));
            }
            Declaration::Vocabulary(ast) => self.declare_vocabulary(ast, into),
            Declaration::Scope(ast) => {
                let id = self.bind(ast.head.id, |b| {
                    let set = ScopeSet::default();
                    b.model.scopes.push(Scope { head: ast.head.clone(), set, narrows: None })
                });
                into.scopes.extend(id.map(|id| (id, ast)));
            }
            Declaration::Disclosure(ast) => {
                let id = self.bind(ast.head.id, |b| b.model.disclosures.push(Disclosure::named(&ast.head)));
                into.disclosures.extend(id.map(|id| (id, ast)));
            }
        }
    }

    fn declare_vocabulary<'d>(&mut self, ast: &'d ast::Vocabulary, into: &mut Declared<'d>) {
        into.vocabularies.push(ast);
        for kind in &ast.kinds {
            self.declare_kind(kind, None);
        }
        for attribute in &ast.attributes {
            let id = self.bind(attribute.head.id, |b| {
                b.model.attributes.push(Attribute {
                    head: attribute.head.clone(),
                    kind: AttributeType::YesNo,
                    better: None,
                    larger: Direction::Greater,
                })
            });
            into.attributes.extend(id.map(|id| (id, attribute)));
        }
    }

    /// Kinds nest no deeper than braces may.
    fn declare_kind(&mut self, ast: &ast::Kind, parent: Option<Id<Kind>>) {
        let id = self.bind(ast.head.id, |b| b.model.kinds.push(Kind { head: ast.head.clone(), parent }));
        for kind in &ast.kinds {
            self.declare_kind(kind, id);
        }
    }

    /// Gives rows their ids: names are read on however many threads.
    fn declare_rows<'d>(&mut self, rows: Vec<(Id<Catalogue>, Vec<Written<'d>>)>, into: &mut Declared<'d>) {
        let named: Vec<NewRows> = rows.par_iter().map(|(_, parts)| self.names.rows.read(self.sources, parts)).collect();
        for ((id, parts), mut named) in rows.into_iter().zip(named) {
            for (name, first) in take(&mut named.taken) {
                self.report_twice(MATTER, name, first);
            }
            into.rows
                .extend(parts.into_iter().zip(take(&mut named.twice)).map(|(part, twice)| Rows::of(id, part, twice)));
            self.model.catalogues[id].matters = self.names.rows.add(id, named);
        }
    }
}

/// The file, if it declares nothing but tests.
fn of_tests_only(sources: &Sources, file: &ast::File) -> Option<FileId> {
    let mut found = None;
    for declaration in &file.declarations {
        match declaration {
            Declaration::Import(_) => {}
            Declaration::Test(test) => found = Some(sources.file_of(test.title.0)),
            Declaration::Region(_)
            | Declaration::Business(_)
            | Declaration::Organ(_)
            | Declaration::Officer(_)
            | Declaration::Authorization(_)
            | Declaration::Vocabulary(_)
            | Declaration::Scope(_)
            | Declaration::Catalogue(_)
            | Declaration::Disclosure(_)
            | Declaration::Waive(_)
            | Declaration::Regime(_) => return None,
        }
    }
    found
}

const MATTER: crate::diagnostic::Text = crate::diagnostic::Text::new("matter", "事项");

// What is only named so far. The second pass fills it in, and so does who makes a model of a document.

impl Regime {
    fn named(head: &Head) -> Self {
        Regime {
            head: head.clone(),
            in_force: Validity::default(),
            levels: Vec::new(),
            tiers: Vec::new(),
            departments: Vec::new(),
            grants: GrantLaw::default(),
            matter_requires: Vec::new(),
            catalogue_requires: Vec::new(),
            officer_requires: Vec::new(),
            head_by_law: None,
            succession: Vec::new(),
            catalogue_issued_by: None,
            years_from: None,
            long_term_approved: None,
            mark: None,
            conflict_highest: None,
            changes: Vec::new(),
        }
    }
}

impl Organ {
    pub(crate) fn named(head: &Head) -> Self {
        Organ {
            head: head.clone(),
            tier: None,
            tier_name: None,
            superior: None,
            regions: Vec::new(),
            businesses: Vec::new(),
            roles: Vec::new(),
            exists: Validity::default(),
            ended_at: None,
            successors: Vec::new(),
            has_unknown_successor: false,
        }
    }
}

impl Officer {
    pub(crate) fn named(head: &Head) -> Self {
        Officer {
            head: head.clone(),
            organ: None,
            is_head: false,
            designated_by: None,
            designation_given: false,
            designated_on: None,
            trained: None,
            level: None,
            matters: Vec::new(),
            matters_given: false,
            term: At { value: Validity::default(), span: head.id.0 },
        }
    }
}

impl Authorization {
    fn named(head: &Head) -> Self {
        Authorization {
            head: head.clone(),
            grantor: None,
            grantee: None,
            level: None,
            matters: Vec::new(),
            matters_given: false,
            period: None,
            regions: Vec::new(),
            instrument: None,
            dated: None,
            term: None,
            term_faulty: false,
            filed_with: Given::Absent,
            filed_on: None,
            task: None,
            revoked: None,
        }
    }
}

impl Disclosure {
    fn named(head: &Head) -> Self {
        Disclosure {
            head: head.clone(),
            basis: Vec::new(),
            in_force: Validity::default(),
            cites: Vec::new(),
            items: Vec::new(),
        }
    }
}

impl Matter {
    pub(crate) fn named(head: &Head, catalogue: Id<Catalogue>) -> Self {
        Matter {
            head: head.clone(),
            catalogue,
            level: Given::Absent,
            level_span: None,
            period: Given::Absent,
            known_to: Given::Absent,
            known_to_span: None,
            produced_by: Few::default(),
            covers: Covered::default(),
            more: None,
        }
    }
}

impl Catalogue {
    pub(crate) fn named(head: &Head) -> Self {
        Catalogue {
            head: head.clone(),
            regime: None,
            issued_by: Vec::new(),
            issuers_given: false,
            issuers_faulty: false,
            number: None,
            dated: None,
            in_force: Validity::default(),
            in_force_span: None,
            basis: Vec::new(),
            demonstrated: None,
            heard: Vec::new(),
            interpreted_by: Vec::new(),
            interpreter_given: false,
            replaces: List::new(),
            yields_to: List::new(),
            prevails_over: List::new(),
            relations_faulty: false,
            relation_given: false,
            relation: None,
            businesses: Vec::new(),
            review_by: None,
            level: None,
            period: None,
            period_basis: PeriodBasis::None,
            excerpt: None,
            note: None,
            cites: Vec::new(),
            matters: Vec::new(),
        }
    }
}
