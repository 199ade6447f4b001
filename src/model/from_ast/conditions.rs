//! Vocabularies, and conditions typed by them: unlike dimensions, unknown units and values of the wrong type end here.

use super::Builder;
use super::declare::Declared;
use crate::ast::{self, At, Condition, Name, Node, Operator};
use crate::diagnostic::{Arg, Diagnostic, Text};
use crate::faults;
use crate::limits;
use crate::model::quantity::{QuantityFault, dimension_text};
use crate::model::{
    Attribute, AttributeType, Between, Catalogue, Choice, Covered, Covers, Dimension, Direction, Few, Formula, Id,
    Kind, List, Order, Rational, Relation, Value, listed, parse_quantity,
};
use crate::source::Span;

const NO_TYPE: Text = Text::new("{0} is no type of attribute", "{0} 不是属性类型");
const TYPES: Text = Text::new("the types are {0}, one-of, yes-no, date", "类型有 {0}、取值、是否、日期");
const UNIT_TWICE: Text = Text::new("unit", "单位");
const UNKNOWN_UNIT: Text = Text::new("unknown unit in {0}", "{0} 中的单位未知");
const UNKNOWN_UNIT_HELP: Text =
    Text::new("units of {0}: {1}; a vocabulary may declare more", "{0}的单位有：{1}；术语中可以声明其他单位");
const NOT_POSITIVE: Text = Text::new("a unit is more than nothing, and this is {0}", "单位应大于零，此处为 {0}");
const CHOICE: Text = Text::new("choice", "取值");
const TOO_MANY_DIGITS: Text = Text::new("{0} has too many digits", "{0} 位数过多");
const ZERO: Text = Text::new("{0} divides by zero", "{0} 的分母为零");
const UNLIKE: Text = Text::new("{0} is a {1}, {2} is a {3}", "{0} 是{1}，{2} 是{3}");
const ATTRIBUTE_HERE: Text = Text::new("the attribute is declared here", "属性声明于此");
const WRONG_VALUE: Text = Text::new("{0} cannot be compared with {1}", "{0} 不能与 {1} 比较");
const TAKES: Text = Text::new("it takes {0}", "它的值为{0}");
const NO_CHOICE: Text = Text::new("{0} is no value of {1}", "{0} 不是 {1} 的取值");
const NO_BETTER: Text = Text::new("{0} does not say which value is better", "{0} 没有说明哪个值更优");
const SAY_BETTER: Text = Text::new(
    "add `better smaller` or `better greater` to the attribute",
    "请在属性上加 `优者 数值较小` 或 `优者 数值较大`",
);
const NOT_ORDERED: Text = Text::new("the values of {0} have no order", "{0} 的值没有大小之分");
const NO_RELATION: Text = Text::new("{0} is compared with nothing", "{0} 缺少比较的值");
const EMPTY_RANGE: Text = Text::new("the first end of this range lies behind the second", "区间起点大于终点");
const SWAP: Text =
    Text::new("write the smaller value first; 1:100000 is smaller than 1:5000", "请先写较小的值；1:100000 小于 1:5000");
const TOO_LARGE: Text = Text::new(
    "limit condition-size: more than {0} parts in one condition",
    "超过限制 condition-size：一个条件多于 {0} 个部分",
);

