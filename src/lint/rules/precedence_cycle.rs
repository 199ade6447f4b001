use crate::authority::shortest_cycles;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Place, Referent};
use crate::overlap::{Statement, statements};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "C007",
        name: "precedence-cycle",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 8)],
        summary: Text::new("rows or catalogues go before one another in a circle", "事项或者目录的优先关系构成循环"),
        explanation: Text::new(
            "`prevails-over`, `yields-to`, `replaces` and `except` each say that one text goes before another. In a circle \
             each goes before itself, so nothing does, and what they are about has no rule at all. The finding shows the \
             shortest circle, statement by statement. Take one of them out.",
            "`优先于`、`让位于`、`废止` 和 `除外` 都表明一个文本先于另一个文本。构成循环时，每一个都先于自己，等于没有先后，\
             其所指的内容便没有可循的规定。提示逐条给出最短的循环。请删去其中一条。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level jimi; period 10 years; known-to post \"员\" of maker; prevails-over 2; }
    matter 2 \"乙\" { level mimi; period 10 years; known-to post \"员\" of maker; prevails-over 1; }
}",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"甲\" { level jimi; period 10 years; known-to post \"员\" of maker; prevails-over 2; }
    matter 2 \"乙\" { level mimi; period 10 years; known-to post \"员\" of maker; yields-to 1; }
}",
    },
    check,
};

const CIRCLE: Text = Text::new("these go before one another in a circle: {0}", "以下优先关系构成循环：{0}");
const BEFORE: Text = Text::new("{0} goes before {1}", "{0} 先于 {1}");
const TAKE_OUT: Text = Text::new("take one of these statements out", "请删去其中一条");

fn check(context: &Context<'_>, findings: &mut Findings) {
    let rows = context.model.matters.len();
    let number = |referent: Referent| match referent {
        Referent::Matter(row) => row.index(),
        Referent::Catalogue(catalogue) => rows + catalogue.index(),
    };
    let statements = statements(context.model);
    let hops = statements.iter().map(|statement| (number(statement.first), number(statement.second)));
    for circle in shortest_cycles(hops) {
        let around = circle.iter().zip(circle.iter().cycle().skip(1));
        let said = |from: usize, to: usize| {
            let is_it = |statement: &&Statement| (number(statement.first), number(statement.second)) == (from, to);
            statements.iter().find(is_it).expect("bug: a hop that nobody states")
        };
        let said: Vec<&Statement> = around.map(|(from, to)| said(*from, *to)).collect();
        findings.report(finding(context, &said));
    }
}

fn finding(context: &Context<'_>, said: &[&Statement]) -> Diagnostic {
    let names = said.iter().chain(said.first()).map(|statement| name(context, statement.first));
    let before = |statement: &Statement| {
        BEFORE.with([name(context, statement.first), name(context, statement.second)])
    };
    let first = said[0];
    let finding = Diagnostic::new(&RULE.kind, first.span, CIRCLE.with([Arg::list(names)])).label_main(before(first));
    let finding = said[1..].iter().fold(finding, |finding, statement| finding.label(statement.span, before(statement)));
    let subject = match first.first {
        Referent::Matter(row) => Place::Matter(row),
        Referent::Catalogue(catalogue) => Place::Catalogue(catalogue),
    };
    finding.on(context.subject(subject)).help(TAKE_OUT)
}

fn name(context: &Context<'_>, referent: Referent) -> Arg {
    match referent {
        Referent::Matter(row) => context.row_arg(row),
        Referent::Catalogue(catalogue) => context.catalogue_arg(catalogue),
    }
}
