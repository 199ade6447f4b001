//! Source to ast: the parser made from the grammar, on one thread and on two, against one written by hand (`hand/`), which
//! tells the same, and against serde_json, which reads the same data from JSON into types. `cargo bench --bench parse`
//! prints tables for 10,000, 100,000 and 1,000,000 rows; `-- 10000 100000` runs these sizes only.
//!
//! It runs itself again, as a process for each way, for what that takes of memory: `memory WAY FOLDER`. What an ast is let go
//! with does not count.

#![expect(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

use dingmi::ast::File;
use dingmi::source::Base;
use dingmi::syntax;
use rayon::{ThreadPool, ThreadPoolBuilder};

mod hand;
#[expect(dead_code, reason = "its medians are those of spread.rs")]
mod harness;
#[expect(dead_code, reason = "other engines read more forms of it")]
#[path = "workload/national/mod.rs"]
mod national;
#[path = "harness/spread.rs"]
mod spread;
#[expect(dead_code, reason = "nothing here should be large")]
#[path = "harness/target.rs"]
mod target;
#[path = "parse/to_json.rs"]
mod to_json;
#[path = "parse/twin.rs"]
mod twin;
#[expect(dead_code, reason = "the country alone is for the authority benchmark")]
mod workload;

use harness::{sizes, timed};
use spread::Times;
use target::{Aim, target};

/// A way to read a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    ByHand,
    /// The parser made from the grammar, on so many threads.
    Threads(usize),
    Json,
}

const WAYS: [(&str, Way); 4] = [
    ("by hand", Way::ByHand),
    ("dingmi, one thread", Way::Threads(1)),
    ("dingmi, two threads", Way::Threads(2)),
    ("serde_json, typed", Way::Json),
];

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["memory", way, folder] => memory(way, Path::new(folder)),
        _ => {
            let sizes = sizes();
            let largest = sizes.iter().max();
            sizes.iter().for_each(|rows| measure(*rows, Some(rows) == largest));
        }
    }
}

/// The texts of a country of so many matters.
fn texts(rows: u64) -> Vec<String> {
    national::Nation::new(rows, national::organs(rows)).files().map(|(_, text)| text).collect()
}

fn measure(rows: u64, is_target: bool) {
    let texts = texts(rows);
    let json: Vec<String> = texts.iter().map(|text| to_json::json(text)).collect();
    println!("## {rows} rows, {:.1} MB of text, {:.1} MB of JSON\n", megabytes(&texts), megabytes(&json));
    let folder = env::temp_dir().join(format!("dingmi-parse-{rows}"));
    write(&folder, &texts, &json);
    speed(rows, &texts, &json, is_target);
    drop((texts, json));
    taken(rows, &folder, is_target);
    fs::remove_dir_all(&folder).expect("the folder can go");
}

fn megabytes(texts: &[String]) -> f64 {
    texts.iter().map(String::len).sum::<usize>() as f64 / 1e6
}

/// All ways in turn.
fn speed(rows: u64, texts: &[String], json: &[String], is_target: bool) {
    let runs = if rows > 100_000 { harness::RUNS } else { 9 };
    let mut times = WAYS.map(|_| Times::per(1));
    let pools = WAYS.map(|(_, way)| pool(way));
    for _ in 0..runs {
        for (((_, way), times), pool) in WAYS.into_iter().zip(&mut times).zip(&pools) {
            let read = if way == Way::Json { json } else { texts };
            times.push(pool.install(|| time(way, read)));
        }
    }
    println!("| way | median (least..most) | MB/s | / by hand |\n|---|---|---|---|");
    for ((name, way), time) in WAYS.into_iter().zip(&times) {
        let read = if way == Way::Json { json } else { texts };
        let speed = megabytes(read) / time.nanoseconds() * 1e9;
        println!("| {name} | {time} | {speed:.0} | {} |", times[0].ratio_of(time));
    }
    println!();
    if !is_target {
        return;
    }
    let [by_hand, one, two, _] = times.map(|times| times.nanoseconds());
    let against = "hand-written parser";
    target(&format!("source → AST, one thread, {rows} rows"), against, Aim::AtMost(4.7), one / by_hand);
    target(&format!("source → AST, two threads, {rows} rows"), against, Aim::AtMost(3.0), two / by_hand);
}

