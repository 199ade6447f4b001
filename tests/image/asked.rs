//! The objects that are asked about, sampled from what conditions name: each named value, one between each two neighbours, one
//! beyond each end; and how a person writes them.

use std::collections::BTreeMap;

use dingmi::model::{Rational, UNITS};
use jiff::civil::Date;
use serde_json::Value as Data;

use crate::dice::Dice;
use crate::json::{list, text};

/// An object of which some values are known.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// By id.
    pub(crate) kind: String,
    /// As it is asked for: by id, or by a title that only it has.
    pub(crate) kind_written: String,
    pub(crate) given: Vec<Given>,
    /// Whether nothing is missing.
    pub(crate) is_whole: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// By id.
    pub(crate) attribute: String,
    pub(crate) attribute_written: String,
    pub(crate) value: Value,
    pub(crate) written: String,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Value {
    Number(Rational),
    Day(Date),
    Choice(String),
    Truth(bool),
}

/// What objects of a program are made of.
pub(crate) struct Samples<'d> {
    document: &'d Data,
    /// By attribute of the document.
    values: Vec<Vec<Value>>,
}

impl<'d> Samples<'d> {
    pub(crate) fn of(document: &'d Data) -> Self {
        let mut named: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        named_in(&document["catalogues"], &mut named);
        named_in(&document["disclosures"], &mut named);
        let sample = |attribute: &Data| {
            let mut named = named.remove(text(&attribute["id"])).unwrap_or_default();
            named.sort();
            named.dedup();
            sampled(&attribute["type"], &named)
        };
        Samples { document, values: list(&document["attributes"]).iter().map(sample).collect() }
    }

    /// Nothing where no kind is declared.
    pub(crate) fn object(&self, dice: &mut Dice) -> Option<Asked> {
        let kinds = list(&self.document["kinds"]);
        if kinds.is_empty() {
            return None;
        }
        let kind = dice.pick(kinds);
        let may_lack = dice.once_in(2);
        let mut asked = Asked {
            kind: text(&kind["id"]).to_owned(),
            kind_written: by_id_or_title(kind, kinds, dice),
            given: Vec::new(),
            is_whole: true,
        };
        let attributes = list(&self.document["attributes"]);
        for (attribute, values) in attributes.iter().zip(&self.values) {
            if may_lack && dice.once_in(3) {
                asked.is_whole = false;
                continue;
            }
            let value = dice.pick(values).clone();
            asked.given.push(Given {
                attribute: text(&attribute["id"]).to_owned(),
                attribute_written: by_id_or_title(attribute, attributes, dice),
                written: self.written(&attribute["type"], &value, dice).expect("only what can be written is sampled"),
                value,
            });
        }
        // In whatever order they are told.
        dice.shuffle(&mut asked.given);
        Some(asked)
    }

    /// As a person writes it, in one of its spellings.
    fn written(&self, of: &Data, value: &Value, dice: &mut Dice) -> Option<String> {
        Some(match value {
            Value::Number(number) if of["dimension"] == "ratio" => {
                let sign = *dice.pick(&[":", "：", ":"]);
                format!("{}{sign}{}", number.numer(), number.denom())
            }
            Value::Number(number) => {
                let all = self.in_units(text(&of["dimension"]), *number);
                let (number, unit) = if all.is_empty() { return None } else { dice.pick(&all) };
                let space = *dice.pick(&[" ", ""]);
                format!("{number}{space}{unit}").trim_end().to_owned()
            }
            Value::Day(day) if dice.once_in(2) => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            Value::Day(day) => day.to_string(),
            Value::Truth(truth) => {
                let words = if *truth { ["yes", "是", "true"] } else { ["no", "否", "false"] };
                (*dice.pick(&words)).to_owned()
            }
            Value::Choice(id) => {
                let choices = list(&of["choices"]);
                let choice = choices.iter().find(|choice| choice["id"] == id.as_str())?;
                by_id_or_title(choice, choices, dice)
            }
        })
    }

    /// In each unit in which it can be written with a point.
    fn in_units(&self, dimension: &str, number: Rational) -> Vec<(String, String)> {
        let of_language = UNITS.iter().filter(|unit| unit.dimension.names().0 == dimension);
        let of_language = of_language.flat_map(|unit| {
            let factor = Rational::new(unit.factor.0, unit.factor.1);
            [(factor, unit.name.to_owned()), (factor, unit.chinese.to_owned())]
        });
        let declared = list(&self.document["units"]).iter().filter(|unit| unit["dimension"] == dimension);
        let declared = declared
            .map(|unit| (text(&unit["factor"]).parse().expect("an exact number"), text(&unit["name"]).to_owned()));
        let plain = (dimension == "number").then(|| (Rational::from_integer(1), String::new()));
        let all = of_language.chain(declared).chain(plain);
        all.filter_map(|(factor, unit)| Some((decimal(number / factor)?, unit))).collect()
    }
}

