//! May this organ determine this row? Yes with the chain, or no with the nearest chains and the smallest lawful repair.

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::told::{Bounds, Failure, Interval, Level, Link};
use crate::authority::{Attempt, Competence, Days, Dimension, Hop, Question, Refusal, Step, Witness, days, in_force};
use crate::diagnostic::{Arg, Diagnostic, Lang, Severity, Text};
use crate::model::{Given, Place};

/// What `dingmi why --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Why {
    /// The version of this format: 1.
    pub version: u32,
    pub organ: String,
    /// `catalogue#matter`
    pub row: String,
    pub level: Level,
    /// The day asked for, as YYYY-MM-DD.
    pub on: String,
    /// Whether the organ may determine the row at this level on this day.
    pub may: bool,
    /// The chain that makes the answer yes; or, if it is no, those that come nearest, the nearest first.
    pub chains: Vec<Vec<Link>>,
    /// How far the power goes, if the answer is yes.
    pub bounds: Option<Bounds>,
    /// What no chain can mend: a catalogue that is not in force, an organ that is not there.
    pub obstacles: Vec<Failure>,
    /// The smallest lawful change after which the answer is yes; empty where there is none, or none is needed.
    pub repair: Vec<Change>,
    /// What `check` finds wrong with the declarations of the first chain on that day. A grant that is not in writing or not
    /// filed is told here: the answer measures powers, and not papers.
    pub remarks: Vec<Remark>,
    /// All days on which the organ may, as far as the catalogue is in force.
    pub competent: Vec<Interval>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Remark {
    /// The code of the rule; absent where it is the regime that was not the law.
    pub code: Option<&'static str>,
    pub message: String,
}

/// One change to what is declared.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Change {
    /// One of extend-term, raise-level, add-matter, new-authorization, extend-officer, raise-officer, add-duty, new-head.
    pub kind: &'static str,
    pub message: String,
    /// The declaration to write, with `…` where only its author knows.
    pub declaration: Option<String>,
}

/// Asks the question. `findings` are those of a check for that day.
pub fn ask(setting: &Setting<'_>, question: Question, findings: &[Diagnostic]) -> Why {
    let competence = setting.competence;
    let model = setting.context.model;
    let catalogue = &model.catalogues[model.matters[question.row].catalogue];
    let force = in_force(catalogue);
    let competent = competence.days_of(question.organ, question.row, question.level);
    let witness = may(competence, question);
    let refusal = witness.is_none().then(|| competence.refuse(question));
    let organ = setting.context.id(model.organs[question.organ].head.id).into_owned();
    let hops = match (&witness, &refusal) {
        (Some(witness), _) => competence.chain(*witness),
        (None, refusal) => refusal
            .iter()
            .flat_map(|refusal| &refusal.chains)
            .next()
            .map(|first| first.hops.clone())
            .unwrap_or_default(),
    };
    Why {
        version: 1,
        organ,
        row: setting.context.subject(Place::Matter(question.row)),
        level: setting.level(question.level),
        on: question.day.to_string(),
        may: witness.is_some(),
        chains: match (&witness, &refusal) {
            (Some(witness), _) => vec![setting.chain(*witness)],
            (None, Some(refusal)) => refusal.chains.iter().map(|attempt| setting.attempt(question, attempt)).collect(),
            (None, None) => Vec::new(),
        },
        bounds: witness.map(|witness| setting.bounds_on(witness, question, force)),
        obstacles: refusal.iter().flat_map(|refusal| setting.obstacles(question, refusal)).collect(),
        repair: refusal.map(|refusal| setting.changes(question, &refusal)).unwrap_or_default(),
        remarks: setting.remarks(&hops, question, findings),
        competent: competent.into_iter().filter_map(|days| days.and(force)).map(Interval::from).collect(),
    }
}

/// What makes the answer yes, if it is.
pub fn may(competence: &Competence<'_>, question: Question) -> Option<Witness> {
    let model = competence.world().model;
    let catalogue = &model.catalogues[model.matters[question.row].catalogue];
    competence.may(question).filter(|_| in_force(catalogue).contains(question.day))
}

/// The level of a row, if it has one.
pub fn level_of(setting: &Setting<'_>, row: crate::model::Id<crate::model::Matter>) -> Option<crate::authority::Rank> {
    match setting.context.model.matters[row].level {
        Given::Is(level) => Some(setting.competence.world().rank(level)),
        Given::Absent | Given::Faulty => None,
    }
}

