//! Parts that no line connects are laid out apart and then put side by side, as on shelves.

use super::{Layout, Line, Rect, Size};

const BETWEEN_PARTS: i64 = 48;
/// Width to height of the whole, in tenths, where the parts leave a choice.
const SHAPE: i64 = 18;

/// The boxes of each part, in the order of its first.
pub(super) fn parts(count: usize, lines: &[Line]) -> Vec<Vec<usize>> {
    let mut leader: Vec<usize> = (0..count).collect();
    for line in lines {
        let (a, b) = (find(&mut leader, line.from), find(&mut leader, line.to));
        leader[a.max(b)] = a.min(b);
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); count];
    for at in 0..count {
        parts[find(&mut leader, at)].push(at);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn find(leader: &mut [usize], mut at: usize) -> usize {
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}

/// Where the corner of each part comes to stand, and the size of the whole. The high ones come first, so that little
/// room is lost under the others of their shelf.
pub(super) fn shelves(sizes: &[Size]) -> (Vec<(i64, i64)>, Size) {
    let area: i64 = sizes.iter().map(|(width, height)| (width + BETWEEN_PARTS) * (height + BETWEEN_PARTS)).sum();
    let widest = sizes.iter().map(|(width, _)| *width).max().unwrap_or(0);
    let most = widest.max((area * SHAPE / 10).isqrt());
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(sizes[*at].1));
    let mut corners = vec![(0, 0); sizes.len()];
    let (mut x, mut y, mut shelf, mut right) = (0, 0, 0, 0);
    for at in order {
        let (width, height) = sizes[at];
        if x > 0 && x + width > most {
            (x, y, shelf) = (0, y + shelf + BETWEEN_PARTS, 0);
        }
        corners[at] = (x, y);
        right = right.max(x + width);
        x += width + BETWEEN_PARTS;
        shelf = shelf.max(height);
    }
    (corners, (right, y + shelf))
}

impl Layout {
    pub(super) fn moved(mut self, (x, y): (i64, i64)) -> Self {
        let to = |rect: Rect| Rect { x: rect.x + x, y: rect.y + y, ..rect };
        self.boxes.iter_mut().for_each(|rect| *rect = to(*rect));
        for route in &mut self.routes {
            route.points.iter_mut().for_each(|point| *point = (point.0 + x, point.1 + y));
            route.label = route.label.map(to);
        }
        self
    }
}
