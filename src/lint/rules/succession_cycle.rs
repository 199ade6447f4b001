use crate::authority;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Id, Organ, Place};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "L003",
        name: "succession-cycle",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 17)],
        summary: Text::new("organs that succeed one another in a circle", "机关的职能承接构成循环"),
        explanation: Text::new(
            "When an organ ends, its matters pass to the one that takes its functions. If the successors run in a circle, \
             nobody holds them in the end, and who may change or release a matter cannot be answered. Take out the \
             succession that did not happen.",
            "机关撤销或者合并的，其确定的国家秘密由承担其职能的机关负责。承接关系构成循环的，最终无人负责，谁可以变更、解除也无从回答。\
             请删去实际没有发生的承接。",
        ),
        bad: "
organ a { tier central; until 2010-01-01; succeeded-by b; }
organ b { tier central; until 2012-01-01; succeeded-by a; }",
        good: "
organ a { tier central; until 2010-01-01; succeeded-by b; }
organ b { tier central; since 2010-01-02; }",
    },
    check,
};

const CIRCLE: Text = Text::new("organs succeed one another in a circle: {0}", "职能承接构成循环：{0}");
const PASSES_ON: Text = Text::new("{0} is succeeded by {1}", "{0} 的职能由 {1} 承接");

fn check(context: &Context<'_>, findings: &mut Findings) {
    let organs = &context.model.organs;
    let ids: Vec<Id<Organ>> = organs.ids().collect();
    let successors = |(id, organ): (Id<Organ>, &Organ)| {
        let next: Vec<usize> = organ.successors.iter().map(|succession| succession.organ.index()).collect();
        next.into_iter().map(move |next| (id.index(), next))
    };
    for circle in authority::shortest_cycles(organs.iter().flat_map(successors)) {
        let circle: Vec<Id<Organ>> = circle.into_iter().map(|index| ids[index]).collect();
        findings.report(finding(context, &circle));
    }
}

fn finding(context: &Context<'_>, circle: &[Id<Organ>]) -> Diagnostic {
    let id = |organ: Id<Organ>| Arg::id(context.id(context.model.organs[organ].head.id));
    let around = || circle.iter().copied().zip(circle.iter().copied().cycle().skip(1));
    let mut labels = around().map(|(from, to)| {
        let successions = &context.model.organs[from].successors;
        let succession = successions.iter().find(|succession| succession.organ == to);
        let span = succession.map_or(context.model.organs[from].head.id.0, |succession| succession.span);
        (span, PASSES_ON.with([id(from), id(to)]))
    });
    let message = CIRCLE.with([Arg::list(circle.iter().chain(circle.first()).map(|organ| id(*organ)))]);
    let Some((span, first)) = labels.next() else { unreachable!("bug: a circle without organs") };
    let finding = Diagnostic::new(&RULE.kind, span, message).label_main(first);
    let finding = labels.fold(finding, |finding, (span, message)| finding.label(span, message));
    finding.on(context.subject(Place::Organ(circle[0])))
}
