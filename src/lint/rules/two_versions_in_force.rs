use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Catalogue, Id, Place, Referent};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "L001",
        name: "two-versions-in-force",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 8)],
        summary: Text::new(
            "a catalogue and the one it replaces are in force on one day",
            "目录与被其废止的目录同日施行",
        ),
        explanation: Text::new(
            "A catalogue that replaces another takes its place from a day on. Where the old one does not end before that \
             day, two versions of the same matters hold side by side, and whoever marks by the old one marks wrongly. End \
             the old catalogue on the day before: `in-force from … to …;`.",
            "替代旧目录的新目录自某日起取而代之。旧目录没有在该日之前终止的，同一事项有两个版本并行，依旧目录定密即为错误。\
             请在旧目录中写明施行至前一日：`施行 自 … 至 …;`。",
        ),
        bad: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2010-06-01; in-force from 2010-07-01; }
catalogue d \"目录\" under cn-2014 {
    issued-by maker, department;
    dated 2012-06-01;
    in-force from 2012-07-01;
    replaces c;
}",
        good: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2010-06-01; in-force from 2010-07-01 to 2012-06-30; }
catalogue d \"目录\" under cn-2014 {
    issued-by maker, department;
    dated 2012-06-01;
    in-force from 2012-07-01;
    replaces c;
}",
    },
    check,
};

const OVERLAP: Text = Text::new(
    "{0} replaces {1}, and both are in force from {2} on",
    "{0} 废止 {1}，而两者自 {2} 起同时施行",
);
const OLD_HERE: Text = Text::new("the replaced catalogue", "被废止的目录");
const END_IT: Text = Text::new("end {0} on {1}: `in-force … to {1};`", "请写明 {0} 施行至 {1}：`施行 … 至 {1};`");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, catalogue) in context.model.catalogues.iter() {
        for (index, at) in catalogue.replaces.iter().enumerate() {
            let Referent::Catalogue(old) = at.value else { continue };
            let is_repeated = catalogue.replaces[..index].iter().any(|earlier| earlier.value == at.value);
            if old != id && !is_repeated {
                check_pair(context, id, old, at.span, findings);
            }
        }
    }
}

fn check_pair(context: &Context<'_>, new: Id<Catalogue>, old: Id<Catalogue>, span: Span, findings: &mut Findings) {
    let catalogues = &context.model.catalogues;
    let Some(both) = catalogues[new].in_force.and(catalogues[old].in_force) else { return };
    // One that does not say when it is in force may well have ended in time.
    let (Some(from), Some(old_span)) = (both.from, catalogues[old].in_force_span) else { return };
    if catalogues[new].in_force_span.is_none() {
        return;
    }
    let message = OVERLAP.with([context.catalogue_arg(new), context.catalogue_arg(old), Arg::Date(from)]);
    let mut finding = Diagnostic::new(&RULE.kind, span, message)
        .label(old_span, OLD_HERE)
        .on(context.subject(Place::Catalogue(new)));
    let before = catalogues[new].in_force.from.and_then(|from| from.yesterday().ok());
    // One that began only after the new one cannot end before it.
    if let Some(before) = before.filter(|before| catalogues[old].in_force.from.is_none_or(|from| from <= *before)) {
        finding = finding.help(END_IT.with([context.catalogue_arg(old), Arg::Date(before)]));
    }
    findings.report_from(from, context.as_of, finding);
}
