//! Numbers as people write them on a mark: Arabic, full-width or Chinese digits, with or without a unit behind them.

use std::ops::Range;

/// A number, what follows it up to the next, and where the number stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Counted {
    pub(super) number: Number,
    pub(super) unit: String,
    pub(super) at: Range<usize>,
}

/// A number as written: its digits, or nothing where they make no number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Number {
    pub(super) value: Option<u32>,
    /// Only ASCII digits.
    pub(super) is_arabic: bool,
    pub(super) has_leading_zero: bool,
    /// How many digits it has.
    pub(super) digits: u32,
}

/// What may stand between and behind the numbers of a date or a length.
const UNITS: &str = "年月日号號个個天周週岁-/.．－—／";
const DIGITS: &str = "〇一二三四五六七八九";
/// The words for ten and its powers, with which a number is said and not spelled.
const POWERS: [(char, u32); 4] = [('十', 10), ('百', 100), ('千', 1_000), ('万', 10_000)];
const HALF: char = '半';
/// Behind a number these make no words of it.
const TAILS: [&str; 14] =
    ["year", "years", "month", "months", "day", "days", "前", "后", "内", "以内", "之内", "以上", "以下", "整"];
/// The largest number of years or months.
const MOST: u32 = 1_000_000;

/// The numbers of a text that is made of nothing but numbers and units and begins with a number, without its spaces. Any
/// other text is words.
pub(super) fn numbers(text: &str) -> Option<Vec<Counted>> {
    let mut counted: Vec<Counted> = Vec::new();
    let mut rest = text.char_indices().filter(|(_, c)| !c.is_whitespace()).peekable();
    while rest.peek().is_some() {
        let (mut digits, mut unit, mut at) = (String::new(), String::new(), 0..0);
        while let Some((from, c)) = rest.next_if(|(_, c)| is_digit(*c)) {
            at = if digits.is_empty() { from } else { at.start }..from + c.len_utf8();
            digits.push(c);
        }
        while let Some((_, c)) = rest.next_if(|(_, c)| UNITS.contains(*c)) {
            unit.push(c);
        }
        if digits.is_empty() {
            return None;
        }
        counted.push(Counted { number: Number::read(&digits), unit, at });
    }
    (!counted.is_empty()).then_some(counted)
}

/// Whether a text is a length or a date but for what trails it: `10年。`, `10 years`, `10年前`. It names no event.
pub(super) fn is_nearly_number(text: &str) -> bool {
    let is_of_numbers = |c: char| is_digit(c) || UNITS.contains(c) || c.is_whitespace();
    let tail = text.trim_start_matches(is_of_numbers).to_lowercase();
    let is_tail = !tail.chars().any(char::is_alphanumeric) || TAILS.contains(&&*tail);
    text.starts_with(is_digit) && is_tail
}

/// Whether a text is the word for a half, which is a number of months and of no years.
pub(super) fn is_half(text: &str) -> bool {
    text.chars().eq([HALF])
}

impl Number {
    fn read(digits: &str) -> Self {
        let value = if digits.contains(|c| POWERS.iter().any(|(power, _)| *power == c)) {
            said(digits)
        } else {
            spelled(digits)
        };
        Number {
            value: value.filter(|value| *value <= MOST),
            is_arabic: digits.bytes().all(|digit| digit.is_ascii_digit()),
            has_leading_zero: digits.chars().count() > 1 && digits.chars().next().and_then(digit) == Some(0),
            digits: digits.chars().count() as u32,
        }
    }
}

fn is_digit(c: char) -> bool {
    digit(c).is_some() || c == HALF || POWERS.iter().any(|(power, _)| *power == c)
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        '零' | '○' => Some(0),
        '两' => Some(2),
        _ => DIGITS.chars().position(|each| each == c).map(|value| value as u32),
    }
}

/// `10`, `１０`, `一〇`.
fn spelled(digits: &str) -> Option<u32> {
    digits.chars().try_fold(0_u32, |value, c| value.checked_mul(10)?.checked_add(digit(c)?))
}

/// `十`, `二十五`, `一百二十`.
fn said(digits: &str) -> Option<u32> {
    let (mut total, mut count) = (0_u32, None);
    for c in digits.chars() {
        match POWERS.iter().find(|(power, _)| *power == c) {
            Some((_, power)) => {
                total = total.checked_add(count.take().unwrap_or(1_u32).checked_mul(*power)?)?;
            }
            None => count = Some(digit(c)?),
        }
    }
    total.checked_add(count.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Option<Vec<(Option<u32>, String)>> {
        Some(numbers(text)?.into_iter().map(|each| (each.number.value, each.unit)).collect())
    }

    #[test]
    fn digits_are_read_however_they_are_written() {
        for (text, value) in [
            ("10", Some(10)),
            ("３０", Some(30)),
            ("十", Some(10)),
            ("二十五", Some(25)),
            ("一百二十", Some(120)),
            ("二〇三〇", Some(2030)),
            ("两", Some(2)),
            ("半", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(values(&format!("{text}年")), Some(vec![(value, "年".to_owned())]), "{text}");
        }
    }

    #[test]
    fn words_are_no_numbers() {
        for text in ["", "会议开始前", "年", "第10次会议", "10年前", "十年规划公布前"] {
            assert_eq!(values(text), None, "{text}");
        }
    }

    #[test]
    fn what_trails_a_number_does_not_make_an_event_of_it() {
        for text in ["10年。", "10 years", "10Years", "10年前", "十年以内", "2030年1月2日前", "5%"] {
            assert!(is_nearly_number(text), "{text}");
        }
        for text in ["会议开始前", "2030年奥运会闭幕前", "十年规划公布前", "第10次会议前", "10周年庆典前"]
        {
            assert!(!is_nearly_number(text), "{text}");
        }
    }

    #[test]
    fn a_date_is_three_numbers_and_spaces_are_none() {
        let date = Some(vec![(Some(2030), "年".into()), (Some(1), "月".into()), (Some(2), "日".into())]);
        assert_eq!(values("2030年1月2日"), date);
        assert_eq!(values(" 2030 年 1月2日 "), date);
        assert_eq!(numbers("１0 年").unwrap()[0].at, 0..4);
    }
}
