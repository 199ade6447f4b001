//! Who takes over from organs that end, and carries on what they granted.

use hashbrown::HashMap;
use jiff::civil::Date;

use super::reach::Atom;
use super::world::{Carried, World};
use crate::limits;
use crate::model::{Id, Organ};

/// Who carries on what each grantor began, in the order of grantors.
pub(super) fn carried(world: &World<'_>) -> (Vec<Carried>, bool) {
    let mut is_grantor = vec![false; world.model.organs.len()];
    world.grants.iter().for_each(|grant| is_grantor[grant.grantor.index()] = true);
    let has_heirs = |(id, organ): &(Id<Organ>, &Organ)| is_grantor[id.index()] && !organ.successors.is_empty();
    let mut all: Vec<Carried> = Vec::new();
    for (grantor, _) in world.model.organs.iter().filter(has_heirs) {
        all.extend(line(world, grantor, limits::SUCCESSIONS.most + 1 - all.len()));
        if all.len() > limits::SUCCESSIONS.most {
            return (all, true);
        }
    }
    (all, false)
}

/// Who carries on for an organ, over how many changes ever; at most so many.
pub(super) fn line(world: &World<'_>, from: Id<Organ>, most: usize) -> Vec<Carried> {
    let mut line: Vec<Carried> = Vec::new();
    let mut known: HashMap<(Id<Organ>, Atom), Date> = HashMap::new();
    let mut next = 0;
    let mut at = Some((from, Atom::All, Date::MIN));
    while let Some((ended, part, since)) = at.filter(|_| line.len() < most) {
        for (heir, part, after) in heirs(world, ended, part) {
            let since = since.max(after);
            let is_known = known.get(&(heir, part)).is_some_and(|known| *known <= since);
            if heir != from && !is_known {
                known.insert((heir, part), since);
                line.push(Carried { from, heir, part, since });
            }
        }
        at = line.get(next).map(|carried| (carried.heir, carried.part, carried.since));
        next += 1;
    }
    line
}

/// Who takes which of these rows over when an organ ends, and from what day on.
fn heirs(world: &World<'_>, ended: Id<Organ>, part: Atom) -> Vec<(Id<Organ>, Atom, Date)> {
    let Some(after) = world.life(ended).after() else { return Vec::new() };
    let mut heirs = Vec::new();
    for succession in &world.model.organs[ended].successors {
        heirs.extend(
            common(world, part, &world.parts_of(succession))
                .into_iter()
                .map(|part| (succession.organ, part, after.from)),
        );
    }
    heirs
}

/// What a reach has in common with any of these.
pub(super) fn common(world: &World<'_>, reach: Atom, atoms: &[Atom]) -> Vec<Atom> {
    let mut found = Vec::new();
    for atom in atoms {
        world.reaches.meet(reach, *atom, |atom| found.push(atom));
    }
    found
}
