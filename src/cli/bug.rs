//! What a panic prints: where in our code, and never its payload, which may quote an input.

use std::panic::{self, Location};

use super::terminal;

/// Holds for every run, redacted or not. The exit code is 101, Rust's own.
pub(super) fn report_panics() {
    panic::set_hook(Box::new(|panic| terminal::complain(&report(panic.location()))));
}

/// In both languages: the one to use may not be known yet.
fn report(location: Option<&Location<'_>>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let place = location.map_or_else(|| "?".to_owned(), |at| format!("{}:{}", at.file(), at.line()));
    format!(
        "bug: dingmi {version} stopped at {place}; please report this line. Your input is not part of it.\n\
         内部错误：dingmi {version} 在 {place} 处中止，请报告此行。其中不含输入内容。\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bug_report_tells_the_place_in_the_code() {
        let report = report(Some(Location::caller()));
        assert!(report.contains("src/cli/bug.rs:") && report.contains(env!("CARGO_PKG_VERSION")), "{report}");
    }
}
