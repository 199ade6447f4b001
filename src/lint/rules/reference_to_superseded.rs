use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::ast::At;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Catalogue, Id, List, Matter, Place, Reach, Referent, Validity};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "L004",
        name: "reference-to-superseded",
        severity: Severity::Warning,
        cites: &[Citation::new("R14", 8)],
        summary: Text::new(
            "something in force refers to a catalogue that no longer is",
            "施行中的内容引用了已经失效的目录",
        ),
        explanation: Text::new(
            "A grant, a duty or a rule of precedence that names a catalogue or a row goes on after that catalogue has \
             ended, and then reaches over nothing, or over what nobody meant. Refer to the catalogue that took its place. \
             `replaces` may of course name what has ended. A day still to come is told as a note.",
            "定密授权、定密责任人的职责或者优先关系指向某一目录或事项，在该目录失效后仍然存续的，便失去对象，或者及于无人所指的内容。\
             请改为引用替代它的目录。`废止` 自然可以引用已经失效的目录。尚未到来的日期作为提示。",
        ),
        bad: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2010-06-01; in-force 2010-07-01 .. 2012-06-30; }
catalogue d \"目录\" under cn-2014 { issued-by maker, department; dated 2012-06-01; in-force from 2012-07-01; replaces c; }
catalogue e \"目录\" under cn-2014 { issued-by maker, department; dated 2011-06-01; in-force from 2011-07-01; yields-to c; }",
        good: "
organ department { tier central; role secrecy-administration; }
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2010-06-01; in-force 2010-07-01 .. 2012-06-30; }
catalogue d \"目录\" under cn-2014 { issued-by maker, department; dated 2012-06-01; in-force from 2012-07-01; replaces c; }
catalogue e \"目录\" under cn-2014 { issued-by maker, department; dated 2011-06-01; in-force from 2011-07-01; yields-to d; }",
    },
    check,
};

const SUPERSEDED: Text = Text::new(
    "{0} refers to {1}, which is in force until {2} only",
    "{0} 引用的 {1} 只施行至 {2}",
);
const ENDS_HERE: Text = Text::new("it ends here", "施行至此");
const USE_SUCCESSOR: Text = Text::new("refer to {0}, which replaces it", "请改为引用替代它的 {0}");

fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    let mut check = Check { context, replaced: replaced_rows(context), findings };
    for (id, catalogue) in model.catalogues.iter() {
        let Some(life) = catalogue.life() else { continue };
        check.all(Place::Catalogue(id), life, [&catalogue.yields_to, &catalogue.prevails_over]);
    }
    for (id, matter) in model.matters.iter() {
        let Some(life) = model.catalogues[matter.catalogue].life() else { continue };
        let more = [&matter.covers.except, &matter.prevails_over, &matter.yields_to, &matter.same_as, &matter.part_of];
        check.all(Place::Matter(id), life, more);
    }
    for (id, disclosure) in model.disclosures.iter() {
        check.all(Place::Disclosure(id), disclosure.in_force, disclosure.items.iter().map(|item| &item.covers.except));
    }
    for (id, officer) in model.officers.iter() {
        check.reaches(Place::Officer(id), officer.term.value, &officer.matters);
    }
    for (id, authorization) in model.authorizations.iter() {
        check.reaches(Place::Authorization(id), authorization.life(), &authorization.matters);
    }
}

/// The last day of each row that another catalogue replaces, and where it says so.
fn replaced_rows(context: &Context<'_>) -> HashMap<Id<Matter>, (Date, Span)> {
    let mut rows = HashMap::new();
    for catalogue in context.model.catalogues.values() {
        let Some(last) = catalogue.in_force.from.and_then(|from| from.yesterday().ok()) else { continue };
        for at in &catalogue.replaces {
            let Referent::Matter(row) = at.value else { continue };
            let first = rows.entry(row).or_insert((last, at.span));
            *first = (*first).min((last, at.span));
        }
    }
    rows
}

struct Check<'c, 'a> {
    context: &'c Context<'a>,
    replaced: HashMap<Id<Matter>, (Date, Span)>,
    findings: &'c mut Findings,
}

impl Check<'_, '_> {
    fn all<'r>(&mut self, from: Place, life: Validity, lists: impl IntoIterator<Item = &'r List<At<Referent>>>) {
        for at in lists.into_iter().flatten() {
            self.one(from, life, *at);
        }
    }

    fn reaches(&mut self, from: Place, life: Validity, reaches: &[At<Reach>]) {
        for at in reaches {
            let value = match at.value {
                Reach::Business(_) => continue,
                Reach::Catalogue(id) => Referent::Catalogue(id),
                Reach::Matter(id) => Referent::Matter(id),
            };
            self.one(from, life, At { value, span: at.span });
        }
    }

    /// What lives in `life` refers to something that may end before it does.
    fn one(&mut self, from: Place, life: Validity, at: At<Referent>) {
        let context = self.context;
        let catalogue = catalogue_of(context, at.value);
        if is_successor(context, from, catalogue) {
            return;
        }
        let Some((end, end_span)) = self.end(at.value) else { return };
        let Ok(after) = end.checked_add(1.day()) else { return };
        let from_day = life.from.map_or(after, |start| start.max(after));
        // Over before that day, or by now: nothing refers to it any more.
        if life.to.is_some_and(|to| to < from_day || to < context.as_of) {
            return;
        }
        let target = match at.value {
            Referent::Catalogue(id) => context.catalogue_arg(id),
            Referent::Matter(id) => context.row_arg(id),
        };
        let message = SUPERSEDED.with([Arg::id(context.subject(from)), target, Arg::Date(end)]);
        let mut finding =
            Diagnostic::new(&RULE.kind, at.span, message).label(end_span, ENDS_HERE).on(context.subject(from));
        if let Some(successor) = successor(context, catalogue) {
            finding = finding.help(USE_SUCCESSOR.with([context.catalogue_arg(successor)]));
        }
        self.findings.report_from(from_day, context.as_of, finding);
    }

    /// The last day of a catalogue or a row, and where it is written.
    fn end(&self, referent: Referent) -> Option<(Date, Span)> {
        let catalogue = &self.context.model.catalogues[catalogue_of(self.context, referent)];
        let whole = catalogue.in_force.to.zip(catalogue.in_force_span);
        let row = match referent {
            Referent::Catalogue(_) => None,
            Referent::Matter(id) => self.replaced.get(&id).copied(),
        };
        whole.into_iter().chain(row).min()
    }
}

fn catalogue_of(context: &Context<'_>, referent: Referent) -> Id<Catalogue> {
    match referent {
        Referent::Catalogue(id) => id,
        Referent::Matter(id) => context.model.matters[id].catalogue,
    }
}

/// Whether the reference stands in the catalogue that took the place of the old one, which may well speak of it.
fn is_successor(context: &Context<'_>, from: Place, old: Id<Catalogue>) -> bool {
    let own = if let Place::Matter(id) = from {
        context.model.matters[id].catalogue
    } else if let Place::Catalogue(id) = from {
        id
    } else {
        return false;
    };
    context.model.catalogues[own].replaces.iter().any(|at| at.value == Referent::Catalogue(old))
}

fn successor(context: &Context<'_>, old: Id<Catalogue>) -> Option<Id<Catalogue>> {
    let replaces = |new: &Catalogue| new.replaces.iter().any(|at| at.value == Referent::Catalogue(old));
    context.model.catalogues.iter().find(|(_, new)| replaces(new)).map(|(id, _)| id)
}
