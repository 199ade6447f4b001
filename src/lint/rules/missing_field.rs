use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::templates::Block;
use crate::lint::{Context, Findings, Rule};
use crate::ast::{At, Words};
use crate::model::{Catalogue, Id, Matter, MatterField, Member, Place, Requirement};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "F001",
        name: "missing-field",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 8)],
        summary: Text::new(
            "a matter lacks a field that its regime requires",
            "事项缺少法规要求的字段",
        ),
        explanation: Text::new(
            "A catalogue has to say of each matter what it is, at which level, for how long and for whom; without one of \
             these nobody can mark, limit or release it. Which fields are required, and from which day, stands in the \
             regime. A catalogue older than the requirement, or one that is only an excerpt of the published text, gets a \
             note; a field that is merely advised gets a warning. Add the field, or say `period unspecified` where the \
             catalogue leaves the period to those who determine.",
            "目录应当对每一事项写明名称、密级、保密期限和知悉范围；缺少任何一项，标志、限制知悉和解密都无从进行。\
             哪些字段必须写、自何日起必须写，由法规文件规定。早于该要求的目录，或者仅为节录的目录，只作提示；\
             仅属建议的字段作警告。请补写该字段；目录把期限留给定密机关确定的，写 `保密期限 未规定`。",
        ),
        bad: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, department;
    dated 2015-06-01;
    in-force from 2015-07-01;
    demonstrated on 2015-01-10;
    heard organ maker;
    matter 1 \"甲\" { period 10 years; known-to maker; }
}",
        good: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, department;
    dated 2015-06-01;
    in-force from 2015-07-01;
    demonstrated on 2015-01-10;
    heard organ maker;
    matter 1 \"甲\" { level mimi; period 10 years; known-to post \"档案员\" of maker; }
}",
    },
    check,
};

const MISSING: Text = Text::new("matter {0} has no {1}", "事项 {0} 没有写 {1}");
const SINCE: Text = Text::new("required from {0} on; this catalogue is of {1}", "自 {0} 起要求；本目录日期为 {1}");
const EXCERPT: Text = Text::new(
    "this catalogue is an excerpt: the published text may have it",
    "本目录为节录：公布的文本中可能有此项",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, matter) in context.rows() {
        let Some(regime) = context.model.regime_of(matter) else { continue };
        for requirement in &regime.matter_requires {
            let missing = requirement.fields.iter().filter(|field| lacks(context, matter, **field));
            let missing: Vec<Text> = missing.map(|field| field.text()).collect();
            if !missing.is_empty() {
                findings.extend(finding(context, (id, matter), requirement, &missing));
            }
        }
    }
}

/// How grave it is to lack these fields in a catalogue; `None` if it need not have them.
pub(super) fn severity<F>(catalogue: &Catalogue, requirement: &Requirement<F>) -> Option<Severity> {
    let applies = requirement.from.is_none_or(|from| catalogue.date().is_none_or(|date| from <= date));
    match (applies, requirement.advised) {
        (false, true) => None,
        (false, false) => Some(Severity::Note),
        (true, _) if catalogue.excerpt.is_some() => Some(Severity::Note),
        (true, true) => Some(Severity::Warning),
        (true, false) => Some(Severity::Error),
    }
}

fn finding(
    context: &Context<'_>,
    (id, matter): (Id<Matter>, &Matter),
    requirement: &Requirement<MatterField>,
    missing: &[Text],
) -> Option<Diagnostic> {
    let catalogue = &context.model.catalogues[matter.catalogue];
    let severity = severity(catalogue, requirement)?;
    let names = Arg::list(missing.iter().map(|field| Arg::Text(*field)));
    let message = MISSING.with([context.row_arg(id), names]);
    let mut finding = Diagnostic::new(&RULE.kind, matter.head.id.0, message)
        .severity(severity)
        .cites(&requirement.cites)
        .on(context.subject(Place::Matter(id)));
    finding.help.extend(why_milder(catalogue, requirement));
    finding.fix = Block::new(context.sources, &matter.head).offer(missing);
    Some(finding)
}

/// Why a missing field is less than an error here.
pub(super) fn why_milder<F>(
    catalogue: &Catalogue,
    requirement: &Requirement<F>,
) -> Option<crate::diagnostic::Message> {
    match (requirement.from, catalogue.date()) {
        (Some(from), Some(date)) if date < from => Some(SINCE.with([Arg::Date(from), Arg::Date(date)])),
        _ => catalogue.excerpt.map(|_| EXCERPT.into()),
    }
}

/// Whether nothing but empty words stands there.
pub(super) fn is_empty_scope(context: &Context<'_>, matter: &Matter) -> bool {
    let is_empty = |at: &At<Member>| matches!(at.value, Member::Opaque) && context.is_blank(Words(at.span));
    matter.known_to.get().is_some_and(|set| set.members.iter().all(is_empty))
}

fn lacks(context: &Context<'_>, matter: &Matter, field: MatterField) -> bool {
    match field {
        MatterField::Name => matter.head.title.is_none_or(|title| context.is_blank(title)),
        MatterField::Level => matter.level.is_absent(),
        MatterField::Period => matter.period.is_absent(),
        MatterField::KnownTo => matter.known_to.is_absent() || is_empty_scope(context, matter),
        MatterField::ProducedBy => !matter.are_producers_given(),
    }
}
