//! Blocks → one object that a person can read, with its values in the units of those who wrote the conditions, and the
//! tests that it meets.

use jiff::civil::Date;

use super::objects::{Axes, Axis, Block, Holder, KIND, Named, Regions, axis_of};
use super::round;
use super::stretches::Stretches;
use crate::model::{Attribute, AttributeType, Formula, Id, Kind, Model, Relation, Value};
use crate::source::{Sources, Span};

/// An object. Attributes that it does not name may have any value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Witness {
    pub kind: Option<Id<Kind>>,
    /// The clauses by whose kinds it is in: what says so, and where.
    pub kind_because: Vec<(Holder, Span)>,
    pub values: Vec<WitnessValue>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WitnessValue {
    pub attribute: Id<Attribute>,
    pub value: Shown,
    /// The tests that the value meets, or does not meet where they are denied. None: no exception takes it away.
    pub because: Vec<Because>,
}

/// A value as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shown {
    Quantity(String),
    Date(Date),
    /// By its place in the attribute.
    Choice(usize),
    Truth(bool),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Because {
    pub holder: Holder,
    pub test: Span,
    /// The test stands under a `not`, and does not hold.
    pub is_denied: bool,
}

/// What turns blocks into objects.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) model: &'a Model,
    pub(super) sources: &'a Sources,
    pub(super) regions: &'a Regions<'a>,
}

/// A test of a holder on one attribute.
struct Test<'f> {
    holder: Holder,
    relation: &'f Relation,
    span: Span,
    is_denied: bool,
}

impl Words<'_> {
    /// An object of a block that lies in what these holders are about.
    pub(super) fn witness(&self, holders: &[u32], objects: &Block) -> Witness {
        let axes = &self.regions.axes;
        let kind_cell = objects.hull(KIND).or_else(|| axes.whole(KIND).hull());
        let kind_cell = kind_cell.map(|(first, _)| first);
        let kind_because = holders.iter().flat_map(|holder| {
            let clauses = self.regions.covered(*holder).clauses.iter();
            let holds = clauses.filter(|clause| kind_cell.is_some_and(|cell| axes.kinds(&clause.kinds).contains(cell)));
            holds.map(|clause| (self.regions.holder(*holder), clause.span)).collect::<Vec<_>>()
        });
        let values = self.model.attributes.ids().filter_map(|attribute| {
            let cells = objects.side(axis_of(attribute))?;
            Some(self.value(holders, kind_cell, attribute, &cells))
        });
        Witness {
            kind: kind_cell.map(|cell| axes.kind_at(self.model, cell)),
            kind_because: kind_because.collect(),
            values: values.collect(),
        }
    }

    fn value(&self, holders: &[u32], kind: Option<u32>, attribute: Id<Attribute>, cells: &Stretches) -> WitnessValue {
        let tests = self.tests(holders, kind, attribute);
        let axis = self.regions.axes.axis(axis_of(attribute)).expect("bug: an attribute without an axis");
        let (cell, value) = self.choose(axis, attribute, cells, &tests);
        // An `is` with several values is several tests at one place. It is met if one of them is.
        let places = tests.chunk_by(|one, other| (one.holder, one.span) == (other.holder, other.span));
        let because = places.filter_map(|place| {
            let holds = |test: &Test<'_>| self.regions.axes.cells(attribute, test.relation).contains(cell);
            let Test { holder, span, is_denied, .. } = place[0];
            (place.iter().any(holds) != is_denied).then_some(Because { holder, test: span, is_denied })
        });
        WitnessValue { attribute, value, because: because.collect() }
    }

    /// What the clauses that take the kind in ask of an attribute.
    fn tests(&self, holders: &[u32], kind: Option<u32>, attribute: Id<Attribute>) -> Vec<Test<'_>> {
        let mut found = Vec::new();
        for number in holders {
            let holder = self.regions.holder(*number);
            for clause in &self.regions.covered(*number).clauses {
                if kind.is_none_or(|cell| self.regions.axes.kinds(&clause.kinds).contains(cell)) {
                    add_tests(&clause.condition, false, (holder, attribute), &mut found);
                }
            }
        }
        found
    }

    /// A cell, and how a value in it is written: if it may be, one that a test at hand names.
    fn choose(&self, axis: &Axis, attribute: Id<Attribute>, cells: &Stretches, tests: &[Test<'_>]) -> (u32, Shown) {
        let named = tests.iter().flat_map(|test| values(test.relation));
        let (first, _) = cells.hull().expect("bug: an object without a value");
        match axis {
            Axis::Choices(_) => {
                let is_truth = matches!(self.model.attributes[attribute].kind, AttributeType::YesNo);
                (first, if is_truth { Shown::Truth(first == 1) } else { Shown::Choice(first as usize) })
            }
            Axis::Days(starts) => {
                let mut days = named.filter_map(|value| match value {
                    Value::Date(day, _) => Some(day),
                    Value::Quantity(..) => None,
                });
                let found =
                    days.find(|day| cells.contains(axis.cell_of_day(*day))).map(|day| (axis.cell_of_day(day), day));
                let (cell, day) = found.unwrap_or_else(|| (first, day_in(starts, first)));
                (cell, Shown::Date(day))
            }
            Axis::Numbers { values, .. } => {
                let spans = named.filter_map(|value| match value {
                    Value::Quantity(_, span) => Some((axis.cell_of(&value), span)),
                    Value::Date(..) => None,
                });
                let spans: Vec<(u32, Span)> = spans.collect();
                match spans.iter().find(|(cell, _)| cells.contains(*cell)) {
                    Some((cell, span)) => (*cell, Shown::Quantity(self.sources.text(*span).to_owned())),
                    None => self.round_value(values, cells, &spans),
                }
            }
        }
    }

    /// A round number between values that are named, next to one that a test at hand names if there is such.
    fn round_value(&self, values: &[Named], cells: &Stretches, spans: &[(u32, Span)]) -> (u32, Shown) {
        let near = spans.iter().flat_map(|(cell, _)| [cell.checked_sub(1), Some(cell + 1)]).flatten();
        let (first, end) = cells.hull().expect("bug: an object without a value");
        let cell = near.into_iter().find(|cell| cells.contains(*cell)).unwrap_or(first);
        // A gap reads better than a value that another row names; the one before or behind will do.
        let cell = if cell % 2 == 1 && cell + 1 < end && cells.contains(cell + 1) { cell + 1 } else { cell };
        let at = (cell / 2) as usize;
        if cell % 2 == 1 {
            let value = &values[at];
            let text = value.span.map_or_else(|| round::plain(&value.value), |span| self.sources.text(span).to_owned());
            return (cell, Shown::Quantity(text));
        }
        let end = |at: Option<usize>| {
            let named = values.get(at?)?;
            Some((named.value, named.span.map(|span| self.sources.text(span))))
        };
        let unit = |behind: &str| self.model.quantity(&format!("1{behind}")).ok().map(|(factor, _)| factor);
        (cell, Shown::Quantity(round::between(end(at.checked_sub(1)), end(Some(at)), unit)))
    }
}

