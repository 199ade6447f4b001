//! Attributes as axes of finitely many cells. Between two neighbouring values that conditions name, no condition can tell
//! values apart: they are one cell, and each named value is a cell of its own.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use hashbrown::HashMap;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::model::{
    Attribute, AttributeType, Between, Covered, Forest, Formula, Id, Kind, Matter, Model, Order, Rational, Relation,
    Value, compare,
};
use crate::overlap::stretches::Stretches;
use crate::source::Span;

/// The axis of kinds. A cell is a kind without the kinds in it.
pub(in crate::overlap) const KIND: u32 = 0;

#[derive(Debug)]
pub(in crate::overlap) struct Axes {
    kinds: Forest,
    kind_count: u32,
    attributes: Vec<Axis>,
}

/// The cells of an attribute.
#[derive(Debug)]
pub(in crate::overlap) enum Axis {
    /// Cell `2i + 1` is the value `i`, cell `2i` all between it and the one before. `first` is the first cell there is.
    Numbers { values: Vec<Named>, first: u32 },
    /// Cell `i` begins on day `i` of these.
    Days(Vec<Date>),
    /// A cell a choice; no is 0 and yes is 1.
    Choices(u32),
}

/// A value that a condition names, and where.
#[derive(Clone, Copy, Debug)]
pub(in crate::overlap) struct Named {
    pub(in crate::overlap) value: Rational,
    pub(in crate::overlap) span: Option<Span>,
}

pub(in crate::overlap) fn axis_of(attribute: Id<Attribute>) -> u32 {
    attribute.index() as u32 + 1
}

impl Axes {
    pub(in crate::overlap) fn of(model: &Model) -> Self {
        let parents: Vec<Option<Id<Kind>>> = model.kinds.values().map(|kind| kind.parent).collect();
        let kinds = Forest::new(parents.len(), |kind| parents[kind]);
        let named = all_named(model);
        let axis = |(attribute, named): (&Attribute, NamedValues)| Axis::of(&attribute.kind, named);
        let attributes = model.attributes.values().zip(named).map(axis).collect();
        Axes { kinds, kind_count: parents.len() as u32, attributes }
    }

    pub(in crate::overlap) fn axis(&self, axis: u32) -> Option<&Axis> {
        self.attributes.get((axis as usize).checked_sub(1)?)
    }

    /// All there is on an axis.
    pub(in crate::overlap) fn whole(&self, axis: u32) -> Stretches {
        match self.axis(axis) {
            None => Stretches::one(0, self.kind_count),
            Some(axis) => axis.whole(),
        }
    }

    /// Some kinds and all in them.
    pub(in crate::overlap) fn kinds(&self, kinds: &[Id<Kind>]) -> Stretches {
        let stretch = |kind: &Id<Kind>| (self.kinds.number_of(*kind), self.kinds.end_of(*kind));
        Stretches::of(kinds.iter().map(stretch))
    }

    /// The cell of what is of this kind and of none in it.
    pub(in crate::overlap) fn kind_cell(&self, kind: Id<Kind>) -> u32 {
        self.kinds.number_of(kind)
    }

    /// The kind of a cell.
    pub(in crate::overlap) fn kind_at(&self, model: &Model, cell: u32) -> Id<Kind> {
        model.kinds.ids().find(|kind| self.kinds.number_of(*kind) == cell).expect("bug: a cell of no kind")
    }

    pub(in crate::overlap) fn cells(&self, attribute: Id<Attribute>, relation: &Relation) -> Stretches {
        self.attributes[attribute.index()].cells(relation)
    }
}

/// By attribute, the values that conditions of rows and of items of disclosure lists name. Those of some rows are looked
/// for at a time, on however many threads.
fn all_named(model: &Model) -> Vec<NamedValues> {
    let none = || -> Vec<NamedValues> { model.attributes.values().map(|_| NamedValues::default()).collect() };
    let of_rows = |rows: &[Matter]| named_in(none(), rows.iter().map(|matter| &matter.covers));
    let rows = model.matters.values().as_slice().par_chunks(ROWS_AT_ONCE).map(of_rows);
    let rows = rows.reduce(none, |mut earlier, later| {
        earlier.iter_mut().zip(later).for_each(|(earlier, later)| earlier.extend(later));
        earlier
    });
    let items = model.disclosures.values().flat_map(|disclosure| &disclosure.items);
    named_in(rows, items.map(|item| &item.covers))
}

/// What a thread does at the least.
const ROWS_AT_ONCE: usize = 1 << 14;

/// Adds the values that conditions name.
fn named_in<'m>(mut named: Vec<NamedValues>, all: impl Iterator<Item = &'m Covered>) -> Vec<NamedValues> {
    for covered in all {
        let formulas = covered.clauses.iter().map(|clause| &clause.condition).chain(&covered.except_where);
        let mut add = |attribute: Id<Attribute>, value: &Value| named[attribute.index()].add(value);
        formulas.for_each(|formula| name_values(formula, &mut add));
    }
    named
}

/// The different values that conditions name of one attribute: far fewer than conditions.
#[derive(Default)]
struct NamedValues {
    /// Of a value that stands in several places the first one, in the order of the model: files come by name.
    numbers: HashMap<Rational, Span>,
    days: BTreeSet<Date>,
}

impl NamedValues {
    fn add(&mut self, value: &Value) {
        match value {
            Value::Quantity(value, span) => {
                self.numbers.entry(value.get()).or_insert(*span);
            }
            Value::Date(day, _) => {
                self.days.insert(*day);
            }
        }
    }
}

