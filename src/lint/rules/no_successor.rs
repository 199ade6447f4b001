use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diagnostic::{Arg, Citation, Diagnostic, Kind, Severity, Text};
use crate::lint::knowers::organ_arg;
use crate::lint::{Context, Findings, Rule};
use crate::model::{Business, Catalogue, Id, Matter, Organ, Place, Producer, Reach, Succession, Validity};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "L002",
        name: "no-successor",
        severity: Severity::Error,
        cites: &[Citation::new("R14", 17)],
        summary: Text::new(
            "an organ has ended, something depends on it still, and nothing says who took its functions",
            "机关已经终止，仍有内容依赖于它，而没有写明由谁承接其职能",
        ),
        explanation: Text::new(
            "When an organ is abolished or merged, whoever takes its functions changes and releases its secrets; where \
             nobody does, its superior or the secrecy department names an organ. A catalogue that it issued or interprets, \
             a row that it produces, and an authorization that it made or holds go on after its end, so somebody has to \
             answer for them. Write `succeeded-by ORGAN;`, or for a part `succeeded-by ORGAN for …;` until each part is \
             with somebody. What an organ took over counts as its own when it ends in turn.",
            "机关撤销或者合并的，由承担其职能的机关负责国家秘密的变更和解除；没有承担机关的，由上级机关或者保密行政管理部门指定。\
             它制定或者解释的目录、由它产生的事项、它作出或者取得的定密授权在其终止后继续有效，应当有人负责。\
             请写 `职能承接 机关;`；职能分拆的，写 `职能承接 机关 就 …;`，使每一部分都有承接机关。承接来的职能，在承接机关终止时同样适用。",
        ),
        bad: "
organ maker { tier central; until 2015-12-31; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2010-06-01; in-force from 2010-07-01; }",
        good: "
organ maker { tier central; until 2015-12-31; succeeded-by next; }
organ next { tier central; since 2016-01-01; }
catalogue c \"目录\" under cn-2014 { issued-by maker; dated 2010-06-01; in-force from 2010-07-01; }",
    },
    check,
};

/// More than these are only counted.
const MOST: usize = 3;

const NOBODY: Text = Text::new(
    "{0} ended on {1}, and nothing says who took its functions",
    "{0} 于 {1} 终止，没有写明由谁承接其职能",
);
const NOT_ALL: Text = Text::new(
    "{0} ended on {1}, and nothing says who took the part of its functions that {2} depends on",
    "{0} 于 {1} 终止，没有写明由谁承接 {2} 所依赖的那部分职能",
);
const DEPENDS: Text = Text::new("{0} depends on it from {1} on", "{0} 自 {1} 起仍依赖于它");
const MORE: Text = Text::new("{0} more depend on it", "另有 {0} 处依赖于它");
const WRITE: Text = Text::new(
    "write `succeeded-by ORGAN;`, or `succeeded-by ORGAN for …;` for a part",
    "请写 `职能承接 机关;`，只涉及一部分的写 `职能承接 机关 就 …;`",
);

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut forsaken: BTreeMap<Id<Organ>, BTreeSet<Need>> = BTreeMap::new();
    let heirs = Heirs::of(context);
    for dependent in dependents(context) {
        for (organ, day) in heirs.without_successor(&dependent) {
            let need = Need { day, span: dependent.span, place: dependent.place };
            forsaken.entry(organ).or_default().insert(need);
        }
    }
    for (organ, needs) in forsaken {
        if let Some((day, finding)) = finding(context, organ, &needs) {
            findings.report_from(day, context.as_of, finding);
        }
    }
}

/// From when on something needs an organ that is gone.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Need {
    day: Date,
    span: Span,
    place: Place,
}

fn finding(context: &Context<'_>, id: Id<Organ>, needs: &BTreeSet<Need>) -> Option<(Date, Diagnostic)> {
    let organ = &context.model.organs[id];
    let first = needs.first()?;
    let name = |need: &Need| Arg::id(context.subject(need.place));
    let ended = [organ_arg(context, id), Arg::Date(organ.exists.to?)];
    let message = match &*organ.successors {
        [] => NOBODY.with(ended),
        _ => NOT_ALL.with(ended.into_iter().chain([name(first)])),
    };
    let span = organ.ended_at.unwrap_or(organ.head.id.0);
    let mut finding = Diagnostic::new(&RULE.kind, span, message).on(context.subject(Place::Organ(id)));
    for need in needs.iter().take(MOST) {
        finding = finding.label(need.span, DEPENDS.with([name(need), Arg::Date(need.day)]));
    }
    if let Some(more @ 1..) = needs.len().checked_sub(MOST) {
        finding = finding.help(MORE.with([Arg::number(more)]));
    }
    Some((first.day, finding.help(WRITE)))
}

/// Something that an organ must answer for.
struct Dependent {
    organ: Id<Organ>,
    place: Place,
    span: Span,
    life: Validity,
    /// Each has to be with somebody.
    claims: Vec<Claim>,
}

/// A function as far as something needs it. With nothing in it, it is all that the organ does.
#[derive(Clone, Copy, Default)]
struct Claim {
    business: Option<Id<Business>>,
    catalogue: Option<Id<Catalogue>>,
    matter: Option<Id<Matter>>,
}

