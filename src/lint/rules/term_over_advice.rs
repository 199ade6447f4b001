use crate::authority::last_day;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::rules::term_missing::severity;
use crate::lint::{Context, Findings, Rule, grants};
use crate::model::Authorization;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A009",
        name: "term-over-advice",
        severity: Severity::Warning,
        cites: &[Citation::new("R14", 11)],
        summary: Text::new("an authorization lasts longer than the regime lets it", "定密授权的期限超过法规所定的年限"),
        explanation: Text::new(
            "A grant is looked at anew from time to time. The regime says how long one lasts at most, as advice or as law: \
             more than advice is a warning, more than law an error. One that is made for a task may last as long as the \
             secrets of the task: write `task \"…\";`. Otherwise end it in time and grant anew when it is still needed.",
            "定密授权应当定期重新审视。法规就最长期限作出建议或者规定：超过建议的为警告，超过规定的为错误。为完成任务而授权的，\
             可以与任务所涉秘密的保密期限相同：请写 `任务 “…”;`。其他授权应当按期终止，仍有需要的重新授权。",
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
    term 2020-07-10 .. 2025-07-10;
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

const TOO_LONG: Text = Text::new(
    "authorization {0} lasts until {1}; {2} from {3} end on {4}",
    "定密授权 {0} 的期限至 {1}；自 {3} 起{2}，至 {4} 为止",
);
const SHORTEN: Text = Text::new(
    "end it on {0} or before, or write the task that it was made for: `task \"…\";`",
    "请在 {0} 或之前终止，或者写明所为的任务：`任务 “…”;`",
);

const ADVICE: Text = Text::new("the regime advises this; it is no statute", "此为建议，并非法定期限");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, grant, regime) in grants::bound(context) {
        let Some(cap) = regime.grants.term.filter(|_| !has_task(context, grant)) else { continue };
        let (Some(term), Some(first), Some(last)) = (grant.term, grants::first_day(grant), grant.life().to) else {
            continue;
        };
        let Some(allowed) = last_day(first, cap.most).filter(|allowed| *allowed < last) else { continue };
        let [first, last, allowed] = [first, last, allowed].map(Arg::Date);
        let message = TOO_LONG.with([grants::arg(context, id), last, cap.most.arg(), first, allowed.clone()]);
        let finding = Diagnostic::new(&RULE.kind, term.span, message)
            .severity(severity(cap))
            .cites(&regime.grants.cites)
            .help(SHORTEN.with([allowed]));
        let finding = if cap.advised { finding.help(ADVICE) } else { finding };
        grants::report(context, id, finding, findings);
    }
}

/// Whether it was made for a task, as long as whose secrets it may last.
fn has_task(context: &Context<'_>, grant: &Authorization) -> bool {
    grant.task.is_some_and(|words| !context.is_blank(words))
}
