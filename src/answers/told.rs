//! The parts that answers are made of: levels, intervals, hops of a chain.

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use crate::ast::{Length, Words};
use crate::authority::{Area, Days, Dimension, Hop, Months, Power, Question, Rank, Told};
use crate::diagnostic::{Arg, Citation, Message, Privacy, Text};
use crate::lapses::json::Place;
use crate::model::{self, Id, Organ, Validity};

/// A level: id, name and rank always together. A greater rank is a higher level.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Level {
    pub id: String,
    /// Absent under `--redact`.
    pub name: Option<String>,
    pub rank: u32,
}

impl Level {
    pub(crate) fn of(level: &model::Level, privacy: Privacy) -> Self {
        let name = (privacy == Privacy::Open).then(|| level.name.clone());
        Level { id: level.id.clone(), name, rank: level.rank }
    }
}

/// Days from one to another, both included; `null` is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Interval {
    pub from: Option<String>,
    pub to: Option<String>,
}

/// One step of a chain.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Link {
    /// One of tier, succession, authorization, officer.
    pub kind: &'static str,
    /// The declaration that the step rests on: an organ, an authorization, an officer.
    pub id: String,
    pub message: String,
    pub place: Place,
    pub cites: Vec<Cite>,
    /// In what the step does not carry the answer; empty in a chain that holds.
    pub fails: Vec<Failure>,
}

/// An article of a law, by the key that the regime gives the law.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Cite {
    pub law: String,
    pub article: u32,
}

impl From<&Citation> for Cite {
    fn from(citation: &Citation) -> Self {
        Cite { law: citation.law.to_string(), article: citation.article }
    }
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Failure {
    /// One of tier, bounds, redelegation, matters, level, region, period, term, life, officer, catalogue.
    pub dimension: &'static str,
    /// The dimension in words.
    pub name: String,
    pub message: String,
}

/// How far a power reaches in what the question does not ask.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Bounds {
    /// The longest period that may be set, in months; `null` where only the law bounds it.
    pub period_months: Option<u32>,
    /// The regions it holds in; empty is everywhere.
    pub regions: Vec<String>,
    /// The days on which it holds.
    pub days: Interval,
}

impl From<Days> for Interval {
    fn from(days: Days) -> Self {
        let Validity { from, to } = days.into();
        Interval { from: from.map(|day| day.to_string()), to: to.map(|day| day.to_string()) }
    }
}

/// A period in words; `words` says how those of an event are shown.
pub(crate) fn period(length: Length, words: impl FnOnce(Words) -> Arg) -> Message {
    const PLAIN: Text = Text::new("{0}", "{0}");
    const UNTIL: Text = Text::new("until {0}", "截至 {0}");
    const LONG_TERM: Text = Text::new("long-term", "长期");
    const UNSPECIFIED: Text = Text::new("left to the determining organ", "由定密机关确定");
    match length {
        Length::Duration(duration) => PLAIN.with([duration.arg()]),
        Length::Until(day) => UNTIL.with([Arg::Date(day)]),
        Length::Event(event) => UNTIL.with([words(event)]),
        Length::LongTerm => LONG_TERM.into(),
        Length::Unspecified => UNSPECIFIED.into(),
    }
}

impl Setting<'_> {
    pub(super) fn level(&self, rank: Rank) -> Level {
        let level = self.competence.world().level(rank).expect("bug: a question about no level");
        Level::of(level, self.privacy)
    }

    /// A step, and in which dimensions it fails the question.
    pub(super) fn link(&self, hop: Hop, failing: Option<Question>, dimensions: &[Dimension]) -> Link {
        let told = self.teller().hop(hop);
        let (kind, id) = self.named(hop);
        let failure = |question: Question| {
            dimensions.iter().map(move |dimension| Failure {
                dimension: dimension.id(),
                name: dimension.text().get(self.lang).to_owned(),
                message: self.say(&self.teller().failure(question, hop, *dimension)),
            })
        };
        let fails = failing.map(|question| failure(question).collect()).unwrap_or_default();
        Link { fails, ..self.step(kind, id, &told) }
    }

    /// The tier of an organ, as the step that all organs on it have in common.
    pub(super) fn tier_link(&self, organ: Id<Organ>) -> Option<Link> {
        let tier = self.competence.world().tier(organ)?;
        Some(self.step("tier", tier.id.clone(), &self.teller().tier_alone(tier)))
    }

    fn step(&self, kind: &'static str, id: String, told: &Told) -> Link {
        Link {
            kind,
            id,
            message: self.say(&told.message),
            place: Place::new(told.span, self.context.sources),
            cites: told.cites.iter().map(Cite::from).collect(),
            fails: Vec::new(),
        }
    }

    pub(super) fn bounds(&self, power: &Power, days: Days) -> Bounds {
        let model = self.context.model;
        let regions = self.competence.world().areas.regions(power.area);
        Bounds {
            period_months: (power.period != Months::ANY).then_some(power.period.0),
            regions: match power.area {
                Area::EVERYWHERE => Vec::new(),
                _ => regions.iter().map(|id| self.context.id(model.regions[*id].head.id).into_owned()).collect(),
            },
            days: days.into(),
        }
    }

    fn named(&self, hop: Hop) -> (&'static str, String) {
        let model = self.context.model;
        let id = |name| self.context.id(name).into_owned();
        match hop {
            Hop::Tier { organ } => ("tier", id(model.organs[organ].head.id)),
            Hop::Succession { from, .. } => ("succession", id(model.organs[from].head.id)),
            Hop::Grant { grant, .. } => {
                let declared = self.competence.powers.grant(grant).declared;
                ("authorization", declared.map_or(String::new(), |grant| id(model.authorizations[grant].head.id)))
            }
            Hop::Officer { organ, officer } => {
                let organ = model.organs[organ].head.id;
                ("officer", id(officer.map_or(organ, |officer| model.officers[officer].head.id)))
            }
        }
    }
}
