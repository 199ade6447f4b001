//! Sets of objects, exact. An attribute is an axis of finitely many cells, because values that no condition tells apart
//! need not be told apart; a condition is a union of blocks of cells; and all questions are about blocks.

mod axes;
mod block;
mod clause;
mod holders;
mod pairs;
mod regions;
mod remainder;

pub(super) use self::axes::{Axes, Axis, KIND, Named, axis_of, name_values};
pub use self::block::Block;
pub(super) use self::clause::{blocks_of_clause, blocks_of_formula};
pub(super) use self::holders::Holders;
pub(super) use self::pairs::{pairs, pairs_between, pairs_in_parts};
pub(super) use self::regions::Regions;
pub use self::regions::{Holder, Idle};
pub(super) use self::remainder::remainder;

/// A limit was passed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Exhausted;

/// How much work may still be done.
#[derive(Debug)]
pub(super) struct Steps(pub(super) usize);

impl Steps {
    pub(super) fn spend(&mut self, count: usize) -> Result<(), Exhausted> {
        self.0 = self.0.checked_sub(count).ok_or(Exhausted)?;
        Ok(())
    }
}
