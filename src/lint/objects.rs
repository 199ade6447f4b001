//! How findings speak of objects: who is about them, one object as a table, and what could not be compared.

use super::{Context, Findings};
use crate::diagnostic::{Arg, Diagnostic, Message, Severity, Text, WitnessLine};
use crate::faults;
use crate::model::{Attribute, AttributeType, Head, Id, Matter, Place, Validity};
use crate::overlap::{Because, Block, Difference, Holder, Named, ScopeDifference, Shown, Since, WitnessValue};
use crate::source::Span;

const TOO_LARGE: Text = Text::new(
    "limit {0}: more than {1} in working out which objects this is about, and which others are about them",
    "推算此处所指的对象以及与其他事项的重合时，超过限制 {0}：多于 {1}",
);
const NOT_COMPARED: Text = Text::new(
    "it is compared with nothing; write it more simply, or as several rows",
    "因此未作比较；请简化条件，或者分成几项",
);

const NAMES: Text =
    Text::new("limit {0}: more than {1} in comparing the names of rows", "比较事项名称时超过限制 {0}：多于 {1}");
const NAMES_NOT_COMPARED: Text = Text::new(
    "so nothing is said of names that are alike; check fewer catalogues at a time",
    "因此不对相近的名称作任何判断；请减少一次检查的目录",
);

/// Tells what could not be compared, so that silence is never taken for agreement.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    for (holder, limit) in context.overlaps().too_large() {
        let message = TOO_LARGE.with([Arg::token(limit.name), Arg::number(limit.most)]);
        let span = first_clause(context, holder).unwrap_or_else(|| head(context, holder).id.0);
        findings.report(Diagnostic::new(&faults::LIMIT_EXCEEDED, span, message).help(NOT_COMPARED));
    }
    if let (Some(limit), Some(first)) = (context.overlaps().by_name().overflow, context.model.matters.values().next()) {
        let message = NAMES.with([Arg::token(limit.name), Arg::number(limit.most)]);
        findings.report(Diagnostic::new(&faults::LIMIT_EXCEEDED, first.head.id.0, message).help(NAMES_NOT_COMPARED));
    }
}

pub(super) fn head<'a>(context: &Context<'a>, holder: Holder) -> &'a Head {
    match holder {
        Holder::Matter(row) => &context.model.matters[row].head,
        Holder::Item(list, at) => &context.model.disclosures[list].items[at].head,
    }
}

fn first_clause(context: &Context<'_>, holder: Holder) -> Option<Span> {
    covered(context, holder).clauses.first().map(|clause| clause.span)
}

pub(super) fn covered<'a>(context: &Context<'a>, holder: Holder) -> &'a crate::model::Covered {
    match holder {
        Holder::Matter(row) => &context.model.matters[row].covers,
        Holder::Item(list, at) => &context.model.disclosures[list].items[at].covers,
    }
}

/// `surveying-2020#20`, `open-maps#1`.
pub(super) fn holder_arg(context: &Context<'_>, holder: Holder) -> Arg {
    match holder {
        Holder::Matter(row) => context.row_arg(row),
        Holder::Item(list, at) => Arg::id(context.item(list, at)),
    }
}

/// What a waiver on the finding names.
pub(super) fn subject(context: &Context<'_>, holder: Holder) -> String {
    context.subject(match holder {
        Holder::Matter(row) => Place::Matter(row),
        Holder::Item(list, _) => Place::Disclosure(list),
    })
}

/// When rows and lists are in force together.
pub(super) fn together(context: &Context<'_>, holders: [Holder; 2]) -> Option<Validity> {
    let life = |holder| match holder {
        Holder::Matter(row) => context.model.catalogues[context.model.matters[row].catalogue].in_force,
        Holder::Item(list, _) => context.model.disclosures[list].in_force,
    };
    life(holders[0]).and(life(holders[1]))
}

