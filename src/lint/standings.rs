//! Every grant measured once against its grantor, for the rules that each tell a part of it.

use super::{Context, Findings};
use crate::authority::{Authority, Competence, Days, Fault, Grant, Hop, PowerId, Teller, days, without};
use crate::diagnostic::{Arg, Diagnostic, Kind, Message, Text};
use crate::model::{Authorization, Id, Model, Place, Regime};
use crate::source::Span;

#[derive(Debug)]
pub(super) struct Standings {
    /// In the order of regimes and grants.
    faults: Vec<Standing>,
    /// The circles that grants run in.
    circles: Vec<(Id<Regime>, Vec<u32>)>,
}

/// A grant that stands wrong under the regime it falls under.
#[derive(Debug)]
struct Standing {
    regime: Id<Regime>,
    grant: u32,
    fault: Fault,
}

/// A grant and what is wrong with it, ready to be told.
pub(super) struct Wrong<'a, 'm> {
    pub(super) teller: Teller<'a>,
    pub(super) competence: &'a Competence<'m>,
    pub(super) grant: &'a Grant,
    pub(super) declared: &'a Authorization,
    pub(super) id: Id<Authorization>,
    pub(super) fault: &'a Fault,
}

impl Standings {
    pub(super) fn of(model: &Model, authority: &Authority<'_>) -> Self {
        let mut faults = Vec::new();
        let mut circles = Vec::new();
        for (regime, competence) in authority.iter() {
            for (at, grant) in (0_u32..).zip(&competence.world().grants) {
                let is_ours =
                    |id: Id<Authorization>| model.regime_over(&model.authorizations[id].matters) == Some(regime);
                if grant.declared.is_some_and(is_ours) {
                    let found = competence.standing(grant).into_iter();
                    faults.extend(found.map(|fault| Standing { regime, grant: at, fault }));
                }
            }
            circles.extend(competence.grant_circles().into_iter().map(|circle| (regime, circle)));
        }
        Standings { faults, circles }
    }

    pub(super) fn has_fault(&self, regime: Id<Regime>, grant: u32) -> bool {
        self.faults.binary_search_by_key(&(regime, grant), |standing| (standing.regime, standing.grant)).is_ok()
    }

    pub(super) fn circles(&self) -> &[(Id<Regime>, Vec<u32>)] {
        &self.circles
    }
}

/// Calls `tell` with each grant that stands wrong.
pub(super) fn each_wrong(context: &Context<'_>, mut tell: impl FnMut(Wrong<'_, '_>)) {
    for standing in &context.standings().faults {
        let Some(competence) = context.authority().under(standing.regime) else { continue };
        let grant = competence.powers.grant(standing.grant);
        let Some(id) = grant.declared else { continue };
        let teller = Teller { context, competence };
        let declared = &context.model.authorizations[id];
        tell(Wrong { teller, competence, grant, declared, id, fault: &standing.fault });
    }
}

impl Wrong<'_, '_> {
    /// A finding about the grant, with the chain of the power it was measured against.
    pub(super) fn finding(
        &self,
        kind: &'static Kind,
        span: Span,
        message: impl Into<Message>,
        of: Option<PowerId>,
    ) -> Diagnostic {
        let context = self.teller.context;
        let finding = Diagnostic::new(kind, span, message).on(context.subject(Place::Authorization(self.id)));
        let finding = finding.cites(&self.competence.world().regime.grants.cites);
        match of {
            Some(of) => with_chain(finding, &self.teller, &self.competence.powers.chain(of)),
            None => finding,
        }
    }

    /// Told from the first day of the grant.
    pub(super) fn report(&self, finding: Diagnostic, findings: &mut Findings) {
        findings.report_from(self.grant.days.from, self.teller.context.as_of, finding);
    }
}

/// Shows each hop of a chain in its place, and adds the articles it rests on.
pub(super) fn with_chain(mut finding: Diagnostic, teller: &Teller<'_>, hops: &[Hop]) -> Diagnostic {
    for hop in hops {
        let told = teller.hop(*hop);
        finding = finding.label(told.span, told.message);
        for cite in told.cites {
            if !finding.cites.contains(&cite) {
                finding.cites.push(cite);
            }
        }
    }
    finding
}

/// The stretches on which something holds and on which it does not, in their order, as `holds` and `fails` write them.
pub(super) fn time_line(whole: Days, holding: &[Days], holds: Text, fails: Text) -> Arg {
    let holding = holding.iter().filter_map(|stretch| stretch.and(whole));
    let mut stretches: Vec<(Days, Text)> = holding.clone().map(|stretch| (stretch, holds)).collect();
    let holding: Vec<Days> = holding.collect();
    stretches.extend(without(whole, &holding).into_iter().map(|stretch| (stretch, fails)));
    stretches.sort_unstable_by_key(|(stretch, _)| *stretch);
    let told =
        |(stretch, text): (Days, Text)| Arg::Message(Box::new(text.with([Arg::Message(Box::new(days(stretch)))])));
    Arg::list(stretches.into_iter().map(told))
}
