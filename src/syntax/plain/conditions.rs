//! Conditions without parentheses around them.

use smallvec::SmallVec;

use super::{Cursor, Spellings};
use crate::ast::{At, Condition, Node, Operator, Range, Relation, Value};

const AND: Spellings = ["and", "且"];
const OR: Spellings = ["or", "或"];
const NOT: Spellings = ["not", "非"];
const WHERE: Spellings = ["where", "当"];
const IN: Spellings = ["in", "属于"];
const IS: Spellings = ["is", "为"];
const YES: Spellings = ["yes", "是"];
const NO: Spellings = ["no", "否"];
const OPERATORS: [(&str, Spellings, Operator); 8] = [
    ("k_larger_than", ["larger-than", "大于"], Operator::Larger),
    ("k_smaller_than", ["smaller-than", "小于"], Operator::Smaller),
    ("k_better_than", ["better-than", "优于"], Operator::Better),
    ("k_worse_than", ["worse-than", "劣于"], Operator::Worse),
    ("k_at_least_as_good_as", ["at-least-as-good-as", "不劣于"], Operator::AtLeastAsGood),
    ("k_at_most_as_good_as", ["at-most-as-good-as", "不优于"], Operator::AtMostAsGood),
    ("k_at_least_as_large_as", ["at-least-as-large-as", "不小于"], Operator::AtLeastAsLarge),
    ("k_at_most_as_large_as", ["at-most-as-large-as", "不大于"], Operator::AtMostAsLarge),
];

/// Each with its rule in the grammar, and those of [`OPERATORS`].
#[cfg(test)]
pub(super) static WORDS: &[(&str, Spellings)] = &[
    ("k_and", AND),
    ("k_or", OR),
    ("k_not", NOT),
    ("k_where", WHERE),
    ("k_in", IN),
    ("k_is", IS),
    ("k_yes", YES),
    ("k_no", NO),
    (OPERATORS[0].0, OPERATORS[0].1),
    (OPERATORS[1].0, OPERATORS[1].1),
    (OPERATORS[2].0, OPERATORS[2].1),
    (OPERATORS[3].0, OPERATORS[3].1),
    (OPERATORS[4].0, OPERATORS[4].1),
    (OPERATORS[5].0, OPERATORS[5].1),
    (OPERATORS[6].0, OPERATORS[6].1),
    (OPERATORS[7].0, OPERATORS[7].1),
];

