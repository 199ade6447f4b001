//! The smallest lawful change after which the answer is yes. Each that is proposed has been tried.

use std::cell::LazyCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

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
use crate::model::{Authorization, Duration, Id, Officer, Organ};

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

/// Which grantor is proposed first: the least.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Preference {
    superior: usize,
    in_region_only: bool,
    tier: Reverse<usize>,
    hops: u32,
}

/// So many superiors are looked at.
const MOST_SUPERIORS: usize = 64;

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
        let cap = self.world().regime.grants.term;
        cap.and_then(|cap| last_day(from, cap.most)).unwrap_or(Date::MAX)
    }

    /// Grants from those who may make them: the organ's superiors first, then those who govern the matter everywhere, then
    /// the lowest tier that stands no lower than the organ's own.
    fn new_grants(&self, question: Question) -> Vec<Step> {
        let mut grantors: BTreeMap<Id<Organ>, (Preference, Date)> = BTreeMap::new();
        for (_, power) in self.powers.iter() {
            let Some((preference, to)) = self.can_grant(question, power) else { continue };
            let known = grantors.entry(power.organ).or_insert((preference, to));
            *known = (known.0.min(preference), known.1.max(to));
        }
        let mut grantors: Vec<(Preference, Id<Organ>, Date)> =
            grantors.into_iter().map(|(organ, (preference, to))| (preference, organ, to)).collect();
        grantors.sort_unstable();
        let last = self.last_day(question.day);
        let grant = |(_, from, to): (Preference, Id<Organ>, Date)| {
            let term = Days { from: question.day, to: last.min(to) };
            Step::NewGrant { from, level: question.level, term }
        };
        grantors.into_iter().take(MOST_GRANTORS).map(grant).collect()
    }

    /// How good a grantor the holder of a power is, and until when it can grant; nothing where it cannot.
    fn can_grant(&self, question: Question, power: &Power) -> Option<(Preference, Date)> {
        let world = self.world();
        let regions = &world.model.organs[question.organ].regions;
        let area = world.areas.regions(power.area);
        let is_here = power.area == Area::EVERYWHERE
            || regions.is_empty()
            || regions.iter().any(|region| area.iter().any(|outer| world.areas.lies_in(*region, *outer)));
        let held = self.powers.held(power).filter(|days| days.contains(question.day))?;
        let can = power.organ != question.organ
            && power.grants >= question.level
            && world.reaches.contains(power.reach, Atom::Matter(question.row))
            && is_here;
        let (own, its) = (world.tier_place(question.organ), world.tier_place(power.organ));
        let is_lower = own.zip(its).is_some_and(|(own, its)| its > own);
        let preference = Preference {
            superior: self.steps_up(question.organ, power.organ),
            in_region_only: power.area != Area::EVERYWHERE,
            tier: Reverse(its.unwrap_or(0)),
            hops: power.hops,
        };
        (can && !is_lower).then_some((preference, held.to))
    }

    /// How many steps above an organ another stands; the greatest number where it does not.
    fn steps_up(&self, organ: Id<Organ>, other: Id<Organ>) -> usize {
        let above = |id: &Id<Organ>| self.world().model.organs[*id].superior;
        // A circle of superiors is reported elsewhere; here it only has to end.
        let mut superiors = std::iter::successors(above(&organ), above).take(MOST_SUPERIORS);
        superiors.position(|superior| superior == other).unwrap_or(usize::MAX)
    }

    /// Ways to have somebody decide, none of them where somebody may.
    fn officer_repairs(&self, question: Question, refusal: &Refusal) -> Vec<Vec<Step>> {
        let lacks = |attempt: &Attempt| attempt.failing.iter().any(|(_, dimension)| *dimension == Dimension::Officer);
        if !refusal.chains.iter().any(lacks) {
            return vec![Vec::new()];
        }
        let mut ways: Vec<(usize, bool, i32, Vec<Step>)> = Vec::new();
        for duty in self.duties_of(question.organ) {
            let Some((steps, officer)) = self.officer_change(question, duty).zip(duty.officer) else { continue };
            let officer = &self.world().model.officers[officer];
            let last: Days = officer.term.value.into();
            ways.push((steps.len(), officer.is_head, days_between(last.to, question.day), steps));
        }
        // The head is the head by office: the term of one who has left is not extended before that of another.
        ways.sort_by_key(|(length, is_head, gap, _)| (*length, *is_head, *gap));
        let mut ways: Vec<Vec<Step>> = ways.into_iter().map(|(.., steps)| steps).collect();
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
        let concerned = self.concerned(question, steps);
        let mut world = self.world().around(concerned.clone());
        steps.iter().for_each(|step| world.apply(question, *step));
        let changed = Competence::new(Powers::in_world(world));
        // In the same part: of faults that are equally near, the order of powers chooses, which is another one in the whole.
        let unchanged = LazyCell::new(|| Competence::new(Powers::in_world(self.world().around(concerned))));
        let before = |grant: &Grant| -> usize {
            let same = |own: &&Grant| own.declared.is_some() && own.declared == grant.declared;
            unchanged.world().grants.iter().find(same).map_or(0, |own| unchanged.standing(own).len())
        };
        let is_worse = |(_, grant): (usize, &Grant)| -> bool {
            changed.standing(grant).len() > before(grant) || changed.is_to_oneself(grant)
        };
        let touched = || changed.world().grants.iter().enumerate().filter(|(_, grant)| touches(steps, grant));
        let in_circle = |circle: &Vec<u32>| touched().any(|(at, _)| circle.contains(&(at as u32)));
        changed.may(question).is_some()
            && !touched().any(is_worse)
            && (touched().next().is_none() || !changed.grant_circles().iter().any(in_circle))
    }

    /// The organs whose powers tell whether changes help: the one that is asked about, and both ends of each grant that
    /// is changed or new.
    fn concerned(&self, question: Question, steps: &[Step]) -> Vec<Id<Organ>> {
        let mut organs = vec![question.organ];
        for grant in self.world().grants.iter().filter(|grant| touches(steps, grant)) {
            organs.extend([grant.grantor, grant.grantee]);
        }
        organs.extend(steps.iter().filter_map(|step| match *step {
            Step::NewGrant { from, .. } => Some(from),
            Step::ExtendTerm { .. }
            | Step::RaiseLevel { .. }
            | Step::AddMatter { .. }
            | Step::ExtendOfficer { .. }
            | Step::RaiseOfficer { .. }
            | Step::AddDuty { .. }
            | Step::NewHead { .. } => None,
        }));
        organs
    }
}

