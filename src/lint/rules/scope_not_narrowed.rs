use crate::ast::At;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule, knowers};
use crate::model::{Id, Level, Matter, Member, Place};
use crate::overlap::RoleSet;
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "K004",
        name: "scope-not-narrowed",
        severity: Severity::Warning,
        cites: &[Citation::new("L10", 16)],
        summary: Text::new(
            "a whole organ may know a matter of a level that wants posts or persons",
            "应当限定到岗位或者人员的事项，知悉范围为整个机关",
        ),
        explanation: Text::new(
            "The scope of a secret goes to named persons where it can; where it cannot, the organ narrows it to persons \
             itself. The regime says for which levels a catalogue already has to come down to posts or persons. There a \
             whole organ is too wide, even without some of its posts. Name the posts whose work needs the matter.",
            "知悉范围能够限定到具体人员的，限定到具体人员；不能的，限定到机关、单位，由其再限定到具体人员。\
             哪些密级应当在目录中就限定到岗位或者人员，由法规写明。这些密级以整个机关为知悉范围过宽，除去个别岗位也是如此。\
             请写明工作需要知悉的岗位。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level juemi; period 10 years; known-to organ maker; }
}",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level juemi; period 10 years; known-to post \"档案员\" of maker; }
    matter 2 \"乙\" { level mimi; period 10 years; known-to organ maker; }
}",
    },
    check,
};

const NOT_NARROWED: Text = Text::new(
    "{0} is {1}, and its scope takes in {2}",
    "{0} 为{1}，知悉范围却包括{2}",
);
const STANDS_HERE: Text = Text::new("the organ stands here", "机关在此处");
const NAME_POSTS: Text = Text::new("narrow it to posts or persons", "请限定到岗位或者人员");

fn check(context: &Context<'_>, findings: &mut Findings) {
    let scopes = context.scopes();
    for (id, matter) in context.model.matters.iter() {
        let Some(level) = context.model.level_of(matter).filter(|level| level.narrowed) else { continue };
        let Some(set) = scopes.has_organ(id).then(|| scopes.of_row(id)).flatten() else { continue };
        findings.extend(finding(context, id, level, &set));
    }
}

fn finding(context: &Context<'_>, id: Id<Matter>, level: &Level, set: &RoleSet) -> Option<Diagnostic> {
    let matter = &context.model.matters[id];
    let span = matter.known_to_span?;
    let level_arg = Arg::Level { id: level.id.clone(), name: level.name.clone(), rank: level.rank };
    let organs = knowers::shown(context, &set.organs_only());
    let message = NOT_NARROWED.with([context.row_arg(id), level_arg, organs]);
    let finding = |span| Diagnostic::new(&RULE.kind, span, message).cites(&level.cites).help(NAME_POSTS);
    let finding = match organ_place(context, &matter.known_to.get()?.members, set) {
        Some(organ) if span.contains(organ) => finding(organ),
        Some(organ) => finding(span).label(organ, STANDS_HERE),
        None => finding(span),
    };
    Some(finding.on(context.subject(Place::Matter(id))))
}

/// Where the first of the organs that are left is written, down through the scopes that are named.
fn organ_place(context: &Context<'_>, members: &[At<Member>], set: &RoleSet) -> Option<Span> {
    let scopes = context.scopes();
    let mut members = members;
    // A set that is known comes from scopes without a circle, so this ends.
    loop {
        let is_left = |at: &&At<Member>| matches!(at.value, Member::Organ { organ, .. } if scopes.has_staff(set, organ));
        if let Some(at) = members.iter().find(is_left) {
            return Some(at.span);
        }
        let named = members.iter().filter_map(|at| if let Member::Scope(id) = at.value { Some(id) } else { None });
        let wide = named.into_iter().find(|id| scopes.scope(*id).is_some_and(RoleSet::has_organ));
        members = &context.model.scopes[wide?].set.members;
    }
}
