//! Values that come from outside the program, as text: of a quantity with its unit, a date, a choice, yes or no.

use dingmi_catalogue::value::{self, ValueError};

use super::quantity::{QuantityFault, parse_quantity};
use super::{Attribute, AttributeType, Choice, Dimension, Id, Model, Order, Rational, Relation, Value, nfc};
use crate::model::{id_text, words_text};
use crate::source::Sources;

impl Model {
    /// Reads a quantity, with the units of the language and of the vocabularies.
    pub fn quantity(&self, text: &str) -> Result<(Rational, Dimension), QuantityFault> {
        parse_quantity(text, &|unit| self.unit(unit))
    }

    /// That an attribute has the value that a text says.
    pub fn value_of(&self, sources: &Sources, id: Id<Attribute>, text: &str) -> Result<Relation, ValueError> {
        let text = text.trim();
        let attribute = &self.attributes[id];
        // A value from outside stands nowhere; its attribute stands for its place.
        let span = attribute.head.id.0;
        match &attribute.kind {
            AttributeType::Quantity(dimension) => {
                let number = value::quantity(*dimension, text, &|unit| self.unit(unit))?;
                Ok(Relation::compare(Order::Equal, Value::Quantity(number.into(), span)))
            }
            AttributeType::Date => Ok(Relation::compare(Order::Equal, Value::Date(value::date(text)?, span))),
            AttributeType::YesNo => Ok(Relation::Truth(value::truth(text)?)),
            AttributeType::OneOf(choices) => {
                let is_it = |choice: &Choice| {
                    id_text(sources, choice.head.id) == nfc(text)
                        || choice.head.title.is_some_and(|title| words_text(sources, title) == text)
                };
                let found = choices.iter().position(is_it).ok_or(ValueError::NoChoice)?;
                Ok(Relation::OneOf([found].into()))
            }
        }
    }

    fn unit(&self, name: &str) -> Option<(Rational, Dimension)> {
        self.units.get(&*nfc(name)).copied()
    }
}
