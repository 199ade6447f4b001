//! Chains, hop by hop, as messages: what passes, where it stands, on which article it rests, and what fails.

use jiff::civil::Date;

use super::area::Area;
use super::chain::Hop;
use super::competence::{Competence, Question, in_force};
use super::days::Days;
use super::dimension::Dimension;
use super::reach::Atom;
use super::repair::Step;
use super::world::{Months, Rank};
use crate::diagnostic::{Arg, Citation, Message, Text};
use crate::model::{Authorization, Context, Duration, Id, Level, LevelId, Officer, Organ, Tier, Validity};
use crate::source::Span;

/// One hop as it is shown.
#[derive(Clone, Debug)]
pub struct Told {
    pub span: Span,
    pub message: Message,
    pub cites: Vec<Citation>,
}

/// What tells of one regime's powers.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    pub context: &'a Context<'a>,
    pub competence: &'a Competence<'a>,
}

const NO_TIER: Text = Text::new("{0} stands on no tier of the regime", "{0} 不属于法规的任何层级");
const TIER: Text = Text::new(
    "{0} is of tier {1}, which determines {2} and authorizes {3}",
    "{0} 的层级为 {1}：定密权限{2}，授权权限{3}",
);
const TIER_ALONE: Text = Text::new("tier {0} determines {1} and authorizes {2}", "层级 {0}：定密权限{1}，授权权限{2}");
const UP_TO: Text = Text::new("up to {0}", "至 {0}");
const NOTHING: Text = Text::new("nothing", "无");
const SUCCEEDED: Text = Text::new("{0} ended on {1}; {2} took its functions", "{0} 存续至 {1}，职能由 {2} 承接");
const SUCCEEDED_IN_PART: Text =
    Text::new("{0} ended on {1}; {2} took its functions in {3}", "{0} 存续至 {1}，其中 {3} 的职能由 {2} 承接");
const GRANTS: Text = Text::new("{0} authorizes {1} by {2}: {3}", "{0} 以 {2} 授权 {1}：{3}");
const CARRIES_ON: Text = Text::new(
    "{0}, which carries on for {4}, stands behind {2} to {1}: {3}",
    "{0} 承接 {4} 的职能，继续 {2} 对 {1} 的授权：{3}",
);
const PROPOSED: Text = Text::new("a new authorization", "新的授权");
const ALL_MATTERS: Text = Text::new("all that the grantor has", "授权机关的全部事项");
const PERIOD: Text = Text::new("period at most {0}", "保密期限不超过 {0}");
const REGION: Text = Text::new("in {0}", "限于 {0}");
const HEAD_BY_LAW: Text = Text::new(
    "the head of {0} is its responsible person by law; no officer of it is declared",
    "{0} 的负责人依法为定密责任人（未另行声明）",
);
const NO_OFFICER: Text = Text::new("{0} has no responsible person", "{0} 没有定密责任人");
const HEAD: Text = Text::new("{0} decides for {1} as its head, {2}", "{0} 作为 {1} 的负责人定密，{2}");
const DESIGNATED: Text = Text::new("{0} decides for {1} by designation: {2}", "{0} 受指定为 {1} 定密：{2}");
const FROM_TO: Text = Text::new("{0} .. {1}", "{0} 至 {1}");
const FROM: Text = Text::new("from {0}", "自 {0}");
const TO: Text = Text::new("to {0}", "至 {0}");
const ALWAYS: Text = Text::new("at all times", "始终");
const ALL_OF_THE_ORGAN: Text = Text::new("all matters of the organ", "本机关全部事项");

impl<'a> Teller<'a> {
    pub fn organ(&self, organ: Id<Organ>) -> Arg {
        Arg::id(self.context.id(self.context.model.organs[organ].head.id))
    }

    pub fn level(&self, rank: Rank) -> Arg {
        self.competence.world().level(rank).map_or(Arg::Text(NOTHING), Level::arg)
    }

    /// What an atom is called.
    pub fn atom(&self, atom: Atom) -> Arg {
        const ALL: Text = Text::new("every matter", "全部事项");
        const UNCLASSIFIED: Text = Text::new("catalogues of no stated business", "未写明主管业务的目录");
        let model = self.context.model;
        match atom {
            Atom::All => Arg::Text(ALL),
            Atom::Unclassified => Arg::Text(UNCLASSIFIED),
            Atom::Business(id) => Arg::id(self.context.id(model.businesses[id].head.id)),
            Atom::Catalogue(id) => self.context.catalogue_arg(id),
            Atom::Matter(id) => self.context.row_arg(id),
        }
    }

