//! Model → diagram: which organs take part, and what is said of each line.

use std::collections::{BTreeMap, BTreeSet};

use super::{Diagram, Edge, EdgeKind, Grant, Node, Wish, text};
use crate::diagnostic::{Arg, Privacy, Text};
use crate::model::{Authorization, Context, Id, Organ, Place, Validity};

/// The rules that each authorization breaks, by code.
pub type Broken = BTreeMap<Id<Authorization>, Vec<&'static str>>;

/// The diagram of a program; nothing where the organ to focus on is not declared.
pub fn collect(context: &Context<'_>, broken: &Broken, wish: Wish<'_>) -> Option<Diagram> {
    let edges = all_edges(context, broken, wish);
    let focus = match wish.focus {
        None => None,
        Some(id) => Some(context.model.organs.ids().find(|organ| context.subject(Place::Organ(*organ)) == id)?),
    };
    let shown = match focus {
        None => edges.iter().flat_map(|edge| [edge.from, edge.to]).collect(),
        Some(focus) => connected(&edges, focus.index()),
    };
    let organs: Vec<Id<Organ>> = context.model.organs.ids().filter(|organ| shown.contains(&organ.index())).collect();
    let place: BTreeMap<usize, usize> = organs.iter().map(|organ| organ.index()).zip(0..).collect();
    let edges = edges.into_iter().filter_map(|edge| {
        let (from, to) = (*place.get(&edge.from)?, *place.get(&edge.to)?);
        Some(Edge { from, to, ..edge })
    });
    Some(Diagram {
        as_of: context.as_of,
        lang: wish.lang,
        edges: edges.collect(),
        nodes: organs.into_iter().map(|organ| node(context, organ, wish, Some(organ) == focus)).collect(),
    })
}

fn node(context: &Context<'_>, id: Id<Organ>, wish: Wish<'_>, is_focus: bool) -> Node {
    let organ = &context.model.organs[id];
    let title = organ.head.title.filter(|title| wish.privacy == Privacy::Open && !context.is_blank(*title));
    Node {
        id: context.subject(Place::Organ(id)),
        title: title.map(|title| text::printable(&context.words(title))),
        tier: organ.tier.clone(),
        exists: organ.exists.contains(context.as_of),
        is_focus,
    }
}

/// Every relation between organs, by their places in the model.
fn all_edges(context: &Context<'_>, broken: &Broken, wish: Wish<'_>) -> Vec<Edge> {
    let model = context.model;
    let mut edges = Vec::new();
    for (id, organ) in model.organs.iter() {
        let superior = organ.superior.map(|superior| (superior.index(), id.index(), EdgeKind::Superior));
        let successors = organ.successors.iter().map(|next| (id.index(), next.organ.index(), EdgeKind::Succession));
        edges.extend(superior.into_iter().chain(successors).map(|(from, to, kind)| Edge { from, to, kind }));
    }
    for (id, grant) in model.authorizations.iter() {
        let Some((from, to)) = grant.grantor.zip(grant.grantee) else { continue };
        let kind = EdgeKind::Grant(drawn(context, id, grant, broken, wish));
        edges.push(Edge { from: from.index(), to: to.index(), kind });
    }
    edges
}

const LEVEL: Text = Text::new("≤ {0}", "≤ {0}");
const TERM: Text = Text::new("{0} – {1}", "{0} 至 {1}");
const NO_TERM: Text = Text::new("no term", "没有期限");

fn drawn(
    context: &Context<'_>,
    id: Id<Authorization>,
    grant: &Authorization,
    broken: &Broken,
    wish: Wish<'_>,
) -> Grant {
    let life = grant.life();
    let term = if life == Validity::default() { NO_TERM } else { TERM };
    let day = |day: Option<jiff::civil::Date>| day.map_or(Arg::token("…"), Arg::Date);
    let level = context.model.level_of_grant(grant).map(|level| level.arg());
    Grant {
        id: context.subject(Place::Authorization(id)),
        level: level.map(|level| LEVEL.with([level]).render(wish.lang, wish.privacy)),
        term: term.with([day(life.from), day(life.to)]).render(wish.lang, wish.privacy),
        is_in_force: life.contains(context.as_of),
        breaks: broken.get(&id).cloned().unwrap_or_default(),
    }
}

/// The organ, all that grants reach from it and all from which they reach it, its superiors and its successors.
fn connected(edges: &[Edge], focus: usize) -> BTreeSet<usize> {
    let is_grant = |edge: &&Edge| matches!(edge.kind, EdgeKind::Grant(_));
    let grants = || edges.iter().filter(is_grant);
    let superiors = edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Superior));
    let successions = edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Succession));
    let mut shown = reached(grants().map(|edge| (edge.from, edge.to)), focus);
    shown.extend(reached(grants().map(|edge| (edge.to, edge.from)), focus));
    shown.extend(reached(superiors.map(|edge| (edge.to, edge.from)), focus));
    shown.extend(reached(successions.map(|edge| (edge.from, edge.to)), focus));
    shown
}

fn reached(hops: impl Iterator<Item = (usize, usize)>, start: usize) -> BTreeSet<usize> {
    let mut next: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (from, to) in hops {
        next.entry(from).or_default().push(to);
    }
    let mut reached = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(node) = open.pop() {
        let new = next.get(&node).into_iter().flatten().filter(|to| reached.insert(**to));
        open.extend(new);
    }
    reached
}
