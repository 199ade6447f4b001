//! What was counted when it was last said to be right, and whether what is counted now is as good.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// So many more instructions in a hundred are let through.
const TOLERANCE: u64 = 5;
/// The same where counts were made with another compiler, valgrind, library of C or processor, all of which move them. A gate that
/// refused what they do would be in everybody's way on the day of a release; one that let everything through until
/// someone blesses the counts would be none.
const TOLERANCE_OF_OTHERS: u64 = 15;

/// The file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Baseline {
    /// What had a hand in the counts.
    pub(crate) made_with: String,
    /// Why the counts are what they are: what the last blessing was given for. Earlier ones stand in the history of the file.
    pub(crate) reason: String,
    pub(crate) instructions: BTreeMap<String, u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    Right,
    Slower,
    /// It passes, but what it gained could be lost again unseen.
    Faster,
    /// There is no count to hold it against.
    Unknown,
}

impl Baseline {
    pub(crate) fn tolerance(&self, made_with: &str) -> u64 {
        if self.made_with == made_with { TOLERANCE } else { TOLERANCE_OF_OTHERS }
    }

    pub(crate) fn judge(&self, stage: &str, now: u64, tolerance: u64) -> Verdict {
        match self.instructions.get(stage) {
            None => Verdict::Unknown,
            Some(was) if now * 100 > was * (100 + tolerance) => Verdict::Slower,
            Some(was) if now * 100 < was * (100 - TOLERANCE) => Verdict::Faster,
            Some(_) => Verdict::Right,
        }
    }

    /// A line of the table.
    pub(crate) fn line(&self, stage: &str, now: u64, verdict: Verdict) -> String {
        let Some(was) = self.instructions.get(stage) else { return format!("| {stage} | - | {now} | - | {verdict} |") };
        let change = (now as f64 / *was as f64 - 1.0) * 100.0;
        format!("| {stage} | {was} | {now} | {change:+.2} % | {verdict} |")
    }
}

impl Verdict {
    pub(crate) fn is_refused(self) -> bool {
        matches!(self, Verdict::Slower | Verdict::Unknown)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Verdict::Right => "",
            Verdict::Slower => "SLOWER",
            Verdict::Faster => "faster: bless it",
            Verdict::Unknown => "NOT IN THE BASELINE",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baseline() -> Baseline {
        let instructions = [("parse".to_owned(), 1_000)].into();
        Baseline { made_with: "rustc 1.95".to_owned(), reason: "the first".to_owned(), instructions }
    }

    #[test]
    fn five_in_a_hundred_pass_and_no_more() {
        let judge = |now| baseline().judge("parse", now, TOLERANCE);
        assert_eq!(
            [1_050, 1_051, 950, 949].map(judge),
            [Verdict::Right, Verdict::Slower, Verdict::Right, Verdict::Faster]
        );
    }

    #[test]
    fn what_was_made_with_something_else_has_more_room_but_not_all() {
        let tolerance = baseline().tolerance("rustc 1.96");
        assert_eq!(baseline().tolerance("rustc 1.95"), TOLERANCE);
        assert_eq!(
            [1_150, 1_151].map(|now| baseline().judge("parse", now, tolerance)),
            [Verdict::Right, Verdict::Slower]
        );
    }

    #[test]
    fn a_stage_without_a_count_is_refused() {
        let verdict = baseline().judge("open", 1, TOLERANCE);
        assert_eq!(verdict, Verdict::Unknown);
        assert!(verdict.is_refused() && Verdict::Slower.is_refused());
        assert!(!Verdict::Right.is_refused() && !Verdict::Faster.is_refused());
    }

    #[test]
    fn a_line_says_the_change() {
        let line = baseline().line("parse", 1_100, Verdict::Slower);
        assert_eq!(line, "| parse | 1000 | 1100 | +10.00 % | SLOWER |");
    }
}
