//! What the rules on authorizations share: which grants a regime binds, the day on which one begins, the department it
//! is filed with.

use jiff::civil::Date;

use super::{Context, Findings};
use crate::diagnostic::{Arg, Diagnostic};
use crate::model::{Authorization, Department, Id, Organ, Place, Regime, Region, Tier};

/// Every grant that the duties of its regime bind, with the regime. Those that began before the regime was the law were
/// made under another.
pub(super) fn bound<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (Id<Authorization>, &'a Authorization, &'a Regime)> {
    let model = context.model;
    model.authorizations.iter().filter_map(move |(id, grant)| {
        let regime = &model.regimes[model.regime_over(&grant.matters)?];
        let is_older = first_day(grant).zip(regime.in_force.from).is_some_and(|(first, from)| first < from);
        (!is_older).then_some((id, grant, regime))
    })
}

/// The first day of its term, or else the day of its instrument.
pub(super) fn first_day(grant: &Authorization) -> Option<Date> {
    grant.term.and_then(|term| term.value.from).or(grant.dated)
}

/// Reports what is wrong with a grant from its first day on.
pub(super) fn report(context: &Context<'_>, id: Id<Authorization>, finding: Diagnostic, findings: &mut Findings) {
    let finding = finding.on(context.subject(Place::Authorization(id)));
    match first_day(&context.model.authorizations[id]) {
        Some(day) => findings.report_from(day, context.as_of, finding),
        None => findings.report(finding),
    }
}

pub(super) fn arg(context: &Context<'_>, id: Id<Authorization>) -> Arg {
    Arg::Id(context.subject(Place::Authorization(id)))
}

pub(super) fn organ_arg(context: &Context<'_>, id: Id<Organ>) -> Arg {
    Arg::Id(context.subject(Place::Organ(id)))
}

/// With whom a grantor files what it grants.
#[derive(Clone, Copy)]
pub(super) struct Filing<'a> {
    pub(super) tier: &'a Tier,
    pub(super) department: &'a Department,
    regime: &'a Regime,
    pub(super) grantor: Id<Organ>,
}

impl<'a> Filing<'a> {
    /// Nothing where the grantor or its tier is not known, or its tier files with nobody.
    pub(super) fn of(context: &Context<'_>, grant: &Authorization, regime: &'a Regime) -> Option<Self> {
        let grantor = grant.grantor?;
        let tier = regime.tier_named(context.model.organs[grantor].tier.as_deref()?)?;
        let tier = regime.tier(tier);
        let department = regime.departments.get(tier.files_with?)?;
        Some(Filing { tier, department, regime, grantor })
    }

    pub(super) fn is_right(&self, context: &Context<'_>, organ: Id<Organ>) -> bool {
        let model = context.model;
        is_of(&model.organs[organ], self.department, self.regime) && acts_for(context, organ, self.grantor)
    }

    /// The right ones that exist on the day the grant begins, as far as a role tells them.
    pub(super) fn right_ones(&self, context: &Context<'_>, grant: &Authorization) -> Vec<Arg> {
        let exists = |organ: &Organ| first_day(grant).is_none_or(|day| organ.exists.contains(day));
        let is_right = |id: &&Id<Organ>| exists(&context.model.organs[**id]) && self.is_right(context, **id);
        context.role_holders().iter().filter(is_right).map(|id| organ_arg(context, *id)).collect()
    }
}

/// The department as a message shows it.
pub(super) fn department_arg(context: &Context<'_>, department: &Department) -> Arg {
    match department.head.title {
        Some(title) => Arg::words(context.words(title)),
        None => Arg::id(&*department.id),
    }
}

/// Whether an organ has the roles and the tier of a department.
pub(super) fn is_of(organ: &Organ, department: &Department, regime: &Regime) -> bool {
    let tier = organ.tier.as_deref().and_then(|name| regime.tier_named(name));
    let is_on_tier = department.tier.is_none() || department.tier == tier;
    is_on_tier && department.roles.iter().all(|role| organ.roles.contains(role))
}

/// Whether an organ acts in every region of another. One that names no region acts everywhere.
fn acts_for(context: &Context<'_>, organ: Id<Organ>, other: Id<Organ>) -> bool {
    let (own, theirs) = (&context.model.organs[organ].regions, &context.model.organs[other].regions);
    own.is_empty() || theirs.iter().all(|region| own.iter().any(|own| is_within(context, *region, *own)))
}

/// Whether a region lies in another. Steps are bounded because a tree that is written wrongly may hold a circle.
fn is_within(context: &Context<'_>, region: Id<Region>, outer: Id<Region>) -> bool {
    let regions = &context.model.regions;
    let mut upwards = std::iter::successors(Some(region), |region| regions[*region].parent).take(regions.len());
    upwards.any(|region| region == outer)
}
