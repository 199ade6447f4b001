//! Where each cell of each row stands: near what it is connected to, apart from its neighbours.

use super::{Grid, Rect, Size};

const PASSES: usize = 24;
/// Between boxes, and between what else stands in a row.
const BETWEEN_BOXES: i64 = 28;
const BETWEEN_LINES: i64 = 14;
/// Between rows, and how much more where lines run far to the side.
const BETWEEN_ROWS: i64 = 36;
const MOST_FOR_SLOPES: i64 = 56;
/// The stretch next to a box is straight: an arrow may stand on it.
const BESIDE_BOX: i64 = 12;
/// How much more a line is held straight than a box is drawn to what it is connected to.
const STRAIGHT: i64 = 8;
/// Between lines that leave a box.
const BETWEEN_PORTS: i64 = 16;

#[derive(Debug)]
pub(super) struct Placed {
    pub(super) size: Size,
    /// By cell: the middle.
    middles: Vec<i64>,
    /// By row: top and height.
    rows: Vec<(i64, i64)>,
    /// By line: how far beside the middle of its first and its last box it ends, from top to bottom.
    ports: Vec<(i64, i64)>,
}

pub(super) fn place(grid: &Grid) -> Placed {
    let middles = middles(grid);
    let ports = ports(grid, &middles);
    let rows = heights(grid, &middles);
    let right = grid.cells.iter().zip(&middles).map(|(cell, middle)| middle + half(cell.size.0)).max();
    let bottom = rows.last().map_or(0, |(top, height)| top + height);
    Placed { size: (right.unwrap_or(0), bottom), middles, rows, ports }
}

fn half(width: i64) -> i64 {
    (width + 1) / 2
}

fn middles(grid: &Grid) -> Vec<i64> {
    let mut middles = vec![0; grid.cells.len()];
    for row in &grid.rows {
        settle(grid, row, &mut middles, |_, _| (0, 0));
    }
    for pass in 0..PASSES {
        let is_last = pass + 4 >= PASSES;
        let is_down = pass % 2 == 0;
        for step in 0..grid.rows.len() {
            let row = if is_down { step } else { grid.rows.len() - 1 - step };
            settle(grid, &grid.rows[row], &mut middles, |cell, middles| {
                let (above, below) = (&grid.above[cell][..], &grid.below[cell][..]);
                match (is_last, is_down) {
                    (true, _) => wish(grid, cell, above.iter().chain(below), middles),
                    (false, true) => wish(grid, cell, above.iter().chain(&[]), middles),
                    (false, false) => wish(grid, cell, below.iter().chain(&[]), middles),
                }
            });
        }
    }
    let left = grid.cells.iter().zip(&middles).map(|(cell, middle)| middle - half(cell.size.0)).min().unwrap_or(0);
    middles.iter().map(|middle| middle - left).collect()
}

/// The middle of the neighbours, and how much it weighs.
fn wish<'a>(grid: &Grid, cell: usize, neighbours: impl Iterator<Item = &'a usize>, middles: &[i64]) -> (i64, i64) {
    let weight = |other: usize| if grid.cells[cell].is_box || grid.cells[other].is_box { 1 } else { STRAIGHT };
    let weighed = neighbours.map(|other| (middles[*other] * weight(*other), weight(*other)));
    let (sum, weight) = weighed.fold((0, 0), |(sum, all), (middle, weight)| (sum + middle, all + weight));
    if weight == 0 { (0, 0) } else { (sum / weight, weight) }
}

/// The cells of a row as near to where they wish to be as their order and the space between them allow. Cells that push
/// one another become a block, which stands where it pleases its cells on the whole.
fn settle(grid: &Grid, row: &[usize], middles: &mut [i64], wish: impl Fn(usize, &[i64]) -> (i64, i64)) {
    /// Sum of the wishes, their weight, and the cells.
    struct Block {
        sum: i64,
        weight: i64,
        count: usize,
    }
    let offsets = offsets(grid, row);
    let mut blocks: Vec<Block> = Vec::new();
    for (cell, offset) in row.iter().zip(&offsets) {
        // What wishes nothing stays, and gives way to what does.
        let (wished, weight) = match wish(*cell, middles) {
            (_, 0) => (middles[*cell], 1),
            (wished, neighbours) => (wished, neighbours * 16),
        };
        let mut block = Block { sum: (wished - offset) * weight, weight, count: 1 };
        while let Some(before) = blocks.pop_if(|before| before.sum * block.weight > block.sum * before.weight) {
            block.sum += before.sum;
            block.weight += before.weight;
            block.count += before.count;
        }
        blocks.push(block);
    }
    let at = blocks.iter().flat_map(|block| std::iter::repeat_n(block.sum.div_euclid(block.weight), block.count));
    let settled: Vec<i64> = at.zip(&offsets).map(|(at, offset)| at + offset).collect();
    for (cell, middle) in row.iter().zip(settled) {
        middles[*cell] = middle;
    }
}

