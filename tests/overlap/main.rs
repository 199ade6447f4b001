//! What conditions say of objects: the engine against a slow reference, on random small catalogues.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so at once")]
#![expect(clippy::wildcard_enum_match_arm, reason = "of what a finding or a formula may hold, one form is looked for")]

mod compare;
mod counts;
mod decisions;
mod dice;
mod gaps;
mod points;
mod program;
mod random;
mod reference;
mod shrink;
mod told;
mod words;
mod writing;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil::Date;

use compare::Compare;
use counts::Counts;
use dice::Dice;
use program::Program;
use reference::Reference;
use told::Told;
use writing::Written;

/// CI asks for this many programs at least.
const PROGRAMS: u64 = 100_000;
const THREADS: u64 = 2;

/// Of so many programs one is written once more in another order.
const SHUFFLED_IN: usize = 16;

/// Of so many programs some objects are asked about.
const ASKED_IN: usize = 4;

/// A thread has failed, and the others need not go on.
static HAS_FAILED: AtomicBool = AtomicBool::new(false);

#[test]
fn the_engine_and_the_reference_agree_and_every_witness_holds() {
    let counts = std::thread::scope(|scope| {
        let run =
            |thread: u64| move || (0..PROGRAMS).filter(|seed| seed % THREADS == thread).fold(Counts::default(), one);
        let threads: Vec<_> = (0..THREADS).map(|thread| scope.spawn(run(thread))).collect();
        let mut counts = Counts::default();
        threads.into_iter().for_each(|thread| counts.add(&thread.join().unwrap()));
        counts
    });
    assert_eq!(counts.programs as u64, PROGRAMS);
    assert!(counts.rare().is_empty(), "too seldom: {:?}", counts.rare());
}

fn one(mut counts: Counts, seed: u64) -> Counts {
    if HAS_FAILED.load(Ordering::Relaxed) {
        return counts;
    }
    let program = random::program(seed);
    if let Err(fault) = hold(&program, seed, &mut counts) {
        HAS_FAILED.store(true, Ordering::Relaxed);
        let small = shrink::shrunk(program, |program| hold(program, seed, &mut Counts::default()).is_err());
        let fault = hold(&small, seed, &mut Counts::default()).err().unwrap_or(fault);
        panic!("seed {seed}: {fault}\n{}", writing::plain(&small).files[0].1);
    }
    counts
}

/// Says what the tool tells otherwise than it should.
fn hold(program: &Program, seed: u64, counts: &mut Counts) -> Result<(), String> {
    let mut dice = Dice(seed ^ 0x5eed);
    let days = [-3, 0, 1, 3, 90];
    let as_of = program::day(*dice.pick(&days));
    let reference = Reference::of(program);
    let written = writing::plain(program);
    let told = told::check(&written, as_of)?;
    compare(&reference, &written, &told, as_of, counts)?;
    counts.programs += 1;
    counts.quiet(&reference);
    if dice.once_in(ASKED_IN) {
        decisions::compare(&reference, &told, &mut dice, counts).map_err(|fault| format!("decided: {fault}"))?;
    }
    if dice.once_in(SHUFFLED_IN) {
        counts.shuffled += 1;
        in_another_order(&reference, &told, as_of, &mut dice).map_err(|fault| format!("shuffled: {fault}"))?;
    }
    Ok(())
}

fn compare(
    reference: &Reference<'_>,
    written: &Written,
    told: &Told,
    as_of: Date,
    counts: &mut Counts,
) -> Result<(), String> {
    Compare { program: reference.program, reference, written, told, as_of }.all(counts)
}

/// Rows in another order, in other files, tell the same; and the same files given in another order the same bytes.
fn in_another_order(reference: &Reference<'_>, told: &Told, as_of: Date, dice: &mut Dice) -> Result<(), String> {
    let mut written = writing::shuffled(reference.program, dice);
    let other = told::check(&written, as_of)?;
    compare(reference, &written, &other, as_of, &mut Counts::default())?;
    // Of rows that are equal another one may be the one too many.
    let counted = |told: &Told| -> BTreeMap<&str, usize> {
        told.counted().into_iter().filter(|(code, _)| *code != "C003").collect()
    };
    if counted(told) != counted(&other) {
        return Err(format!("{:?} and {:?}", told.counted(), other.counted()));
    }
    dice.shuffle(&mut written.files);
    if told::check(&written, as_of)?.rendered() != other.rendered() {
        return Err("files given in another order".to_owned());
    }
    Ok(())
}
