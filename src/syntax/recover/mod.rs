//! A text that does not parse → everything that is wrong with its shape, each told once.
//!
//! ```text
//! text ── layout ──▶ text without comments, marks ── tree, mend ──▶ pieces in blocks ── pieces ──▶ findings
//! ```
//!
//! The whole text is cut anew, tolerantly: `layout` blanks comments and closes strings left open, `tree` cuts at braces and
//! semicolons, `mend` decides where one of those is missing or too many, `pieces` parses each piece alone. What belongs
//! where, `context` reads from the grammar; `told` holds the words. Only a text that failed on the fast path comes here.

mod context;
mod fixes;
mod layout;
mod mend;
mod pieces;
mod told;
mod tree;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::source::Base;
use crate::syntax::{Rule, expected, prescan};
use pieces::Reader;
pub(super) use told::unexplained;
use tree::TooDeep;

/// What is wrong with a text, and what is not.
#[derive(Debug)]
pub(super) struct Recovered {
    /// In the order of the text. Empty only if the text parses, or if what is wrong is in what [`prescan`] has told.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The declarations at the top, docs included, that parse whole.
    pub(super) intact: Vec<Range<usize>>,
}

/// Everything that is wrong with the shape of a text that [`prescan`] has found within its limits. `start` is 3 behind a
/// byte order mark and 0 without.
pub(super) fn recover(base: Base, text: &str, start: usize) -> Recovered {
    let mut cut = match tree::cut(base, text, start) {
        Ok(cut) => cut,
        Err(TooDeep(at)) => {
            let finding = prescan::over_limit(base, at, &limits::NESTING);
            return Recovered { diagnostics: vec![finding], intact: Vec::new() };
        }
    };
    let mut reader = Reader::new(base, &cut);
    reader.declarations(&cut.pieces);
    let (found, looked_into, intact) = (reader.findings, reader.items.diagnostics, reader.intact);
    let mut diagnostics = std::mem::take(&mut cut.findings);
    diagnostics.extend(found);
    diagnostics.extend(looked_into);
    // Wounds without a finding are told by the prescan.
    if diagnostics.is_empty() && !cut.layout.has_wounds() {
        diagnostics.extend(last_resort(base, &cut.layout.text[start..], start));
    }
    settle(base, &mut diagnostics);
    Recovered { diagnostics, intact }
}

/// The last resort: where the whole text stops parsing, if it does.
fn last_resort(base: Base, text: &str, start: usize) -> Option<Diagnostic> {
    if expected::parses(Rule::declarations, text) {
        return None;
    }
    let failure = expected::failure(Rule::declarations, text)?;
    let at = start + failure.at;
    Some(unexplained(base, at))
}

/// Puts findings in order, drops a second one at one place, and ends a list that is too long.
fn settle(base: Base, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by_key(|finding| finding.labels[0].span);
    diagnostics.dedup_by_key(|finding| base.range(finding.labels[0].span).start);
    if let Some(next) = diagnostics.get(limits::SYNTAX_ERRORS.most) {
        let range = base.range(next.labels[0].span);
        diagnostics.truncate(limits::SYNTAX_ERRORS.most);
        diagnostics.push(prescan::over_limit(base, range, &limits::SYNTAX_ERRORS));
    }
}
