use crate::diagnostic::{Arg, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::Waiver;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "W001",
        name: "waiver-incomplete",
        severity: Severity::Error,
        cites: &[],
        summary: Text::new(
            "a waiver lacks its rule, place, reason, approver or end date",
            "豁免缺少规则、位置、理由、批准人或者截止日期",
        ),
        explanation: Text::new(
            "A waiver accepts one finding, in one place, for a reason, by someone who answers for it, until a day. All \
             five are mandatory: an exception without a reason or without an end is how a rule dies. A waiver that lacks \
             one of them waives nothing.",
            "豁免是由负责的人、以写明的理由、在一定期限内、对一处位置的一项发现予以接受。五项缺一不可：没有理由、没有期限的例外会使规则落空。\
             缺项的豁免不产生效力。",
        ),
        bad: "
organ maker { tier central; }
officer maker-head of maker { head; trained on 2010-01-01; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2010-06-01; in-force from 2010-07-01; }
waive P001 on c approved-by maker-head until 9999-12-31;",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2010-06-01; in-force from 2010-07-01; }",
    },
    check,
};

const MISSING: Text = Text::new("this waiver lacks {0}", "豁免缺少{0}");
const WRITE: Text = Text::new(
    "write `waive RULE on PLACE because \"…\" approved-by OFFICER until DATE;`",
    "请写 `豁免 规则 于 位置 理由 “…” 批准 定密责任人 截至 日期;`",
);
const RULE_PART: Text = Text::new("the rule", "规则");
const PLACE_PART: Text = Text::new("the place (`on`)", "位置（`于`）");
const REASON_PART: Text = Text::new("the reason (`because`)", "理由（`理由`）");
const APPROVER_PART: Text = Text::new("the approver (`approved-by`)", "批准人（`批准`）");
const END_PART: Text = Text::new("the end date (`until`)", "截止日期（`截至`）");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for waiver in &context.model.waivers {
        let missing: Vec<Arg> = parts(context, waiver)
            .into_iter()
            .filter(|(_, is_there)| !is_there)
            .map(|(part, _)| Arg::Text(part))
            .collect();
        if !missing.is_empty() {
            let message = MISSING.with([Arg::List(missing)]);
            findings.report(Diagnostic::new(&RULE.kind, waiver.span, message).help(WRITE));
        }
    }
}

fn parts(context: &Context<'_>, waiver: &Waiver) -> [(Text, bool); 5] {
    // An empty reason is none.
    let is_reasoned = waiver.because.is_some_and(|because| !context.is_blank(because));
    [
        (RULE_PART, waiver.rule.is_some()),
        (PLACE_PART, waiver.place_given),
        (REASON_PART, is_reasoned),
        (APPROVER_PART, waiver.approver_given),
        (END_PART, waiver.until.is_some()),
    ]
}

/// Whether all five parts are there. A place or an approver that is not declared is a finding of its own.
pub(in crate::lint) fn is_complete(context: &Context<'_>, waiver: &Waiver) -> bool {
    parts(context, waiver).iter().all(|(_, is_there)| *is_there) && waiver.approved_by.is_some()
}
