use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{OfficerField, Place, Requirement, Validity};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A011",
        name: "officer-untrained",
        severity: Severity::Warning,
        cites: &[Citation::new("R14", 9)],
        summary: Text::new("a responsible person of whom no training is on record", "定密责任人没有接受培训的记载"),
        explanation: Text::new(
            "Those whose duty it is to determine secrets must have been trained, know their duties and the catalogues, and master procedure and method. Where the regime requires it of every responsible person, one without training may not decide; where it only advises it, the finding is a warning. Write `trained on DATE;`.",
            "专门从事定密工作的人员应当接受培训，熟悉定密职责和保密事项范围，掌握定密程序和方法。法规要求全体定密责任人接受培训的，未经培训不得定密；法规仅作建议的，为警告。请写 `培训 于 日期;`。",
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
officer chief of maker { head; term from 2010-01-01; }
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
",
    },
    check,
};

const NEVER: Text = Text::new("no training of {0} is on record", "没有 {0} 接受培训的记载");
const LATER: Text = Text::new("{0} is trained on {1} only, and the term begins on {2}", "{0} 至 {1} 才接受培训，而任期自 {2} 起");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, officer) in context.model.officers.iter().filter(|(_, officer)| officer.organ.is_some()) {
        let regime = context.model.regime_over(&officer.matters);
        let Some(regime) = regime.map(|regime| &context.model.regimes[regime]) else { continue };
        let requires = |one: &&Requirement<OfficerField>| one.fields.contains(&OfficerField::Trained);
        let Some(requirement) = regime.officer_requires.iter().find(requires) else { continue };
        let Validity { from, to } = officer.term.value;
        let first = from.max(requirement.from);
        // A term that was over before anybody asked for training.
        let is_over = to.is_some_and(|to| requirement.from.is_some_and(|asked| to < asked));
        let is_trained = officer.trained.is_some_and(|on| on <= context.as_of || Some(on) <= from);
        if is_over || is_trained {
            continue;
        }
        let name = Arg::id(context.id(officer.head.id));
        let message = match (officer.trained, from) {
            (Some(on), Some(from)) => LATER.with([name, Arg::Date(on), Arg::Date(from)]),
            _ => NEVER.with([name]),
        };
        let severity = if requirement.advised { Severity::Warning } else { Severity::Error };
        let finding = Diagnostic::new(&RULE.kind, officer.head.id.0, message)
            .severity(severity)
            .on(context.subject(Place::Officer(id)))
            .cites(&requirement.cites);
        findings.report_from(first.unwrap_or(context.as_of), context.as_of, finding);
    }
}
