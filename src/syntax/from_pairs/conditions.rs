//! Vocabularies, and the conditions that are written in their terms.

use pest::iterators::{Pair, Pairs};

use super::{Reader, next, unexpected};
use crate::ast::{
    At, Attribute, AttributeType, Choice, Condition, Covers, Direction, Kind, Name, Node, Operator, Range, Relation,
    Unit, Value, Vocabulary, Words, listed,
};
use crate::syntax::Rule;

impl Reader {
    pub(super) fn vocabulary(&mut self, mut inner: Pairs<'_, Rule>) -> Vocabulary {
        let head = self.head(&mut inner);
        let mut vocabulary = Vocabulary { head, kinds: Vec::new(), attributes: Vec::new(), units: Vec::new() };
        self.fields(inner, |reader, pair| {
            let rule = pair.as_rule();
            let inner = pair.into_inner();
            match rule {
                Rule::kind => vocabulary.kinds.push(reader.kind(inner)),
                Rule::attribute => vocabulary.attributes.push(reader.attribute(inner)),
                Rule::unit_declaration => vocabulary.units.push(reader.unit(inner)),
                rule => unexpected(rule),
            }
        });
        vocabulary
    }

    /// Kinds nest no deeper than braces may.
    fn kind(&mut self, mut inner: Pairs<'_, Rule>) -> Kind {
        self.count += 1;
        let head = self.head(&mut inner);
        let mut kinds = Vec::new();
        self.fields(inner, |reader, pair| kinds.push(reader.kind(pair.into_inner())));
        Kind { head, kinds }
    }

    fn attribute(&mut self, mut inner: Pairs<'_, Rule>) -> Attribute {
        self.count += 1;
        let head = self.head(&mut inner);
        let pair = next(&mut inner);
        let kind = match pair.as_rule() {
            Rule::one_of_type => AttributeType::OneOf(pair.into_inner().map(|choice| self.choice(choice)).collect()),
            Rule::yes_no_type => AttributeType::YesNo,
            Rule::date_type => AttributeType::Date,
            Rule::dimension_type => AttributeType::Dimension(Name(self.only(pair.into_inner()))),
            rule => unexpected(rule),
        };
        let mut attribute = Attribute { head, kind, better: None, larger: None };
        self.fields(inner, |reader, pair| {
            let span = reader.span(&pair);
            let rule = pair.as_rule();
            let direction = Some(At { value: direction(pair), span });
            match rule {
                Rule::better => attribute.better = direction,
                Rule::larger => attribute.larger = direction,
                rule => unexpected(rule),
            }
        });
        attribute
    }

    fn choice(&mut self, pair: Pair<'_, Rule>) -> Choice {
        let mut inner = pair.into_inner();
        Choice { name: Name(self.next_span(&mut inner)), title: self.title(&mut inner) }
    }

    fn unit(&mut self, mut inner: Pairs<'_, Rule>) -> Unit {
        Unit { name: Name(self.next_span(&mut inner)), quantity: self.next_span(&mut inner) }
    }

    pub(super) fn covers(&mut self, mut inner: Pairs<'_, Rule>) -> Covers {
        let kinds = listed(next(&mut inner).into_inner().map(|pair| Name(self.span(&pair))));
        Covers { kinds, condition: inner.next().map(|pair| self.condition(pair)) }
    }

    /// Conditions nest no deeper than parentheses may.
    pub(super) fn condition(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let span = self.span(&pair);
        let rule = pair.as_rule();
        let mut inner = pair.into_inner();
        let node = match rule {
            Rule::group => return self.condition(next(&mut inner)),
            Rule::condition => return self.joined(Node::Any, span, inner),
            Rule::all => return self.joined(Node::All, span, inner),
            Rule::negation => return self.negation(inner),
            Rule::test => Node::Test {
                attribute: Name(self.next_span(&mut inner)),
                relation: inner.next().map(|pair| self.relation(pair)),
            },
            rule => unexpected(rule),
        };
        Condition { span, node }
    }

    fn joined(
        &mut self,
        join: fn(Vec<Condition>) -> Node,
        span: crate::source::Span,
        inner: Pairs<'_, Rule>,
    ) -> Condition {
        let mut parts: Vec<Condition> = inner.map(|pair| self.condition(pair)).collect();
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            last => Condition { span, node: join(parts.into_iter().chain(last).collect()) },
        }
    }

    /// `not not x` is `x`: only an odd number of them says something.
    fn negation(&mut self, inner: Pairs<'_, Rule>) -> Condition {
        let (nots, rest): (Vec<_>, Vec<_>) = inner.partition(|pair| pair.as_rule() == Rule::not);
        let Some(first) = nots.first().map(|pair| self.span(pair)) else {
            unreachable!("bug: a negation without its word")
        };
        let Some(pair) = rest.into_iter().next() else { unreachable!("bug: a negation of nothing") };
        let inner = self.condition(pair);
        if nots.len() % 2 == 0 {
            return inner;
        }
        Condition { span: first.to(inner.span), node: Node::Not(Box::new(inner)) }
    }

    fn relation(&mut self, pair: Pair<'_, Rule>) -> Relation {
        let rule = pair.as_rule();
        let mut inner = pair.into_inner();
        match rule {
            Rule::comparison => {
                let operator = operator(next(&mut inner).as_rule());
                Relation::Compare(operator, self.value(next(&mut inner)))
            }
            Rule::in_range => Relation::In(Box::new(Range {
                low_closed: next(&mut inner).as_rule() == Rule::closed_start,
                low: self.value(next(&mut inner)),
                high: self.value(next(&mut inner)),
                high_closed: next(&mut inner).as_rule() == Rule::closed_end,
            })),
            Rule::one_of => Relation::Is(inner.map(|pair| self.value(pair)).collect()),
            rule => unexpected(rule),
        }
    }

    fn value(&mut self, pair: Pair<'_, Rule>) -> Value {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::date => match self.date(&pair) {
                Some(date) => Value::Date(date),
                // The day was reported; what stands there is no value of any type.
                None => Value::Name(Name(span)),
            },
            Rule::ratio => Value::Ratio(span),
            Rule::quantity => Value::Quantity(span),
            Rule::truth => Value::Truth(At { value: next(&mut pair.into_inner()).as_rule() == Rule::yes, span }),
            Rule::string => Value::Words(Words(span)),
            Rule::name => Value::Name(Name(span)),
            rule => unexpected(rule),
        }
    }
}

fn direction(pair: Pair<'_, Rule>) -> Direction {
    match next(&mut pair.into_inner()).as_rule() {
        Rule::smaller => Direction::Smaller,
        Rule::greater => Direction::Greater,
        rule => unexpected(rule),
    }
}

fn operator(rule: Rule) -> Operator {
    match rule {
        Rule::op_eq => Operator::Equal,
        Rule::op_ne => Operator::NotEqual,
        Rule::op_lt => Operator::Less,
        Rule::op_le => Operator::LessOrEqual,
        Rule::op_gt => Operator::Greater,
        Rule::op_ge => Operator::GreaterOrEqual,
        Rule::op_better => Operator::Better,
        Rule::op_worse => Operator::Worse,
        Rule::op_at_least_as_good => Operator::AtLeastAsGood,
        Rule::op_at_most_as_good => Operator::AtMostAsGood,
        Rule::op_larger => Operator::Larger,
        Rule::op_smaller => Operator::Smaller,
        Rule::op_at_least_as_large => Operator::AtLeastAsLarge,
        Rule::op_at_most_as_large => Operator::AtMostAsLarge,
        rule => unexpected(rule),
    }
}