    pub fn area(&self, area: Area) -> Arg {
        let regions = self.competence.world().areas.regions(area);
        Arg::list(regions.iter().map(|region| Arg::id(self.context.id(self.context.model.regions[*region].head.id))))
    }

    pub fn hop(&self, hop: Hop) -> Told {
        match hop {
            Hop::Tier { organ } => self.tier(organ),
            Hop::Succession { from, at } => self.succession(from, at),
            Hop::Grant { grant, by } => self.grant(grant, by),
            Hop::Officer { organ, officer } => self.officer(organ, officer),
        }
    }

    fn tier(&self, organ: Id<Organ>) -> Told {
        let world = self.competence.world();
        let span = self.context.model.organs[organ].head.id.0;
        let Some(tier) = world.tier(organ) else {
            return Told { span, message: NO_TIER.with([self.organ(organ)]), cites: Vec::new() };
        };
        let message =
            TIER.with([self.organ(organ), tier_arg(tier), self.up_to(tier.determines), self.up_to(tier.authorizes)]);
        Told { span, message, cites: tier.cites.clone() }
    }

    /// A tier for itself, whoever stands on it.
    pub fn tier_alone(&self, tier: &Tier) -> Told {
        let args = [tier_arg(tier), self.up_to(tier.determines), self.up_to(tier.authorizes)];
        Told { span: tier.head.id.0, message: TIER_ALONE.with(args), cites: tier.cites.clone() }
    }

    fn up_to(&self, level: Option<LevelId>) -> Arg {
        match level {
            Some(level) => Arg::Message(Box::new(UP_TO.with([self.competence.world().regime.level(level).arg()]))),
            None => Arg::Text(NOTHING),
        }
    }

    fn succession(&self, from: Id<Organ>, at: usize) -> Told {
        let organ = &self.context.model.organs[from];
        let succession = &organ.successors[at];
        let end = Arg::Date(organ.exists.to.unwrap_or(Date::MAX));
        let ends = [self.organ(from), end, self.organ(succession.organ)];
        let message = if succession.part.is_empty() {
            SUCCEEDED.with(ends)
        } else {
            let part = Arg::list(succession.part.iter().map(|reach| self.atom(Atom::from(*reach))));
            SUCCEEDED_IN_PART.with(ends.into_iter().chain([part]))
        };
        Told { span: succession.span, message, cites: self.competence.world().regime.succession.clone() }
    }

    fn grant(&self, at: u32, by: Id<Organ>) -> Told {
        let world = self.competence.world();
        let grant = self.competence.powers.grant(at);
        let declared = grant.declared.map(|id| &self.context.model.authorizations[id]);
        let id = declared.map_or(Arg::Text(PROPOSED), |declared| Arg::id(self.context.id(declared.head.id)));
        let args = [self.organ(by), self.organ(grant.grantee), id, Arg::List(self.bounds(at))];
        let message = if by == grant.grantor {
            GRANTS.with(args)
        } else {
            CARRIES_ON.with(args.into_iter().chain([self.organ(grant.grantor)]))
        };
        let span = declared.map_or(self.context.model.organs[by].head.id.0, |declared| declared.head.id.0);
        Told { span, message, cites: world.regime.grants.cites.clone() }
    }

    /// What a grant says of itself: level, matters, period, region, term.
    fn bounds(&self, at: u32) -> Vec<Arg> {
        let grant = self.competence.powers.grant(at);
        let message = |message| Arg::Message(Box::new(message));
        let mut bounds = Vec::new();
        if grant.level != Rank::ANY {
            bounds.push(message(UP_TO.with([self.level(grant.level)])));
        }
        match self.competence.world().atoms_of(grant) {
            [Atom::All] => bounds.push(Arg::Text(ALL_MATTERS)),
            atoms => bounds.extend(atoms.iter().map(|atom| self.atom(*atom))),
        }
        if grant.period != Months::ANY {
            bounds.push(message(PERIOD.with([period(grant.period)])));
        }
        if grant.area != Area::EVERYWHERE {
            bounds.push(message(REGION.with([self.area(grant.area)])));
        }
        bounds.push(message(days(grant.days)));
        bounds
    }