fn dependents(context: &Context<'_>) -> Vec<Dependent> {
    let model = context.model;
    let has_ended = |organ: &Id<Organ>| model.organs[*organ].exists.to.is_some();
    let is_over = |life: Validity| life.to.is_some_and(|to| to < context.as_of);
    let mut found = Vec::new();
    for (id, catalogue) in model.catalogues.iter() {
        let Some(life) = catalogue.life().filter(|life| !is_over(*life)) else { continue };
        let head = catalogue.head.id.0;
        let issuers = catalogue.issued_by.iter().map(|at| (at.value, at.span));
        let interpreters = catalogue.interpreted_by.iter().map(|organ| (*organ, head));
        for (organ, span) in issuers.chain(interpreters).filter(|(organ, _)| has_ended(organ)) {
            let claims = claims_of(context, organ, id, None);
            found.push(Dependent { organ, place: Place::Catalogue(id), span, life, claims });
        }
        for row in &catalogue.matters {
            for at in &model.matters[*row].produced_by {
                let Producer::Organ(organ) = at.value else { continue };
                if has_ended(&organ) {
                    let claims = claims_of(context, organ, id, Some(*row));
                    found.push(Dependent { organ, place: Place::Matter(*row), span: at.span, life, claims });
                }
            }
        }
    }
    for (id, grant) in model.authorizations.iter().filter(|(_, grant)| !is_over(grant.life())) {
        for organ in grant.grantor.into_iter().chain(grant.grantee).filter(has_ended) {
            let claims = claims_of_grant(context, organ, &grant.matters, grant.matters_given);
            let span = grant.head.id.0;
            found.push(Dependent { organ, place: Place::Authorization(id), span, life: grant.life(), claims });
        }
    }
    found
}

/// What a catalogue or a row of it needs: the business it is of, or else each that the organ has.
fn claims_of(context: &Context<'_>, organ: Id<Organ>, id: Id<Catalogue>, matter: Option<Id<Matter>>) -> Vec<Claim> {
    let own = &context.model.catalogues[id].businesses;
    let businesses = if own.is_empty() { &context.model.organs[organ].businesses } else { own };
    let claim = |business| Claim { business, catalogue: Some(id), matter };
    match &**businesses {
        [] => vec![claim(None)],
        some => some.iter().map(|business| claim(Some(*business))).collect(),
    }
}

fn claims_of_grant(
    context: &Context<'_>,
    organ: Id<Organ>,
    matters: &[crate::ast::At<Reach>],
    matters_given: bool,
) -> Vec<Claim> {
    let of_business = |business| Claim { business: Some(business), ..Claim::default() };
    let all = &context.model.organs[organ].businesses;
    if !matters_given {
        let none = all.is_empty().then(Claim::default);
        return none.into_iter().chain(all.iter().copied().map(of_business)).collect();
    }
    matters
        .iter()
        .flat_map(|at| match at.value {
            Reach::Business(business) => vec![of_business(business)],
            Reach::Catalogue(id) => claims_of(context, organ, id, None),
            Reach::Matter(row) => claims_of(context, organ, context.model.matters[row].catalogue, Some(row)),
        })
        .collect()
}

/// Who takes what of each organ; no parts are all of it.
struct Heirs<'c, 'a> {
    context: &'c Context<'a>,
    by_organ: Vec<Vec<(Id<Organ>, BTreeSet<Reach>)>>,
}

impl<'c, 'a> Heirs<'c, 'a> {
    fn of(context: &'c Context<'a>) -> Self {
        let heir = |succession: &Succession| (succession.organ, succession.part.iter().copied().collect());
        let of_organ = |organ: &Organ| organ.successors.iter().map(heir).collect();
        Heirs { context, by_organ: context.model.organs.values().map(of_organ).collect() }
    }

    /// The organs, down the successions, that end before the dependent does and leave some of it with nobody; and from
    /// when.
    fn without_successor(&self, dependent: &Dependent) -> Vec<(Id<Organ>, Date)> {
        let claims = &dependent.claims;
        let mut found = Vec::new();
        let mut seen: BTreeSet<(Id<Organ>, usize)> = BTreeSet::new();
        // Each organ with those of the claims that came to it.
        let mut next: Vec<(Id<Organ>, Vec<usize>)> = vec![(dependent.organ, (0..claims.len()).collect())];
        while let Some((id, mut held)) = next.pop() {
            let organ = &self.context.model.organs[id];
            held.retain(|claim| seen.insert((id, *claim)));
            if held.is_empty() {
                continue;
            }
            let Some(day) = day_without(organ, dependent.life).filter(|_| !organ.has_unknown_successor) else { continue };
            let mut is_taken = vec![false; claims.len()];
            for (heir, part) in &self.by_organ[id.index()] {
                let taken: Vec<usize> =
                    held.iter().copied().filter(|claim| self.is_part(&claims[*claim], part)).collect();
                taken.iter().for_each(|claim| is_taken[*claim] = true);
                next.push((*heir, taken));
            }
            if held.iter().any(|claim| !is_taken[*claim]) {
                found.push((id, day));
            }
        }
        found
    }

    fn is_part(&self, claim: &Claim, part: &BTreeSet<Reach>) -> bool {
        let businesses = &self.context.model.businesses;
        let up = std::iter::successors(claim.business, |each| businesses[*each].parent);
        part.is_empty()
            || claim.catalogue.is_some_and(|id| part.contains(&Reach::Catalogue(id)))
            || claim.matter.is_some_and(|id| part.contains(&Reach::Matter(id)))
            // Not further up than there are any: they may run in a circle.
            || up.take(businesses.len()).any(|id| part.contains(&Reach::Business(id)))
    }
}

/// The first day of a life on which an organ is gone.
fn day_without(organ: &Organ, life: Validity) -> Option<Date> {
    let after = organ.exists.to?.checked_add(1.day()).ok()?;
    let day = life.from.map_or(after, |from| from.max(after));
    life.to.is_none_or(|to| to >= day).then_some(day)
}
