//! Vocabularies: kinds, attributes, units.

use dingmi::ast::{At, Attribute, AttributeType, Choice, Direction, Kind, Unit, Vocabulary};

use super::cursor::{Cursor, Seen};
use super::keywords::{BETTER, DATE, GREATER, LARGER, ONE_OF, SMALLER, YES_NO};

impl Cursor<'_> {
    pub(super) fn vocabulary(&mut self) -> Option<Vocabulary> {
        let head = self.head()?;
        let mut vocabulary = Vocabulary { head, kinds: Vec::new(), attributes: Vec::new(), units: Vec::new() };
        self.block(|cursor, word| {
            cursor.space();
            match word {
                "kind" | "类别" => vocabulary.kinds.push(cursor.kind()?),
                "attribute" | "属性" => vocabulary.attributes.push(cursor.attribute()?),
                "unit" | "单位" => vocabulary.units.push(cursor.unit_declaration()?),
                _ => return None,
            }
            Some(true)
        })?;
        Some(vocabulary)
    }

    /// Kinds nest no deeper than braces may.
    fn kind(&mut self) -> Option<Kind> {
        self.count += 1;
        let head = self.head()?;
        let mut kinds = Vec::new();
        if !self.open() {
            self.semicolon()?;
            return Some(Kind { head, kinds });
        }
        // The closure would be part of its own type otherwise.
        let item: &mut dyn FnMut(&mut Self, &str) -> Option<bool> = &mut |cursor, word| {
            if !matches!(word, "kind" | "类别") {
                return None;
            }
            cursor.space();
            kinds.push(cursor.kind()?);
            Some(true)
        };
        self.items(item)?;
        Some(Kind { head, kinds })
    }

    fn attribute(&mut self) -> Option<Attribute> {
        self.count += 1;
        let head = self.head()?;
        self.space();
        if !self.sign(b':', "：") {
            return None;
        }
        self.space();
        let mut attribute = Attribute { head, kind: self.attribute_type()?, better: None, larger: None };
        let mut seen = Seen::default();
        loop {
            self.space();
            let start = self.at;
            if self.then(&BETTER) {
                let direction = self.direction(start)?;
                seen.keep(0, &mut attribute.better, Some(direction));
            } else if self.then(&LARGER) {
                let direction = self.direction(start)?;
                seen.keep(1, &mut attribute.larger, Some(direction));
            } else {
                break;
            }
        }
        self.semicolon()?;
        Some(attribute)
    }

    fn direction(&mut self, start: usize) -> Option<At<Direction>> {
        let value = if self.keyword(&SMALLER) {
            Direction::Smaller
        } else if self.keyword(&GREATER) {
            Direction::Greater
        } else {
            return None;
        };
        Some(At { value, span: self.span(start) })
    }

    fn attribute_type(&mut self) -> Option<AttributeType> {
        let choices = self.attempt(|cursor| {
            cursor.must(&ONE_OF)?;
            cursor.list(|cursor| Some(Choice { name: cursor.name()?, title: cursor.title() }))
        });
        if let Some(choices) = choices {
            return Some(AttributeType::OneOf(choices));
        }
        if self.keyword(&YES_NO) {
            return Some(AttributeType::YesNo);
        }
        if self.keyword(&DATE) {
            return Some(AttributeType::Date);
        }
        self.name().map(AttributeType::Dimension)
    }

    fn unit_declaration(&mut self) -> Option<Unit> {
        let name = self.unit()?;
        self.space();
        if !self.sign(b'=', "＝") {
            return None;
        }
        self.space();
        let quantity = self.quantity()?;
        self.semicolon()?;
        Some(Unit { name, quantity })
    }
}
