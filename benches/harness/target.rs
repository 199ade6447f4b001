//! What was aimed at, and what was found: a row for the table of targets.
//!
//! `benches/run` names a file in `DINGMI_TARGETS`, to which the rows of all benchmarks are added; without it they are printed.

#![expect(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::fs::OpenOptions;
use std::io::Write as _;

/// What a ratio should be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Aim {
    AtMost(f64),
    AtLeast(f64),
}

/// `found` is the ratio of medians of one run: of `work` to what it is measured against.
pub(crate) fn target(work: &str, against: &str, aim: Aim, found: f64) {
    let (sign, bound, holds) = match aim {
        Aim::AtMost(most) => ("≤", most, found <= most),
        Aim::AtLeast(least) => ("≥", least, found >= least),
    };
    let holds = if holds { "holds" } else { "**missed**" };
    let row = format!("| {work} | {against} | {sign} {bound} | {found:.2} | {holds} |\n");
    match std::env::var_os("DINGMI_TARGETS") {
        Some(path) => {
            let file = OpenOptions::new().create(true).append(true).open(path);
            let written = file.and_then(|mut file| file.write_all(row.as_bytes()));
            assert!(written.is_ok(), "the file of targets cannot be written: {written:?}");
        }
        None => print!("target: {row}"),
    }
}
