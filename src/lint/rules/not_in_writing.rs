use crate::ast::Words;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule, grants};
use crate::model::{Authorization, Id};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A007",
        name: "not-in-writing",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 11)],
        summary: Text::new(
            "an authorization has no instrument, or one that is dated after the term begins",
            "定密授权没有授权文书，或者文书日期晚于期限开始之日",
        ),
        explanation: Text::new(
            "A grant is made in writing, so that everybody can see who may determine what and since when. Without an \
             instrument nobody can show that there is one, and an instrument younger than the term leaves days without ground. \
             Write `instrument \"number\" dated DATE;`, and let the term begin on that day or after it.",
            "定密授权应当以书面形式作出，使人知道谁自何时起可以确定什么。没有授权文书的，无从证明存在授权；文书日期晚于期限开始之日的，\
             其间的定密没有依据。请写 `授权文书 “文号” 日期 某日;`，期限自该日或其后开始。",
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
    term 2020-07-10 .. 2025-07-09;
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

const NO_INSTRUMENT: Text = Text::new("authorization {0} has no instrument", "定密授权 {0} 没有授权文书");
const EMPTY: Text = Text::new("the instrument of authorization {0} says nothing", "定密授权 {0} 的授权文书是空的");
const TOO_LATE: Text = Text::new(
    "authorization {0} begins on {1}, before its instrument of {2}",
    "定密授权 {0} 自 {1} 开始，早于授权文书的日期 {2}",
);
const WRITE: Text = Text::new("write `instrument \"number\" dated DATE;`", "请写 `授权文书 “文号” 日期 某日;`");
const BEGIN_LATER: Text = Text::new("let the term begin on {0} or after it", "期限应自 {0} 或其后开始");
const BEGINS_HERE: Text = Text::new("the term", "期限");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, grant, regime) in grants::bound(context).filter(|(_, _, regime)| regime.grants.in_writing) {
        let finding = match grant.instrument {
            None => Some(Diagnostic::new(&RULE.kind, grant.head.id.0, told(context, NO_INSTRUMENT, id)).help(WRITE)),
            Some(words) if context.is_blank(words) => {
                Some(Diagnostic::new(&RULE.kind, words.0, told(context, EMPTY, id)).help(WRITE))
            }
            Some(words) => too_late(context, id, grant, words),
        };
        if let Some(finding) = finding {
            grants::report(context, id, finding.cites(&regime.grants.cites), findings);
        }
    }
}

fn told(context: &Context<'_>, text: Text, id: Id<Authorization>) -> crate::diagnostic::Message {
    text.with([grants::arg(context, id)])
}

fn too_late(context: &Context<'_>, id: Id<Authorization>, grant: &Authorization, words: Words) -> Option<Diagnostic> {
    let (term, dated) = grant.term.zip(grant.dated)?;
    let from = term.value.from.filter(|from| *from < dated)?;
    let message = TOO_LATE.with([grants::arg(context, id), Arg::Date(from), Arg::Date(dated)]);
    let finding = Diagnostic::new(&RULE.kind, words.0, message).label(term.span, BEGINS_HERE);
    Some(finding.help(BEGIN_LATER.with([Arg::Date(dated)])))
}
