use jiff::civil::Date;

use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Message, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Officer, OfficerField, Place, Validity};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A011",
        name: "officer-not-designated",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 9)],
        summary: Text::new("a responsible person who is neither the head nor designated by the head", "定密责任人既非机关负责人，也没有由负责人指定"),
        explanation: Text::new(
            "The head of an organ is its responsible person by law; everybody else is one by designation of the head, in office on that day. What anybody else approves is not determined. Write `head;`, or `designated-by HEAD on DATE;` with an officer of the same organ who is its head, no later than the term begins.",
            "机关、单位负责人依法为本机关、本单位的定密责任人；其他人员须由在任的负责人指定。其他人批准的，不构成定密。请写 `负责人;`，或者 `指定人 … 于 日期;`，指定人须为同一机关的负责人，指定日期不晚于任期起始。",
        ),
        bad: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; business b; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level jimi; period 10 years; known-to post \"员\" of maker; }
}
officer chief of maker { head; trained on 2009-12-01; term from 2010-01-01; }
officer clerk of maker { trained on 2015-02-01; term from 2015-03-01; }
",
        good: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; business b; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level jimi; period 10 years; known-to post \"员\" of maker; }
}
officer chief of maker { head; trained on 2009-12-01; term from 2010-01-01; }
officer clerk of maker { designated-by chief on 2015-02-20; trained on 2015-02-01; term from 2015-03-01; }
",
    },
    check,
};

const NOBODY: Text = Text::new("{0} is neither the head of {1} nor designated", "{0} 既非 {1} 的负责人，也没有被指定");
const NOT_HEAD: Text = Text::new("{0} is designated by {1}, who is not the head of {2}", "{0} 由 {1} 指定，而后者不是 {2} 的负责人");
const NOT_IN_OFFICE: Text =
    Text::new("{0} is designated by {1}, who is not in office on {2}", "{0} 由 {1} 指定，而后者在 {2} 不在任");
const TOO_LATE: Text =
    Text::new("{0} is designated on {1}, after the term begins on {2}", "{0} 于 {1} 被指定，晚于任期起始日 {2}");
const NO_TERM: Text = Text::new("{0} has no term, which the regime requires", "{0} 没有写明任期，而法规要求写明");
const DESIGNATOR: Text = Text::new("who designated", "指定人");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, officer) in context.model.officers.iter() {
        // An organ or a designation that was not found has been told.
        let Some(organ) = officer.organ else { continue };
        let by = officer.designated_by.map(|by| &context.model.officers[by]);
        let name = Arg::id(context.id(officer.head.id));
        let organ_name = Arg::id(context.id(context.model.organs[organ].head.id));
        let from = officer.term.value.from;
        let message = match (officer.is_head, by) {
            (true, _) => None,
            (false, None) => (!officer.designation_given).then(|| NOBODY.with([name.clone(), organ_name])),
            (false, Some(by)) => designation(context, officer, by, organ_name),
        };
        let message = message.or_else(|| lacks_term(context, officer).then(|| NO_TERM.with([name])));
        let Some(message) = message else { continue };
        let mut finding = Diagnostic::new(&RULE.kind, officer.head.id.0, message).on(context.subject(Place::Officer(id)));
        if let Some(by) = by {
            finding = finding.label(by.head.id.0, DESIGNATOR);
        }
        findings.report_from(from.unwrap_or(Date::MIN), context.as_of, finding);
    }
}

/// What is wrong with a designation.
fn designation(context: &Context<'_>, officer: &Officer, by: &Officer, organ: Arg) -> Option<Message> {
    let (name, by_name) = (Arg::id(context.id(officer.head.id)), Arg::id(context.id(by.head.id)));
    if !by.is_head || by.organ != officer.organ {
        return Some(NOT_HEAD.with([name, by_name, organ]));
    }
    let on = officer.designated_on?;
    if !by.term.value.contains(on) {
        return Some(NOT_IN_OFFICE.with([name, by_name, Arg::Date(on)]));
    }
    let from = officer.term.value.from.filter(|from| *from < on)?;
    Some(TOO_LATE.with([name, Arg::Date(on), Arg::Date(from)]))
}

/// Whether the regime requires a term, and none is written.
fn lacks_term(context: &Context<'_>, officer: &Officer) -> bool {
    let regime = context.model.regime_over(&officer.matters);
    let requires = regime.map(|regime| &context.model.regimes[regime].officer_requires);
    let is_required = requires.is_some_and(|all| {
        all.iter().any(|one| !one.advised && one.fields.contains(&OfficerField::Term))
    });
    is_required && officer.term.value == Validity::default()
}
