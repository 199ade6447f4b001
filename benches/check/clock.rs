//! How long the stages of a check take, each without those inside it.

use std::cell::RefCell;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use dingmi::watch::{Stage, Watch};

/// The columns that stages are told in.
pub(crate) const COLUMNS: [&str; 9] =
    ["parse", "resolve", "rows", "authority", "scopes", "objects", "overlap", "rules", "sort"];

#[derive(Debug, Default)]
pub(crate) struct Clock {
    taken: Mutex<[Duration; COLUMNS.len()]>,
}

thread_local! {
    /// Of each stage that has begun on this thread, since when, and what stages inside it took.
    static OPEN: RefCell<Vec<(Instant, Duration)>> = const { RefCell::new(Vec::new()) };
}

impl Clock {
    pub(crate) fn taken(&self) -> [Duration; COLUMNS.len()] {
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch for Clock {
    fn begin(&self, _: Stage, _: usize) {
        OPEN.with_borrow_mut(|open| open.push((Instant::now(), Duration::ZERO)));
    }

    fn end(&self, stage: Stage) {
        let own = OPEN.with_borrow_mut(|open| {
            let Some((since, inside)) = open.pop() else { return Duration::ZERO };
            let whole = since.elapsed();
            if let Some((_, inside_outer)) = open.last_mut() {
                *inside_outer += whole;
            }
            whole.saturating_sub(inside)
        });
        if let Some(column) = column(stage) {
            self.taken.lock().unwrap_or_else(PoisonError::into_inner)[column] += own;
        }
    }
}

fn column(stage: Stage) -> Option<usize> {
    match stage {
        Stage::Parse => Some(0),
        Stage::Resolve => Some(1),
        Stage::Rows => Some(2),
        Stage::Authority => Some(3),
        Stage::Scopes => Some(4),
        Stage::Objects => Some(5),
        Stage::Overlap => Some(6),
        Stage::Rules | Stage::Rule(_) | Stage::Waivers => Some(7),
        Stage::Sort => Some(8),
        Stage::Read | Stage::Report => None,
    }
}
