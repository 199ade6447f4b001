//! Whole countries, checked by each tool in a process of its own. All must find the same rows wrong before any time is told.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::child::{self, Outcome};
use crate::spread::Times;
use crate::target::{Aim, target};
use crate::whole::{Answers, MISSING_FIELD, NO_CHAIN, OVER_CAP, SAME_NAME};

/// The longest period of each level of the country, in years.
pub(crate) const CAPS: [(&str, u64); 3] = [("juemi", 30), ("jimi", 20), ("mimi", 10)];
const DAY: &str = "2026-11-30";
/// The rules that answer the questions. That an organ has no chain is found of the organs that a row names as its producers.
const RULES: [(&str, &str); 4] = [("F001", MISSING_FIELD), ("P001", OVER_CAP), ("A002", NO_CHAIN), ("C001", SAME_NAME)];
const SHAPE: &[&str] = &[MISSING_FIELD, OVER_CAP];
const ALL: &[&str] = &[MISSING_FIELD, OVER_CAP, NO_CHAIN, SAME_NAME];

pub(crate) struct Tools<'a> {
    pub(crate) dingmi: &'a str,
    pub(crate) python: &'a str,
    /// With a folder for each size.
    pub(crate) data: &'a Path,
}

struct Peer {
    name: &'static str,
    questions: &'static [&'static str],
    most: u64,
}

const NO_END: u64 = u64::MAX;
const TOOLS: usize = 8;
const PEERS: [Peer; TOOLS] = [
    Peer { name: "dingmi", questions: ALL, most: NO_END },
    Peer { name: "dingmi-four", questions: ALL, most: NO_END },
    Peer { name: "regorus-machine", questions: ALL, most: NO_END },
    Peer { name: "regorus-interpreter", questions: ALL, most: NO_END },
    Peer { name: "opa", questions: ALL, most: NO_END },
    Peer { name: "cedar-entities", questions: SHAPE, most: 100_000 },
    Peer { name: "cedar-policies", questions: SHAPE, most: 100_000 },
    Peer { name: "json-schema", questions: SHAPE, most: NO_END },
];

/// What became of a peer at a size.
#[derive(Default)]
struct Measured {
    times: Times,
    peak: u64,
    /// Why there is no time.
    word: Option<&'static str>,
}

pub(crate) fn check(tools: &Tools<'_>, sizes: &[u64]) {
    println!("| matters | tool | finds | time | time / dingmi | peak memory | memory / dingmi |");
    println!("|---|---|---|---|---|---|---|");
    for size in sizes {
        let measured = measure(tools, *size);
        show(*size, &measured);
        if Some(size) == sizes.iter().max() {
            targets(*size, &measured);
        }
    }
}

fn measure(tools: &Tools<'_>, size: u64) -> [Measured; TOOLS] {
    let runs = match size {
        0..=10_000 => 5,
        10_001.. => 3,
    };
    let folder = tools.data.join(size.to_string());
    let mut measured: [Measured; TOOLS] =
        std::array::from_fn(|_| Measured { times: Times::per(1), ..Measured::default() });
    for run in 0..runs {
        let mut ours: Option<Answers> = None;
        for (peer, measured) in PEERS.iter().zip(&mut measured) {
            if size > peer.most {
                measured.word = Some("not run");
            }
            if measured.word.is_some() {
                continue;
            }
            eprintln!("{size} matters, run {} of {runs}: {}", run + 1, peer.name);
            let Some(answers) = take(tools, peer, &folder, measured) else {
                assert!(ours.is_some(), "dingmi itself passed the bounds");
                continue;
            };
            if let Some(ours) = &ours {
                hold(ours, &answers, peer);
            } else {
                let counts: Vec<String> =
                    ALL.iter().map(|question| format!("{} {question}", answers[*question].len())).collect();
                eprintln!("  {}", counts.join(", "));
                ours = Some(answers);
            }
        }
    }
    measured
}

/// Runs a peer once.
fn take(tools: &Tools<'_>, peer: &Peer, folder: &Path, measured: &mut Measured) -> Option<Answers> {
    let output = folder.join(format!("{}.answers", peer.name));
    match child::run(command(tools, peer, folder), &output) {
        Outcome::Done { time, peak } => {
            measured.times.push(time);
            measured.peak = measured.peak.max(peak);
            Some(read(peer, &output))
        }
        Outcome::TooLong => {
            measured.word = Some("over 5 min");
            None
        }
        Outcome::TooLarge => {
            measured.word = Some("over 14 GiB");
            None
        }
    }
}

