use crate::diagnostic::{Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule, grants};
use crate::model::TermCap;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A009",
        name: "term-missing",
        severity: Severity::Warning,
        cites: &[Citation::new("R14", 11)],
        summary: Text::new("an authorization has no last day", "定密授权没有写明终止日期"),
        explanation: Text::new(
            "A grant serves a need, and needs pass. One without a last day goes on when nobody remembers what it was made \
             for. Write `term FIRST .. LAST;`. Where the regime only advises a longest term this is a warning; where it \
             sets one it is an error.",
            "定密授权是为工作需要而作出的，需要会过去。没有终止日期的授权，在已无人记得其缘由之后仍然有效。请写 `期限 首日 .. 末日;`。\
             法规对期限只作建议的，为警告；规定了最长期限的，为错误。",
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
    filed-with department on 2020-07-20;
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

const NO_TERM: Text = Text::new("authorization {0} has no term", "定密授权 {0} 没有期限");
const NO_END: Text = Text::new("the term of authorization {0} has no end", "定密授权 {0} 的期限没有终止日期");
const WRITE: Text = Text::new("write `term FIRST .. LAST;`", "请写 `期限 首日 .. 末日;`");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, grant, regime) in grants::bound(context) {
        let Some(cap) = regime.grants.term else { continue };
        let (span, text) = match grant.term {
            None => (grant.head.id.0, NO_TERM),
            Some(term) if grant.life().to.is_none() && !grant.term_faulty => (term.span, NO_END),
            Some(_) => continue,
        };
        let finding = Diagnostic::new(&RULE.kind, span, text.with([grants::arg(context, id)]))
            .severity(severity(cap))
            .cites(&regime.grants.cites)
            .help(WRITE);
        grants::report(context, id, finding, findings);
    }
}

/// What is only advised is no error.
pub(super) fn severity(cap: TermCap) -> Severity {
    if cap.advised { Severity::Warning } else { Severity::Error }
}
