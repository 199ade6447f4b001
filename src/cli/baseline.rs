//! `check --baseline` and `--write-baseline`: the file of findings that are not told again.

use std::collections::BTreeSet;
use std::path::Path;

use super::arguments::CheckArguments;
use super::fault::{Fault, reason};
use super::project::read_bounded;
use super::session::Session;
use super::{Context, outputs, terminal};
use crate::baseline::{Baseline, Entry, VERSION};
use crate::diagnostic::{Arg, Message, Text};
use crate::model::id_text;
use crate::render::View;

/// How many of the entries that are gone are listed.
const LISTED: usize = 20;

/// Takes from the findings what the baseline holds, or writes one and takes what it holds then. What is to be told of it
/// comes after the report.
pub(super) fn apply(
    arguments: &CheckArguments,
    session: &mut Session,
    context: &Context,
) -> Result<Vec<Message>, Fault> {
    match (&arguments.baseline, &arguments.write_baseline) {
        (Some(path), _) => Ok(compare(&read(path)?, path, session, context)),
        // What a broken text means is not known: its findings would be new ones the day after.
        (None, Some(_)) if session.has_faults() || session.program.is_broken() => Ok(vec![NOT_WRITTEN.into()]),
        (None, Some(path)) => write(path, session, context),
        (None, None) => Ok(Vec::new()),
    }
}

fn compare(baseline: &Baseline, path: &Path, session: &mut Session, context: &Context) -> Vec<Message> {
    let findings = std::mem::take(&mut session.findings);
    let compared = baseline.compare(findings, &view(session, context));
    session.findings = compared.left;
    let known = (compared.known > 0).then(|| KNOWN.with([Arg::number(compared.known)]));
    let (off, declared) = (session.layers.off(), declared(session));
    // Of what was not looked for, or lies in a file that was not, nobody knows whether it is gone.
    let is_looked_at =
        |place: &str| session.is_whole || declared.contains(place.split(['#', '.']).next().unwrap_or(place));
    let is_known = |entry: &&Entry| {
        let is_asked = !off.contains(entry.rule.as_str()) && is_looked_at(&entry.place);
        is_asked && !session.has_faults() && !session.program.is_broken()
    };
    let gone: Vec<&Entry> = compared.gone.iter().filter(is_known).collect();
    known.into_iter().chain(told_gone(&gone, path)).collect()
}

/// The names of what can have findings, as far as the program has it.
fn declared(session: &Session) -> BTreeSet<String> {
    let model = &session.model;
    let heads = model.catalogues.values().map(|catalogue| catalogue.head.id);
    let heads = heads.chain(model.organs.values().map(|organ| organ.head.id));
    let heads = heads.chain(model.officers.values().map(|officer| officer.head.id));
    let heads = heads.chain(model.authorizations.values().map(|grant| grant.head.id));
    let heads = heads.chain(model.scopes.values().map(|scope| scope.head.id));
    heads.map(|id| id_text(session.program.sources(), id).into_owned()).collect()
}

fn told_gone(gone: &[&Entry], path: &Path) -> Vec<Message> {
    if gone.is_empty() {
        return Vec::new();
    }
    let count = gone.iter().fold(0_usize, |sum, entry| sum.saturating_add(entry.count));
    let path = path.to_string_lossy().into_owned();
    let each = gone.iter().take(LISTED).map(|entry| {
        ENTRY.with([Arg::token(entry.rule.clone()), Arg::id(entry.place.clone()), Arg::number(entry.count)])
    });
    let more = gone.len().checked_sub(LISTED).filter(|more| *more > 0).map(|more| MORE.with([Arg::number(more)]));
    let head = GONE.with([Arg::number(count), Arg::token(path)]);
    [head].into_iter().chain(each).chain(more).collect()
}

fn write(path: &Path, session: &mut Session, context: &Context) -> Result<Vec<Message>, Fault> {
    let baseline = Baseline::of(&session.findings, &view(session, context));
    outputs::write_file(path, terminal::json(&baseline).as_bytes())?;
    let findings = std::mem::take(&mut session.findings);
    let compared = baseline.compare(findings, &view(session, context));
    session.findings = compared.left;
    let path = Arg::token(path.to_string_lossy().into_owned());
    Ok(vec![WROTE.with([Arg::number(compared.known), path])])
}

fn view<'a>(session: &'a Session, context: &Context) -> View<'a> {
    let Context { lang, privacy, .. } = *context;
    View { lang, privacy, laws: &session.model.laws, sources: session.program.sources() }
}

fn read(path: &Path) -> Result<Baseline, Fault> {
    let at = |fault: Fault| fault.at(path.to_string_lossy());
    let bytes = read_bounded(path).map_err(|error| at(Fault::input(UNREADABLE.with([reason(&error)]))))?;
    let bytes = bytes.ok_or_else(|| at(Fault::input(TOO_LARGE)))?;
    let known: Result<Baseline, _> = serde_json::from_slice(&bytes);
    match known {
        Ok(baseline) if baseline.version == VERSION => Ok(baseline),
        Ok(baseline) => Err(at(Fault::input(OTHER_VERSION.with([Arg::Number(baseline.version.into())])).help(ANEW))),
        // What serde says may quote the text.
        Err(error) => Err(at(Fault::input(NO_BASELINE.with([Arg::number(error.line())])).help(ANEW))),
    }
}

const UNREADABLE: Text = Text::new("cannot read the baseline: {0}", "无法读取基线文件：{0}");
const TOO_LARGE: Text = Text::new("too large for a baseline", "基线文件过大");
const OTHER_VERSION: Text = Text::new("a baseline of version {0}, which is not known", "基线文件的版本 {0} 无法识别");
const NO_BASELINE: Text = Text::new("not a baseline: wrong in line {0}", "不是基线文件：第 {0} 行有误");
const ANEW: Text = Text::new("write it anew with `--write-baseline`", "请用 `--write-baseline` 重新写出");
const KNOWN: Text = Text::new("not told, because the baseline holds them: {0}", "基线已有、不再显示的发现：{0} 项");
const GONE: Text = Text::new(
    "gone from what the baseline holds: {0}; write {1} anew with `--write-baseline`, so that they stay so",
    "基线中有 {0} 项已经消失：请用 `--write-baseline` 重新写出 {1}，以免再次出现",
);
const ENTRY: Text = Text::new("  {0} {1} ({2})", "  {0} {1}（{2}）");
const MORE: Text = Text::new("  and {0} more places", "  另有 {0} 处");
const WROTE: Text = Text::new("findings written to {1}: {0}", "已将发现写入 {1}：{0} 项");
const NOT_WRITTEN: Text =
    Text::new("no baseline written: only texts that can be read have one", "未写出基线：全部文本可以读取之后才能写出");
