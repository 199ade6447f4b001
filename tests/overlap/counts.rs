//! How often each thing happened: a comparison of programs in which nothing does would prove nothing.

use std::collections::BTreeSet;

use crate::program::Holder;
use crate::reference::{Conflict, Idle, Reference};

/// Each must have happened so often over the whole run.
const LEAST: usize = 300;

#[derive(Default, Debug)]
pub(crate) struct Counts {
    pub(crate) programs: usize,
    pub(crate) conflicts: usize,
    pub(crate) by_level: usize,
    pub(crate) by_period: usize,
    pub(crate) by_scope: usize,
    pub(crate) warnings: usize,
    pub(crate) from_a_day: usize,
    /// On a later day than both are first in force together, because a third row goes before it until then.
    pub(crate) delayed: usize,
    /// A third row takes some of the objects on the first day, and not all.
    pub(crate) beaten_in_part: usize,
    pub(crate) with_exceptions: usize,
    pub(crate) settled: usize,
    /// No conflict, because third rows take every object that there is.
    pub(crate) all_beaten: usize,
    pub(crate) apart: usize,
    pub(crate) contained: usize,
    pub(crate) idle_clauses: usize,
    pub(crate) idle_exceptions: usize,
    pub(crate) taken_away: usize,
    pub(crate) disclosed: usize,
    pub(crate) circles: usize,
    pub(crate) round_exceptions: usize,
    pub(crate) chained_exceptions: usize,
    pub(crate) points: usize,
    pub(crate) bands: usize,
    pub(crate) open_points: usize,
    pub(crate) shuffled: usize,
    /// Objects that a row is surely about, that depend on what is not known, that are disputed.
    pub(crate) decided: usize,
    pub(crate) open: usize,
    pub(crate) disputed: usize,
}

impl Counts {
    fn all(&self) -> [(&'static str, usize); 27] {
        [
            ("conflicts", self.conflicts),
            ("by level", self.by_level),
            ("by period", self.by_period),
            ("by scope", self.by_scope),
            ("warnings", self.warnings),
            ("from a day", self.from_a_day),
            ("delayed by a third row", self.delayed),
            ("beaten in part", self.beaten_in_part),
            ("conflicts of rows with exceptions", self.with_exceptions),
            ("settled by what is written", self.settled),
            ("wholly beaten by third rows", self.all_beaten),
            ("never in force together", self.apart),
            ("contained", self.contained),
            ("idle clauses", self.idle_clauses),
            ("idle exceptions", self.idle_exceptions),
            ("wholly taken away", self.taken_away),
            ("disclosed", self.disclosed),
            ("circles of precedence", self.circles),
            ("exceptions in a circle", self.round_exceptions),
            ("exceptions in a chain", self.chained_exceptions),
            ("gaps of one value", self.points),
            ("gaps of a band", self.bands),
            ("values that must be told", self.open_points),
            ("shuffled", self.shuffled),
            ("decided", self.decided),
            ("open", self.open),
            ("disputed", self.disputed),
        ]
    }

    pub(crate) fn add(&mut self, other: &Counts) {
        let mine = [
            &mut self.conflicts,
            &mut self.by_level,
            &mut self.by_period,
            &mut self.by_scope,
            &mut self.warnings,
            &mut self.from_a_day,
            &mut self.delayed,
            &mut self.beaten_in_part,
            &mut self.with_exceptions,
            &mut self.settled,
            &mut self.all_beaten,
            &mut self.apart,
            &mut self.contained,
            &mut self.idle_clauses,
            &mut self.idle_exceptions,
            &mut self.taken_away,
            &mut self.disclosed,
            &mut self.circles,
            &mut self.round_exceptions,
            &mut self.chained_exceptions,
            &mut self.points,
            &mut self.bands,
            &mut self.open_points,
            &mut self.shuffled,
            &mut self.decided,
            &mut self.open,
            &mut self.disputed,
        ];
        mine.into_iter().zip(other.all()).for_each(|(mine, (_, count))| *mine += count);
        self.programs += other.programs;
    }

    /// What happened too seldom.
    pub(crate) fn rare(&self) -> Vec<(&'static str, usize)> {
        self.all().into_iter().filter(|(_, count)| *count < LEAST).collect()
    }

    pub(crate) fn conflict(&mut self, reference: &Reference<'_>, conflict: &Conflict, rows: [usize; 2]) {
        let has = |field| usize::from(conflict.fields.contains(&field));
        let [one, other] = rows.map(Holder::Row);
        let first = reference.first_common(one, other);
        let has_exceptions = |holder| reference.said[&holder] != reference.about[&holder];
        self.conflicts += 1;
        self.by_level += has("level");
        self.by_period += has("period");
        self.by_scope += has("knowledge scope");
        self.warnings += usize::from(conflict.is_warning);
        self.from_a_day += usize::from(conflict.since.is_some());
        self.delayed += usize::from(conflict.since.is_some() && conflict.since != first);
        self.beaten_in_part += usize::from(reference.is_beaten_in_part(rows));
        self.with_exceptions += usize::from(has_exceptions(one) || has_exceptions(other));
    }

    pub(crate) fn decided(&mut self, has_rows: bool, is_open: bool, is_disputed: bool) {
        self.decided += usize::from(has_rows);
        self.open += usize::from(is_open);
        self.disputed += usize::from(is_disputed);
    }

    pub(crate) fn idle(&mut self, idle: &BTreeSet<Idle>) {
        for each in idle {
            *match each {
                Idle::Clause(..) => &mut self.idle_clauses,
                Idle::ExceptWhere(..) => &mut self.idle_exceptions,
                Idle::Whole(_) => &mut self.taken_away,
            } += 1;
        }
    }

    /// What kept rows that differ over an object from being told.
    pub(crate) fn quiet(&mut self, reference: &Reference<'_>) {
        let rows = reference.program.rows.len();
        for (one, other) in (0..rows).flat_map(|one| (one + 1..rows).map(move |other| (one, other))) {
            let (first, second) = (Holder::Row(one), Holder::Row(other));
            let meet = !reference.about[&first].and(&reference.about[&second]).is_empty();
            if !meet || reference.difference(one, other).fields.is_empty() {
                continue;
            }
            if reference.goes_before(one, other) || reference.goes_before(other, one) {
                self.settled += 1;
            } else if reference.first_common(first, second).is_none() {
                self.apart += 1;
            } else if reference.first_day(one, other).is_none() {
                self.all_beaten += 1;
            }
        }
        self.round_exceptions += reference.round_rows();
        self.chained_exceptions += reference.chained_rows();
    }
}