fn add_tests<'f>(formula: &'f Formula, is_denied: bool, about: (Holder, Id<Attribute>), found: &mut Vec<Test<'f>>) {
    match formula {
        Formula::True => {}
        Formula::Any(parts) | Formula::All(parts) => {
            parts.iter().for_each(|part| add_tests(part, is_denied, about, found));
        }
        Formula::Not(inner) => add_tests(inner, !is_denied, about, found),
        Formula::Test { attribute, relation, span } if *attribute == about.1 => {
            found.push(Test { holder: about.0, relation, span: *span, is_denied });
        }
        Formula::Test { .. } => {}
    }
}

fn values(relation: &Relation) -> Vec<Value> {
    match relation {
        Relation::Compare(comparison) => vec![comparison.value()],
        Relation::Between(between) => vec![between.low.clone(), between.high.clone()],
        Relation::OneOf(_) | Relation::Truth(_) => Vec::new(),
    }
}

/// The first day of a cell, or its last where it has no first.
fn day_in(starts: &[Date], cell: u32) -> Date {
    let next = starts.get(cell as usize + 1).and_then(|next| next.yesterday().ok());
    match (cell, next) {
        (0, Some(last)) => last,
        _ => starts[cell as usize],
    }
}

impl Axes {
    /// Whether an object may be given this kind and these values.
    pub(super) fn block_of(&self, kind: Id<Kind>, values: &[(Id<Attribute>, Relation)]) -> Option<Block> {
        let cell = self.kind_cell(kind);
        let mut object = Block::of(self, KIND, Stretches::one(cell, cell + 1))?;
        for (attribute, relation) in values {
            object = object.and(&Block::of(self, axis_of(*attribute), self.cells(*attribute, relation))?)?;
        }
        Some(object)
    }
}
