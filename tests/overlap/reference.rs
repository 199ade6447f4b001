//! What ought to be told of a program: every object that matters, on every day, held against what is written.

use std::collections::{BTreeMap, BTreeSet};

use crate::points::{Points, Set};
use crate::program::{Clause, DAYS, Formula, Holder, Object, Program, Target, Test, holds_on};
use crate::words::{ANY_WORDS, Period};

pub(crate) struct Reference<'p> {
    pub(crate) program: &'p Program,
    pub(crate) points: Points,
    /// By holder: the sampled objects that its clauses take in, and those it is about.
    pub(crate) said: BTreeMap<Holder, Set>,
    pub(crate) about: BTreeMap<Holder, Set>,
    statements: BTreeSet<(Target, Target)>,
    replaced: BTreeSet<(usize, usize)>,
    /// Rows whose exceptions lead round in a circle.
    is_round: Vec<bool>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Conflict {
    pub(crate) rows: BTreeSet<String>,
    pub(crate) fields: Vec<&'static str>,
    pub(crate) is_warning: bool,
    /// None: always.
    pub(crate) since: Option<i64>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Idle {
    Clause(Holder, usize),
    ExceptWhere(Holder, usize),
    Whole(Holder),
}

/// The fields in which two rows differ, and whether that is sure.
pub(crate) struct Difference {
    pub(crate) fields: Vec<&'static str>,
    pub(crate) is_proved: bool,
}

impl<'p> Reference<'p> {
    pub(crate) fn of(program: &'p Program) -> Self {
        let mut reference = Reference {
            program,
            points: Points::of(program),
            said: BTreeMap::new(),
            about: BTreeMap::new(),
            statements: statements(program),
            replaced: replaced(program),
            is_round: Vec::new(),
        };
        let excepted = (0..program.rows.len()).map(|row| reference.excepted(Holder::Row(row))).collect();
        let excepted = closed(excepted);
        let leads_round = |row: &BTreeSet<usize>| row.iter().any(|other| excepted[*other].contains(other));
        reference.is_round = excepted.iter().map(leads_round).collect();
        for holder in program.holders() {
            let said = reference.points.filled(|object| reference.says(holder, object));
            reference.said.insert(holder, said);
            let about = reference.points.filled(|object| reference.is_about(holder, object));
            reference.about.insert(holder, about);
        }
        reference
    }

    pub(crate) fn holds(&self, formula: &Formula, object: &Object) -> bool {
        match formula {
            Formula::Any(parts) => parts.iter().any(|part| self.holds(part, object)),
            Formula::All(parts) => parts.iter().all(|part| self.holds(part, object)),
            Formula::Not(inner) => !self.holds(inner, object),
            Formula::Test(test) => {
                let at = self.program.attributes.iter().position(|attribute| *attribute == test.attribute).unwrap();
                test.meaning.holds(&object.values[at])
            }
        }
    }

    pub(crate) fn takes_in(&self, clause: &Clause, object: &Object) -> bool {
        clause.kinds.iter().any(|kind| self.program.is_in(object.kind, *kind))
            && clause.condition.as_ref().is_none_or(|condition| self.holds(condition, object))
    }

    /// Whether any clause takes an object in.
    pub(crate) fn says(&self, holder: Holder, object: &Object) -> bool {
        self.program.covered(holder).clauses.iter().any(|clause| self.takes_in(clause, object))
    }

    /// Whether a clause takes it in and no exception takes it away. A row that is named in an exception takes away what it
    /// is about itself; exceptions that lead round in a circle take nothing away.
    pub(crate) fn is_about(&self, holder: Holder, object: &Object) -> bool {
        let is_taken = |row: usize| self.is_about(Holder::Row(row), object);
        let excepted = self.excepted(holder);
        let leads_round = excepted.iter().any(|row| self.is_round[*row]);
        let covered = self.program.covered(holder);
        self.says(holder, object)
            && !covered.except_where.iter().any(|condition| self.holds(condition, object))
            && (leads_round || !excepted.into_iter().any(is_taken))
    }

    /// How many rows take part in a circle of exceptions.
    pub(crate) fn round_rows(&self) -> usize {
        self.is_round.iter().filter(|is_round| **is_round).count()
    }

    /// How many rows are named in an exception and have one of their own that takes something away.
    pub(crate) fn chained_rows(&self) -> usize {
        let rows = || (0..self.program.rows.len()).map(Holder::Row);
        let named: BTreeSet<usize> = rows().flat_map(|row| self.excepted(row)).collect();
        let takes = |row: &usize| self.said[&Holder::Row(*row)] != self.about[&Holder::Row(*row)];
        named.iter().filter(|row| !self.is_round[**row]).filter(|row| takes(row)).count()
    }

    /// The rows that the exceptions of a holder name, apart from itself.
    fn excepted(&self, holder: Holder) -> BTreeSet<usize> {
        let covered = self.program.covered(holder);
        let rows = covered.except.iter().flat_map(|target| self.program.rows_of(*target));
        rows.filter(|row| Holder::Row(*row) != holder).collect()
    }

    /// Whether it is written that a row goes before another and, as nearly to the two rows, not the other way round.
    pub(crate) fn goes_before(&self, first: usize, second: usize) -> bool {
        self.settled(first, second) == Some(first)
    }

    fn settled(&self, one: usize, other: usize) -> Option<usize> {
        let home = |row: usize| self.program.rows[row].catalogue;
        let says = |first, second| self.statements.contains(&(first, second));
        let by_rows = |first, second| says(Target::Row(first), Target::Row(second));
        let mixed = |first, second| {
            says(Target::Row(first), Target::Catalogue(home(second)))
                || says(Target::Catalogue(home(first)), Target::Row(second))
        };
        let by_catalogues = |first: usize, second: usize| {
            home(first) != home(second)
                && (says(Target::Catalogue(home(first)), Target::Catalogue(home(second)))
                    || self.replaced.contains(&(home(first), home(second))))
        };
        let stages: [&dyn Fn(usize, usize) -> bool; 3] = [&by_rows, &mixed, &by_catalogues];
        for says in stages {
            match (says(one, other), says(other, one)) {
                (false, false) => {}
                (true, true) => return None,
                (true, false) => return Some(one),
                (false, true) => return Some(other),
            }
        }
        None
    }

    pub(crate) fn difference(&self, one: usize, other: usize) -> Difference {
        let (one, other) = (&self.program.rows[one], &self.program.rows[other]);
        let mut fields = Vec::new();
        if one.level.is_some() && other.level.is_some() && one.level != other.level {
            fields.push("level");
        }
        if one.period.1 != Period::Open && other.period.1 != Period::Open && one.period.1 != other.period.1 {
            fields.push("period");
        }
        let mut is_proved = !fields.is_empty();
        if let (Some((_, one)), Some((_, other))) = (one.scope, other.scope)
            && one != other
        {
            fields.push("knowledge scope");
            is_proved |= (one | other) & ANY_WORDS == 0;
        }
        Difference { fields, is_proved }
    }

    /// Whether a third row goes before one of two, is in force on a day, and is about an object.
    pub(crate) fn is_beaten(&self, pair: [usize; 2], day: i64, object: &Object) -> bool {
        self.beating(pair, day).into_iter().any(|third| self.is_about(Holder::Row(third), object))
    }

    fn beating(&self, pair: [usize; 2], day: i64) -> Vec<usize> {
        let goes_before = |third: &usize| pair.into_iter().any(|row| self.goes_before(*third, row));
        let is_in_force = |third: &usize| holds_on(self.program.life(Holder::Row(*third)), day);
        (0..self.program.rows.len()).filter(goes_before).filter(is_in_force).collect()
    }

    pub(crate) fn conflicts(&self) -> Vec<Conflict> {
        let mut found = Vec::new();
        for (one, other) in self.pairs() {
            let difference = self.difference(one, other);
            if difference.fields.is_empty() || self.settled(one, other).is_some() {
                continue;
            }
            let Some(day) = self.first_day(one, other) else { continue };
            let is_excerpt = |row: usize| self.program.catalogues[self.program.rows[row].catalogue].is_excerpt;
            found.push(Conflict {
                rows: [one, other].map(|row| self.program.name(Holder::Row(row))).into(),
                fields: difference.fields,
                is_warning: is_excerpt(one) || is_excerpt(other) || !difference.is_proved,
                since: (day > *DAYS.start()).then_some(day),
            });
        }
        found.sort();
        found
    }

    /// The first day on which some object of both is not beaten in either.
    pub(crate) fn first_day(&self, one: usize, other: usize) -> Option<i64> {
        let both = self.both(Holder::Row(one), Holder::Row(other));
        DAYS.into_iter().find(|day| {
            let mut left = both.clone();
            self.beating([one, other], *day).into_iter().for_each(|row| left.take(&self.about[&Holder::Row(row)]));
            self.in_force(one, *day) && self.in_force(other, *day) && !left.is_empty()
        })
    }

    /// Whether third rows take some objects of two on the first day on which something is left.
    pub(crate) fn is_beaten_in_part(&self, pair: [usize; 2]) -> bool {
        let [one, other] = pair.map(Holder::Row);
        let Some(day) = self.first_day(pair[0], pair[1]) else { return false };
        let third = self.beating(pair, day).into_iter();
        third.map(Holder::Row).any(|third| !self.both(one, other).and(&self.about[&third]).is_empty())
    }

    fn in_force(&self, row: usize, day: i64) -> bool {
        holds_on(self.program.life(Holder::Row(row)), day)
    }

    fn both(&self, one: Holder, other: Holder) -> Set {
        self.about[&one].and(&self.about[&other])
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let count = self.program.rows.len();
        (0..count).flat_map(move |one| (one + 1..count).map(move |other| (one, other)))
    }

    /// The first day on which both are in force.
    pub(crate) fn first_common(&self, one: Holder, other: Holder) -> Option<i64> {
        let both = |day: &i64| [one, other].into_iter().all(|holder| holds_on(self.program.life(holder), *day));
        DAYS.into_iter().find(both)
    }

    /// By row that lies in others, these; in the order in which the rows stand in the text.
    pub(crate) fn contained(&self, order: &[usize]) -> BTreeMap<usize, Vec<usize>> {
        let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, one) in order.iter().copied().enumerate() {
            for other in order[at + 1..].iter().copied() {
                let say = [one, other].iter().all(|row| self.program.rows[*row].level.is_some());
                let is_same = say && self.difference(one, other).fields.is_empty() && !self.is_told_same(one, other);
                let (first, second) = (Holder::Row(one), Holder::Row(other));
                if !is_same || self.first_common(first, second).is_none() {
                    continue;
                }
                let lies_in = |inner: Holder, outer: Holder| {
                    !self.about[&inner].is_empty() && self.about[&inner].is_within(&self.about[&outer])
                };
                // Of two that are equal the later one is one too many.
                if lies_in(second, first) {
                    found.entry(other).or_default().push(one);
                } else if lies_in(first, second) {
                    found.entry(one).or_default().push(other);
                }
            }
        }
        let place = |row: &usize| order.iter().position(|each| each == row);
        found.values_mut().for_each(|outer| outer.sort_by_key(place));
        found
    }

    fn is_told_same(&self, one: usize, other: usize) -> bool {
        let rows = &self.program.rows;
        let home = |row: usize| &self.program.catalogues[rows[row].catalogue];
        [(one, other), (other, one)].into_iter().any(|(first, second)| {
            let row = &rows[first];
            let replaces = &home(first).replaces;
            row.same_as.contains(&Target::Row(second))
                || row.part_of.contains(&Target::Row(second))
                || replaces.contains(&Target::Row(second))
                || replaces.contains(&Target::Catalogue(rows[second].catalogue))
        })
    }

    pub(crate) fn idle(&self) -> BTreeSet<Idle> {
        let mut found = BTreeSet::new();
        for holder in self.program.holders() {
            let covered = self.program.covered(holder);
            for (at, clause) in covered.clauses.iter().enumerate() {
                if self.points.filled(|object| self.takes_in(clause, object)).is_empty() {
                    found.insert(Idle::Clause(holder, at));
                }
            }
            for (at, condition) in covered.except_where.iter().enumerate() {
                if self.points.filled(|object| self.holds(condition, object)).is_empty() {
                    found.insert(Idle::ExceptWhere(holder, at));
                }
            }
            if self.about[&holder].is_empty() && !self.said[&holder].is_empty() {
                found.insert(Idle::Whole(holder));
            }
        }
        found
    }

    /// Rows that share objects with what must be public, and the first day.
    pub(crate) fn disclosed(&self) -> BTreeMap<(String, String), Option<i64>> {
        let mut found = BTreeMap::new();
        for row in (0..self.program.rows.len()).map(Holder::Row) {
            for item in (0..self.program.items.len()).map(Holder::Item) {
                let Some(day) = self.first_common(row, item) else { continue };
                if !self.both(row, item).is_empty() {
                    let since = (day > *DAYS.start()).then_some(day);
                    found.insert((self.program.name(row), self.program.name(item)), since);
                }
            }
        }
        found
    }

    /// The test of a holder's clauses that is written so.
    pub(crate) fn test_of(&self, holder: &str, text: &str) -> Option<&Test> {
        let holder = self.program.holders().find(|each| self.program.name(*each) == holder)?;
        let conditions = self.program.covered(holder).clauses.iter().filter_map(|clause| clause.condition.as_ref());
        conditions.flat_map(|condition| condition.tests()).find(|test| test.text == text)
    }

    /// Whether it is written that the first goes before the second.
    pub(crate) fn is_written(&self, first: &str, second: &str) -> bool {
        let name = |target: Target| self.program.target_name(target);
        self.statements.iter().any(|hop| name(hop.0) == first && name(hop.1) == second)
    }

    /// The knots of what is written: each those that go before one another and before themselves.
    pub(crate) fn knots(&self) -> BTreeSet<BTreeSet<String>> {
        let all: BTreeSet<Target> = self.statements.iter().flat_map(|hop| [hop.0, hop.1]).collect();
        let all: Vec<Target> = all.into_iter().collect();
        let place = |target: Target| all.iter().position(|each| *each == target).unwrap();
        let mut behind = vec![BTreeSet::new(); all.len()];
        for (first, second) in &self.statements {
            behind[place(*first)].insert(place(*second));
        }
        let behind = closed(behind);
        let knot = |at: usize| {
            let around = (0..all.len()).filter(|other| behind[at].contains(other) && behind[*other].contains(&at));
            around.map(|other| self.program.target_name(all[other])).collect::<BTreeSet<String>>()
        };
        (0..all.len()).map(knot).filter(|knot| !knot.is_empty()).collect()
    }
}

