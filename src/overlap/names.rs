//! Words as they are compared, each with a number.

use std::hash::Hash;

use hashbrown::HashMap;

pub use dingmi_catalogue::normal;

/// Things by number, in the order in which they came.
#[derive(Debug)]
pub(super) struct Numbered<T> {
    numbers: HashMap<T, u32>,
    things: Vec<T>,
}

impl<T: Hash + Eq + Clone> Numbered<T> {
    pub(super) fn add(&mut self, thing: T) -> u32 {
        if let Some(number) = self.numbers.get(&thing) {
            return *number;
        }
        let number = self.things.len() as u32;
        self.numbers.insert(thing.clone(), number);
        self.things.push(thing);
        number
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.things.iter()
    }

    pub(super) fn get(&self, number: u32) -> &T {
        &self.things[number as usize]
    }
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Numbered { numbers: HashMap::new(), things: Vec::new() }
    }
}
