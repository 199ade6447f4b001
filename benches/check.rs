//! The whole check of made-up countries by stage, on one thread and on two, against parsing alone, which takes turns with
//! it; then what it takes to compile what was checked; then the program itself on files, with its memory.
//! `cargo bench --bench check` prints tables for 10,000, 100,000 and 1,000,000 matters; `-- 10000 100000` these sizes only.

#![expect(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::convert::Infallible;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use dingmi::emit::{Format, Order, outputs};
use dingmi::model::Context;
use dingmi::{Options, Program};
use jiff::civil::{Date, date};
use rayon::{ThreadPool, ThreadPoolBuilder};

#[path = "peers/src/child.rs"]
mod child;
#[path = "check/clock.rs"]
mod clock;
#[expect(dead_code, reason = "its medians are those of spread.rs")]
mod harness;
#[expect(dead_code, reason = "other engines read more forms of it")]
#[path = "workload/national/mod.rs"]
mod national;
#[expect(dead_code, reason = "what is resolved here is timed")]
#[path = "harness/program.rs"]
mod program;
#[path = "harness/spread.rs"]
mod spread;
#[expect(dead_code, reason = "nothing here should be small")]
#[path = "harness/target.rs"]
mod target;
#[expect(dead_code, reason = "the country alone is for the authority benchmark")]
mod workload;

use child::Outcome;
use clock::{COLUMNS, Clock};
use harness::{sizes, timed};
use spread::Times;
use target::{Aim, target};

/// The same as that of the program, for a check makes and frees many small parts.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const DAY: Date = date(2026, 11, 30);
const THREADS: [(usize, &str); 2] = [(1, "one thread"), (2, "two threads")];
/// Targets are for checks from here on, or for the largest one.
const LARGE: u64 = 100_000;

/// What was found at a size, on one thread.
struct Found {
    rows: u64,
    all: Times,
    parsing: Times,
}

fn main() {
    let mut sizes = sizes();
    sizes.sort_unstable();
    let most = sizes.last().copied().unwrap_or_default();
    let stages = COLUMNS.join(" | ");
    println!(
        "| matters | threads | parsing alone | {stages} | all (least..most) | a matter | all / parsing | findings |"
    );
    println!("|---|---|---|{}---|---|---|---|", "---|".repeat(COLUMNS.len()));
    let found: Vec<Found> = sizes.iter().map(|rows| measure(*rows, *rows >= LARGE.min(most))).collect();
    if let [least, .., most] = &found[..] {
        let each = |found: &Found| found.all.nanoseconds() / found.rows as f64;
        let work = format!("check, growth from {} to {} matters, one thread", least.rows, most.rows);
        target(&work, "the same time a matter", Aim::AtMost(1.15), each(most) / each(least));
    }
    let columns = "resolve (least..most) | / parsing | compile to an image (least..most) | / parsing";
    println!("\n| matters | {columns} |\n|---|---|---|---|---|");
    found.iter().for_each(build);
    println!("\n| matters | text | the program, all threads (least..most) | most memory | memory / text |");
    println!("|---|---|---|---|---|");
    sizes.iter().for_each(|rows| process(*rows, *rows == most));
}

fn files(rows: u64) -> Vec<(String, String)> {
    national::Nation::new(rows, national::organs(rows)).files().collect()
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("threads")
}

fn runs(rows: u64) -> usize {
    if rows > 100_000 { harness::RUNS } else { 7 }
}

fn milliseconds(time: &Times) -> String {
    format!("{:.1}", time.nanoseconds() / 1e6)
}

