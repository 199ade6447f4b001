//! What a run is doing, told to whoever watches it: a clock, or a bar on the terminal. The library has neither.

use std::fmt;

/// A part of a run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Stage {
    /// Of each file a step.
    Read,
    /// Of each file a step.
    Parse,
    Resolve,
    /// Of large catalogues the rows are parsed here.
    Rows,
    /// Who may determine what.
    Authority,
    /// Who may know.
    Scopes,
    /// What rows are about, as sets of objects.
    Objects,
    /// Where rows meet: objects, names.
    Overlap,
    /// Of each rule a step.
    Rules,
    /// One rule, by its code. What it is the first to ask for is a stage of its own.
    Rule(&'static str),
    Waivers,
    Sort,
    Report,
}

/// Who watches. Stages may begin on any thread, and inside one another.
pub trait Watch: Sync + fmt::Debug {
    /// A stage of so many steps begins; of none where they are not counted.
    fn begin(&self, _: Stage, _steps: usize) {}
    /// A step of the stage is done.
    fn step(&self, _: Stage) {}
    /// The stage that began last on this thread ends.
    fn end(&self, _: Stage) {}
}

/// Nobody watches.
#[derive(Debug)]
pub struct Unwatched;

impl Watch for Unwatched {}

impl dyn Watch + '_ {
    /// Does the work as a stage.
    pub fn stage<T>(&self, stage: Stage, steps: usize, work: impl FnOnce() -> T) -> T {
        self.begin(stage, steps);
        let done = work();
        self.end(stage);
        done
    }
}
