//! Knowledge scopes.

use pest::iterators::{Pair, Pairs};

use super::{Reader, unexpected};
use crate::ast::{List, Name, Scope, ScopeExpression, ScopePart, Words, listed};
use crate::syntax::Rule;

impl Reader {
    pub(super) fn scope(&mut self, mut inner: Pairs<'_, Rule>) -> Scope {
        let head = self.head(&mut inner);
        let mut scope = Scope { head, parts: Vec::new(), but_not: Vec::new(), narrows: None, note: None };
        self.fields(inner, |reader, pair| {
            let rule = pair.as_rule();
            let inner = pair.into_inner();
            match rule {
                Rule::parts_field => scope.parts.extend(inner.map(|pair| reader.scope_part(pair))),
                Rule::but_not_field => scope.but_not.extend(inner.map(|pair| reader.scope_part(pair))),
                Rule::narrows_field => scope.narrows = Some(Name(reader.only(inner))),
                Rule::note_field => scope.note = Some(Words(reader.only(inner))),
                rule => unexpected(rule),
            }
        });
        scope
    }

    pub(super) fn scope_expression(&mut self, pair: Pair<'_, Rule>) -> ScopeExpression {
        let span = self.span(&pair);
        let mut but_not = List::new();
        let parts = listed(pair.into_inner().filter_map(|pair| {
            if pair.as_rule() == Rule::excluded {
                but_not = listed(pair.into_inner().map(|pair| self.scope_part(pair)));
                return None;
            }
            Some(self.scope_part(pair))
        }));
        ScopeExpression { span, parts, but_not }
    }

    fn scope_part(&mut self, pair: Pair<'_, Rule>) -> ScopePart {
        let rule = pair.as_rule();
        let mut inner = pair.into_inner();
        let first = self.next_span(&mut inner);
        let second = inner.next();
        match rule {
            Rule::post_part => {
                ScopePart::Post { title: Words(first), organ: second.map(|pair| Name(self.span(&pair))) }
            }
            Rule::group_part => {
                let approved_by = second.map(|pair| Name(self.only(pair.into_inner())));
                ScopePart::Group { title: Words(first), approved_by }
            }
            Rule::organ_part => ScopePart::Organ { name: Name(first), below: second.is_some() },
            Rule::officer_part => ScopePart::Officer(Name(first)),
            Rule::scope_name_part => ScopePart::Scope(Name(first)),
            Rule::opaque_part => ScopePart::Opaque(Words(first)),
            Rule::named_part => ScopePart::Named { name: Name(first), below: second.is_some() },
            rule => unexpected(rule),
        }
    }
}
