//! Typed conditions on objects: what kinds there are, what attributes they have, and what a row asks of them.
//!
//! `better-than`, `larger-than` and their like are gone here: the attribute has said which way its numbers run.

use std::num::NonZeroU32;

use jiff::civil::Date;

use super::{Dimension, Direction, Head, Id, List, Rational};
use crate::source::Span;

/// A kind of object. A condition on a kind is one on every kind below it.
#[derive(Clone, Debug)]
pub struct Kind {
    pub head: Head,
    pub parent: Option<Id<Kind>>,
}

#[derive(Clone, Debug)]
pub struct Attribute {
    pub head: Head,
    pub kind: AttributeType,
    pub better: Option<Direction>,
    pub larger: Direction,
}

#[derive(Clone, Debug)]
pub enum AttributeType {
    Quantity(Dimension),
    OneOf(Vec<Choice>),
    YesNo,
    Date,
}

#[derive(Clone, Debug)]
pub struct Choice {
    pub name: String,
    pub head: Head,
}

/// A condition. Its depth is bounded by the nesting of the text.
#[derive(Clone, Debug)]
pub enum Formula {
    True,
    Any(Vec<Formula>),
    All(Vec<Formula>),
    Not(Box<Formula>),
    Test { attribute: Id<Attribute>, relation: Relation, span: Span },
}

#[derive(Clone, Debug)]
pub enum Relation {
    Compare(Comparison),
    Between(Box<Between>),
    /// One of these choices, by their place in the attribute.
    OneOf(List<usize>),
    /// Yes or no.
    Truth(bool),
}

/// How an object's value is to be to another, in little room: there is one for nearly every test of a condition.
#[derive(Clone, Debug)]
pub struct Comparison(Compact);

#[derive(Clone, Debug)]
enum Compact {
    /// A quantity that is a fraction of small numbers.
    Small {
        order: Order,
        numerator: i64,
        denominator: NonZeroU32,
        span: Span,
    },
    Other(Box<(Order, Value)>),
}

/// Between two values; whether each end is itself inside.
#[derive(Clone, Debug)]
pub struct Between {
    pub low: Value,
    pub low_closed: bool,
    pub high: Value,
    pub high_closed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A value, with the words it was written in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// In the base unit of its dimension.
    Quantity(Exact, Span),
    Date(Date, Span),
}

/// An exact number in little room: there is one for each value that a condition names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exact(Kept);

#[derive(Clone, PartialEq, Eq, Debug)]
enum Kept {
    Small(i64, NonZeroU32),
    Large(Box<Rational>),
}

impl Exact {
    pub fn get(&self) -> Rational {
        match &self.0 {
            Kept::Small(numerator, denominator) => Rational::new_raw((*numerator).into(), denominator.get().into()),
            Kept::Large(number) => **number,
        }
    }
}

impl From<Rational> for Exact {
    fn from(number: Rational) -> Self {
        let numerator = i64::try_from(*number.numer());
        let denominator = u32::try_from(*number.denom()).map(NonZeroU32::new);
        Exact(match (numerator, denominator) {
            (Ok(numerator), Ok(Some(denominator))) => Kept::Small(numerator, denominator),
            _ => Kept::Large(Box::new(number)),
        })
    }
}

impl Relation {
    pub fn compare(order: Order, value: Value) -> Self {
        Relation::Compare(Comparison(match value {
            Value::Quantity(Exact(Kept::Small(numerator, denominator)), span) => {
                Compact::Small { order, numerator, denominator, span }
            }
            Value::Quantity(..) | Value::Date(..) => Compact::Other(Box::new((order, value))),
        }))
    }
}

impl Comparison {
    pub fn order(&self) -> Order {
        match &self.0 {
            Compact::Small { order, .. } => *order,
            Compact::Other(other) => other.0,
        }
    }

    pub fn value(&self) -> Value {
        match &self.0 {
            Compact::Small { numerator, denominator, span, .. } => {
                Value::Quantity(Exact(Kept::Small(*numerator, *denominator)), *span)
            }
            Compact::Other(other) => other.1.clone(),
        }
    }
}

impl Order {
    /// The same with the sides exchanged.
    pub fn mirrored(self) -> Self {
        match self {
            Order::Equal => Order::Equal,
            Order::NotEqual => Order::NotEqual,
            Order::Less => Order::Greater,
            Order::LessOrEqual => Order::GreaterOrEqual,
            Order::Greater => Order::Less,
            Order::GreaterOrEqual => Order::LessOrEqual,
        }
    }

    /// The word in the compiled catalogue.
    pub fn symbol(self) -> &'static str {
        match self {
            Order::Equal => "=",
            Order::NotEqual => "!=",
            Order::Less => "<",
            Order::LessOrEqual => "<=",
            Order::Greater => ">",
            Order::GreaterOrEqual => ">=",
        }
    }
}

impl Value {
    pub fn span(&self) -> Span {
        match self {
            Value::Quantity(_, span) | Value::Date(_, span) => *span,
        }
    }
}
