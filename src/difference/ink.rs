//! A text made of what a model needs to point at: ids, titles, values. Documents have none.

use num_traits::CheckedDiv as _;

use crate::ast::{Head, List, Name, Words};
use crate::limits;
use crate::model::{Dimension, Rational, UNITS};
use crate::source::{Base, Sources, Span};

#[derive(Debug)]
pub(super) struct Ink {
    text: String,
    /// There was more to write than a text can hold.
    pub(super) is_out: bool,
}

impl Ink {
    pub(super) fn new() -> Self {
        Ink { text: String::new(), is_out: false }
    }

    pub(super) fn sources(self) -> Sources {
        let mut sources = Sources::default();
        sources.add(NAME, self.text);
        sources
    }

    pub(super) fn write(&mut self, text: &str) -> Span {
        let start = self.text.len();
        self.is_out |= start.saturating_add(text.len()) > MOST;
        if !self.is_out {
            self.text.push_str(text);
        }
        Span::new(Base::FIRST, start..self.text.len())
    }

    pub(super) fn head(&mut self, id: &str, title: Option<&str>) -> Head {
        Head { id: Name(self.write(id)), title: title.map(|title| self.words(title)), docs: List::new() }
    }

    pub(super) fn words(&mut self, words: &str) -> Words {
        Words(self.write(&format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))))
    }

    /// A number of base units, as a person would write it.
    pub(super) fn value(&mut self, value: &Rational, dimension: Dimension) -> Span {
        self.write(&spelled(value, dimension))
    }
}

const NAME: &str = "<documents>";
/// What a span can point at.
const MOST: usize = limits::ALL_TEXTS_SIZE.most - 1;

/// The shortest way to write a value: with that unit in which it has the fewest digits.
fn spelled(value: &Rational, dimension: Dimension) -> String {
    if dimension == Dimension::Ratio {
        return format!("{}:{}", value.numer(), value.denom());
    }
    let bare = (dimension == Dimension::Number).then_some(("", Rational::from_integer(1)));
    let units = UNITS.iter().filter(|unit| unit.dimension == dimension);
    let units = units.map(|unit| (unit.name, Rational::new(unit.factor.0, unit.factor.1)));
    let written = bare.into_iter().chain(units).filter_map(|(unit, factor)| {
        let number = decimal(&value.checked_div(&factor)?)?;
        let gap = if unit.starts_with(|c: char| c.is_alphabetic()) { " " } else { "" };
        Some(format!("{number}{gap}{unit}"))
    });
    let shortest = written.min_by_key(|text| text.chars().count());
    shortest.unwrap_or_else(|| format!("{}/{} {}", value.numer(), value.denom(), dimension.base_unit()))
}

/// A number with as many digits behind the point as it has; nothing where they do not end.
fn decimal(value: &Rational) -> Option<String> {
    (0..=DIGITS).find_map(|digits| {
        let scale = 10_i128.pow(digits);
        let scaled = value.numer().checked_mul(scale)?;
        (scaled % value.denom() == 0).then(|| pointed(scaled / value.denom(), digits as usize))
    })
}

/// Digits behind the point, at most.
const DIGITS: u32 = 18;

fn pointed(scaled: i128, digits: usize) -> String {
    let sign = if scaled < 0 { "-" } else { "" };
    let text = format!("{:0>width$}", scaled.unsigned_abs(), width = digits + 1);
    let (whole, rest) = text.split_at(text.len() - digits);
    if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_with_the_fewest_digits() {
        let said = |numer, denom, dimension| spelled(&Rational::new(numer, denom), dimension);
        assert_eq!(said(25_000_000, 1, Dimension::Area), "25 km2");
        assert_eq!(said(1, 100_000, Dimension::Acceleration), "1 mGal");
        assert_eq!(said(300, 1, Dimension::Angle), "5′");
        assert_eq!(said(1, 5_000, Dimension::Ratio), "1:5000");
        assert_eq!(said(1, 2, Dimension::Number), "0.5");
        assert_eq!(said(-3, 2, Dimension::Length), "-1.5 m");
        assert_eq!(said(1, 7, Dimension::Length), "1/7 m");
    }
}
