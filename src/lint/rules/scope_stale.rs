use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::ast::At;
use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::knowers::{officer_arg, organ_arg};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Id, Matter, Member, Organ, Place, Scope, Validity};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "K005",
        name: "scope-stale",
        severity: Severity::Warning,
        cites: &[Citation::new("R14", 17)],
        summary: Text::new(
            "a knowledge scope in use names an organ or officer that is not there at the time",
            "使用中的知悉范围指向当时不存在的机关或者定密责任人",
        ),
        explanation: Text::new(
            "A scope that goes on after one of its organs has ended lets nobody know by that part of it, or lets somebody \
             guess who took the organ's place. The same holds for a post of that organ, a group that it approves, and an \
             officer whose term is over. Name the organ that took the functions. A scope is in use while a catalogue whose \
             rows name it is in force; one that no row names is told from the end of the organ. A day still to come is told \
             as a note.",
            "知悉范围中的机关已经撤销而范围继续使用的，这一部分便没有人可以知悉，或者要靠猜测由谁接替。该机关的岗位、\
             由其批准的人员范围、任期已满的定密责任人也是如此。请改为承接其职能的机关。引用该范围的目录施行期间，视为使用中；\
             没有事项引用的范围，自机关终止之日起提示。尚未到来的日期作为提示。",
        ),
        bad: "
organ old { tier central; until 2015-12-31; succeeded-by new; }
organ new { tier central; since 2016-01-01; }
scope readers { post \"档案员\" of old; }",
        good: "
organ old { tier central; until 2015-12-31; succeeded-by new; }
organ new { tier central; since 2016-01-01; }
scope readers { post \"档案员\" of new; }",
    },
    check,
};

const ENDED: Text = Text::new(
    "the scope of {0} names {1}, which is there until {2} only",
    "{0} 的知悉范围指向 {1}，而它只存续至 {2}",
);
const NOT_YET: Text = Text::new(
    "the scope of {0} names {1}, which is there from {2} on only",
    "{0} 的知悉范围指向 {1}，而它自 {2} 起才存在",
);
const ENDS_HERE: Text = Text::new("it ends here", "存续至此");
const DECLARED_HERE: Text = Text::new("it is declared here", "声明在此处");
const USED_BY: Text = Text::new("a row that uses the scope", "使用该范围的事项");
const NAME_SUCCESSOR: Text =
    Text::new("name {0}, which took its functions", "请改为承接其职能的 {0}");

fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    let uses = Uses::of(context);
    // Most organs are always there, and what is said of them is never stale.
    let is_bounded = |exists: Validity| exists.from.is_some() || exists.to.is_some();
    let may_end: Vec<bool> = model.organs.values().map(|organ| is_bounded(organ.exists)).collect();
    let may_be_stale = |member: Member| match member {
        Member::Organ { organ, .. } => may_end[organ.index()],
        Member::Post { organ, .. } | Member::Group { approved_by: organ, .. } => {
            organ.is_some_and(|organ| may_end[organ.index()])
        }
        Member::Officer(_) => true,
        Member::Scope(_) | Member::Opaque => false,
    };
    for (id, scope) in model.scopes.iter() {
        for at in &scope.set.members {
            let found = first_day(context, at.value, uses.by_scope[id.index()].iter().copied());
            findings.report_found(context, Place::Scope(id), at.span, found);
        }
    }
    for (id, matter) in model.matters.iter() {
        let (Some(set), Some(life)) = (matter.known_to.get(), model.catalogues[matter.catalogue].life()) else { continue };
        for at in set.members.iter().filter(|at| may_be_stale(at.value)) {
            let found = first_day(context, at.value, std::iter::once(Use { life, row: None }));
            findings.report_found(context, Place::Matter(id), at.span, found);
        }
    }
}

/// A time in which a scope is used, and by which row.
#[derive(Clone, Copy)]
struct Use {
    life: Validity,
    row: Option<Id<Matter>>,
}

struct Uses {
    by_scope: Vec<Vec<Use>>,
}

/// When a catalogue is in force; nothing for one that does not say so or is over.
type Life = Option<(Option<Date>, Option<Date>)>;

impl Uses {
    /// The times in which catalogues use a scope, each with the first row that does, without those that lie in another.
    /// A scope that no row names counts as in use always.
    fn of(context: &Context<'_>) -> Self {
        let model = context.model;
        let mut by_life: BTreeMap<Life, Vec<Id<Matter>>> = BTreeMap::new();
        for (id, matter) in model.matters.iter() {
            let life = model.catalogues[matter.catalogue].life();
            let life = life.filter(|life| life.to.is_none_or(|to| to >= context.as_of));
            by_life.entry(life.map(|life| (life.from, life.to))).or_default().push(id);
        }
        let mut uses = Uses { by_scope: vec![Vec::new(); model.scopes.len()] };
        let mut seen = vec![0; model.scopes.len()];
        for (round, (life, rows)) in (1..).zip(by_life) {
            for (scope, row) in reached(context, &rows, &mut seen, round) {
                uses.add(scope, life, row);
            }
        }
        for (of_scope, _) in uses.by_scope.iter_mut().zip(seen).filter(|(_, round)| *round == 0) {
            of_scope.push(Use { life: Validity::default(), row: None });
        }
        uses
    }

