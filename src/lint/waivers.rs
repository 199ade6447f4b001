//! Takes waived findings away, and says which waivers waived nothing, or reach further than they need.

use std::collections::BTreeSet;

use super::rules::{self, waiver_over_broad, waiver_unused};
use super::{Context, Levels, kinds};
use crate::diagnostic::{Arg, Diagnostic, Fix, Kind, Safety, Text};
use crate::faults;
use crate::model::{DID_YOU_MEAN, Place, Waiver, nearest};

const UNKNOWN_RULE: Text = Text::new("no rule {0} is known", "没有规则 {0}");
const LIST_RULES: Text = Text::new("`dingmi rules` lists them", "`dingmi rules` 列出全部规则");

/// A waiver that counts: complete, in force, for known kinds.
struct Active<'m> {
    waiver: &'m Waiver,
    kinds: Vec<&'static Kind>,
    subject: String,
    /// The subjects of what it waived.
    waived: BTreeSet<String>,
}

/// Whether waivers take findings away. Without it, whether they would is still said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Waivers {
    #[default]
    Heeded,
    Ignored,
}

pub(super) fn apply(context: &Context<'_>, levels: &Levels, waivers: Waivers, diagnostics: &mut Vec<Diagnostic>) {
    let mut active: Vec<Active<'_>> = Vec::new();
    for waiver in &context.model.waivers {
        let Some(rule) = waiver.rule else { continue };
        let name = context.id(rule);
        let mut kinds = kinds_named(&name);
        if kinds.is_empty() {
            diagnostics.push(unknown_rule(rule.0, &name));
            continue;
        }
        kinds.retain(|kind| kind.is_acceptable());
        if kinds.is_empty() {
            diagnostics.push(waiver_unused::never_waived(context.sources, waiver, rule.0));
            continue;
        }
        let is_over = waiver.until.is_none_or(|until| until.value < context.as_of);
        if rules::waiver_incomplete::is_complete(context, waiver) && !is_over {
            let Some(place) = waiver.place else { continue };
            active.push(Active { waiver, kinds, subject: context.subject(place.value), waived: BTreeSet::new() });
        }
    }
    diagnostics.retain(|diagnostic| {
        let mut is_waived = false;
        for waiver in active.iter_mut().filter(|waiver| waiver.covers(diagnostic)) {
            waiver.waived.extend(diagnostic.subject.clone());
            is_waived = true;
        }
        !is_waived || waivers == Waivers::Ignored
    });
    // What a rule that is turned off would have found is not known.
    let has_run = |waiver: &&Active<'_>| waiver.kinds.iter().any(|kind| levels.get(kind.code) != Some(&None));
    let unused = active.iter().filter(|waiver| waiver.waived.is_empty()).filter(has_run);
    diagnostics.extend(unused.map(|waiver| waiver_unused::finding(context.sources, waiver.waiver, &waiver.subject)));
    let broad = active.iter().filter_map(|active| waiver_over_broad::finding(context, active.waiver, &active.waived));
    diagnostics.extend(broad);
}

impl Active<'_> {
    /// A waiver on a catalogue covers its rows.
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let Some(subject) = &diagnostic.subject else { return false };
        // What comes true behind its end it does not waive.
        if diagnostic.from.is_some_and(|from| self.waiver.until.is_some_and(|until| until.value < from)) {
            return false;
        }
        let is_row = || subject.strip_prefix(&self.subject).is_some_and(|rest| rest.starts_with('#'));
        self.kinds.iter().any(|kind| std::ptr::eq(*kind, diagnostic.kind))
            && (*subject == self.subject
                || (matches!(self.waiver.place.map(|at| at.value), Some(Place::Catalogue(_))) && is_row()))
    }
}

/// The kinds of a code, or the one of a name.
fn kinds_named(name: &str) -> Vec<&'static Kind> {
    kinds().filter(|kind| kind.code == name || kind.name == name).collect()
}

fn unknown_rule(span: crate::source::Span, name: &str) -> Diagnostic {
    let names = kinds().flat_map(|kind| [kind.code, kind.name]);
    let finding = Diagnostic::new(&faults::UNKNOWN_REFERENCE, span, UNKNOWN_RULE.with([Arg::words(name)]));
    match nearest(name, names) {
        Some(near) => {
            finding.help(DID_YOU_MEAN.with([Arg::token(near.clone())])).fix(Fix::write(Safety::Unsafe, span, near))
        }
        None => finding.help(LIST_RULES),
    }
}
