//! `dingmi check`.

use super::arguments::{CheckArguments, Checking, Format, Way};
use super::fault::{Exit, Fault};
use super::session::Session;
use super::watching::Watcher;
use super::{Context, baseline, circumstances, fix, locale, terminal};
use crate::diagnostic::{Severity, Text};
use crate::render::human::{self, Look};
use crate::render::{Counts, View, json, short};
use crate::watch::{Stage, Watch};

pub(super) fn run(arguments: &CheckArguments, context: &Context) -> Result<Exit, Fault> {
    match arguments.mending.way {
        Way { fix: false, diff: false } => {}
        Way { .. } => return fix::run(arguments, context),
    }
    let (session, watcher) = session(&arguments.checking, context)?;
    told_but_known(session, arguments, context, &watcher)
}

/// A program after its check, what was found printed, and how the run ends by it.
pub(super) fn checked(arguments: &Checking, context: &Context) -> Result<(Session, Exit), Fault> {
    let (session, watcher) = session(arguments, context)?;
    let session = session.with_settings();
    let exit = told(&session, arguments, context, &watcher)?;
    Ok((session, exit))
}

/// A program after its check, under the eyes of who is to tell of it.
pub(super) fn session(arguments: &Checking, context: &Context) -> Result<(Session, Watcher), Fault> {
    let mut watcher = Watcher::new(arguments.timings, arguments.quiet, context.lang);
    let session = Session::watched(&arguments.program, &arguments.rules, context, &watcher)?;
    watcher.clear();
    if arguments.verbose {
        circumstances::tell(&session, context);
    }
    Ok((session, watcher))
}

/// Prints what was found and no baseline holds, and how the run ends by it.
pub(super) fn told_but_known(
    session: Session,
    arguments: &CheckArguments,
    context: &Context,
    watcher: &Watcher,
) -> Result<Exit, Fault> {
    let mut session = session.with_settings();
    let notes = baseline::apply(arguments, &mut session, context)?;
    let exit = told(&session, &arguments.checking, context, watcher)?;
    if !arguments.checking.quiet {
        for note in notes {
            terminal::complain(&format!("{}\n", note.render(context.lang, context.privacy)));
        }
    }
    Ok(exit)
}

/// Prints what was found, and how the run ends by it.
fn told(session: &Session, arguments: &Checking, context: &Context, watcher: &Watcher) -> Result<Exit, Fault> {
    tell(session, arguments, context, watcher)?;
    Ok(session.exit(deny(arguments, context)))
}

/// From which severity on a run fails.
pub(super) fn deny(arguments: &Checking, context: &Context) -> Severity {
    arguments.deny.or(context.config.deny).unwrap_or(Severity::Error)
}

/// Prints the report, and beside it what could not be read and the summary.
fn tell(session: &Session, arguments: &Checking, context: &Context, watcher: &Watcher) -> Result<(), Fault> {
    let Context { lang, privacy, .. } = *context;
    session.tell_faults(context);
    let sources = session.program.sources();
    let view = View { lang, privacy, laws: &session.model.laws, sources };
    let findings = &session.findings;
    let watch: &dyn Watch = watcher;
    watch.stage(Stage::Report, 0, || {
        terminal::print(&match arguments.format {
            Format::Human => {
                human::render(findings, &view, Look { color: context.color, ascii: locale::is_not_utf8() })
            }
            Format::Short => short::render(findings, &view),
            Format::Json => json::render(findings, session.options.as_of, &view),
        })
    })?;
    if let Some(timings) = watcher.timings() {
        terminal::complain(&timings);
    }
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
