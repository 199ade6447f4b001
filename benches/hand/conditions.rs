//! Conditions and values.

use dingmi::ast::{At, Condition, Covers, Name, Node, Operator, Range, Relation, Value};
use dingmi::limits;
use dingmi::source::Span;
use unicode_ident::is_xid_continue;

use super::cursor::Cursor;
use super::keywords::{AND, Keyword, NOT, OR, WHERE};

impl Cursor<'_> {
    pub(super) fn covers(&mut self) -> Option<Covers> {
        let kinds = self.few(Self::name)?;
        let condition = if self.then(&WHERE) { Some(self.condition()?) } else { None };
        Some(Covers { kinds, condition })
    }

    pub(super) fn condition(&mut self) -> Option<Condition> {
        self.joined(&OR, Self::all, Node::Any)
    }

    fn all(&mut self) -> Option<Condition> {
        self.joined(&AND, Self::term, Node::All)
    }

    /// Parts with a word between them. One part stands for itself.
    fn joined(
        &mut self,
        joint: &Keyword,
        part: fn(&mut Self) -> Option<Condition>,
        join: fn(Vec<Condition>) -> Node,
    ) -> Option<Condition> {
        let start = self.at;
        let first = part(self)?;
        if !self.then(joint) {
            return Some(first);
        }
        let mut parts = vec![first, part(self)?];
        while self.then(joint) {
            parts.push(part(self)?);
        }
        Some(Condition { span: self.span(start), node: join(parts) })
    }

    fn term(&mut self) -> Option<Condition> {
        let start = self.at;
        let (mut nots, mut first) = (0, None);
        while self.keyword(&NOT) {
            first.get_or_insert(self.span(start));
            nots += 1;
            self.space();
        }
        if nots > 0 && self.name_start(self.at).is_none() && self.peek() != b'(' && !self.is_here("（") {
            // An attribute of that name.
            (nots, self.at) = (0, start);
        }
        let inner = if self.sign(b'(', "（") { self.group()? } else { self.test()? };
        let Some(first) = first.filter(|_| nots % 2 == 1) else { return Some(inner) };
        Some(Condition { span: first.to(inner.span), node: Node::Not(Box::new(inner)) })
    }

    /// A condition in parentheses, behind the first of them.
    fn group(&mut self) -> Option<Condition> {
        self.deeper()?;
        self.space();
        let inner = self.condition()?;
        self.space();
        self.groups -= 1;
        self.sign(b')', "）").then_some(inner)
    }

    /// Groups and ranges nest no deeper than braces may.
    fn deeper(&mut self) -> Option<()> {
        self.groups += 1;
        (self.groups <= limits::NESTING.most).then_some(())
    }

    fn test(&mut self) -> Option<Condition> {
        let start = self.at;
        let attribute = self.name()?;
        let at = self.at;
        self.space();
        let relation = self.relation()?;
        if relation.is_none() {
            self.at = at;
        }
        Some(Condition { span: self.span(start), node: Node::Test { attribute, relation } })
    }

    /// What is asked of an attribute, if anything is.
    fn relation(&mut self) -> Option<Option<Relation>> {
        if let Some(operator) = self.operator_sign() {
            self.space();
            return Some(Some(Relation::Compare(operator, self.value()?)));
        }
        let start = self.at;
        let operator = match self.word() {
            "in" | "属于" => return self.range().map(Some),
            "is" | "为" => {
                self.space();
                return self.few(Self::value).map(|values| Some(Relation::Is(values)));
            }
            "better-than" | "优于" => Operator::Better,
            "worse-than" | "劣于" => Operator::Worse,
            "at-least-as-good-as" | "不劣于" => Operator::AtLeastAsGood,
            "at-most-as-good-as" | "不优于" => Operator::AtMostAsGood,
            "larger-than" | "大于" => Operator::Larger,
            "smaller-than" | "小于" => Operator::Smaller,
            "at-least-as-large-as" | "不小于" => Operator::AtLeastAsLarge,
            "at-most-as-large-as" | "不大于" => Operator::AtMostAsLarge,
            _ => {
                self.at = start;
                return Some(None);
            }
        };
        self.space();
        Some(Some(Relation::Compare(operator, self.value()?)))
    }

    fn operator_sign(&mut self) -> Option<Operator> {
        Some(match self.peek() {
            b'<' => self.or_equal("<", &["="], Operator::Less, Operator::LessOrEqual),
            b'>' => self.or_equal(">", &["="], Operator::Greater, Operator::GreaterOrEqual),
            b'=' => self.or_equal("=", &[], Operator::Equal, Operator::Equal),
            b'!' if self.take("!=") => Operator::NotEqual,
            0xE2 if self.take("≤") || self.take("≦") => Operator::LessOrEqual,
            0xE2 if self.take("≥") || self.take("≧") => Operator::GreaterOrEqual,
            0xE2 if self.take("≠") => Operator::NotEqual,
            0xEF if self.is_here("＜") => self.or_equal("＜", &["=", "＝"], Operator::Less, Operator::LessOrEqual),
            0xEF if self.is_here("＞") => {
                self.or_equal("＞", &["=", "＝"], Operator::Greater, Operator::GreaterOrEqual)
            }
            0xEF if self.take("！=") || self.take("！＝") => Operator::NotEqual,
            0xEF if self.take("＝") => Operator::Equal,
            _ => return None,
        })
    }

    /// A sign that stands here, and the one that may come with it.
    fn or_equal(&mut self, sign: &str, equals: &[&str], alone: Operator, both: Operator) -> Operator {
        self.at += sign.len();
        if equals.iter().any(|equal| self.take(equal)) { both } else { alone }
    }

    /// `[1:100000, 1:5000)`
    fn range(&mut self) -> Option<Relation> {
        self.space();
        let low_closed = self.sign(b'[', "［");
        if !low_closed && !self.sign(b'(', "（") {
            return None;
        }
        self.deeper()?;
        self.space();
        let low = self.value()?;
        if !self.comma() {
            return None;
        }
        let high = self.value()?;
        self.space();
        self.groups -= 1;
        let high_closed = self.sign(b']', "］");
        if !high_closed && !self.sign(b')', "）") {
            return None;
        }
        Some(Relation::In(Box::new(Range { low, low_closed, high, high_closed })))
    }

    fn value(&mut self) -> Option<Value> {
        if matches!(self.peek(), b'0'..=b'9' | b'-') {
            return self.number();
        }
        if let Some(words) = self.string() {
            return Some(Value::Words(words));
        }
        let name = self.name()?;
        let truth = |value| Value::Truth(At { value, span: name.0 });
        Some(match &self.text[self.base.range(name.0)] {
            "yes" | "是" => truth(true),
            "no" | "否" => truth(false),
            _ => Value::Name(name),
        })
    }

    fn number(&mut self) -> Option<Value> {
        if let Some(day) = self.date() {
            return Some(day.at().map_or(Value::Name(Name(day.span)), Value::Date));
        }
        match self.attempt(Self::ratio) {
            Some(ratio) => Some(Value::Ratio(ratio)),
            None => self.quantity().map(Value::Quantity),
        }
    }

    fn ratio(&mut self) -> Option<Span> {
        let start = self.at;
        self.decimal()?;
        if !self.sign(b':', "：") {
            return None;
        }
        self.decimal()?;
        while ["百", "千", "万", "亿"].iter().any(|word| self.take(word)) {}
        self.ends_word(self.at).then(|| self.span(start))
    }

    pub(super) fn quantity(&mut self) -> Option<Span> {
        let start = self.at;
        self.take("-");
        self.decimal()?;
        self.attempt(|cursor| {
            cursor.space();
            cursor.unit()
        });
        Some(self.span(start))
    }

    fn decimal(&mut self) -> Option<()> {
        self.some_digits()?;
        if self.peek() == b'.' && self.byte(self.at + 1).is_ascii_digit() {
            self.at += 1;
            self.some_digits()?;
        }
        Some(())
    }

    fn some_digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    /// The name of a unit; a word that joins conditions is none.
    pub(super) fn unit(&mut self) -> Option<Name> {
        let start = self.at;
        if self.keyword(&AND) || self.keyword(&OR) || self.keyword(&WHERE) {
            return None;
        }
        while let Some(length) = self.unit_char() {
            self.at += length;
        }
        (self.at > start).then(|| Name(self.span(start)))
    }

    fn unit_char(&self) -> Option<usize> {
        match self.peek() {
            b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z' | b'_' | b'%' => Some(1),
            // Not where a comment begins.
            b'/' => (!matches!(self.byte(self.at + 1), b'/' | b'*')).then_some(1),
            0..=0x7F => None,
            0xE4 if self.is_here("且") => None,
            0xE6 if self.is_here("或") => None,
            0xE5 if self.is_here("当") => None,
            first => self
                .wide(self.at, first, |c| matches!(c, '″' | '′' | '°' | '‰' | '²' | '³' | '㎡') || is_xid_continue(c)),
        }
    }
}
