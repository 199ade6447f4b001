//! In which row each box stands: under all from which a line comes, and no row too long.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Line;

#[derive(Debug)]
pub(super) struct Ranked {
    /// By box, from 0.
    pub(super) rows: Vec<usize>,
    /// By line: it closes a circle, and leads up.
    pub(super) is_upward: Vec<bool>,
}

pub(super) fn rank(count: usize, lines: &[Line]) -> Ranked {
    let is_upward = upward(count, lines);
    let mut below = vec![Vec::new(); count];
    let mut above = vec![Vec::new(); count];
    for (line, is_upward) in lines.iter().zip(&is_upward) {
        let (upper, lower) = if *is_upward { (line.to, line.from) } else { (line.from, line.to) };
        below[upper].push(lower);
        above[lower].push(upper);
    }
    let mut rows = schedule(&below, &above);
    lower_the_highest(&mut rows, &below, &above);
    Ranked { rows, is_upward }
}

/// Boxes in a row at most: a picture about as wide as it is high.
fn most_in_a_row(count: usize) -> usize {
    (count * 3 / 2).isqrt().max(6)
}

/// The lines that lead back to a box from which they come, by depth first without recursion.
fn upward(count: usize, lines: &[Line]) -> Vec<bool> {
    let mut outgoing = vec![Vec::new(); count];
    for (at, line) in lines.iter().enumerate() {
        outgoing[line.from].push(at);
    }
    let mut is_upward = vec![false; lines.len()];
    let mut is_open = vec![false; count];
    let mut is_seen = vec![false; count];
    let mut comes_from = vec![false; count];
    lines.iter().for_each(|line| comes_from[line.to] = true);
    // What nothing leads to comes first: a circle is then cut behind its way in.
    let (inner, outer): (Vec<usize>, Vec<usize>) = (0..count).partition(|at| comes_from[*at]);
    for start in outer.into_iter().chain(inner) {
        let mut path = Vec::new();
        if !is_seen[start] {
            (is_seen[start], is_open[start]) = (true, true);
            path.push((start, 0));
        }
        while let Some((node, next)) = path.last_mut() {
            let Some(line) = outgoing[*node].get(*next).copied() else {
                is_open[*node] = false;
                path.pop();
                continue;
            };
            *next += 1;
            let to = lines[line].to;
            is_upward[line] = is_open[to];
            if !is_seen[to] {
                (is_seen[to], is_open[to]) = (true, true);
                path.push((to, 0));
            }
        }
    }
    is_upward
}

/// Row by row those under which most is still to come, once all above them stand.
fn schedule(below: &[Vec<usize>], above: &[Vec<usize>]) -> Vec<usize> {
    let heights = heights(below, above);
    let most = most_in_a_row(below.len());
    let mut rows = vec![0; below.len()];
    let mut missing: Vec<usize> = above.iter().map(Vec::len).collect();
    let mut ready: BinaryHeap<(usize, Reverse<usize>)> =
        (0..below.len()).filter(|at| missing[*at] == 0).map(|at| (heights[at], Reverse(at))).collect();
    let mut row = 0;
    while !ready.is_empty() {
        let mut freed = Vec::new();
        for _ in 0..most {
            let Some((_, Reverse(at))) = ready.pop() else { break };
            rows[at] = row;
            for lower in &below[at] {
                missing[*lower] -= 1;
                if missing[*lower] == 0 {
                    freed.push((heights[*lower], Reverse(*lower)));
                }
            }
        }
        ready.extend(freed);
        row += 1;
    }
    rows
}

/// The longest way down from each box.
fn heights(below: &[Vec<usize>], above: &[Vec<usize>]) -> Vec<usize> {
    let mut heights = vec![0; below.len()];
    let mut missing: Vec<usize> = below.iter().map(Vec::len).collect();
    let mut done: Vec<usize> = (0..below.len()).filter(|at| missing[*at] == 0).collect();
    while let Some(at) = done.pop() {
        for upper in &above[at] {
            heights[*upper] = heights[*upper].max(heights[at] + 1);
            missing[*upper] -= 1;
            if missing[*upper] == 0 {
                done.push(*upper);
            }
        }
    }
    heights
}

/// What nothing stands above comes down to just over what it leads to.
fn lower_the_highest(rows: &mut [usize], below: &[Vec<usize>], above: &[Vec<usize>]) {
    let most = most_in_a_row(below.len());
    let mut filled = vec![0; rows.iter().map(|row| row + 1).max().unwrap_or(0)];
    rows.iter().for_each(|row| filled[*row] += 1);
    for at in (0..rows.len()).filter(|at| above[*at].is_empty()) {
        let Some(next) = below[at].iter().map(|lower| rows[*lower]).min() else { continue };
        let Some(row) = (rows[at] + 1..next).rev().find(|row| filled[*row] < most) else { continue };
        filled[rows[at]] -= 1;
        filled[row] += 1;
        rows[at] = row;
    }
}
