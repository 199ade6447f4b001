//! `dingmi who`.

use super::Context;
use super::arguments::{RuleArguments, WhoArguments};
use super::asked::{Asked, chain_lines, place_and_law, tell};
use super::fault::{Exit, Fault};
use super::why::{bounds_lines, interval, level};
use crate::answers::who::{Group, Holder, May, Rows, Who};
use crate::answers::{Setting, who};
use crate::diagnostic::{Arg, Text};
use crate::render::table;

pub(super) fn run(mut arguments: WhoArguments, context: &Context) -> Result<Exit, Fault> {
    if arguments.organ.is_some() {
        // Then no row is asked for, and what stands in its place is a path.
        let path = arguments.row.take().map(Into::into);
        arguments.program.paths.splice(0..0, path);
    }
    let asked = match Asked::new(&arguments.program, &RuleArguments::structure(), context)? {
        Ok(asked) => asked,
        Err(exit) => return Ok(exit),
    };
    match (&arguments.organ, &arguments.row) {
        (Some(organ), _) => of_organ(&asked, organ, &arguments, context),
        (None, Some(row)) => of_row(&asked, row, &arguments, context),
        (None, None) => unreachable!("bug: clap let a question about nothing pass"),
    }
}

fn of_row(asked: &Asked, name: &str, arguments: &WhoArguments, context: &Context) -> Result<Exit, Fault> {
    let row = asked.row(name)?;
    let authority = asked.authority()?;
    let competence = asked.competence(&authority, row, name)?;
    let level = asked.level(competence, row, (name, arguments.level.as_deref()))?;
    let about = asked.about();
    let setting = Setting { context: &about, competence, lang: context.lang, privacy: context.privacy };
    let answer = who::may_determine(&setting, row, level, about.as_of);
    tell(&answer, arguments.format, |answer| human_row(answer, context))?;
    Ok(Exit::Clean)
}

fn of_organ(asked: &Asked, name: &str, arguments: &WhoArguments, context: &Context) -> Result<Exit, Fault> {
    let organ = asked.organ(name)?;
    let authority = asked.authority()?;
    let about = asked.about();
    let mut answer = May { version: 1, organ: name.to_owned(), on: about.as_of.to_string(), powers: Vec::new() };
    for (_, competence) in authority.iter() {
        let setting = Setting { context: &about, competence, lang: context.lang, privacy: context.privacy };
        answer.powers.extend(who::of_organ(&setting, organ, about.as_of).powers);
    }
    tell(&answer, arguments.format, |answer| human_organ(answer, context))?;
    Ok(Exit::Clean)
}

const WHO: Text = Text::new("who may determine {0} at {1} on {2}", "{2} 有权对 {0} 确定 {1} 的机关");
const NOBODY: Text = Text::new("nobody", "无");
const NOT_IN_FORCE: Text = Text::new("nobody: the catalogue is not in force on that day", "无：目录在该日未施行");
const HEAD_BY_LAW: Text = Text::new("its head, by law", "负责人（依法）");
const MAY: Text = Text::new("what {0} may determine on {1}", "{0} 在 {1} 有权确定的事项");
const NOTHING: Text = Text::new("nothing", "无");
const UP_TO: Text = Text::new("up to {0}", "不高于 {0}");
const ALL_ROWS: Text = Text::new("all rows ({0})", "全部事项（{0}）");

fn human_row(answer: &Who, context: &Context) -> String {
    let say = |text: Text, args: Vec<Arg>| text.with(args).render(context.lang, context.privacy);
    let args = vec![Arg::id(&answer.row), level(&answer.level), Arg::token(answer.on.clone())];
    let mut text = format!("{}\n", say(WHO, args));
    if answer.groups.is_empty() {
        let none = if answer.in_force { NOBODY } else { NOT_IN_FORCE };
        text.push_str(&format!("\n  {}\n", none.get(context.lang)));
    }
    for group in &answer.groups {
        text.push_str(&format!("\n{}", group_lines(group, context)));
    }
    text
}

fn group_lines(group: &Group, context: &Context) -> String {
    let rows: Vec<[String; 4]> = group.organs.iter().map(|holder| holder_row(holder, context)).collect();
    let table = table::lines(&rows);
    let indented: String = table.lines().map(|line| format!("     - {line}\n")).collect();
    format!("{}{indented}", chain_lines(&group.chain, context.lang))
}

fn holder_row(holder: &Holder, context: &Context) -> [String; 4] {
    let officers = match holder.officers.as_slice() {
        [] => HEAD_BY_LAW.get(context.lang).to_owned(),
        officers => Arg::list(officers.iter().map(Arg::id)).render(context.lang, context.privacy),
    };
    let by = holder.by.as_ref().map(|link| format!("{} {}", link.id, place_and_law(link, context.lang)));
    let mut bounds = vec![interval(&holder.bounds.days)];
    bounds.extend(bounds_lines(&holder.bounds, context));
    [holder.organ.clone(), officers, bounds.join("; "), by.unwrap_or_default()]
}

fn human_organ(answer: &May, context: &Context) -> String {
    let say = |text: Text, args: Vec<Arg>| text.with(args).render(context.lang, context.privacy);
    let mut text = format!("{}\n", say(MAY, vec![Arg::id(&answer.organ), Arg::token(answer.on.clone())]));
    if answer.powers.is_empty() {
        text.push_str(&format!("\n  {}\n", NOTHING.get(context.lang)));
    }
    for held in &answer.powers {
        text.push('\n');
        for rows in &held.rows {
            text.push_str(&format!("  {}\n", rows_line(rows, context)));
        }
        let mut bounds = vec![say(UP_TO, vec![level(&held.level)]), interval(&held.bounds.days)];
        bounds.extend(bounds_lines(&held.bounds, context));
        text.push_str(&format!("  {}\n", bounds.join("; ")));
        text.push_str(&chain_lines(&held.chain, context.lang));
    }
    text
}

fn rows_line(rows: &Rows, context: &Context) -> String {
    let list = match rows.all {
        true => ALL_ROWS.with([Arg::number(rows.matters.len())]).render(context.lang, context.privacy),
        false => rows.matters.join(", "),
    };
    format!("{}: {list}", rows.catalogue)
}
