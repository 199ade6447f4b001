use jiff::civil::Date;

use crate::authority::{Fault, Hop, PowerId, days};
use crate::diagnostic::{Arg, Citation, Kind, Severity, Text};
use crate::lint::standings::{Wrong, each_wrong};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Id, Model, Organ};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A010",
        name: "grant-outlives-grantor",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 11), Citation::new("D14", 7)],
        summary: Text::new("an authorization runs on when nothing stands behind it any more", "授权期限超过授权机关自身权限的存续"),
        explanation: Text::new(
            "A grant lives by the power of its grantor. When the grantor ends, or the grant that gave it the power ends, and nobody takes over, the grant gives nothing from that day on, whatever its term says. End the term with the power, or have whoever has the power now grant anew.",
            "授权依存于授权机关自身的权限。授权机关撤销，或者其所获授权期满而无人承接的，自该日起授权不再产生权限，不论所写期限如何。请使授权期限不晚于该权限，或者由现有权限的机关重新授权。",
        ),
        bad: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; business b; }
organ office { tier central; business b; until 2025-06-30; succeeded-by heir; }
organ heir { tier unit; }
organ lab { tier unit; superior maker; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level mimi; period 10 years; known-to post \"员\" of maker; }
}
authorization g from office to lab {
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
organ office { tier central; business b; until 2025-06-30; succeeded-by heir; }
organ heir { tier central; business b; }
organ lab { tier unit; superior maker; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level mimi; period 10 years; known-to post \"员\" of maker; }
}
authorization g from office to lab {
    level up-to mimi; matters c#1;
    instrument \"授权〔2023〕1号\" dated 2023-01-04;
    term 2023-01-10 .. 2027-12-31;
    filed-with nassp on 2023-01-20;
}
",
    },
    check,
};

const OUTLIVES: Text = Text::new(
    "{0} has nothing behind it {1}: its grantor has the power until {2}",
    "{0} 在此期间失去依托（{1}）：授权机关的权限至 {2} 为止",
);
const ENDS: Text = Text::new("this ends on {0}", "此处至 {0} 为止");

fn check(context: &Context<'_>, findings: &mut Findings) {
    each_wrong(context, |wrong| {
        let Fault::Outlives { of, days: bare } = *wrong.fault else { return };
        let last = bare.from.yesterday().unwrap_or(bare.from);
        let id = Arg::id(context.id(wrong.declared.head.id));
        let message = OUTLIVES.with([id, Arg::Message(Box::new(days(bare))), Arg::Date(last)]);
        let span = wrong.declared.term.map_or(wrong.declared.head.id.0, |term| term.span);
        let mut finding = wrong.finding(&RULE.kind, span, message, Some(of));
        if let Some(ends) = place_of_end(&wrong, of, last) {
            finding = finding.label(ends, ENDS.with([Arg::Date(last)]));
        }
        findings.report_from(bare.from, context.as_of, finding);
    });
}

/// Where on the chain of a power that last day is written: the end of an organ, or the term of a grant.
fn place_of_end(wrong: &Wrong<'_, '_>, of: PowerId, last: Date) -> Option<Span> {
    let model = wrong.teller.context.model;
    let ends = |hop: &Hop| match *hop {
        Hop::Grant { grant, by } => {
            let declared = &model.authorizations[wrong.competence.powers.grant(grant).declared?];
            let term = declared.term.filter(|_| declared.life().to == Some(last)).map(|term| term.span);
            term.or_else(|| organ_end(model, by, last))
        }
        Hop::Tier { organ } | Hop::Officer { organ, .. } => organ_end(model, organ, last),
        Hop::Succession { from, .. } => organ_end(model, from, last),
    };
    wrong.competence.powers.chain(of).iter().find_map(ends)
}

fn organ_end(model: &Model, organ: Id<Organ>, last: Date) -> Option<Span> {
    model.organs[organ].ended_at.filter(|_| model.organs[organ].exists.to == Some(last))
}
