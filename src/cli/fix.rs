//! `dingmi check --fix` and `--diff`: what can be mended is, in the files that were named, in all of them or none.

use std::path::Path;

use similar::TextDiff;

use super::arguments::CheckArguments;
use super::check;
use super::fault::{Exit, Fault};
use super::outputs::{self, Replacement};
use super::session::Session;
use super::{Context, terminal};
use crate::diagnostic::{Arg, Diagnostic, Message, Privacy, Text};
use crate::mend::{self, Change, Checked, Mended, Offer, Order};
use crate::render::{View, short};
use crate::source::Sources;

const SECRET: Text = Text::new("a text that is printed cannot be redacted", "打印出的文本无法隐去内容");
const OFFERED: Text = Text::new("{0} fixable with --fix", "用 --fix 可修正 {0} 项");
const OFFERED_UNSAFE: Text = Text::new("{0} fixable with --fix --unsafe", "用 --fix --unsafe 可修正 {0} 项，需复核");
const OFFERED_BOTH: Text = Text::new(
    "{0} fixable with --fix, {1} more with --fix --unsafe",
    "用 --fix 可修正 {0} 项；用 --fix --unsafe 可再修正 {1} 项，需复核",
);
const FIXED: Text = Text::new("fixes made: {0}, in files: {1}", "已修正 {0} 处，涉及文件 {1} 个");
const WOULD_FIX: Text = Text::new("fixes to make: {0}, in files: {1}", "可修正 {0} 处，涉及文件 {1} 个");

pub(super) fn run(arguments: &CheckArguments, context: &Context) -> Result<Exit, Fault> {
    let (checking, mending) = (&arguments.checking, &arguments.mending);
    let prints_text = checking.program.paths.iter().any(|path| path == Path::new("-"));
    if context.privacy == Privacy::Redacted && (prints_text || mending.way.diff) {
        return Err(Fault::usage(SECRET).at("--redact"));
    }
    let (session, watcher) = check::session(checking, context)?;
    let (session, fixes, changes) = mended(session, mending.with_unsafe);
    let made = [Arg::number(fixes), Arg::number(changes.len())];
    if mending.way.diff {
        return show(&session, &changes, WOULD_FIX.with(made), context);
    }
    write(&session, &changes)?;
    if !checking.quiet {
        terminal::complain(&format!("{}\n", FIXED.with(made).render(context.lang, context.privacy)));
    }
    if prints_text {
        print_text(&session, arguments, context)
    } else {
        check::told_but_known(session, arguments, context, &watcher)
    }
}

/// The program with what could be mended, how many fixes that took, and which texts are other ones now.
fn mended(session: Session, with_unsafe: bool) -> (Session, usize, Vec<Change>) {
    let Session { program, model, options, findings, layers, is_whole, project, files, stdin, faults } = session;
    let may_change = |name: &str| match files.get(name) {
        Some(path) => project.holds(path),
        None => stdin.as_deref() == Some(name),
    };
    let settled = |findings: &mut Vec<Diagnostic>, sources: &Sources| layers.settle(findings, sources, &project);
    let order = Order { files: &project, options: &options, settled: &settled, with_unsafe, may_change: &may_change };
    let Mended { checked, fixes, changes } = mend::mend(Checked { program, model, findings }, &order);
    let Checked { program, model, findings } = checked;
    let session = Session { program, model, options, findings, layers, is_whole, project, files, stdin, faults };
    (session, fixes, changes)
}

/// Writes the files that are other ones now.
fn write(session: &Session, changes: &[Change]) -> Result<(), Fault> {
    let replacement = |change: &'_ Change| {
        let path = session.files.get(&change.name)?;
        Some((path.clone(), change.before.clone(), change.after.clone()))
    };
    let changed: Vec<_> = changes.iter().filter_map(replacement).collect();
    let files: Vec<Replacement<'_>> =
        changed.iter().map(|(path, old, new)| Replacement { path, old: old.as_bytes(), new: new.as_bytes() }).collect();
    outputs::replace(&files)
}

/// The text that came on stdin, mended or as it was, goes to stdout, so the report goes to stderr.
fn print_text(session: &Session, arguments: &CheckArguments, context: &Context) -> Result<Exit, Fault> {
    let sources = session.program.sources();
    let view = View { lang: context.lang, privacy: context.privacy, laws: &session.model.laws, sources };
    session.tell_faults(context);
    terminal::complain(&short::render(&session.findings, &view));
    let own = sources.iter().find(|(_, source)| session.stdin.as_deref() == Some(source.name()));
    terminal::print(own.map_or("", |(_, source)| source.text()))?;
    Ok(session.exit(check::deny(&arguments.checking, context)))
}

/// Prints what would be written as a patch, and says whether there is anything.
fn show(session: &Session, changes: &[Change], message: Message, context: &Context) -> Result<Exit, Fault> {
    session.tell_faults(context);
    let patches: String = changes.iter().map(patch).collect();
    terminal::print(&patches)?;
    terminal::complain(&format!("{}\n", message.render(context.lang, context.privacy)));
    Ok(match (session.has_faults(), changes.is_empty()) {
        (true, _) => Exit::Input,
        (false, false) => Exit::Findings,
        (false, true) => Exit::Clean,
    })
}

/// As `git apply` and `patch -p1` take it.
fn patch(change: &Change) -> String {
    let diff = TextDiff::from_lines(&change.before, &change.after);
    let (from, to) = (header("a/", &change.name), header("b/", &change.name));
    diff.unified_diff().context_radius(3).header(&from, &to).to_string()
}

/// A name as Git writes it in a patch: quoted where it holds what would end it.
fn header(side: &str, name: &str) -> String {
    match name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        false => format!("{side}{name}"),
        true => {
            let escaped = |byte: u8| match byte {
                b'"' | b'\\' => format!("\\{}", char::from(byte)),
                byte if byte.is_ascii_control() || !byte.is_ascii() => format!("\\{byte:03o}"),
                byte => char::from(byte).to_string(),
            };
            format!("\"{side}{}\"", name.bytes().map(escaped).collect::<String>())
        }
    }
}

/// How many of these findings can be mended, and how; nothing where none can.
pub(super) fn offered(findings: &[Diagnostic]) -> Option<Message> {
    let Offer { safe, not_safe } = Offer::of(findings);
    match (safe, not_safe) {
        (0, 0) => None,
        (_, 0) => Some(OFFERED.with([Arg::number(safe)])),
        (0, _) => Some(OFFERED_UNSAFE.with([Arg::number(not_safe)])),
        (_, _) => Some(OFFERED_BOTH.with([Arg::number(safe), Arg::number(not_safe)])),
    }
}
