//! The country on which whole checks are measured: no rule finds anything in it but what was planted, and a small one is the
//! beginning of a large one.

use std::collections::BTreeSet;

use dingmi::Options;
use jiff::civil::date;

#[expect(dead_code, reason = "its data for other engines are for the generator")]
#[path = "../../benches/workload/national/mod.rs"]
mod national;
#[path = "../../benches/harness/program.rs"]
mod program;
#[expect(dead_code, reason = "the benchmarks use the rest")]
#[path = "../../benches/workload/mod.rs"]
mod workload;

use national::plan::{A_BLOCK, Planted, planted, source};
use national::{Nation, matter_id};

const ORGANS: u64 = 200;
/// More than a file, and no whole number of files or catalogues.
const MATTERS: u64 = 10_700;

/// What the rules find: code and row.
fn found(matters: u64) -> BTreeSet<(&'static str, String)> {
    let files = Nation::new(matters, ORGANS).files().collect();
    let (program, _) = program::load(files);
    let (_, findings) = program.check(&Options::on(date(2026, 11, 30)));
    let told = findings.iter().map(|finding| (finding.kind.code, finding.subject.clone().unwrap_or_default()));
    let set: BTreeSet<_> = told.collect();
    assert_eq!(set.len(), findings.len(), "something is told twice");
    set
}

/// The rule that finds it, and the row where it does.
fn expected(number: u64) -> Option<(&'static str, String)> {
    let code = match planted(number)? {
        Planted::MissingField => "F001",
        Planted::OverCap => "P001",
        Planted::NoChain => "A002",
        Planted::SameName | Planted::OtherWidth => "C001",
        Planted::ReachedInto => "C002",
        Planted::ReachesOver | Planted::Source(_) => return None,
    };
    Some((code, matter_id(number)))
}

#[test]
fn what_is_planted_is_found_and_nothing_else() {
    let expected: BTreeSet<_> = (0..MATTERS).filter_map(expected).collect();
    assert_eq!(found(MATTERS), expected);
}

#[test]
fn each_way_of_being_wrong_is_in_one_of_two_hundred() {
    for block in 0..100 {
        let mut plants: Vec<Planted> = (block * A_BLOCK..(block + 1) * A_BLOCK).filter_map(planted).collect();
        plants.sort_unstable();
        assert_eq!(plants.len(), 11);
        plants.dedup();
        assert_eq!(plants.len(), 11, "something is planted twice in block {block}");
    }
}

#[test]
fn names_are_borrowed_from_earlier_matters_and_each_only_once() {
    let sources: Vec<(u64, u64)> =
        (0..50_000).filter_map(|number| source(number).map(|source| (number, source))).collect();
    assert!(sources.iter().all(|(number, source)| source < number));
    assert_eq!(sources.iter().map(|(_, source)| source).collect::<BTreeSet<_>>().len(), sources.len());
}

#[test]
fn a_small_country_is_the_beginning_of_a_large_one() {
    let small: Vec<_> = Nation::new(3_500, ORGANS).files().collect();
    let large: Vec<_> = Nation::new(MATTERS, ORGANS).files().collect();
    for ((name, text), (large_name, large_text)) in small.iter().zip(&large) {
        assert_eq!(name, large_name);
        // Only the end of the last catalogue comes too early.
        let beginning = if name.starts_with("matters-") { text.strip_suffix("}\n").unwrap() } else { text };
        assert!(large_text.starts_with(beginning), "{name}");
    }
    let in_both = (0..3_500).map(matter_id).collect::<BTreeSet<_>>();
    let of_large = found(MATTERS).into_iter().filter(|(_, row)| in_both.contains(row));
    assert_eq!(found(3_500), of_large.collect());
}
