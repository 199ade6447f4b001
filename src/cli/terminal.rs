//! The two streams, and what the terminal can show.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};

use super::arguments::Color;
use super::fault::{Fault, reason};
use crate::diagnostic::Text;
use crate::render;

/// Writes to stdout. A reader that went away, as in `dingmi rules | head`, has read what it wanted.
pub(super) fn print(text: &str) -> Result<(), Fault> {
    print_by(|stdout| stdout.write_all(text.as_bytes()))
}

/// The same of what is written piece by piece.
pub(super) fn print_by(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> Result<(), Fault> {
    let mut stdout = io::BufWriter::with_capacity(BUFFER, io::stdout().lock());
    match write(&mut stdout).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Fault::input(Text::new("cannot write: {0}", "无法写出：{0}").with([reason(&error)])).at("<stdout>"))
        }
        _ => Ok(()),
    }
}

/// So many bytes are written at a time.
pub(super) const BUFFER: usize = 1 << 16;

/// Cells of a line where there is no terminal.
pub(super) const WIDTH: usize = 100;

/// Cells of a line on stdout.
pub(super) fn width() -> usize {
    let size = terminal_size::terminal_size_of(io::stdout());
    size.map_or(WIDTH, |(terminal_size::Width(width), _)| usize::from(width))
}

/// What a program reads.
pub(super) fn json(value: &impl serde::Serialize) -> String {
    render::json::text(value)
}

/// What a program reads, on one line.
pub(super) fn json_line(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("bug: an answer is always JSON") + "\n"
}

/// Writes to stderr. Where that fails there is nobody left to tell.
pub(super) fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether to colour stdout.
pub(super) fn color(choice: Color) -> bool {
    match choice {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            io::stdout().is_terminal() && !is_set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

fn is_set(variable: &str) -> bool {
    env::var_os(variable).is_some_and(|value| !value.is_empty())
}
