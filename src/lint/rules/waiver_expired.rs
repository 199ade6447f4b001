use jiff::ToSpan;

use crate::diagnostic::{Arg, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "W002",
        name: "waiver-expired",
        severity: Severity::Error,
        cites: &[],
        summary: Text::new("a waiver whose end date has passed", "豁免已过截止日期"),
        explanation: Text::new(
            "A waiver is for a time in which something gets mended. When its day is over it waives nothing, and the \
             finding is back. Mend what it waived and take it out, or have it approved anew. A day still to come is told \
             as a note, so that it does not come as a surprise.",
            "豁免是为整改留出的时间。期满后不再有效，原来的发现重新出现。请完成整改并删去豁免，或者重新报批。\
             尚未到来的日期作为提示，以免措手不及。",
        ),
        bad: "
organ maker { tier central; }
officer maker-head of maker { head; trained on 2010-01-01; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2010-06-01; in-force from 2010-07-01; }
waive P001 on c because \"试行\" approved-by maker-head until 2015-12-31;",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2010-06-01; in-force from 2010-07-01; }",
    },
    check,
};

const EXPIRED: Text = Text::new("this waiver ends on {0}", "该豁免截至 {0}");
const MEND: Text = Text::new(
    "mend what it waives and take it out, or have it approved until a new date",
    "请完成整改并删去豁免，或者重新报批并写明新的日期",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    for waiver in &context.model.waivers {
        let Some(until) = waiver.until else { continue };
        let Ok(after) = until.value.checked_add(1.day()) else { continue };
        let finding =
            Diagnostic::new(&RULE.kind, until.span, EXPIRED.with([Arg::Date(until.value)])).help(MEND);
        findings.report_from(after, context.as_of, finding);
    }
}
