use crate::authority::{Hop, Teller};
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::standings::with_chain;
use crate::lint::{Context, Findings, Rule};
use crate::model::Place;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A006",
        name: "authorization-cycle",
        severity: Severity::Error,
        cites: &[Citation::new("D14", 7)],
        summary: Text::new("authorizations that run in a circle", "定密授权构成循环"),
        explanation: Text::new(
            "When a power comes back by grants to an organ that passed it on, the last grant of the circle gives nothing, and nobody can say any more from whom the power stems. The finding shows the shortest circle, hop by hop, with a matter and a day that all its grants have in common. Take one of them out.",
            "权限经层层授权又回到曾经授出它的机关，循环中最后一次授权不产生任何权限，权限从何而来也无从说明。检查结果逐环列出最短的循环，各环有共同的事项和日期。请删去其中一环。",
        ),
        bad: "
business b;
regime r \"法规\" {
    law X \"某法\" from 2000-01-01;
    level one \"一级\" { rank 1; period at-most 3 years; cites \"X\" article 1; }
    tier top \"顶层\" { determines one; authorizes one; within business; cites \"X\" article 2; }
    tier low \"下层\" { cites \"X\" article 2; }
    authorization { redelegation at-most 5; cites \"X\" article 3; }
    officer head cites \"X\" article 4;
}
organ maker { tier top; business b; }
organ lab { tier low; }
organ branch { tier low; }
catalogue c \"目录\" under r { business b; dated 2010-06-01; in-force from 2010-07-01; matter 1 \"甲\" { level one; period 1 years; known-to post \"员\" of maker; } }
authorization first from maker to lab { level up-to one; matters c; term 2020-01-01 .. 2026-12-31; }
authorization second from lab to branch { level up-to one; matters c#1; term 2020-01-01 .. 2026-12-31; }
authorization third from branch to lab { level up-to one; matters c#1; term 2021-01-01 .. 2026-12-31; }",
        good: "
business b;
regime r \"法规\" {
    law X \"某法\" from 2000-01-01;
    level one \"一级\" { rank 1; period at-most 3 years; cites \"X\" article 1; }
    tier top \"顶层\" { determines one; authorizes one; within business; cites \"X\" article 2; }
    tier low \"下层\" { cites \"X\" article 2; }
    authorization { redelegation at-most 5; cites \"X\" article 3; }
    officer head cites \"X\" article 4;
}
organ maker { tier top; business b; }
organ lab { tier low; }
organ branch { tier low; }
catalogue c \"目录\" under r { business b; dated 2010-06-01; in-force from 2010-07-01; matter 1 \"甲\" { level one; period 1 years; known-to post \"员\" of maker; } }
authorization first from maker to lab { level up-to one; matters c; term 2020-01-01 .. 2026-12-31; }
authorization second from lab to branch { level up-to one; matters c#1; term 2020-01-01 .. 2026-12-31; }
authorization third from maker to branch { level up-to one; matters c; term 2031-01-01 .. 2032-12-31; }",
    },
    check,
};

const CIRCLE: Text = Text::new("authorizations run in a circle: {0}", "定密授权构成循环：{0}");
const TAKE_OUT: Text = Text::new("take one of them out", "请删去其中一环");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (regime, circle) in context.standings().circles() {
        let Some(competence) = context.authority().under(*regime) else { continue };
        let teller = Teller { context, competence };
        let grants = || circle.iter().map(|at| competence.powers.grant(*at));
        let organs = grants().map(|grant| grant.grantor).chain(grants().last().map(|grant| grant.grantee));
        let message = CIRCLE.with([Arg::list(organs.map(|organ| teller.organ(organ)))]);
        let mut places = grants().filter_map(|grant| grant.declared);
        let Some(first) = places.next() else { continue };
        let hops: Vec<Hop> = circle.iter().map(|at| Hop::Grant { grant: *at, by: competence.powers.grant(*at).grantor }).collect();
        let told = teller.hop(hops[0]);
        let finding = Diagnostic::new(&RULE.kind, context.model.authorizations[first].head.id.0, message)
            .label_main(told.message)
            .on(context.subject(Place::Authorization(first)))
            .cites(&competence.world().regime.grants.cites)
            .help(TAKE_OUT);
        let from = grants().map(|grant| grant.days.from).max().unwrap_or(context.as_of);
        findings.report_from(from, context.as_of, with_chain(finding, &teller, &hops[1..]));
    }
}
