use crate::diagnostic::{Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Id, Matter, Place, Referent};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "C009",
        name: "part-outranks-whole",
        severity: Severity::Warning,
        cites: &[Citation::new("R14", 8)],
        summary: Text::new(
            "a matter is of a higher level than the matter it is part of",
            "部分的密级高于整体",
        ),
        explanation: Text::new(
            "`part-of` states that one matter is a piece of another. Whoever holds the whole then holds the piece, so the \
             whole is of the level of its highest part at least. Raise the whole, lower the part, or take back the claim. \
             Parts and wholes that are never in force on one day are not compared.",
            "`从属于` 表明一个事项是另一事项的一部分。持有整体即持有部分，因此整体的密级不得低于其中最高的部分。请提高整体的密级，\
             降低部分的密级，或者删去这一关系。不会同日施行的部分与整体不作比较。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"方案\" { level mimi; period 10 years; known-to post \"员\" of maker; }
    matter 2 \"方案的附图\" { level jimi; period 10 years; known-to post \"员\" of maker; part-of 1; }
}",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"方案\" { level jimi; period 10 years; known-to post \"员\" of maker; }
    matter 2 \"方案的附图\" { level mimi; period 10 years; known-to post \"员\" of maker; part-of 1; }
}",
    },
    check,
};

const HIGHER: Text =
    Text::new("{0} is {1}, and {2}, which it is part of, is only {3}", "{0} 为 {1}，而它所从属的 {2} 仅为 {3}");
const PART_HERE: Text = Text::new("the level of the part", "部分的密级");
const WHOLE_HERE: Text = Text::new("the level of the whole", "整体的密级");
const RAISE: Text = Text::new("raise the whole, lower the part, or take `part-of` out", "请提高整体或者降低部分的密级，或者删去 `从属于`");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (part, matter) in context.model.matters.iter() {
        for at in &matter.part_of {
            if let Referent::Matter(whole) = at.value {
                findings.extend(outranked(context, part, whole, at.span));
            }
        }
    }
}

fn outranked(context: &Context<'_>, part: Id<Matter>, whole: Id<Matter>, span: Span) -> Option<Diagnostic> {
    let model = context.model;
    let catalogue = |row: Id<Matter>| &model.catalogues[model.matters[row].catalogue];
    catalogue(part).in_force.and(catalogue(whole).in_force)?;
    // The ranks of two regimes are not one order.
    let is_comparable = catalogue(part).regime == catalogue(whole).regime;
    let (level, of_whole) = (model.level_of(&model.matters[part])?, model.level_of(&model.matters[whole])?);
    if !is_comparable || level.rank <= of_whole.rank {
        return None;
    }
    let message = HIGHER.with([context.row_arg(part), level.arg(), context.row_arg(whole), of_whole.arg()]);
    let finding = Diagnostic::new(&RULE.kind, span, message)
        .label(model.matters[part].level_span?, PART_HERE)
        .label(model.matters[whole].level_span?, WHOLE_HERE);
    Some(finding.on(context.subject(Place::Matter(part))).help(RAISE))
}
