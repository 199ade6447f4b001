use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Message, Severity, Text};
use crate::lint::{Context, Findings, Rule, objects};
use crate::model::{Id, Matter};
use crate::overlap::{How, Named, difference};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "C005",
        name: "nearly-same-name",
        severity: Severity::Warning,
        cites: &[Citation::new("R14", 8)],
        summary: Text::new(
            "likely one matter under two names, with different levels, periods or scopes",
            "很可能是同一事项的两个名称，而密级、保密期限或者知悉范围不同",
        ),
        explanation: Text::new(
            "Two names differ only in words that say nothing (的, 有关, the order of what is listed), in a gloss in \
             brackets, or in a slip of the pen (in a long name, one character left out or two that changed places, which \
             mean nothing alone); or all that one lists is listed by the other. Numbers, bounds, negations, \
             places and phases make names different, and so does any other word. The help names the difference. If it is \
             one matter, take one row out or say which goes first; if not, say so in the names, or by `covers`. Rows that \
             both have `covers` are compared by that.",
            "两个名称只在没有实义的字词（的、有关、列举的次序）、括号内的说明或者笔误（较长名称中漏写一个或者颠倒两个本身无独立含义的字）上不同，或者一个名称所列的都包含在另一个之内。\
             数字、界限、否定、地点、阶段以及其他任何字词的不同，都使名称不同。帮助指出不同之处。如为同一事项，请删去其一或者写明何者优先；\
             如不是，请在名称中写明，或者用 `适用对象` 写明。两项都有 `适用对象` 的，按对象比较。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"观测站的布设方案\" { level jimi; period 10 years; known-to post \"员\" of maker; }
    matter 2 \"观测站布设方案\" { level mimi; period 10 years; known-to post \"员\" of maker; }
}",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"观测站的布设方案\" { level jimi; period 10 years; known-to post \"员\" of maker; }
    matter 2 \"观测站供电方案\" { level mimi; period 10 years; known-to post \"员\" of maker; }
}",
    },
    check,
};

const NEAR: Text = Text::new(
    "{0} and {1} are likely one matter, and differ in {2}",
    "{0} 与 {1} 很可能是同一事项，而{2}不同",
);
const LISTED: Text = Text::new(
    "all that {0} lists is listed by {1} too, and they differ in {2}",
    "{0} 所列的都包含在 {1} 之内，而{2}不同",
);
const ONLY: Text = Text::new("only {0} says {1}", "只有 {0} 写有 {1}");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (row, named) in &context.overlaps().by_name().alike {
        named.first.iter().for_each(|named| report(context, *row, named, findings));
    }
}

fn report(context: &Context<'_>, row: Id<Matter>, named: &Named, findings: &mut Findings) {
    let fields = objects::fields(named.difference);
    let (one, other) = (context.row_arg(row), context.row_arg(named.other));
    let message = match named.how {
        How::Within => LISTED.with([one, other, fields]),
        How::Contains => LISTED.with([other, one, fields]),
        How::Near | How::Equal | How::Told => NEAR.with([one, other, fields]),
    };
    let mut finding = Diagnostic::new(&RULE.kind, context.model.matters[row].head.id.0, message);
    for help in differing(context, row, named.other) {
        finding = finding.help(help);
    }
    objects::report_pair(context, findings, finding, (row, named));
}

/// What only the one name says, and what only the other.
fn differing(context: &Context<'_>, one: Id<Matter>, other: Id<Matter>) -> Vec<Message> {
    let name = |row: Id<Matter>| context.model.matters[row].head.title.map(|title| context.words(title));
    let (Some(name_of_one), Some(name_of_other)) = (name(one), name(other)) else { return Vec::new() };
    let found = difference(&name_of_one, &name_of_other);
    let sides = [(one, found.only_first), (other, found.only_second)];
    let only = |(row, words): (Id<Matter>, Vec<String>)| {
        let words = Arg::list(words.into_iter().map(Arg::words));
        ONLY.with([context.row_arg(row), words])
    };
    sides.into_iter().filter(|(_, words)| !words.is_empty()).map(only).collect()
}