fn command(tools: &Tools<'_>, peer: &Peer, folder: &Path) -> Command {
    match peer.name {
        name @ ("dingmi" | "dingmi-four") => {
            let mut command = Command::new(tools.dingmi);
            command.args(["check", "--isolated", "--as-of", DAY, "--lang", "en", "--quiet", "--format", "json"]);
            if name == "dingmi-four" {
                command.args(RULES.iter().flat_map(|(code, _)| ["--select", code]));
            }
            command.arg(folder);
            command
        }
        "opa" => {
            let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("check");
            let mut command = Command::new(tools.python);
            command.args([here.join("opa.py"), here.join("national.rego"), folder.join("rego.json")]);
            command
        }
        name => {
            let mut command = Command::new(std::env::current_exe().expect("this program has a file"));
            command.args(["one", name]).arg(folder);
            command
        }
    }
}

#[derive(Deserialize)]
struct Report {
    diagnostics: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    code: String,
    subject: Option<String>,
}

fn read(peer: &Peer, output: &Path) -> Answers {
    let text = fs::read_to_string(output).expect("the answers");
    let mut answers: Answers = if peer.name.starts_with("dingmi") {
        project(serde_json::from_str(&text).expect("a report of dingmi"))
    } else {
        serde_json::from_str(&text).expect("answers by question")
    };
    for question in peer.questions {
        answers.entry((*question).to_owned()).or_default();
    }
    answers
}

/// What the report says of the questions, by row.
fn project(report: Report) -> Answers {
    let mut answers = Answers::new();
    for finding in report.diagnostics {
        let question = RULES.iter().find(|(code, _)| *code == finding.code).map(|(_, question)| *question);
        if let Some((question, row)) = question.zip(finding.subject) {
            answers.entry(question.to_owned()).or_default().push(row);
        }
    }
    answers
}

/// That a peer finds the same, whatever the order.
fn hold(ours: &Answers, theirs: &Answers, peer: &Peer) {
    for question in peer.questions {
        let [ours, theirs]: [BTreeSet<&String>; 2] = [ours, theirs].map(|answers| answers[*question].iter().collect());
        let differing: Vec<_> = ours.symmetric_difference(&theirs).take(3).collect();
        assert!(differing.is_empty(), "{}, {question}: not the same of {differing:?}", peer.name);
    }
    assert!(theirs.keys().all(|question| peer.questions.contains(&question.as_str())), "{}: more answers", peer.name);
}

fn show(size: u64, measured: &[Measured; TOOLS]) {
    let [ours, ..] = measured;
    for (peer, measured) in PEERS.iter().zip(measured) {
        let finds = if peer.questions.len() == ALL.len() { "all four" } else { "shape, caps" };
        let finds = if peer.name == "dingmi" { "all rules" } else { finds };
        match measured.word {
            Some(word) => println!("| {size} | {} | {finds} | {word} | - | - | - |", peer.name),
            None => println!(
                "| {size} | {} | {finds} | {} | {} | {:.0} MB | {:.2} |",
                peer.name,
                measured.times,
                ours.times.ratio_of(&measured.times),
                measured.peak as f64 / 1e6,
                measured.peak as f64 / ours.peak as f64,
            ),
        }
    }
}

/// The faster way of regorus counts, and the one with less memory.
fn targets(size: u64, [ours, _, machine, interpreter, opa, ..]: &[Measured; TOOLS]) {
    let work = &format!("check, {size} matters, the program");
    let ratio = |other: &Measured| other.times.nanoseconds() / ours.times.nanoseconds();
    if opa.word.is_none() {
        target(work, "OPA", Aim::AtLeast(50.0), ratio(opa));
    }
    let done: Vec<&Measured> = [machine, interpreter].into_iter().filter(|way| way.word.is_none()).collect();
    let Some(fastest) = done.iter().map(|way| ratio(way)).reduce(f64::min) else { return };
    target(work, "regorus", Aim::AtLeast(6.0), fastest);
    let least = done.iter().map(|way| way.peak).min().unwrap_or(0);
    target(
        &format!("memory of check, {size} matters, the program"),
        "regorus",
        Aim::AtMost(0.3),
        ours.peak as f64 / least as f64,
    );
}
