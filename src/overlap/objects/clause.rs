//! Formula → blocks: its disjunctive normal form, in which a test is a set of cells and so is its negation.

use super::axes::{Axes, KIND, axis_of};
use super::block::{Block, Bounded};
use super::{Exhausted, Steps};
use crate::limits;
use crate::model::{Covers, Formula, Id, Kind};

/// The objects of a clause: of its kinds, and such that its condition holds.
pub(in crate::overlap) fn blocks_of_clause(axes: &Axes, clause: &Covers) -> Bounded<Vec<Block>> {
    if let Some(tests) = tests_of(&clause.condition) {
        return Ok(block_of_tests(axes, &clause.kinds, tests).into_iter().collect());
    }
    let Some(kinds) = Block::of(axes, KIND, axes.kinds(&clause.kinds)) else { return Ok(Vec::new()) };
    let condition = blocks_of_formula(axes, &clause.condition)?;
    Ok(condition.iter().filter_map(|block| kinds.and(block)).collect())
}

/// The tests of a condition that asks for all of some, as nearly all do; nothing of any other.
fn tests_of(condition: &Formula) -> Option<&[Formula]> {
    let is_test = |formula: &Formula| matches!(formula, Formula::Test { .. });
    match condition {
        Formula::True => Some(&[]),
        Formula::Test { .. } => Some(std::slice::from_ref(condition)),
        Formula::All(parts) => parts.iter().all(is_test).then_some(&**parts),
        Formula::Any(_) | Formula::Not(_) => None,
    }
}

/// The objects of some kinds that meet all of some tests: one block.
fn block_of_tests(axes: &Axes, kinds: &[Id<Kind>], tests: &[Formula]) -> Option<Block> {
    let tests = tests.iter().filter_map(|test| match test {
        Formula::Test { attribute, relation, .. } => Some((axis_of(*attribute), axes.cells(*attribute, relation))),
        Formula::True | Formula::Any(_) | Formula::All(_) | Formula::Not(_) => None,
    });
    Block::of_all(axes, std::iter::once((KIND, axes.kinds(kinds))).chain(tests))
}

/// The objects for which a condition holds, of whatever kind.
pub(in crate::overlap) fn blocks_of_formula(axes: &Axes, formula: &Formula) -> Bounded<Vec<Block>> {
    let mut form = NormalForm { axes, steps: Steps(limits::CONDITION_BLOCKS.most * MOST_STEPS_A_BLOCK) };
    form.blocks(formula, true)
}

/// So many pairs are put together for each block that there may be.
const MOST_STEPS_A_BLOCK: usize = 1_000;

struct NormalForm<'a> {
    axes: &'a Axes,
    steps: Steps,
}

impl NormalForm<'_> {
    /// As deep as the parentheses of the text, which are bounded.
    fn blocks(&mut self, formula: &Formula, holds: bool) -> Bounded<Vec<Block>> {
        match (formula, holds) {
            (Formula::True, true) => Ok(vec![Block::default()]),
            (Formula::True, false) => Ok(Vec::new()),
            (Formula::Not(inner), _) => self.blocks(inner, !holds),
            (Formula::Any(parts), true) | (Formula::All(parts), false) => self.any(parts, holds),
            (Formula::All(parts), true) | (Formula::Any(parts), false) => self.all(parts, holds),
            (Formula::Test { attribute, relation, .. }, _) => {
                let axis = axis_of(*attribute);
                let cells = self.axes.cells(*attribute, relation);
                let cells = if holds { cells } else { self.axes.whole(axis).minus(&cells) };
                Ok(Block::of(self.axes, axis, cells).into_iter().collect())
            }
        }
    }

    fn any(&mut self, parts: &[Formula], holds: bool) -> Bounded<Vec<Block>> {
        let mut found: Vec<Block> = Vec::new();
        for part in parts {
            for block in self.blocks(part, holds)? {
                self.add(&mut found, block)?;
            }
        }
        Ok(found)
    }

    /// Adds a block, unless it lies in one that is there; a list of values of one attribute stays one block.
    fn add(&mut self, found: &mut Vec<Block>, mut block: Block) -> Bounded<()> {
        self.steps.spend(found.len())?;
        if found.iter().any(|known| block.is_within(known)) {
            return Ok(());
        }
        if let Some(at) = found.iter().position(|known| known.joined(self.axes, &block).is_some()) {
            block = found.remove(at).joined(self.axes, &block).expect("bug: blocks that just joined");
        }
        found.retain(|known| !known.is_within(&block));
        found.push(block);
        if found.len() > limits::CONDITION_BLOCKS.most { Err(Exhausted) } else { Ok(()) }
    }

    fn all(&mut self, parts: &[Formula], holds: bool) -> Bounded<Vec<Block>> {
        let mut factors = Vec::with_capacity(parts.len());
        for part in parts {
            factors.push(self.blocks(part, holds)?);
        }
        // The small ones first, which keeps what they are multiplied with small.
        factors.sort_by_key(Vec::len);
        let mut found = vec![Block::default()];
        for factor in factors {
            let mut next = Vec::new();
            for block in &found {
                self.steps.spend(factor.len())?;
                for both in factor.iter().filter_map(|other| block.and(other)) {
                    self.add(&mut next, both)?;
                }
            }
            found = next;
        }
        Ok(found)
    }
}
