//! The part of a mark that says how long, and what is wrong with how it is written.

use std::ops::Range;

use jiff::civil::Date;

use super::number::{Counted, Number, is_half, is_nearly_number, numbers};
use super::written::{LONG_TERM, MONTHS, YEARS, day_words, length};
use super::{Period, Reader, kinds};
use crate::diagnostic::{Arg, Message, Text};
use crate::model::Duration;

const BRACKETED: Text = Text::new("the period stands in no brackets", "保密期限不加括号");
const ARABIC: Text = Text::new("the number is not written in Arabic digits", "数字应当使用阿拉伯数字");
const LEADING_ZERO: Text = Text::new("the number begins with a zero", "数字以零开头");
const WHOLE: Text = Text::new("a period is a whole number of years or months", "保密期限以整年或者整月计");
const ZERO: Text = Text::new("a period of nothing", "保密期限为零");
const NO_NUMBER: Text = Text::new("no such number of years or months", "没有这样的年数或者月数");
const UNIT: Text = Text::new("the unit is neither years nor months", "单位不是年或者个月");
const YEAR_ALONE: Text = Text::new("a year alone is neither a length nor a day", "只写年份，既不是时长也不是日期");
const MIXED: Text = Text::new("neither one length nor one day", "不是一个时长，也不是一个日期");
const TRAILED: Text = Text::new("more than a length or a day, and no event", "时长或者日期之后另有文字，又不是事件");
const DATE_FORM: Text = Text::new("the day is not written with 年, 月 and 日", "日期应当写明年、月、日");
const NO_SUCH_DAY: Text = Text::new("there is no such day in the calendar", "日历上没有这一天");
const WRITE: Text = Text::new("write {0}", "请写 {0}");
const FORMS: Text = Text::new(
    "write a length as 10年 or 6个月, a day as 2026年11月23日",
    "时长请写作 10年 或者 6个月，日期请写作 2026年11月23日",
);

const OPENING: &str = "(（[［【〔{｛";
const CLOSING: &str = ")）]］】〕}｝";

