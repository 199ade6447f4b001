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
use dingmi::source::FileId;
use dingmi::syntax;
use rayon::{ThreadPool, ThreadPoolBuilder};

mod hand;
#[expect(dead_code, reason = "its medians are those of spread.rs")]
mod harness;
#[expect(dead_code, reason = "it asks no questions of the rows")]
#[path = "workload/matters.rs"]
mod matters;
#[path = "harness/spread.rs"]
mod spread;
#[expect(dead_code, reason = "nothing here should be large")]
#[path = "harness/target.rs"]
mod target;
#[path = "parse/to_json.rs"]
mod to_json;
#[path = "parse/twin.rs"]
mod twin;
#[expect(dead_code, reason = "chains of grants are for the authority benchmark")]
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
        _ => sizes().into_iter().for_each(measure),
    }
}

/// The texts of a program of so many rows.
fn texts(rows: u64) -> Vec<String> {
    matters::files(matters::size(rows)).into_iter().map(|(_, text)| text).collect()
}

fn measure(rows: u64) {
    let texts = texts(rows);
    let json: Vec<String> = texts.iter().map(|text| to_json::json(text)).collect();
    println!("## {rows} rows, {:.1} MB of text, {:.1} MB of JSON\n", megabytes(&texts), megabytes(&json));
    let folder = env::temp_dir().join(format!("dingmi-parse-{rows}"));
    write(&folder, &texts, &json);
    speed(rows, &texts, &json);
    drop((texts, json));
    println!("| way | text | kept | text and kept | most at once | most / text and kept |\n|---|---|---|---|---|---|");
    for (name, _) in WAYS {
        again(&["memory", name, &folder.display().to_string()]);
    }
    println!();
    fs::remove_dir_all(&folder).expect("the folder can go");
}

fn megabytes(texts: &[String]) -> f64 {
    texts.iter().map(String::len).sum::<usize>() as f64 / 1e6
}

/// All ways in turn.
fn speed(rows: u64, texts: &[String], json: &[String]) {
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
    for (((name, way), time), index) in WAYS.into_iter().zip(&times).zip(0..) {
        let read = if way == Way::Json { json } else { texts };
        let speed = megabytes(read) / time.nanoseconds() * 1e9;
        println!("| {name} | {time} | {speed:.0} | {} |", times[0].ratio_of(time));
        let ratio = time.nanoseconds() / times[0].nanoseconds();
        match index {
            1 => target(
                &format!("source → AST, one thread, {rows} rows"),
                "hand-written parser",
                Aim::AtMost(4.7),
                ratio,
            ),
            2 => target(
                &format!("source → AST, two threads, {rows} rows"),
                "hand-written parser",
                Aim::AtMost(3.0),
                ratio,
            ),
            _ => {}
        }
    }
    println!();
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
        _ => timed(|| black_box(files(way, texts))).0,
    }
}

fn files(way: Way, texts: &[String]) -> Vec<File> {
    let read = |(index, text): (usize, &String)| match way {
        Way::ByHand => hand::parse(FileId::new(index), text).expect("a sound text"),
        _ => {
            let (file, findings) = syntax::parse(FileId::new(index), text);
            assert!(findings.is_empty(), "{:?}", findings.first());
            file
        }
    };
    texts.iter().enumerate().map(read).collect()
}

/// Runs this benchmark again, as a process of its own.
fn again(arguments: &[&str]) {
    let own = env::current_exe().expect("a program knows itself");
    let ended = Command::new(own).args(arguments).status().expect("it runs again");
    assert!(ended.success(), "{arguments:?} failed");
}

fn write(folder: &Path, texts: &[String], json: &[String]) {
    fs::create_dir_all(folder).expect("a folder");
    for (texts, ending) in [(texts, "dingmi"), (json, "json")] {
        for (index, text) in texts.iter().enumerate() {
            fs::write(folder.join(format!("{index:04}.{ending}")), text).expect("a file");
        }
    }
}

/// What it takes to read the texts of a folder and to keep them with what they say.
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
    let show = || {
        let (all, most) = (status("VmRSS") - start, status("VmHWM") - start);
        let (kept, ratio) = (all - with_texts.min(all), most as f64 / all as f64);
        println!("| {name} | {with_texts} kB | {kept} kB | {all} kB | {most} kB | {ratio:.2} |");
        if way == Way::Threads(1) {
            let work = format!("memory of source → AST, {:.1} MB of text", megabytes(&texts));
            target(&work, "text and AST", Aim::AtMost(2.0), ratio);
        }
    };
    pool.install(|| match way {
        Way::Json => {
            let read = black_box(twin::read_all(&texts));
            show();
            drop(read);
        }
        _ => {
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
