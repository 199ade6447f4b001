//! Relations that must end somewhere and run in a circle: what lies in what, who is above whom, which scope names which.
//!
//! Whatever walks such a relation relies on its end, so these are told with the findings of resolution.

use super::{Context, Findings};
use crate::authority;
use crate::diagnostic::{Arg, Diagnostic, Text};
use crate::faults;
use crate::model::{Arena, Head, Id, Member, Scope};

const IN_CIRCLE: Text = Text::new("{0} run in a circle: {1}", "{0}构成循环：{1}");
const TAKE_OUT: Text = Text::new("take one of them out", "请删去其中一处");
const REGIONS: Text = Text::new("regions that lie in one another", "行政区域的隶属关系");
const BUSINESSES: Text = Text::new("lines of business that belong to one another", "主管业务的隶属关系");
const SUPERIORS: Text = Text::new("organs above one another", "机关的上下级关系");
const DESIGNATIONS: Text = Text::new("officers who designate one another", "定密责任人的指定关系");
const SCOPES: Text = Text::new("scopes that name one another", "知悉范围的引用关系");

pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    let model = context.model;
    let mut found = Vec::new();
    found.extend(circles(context, REGIONS, &model.regions, |region| &region.head, |region| region.parent.into_iter()));
    found.extend(circles(context, BUSINESSES, &model.businesses, |each| &each.head, |each| each.parent.into_iter()));
    found.extend(circles(context, SUPERIORS, &model.organs, |organ| &organ.head, |organ| organ.superior.into_iter()));
    found.extend(circles(
        context,
        DESIGNATIONS,
        &model.officers,
        |officer| &officer.head,
        |officer| officer.designated_by.into_iter(),
    ));
    found.extend(circles(context, SCOPES, &model.scopes, |scope| &scope.head, named_scopes));
    found.into_iter().for_each(|finding| findings.report(finding));
}

fn named_scopes(scope: &Scope) -> impl Iterator<Item = Id<Scope>> + '_ {
    let members = scope.set.members.iter().chain(&scope.set.excluded);
    let named = members.filter_map(|at| if let Member::Scope(id) = at.value { Some(id) } else { None });
    named.chain(scope.narrows)
}

fn circles<'m, T, I: Iterator<Item = Id<T>>>(
    context: &Context<'_>,
    what: Text,
    things: &'m Arena<T>,
    head: impl Fn(&T) -> &Head,
    next: impl Fn(&'m T) -> I,
) -> Vec<Diagnostic> {
    let ids: Vec<Id<T>> = things.ids().collect();
    let hops = things.iter().flat_map(|(from, thing)| next(thing).map(move |to| (from.index(), to.index())));
    let head_of = |index: usize| head(&things[ids[index]]);
    let finding = |circle: Vec<usize>| {
        let around = circle.iter().chain(circle.first());
        let names = Arg::list(around.map(|index| Arg::id(context.id(head_of(*index).id))));
        let message = IN_CIRCLE.with([Arg::Text(what), names]);
        Diagnostic::new(&faults::TYPE_MISMATCH, head_of(circle[0]).id.0, message).help(TAKE_OUT)
    };
    authority::shortest_cycles(hops).into_iter().map(finding).collect()
}
