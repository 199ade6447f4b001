//! The graph of powers and of what follows from them. The only folder that knows petgraph.

use std::collections::VecDeque;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// One shortest circle of each knot of a relation over `count` things. Each starts with its smallest; no recursion.
pub(crate) fn shortest_cycles(count: usize, hops: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    for _ in 0..count {
        graph.add_node(());
    }
    for (from, to) in hops {
        graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), ());
    }
    let mut circles: Vec<Vec<usize>> = kosaraju_scc(&graph)
        .into_iter()
        .filter_map(|knot| {
            let start = knot.iter().copied().min()?;
            let is_circle = knot.len() > 1 || graph.contains_edge(start, start);
            is_circle.then(|| shortest_from(&graph, start))
        })
        .collect();
    circles.sort();
    circles
}

/// The shortest way from a node back to itself, by breadth; it lies on a circle.
fn shortest_from(graph: &DiGraph<(), ()>, start: NodeIndex) -> Vec<usize> {
    let mut came_from: Vec<Option<NodeIndex>> = vec![None; graph.node_count()];
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        let mut next: Vec<NodeIndex> = graph.neighbors(node).collect();
        next.sort();
        for neighbour in next {
            if neighbour == start {
                return path(&came_from, node);
            }
            if came_from[neighbour.index()].is_none() {
                came_from[neighbour.index()] = Some(node);
                queue.push_back(neighbour);
            }
        }
    }
    unreachable!("bug: a node of a knot lies on no circle")
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

    fn circles(count: usize, hops: &[(usize, usize)]) -> Vec<Vec<usize>> {
        shortest_cycles(count, hops.iter().copied())
    }

    #[test]
    fn each_knot_gives_one_shortest_circle() {
        assert_eq!(circles(3, &[(0, 1), (1, 2)]), Vec::<Vec<usize>>::new());
        assert_eq!(circles(2, &[(1, 1)]), [[1]]);
        assert_eq!(circles(5, &[(0, 1), (1, 2), (2, 3), (3, 0), (2, 0), (4, 4)]), [vec![0, 1, 2], vec![4]]);
    }

    #[test]
    fn a_long_chain_does_not_recurse() {
        let hops: Vec<(usize, usize)> = (0..200_000).map(|node| (node, (node + 1) % 200_000)).collect();
        assert_eq!(circles(200_000, &hops)[0].len(), 200_000);
    }
}
