//! Ids into arenas. An id is made by the arena that holds its thing, so none dangles.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU32;
use std::ops::{Index, IndexMut};

/// The place of a `T` in its arena, counted from one: no id takes no more room than an id.
pub struct Id<T> {
    number: NonZeroU32,
    kind: PhantomData<fn() -> T>,
}

#[derive(Clone)]
pub struct Arena<T> {
    items: Vec<T>,
}

impl<T> Arena<T> {
    pub fn push(&mut self, item: T) -> Id<T> {
        let index = u32::try_from(self.items.len()).expect("bug: more things than the limit on declarations");
        self.items.push(item);
        Id::promised(index)
    }

    pub(super) fn reserve(&mut self, more: usize) {
        self.items.reserve_exact(more);
    }

    pub(super) fn extend(&mut self, items: Vec<T>) {
        self.items.extend(items);
    }

    /// The id of a thing by its place, for those who keep places in lists of numbers.
    pub fn nth(&self, index: u32) -> Id<T> {
        assert!((index as usize) < self.items.len(), "bug: an id of nothing");
        Id::promised(index)
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    pub fn iter(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        self.ids().zip(&self.items)
    }

    pub fn ids(&self) -> impl Iterator<Item = Id<T>> + use<T> {
        (0..self.items.len() as u32).map(Id::promised)
    }
}

impl<T> Id<T> {
    /// The id of a thing that its maker makes later: things come in the order of such ids.
    pub(super) fn promised(index: u32) -> Self {
        let number = index.checked_add(1).and_then(NonZeroU32::new);
        Id { number: number.expect("bug: more things than the limit on declarations"), kind: PhantomData }
    }

    pub fn index(self) -> usize {
        self.number.get() as usize - 1
    }
}

impl<T> Index<Id<T>> for Arena<T> {
    type Output = T;

    fn index(&self, id: Id<T>) -> &T {
        &self.items[id.index()]
    }
}

impl<T> IndexMut<Id<T>> for Arena<T> {
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.items[id.index()]
    }
}

// Derives would ask the same of `T`, which an id does not hold.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.number.cmp(&other.number)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index())
    }
}

impl<T: fmt::Debug> fmt::Debug for Arena<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Arena { items: Vec::new() }
    }
}