fn by_id_or_title(each: &Data, all: &[Data], dice: &mut Dice) -> String {
    let is_it = |other: &&Data| other["name"] == each["name"] || other["id"] == each["name"];
    match each["name"].as_str().filter(|_| all.iter().filter(is_it).count() == 1) {
        Some(title) if dice.once_in(3) => title.to_owned(),
        _ => text(&each["id"]).to_owned(),
    }
}

/// All values that conditions somewhere within name.
fn named_in<'d>(data: &'d Data, found: &mut BTreeMap<&'d str, Vec<Value>>) {
    match data {
        Data::Array(parts) => parts.iter().for_each(|part| named_in(part, found)),
        Data::Object(fields) => {
            if let Some(attribute) = fields.get("attribute").and_then(Data::as_str) {
                let named = ["value", "low", "high"].into_iter().filter_map(|field| read(fields.get(field)?));
                found.entry(attribute).or_default().extend(named);
            }
            fields.values().for_each(|part| named_in(part, found));
        }
        Data::Null | Data::Bool(_) | Data::Number(_) | Data::String(_) => {}
    }
}

/// A number or a day of a condition.
pub(crate) fn read(value: &Data) -> Option<Value> {
    let number = value["quantity"].as_str().map(|number| Value::Number(number.parse().expect("an exact number")));
    number.or_else(|| value["date"].as_str().map(|day| Value::Day(day.parse().expect("a day"))))
}

fn sampled(of: &Data, named: &[Value]) -> Vec<Value> {
    match text(&of["kind"]) {
        "quantity" => numbers(text(&of["dimension"]), named),
        "date" => days(named),
        "yes-no" => vec![Value::Truth(false), Value::Truth(true)],
        "one-of" => list(&of["choices"]).iter().map(|choice| Value::Choice(text(&choice["id"]).to_owned())).collect(),
        other => panic!("{other}"),
    }
}

fn numbers(dimension: &str, named: &[Value]) -> Vec<Value> {
    let number = |value: &Value| if let Value::Number(number) = value { *number } else { panic!("no number") };
    let named: Vec<Rational> = named.iter().map(number).collect();
    let (one, two) = (Rational::from_integer(1), Rational::from_integer(2));
    let mut all = named.clone();
    all.extend(named.windows(2).map(|pair| (pair[0] + pair[1]) / two));
    all.extend(named.first().into_iter().flat_map(|first| [first - one, first / two]));
    all.push(named.last().map_or(one, |last| last + one));
    all.push(Rational::from_integer(0));
    all.retain(|number| can_be(dimension, *number) && (dimension == "ratio" || decimal(*number).is_some()));
    all.sort();
    all.dedup();
    all.into_iter().map(Value::Number).collect()
}

/// Whether there is such a quantity at all.
fn can_be(dimension: &str, number: Rational) -> bool {
    let zero = Rational::from_integer(0);
    match dimension {
        "ratio" => number > zero,
        "area" | "volume" | "mass" | "time" | "calendar" => number >= zero,
        _ => true,
    }
}

fn days(named: &[Value]) -> Vec<Value> {
    let day = |value: &Value| if let Value::Day(day) = value { *day } else { panic!("no day") };
    let mut all = vec![Date::constant(1949, 10, 1), Date::MAX];
    all.extend(named.iter().map(day).flat_map(|day| [day.yesterday().ok(), Some(day), day.tomorrow().ok()]).flatten());
    all.sort();
    all.dedup();
    all.into_iter().map(Value::Day).collect()
}

/// With a point, if it has an end so and no more digits than are read.
fn decimal(number: Rational) -> Option<String> {
    let scale = (0..=18_usize).find(|digits| 10_i128.pow(*digits as u32) % number.denom() == 0)?;
    let whole = number.numer().unsigned_abs().checked_mul(10_u128.pow(scale as u32) / number.denom().unsigned_abs())?;
    let digits = format!("{whole:0>width$}", width = scale + 1);
    let (before, behind) = digits.split_at(digits.len() - scale);
    if before.len() > 18 {
        return None;
    }
    let sign = if *number.numer() < 0 { "-" } else { "" };
    Some(if behind.is_empty() { format!("{sign}{before}") } else { format!("{sign}{before}.{behind}") })
}
