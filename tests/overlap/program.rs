//! A random program, described. Its text is written from this, and so is what ought to be told of it.

use std::cmp::Ordering;

use dingmi::model::Rational;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::words::{ATTRIBUTES, Attribute, Period};

#[derive(Clone, Debug)]
pub(crate) struct Program {
    /// Of each kind, the one it lies in, which comes before it.
    pub(crate) kinds: Vec<Option<usize>>,
    /// Which of all attributes are declared.
    pub(crate) attributes: Vec<usize>,
    pub(crate) catalogues: Vec<Catalogue>,
    pub(crate) lists: Vec<Life>,
    pub(crate) rows: Vec<Row>,
    pub(crate) items: Vec<Item>,
}

#[derive(Clone, Debug)]
pub(crate) struct Catalogue {
    pub(crate) regime: &'static str,
    pub(crate) life: Life,
    pub(crate) is_excerpt: bool,
    pub(crate) prevails_over: Vec<Target>,
    pub(crate) yields_to: Vec<Target>,
    pub(crate) replaces: Vec<Target>,
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) catalogue: usize,
    pub(crate) covered: Covered,
    pub(crate) prevails_over: Vec<Target>,
    pub(crate) yields_to: Vec<Target>,
    pub(crate) same_as: Vec<Target>,
    pub(crate) part_of: Vec<Target>,
    pub(crate) level: Option<&'static str>,
    pub(crate) period: (&'static str, Period),
    pub(crate) scope: Option<(&'static str, u32)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) list: usize,
    pub(crate) covered: Covered,
}

#[derive(Clone, Default, Debug)]
pub(crate) struct Covered {
    pub(crate) clauses: Vec<Clause>,
    pub(crate) except: Vec<Target>,
    pub(crate) except_where: Vec<Formula>,
}

#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) kinds: Vec<usize>,
    pub(crate) condition: Option<Formula>,
}

/// A row, or a catalogue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Target {
    Row(usize),
    Catalogue(usize),
}