/// All numbers of threads in turn.
fn measure(rows: u64, is_target: bool) -> Found {
    let files = files(rows);
    let pools = THREADS.map(|(threads, _)| pool(threads));
    let [mut all, mut parsing] = [(); 2].map(|()| THREADS.map(|_| Times::per(1)));
    let mut stages: [[Times; COLUMNS.len()]; 2] = THREADS.map(|_| COLUMNS.map(|_| Times::per(1)));
    let mut findings = None;
    for _ in 0..runs(rows) {
        for (place, pool) in pools.iter().enumerate() {
            let given = files.clone();
            parsing[place].push(pool.install(|| parse(given)));
            let given = files.clone();
            let (time, taken, found) = pool.install(|| check(given));
            all[place].push(time);
            stages[place].iter_mut().zip(taken).for_each(|(stage, taken)| stage.push(taken));
            assert_eq!(*findings.get_or_insert(found), found, "another number of threads finds something else");
        }
    }
    for (place, (_, threads)) in THREADS.iter().enumerate() {
        let (all, parsing) = (&all[place], &parsing[place]);
        let shown: Vec<String> = stages[place].iter().map(milliseconds).collect();
        let each = all.nanoseconds() / rows as f64 / 1e3;
        println!(
            "| {rows} | {threads} | {} | {} | {all} | {each:.2} µs | {} | {} |",
            milliseconds(parsing),
            shown.join(" | "),
            parsing.ratio_of(all),
            findings.unwrap_or_default(),
        );
        if is_target {
            let found = all.nanoseconds() / parsing.nanoseconds();
            target(&format!("check, {rows} matters, {threads}"), "parsing alone", Aim::AtMost(2.5), found);
        }
    }
    let ([all, _], [parsing, _]) = (all, parsing);
    Found { rows, all, parsing }
}

/// All of the texts, rows and all. What is let go afterwards does not count.
fn parse(files: Vec<(String, String)>) -> Duration {
    let (time, program) = timed(|| Program::load(files, &program::NoFiles));
    assert!(!program.is_broken(), "the workload does not parse");
    time
}

/// From texts to findings in their order, and how many there are. What is let go afterwards does not count.
fn check(files: Vec<(String, String)>) -> (Duration, [Duration; COLUMNS.len()], usize) {
    let clock = Clock::default();
    let options = |_: &Program| Ok::<_, Infallible>(Options::on(DAY));
    let (time, Ok(checked)) = timed(|| Program::check_once(files, &program::NoFiles, &clock, options));
    assert!(!checked.program.is_broken(), "the workload does not parse");
    (time, clock.taken(), checked.findings.len())
}

/// What is parsed is resolved alone, and compiled. It is not refused for its findings here, as the program does.
fn build(found: &Found) {
    let [mut resolving, mut compiling] = [(); 2].map(|()| Times::per(1));
    pool(1).install(|| {
        let program = program::parsed(files(found.rows));
        let options = Options::on(DAY);
        for _ in 0..runs(found.rows) {
            resolving.push(timed(|| black_box(program.resolve(&options))).0);
        }
        let (model, _) = program.resolve(&options);
        let context = Context { model: &model, sources: program.sources(), as_of: DAY };
        let order = Order { formats: vec![Format::Image], ..Order::on(DAY) };
        for _ in 0..if found.rows > 100_000 { 1 } else { 3 } {
            compiling.push(timed(|| black_box(outputs(&context, &order).expect("an image"))).0);
        }
    });
    let [resolving_ratio, compiling_ratio] = [&resolving, &compiling].map(|times| found.parsing.ratio_of(times));
    println!("| {} | {resolving} | {resolving_ratio} | {compiling} | {compiling_ratio} |", found.rows);
}

/// The program on files, with a report to a file.
fn process(rows: u64, is_target: bool) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("check-{rows}"));
    fs::create_dir_all(&folder).expect("a folder");
    let mut bytes = 0;
    for (name, text) in files(rows) {
        bytes += text.len();
        fs::write(folder.join(name), text).expect("a file");
    }
    let (mut times, mut most) = (Times::per(1), 0);
    for _ in 0..harness::RUNS {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dingmi"));
        command.args(["check", "--isolated", "--lang", "en", "--quiet", "--format", "json", "--as-of"]);
        command.arg(DAY.to_string()).arg(&folder);
        let outcome = child::run(command, &folder.join("report"));
        let Outcome::Done { time, peak } = outcome else { panic!("the program passed a bound: {outcome:?}") };
        times.push(time);
        most = most.max(peak);
    }
    fs::remove_dir_all(&folder).expect("the folder can go");
    let ratio = most as f64 / bytes as f64;
    let megabytes = |bytes: f64| bytes / 1e6;
    println!(
        "| {rows} | {:.1} MB | {times} | {:.0} MB | {ratio:.2} |",
        megabytes(bytes as f64),
        megabytes(most as f64),
    );
    if is_target {
        target(&format!("memory of check, {rows} matters, the program"), "its texts", Aim::AtMost(4.0), ratio);
    }
}