impl Builder<'_> {
    pub(super) fn vocabularies(&mut self, declared: &Declared<'_>) {
        for vocabulary in &declared.vocabularies {
            for unit in &vocabulary.units {
                self.unit(unit);
            }
        }
        for (id, ast) in &declared.attributes {
            let kind = self.attribute_type(ast);
            let attribute = &mut self.model.attributes[*id];
            attribute.kind = kind;
            attribute.better = ast.better.map(|at| at.value);
            attribute.larger = ast.larger.map_or(Direction::Greater, |at| at.value);
        }
    }

    fn unit(&mut self, ast: &ast::Unit) {
        let name = self.id(ast.name).into_owned();
        let is_taken = self.model.units.contains_key(&name) || parse_quantity(&format!("1{name}"), &|_| None).is_ok();
        if is_taken {
            self.report_twice(UNIT_TWICE, ast.name, ast.name.0);
        } else if let Some((factor, dimension)) = self.quantity(ast.quantity, None) {
            if factor <= Rational::from_integer(0) {
                let message = NOT_POSITIVE.with([Arg::words(self.sources.text(ast.quantity))]);
                self.report(Diagnostic::new(&faults::TYPE_MISMATCH, ast.quantity, message));
                return;
            }
            self.model.units.insert(name, (factor, dimension));
        }
    }

    fn attribute_type(&mut self, ast: &ast::Attribute) -> AttributeType {
        match &ast.kind {
            ast::AttributeType::YesNo => AttributeType::YesNo,
            ast::AttributeType::Date => AttributeType::Date,
            ast::AttributeType::OneOf(choices) => {
                for (index, choice) in choices.iter().enumerate() {
                    let same = |earlier: &&ast::Choice| self.id(earlier.name) == self.id(choice.name);
                    if let Some(first) = choices[..index].iter().find(same).map(|first| first.name.0) {
                        self.report_twice(CHOICE, choice.name, first);
                    }
                }
                let choice = |choice: &ast::Choice| Choice {
                    name: self.id(choice.name).into_owned(),
                    head: ast::Head { id: choice.name, title: choice.title, docs: List::new() },
                };
                AttributeType::OneOf(choices.iter().map(choice).collect())
            }
            ast::AttributeType::Dimension(name) => match Dimension::named(&self.id(*name)) {
                Some(dimension) => AttributeType::Quantity(dimension),
                None => {
                    let types = Arg::list(Dimension::ALL.map(|dimension| Arg::Text(dimension_text(dimension))));
                    let message = NO_TYPE.with([self.name_arg(*name)]);
                    let help = TYPES.with([types]);
                    self.report(Diagnostic::new(&faults::TYPE_MISMATCH, name.0, message).help(help));
                    AttributeType::Quantity(Dimension::Number)
                }
            },
        }
    }

    pub(super) fn covered(&mut self, clauses: &[ast::Covers]) -> Covered {
        let mut covered = Covered { clauses: List::with_capacity(clauses.len()), ..Covered::default() };
        for each in clauses {
            let kinds: Few<Id<Kind>> = self.found(&each.kinds).collect();
            let condition = each.condition.as_ref().map_or(Some(Formula::True), |condition| self.condition(condition));
            if kinds.len() < each.kinds.len() || condition.is_none() {
                covered.more.get_or_insert_default().is_faulty = true;
            }
            // A condition that failed to type says nothing: the objects it means are not known.
            let (Some(first), Some(last), Some(condition)) = (each.kinds.first(), each.kinds.last(), condition) else {
                continue;
            };
            let end = each.condition.as_ref().map_or(last.0, |condition| condition.span);
            if !kinds.is_empty() {
                covered.clauses.push(Covers { kinds, condition, span: first.0.to(end) });
            }
        }
        covered
    }

    pub(super) fn exceptions(
        &mut self,
        covered: &mut Covered,
        (except, conditions): (&[ast::Reference], &[Condition]),
        inside: Option<Id<Catalogue>>,
    ) {
        if except.is_empty() && conditions.is_empty() {
            return;
        }
        let more = covered.more.get_or_insert_default();
        more.except = self.referents(except, inside);
        more.except_where = listed(conditions.iter().filter_map(|condition| self.condition(condition)));
        more.is_faulty |= more.except.len() < except.len() || more.except_where.len() < conditions.len();
    }

    fn condition(&mut self, condition: &Condition) -> Option<Formula> {
        if self.is_too_large(condition) { None } else { self.formula(condition) }
    }

    /// Whether a condition passes the limit; says so.
    pub(super) fn is_too_large(&mut self, condition: &Condition) -> bool {
        let is_too_large = size(condition) > limits::CONDITION_SIZE.most;
        if is_too_large {
            let message = TOO_LARGE.with([Arg::number(limits::CONDITION_SIZE.most)]);
            self.report(Diagnostic::new(&faults::LIMIT_EXCEEDED, condition.span, message));
        }
        is_too_large
    }

    /// As deep as the parentheses of the text, which are bounded.
    pub(super) fn formula(&mut self, condition: &Condition) -> Option<Formula> {
        match &condition.node {
            Node::Any(parts) => self.formulas(parts).map(Formula::Any),
            Node::All(parts) => self.formulas(parts).map(Formula::All),
            Node::Not(inner) => self.formula(inner).map(|inner| Formula::Not(Box::new(inner))),
            Node::Test { attribute, relation } => {
                let id = self.find(*attribute)?;
                if let Some(values) = self.listed(id, relation.as_ref()) {
                    return self.equal_to_one(id, values, condition.span);
                }
                let relation = self.relation(id, *attribute, relation.as_ref())?;
                Some(Formula::Test { attribute: id, relation, span: condition.span })
            }
        }
    }

    /// The values of an `is` on an attribute that has quantities or dates, and several on one that has yes and no: no
    /// relation holds more than one of these.
    fn listed<'v>(&self, id: Id<Attribute>, relation: Option<&'v ast::Relation>) -> Option<&'v [ast::Value]> {
        let Some(ast::Relation::Is(values)) = relation else { return None };
        let takes_one = match self.model.attributes[id].kind {
            AttributeType::Quantity(_) | AttributeType::Date => true,
            AttributeType::YesNo => values.len() > 1,
            AttributeType::OneOf(_) => false,
        };
        takes_one.then_some(values)
    }

    /// `is 1:25000, 1:50000` is equal to one of them.
    fn equal_to_one(&mut self, id: Id<Attribute>, values: &[ast::Value], span: Span) -> Option<Formula> {
        let is_truth = matches!(self.model.attributes[id].kind, AttributeType::YesNo);
        let equal = |value: &ast::Value| match is_truth {
            true => self.is_one_of(id, &[*value]),
            false => self.value(id, *value).map(|value| Relation::compare(Order::Equal, value)),
        };
        // Every value is typed even where one fails, so that all faults are told.
        let relations: Vec<Option<Relation>> = values.iter().map(equal).collect();
        let test = |relation| Formula::Test { attribute: id, relation, span };
        relations.into_iter().map(|relation| relation.map(test)).collect::<Option<_>>().map(Formula::Any)
    }

    /// Every part is typed even where one fails, so that all faults are told.
    fn formulas(&mut self, parts: &[Condition]) -> Option<Vec<Formula>> {
        let formulas: Vec<Option<Formula>> = parts.iter().map(|part| self.formula(part)).collect();
        formulas.into_iter().collect()
    }

    fn relation(&mut self, id: Id<Attribute>, name: Name, relation: Option<&ast::Relation>) -> Option<Relation> {
        match relation {
            None => self.bare(id, name),
            Some(ast::Relation::Compare(operator, value)) => self.comparison(id, name, *operator, *value),
            Some(ast::Relation::Is(values)) => self.is_one_of(id, values),
            Some(ast::Relation::In(range)) => {
                let ast::Range { low, low_closed, high, high_closed } = **range;
                let (low_value, high_value) = (self.value(id, low), self.value(id, high));
                let (low_value, high_value) = (low_value?, high_value?);
                self.check_range(&low_value, &high_value)?;
                let between = Between { low: low_value, low_closed, high: high_value, high_closed };
                Some(Relation::Between(Box::new(between)))
            }
        }
    }

    /// `in-zone` by itself says yes.
    fn bare(&mut self, id: Id<Attribute>, name: Name) -> Option<Relation> {
        if matches!(self.model.attributes[id].kind, AttributeType::YesNo) {
            return Some(Relation::Truth(true));
        }
        let message = NO_RELATION.with([Arg::id(self.id(name))]);
        let takes = self.takes(id);
        self.report(Diagnostic::new(&faults::TYPE_MISMATCH, name.0, message).help(takes));
        None
    }

    fn comparison(&mut self, id: Id<Attribute>, name: Name, operator: Operator, value: ast::Value) -> Option<Relation> {
        let is_ordered = matches!(self.model.attributes[id].kind, AttributeType::Quantity(_) | AttributeType::Date);
        if is_ordered {
            let order = self.order(id, name, operator);
            let value = self.value(id, value);
            return Some(Relation::compare(order?, value?));
        }
        let is_equality = matches!(operator, Operator::Equal | Operator::NotEqual);
        if !is_equality {
            let message = NOT_ORDERED.with([Arg::id(self.id(name))]);
            let takes = self.takes(id);
            self.report(Diagnostic::new(&faults::TYPE_MISMATCH, name.0, message).help(takes));
            return None;
        }
        let relation = self.is_one_of(id, &[value])?;
        Some(if operator == Operator::Equal { relation } else { self.complement(id, &relation) })
    }

    /// What holds where `relation`, a choice or a truth, does not.
    fn complement(&self, id: Id<Attribute>, relation: &Relation) -> Relation {
        match (relation, &self.model.attributes[id].kind) {
            (Relation::OneOf(some), AttributeType::OneOf(all)) => {
                Relation::OneOf((0..all.len()).filter(|choice| !some.contains(choice)).collect())
            }
            (Relation::Truth(truth), _) => Relation::Truth(!truth),
            (other, _) => other.clone(),
        }
    }

    fn order(&mut self, id: Id<Attribute>, name: Name, operator: Operator) -> Option<Order> {
        let attribute = &self.model.attributes[id];
        let is_date = matches!(attribute.kind, AttributeType::Date);
        let (better, larger) = (attribute.better, Some(attribute.larger));
        let (direction, order) = match operator {
            Operator::Equal => return Some(Order::Equal),
            Operator::NotEqual => return Some(Order::NotEqual),
            Operator::Less => return Some(Order::Less),
            Operator::LessOrEqual => return Some(Order::LessOrEqual),
            Operator::Greater => return Some(Order::Greater),
            Operator::GreaterOrEqual => return Some(Order::GreaterOrEqual),
            Operator::Better => (better, Order::Greater),
            Operator::Worse => (better, Order::Less),
            Operator::AtLeastAsGood => (better, Order::GreaterOrEqual),
            Operator::AtMostAsGood => (better, Order::LessOrEqual),
            Operator::Larger => (larger, Order::Greater),
            Operator::Smaller => (larger, Order::Less),
            Operator::AtLeastAsLarge => (larger, Order::GreaterOrEqual),
            Operator::AtMostAsLarge => (larger, Order::LessOrEqual),
        };
        match direction.filter(|_| !is_date) {
            Some(Direction::Greater) => Some(order),
            Some(Direction::Smaller) => Some(order.mirrored()),
            None => {
                let declared = self.model.attributes[id].head.id.0;
                let message = NO_BETTER.with([Arg::id(self.id(name))]);
                self.report(
                    Diagnostic::new(&faults::TYPE_MISMATCH, name.0, message)
                        .label(declared, ATTRIBUTE_HERE)
                        .help(SAY_BETTER),
                );
                None
            }
        }
    }

    fn value(&mut self, id: Id<Attribute>, value: ast::Value) -> Option<Value> {
        let expected = match self.model.attributes[id].kind {
            AttributeType::Quantity(dimension) => Some(dimension),
            AttributeType::OneOf(_) | AttributeType::YesNo | AttributeType::Date => None,
        };
        match (value, expected) {
            (ast::Value::Date(at), None) if matches!(self.model.attributes[id].kind, AttributeType::Date) => {
                Some(Value::Date(at.value, at.span))
            }
            (ast::Value::Quantity(span) | ast::Value::Ratio(span), Some(dimension)) => {
                let (number, of) = self.quantity(span, Some(dimension))?;
                if of != dimension {
                    self.report_unlike(id, span, dimension, of);
                    return None;
                }
                Some(Value::Quantity(number.into(), span))
            }
            (other, _) => {
                self.report_wrong_value(id, span_of(other));
                None
            }
        }
    }

    /// A quantity as written; `wanted` only helps to say which units there are.
    fn quantity(&mut self, span: Span, wanted: Option<Dimension>) -> Option<(Rational, Dimension)> {
        let text = self.sources.text(span);
        let fault = match self.model.quantity(text) {
            Ok(quantity) => return Some(quantity),
            Err(fault) => fault,
        };
        let written = Arg::words(text);
        let finding = match fault {
            QuantityFault::UnknownUnit => {
                let of = |unit: &&crate::model::Unit| wanted.is_none_or(|wanted| unit.dimension == wanted);
                let names = crate::model::UNITS.iter().filter(of).map(|unit| Arg::token(unit.name));
                let dimension = dimension_text(wanted.unwrap_or(Dimension::Number));
                Diagnostic::new(&faults::TYPE_MISMATCH, span, UNKNOWN_UNIT.with([written]))
                    .help(UNKNOWN_UNIT_HELP.with([Arg::Text(dimension), Arg::list(names)]))
            }
            QuantityFault::TooManyDigits | QuantityFault::NoNumber => {
                Diagnostic::new(&faults::TYPE_MISMATCH, span, TOO_MANY_DIGITS.with([written]))
            }
            QuantityFault::ZeroDenominator => Diagnostic::new(&faults::TYPE_MISMATCH, span, ZERO.with([written])),
        };
        self.report(finding);
        None
    }

    fn is_one_of(&mut self, id: Id<Attribute>, values: &[ast::Value]) -> Option<Relation> {
        let choices: Vec<Option<usize>> = values.iter().map(|value| self.choice(id, *value)).collect();
        let choices: Vec<usize> = choices.into_iter().collect::<Option<_>>()?;
        match self.model.attributes[id].kind {
            // 0 is no and 1 is yes. Lists of several do not come here.
            AttributeType::YesNo => Some(Relation::Truth(choices.first() == Some(&1))),
            AttributeType::OneOf(_) | AttributeType::Quantity(_) | AttributeType::Date => {
                Some(Relation::OneOf(choices.into()))
            }
        }
    }

    fn choice(&mut self, id: Id<Attribute>, value: ast::Value) -> Option<usize> {
        let attribute = &self.model.attributes[id];
        match (&attribute.kind, value) {
            (AttributeType::YesNo, ast::Value::Truth(At { value, .. })) => return Some(value.into()),
            (AttributeType::OneOf(choices), ast::Value::Name(name)) => {
                let text = self.id(name);
                let found = choices.iter().position(|choice| choice.name == text);
                if found.is_none() {
                    let message = NO_CHOICE.with([Arg::words(text), Arg::id(self.id(attribute.head.id))]);
                    let takes = self.takes(id);
                    self.report(Diagnostic::new(&faults::TYPE_MISMATCH, name.0, message).help(takes));
                }
                return found;
            }
            (AttributeType::OneOf(choices), ast::Value::Words(words)) => {
                let text = self.words(words);
                let titled = |choice: &Choice| choice.head.title.is_some_and(|title| self.words(title) == text);
                if let Some(found) = choices.iter().position(titled) {
                    return Some(found);
                }
            }
            _ => {}
        }
        self.report_wrong_value(id, span_of(value));
        None
    }

    fn check_range(&mut self, low: &Value, high: &Value) -> Option<()> {
        let is_backwards = match (low, high) {
            (Value::Quantity(low, _), Value::Quantity(high, _)) => high.get() < low.get(),
            (Value::Date(low, _), Value::Date(high, _)) => high < low,
            (Value::Quantity(..), Value::Date(..)) | (Value::Date(..), Value::Quantity(..)) => false,
        };
        if is_backwards {
            let span = low.span().to(high.span());
            self.report(Diagnostic::new(&faults::TYPE_MISMATCH, span, EMPTY_RANGE).help(SWAP));
            return None;
        }
        Some(())
    }

    fn report_unlike(&mut self, id: Id<Attribute>, span: Span, expected: Dimension, found: Dimension) {
        let head = &self.model.attributes[id].head;
        let (declared, attribute) = (head.id.0, Arg::id(self.id(head.id)));
        let written = Arg::words(self.sources.text(span));
        let message =
            UNLIKE.with([attribute, Arg::Text(dimension_text(expected)), written, Arg::Text(dimension_text(found))]);
        let takes = self.takes(id);
        self.report(Diagnostic::new(&faults::TYPE_MISMATCH, span, message).label(declared, ATTRIBUTE_HERE).help(takes));
    }

    fn report_wrong_value(&mut self, id: Id<Attribute>, span: Span) {
        let head = &self.model.attributes[id].head;
        let (declared, attribute) = (head.id.0, Arg::id(self.id(head.id)));
        let message = WRONG_VALUE.with([attribute, Arg::words(self.sources.text(span))]);
        let takes = self.takes(id);
        self.report(Diagnostic::new(&faults::TYPE_MISMATCH, span, message).label(declared, ATTRIBUTE_HERE).help(takes));
    }

    /// What values an attribute has.
    fn takes(&self, id: Id<Attribute>) -> crate::diagnostic::Message {
        const YES_NO: Text = Text::new("`yes` or `no`", "`是` 或 `否`");
        const DATE: Text = Text::new("a date such as 2026-11-23", "日期，如 2026-11-23");
        const RATIO: Text = Text::new("a ratio such as 1:5000", "比例，如 1:5000");
        const NUMBER: Text = Text::new("a number without a unit", "不带单位的数");
        let arg = match &self.model.attributes[id].kind {
            AttributeType::YesNo => Arg::Text(YES_NO),
            AttributeType::Date => Arg::Text(DATE),
            AttributeType::OneOf(choices) => Arg::list(choices.iter().map(|choice| Arg::id(&*choice.name))),
            AttributeType::Quantity(Dimension::Ratio) => Arg::Text(RATIO),
            AttributeType::Quantity(Dimension::Number) => Arg::Text(NUMBER),
            AttributeType::Quantity(dimension) => {
                let units = crate::model::UNITS.iter().filter(|unit| unit.dimension == *dimension);
                let units = Arg::list(units.map(|unit| Arg::token(unit.name)));
                return TAKES_UNITS.with([Arg::Text(dimension_text(*dimension)), units]);
            }
        };
        TAKES.with([arg])
    }
}

const TAKES_UNITS: Text = Text::new("it takes a {0} in one of {1}", "它的值为{0}，单位为 {1}");

fn span_of(value: ast::Value) -> Span {
    match value {
        ast::Value::Date(at) => at.span,
        ast::Value::Truth(at) => at.span,
        ast::Value::Ratio(span) | ast::Value::Quantity(span) => span,
        ast::Value::Words(words) => words.0,
        ast::Value::Name(name) => name.0,
    }
}

/// Tests and values in a condition.
fn size(condition: &Condition) -> usize {
    match &condition.node {
        Node::Any(parts) | Node::All(parts) => parts.iter().map(size).sum(),
        Node::Not(inner) => size(inner),
        Node::Test { relation: Some(ast::Relation::Is(values)), .. } => values.len(),
        Node::Test { .. } => 1,
    }
}