/// The threads of a way; one where it has none of its own.
fn pool(way: Way) -> ThreadPool {
    let threads = if let Way::Threads(count) = way { count } else { 1 };
    ThreadPoolBuilder::new().num_threads(threads).build().expect("threads")
}

/// How long a way takes for all texts, of which it keeps what it read.
fn time(way: Way, texts: &[String]) -> Duration {
    match way {
        Way::Json => timed(|| black_box(twin::read_all(texts))).0,
        Way::ByHand | Way::Threads(_) => timed(|| black_box(files(way, texts))).0,
    }
}

fn files(way: Way, texts: &[String]) -> Vec<File> {
    let read = |text: &String| {
        if way == Way::ByHand {
            return hand::parse(Base::FIRST, text).expect("a sound text");
        }
        let (file, findings) = syntax::parse(Base::FIRST, text);
        assert!(findings.is_empty(), "{:?}", findings.first());
        file
    };
    texts.iter().map(read).collect()
}

/// What each way takes of memory. What an ast needs is what the parser by hand keeps, which makes nothing else.
fn taken(rows: u64, folder: &Path, is_target: bool) {
    println!(
        "| way | text | kept with it | most at once | most / text | most / text and ast |\n|---|---|---|---|---|---|"
    );
    let (mut needed, mut found) = (None, 0.0);
    for (name, way) in WAYS {
        let [text, all, most] = again(name, folder);
        let needed = *needed.get_or_insert(all);
        let (kept, per_text, ratio) = (all - text, most / text, most / needed);
        println!("| {name} | {text} kB | {kept} kB | {most} kB | {per_text:.1} | {ratio:.2} |");
        if way == Way::Threads(1) {
            found = ratio;
        }
    }
    println!();
    if is_target {
        target(&format!("memory of source → AST, {rows} rows"), "text and AST", Aim::AtMost(2.0), found);
    }
}

/// Runs this benchmark again, as a process of its own: what it takes in kB with the texts, with what they say, and at most.
fn again(name: &str, folder: &Path) -> [f64; 3] {
    let own = env::current_exe().expect("a program knows itself");
    let ended = Command::new(own).args(["memory", name]).arg(folder).output().expect("it runs again");
    assert!(ended.status.success(), "{name} failed");
    let told = String::from_utf8(ended.stdout).expect("numbers");
    let numbers: Vec<f64> = told.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    numbers.try_into().expect("three numbers")
}

fn write(folder: &Path, texts: &[String], json: &[String]) {
    fs::create_dir_all(folder).expect("a folder");
    for (texts, ending) in [(texts, "dingmi"), (json, "json")] {
        for (index, text) in texts.iter().enumerate() {
            fs::write(folder.join(format!("{index:04}.{ending}")), text).expect("a file");
        }
    }
}

/// Says what it takes to read the texts of a folder, and to keep them with what they say.
fn memory(name: &str, folder: &Path) {
    let (_, way) = WAYS.into_iter().find(|(known, _)| *known == name).expect("a way to read");
    let ending = if way == Way::Json { "json" } else { "dingmi" };
    let pool = pool(way);
    // Whatever a program takes before it does anything.
    let start = status("VmRSS");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == ending));
    paths.sort();
    let texts: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).expect("a text")).collect();
    let with_texts = status("VmRSS") - start;
    let show = || println!("{with_texts} {} {}", status("VmRSS") - start, status("VmHWM") - start);
    pool.install(|| {
        if way == Way::Json {
            let read = black_box(twin::read_all(&texts));
            show();
            drop(read);
        } else {
            let read = black_box(files(way, &texts));
            show();
            drop(read);
        }
    });
}

/// A figure of this process in kB, as Linux tells it.
fn status(field: &str) -> u64 {
    let all = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = all.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse().ok()).unwrap_or_default()
}
