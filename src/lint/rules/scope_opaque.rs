use super::missing_field::is_empty_scope;
use super::scope_everyone::meaning;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::ast::Words;
use crate::model::{Member, Place, ScopeSet};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "K003",
        name: "scope-opaque",
        severity: Severity::Note,
        cites: &[Citation::new("L10", 16)],
        summary: Text::new("words in a knowledge scope that nobody can check", "知悉范围中有无法核对的文字"),
        explanation: Text::new(
            "A bare string says to a reader who may know, but nothing can tell whether it is wider than another scope, \
             whether an organ in it still exists, or whether anybody is left. Write it as posts, groups, officers or \
             organs; `group \"…\" approved-by ORGAN` is for people whom an organ approves one by one.",
            "一段文字读者看得懂，却无法核对它是否宽于其他范围、其中的机关是否仍然存在、是否还有人可以知悉。\
             请改写为岗位、人员范围、定密责任人或者机关；由机关逐一批准的人员，写 `人员范围 “…” 批准 机关`。",
        ),
        bad: "
scope readers { \"经批准的测绘成果用户\"; }",
        good: "
organ maker { tier central; }
scope readers { group \"测绘成果用户\" approved-by maker; }",
    },
    check,
};

const OPAQUE: Text = Text::new("nobody can check whom {0} means", "无法核对 {0} 指哪些人");
const BLANK: Text = Text::new("these words name nobody", "此处文字没有指明任何人");
const WRITE_PARTS: Text = Text::new(
    "write posts, officers or organs, or `group \"…\" approved-by ORGAN`",
    "请写岗位、定密责任人、机关，或者 `人员范围 “…” 批准 机关`",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, scope) in context.model.scopes.iter() {
        check_one(context, Place::Scope(id), &scope.set, findings);
    }
    for (id, matter) in context.model.matters.iter() {
        // Where nothing but empty words stands, the scope is missing.
        if let Some(set) = matter.known_to.get().filter(|_| !is_empty_scope(context, matter)) {
            check_one(context, Place::Matter(id), set, findings);
        }
    }
}

fn check_one(context: &Context<'_>, place: Place, set: &ScopeSet, findings: &mut Findings) {
    for at in set.members.iter().chain(&set.excluded) {
        let (Member::Opaque, words) = (at.value, Words(at.span)) else { continue };
        if meaning(context, words).is_none() {
            let message = match context.is_blank(words) {
                true => BLANK.into(),
                false => OPAQUE.with([Arg::words(context.words(words))]),
            };
            let finding = Diagnostic::new(&RULE.kind, at.span, message);
            findings.report(finding.on(context.subject(place)).help(WRITE_PARTS));
        }
    }
}
