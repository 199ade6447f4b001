//! Regimes: a body of law as data.

use pest::iterators::{Pair, Pairs};

use super::{Reader, next, unexpected};
use crate::ast::{
    At, Bound, ChangeLaw, Citation, Clause, Department, GrantLaw, Issuers, Law, Level, MarkLaw, Name, Redelegation,
    Regime, Requirement, TermCap, Tier, Words, YearsFrom,
};
use crate::source::Span;
use crate::syntax::Rule;

impl Reader {
    pub(super) fn regime(&mut self, mut inner: Pairs<'_, Rule>) -> Regime {
        let mut regime = Regime {
            head: self.head(&mut inner),
            in_force: None,
            laws: Vec::new(),
            levels: Vec::new(),
            tiers: Vec::new(),
            departments: Vec::new(),
            grants: None,
            matter_requires: Vec::new(),
            catalogue_requires: Vec::new(),
            officer_requires: Vec::new(),
            head_by_law: None,
            succession: None,
            catalogue_issued_by: None,
            years_from: None,
            long_term_approved: None,
            mark: None,
            conflict_highest: None,
            changes: Vec::new(),
            note: None,
        };
        self.fields(inner, |reader, pair| reader.regime_item(pair, &mut regime));
        regime
    }

    fn regime_item(&mut self, pair: Pair<'_, Rule>, regime: &mut Regime) {
        let span = self.span(&pair);
        let rule = pair.as_rule();
        let inner = pair.into_inner();
        match rule {
            Rule::in_force_field => regime.in_force = Some(self.interval(inner)),
            Rule::law => regime.laws.push(self.law(inner)),
            Rule::level => regime.levels.push(self.level(inner)),
            Rule::tier => regime.tiers.push(self.tier(inner)),
            Rule::department => regime.departments.push(self.department(inner)),
            Rule::grant_law => regime.grants = Some(self.grant_law(inner)),
            Rule::matter_requires => regime.matter_requires.push(self.requirement(span, inner)),
            Rule::catalogue_requires => regime.catalogue_requires.push(self.requirement(span, inner)),
            Rule::officer_requires => regime.officer_requires.push(self.requirement(span, inner)),
            Rule::head_by_law => regime.head_by_law = Some(Clause { span, cites: self.cited(inner) }),
            Rule::succession_law => regime.succession = Some(Clause { span, cites: self.cited(inner) }),
            Rule::catalogue_issued_by => regime.catalogue_issued_by = Some(self.issuers(inner)),
            Rule::period_in_years => regime.years_from = Some(self.years_from(inner)),
            Rule::long_term_requires => regime.long_term_approved = Some(Clause { span, cites: self.cited(inner) }),
            Rule::mark_law => regime.mark = Some(self.mark_law(span, inner)),
            Rule::conflict_law => regime.conflict_highest = Some(Clause { span, cites: self.cited(inner) }),
            Rule::change_law => regime.changes.push(self.change_law(inner)),
            Rule::note_field => regime.note = Some(Words(self.only(inner))),
            rule => unexpected(rule),
        }
    }

    fn law(&mut self, mut inner: Pairs<'_, Rule>) -> Law {
        let key = Name(self.next_span(&mut inner));
        let title = Words(self.next_span(&mut inner));
        let in_force = inner.peek().is_some().then(|| self.interval(inner).value);
        Law { key, title, in_force }
    }

    fn level(&mut self, mut inner: Pairs<'_, Rule>) -> Level {
        let mut level = Level {
            head: self.head(&mut inner),
            rank: None,
            cap: None,
            records_readers: None,
            narrowed: None,
            also_called: Vec::new(),
            cites: Vec::new(),
        };
        self.fields(inner, |reader, pair| {
            let span = reader.span(&pair);
            let rule = pair.as_rule();
            let mut inner = pair.into_inner();
            match rule {
                Rule::rank_field => level.rank = Some(At { value: reader.integer(&next(&mut inner)), span }),
                Rule::cap_field => level.cap = Some(reader.duration(next(&mut inner))),
                Rule::record_readers_field => level.records_readers = Some(span),
                Rule::narrowed_field => level.narrowed = Some(span),
                Rule::also_called_field => level.also_called = reader.also_called(inner),
                Rule::cites_field => level.cites = reader.cites(inner),
                rule => unexpected(rule),
            }
        });
        level
    }

    fn tier(&mut self, mut inner: Pairs<'_, Rule>) -> Tier {
        let mut tier = Tier {
            head: self.head(&mut inner),
            determines: None,
            authorizes: None,
            within: Vec::new(),
            files_with: None,
            also_called: Vec::new(),
            cites: Vec::new(),
        };
        self.fields(inner, |reader, pair| {
            let rule = pair.as_rule();
            let inner = pair.into_inner();
            match rule {
                Rule::power_field => tier.determines = Some(Name(reader.only(inner))),
                Rule::authorizes_field => tier.authorizes = Some(Name(reader.only(inner))),
                Rule::within_field => tier.within = inner.map(bound).collect(),
                Rule::files_with_field => tier.files_with = Some(Name(reader.only(inner))),
                Rule::also_called_field => tier.also_called = reader.also_called(inner),
                Rule::cites_field => tier.cites = reader.cites(inner),
                rule => unexpected(rule),
            }
        });
        tier
    }

