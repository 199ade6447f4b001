//! Two documents → one model that holds the rows of both, over one vocabulary, so that the engines compare them.
//!
//! Kinds and organs stand flat in it, and what names one of them names all that lies in it as its own side sees it: so each
//! side keeps its tree.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Side;
use super::ink::Ink;
use super::tree::{Nodes, Tree};
use crate::ast::{At, Direction, Words};
use crate::emit::json::{self, Document};
use crate::limits::{self, Limit};
use crate::model::{
    Attribute, AttributeType, Between, Catalogue, Choice, Covered, CoveredMore, Covers, Dimension, Few, Formula, Id,
    Kind, List, Matter, Member, Model, Officer, Order, Organ, Rational, Referent, Relation, Scope, ScopeSet, Value,
};
use crate::source::{Sources, Span};

#[derive(Debug)]
pub(super) struct Joint {
    pub(super) model: Model,
    pub(super) sources: Sources,
    sides: [Joined; 2],
}

/// What of the model is a side's.
#[derive(Debug, Default)]
struct Joined {
    /// By catalogue, its rows.
    rows: Vec<Vec<Id<Matter>>>,
    /// By place among the sets of the document.
    sets: Vec<Id<Scope>>,
}

impl Joint {
    pub(super) fn of(documents: [&Document<'_>; 2]) -> Result<Self, &'static Limit> {
        let mut maker = Maker::of(documents);
        maker.declare();
        let sides = [maker.side(Side::Old)?, maker.side(Side::New)?];
        if maker.ink.is_out {
            return Err(&limits::FILE_SIZE);
        }
        Ok(Joint { model: maker.model, sources: maker.ink.sources(), sides })
    }

    /// A row, by the places of its catalogue and of itself.
    pub(super) fn row(&self, side: Side, (catalogue, row): (usize, usize)) -> Id<Matter> {
        self.sides[side as usize].rows[catalogue][row]
    }

    pub(super) fn set(&self, side: Side, set: usize) -> Id<Scope> {
        self.sides[side as usize].sets[set]
    }
}

struct Maker<'d> {
    documents: [&'d Document<'d>; 2],
    model: Model,
    ink: Ink,
    kinds: [Tree; 2],
    organs: [Tree; 2],
    kind_numbers: BTreeMap<&'d str, usize>,
    organ_numbers: BTreeMap<&'d str, usize>,
    /// Attributes of one id and of different types are different ones.
    attributes: BTreeMap<(&'d str, Type), Id<Attribute>>,
    /// By side and id.
    of_side: [BTreeMap<&'d str, Id<Attribute>>; 2],
    /// By attribute, the places of its choices.
    choices: Vec<BTreeMap<&'d str, usize>>,
    officers: BTreeMap<&'d str, Id<Officer>>,
    /// How many kinds clauses may still name.
    room: usize,
}

/// What an attribute measures, in the words of the document.
type Type = (&'static str, &'static str);

impl<'d> Maker<'d> {
    fn of(documents: [&'d Document<'d>; 2]) -> Self {
        let kinds = documents.map(kind_nodes);
        let organs = documents.map(organ_nodes);
        let (kind_numbers, organ_numbers) = (numbers(&kinds), numbers(&organs));
        let trees = |nodes: &[Nodes<'d>; 2], numbers: &BTreeMap<&str, usize>| {
            [Tree::of(&nodes[0], &nodes[1], numbers), Tree::of(&nodes[1], &nodes[0], numbers)]
        };
        Maker {
            documents,
            model: Model::default(),
            ink: Ink::new(),
            kinds: trees(&kinds, &kind_numbers),
            organs: trees(&organs, &organ_numbers),
            kind_numbers,
            organ_numbers,
            attributes: BTreeMap::new(),
            of_side: Default::default(),
            choices: Vec::new(),
            officers: BTreeMap::new(),
            room: limits::ALL_CONDITION_BLOCKS.most,
        }
    }

    /// What rows speak of, once for both sides.
    fn declare(&mut self) {
        let nodes = self.documents.iter().rev().flat_map(|document| &document.kinds);
        let titles: BTreeMap<&str, Option<&str>> =
            nodes.map(|kind| (&*kind.head.id, kind.head.name.as_deref())).collect();
        for id in in_order(&self.kind_numbers) {
            let head = self.ink.head(id, titles[id]);
            self.model.kinds.push(Kind { head, parent: None });
        }
        for id in in_order(&self.organ_numbers) {
            let head = self.ink.head(id, None);
            self.model.organs.push(Organ::named(&head));
        }
        for side in [Side::Old, Side::New] {
            let document = self.documents[side as usize];
            document.attributes.iter().for_each(|attribute| self.attribute(side, attribute));
            document.officers.iter().for_each(|officer| self.officer(officer));
        }
    }

    fn attribute(&mut self, side: Side, attribute: &'d json::Attribute<'d>) {
        let key = (&*attribute.head.id, type_of(attribute));
        let id = *self.attributes.entry(key).or_insert_with(|| {
            let kind = match &attribute.kind {
                json::AttributeType::Quantity { dimension, .. } => AttributeType::Quantity(named(dimension)),
                json::AttributeType::OneOf { .. } => AttributeType::OneOf(Vec::new()),
                json::AttributeType::YesNo => AttributeType::YesNo,
                json::AttributeType::Date => AttributeType::Date,
            };
            self.choices.push(BTreeMap::new());
            let head = self.ink.head(&attribute.head.id, attribute.head.name.as_deref());
            self.model.attributes.push(Attribute { head, kind, better: None, larger: Direction::Greater })
        });
        self.of_side[side as usize].insert(&attribute.head.id, id);
        if let AttributeType::OneOf(choices) = &mut self.model.attributes[id].kind {
            for choice in attribute.choices() {
                let places = &mut self.choices[id.index()];
                if !places.contains_key(choice.id) {
                    places.insert(choice.id, choices.len());
                    let head = self.ink.head(choice.id, choice.name.as_deref());
                    choices.push(Choice { name: choice.id.to_owned(), head });
                }
            }
        }
    }

    fn officer(&mut self, officer: &'d json::Officer<'d>) {
        let id = &*officer.head.id;
        if !self.officers.contains_key(id) {
            let organ = officer.organ.as_deref().and_then(|organ| self.organ(organ));
            let head = self.ink.head(id, officer.head.name.as_deref());
            self.officers.insert(id, self.model.officers.push(Officer { organ, ..Officer::named(&head) }));
        }
    }

    fn organ(&self, id: &str) -> Option<Id<Organ>> {
        self.organ_numbers.get(id).map(|at| self.model.organs.nth(*at as u32))
    }

    fn side(&mut self, side: Side) -> Result<Joined, &'static Limit> {
        let document = self.documents[side as usize];
        let sets = document.knower_sets.iter().map(|set| self.set(side, set)).collect();
        let mut rows = Vec::new();
        let mut names = BTreeMap::new();
        for catalogue in &document.catalogues {
            let id = self.catalogue(catalogue);
            names.insert(catalogue.head.id.to_string(), Referent::Catalogue(id));
            let own: Vec<Id<Matter>> = catalogue.matters.iter().map(|_| self.row(id)).collect();
            for (row, matter) in own.iter().zip(&catalogue.matters) {
                names.insert(format!("{}#{}", catalogue.head.id, matter.head.id), Referent::Matter(*row));
            }
            self.model.catalogues[id].matters.clone_from(&own);
            rows.push(own);
        }
        for (catalogue, own) in document.catalogues.iter().zip(&rows) {
            for (matter, row) in catalogue.matters.iter().zip(own) {
                self.model.matters[*row].covers = self.covered(side, matter, &names)?;
            }
        }
        Ok(Joined { rows, sets })
    }

    fn set(&mut self, side: Side, set: &json::KnowerSet<'_>) -> Id<Scope> {
        let span = self.ink.write("");
        let mut members = Vec::new();
        for organ in &set.organs {
            let below = self.organs_of(side, &organ.organ, organ.and_below);
            members.extend(below.into_iter().map(|organ| At { value: Member::Organ { organ, below: false }, span }));
        }
        set.posts.iter().for_each(|post| members.extend(self.posts(side, post)));
        members.extend(self.officers_of(&set.officers, span));
        for group in &set.groups {
            let approved_by = group.approved_by.as_deref().and_then(|organ| self.organ(organ));
            members.push(At { value: Member::Group { approved_by }, span: self.ink.words(&group.name).0 });
        }
        members.extend(set.words.iter().map(|words| At { value: Member::Opaque, span: self.ink.words(words).0 }));
        let mut excluded = List::new();
        set.except_posts.iter().for_each(|post| excluded.extend(self.posts(side, post)));
        excluded.extend(self.officers_of(&set.except_officers, span));
        let set = ScopeSet { members: members.into(), excluded, has_unknown: false };
        let head = self.ink.head("", None);
        self.model.scopes.push(Scope { head, set, narrows: None })
    }

    fn organs_of(&self, side: Side, organ: &str, and_below: bool) -> Vec<Id<Organ>> {
        let Some(number) = self.organ_numbers.get(organ) else { return Vec::new() };
        let numbers = if and_below { self.organs[side as usize].below(*number) } else { vec![*number] };
        numbers.into_iter().map(|at| self.model.organs.nth(at as u32)).collect()
    }

    fn posts(&mut self, side: Side, post: &json::KnowerPost<'_>) -> Vec<At<Member>> {
        let Words(span) = self.ink.words(&post.name);
        let at = |organ| At { value: Member::Post { organ }, span };
        match &post.organ {
            None => vec![at(None)],
            Some(organ) => {
                let organs = self.organs_of(side, organ, post.and_below).into_iter();
                organs.map(|organ| at(Some(organ))).collect()
            }
        }
    }

    fn officers_of(&self, ids: &[std::borrow::Cow<'_, str>], span: Span) -> Vec<At<Member>> {
        let officers = ids.iter().filter_map(|id| self.officers.get(&**id));
        officers.map(|officer| At { value: Member::Officer(*officer), span }).collect()
    }

    fn catalogue(&mut self, catalogue: &json::Catalogue<'_>) -> Id<Catalogue> {
        let head = self.ink.head(&catalogue.head.id, None);
        self.model.catalogues.push(Catalogue::named(&head))
    }

    fn row(&mut self, catalogue: Id<Catalogue>) -> Id<Matter> {
        let head = self.ink.head("", None);
        self.model.matters.push(Matter::named(&head, catalogue))
    }

    fn covered(
        &mut self,
        side: Side,
        matter: &'d json::Matter<'d>,
        names: &BTreeMap<String, Referent>,
    ) -> Result<Covered, &'static Limit> {
        let span = self.ink.write("");
        let mut clauses = List::new();
        for covers in &matter.covers {
            let kinds = self.kinds_of(side, &covers.kinds)?;
            let condition = covers.condition.as_ref().map_or(Formula::True, |condition| self.formula(side, condition));
            clauses.push(Covers { kinds, condition, span });
        }
        let except = matter.except.iter().filter_map(|name| names.get(name)).map(|value| At { value: *value, span });
        let except = except.collect();
        let except_where = matter.except_where.iter().map(|condition| self.formula(side, condition)).collect();
        let more = CoveredMore { except, except_where, is_faulty: false };
        Ok(Covered { clauses, more: Some(Box::new(more)) })
    }

    fn kinds_of(&mut self, side: Side, kinds: &[std::borrow::Cow<'_, str>]) -> Result<Few<Id<Kind>>, &'static Limit> {
        let numbers = kinds.iter().filter_map(|kind| self.kind_numbers.get(&**kind));
        let mut all: Vec<usize> = numbers.flat_map(|number| self.kinds[side as usize].below(*number)).collect();
        all.sort_unstable();
        all.dedup();
        self.room = self.room.checked_sub(all.len()).ok_or(&limits::ALL_CONDITION_BLOCKS)?;
        Ok(all.into_iter().map(|at| self.model.kinds.nth(at as u32)).collect())
    }

    /// As deep as the condition, whose depth was bounded when it was read.
    fn formula(&mut self, side: Side, condition: &'d json::Condition<'d>) -> Formula {
        let mut all = |parts: &'d [json::Condition<'d>]| parts.iter().map(|part| self.formula(side, part)).collect();
        match condition {
            json::Condition::Any(parts) => Formula::Any(all(parts)),
            json::Condition::All(parts) => Formula::All(all(parts)),
            json::Condition::Not(inner) => Formula::Not(Box::new(self.formula(side, inner))),
            json::Condition::Compare { attribute, order, value } => {
                self.test(side, attribute, |maker, id| Relation::compare(order_of(order), maker.value(id, value)))
            }
            json::Condition::Between { attribute, low, low_closed, high, high_closed } => {
                self.test(side, attribute, |maker, id| {
                    let (low, high) = (maker.value(id, low), maker.value(id, high));
                    let (low_closed, high_closed) = (*low_closed, *high_closed);
                    Relation::Between(Box::new(Between { low, low_closed, high, high_closed }))
                })
            }
            json::Condition::OneOf { attribute, choices } => self.test(side, attribute, |maker, id| {
                Relation::OneOf(choices.iter().map(|choice| maker.choices[id.index()][choice]).collect())
            }),
            json::Condition::Is { attribute, value } => self.test(side, attribute, |_, _| Relation::Truth(*value)),
        }
    }

    fn test(
        &mut self,
        side: Side,
        attribute: &str,
        relation: impl FnOnce(&mut Self, Id<Attribute>) -> Relation,
    ) -> Formula {
        let attribute = self.of_side[side as usize][attribute];
        let relation = relation(self, attribute);
        Formula::Test { attribute, relation, span: self.ink.write("") }
    }

    fn value(&mut self, attribute: Id<Attribute>, value: &json::Value) -> Value {
        match (value, &self.model.attributes[attribute].kind) {
            (json::Value::Quantity(text), AttributeType::Quantity(dimension)) => {
                let number: Rational = text.parse().expect("bug: a document with a number that is none");
                Value::Quantity(number.into(), self.ink.value(&number, *dimension))
            }
            (json::Value::Date(text), AttributeType::Date) => {
                let day: Date = text.parse().expect("bug: a document with a day that is none");
                Value::Date(day, self.ink.write(text))
            }
            _ => unreachable!("bug: a value of another type than its attribute"),
        }
    }
}

fn kind_nodes<'d>(document: &'d Document<'d>) -> Nodes<'d> {
    document.kinds.iter().map(|kind| (&*kind.head.id, kind.parent.as_deref())).collect()
}

fn organ_nodes<'d>(document: &'d Document<'d>) -> Nodes<'d> {
    document.organs.iter().map(|organ| (&*organ.head.id, organ.superior.as_deref())).collect()
}

/// What either side declares, by id, in the order of the texts: what lies in a kind comes behind it.
fn numbers<'d>(nodes: &[Nodes<'d>; 2]) -> BTreeMap<&'d str, usize> {
    let mut numbers = BTreeMap::new();
    for (id, _) in nodes.iter().flatten() {
        let next = numbers.len();
        numbers.entry(*id).or_insert(next);
    }
    numbers
}

fn in_order<'d>(numbers: &BTreeMap<&'d str, usize>) -> Vec<&'d str> {
    let mut ids: Vec<(&usize, &&str)> = numbers.iter().map(|(id, number)| (number, id)).collect();
    ids.sort_unstable();
    ids.into_iter().map(|(_, id)| *id).collect()
}

fn type_of(attribute: &json::Attribute<'_>) -> Type {
    match attribute.kind {
        json::AttributeType::Quantity { dimension, .. } => ("quantity", dimension),
        json::AttributeType::OneOf { .. } => ("one-of", ""),
        json::AttributeType::YesNo => ("yes-no", ""),
        json::AttributeType::Date => ("date", ""),
    }
}

fn named(dimension: &str) -> Dimension {
    Dimension::named(dimension).expect("bug: a document with a dimension that is none")
}

fn order_of(symbol: &str) -> Order {
    const ORDERS: [Order; 6] =
        [Order::Equal, Order::NotEqual, Order::Less, Order::LessOrEqual, Order::Greater, Order::GreaterOrEqual];
    let found = ORDERS.into_iter().find(|order| order.symbol() == symbol);
    found.expect("bug: a document with an order that is none")
}
