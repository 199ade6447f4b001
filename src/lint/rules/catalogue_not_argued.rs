use crate::diagnostic::{Citation, Kind, Severity, Text};
use crate::lint::rules::catalogue_body_incomplete::check_fields;
use crate::lint::{Context, Findings, Rule};
use crate::model::CatalogueField;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "F002",
        name: "catalogue-not-argued",
        severity: Severity::Warning,
        cites: &[Citation::new("R14", 8)],
        summary: Text::new(
            "a catalogue does not say that it was argued and who was heard",
            "目录没有写明经过论证、听取过谁的意见",
        ),
        explanation: Text::new(
            "Making or revising a catalogue takes full argument, and hearing the organs, units and experts concerned. A \
             catalogue that records neither cannot show that it is necessary. Write `demonstrated on DATE;` and \
             `heard organ …, expert \"…\";`. The regime says from which day this is asked.",
            "制定、修订保密事项范围应当充分论证，听取有关机关、单位和相关领域专家的意见。没有记载的目录无从说明其必要性。\
             请写 `论证 于 日期;` 和 `听取意见 机关 …、专家 “…”;`。自何日起要求，由法规文件规定。",
        ),
        bad: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 { issued-by maker, department; dated 2015-06-01; in-force from 2015-07-01; heard organ maker; }",
        good: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, department;
    dated 2015-06-01;
    in-force from 2015-07-01;
    demonstrated on 2015-01-10;
    heard organ maker, expert \"测绘专家\";
}",
    },
    check,
};

/// The fields that show how a catalogue came about. `catalogue_body_incomplete` has the others.
pub(super) const FIELDS: [CatalogueField; 2] = [CatalogueField::Demonstrated, CatalogueField::Heard];

fn check(context: &Context<'_>, findings: &mut Findings) {
    check_fields(context, &RULE, |field| FIELDS.contains(&field), findings);
}
