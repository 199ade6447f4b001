use crate::diagnostic::{Arg, Citation, Diagnostic, Fix, Kind, Safety, Severity, Text};
use crate::lint::grants::{self, Filing};
use crate::lint::rules::not_filed::right_ones;
use crate::lint::{Context, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A008",
        name: "filed-with-wrong-department",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 11)],
        summary: Text::new(
            "an authorization is filed with another department than the one the grantor files with",
            "定密授权报备案的部门不是授权机关应当报送的部门",
        ),
        explanation: Text::new(
            "A grant is filed with the department that watches over its grantor: the one that the regime names for the \
             grantor's tier, and in whose region the grantor acts. Filed elsewhere it is not filed. The help names the right \
             one where the program declares it.",
            "定密授权应当报监督其授权机关的部门备案，即法规就授权机关的层级指定、且行政区域包括授权机关的部门。报送其他部门的，等于没有备案。\
             声明了正确部门的，帮助中给出其名称。",
        ),
        bad: "
region land;
region province in land;
organ department { tier central; role secrecy-administration; region land; }
organ office { tier provincial; role secrecy-administration; region province; superior department; }
organ maker { tier central; region land; }
organ yard { tier unit; superior maker; region land; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, department;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period 10 years; known-to post \"档案员\" of maker; produced-by maker; }
}
authorization g from maker to yard {
    level up-to mimi;
    matters c;
    instrument \"〔2020〕3号\" dated 2020-07-01;
    term 2020-07-10 .. 2025-07-09;
    filed-with office on 2020-07-20;
}",
        good: "
region land;
region province in land;
organ department { tier central; role secrecy-administration; region land; }
organ office { tier provincial; role secrecy-administration; region province; superior department; }
organ maker { tier central; region land; }
organ yard { tier unit; superior maker; region land; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, department;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period 10 years; known-to post \"档案员\" of maker; produced-by maker; }
}
authorization g from maker to yard {
    level up-to mimi;
    matters c;
    instrument \"〔2020〕3号\" dated 2020-07-01;
    term 2020-07-10 .. 2025-07-09;
    filed-with department on 2020-07-20;
}",
    },
    check,
};

const WRONG: Text = Text::new(
    "authorization {0} is filed with {1}, but its grantor, of tier {2}, files with the {3}",
    "定密授权 {0} 报 {1} 备案，而其授权机关（层级 {2}）应当报{3}备案",
);
const NOT_THERE: Text = Text::new(
    "authorization {0} is filed on {1} with {2}, which is not there on that day",
    "定密授权 {0} 于 {1} 报 {2} 备案，而该机关当日不存在",
);
const GRANTOR_HERE: Text = Text::new("the grantor", "授权机关");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, grant, regime) in grants::bound(context) {
        let (Some(filed), Some(filing)) = (grant.filed_with.get(), Filing::of(context, grant, regime)) else {
            continue;
        };
        if filing.is_right(context, filed.value) {
            let exists = context.model.organs[filed.value].exists;
            if let Some(day) = grant.filed_on.filter(|day| !exists.contains(*day)) {
                let message = NOT_THERE.with([
                    grants::arg(context, id),
                    Arg::Date(day),
                    grants::organ_arg(context, filed.value),
                ]);
                let finding = Diagnostic::new(&RULE.kind, filed.span, message).cites(&regime.grants.cites);
                grants::report(context, id, finding, findings);
            }
            continue;
        }
        let organ = grants::organ_arg(context, filed.value);
        let tier = Arg::id(&*filing.tier.id);
        let message = WRONG.with([grants::arg(context, id), organ, tier, grants::department_arg(context, filing.department)]);
        let grantor = context.model.organs[filing.grantor].head.id.0;
        let mut finding = Diagnostic::new(&RULE.kind, filed.span, message)
            .label(grantor, GRANTOR_HERE)
            .cites(&regime.grants.cites)
            .help(right_ones(context, &filing, grant));
        // With whom it was filed is a fact that no text can change: a person has to know it.
        if let [Arg::Id(right)] = &*filing.right_ones(context, grant) {
            finding = finding.fix(Fix::write(Safety::Unsafe, filed.span, right));
        }
        grants::report(context, id, finding, findings);
    }
}
