//! `dingmi check`.

use super::arguments::{CheckArguments, Checking, Format, Way};
use super::fault::{Exit, Fault};
use super::session::Session;
use super::{Context, fix, locale, terminal};
use crate::diagnostic::{Severity, Text};
use crate::render::human::{self, Look};
use crate::render::{Counts, View, json, short};

pub(super) fn run(arguments: &CheckArguments, context: &Context) -> Result<Exit, Fault> {
    match arguments.mending.way {
        Way { fix: false, diff: false } => Ok(checked(&arguments.checking, context)?.1),
        Way { .. } => fix::run(arguments, context),
    }
}

/// A program after its check, what was found printed, and how the run ends by it.
pub(super) fn checked(arguments: &Checking, context: &Context) -> Result<(Session, Exit), Fault> {
    let session = Session::new(&arguments.program, &arguments.rules, context)?;
    let exit = told(&session, arguments, context)?;
    Ok((session, exit))
}

/// Prints what was found, and how the run ends by it.
pub(super) fn told(session: &Session, arguments: &Checking, context: &Context) -> Result<Exit, Fault> {
    tell(session, arguments, context)?;
    Ok(session.exit(deny(arguments, context)))
}

/// From which severity on a run fails.
pub(super) fn deny(arguments: &Checking, context: &Context) -> Severity {
    arguments.deny.or(context.config.deny).unwrap_or(Severity::Error)
}

/// Prints the report, and beside it what could not be read and the summary.
fn tell(session: &Session, arguments: &Checking, context: &Context) -> Result<(), Fault> {
    let Context { lang, privacy, .. } = *context;
    session.tell_faults(context);
    let sources = session.program.sources();
    let view = View { lang, privacy, laws: &session.model.laws, sources };
    let findings = &session.findings;
    let report = match arguments.format {
        Format::Human => human::render(findings, &view, Look { color: context.color, ascii: locale::is_not_utf8() }),
        Format::Short => short::render(findings, &view),
        Format::Json => json::render(findings, session.options.as_of, &view),
    };
    terminal::print(&report)?;
    let files = sources.iter().filter(|(_, source)| !source.is_embedded()).count();
    if !arguments.quiet && files > 0 {
        terminal::complain(&format!("{}\n", Counts::of(findings).summary(files, lang)));
        if let Some(offer) = fix::offered(findings) {
            terminal::complain(&format!("{}\n", offer.render(lang, privacy)));
        }
        if session.program.is_broken() {
            terminal::complain(&format!("{}\n", ONLY_SYNTAX.get(lang)));
        }
    }
    Ok(())
}

const ONLY_SYNTAX: Text = Text::new(
    "only the shape of the texts was checked: what they mean is checked once they can be read",
    "仅检查了文本的写法；全部文本可以读取之后，才检查其内容",
);
