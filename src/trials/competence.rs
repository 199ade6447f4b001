//! What is expected of competence, held against what `why` says.

use jiff::civil::Date;

use super::{Evidence, Runner, Verdict};
use crate::answers::why;
use crate::authority::{Competence, Hop, Question, Teller};
use crate::diagnostic::{Arg, Message, Text};
use crate::model::{Id, LevelId, Matter, Organ};

const NO_REGIME: Text = Text::new("the catalogue of {0} stands under no regime", "{0} 所在的目录没有依据的法规");
const NO_LEVEL: Text = Text::new("{0} has no level of its own", "{0} 没有写明密级");
const YES: Text = Text::new("it may: {0}", "有权：{0}");
const NO: Text = Text::new("it may not: {0}", "无权：{0}");
const FALLS_SHORT: Text = Text::new("{0}; but {1}", "{0}；但是{1}");
const NO_CHAIN: Text = Text::new("no chain leads to it", "没有通向该机关的授权链条");

impl Runner<'_> {
    pub(super) fn competence(
        &self,
        expected: bool,
        (organ, row, level): (Id<Organ>, Id<Matter>, Option<LevelId>),
        day: Date,
        evidence: &mut Evidence,
    ) -> Verdict {
        let model = self.context.model;
        let about = || [self.context.row_arg(row)];
        let competence = self.authority.over(model, row).ok_or_else(|| NO_REGIME.with(about()))?;
        let level = level.or(model.matters[row].level.get().copied()).ok_or_else(|| NO_LEVEL.with(about()))?;
        let question = Question { organ, row, level: competence.world().rank(level), day };
        evidence.rows.insert(row);
        let witness = why::may(competence, question);
        match witness {
            Some(witness) => {
                let hops = competence.chain(witness);
                if !expected {
                    return Err(YES.with([Arg::list(hops.iter().map(|hop| self.hop(competence, *hop)))]));
                }
                evidence.grants.extend(hops.iter().filter_map(|hop| match hop {
                    Hop::Grant { grant, .. } => competence.powers.grant(*grant).declared,
                    Hop::Tier { .. } | Hop::Succession { .. } | Hop::Officer { .. } => None,
                }));
                Ok(())
            }
            None if expected => Err(NO.with([Arg::Message(Box::new(self.refusal(competence, question)))])),
            None => Ok(()),
        }
    }

    fn hop(&self, competence: &Competence<'_>, hop: Hop) -> Arg {
        let teller = Teller { context: self.context, competence };
        Arg::Message(Box::new(teller.hop(hop).message))
    }

    /// What fails first: of what no chain can mend, or else of the nearest chain.
    fn refusal(&self, competence: &Competence<'_>, question: Question) -> Message {
        let teller = Teller { context: self.context, competence };
        let refusal = competence.refuse(question);
        if let Some(obstacle) = refusal.obstacles.first() {
            return teller.obstacle(question, *obstacle).message;
        }
        let failing = refusal.chains.first().and_then(|chain| Some((chain, chain.failing.first()?)));
        match failing {
            Some((chain, (at, dimension))) => {
                let hop = chain.hops[*at];
                let failure = teller.failure(question, hop, *dimension);
                FALLS_SHORT.with([self.hop(competence, hop), Arg::Message(Box::new(failure))])
            }
            None => NO_CHAIN.into(),
        }
    }
}
