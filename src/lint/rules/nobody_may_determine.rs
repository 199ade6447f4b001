use std::sync::Arc;

use hashbrown::HashMap;
use jiff::civil::Date;

use super::level_beyond_power::known_in_force;
use crate::authority::{Atom, Days, Rank, days, union, without};
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::standings::time_line;
use crate::lint::{Context, Findings, Rule};
use crate::model::{Catalogue, Id, Matter, Place};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A012",
        name: "nobody-may-determine",
        severity: Severity::Error,
        cites: &[Citation::new("L10", 13), Citation::new("L10", 12)],
        summary: Text::new("a matter in force that on some day no organ at all may determine", "施行中的事项在某一日没有任何机关有权确定"),
        explanation: Text::new(
            "A matter that nobody is competent for cannot become a secret lawfully, and what is determined nevertheless has no ground. The days are worked out over the whole time line: tiers, chains, successions, and officers who may decide for their organs. Where no organ of the program stands on a tier of the regime nothing is known of powers, and nothing is said. `dingmi who` tells who may on a day, `dingmi why` what is missing.",
            "没有任何机关有权确定的事项，无法依法成为国家秘密；仍然定密的，没有依据。期间按整个时间轴推算：层级、授权链条、职能承接以及能够为机关定密的责任人。程序中没有机关属于法规所列层级的，权限情况不明，不作提示。`dingmi who` 可查某日谁有权，`dingmi why` 可查缺少什么。",
        ),
        bad: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level mimi; period 10 years; known-to post \"员\" of maker; }
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
    matter 1 \"甲\" { level mimi; period 10 years; known-to post \"员\" of maker; }
}
",
    },
    check,
};

const NOBODY: Text = Text::new("nobody may determine {0} at {1}: {2}", "没有机关有权对 {0} 确定 {1}：{2}");
const LEVEL_HERE: Text = Text::new("at this level", "按此密级");
const TIME_LINE: Text = Text::new("over time: {0}", "按时间：{0}");
const SOMEBODY: Text = Text::new("somebody may {0}", "有机关有权（{0}）");
const GAP: Text = Text::new("nobody {0}", "无机关有权（{0}）");
const ASK: Text = Text::new("`dingmi why ORGAN {0}` tells what an organ lacks", "`dingmi why 机关 {0}` 说明某机关缺少什么");

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut known: HashMap<(Id<Catalogue>, Rank), Arc<[Days]>> = HashMap::new();
    for (id, matter) in context.rows() {
        let (Some(level), Some(competence)) =
            (matter.level.get(), context.authority().over(context.model, id))
        else {
            continue;
        };
        if !competence.coverage().knows_tiers {
            continue;
        }
        let rank = competence.world().rank(*level);
        let whole = known_in_force(context, &context.model.catalogues[matter.catalogue]);
        let asked = (matter.catalogue, rank);
        let of_catalogue = known.entry(asked).or_insert_with(|| context.covered(competence, matter.catalogue, rank));
        if without(whole, of_catalogue).is_empty() {
            continue;
        }
        let of_row = competence.coverage().days(&[Atom::Matter(id)], rank, None);
        let days = union(of_catalogue.iter().chain(&of_row).copied().collect());
        if let Some((day, finding)) = gap(context, id, matter, (whole, &days)) {
            findings.report_from(day, context.as_of, finding);
        }
    }
}

fn gap(context: &Context<'_>, id: Id<Matter>, matter: &Matter, (whole, covered): (Days, &[Days])) -> Option<(Date, Diagnostic)> {
    let level = context.model.level_of(matter)?;
    let gaps = without(whole, covered);
    let first = gaps.first()?;
    let told = Arg::list(gaps.iter().map(|gap| Arg::Message(Box::new(days(*gap)))));
    let row = context.row_arg(id);
    let message = NOBODY.with([row.clone(), level.arg(), told]);
    let mut finding =
        Diagnostic::new(&RULE.kind, matter.head.id.0, message).on(context.subject(Place::Matter(id)));
    if let Some(span) = matter.level_span {
        finding = finding.label(span, LEVEL_HERE);
    }
    let line = time_line(whole, covered, SOMEBODY, GAP);
    Some((first.from, finding.help(TIME_LINE.with([line])).help(ASK.with([row]))))
}
