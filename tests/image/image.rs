//! `catalogue.dmc`, asked as a service asks it.

use dingmi_catalogue::{
    Attribute, BasisKind, Catalogue, Item, Matter, MayKnow, Object, Period, Power, Reason, Refusal, Subject,
    Witness as Found,
};
use jiff::civil::Date;

use crate::answer::{Answer, Form, May, Row, Store, Who};
use crate::asked::Asked;
use crate::compiler::Witness;
use crate::json::period_words;

pub(crate) struct Image(pub(crate) Catalogue);

impl Image {
    pub(crate) fn object(&self, asked: &Asked) -> Object<'_> {
        let mut object = self.0.object(&asked.kind_written).expect("a kind that is declared");
        for given in &asked.given {
            let found = object.with(&given.attribute_written, &given.written);
            object = found.unwrap_or_else(|error| panic!("{given:?}: {error}"));
        }
        assert_eq!(object.kind().id(), asked.kind);
        object
    }

    fn matter(&self, id: &str) -> Matter<'_> {
        self.0.matter(id).expect("a row that is declared")
    }

    fn asked(&self, question: &May) -> Result<Found<'_>, Refusal<'_>> {
        let row = self.matter(&question.row);
        let organ = self.0.organ(&question.organ).expect("an organ that is declared");
        let mut levels = row.listing().regime().expect("a regime").levels();
        let level = levels.find(|level| level.id() == question.level).expect("a level of the regime");
        self.0.may_determine(organ, row, level, question.day)
    }

    /// The kinds of the reasons why not, in their order; nothing if it may.
    pub(crate) fn reasons(&self, question: &May) -> Vec<&'static str> {
        let Err(refusal) = self.asked(question) else { return Vec::new() };
        let kind = |reason: &Reason<'_>| match reason {
            Reason::NoRegime => "no regime",
            Reason::NotInForce(_) => "not in force",
            Reason::NoOrgan => "no organ",
            Reason::NoPower => "no power",
            Reason::Level(_) => "level",
            Reason::Day(_) => "day",
            Reason::NoDecider => "no decider",
            other => panic!("{other:?}"),
        };
        refusal.reasons.iter().map(kind).collect()
    }

    /// The witness, once its chain has been walked down to a tier.
    pub(crate) fn witness(&self, question: &May) -> Option<Witness> {
        let found = self.asked(question).ok()?;
        let chain = found.power.chain();
        assert_eq!(chain.first().map(|power| power.basis()), Some(BasisKind::Tier), "{question:?}");
        assert!(chain.last() == Some(&found.power));
        let is_grant = |power: &&Power<'_>| power.basis() == BasisKind::Authorization;
        assert_eq!(chain.iter().filter(is_grant).count(), found.power.hops() as usize);
        let table = self.0.competence(self.matter(&question.row).listing().regime()?)?;
        let first = table.powers().next().expect("a table with a power").index();
        Some((found.power.index() - first, found.officer.map(|officer| officer.id().to_owned())))
    }
}

fn needs(attributes: &[Attribute<'_>]) -> Vec<String> {
    attributes.iter().map(|attribute| attribute.id().to_owned()).collect()
}

fn item(item: Item<'_>) -> String {
    format!("{}#{}", item.list().id(), item.item())
}

fn period(period: Period<'_>) -> String {
    let until = period.until().map(|day| day.to_string());
    period_words(period.kind().id(), period.count().map(u64::from), until.as_deref(), period.event())
}

impl Form for Image {
    fn classify(&self, asked: &Asked, day: Date) -> Option<Answer> {
        let object = self.object(asked);
        let decision = self.0.classify(&object, day).expect("within the limits");
        let matters = decision.matters.iter().map(|ruling| {
            let yields_to = ruling.yields_to.map(|row| row.id().to_owned());
            (ruling.matter.id().to_owned(), ruling.applies, yields_to)
        });
        Some(Answer {
            status: decision.status.id().to_owned(),
            matters: matters.collect(),
            open: decision.open.iter().map(|(row, open)| (row.id().to_owned(), needs(open))).collect(),
            public: decision.public.iter().map(|(each, open)| (item(*each), needs(open))).collect(),
            level: decision.level().map(|level| level.id().to_owned()),
            period: decision.period().map(period),
            known_to_set: decision.known_to().map(|set| set.index()),
            mark: decision.mark().map(str::to_owned),
            cites: decision.cites().map(|cite| (cite.law().to_owned(), u64::from(cite.article()))).collect(),
        })
    }

    fn may(&self, question: &May) -> bool {
        self.asked(question).is_ok()
    }
}

impl Store for Image {
    fn name(&self) -> &'static str {
        "the image"
    }

    fn row(&self, id: &str) -> Option<Row> {
        let row = self.0.matter(id)?;
        assert_eq!(row.id(), id);
        let level = row.level();
        Some(Row {
            name: row.name().map(str::to_owned),
            level: level.map(|level| (level.id().to_owned(), level.name().to_owned(), u64::from(level.rank()))),
            period: row.period().map(period),
            mark: row.mark().map(str::to_owned),
            known_to_set: row.known_to_set().map(|set| set.index()),
        })
    }

    fn named(&self, name: &str) -> Vec<String> {
        self.0.matters_named(name).map(|row| row.id().to_owned()).collect()
    }

    fn may_know(&self, who: &Who, row: &str) -> &'static str {
        let organ = |id: &str| self.0.organ(id).expect("an organ that is declared");
        let subject = match who {
            Who::Staff(id) => Subject::Staff(organ(id)),
            Who::Post(id, title) => Subject::Post { organ: organ(id), title },
            Who::Officer(id) => Subject::Officer(self.0.officer(id).expect("an officer that is declared")),
            Who::Group(name, by) => Subject::Group { name, approved_by: by.as_deref().map(organ) },
        };
        match self.0.may_know(subject, self.matter(row)) {
            MayKnow::Yes => "yes",
            MayKnow::No => "no",
            MayKnow::Unclear => "unclear",
        }
    }
}
