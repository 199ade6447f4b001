use crate::ast::Length;
use crate::diagnostic::{Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Catalogue, Id, Matter, Organ, Period, PeriodBasis, Place};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "P002",
        name: "long-term-unfounded",
        severity: Severity::Error,
        cites: &[Citation::new("P90", 6), Citation::new("L10", 15)],
        summary: Text::new(
            "a long-term period without approver and instrument, or approved by others than the makers of the catalogue",
            "长期保密没有批准机关和文号，或者不是由目录制定机关批准",
        ),
        explanation: Text::new(
            "A long-term period has no end of its own, so it stands outside every cap. Only the organs that make \
             the catalogue can set it, and nobody else can lift it. Write who approved it and by which instrument: \
             `period long-term approved-by ORGAN \"instrument\";` with an organ that issues the catalogue, or one that \
             took its functions.",
            "长期保密没有终止日期，不受上限约束，只能由制定目录的机关确定，也只能由其解除。请写明批准机关和文号：\
             `保密期限 长期 批准 机关 “文号”;`，批准机关应为目录的制定机关或者承接其职能的机关。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period long-term; known-to post \"档案员\" of maker; }
}",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period long-term approved-by maker \"〔2010〕1号\"; known-to post \"档案员\" of maker; }
}",
    },
    check,
};

const NO_APPROVER: Text =
    Text::new("the long-term period of {0} does not say who approved it", "事项 {0} 的长期保密没有写明批准机关");
const NO_INSTRUMENT: Text =
    Text::new("the long-term period of {0} does not say by which instrument", "事项 {0} 的长期保密没有写明批准文号");
const NOT_MAKER: Text = Text::new(
    "the long-term period of {0} is approved by {1}, which does not make the catalogue",
    "事项 {0} 的长期保密由 {1} 批准，而它不是目录的制定机关",
);
const MAKERS_HERE: Text = Text::new("the makers of the catalogue", "目录的制定机关");
const WRITE: Text = Text::new(
    "write `period long-term approved-by ORGAN \"instrument\";`",
    "请写 `保密期限 长期 批准 机关 “文号”;`",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, matter) in context.rows() {
        let Some(period) = matter.period.get().filter(|period| period.length == Length::LongTerm) else { continue };
        let Some(cites) = context.model.regime_of(matter).and_then(|regime| regime.long_term_approved.as_ref()) else {
            continue;
        };
        if let Some(finding) = unfounded(context, id, matter, period) {
            findings.report(finding.cites(cites).on(context.subject(Place::Matter(id))).help(WRITE));
        }
    }
}

fn unfounded(context: &Context<'_>, id: Id<Matter>, matter: &Matter, period: &Period) -> Option<Diagnostic> {
    let finding = |message| Some(Diagnostic::new(&RULE.kind, period.span, message));
    match matter.period_basis {
        PeriodBasis::Faulty => None,
        PeriodBasis::Provided(words) if !context.is_blank(words) => None,
        PeriodBasis::Provided(_) => finding(NO_INSTRUMENT.with([context.row_arg(id)])),
        PeriodBasis::Approved { instrument: Some(words), .. } if context.is_blank(words) => {
            finding(NO_INSTRUMENT.with([context.row_arg(id)]))
        }
        PeriodBasis::None => finding(NO_APPROVER.with([context.row_arg(id)])),
        PeriodBasis::Approved { instrument: None, .. } => finding(NO_INSTRUMENT.with([context.row_arg(id)])),
        PeriodBasis::Approved { by, instrument: Some(_) } => {
            let catalogue = &context.model.catalogues[matter.catalogue];
            if !catalogue.issuers_given || is_maker(context, catalogue, by) {
                return None;
            }
            let approver = crate::diagnostic::Arg::id(context.id(context.model.organs[by].head.id));
            let finding = finding(NOT_MAKER.with([context.row_arg(id), approver]));
            finding.map(|finding| match catalogue.issued_by.first() {
                Some(maker) => finding.label(maker.span, MAKERS_HERE),
                None => finding,
            })
        }
    }
}

/// Whether an organ issues the catalogue or took the functions of one that does.
fn is_maker(context: &Context<'_>, catalogue: &Catalogue, organ: Id<Organ>) -> bool {
    let mut makers: Vec<Id<Organ>> = catalogue.issued_by.iter().map(|at| at.value).collect();
    let mut next = 0;
    while let Some(maker) = makers.get(next).copied() {
        let successors = context.model.organs[maker].successors.iter().map(|succession| succession.organ);
        let new: Vec<Id<Organ>> = successors.filter(|organ| !makers.contains(organ)).collect();
        makers.extend(new);
        next += 1;
    }
    makers.contains(&organ)
}