    fn department(&mut self, mut inner: Pairs<'_, Rule>) -> Department {
        let head = self.head(&mut inner);
        let mut department = Department { head, roles: Vec::new(), tier: None, cites: Vec::new() };
        self.fields(inner, |reader, pair| {
            let rule = pair.as_rule();
            let inner = pair.into_inner();
            match rule {
                Rule::role_field => department.roles = reader.names(inner),
                Rule::tier_field => department.tier = Some(Name(reader.only(inner))),
                Rule::cites_field => department.cites = reader.cites(inner),
                rule => unexpected(rule),
            }
        });
        department
    }

    fn grant_law(&mut self, inner: Pairs<'_, Rule>) -> GrantLaw {
        let mut law = GrantLaw::default();
        self.fields(inner, |reader, pair| {
            let span = reader.span(&pair);
            let rule = pair.as_rule();
            let inner = pair.into_inner();
            match rule {
                Rule::in_writing_field => law.in_writing = Some(span),
                Rule::redelegation_field => {
                    law.redelegation = Some(At { value: reader.redelegation(inner), span });
                }
                Rule::term_cap_field => law.term = Some(At { value: reader.term_cap(inner), span }),
                Rule::cites_field => law.cites = reader.cites(inner),
                rule => unexpected(rule),
            }
        });
        law
    }

    fn redelegation(&mut self, mut inner: Pairs<'_, Rule>) -> Redelegation {
        let pair = next(&mut inner);
        match pair.as_rule() {
            Rule::forbidden => Redelegation::Forbidden,
            Rule::integer => Redelegation::AtMost(self.integer(&pair)),
            rule => unexpected(rule),
        }
    }

    fn term_cap(&mut self, mut inner: Pairs<'_, Rule>) -> TermCap {
        let first = next(&mut inner);
        let advised = first.as_rule() == Rule::advised;
        let duration = if advised { next(&mut inner) } else { first };
        TermCap { advised, most: self.duration(duration).value }
    }

    fn requirement(&mut self, span: Span, mut inner: Pairs<'_, Rule>) -> Requirement {
        let fields = next(&mut inner).into_inner().map(|pair| Name(self.span(&pair))).collect();
        let mut requirement = Requirement { span, fields, advised: false, from: None, cites: Vec::new() };
        for pair in inner {
            match pair.as_rule() {
                Rule::advised => requirement.advised = true,
                Rule::from_date => requirement.from = self.only_date(pair.into_inner()).map(|at| at.value),
                Rule::cited => requirement.cites = self.cites(pair.into_inner()),
                rule => unexpected(rule),
            }
        }
        requirement
    }

    fn mark_law(&mut self, span: Span, mut inner: Pairs<'_, Rule>) -> MarkLaw {
        let sign = Words(self.next_span(&mut inner));
        MarkLaw { sign, requires: self.requirement(span, inner) }
    }

    fn issuers(&mut self, mut inner: Pairs<'_, Rule>) -> Issuers {
        let mut issuers = Issuers { department: Name(self.next_span(&mut inner)), with: None, cites: Vec::new() };
        for pair in inner {
            match pair.as_rule() {
                Rule::with_tier => issuers.with = Some(Name(self.only(pair.into_inner()))),
                Rule::cited => issuers.cites = self.cites(pair.into_inner()),
                rule => unexpected(rule),
            }
        }
        issuers
    }

    fn change_law(&mut self, mut inner: Pairs<'_, Rule>) -> ChangeLaw {
        let fields = next(&mut inner).into_inner().map(|pair| Name(self.span(&pair))).collect();
        let mut law = ChangeLaw { fields, by_original: false, by_superior: false, cites: Vec::new() };
        for pair in inner {
            match pair.as_rule() {
                Rule::by_original => law.by_original = true,
                Rule::by_superior => law.by_superior = true,
                Rule::cited => law.cites = self.cites(pair.into_inner()),
                rule => unexpected(rule),
            }
        }
        law
    }

    fn years_from(&mut self, mut inner: Pairs<'_, Rule>) -> YearsFrom {
        let from = self.duration(next(&mut inner)).value;
        YearsFrom { from, cites: self.cited(inner) }
    }

    /// `cites …` at the end of a clause.
    fn cited(&mut self, mut inner: Pairs<'_, Rule>) -> Vec<Citation> {
        inner.next().map(|pair| self.cites(pair.into_inner())).unwrap_or_default()
    }
}

fn bound(pair: Pair<'_, Rule>) -> Bound {
    match pair.as_rule() {
        Rule::by_business => Bound::Business,
        Rule::by_region => Bound::Region,
        rule => unexpected(rule),
    }
}
