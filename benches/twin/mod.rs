//! `catalogue.json` as one reads it who asks what services ask: only the fields that the questions need.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

type Text<'a> = Cow<'a, str>;

#[derive(Deserialize)]
pub(crate) struct Twin<'a> {
    #[serde(borrow)]
    pub(crate) organs: Vec<Organ<'a>>,
    pub(crate) officers: Vec<Officer<'a>>,
    pub(crate) businesses: Vec<Node<'a>>,
    pub(crate) kinds: Vec<Node<'a>>,
    pub(crate) attributes: Vec<Attribute<'a>>,
    pub(crate) regimes: Vec<Regime<'a>>,
    pub(crate) knower_sets: Vec<KnowerSet<'a>>,
    pub(crate) catalogues: Vec<Catalogue<'a>>,
    pub(crate) competence: Vec<Competence<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Organ<'a> {
    #[serde(borrow)]
    pub(crate) id: Text<'a>,
    pub(crate) superior: Option<Text<'a>>,
    pub(crate) exists: Interval<'a>,
}

#[derive(Deserialize)]
pub(crate) struct Officer<'a> {
    #[serde(borrow)]
    pub(crate) id: Text<'a>,
    pub(crate) organ: Option<Text<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Node<'a> {
    #[serde(borrow)]
    pub(crate) id: Text<'a>,
    pub(crate) parent: Option<Text<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Attribute<'a> {
    #[serde(borrow)]
    pub(crate) id: Text<'a>,
}

#[derive(Deserialize)]
pub(crate) struct Regime<'a> {
    #[serde(borrow)]
    pub(crate) id: Text<'a>,
    pub(crate) levels: Vec<Level<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Level<'a> {
    #[serde(borrow)]
    pub(crate) id: Text<'a>,
    pub(crate) rank: u32,
}

#[derive(Deserialize)]
pub(crate) struct KnowerSet<'a> {
    #[serde(borrow)]
    pub(crate) organs: Vec<Knower<'a>>,
    pub(crate) posts: Vec<Knower<'a>>,
    pub(crate) groups: Vec<Knower<'a>>,
    pub(crate) officers: Vec<Text<'a>>,
    pub(crate) words: Vec<Text<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Knower<'a> {
    #[serde(borrow)]
    pub(crate) name: Option<Text<'a>>,
    pub(crate) organ: Option<Text<'a>>,
    pub(crate) approved_by: Option<Text<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Interval<'a> {
    #[serde(borrow)]
    pub(crate) from: Option<Text<'a>>,
    pub(crate) to: Option<Text<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Catalogue<'a> {
    #[serde(borrow)]
    pub(crate) id: Text<'a>,
    pub(crate) regime: Option<Text<'a>>,
    pub(crate) in_force: Interval<'a>,
    pub(crate) businesses: Vec<Text<'a>>,
    pub(crate) matters: Vec<Matter<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Matter<'a> {
    #[serde(borrow)]
    pub(crate) id: Text<'a>,
    pub(crate) name: Option<Text<'a>>,
    pub(crate) level: Option<Level<'a>>,
    pub(crate) period: Option<Period>,
    pub(crate) mark: Option<Text<'a>>,
    pub(crate) known_to_set: Option<u32>,
    pub(crate) covers: Vec<Covers<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Period {
    pub(crate) count: Option<u32>,
}

#[derive(Deserialize)]
pub(crate) struct Covers<'a> {
    #[serde(borrow)]
    pub(crate) kinds: Vec<Text<'a>>,
    #[serde(rename = "where")]
    pub(crate) condition: Option<Condition<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Condition<'a> {
    #[serde(borrow)]
    All(Vec<Condition<'a>>),
    Not(Box<Condition<'a>>),
    Compare {
        attribute: Text<'a>,
        order: Text<'a>,
        value: Value<'a>,
    },
    Is {
        attribute: Text<'a>,
        value: bool,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Value<'a> {
    #[serde(borrow)]
    Quantity(Text<'a>),
}

#[derive(Deserialize)]
pub(crate) struct Competence<'a> {
    pub(crate) head_by_law: bool,
    #[serde(borrow)]
    pub(crate) powers: Vec<Power<'a>>,
    pub(crate) deciders: Vec<Decider<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Power<'a> {
    #[serde(borrow)]
    pub(crate) organ: Text<'a>,
    pub(crate) reach: Reach<'a>,
    pub(crate) determines: Option<Level<'a>>,
    pub(crate) days: Option<Interval<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Reach<'a> {
    #[serde(borrow)]
    pub(crate) kind: Text<'a>,
    pub(crate) id: Option<Text<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Decider<'a> {
    #[serde(borrow)]
    pub(crate) organ: Text<'a>,
    pub(crate) officer: Text<'a>,
    pub(crate) level: Option<Level<'a>>,
    pub(crate) reaches: Vec<Reach<'a>>,
    pub(crate) days: Vec<Interval<'a>>,
}

/// By attribute, the whole numbers from the first up to the second. A ratio `1/n` is the number `-n`, so that greater stays
/// greater; no is 0 and yes is 1.
pub(crate) type Bounds<'a> = BTreeMap<&'a str, (i64, i64)>;

/// Beyond all numbers of the workload.
pub(crate) const FAR: i64 = 1 << 60;

/// What a condition of the workload comes to.
pub(crate) fn bounds<'a>(condition: Option<&'a Condition<'a>>) -> Bounds<'a> {
    let mut found = Bounds::new();
    if let Some(condition) = condition {
        narrow(&mut found, condition);
    }
    found
}

fn narrow<'a>(found: &mut Bounds<'a>, condition: &'a Condition<'a>) {
    let (attribute, (low, high)) = match condition {
        Condition::All(parts) => return parts.iter().for_each(|part| narrow(found, part)),
        Condition::Not(part) => match &**part {
            Condition::Is { attribute, value } => (attribute, is(!value)),
            Condition::All(_) | Condition::Not(_) | Condition::Compare { .. } => panic!("not of the workload"),
        },
        Condition::Is { attribute, value } => (attribute, is(*value)),
        Condition::Compare { attribute, order, value: Value::Quantity(number) } => {
            let number = whole(number);
            let bound = match &**order {
                ">=" => (number, FAR),
                ">" => (number + 1, FAR),
                "<" => (-FAR, number),
                _ => panic!("an order that is not of the workload"),
            };
            (attribute, bound)
        }
    };
    let bound = found.entry(&**attribute).or_insert((-FAR, FAR));
    *bound = (bound.0.max(low), bound.1.min(high));
}

fn is(value: bool) -> (i64, i64) {
    let value = i64::from(value);
    (value, value + 1)
}

fn whole(number: &str) -> i64 {
    let text = number.strip_prefix("1/").unwrap_or(number);
    let whole: i64 = text.parse().expect("a number of the workload");
    if number.starts_with("1/") { -whole } else { whole }
}
