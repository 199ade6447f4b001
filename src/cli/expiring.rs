//! `dingmi expiring`.

use jiff::Span;
use jiff::civil::Date;

use super::arguments::{ExpiringArguments, Format, RuleArguments};
use super::fault::{Exit, Fault};
use super::session::Session;
use super::{Context, terminal};
use crate::diagnostic::{Arg, Text};
use crate::lapses::{self, Lapse};
use crate::model;
use crate::render::View;
use crate::render::table;

pub(super) fn run(arguments: &ExpiringArguments, context: &Context) -> Result<Exit, Fault> {
    let session = Session::new(&arguments.program, &RuleArguments::structure(), context)?;
    if let Some(exit) = session.refuse(context) {
        return Ok(exit);
    }
    let (sources, from) = (session.program.sources(), session.options.as_of);
    let through = from.checked_add(arguments.within).unwrap_or(Date::MAX);
    let lapses = lapses::within(&model::Context { model: &session.model, sources, as_of: from }, through);
    let view = View { lang: context.lang, privacy: context.privacy, laws: &session.model.laws, sources };
    let report = match arguments.format {
        Format::Human => human(&lapses, &view),
        Format::Short => short(&lapses, &view),
        Format::Json => lapses::json::render(&lapses, from, through, sources),
    };
    terminal::print(&report)?;
    let text = if lapses.is_empty() { NOTHING } else { BOTH };
    let summary = text.with([Arg::Date(from), Arg::Date(through), Arg::number(lapses.len())]);
    terminal::complain(&format!("{}\n", summary.render(context.lang, context.privacy)));
    Ok(if lapses.is_empty() { Exit::Clean } else { Exit::Lapses })
}

const NOTHING: Text =
    Text::new("nothing lapses from {0} through {1}, both days included", "自 {0} 至 {1}（含首尾两日）没有到期的内容");
const BOTH: Text =
    Text::new("{2} with a last day from {0} through {1}, both days included", "自 {0} 至 {1}（含首尾两日）到期 {2} 项");
const HEAD: [Text; 5] = [
    Text::new("LAST DAY", "最后一日"),
    Text::new("DAYS LEFT", "剩余天数"),
    Text::new("WHAT", "内容"),
    Text::new("OF", "对象"),
    Text::new("PLACE", "位置"),
];
const OF_RULE: Text = Text::new("{0} of {1}", "{0}（{1}）");
const LINE: Text = Text::new("{3}: {0} until {1} (days left: {2})", "{3}：{0}，至 {1}（剩余 {2} 天）");

fn human(lapses: &[Lapse], view: &View<'_>) -> String {
    let row = |lapse: &Lapse| {
        let place = view.place(lapse.span);
        [lapse.last.to_string(), lapse.days_left.to_string(), what(lapse, view), lapse.subject.clone(), place]
    };
    let mut rows: Vec<[String; 5]> = lapses.iter().map(row).collect();
    if !rows.is_empty() {
        rows.insert(0, HEAD.map(|head| head.get(view.lang).to_owned()));
    }
    table::lines(&rows)
}

fn short(lapses: &[Lapse], view: &View<'_>) -> String {
    let line = |lapse: &Lapse| {
        let days = Arg::number(lapse.days_left.unsigned_abs() as usize);
        let line = LINE.with([what_arg(lapse), Arg::Date(lapse.last), days, Arg::id(&lapse.subject)]);
        format!("{}: {}\n", view.place(lapse.span), view.message(&line))
    };
    lapses.iter().map(line).collect()
}

fn what(lapse: &Lapse, view: &View<'_>) -> String {
    view.message(&Text::new("{0}", "{0}").with([what_arg(lapse)]))
}

fn what_arg(lapse: &Lapse) -> Arg {
    let end = Arg::Text(lapse.end.text());
    match lapse.rule {
        Some(rule) => Arg::Message(Box::new(OF_RULE.with([end, Arg::token(rule)]))),
        None => end,
    }
}

/// A length of time in days, weeks, months or years: `90d`, `3 months`, `1年`, and what else jiff reads. In these, `m`
/// is a month, which jiff would take for a minute.
pub(super) fn span(text: &str) -> Result<Span, &'static str> {
    let text = text.trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let count = text[..digits].parse::<i64>().ok();
    let span = match text[digits..].trim_start() {
        "d" | "天" | "日" => count.and_then(|count| Span::new().try_days(count).ok()),
        "w" | "周" | "星期" => count.and_then(|count| Span::new().try_weeks(count).ok()),
        "m" | "个月" | "月" => count.and_then(|count| Span::new().try_months(count).ok()),
        "y" | "年" => count.and_then(|count| Span::new().try_years(count).ok()),
        _ => text.parse::<Span>().ok().filter(is_of_days),
    };
    span.filter(|span| !span.is_negative())
        .ok_or("write a length of time as 90d, 12w, 3m or 1y / 时间长度请写作 90天、12周、3个月 或 1年")
}

/// Whether it counts nothing shorter than a day.
fn is_of_days(span: &Span) -> bool {
    let short = [span.get_hours().into(), span.get_minutes(), span.get_seconds(), span.get_milliseconds()];
    short.iter().all(|count| *count == 0) && span.get_microseconds() == 0 && span.get_nanoseconds() == 0
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn lengths_of_time_are_read_in_both_languages() {
        let from = date(3024, 1, 31);
        for (text, through) in [
            ("90d", date(3024, 4, 30)),
            ("90天", date(3024, 4, 30)),
            ("90 days", date(3024, 4, 30)),
            ("0d", from),
            ("2w", date(3024, 2, 14)),
            ("2周", date(3024, 2, 14)),
            ("1m", date(3024, 2, 29)),
            ("1 month", date(3024, 2, 29)),
            ("1个月", date(3024, 2, 29)),
            ("13 个月", date(3025, 2, 28)),
            ("1y", date(3025, 1, 31)),
            ("1年", date(3025, 1, 31)),
            ("P1Y1D", date(3025, 2, 1)),
        ] {
            assert_eq!(from.checked_add(span(text).expect(text)).ok(), Some(through), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_in_days_is_refused() {
        for text in ["", "d", "90", "-3d", "3h", "1d 3h", "99999999999999999999d", "2000000y", "三天"] {
            assert!(span(text).is_err(), "{text}");
        }
    }
}
