//! Model → findings. One file a rule under `rules/`, one list there; this module runs them over a model.

mod bounds;
mod circles;
mod context;
mod grants;
mod knowers;
mod objects;
pub mod rules;
mod scope_sizes;
mod standings;
mod templates;
mod waivers;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

pub use self::context::Context;
pub use self::waivers::Waivers;
use crate::diagnostic::{Diagnostic, Kind, Severity};
use crate::faults;
use crate::watch::Stage;

/// A kind of finding and the function that looks for it.
#[derive(Debug)]
pub struct Rule {
    pub kind: Kind,
    pub(crate) check: fn(&Context<'_>, &mut Findings),
}

/// What rules have found.
#[derive(Debug, Default)]
pub struct Findings {
    diagnostics: Vec<Diagnostic>,
}

/// Severity by code where it is not the kind's own; `None` turns the kind off.
pub type Levels = BTreeMap<&'static str, Option<Severity>>;

/// Every kind of finding there is, by code and name.
pub fn kinds() -> impl Iterator<Item = &'static Kind> {
    let mut kinds: Vec<&'static Kind> = faults::KINDS.to_vec();
    kinds.extend(rules::RULES.iter().map(|rule| &rule.kind));
    kinds.sort_by_key(|kind| (kind.code, kind.name));
    kinds.into_iter()
}

/// Runs every rule and applies the waivers. `found` is what parsing and resolving have said.
pub fn run(context: &Context<'_>, levels: &Levels, waivers: Waivers, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut findings = Findings { diagnostics: found };
    circles::check(context, &mut findings);
    bounds::check(context, &mut findings);
    let watch = context.watch();
    context.before_objects();
    watch.stage(Stage::Overlap, 0, || objects::check(context, &mut findings));
    scope_sizes::check(context, &mut findings);
    let asked: Vec<&Rule> =
        rules::RULES.iter().copied().filter(|rule| levels.get(rule.kind.code) != Some(&None)).collect();
    let found = watch.stage(Stage::Rules, asked.len(), || run_rules(context, &asked));
    findings.extend(found.into_iter().flat_map(|found| found.diagnostics));
    watch.stage(Stage::Waivers, 0, || waivers::apply(context, levels, waivers, &mut findings.diagnostics));
    settle_all(findings.diagnostics, levels)
}

/// In an order that does not change, on however many threads. Rules of rows go over some rows at a time, one rule after
/// the other, so that a row is fetched from memory once for all of them.
fn run_rules(context: &Context<'_>, asked: &[&Rule]) -> Vec<Findings> {
    let is_of_rows = |rule: &&Rule| rules::OF_ROWS.iter().any(|of_rows| std::ptr::eq(*of_rows, *rule));
    let (of_rows, others): (Vec<&Rule>, Vec<&Rule>) = asked.iter().partition(|rule| is_of_rows(rule));
    let of_part = |part: Context<'_>| -> Vec<Findings> { of_rows.iter().map(|rule| rule.run(&part)).collect() };
    let step = |found: Findings| {
        context.watch().step(Stage::Rules);
        found
    };
    let (mut found, parts) = rayon::join(
        || others.par_iter().map(|rule| step(rule.run(context))).collect::<Vec<Findings>>(),
        || context.in_parts(ROWS_AT_ONCE).map(of_part).collect::<Vec<Vec<Findings>>>(),
    );
    of_rows.iter().for_each(|_| context.watch().step(Stage::Rules));
    found.extend(parts.into_iter().flatten());
    found
}

/// So many rows and their texts are less than a core holds near itself.
const ROWS_AT_ONCE: u32 = 512;

impl Rule {
    fn run(&self, context: &Context<'_>) -> Findings {
        let mut findings = Findings::default();
        let watch = context.watch();
        watch.stage(Stage::Rule(self.kind.code), 0, || (self.check)(context, &mut findings));
        findings
    }
}

/// Applies the levels asked for.
pub fn settle_all(mut diagnostics: Vec<Diagnostic>, levels: &Levels) -> Vec<Diagnostic> {
    diagnostics
        .retain_mut(|diagnostic| levels.get(diagnostic.kind.code).is_none_or(|asked| settle(diagnostic, *asked)));
    diagnostics
}

/// Gives a finding the severity asked for: one below the kind's own lowers, one above raises what the kind's own would have
/// raised. False where it is not to be told.
pub fn settle(diagnostic: &mut Diagnostic, asked: Option<Severity>) -> bool {
    let Some(asked) = asked else { return false };
    let own = diagnostic.kind.severity;
    diagnostic.severity = if diagnostic.severity >= own { asked } else { diagnostic.severity.min(asked) };
    true
}

impl Findings {
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Reports what becomes true on `day`: now if that has come, or else as a note with the day.
    pub fn report_from(&mut self, day: Date, as_of: Date, mut diagnostic: Diagnostic) {
        if day > as_of {
            diagnostic.from = Some(day);
            diagnostic.severity = Severity::Note;
        }
        self.diagnostics.push(diagnostic);
    }
}
