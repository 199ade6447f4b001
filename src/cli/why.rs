//! `dingmi why`.

use super::Context;
use super::arguments::{RuleArguments, WhyArguments};
use super::asked::{Asked, chain_lines, failure_line, tell};
use super::fault::{Exit, Fault};
use crate::answers::told::{Bounds, Interval, Level};
use crate::answers::why::Why;
use crate::answers::{Setting, why};
use crate::authority::{Months, Question, period};
use crate::diagnostic::{Arg, Text};

pub(super) fn run(arguments: &WhyArguments, context: &Context) -> Result<Exit, Fault> {
    let asked = match Asked::new(&arguments.program, &authority_rules(), context)? {
        Ok(asked) => asked,
        Err(exit) => return Ok(exit),
    };
    let (organ, row) = (asked.organ(&arguments.organ)?, asked.row(&arguments.row)?);
    let authority = asked.authority()?;
    let competence = asked.competence(&authority, row, &arguments.row)?;
    let level = asked.level(competence, row, (&arguments.row, arguments.level.as_deref()))?;
    let about = asked.about();
    let day = about.as_of;
    let setting = Setting { context: &about, competence, lang: context.lang, privacy: context.privacy };
    let answer = why::ask(&setting, Question { organ, row, level, day }, &asked.session.findings);
    tell(&answer, arguments.format, |answer| human(answer, context))?;
    Ok(if answer.may { Exit::Clean } else { Exit::Findings })
}

/// What `check` would say of the chain is said beside the answer.
fn authority_rules() -> RuleArguments {
    RuleArguments { select: Some(vec!["A".to_owned()]), ..RuleArguments::default() }
}

const YES: Text = Text::new("yes: {0} may determine {1} at {2} on {3}", "可以：{0} 在 {3} 有权对 {1} 确定 {2}");
const NO: Text = Text::new("no: {0} may not determine {1} at {2} on {3}", "不可以：{0} 在 {3} 无权对 {1} 确定 {2}");
const NEAREST: Text = Text::new("nearest chain {0}:", "最近的授权链条 {0}：");
const PERIOD: Text = Text::new("period at most {0}", "保密期限不超过 {0}");
const REGIONS: Text = Text::new("in {0}", "限于 {0}");
const COMPETENT: Text = Text::new("competent over time: {0}", "有权的期间：{0}");
const REMARK: Text = Text::new("but {0}", "但是：{0}");
const NEVER: Text = Text::new("never", "无");
const REPAIR: Text = Text::new("smallest lawful repair:", "最小的合法补救：");
const NO_REPAIR: Text = Text::new(
    "no grant and no officer can mend this in the program as it stands",
    "就现有程序而言，没有授权或定密责任人可以补救",
);

fn human(answer: &Why, context: &Context) -> String {
    let say = |text: Text, args: Vec<Arg>| text.with(args).render(context.lang, context.privacy);
    let head = if answer.may { YES } else { NO };
    let args = vec![Arg::id(&answer.organ), Arg::id(&answer.row), level(&answer.level), Arg::token(answer.on.clone())];
    let mut text = format!("{}\n", say(head, args));
    for obstacle in &answer.obstacles {
        text.push_str(&format!("\n! {}\n", failure_line(obstacle, context.lang)));
    }
    for (number, chain) in (1..).zip(&answer.chains) {
        text.push('\n');
        if !answer.may {
            text.push_str(&format!("{}\n", say(NEAREST, vec![Arg::number(number)])));
        }
        text.push_str(&chain_lines(chain, context.lang));
    }
    text.push('\n');
    for bound in answer.bounds.iter().flat_map(|bounds| bounds_lines(bounds, context)) {
        text.push_str(&format!("  {bound}\n"));
    }
    let days: Vec<Arg> = answer.competent.iter().map(|days| Arg::token(interval(days))).collect();
    let days = if days.is_empty() { Arg::Text(NEVER) } else { Arg::List(days) };
    text.push_str(&format!("  {}\n", say(COMPETENT, vec![days])));
    for remark in &answer.remarks {
        let code = remark.code.map(|code| format!("{code} ")).unwrap_or_default();
        let said = Arg::token(format!("{code}{}", remark.message));
        text.push_str(&format!("  {}\n", say(REMARK, vec![said])));
    }
    if !answer.may {
        text.push_str(&format!("\n{}", repair(answer, context)));
    }
    text
}

fn repair(answer: &Why, context: &Context) -> String {
    if answer.repair.is_empty() {
        return format!("{}\n", NO_REPAIR.get(context.lang));
    }
    let mut text = format!("{}\n", REPAIR.get(context.lang));
    for change in &answer.repair {
        text.push_str(&format!("  - {}\n", change.message));
    }
    for declaration in answer.repair.iter().filter_map(|change| change.declaration.as_ref()) {
        text.push('\n');
        declaration.lines().for_each(|line| text.push_str(&format!("    {line}\n")));
    }
    text
}

/// What the question does not ask and the power bounds.
pub(super) fn bounds_lines(bounds: &Bounds, context: &Context) -> Vec<String> {
    let say = |text: Text, arg: Arg| text.with([arg]).render(context.lang, context.privacy);
    let period = bounds.period_months.map(|months| say(PERIOD, period(Months(months))));
    let regions = Arg::list(bounds.regions.iter().map(Arg::id));
    period.into_iter().chain((!bounds.regions.is_empty()).then(|| say(REGIONS, regions))).collect()
}

pub(super) fn level(level: &Level) -> Arg {
    let name = level.name.clone().unwrap_or_default();
    Arg::Level { id: level.id.clone(), name, rank: level.rank }
}

pub(super) fn interval(days: &Interval) -> String {
    let end = |day: &Option<String>| day.clone().unwrap_or_default();
    format!("{} .. {}", end(&days.from), end(&days.to)).trim().to_owned()
}
