//! Blocks → what they say on each attribute: intervals, choices, truths, with values as the authors wrote them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::objects::{Axes, Axis, Block, Named, axis_of, name_values};
use super::round;
use super::stretches::Stretches;
use crate::model::{Attribute, AttributeType, Id, Matter, Model, Rational, Value};
use crate::source::{Sources, Span};

/// What must hold on each of these attributes; others may have any value. Empty is everything.
pub type Region = Vec<Side>;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Side {
    pub attribute: Id<Attribute>,
    pub values: Values,
}

/// Some values of an attribute: never none of them, and never all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Values {
    /// Apart from one another, ascending.
    Numbers(Vec<Interval<Rational>>),
    Days(Vec<Interval<Date>>),
    /// By their places in the attribute.
    Choices(Vec<usize>),
    Truth(bool),
}

/// An end that is not there is that of what the attribute can be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Interval<T> {
    pub low: Option<End<T>>,
    pub high: Option<End<T>>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct End<T> {
    pub value: T,
    /// As it is written.
    pub text: String,
    /// Whether the interval takes it in.
    pub is_in: bool,
}

pub(super) struct Words<'a> {
    pub(super) model: &'a Model,
    pub(super) sources: &'a Sources,
    pub(super) axes: &'a Axes,
}

/// The values that some rows name, by attribute; of one value the first place counts.
pub(super) struct Spelling(Vec<Vec<Value>>);

impl Words<'_> {
    pub(super) fn spelling(&self, rows: impl Iterator<Item = Id<Matter>>) -> Spelling {
        let mut named: Vec<Vec<Value>> = vec![Vec::new(); self.model.attributes.len()];
        for row in rows {
            let covers = &self.model.matters[row].covers;
            let formulas = covers.clauses.iter().map(|clause| &clause.condition).chain(&covers.except_where);
            let mut add = |attribute: Id<Attribute>, value: &Value| named[attribute.index()].push(value.clone());
            formulas.for_each(|formula| name_values(formula, &mut add));
        }
        Spelling(named)
    }

    pub(super) fn region(&self, block: &Block, spelling: &Spelling) -> Region {
        let sides: BTreeMap<u32, Stretches> = block.sides().collect();
        let side = |attribute: Id<Attribute>| {
            let cells = sides.get(&axis_of(attribute))?;
            let axis = self.axes.axis(axis_of(attribute)).expect("bug: an attribute without an axis");
            Some(Side { attribute, values: self.values((attribute, axis), cells, &spelling.0[attribute.index()]) })
        };
        self.model.attributes.ids().filter_map(side).collect()
    }

    fn values(&self, (attribute, axis): (Id<Attribute>, &Axis), cells: &Stretches, spelled: &[Value]) -> Values {
        match axis {
            Axis::Choices(_) if matches!(self.model.attributes[attribute].kind, AttributeType::YesNo) => {
                Values::Truth(cells.contains(1))
            }
            Axis::Choices(_) => {
                Values::Choices(cells.iter().flat_map(|(start, end)| start as usize..end as usize).collect())
            }
            Axis::Days(starts) => {
                let is_named =
                    |day: Date| spelled.iter().any(|value| matches!(value, Value::Date(named, _) if *named == day));
                Values::Days(cells.iter().map(|stretch| days(starts, stretch, &is_named)).collect())
            }
            Axis::Numbers { values, first } => {
                let behind = 2 * values.len() as u32 + 1;
                let end = |at: usize, is_in: bool| self.end(&values[at], spelled, is_in);
                let interval = |(start, last): (u32, u32)| Interval {
                    // A value has an odd cell; the gap below it is even.
                    low: (start > *first).then(|| end((start as usize - 1) / 2, start % 2 == 1)),
                    high: (last < behind).then(|| end(last as usize / 2 - usize::from(last % 2 == 0), last % 2 == 0)),
                };
                Values::Numbers(cells.iter().map(interval).collect())
            }
        }
    }

    fn end(&self, named: &Named, spelled: &[Value], is_in: bool) -> End<Rational> {
        let own = spelled.iter().find_map(|value| match value {
            Value::Quantity(value, span) if value.get() == named.value => Some(*span),
            Value::Quantity(..) | Value::Date(..) => None,
        });
        let written = |span: Span| self.sources.text(span).to_owned();
        let text = own.or(named.span).map_or_else(|| round::plain(&named.value), written);
        End { value: named.value, text, is_in }
    }
}

/// From one cell up to, and without, another; an end is the day that is named if one of the two at it is.
fn days(starts: &[Date], (start, behind): (u32, u32), is_named: &dyn Fn(Date) -> bool) -> Interval<Date> {
    let end = |value: Date, is_in: bool| End { value, text: value.to_string(), is_in };
    let low = (start > 0).then(|| {
        let first = starts[start as usize];
        let before = first.yesterday().expect("bug: the first cell begins with the first day");
        if is_named(before) && !is_named(first) { end(before, false) } else { end(first, true) }
    });
    let high = starts.get(behind as usize).map(|next| {
        let last = next.yesterday().expect("bug: the first cell begins with the first day");
        if is_named(*next) && !is_named(last) { end(*next, false) } else { end(last, true) }
    });
    Interval { low, high }
}
