//! Writes the programs that the benchmarks run on.
//!
//! ```sh
//! cargo run --release --example generate -- country 100000 /tmp/country   # organs
//! cargo run --release --example generate -- chain 1000000 /tmp/chain      # grants
//! ```

#![expect(clippy::print_stderr, reason = "a program of its own says what is wrong")]

use std::process::ExitCode;
use std::{env, fs, io};

#[path = "../benches/workload/mod.rs"]
mod workload;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let files = match arguments.as_slice() {
        [what, count, folder] => count.parse().ok().and_then(|count| files(what, count)).map(|files| (files, folder)),
        _ => None,
    };
    let Some((files, folder)) = files else {
        eprintln!("usage: generate country ORGANS FOLDER, or generate chain GRANTS FOLDER");
        return ExitCode::from(2);
    };
    match write(folder, files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::from(3)
        }
    }
}

fn files(what: &str, count: u64) -> Option<Vec<(String, String)>> {
    match what {
        "country" if count >= 100 => Some(workload::files(workload::Size::of_organs(count))),
        "chain" => Some(workload::chain(count)),
        _ => None,
    }
}

fn write(folder: &str, files: Vec<(String, String)>) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in files {
        fs::write(format!("{folder}/{name}"), text)?;
    }
    Ok(())
}
