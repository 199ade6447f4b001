//! Texts from outside → values: of a quantity with its unit, of a date, of yes or no.

use std::fmt;

use jiff::civil::Date;

use crate::quantity::{Dimension, QuantityFault, Rational, compare, parse_quantity};

/// Why a text is no value of an attribute.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValueError {
    /// It is no quantity.
    NoQuantity(QuantityFault),
    /// It is a quantity of another dimension.
    Unlike(Dimension),
    /// Less than there can be.
    TooSmall,
    /// It is none of the choices.
    NoChoice,
    /// It is no date.
    NoDate,
    /// It is neither yes nor no.
    NotYesOrNo,
}

/// The number that a text says of a dimension, in its base unit. `declared` knows the units beside those of the language.
pub fn quantity(
    dimension: Dimension,
    text: &str,
    declared: &dyn Fn(&str) -> Option<(Rational, Dimension)>,
) -> Result<Rational, ValueError> {
    let (number, found) = parse_quantity(text, declared).map_err(ValueError::NoQuantity)?;
    if found != dimension {
        return Err(ValueError::Unlike(found));
    }
    let is_too_small = dimension.least().is_some_and(|(least, is_in)| {
        let order = compare(&number, &least);
        order.is_lt() || (order.is_eq() && !is_in)
    });
    if is_too_small { Err(ValueError::TooSmall) } else { Ok(number) }
}

/// The day that a text says: `2026-11-23` or `2026年11月23日`.
pub fn date(text: &str) -> Result<Date, ValueError> {
    text.parse().or_else(|_| Date::strptime("%Y年%m月%d日", text)).map_err(|_| ValueError::NoDate)
}

/// Whether a text says yes or no: `yes`, `是`, `true`; `no`, `否`, `false`.
pub fn truth(text: &str) -> Result<bool, ValueError> {
    match text {
        "yes" | "是" | "true" => Ok(true),
        "no" | "否" | "false" => Ok(false),
        _ => Err(ValueError::NotYesOrNo),
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValueError::NoQuantity(QuantityFault::UnknownUnit) => f.write_str("its unit is not known"),
            ValueError::NoQuantity(QuantityFault::NoNumber) => f.write_str("it does not begin with a number"),
            ValueError::NoQuantity(QuantityFault::TooManyDigits) => f.write_str("it has too many digits"),
            ValueError::NoQuantity(QuantityFault::ZeroDenominator) => f.write_str("it is a ratio to nothing"),
            ValueError::Unlike(dimension) => write!(f, "it is a {}, which is not what is asked", dimension.names().0),
            ValueError::TooSmall => f.write_str("it is less than there can be"),
            ValueError::NoChoice => f.write_str("it is none of the choices"),
            ValueError::NoDate => f.write_str("it is no date"),
            ValueError::NotYesOrNo => f.write_str("it is neither yes nor no"),
        }
    }
}

impl std::error::Error for ValueError {}
