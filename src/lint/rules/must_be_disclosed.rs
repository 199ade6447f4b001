use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule, objects};
use crate::model::{Disclosure, Id, Matter, Place};
use crate::overlap::{Disclosed, Holder, Listed};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "C006",
        name: "must-be-disclosed",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 5)],
        summary: Text::new(
            "a row takes in something that the law requires to be public",
            "事项包含依法应当公开的内容",
        ),
        explanation: Text::new(
            "What laws and regulations require to be public may not be determined a state secret, and nothing that a \
             catalogue says goes before that. The finding shows an object that the row is about and that stands on a \
             disclosure list; rows without conditions meet an item of the same name, or one that the item names among \
             others. Narrow the row, or take the object out with `except where …;`.",
            "法律、法规规定公开的内容不得确定为国家秘密，目录中的任何规定都不得优先于此。提示给出一个既属于该事项又列入公开内容的对象；\
             没有条件的事项，按名称相同或者名称被公开内容所列举认定。请收窄该事项，或者用 `除外 当 …;` 排除该对象。",
        ),
        bad: "
organ maker { tier central; }
vocabulary v { kind map \"地图\"; attribute scale \"比例尺\" : ratio; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"小于1:50万的地图\" { level mimi; period 10 years; known-to post \"员\" of maker; covers map where scale < 1:500000; }
}
disclosure open \"公开地图\" { item 1 \"公开版地图\" { covers map where scale < 1:1000000; } }",
        good: "
organ maker { tier central; }
vocabulary v { kind map \"地图\"; attribute scale \"比例尺\" : ratio; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"1:100万至1:50万的地图\" { level mimi; period 10 years; known-to post \"员\" of maker; covers map where scale in [1:1000000, 1:500000]; }
}
disclosure open \"公开地图\" { item 1 \"公开版地图\" { covers map where scale < 1:1000000; } }",
    },
    check,
};

const MEETS: Text = Text::new(
    "{0} takes in something that must be public: {1}",
    "{0} 包含应当公开的内容：{1}",
);
const ITEM_HERE: Text = Text::new("what must be public", "应当公开的内容");
const NARROW: Text = Text::new(
    "narrow the row, or take it out: `except where …;`",
    "请收窄该事项，或者排除该对象：`除外 当 …;`",
);
const RENAME: Text = Text::new(
    "their names say so; if it is something else, say in both what they are about with `covers`",
    "名称表明如此；如所指不同，请在两处用 `适用对象` 写明",
);
const MORE: Text = Text::new("{0} meets {1} more items in this way", "{0} 还包含另外 {1} 项应当公开的内容");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (row, disclosed) in &context.overlaps().contradictions().disclosed {
        for each in &disclosed.first {
            report(context, *row, each, disclosed, findings);
        }
    }
    for (row, disclosed) in &context.overlaps().by_name().disclosed {
        for each in &disclosed.first {
            let finding = finding(context, *row, (each.list, each.item));
            let holders = [Holder::Matter(*row), Holder::Item(each.list, each.item)];
            objects::report_since(context, findings, (each.since, holders), finding.help(RENAME));
        }
    }
}

/// Without the object that shows it.
fn finding(context: &Context<'_>, row: Id<Matter>, (list, at): (Id<Disclosure>, usize)) -> Diagnostic {
    let item = Holder::Item(list, at);
    let message = MEETS.with([context.row_arg(row), objects::holder_arg(context, item)]);
    let disclosure = &context.model.disclosures[list];
    let cites = [&*disclosure.items[at].cites, &*disclosure.cites].concat();
    Diagnostic::new(&RULE.kind, context.model.matters[row].head.id.0, message)
        .label(objects::head(context, item).id.0, ITEM_HERE)
        .on(context.subject(Place::Matter(row)))
        .cites(&cites)
}

fn report(context: &Context<'_>, row: Id<Matter>, each: &Disclosed, all: &Listed<Disclosed>, findings: &mut Findings) {
    let item = Holder::Item(each.list, each.item);
    let mut finding = finding(context, row, (each.list, each.item))
        .witness(objects::witness(context, &[Holder::Matter(row), item], &each.objects))
        .help(NARROW);
    let rest = all.rest();
    let is_last = all.first.last().is_some_and(|last| (last.list, last.item) == (each.list, each.item));
    if rest > 0 && is_last {
        finding = finding.help(MORE.with([context.row_arg(row), Arg::number(rest)]));
    }
    objects::report_since(context, findings, (each.since, [Holder::Matter(row), item]), finding);
}
