use std::collections::BTreeSet;

use jiff::ToSpan;

use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Catalogue, Id, Place, Referent};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "F004",
        name: "stale-catalogue",
        severity: Severity::Warning,
        cites: &[Citation::new("R14", 8)],
        summary: Text::new(
            "a catalogue is past its review date, or lapses with nothing in its place",
            "目录已过复审期限，或者失效而无替代",
        ),
        explanation: Text::new(
            "A catalogue is adjusted in time as circumstances change. One that says `review-by` and is still in force \
             behind that day was not; one whose `in-force` ends while no other catalogue replaces it leaves its matters \
             without a rule. Revise it and set a new date, or say what replaces it. A day still to come is told as a \
             note, so that it can be planned for.",
            "保密事项范围应当根据情况变化及时调整。写有 `复审期限` 而过期仍在施行的，没有及时调整；施行期届满又没有其他目录替代的，\
             其事项将无所依据。请修订并写明新的日期，或者写明由哪个目录替代。尚未到来的日期作为提示，以便预作安排。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    review-by 2015-07-01;
}",
        good: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2010-06-01; in-force 2010-07-01 .. 2012-06-30; }
catalogue d \"目录\" under cn-2014 {
    issued-by maker, department;
    dated 2012-06-01;
    in-force from 2012-07-01;
    replaces c;
}",
    },
    check,
};

const NOT_REVIEWED: Text = Text::new("catalogue {0} was to be reviewed by {1}", "目录 {0} 应于 {1} 前（含当日）复审");
const LAPSES: Text = Text::new(
    "catalogue {0} is in force until {1} and nothing replaces it",
    "目录 {0} 施行至 {1}，没有替代的目录",
);
const REVISE: Text = Text::new(
    "revise it and set a new `review-by`, or end its `in-force`",
    "请修订并写明新的 `复审期限`，或者写明施行截止日期",
);
const REPLACE: Text = Text::new(
    "write `replaces {0};` in the catalogue that takes its place",
    "请在替代它的目录中写 `废止 {0};`",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    let replaced = replaced(context);
    for (id, catalogue) in context.model.catalogues.iter() {
        check_review(context, id, catalogue, findings);
        if !replaced.contains(&id) {
            check_lapse(context, id, catalogue, findings);
        }
    }
}

/// The catalogues that another one replaces.
fn replaced(context: &Context<'_>) -> BTreeSet<Id<Catalogue>> {
    let by = |(other, catalogue): (Id<Catalogue>, &'_ Catalogue)| {
        let replaced = catalogue.replaces.iter().filter_map(move |at| match at.value {
            Referent::Catalogue(id) => (id != other).then_some(id),
            Referent::Matter(_) => None,
        });
        replaced.collect::<Vec<_>>()
    };
    context.model.catalogues.iter().flat_map(by).collect()
}

fn check_review(context: &Context<'_>, id: Id<Catalogue>, catalogue: &Catalogue, findings: &mut Findings) {
    let Some(review_by) = catalogue.review_by else { return };
    let Ok(late) = review_by.value.checked_add(1.day()) else { return };
    // What has ended, or will have by then, needs no review.
    let is_over = catalogue.in_force.to.is_some_and(|to| to < late.max(context.as_of));
    if !is_over {
        let message = NOT_REVIEWED.with([context.catalogue_arg(id), Arg::Date(review_by.value)]);
        let finding = Diagnostic::new(&RULE.kind, review_by.span, message)
            .on(context.subject(Place::Catalogue(id)))
            .help(REVISE);
        findings.report_from(late, context.as_of, finding);
    }
}

fn check_lapse(context: &Context<'_>, id: Id<Catalogue>, catalogue: &Catalogue, findings: &mut Findings) {
    let (Some(to), Some(span)) = (catalogue.in_force.to, catalogue.in_force_span) else { return };
    let Ok(after) = to.checked_add(1.day()) else { return };
    let message = LAPSES.with([context.catalogue_arg(id), Arg::Date(to)]);
    let finding = Diagnostic::new(&RULE.kind, span, message)
        .on(context.subject(Place::Catalogue(id)))
        .help(REPLACE.with([context.catalogue_arg(id)]));
    findings.report_from(after, context.as_of, finding);
}