fn statements(program: &Program) -> BTreeSet<(Target, Target)> {
    let mut found = BTreeSet::new();
    for (at, row) in program.rows.iter().enumerate() {
        let this = Target::Row(at);
        found.extend(row.prevails_over.iter().map(|other| (this, *other)));
        found.extend(row.yields_to.iter().chain(&row.covered.except).map(|other| (*other, this)));
    }
    for (at, catalogue) in program.catalogues.iter().enumerate() {
        let this = Target::Catalogue(at);
        found.extend(catalogue.prevails_over.iter().chain(&catalogue.replaces).map(|other| (this, *other)));
        found.extend(catalogue.yields_to.iter().map(|other| (*other, this)));
    }
    found
}

/// Catalogues and those whose place they took, and the place of those before.
fn replaced(program: &Program) -> BTreeSet<(usize, usize)> {
    let old = |target: &Target| if let Target::Catalogue(old) = *target { Some(old) } else { None };
    let direct = program.catalogues.iter().map(|catalogue| catalogue.replaces.iter().filter_map(old).collect());
    let all = closed(direct.collect());
    all.into_iter().enumerate().flat_map(|(new, old)| old.into_iter().map(move |old| (new, old))).collect()
}

/// All that each leads to, at any distance.
fn closed(mut next: Vec<BTreeSet<usize>>) -> Vec<BTreeSet<usize>> {
    for _ in 0..next.len() {
        for at in 0..next.len() {
            let further: BTreeSet<usize> = next[at].iter().flat_map(|other| next[*other].clone()).collect();
            next[at].extend(further);
        }
    }
    next
}