/// Reports what is true from a day on, or always has been, while two are in force together. What is over is a note.
pub(super) fn report_since(
    context: &Context<'_>,
    findings: &mut Findings,
    (since, holders): (Since, [Holder; 2]),
    mut finding: Diagnostic,
) {
    const OVER: Text = Text::new("this is over: both were in force until {0} only", "已成过去：两者只同时施行至 {0}");
    let end = together(context, holders).and_then(|days| days.to).filter(|end| *end < context.as_of);
    if let Some(end) = end {
        finding = finding.severity(Severity::Note).help(OVER.with([Arg::Date(end)]));
    }
    match since {
        Some(day) => findings.report_from(day, context.as_of, finding),
        None => findings.report(finding),
    }
}

/// The fields in which two rows differ.
pub(super) fn fields(difference: Difference) -> Arg {
    const LEVEL: Text = Text::new("level", "密级");
    const PERIOD: Text = Text::new("period", "保密期限");
    const SCOPE: Text = Text::new("knowledge scope", "知悉范围");
    let fields =
        [(difference.level, LEVEL), (difference.period, PERIOD), (difference.scope != ScopeDifference::None, SCOPE)];
    Arg::list(fields.into_iter().filter(|(differs, _)| *differs).map(|(_, name)| Arg::Text(name)))
}

/// Shows what two rows say in the fields in which they differ.
pub(super) fn show_difference(
    context: &Context<'_>,
    mut finding: Diagnostic,
    rows: [Id<Matter>; 2],
    difference: Difference,
) -> Diagnostic {
    const LEVEL: Text = Text::new("the level of {0}", "{0} 的密级");
    const PERIOD: Text = Text::new("the period of {0}", "{0} 的保密期限");
    const SCOPE: Text = Text::new("who may know {0}", "{0} 的知悉范围");
    for row in rows {
        let matter = &context.model.matters[row];
        let places = [
            (difference.level, matter.level_span, LEVEL),
            (difference.period, matter.period.get().map(|period| period.span), PERIOD),
            (difference.scope != ScopeDifference::None, matter.known_to_span, SCOPE),
        ];
        for (_, span, text) in places.into_iter().filter(|(differs, ..)| *differs) {
            if let Some(span) = span {
                finding = finding.label(span, text.with([context.row_arg(row)]));
            }
        }
    }
    finding
}

/// Until a contradiction is settled the highest level holds, where the regime says so.
pub(super) fn meanwhile(context: &Context<'_>, finding: Diagnostic, rows: &[Id<Matter>]) -> Diagnostic {
    const MEANWHILE: Text = Text::new(
        "until this is settled, protect at the highest level of them, {0}",
        "在解决之前，按其中最高的密级 {0} 保护",
    );
    let model = context.model;
    let regime = rows.first().and_then(|row| model.regime_of(&model.matters[*row]));
    let Some(cites) = regime.and_then(|regime| regime.conflict_highest.as_ref()) else { return finding };
    let levels = rows.iter().filter_map(|row| model.level_of(&model.matters[*row]));
    match levels.max_by_key(|level| level.rank) {
        Some(level) => finding.help(MEANWHILE.with([level.arg()])).cites(cites),
        None => finding.cites(cites),
    }
}

/// Reports two rows that contradict each other by their names.
pub(super) fn report_pair(
    context: &Context<'_>,
    findings: &mut Findings,
    finding: Diagnostic,
    (row, named): (Id<Matter>, &Named),
) {
    const OTHER: Text = Text::new("the other row", "另一事项");
    let rows = [row, named.other];
    let finding =
        finding.label(context.model.matters[named.other].head.id.0, OTHER).on(context.subject(Place::Matter(row)));
    let mut finding = show_difference(context, finding, rows, named.difference);
    if named.difference.level && finding.severity == Severity::Error {
        finding = meanwhile(context, finding, &rows);
    }
    if may_be_settled_elsewhere(context, rows) || !named.difference.is_proved() {
        finding = finding.severity(Severity::Warning);
    }
    report_since(context, findings, (named.since, rows.map(Holder::Matter)), finding);
}