    fn officer(&self, organ: Id<Organ>, officer: Option<Id<Officer>>) -> Told {
        let regime = self.competence.world().regime;
        let cites = regime.head_by_law.clone().unwrap_or_default();
        let Some(id) = officer else {
            let text = if self.competence.head_is_presumed(organ) { HEAD_BY_LAW } else { NO_OFFICER };
            let span = self.context.model.organs[organ].head.id.0;
            return Told { span, message: text.with([self.organ(organ)]), cites };
        };
        let officer = &self.context.model.officers[id];
        let name = Arg::id(self.context.id(officer.head.id));
        let term = Arg::Message(Box::new(days(officer.term.value.into())));
        let message = if officer.is_head {
            HEAD.with([name, self.organ(organ), term])
        } else {
            let level = officer.level.as_ref().and_then(|level| regime.level_named(&level.value));
            let level = level.map(|level| Arg::Message(Box::new(UP_TO.with([regime.level(level).arg()]))));
            let matters: Vec<Arg> = officer.matters.iter().map(|at| self.atom(Atom::from(at.value))).collect();
            let matters = if matters.is_empty() { vec![Arg::Text(ALL_OF_THE_ORGAN)] } else { matters };
            let bounds = level.into_iter().chain(matters).chain([term]);
            DESIGNATED.with([name, self.organ(organ), Arg::list(bounds)])
        };
        Told { span: officer.head.id.0, message, cites }
    }

    /// What fails at a hop of a chain that does not answer the question.
    pub fn failure(&self, question: Question, hop: Hop, dimension: Dimension) -> Message {
        const LEVEL: Text = Text::new("it does not go up to {0}", "未达到 {0}");
        const MATTERS: Text = Text::new("it does not reach {0}", "不包括 {0}");
        const BOUNDS: Text =
            Text::new("{0} lies outside its line of business and its region", "{0} 不在其主管业务或行政区域之内");
        const TERM: Text = Text::new("{0} lies outside its term", "{0} 不在其期限之内");
        const TIER: Text = Text::new("the tier gives no such power", "该层级没有此项权限");
        const REDELEGATION: Text = Text::new(
            "the regime lets a grant be granted on {0} times, and this is one more",
            "法规允许转授权 {0} 次，此处已经超出",
        );
        const FORBIDDEN: Text = Text::new(
            "the grantor has it by a grant, and the regime forbids granting on",
            "授权机关的权限来自授权，而法规禁止转授权",
        );
        const REGION: Text = Text::new(
            "it has no region in common with what was passed to the grantor",
            "与授权机关所得权限没有共同的行政区域",
        );
        const LIFE: Text = Text::new("the organ is not there on {0}", "该机关在 {0} 不存在");
        const OFFICER: Text =
            Text::new("nobody of {0} may decide {1} at {2} on {3}", "在 {3}，{0} 无人可以对 {1} 确定 {2}");
        const CATALOGUE: Text = Text::new("the catalogue is not in force on {0}", "目录在 {0} 未施行");
        let (row, level, day) =
            (self.context.row_arg(question.row), self.level(question.level), Arg::Date(question.day));
        match dimension {
            Dimension::Level => LEVEL.with([level]),
            Dimension::Matters => MATTERS.with([row]),
            Dimension::Bounds => BOUNDS.with([row]),
            Dimension::Term => TERM.with([day]),
            Dimension::Tier => TIER.into(),
            Dimension::Redelegation => match self.competence.world().regime.grants.redelegation {
                0 => FORBIDDEN.into(),
                times => REDELEGATION.with([Arg::Number(u64::from(times))]),
            },
            Dimension::Region | Dimension::Period => REGION.into(),
            Dimension::Life => LIFE.with([day]),
            Dimension::Catalogue => CATALOGUE.with([day]),
            Dimension::Officer => {
                let organ = if let Hop::Officer { organ, .. } = hop { organ } else { question.organ };
                OFFICER.with([self.organ(organ), row, level, day])
            }
        }
    }

    /// What no chain can mend.
    pub fn obstacle(&self, question: Question, dimension: Dimension) -> Told {
        const NOT_IN_FORCE: Text = Text::new("{0} is in force {1}, not on {2}", "{0} 的施行期间为：{1}，{2} 不在其内");
        const NOT_THERE: Text = Text::new("{0} is there {1}, not on {2}", "{0} 的存续期间为：{1}，{2} 不在其内");
        let model = self.context.model;
        let id = model.matters[question.row].catalogue;
        let catalogue = &model.catalogues[id];
        let day = Arg::Date(question.day);
        let when = |stretch: Days| Arg::Message(Box::new(days(stretch)));
        if dimension == Dimension::Catalogue {
            let span = catalogue.in_force_span.unwrap_or(catalogue.head.id.0);
            let message = NOT_IN_FORCE.with([self.context.catalogue_arg(id), when(in_force(catalogue)), day]);
            return Told { span, message, cites: Vec::new() };
        }
        let organ = &model.organs[question.organ];
        let span = organ.ended_at.unwrap_or(organ.head.id.0);
        let message = NOT_THERE.with([self.organ(question.organ), when(organ.exists.into()), day]);
        Told { span, message, cites: Vec::new() }
    }
}

