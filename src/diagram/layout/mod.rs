//! Boxes and lines between them → places. Boxes stand in rows, lines run down from row to row; what a line says has a
//! place in a row of its own, so that nothing lies over anything. All in whole pixels.

mod order;
mod pack;
mod place;
mod rank;

use self::place::Placed;
use super::TooLarge;

/// Width and height.
pub(super) type Size = (i64, i64);

/// A line to lay out. None leads from a box to itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    /// What stands beside it.
    pub(super) label: Option<Size>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Rect {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

#[derive(Debug)]
pub(super) struct Layout {
    pub(super) size: Size,
    pub(super) boxes: Vec<Rect>,
    /// By line.
    pub(super) routes: Vec<Route>,
}

#[derive(Debug)]
pub(super) struct Route {
    /// From its first box to its last: straight from an even point to the next, curved from an odd one to the next.
    pub(super) points: Vec<(i64, i64)>,
    pub(super) label: Option<Rect>,
}

/// What has a place in a row: a box, a label, or a line that passes.
#[derive(Clone, Copy, Debug)]
struct Cell {
    row: usize,
    size: Size,
    /// A box and no part of a line.
    is_box: bool,
}

/// Boxes and lines as cells.
#[derive(Debug)]
struct Grid {
    cells: Vec<Cell>,
    /// By line: its cells from top to bottom.
    chains: Vec<Vec<usize>>,
    /// By cell: its neighbours in the row above and in that below.
    above: Vec<Vec<usize>>,
    below: Vec<Vec<usize>>,
    /// By row: its cells from left to right.
    rows: Vec<Vec<usize>>,
}

/// Cells at most: a deep picture with long lines has more than boxes and lines.
const MOST_CELLS: usize = 200_000;

pub(super) fn lay_out(boxes: &[Size], lines: &[Line]) -> Result<Layout, TooLarge> {
    let parts = pack::parts(boxes.len(), lines);
    // By box: its part, and its place there.
    let mut places = vec![(0, 0); boxes.len()];
    for (part, members) in parts.iter().enumerate() {
        members.iter().enumerate().for_each(|(place, at)| places[*at] = (part, place));
    }
    let mut inner: Vec<Vec<Line>> = vec![Vec::new(); parts.len()];
    for line in lines {
        let (part, from) = places[line.from];
        inner[part].push(Line { from, to: places[line.to].1, ..*line });
    }
    let laid = parts.iter().zip(&inner).map(|(members, lines)| {
        let sizes: Vec<Size> = members.iter().map(|at| boxes[*at]).collect();
        lay_out_part(&sizes, lines)
    });
    let laid: Vec<Layout> = laid.collect::<Result<_, _>>()?;
    let (corners, size) = pack::shelves(&laid.iter().map(|layout| layout.size).collect::<Vec<_>>());
    let laid: Vec<Layout> = laid.into_iter().zip(corners).map(|(layout, corner)| layout.moved(corner)).collect();
    let boxes = places.iter().map(|(part, place)| laid[*part].boxes[*place]).collect();
    let mut routes: Vec<_> = laid.into_iter().map(|layout| layout.routes.into_iter()).collect();
    let next = |line: &Line| routes[places[line.from].0].next();
    Ok(Layout { size, boxes, routes: lines.iter().filter_map(next).collect() })
}

fn lay_out_part(boxes: &[Size], lines: &[Line]) -> Result<Layout, TooLarge> {
    let ranked = rank::rank(boxes.len(), lines);
    let mut grid = Grid::new(boxes, lines, &ranked)?;
    order::order(&mut grid);
    let placed = place::place(&grid);
    let routes = lines.iter().enumerate().map(|(at, line)| {
        let mut points = placed.points(&grid, at);
        if ranked.is_upward[at] {
            points.reverse();
        }
        let label = line.label.and_then(|_| grid.chains[at].iter().rev().nth(1)).map(|cell| placed.rect(&grid, *cell));
        Route { points, label }
    });
    let routes = routes.collect();
    let Placed { size, .. } = placed;
    let boxes = (0..boxes.len()).map(|at| placed.rect(&grid, at)).collect();
    Ok(Layout { size, boxes, routes })
}

impl Grid {
    /// Boxes stand in even rows. A label stands in the row above the lower box of its line.
    fn new(boxes: &[Size], lines: &[Line], ranked: &rank::Ranked) -> Result<Self, TooLarge> {
        let cell = |(size, row): (&Size, &usize)| Cell { row: row * 2, size: *size, is_box: true };
        let cells: Vec<Cell> = boxes.iter().zip(&ranked.rows).map(cell).collect();
        let mut grid = Grid { cells, chains: Vec::new(), above: Vec::new(), below: Vec::new(), rows: Vec::new() };
        for (line, is_upward) in lines.iter().zip(&ranked.is_upward) {
            let (upper, lower) = if *is_upward { (line.to, line.from) } else { (line.from, line.to) };
            grid.chain(upper, lower, line.label);
            if grid.cells.len() > MOST_CELLS {
                return Err(TooLarge);
            }
        }
        grid.connect();
        Ok(grid)
    }

    fn chain(&mut self, upper: usize, lower: usize, label: Option<Size>) {
        let (first, last) = (self.cells[upper].row + 1, self.cells[lower].row);
        let mut chain = vec![upper];
        for row in first..last {
            let size = label.filter(|_| row + 1 == last).unwrap_or((2, 0));
            chain.push(self.cells.len());
            self.cells.push(Cell { row, size, is_box: false });
        }
        chain.push(lower);
        self.chains.push(chain);
    }

    fn connect(&mut self) {
        let rows = self.cells.iter().map(|cell| cell.row + 1).max().unwrap_or(0);
        self.rows = vec![Vec::new(); rows];
        self.above = vec![Vec::new(); self.cells.len()];
        self.below = vec![Vec::new(); self.cells.len()];
        for (at, cell) in self.cells.iter().enumerate() {
            self.rows[cell.row].push(at);
        }
        for hop in self.chains.iter().flat_map(|chain| chain.windows(2)) {
            if let [upper, lower] = *hop {
                self.below[upper].push(lower);
                self.above[lower].push(upper);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(from: usize, to: usize) -> Line {
        Line { from, to, label: Some((80, 30)) }
    }

    fn overlap(a: &Rect, b: &Rect) -> bool {
        a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
    }

    fn assert_apart(layout: &Layout) {
        let labels = layout.routes.iter().filter_map(|route| route.label);
        let all: Vec<Rect> = layout.boxes.iter().copied().chain(labels).collect();
        for (at, a) in all.iter().enumerate() {
            assert!(a.x >= 0 && a.y >= 0 && a.x + a.width <= layout.size.0 && a.y + a.height <= layout.size.1, "{a:?}");
            assert!(all[at + 1..].iter().all(|b| !overlap(a, b)), "something lies over {a:?}");
        }
    }

    #[test]
    fn nothing_lies_over_anything() {
        let boxes = vec![(120, 60); 40];
        let tree: Vec<Line> = (1..40).map(|at| line((at - 1) / 3, at)).collect();
        let mixed = (0..40).flat_map(|at| [line(at, (at * 7 + 3) % 40), line((at * 11 + 5) % 40, at)]);
        let mixed: Vec<Line> = mixed.filter(|line| line.from != line.to).collect();
        for lines in [&tree[..], &mixed[..], &[]] {
            assert_apart(&lay_out(&boxes, lines).unwrap());
        }
    }

    #[test]
    fn circles_and_parallel_lines_are_laid_out_too() {
        let boxes = vec![(120, 60); 3];
        let layout = lay_out(&boxes, &[line(0, 1), line(1, 0), line(0, 1), line(1, 2), line(2, 0)]).unwrap();
        assert_apart(&layout);
        let starts_at = |route: &Route, at: usize| {
            let (x, y) = route.points[0];
            let Rect { x: left, y: top, width, height } = layout.boxes[at];
            (left..=left + width).contains(&x) && (top..=top + height).contains(&y)
        };
        assert!(starts_at(&layout.routes[0], 0) && starts_at(&layout.routes[1], 1) && starts_at(&layout.routes[4], 2));
    }

    #[test]
    fn a_deep_picture_ends_and_a_picture_of_nothing_too() {
        let boxes = vec![(100, 40); 2_000];
        let chain: Vec<Line> = (1..2_000).map(|at| line(at - 1, at)).collect();
        assert!(lay_out(&boxes, &chain).is_ok());
        let long: Vec<Line> = chain.iter().copied().chain((0..500).map(|at| line(at, 1_999))).collect();
        assert_eq!(lay_out(&boxes, &long).err(), Some(TooLarge));
        assert!(lay_out(&[], &[]).unwrap().boxes.is_empty());
    }
}
