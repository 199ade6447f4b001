//! The smallest lawful change after which the answer is yes. Each that is proposed has been tried.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::area::Area;
use super::chain::Hop;
use super::competence::{Competence, Question};
use super::days::Days;
use super::dimension::Dimension;
use super::powers::{Power, Powers};
use super::reach::Atom;
use super::refusal::{Attempt, Refusal};
use super::world::{Duty, Grant, Months, Rank, World};
use crate::model::{Authorization, Id, Officer, Organ};

/// One change to what is declared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    ExtendTerm { grant: Id<Authorization>, to: Date },
    RaiseLevel { grant: Id<Authorization>, level: Rank },
    AddMatter { grant: Id<Authorization> },
    NewGrant { from: Id<Organ>, level: Rank, term: Days },
    ExtendOfficer { officer: Id<Officer>, to: Date },
    RaiseOfficer { officer: Id<Officer>, level: Rank },
    AddDuty { officer: Id<Officer> },
    NewHead { from: Date },
}

impl Step {
    /// The word of machine formats.
    pub fn id(self) -> &'static str {
        match self {
            Step::ExtendTerm { .. } => "extend-term",
            Step::RaiseLevel { .. } => "raise-level",
            Step::AddMatter { .. } => "add-matter",
            Step::NewGrant { .. } => "new-authorization",
            Step::ExtendOfficer { .. } => "extend-officer",
            Step::RaiseOfficer { .. } => "raise-officer",
            Step::AddDuty { .. } => "add-duty",
            Step::NewHead { .. } => "new-head",
        }
    }
}

/// So many grantors are tried.
const MOST_GRANTORS: usize = 4;

impl<'m> Competence<'m> {
    /// What would make the answer yes; none where no grant and no officer can.
    pub fn repair(&self, question: Question, refusal: &Refusal) -> Option<Vec<Step>> {
        if !refusal.obstacles.is_empty() {
            return None;
        }
        let chains = self.chain_repairs(question, refusal);
        let officers = self.officer_repairs(question, refusal);
        let mut candidates: Vec<Vec<Step>> = Vec::new();
        for chain in &chains {
            candidates.extend(officers.iter().map(|officer| [chain.as_slice(), officer].concat()));
        }
        candidates.retain(|steps| !steps.is_empty());
        candidates.sort_by_key(Vec::len);
        candidates.into_iter().find(|steps| self.makes_it_lawful(question, steps))
    }

    /// Ways to mend the chain, none of them where one holds.
    fn chain_repairs(&self, question: Question, refusal: &Refusal) -> Vec<Vec<Step>> {
        let is_whole =
            |attempt: &Attempt| attempt.failing.iter().all(|(_, dimension)| *dimension == Dimension::Officer);
        if refusal.chains.iter().any(is_whole) {
            return vec![Vec::new()];
        }
        let mut ways: Vec<Vec<Step>> =
            refusal.chains.iter().filter_map(|attempt| self.mended(question, attempt)).collect();
        ways.extend(self.new_grants(question).into_iter().map(|step| vec![step]));
        ways.sort_by_key(Vec::len);
        ways
    }

    /// A change to each grant of a chain that fails, where every failure is one that a change to the grant mends.
    fn mended(&self, question: Question, attempt: &Attempt) -> Option<Vec<Step>> {
        let failing = attempt.failing.iter().filter(|(_, dimension)| *dimension != Dimension::Officer);
        let steps = failing.map(|(at, dimension)| {
            let Hop::Grant { grant, .. } = attempt.hops[*at] else { return None };
            let grant = self.powers.grant(grant);
            self.change(question, grant, *dimension)
        });
        steps.collect()
    }

