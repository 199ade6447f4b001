use crate::authority::Teller;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::Place;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A014",
        name: "self-authorization",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 11)],
        summary: Text::new("grantor and grantee are one, or have become one", "授权机关与被授权机关为同一机关，或者已经成为同一机关"),
        explanation: Text::new(
            "An organ cannot authorize itself: what it has it has, and what it lacks it cannot give. The same holds from the day on which one of the two takes the functions of the other. Take the grant out, or end it on the day before they become one.",
            "机关不能对自己授权：已有的权限无需授予，没有的权限无从授予。一方承接另一方职能的，自承接之日起也是如此。请删去该授权，或者使其在合并前一日终止。",
        ),
        bad: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; business b; }
organ lab { tier unit; superior maker; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level mimi; period 10 years; known-to post \"员\" of maker; }
}
authorization g from maker to maker {
    level up-to mimi; matters c#1;
    instrument \"授权〔2023〕1号\" dated 2023-01-04;
    term 2023-01-10 .. 2027-12-31;
    filed-with nassp on 2023-01-20;
}
",
        good: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; business b; }
organ lab { tier unit; superior maker; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level mimi; period 10 years; known-to post \"员\" of maker; }
}
authorization g from maker to lab {
    level up-to mimi; matters c#1;
    instrument \"授权〔2023〕1号\" dated 2023-01-04;
    term 2023-01-10 .. 2027-12-31;
    filed-with nassp on 2023-01-20;
}
",
    },
    check,
};

const ITSELF: Text = Text::new("{0} authorizes itself", "{0} 对自己授权");
const BECOMES: Text = Text::new(
    "{0} and {1} are one from {2} on, and the grant runs on",
    "{0} 与 {1} 自 {2} 起为同一机关，而授权仍在继续",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (regime, competence) in context.authority().iter() {
        let teller = Teller { context, competence };
        for grant in &competence.world().grants {
            let Some(id) = grant.declared else { continue };
            let declared = &context.model.authorizations[id];
            if context.model.regime_over(&declared.matters) != Some(regime) {
                continue;
            }
            let (grantor, grantee) = (teller.organ(grant.grantor), teller.organ(grant.grantee));
            let (message, from) = if grant.grantor == grant.grantee {
                (ITSELF.with([grantor]), grant.days.from)
            } else if let Some(days) = competence.becomes_to_oneself(grant) {
                (BECOMES.with([grantor, grantee, Arg::Date(days.from)]), days.from)
            } else {
                continue;
            };
            let mut finding = Diagnostic::new(&RULE.kind, declared.head.id.0, message)
                .on(context.subject(Place::Authorization(id)))
                .cites(&competence.world().regime.grants.cites);
            let organs = [grant.grantor, grant.grantee].map(|organ| &context.model.organs[organ]);
            for succession in organs.into_iter().flat_map(|organ| &organ.successors).filter(|_| grant.grantor != grant.grantee) {
                finding = finding.label(succession.span, TAKES_OVER.with([teller.organ(succession.organ)]));
            }
            findings.report_from(from, context.as_of, finding);
        }
    }
}

const TAKES_OVER: Text = Text::new("{0} takes the functions here", "{0} 在此承接职能");
