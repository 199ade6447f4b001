use jiff::ToSpan;

use crate::ast::Length;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::Place;

pub(crate) static RULE: Rule = Rule {
    kind: Kind {
        code: "P005",
        name: "already-released",
        severity: Severity::Warning,
        cites: &[Citation::new("L10", 19)],
        summary: Text::new("a matter whose last day has passed", "事项的保密期限已经届满"),
        explanation: Text::new(
            "What has a release date is released by itself when that day is over; nobody needs to decide it. A row that \
             still stands in a catalogue in force protects nothing and misleads those who mark by it. Take the row out, \
             or fix a new date before the old one passes. A date still to come is told as a note.",
            "写明解密日期的国家秘密，期满自行解密，无需决定。仍列在施行中的目录里的事项不再有保护作用，且误导据以定密的人。\
             请删去该事项，或者在届满前重新确定日期。尚未到来的日期作为提示。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period until 2014-12-31; known-to post \"档案员\" of maker; }
}",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period 4 years; known-to post \"档案员\" of maker; }
}",
    },
    check,
};

const RELEASED: Text = Text::new("{0} was to be kept until {1} and is released", "事项 {0} 保密至 {1}，已自行解密");
const REMOVE: Text = Text::new("take the row out of the catalogue", "请从目录中删去该事项");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, matter) in context.rows() {
        let Some(period) = matter.period.get() else { continue };
        let Length::Until(last) = period.length else { continue };
        let Ok(released) = last.checked_add(1.day()) else { continue };
        // A catalogue that ends before, or has ended, says nothing then.
        let in_force = context.model.catalogues[matter.catalogue].in_force;
        if in_force.to.is_some_and(|to| to < released.max(context.as_of)) {
            continue;
        }
        let message = RELEASED.with([context.row_arg(id), Arg::Date(last)]);
        let finding =
            Diagnostic::new(&RULE.kind, period.span, message).on(context.subject(Place::Matter(id))).help(REMOVE);
        findings.report_from(released, context.as_of, finding);
    }
}