/// The last day of a term. The day before the first is the one that is not counted, and its date in the last month is the
/// last day; where that month has no such date, the last day of the month.
pub fn last_day(first: Date, most: Duration) -> Option<Date> {
    first.yesterday().ok()?.checked_add(i64::from(most.months()).months()).ok()
}

/// From one day to a later one; 0 where it is no later.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    if from < to { (to - from).get_days() } else { 0 }
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_term_ends_on_the_date_of_the_day_before_it_begins() {
        for (first, most, last) in [
            (date(3020, 7, 10), Duration::Years(5), date(3025, 7, 9)),
            (date(3020, 1, 1), Duration::Years(1), date(3020, 12, 31)),
            (date(3024, 2, 29), Duration::Years(5), date(3029, 2, 28)),
            (date(3024, 3, 1), Duration::Years(5), date(3029, 2, 28)),
            (date(3024, 3, 1), Duration::Years(4), date(3028, 2, 29)),
            (date(3023, 3, 1), Duration::Years(1), date(3024, 2, 28)),
            (date(3023, 4, 1), Duration::Months(3), date(3023, 6, 30)),
            (date(3023, 1, 31), Duration::Months(1), date(3023, 2, 28)),
        ] {
            assert_eq!(last_day(first, most), Some(last), "from {first}");
        }
        assert_eq!(last_day(Date::MAX, Duration::Years(1)), None);
    }
}
