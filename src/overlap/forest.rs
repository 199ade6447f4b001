//! Organs numbered so that an organ and all below it are one stretch of numbers.

use crate::model::{Arena, Id, Organ};

#[derive(Debug)]
pub(super) struct Forest {
    /// By organ: its number, and the one behind the last below it.
    reach: Vec<(u32, u32)>,
    by_number: Vec<Id<Organ>>,
}

impl Forest {
    /// Numbers every organ. A circle of superiors, which is an error of its own, is cut at its first organ.
    pub(super) fn of(organs: &Arena<Organ>) -> Self {
        let mut below: Vec<Vec<Id<Organ>>> = vec![Vec::new(); organs.len()];
        for (id, organ) in organs.iter() {
            if let Some(superior) = organ.superior {
                below[superior.index()].push(id);
            }
        }
        let mut forest = Forest { reach: vec![(0, 0); organs.len()], by_number: Vec::with_capacity(organs.len()) };
        let mut is_numbered = vec![false; organs.len()];
        let roots = organs.iter().filter(|(_, organ)| organ.superior.is_none()).map(|(id, _)| id);
        for root in roots.chain(organs.ids()) {
            forest.number(root, &below, &mut is_numbered);
        }
        forest
    }

    fn number(&mut self, root: Id<Organ>, below: &[Vec<Id<Organ>>], is_numbered: &mut [bool]) {
        let mut open: Vec<(Id<Organ>, usize)> = Vec::new();
        self.enter(root, is_numbered, &mut open);
        while let Some((organ, next)) = open.last_mut() {
            let organ = *organ;
            if let Some(child) = below[organ.index()].get(*next) {
                *next += 1;
                self.enter(*child, is_numbered, &mut open);
            } else {
                self.reach[organ.index()].1 = self.count();
                open.pop();
            }
        }
    }

    fn enter(&mut self, organ: Id<Organ>, is_numbered: &mut [bool], open: &mut Vec<(Id<Organ>, usize)>) {
        if !std::mem::replace(&mut is_numbered[organ.index()], true) {
            self.reach[organ.index()].0 = self.count();
            self.by_number.push(organ);
            open.push((organ, 0));
        }
    }

    /// How many organs there are, which is the number of what is no organ's.
    pub(super) fn count(&self) -> u32 {
        self.by_number.len() as u32
    }

    pub(super) fn number_of(&self, organ: Id<Organ>) -> u32 {
        self.reach[organ.index()].0
    }

    /// The number behind the last organ below this one.
    pub(super) fn end_of(&self, organ: Id<Organ>) -> u32 {
        self.reach[organ.index()].1
    }

    pub(super) fn organ(&self, number: u32) -> Id<Organ> {
        self.by_number[number as usize]
    }

    /// The fewest organs, each alone or with all below it, that fill a stretch.
    pub(super) fn fill(&self, (start, end): (u32, u32)) -> Vec<(Id<Organ>, bool)> {
        let mut found = Vec::new();
        let mut at = start;
        while at < end {
            let organ = self.organ(at);
            let behind = self.end_of(organ);
            let below = behind <= end && behind > at + 1;
            found.push((organ, below));
            at = if below { behind } else { at + 1 };
        }
        found
    }
}
