//! The fixes of one step: of one stage, apart from one another, first come first served.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::texts::{Cut, with_its_line};
use super::{Checked, Order};
use crate::diagnostic::{Diagnostic, Fix, Kind, Safety};
use crate::faults;
use crate::source::{FileId, Sources};

/// What has to be right before more can be said: the shape, then names, then everything else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Stage {
    Shape,
    Names,
    Rules,
}

/// The fixes of a step, and their edits by file, in order.
pub(super) struct Picked<'f> {
    pub(super) stage: Stage,
    pub(super) fixes: Vec<Choice<'f>>,
    edits: BTreeMap<FileId, Vec<Cut<'f>>>,
}

pub(super) struct Choice<'f> {
    pub(super) finding: &'f Diagnostic,
    pub(super) fix: &'f Fix,
    pub(super) key: Key,
}

/// A fix by what it does to which words. It stays the same where other fixes move it.
pub(super) type Key = Vec<(String, &'static str, String, String)>;

/// So many bytes on both sides of an edit tell it from others.
const AROUND: usize = 48;

impl Stage {
    pub(super) fn of(kind: &'static Kind) -> Self {
        let is_one = |kinds: &[&'static Kind]| kinds.iter().any(|each| std::ptr::eq(*each, kind));
        if is_one(&[&faults::SYNTAX_ERROR, &faults::UNKNOWN_FIELD, &faults::INVISIBLE_OR_BIDI]) {
            return Stage::Shape;
        }
        let names = [
            &faults::REPEATED_FIELD,
            &faults::UNKNOWN_REFERENCE,
            &faults::DUPLICATE_DEFINITION,
            &faults::TYPE_MISMATCH,
            &faults::ENGLISH_LEVEL_WORD,
        ];
        if is_one(&names) { Stage::Names } else { Stage::Rules }
    }
}

/// The first `most` fixes of the first stage that has one. One that meets another waits for the next step.
pub(super) fn pick<'f>(now: &'f Checked, order: &Order<'_>, refused: &BTreeSet<Key>, most: usize) -> Picked<'f> {
    let sources = now.program.sources();
    let may_be_made = |fix: &Fix| {
        (order.with_unsafe || fix.safety == Safety::Safe)
            && !fix.edits.is_empty()
            && fix.edits.iter().all(|edit| {
                let source = sources.source_of(edit.span);
                !source.is_embedded() && (order.may_change)(source.name())
            })
    };
    let offered = now.findings.iter().filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
    let mut choices: Vec<Choice<'f>> = offered
        .filter(|(_, fix)| may_be_made(fix))
        .map(|(finding, fix)| Choice { finding, fix, key: key(sources, finding, fix) })
        .filter(|choice| !refused.contains(&choice.key))
        .collect();
    let stage = choices.iter().map(|choice| Stage::of(choice.finding.kind)).min().unwrap_or(Stage::Shape);
    let mut taken = Taken::default();
    choices.retain(|choice| {
        Stage::of(choice.finding.kind) == stage && taken.count < most && taken.take(sources, choice.fix)
    });
    Picked { stage, fixes: choices, edits: taken.edits() }
}

impl<'f> Picked<'f> {
    pub(super) fn edits_of(&self, file: FileId) -> &[Cut<'f>] {
        self.edits.get(&file).map_or(&[], Vec::as_slice)
    }
}

fn key(sources: &Sources, finding: &Diagnostic, fix: &Fix) -> Key {
    let part = |edit: &crate::diagnostic::Edit| {
        let source = sources.source_of(edit.span);
        let around = around(source.text(), source.range(edit.span));
        (source.name().to_owned(), finding.kind.name, around.to_owned(), edit.text.clone())
    };
    fix.edits.iter().map(part).collect()
}

fn around(text: &str, range: Range<usize>) -> &str {
    let mut start = range.start.saturating_sub(AROUND);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (range.end + AROUND).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    &text[start..end]
}

/// The stretches that are edited already, with what takes their place.
#[derive(Default)]
struct Taken<'f> {
    stretches: BTreeMap<(FileId, usize), (usize, &'f str)>,
    count: usize,
}

impl<'f> Taken<'f> {
    /// Takes all the edits of a fix, or none where one of them meets another.
    fn take(&mut self, sources: &Sources, fix: &'f Fix) -> bool {
        let mut places = Vec::new();
        for edit in &fix.edits {
            let (file, range) = sources.place(edit.span);
            let range = match edit.text.is_empty() {
                true => with_its_line(sources.get(file).text(), range),
                false => range,
            };
            if self.meets(file, &range) {
                self.stretches.retain(|place, _| !places.contains(place));
                return false;
            }
            places.push((file, range.start));
            self.stretches.insert((file, range.start), (range.end, &*edit.text));
        }
        self.count += 1;
        true
    }

    /// Stretches that touch meet: who of two would come first at one place is not for us to say.
    fn meets(&self, file: FileId, range: &Range<usize>) -> bool {
        let before = self.stretches.range(..=(file, range.end)).next_back();
        before.is_some_and(|((at, _), (end, _))| *at == file && *end >= range.start)
    }

    fn edits(self) -> BTreeMap<FileId, Vec<Cut<'f>>> {
        let mut edits: BTreeMap<FileId, Vec<Cut<'f>>> = BTreeMap::new();
        for ((file, start), (end, text)) in self.stretches {
            edits.entry(file).or_default().push(Cut { range: start..end, text });
        }
        edits
    }
}
