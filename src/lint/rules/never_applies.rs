use crate::diagnostic::{Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule, objects};
use crate::model::Formula;
use crate::overlap::{Holder, Idle};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "C004",
        name: "never-applies",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 8)],
        summary: Text::new(
            "a condition that no object meets, or a row of which exceptions leave nothing",
            "没有任何对象符合的条件，或者被除外规定全部排除的事项",
        ),
        explanation: Text::new(
            "A row that is about nothing protects nothing and misleads whoever relies on it. Most often `and` stands where \
             `or` is meant, a sign is turned round, or an exception is wider than the row. All values that the attribute \
             can have were looked at: areas, volumes, masses, times and ratios are not below zero.",
            "不指向任何对象的事项不保护任何内容，反而误导依据它的人。常见的原因是把 `或` 写成了 `且`，把大小写反了，\
             或者除外的范围大于事项本身。已考虑该属性可能取得的所有值：面积、体积、质量、时间和比例不小于零。",
        ),
        bad: "
organ maker { tier central; }
vocabulary v { kind map \"地图\"; attribute scale \"比例尺\" : ratio; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"地图\" { level jimi; period 10 years; known-to post \"员\" of maker; covers map where scale > 1:5000 and scale < 1:10000; }
}",
        good: "
organ maker { tier central; }
vocabulary v { kind map \"地图\"; attribute scale \"比例尺\" : ratio; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"地图\" { level jimi; period 10 years; known-to post \"员\" of maker; covers map where scale > 1:5000 or scale < 1:10000; }
}",
    },
    check,
};

const NO_OBJECT: Text = Text::new("no object meets this condition of {0}", "没有任何对象符合 {0} 的这一条件");
const NO_EXCEPTION: Text =
    Text::new("this exception of {0} takes nothing away: no object meets it", "{0} 的这一除外规定没有任何对象符合");
const TAKEN_AWAY: Text = Text::new(
    "the exceptions of {0} take away everything that it is about",
    "{0} 所指的对象被其除外规定全部排除",
);
const EXCEPTION_HERE: Text = Text::new("taken away here", "在此排除");

fn check(context: &Context<'_>, findings: &mut Findings) {
    let overlaps = context.overlaps();
    for (holder, idle) in overlaps.idle() {
        let covered = objects::covered(context, *holder);
        let name = [objects::holder_arg(context, *holder)];
        let (span, message) = match *idle {
            Idle::Clause(at) => (Some(covered.clauses[at].span), NO_OBJECT.with(name)),
            Idle::ExceptWhere(at) => (span_of(&covered.except_where[at]), NO_EXCEPTION.with(name)),
        };
        let span = span.unwrap_or_else(|| objects::head(context, *holder).id.0);
        findings.report(Diagnostic::new(&RULE.kind, span, message).on(objects::subject(context, *holder)));
    }
    overlaps.taken_away().into_iter().for_each(|holder| findings.report(taken_away(context, holder)));
}

fn taken_away(context: &Context<'_>, holder: Holder) -> Diagnostic {
    let covered = objects::covered(context, holder);
    let message = TAKEN_AWAY.with([objects::holder_arg(context, holder)]);
    let finding = Diagnostic::new(&RULE.kind, objects::head(context, holder).id.0, message);
    let conditions = covered.except_where.iter().filter_map(span_of);
    let places = covered.except.iter().map(|at| at.span).chain(conditions);
    places.fold(finding, |finding, span| finding.label(span, EXCEPTION_HERE)).on(objects::subject(context, holder))
}

/// Where a condition stands: from its first test to its last.
fn span_of(formula: &Formula) -> Option<Span> {
    match formula {
        Formula::True => None,
        Formula::Not(inner) => span_of(inner),
        Formula::Test { span, .. } => Some(*span),
        Formula::Any(parts) | Formula::All(parts) => {
            let mut spans = parts.iter().filter_map(span_of);
            let first = spans.next()?;
            Some(spans.next_back().map_or(first, |last| first.to(last)))
        }
    }
}
