//! Of many things the first ones, whatever the order in which they come.

/// Of one row so many partners are told, the first ones; more are counted.
pub const LISTED: usize = 20;

/// The first of some things, and how many there are.
#[derive(Debug)]
pub struct Listed<T> {
    pub count: usize,
    pub first: Vec<T>,
}

impl<T: Clone> Listed<T> {
    /// Takes in those of another list, which holds none of the same.
    pub(super) fn add_all<K: Ord>(&mut self, other: Self, key: impl Fn(&T) -> K) {
        self.count += other.rest();
        other.first.into_iter().for_each(|thing| self.add(thing, &key));
    }

    /// Keeps the first ones by key, whatever the order in which they come.
    pub(super) fn add<K: Ord>(&mut self, thing: T, key: impl Fn(&T) -> K) {
        self.count += 1;
        let at = self.first.partition_point(|known| key(known) < key(&thing));
        if at < LISTED {
            self.first.insert(at, thing);
            self.first.truncate(LISTED);
        }
    }
}

impl<T> Listed<T> {
    /// Whether a thing of this key is among the first ones, or would be.
    pub(super) fn takes<K: Ord>(&self, wanted: &K, key: impl Fn(&T) -> K) -> bool {
        self.first.len() < LISTED || self.first.last().is_some_and(|last| *wanted < key(last))
    }

    pub(super) fn is_full(&self) -> bool {
        self.first.len() == LISTED
    }

    /// How many there are besides the first ones.
    pub fn rest(&self) -> usize {
        self.count - self.first.len()
    }
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Listed { count: 0, first: Vec::new() }
    }
}
