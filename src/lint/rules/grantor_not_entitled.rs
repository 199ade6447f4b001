use crate::authority::{Fault, tier_arg};
use crate::diagnostic::{Citation, Kind, Severity, Text};
use crate::lint::standings::each_wrong;
use crate::lint::{Context, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A003",
        name: "grantor-not-entitled",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 11)],
        summary: Text::new("an authorization by an organ whose tier may not authorize", "授权机关所在层级无权授权"),
        explanation: Text::new(
            "Only the tiers that the regime names may authorize others. What anybody else hands on gives nothing, and every determination made under it is without power. Have an organ that may authorize make the grant: `dingmi why` names one.",
            "只有法规列明层级的机关可以作出定密授权。其他机关作出的授权不产生权限，据此定密没有依据。请由有权授权的机关作出授权，`dingmi why` 会指出是哪一个。",
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
organ county { tier county; }
authorization g from county to lab {
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

const NO_TIER: Text = Text::new("{0} stands on no tier of the regime, and no grant to it has effect", "{0} 不属于法规的任何层级，也未获得有效授权");
const TIER: Text = Text::new("{0} is of tier {1}, which may not authorize", "{0} 的层级为 {1}，无权授权");
const GRANTOR: Text = Text::new("the grantor", "授权机关");

fn check(context: &Context<'_>, findings: &mut Findings) {
    each_wrong(context, |wrong| {
        let Fault::NotEntitled = wrong.fault else { return };
        let grantor = wrong.grant.grantor;
        let name = wrong.teller.organ(grantor);
        let message = match wrong.competence.world().tier(grantor) {
            Some(tier) => TIER.with([name, tier_arg(tier)]),
            None => NO_TIER.with([name]),
        };
        let finding = wrong.finding(&RULE.kind, wrong.declared.head.id.0, message, None);
        let finding = finding.label(context.model.organs[grantor].head.id.0, GRANTOR);
        wrong.report(finding, findings);
    });
}
