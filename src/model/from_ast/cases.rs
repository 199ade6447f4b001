//! Tests: what is given and expected, by its names and in the terms of the vocabulary.

use super::Builder;
use super::declare::Declared;
use crate::ast::{self, At, Condition, Node};
use crate::diagnostic::{Arg, Diagnostic, Text};
use crate::faults;
use crate::model::{
    Attribute, AttributeType, Expect, Formula, Given, Id, Matter, Order, Referent, Relation, Test, TestObject, Value,
    compare,
};

const NO_ROW: Text = Text::new("{0} is a catalogue, and a row is asked for", "{0} 是目录，此处应为事项");
const NAME_ROW: Text = Text::new("write it as CATALOGUE#ITEM", "请写作 目录#事项");
const NO_VALUE: Text = Text::new("this says no value", "此处没有说明是哪一个值");
const GIVE_VALUE: Text = Text::new(
    "an object is given by its values, joined by `and`: `scale = 1:5000 and not in-zone`",
    "对象以其各属性的值给出，用 `且` 连接：`scale ＝ 1：5千 且 非 in-zone`",
);
const TWICE: Text = Text::new("{0} is given twice", "{0} 给出了两次");
const SMALL: Text = Text::new("{0} is less than there can be", "{0} 小于可能的最小值");

impl Builder<'_> {
    pub(super) fn tests(&mut self, declared: &Declared<'_>) {
        for ast in &declared.tests {
            let before = self.diagnostics.len();
            let mut test = self.test(ast);
            test.is_faulty = self.diagnostics.len() > before;
            self.model.tests.push(test);
        }
    }

    fn test(&mut self, ast: &ast::Test) -> Test {
        Test {
            title: ast.title,
            day: ast.day.map(|at| at.value),
            object: ast.object.as_ref().and_then(|object| self.test_object(object)),
            organ: ast.organ.and_then(|name| self.find(name)),
            matter: ast.matter.and_then(|reference| self.row(reference)),
            dated: ast.dated.map(|at| at.value),
            expects: ast.expects.iter().filter_map(|at| self.expect(*at)).collect(),
            is_faulty: false,
        }
    }

    /// A row, and no catalogue.
    fn row(&mut self, reference: ast::Reference) -> Option<Id<Matter>> {
        let At { value, span } = self.referent(reference, None)?;
        match value {
            Referent::Matter(row) => Some(row),
            Referent::Catalogue(_) => {
                let message = NO_ROW.with([Arg::id(self.id(reference.name))]);
                self.report(Diagnostic::new(&faults::TYPE_MISMATCH, span, message).help(NAME_ROW));
                None
            }
        }
    }

    fn expect(&mut self, at: At<ast::Expect>) -> Option<At<Expect>> {
        let value = match at.value {
            ast::Expect::Level(name) => Expect::Level(self.level_id(name)?),
            ast::Expect::Period(length) => Expect::Period(length),
            ast::Expect::Matter(reference) => Expect::Matter(self.row(reference)?),
            ast::Expect::NotCovered => Expect::NotCovered,
            ast::Expect::Disputed => Expect::Disputed,
            ast::Expect::Open => Expect::Open,
            ast::Expect::May { may, row, level } => {
                let row = self.row(row)?;
                let regime = self.model.catalogues[self.model.matters[row].catalogue].regime;
                let level = match level.map(|name| self.level(regime, name)) {
                    None => None,
                    Some(Given::Is(level)) => Some(level),
                    Some(Given::Absent | Given::Faulty) => return None,
                };
                Expect::May { may, row, level }
            }
            ast::Expect::Released(day) => Expect::Released(day),
            ast::Expect::Secret(day) => Expect::Secret(day),
            ast::Expect::Finding { found, rule, on } => Expect::Finding { found, rule, on: self.place(on)?.value },
        };
        Some(At { value, span: at.span })
    }

    fn test_object(&mut self, ast: &ast::TestObject) -> Option<TestObject> {
        let kind = self.find(ast.kind);
        let mut values = Vec::new();
        if let Some(condition) = &ast.values
            && !self.is_too_large(condition)
        {
            self.test_values(condition, &mut values);
        }
        Some(TestObject { kind: kind?, values })
    }

    /// As deep as the parentheses of the text, which are bounded.
    fn test_values(&mut self, condition: &Condition, values: &mut Vec<(Id<Attribute>, Relation)>) {
        if let Node::All(parts) = &condition.node {
            parts.iter().for_each(|part| self.test_values(part, values));
            return;
        }
        let Some(formula) = self.formula(condition) else { return };
        let Some((attribute, relation)) = value_in(formula) else {
            self.report(Diagnostic::new(&faults::TYPE_MISMATCH, condition.span, NO_VALUE).help(GIVE_VALUE));
            return;
        };
        let name = || Arg::id(self.id(self.model.attributes[attribute].head.id));
        let message = if values.iter().any(|(known, _)| *known == attribute) {
            Some(TWICE.with([name()]))
        } else {
            self.is_too_small(attribute, &relation).then(|| SMALL.with([name()]))
        };
        match message {
            Some(message) => self.report(Diagnostic::new(&faults::TYPE_MISMATCH, condition.span, message)),
            None => values.push((attribute, relation)),
        }
    }

    /// Whether nothing can have that value.
    fn is_too_small(&self, attribute: Id<Attribute>, relation: &Relation) -> bool {
        let AttributeType::Quantity(dimension) = self.model.attributes[attribute].kind else { return false };
        let Relation::Compare(comparison) = relation else { return false };
        let Value::Quantity(number, _) = comparison.value() else { return false };
        dimension.least().is_some_and(|(least, is_in)| {
            let order = compare(&number.get(), &least);
            order.is_lt() || order.is_eq() && !is_in
        })
    }
}

/// The one value of the one attribute that a condition asks for.
fn value_in(formula: Formula) -> Option<(Id<Attribute>, Relation)> {
    match formula {
        Formula::Test { attribute, relation, .. } => {
            let is_value = match &relation {
                Relation::Compare(comparison) => comparison.order() == Order::Equal,
                Relation::OneOf(choices) => choices.len() == 1,
                Relation::Truth(_) => true,
                Relation::Between { .. } => false,
            };
            is_value.then_some((attribute, relation))
        }
        // `is` with one value.
        Formula::Any(mut parts) if parts.len() == 1 => value_in(parts.pop()?),
        Formula::Not(inner) => match *inner {
            Formula::Test { attribute, relation: Relation::Truth(truth), .. } => {
                Some((attribute, Relation::Truth(!truth)))
            }
            Formula::True | Formula::Any(_) | Formula::All(_) | Formula::Not(_) | Formula::Test { .. } => None,
        },
        Formula::True | Formula::Any(_) | Formula::All(_) => None,
    }
}
