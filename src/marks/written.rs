//! What was determined → the mark.

use jiff::civil::Date;

use super::number::{is_nearly_number, numbers};
use super::{Period, is_hidden};
use crate::limits;
use crate::lint::rules::condition_not_judgeable::{Opening, opening};
use crate::model::{Context, Duration, LevelId, Matter, Regime};

pub(super) const YEARS: &str = "年";
pub(super) const MONTHS: &str = "个月";
pub(super) const LONG_TERM: &str = "长期";
/// Put behind an event, it says until when.
const BEFORE: &str = "前";

/// Endings of words that say until when by themselves, or after which `前` would say something else: 公布时, 事件平息后,
/// 公布后三日内. Not 止 and 内 alone, which end 终止 and 国内.
const ENDS: [&str; 9] = [BEFORE, "时", "后", "为止", "日止", "以内", "之内", "日内", "期间"];

/// The mark for a level and a period of a regime. Nothing where the regime does not say what marks look like, or where
/// what it would say is no mark: a period of nothing, or words that are empty or would be read as something else.
pub fn written(regime: &Regime, level: LevelId, period: &Period) -> Option<String> {
    match period {
        Period::Event(words) => exactly(regime, level, &Period::Event(condition(words)?)),
        Period::Duration(_) | Period::Until(_) | Period::LongTerm => exactly(regime, level, period),
    }
}

/// The mark that a row asks for. Nothing where the row leaves level or period open.
pub fn of_row(context: &Context<'_>, matter: &Matter) -> Option<String> {
    let regime = context.model.regime_of(matter)?;
    let period = Period::of(matter.period.get()?.length, context.sources)?;
    written(regime, *matter.level.get()?, &period)
}

/// The mark with its words as they are.
pub(super) fn exactly(regime: &Regime, level: LevelId, period: &Period) -> Option<String> {
    let law = regime.mark.as_ref()?;
    let name = &regime.level(level).name;
    let line = regime.years_from.as_ref().map(|(line, _)| *line);
    let period = match period {
        Period::Duration(duration) if duration.count() == 0 => return None,
        Period::Duration(duration) => length(in_unit(*duration, line)),
        Period::Until(date) => day_words(*date),
        Period::LongTerm => LONG_TERM.to_owned(),
        Period::Event(words) => Some(words.clone()).filter(|words| is_condition(words, law.sign))?,
    };
    let mark = format!("{name}{}{period}", law.sign);
    let is_sound = is_plain(name, law.sign) && mark.len() <= limits::MARK_SIZE.most;
    is_sound.then_some(mark)
}

/// A length in the unit that the regime counts it in, with the months from which that is years. What makes no whole
/// years stays in months: rounded up it would be kept for longer than was determined, and rounded down for less.
fn in_unit(duration: Duration, line: Option<u32>) -> Duration {
    let Some(line) = line else { return duration };
    match duration {
        Duration::Months(months) if months >= line && months % 12 == 0 => Duration::Years(months / 12),
        Duration::Years(years) if years.checked_mul(12).is_some_and(|months| months < line) => {
            Duration::Months(years * 12)
        }
        Duration::Years(_) | Duration::Months(_) => duration,
    }
}

pub(super) fn length(duration: Duration) -> String {
    match duration {
        Duration::Years(years) => format!("{years}{YEARS}"),
        Duration::Months(months) => format!("{months}{MONTHS}"),
    }
}

/// A day as a mark says it.
pub fn day_words(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// An event as a condition: until it has happened. Nothing of words that name no event.
pub fn condition(words: &str) -> Option<String> {
    let event = words.trim().trim_end_matches(['。', '．', '.', '，', ',', '；', ';', '、']).trim_end();
    if opening(event_of(event)) == Some(Opening::NoEvent) {
        return None;
    }
    let says_until = ENDS.iter().any(|end| event.ends_with(end));
    Some(if says_until { event.to_owned() } else { format!("{event}{BEFORE}") })
}

/// The event that a condition waits for.
pub(super) fn event_of(condition: &str) -> &str {
    let event = condition.trim().trim_end_matches(BEFORE);
    event.trim_end_matches(['以', '之']).trim_end()
}

/// Whether words are read back as the words they are.
fn is_condition(words: &str, sign: char) -> bool {
    let has_brackets = words.starts_with(['(', '（', '[', '［', '【', '〔', '{', '｛']);
    is_plain(words, sign) && !has_brackets && words != LONG_TERM && numbers(words).is_none() && !is_nearly_number(words)
}

fn is_plain(words: &str, sign: char) -> bool {
    let is_space = |c: char| c.is_whitespace() && c != ' ';
    !words.is_empty() && words == words.trim() && !words.contains(|c| c == sign || is_space(c) || is_hidden(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_becomes_a_condition_once() {
        for (words, expected) in [
            ("启封", Some("启封前")),
            ("启封前", Some("启封前")),
            ("会议开始之前", Some("会议开始之前")),
            ("正式公布时", Some("正式公布时")),
            ("事件平息后", Some("事件平息后")),
            ("公布后三日内", Some("公布后三日内")),
            ("任务完成之日止", Some("任务完成之日止")),
            ("试验终止", Some("试验终止前")),
            ("设备运抵国内", Some("设备运抵国内前")),
            (" 启封。 ", Some("启封前")),
            ("opening", Some("opening前")),
            ("", None),
            ("前", None),
            ("之前", None),
            ("解密", None),
            ("。", None),
        ] {
            assert_eq!(condition(words).as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn words_that_would_break_a_mark_make_none() {
        for words in [
            "启★封前",
            "启\n封前",
            "启\t封前",
            "启\u{3000}封前",
            "启\u{202e}封前",
            "长期",
            "10年",
            "10年前",
            "（启封前）",
        ] {
            assert!(!is_condition(words, '★'), "{words:?}");
        }
        assert!(is_condition("第 2 次会议前", '★'));
    }

    #[test]
    fn the_unit_is_that_of_the_regime() {
        let unit = |duration| length(in_unit(duration, Some(12)));
        assert_eq!(unit(Duration::Months(12)), "1年");
        assert_eq!(unit(Duration::Months(18)), "18个月");
        assert_eq!(unit(Duration::Months(6)), "6个月");
        assert_eq!(length(in_unit(Duration::Years(1), Some(24))), "12个月");
        assert_eq!(length(in_unit(Duration::Months(24), None)), "24个月");
        assert_eq!(length(in_unit(Duration::Years(u32::MAX), Some(24))), format!("{}年", u32::MAX));
    }
}
