//! Counts the instructions of each stage with callgrind, and refuses one that has become slower than the baseline says. `run`
//! beside this builds and runs it; `CONTRIBUTING.md` says how counts are blessed.
//!
//! ```text
//! dingmi-gate check BASELINE FOLDER           # the table; 1 where a stage is slower
//! dingmi-gate bless BASELINE FOLDER REASON    # writes the baseline anew
//! dingmi-gate count STAGE [--slower]          # what is counted: runs one stage
//! ```

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own prints its table")]

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

mod baseline;
mod counts;
#[path = "../../workload/matters.rs"]
mod matters;
#[expect(dead_code, reason = "other engines are given more of it")]
#[path = "../../workload/national/mod.rs"]
mod national;
#[path = "../../harness/program.rs"]
mod program;
mod stages;
#[expect(dead_code, reason = "chains of grants are for the authority benchmark")]
#[path = "../../workload/mod.rs"]
mod workload;

use baseline::{Baseline, Verdict};
use counts::{count, made_with};
use stages::STAGES;

const HEAD: &str = "| stage | baseline | now | change | |\n|---|---|---|---|---|";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ended = match words[..] {
        ["check", baseline, folder] => check(Path::new(baseline), Path::new(folder)),
        ["bless", baseline, folder, reason] => bless(Path::new(baseline), Path::new(folder), reason),
        ["count", stage] => run(stage, false),
        ["count", stage, "--slower"] => run(stage, true),
        _ => {
            Err("usage: dingmi-gate check BASELINE FOLDER | bless BASELINE FOLDER REASON | count STAGE [--slower]"
                .into())
        }
    };
    match ended {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run(stage: &str, is_slower: bool) -> Result<ExitCode, String> {
    let (_, prepare) = STAGES.into_iter().find(|(name, _)| *name == stage).ok_or("no such stage")?;
    stages::run(prepare, is_slower);
    Ok(ExitCode::SUCCESS)
}

fn check(path: &Path, folder: &Path) -> Result<ExitCode, String> {
    let (baseline, now) = (read(path)?, count_all(folder, "now")?);
    let tolerance = baseline.tolerance(&now.made_with);
    let refused = table(&baseline, &now, tolerance);
    if baseline.made_with != now.made_with {
        println!("\nThe baseline was made with {},\nthis with {}:", baseline.made_with, now.made_with);
        println!("up to {tolerance} % pass until the counts are blessed again.");
    }
    if refused > 0 {
        println!("\nRefused: {refused}, at {tolerance} %. The baseline was last blessed for: {}", baseline.reason);
        println!(
            "Find where with callgrind_annotate {}/STAGE.out; if it must be so: benches/gate/run --bless REASON",
            folder.display()
        );
        return Ok(ExitCode::FAILURE);
    }
    is_on_guard(&now, folder)
}

/// Prints the stages, and says how many are refused.
fn table(baseline: &Baseline, now: &Baseline, tolerance: u64) -> usize {
    println!("{HEAD}");
    let mut refused = 0;
    for (stage, _) in STAGES {
        let count = now.instructions[stage];
        let verdict = baseline.judge(stage, count, tolerance);
        refused += usize::from(verdict.is_refused());
        println!("{}", baseline.line(stage, count, verdict));
    }
    refused
}

/// A gate that lets everything through proves nothing: each stage with somewhat more to do must be refused.
fn is_on_guard(now: &Baseline, folder: &Path) -> Result<ExitCode, String> {
    println!("\nEach stage made slower on purpose, against what was just counted:\n\n{HEAD}");
    let tolerance = now.tolerance(&now.made_with);
    let mut is_on_guard = true;
    for (stage, _) in STAGES {
        let count = count(stage, true, folder)?;
        let verdict = now.judge(stage, count, tolerance);
        is_on_guard &= verdict == Verdict::Slower;
        println!("{}", now.line(stage, count, verdict));
    }
    if is_on_guard {
        println!("\nThe gate holds.");
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nThe gate lets a slower stage through.");
    Ok(ExitCode::FAILURE)
}

fn bless(path: &Path, folder: &Path, reason: &str) -> Result<ExitCode, String> {
    if reason.trim().is_empty() {
        return Err("a blessing needs a reason".to_owned());
    }
    let now = count_all(folder, reason.trim())?;
    if let Ok(baseline) = read(path) {
        table(&baseline, &now, baseline.tolerance(&now.made_with));
    }
    let text = serde_json::to_string_pretty(&now).map_err(|error| error.to_string())?;
    fs::write(path, text + "\n").map_err(|error| format!("{}: {error}", path.display()))?;
    println!("\nWritten. Commit {} with what changed the counts, and say so:\n{}", path.display(), now.reason);
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> Result<Baseline, String> {
    let text = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_slice(&text).map_err(|error| format!("{}: {error}", path.display()))
}

fn count_all(folder: &Path, reason: &str) -> Result<Baseline, String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let counts = STAGES.into_iter().map(|(stage, _)| Ok((stage.to_owned(), count(stage, false, folder)?)));
    let instructions = counts.collect::<Result<_, String>>()?;
    Ok(Baseline { made_with: made_with(), reason: reason.to_owned(), instructions })
}
