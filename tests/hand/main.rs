//! The parser written by hand, which benchmarks hold the one made from the grammar against: both read the same language.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so at once")]

mod compare;
#[expect(dead_code, reason = "the corpus uses all of it")]
#[path = "../corpus/folder.rs"]
mod folder;
mod grammar;
#[path = "../../benches/hand/mod.rs"]
mod hand;
#[expect(dead_code, reason = "the benchmark of the image asks more of it")]
#[path = "../../benches/workload/matters.rs"]
mod matters;
mod mutations;
mod random;
#[path = "../../benches/workload/rows.rs"]
mod rows;
mod texts;
#[path = "../../benches/workload/mod.rs"]
mod workload;
