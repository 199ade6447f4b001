//! Knowledge scopes.

use smallvec::SmallVec;

use super::Builder;
use super::declare::Declared;
use crate::ast::{At, Name, ScopePart};
use crate::diagnostic::Text;
use crate::model::{Member, ScopeSet, listed};
use crate::source::Span;

const WHO: Text = Text::new("scope, organ or officer", "知悉范围、机关或定密责任人");

impl Builder<'_> {
    pub(super) fn scopes(&mut self, declared: &Declared<'_>) {
        for (id, ast) in &declared.scopes {
            let set = self.scope_set(&ast.parts, &ast.but_not);
            let narrows = ast.narrows.and_then(|name| self.find(name));
            let scope = &mut self.model.scopes[*id];
            scope.set = set;
            scope.narrows = narrows;
        }
    }

    pub(super) fn scope_set(&mut self, parts: &[ScopePart], but_not: &[ScopePart]) -> ScopeSet {
        let members: SmallVec<[At<Member>; 4]> = parts.iter().filter_map(|part| self.member(part)).collect();
        let excluded = listed(but_not.iter().filter_map(|part| self.member(part)));
        let has_unknown = members.len() < parts.len() || excluded.len() < but_not.len();
        ScopeSet { members: members.into_boxed_slice(), excluded, has_unknown }
    }

    fn member(&mut self, part: &ScopePart) -> Option<At<Member>> {
        let at = |value: Member, span: Span| Some(At { value, span });
        match *part {
            ScopePart::Post { title, organ } => {
                let organ = match organ {
                    Some(name) => Some(self.find(name)?),
                    None => None,
                };
                at(Member::Post { organ }, title.0)
            }
            ScopePart::Group { title, approved_by } => {
                let approved_by = match approved_by {
                    Some(name) => Some(self.find(name)?),
                    None => None,
                };
                at(Member::Group { approved_by }, title.0)
            }
            ScopePart::Organ { name, below } => at(Member::Organ { organ: self.find(name)?, below }, name.0),
            ScopePart::Officer(name) => at(Member::Officer(self.find(name)?), name.0),
            ScopePart::Scope(name) => at(Member::Scope(self.find(name)?), name.0),
            ScopePart::Opaque(words) => at(Member::Opaque, words.0),
            ScopePart::Named { name, below } => self.named_member(name, below),
        }
    }

    /// A bare name is a scope, or else an organ, or else an officer; only an organ has others below it.
    fn named_member(&mut self, name: Name, below: bool) -> Option<At<Member>> {
        let text = self.id(name);
        let organ = self.names.organs.get(&text).map(|organ| Member::Organ { organ, below });
        let found = if below {
            organ
        } else {
            let scope = self.names.scopes.get(&text).map(Member::Scope);
            scope.or(organ).or_else(|| self.names.officers.get(&text).map(Member::Officer))
        };
        if found.is_none() {
            let ids = self.names.scopes.first().chain(self.names.organs.first());
            let near = self.suggestion(&text, ids);
            self.report_unknown(WHO, name, near);
        }
        found.map(|value| At { value, span: name.0 })
    }
}