/// Whether what would settle it may stand in a part of a text that is not at hand.
pub(super) fn may_be_settled_elsewhere(context: &Context<'_>, rows: [Id<Matter>; 2]) -> bool {
    let model = context.model;
    rows.into_iter().any(|row| model.catalogues[model.matters[row].catalogue].excerpt.is_some())
}

/// An object of a block, attribute by attribute, with the tests that each value meets.
pub(super) fn witness(context: &Context<'_>, holders: &[Holder], objects: &Block) -> Vec<WitnessLine> {
    const KIND: Text = Text::new("kind", "类别");
    let witness = context.overlaps().witness(holders, objects);
    let mut lines = Vec::new();
    if let Some(kind) = witness.kind {
        let because = witness.kind_because.iter().map(|(holder, span)| {
            let kinds = kinds_of(context, *holder, *span);
            of_holder(context, *holder, Arg::List(kinds))
        });
        let value = titled(context, &context.model.kinds[kind].head);
        lines.push(WitnessLine { id: "kind".to_owned(), attribute: KIND.into(), value, because: because.collect() });
    }
    lines.extend(witness.values.iter().map(|value| line(context, value)));
    lines
}

/// The kinds that a clause names.
fn kinds_of(context: &Context<'_>, holder: Holder, clause: Span) -> Vec<Arg> {
    let clauses = &covered(context, holder).clauses;
    let kinds = clauses.iter().filter(|each| each.span == clause).flat_map(|each| &each.kinds);
    kinds.map(|kind| Arg::id(context.id(context.model.kinds[*kind].head.id))).collect()
}

fn line(context: &Context<'_>, value: &WitnessValue) -> WitnessLine {
    const NOT_TAKEN: Text = Text::new("taken away by no exception", "不在除外之列");
    let attribute = &context.model.attributes[value.attribute];
    let because = match &*value.because {
        [] => vec![NOT_TAKEN.into()],
        tests => tests.iter().map(|test| test_of(context, *test)).collect(),
    };
    WitnessLine {
        id: context.id(attribute.head.id).into_owned(),
        attribute: titled(context, &attribute.head),
        value: shown(context, attribute, &value.value),
        because,
    }
}

fn test_of(context: &Context<'_>, because: Because) -> Message {
    const NOT: Text = Text::new("not {0}", "非 {0}");
    let test = Arg::words(context.sources.text(because.test));
    let test = if because.is_denied { Arg::Message(Box::new(NOT.with([test]))) } else { test };
    of_holder(context, because.holder, test)
}

fn of_holder(context: &Context<'_>, holder: Holder, said: Arg) -> Message {
    const OF: Text = Text::new("{0}: {1}", "{0}：{1}");
    OF.with([holder_arg(context, holder), said])
}

fn shown(context: &Context<'_>, attribute: &Attribute, value: &Shown) -> Message {
    const PLAIN: Text = Text::new("{0}", "{0}");
    const YES: Text = Text::new("yes", "是");
    const NO: Text = Text::new("no", "否");
    match (value, &attribute.kind) {
        (Shown::Quantity(text), _) => PLAIN.with([Arg::words(&**text)]),
        (Shown::Date(day), _) => PLAIN.with([Arg::words(day.to_string())]),
        (Shown::Truth(truth), _) => if *truth { YES } else { NO }.into(),
        (Shown::Choice(at), AttributeType::OneOf(choices)) => titled(context, &choices[*at].head),
        (Shown::Choice(_), _) => unreachable!("bug: a choice of an attribute that has none"),
    }
}

/// The id, and the title if there is one.
pub(super) fn titled(context: &Context<'_>, head: &Head) -> Message {
    const ID: Text = Text::new("{0}", "{0}");
    const BOTH: Text = Text::new("{0} {1}", "{0} {1}");
    match head.title {
        None => ID.with([Arg::id(context.id(head.id))]),
        Some(title) => BOTH.with([Arg::id(context.id(head.id)), Arg::words(context.words(title))]),
    }
}