impl Reader<'_> {
    /// Nothing where nothing stands there, or where what stands there cannot be made out.
    pub(super) fn period(&mut self, part: &Range<usize>) -> Option<Period> {
        let part = self.out_of_brackets(part);
        let text = self.part(&part);
        if text.is_empty() || text.contains(self.question.law.sign) {
            return None;
        }
        if text == LONG_TERM {
            return Some(Period::LongTerm);
        }
        match numbers(text).as_deref() {
            None if is_nearly_number(text) => self.refused(&part, TRAILED),
            None => Some(Period::Event(text.to_owned())),
            Some([one]) => self.length(&part, one).map(Period::Duration),
            Some([whole, tenths]) if matches!(&*whole.unit, "." | "．") => {
                self.fraction(&part, whole, tenths).map(Period::Duration)
            }
            Some([year, month, day]) => self.day(&part, [&year.number, &month.number, &day.number]).map(Period::Until),
            Some(_) => self.refused(&part, MIXED),
        }
    }

    fn out_of_brackets(&mut self, part: &Range<usize>) -> Range<usize> {
        let text = self.part(part);
        let (open, close) = (text.starts_with(is_opening), text.ends_with(is_closing));
        let is_period = |text: &str| text == LONG_TERM || numbers(text).is_some();
        let inner = text.trim_matches(|c: char| is_opening(c) || is_closing(c) || c.is_whitespace());
        // Words may end in brackets of their own.
        if !(open && (close || is_period(inner)) || close && is_period(inner)) {
            return part.clone();
        }
        let start = part.start + text.find(inner).unwrap_or(0);
        let bracket = if open { part.start..part.start + first(text) } else { part.end - last(text)..part.end };
        self.form(&bracket, BRACKETED, None);
        start..start + inner.len()
    }

    fn length(&mut self, part: &Range<usize>, counted: &Counted) -> Option<Duration> {
        if counted.unit == YEARS && is_half(&self.text[shifted(part, &counted.at)]) {
            return self.months(part, Some(6));
        }
        let Some(count) = counted.number.value else {
            self.form(&shifted(part, &counted.at), NO_NUMBER, Some(FORMS.into()));
            return None;
        };
        let duration = match &*counted.unit {
            YEARS if counted.number.digits >= 4 => return self.refused(part, YEAR_ALONE),
            YEARS => Duration::Years(count),
            MONTHS => Duration::Months(count),
            "月" | "個月" => {
                self.form(part, UNIT, write(length(Duration::Months(count))));
                Duration::Months(count)
            }
            _ => return self.refused(part, UNIT),
        };
        self.digits(&shifted(part, &counted.at), &counted.number, duration);
        if count == 0 { self.refused(part, ZERO) } else { Some(duration) }
    }

    /// That the digits are not as they should be.
    fn digits(&mut self, part: &Range<usize>, number: &Number, duration: Duration) {
        if !number.is_arabic {
            self.form(part, ARABIC, write(length(duration)));
        } else if number.has_leading_zero {
            self.form(part, LEADING_ZERO, write(length(duration)));
        }
    }

    /// `0.5年` is six months, and `0.3年` is nothing.
    fn fraction(&mut self, part: &Range<usize>, whole: &Counted, tenths: &Counted) -> Option<Duration> {
        let months = || {
            let scale = 10_u32.checked_pow(tenths.number.digits)?;
            let parts = whole.number.value?.checked_mul(scale)?.checked_add(tenths.number.value?)?;
            let months = parts.checked_mul(if tenths.unit == YEARS { 12 } else { 1 })?;
            (months > 0 && months % scale == 0).then_some(months / scale)
        };
        let is_known = matches!(&*tenths.unit, YEARS | MONTHS);
        self.months(part, is_known.then(months).flatten())
    }

    /// A fraction of a year that comes out in months.
    fn months(&mut self, part: &Range<usize>, months: Option<u32>) -> Option<Duration> {
        let duration = months.map(|months| match months % 12 {
            0 => Duration::Years(months / 12),
            _ => Duration::Months(months),
        });
        self.form(part, WHOLE, duration.map_or(Some(FORMS.into()), |duration| write(length(duration))));
        duration
    }

    fn day(&mut self, part: &Range<usize>, [year, month, date]: [&Number; 3]) -> Option<Date> {
        if year.digits != 4 {
            return self.refused(part, DATE_FORM);
        }
        let small = |number: &Number| number.value.and_then(|value| i8::try_from(value).ok());
        let year = year.value.and_then(|year| i16::try_from(year).ok()).filter(|year| *year > 0);
        let known = || Date::new(year?, small(month)?, small(date)?).ok();
        let Some(known) = known() else {
            self.findings.push(self.fault(&kinds::DATE, part, NO_SUCH_DAY));
            return None;
        };
        let plain: String = self.part(part).chars().filter(|c| !c.is_whitespace()).collect();
        if plain != day_words(known) {
            self.form(part, DATE_FORM, write(day_words(known)));
        }
        Some(known)
    }

    fn refused<T>(&mut self, part: &Range<usize>, text: Text) -> Option<T> {
        self.form(part, text, Some(FORMS.into()));
        None
    }

    fn form(&mut self, part: &Range<usize>, text: Text, help: Option<Message>) {
        let finding = self.fault(&kinds::FORM, part, text);
        self.findings.push(match help {
            Some(help) => finding.help(help),
            None => finding,
        });
    }
}

fn write(period: String) -> Option<Message> {
    Some(WRITE.with([Arg::token(period)]))
}

fn is_opening(c: char) -> bool {
    OPENING.contains(c)
}

fn is_closing(c: char) -> bool {
    CLOSING.contains(c)
}

/// The bytes of the first character.
fn first(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

fn last(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

/// A stretch of a part, as a stretch of the mark.
fn shifted(part: &Range<usize>, inner: &Range<usize>) -> Range<usize> {
    part.start + inner.start..part.start + inner.end
}