    /// Lives come by their first day, so one that lies in an earlier one tells nothing new.
    fn add(&mut self, scope: Id<Scope>, life: Life, row: Id<Matter>) {
        let Some((from, to)) = life else { return };
        let of_scope = &mut self.by_scope[scope.index()];
        let lies_in = |earlier: &Use| {
            let ends_later = earlier.life.to.is_none_or(|last| to.is_some_and(|to| to <= last));
            earlier.life.from.is_some() == from.is_some() && ends_later
        };
        if !of_scope.last().is_some_and(lies_in) {
            of_scope.push(Use { life: Validity { from, to }, row: Some(row) });
        }
    }
}

/// The scopes that rows name, and those that these name, each with the first row that leads to it. `seen` holds the last
/// round in which a scope was reached.
fn reached(
    context: &Context<'_>,
    rows: &[Id<Matter>],
    seen: &mut [usize],
    round: usize,
) -> Vec<(Id<Scope>, Id<Matter>)> {
    let model = context.model;
    let mut found = Vec::new();
    let mut add = |found: &mut Vec<_>, members: &[At<Member>], row| {
        let named = members.iter().filter_map(|at| if let Member::Scope(id) = at.value { Some(id) } else { None });
        let new = named.filter(|id| std::mem::replace(&mut seen[id.index()], round) != round);
        found.extend(new.map(|id| (id, row)));
    };
    for row in rows {
        if let Some(set) = model.matters[*row].known_to.get() {
            add(&mut found, &set.members, *row);
        }
    }
    let mut next = 0;
    while let Some((scope, row)) = found.get(next).copied() {
        add(&mut found, &model.scopes[scope].set.members, row);
        next += 1;
    }
    found
}

/// What a member names, and where it is declared.
struct Named {
    name: Arg,
    declared: Span,
    organ: Option<Id<Organ>>,
}

fn named(context: &Context<'_>, member: Member) -> Option<Named> {
    let model = context.model;
    let of_organ = |id: Id<Organ>| {
        let organ = &model.organs[id];
        Named { name: organ_arg(context, id), declared: organ.ended_at.unwrap_or(organ.head.id.0), organ: Some(id) }
    };
    match member {
        Member::Organ { organ, .. } => Some(of_organ(organ)),
        Member::Post { organ, .. } | Member::Group { approved_by: organ, .. } => organ.map(of_organ),
        Member::Officer(id) => {
            let officer = &model.officers[id];
            let exists = exists(context, member)?;
            // Who comes after an officer is for the organ to say, unless it is the organ that has ended.
            let organ = officer.organ.filter(|organ| model.organs[*organ].exists.to == exists.to);
            Some(Named { name: officer_arg(context, id), declared: officer.term.span, organ })
        }
        Member::Scope(_) | Member::Opaque => None,
    }
}

struct Stale {
    day: Date,
    text: Text,
    limit: Date,
    named: Named,
    row: Option<Id<Matter>>,
}

/// The first day on which a member is used without being there.
fn first_day(context: &Context<'_>, member: Member, uses: impl Iterator<Item = Use>) -> Option<Stale> {
    // Nearly all are there on all days asked about: their names are not needed.
    let exists = exists(context, member)?;
    let days = uses.filter(|each| each.life.to.is_none_or(|to| to >= context.as_of)).filter_map(|each| {
        let (day, text, limit) = stale_on(exists, each.life, context.as_of)?;
        Some((day, text, limit, each.row))
    });
    let (day, text, limit, row) = days.min_by_key(|(day, ..)| *day)?;
    Some(Stale { day, text, limit, named: named(context, member)?, row })
}

/// When what a member names is there.
fn exists(context: &Context<'_>, member: Member) -> Option<Validity> {
    let model = context.model;
    match member {
        Member::Organ { organ, .. } => Some(model.organs[organ].exists),
        Member::Post { organ, .. } | Member::Group { approved_by: organ, .. } => Some(model.organs[organ?].exists),
        Member::Officer(id) => {
            let officer = &model.officers[id];
            let term = officer.term.value;
            officer.organ.map_or(Some(term), |organ| term.and(model.organs[organ].exists))
        }
        Member::Scope(_) | Member::Opaque => None,
    }
}

fn stale_on(exists: Validity, life: Validity, as_of: Date) -> Option<(Date, Text, Date)> {
    if let (Some(start), Some(from)) = (life.from, exists.from)
        && start < from
        && as_of < from
    {
        return Some((start, NOT_YET, from));
    }
    let end = exists.to?;
    let after = end.checked_add(1.day()).ok()?;
    let day = life.from.map_or(after, |start| start.max(after));
    life.to.is_none_or(|to| to >= day).then_some((day, ENDED, end))
}

impl Findings {
    fn report_found(&mut self, context: &Context<'_>, place: Place, span: Span, found: Option<Stale>) {
        let Some(Stale { day, text, limit, named, row }) = found else { return };
        let message = text.with([Arg::id(context.subject(place)), named.name, Arg::Date(limit)]);
        let mut finding = Diagnostic::new(&RULE.kind, span, message)
            .label(named.declared, if text == ENDED { ENDS_HERE } else { DECLARED_HERE })
            .on(context.subject(place));
        if let Some(used) = row.and_then(|row| context.model.matters[row].known_to_span) {
            finding = finding.label(used, USED_BY);
        }
        let successors = named.organ.map(|organ| &context.model.organs[organ].successors);
        if let Some(successors) = successors.filter(|successors| text == ENDED && !successors.is_empty()) {
            let names = Arg::list(successors.iter().map(|each| organ_arg(context, each.organ)));
            finding = finding.help(NAME_SUCCESSOR.with([names]));
        }
        self.report_from(day, context.as_of, finding);
    }
}
