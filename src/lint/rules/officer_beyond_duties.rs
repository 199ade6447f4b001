use crate::authority::{Atom, Days, Duty, Power, Rank, Teller};
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Message, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Officer, Place};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "A011",
        name: "officer-beyond-duties",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 10), Citation::new("R14", 9)],
        summary: Text::new("a responsible person whose duties go beyond the power of the organ", "定密责任人的职责超出本机关的定密权限"),
        explanation: Text::new(
            "A responsible person decides for the organ and has no more than the organ has. Duties of a higher level, or over matters that the organ may never determine during the term, promise what nobody there can do. Lower them, or have the organ authorized first.",
            "定密责任人代表机关定密，其权限不超过本机关。职责所及的密级高于本机关权限，或者所列事项在任期内本机关均无权确定的，这样的职责无法履行。请调低职责，或者先使本机关获得授权。",
        ),
        bad: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; business b; }
organ city { tier prefecture; business b; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level jimi; period 10 years; known-to post \"员\" of maker; }
}
officer chief of city { head; trained on 2014-12-01; term from 2015-01-01; }
officer clerk of city { designated-by chief on 2015-02-20; trained on 2015-02-01; determines up-to juemi; matters c; term from 2015-03-01; }
",
        good: "
business b;
organ nassp { tier central; role secrecy-administration; }
organ maker { tier central; business b; }
organ city { tier prefecture; business b; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker, nassp;
    dated 2010-06-01;
    in-force from 2010-07-01;
    business b;
    matter 1 \"甲\" { level jimi; period 10 years; known-to post \"员\" of maker; }
}
officer chief of city { head; trained on 2014-12-01; term from 2015-01-01; }
officer clerk of city { designated-by chief on 2015-02-20; trained on 2015-02-01; determines up-to jimi; matters c; term from 2015-03-01; }
",
    },
    check,
};

const LEVEL: Text = Text::new("{0} decides up to {1}, and {2} may determine up to {3}", "{0} 的定密权限至 {1}，而 {2} 至多可确定 {3}");
const MATTERS: Text = Text::new("{0} decides over {1}, which {2} may not determine at any time of the term", "{0} 的职责包括 {1}，而 {2} 在其任期内始终无权确定");

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (regime, competence) in context.authority().iter() {
        for duty in &competence.world().duties {
            let Some(id) = duty.officer else { continue };
            let officer = &context.model.officers[id];
            let is_ours = context.model.regime_over(&officer.matters) == Some(regime);
            // The head has the organ's power, no more and no less.
            if is_ours && !officer.is_head && competence.coverage().knows_tiers {
                for (span, message) in beyond(&Teller { context, competence }, duty, officer) {
                    let finding = Diagnostic::new(&RULE.kind, span, message).on(context.subject(Place::Officer(id)));
                    let organ = context.model.organs[duty.organ].head.id.0;
                    let finding = finding.label(organ, ORGAN);
                    findings.report_from(officer.term.value.from.unwrap_or(context.as_of), context.as_of, finding);
                }
            }
        }
    }
}

const ORGAN: Text = Text::new("the organ", "所在机关");

/// In what the duties of an officer go beyond the powers that the organ has during the term.
fn beyond(teller: &Teller<'_>, duty: &Duty, officer: &Officer) -> Vec<(Span, Message)> {
    let competence = teller.competence;
    let term: Days = officer.term.value.into();
    let in_term = |power: &Power| competence.powers.held(power).is_some_and(|days| days.and(term).is_some());
    let powers: Vec<&Power> =
        competence.powers.of_organ(duty.organ).map(|(_, power)| power).filter(|power| in_term(power)).collect();
    let name = Arg::id(teller.context.id(officer.head.id));
    let organ = teller.organ(duty.organ);
    let mut found = Vec::new();
    for at in &officer.matters {
        let reach = Atom::from(at.value);
        if !powers.iter().any(|power| competence.world().reaches.have_common(power.reach, reach)) {
            found.push((at.span, MATTERS.with([name.clone(), teller.atom(reach), organ.clone()])));
        }
    }
    // The tier counts even where no catalogue of the program lies within its bounds.
    let own = competence.world().determines(duty.organ);
    let most = powers.iter().map(|power| power.level).max().unwrap_or(Rank::NONE).max(own);
    if let Some(level) = officer.level.as_ref().filter(|_| found.is_empty() && duty.level > most) {
        found.push((level.span, LEVEL.with([name, teller.level(duty.level), organ, teller.level(most)])));
    }
    found
}
