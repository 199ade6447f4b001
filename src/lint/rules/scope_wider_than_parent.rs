use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule, knowers};
use crate::model::{Id, Matter, Place, Referent, Scope};
use crate::overlap::RoleSet;
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "K006",
        name: "scope-wider-than-parent",
        severity: Severity::Error,
        cites: &[Citation::new("L10", 16)],
        summary: Text::new(
            "a scope is wider than the one it narrows, or a part is known to more than the whole",
            "知悉范围宽于所限缩的范围，或者部分的知悉范围宽于整体",
        ),
        explanation: Text::new(
            "`narrows` states that a scope lies inside another, and `part-of` that a matter is a piece of another, so that \
             nobody may know of it who may not know the whole. The finding shows who is too many. Take them out, put them \
             into the wider scope, or take back the claim. Words that nobody can check are left alone, on either side.",
            "`限缩自` 表明一个范围在另一个范围之内；`从属于` 表明事项是另一事项的一部分，不得知悉整体的人也不得由此知悉。\
             提示列出多出的人员。请予以删除，或者加入较宽的范围，或者删去这一关系。两边无法核对的文字均不比较。",
        ),
        bad: "
organ maker { tier central; }
scope readers { post \"档案员\" of maker; }
scope archivists { post \"档案员\" of maker; post \"保管员\" of maker; narrows readers; }",
        good: "
organ maker { tier central; }
scope readers { organ maker; but-not post \"实习生\" of maker; }
scope archivists { post \"档案员\" of maker; post \"保管员\" of maker; narrows readers; }",
    },
    check,
};

const WIDER: Text =
    Text::new("{0} narrows {1}, yet takes in {2}", "{0} 限缩自 {1}，却包括其外的{2}");
const PART_WIDER: Text = Text::new(
    "{0} is part of {1}, yet is known to {2}, who may not know the whole",
    "{0} 从属于 {1}，知悉范围却包括其外的{2}",
);
const WIDE_HERE: Text = Text::new("the wider scope should be this one", "较宽的范围应当是此处");
const TOO_WIDE_HERE: Text = Text::new("the scope of the part", "部分的知悉范围");
const TAKE_OUT: Text = Text::new(
    "take them out here, or put them into the wider scope",
    "请在此处删除，或者加入较宽的范围",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, scope) in context.model.scopes.iter() {
        if let Some(wide) = scope.narrows {
            findings.extend(wider_scope(context, id, wide));
        }
    }
    for (id, matter) in context.model.matters.iter() {
        for at in &matter.part_of {
            if let Referent::Matter(whole) = at.value {
                findings.extend(wider_part(context, id, whole, at.span));
            }
        }
    }
}

fn wider_scope(context: &Context<'_>, id: Id<Scope>, wide: Id<Scope>) -> Option<Diagnostic> {
    let scopes = context.scopes();
    let more = more(scopes.scope(id)?, scopes.scope(wide)?)?;
    let (name, wide_name) = (context.subject(Place::Scope(id)), context.subject(Place::Scope(wide)));
    let message = WIDER.with([Arg::id(&*name), Arg::id(wide_name), knowers::shown(context, &more)]);
    let model = context.model;
    let finding = Diagnostic::new(&RULE.kind, model.scopes[id].head.id.0, message);
    Some(finding.label(model.scopes[wide].head.id.0, WIDE_HERE).on(name).help(TAKE_OUT))
}

fn wider_part(context: &Context<'_>, id: Id<Matter>, whole: Id<Matter>, span: Span) -> Option<Diagnostic> {
    let model = context.model;
    let in_force = |id: Id<Matter>| model.catalogues[model.matters[id].catalogue].in_force;
    // A part and a whole that never hold on one day cannot be at odds.
    in_force(id).and(in_force(whole))?;
    let more = more(&*context.scopes().of_row(id)?, &*context.scopes().of_row(whole)?)?;
    let message = PART_WIDER.with([context.row_arg(id), context.row_arg(whole), knowers::shown(context, &more)]);
    let finding = Diagnostic::new(&RULE.kind, span, message)
        .label(model.matters[id].known_to_span?, TOO_WIDE_HERE)
        .label(model.matters[whole].known_to_span?, WIDE_HERE);
    Some(finding.on(context.subject(Place::Matter(id))).help(TAKE_OUT))
}

/// Who is in the one and not in the wider, as far as that can be said.
fn more(set: &RoleSet, wide: &RoleSet) -> Option<RoleSet> {
    // The words may mean anybody.
    if wide.has_words() {
        return None;
    }
    Some(set.minus(wide).without_words()).filter(|more| !more.is_empty())
}