impl NamedValues {
    /// Adds those that stand further behind.
    fn extend(&mut self, later: Self) {
        let mut numbers: Vec<(Rational, Span)> = later.numbers.into_iter().collect();
        numbers.sort_unstable_by(|one, other| compare(&one.0, &other.0));
        for (value, span) in numbers {
            self.numbers.entry(value).or_insert(span);
        }
        self.days.extend(later.days);
    }
}

/// Tells the values that a condition names. As deep as the parentheses of the text, which are bounded.
pub(in crate::overlap) fn name_values(formula: &Formula, named: &mut impl FnMut(Id<Attribute>, &Value)) {
    match formula {
        Formula::True => {}
        Formula::Any(parts) | Formula::All(parts) => parts.iter().for_each(|part| name_values(part, named)),
        Formula::Not(inner) => name_values(inner, named),
        Formula::Test { attribute, relation, .. } => match relation {
            Relation::Compare(comparison) => named(*attribute, &comparison.value()),
            Relation::Between(between) => {
                [&between.low, &between.high].into_iter().for_each(|end| named(*attribute, end))
            }
            Relation::OneOf(_) | Relation::Truth(_) => {}
        },
    }
}

impl Axis {
    fn of(kind: &AttributeType, named: NamedValues) -> Self {
        match kind {
            AttributeType::YesNo => Axis::Choices(2),
            AttributeType::OneOf(choices) => Axis::Choices(choices.len() as u32),
            AttributeType::Date => Axis::days(named.days),
            AttributeType::Quantity(dimension) => Axis::numbers(named.numbers, dimension.least()),
        }
    }

    fn numbers(named: HashMap<Rational, Span>, least: Option<(Rational, bool)>) -> Self {
        let unnamed = least.map(|(value, _)| value).filter(|value| !named.contains_key(value));
        let mut values: Vec<Named> = named.into_iter().map(|(value, span)| Named { value, span: Some(span) }).collect();
        values.extend(unnamed.map(|value| Named { value, span: None }));
        values.sort_unstable_by(|a, b| compare(&a.value, &b.value));
        let first = least.map_or(0, |(value, is_in)| {
            let index = values.partition_point(|named| compare(&named.value, &value) == Ordering::Less);
            2 * index as u32 + if is_in { 1 } else { 2 }
        });
        Axis::Numbers { values, first }
    }

    /// A cell begins on each day that a condition names and on the day after it.
    fn days(named: BTreeSet<Date>) -> Self {
        let mut starts = vec![Date::MIN];
        for day in named {
            starts.push(day);
            starts.extend(day.tomorrow());
        }
        starts.sort_unstable();
        starts.dedup();
        Axis::Days(starts)
    }

    fn whole(&self) -> Stretches {
        match self {
            Axis::Numbers { values, first } => Stretches::one(*first, 2 * values.len() as u32 + 1),
            Axis::Days(starts) => Stretches::one(0, starts.len() as u32),
            Axis::Choices(count) => Stretches::one(0, *count),
        }
    }

    /// Whether a cell is a single value, named by a condition.
    pub(in crate::overlap) fn is_value(&self, cell: u32) -> bool {
        match self {
            Axis::Numbers { .. } => cell % 2 == 1,
            Axis::Days(starts) => {
                let (day, next) = (starts[cell as usize], starts.get(cell as usize + 1));
                next.is_some_and(|next| day.tomorrow().is_ok_and(|tomorrow| tomorrow == *next))
            }
            Axis::Choices(_) => true,
        }
    }

    fn cells(&self, relation: &Relation) -> Stretches {
        match relation {
            Relation::Compare(comparison) => self.compared(comparison.order(), &comparison.value()),
            Relation::Between(between) => {
                let Between { low, low_closed, high, high_closed } = &**between;
                let from = if *low_closed { Order::GreaterOrEqual } else { Order::Greater };
                let to = if *high_closed { Order::LessOrEqual } else { Order::Less };
                self.compared(from, low).and(&self.compared(to, high))
            }
            Relation::OneOf(choices) => {
                Stretches::of(choices.iter().map(|choice| (*choice as u32, *choice as u32 + 1)))
            }
            Relation::Truth(truth) => Stretches::one(u32::from(*truth), u32::from(*truth) + 1),
        }
    }

    fn compared(&self, order: Order, value: &Value) -> Stretches {
        let whole = self.whole();
        let Some((first, end)) = whole.hull() else { return whole };
        // A value that no condition names stands for the cell that it lies in.
        let start = self.cell_of(value);
        let behind = start + 1;
        match order {
            Order::Equal => Stretches::one(start.max(first), behind),
            Order::NotEqual => whole.minus(&Stretches::one(start, behind)),
            Order::Less => Stretches::one(first, start),
            Order::LessOrEqual => Stretches::one(first, behind),
            Order::Greater => Stretches::one(behind.max(first), end),
            Order::GreaterOrEqual => Stretches::one(start.max(first), end),
        }
    }

    /// The cell that a value lies in.
    pub(in crate::overlap) fn cell_of(&self, value: &Value) -> u32 {
        match (self, value) {
            (Axis::Numbers { values, .. }, Value::Quantity(value, _)) => {
                let value = value.get();
                match values.binary_search_by(|named| compare(&named.value, &value)) {
                    Ok(index) => 2 * index as u32 + 1,
                    Err(index) => 2 * index as u32,
                }
            }
            (Axis::Days(_), Value::Date(day, _)) => self.cell_of_day(*day),
            _ => unreachable!("bug: a value of another type than its attribute"),
        }
    }

    pub(in crate::overlap) fn cell_of_day(&self, day: Date) -> u32 {
        match self {
            Axis::Days(starts) => starts.partition_point(|start| *start <= day) as u32 - 1,
            Axis::Numbers { .. } | Axis::Choices(_) => unreachable!("bug: a day of an attribute that has none"),
        }
    }
}
