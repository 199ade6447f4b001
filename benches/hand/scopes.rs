//! Knowledge scopes.

use dingmi::ast::{List, Scope, ScopeExpression, ScopePart};

use super::cursor::{Cursor, Seen};
use super::keywords::{APPROVED_BY, BELOW, BUT_NOT, OF};

impl Cursor<'_> {
    pub(super) fn scope(&mut self) -> Option<Scope> {
        let head = self.head()?;
        let mut scope = Scope { head, parts: Vec::new(), but_not: Vec::new(), narrows: None, note: None };
        let mut seen = Seen::default();
        self.block(|cursor, word| {
            let start = cursor.at - word.len();
            let field = cursor.attempt(|cursor| cursor.scope_field(word, &mut scope, &mut seen));
            if field.is_some() {
                return field;
            }
            // The word is the name of who knows.
            cursor.at = start;
            let parts = cursor.scope_parts()?;
            cursor.semicolon()?;
            scope.parts.extend(parts);
            Some(true)
        })?;
        Some(scope)
    }

    fn scope_field(&mut self, word: &str, scope: &mut Scope, seen: &mut Seen) -> Option<bool> {
        self.space();
        match word {
            "but-not" | "不含" => {
                let parts = self.scope_parts()?;
                self.semicolon()?;
                scope.but_not.extend(parts);
                Some(true)
            }
            "narrows" | "限缩自" => {
                let narrows = self.name()?;
                self.semicolon()?;
                Some(seen.keep(0, &mut scope.narrows, Some(narrows)))
            }
            "note" | "备注" => {
                let note = self.string()?;
                self.semicolon()?;
                Some(seen.keep(1, &mut scope.note, Some(note)))
            }
            _ => None,
        }
    }

    pub(super) fn scope_expression(&mut self) -> Option<ScopeExpression> {
        let start = self.at;
        let parts = self.scope_parts()?;
        let but_not = if self.then(&BUT_NOT) { self.scope_parts()? } else { List::new() };
        Some(ScopeExpression { span: self.span(start), parts, but_not })
    }

    fn scope_parts(&mut self) -> Option<List<ScopePart>> {
        self.few(|cursor| {
            let start = cursor.at;
            let word = cursor.word();
            cursor.space();
            let part = cursor.scope_part(word);
            if part.is_some() {
                return part;
            }
            cursor.at = start;
            if let Some(words) = cursor.string() {
                return Some(ScopePart::Opaque(words));
            }
            let name = cursor.name()?;
            Some(ScopePart::Named { name, below: cursor.below() })
        })
    }

    /// A part that says its kind by its first word.
    fn scope_part(&mut self, word: &str) -> Option<ScopePart> {
        Some(match word {
            "post" | "岗位" => {
                let title = self.string()?;
                let organ = if self.then(&OF) { Some(self.name()?) } else { None };
                ScopePart::Post { title, organ }
            }
            "group" | "人员范围" => {
                let title = self.string()?;
                let approved_by = if self.then(&APPROVED_BY) { Some(self.name()?) } else { None };
                ScopePart::Group { title, approved_by }
            }
            "organ" | "机关" => ScopePart::Organ { name: self.name()?, below: self.below() },
            "officer" | "定密责任人" => ScopePart::Officer(self.name()?),
            "scope" | "知悉范围" => ScopePart::Scope(self.name()?),
            _ => return None,
        })
    }

    fn below(&mut self) -> bool {
        let at = self.at;
        self.space();
        let below = self.keyword(&BELOW);
        if !below {
            self.at = at;
        }
        below
    }
}
