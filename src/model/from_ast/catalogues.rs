//! Catalogues and their rows, disclosure lists, waivers.

use super::Builder;
use super::declare::Declared;
use crate::ast::{self, At, Basis};
use crate::diagnostic::{Arg, Diagnostic, Text};
use crate::faults;
use crate::model::{
    Business, Catalogue, DisclosureItem, Id, Organ, Period, PeriodBasis, Place, Referent, Regime, Waiver,
};

const NO_REGIME: Text = Text::new("catalogue {0} names no regime", "目录 {0} 没有写明依据的法规");
const NAME_REGIME: Text = Text::new(
    "write `under REGIME` behind its title, or set `regime` in dingmi.toml",
    "请在标题后写 `依据法规 …`，或在 dingmi.toml 中设置 `regime`",
);
const DECLARATION: Text = Text::new(
    "catalogue, matter, organ, officer, authorization or scope",
    "目录、事项、机关、定密责任人、定密授权或知悉范围",
);

impl Builder<'_> {
    pub(super) fn catalogues(&mut self, declared: &Declared<'_>) {
        for (id, ast) in &declared.catalogues {
            let regime = self.regime_of(ast);
            self.model.catalogues[*id].regime = regime;
            self.catalogue(*id, regime, ast);
        }
    }

    fn regime_of(&mut self, ast: &ast::Catalogue) -> Option<Id<Regime>> {
        match ast.regime {
            Some(name) => self.find(name),
            None => {
                if self.default_regime.is_none() {
                    let message = NO_REGIME.with([Arg::id(self.id(ast.head.id))]);
                    let finding = Diagnostic::new(&faults::UNKNOWN_REFERENCE, ast.head.id.0, message);
                    self.report(finding.help(NAME_REGIME));
                }
                self.default_regime
            }
        }
    }

    fn catalogue(&mut self, id: Id<Catalogue>, regime: Option<Id<Regime>>, ast: &ast::Catalogue) {
        let issued_by = self.find_all_at::<Organ>(&ast.issued_by);
        let interpreted_by = self.find_all::<Organ>(&ast.interpreted_by);
        for hearing in &ast.heard {
            if let ast::Hearing::Organ(name) = hearing {
                self.find::<Organ>(*name);
            }
        }
        let businesses = self.find_all::<Business>(&ast.business);
        let replaces = self.referents(&ast.replaces, None);
        let yields_to = self.referents(&ast.yields_to, None);
        let prevails_over = self.referents(&ast.prevails_over, None);
        let level = ast.level.and_then(|name| self.level(regime, name).get().copied());
        let (period, period_basis) = self.period(ast.period.as_deref()).unzip();
        let cites = self.citations(&ast.cites);
        let in_force = self.validity(ast.in_force);
        let catalogue = &mut self.model.catalogues[id];
        catalogue.issued_by = issued_by;
        catalogue.issuers_given = !ast.issued_by.is_empty();
        catalogue.issuers_faulty = catalogue.issued_by.len() < ast.issued_by.len();
        catalogue.number = ast.number;
        catalogue.dated = ast.dated.map(|at| at.value);
        catalogue.in_force = in_force;
        catalogue.in_force_span = ast.in_force.map(|at| at.span);
        catalogue.basis = ast.basis.clone();
        catalogue.demonstrated = ast.demonstrated.map(|at| at.value);
        catalogue.heard = ast.heard.clone();
        catalogue.interpreted_by = interpreted_by;
        catalogue.interpreter_given = !ast.interpreted_by.is_empty();
        catalogue.relation_given = ast.relation.is_some()
            || [&ast.replaces, &ast.yields_to, &ast.prevails_over].into_iter().any(|relation| !relation.is_empty());
        let written = [&ast.replaces, &ast.yields_to, &ast.prevails_over];
        let found = [&replaces, &yields_to, &prevails_over];
        catalogue.relations_faulty = written.iter().zip(found).any(|(written, found)| found.len() < written.len());
        catalogue.replaces = replaces;
        catalogue.yields_to = yields_to;
        catalogue.prevails_over = prevails_over;
        catalogue.relation = ast.relation;
        catalogue.businesses = businesses;
        catalogue.review_by = ast.review_by;
        catalogue.level = level;
        catalogue.period = period;
        catalogue.period_basis = period_basis.unwrap_or_default();
        catalogue.excerpt = ast.excerpt;
        catalogue.note = ast.note;
        catalogue.cites = cites;
    }

    pub(super) fn period(&mut self, ast: Option<&ast::Period>) -> Option<(Period, PeriodBasis)> {
        let ast = ast?;
        let basis = match ast.basis {
            None => PeriodBasis::None,
            Some(Basis::Provided(words)) => PeriodBasis::Provided(words),
            Some(Basis::Approved { by, instrument }) => match self.find(by) {
                Some(by) => PeriodBasis::Approved { by, instrument },
                None => PeriodBasis::Faulty,
            },
        };
        Some((Period { length: ast.length, span: ast.span }, basis))
    }

    pub(super) fn disclosures(&mut self, declared: &Declared<'_>) {
        for (id, ast) in &declared.disclosures {
            let mut items = Vec::with_capacity(ast.items.len());
            for item in &ast.items {
                let mut covers = self.covered(&item.covers);
                self.exceptions(&mut covers, (&item.except, &item.except_where), None);
                let cites = self.citations(&item.cites);
                items.push(DisclosureItem { head: item.head.clone(), covers, cites });
            }
            let cites = self.citations(&ast.cites);
            let in_force = self.validity(ast.in_force);
            let disclosure = &mut self.model.disclosures[*id];
            disclosure.basis = ast.basis.clone();
            disclosure.in_force = in_force;
            disclosure.cites = cites;
            disclosure.items = items;
        }
    }

    pub(super) fn waivers(&mut self, declared: &Declared<'_>) {
        for ast in &declared.waivers {
            let waiver = Waiver {
                span: ast.span,
                rule: ast.rule,
                place: ast.on.and_then(|reference| self.place(reference)),
                place_given: ast.on.is_some(),
                because: ast.because,
                approved_by: ast.approved_by.and_then(|name| self.find(name)),
                approver_given: ast.approved_by.is_some(),
                until: ast.until,
            };
            self.model.waivers.push(waiver);
        }
    }

    pub(super) fn place(&mut self, reference: ast::Reference) -> Option<At<Place>> {
        if reference.item.is_some() {
            let at = self.referent(reference, None)?;
            let value = match at.value {
                Referent::Catalogue(id) => Place::Catalogue(id),
                Referent::Matter(id) => Place::Matter(id),
            };
            return Some(At { value, span: at.span });
        }
        let text = self.id(reference.name);
        let names = &self.names;
        let found = (names.catalogues.get(&text).map(Place::Catalogue))
            .or_else(|| names.organs.get(&text).map(Place::Organ))
            .or_else(|| names.officers.get(&text).map(Place::Officer))
            .or_else(|| names.authorizations.get(&text).map(Place::Authorization))
            .or_else(|| names.scopes.get(&text).map(Place::Scope))
            .or_else(|| names.disclosures.get(&text).map(Place::Disclosure))
            .or_else(|| names.regimes.get(&text).map(Place::Regime));
        if found.is_none() {
            self.report_unknown(DECLARATION, reference.name, None);
        }
        found.map(|value| At { value, span: reference.name.0 })
    }
}
