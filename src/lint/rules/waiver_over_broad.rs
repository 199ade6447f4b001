use std::collections::BTreeSet;

use crate::diagnostic::{Arg, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Place, Waiver};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "W004",
        name: "waiver-over-broad",
        severity: Severity::Warning,
        cites: &[],
        summary: Text::new(
            "a waiver that reaches further than what it accepts, or than the term of its approver",
            "豁免的范围超过所接受的发现，或者期限超过批准人的任期",
        ),
        explanation: Text::new(
            "A waiver on a catalogue covers each of its rows. Where only some of them need it, it would silently accept \
             the same fault in any other row, written tomorrow: name the rows. And nobody answers for a waiver after the \
             term of the officer who approved it is over: end it with the term, or have it approved anew then.",
            "对整个目录的豁免覆盖其每一事项。只有部分事项需要豁免时，其他事项今后出现同样的问题也会被悄悄接受：请写明具体事项。\
             批准人任期届满之后，豁免便无人负责：请以任期为限，届时重新报批。",
        ),
        bad: "
organ maker { tier central; }
officer maker-head of maker { head; trained on 2010-01-01; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period 11 years; known-to post \"档案员\" of maker; }
    matter 2 \"乙\" { level mimi; period 10 years; known-to post \"档案员\" of maker; }
}
waive P001 on c because \"试行\" approved-by maker-head until 9999-12-31;",
        good: "
organ maker { tier central; }
officer maker-head of maker { head; trained on 2010-01-01; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period 11 years; known-to post \"档案员\" of maker; }
    matter 2 \"乙\" { level mimi; period 10 years; known-to post \"档案员\" of maker; }
}
waive P001 on c#1 because \"试行\" approved-by maker-head until 9999-12-31;",
    },
    check,
};

/// How many rows a message names.
const NAMED: usize = 5;

const ROWS: Text = Text::new(
    "this covers every row of {0}, and {1} of {2} need it: {3}",
    "该豁免覆盖 {0} 的每一事项，而全部 {2} 项中只有 {1} 项需要：{3}",
);
const NAME_ROWS: Text = Text::new("write a waiver for each of these rows instead", "请改为对这些事项逐一豁免");
const OUTLIVES: Text = Text::new(
    "this runs until {0}, and the term of {1}, who approved it, ends on {2}",
    "该豁免截至 {0}，而批准人 {1} 的任期于 {2} 届满",
);
const END_SOONER: Text =
    Text::new("end it with the term, or have someone else approve it", "请以任期为限，或者由他人批准");

/// That an approver's term ends sooner stands in the text. How far a waiver reaches is found where waivers are applied.
fn check(context: &Context<'_>, findings: &mut Findings) {
    for waiver in &context.model.waivers {
        let Some((until, officer)) = waiver.until.zip(waiver.approved_by) else { continue };
        let officer = &context.model.officers[officer];
        let Some(end) = officer.term.value.to.filter(|end| *end < until.value) else { continue };
        let name = Arg::id(context.id(officer.head.id));
        let message = OUTLIVES.with([Arg::Date(until.value), name, Arg::Date(end)]);
        findings.report(Diagnostic::new(&RULE.kind, until.span, message).help(END_SOONER));
    }
}

/// Of a waiver, by the subjects of what it waived. It is as broad as it must be where every row needs it.
pub(in crate::lint) fn finding(
    context: &Context<'_>,
    waiver: &Waiver,
    waived: &BTreeSet<String>,
) -> Option<Diagnostic> {
    let Place::Catalogue(catalogue) = waiver.place?.value else { return None };
    let rows = context.model.matters.iter().filter(|(_, matter)| matter.catalogue == catalogue).count();
    let name = context.subject(Place::Catalogue(catalogue));
    let needy: Vec<&String> = waived.iter().filter(|subject| **subject != name).collect();
    if needy.is_empty() || needy.len() == rows {
        return None;
    }
    let named = needy.iter().take(NAMED).map(|row| Arg::id(row.as_str()));
    let more = (needy.len() > NAMED).then(|| Arg::token("…"));
    let named = Arg::list(named.chain(more));
    let message = ROWS.with([Arg::id(name), Arg::number(needy.len()), Arg::number(rows), named]);
    Some(Diagnostic::new(&RULE.kind, waiver.span, message).help(NAME_ROWS))
}
