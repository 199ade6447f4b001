//! `dingmi completions`.

use clap::CommandFactory as _;

use super::arguments::{Arguments, CompletionsArguments};
use super::fault::{Exit, Fault};
use super::terminal;

pub(super) fn run(arguments: &CompletionsArguments) -> Result<Exit, Fault> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "dingmi", &mut script);
    terminal::print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
