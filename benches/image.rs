//! The compiled image against its JSON twin and against the same data in SQLite: opening, each question, and memory.
//! `cargo bench --bench image` prints tables for 10,000, 100,000 and 1,000,000 rows; `-- 10000 100000` runs these sizes only.
//!
//! It runs itself again for what must not count: `compile ROWS FOLDER` writes the files, `memory HOW ROWS FOLDER` opens the
//! image, asks, and tells what that took.

#![expect(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use dingmi::emit::{Order, outputs};
use dingmi::model::Context;
use dingmi_catalogue::Catalogue;
use jiff::civil::date;

#[path = "image/ask.rs"]
mod ask;
#[path = "image/database.rs"]
mod database;
#[expect(dead_code, reason = "its medians are those of spread.rs")]
mod harness;
#[path = "workload/matters.rs"]
mod matters;
#[path = "harness/program.rs"]
mod program;
#[path = "harness/spread.rs"]
mod spread;
#[expect(dead_code, reason = "nothing here should be small")]
#[path = "harness/target.rs"]
mod target;
#[expect(dead_code, reason = "the peers read more of it")]
mod twin;
#[expect(dead_code, reason = "chains of grants are for the authority benchmark")]
mod workload;

use database::Database;
use harness::{sizes, timed};
use spread::Times;
use target::{Aim, target};
use twin::Twin;

const IMAGE: &str = "catalogue.dmc";
const JSON: &str = "catalogue.json";
const SQLITE: &str = "catalogue.sqlite";

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["compile", rows, folder] => compile(number(rows), Path::new(folder)),
        ["memory", how, rows, folder] => memory(how, number(rows), &Path::new(folder).join(IMAGE)),
        _ => {
            let sizes = sizes();
            let largest = sizes.iter().max();
            sizes.iter().for_each(|rows| measure(*rows, Some(rows) == largest));
        }
    }
}

fn number(text: &str) -> u64 {
    text.parse().expect("a number of rows")
}

fn measure(rows: u64, is_target: bool) {
    let folder = env::temp_dir().join(format!("dingmi-image-{rows}"));
    fs::create_dir_all(&folder).expect("a folder");
    println!("## {rows} rows\n");
    again(&["compile", &rows.to_string(), &folder.display().to_string()]);
    opening(rows, &folder, is_target);
    questions(rows, &folder, is_target);
    println!("| opened | then asked | VmRSS | VmHWM | VmHWM / file |\n|---|---|---|---|---|");
    for how in ["open", "read"] {
        again(&["memory", how, &rows.to_string(), &folder.display().to_string()]);
    }
    println!();
    fs::remove_dir_all(&folder).expect("the folder can go");
}

/// Runs this benchmark again, as a process of its own.
fn again(arguments: &[&str]) {
    let own = env::current_exe().expect("a program knows itself");
    let ended = Command::new(own).args(arguments).status().expect("it runs again");
    assert!(ended.success(), "{arguments:?} failed");
}

fn compile(rows: u64, folder: &Path) {
    let size = matters::size(rows);
    let (loading, (program, model)) = timed(|| program::load(matters::files(size)));
    let context = Context { model: &model, sources: program.sources(), as_of: date(2026, 11, 23) };
    let (emitting, files) = timed(|| outputs(&context, &Order::on(context.as_of)).expect("an image"));
    println!("Compiling: {loading:.2?} to the model, {emitting:.2?} to both outputs, {} MB.", status("VmHWM") / 1024);
    for file in files {
        println!("{}: {} bytes.", file.name, file.bytes.len());
        fs::write(folder.join(file.name), file.bytes).expect("a file");
    }
}

