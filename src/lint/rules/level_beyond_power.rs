use jiff::civil::Date;

use crate::authority::{Atom, Competence, Days, Question, Rank, Teller, in_force, tier_arg, without};
use crate::diagnostic::{Citation, Diagnostic, Kind, Message, Severity, Text};
use crate::lint::standings::{time_line, with_chain};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Catalogue, Id, Matter, Organ, Place, Producer, TierId};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A002",
        name: "level-beyond-power",
        severity: Severity::Error,
        cites: &[Citation::new("L10", 13)],
        summary: Text::new("a producing tier or organ without power over the level, and no chain to it", "产生层级或者产生机关对该密级没有定密权，也没有获得授权"),
        explanation: Text::new(
            "Whoever is named as producing a matter must be able to determine it, by tier or by a valid chain of authorizations; or else it can only propose and report. A tier counts as covered where at least one of its organs has a chain. What merely carries out an already determined secret (derivative determination) needs no power and is not meant here. The finding gives the days without competence and, for an organ, the nearest chain and the smallest lawful repair.",
            "列为产生层级的层级或者机关，须能凭自身层级或者有效的授权链条确定该事项，否则只能先行拟定并报请确定。某层级中至少一个机关获得授权的，视为该层级有权。执行或者办理已定密事项的派生定密不受定密权限限制，不在此列。检查结果给出没有定密权的期间；对机关还给出最近的授权链条和最小的合法补救办法。",
        ),
        bad: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; business b; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level mimi; produced-by central, county; period 10 years; known-to post \"员\" of maker; }
}
",
        good: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; business b; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level mimi; produced-by central, prefecture; period 10 years; known-to post \"员\" of maker; }
}
",
    },
    check,
};

/// For so many organs the nearest chain is looked for: each look goes over all grants.
const MOST_EXPLAINED: usize = 20;

const TIER: Text = Text::new("tier {0} has no power over {1} at {2}, and no chain gives it any", "层级 {0} 对 {1} 没有 {2} 的定密权，也没有获得授权");
const ORGAN: Text = Text::new("{0} may not determine {1} at {2}", "{0} 无权对 {1} 确定 {2}");
const LEVEL_HERE: Text = Text::new("at this level", "按此密级");
const TIME_LINE: Text = Text::new("over time: {0}", "按时间：{0}");
const COMPETENT: Text = Text::new("competent {0}", "有权（{0}）");
const GAP: Text = Text::new("not competent {0}", "无权（{0}）");

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut explained = 0;
    for (id, matter) in context.model.matters.iter() {
        let (Some(level), Some(competence)) =
            (matter.level.get(), context.authority().over(context.model, id))
        else {
            continue;
        };
        let rank = competence.world().rank(*level);
        for producer in &matter.produced_by {
            let row = Row { context, competence, id, matter, rank, span: producer.span };
            let found = match producer.value {
                Producer::Tier(tier) => row.tier(tier),
                Producer::Organ(organ) => row.organ(organ, &mut explained),
            };
            if let Some((day, finding)) = found {
                findings.report_from(day, context.as_of, finding);
            }
        }
    }
}

/// A row and one who is said to produce it.
struct Row<'a, 'm> {
    context: &'a Context<'m>,
    competence: &'a Competence<'m>,
    id: Id<Matter>,
    matter: &'a Matter,
    rank: Rank,
    span: Span,
}

impl Row<'_, '_> {
    fn tier(&self, id: TierId) -> Option<(Date, Diagnostic)> {
        let world = self.competence.world();
        let tier = world.regime.tier(id);
        if tier.determines.is_some_and(|own| world.rank(own) >= self.rank) {
            return None;
        }
        let mut reaches = world.reaches.around(self.matter.catalogue);
        reaches.push(Atom::Matter(self.id));
        let days = self.competence.coverage().days(&reaches, self.rank, Some(id));
        let args = || [tier_arg(tier), self.context.row_arg(self.id), self.teller().level(self.rank)];
        let (day, finding) = self.gap(self.in_force(), &days, || TIER.with(args()))?;
        Some((day, finding.cites(&tier.cites)))
    }

    fn organ(&self, organ: Id<Organ>, explained: &mut usize) -> Option<(Date, Diagnostic)> {
        let whole = self.in_force().and(self.competence.world().life(organ))?;
        if self.competence.may_throughout(organ, self.id, self.rank, whole) {
            return None;
        }
        let days = self.competence.days_of(organ, self.id, self.rank);
        let args = || [self.teller().organ(organ), self.context.row_arg(self.id), self.teller().level(self.rank)];
        let (day, mut finding) = self.gap(whole, &days, || ORGAN.with(args()))?;
        *explained += 1;
        if *explained <= MOST_EXPLAINED {
            let question = Question { organ, row: self.id, level: self.rank, day: day.max(self.context.as_of.min(whole.to)) };
            finding = explain(finding, &self.teller(), question);
        }
        Some((day, finding))
    }

    /// The finding, if on the day asked for or later there is a stretch of the whole without competence.
    fn gap(
        &self,
        whole: Days,
        competent: &[Days],
        message: impl FnOnce() -> Message,
    ) -> Option<(Date, Diagnostic)> {
        let as_of = self.context.as_of.min(whole.to);
        let gap = without(whole, competent).into_iter().find(|gap| gap.to >= as_of)?;
        let mut finding = Diagnostic::new(&RULE.kind, self.span, message())
            .on(self.context.subject(Place::Matter(self.id)));
        if let Some(span) = self.matter.level_span {
            finding = finding.label(span, LEVEL_HERE);
        }
        let line = time_line(whole, competent, COMPETENT, GAP);
        Some((gap.from, finding.help(TIME_LINE.with([line]))))
    }

    fn in_force(&self) -> Days {
        known_in_force(self.context, &self.context.model.catalogues[self.matter.catalogue])
    }

    fn teller(&self) -> Teller<'_> {
        Teller { context: self.context, competence: self.competence }
    }
}

/// Adds the nearest chain, what fails in it, and the repair.
fn explain(mut finding: Diagnostic, teller: &Teller<'_>, question: Question) -> Diagnostic {
    let refusal = teller.competence.refuse(question);
    if let Some(nearest) = refusal.chains.first() {
        finding = with_chain(finding, teller, &nearest.hops);
        for (at, dimension) in &nearest.failing {
            let hop = nearest.hops[*at];
            finding = finding.label(teller.hop(hop).span, teller.failure(question, hop, *dimension));
        }
    }
    match teller.competence.repair(question, &refusal) {
        Some(steps) => finding.help(teller.repair(question, &steps)),
        None => finding,
    }
}

/// The days on which a catalogue is in force; from its date, or else from the day asked for, where it does not say.
pub(super) fn known_in_force(context: &Context<'_>, catalogue: &Catalogue) -> Days {
    match catalogue.in_force_span {
        Some(_) => in_force(catalogue),
        None => Days { from: catalogue.date().unwrap_or(context.as_of), ..Days::ALL },
    }
}
