//! What every benchmark of the engines needs: sizes and times.

use std::time::{Duration, Instant};

/// Each is run so often, in turn, and the median counts.
pub(crate) const RUNS: usize = 3;

/// The sizes asked for, or ten thousand, a hundred thousand and a million. Cargo hands `--bench` to a benchmark that runs
/// itself.
pub(crate) fn sizes() -> Vec<u64> {
    let asked: Vec<u64> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    if asked.is_empty() { vec![10_000, 100_000, 1_000_000] } else { asked }
}

pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