    fn change(&self, question: Question, grant: &Grant, dimension: Dimension) -> Option<Step> {
        let id = grant.declared?;
        match dimension {
            Dimension::Level => Some(Step::RaiseLevel { grant: id, level: question.level }),
            Dimension::Matters => Some(Step::AddMatter { grant: id }),
            Dimension::Term => {
                let declared = &self.world().model.authorizations[id];
                let term: Days = declared.term?.value.into();
                let may_last = declared.task.is_some() || question.day <= self.last_day(term.from);
                (declared.revoked.is_none() && term.to < question.day && may_last)
                    .then_some(Step::ExtendTerm { grant: id, to: question.day })
            }
            Dimension::Tier
            | Dimension::Bounds
            | Dimension::Redelegation
            | Dimension::Region
            | Dimension::Period
            | Dimension::Life
            | Dimension::Officer
            | Dimension::Catalogue => None,
        }
    }

    /// The last day of a grant that begins then and lasts as long as the regime lets it, or advises.
    pub fn last_day(&self, from: Date) -> Date {
        let Some(cap) = self.world().regime.grants.term else { return Date::MAX };
        let before = from.yesterday().unwrap_or(from);
        before.checked_add(i64::from(cap.most.months()).months()).unwrap_or(Date::MAX)
    }

    /// Grants from those who may make them, the organ's superiors first.
    fn new_grants(&self, question: Question) -> Vec<Step> {
        let model = self.world().model;
        let superiors: Vec<Id<Organ>> = {
            let above = |id: &Id<Organ>| model.organs[*id].superior;
            // A circle of superiors is reported elsewhere; here it only has to end.
            std::iter::successors(above(&question.organ), above).take(model.organs.len().min(64)).collect()
        };
        let rank = |organ: Id<Organ>| superiors.iter().position(|superior| *superior == organ).unwrap_or(usize::MAX);
        let mut grantors: Vec<(usize, u32, Rank, Id<Organ>)> = self
            .powers
            .iter()
            .filter(|(_, power)| self.can_grant(question, power))
            .map(|(_, power)| (rank(power.organ), power.hops, power.grants, power.organ))
            .collect();
        grantors.sort_unstable();
        let mut seen = std::collections::BTreeSet::new();
        let organs = grantors.into_iter().map(|(.., organ)| organ).filter(|organ| seen.insert(*organ));
        let term = Days { from: question.day, to: self.last_day(question.day) };
        let grant = |from| Step::NewGrant { from, level: question.level, term };
        organs.take(MOST_GRANTORS).map(grant).collect()
    }

    fn can_grant(&self, question: Question, power: &Power) -> bool {
        let world = self.world();
        let regions = &world.model.organs[question.organ].regions;
        let area = world.areas.regions(power.area);
        let is_here = power.area == Area::EVERYWHERE
            || regions.is_empty()
            || regions.iter().any(|region| area.iter().any(|outer| world.areas.lies_in(*region, *outer)));
        power.organ != question.organ
            && power.grants >= question.level
            && world.reaches.contains(power.reach, Atom::Matter(question.row))
            && self.powers.held(power).is_some_and(|days| days.contains(question.day))
            && is_here
    }

    /// Ways to have somebody decide, none of them where somebody may.
    fn officer_repairs(&self, question: Question, refusal: &Refusal) -> Vec<Vec<Step>> {
        let lacks = |attempt: &Attempt| attempt.failing.iter().any(|(_, dimension)| *dimension == Dimension::Officer);
        if !refusal.chains.iter().any(lacks) {
            return vec![Vec::new()];
        }
        let mut ways: Vec<Vec<Step>> =
            self.duties_of(question.organ).filter_map(|duty| self.officer_change(question, duty)).collect();
        ways.sort_by_key(Vec::len);
        ways.push(vec![Step::NewHead { from: question.day }]);
        ways
    }

    fn officer_change(&self, question: Question, duty: &Duty) -> Option<Vec<Step>> {
        let officer = duty.officer?;
        let mut steps = Vec::new();
        if !duty.days.iter().any(|days| days.contains(question.day)) {
            let days = self.world().with_term_to(officer, question.day)?;
            days.iter().any(|days| days.contains(question.day)).then_some(())?;
            steps.push(Step::ExtendOfficer { officer, to: question.day });
        }
        if duty.level < question.level {
            steps.push(Step::RaiseOfficer { officer, level: question.level });
        }
        if !duty.atoms.iter().any(|atom| self.world().reaches.contains(*atom, Atom::Matter(question.row))) {
            steps.push(Step::AddDuty { officer });
        }
        Some(steps)
    }

