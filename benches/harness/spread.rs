//! Times of runs in turn, and how they are shown: the median, and from the least to the most.

use std::fmt;
use std::time::Duration;

/// The times of one thing, a run each, per so many steps.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times {
    runs: Vec<Duration>,
    steps: u32,
}

impl Times {
    pub(crate) fn per(steps: usize) -> Self {
        Times { runs: Vec::new(), steps: u32::try_from(steps).unwrap_or(u32::MAX).max(1) }
    }

    pub(crate) fn push(&mut self, run: Duration) {
        self.runs.push(run);
        self.runs.sort_unstable();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The median of all runs, for shown ratios.
    pub(crate) fn nanoseconds(&self) -> f64 {
        self.runs.get(self.runs.len() / 2).map_or(0.0, |run| run.as_secs_f64() * 1e9 / f64::from(self.steps))
    }

    /// How often it goes into another, by medians.
    pub(crate) fn ratio_of(&self, other: &Times) -> String {
        if other.is_empty() { "-".to_owned() } else { format!("{:.1}", other.nanoseconds() / self.nanoseconds()) }
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((least, most)) = self.runs.first().zip(self.runs.last()) else { return f.write_str("-") };
        // A duration has no parts of nanoseconds.
        let shown = |run: Duration| match run.as_secs_f64() / f64::from(self.steps) {
            each if each < 1e-6 => format!("{:.0} ns", each * 1e9),
            each if each < 1e-3 => format!("{:.2} µs", each * 1e6),
            each if each < 1.0 => format!("{:.1} ms", each * 1e3),
            each => format!("{each:.2} s"),
        };
        write!(f, "{} ({}..{})", shown(self.runs[self.runs.len() / 2]), shown(*least), shown(*most))
    }
}
