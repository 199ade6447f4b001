//! A tree as one of two documents sees it, over what either declares.

use std::collections::BTreeMap;

/// By number, what lies directly in each.
#[derive(Debug)]
pub(super) struct Tree {
    children: Vec<Vec<usize>>,
}

/// What a document declares: ids, and the ids of what they lie in.
pub(super) type Nodes<'d> = Vec<(&'d str, Option<&'d str>)>;

impl Tree {
    /// What only the other document declares lies where that one puts it: a kind that is new in a kind makes no row grow that
    /// covers the outer one, since what is of it was of the outer one before.
    pub(super) fn of(own: &Nodes<'_>, other: &Nodes<'_>, numbers: &BTreeMap<&str, usize>) -> Self {
        let mut parents: Vec<Option<usize>> = vec![None; numbers.len()];
        for (id, parent) in other.iter().chain(own) {
            parents[numbers[id]] = parent.and_then(|parent| numbers.get(parent).copied());
        }
        let mut children = vec![Vec::new(); numbers.len()];
        for (at, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                children[*parent].push(at);
            }
        }
        Tree { children }
    }

    /// One and all in it.
    pub(super) fn below(&self, root: usize) -> Vec<usize> {
        let mut seen = vec![false; self.children.len()];
        let (mut found, mut open) = (Vec::new(), vec![root]);
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                found.push(at);
                open.extend(self.children[at].iter().rev());
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_does_not_know_lies_where_the_other_puts_it() {
        let numbers = BTreeMap::from([("map", 0), ("result", 1), ("sheet", 2)]);
        let old = vec![("result", None), ("map", Some("result"))];
        let new = vec![("result", None), ("map", None), ("sheet", Some("map"))];
        assert_eq!(Tree::of(&old, &new, &numbers).below(1), [1, 0, 2]);
        assert_eq!(Tree::of(&new, &old, &numbers).below(1), [1]);
    }
}
