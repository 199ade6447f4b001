//! The compiler itself: what `dingmi classify` and `dingmi why` answer.

use std::collections::BTreeMap;

use dingmi::answers::classify::{Classification, Open, Setting};
use dingmi::authority::{Authority, Question, in_force};
use dingmi::diagnostic::{Lang, Privacy};
use dingmi::model::{
    self, Attribute, AttributeType, Context, Id, Kind, Matter, Model, Order, Organ, Place, Relation, id_text,
};
use dingmi::overlap::{Decider, Object, Overlaps};
use jiff::civil::Date;

use crate::answer::{Answer, Form, May};
use crate::asked::{Asked, Value};
use crate::json::Json;

pub(crate) struct Compiler<'a> {
    context: Context<'a>,
    overlaps: &'a Overlaps<'a>,
    authority: &'a Authority<'a>,
    /// Only to say which set the words of a scope come to.
    json: &'a Json,
    kinds: BTreeMap<String, Id<Kind>>,
    attributes: BTreeMap<String, Id<Attribute>>,
    organs: BTreeMap<String, Id<Organ>>,
    rows: BTreeMap<String, Id<Matter>>,
}

/// The power, by its place in the table, and who decides.
pub(crate) type Witness = (usize, Option<String>);

impl<'a> Compiler<'a> {
    pub(crate) fn new(
        context: Context<'a>,
        overlaps: &'a Overlaps<'a>,
        authority: &'a Authority<'a>,
        json: &'a Json,
    ) -> Self {
        let model: &'a Model = context.model;
        let id = |name| id_text(context.sources, name).into_owned();
        Compiler {
            overlaps,
            authority,
            json,
            kinds: model.kinds.iter().map(|(at, kind)| (id(kind.head.id), at)).collect(),
            attributes: model.attributes.iter().map(|(at, attribute)| (id(attribute.head.id), at)).collect(),
            organs: model.organs.iter().map(|(at, organ)| (id(organ.head.id), at)).collect(),
            rows: model.matters.ids().map(|row| (context.subject(Place::Matter(row)), row)).collect(),
            context,
        }
    }

    fn object(&self, asked: &Asked) -> Object {
        let values = asked.given.iter().map(|given| {
            let id = self.attributes[&given.attribute];
            (id, relation(&self.context.model.attributes[id], &given.value))
        });
        Object { kind: self.kinds[&asked.kind], values: values.collect() }
    }

    /// The place of the set of those who may know, by the words of the scope: rows with the same words have the same set.
    fn set(&self, told: &Classification) -> Option<usize> {
        let words = told.known_to.as_deref()?;
        let says = |row: &&String| {
            let span = self.context.model.matters[self.rows[*row]].known_to_span;
            span.is_some_and(|span| self.context.sources.text(span) == words)
        };
        let applying = told.matters.iter().filter(|row| row.applies).map(|row| &row.id);
        let row = applying.into_iter().find(says).expect("a row that says so");
        self.json.matter(row)["known_to_set"].as_u64().map(|set| set as usize)
    }

    pub(crate) fn witness(&self, question: &May) -> Option<Witness> {
        let model = self.context.model;
        let row = self.rows[&question.row];
        let competence = self.authority.over(model, row)?;
        let world = competence.world();
        let levels = world.regime.levels.iter().zip(world.ranks());
        let rank = levels.into_iter().find(|(level, _)| level.id == question.level).expect("a level of the regime").1;
        let asked = Question { organ: self.organs[&question.organ], row, level: rank, day: question.day };
        let force = in_force(&model.catalogues[model.matters[row].catalogue]);
        let witness = competence.may(asked).filter(|_| force.contains(question.day))?;
        let officer = witness.officer.map(|id| self.context.id(model.officers[id].head.id).into_owned());
        Some((witness.power.place(), officer))
    }
}

fn relation(attribute: &Attribute, value: &Value) -> Relation {
    // A value that nobody wrote stands nowhere.
    let span = attribute.head.id.0;
    match value {
        Value::Number(number) => Relation::compare(Order::Equal, model::Value::Quantity((*number).into(), span)),
        Value::Day(day) => Relation::compare(Order::Equal, model::Value::Date(*day, span)),
        Value::Truth(truth) => Relation::Truth(*truth),
        Value::Choice(id) => {
            let AttributeType::OneOf(choices) = &attribute.kind else { panic!("a choice of an attribute without any") };
            Relation::OneOf(choices.iter().position(|choice| choice.name == *id).into_iter().collect())
        }
    }
}

impl Form for Compiler<'_> {
    fn classify(&self, asked: &Asked, day: Date) -> Option<Answer> {
        let object = self.object(asked);
        let decision = Decider::new(self.overlaps).decide(&object, day).expect("within the limits");
        let setting =
            Setting { context: &self.context, overlaps: self.overlaps, lang: Lang::En, privacy: Privacy::Open };
        let told = setting.told(&object, &decision, day);
        let open = |open: &[Open]| open.iter().map(|open| (open.id.clone(), open.needs.clone())).collect();
        let matter = |row: &dingmi::answers::classify::Row| {
            (row.id.clone(), row.applies, row.yields_to.as_ref().map(|yields| yields.to.clone()))
        };
        Some(Answer {
            status: told.status.to_owned(),
            matters: told.matters.iter().map(matter).collect(),
            open: open(&told.open),
            public: open(&told.public),
            level: told.level.as_ref().map(|level| level.id.clone()),
            known_to_set: self.set(&told),
            period: told.period,
            mark: told.mark,
            cites: told.cites.into_iter().map(|cite| (cite.law, u64::from(cite.article))).collect(),
        })
    }

    fn may(&self, question: &May) -> bool {
        self.witness(question).is_some()
    }
}
