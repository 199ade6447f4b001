//! Organs numbered so that an organ and all below it are one stretch of numbers.

use crate::model::{self, Arena, Id, Organ};

#[derive(Debug)]
pub(super) struct Forest {
    numbers: model::Forest,
    by_number: Vec<Id<Organ>>,
}

impl Forest {
    /// Numbers every organ. A circle of superiors, which is an error of its own, is cut at one of its organs.
    pub(super) fn of(organs: &Arena<Organ>) -> Self {
        let all: Vec<&Organ> = organs.values().collect();
        let numbers = model::Forest::new(all.len(), |index| all[index].superior);
        let mut by_number: Vec<Id<Organ>> = organs.ids().collect();
        by_number.sort_unstable_by_key(|organ| numbers.number_of(*organ));
        Forest { numbers, by_number }
    }

    /// How many organs there are, which is the number of what is no organ's.
    pub(super) fn count(&self) -> u32 {
        self.by_number.len() as u32
    }

    pub(super) fn number_of(&self, organ: Id<Organ>) -> u32 {
        self.numbers.number_of(organ)
    }

    /// The number behind the last organ below this one.
    pub(super) fn end_of(&self, organ: Id<Organ>) -> u32 {
        self.numbers.end_of(organ)
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