impl Setting<'_> {
    fn chain(&self, witness: Witness) -> Vec<Link> {
        self.competence.chain(witness).into_iter().map(|hop| self.link(hop, None, &[])).collect()
    }

    fn attempt(&self, question: Question, attempt: &Attempt) -> Vec<Link> {
        let link = |(at, hop): (usize, &Hop)| {
            let failing: Vec<Dimension> =
                attempt.failing.iter().filter(|(place, _)| *place == at).map(|(_, dimension)| *dimension).collect();
            self.link(*hop, Some(question), &failing)
        };
        attempt.hops.iter().enumerate().map(link).collect()
    }

    fn remarks(&self, hops: &[Hop], question: Question, findings: &[Diagnostic]) -> Vec<Remark> {
        const NOT_THE_LAW: Text = Text::new("regime {0} is in force {1} only", "法规 {0} 的施行期间仅为：{1}");
        let regime = self.competence.world().regime;
        let mut remarks = Vec::new();
        if !regime.in_force.contains(question.day) {
            let days = Arg::Message(Box::new(days(regime.in_force.into())));
            let message = NOT_THE_LAW.with([Arg::id(self.context.id(regime.head.id)), days]);
            remarks.push(Remark { code: None, message: self.say(&message) });
        }
        let subjects: Vec<String> = hops.iter().filter_map(|hop| self.subject(*hop)).collect();
        let is_of_chain = |finding: &&Diagnostic| {
            let is_now = finding.from.is_none() && finding.severity == Severity::Error;
            is_now && finding.subject.as_ref().is_some_and(|subject| subjects.contains(subject))
        };
        remarks.extend(
            findings
                .iter()
                .filter(is_of_chain)
                .map(|finding| Remark { code: Some(finding.kind.code), message: self.say(&finding.message) }),
        );
        remarks
    }

    /// The declaration of a hop that a finding can be about.
    fn subject(&self, hop: Hop) -> Option<String> {
        let place = match hop {
            Hop::Grant { grant, .. } => Place::Authorization(self.competence.powers.grant(grant).declared?),
            Hop::Officer { officer, .. } => Place::Officer(officer?),
            Hop::Tier { .. } | Hop::Succession { .. } => return None,
        };
        Some(self.context.subject(place))
    }

    /// The days of the stretch that the day asked for lies in.
    fn bounds_on(&self, witness: Witness, question: Question, force: Days) -> Bounds {
        let power = self.competence.powers.get(witness.power);
        let all = self.competence.days_of(question.organ, question.row, question.level);
        let around = all.into_iter().filter_map(|days| days.and(force)).find(|days| days.contains(question.day));
        self.bounds(power, around.unwrap_or(power.days))
    }

    fn obstacles(&self, question: Question, refusal: &Refusal) -> Vec<Failure> {
        let told = |dimension: &Dimension| Failure {
            dimension: dimension.id(),
            name: dimension.text().get(self.lang).to_owned(),
            message: self.say(&self.teller().obstacle(question, *dimension).message),
        };
        refusal.obstacles.iter().map(told).collect()
    }

    fn changes(&self, question: Question, refusal: &Refusal) -> Vec<Change> {
        let steps = self.competence.repair(question, refusal).unwrap_or_default();
        let change = |step: &Step| Change {
            kind: step.id(),
            message: self.say(&self.teller().step(question, *step)),
            declaration: self.declaration(question, *step),
        };
        steps.iter().map(change).collect()
    }

    /// What a person would write, ready to be filled in. It holds ids and nothing secret.
    fn declaration(&self, question: Question, step: Step) -> Option<String> {
        let model = self.context.model;
        let organ = |id| self.context.id(model.organs[id].head.id);
        match step {
            Step::NewGrant { from, level, term } => {
                let Interval { from: first, to: last } = term.into();
                let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
                let level = self.level(level).id;
                let row = self.context.subject(Place::Matter(question.row));
                let (from, to) = (organ(from), organ(question.organ));
                Some(match self.lang {
                    Lang::En => format!(
                        "authorization … from {from} to {to} {{\n    level up-to {level};\n    matters {row};\n    instrument \
                         \"…\" dated …;\n    term {first} .. {last};\n    filed-with … on …;\n}}"
                    ),
                    Lang::Zh => format!(
                        "定密授权 … 自 {from} 至 {to} ｛\n    密级 不高于 {level}；\n    事项范围 {row}；\n    授权文书 “…” 日期 \
                         …；\n    期限 {first} .. {last}；\n    备案 … 于 …；\n｝"
                    ),
                })
            }
            Step::NewHead { from } => {
                let organ = organ(question.organ);
                Some(match self.lang {
                    Lang::En => format!("officer … of {organ} {{ head; trained on …; term from {from}; }}"),
                    Lang::Zh => format!("定密责任人 … 隶属 {organ} ｛ 负责人； 培训 于 …； 期限 自 {from}； ｝"),
                })
            }
            Step::ExtendTerm { .. }
            | Step::RaiseLevel { .. }
            | Step::AddMatter { .. }
            | Step::ExtendOfficer { .. }
            | Step::RaiseOfficer { .. }
            | Step::AddDuty { .. } => None,
        }
    }
}