/// What is about objects.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Holder {
    Row(usize),
    Item(usize),
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Formula {
    Any(Vec<Formula>),
    All(Vec<Formula>),
    Not(Box<Formula>),
    Test(Test),
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Test {
    /// By its place among all attributes.
    pub(crate) attribute: usize,
    pub(crate) text: String,
    pub(crate) meaning: Meaning,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Meaning {
    Less(Value),
    AtMost(Value),
    Over(Value),
    AtLeast(Value),
    Is(Vec<Value>),
    IsNot(Value),
    /// Each end, and whether it is taken in.
    Between((Value, bool), (Value, bool)),
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Value {
    Number(Rational),
    Day(Date),
    Choice(usize),
    Truth(bool),
}

/// An object: its kind, and a value of each declared attribute.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Object {
    pub(crate) kind: usize,
    pub(crate) values: Vec<Value>,
}

/// The first day and the last one, by number; none is open.
pub(crate) type Life = (Option<i64>, Option<i64>);

pub(crate) fn day(n: i64) -> Date {
    date(2020, 1, 1).checked_add(n.days()).unwrap()
}

/// Every day on which anything changes, with one before, on which only what was always in force is, and one behind.
pub(crate) const DAYS: std::ops::RangeInclusive<i64> = -1..=LAST + 2;
pub(crate) const LAST: i64 = 5;

pub(crate) fn holds_on((from, to): Life, day: i64) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

impl Value {
    /// Crosswise, which is exact; nothing here comes near to overflow.
    pub(crate) fn order(&self, other: &Value) -> Ordering {
        match (self, other) {
            (Value::Number(one), Value::Number(other)) => {
                (one.numer() * other.denom()).cmp(&(other.numer() * one.denom()))
            }
            (Value::Day(one), Value::Day(other)) => one.cmp(other),
            (Value::Choice(one), Value::Choice(other)) => one.cmp(other),
            (Value::Truth(one), Value::Truth(other)) => one.cmp(other),
            _ => panic!("{self:?} is never held against {other:?}"),
        }
    }
}

impl Meaning {
    pub(crate) fn holds(&self, value: &Value) -> bool {
        let to = |other: &Value| value.order(other);
        match self {
            Meaning::Less(bound) => to(bound).is_lt(),
            Meaning::AtMost(bound) => to(bound).is_le(),
            Meaning::Over(bound) => to(bound).is_gt(),
            Meaning::AtLeast(bound) => to(bound).is_ge(),
            Meaning::Is(values) => values.iter().any(|each| to(each).is_eq()),
            Meaning::IsNot(bound) => to(bound).is_ne(),
            Meaning::Between((low, low_in), (high, high_in)) => {
                (to(low).is_gt() || *low_in && to(low).is_eq()) && (to(high).is_lt() || *high_in && to(high).is_eq())
            }
        }
    }

    pub(crate) fn named(&self) -> Vec<Value> {
        match self {
            Meaning::Less(v) | Meaning::AtMost(v) | Meaning::Over(v) | Meaning::AtLeast(v) | Meaning::IsNot(v) => {
                vec![*v]
            }
            Meaning::Is(values) => values.clone(),
            Meaning::Between((low, _), (high, _)) => vec![*low, *high],
        }
    }
}

impl Formula {
    pub(crate) fn tests(&self) -> Vec<&Test> {
        match self {
            Formula::Any(parts) | Formula::All(parts) => parts.iter().flat_map(Formula::tests).collect(),
            Formula::Not(inner) => inner.tests(),
            Formula::Test(test) => vec![test],
        }
    }
}

impl Program {
    pub(crate) fn attribute(&self, at: usize) -> &'static Attribute {
        &ATTRIBUTES[self.attributes[at]]
    }

    pub(crate) fn holders(&self) -> impl Iterator<Item = Holder> + use<> {
        (0..self.rows.len()).map(Holder::Row).chain((0..self.items.len()).map(Holder::Item))
    }

    pub(crate) fn covered(&self, holder: Holder) -> &Covered {
        match holder {
            Holder::Row(row) => &self.rows[row].covered,
            Holder::Item(item) => &self.items[item].covered,
        }
    }

    pub(crate) fn life(&self, holder: Holder) -> Life {
        match holder {
            Holder::Row(row) => self.catalogues[self.rows[row].catalogue].life,
            Holder::Item(item) => self.lists[self.items[item].list],
        }
    }

    /// As findings name it.
    pub(crate) fn name(&self, holder: Holder) -> String {
        match holder {
            Holder::Row(row) => format!("c{}#{row}", self.rows[row].catalogue),
            Holder::Item(item) => format!("d{}#{item}", self.items[item].list),
        }
    }

    pub(crate) fn target_name(&self, target: Target) -> String {
        match target {
            Target::Row(row) => self.name(Holder::Row(row)),
            Target::Catalogue(catalogue) => format!("c{catalogue}"),
        }
    }

    /// The rows that a target stands for.
    pub(crate) fn rows_of(&self, target: Target) -> Vec<usize> {
        match target {
            Target::Row(row) => vec![row],
            Target::Catalogue(of) => (0..self.rows.len()).filter(|row| self.rows[*row].catalogue == of).collect(),
        }
    }

    /// Whether a kind is another, or lies in it.
    pub(crate) fn is_in(&self, kind: usize, outer: usize) -> bool {
        kind == outer || self.kinds[kind].is_some_and(|parent| self.is_in(parent, outer))
    }

    /// Every condition.
    pub(crate) fn formulas(&self) -> impl Iterator<Item = &Formula> {
        self.holders().flat_map(|holder| {
            let covered = self.covered(holder);
            covered.clauses.iter().filter_map(|clause| clause.condition.as_ref()).chain(&covered.except_where)
        })
    }
}