/// A tier by id and name.
pub fn tier_arg(tier: &Tier) -> Arg {
    const TIER: Text = Text::new("{0} {1}", "{0} {1}");
    Arg::Message(Box::new(TIER.with([Arg::id(&*tier.id), Arg::words(&*tier.name)])))
}

/// A length of time in words, in years where it comes out even.
pub fn period(Months(months): Months) -> Arg {
    if months.is_multiple_of(12) { Duration::Years(months / 12).arg() } else { Duration::Months(months).arg() }
}

/// A stretch of days in words.
pub fn days(stretch: Days) -> Message {
    let Validity { from, to } = stretch.into();
    match (from, to) {
        (Some(from), Some(to)) => FROM_TO.with([Arg::Date(from), Arg::Date(to)]),
        (Some(from), None) => FROM.with([Arg::Date(from)]),
        (None, Some(to)) => TO.with([Arg::Date(to)]),
        (None, None) => ALWAYS.into(),
    }
}

const EXTEND_TERM: Text = Text::new("extend {0} to {1}", "将 {0} 的期限延至 {1}");
const RAISE_LEVEL: Text = Text::new("raise {0} to {1}", "将 {0} 的密级上限提高至 {1}");
const ADD_MATTER: Text = Text::new("add {1} to the matters of {0}", "在 {0} 的事项范围中增加 {1}");
const NEW_GRANT: Text = Text::new(
    "have {0} authorize {1} for {2} up to {3}, {4}, in writing, and file it",
    "由 {0} 书面授权 {1} 确定 {2}，不高于 {3}，{4}，并依规定备案",
);
const EXTEND_OFFICER: Text = Text::new("extend the term of {0} to {1}", "将 {0} 的任期延至 {1}");
const RAISE_OFFICER: Text = Text::new("let {0} decide up to {1}", "将 {0} 的定密权限提高至 {1}");
const ADD_DUTY: Text = Text::new("add {1} to the duties of {0}", "在 {0} 的事项范围中增加 {1}");
const NEW_HEAD: Text = Text::new("name the head of {0} from {1} on", "写明 {0} 自 {1} 起的负责人");
const REPAIR: Text = Text::new("smallest lawful repair: {0}", "最小的合法补救：{0}");

impl Teller<'_> {
    /// The changes that would make the answer yes.
    pub fn repair(&self, question: Question, steps: &[Step]) -> Message {
        REPAIR.with([Arg::list(steps.iter().map(|step| Arg::Message(Box::new(self.step(question, *step)))))])
    }

    pub fn step(&self, question: Question, step: Step) -> Message {
        let model = self.context.model;
        let grant = |id: Id<Authorization>| Arg::id(self.context.id(model.authorizations[id].head.id));
        let officer = |id: Id<Officer>| Arg::id(self.context.id(model.officers[id].head.id));
        let row = self.context.row_arg(question.row);
        match step {
            Step::ExtendTerm { grant: id, to } => EXTEND_TERM.with([grant(id), Arg::Date(to)]),
            Step::RaiseLevel { grant: id, level } => RAISE_LEVEL.with([grant(id), self.level(level)]),
            Step::AddMatter { grant: id } => ADD_MATTER.with([grant(id), row]),
            Step::NewGrant { from, level, term } => {
                let term = Arg::Message(Box::new(days(term)));
                NEW_GRANT.with([self.organ(from), self.organ(question.organ), row, self.level(level), term])
            }
            Step::ExtendOfficer { officer: id, to } => EXTEND_OFFICER.with([officer(id), Arg::Date(to)]),
            Step::RaiseOfficer { officer: id, level } => RAISE_OFFICER.with([officer(id), self.level(level)]),
            Step::AddDuty { officer: id } => ADD_DUTY.with([officer(id), row]),
            Step::NewHead { from } => NEW_HEAD.with([self.organ(question.organ), Arg::Date(from)]),
        }
    }
}
