use crate::ast::At;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Member, Place, ScopeSet};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "K001",
        name: "scope-empty",
        severity: Severity::Error,
        cites: &[Citation::new("L10", 16)],
        summary: Text::new("a knowledge scope in which nobody is left", "知悉范围内没有任何人"),
        explanation: Text::new(
            "What `but-not` takes away may be all there is, or nothing was put in. Then nobody may know the matter, which \
             cannot be meant, and whoever must handle it will find a way around the scope. Name the posts or persons who \
             need to know, or take out the `but-not` that goes too far.",
            "`不含` 去掉的可能恰好是全部，或者范围中本来没有任何人。这样就没有人可以知悉该事项，不会是本意，\
             需要经办的人只能绕开这一范围。请写明工作需要知悉的岗位或者人员，或者删去过宽的 `不含`。",
        ),
        bad: "
organ maker { tier central; }
scope archivists { post \"档案员\" of maker; but-not organ maker; }",
        good: "
organ maker { tier central; }
scope archivists { post \"档案员\" of maker; post \"保管员\" of maker; but-not post \"档案员\" of maker; }",
    },
    check,
};

const EMPTY: Text = Text::new("nobody is left in the scope of {0}", "{0} 的知悉范围内没有任何人");
const TAKEN_AWAY: Text = Text::new("this is taken away", "此处予以排除");
const SAY_WHO: Text =
    Text::new("name the posts or persons who need to know", "请写明工作需要知悉的岗位或者人员");

fn check(context: &Context<'_>, findings: &mut Findings) {
    let scopes = context.scopes();
    for (id, scope) in context.model.scopes.iter() {
        if scopes.scope(id).is_some_and(|set| set.is_empty()) {
            findings.extend(finding(context, Place::Scope(id), scope.head.id.0, &scope.set));
        }
    }
    for (id, matter) in context.model.matters.iter() {
        if !scopes.leaves_nobody(id) {
            continue;
        }
        if let (Some(set), Some(span)) = (matter.known_to.get(), matter.known_to_span) {
            findings.extend(finding(context, Place::Matter(id), span, set));
        }
    }
}

/// Nothing where the scopes that are named are empty themselves: they are told then.
fn finding(context: &Context<'_>, place: Place, span: Span, set: &ScopeSet) -> Option<Diagnostic> {
    let is_told = |at: &At<Member>| {
        matches!(at.value, Member::Scope(id) if context.scopes().scope(id).is_some_and(|set| set.is_empty()))
    };
    if !set.members.is_empty() && set.members.iter().all(is_told) {
        return None;
    }
    let subject = context.subject(place);
    let finding = Diagnostic::new(&RULE.kind, span, EMPTY.with([Arg::id(&*subject)])).on(subject).help(SAY_WHO);
    Some(match set.excluded.first() {
        Some(excluded) => finding.label(excluded.span, TAKEN_AWAY),
        None => finding,
    })
}
