use crate::authority::Fault;
use crate::diagnostic::{Arg, Citation, Kind, Severity, Text};
use crate::lint::standings::each_wrong;
use crate::lint::{Context, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A005",
        name: "redelegation",
        severity: Severity::Error,
        cites: &[Citation::new("D14", 7)],
        summary: Text::new("a grantee grants on where the regime forbids it", "被授权机关再授权，而法规不允许"),
        explanation: Text::new(
            "A grant is trust in one grantee. Where the regime forbids granting on, or has let it go on as often as it allows, the next grant gives nothing. Have the grantor who has the power of itself make the grant directly.",
            "定密授权是对特定机关、单位的授权。法规禁止转授权，或者转授权次数已经用尽的，再作出的授权不产生权限。请由自身有权的机关直接授权。",
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
organ branch { tier unit; }
authorization first from maker to lab {
    level up-to jimi; matters c#1;
    instrument \"授权〔2023〕1号\" dated 2023-01-04;
    term 2023-01-10 .. 2027-12-31;
    filed-with nassp on 2023-01-20;
}
authorization second from lab to branch {
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
organ branch { tier unit; }
authorization first from maker to lab {
    level up-to jimi; matters c#1;
    instrument \"授权〔2023〕1号\" dated 2023-01-04;
    term 2023-01-10 .. 2027-12-31;
    filed-with nassp on 2023-01-20;
}
authorization second from maker to branch {
    level up-to mimi; matters c#1;
    instrument \"授权〔2023〕1号\" dated 2023-01-04;
    term 2023-01-10 .. 2027-12-31;
    filed-with nassp on 2023-01-20;
}
",
    },
    check,
};

const FORBIDDEN: Text = Text::new("{0} grants on what was granted to it, which the regime forbids", "{0} 将所获授权再次授出，法规禁止转授权");
const USED_UP: Text = Text::new(
    "{0} grants on what was granted to it, and the regime lets a grant be granted on {1} times only",
    "{0} 将所获授权再次授出，而法规只允许转授权 {1} 次",
);
const HERE: Text = Text::new("this grant is one too many", "此授权超出");

fn check(context: &Context<'_>, findings: &mut Findings) {
    each_wrong(context, |wrong| {
        let Fault::Redelegated { of } = *wrong.fault else { return };
        let grantor = wrong.teller.organ(wrong.grant.grantor);
        let message = match wrong.competence.world().regime.grants.redelegation {
            0 => FORBIDDEN.with([grantor]),
            times => USED_UP.with([grantor, Arg::Number(u64::from(times))]),
        };
        let finding = wrong.finding(&RULE.kind, wrong.declared.head.id.0, message, of).label_main(HERE);
        wrong.report(finding, findings);
    });
}
