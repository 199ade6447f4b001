//! Circles: the shortest one of each knot of a relation. No recursion, and the search for shorter ones is bounded.

use std::collections::VecDeque;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// So many hops are followed in one knot to find a circle shorter than the first.
const MOST_HOPS: usize = 5_000_000;

/// The shortest circle of each knot of a relation between numbered things. Each starts with its smallest thing; of
/// circles of one length that with the smallest start is taken.
pub(crate) fn shortest_cycles(hops: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let (things, graph) = relation(hops);
    let shortest = strong_parts(&graph).into_iter().filter_map(|knot| shortest_in(&graph, &knot));
    let mut circles: Vec<Vec<usize>> =
        shortest.map(|circle| circle.into_iter().map(|place| things[place]).collect()).collect();
    circles.sort();
    circles
}

/// The knots of a relation between numbered things: several of which each leads to every other, each list in order.
pub(super) fn knots(hops: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let (things, graph) = relation(hops);
    let knots = strong_parts(&graph).into_iter().filter(|knot| knot.len() > 1);
    knots.map(|knot| knot.into_iter().map(|node| things[node.index()]).collect()).collect()
}

/// The things that have a part in a relation, in order, and the relation between their places.
fn relation(hops: impl Iterator<Item = (usize, usize)>) -> (Vec<usize>, DiGraph<(), ()>) {
    // Few things have a part in most relations, and the others are in no circle.
    let hops: Vec<(usize, usize)> = hops.collect();
    let mut things: Vec<usize> = hops.iter().flat_map(|(from, to)| [*from, *to]).collect();
    things.sort_unstable();
    things.dedup();
    let place = |thing: usize| things.binary_search(&thing).expect("bug: a hop between things that are not there");
    let graph = graph(things.len(), hops.iter().map(|(from, to)| (place(*from), place(*to))));
    (things, graph)
}

/// Things of which each leads to every other, one alone too.
fn strong_parts(graph: &DiGraph<(), ()>) -> Vec<Vec<NodeIndex>> {
    let mut parts = kosaraju_scc(graph);
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts
}

fn graph(count: usize, hops: impl Iterator<Item = (usize, usize)>) -> DiGraph<(), ()> {
    let mut graph = DiGraph::with_capacity(count, hops.size_hint().0);
    for _ in 0..count {
        graph.add_node(());
    }
    for (from, to) in hops {
        graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), ());
    }
    graph
}

fn shortest_in(graph: &DiGraph<(), ()>, knot: &[NodeIndex]) -> Option<Vec<usize>> {
    let itself = knot.iter().find(|node| graph.contains_edge(**node, **node));
    if let Some(node) = itself {
        return Some(vec![node.index()]);
    }
    if knot.len() == 1 {
        return None;
    }
    let mut search = Search { graph, came_from: vec![None; graph.node_count()], hops: 0 };
    let mut best: Option<Vec<usize>> = None;
    for start in knot {
        let most = best.as_ref().map_or(usize::MAX, |best| best.len() - 1);
        if most < 2 || (search.hops > MOST_HOPS && best.is_some()) {
            break;
        }
        best = search.shortest_from(*start, most).or(best);
    }
    best
}

struct Search<'g> {
    graph: &'g DiGraph<(), ()>,
    came_from: Vec<Option<NodeIndex>>,
    hops: usize,
}

impl Search<'_> {
    /// The shortest way from a node of a knot back to itself, by breadth, if it is no longer than `most`.
    fn shortest_from(&mut self, start: NodeIndex, most: usize) -> Option<Vec<usize>> {
        let mut seen = vec![start];
        let mut queue = VecDeque::from([(start, 1)]);
        let mut found = None;
        'search: while let Some((node, length)) = queue.pop_front().filter(|(_, length)| *length <= most) {
            let mut next: Vec<NodeIndex> = self.graph.neighbors(node).collect();
            next.sort_unstable();
            self.hops += next.len();
            for neighbour in next {
                if neighbour == start {
                    found = Some(path(&self.came_from, node));
                    break 'search;
                }
                if self.came_from[neighbour.index()].is_none() {
                    self.came_from[neighbour.index()] = Some(node);
                    seen.push(neighbour);
                    queue.push_back((neighbour, length + 1));
                }
            }
        }
        seen.into_iter().for_each(|node| self.came_from[node.index()] = None);
        found
    }
}

/// From the start of the search to `last`.
fn path(came_from: &[Option<NodeIndex>], last: NodeIndex) -> Vec<usize> {
    let mut path: Vec<usize> =
        std::iter::successors(Some(last), |node| came_from[node.index()]).map(NodeIndex::index).collect();
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles(hops: &[(usize, usize)]) -> Vec<Vec<usize>> {
        shortest_cycles(hops.iter().copied())
    }

    #[test]
    fn each_knot_gives_one_shortest_circle() {
        assert_eq!(circles(&[(0, 1), (1, 2)]), Vec::<Vec<usize>>::new());
        assert_eq!(circles(&[(1, 1)]), [[1]]);
        assert_eq!(circles(&[(0, 1), (1, 2), (2, 3), (3, 0), (2, 0), (4, 4)]), [vec![0, 1, 2], vec![4]]);
        // The shortest one does not lead through the smallest thing.
        assert_eq!(circles(&[(0, 1), (1, 2), (2, 3), (3, 0), (2, 1)]), [[1, 2]]);
        assert_eq!(circles(&[(0, 1), (1, 0), (1, 1)]), [[1]]);
        // Things without a part in the relation may stand between.
        assert_eq!(circles(&[(70, 9), (9, 400), (400, 70), (5, 9)]), [[9, 400, 70]]);
    }

    #[test]
    fn a_long_chain_does_not_recurse() {
        let hops: Vec<(usize, usize)> = (0..200_000).map(|node| (node, (node + 1) % 200_000)).collect();
        assert_eq!(circles(&hops)[0].len(), 200_000);
    }
}