/// Each way to get to a first answer, in turn.
fn opening(rows: u64, folder: &Path, is_target: bool) {
    let (image, json, sqlite) = (folder.join(IMAGE), folder.join(JSON), folder.join(SQLITE));
    database_of(&json, &sqlite);
    let runs = if rows > 100_000 { 3 } else { 7 };
    let names =
        ["image, mapped", "image, read", "serde_json, typed", "serde_json, any value", "SQLite", "SQLite, quick_check"];
    let mut times: [Times; 6] = std::array::from_fn(|_| Times::per(1));
    for _ in 0..runs {
        times[0].push(timed(|| black_box(Catalogue::open(&image).expect("an image"))).0);
        times[1].push(timed(|| black_box(Catalogue::read(&image).expect("an image"))).0);
        times[2].push(typed(&json));
        times[3].push(any_value(&json));
        times[4].push(timed(|| black_box(Database::open(&sqlite).expect("a database").by_id()("c0#0"))).0);
        let checked = || Database::open(&sqlite).and_then(|database| database.is_sound());
        times[5].push(timed(|| assert!(checked().expect("a database"))).0);
    }
    println!("\n| opening | median (least..most) | / image, mapped |\n|---|---|---|");
    for (name, time) in names.iter().zip(&times) {
        println!("| {name} | {time} | {} |", times[0].ratio_of(time));
    }
    for (name, time) in names.iter().zip(&times).filter(|(name, _)| is_target && name.starts_with("serde_json")) {
        let found = time.nanoseconds() / times[0].nanoseconds();
        target(&format!("image: open and check, {rows} rows"), name, Aim::AtLeast(15.0), found);
    }
    println!();
}

fn typed(json: &Path) -> std::time::Duration {
    let load = || {
        let text = fs::read(json).expect("a file");
        let twin: Twin<'_> = serde_json::from_slice(&text).expect("a twin");
        black_box(twin.catalogues.len())
    };
    timed(load).0
}

fn any_value(json: &Path) -> std::time::Duration {
    let load = || {
        let text = fs::read(json).expect("a file");
        let value: serde_json::Value = serde_json::from_slice(&text).expect("a value");
        black_box(value)
    };
    // It takes as long again to take it apart, which does not count.
    let (time, value) = timed(load);
    drop(value);
    time
}

fn database_of(json: &Path, sqlite: &PathBuf) {
    let text = fs::read(json).expect("a file");
    let twin: Twin<'_> = serde_json::from_slice(&text).expect("a twin");
    let (time, made) = timed(|| Database::create(sqlite, &twin));
    made.expect("a database");
    println!("SQLite of the twin: made in {time:.2?}, {} bytes.", fs::metadata(sqlite).map_or(0, |file| file.len()));
}

fn questions(rows: u64, folder: &Path, is_target: bool) {
    let size = matters::size(rows);
    let (open, catalogue) = timed(|| Catalogue::open(folder.join(IMAGE)).expect("an image"));
    let database = Database::open(&folder.join(SQLITE)).expect("a database");
    let lines = ask::lines(&catalogue, &database, size);
    println!("| question | image, median (least..most) | SQLite | SQLite / image |\n|---|---|---|---|");
    for line in lines {
        println!("| {} | {} | {} | {} |", line.question, line.image, line.peer, line.image.ratio_of(&line.peer));
        if is_target && line.question == "row by name" {
            let found = line.peer.nanoseconds() / line.image.nanoseconds();
            target(&format!("image: row by name, {rows} rows"), "SQLite, prepared", Aim::AtLeast(50.0), found);
        }
    }
    println!("\n| questions of five sorts, from text | all of them | beside opening once |\n|---|---|---|");
    for (count, times) in ask::growth(&catalogue, size) {
        println!("| {count} | {times} | {open:.1?} |");
    }
    println!();
}

/// What it takes to open an image, and then to ask.
fn memory(how: &str, rows: u64, image: &Path) {
    let size = matters::size(rows);
    let catalogue = if how == "open" { Catalogue::open(image) } else { Catalogue::read(image) }.expect("an image");
    let show = |asked: u64| {
        let (now, most) = (status("VmRSS"), status("VmHWM"));
        let ratio = most as f64 * 1024.0 / catalogue.size() as f64;
        println!("| {how} | {asked} | {now} kB | {most} kB | {ratio:.2} |");
    };
    show(0);
    let asked = 100_000;
    black_box((0..asked).map(|number| ask::mix(&catalogue, size, number)).sum::<usize>());
    show(asked);
}

/// A figure of this process in kB, as Linux tells it.
fn status(field: &str) -> u64 {
    let all = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = all.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse().ok()).unwrap_or_default()
}
