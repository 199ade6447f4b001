use crate::ast::Length;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Given, Matter, Place};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "P006",
        name: "end-event-in-name",
        severity: Severity::Warning,
        cites: &[Citation::new("R14", 8)],
        summary: Text::new(
            "the name of a matter says when it ends, and its period does not",
            "事项名称中写有终止事件，而保密期限没有写明",
        ),
        explanation: Text::new(
            "`启用前`, `尚未公布` and the like in a name are release conditions in disguise: after the event the name no \
             longer fits and the secret is over, yet its mark still carries the written period. Older lists had no column \
             for it. Write `period until \"…\"` with the event; the name may stay as it is.",
            "名称中的“启用前”“尚未公布”等实际是解密条件：事件发生后名称不再相符，秘密已经终止，而标志上仍是所写的期限。\
             旧的目录没有保密期限一栏，故写入名称。请把该事件写为 `保密期限 截至 “…”`，名称可以不改。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"启用前的试题\" { level mimi; period 1 years; known-to post \"档案员\" of maker; }
}",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"启用前的试题\" { level mimi; period until \"启用\"; known-to post \"档案员\" of maker; }
}",
    },
    check,
};

/// How published names say when a matter ends.
const END_EVENTS: [&str; 14] = [
    "启用前",
    "启用之前",
    "启用之后",
    "启封前",
    "使用完毕前",
    "考试结束前",
    "成绩处理完毕前",
    "尚未公布",
    "未经公布",
    "尚未实施",
    "公布前",
    "公开前",
    "发布前",
    "实施前",
];

const IN_NAME: Text = Text::new(
    "the name of {0} says `{1}`, its period does not",
    "事项 {0} 的名称写有“{1}”，保密期限没有写明",
);
const SAID_HERE: Text = Text::new("the end is said here", "名称中写有终止事件");
const WRITE: Text = Text::new("write the event as `period until \"…\";`", "请把该事件写为 `保密期限 截至 “…”;`");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, matter) in context.rows() {
        let Some((event, span)) = event_in_name(context, matter) else { continue };
        // A date is an end as well; a period that could not be read may have said it.
        let says_it = match &matter.period {
            Given::Is(period) => matches!(period.length, Length::Event(_) | Length::Until(_)),
            Given::Faulty => true,
            Given::Absent => false,
        };
        if !says_it {
            let message = IN_NAME.with([context.row_arg(id), Arg::words(event)]);
            findings.report(
                Diagnostic::new(&RULE.kind, span, message)
                    .label_main(SAID_HERE)
                    .on(context.subject(Place::Matter(id)))
                    .help(WRITE),
            );
        }
    }
}

fn event_in_name(context: &Context<'_>, matter: &Matter) -> Option<(&'static str, Span)> {
    let title = matter.head.title?.0;
    let text = context.sources.text(title);
    if !has_event(text) {
        return None;
    }
    END_EVENTS.iter().find_map(|event| {
        let at = text.find(event)?;
        // 公布前述的 and 公布前后 say nothing of an end.
        if text[at + event.len()..].starts_with(['述', '后', '期', '言']) {
            return None;
        }
        Some((*event, title.part(at..at + event.len())))
    })
}

/// Whether an event stands in a text at all: most names hold none, and one look at how events end says so.
fn has_event(text: &str) -> bool {
    let mut before = '\0';
    text.char_indices().any(|(at, c)| {
        let before = std::mem::replace(&mut before, c);
        let may_end = match c {
            '前' => matches!(before, '用' | '之' | '封' | '毕' | '束' | '布' | '开' | '施'),
            '后' => before == '之',
            '布' => before == '公',
            '施' => before == '实',
            _ => false,
        };
        may_end && END_EVENTS.iter().any(|event| text[..at + c.len_utf8()].ends_with(event))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_is_seen() {
        assert!(END_EVENTS.iter().all(|event| has_event(event) && has_event(&format!("试题{event}的答案"))));
        assert!(!has_event("未公布的成果"));
    }
}
