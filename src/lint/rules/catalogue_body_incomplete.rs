use crate::ast::Words;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::rules::{catalogue_not_argued, missing_field};
use crate::lint::templates::Block;
use crate::lint::{Context, Findings, Rule};
use crate::model::{Catalogue, CatalogueField, Place};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "F003",
        name: "catalogue-body-incomplete",
        severity: Severity::Warning,
        cites: &[Citation::new("C17", 7)],
        summary: Text::new("the body of a catalogue lacks a part", "目录正文缺少内容"),
        explanation: Text::new(
            "The body of a catalogue states its legal basis, how it relates to other catalogues, who interprets it and \
             from when it is in force. Without the relation, two catalogues that meet cannot be told apart; without the \
             date nobody knows which of them holds. The regime lists the parts, and the day from which they are asked.",
            "目录正文应当写明制定依据、与其他保密事项范围的关系、解释机关和施行日期。没有写明关系，两个目录相遇时无从取舍；\
             没有施行日期，无从知道适用哪一个。需要哪些内容、自何日起要求，由法规文件规定。",
        ),
        bad: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, department;
    dated 2018-06-01;
    in-force from 2018-07-01;
    basis \"保守国家秘密法\";
    relation \"涉及国防的，适用国防的目录\";
    demonstrated on 2018-01-10;
    heard organ maker;
}",
        good: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, department;
    dated 2018-06-01;
    in-force from 2018-07-01;
    basis \"保守国家秘密法\";
    relation \"涉及国防的，适用国防的目录\";
    interpreted-by maker;
    demonstrated on 2018-01-10;
    heard organ maker;
}",
    },
    check,
};

const MISSING: Text = Text::new("catalogue {0} has no {1}", "目录 {0} 没有写 {1}");

fn check(context: &Context<'_>, findings: &mut Findings) {
    check_fields(context, &RULE, |field| !catalogue_not_argued::FIELDS.contains(&field), findings);
}

/// Reports the required fields that a catalogue lacks, of those that `is_ours`.
pub(super) fn check_fields(
    context: &Context<'_>,
    rule: &'static Rule,
    is_ours: impl Fn(CatalogueField) -> bool,
    findings: &mut Findings,
) {
    for (id, catalogue) in context.model.catalogues.iter() {
        let Some(regime) = catalogue.regime else { continue };
        for requirement in &context.model.regimes[regime].catalogue_requires {
            let Some(severity) = missing_field::severity(catalogue, requirement) else { continue };
            let missing = requirement.fields.iter().filter(|field| is_ours(**field) && lacks(context, catalogue, **field));
            let missing: Vec<Text> = missing.map(|field| field.text()).collect();
            if missing.is_empty() {
                continue;
            }
            let names = Arg::list(missing.iter().map(|field| Arg::Text(*field)));
            let message = MISSING.with([context.catalogue_arg(id), names]);
            let mut finding = Diagnostic::new(&rule.kind, catalogue.head.id.0, message)
                .severity(severity)
                .cites(&requirement.cites)
                .on(context.subject(Place::Catalogue(id)));
            finding.help.extend(missing_field::why_milder(catalogue, requirement));
            finding.fix = Block::new(context.sources, &catalogue.head).offer(&missing);
            findings.report(finding);
        }
    }
}

fn lacks(context: &Context<'_>, catalogue: &Catalogue, field: CatalogueField) -> bool {
    let is_empty = |words: &Words| context.is_blank(*words);
    match field {
        CatalogueField::IssuedBy => !catalogue.issuers_given,
        CatalogueField::Number => catalogue.number.as_ref().is_none_or(is_empty),
        CatalogueField::Dated => catalogue.dated.is_none(),
        CatalogueField::InForce => catalogue.in_force_span.is_none(),
        CatalogueField::Basis => catalogue.basis.iter().all(is_empty),
        CatalogueField::Demonstrated => catalogue.demonstrated.is_none(),
        CatalogueField::Heard => catalogue.heard.is_empty(),
        CatalogueField::InterpretedBy => !catalogue.interpreter_given,
        CatalogueField::Relation => !catalogue.relation_given || catalogue.relation.as_ref().is_some_and(is_empty),
        CatalogueField::Business => catalogue.businesses.is_empty(),
        CatalogueField::ReviewBy => catalogue.review_by.is_none(),
    }
}
