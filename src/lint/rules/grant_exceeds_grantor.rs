use crate::authority::{Atom, Dimension, Fault, PowerId, Rank, days, period};
use crate::diagnostic::{Arg, Citation, Kind, Message, Severity, Text};
use crate::lint::standings::{Wrong, each_wrong};
use crate::lint::{Context, Findings, Rule};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A004",
        name: "grant-exceeds-grantor",
        severity: Severity::Error,
        cites: &[Citation::new("D14", 7)],
        summary: Text::new("an authorization goes beyond the power of its grantor", "授权超出授权机关自身的权限"),
        explanation: Text::new(
            "Nobody can hand on more than they have: level, matters, region, period and term of a grant must each lie within what the grantor may grant. What goes beyond gives nothing. The finding names each dimension that goes beyond and shows the grantor's own power, hop by hop.",
            "授权不得超出授权机关自身的权限：密级、事项范围、行政区域、保密期限和授权期限都须在其可授的范围之内，超出部分不产生权限。检查结果逐项指出超出之处，并逐环列出授权机关自身权限的来源。",
        ),
        bad: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; business b; }
organ lab { tier unit; superior maker; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level mimi; period 10 years; known-to post \"员\" of maker; }
}
organ city { tier prefecture; business b; }
organ city-nassp { tier provincial; role secrecy-administration; }
authorization g from city to lab {
    level up-to juemi; matters c#1;
    instrument \"授权〔2023〕1号\" dated 2023-01-04;
    term 2023-01-10 .. 2027-12-31;
    filed-with city-nassp on 2023-01-20;
}
",
        good: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; business b; }
organ lab { tier unit; superior maker; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level mimi; period 10 years; known-to post \"员\" of maker; }
}
organ city { tier prefecture; business b; }
organ city-nassp { tier provincial; role secrecy-administration; }
authorization g from city to lab {
    level up-to jimi; matters c#1;
    instrument \"授权〔2023〕1号\" dated 2023-01-04;
    term 2023-01-10 .. 2027-12-31;
    filed-with city-nassp on 2023-01-20;
}
",
    },
    check,
};

const EXCEEDS: Text = Text::new("{0} goes beyond the power of {1} in {2}", "{0} 超出 {1} 的权限：{2}");
const LEVEL: Text = Text::new("up to {0}, where {1} may grant up to {2}", "至 {0}，而 {1} 至多可授至 {2}");
const MATTERS: Text = Text::new("{0} is not among what {1} may grant", "{0} 不在 {1} 可授的事项之内");
const REGION: Text = Text::new("{0} does not lie where {1} may grant: {2}", "{0} 不在 {1} 可授的区域 {2} 之内");
const PERIOD: Text = Text::new("{0}, where {1} may grant at most {2}", "{0}，而 {1} 至多可授 {2}");
const TERM: Text = Text::new("{0}, where {1} has the power {2}", "{0}，而 {1} 具有此项权限的期间为：{2}");

fn check(context: &Context<'_>, findings: &mut Findings) {
    each_wrong(context, |wrong| {
        let Fault::Exceeds { of, reach, dimensions } = wrong.fault else { return };
        let places: Vec<(Span, Message)> =
            dimensions.iter().map(|dimension| excess(&wrong, *of, *reach, *dimension)).collect();
        let [(first, said), rest @ ..] = places.as_slice() else { unreachable!("bug: an excess in nothing") };
        let id = Arg::id(context.id(wrong.declared.head.id));
        let named = Arg::list(dimensions.iter().map(|dimension| Arg::Text(dimension.text())));
        let message = EXCEEDS.with([id, wrong.teller.organ(wrong.grant.grantor), named]);
        let mut finding = wrong.finding(&RULE.kind, *first, message, Some(*of)).label_main(said.clone());
        for (span, said) in rest {
            finding = finding.label(*span, said.clone());
        }
        wrong.report(finding, findings);
    });
}

/// Where a grant goes too far, and how far it could have gone.
fn excess(wrong: &Wrong<'_, '_>, of: PowerId, reach: Atom, dimension: Dimension) -> (Span, Message) {
    let Wrong { teller, competence, grant, declared, .. } = wrong;
    let power = competence.powers.get(of);
    let grantor = teller.organ(power.organ);
    let head = declared.head.id.0;
    let told = |message: Message| Arg::Message(Box::new(message));
    match dimension {
        Dimension::Level => {
            let span = declared.level.as_ref().map_or(head, |at| at.span);
            (span, LEVEL.with([teller.level(grant.level), grantor, teller.level(if power.grants > Rank::NONE { power.grants } else { power.level })]))
        }
        Dimension::Region => {
            let span = declared.regions.first().map_or(head, |at| at.span);
            (span, REGION.with([teller.area(grant.area), grantor, teller.area(power.area)]))
        }
        Dimension::Period => {
            let span = declared.period.map_or(head, |at| at.span);
            let most = power.period.min(competence.world().cap(power.grants.min(grant.level)));
            (span, PERIOD.with([period(grant.period), grantor, period(most)]))
        }
        Dimension::Term => {
            let span = declared.term.map_or(head, |at| at.span);
            let has = competence.powers.held(power).unwrap_or(power.days);
            (span, TERM.with([told(days(grant.days)), grantor, told(days(has))]))
        }
        Dimension::Matters
        | Dimension::Tier
        | Dimension::Bounds
        | Dimension::Redelegation
        | Dimension::Life
        | Dimension::Officer
        | Dimension::Catalogue => {
            let at = declared.matters.iter().find(|at| Atom::from(at.value) == reach);
            (at.map_or(head, |at| at.span), MATTERS.with([teller.atom(reach), grantor]))
        }
    }
}