/// The middles of the cells of a row that stand as close as they may.
fn offsets(grid: &Grid, row: &[usize]) -> Vec<i64> {
    let mut offsets = Vec::with_capacity(row.len());
    let mut right: Option<(i64, bool)> = None;
    for cell in row {
        let cell = grid.cells[*cell];
        let middle = right.map_or(0, |(right, is_box)| {
            let space = if is_box && cell.is_box { BETWEEN_BOXES } else { BETWEEN_LINES };
            right + space + half(cell.size.0)
        });
        right = Some((middle + half(cell.size.0), cell.is_box));
        offsets.push(middle);
    }
    offsets
}

/// Lines leave and reach a box side by side, in the order in which they go on.
fn ports(grid: &Grid, middles: &[i64]) -> Vec<(i64, i64)> {
    let mut leaving: Vec<Vec<(i64, usize)>> = vec![Vec::new(); grid.cells.len()];
    let mut reaching = leaving.clone();
    for (at, chain) in grid.chains.iter().enumerate() {
        let [first, second, .., before, last] = chain[..] else {
            let (first, last) = (chain[0], chain[chain.len() - 1]);
            let middle = chain[chain.len() / 2];
            leaving[first].push((middles[middle], at));
            reaching[last].push((middles[middle], at));
            continue;
        };
        leaving[first].push((middles[second], at));
        reaching[last].push((middles[before], at));
    }
    let mut ports = vec![(0, 0); grid.chains.len()];
    for (cell, lines) in leaving.iter_mut().enumerate() {
        spread(grid.cells[cell].size.0, lines, |line, port| ports[line].0 = port);
    }
    for (cell, lines) in reaching.iter_mut().enumerate() {
        spread(grid.cells[cell].size.0, lines, |line, port| ports[line].1 = port);
    }
    ports
}

fn spread(width: i64, lines: &mut [(i64, usize)], mut note: impl FnMut(usize, i64)) {
    lines.sort_unstable();
    let last = lines.len() as i64 - 1;
    let between = BETWEEN_PORTS.min((width - 24).max(0) / last.max(1));
    for (at, (_, line)) in lines.iter().enumerate() {
        note(*line, (2 * at as i64 - last) * between / 2);
    }
}

/// Top and height of each row.
fn heights(grid: &Grid, middles: &[i64]) -> Vec<(i64, i64)> {
    let mut top = 0;
    let mut rows = Vec::with_capacity(grid.rows.len());
    for row in &grid.rows {
        let height = row.iter().map(|cell| grid.cells[*cell].size.1).max().unwrap_or(0);
        let aside = row.iter().flat_map(|cell| grid.below[*cell].iter().map(|below| middles[*below] - middles[*cell]));
        let slope = aside.map(i64::abs).max().unwrap_or(0) / 8;
        rows.push((top, height));
        top += height + BETWEEN_ROWS + slope.min(MOST_FOR_SLOPES);
    }
    rows
}

impl Placed {
    pub(super) fn rect(&self, grid: &Grid, cell: usize) -> Rect {
        let (width, height) = grid.cells[cell].size;
        let (top, row) = self.rows[grid.cells[cell].row];
        Rect { x: self.middles[cell] - half(width), y: top + (row - height) / 2, width, height }
    }

    /// The line with its ends at the edges of its boxes, from top to bottom.
    pub(super) fn points(&self, grid: &Grid, line: usize) -> Vec<(i64, i64)> {
        let chain = &grid.chains[line];
        let (leaves, reaches) = self.ports[line];
        let mut points = Vec::with_capacity(chain.len() * 2);
        for (at, cell) in chain.iter().enumerate() {
            let middle = self.middles[*cell];
            let (top, height) = self.rows[grid.cells[*cell].row];
            let rect = self.rect(grid, *cell);
            if at == 0 {
                points.extend([(middle + leaves, rect.y + rect.height), (middle + leaves, top + height + BESIDE_BOX)]);
            } else if at + 1 == chain.len() {
                points.extend([(middle + reaches, top - BESIDE_BOX), (middle + reaches, rect.y)]);
            } else {
                points.extend([(middle, top), (middle, top + height)]);
            }
        }
        points
    }
}