impl Cursor<'_> {
    pub(super) fn condition(&mut self) -> Option<Condition> {
        self.joined(OR, Self::all, Node::Any)
    }

    fn all(&mut self) -> Option<Condition> {
        self.joined(AND, Self::term, Node::All)
    }

    /// Parts with a word between them. One part stands for itself.
    #[inline]
    fn joined(
        &mut self,
        joint: Spellings,
        part: fn(&mut Self) -> Option<Condition>,
        join: fn(Vec<Condition>) -> Node,
    ) -> Option<Condition> {
        let start = self.at;
        let first = part(self)?;
        if !self.then(joint) {
            return Some(first);
        }
        self.space();
        let mut parts = SmallVec::<[Condition; 4]>::from_iter([first, part(self)?]);
        while self.then(joint) {
            self.space();
            parts.push(part(self)?);
        }
        let mut list = Vec::with_capacity(parts.len());
        list.extend(parts);
        Some(Condition { span: self.span(start), node: join(list) })
    }

    /// `not not x` is `x`.
    fn term(&mut self) -> Option<Condition> {
        let start = self.at;
        let mut nots = 0;
        let mut first = None;
        while self.is_word(NOT) {
            first.get_or_insert(self.span(start));
            nots += 1;
            self.space();
        }
        let inner = self.test()?;
        let Some(first) = first.filter(|_| nots % 2 == 1) else { return Some(inner) };
        Some(Condition { span: first.to(inner.span), node: Node::Not(Box::new(inner)) })
    }

    fn test(&mut self) -> Option<Condition> {
        let start = self.at;
        let attribute = self.name()?;
        let behind = self.at;
        self.space();
        let relation = self.relation()?;
        if relation.is_none() {
            self.at = behind;
        }
        Some(Condition { span: self.span(start), node: Node::Test { attribute, relation } })
    }

    /// What is asked of an attribute, if anything is.
    fn relation(&mut self) -> Option<Option<Relation>> {
        let operator = match self.operator() {
            Some(operator) => operator,
            None if self.is_word(IN) => return self.range().map(Some),
            None if self.is_word(IS) => {
                self.space();
                let values = self.list(Self::value)?;
                return Some(Some(Relation::Is(values)));
            }
            None => return Some(None),
        };
        self.space();
        Some(Some(Relation::Compare(operator, self.value()?)))
    }

    fn operator(&mut self) -> Option<Operator> {
        Some(match self.peek() {
            b'<' if self.take("<=") => Operator::LessOrEqual,
            b'<' => self.sign("<", Operator::Less)?,
            b'>' if self.take(">=") => Operator::GreaterOrEqual,
            b'>' => self.sign(">", Operator::Greater)?,
            b'=' => self.sign("=", Operator::Equal)?,
            b'!' => self.sign("!=", Operator::NotEqual)?,
            0xE2 => [("≤", Operator::LessOrEqual), ("≥", Operator::GreaterOrEqual), ("≠", Operator::NotEqual)]
                .iter()
                .find_map(|(sign, operator)| self.sign(sign, *operator))?,
            _ => {
                let start = self.at;
                let word = self.word().unwrap_or_default();
                let found = OPERATORS.iter().find(|(_, spellings, _)| spellings.contains(&word));
                if found.is_none() {
                    self.at = start;
                }
                found?.2
            }
        })
    }

    fn sign(&mut self, sign: &str, operator: Operator) -> Option<Operator> {
        self.take(sign).then_some(operator)
    }

    /// `[1:100000, 1:5000)`
    fn range(&mut self) -> Option<Relation> {
        self.space();
        let low_closed = self.take("[");
        if !low_closed && !self.take("(") {
            return None;
        }
        self.space();
        let low = self.value()?;
        if !self.comma() {
            return None;
        }
        let high = self.value()?;
        self.space();
        let high_closed = self.take("]");
        let is_closed = high_closed || self.take(")");
        is_closed.then(|| Relation::In(Box::new(Range { low, low_closed, high, high_closed })))
    }

    fn value(&mut self) -> Option<Value> {
        if self.peek().is_ascii_digit() {
            return self.number();
        }
        if self.is_quote() {
            return self.string().map(Value::Words);
        }
        let start = self.at;
        let name = self.name()?;
        let word = &self.text[start..self.at];
        let truth = |value| Value::Truth(At { value, span: name.0 });
        Some(if YES.contains(&word) {
            truth(true)
        } else if NO.contains(&word) {
            truth(false)
        } else {
            Value::Name(name)
        })
    }

    /// A ratio or a quantity; dates are left to the grammar.
    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        self.decimal()?;
        if self.take(":") || self.take("：") {
            self.decimal()?;
            while MYRIADS.iter().any(|word| self.take(word)) {}
            return self.word()?.is_empty().then(|| Value::Ratio(self.span(start)));
        }
        if matches!(self.peek(), b'-' | b'.') || self.is_here("年") {
            return None;
        }
        let behind = self.at;
        self.space();
        if !self.unit()? {
            self.at = behind;
        }
        Some(Value::Quantity(self.span(start)))
    }

    fn decimal(&mut self) -> Option<()> {
        self.digits()?;
        if self.peek() == b'.' && self.byte(self.at + 1).is_ascii_digit() {
            self.at += 1;
            self.digits()?;
        }
        Some(())
    }

    /// Whether the name of a unit is here, and not a word that joins conditions. None if it may be something rarer.
    fn unit(&mut self) -> Option<bool> {
        let word = self.word()?;
        if matches!(self.peek(), b'%' | b'/') {
            return None;
        }
        if word.is_empty() {
            let is_end = matches!(self.peek(), b';' | b',' | b')' | b']') || self.is_here("，") || self.is_here("、");
            return is_end.then_some(false);
        }
        let joints = [AND, OR, WHERE];
        if joints.iter().any(|joint| joint.contains(&word)) {
            return Some(false);
        }
        let has_joint = joints.iter().any(|[_, chinese]| word.contains(chinese));
        (!has_joint && !word.contains('-')).then_some(true)
    }
}

const MYRIADS: [&str; 4] = ["百", "千", "万", "亿"];
