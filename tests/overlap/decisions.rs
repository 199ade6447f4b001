//! What holds for one object, of which some values may not be known, as the tool decides it and as the reference counts it
//! out over all that it may be.

use std::collections::BTreeSet;

use dingmi::Options;
use dingmi::model::{self, Attribute, Context, Id, Kind, Model, Order, Relation, id_text};
use dingmi::overlap::{self, Decider, Decision, Overlaps, Scopes};

use crate::counts::Counts;
use crate::dice::Dice;
use crate::program::{self, DAYS, Holder, Object, Value};
use crate::reference::Reference;
use crate::told::Told;

/// So many objects are asked about in one program.
const ASKED: usize = 6;

/// What ought to be decided, by the numbers of rows.
#[derive(PartialEq, Eq, Debug, Default)]
struct Expected {
    rows: BTreeSet<usize>,
    open: BTreeSet<usize>,
    applying: BTreeSet<usize>,
    is_disputed: bool,
}

pub(crate) fn compare(
    reference: &Reference<'_>,
    told: &Told,
    dice: &mut Dice,
    counts: &mut Counts,
) -> Result<(), String> {
    let as_of = program::day(0);
    let options = Options::on(as_of);
    let (model, _) = told.program.resolve(&options);
    let context = Context { model: &model, sources: told.program.sources(), as_of };
    let scopes = Scopes::of(&model, told.program.sources());
    let overlaps = Overlaps::of(&context, &scopes);
    let mut decider = Decider::new(&overlaps);
    for _ in 0..ASKED {
        let object = dice.pick(&reference.points.objects).clone();
        let is_known: Vec<bool> = object.values.iter().map(|_| !dice.once_in(4)).collect();
        let day = DAYS.start() + dice.below((DAYS.end() - DAYS.start() + 1) as usize) as i64;
        let expected = expected(reference, &object, &is_known, day);
        let asked = asked(reference, &context, &object, &is_known);
        let decision = decider.decide(&asked, program::day(day)).ok_or("a limit was passed")?;
        let found = found(reference, &context, &decision);
        counts.decided(!expected.rows.is_empty(), !expected.open.is_empty(), expected.is_disputed);
        if found != expected {
            return Err(format!("of {object:?}, known {is_known:?}, on {day}: {found:?} and not {expected:?}"));
        }
    }
    Ok(())
}

fn expected(reference: &Reference<'_>, object: &Object, is_known: &[bool], day: i64) -> Expected {
    let may_be = |other: &&Object| {
        let mut same = object.values.iter().zip(&other.values).zip(is_known);
        other.kind == object.kind && same.all(|((one, other), is_known)| !is_known || one == other)
    };
    let all: Vec<&Object> = reference.points.objects.iter().filter(may_be).collect();
    let about = |holder: Holder| all.iter().filter(|object| reference.is_about(holder, object)).count();
    let in_force = |holder: &Holder| program::holds_on(reference.program.life(*holder), day);
    let rows = (0..reference.program.rows.len()).filter(|row| in_force(&Holder::Row(*row)));
    let counted: Vec<(usize, usize)> = rows.map(|row| (row, about(Holder::Row(row)))).collect();
    let rows: BTreeSet<usize> = counted.iter().filter(|(_, count)| *count == all.len()).map(|(row, _)| *row).collect();
    let is_beaten = |row: &usize| rows.iter().any(|other| other != row && reference.goes_before(*other, *row));
    let open =
        counted.iter().filter(|(row, count)| (1..all.len()).contains(count) && !is_beaten(row)).map(|(row, _)| *row);
    let mut applying: BTreeSet<usize> = rows.iter().copied().filter(|row| !is_beaten(row)).collect();
    if applying.is_empty() {
        applying.clone_from(&rows);
    }
    let differs = |one: &usize| applying.iter().any(|other| !reference.difference(*one, *other).fields.is_empty());
    let items = (0..reference.program.items.len()).map(Holder::Item).filter(in_force);
    let is_public = items.into_iter().any(|item| about(item) == all.len());
    let is_disputed = applying.iter().any(differs) || is_public && !applying.is_empty();
    Expected { open: open.collect(), is_disputed, rows, applying }
}

fn asked(reference: &Reference<'_>, context: &Context<'_>, object: &Object, is_known: &[bool]) -> overlap::Object {
    let Context { model, sources, .. } = *context;
    let kind: Id<Kind> =
        model.kinds.iter().find(|(_, kind)| id_text(sources, kind.head.id) == format!("k{}", object.kind)).unwrap().0;
    let known = object.values.iter().zip(is_known).enumerate().filter(|(_, (_, is_known))| **is_known);
    let values = known.map(|(at, (value, _))| {
        let name = reference.program.attribute(at).id;
        let (id, attribute) = model.attributes.iter().find(|(_, each)| id_text(sources, each.head.id) == name).unwrap();
        (id, relation(attribute, *value))
    });
    overlap::Object { kind, values: values.collect() }
}

fn relation(attribute: &Attribute, value: Value) -> Relation {
    // A value that nobody wrote stands nowhere.
    let span = attribute.head.id.0;
    match value {
        Value::Number(number) => Relation::compare(Order::Equal, model::Value::Quantity(number.into(), span)),
        Value::Day(day) => Relation::compare(Order::Equal, model::Value::Date(day, span)),
        Value::Choice(choice) => Relation::OneOf([choice].into()),
        Value::Truth(truth) => Relation::Truth(truth),
    }
}

fn found(reference: &Reference<'_>, context: &Context<'_>, decision: &Decision) -> Expected {
    let model: &Model = context.model;
    let number = |row: Id<model::Matter>| {
        let name = context.subject(model::Place::Matter(row));
        (0..reference.program.rows.len()).find(|row| reference.program.name(Holder::Row(*row)) == name).unwrap()
    };
    assert!(decision.rows.iter().all(|(row, _)| row.index() < model.matters.len()));
    Expected {
        rows: decision.rows.iter().map(|(row, _)| number(*row)).collect(),
        open: decision.open.iter().map(|(row, _)| number(*row)).collect(),
        applying: decision.applying.iter().map(|row| number(*row)).collect(),
        is_disputed: decision.is_disputed,
    }
}
