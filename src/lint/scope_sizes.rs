//! Scopes that are too large to reason about. Rules stay silent on them, so that is told.

use super::{Context, Findings};
use crate::diagnostic::{Arg, Diagnostic, Text};
use crate::faults;
use crate::limits::{self, Limit};
use crate::source::Span;

const TOO_LARGE: Text =
    Text::new("this scope passes the limit `{0}`: at most {1}", "此知悉范围超出限度 `{0}`：最多 {1}");

pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    let named = context.scopes().too_large().iter().map(|(id, limit)| (model.scopes[*id].head.id.0, *limit));
    let rows = model.matters.iter().filter(|(id, _)| context.scopes().is_too_large(*id));
    let rows = rows.filter_map(|(_, matter)| Some((matter.known_to_span?, &limits::SCOPE_SIZE)));
    named.chain(rows).for_each(|(span, limit)| findings.report(finding(span, limit)));
}

fn finding(span: Span, limit: &Limit) -> Diagnostic {
    let message = TOO_LARGE.with([Arg::token(limit.name), Arg::number(limit.most)]);
    Diagnostic::new(&faults::LIMIT_EXCEEDED, span, message)
}
