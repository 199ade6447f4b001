//! Organs, officers and authorizations.

use pest::iterators::Pairs;

use super::{Reader, next, unexpected};
use crate::ast::{Authorization, Instrument, Name, Officer, Organ, Succession, Words};
use crate::syntax::Rule;

impl Reader {
    pub(super) fn organ(&mut self, mut inner: Pairs<'_, Rule>) -> Organ {
        let mut organ = Organ {
            head: self.head(&mut inner),
            tier: None,
            superior: None,
            regions: Vec::new(),
            business: Vec::new(),
            roles: Vec::new(),
            since: None,
            until: None,
            succeeded_by: Vec::new(),
            note: None,
        };
        self.fields(inner, |reader, pair| {
            let rule = pair.as_rule();
            let inner = pair.into_inner();
            match rule {
                Rule::tier_field => organ.tier = Some(Name(reader.only(inner))),
                Rule::superior_field => organ.superior = Some(Name(reader.only(inner))),
                Rule::region_field => organ.regions = reader.names(inner),
                Rule::business_field => organ.business = reader.names(inner),
                Rule::role_field => organ.roles = reader.names(inner),
                Rule::since_field => organ.since = reader.only_date(inner),
                Rule::until_field => organ.until = reader.only_date(inner),
                Rule::succeeded_by_field => organ.succeeded_by.push(reader.succession(inner)),
                Rule::note_field => organ.note = Some(Words(reader.only(inner))),
                rule => unexpected(rule),
            }
        });
        organ
    }

    fn succession(&mut self, mut inner: Pairs<'_, Rule>) -> Succession {
        let organ = Name(self.next_span(&mut inner));
        let part = if inner.peek().is_some() { self.targets(inner) } else { Vec::new() };
        Succession { organ, part }
    }

    pub(super) fn officer(&mut self, mut inner: Pairs<'_, Rule>) -> Officer {
        let head = self.head(&mut inner);
        let organ = Name(self.only(next(&mut inner).into_inner()));
        let mut officer = Officer {
            head,
            organ,
            is_head: None,
            designated_by: None,
            trained: None,
            determines: None,
            matters: Vec::new(),
            term: None,
            note: None,
        };
        self.fields(inner, |reader, pair| {
            let span = reader.span(&pair);
            let rule = pair.as_rule();
            let inner = pair.into_inner();
            match rule {
                Rule::head_field => officer.is_head = Some(span),
                Rule::designated_by_field => officer.designated_by = Some(reader.on(inner)),
                Rule::trained_field => officer.trained = reader.only_date(inner),
                Rule::determines_field => officer.determines = Some(Name(reader.only(inner))),
                Rule::matters_field => officer.matters = reader.targets(inner),
                Rule::term_field => officer.term = Some(reader.interval(inner)),
                Rule::note_field => officer.note = Some(Words(reader.only(inner))),
                rule => unexpected(rule),
            }
        });
        officer
    }

    pub(super) fn authorization(&mut self, mut inner: Pairs<'_, Rule>) -> Authorization {
        let head = self.head(&mut inner);
        let mut authorization = Authorization {
            head,
            grantor: Name(self.only(next(&mut inner).into_inner())),
            grantee: Name(self.only(next(&mut inner).into_inner())),
            level: None,
            matters: Vec::new(),
            period: None,
            regions: Vec::new(),
            instrument: None,
            term: None,
            filed_with: None,
            task: None,
            revoked: None,
            note: None,
        };
        self.fields(inner, |reader, pair| {
            let rule = pair.as_rule();
            let mut inner = pair.into_inner();
            match rule {
                Rule::level_ceiling_field => authorization.level = Some(Name(reader.only(inner))),
                Rule::matters_field => authorization.matters = reader.targets(inner),
                Rule::period_ceiling_field => authorization.period = Some(reader.duration(next(&mut inner))),
                Rule::region_field => authorization.regions = reader.names(inner),
                Rule::instrument_field => authorization.instrument = Some(reader.instrument(inner)),
                Rule::term_field => authorization.term = Some(reader.interval(inner)),
                Rule::filed_with_field => authorization.filed_with = Some(reader.on(inner)),
                Rule::task_field => authorization.task = Some(Words(reader.only(inner))),
                Rule::revoked_field => authorization.revoked = reader.only_date(inner),
                Rule::note_field => authorization.note = Some(Words(reader.only(inner))),
                rule => unexpected(rule),
            }
        });
        authorization
    }

    fn instrument(&mut self, mut inner: Pairs<'_, Rule>) -> Instrument {
        let words = Words(self.next_span(&mut inner));
        Instrument { words, dated: inner.next().and_then(|pair| self.date(&pair)) }
    }
}
