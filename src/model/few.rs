//! Lists of which there are very many, and nearly all of one item.

use std::ops::{Deref, DerefMut};

use super::List;

/// A list whose only item stands where the list does: no memory elsewhere, and no word for its length.
#[derive(Clone, Debug)]
pub enum Few<T> {
    One(T),
    Many(List<T>),
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Few::Many(List::new())
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Few::One(item) => std::slice::from_ref(item),
            Few::Many(items) => items,
        }
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            Few::One(item) => std::slice::from_mut(item),
            Few::Many(items) => items,
        }
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter();
        match (items.next(), items.next()) {
            (Some(only), None) => Few::One(only),
            (first, second) => Few::Many(super::listed(first.into_iter().chain(second).chain(items))),
        }
    }
}

impl<'f, T> IntoIterator for &'f Few<T> {
    type Item = &'f T;
    type IntoIter = std::slice::Iter<'f, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stay_in_their_order() {
        for count in 0..4 {
            let few: Few<usize> = (0..count).collect();
            assert_eq!(*few, (0..count).collect::<Vec<_>>());
            assert_eq!(matches!(few, Few::One(_)), count == 1);
        }
    }
}
