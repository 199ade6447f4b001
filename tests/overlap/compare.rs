//! The tool's findings against what ought to be told.

use std::collections::{BTreeMap, BTreeSet};

use dingmi::diagnostic::{Arg, Severity};
use jiff::civil::Date;

use crate::counts::Counts;
use crate::gaps;
use crate::program::{DAYS, Holder, Program, day};
use crate::reference::{Conflict, Idle, Reference};
use crate::told::{Finding, Told, ids};
use crate::writing::{Part, Written};

pub(crate) struct Compare<'p> {
    pub(crate) program: &'p Program,
    pub(crate) reference: &'p Reference<'p>,
    pub(crate) written: &'p Written,
    pub(crate) told: &'p Told,
    pub(crate) as_of: Date,
}

type Fault = Result<(), String>;

impl Compare<'_> {
    pub(crate) fn all(&self, counts: &mut Counts) -> Fault {
        self.conflicts(counts)?;
        self.contained(counts)?;
        self.idle(counts)?;
        self.disclosed(counts)?;
        self.circles(counts)?;
        gaps::compare(self, counts)
    }

    pub(crate) fn row(&self, name: &str) -> usize {
        let is_it = |row: &usize| self.program.name(Holder::Row(*row)) == name;
        (0..self.program.rows.len()).find(is_it).unwrap_or_else(|| panic!("no row {name}"))
    }

    fn item(&self, name: &str) -> Holder {
        let is_it = |item: &Holder| self.program.name(*item) == name;
        self.program.holders().find(is_it).unwrap_or_else(|| panic!("no item {name}"))
    }

    fn conflicts(&self, counts: &mut Counts) -> Fault {
        let expected = self.reference.conflicts();
        let told: Vec<Finding<'_>> = self.told.of("C002").collect();
        let pair = |finding: &Finding<'_>| ids([finding.id(0), finding.id(1)]);
        let pairs: BTreeSet<BTreeSet<String>> = told.iter().map(pair).collect();
        let wanted: BTreeSet<BTreeSet<String>> = expected.iter().map(|conflict| conflict.rows.clone()).collect();
        if pairs != wanted || told.len() != expected.len() {
            return Err(format!("C002: told {pairs:?}, should be {wanted:?}"));
        }
        for finding in told {
            let rows = pair(&finding);
            let conflict = expected.iter().find(|conflict| conflict.rows == rows).unwrap();
            self.conflict(&finding, conflict).map_err(|fault| format!("C002 {rows:?}: {fault}"))?;
            counts.conflict(self.reference, conflict, [self.row(&finding.id(0)), self.row(&finding.id(1))]);
        }
        Ok(())
    }

    fn conflict(&self, finding: &Finding<'_>, expected: &Conflict) -> Fault {
        let rows = [finding.id(0), finding.id(1)].map(|name| self.row(&name));
        if finding.list(2) != expected.fields {
            return Err(format!("fields {:?}, should be {:?}", finding.list(2), expected.fields));
        }
        let severity = if expected.is_warning { Severity::Warning } else { Severity::Error };
        let severity = self.unless_over(rows.map(Holder::Row), severity);
        if !finding.is_from(expected.since.map(day), severity, self.as_of) {
            let (from, severity) = (finding.finding.from, finding.finding.severity);
            return Err(format!("{severity:?} from {from:?}, should be {expected:?}"));
        }
        let parts = rows.map(|row| Some(Part::Id(Holder::Row(row))));
        if [0, 1].map(|label| finding.part(label, self.written)) != parts {
            return Err("labels at other rows".to_owned());
        }
        let first = expected.since.unwrap_or(*DAYS.start());
        let witness = finding.witness(self.reference)?;
        finding.has_reasons(self.reference, &witness)?;
        for object in witness.objects(self.reference) {
            if let Some(row) = rows.into_iter().find(|row| !self.reference.is_about(Holder::Row(*row), &object)) {
                return Err(format!("row {row} is not about {object:?}"));
            }
            if self.reference.is_beaten(rows, first, &object) {
                return Err(format!("a third row goes before for {object:?}"));
            }
        }
        Ok(())
    }

    /// What is over is a note.
    fn unless_over(&self, holders: [Holder; 2], severity: Severity) -> Severity {
        let ends = holders.into_iter().filter_map(|holder| self.program.life(holder).1);
        if ends.min().is_some_and(|end| day(end) < self.as_of) { Severity::Note } else { severity }
    }

    fn contained(&self, counts: &mut Counts) -> Fault {
        let expected = self.reference.contained(&self.written.order);
        let mut told = BTreeMap::new();
        for finding in self.told.of("C003") {
            let more = finding.finding.help.iter().find(|help| help.text.en.starts_with("and in"));
            let more = more.map_or(0, |help| match help.args[0] {
                Arg::Number(count) => count as usize,
                _ => panic!("no number of rows"),
            });
            let outer = finding.list(1);
            let labelled: Vec<Option<Part>> = (0..=outer.len()).map(|at| finding.part(at, self.written)).collect();
            let named = [finding.id(0)].into_iter().chain(outer.clone());
            let named: Vec<Option<Part>> = named.map(|name| Some(Part::Id(Holder::Row(self.row(&name))))).collect();
            if labelled != named || finding.finding.severity != Severity::Note {
                return Err(format!("C003: labels {labelled:?} of {}", finding.text()));
            }
            told.insert(self.row(&finding.id(0)), (outer, more));
        }
        let shown = |outer: &Vec<usize>| {
            let first = outer.iter().take(3).map(|row| self.program.name(Holder::Row(*row)));
            (first.collect(), outer.len().saturating_sub(3))
        };
        let wanted: BTreeMap<usize, (Vec<String>, usize)> =
            expected.iter().map(|(row, outer)| (*row, shown(outer))).collect();
        counts.contained += wanted.len();
        if told == wanted { Ok(()) } else { Err(format!("C003: told {told:?}, should be {wanted:?}")) }
    }

    fn idle(&self, counts: &mut Counts) -> Fault {
        let expected = self.reference.idle();
        let mut told = BTreeSet::new();
        for finding in self.told.of("C004") {
            let idle = finding.idle(self.written).ok_or_else(|| format!("C004: {} at no part", finding.text()))?;
            let (Idle::Clause(holder, _) | Idle::ExceptWhere(holder, _) | Idle::Whole(holder)) = idle;
            if finding.id(0) != self.program.name(holder) || finding.finding.severity != Severity::Error {
                return Err(format!("C004: {} at {idle:?}", finding.text()));
            }
            if !told.insert(idle) {
                return Err(format!("C004: {idle:?} twice"));
            }
        }
        counts.idle(&expected);
        if told == expected { Ok(()) } else { Err(format!("C004: told {told:?}, should be {expected:?}")) }
    }

    fn disclosed(&self, counts: &mut Counts) -> Fault {
        let expected = self.reference.disclosed();
        let mut told = BTreeSet::new();
        for finding in self.told.of("C006") {
            let names = (finding.id(0), finding.id(1));
            let holders = [Holder::Row(self.row(&names.0)), self.item(&names.1)];
            let Some(since) = expected.get(&names) else { return Err(format!("C006: {names:?} share nothing")) };
            if !finding.is_from(since.map(day), self.unless_over(holders, Severity::Error), self.as_of) {
                return Err(format!("C006: {names:?} from {:?}, should be {since:?}", finding.finding.from));
            }
            if [0, 1].map(|at| finding.part(at, self.written)) != holders.map(|holder| Some(Part::Id(holder))) {
                return Err(format!("C006: {names:?}: labels elsewhere"));
            }
            let witness = finding.witness(self.reference)?;
            finding.has_reasons(self.reference, &witness)?;
            for object in witness.objects(self.reference) {
                if let Some(other) = holders.into_iter().find(|each| !self.reference.is_about(*each, &object)) {
                    return Err(format!("C006: {names:?}: {other:?} is not about {object:?}"));
                }
            }
            told.insert(names);
        }
        let wanted: BTreeSet<(String, String)> = expected.into_keys().collect();
        counts.disclosed += wanted.len();
        if told == wanted { Ok(()) } else { Err(format!("C006: told {told:?}, should be {wanted:?}")) }
    }

    fn circles(&self, counts: &mut Counts) -> Fault {
        let expected = self.reference.knots();
        let mut told = BTreeSet::new();
        for finding in self.told.of("C007") {
            let circle = finding.list(0);
            let is_circle = circle.len() > 1 && circle.first() == circle.last();
            let is_written = circle.windows(2).all(|hop| self.reference.is_written(&hop[0], &hop[1]));
            let knot = expected.iter().find(|knot| circle.iter().all(|name| knot.contains(name)));
            match knot.filter(|_| is_circle && is_written) {
                Some(knot) => drop(told.insert(knot.clone())),
                None => return Err(format!("C007: {circle:?} is no circle of what is written")),
            }
        }
        counts.circles += told.len();
        if told == expected { Ok(()) } else { Err(format!("C007: told {told:?}, should be {expected:?}")) }
    }
}
