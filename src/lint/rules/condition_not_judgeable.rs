use crate::ast::Length;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::Place;

pub(crate) static RULE: Rule = Rule {
    kind: Kind {
        code: "P004",
        name: "condition-not-judgeable",
        severity: Severity::Warning,
        cites: &[Citation::new("L10", 15)],
        summary: Text::new(
            "a release condition whose coming true nobody can judge",
            "解密条件是否已经具备无法判断",
        ),
        explanation: Text::new(
            "A release condition is an event: on some day it has happened, and everyone can tell. An empty one, or one \
             that waits for a further decision, for a suitable time or for circumstances to change, never comes true by \
             itself, so the matter is secret for ever without anyone having decided so. Name the event, or give a date.",
            "解密条件应当是能够明确判断的事件：到某一天它发生了，人人都能知道。空白的条件，或者有待另行决定、适当时机、情况变化的条件，\
             不会自行成就，等于未经决定的无限期保密。请写明具体事件，或者写明日期。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period until \"另行通知\"; known-to post \"档案员\" of maker; }
}",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level mimi; period until \"正式公布\"; known-to post \"档案员\" of maker; }
}",
    },
    check,
};

/// Wordings that wait for a decision, a mood or a time that nothing fixes.
const OPEN_ENDED: [&str; 21] = [
    "另行通知",
    "另行规定",
    "另行决定",
    "必要时",
    "需要时",
    "适当时",
    "适时",
    "时机成熟",
    "条件成熟",
    "条件具备",
    "情况变化",
    "形势变化",
    "不再敏感",
    "不宜公开",
    "视情",
    "酌情",
    "有关部门认为",
    "认为可以",
    "工作需要",
    "further notice",
    "appropriate time",
];

const EMPTY: Text = Text::new("the release condition of {0} names no event", "事项 {0} 的解密条件没有写明事件");
const OPEN: Text = Text::new(
    "whether the release condition of {0} has come true cannot be judged: {1}",
    "事项 {0} 的解密条件是否已经具备无法判断：{1}",
);
pub(crate) const NAME_EVENT: Text = Text::new(
    "name an event that has either happened or not, or a date",
    "请写明是否发生一望可知的事件，或者写明日期",
);

/// Why nobody can tell whether an event has happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Opening {
    /// There is none, only the release itself, or never.
    NoEvent,
    Waits(&'static str),
}

pub(crate) fn opening(event: &str) -> Option<Opening> {
    if matches!(event.trim(), "" | "解密" | "永久" | "永远" | "无限期") {
        return Some(Opening::NoEvent);
    }
    OPEN_ENDED.into_iter().find(|wording| event.contains(wording)).map(Opening::Waits)
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, matter) in context.rows() {
        let Some(period) = matter.period.get() else { continue };
        let Length::Event(words) = period.length else { continue };
        let message = match opening(&context.words(words)) {
            Some(Opening::NoEvent) => EMPTY.with([context.row_arg(id)]),
            Some(Opening::Waits(wording)) => OPEN.with([context.row_arg(id), Arg::words(wording)]),
            None => continue,
        };
        findings.report(
            Diagnostic::new(&RULE.kind, words.0, message).on(context.subject(Place::Matter(id))).help(NAME_EVENT),
        );
    }
}
