//! A part of a world: what bears on the powers of some organs. A change is tried on it in a fraction of the time that the
//! whole would take.

use super::world::{Rank, World};
use crate::model::{Id, Organ};

impl<'m> World<'m> {
    /// The same world, with the grants, tiers and duties of no other organs than those from which powers come to these.
    pub(super) fn around(&self, organs: Vec<Id<Organ>>) -> World<'m> {
        let is_in = self.leading_to(organs);
        let mut seats = self.seats.clone();
        for (seat, is_in) in seats.iter_mut().zip(&is_in) {
            if !is_in {
                (seat.determines, seat.authorizes) = (Rank::NONE, Rank::NONE);
            }
        }
        World {
            model: self.model,
            regime: self.regime,
            regime_id: self.regime_id,
            reaches: self.reaches.clone(),
            areas: self.areas.clone(),
            ranks: self.ranks.clone(),
            seats,
            grants: self.grants.iter().filter(|grant| is_in[grant.grantee.index()]).cloned().collect(),
            atoms: self.atoms.clone(),
            has_unclassified: self.has_unclassified,
            duties: self.duties.iter().filter(|duty| is_in[duty.organ.index()]).cloned().collect(),
        }
    }

    /// By organ, whether it is one of these, or powers can come from it to one of them: by a grant that it makes or
    /// carries on, or because it ends and the other takes over.
    fn leading_to(&self, mut open: Vec<Id<Organ>>) -> Vec<bool> {
        let mut is_in = vec![false; self.model.organs.len()];
        let predecessors = self.predecessors();
        while let Some(organ) = open.pop() {
            if std::mem::replace(&mut is_in[organ.index()], true) {
                continue;
            }
            // They lie in the order of grantees.
            let first = self.grants.partition_point(|grant| grant.grantee < organ);
            let own = self.grants[first..].iter().take_while(|grant| grant.grantee == organ);
            open.extend(own.map(|grant| grant.grantor));
            // Those that take over carry on what it granted.
            open.extend(self.model.organs[organ].successors.iter().map(|succession| succession.organ));
            let first = predecessors.partition_point(|(heir, _)| *heir < organ);
            let ended = predecessors[first..].iter().take_while(|(heir, _)| *heir == organ);
            open.extend(ended.map(|(_, ended)| *ended));
        }
        is_in
    }

    /// Each organ that takes something over, and the one that it takes it from, in order.
    fn predecessors(&self) -> Vec<(Id<Organ>, Id<Organ>)> {
        let ended = self.model.organs.ids().filter(|id| self.seats[id.index()].has_successors);
        let heirs =
            ended.flat_map(|ended| self.model.organs[ended].successors.iter().map(move |each| (each.organ, ended)));
        let mut heirs: Vec<(Id<Organ>, Id<Organ>)> = heirs.collect();
        heirs.sort_unstable();
        heirs
    }
}
