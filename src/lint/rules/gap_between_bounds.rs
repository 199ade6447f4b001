use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule, objects};
use crate::model::Place;
use crate::overlap::{Gap, Holder};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "C008",
        name: "gap-between-bounds",
        severity: Severity::Note,
        cites: &[Citation::new("R14", 8)],
        summary: Text::new(
            "two neighbouring rows leave out a value, or a band of values, that no other row takes in",
            "相邻的两个事项之间留有空缺，没有其他事项覆盖",
        ),
        explanation: Text::new(
            "Two rows of a catalogue are alike but for the bounds of one attribute, and between their bounds nothing is \
             said. If both leave the end out (大于 … and 小于 …), the value itself falls under neither. That may be meant: \
             then there is nothing to do. A catalogue may not be applied by analogy, so what lies in the gap is no secret \
             by it. Rows that list single values, and gaps that another row or a disclosure list fills, are not told. Of \
             one catalogue the first hundred gaps are.",
            "同一目录的两个事项除某一属性的界限外均相同，而两个界限之间没有规定。两边都不包含端点的（大于……、小于……），\
             端点本身不属于任何一项。如系有意，无须处理。目录不得类推适用，空缺中的内容不因该目录而成为国家秘密。逐一列举数值的事项，\
             以及已由其他事项或者公开内容填补的空缺，不作提示。每一目录最多提示一百处。",
        ),
        bad: "
organ maker { tier central; }
vocabulary v { kind map \"地图\"; attribute scale \"比例尺\" : ratio; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"大于1:1万的地图\" { level jimi; period 10 years; known-to post \"员\" of maker; covers map where scale > 1:10000; }
    matter 2 \"小于1:1万的地图\" { level mimi; period 10 years; known-to post \"员\" of maker; covers map where scale < 1:10000; }
}",
        good: "
organ maker { tier central; }
vocabulary v { kind map \"地图\"; attribute scale \"比例尺\" : ratio; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"大于1:1万的地图\" { level jimi; period 10 years; known-to post \"员\" of maker; covers map where scale > 1:10000; }
    matter 2 \"不大于1:1万的地图\" { level mimi; period 10 years; known-to post \"员\" of maker; covers map where scale <= 1:10000; }
}",
    },
    check,
};

const POINT: Text = Text::new(
    "{0} and {1} both leave out one value of {2}, and no row takes it in",
    "{0} 与 {1} 都不包含 {2} 的这一个值，也没有其他事项包含它",
);
const BAND: Text = Text::new(
    "between {0} and {1} lie values of {2} that no row takes in",
    "{0} 与 {1} 之间有一段 {2} 的值，没有任何事项包含",
);
const OTHER: Text = Text::new("the neighbouring row", "相邻的事项");
const CLOSE: Text = Text::new(
    "if it should be secret, close the end in one of the rows; if not, leave it",
    "如应保密，请在其中一项中包含端点；否则无须处理",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    context.overlaps().gaps().iter().for_each(|gap| findings.report(finding(context, gap)));
}

fn finding(context: &Context<'_>, gap: &Gap) -> Diagnostic {
    let model = context.model;
    let (row, other) = (gap.below.max(gap.above), gap.below.min(gap.above));
    let attribute = Arg::id(context.id(model.attributes[gap.attribute].head.id));
    let text = if gap.is_point { POINT } else { BAND };
    let message = text.with([context.row_arg(gap.below), context.row_arg(gap.above), attribute]);
    let mut witness = objects::witness(context, &[Holder::Matter(gap.below), Holder::Matter(gap.above)], &gap.objects);
    // It meets what the rows share, and in this attribute neither.
    witness.iter_mut().for_each(|line| line.because.clear());
    Diagnostic::new(&RULE.kind, model.matters[row].head.id.0, message)
        .label(model.matters[other].head.id.0, OTHER)
        .on(context.subject(Place::Matter(row)))
        .witness(witness)
        .help(CLOSE)
}
