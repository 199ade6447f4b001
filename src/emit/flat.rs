//! What the outputs that are tables say alike: names of ids, a period in columns, and periods and scopes in the words of
//! an official table. Such a table is in Chinese whoever compiles it, as a mark is.

use std::collections::HashMap;

use jiff::civil::Date;

use super::json::{Document, Head, Length, Matter, Member, Producer, ScopeSet};
use crate::{marks, overlap};

/// What has no name is called by its id.
#[derive(Debug)]
pub(super) struct Names<'d> {
    organs: HashMap<&'d str, &'d str>,
    officers: HashMap<&'d str, &'d str>,
    scopes: HashMap<&'d str, &'d str>,
    /// By regime and tier.
    tiers: HashMap<(&'d str, &'d str), &'d str>,
}

impl<'d> Names<'d> {
    pub(super) fn of(document: &'d Document<'_>) -> Self {
        let named = |head: &'d Head<'_>| (&*head.id, name_of(head));
        let tiers = document.regimes.iter().flat_map(|regime| {
            let id = &*regime.head.id;
            regime.tiers.iter().map(move |tier| ((id, tier.id), tier.name))
        });
        Names {
            organs: document.organs.iter().map(|organ| named(&organ.head)).collect(),
            officers: document.officers.iter().map(|officer| named(&officer.head)).collect(),
            scopes: document.scopes.iter().map(|scope| named(&scope.head)).collect(),
            tiers: tiers.collect(),
        }
    }

    fn organ<'n>(&'n self, id: &'n str) -> &'n str {
        self.organs.get(id).copied().unwrap_or(id)
    }

    /// Where a row may be produced, each by its name.
    pub(super) fn producers<'n>(&'n self, regime: Option<&'n str>, matter: &'n Matter<'_>) -> Vec<&'n str> {
        let name = |producer: &'n Producer<'_>| match producer {
            Producer::Organ(organ) => self.organ(organ),
            Producer::Tier(tier) => {
                let name = regime.and_then(|regime| self.tiers.get(&(regime, *tier)));
                name.copied().unwrap_or(tier)
            }
        };
        matter.produced_by.iter().map(name).collect()
    }

    /// A scope as it is written, in words: its parts with semicolons, as parts have commas of their own.
    pub(super) fn scope(&self, set: &ScopeSet<'_>) -> String {
        let list =
            |members: &[Member<'_>]| members.iter().map(|member| self.member(member)).collect::<Vec<_>>().join("；");
        let members = list(&set.members);
        if set.excluded.is_empty() { members } else { format!("{members}（不含{}）", list(&set.excluded)) }
    }

    fn member(&self, member: &Member<'_>) -> String {
        match member {
            Member::Organ { organ, and_below: false } => self.organ(organ).to_owned(),
            Member::Organ { organ, and_below: true } => format!("{}及其下级机关、单位", self.organ(organ)),
            Member::Post { name, organ: Some(organ) } => format!("{}{name}", self.organ(organ)),
            Member::Group { name, approved_by: Some(organ) } => format!("经{}批准的{name}", self.organ(organ)),
            Member::Post { name, organ: None } | Member::Group { name, approved_by: None } => name.to_string(),
            Member::Officer { officer } => self.officers.get(&**officer).copied().unwrap_or(officer).to_owned(),
            Member::Scope { scope } => self.scopes.get(&**scope).copied().unwrap_or(scope).to_owned(),
            Member::Opaque { words } => words.to_string(),
        }
    }
}

pub(super) fn name_of<'d>(head: &'d Head<'_>) -> &'d str {
    head.name.as_deref().unwrap_or(&head.id)
}

/// A name as names are compared.
pub(super) fn key_of(head: &Head<'_>) -> Option<String> {
    head.name.as_deref().map(overlap::normal)
}

/// A length in columns. `months` is that of years and months alike, so that lengths can be compared.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Columns<'d> {
    pub(super) kind: Option<&'static str>,
    pub(super) count: Option<u32>,
    pub(super) months: Option<u64>,
    pub(super) until: Option<&'d str>,
    pub(super) event: Option<&'d str>,
}

impl<'d> Columns<'d> {
    pub(super) fn of(length: &'d Length<'_>) -> Self {
        let none = Columns::default();
        match length {
            Length::Years { count } => {
                Columns { kind: Some("years"), count: Some(*count), months: Some(u64::from(*count) * 12), ..none }
            }
            Length::Months { count } => {
                Columns { kind: Some("months"), count: Some(*count), months: Some(u64::from(*count)), ..none }
            }
            Length::Until { date } => Columns { kind: Some("until"), until: Some(date), ..none },
            Length::Event { event } => Columns { kind: Some("event"), event: Some(event), ..none },
            Length::LongTerm => Columns { kind: Some("long-term"), ..none },
            Length::Unspecified => Columns { kind: Some("unspecified"), ..none },
        }
    }
}

/// A length in the words of an official table. An event is the condition of release, as in a mark.
pub(super) fn length_words(length: &Length<'_>) -> String {
    match length {
        Length::Years { count } => format!("{count}年"),
        Length::Months { count } => format!("{count}个月"),
        Length::Until { date } => format!("至{}", marks::day_words(day(date))),
        Length::Event { event } => marks::condition(event).unwrap_or_else(|| event.to_string()),
        Length::LongTerm => "长期".to_owned(),
        Length::Unspecified => "由定密机关确定".to_owned(),
    }
}

pub(super) fn day(text: &str) -> Date {
    text.parse().expect("bug: a date of the document is none")
}
