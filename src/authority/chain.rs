//! A chain of authority as it is shown: who has the power by its tier, and how it passed, hop by hop.

use super::competence::{Competence, Witness};
use super::powers::{Basis, Power, PowerId, Powers};
use crate::model::{Id, Officer, Organ, Succession};

/// One step of a chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hop {
    /// An organ has the power of itself.
    Tier { organ: Id<Organ> },
    /// An organ ended, and another took its functions; `at` is the place among its successors.
    Succession { from: Id<Organ>, at: usize },
    /// A grant, as its place in the world, made by `by` or carried on by it.
    Grant { grant: u32, by: Id<Organ> },
    /// Who decides for the organ; none where its head is an officer by law.
    Officer { organ: Id<Organ>, officer: Option<Id<Officer>> },
}

impl Competence<'_> {
    /// The chain of a witness, from the tier to the officer.
    pub fn chain(&self, witness: Witness) -> Vec<Hop> {
        let mut hops = self.powers.chain(witness.power);
        hops.push(Hop::Officer { organ: self.powers.get(witness.power).organ, officer: witness.officer });
        hops
    }
}

impl Powers<'_> {
    /// How a power came about, from the tier on.
    pub fn chain(&self, id: PowerId) -> Vec<Hop> {
        let mut hops = Vec::new();
        let mut at = Some(id);
        while let Some(id) = at {
            let power = self.get(id);
            let (hop, before) = match power.basis {
                Basis::Tier => (Hop::Tier { organ: power.organ }, None),
                Basis::Grant { grant, of } => (Hop::Grant { grant, by: self.get(of).organ }, Some(of)),
                Basis::Succession { of } => (self.succession_hop(self.get(of), power), Some(of)),
            };
            hops.push(hop);
            at = before;
        }
        hops.reverse();
        hops
    }

    fn succession_hop(&self, before: &Power, power: &Power) -> Hop {
        let successors = &self.world.model.organs[before.organ].successors;
        let is_it =
            |succession: &Succession| succession.organ == power.organ && self.world.passes(succession, power.reach);
        let at = successors.iter().position(is_it).expect("bug: a power passed to no successor");
        Hop::Succession { from: before.organ, at }
    }
}
