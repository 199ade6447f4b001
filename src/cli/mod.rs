//! The command line: arguments in, a report on stdout, the rest on stderr, an exit code out. Only this folder knows clap,
//! the file system, the clock, the environment and the terminal.

mod arguments;
mod asked;
mod audience;
mod baseline;
mod batch;
mod bug;
mod build;
mod check;
mod circumstances;
mod classify;
mod completions;
mod config;
mod diff;
mod expiring;
mod explain;
mod fault;
mod fix;
mod graph;
mod input;
mod layers;
mod locale;
mod mark;
mod matrix;
mod nearest;
mod outputs;
mod project;
mod query;
mod report;
mod revision;
mod rulebook;
mod rules;
mod session;
mod settings;
mod sides;
mod terminal;
mod test;
mod tested;
mod watching;
mod who;
mod why;

use std::process::ExitCode;

use clap::Parser as _;

use crate::diagnostic::{Lang, Privacy};
use arguments::{Arguments, Command, Common};
use config::Config;
use fault::{Exit, Fault};
use rulebook::Rulebook;

/// What every command is run with.
struct Context {
    lang: Lang,
    privacy: Privacy,
    color: bool,
    config: Config,
}

pub fn main() -> ExitCode {
    bug::report_panics();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => {
            // Help and version come this way too. A reader that went away is no fault.
            drop(answer.print());
            return ExitCode::from(if answer.use_stderr() { Exit::Usage as u8 } else { Exit::Clean as u8 });
        }
    };
    let Arguments { common, command } = arguments;
    let lang = common.lang.unwrap_or_else(locale::from_environment);
    let privacy = if common.redact { Privacy::Redacted } else { Privacy::Open };
    let exit = match Context::new(common, lang, privacy, &command) {
        Ok(context) => run(command, &context).unwrap_or_else(|fault| fault.tell(context.lang, privacy)),
        Err(fault) => fault.tell(lang, privacy),
    };
    ExitCode::from(exit as u8)
}

fn run(command: Command, context: &Context) -> Result<Exit, Fault> {
    match command {
        Command::Check(arguments) => check::run(&arguments, context),
        Command::Build(arguments) => build::run(&arguments, context),
        Command::Diff(arguments) => diff::run(&arguments, context),
        Command::Expiring(arguments) => expiring::run(&arguments, context),
        Command::Why(arguments) => why::run(&arguments, context),
        Command::Who(arguments) => who::run(arguments, context),
        Command::Classify(arguments) => classify::run(arguments, context),
        Command::Test(arguments) => test::run(&arguments, context),
        Command::Mark(arguments) => mark::run(&arguments, context),
        Command::Matrix(arguments) => matrix::run(&arguments, context),
        Command::Graph(arguments) => graph::run(&arguments, context),
        Command::Query(arguments) => query::run(&arguments, context),
        Command::Inspect(arguments) => query::inspect(&arguments, context),
        Command::Explain(arguments) => explain::run(&arguments, context),
        Command::Rules(arguments) => rules::run(&arguments, context),
        Command::Completions(arguments) => completions::run(&arguments),
    }
}

impl Context {
    fn new(common: Common, lang: Lang, privacy: Privacy, command: &Command) -> Result<Self, Fault> {
        let found = Config::find(&common, &Rulebook::default());
        let config = match command {
            // Whoever looks up a rule may do so because the configuration names a wrong one.
            Command::Explain(_) | Command::Rules(_) | Command::Completions(_) => found.unwrap_or_default(),
            Command::Check(_) | Command::Build(_) => found?,
            Command::Classify(_)
            | Command::Diff(_)
            | Command::Expiring(_)
            | Command::Graph(_)
            | Command::Inspect(_)
            | Command::Mark(_)
            | Command::Matrix(_)
            | Command::Query(_)
            | Command::Test(_)
            | Command::Why(_)
            | Command::Who(_) => found?.without_problems()?,
        };
        let lang = common.lang.or(config.lang).unwrap_or(lang);
        Ok(Context { lang, privacy, color: terminal::color(common.color), config })
    }
}
