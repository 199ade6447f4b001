use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Message, Severity, Text};
use crate::lint::grants::{self, Filing};
use crate::lint::templates::Block;
use crate::lint::{Context, Findings, Rule};
use crate::model::Authorization;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A008",
        name: "not-filed",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 11)],
        summary: Text::new(
            "an authorization is not filed with the department that the grantor files with",
            "定密授权没有报授权机关应当报送的部门备案",
        ),
        explanation: Text::new(
            "What an organ grants it files with the department that watches over it; a grant that is not filed is one that \
             nobody can watch. Which department that is depends on the tier of the grantor, and where there is one for each \
             region, on the region it acts in. Write `filed-with ORGAN on DATE;`.",
            "授权机关应当将授权情况报主管部门备案；没有备案的授权无从监督。报哪一部门，依授权机关的层级而定；各地区各有其部门的，\
             依其行政区域而定。请写 `备案 机关 于 日期;`。",
        ),
        bad: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
organ yard { tier unit; superior maker; }
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
}",
        good: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
organ yard { tier unit; superior maker; }
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

const FILED_WITH: Text = Text::new("filed-with", "备案");
const NOT_FILED: Text = Text::new(
    "authorization {0} is not filed: a grantor of tier {1} files with the {2}",
    "定密授权 {0} 没有备案：层级 {1} 的授权机关应当报{2}备案",
);
const WRITE: Text = Text::new("write `filed-with {0} on DATE;`", "请写 `备案 {0} 于 日期;`");
const ONE_OF: Text = Text::new("write `filed-with … on DATE;` with one of {0}", "请写 `备案 … 于 日期;`，机关为以下之一：{0}");
const DECLARE: Text = Text::new(
    "no organ with `role {0};` on that tier is declared for the region of the grantor",
    "没有声明该层级上写有 `职能 {0};` 而其行政区域包括授权机关的机关",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, grant, regime) in grants::bound(context).filter(|(_, grant, _)| grant.filed_with.is_absent()) {
        let Some(filing) = Filing::of(context, grant, regime) else { continue };
        let tier = Arg::id(&*filing.tier.id);
        let message = NOT_FILED.with([grants::arg(context, id), tier, grants::department_arg(context, filing.department)]);
        let mut finding = Diagnostic::new(&RULE.kind, grant.head.id.0, message)
            .cites(&regime.grants.cites)
            .help(right_ones(context, &filing, grant));
        finding.fix = Block::new(context.sources, &grant.head).offer(&[FILED_WITH]);
        grants::report(context, id, finding, findings);
    }
}

/// With whom the grant is to be filed, by the organs that the program declares.
pub(super) fn right_ones(context: &Context<'_>, filing: &Filing<'_>, grant: &Authorization) -> Message {
    let mut organs = filing.right_ones(context, grant);
    match organs.len() {
        0 => DECLARE.with([Arg::list(filing.department.roles.iter().map(Arg::id))]),
        1 => WRITE.with(organs.pop()),
        _ => ONE_OF.with([Arg::List(organs)]),
    }
}
