//! Tests: a case that is given, and what is expected of it.

use jiff::civil::Date;

use super::{Attribute, Id, Kind, LevelId, Matter, Model, Organ, Place, Relation};
use crate::ast::{At, Length, Name, Words};

/// What is given, and what is expected. What is not given is open.
#[derive(Clone, Debug)]
pub struct Test {
    pub title: Words,
    pub day: Option<Date>,
    pub object: Option<TestObject>,
    pub organ: Option<Id<Organ>>,
    pub matter: Option<Id<Matter>>,
    /// The day of issue.
    pub dated: Option<Date>,
    pub expects: Vec<At<Expect>>,
    /// A part of it means nothing; a finding has said so.
    pub is_faulty: bool,
}

/// An object, as far as it is known.
#[derive(Clone, Debug)]
pub struct TestObject {
    pub kind: Id<Kind>,
    /// Each an equality, a choice or a truth; of one attribute at most one.
    pub values: Vec<(Id<Attribute>, Relation)>,
}

#[derive(Clone, Debug)]
pub enum Expect {
    /// The id of a level.
    Level(String),
    Period(Length),
    /// That this row applies to the object.
    Matter(Id<Matter>),
    NotCovered,
    Disputed,
    /// That it depends on what is not given.
    Open,
    May {
        may: bool,
        row: Id<Matter>,
        /// Absent: that of the row.
        level: Option<LevelId>,
    },
    /// The first day on which it is no secret any more.
    Released(Date),
    /// A day on which it is still a secret.
    Secret(Date),
    Finding {
        found: bool,
        /// By code or name.
        rule: Name,
        on: Place,
    },
}

/// What an expectation asks about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lack {
    Object,
    Organ,
    Matter,
    Dated,
    /// Neither the expectation nor its row says a level.
    Level,
}

impl Model {
    /// What an expectation asks about and its test does not give.
    pub fn lack(&self, test: &Test, expect: &Expect) -> Option<Lack> {
        let without = |is_given: bool, lack: Lack| (!is_given).then_some(lack);
        match expect {
            Expect::Level(_)
            | Expect::Period(_)
            | Expect::Matter(_)
            | Expect::NotCovered
            | Expect::Disputed
            | Expect::Open => without(test.object.is_some(), Lack::Object),
            Expect::May { row, level, .. } => {
                let has_level = level.is_some() || self.matters[*row].level.get().is_some();
                without(test.organ.is_some(), Lack::Organ).or(without(has_level, Lack::Level))
            }
            Expect::Released(_) | Expect::Secret(_) => {
                without(test.matter.is_some(), Lack::Matter).or(without(test.dated.is_some(), Lack::Dated))
            }
            Expect::Finding { .. } => None,
        }
    }
}
