use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule, objects};
use crate::model::{Id, Matter, Place};
use crate::overlap::{Conflict, Holder, Listed};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "C002",
        name: "overlap-different-outcome",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 20)],
        summary: Text::new(
            "one object falls under two rows that give it different levels, periods or scopes",
            "同一对象落入两个事项，而两者的密级、保密期限或者知悉范围不同",
        ),
        explanation: Text::new(
            "Whoever determines such an object finds two rules for it and nothing that says which goes first. The finding \
             shows an object that both rows are about; there is none only where none is shown. Say which row goes first \
             (`except`, `prevails-over`, `yields-to`, in a row or in a catalogue), or narrow a condition. Until then the \
             highest level of them holds. What a row leaves open contradicts nothing, and a catalogue that replaces \
             another goes before it. The finding is a warning where one of the catalogues is an `excerpt`, because the \
             rest of its text may settle it, and where only words differ of which nobody can say whom they mean. Of one \
             row the first twenty others are shown.",
            "定密时会发现同一对象有两条规定，而没有写明何者优先。提示给出一个同时落入两个事项的对象；未给出的即不存在。请写明何者优先\
             （在事项或者目录中写 `除外`、`优先于`、`让位于`），或者收窄条件。在此之前，按其中最高的密级执行。未写明的字段不构成矛盾；\
             替代旧目录的新目录优先于旧目录。任一目录为 `节录` 的，其余文本可能已有规定，只作警告；仅有无从核对的文字不同的，也只作警告。\
             每一事项最多列出二十个其他事项。",
        ),
        bad: "
organ maker { tier central; }
vocabulary v { kind map \"地图\"; attribute scale \"比例尺\" : ratio; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"大于1:1万的地图\" { level jimi; period 10 years; known-to post \"员\" of maker; covers map where scale > 1:10000; }
    matter 2 \"1:5万至1:5千的地图\" { level mimi; period 10 years; known-to post \"员\" of maker; covers map where scale in [1:50000, 1:5000]; }
}",
        good: "
organ maker { tier central; }
vocabulary v { kind map \"地图\"; attribute scale \"比例尺\" : ratio; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"大于1:1万的地图\" { level jimi; period 10 years; known-to post \"员\" of maker; covers map where scale > 1:10000; }
    matter 2 \"1:5万至1:1万的地图\" { level mimi; period 10 years; known-to post \"员\" of maker; covers map where scale in [1:50000, 1:10000]; }
    matter 3 \"其余比例尺的地图\" { level mimi; period 5 years; known-to post \"员\" of maker; covers map; except 1, 2; }
}",
    },
    check,
};

const DIFFERENT: Text = Text::new(
    "one object falls under {0} and under {1}, and they give it a different {2}",
    "同一对象既属于 {0}，又属于 {1}，而两者的{2}不同",
);
const OTHER: Text = Text::new("the other row", "另一事项");
const SETTLE: Text = Text::new(
    "say which goes first: `except {0};`, `prevails-over {0};` or `yields-to {0};` in {1}, or narrow a condition",
    "请写明何者优先：在 {1} 中写 `除外 {0};`、`优先于 {0};` 或 `让位于 {0};`，或者收窄条件",
);
const MORE: Text = Text::new("{0} meets {1} more rows in this way", "{0} 还与另外 {1} 个事项如此重合");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (row, conflicts) in &context.overlaps().contradictions().conflicts {
        for conflict in &conflicts.first {
            report(context, *row, conflict, conflicts, findings);
        }
    }
}

fn report(
    context: &Context<'_>,
    row: Id<Matter>,
    conflict: &Conflict,
    all: &Listed<Conflict>,
    findings: &mut Findings,
) {
    let (model, other) = (context.model, conflict.other);
    let (name, other_name) = (context.row_arg(row), context.row_arg(other));
    let message = DIFFERENT.with([name.clone(), other_name.clone(), objects::fields(conflict.difference)]);
    let holders = [Holder::Matter(row), Holder::Matter(other)];
    let finding = Diagnostic::new(&RULE.kind, model.matters[row].head.id.0, message)
        .label(model.matters[other].head.id.0, OTHER)
        .on(context.subject(Place::Matter(row)))
        .witness(objects::witness(context, &holders, &conflict.objects));
    let mut finding = objects::show_difference(context, finding, [row, other], conflict.difference);
    if conflict.difference.level {
        finding = objects::meanwhile(context, finding, &[row, other]);
    }
    finding = finding.help(SETTLE.with([other_name, name.clone()]));
    let rest = all.rest();
    if rest > 0 && all.first.last().is_some_and(|last| last.other == other) {
        finding = finding.help(MORE.with([name, Arg::number(rest)]));
    }
    if objects::may_be_settled_elsewhere(context, [row, other]) || !conflict.difference.is_proved() {
        finding = finding.severity(Severity::Warning);
    }
    objects::report_since(context, findings, (conflict.since, holders), finding);
}
