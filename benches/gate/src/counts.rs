//! What valgrind counts of a stage, and what else counts depend on.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// Runs this program again under callgrind, which writes what it counted to `FOLDER/STAGE.out`, for `callgrind_annotate`.
pub(crate) fn count(stage: &str, is_slower: bool, folder: &Path) -> Result<u64, String> {
    let own = env::current_exe().map_err(|error| error.to_string())?;
    let ending = if is_slower { "slower.out" } else { "out" };
    let out = folder.join(format!("{stage}.{ending}"));
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--toggle-collect=*::stages::counted"]);
    valgrind.arg(format!("--callgrind-out-file={}", out.display()));
    valgrind.arg(own).args(["count", stage]).args(is_slower.then_some("--slower"));
    let ended = valgrind.output().map_err(|error| format!("valgrind does not run: {error}"))?;
    let told = String::from_utf8_lossy(&ended.stderr);
    match collected(&told) {
        Some(count) if ended.status.success() && count > 0 => Ok(count),
        _ => Err(format!("nothing was counted of {stage}:\n{told}")),
    }
}

/// The number behind `Collected :`.
fn collected(told: &str) -> Option<u64> {
    told.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
}

/// The compiler without its patch level, valgrind, the library of C and the processor: each has a hand in the counts.
pub(crate) fn made_with() -> String {
    let rustc = told("rustc", &["--version"]);
    let rustc = rustc.rsplit_once('.').map_or("rustc ?", |(minor, _)| minor);
    let libc = told("getconf", &["GNU_LIBC_VERSION"]);
    // The only thing beyond its architecture that libraries ask of the processor and valgrind has.
    let flags = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let wide = if flags.split_whitespace().any(|flag| flag == "avx2") { " with avx2" } else { "" };
    format!("{rustc}, {}, {libc}, {}{wide}", told("valgrind", &["--version"]), env::consts::ARCH)
}

/// What a program says, without the last line feed.
fn told(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::collected;

    #[test]
    fn the_count_is_found_among_what_valgrind_says() {
        let told = "==7== Events    : Ir\n==7== Collected : 12345\n==7== \n==7== I   refs:      12,345\n";
        assert_eq!(collected(told), Some(12_345));
        assert_eq!(collected("==7== Events    : Ir\n"), None);
    }
}
