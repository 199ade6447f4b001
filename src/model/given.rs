//! Values that come from outside the program, as text: of a quantity with its unit, a date, a choice, yes or no.

use jiff::civil::Date;

use super::quantity::{QuantityFault, parse_quantity};
use super::{Attribute, AttributeType, Choice, Dimension, Id, Model, Order, Rational, Relation, Value, compare, nfc};
use crate::model::{id_text, words_text};
use crate::source::Sources;

/// Why a text is no value of an attribute.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValueFault {
    NoQuantity(QuantityFault),
    /// It is a quantity of another dimension.
    Unlike(Dimension),
    /// Less than there can be.
    TooSmall,
    NoChoice,
    NoDate,
    NotYesOrNo,
}

impl Model {
    /// Reads a quantity, with the units of the language and of the vocabularies.
    pub fn quantity(&self, text: &str) -> Result<(Rational, Dimension), QuantityFault> {
        parse_quantity(text, &|unit| self.units.get(&*nfc(unit)).copied())
    }

    /// That an attribute has the value that a text says.
    pub fn value_of(&self, sources: &Sources, id: Id<Attribute>, text: &str) -> Result<Relation, ValueFault> {
        let text = text.trim();
        let attribute = &self.attributes[id];
        // A value from outside stands nowhere; its attribute stands for its place.
        let span = attribute.head.id.0;
        match &attribute.kind {
            AttributeType::Quantity(dimension) => {
                let number = self.number(*dimension, text)?;
                Ok(Relation::Compare(Order::Equal, Value::Quantity(number, span)))
            }
            AttributeType::Date => {
                let date: Option<Date> = text.parse().or_else(|_| Date::strptime("%Y年%m月%d日", text)).ok();
                Ok(Relation::Compare(Order::Equal, Value::Date(date.ok_or(ValueFault::NoDate)?, span)))
            }
            AttributeType::YesNo => match text {
                "yes" | "是" | "true" => Ok(Relation::Truth(true)),
                "no" | "否" | "false" => Ok(Relation::Truth(false)),
                _ => Err(ValueFault::NotYesOrNo),
            },
            AttributeType::OneOf(choices) => {
                let is_it = |choice: &Choice| {
                    id_text(sources, choice.head.id) == nfc(text)
                        || choice.head.title.is_some_and(|title| words_text(sources, title) == text)
                };
                let found = choices.iter().position(is_it).ok_or(ValueFault::NoChoice)?;
                Ok(Relation::OneOf(vec![found]))
            }
        }
    }

    fn number(&self, dimension: Dimension, text: &str) -> Result<Rational, ValueFault> {
        let (number, found) = self.quantity(text).map_err(ValueFault::NoQuantity)?;
        if found != dimension {
            return Err(ValueFault::Unlike(found));
        }
        let is_too_small = dimension.least().is_some_and(|(least, is_in)| {
            let order = compare(&number, &least);
            order.is_lt() || (order.is_eq() && !is_in)
        });
        if is_too_small { Err(ValueFault::TooSmall) } else { Ok(number) }
    }
}
