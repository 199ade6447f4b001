//! Whether a step made a program better: what it says it mends is gone, nothing came in its place, and no row says another
//! level, period or scope.

use std::collections::{HashMap, HashSet};

use super::Checked;
use super::held;
use super::picked::{Choice, Picked, Stage};
use super::texts::Moves;
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::faults;
use crate::source::{FileId, Sources, Span};

/// A finding by the place of what it says in the new texts, and by its rule.
type Spot<'s> = (&'s str, usize, &'static str);

pub(super) fn is_better(now: &Checked, next: &Checked, picked: &Picked<'_>) -> bool {
    let step = Step::new(now, next, picked);
    let are_safe = picked.fixes.iter().all(|choice| choice.fix.safety == Safety::Safe);
    picked.fixes.iter().all(|choice| step.does_what_it_says(choice))
        && step.brings_nothing_new()
        && step.puts_no_value_in_front()
        && held::are_held(now, next, are_safe)
}

struct Step<'c> {
    now: &'c Checked,
    next: &'c Checked,
    stage: Stage,
    moves: HashMap<FileId, Moves>,
    /// The lines on which the shape was mended, in the new texts: what stands behind a mistake, or on the next line of a
    /// field that it made one with it, comes to light.
    lines: HashSet<(&'c str, usize)>,
    found: HashMap<Spot<'c>, usize>,
    offered: HashSet<Spot<'c>>,
}

impl<'c> Step<'c> {
    fn new(now: &'c Checked, next: &'c Checked, picked: &Picked<'_>) -> Self {
        let files = || now.program.sources().iter().map(|(file, _)| file);
        let moves: HashMap<FileId, Moves> = files().map(|file| (file, Moves::of(picked.edits_of(file)))).collect();
        let mut step = Step {
            now,
            next,
            stage: picked.stage,
            moves,
            lines: HashSet::new(),
            found: HashMap::new(),
            offered: HashSet::new(),
        };
        if picked.stage == Stage::Shape {
            let edited = files().flat_map(|file| picked.edits_of(file).iter().map(move |cut| (file, cut.range.start)));
            step.lines = edited.map(|(file, at)| step.line(file, at)).collect();
        }
        for finding in &next.findings {
            let spot = spot(next.program.sources(), finding);
            *step.found.entry(spot).or_default() += 1;
            if finding.fix.is_some() {
                step.offered.insert(spot);
            }
        }
        step
    }

    /// The new line of an old place. Texts of the author keep their ids.
    fn line(&self, file: FileId, at: usize) -> (&'c str, usize) {
        let [place, _] = self.moves[&file].of_place(at);
        let source = self.next.program.sources().get(file);
        (source.name(), source.line_of(place))
    }

    /// Where the finding would be if it were still there.
    fn spots(&self, finding: &Diagnostic) -> [Spot<'c>; 2] {
        let sources = self.now.program.sources();
        let (file, range) = sources.place(finding.span());
        let name = sources.get(file).name();
        self.moves[&file].of_place(range.start).map(|place| (name, place, finding.kind.name))
    }

    /// A mended finding is gone; of a template it is enough that it is not offered again.
    fn does_what_it_says(&self, choice: &Choice<'_>) -> bool {
        let spots = self.spots(choice.finding);
        match choice.fix.is_template {
            true => spots.iter().all(|spot| !self.offered.contains(spot)),
            false => self.count(&spots) < self.before(choice.finding),
        }
    }

    fn count(&self, [first, second]: &[Spot<'c>; 2]) -> usize {
        let of = |spot: &Spot<'c>| self.found.get(spot).copied().unwrap_or_default();
        if first == second { of(first) } else { of(first) + of(second) }
    }

    /// How many findings of its rule stood where this one stands.
    fn before(&self, finding: &Diagnostic) -> usize {
        let place = |each: &Diagnostic| {
            let source = self.now.program.sources().source_of(each.span());
            (source.name(), source.range(each.span()).start)
        };
        let own = place(finding);
        let first = self.now.findings.partition_point(|each| place(each) < own);
        let here = self.now.findings[first..].iter().take_while(|each| place(each) == own);
        here.filter(|each| std::ptr::eq(each.kind, finding.kind)).count()
    }

    /// No error and no warning of this stage, or of one before it, that was not there.
    fn brings_nothing_new(&self) -> bool {
        let mut known: HashMap<Spot<'c>, usize> = HashMap::new();
        for finding in &self.now.findings {
            let [first, second] = self.spots(finding);
            *known.entry(first).or_default() += 1;
            if first != second {
                *known.entry(second).or_default() += 1;
            }
        }
        let mut told = 0_usize;
        let is_new = |finding: &&Diagnostic| {
            let spot = spot(self.next.program.sources(), finding);
            match known.get_mut(&spot) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => !self.was_hidden(finding),
            }
        };
        let own = self.next.findings.iter().filter(|finding| self.counts(finding)).inspect(|_| told += 1);
        let any_new = own.filter(is_new).count() > 0;
        !any_new && told <= self.now.findings.iter().filter(|finding| self.counts(finding)).count()
    }

    /// No line that was mended says a field that is there with another value: the first one would be read in its place.
    fn puts_no_value_in_front(&self) -> bool {
        let sources = self.next.program.sources();
        let is_mended = |span: Span| {
            let source = sources.source_of(span);
            self.lines.contains(&(source.name(), source.line_of(source.range(span).start)))
        };
        let is_repeated =
            |finding: &&Diagnostic| std::ptr::eq(finding.kind, &faults::REPEATED_FIELD) && finding.fix.is_none();
        let mut repeated = self.next.findings.iter().filter(is_repeated);
        !repeated.any(|finding| finding.labels.iter().any(|label| is_mended(label.span)))
    }

    fn counts(&self, finding: &Diagnostic) -> bool {
        finding.severity >= Severity::Warning && Stage::of(finding.kind) <= self.stage
    }

    /// Whether a mistake in the shape stood behind one that was mended, or behind the last one that was told.
    fn was_hidden(&self, finding: &Diagnostic) -> bool {
        let sources = self.next.program.sources();
        let source = sources.source_of(finding.span());
        let start = source.range(finding.span()).start;
        let is_shape = Stage::of(finding.kind) == Stage::Shape;
        let is_near = |line: usize| self.lines.contains(&(source.name(), line));
        let line = source.line_of(start);
        let is_on_line = || is_near(line) || line.checked_sub(1).is_some_and(is_near);
        let limit = self.now.findings.iter().filter(|each| std::ptr::eq(each.kind, &faults::LIMIT_EXCEEDED));
        let mut ends = limit.map(|each| self.spots(each)[0]);
        is_shape && (is_on_line() || ends.any(|(name, place, _)| name == source.name() && place <= start))
    }
}

fn spot<'s>(sources: &'s Sources, finding: &Diagnostic) -> Spot<'s> {
    let source = sources.source_of(finding.span());
    (source.name(), source.range(finding.span()).start, finding.kind.name)
}