    /// Whether the answer is yes after these changes, and no changed grant goes further beyond its grantor than before.
    fn makes_it_lawful(&self, question: Question, steps: &[Step]) -> bool {
        let mut world = World::new(self.world().model, self.world().regime_id());
        steps.iter().for_each(|step| world.apply(question, *step));
        let changed = Competence::new(Powers::in_world(world));
        let is_worse = |(at, grant): (usize, &Grant)| -> bool {
            let before = self.world().grants.get(at).map_or(0, |grant| self.standing(grant).len());
            changed.standing(grant).len() > before || changed.is_to_oneself(grant)
        };
        let mut touched = changed.world().grants.iter().enumerate().filter(|(_, grant)| touches(steps, grant));
        changed.may(question).is_some() && !touched.any(is_worse)
    }
}

fn touches(steps: &[Step], grant: &Grant) -> bool {
    steps.iter().any(|step| match *step {
        Step::ExtendTerm { grant: id, .. } | Step::RaiseLevel { grant: id, .. } | Step::AddMatter { grant: id } => {
            grant.declared == Some(id)
        }
        Step::NewGrant { .. } => grant.declared.is_none(),
        Step::ExtendOfficer { .. } | Step::RaiseOfficer { .. } | Step::AddDuty { .. } | Step::NewHead { .. } => false,
    })
}

impl World<'_> {
    fn apply(&mut self, question: Question, step: Step) {
        let row = Atom::Matter(question.row);
        match step {
            Step::ExtendTerm { grant, to } => self.change_grant(grant, |grant| grant.days.to = to),
            Step::RaiseLevel { grant, level } => self.change_grant(grant, |grant| grant.level = level),
            Step::AddMatter { grant: id } => {
                let Some(grant) = self.grants.iter().find(|grant| grant.declared == Some(id)) else { return };
                let atoms = [self.atoms_of(grant), &[row]].concat();
                let atoms = self.keep(&atoms);
                self.change_grant(id, |grant| grant.atoms = atoms);
            }
            Step::NewGrant { from, level, term } => {
                let atoms = self.keep(&[row]);
                self.grants.push(Grant {
                    declared: None,
                    grantor: from,
                    grantee: question.organ,
                    level,
                    atoms,
                    period: Months::ANY,
                    area: Area::EVERYWHERE,
                    days: term,
                    has_term: true,
                });
            }
            Step::ExtendOfficer { officer, to } => {
                let days = self.with_term_to(officer, to).unwrap_or_default();
                self.change_duty(officer, |duty| duty.days = days);
            }
            Step::RaiseOfficer { officer, level } => self.change_duty(officer, |duty| duty.level = level),
            Step::AddDuty { officer } => self.change_duty(officer, |duty| duty.atoms.push(row)),
            Step::NewHead { from } => self.duties.push(Duty {
                organ: question.organ,
                officer: None,
                level: Rank::ANY,
                atoms: vec![Atom::All],
                days: vec![Days { from, ..Days::ALL }],
            }),
        }
    }

    /// When an officer may decide if the term runs on to that day; none where it does already.
    fn with_term_to(&self, officer: Id<Officer>, to: Date) -> Option<Vec<Days>> {
        let officer = &self.model.officers[officer];
        let term: Days = officer.term.value.into();
        (term.to < to).then(|| self.days_in_office(officer, Days { to, ..term }))
    }

    fn change_grant(&mut self, id: Id<Authorization>, change: impl FnOnce(&mut Grant)) {
        if let Some(grant) = self.grants.iter_mut().find(|grant| grant.declared == Some(id)) {
            change(grant);
        }
    }

    fn change_duty(&mut self, id: Id<Officer>, change: impl FnOnce(&mut Duty)) {
        if let Some(duty) = self.duties.iter_mut().find(|duty| duty.officer == Some(id)) {
            change(duty);
        }
    }
}
