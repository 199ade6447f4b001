//! Trees given by parents, numbered so that "lies in" is one comparison.

use super::Id;

/// Numbers of a forest: a thing lies in another exactly when its number lies in the other's range.
#[derive(Clone, Debug, Default)]
pub struct Forest {
    /// The first number of each thing, and the number behind the last thing inside it.
    ranges: Vec<(u32, u32)>,
}

impl Forest {
    /// From the parent of each thing. What lies in a circle, which is reported elsewhere, counts as a root of its own.
    pub fn new<T>(count: usize, parent: impl Fn(usize) -> Option<Id<T>>) -> Self {
        let (children, roots) = children_of(count, parent);
        let mut forest = Forest { ranges: vec![(0, 0); count] };
        let mut next = 0;
        // Each thing is met twice: on the way in it gets its number, on the way out the end of its range.
        let mut path: Vec<(usize, bool)> = roots.into_iter().rev().map(|root| (root, false)).collect();
        while let Some((thing, is_done)) = path.pop() {
            if is_done {
                forest.ranges[thing].1 = next;
                continue;
            }
            forest.ranges[thing].0 = next;
            next += 1;
            path.push((thing, true));
            path.extend(children.of(thing).iter().rev().map(|child| (*child as usize, false)));
        }
        forest
    }

    /// The number of a thing.
    pub fn number_of<T>(&self, thing: Id<T>) -> u32 {
        self.ranges[thing.index()].0
    }

    /// The number behind the last thing that lies in this one.
    pub fn end_of<T>(&self, thing: Id<T>) -> u32 {
        self.ranges[thing.index()].1
    }

    /// Whether a thing is another or lies in it.
    pub fn lies_in<T>(&self, thing: Id<T>, other: Id<T>) -> bool {
        let (first, behind) = self.ranges[other.index()];
        (first..behind).contains(&self.ranges[thing.index()].0)
    }
}

/// Lists of numbers, one list a thing, in one piece of memory.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// From pairs of a thing and a number; the order of a thing's numbers is kept.
    pub(crate) fn new(count: usize, pairs: impl Iterator<Item = (usize, u32)> + Clone) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for (thing, _) in pairs.clone() {
            starts[thing + 1] += 1;
        }
        for thing in 0..count {
            starts[thing + 1] += starts[thing];
        }
        let mut items = vec![0; starts[count] as usize];
        let mut next = starts.clone();
        for (thing, number) in pairs {
            items[next[thing] as usize] = number;
            next[thing] += 1;
        }
        Lists { starts, items }
    }

    /// Where the numbers of a thing stand among all.
    pub(crate) fn stretch(&self, thing: usize) -> std::ops::Range<usize> {
        self.starts[thing] as usize..self.starts[thing + 1] as usize
    }

    /// All numbers, thing after thing.
    pub(crate) fn all(&self) -> &[u32] {
        &self.items
    }

    pub(crate) fn of(&self, thing: usize) -> &[u32] {
        &self.items[self.stretch(thing)]
    }
}

/// The children of each thing, and the things that nothing stands above or that stand in a circle.
fn children_of<T>(count: usize, parent: impl Fn(usize) -> Option<Id<T>>) -> (Lists, Vec<usize>) {
    let mut parents: Vec<Option<usize>> = (0..count).map(|thing| parent(thing).map(Id::index)).collect();
    break_circles(&mut parents);
    let with_parent = (0..count).filter_map(|thing| Some((parents[thing]?, thing as u32)));
    let roots = (0..count).filter(|thing| parents[*thing].is_none()).collect();
    (Lists::new(count, with_parent), roots)
}

/// Cuts each circle at the first of its things that is met.
fn break_circles(parents: &mut [Option<usize>]) {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        On(usize),
    }
    let mut seen = vec![Seen::No; parents.len()];
    for start in 0..parents.len() {
        let mut at = start;
        while seen[at] == Seen::No {
            seen[at] = Seen::On(start);
            match parents[at] {
                Some(parent) if seen[parent] == Seen::On(start) => parents[at] = None,
                Some(parent) => at = parent,
                None => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Arena;

    #[test]
    fn a_thing_lies_in_what_stands_above_it() {
        let mut things = Arena::default();
        let ids: Vec<Id<u8>> = (0..6).map(|n| things.push(n)).collect();
        // 0 ← 1 ← 2, 0 ← 3; 4 and 5 run in a circle.
        let parents = [None, Some(ids[0]), Some(ids[1]), Some(ids[0]), Some(ids[5]), Some(ids[4])];
        let forest = Forest::new(6, |thing| parents[thing]);
        let inside = |thing: usize, other: usize| forest.lies_in(ids[thing], ids[other]);
        assert!(inside(2, 0) && inside(2, 1) && inside(3, 0) && inside(2, 2));
        assert!(!inside(0, 2) && !inside(3, 1) && !inside(4, 0));
        assert!(inside(4, 5) != inside(5, 4));
    }

    #[test]
    fn a_deep_tree_does_not_recurse() {
        let mut things = Arena::default();
        let ids: Vec<Id<u32>> = (0..300_000).map(|n| things.push(n)).collect();
        let forest = Forest::new(ids.len(), |thing| thing.checked_sub(1).map(|parent| ids[parent]));
        assert!(forest.lies_in(ids[299_999], ids[0]));
    }
}
