//! Findings that carry fixes → texts in which they are mended, as far as what comes of it is better than what there was.
//!
//! ```text
//! program ── check ──▶ findings ── picked ──▶ edits ── texts ──▶ program ── check, judge ──▶ kept, or tried in part
//! ```
//!
//! Nothing is believed of a fix: the whole program is checked again behind every step, and a step that does not do what it
//! says, or that brings up anything new, is taken back. First the shape of the texts is mended, then names, then the rest:
//! what one stage hid is not blamed on who mended it.

mod held;
mod judge;
mod picked;
mod texts;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Safety};
use crate::model::Model;
use crate::program::{Files, Options, Program};
use crate::source::{FileId, Sources};
use picked::{Key, Picked};

/// What may be mended, and how a program is read and checked.
pub struct Order<'o> {
    pub files: &'o dyn Files,
    pub options: &'o Options,
    /// Whether fixes are taken that a person has to look at.
    pub with_unsafe: bool,
    /// Which findings are told, and how severely, by settings that know places.
    pub settled: &'o dyn Fn(&mut Vec<Diagnostic>, &Sources),
    /// Whether the text of this name may be changed.
    pub may_change: &'o dyn Fn(&str) -> bool,
}

/// A program after its check.
#[derive(Debug)]
pub struct Checked {
    pub program: Program,
    pub model: Model,
    pub findings: Vec<Diagnostic>,
}

/// What came of it.
#[derive(Debug)]
pub struct Mended {
    pub checked: Checked,
    /// How many fixes were made.
    pub fixes: usize,
    /// In the order of the files.
    pub changes: Vec<Change>,
}

/// A text that is another one now.
#[derive(Clone, PartialEq, Eq)]
pub struct Change {
    pub name: String,
    pub before: String,
    pub after: String,
}

/// How many fixes of these findings there are, safe and unsafe.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Offer {
    pub safe: usize,
    pub not_safe: usize,
}

/// A program is checked so often at most. Honest texts need a handful; fixes that fail are found by halves.
const CHECKS: usize = 40;

/// Mends what can be mended. Where nothing more can be, or after so many checks, it ends.
pub fn mend(start: Checked, order: &Order<'_>) -> Mended {
    let mut before: Vec<(String, String)> = own_texts(start.program.sources()).map(|(_, each)| each).collect();
    let mut now = start;
    let mut fixes = 0;
    let mut refused: BTreeSet<Key> = BTreeSet::new();
    let mut most = usize::MAX;
    for _ in 0..CHECKS {
        let picked = picked::pick(&now, order, &refused, most);
        if picked.fixes.is_empty() {
            break;
        }
        let next = Checked::new(now.program.sources(), &picked, order);
        if judge::is_better(&now, &next, &picked) {
            fixes += picked.fixes.len();
            most = most.saturating_mul(2);
            now = next;
        } else if let [only] = &*picked.fixes {
            refused.insert(only.key.clone());
            most = 2;
        } else {
            most = picked.fixes.len() / 2;
        }
    }
    let after = own_texts(now.program.sources()).map(|(_, (_, text))| text);
    let pairs = before.drain(..).zip(after).filter(|((_, before), after)| before != after);
    let changes = pairs.map(|((name, before), after)| Change { name, before, after }).collect();
    Mended { checked: now, fixes, changes }
}

/// The texts of the author, by name. A program that is read again has them first, in this order.
fn own_texts(sources: &Sources) -> impl Iterator<Item = (FileId, (String, String))> {
    let own = sources.iter().filter(|(_, source)| !source.is_embedded());
    own.map(|(file, source)| (file, (source.name().to_owned(), source.text().to_owned())))
}

impl Checked {
    pub fn of(program: Program, options: &Options) -> Self {
        let (model, findings) = program.check(options);
        Checked { program, model, findings }
    }

    /// The program with these fixes made. Imported texts are those of before, whatever became of their files.
    fn new(sources: &Sources, picked: &Picked<'_>, order: &Order<'_>) -> Self {
        let texts = own_texts(sources).map(|(file, (name, text))| (name, texts::applied(&text, picked.edits_of(file))));
        let mut checked = Checked::of(Program::load(texts.collect(), order.files), order.options);
        (order.settled)(&mut checked.findings, checked.program.sources());
        checked
    }
}

impl Offer {
    pub fn of(findings: &[Diagnostic]) -> Self {
        let mut offer = Offer::default();
        for fix in findings.iter().filter_map(|finding| finding.fix.as_ref()) {
            match fix.safety {
                Safety::Safe => offer.safe += 1,
                Safety::Unsafe => offer.not_safe += 1,
            }
        }
        offer
    }
}

// A text may be secret.
impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Change({}, {} bytes to {})", self.name, self.before.len(), self.after.len())
    }
}
impl std::fmt::Debug for Order<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Order").field("with_unsafe", &self.with_unsafe).finish_non_exhaustive()
    }
}
