//! The order of the cells in each row: few lines cross. Each row in turn is sorted by where its neighbours stand.

use super::Grid;

const SWEEPS: usize = 24;
/// Rounds in which neighbours change places, and the cells up to which this is tried.
const ROUNDS: usize = 8;
const FEW: usize = 6_000;

pub(super) fn order(grid: &mut Grid) {
    start(grid);
    let mut places = Places::of(grid);
    let mut best = grid.rows.clone();
    let mut fewest = places.crossings(grid);
    for sweep in 0..SWEEPS {
        if fewest == 0 {
            break;
        }
        let rows = grid.rows.len();
        let is_down = sweep % 2 == 0;
        for step in 1..rows {
            let row = if is_down { step } else { rows - 1 - step };
            places.sort(grid, row, is_down);
        }
        if grid.cells.len() <= FEW {
            places.swap_neighbours(grid);
        }
        let crossings = places.crossings(grid);
        if crossings < fewest {
            fewest = crossings;
            best.clone_from(&grid.rows);
        }
    }
    grid.rows = best;
}

/// Families first stand together: by depth from the top row, without recursion.
fn start(grid: &mut Grid) {
    let mut rows = vec![Vec::new(); grid.rows.len()];
    let mut is_seen = vec![false; grid.cells.len()];
    for first in grid.rows.iter().flatten() {
        let mut open = vec![*first];
        while let Some(cell) = open.pop() {
            if !std::mem::replace(&mut is_seen[cell], true) {
                rows[grid.cells[cell].row].push(cell);
                open.extend(grid.below[cell].iter().rev());
            }
        }
    }
    grid.rows = rows;
}

/// Where each cell stands in its row.
struct Places(Vec<usize>);

impl Places {
    fn of(grid: &Grid) -> Self {
        let mut places = Places(vec![0; grid.cells.len()]);
        grid.rows.iter().for_each(|row| places.note(row));
        places
    }

    fn note(&mut self, row: &[usize]) {
        for (place, cell) in row.iter().enumerate() {
            self.0[*cell] = place;
        }
    }

    fn sort(&mut self, grid: &mut Grid, row: usize, by_above: bool) {
        let neighbours = if by_above { &grid.above } else { &grid.below };
        let mean = |cell: &usize| match neighbours[*cell].len() {
            0 => self.0[*cell] * 1024,
            count => neighbours[*cell].iter().map(|other| self.0[*other] * 1024).sum::<usize>() / count,
        };
        grid.rows[row].sort_by_cached_key(mean);
        self.note(&grid.rows[row]);
    }

    fn swap_neighbours(&mut self, grid: &mut Grid) {
        for _ in 0..ROUNDS {
            let mut is_better = false;
            for row in 0..grid.rows.len() {
                for at in 1..grid.rows[row].len() {
                    let (left, right) = (grid.rows[row][at - 1], grid.rows[row][at]);
                    if self.between(grid, right, left) < self.between(grid, left, right) {
                        grid.rows[row].swap(at - 1, at);
                        (self.0[right], self.0[left]) = (at - 1, at);
                        is_better = true;
                    }
                }
            }
            if !is_better {
                break;
            }
        }
    }

    /// How many lines of two cells cross where one stands left of the other.
    fn between(&self, grid: &Grid, left: usize, right: usize) -> usize {
        let crossed = |a: &[usize], b: &[usize]| {
            a.iter().map(|a| b.iter().filter(|b| self.0[**b] < self.0[*a]).count()).sum::<usize>()
        };
        crossed(&grid.above[left], &grid.above[right]) + crossed(&grid.below[left], &grid.below[right])
    }

    fn crossings(&self, grid: &Grid) -> usize {
        let between = |rows: &[Vec<usize>]| match rows {
            [upper, lower] => self.crossings_below(grid, upper, lower.len()),
            _ => 0,
        };
        grid.rows.windows(2).map(between).sum()
    }

    /// Between a row and the next: lines from left to right, each crosses those before it that end right of its end. The
    /// ends are counted in a Fenwick tree.
    fn crossings_below(&self, grid: &Grid, upper: &[usize], lower: usize) -> usize {
        let mut tree = vec![0; lower + 1];
        let (mut seen, mut crossings) = (0, 0);
        for cell in upper {
            let mut ends: Vec<usize> = grid.below[*cell].iter().map(|end| self.0[*end]).collect();
            ends.sort_unstable();
            for end in &ends {
                let mut at = end + 1;
                let mut not_right = 0;
                while at > 0 {
                    not_right += tree[at];
                    at -= at & at.wrapping_neg();
                }
                crossings += seen - not_right;
            }
            for end in ends {
                seen += 1;
                let mut at = end + 1;
                while at <= lower {
                    tree[at] += 1;
                    at += at & at.wrapping_neg();
                }
            }
        }
        crossings
    }
}
