//! A process of its own, with its time and the most memory it had.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// No peer may take longer, nor more memory.
pub(crate) const LONGEST: Duration = Duration::from_secs(300);
pub(crate) const LARGEST: u64 = 14 << 30;
/// So often its memory is looked at. The kernel keeps the peak, so only what it takes at its very end is missed.
const A_LOOK: Duration = Duration::from_millis(3);

#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    Done { time: Duration, peak: u64 },
    TooLong,
    TooLarge,
}

/// Runs it with its output in a file. A linter that finds something ends with 1.
pub(crate) fn run(mut command: Command, output: &Path) -> Outcome {
    let file = File::create(output).expect("a file for the answers");
    command.stdout(file).stderr(Stdio::inherit());
    let start = Instant::now();
    let mut child = command.spawn().expect("a program that starts");
    let (peak, is_over) = (AtomicU64::new(0), AtomicBool::new(false));
    let id = child.id();
    let (time, status) = thread::scope(|scope| {
        scope.spawn(|| watch(id, start, &peak, &is_over));
        let status = child.wait().expect("a program that ends");
        is_over.store(true, Ordering::Relaxed);
        (start.elapsed(), status)
    });
    let peak = peak.into_inner();
    match status.code() {
        Some(0 | 1) => Outcome::Done { time, peak },
        None if peak > LARGEST => Outcome::TooLarge,
        None if time >= LONGEST => Outcome::TooLong,
        _ => panic!("{command:?}: {status}"),
    }
}

fn watch(id: u32, start: Instant, peak: &AtomicU64, is_over: &AtomicBool) {
    while !is_over.load(Ordering::Relaxed) {
        let seen = high_water(id).unwrap_or(0);
        peak.fetch_max(seen, Ordering::Relaxed);
        if start.elapsed() >= LONGEST || seen > LARGEST {
            let _ = Command::new("kill").args(["-KILL", &id.to_string()]).status();
            return;
        }
        thread::sleep(A_LOOK);
    }
}

fn high_water(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? << 10)
}
