//! The same data as JSON, and the types that it is read into: for each declaration an object, with words borrowed from the
//! text. A reader of JSON need not find dates in strings, nor tell where things stand.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Twin<'a> {
    #[serde(borrow)]
    pub(crate) declarations: Vec<Declaration<'a>>,
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Declaration<'a> {
    #[serde(borrow)]
    Region(Tree<'a>),
    Business(Tree<'a>),
    Organ(Organ<'a>),
    Officer(Officer<'a>),
    Authorization(Authorization<'a>),
    Vocabulary(Vocabulary<'a>),
    Scope(Scope<'a>),
    Catalogue(Box<Catalogue<'a>>),
}

pub(crate) type Titled<'a> = Option<&'a str>;

#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Tree<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: Titled<'a>,
    pub(crate) parent: Option<&'a str>,
}

#[derive(Serialize, Deserialize, Debug, Default)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct Organ<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: Titled<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tier: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) superior: Option<&'a str>,
    #[serde(borrow, skip_serializing_if = "Vec::is_empty")]
    pub(crate) regions: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) business: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) roles: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) succeeded_by: Vec<&'a str>,
}

#[derive(Serialize, Deserialize, Debug, Default)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct Officer<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: Titled<'a>,
    pub(crate) organ: &'a str,
    pub(crate) head: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) designated_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) trained: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) determines: Option<&'a str>,
    #[serde(borrow, skip_serializing_if = "Vec::is_empty")]
    pub(crate) matters: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) term: Option<&'a str>,
}

#[derive(Serialize, Deserialize, Debug, Default)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct Authorization<'a> {
    pub(crate) id: &'a str,
    pub(crate) from: &'a str,
    pub(crate) to: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) level: Option<&'a str>,
    #[serde(borrow, skip_serializing_if = "Vec::is_empty")]
    pub(crate) matters: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) regions: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) period: Option<Length<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) instrument: Option<Dated<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) term: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) filed_with: Option<Dated<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) task: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) revoked: Option<&'a str>,
}

/// A name or a text, and a day.
#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Dated<'a> {
    pub(crate) what: &'a str,
    pub(crate) on: Option<&'a str>,
}

#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Vocabulary<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: Titled<'a>,
    #[serde(borrow)]
    pub(crate) kinds: Vec<Kind<'a>>,
    pub(crate) attributes: Vec<Attribute<'a>>,
}

#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Kind<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: Titled<'a>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) kinds: Vec<Kind<'a>>,
}

#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Attribute<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: Titled<'a>,
    #[serde(borrow)]
    pub(crate) of: AttributeType<'a>,
    pub(crate) better: Option<bool>,
    pub(crate) larger: Option<bool>,
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum AttributeType<'a> {
    #[serde(borrow)]
    OneOf(Vec<Choice<'a>>),
    YesNo,
    Date,
    Dimension(&'a str),
}

#[derive(Serialize, Deserialize, Debug)]
pub(crate) struct Choice<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: Titled<'a>,
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Scope<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: Titled<'a>,
    #[serde(borrow)]
    pub(crate) parts: Vec<Part<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) but_not: Vec<Part<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) narrows: Option<&'a str>,
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Part<'a> {
    Post { title: &'a str, of: Option<&'a str> },
    Group { title: &'a str, approved_by: Option<&'a str> },
    Organ { name: &'a str, below: bool },
    Officer(&'a str),
    Scope(&'a str),
    Opaque(&'a str),
    Named { name: &'a str, below: bool },
}

#[derive(Serialize, Deserialize, Debug, Default)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct Catalogue<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: Titled<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) regime: Option<&'a str>,
    #[serde(borrow, skip_serializing_if = "Vec::is_empty")]
    pub(crate) issued_by: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) dated: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) in_force: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) basis: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) demonstrated: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) heard: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) relation: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) business: Vec<&'a str>,
    pub(crate) matters: Vec<Matter<'a>>,
}

#[derive(Serialize, Deserialize, Debug, Default)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct Matter<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: Titled<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) level: Option<&'a str>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub(crate) period: Option<Length<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) known_to: Vec<Part<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) but_not: Vec<Part<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) produced_by: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) covers: Vec<Covers<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) except: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<&'a str>,
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Length<'a> {
    Years(u32),
    Months(u32),
    Until(&'a str),
    LongTerm,
    Unspecified,
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Covers<'a> {
    #[serde(borrow)]
    pub(crate) kinds: Vec<&'a str>,
    #[serde(rename = "where")]
    pub(crate) condition: Option<Node<'a>>,
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Node<'a> {
    #[serde(borrow)]
    Any(Vec<Node<'a>>),
    All(Vec<Node<'a>>),
    Not(Box<Node<'a>>),
    Test {
        attribute: &'a str,
        #[serde(borrow)]
        relation: Option<Relation<'a>>,
    },
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Relation<'a> {
    Compare {
        operator: &'a str,
        #[serde(borrow)]
        value: Value<'a>,
    },
    In {
        #[serde(borrow)]
        low: Value<'a>,
        low_closed: bool,
        #[serde(borrow)]
        high: Value<'a>,
        high_closed: bool,
    },
    Is(Vec<Value<'a>>),
}

#[derive(Serialize, Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Value<'a> {
    Date(&'a str),
    Ratio(&'a str),
    Quantity(&'a str),
    Truth(bool),
    Words(&'a str),
    Name(&'a str),
}

/// All of them, read.
pub(crate) fn read_all(texts: &[String]) -> Vec<Twin<'_>> {
    texts.iter().map(|text| serde_json::from_str(text).expect("a twin")).collect()
}
