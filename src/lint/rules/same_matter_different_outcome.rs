use crate::diagnostic::{Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule, objects};
use crate::model::{Id, Matter};
use crate::overlap::{How, Named};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "C001",
        name: "same-matter-different-outcome",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 20)],
        summary: Text::new(
            "one matter stands in two rows that give it different levels, periods or scopes",
            "同一事项在两处规定，而密级、保密期限或者知悉范围不同",
        ),
        explanation: Text::new(
            "Two rows have the same name, whatever the width of its characters and its punctuation, or one is told to be \
             the `same-as` the other, and they give it something different. Nothing says which goes first. Where both \
             rows say by `covers` what they are about they are compared by that and not by their names: rows on the \
             phases of one thing may well share a name. Take one out, or say which goes first. Until then the highest \
             level holds. It is a warning where one of the catalogues is an `excerpt`, and where only words differ that \
             nobody can check.",
            "两个事项名称相同（不论全半角和标点），或者写明一项 `等同于` 另一项，而规定不同，又没有写明何者优先。两项都用 `适用对象` \
             写明对象的，按对象比较，不按名称：同一事物的不同阶段可以同名。请删去其一，或者写明何者优先。在此之前按其中最高的密级执行。\
             任一目录为 `节录` 的，或者仅有无从核对的文字不同的，只作警告。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"观测站（一期）布设方案\" { level jimi; period 10 years; known-to post \"员\" of maker; }
    matter 2 \"观测站(一期)布设方案\" { level mimi; period 10 years; known-to post \"员\" of maker; }
}",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"观测站（一期）布设方案\" { level jimi; period 10 years; known-to post \"员\" of maker; }
    matter 2 \"观测站(二期)布设方案\" { level mimi; period 10 years; known-to post \"员\" of maker; }
}",
    },
    check,
};

const SAME: Text = Text::new(
    "{0} has the same name as {1} and a different {2}",
    "{0} 与 {1} 名称相同，而{2}不同",
);
const TOLD: Text = Text::new(
    "{0} is told to be the same as {1} and has a different {2}",
    "写明 {0} 与 {1} 为同一事项，而{2}不同",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (row, named) in &context.overlaps().by_name().same {
        named.first.iter().for_each(|named| report(context, *row, named, findings));
    }
}

fn report(context: &Context<'_>, row: Id<Matter>, named: &Named, findings: &mut Findings) {
    let text = if named.how == How::Told { TOLD } else { SAME };
    let message =
        text.with([context.row_arg(row), context.row_arg(named.other), objects::fields(named.difference)]);
    let finding = Diagnostic::new(&RULE.kind, context.model.matters[row].head.id.0, message);
    objects::report_pair(context, findings, finding, (row, named));
}
