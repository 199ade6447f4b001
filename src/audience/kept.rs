//! A part of an arena, and where each thing of it went.

use crate::model::{Arena, Id};

/// The new id of each thing that is kept, by its old one.
pub(super) struct Kept<T> {
    ids: Vec<Option<Id<T>>>,
}

impl<T: Clone> Kept<T> {
    /// Copies what is kept, in its order. What it refers to has still the ids of before.
    pub(super) fn of(arena: &Arena<T>, keep: impl Fn(Id<T>) -> bool) -> (Arena<T>, Self) {
        let mut part = Arena::default();
        let ids = arena.iter().map(|(id, each)| keep(id).then(|| part.push(each.clone()))).collect();
        (part, Kept { ids })
    }
}

impl<T> Kept<T> {
    pub(super) fn get(&self, id: Id<T>) -> Option<Id<T>> {
        self.ids[id.index()]
    }

    /// The new id of what is kept wherever anything that is kept names it.
    pub(super) fn moved(&self, id: Id<T>) -> Id<T> {
        self.get(id).expect("bug: what is visible names what is not kept")
    }
}

/// Changes everything in an arena.
pub(super) fn change<T>(arena: &mut Arena<T>, mut change: impl FnMut(&mut T)) {
    for id in arena.ids() {
        change(&mut arena[id]);
    }
}
