//! Whether who may determine what could be worked out within the limits.

use super::{Context, Findings};
use crate::diagnostic::{Arg, Diagnostic, Text};
use crate::faults;

const PASSED: Text =
    Text::new("limit {0}: more than {1} in working out who may determine what", "推算定密权限时超过限制 {0}：多于 {1}");
const IN_PART: Text = Text::new(
    "nothing is said of powers; check fewer organs and grants at a time",
    "因此不对权限作任何判断；请减少一次检查的机关和授权",
);

pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(limit) = context.authority().overflow() else { return };
    let grant = context.model.authorizations.values().next().map(|grant| grant.head.id.0);
    let organ = context.model.organs.values().next().map(|organ| organ.head.id.0);
    let Some(span) = grant.or(organ) else { return };
    let message = PASSED.with([Arg::token(limit.name), Arg::number(limit.most)]);
    findings.report(Diagnostic::new(&faults::LIMIT_EXCEEDED, span, message).help(IN_PART));
}
