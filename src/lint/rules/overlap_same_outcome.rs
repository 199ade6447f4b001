use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::Place;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "C003",
        name: "overlap-same-outcome",
        severity: Severity::Note,
        cites: &[Citation::new("R14", 8)],
        summary: Text::new(
            "a row lies wholly in another one that says the same",
            "一个事项完全包含在另一个规定相同的事项之内",
        ),
        explanation: Text::new(
            "Every object of the row is an object of the other too, and both say the same of it, as far as both say \
             anything. So it is written twice, in two rows or in two documents, and sooner or later only one of them will \
             be changed. Take one out, or state what they are to each other: `same-as` or `part-of`. Rows without \
             conditions are one if they have the same name.",
            "该事项的每一个对象也都是另一事项的对象，而且在两者都写明的范围内规定相同。同一内容在两个事项或者两份文件中各写一次，\
             日后难免只改一处。请删去其一，或者写明两者的关系：`等同于` 或 `从属于`。没有条件的事项，名称相同的视为同一事项。",
        ),
        bad: "
organ maker { tier central; }
vocabulary v { kind map \"地图\"; attribute scale \"比例尺\" : ratio; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"大于1:1万的地图\" { level jimi; period 10 years; known-to post \"员\" of maker; covers map where scale > 1:10000; }
    matter 2 \"1:5千的地图\" { level jimi; period 10 years; known-to post \"员\" of maker; covers map where scale = 1:5000; }
}",
        good: "
organ maker { tier central; }
vocabulary v { kind map \"地图\"; attribute scale \"比例尺\" : ratio; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"大于1:1万的地图\" { level jimi; period 10 years; known-to post \"员\" of maker; covers map where scale > 1:10000; }
    matter 2 \"1:5千的地图\" { level jimi; period 10 years; known-to post \"员\" of maker; covers map where scale = 1:5000; part-of 1; }
    matter 3 \"1:2万至1:8千的地图\" { level jimi; period 10 years; known-to post \"员\" of maker; covers map where scale in [1:20000, 1:8000]; }
}",
    },
    check,
};

const INSIDE: Text = Text::new(
    "all that {0} is about is in {1} too, which says the same",
    "{0} 所指的对象都已包含在 {1} 之内，且规定相同",
);
const INSIDE_LESS: Text = Text::new(
    "all that {0} is about is in {1} too, and what both say is the same",
    "{0} 所指的对象都已包含在 {1} 之内，两者都写明的规定相同",
);
const SAY_HOW: Text = Text::new(
    "they do not say the same fields, so say how they belong together: `same-as {0};` or `part-of {0};`",
    "两者写明的字段不尽相同，请写明两者的关系：`等同于 {0};` 或 `从属于 {0};`",
);
const OUTER: Text = Text::new("it lies in this row", "它包含在此事项之内");
const TAKE_OUT: Text = Text::new(
    "take one of them out, or say how they belong together: `same-as {0};` or `part-of {0};`",
    "请删去其中一项，或者写明两者的关系：`等同于 {0};` 或 `从属于 {0};`",
);
const MORE: Text = Text::new("and in {0} more rows", "此外还包含在 {0} 个其他事项之内");

/// The rows that a row lies in which are shown in one finding.
const SHOWN: usize = 3;

const TWICE: Text =
    Text::new("{0} has the same name as {1} and says the same", "{0} 与 {1} 名称相同，规定也相同");
const FIRST: Text = Text::new("it stands here already", "此处已有");

fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    for (row, first) in &context.overlaps().by_name().twice {
        let message = TWICE.with([context.row_arg(*row), context.row_arg(*first)]);
        let finding = Diagnostic::new(&RULE.kind, model.matters[*row].head.id.0, message)
            .label(model.matters[*first].head.id.0, FIRST)
            .on(context.subject(Place::Matter(*row)));
        findings.report(finding.help(TAKE_OUT.with([context.row_arg(*first)])));
    }
    for (row, outer) in &context.overlaps().contradictions().contained {
        let Some(first) = outer.first.first() else { continue };
        let names = outer.first.iter().take(SHOWN).map(|row| context.row_arg(*row));
        let is_all = context.overlaps().outcomes().says_all_of(*first, *row);
        let text = if is_all { INSIDE } else { INSIDE_LESS };
        let message = text.with([context.row_arg(*row), Arg::list(names)]);
        let mut finding = Diagnostic::new(&RULE.kind, model.matters[*row].head.id.0, message);
        for outer in outer.first.iter().take(SHOWN) {
            finding = finding.label(model.matters[*outer].head.id.0, OUTER);
        }
        let help = if is_all { TAKE_OUT } else { SAY_HOW };
        let finding = finding.on(context.subject(Place::Matter(*row))).help(help.with([context.row_arg(*first)]));
        let rest = outer.count.saturating_sub(SHOWN);
        findings.report(if rest > 0 { finding.help(MORE.with([Arg::number(rest)])) } else { finding });
    }
}
