//! The sampled objects of a program: of each attribute every value that a condition names, one between each two
//! neighbours, and one beyond each end, as far as there is such a value.

use dingmi::model::Rational;
use jiff::civil::Date;

use crate::program::{Object, Program, Value};
use crate::words::{CHOICES, Least, Sort};

pub(crate) struct Points {
    pub(crate) objects: Vec<Object>,
    /// By declared attribute.
    pub(crate) values: Vec<Vec<Value>>,
}

/// Some of the sampled objects.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Set(Vec<bool>);

impl Points {
    pub(crate) fn of(program: &Program) -> Self {
        let mut named: Vec<Vec<Value>> = vec![Vec::new(); program.attributes.len()];
        for test in program.formulas().flat_map(|formula| formula.tests()) {
            let at = program.attributes.iter().position(|attribute| *attribute == test.attribute).unwrap();
            named[at].extend(test.meaning.named());
        }
        let sampled = |(at, named): (usize, Vec<Value>)| sampled(&program.attribute(at).sort, named);
        let values: Vec<Vec<Value>> = named.into_iter().enumerate().map(sampled).collect();
        let mut objects: Vec<Object> =
            (0..program.kinds.len()).map(|kind| Object { kind, values: Vec::new() }).collect();
        for values in &values {
            let with = |object: &Object, value: &Value| Object {
                kind: object.kind,
                values: object.values.iter().chain([value]).copied().collect(),
            };
            objects = objects.iter().flat_map(|object| values.iter().map(|value| with(object, value))).collect();
        }
        Points { objects, values }
    }

    pub(crate) fn filled(&self, holds: impl Fn(&Object) -> bool) -> Set {
        Set(self.objects.iter().map(holds).collect())
    }
}

fn sampled(sort: &Sort, mut named: Vec<Value>) -> Vec<Value> {
    named.sort_by(|one, other| one.order(other));
    named.dedup();
    match sort {
        Sort::Choice => (0..CHOICES.len()).map(Value::Choice).collect(),
        Sort::Truth => vec![Value::Truth(false), Value::Truth(true)],
        Sort::Day => days(&named),
        Sort::Number { least, .. } => numbers(&named, *least),
    }
}

fn numbers(named: &[Value], least: Least) -> Vec<Value> {
    let number = |value: &Value| if let Value::Number(number) = value { *number } else { panic!("no number") };
    let named: Vec<Rational> = named.iter().map(number).collect();
    let (one, two) = (Rational::from_integer(1), Rational::from_integer(2));
    let (Some(first), Some(last)) = (named.first(), named.last()) else { return vec![Value::Number(one)] };
    let mut all = match least {
        Least::None => vec![first - one],
        Least::OverZero => vec![first / two],
        // Below the least value there is nothing.
        Least::Zero if *first.numer() == 0 => Vec::new(),
        Least::Zero => vec![first / two, Rational::from_integer(0)],
    };
    all.extend(&named);
    all.extend(named.windows(2).map(|pair| (pair[0] + pair[1]) / two));
    all.push(last + one);
    all.sort();
    all.into_iter().map(Value::Number).collect()
}

/// Between two days that follow one another there is none.
fn days(named: &[Value]) -> Vec<Value> {
    let day = |value: &Value| if let Value::Day(day) = value { *day } else { panic!("no day") };
    let named: Vec<Date> = named.iter().map(day).collect();
    let mut all = vec![Date::constant(2000, 1, 1)];
    all.extend(named.iter().flat_map(|day| [day.yesterday().unwrap(), *day, day.tomorrow().unwrap()]));
    all.sort();
    all.dedup();
    all.into_iter().map(Value::Day).collect()
}

impl Set {
    pub(crate) fn and(&self, other: &Set) -> Set {
        Set(self.0.iter().zip(&other.0).map(|(one, other)| *one && *other).collect())
    }

    pub(crate) fn take(&mut self, other: &Set) {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one &= !other);
    }

    pub(crate) fn is_empty(&self) -> bool {
        !self.0.contains(&true)
    }

    pub(crate) fn is_within(&self, other: &Set) -> bool {
        self.0.iter().zip(&other.0).all(|(one, other)| !one || *other)
    }
}
