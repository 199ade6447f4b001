use std::ops::Range;
use std::sync::LazyLock;

use crate::ast::{Length, Words};
use crate::diagnostic::{Arg, Diagnostic, Fix, Kind, Safety, Severity, Text};
use crate::lint::{Context, Findings, Rule};
use crate::model::{Dimension, Matter, Place, UNITS};

pub(super) static RULE: Rule = Rule {
    kind: Kind {
        code: "X004",
        name: "likely-copying-damage",
        severity: Severity::Note,
        cites: &[],
        summary: Text::new("a text looks damaged by copying", "文字疑在复制中受损"),
        explanation: Text::new(
            "Texts lose signs on their way through web pages and word processors: `′` and `″` become quotation marks, `×` \
             drops out of `5′×5′`, one digit of a number is full-width. A reader may still guess what was meant; a search \
             and a comparison of names do not, and `5′5′` is no measure. Compare with the published text, and put the sign back.",
            "文本经网页和文字处理软件转录，常丢失符号：“′”“″”变成引号，`5′×5′` 中的“×”脱落，一个数中混入全角数字。\
             读者或许还能猜出原意，检索和名称比较则不能，而 `5′5′` 不成其为量值。请与公布的文本核对，补正符号。",
        ),
        bad: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"分辨率高于5'5'的成果\" { level mimi; period 10 years; known-to post \"档案员\" of maker; }
}",
        good: "
organ maker { tier central; }
catalogue c \"目录\" under cn-2014 {
    issued-by maker;
    dated 2010-06-01;
    in-force from 2010-07-01;
    matter 1 \"分辨率高于5′×5′的成果\" { level mimi; period 10 years; known-to post \"档案员\" of maker; }
    matter 2 \"代号'521'、比例尺1:2.5万的成果\" { level mimi; period 10 years; known-to post \"档案员\" of maker; }
}",
    },
    check,
};

const DAMAGED: Text = Text::new("{0} looks damaged by copying", "{0} 疑在复制中受损");
const MARK: Text = Text::new("another sign for ′ or ″", "以其他符号代替“′”“″”");
const SIGN: Text = Text::new("another sign for ×", "以其他符号代替“×”");
const LOST: Text = Text::new("× seems lost", "疑脱落“×”");
const WIDTHS: Text = Text::new("full-width and half-width characters in one number", "一个数中混用全角和半角字符");
const LEFTOVER: Text = Text::new("a leftover of something else", "疑为其他内容的残留");
const REPAIR: Text = Text::new("did the text say {0}?", "原文是否为 {0}？");
const COMPARE: Text = Text::new("compare with the published text", "请与公布的文本核对");

/// A damaged stretch of a text.
#[derive(PartialEq, Eq, Debug)]
struct Damage {
    range: Range<usize>,
    what: Text,
    /// What the text is likely to have said.
    repair: Option<String>,
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, matter) in context.rows() {
        for Words(span) in texts(matter, context.scopes().says(id, may_be_damaged)) {
            let (start, text) = content(context.sources.text(span));
            for Damage { range, what, repair } in damages(text) {
                let place = span.part(start + range.start..start + range.end);
                let help = repair.as_ref().map_or(COMPARE.into(), |repair| REPAIR.with([Arg::words(repair)]));
                let mut finding = Diagnostic::new(&RULE.kind, place, DAMAGED.with([Arg::words(&text[range])]));
                // The words are the author's: only the published text says what they were.
                finding.fix = repair.map(|repair| Fix::write(Safety::Unsafe, place, repair));
                findings.report(finding.label_main(what).on(context.subject(Place::Matter(id))).help(help));
            }
        }
    }
}

/// Whether words may be damaged, however they are written: what is compared has one width, and nothing else is lost.
fn may_be_damaged(words: &str) -> bool {
    words.contains(|c: char| c.is_ascii_digit() || matches!(c, '*' | '(' | '\u{fffd}'))
}

/// The texts of a row that name or bound something; those of its scope if asked for. A note may well quote damage.
fn texts(matter: &Matter, with_scope: bool) -> impl Iterator<Item = Words> {
    let event = matter.period.get().and_then(|period| match period.length {
        Length::Event(event) => Some(event),
        Length::Duration(_) | Length::Until(_) | Length::LongTerm | Length::Unspecified => None,
    });
    let scope = matter.known_to.get().filter(|_| with_scope);
    let members = scope.into_iter().flat_map(|set| set.members.iter().chain(&set.excluded));
    let described = members.filter_map(|member| member.words());
    matter.head.title.into_iter().chain(event).chain(described)
}

/// A string without its quotes, escapes left as they are, and the byte at which that begins.
fn content(string: &str) -> (usize, &str) {
    let quote = string.chars().next().map_or(0, char::len_utf8);
    (quote, string.get(quote..string.len().saturating_sub(quote)).unwrap_or_default())
}

fn damages(text: &str) -> Vec<Damage> {
    let mut damages = Vec::new();
    if text.bytes().any(is_digit_byte) && !holds_one_sound_number(text) {
        let measures = measures(text, &quotes(text));
        let stretches = measures.chunk_by(|left, right| are_joined(text, left, right));
        damages.extend(stretches.filter_map(|stretch| damage(text, stretch)));
    }
    if text.bytes().any(|byte| matches!(byte, b'*' | b'(') || is_wide_byte(byte)) {
        damages.extend(leftovers(text));
    }
    damages.sort_by_key(|damage| damage.range.start);
    damages
}

/// Whether a text holds one number, in ASCII, and no mark behind it: nothing can be wrong with that.
fn holds_one_sound_number(text: &str) -> bool {
    let Some(start) = next_digit(text, 0) else { return true };
    let end = number_end(text, start);
    text[start..end].is_ascii() && next_digit(text, end).is_none() && mark(&text[end..]).is_none()
}

// Most names hold nothing to look for, and their bytes say so faster than their characters.

fn is_digit_byte(byte: u8) -> bool {
    byte.is_ascii_digit() || is_wide_byte(byte)
}

/// The first byte of every character of full width, and of U+FFFD.
fn is_wide_byte(byte: u8) -> bool {
    byte == 0xEF
}

/// A number and the mark or the unit of length directly behind it.
#[derive(Debug)]
struct Measure {
    number: Range<usize>,
    /// Where the whole ends.
    end: usize,
    /// As it should be written: `′`, `″`, `°` or a unit of length; empty if there is none.
    unit: &'static str,
    /// Another sign stands for the mark.
    has_poor_mark: bool,
}

/// The numbers of a text. `quotes` are the bytes at which what could be a mark is a quotation mark.
fn measures(text: &str, quotes: &[usize]) -> Vec<Measure> {
    let mut measures = Vec::new();
    let mut at = 0;
    while let Some(start) = next_digit(text, at) {
        let number = start..number_end(text, start);
        let mark = mark(&text[number.end..]).filter(|mark| !quotes.contains(&(number.end + mark.escape)));
        let (unit, length, has_poor_mark) = match mark {
            Some(mark) => (mark.sign, mark.escape + mark.length, mark.is_poor),
            None => {
                let unit = length_unit(&text[number.end..]);
                (unit, unit.len(), false)
            }
        };
        at = number.end + length;
        measures.push(Measure { number, end: at, unit, has_poor_mark });
    }
    measures
}

/// Where the next digit stands. Only at the bytes that may begin one is a character looked at.
fn next_digit(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes()[from..].iter().zip(from..);
    let mut may_be = bytes.filter(|(byte, _)| is_digit_byte(**byte)).map(|(_, at)| at);
    may_be.find(|at| text[*at..].starts_with(is_digit))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Where the number that begins at `start` ends. A point is inside if a digit follows it.
fn number_end(text: &str, start: usize) -> usize {
    let mut rest = text[start..].chars().peekable();
    let mut end = start;
    while let Some(c) = rest.next() {
        let is_point = matches!(c, '.' | '．') && rest.peek().copied().is_some_and(is_digit);
        if !is_digit(c) && !is_point {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// The longest unit of length that a text begins with, or nothing.
fn length_unit(text: &str) -> &'static str {
    let Some(first) = text.bytes().next() else { return "" };
    let names = LENGTHS.iter().filter(|name| name.as_bytes()[0] == first && text.starts_with(**name));
    names.copied().max_by_key(|name| name.len()).unwrap_or_default()
}

/// The names of all units of length.
static LENGTHS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lengths = UNITS.iter().filter(|unit| unit.dimension == Dimension::Length);
    lengths.flat_map(|unit| [unit.name, unit.chinese]).filter(|name| !name.is_empty()).collect()
});

/// A mark of an angle.
struct Mark {
    /// As it should be written.
    sign: &'static str,
    /// The bytes of the backslash before it.
    escape: usize,
    length: usize,
    is_poor: bool,
}

/// The mark that a text begins with.
fn mark(text: &str) -> Option<Mark> {
    let escape = usize::from(text.starts_with('\\'));
    let text = &text[escape..];
    let first = text.chars().next()?;
    let found = |sign, length, is_poor| Some(Mark { sign, escape, length, is_poor });
    match first {
        '′' | '″' | '°' => found(["′", "″", "°"].into_iter().find(|sign| text.starts_with(sign))?, first.len_utf8(), false),
        '\'' | '’' | '´' | 'ˊ' | '`' | '＇' if text[first.len_utf8()..].starts_with(first) => {
            found("″", 2 * first.len_utf8(), true)
        }
        '\'' | '’' | '´' | 'ˊ' | '`' | '＇' => found("′", first.len_utf8(), true),
        '"' | '”' | '＂' => found("″", first.len_utf8(), true),
        _ => None,
    }
}

/// The bytes at which quotation marks stand that quote something: `代号'521'` is a name, `5'5'` a measure.
fn quotes(text: &str) -> Vec<usize> {
    let mut quotes = Vec::new();
    // 0xE2 begins the curly ones.
    if !text.bytes().any(|byte| matches!(byte, b'\'' | b'"' | 0xE2) || is_wide_byte(byte)) {
        return quotes;
    }
    for (open, close) in [('\'', '\''), ('"', '"'), ('＇', '＇'), ('＂', '＂'), ('‘', '’'), ('“', '”')] {
        let mut is_open = false;
        let mut marks = text.char_indices().filter(|(_, c)| *c == open || *c == close).peekable();
        while let Some((at, c)) = marks.next() {
            let closes_next = marks.peek().is_some_and(|(next, _)| !is_behind_digit(text, *next));
            let opens = c == open && (open != close || !is_behind_digit(text, at) || closes_next);
            if is_open || opens {
                quotes.push(at);
                is_open = !is_open;
            }
        }
    }
    quotes
}

/// Looks past a backslash and the first of two single marks.
fn is_behind_digit(text: &str, at: usize) -> bool {
    text[..at].trim_end_matches(['\\', '\'', '’', '＇']).ends_with(is_digit)
}

/// Whether two measures in a row are one expression: nothing between them, `×`, or what stands for it.
fn are_joined(text: &str, left: &Measure, right: &Measure) -> bool {
    match &text[left.end..right.number.start] {
        "" | "×" => true,
        "*" | "＊" => left.unit == right.unit,
        // `0x10` and `F16X5` are names; `5x5` is a measure.
        "x" | "X" | "ｘ" | "Ｘ" => {
            let is_part_of_word = |c: char| c.is_ascii_alphanumeric() || c == '-';
            left.unit == right.unit
                && &text[left.number.clone()] != "0"
                && !text[..left.number.start].ends_with(is_part_of_word)
                && !text[right.end..].starts_with(is_part_of_word)
        }
        _ => false,
    }
}

/// What is wrong with measures that stand together, told once.
fn damage(text: &str, stretch: &[Measure]) -> Option<Damage> {
    let mut what = None;
    let mut repair = String::new();
    for (index, measure) in stretch.iter().enumerate() {
        if let Some(left) = index.checked_sub(1).map(|before| &stretch[before]) {
            match &text[left.end..measure.number.start] {
                // `30′15″` has two marks, and so no sign between them.
                "" if left.unit != measure.unit => {}
                "" => {
                    what = what.or(Some(LOST));
                    repair.push('×');
                }
                "×" => repair.push('×'),
                _ => {
                    what = what.or(Some(SIGN));
                    repair.push('×');
                }
            }
        }
        let number = &text[measure.number.clone()];
        let is_mixed = number.contains(|c: char| c.is_ascii()) && !number.is_ascii();
        what = what.or(measure.has_poor_mark.then_some(MARK)).or(is_mixed.then_some(WIDTHS));
        repair.extend(number.chars().map(|c| if is_mixed { half_width(c) } else { c }));
        repair.push_str(measure.unit);
    }
    let (first, last) = (stretch.first()?, stretch.last()?);
    Some(Damage { range: first.number.start..last.end, what: what?, repair: Some(repair) })
}

/// A digit or point of full width as the ASCII character.
fn half_width(c: char) -> char {
    match c {
        '．' => '.',
        c => ('０'..='９').zip('0'..='9').find(|(wide, _)| *wide == c).map_or(c, |(_, ascii)| ascii),
    }
}

/// Signs that stand for text which did not come along: `*9条` for a number of an article, empty brackets.
fn leftovers(text: &str) -> impl Iterator<Item = Damage> {
    text.char_indices().filter_map(|(at, c)| {
        let rest = &text[at + c.len_utf8()..];
        let length = match c {
            '*' | '＊' if !is_behind_digit(text, at) => {
                let digits = rest.len() - rest.trim_start_matches(is_digit).len();
                let is_clause = digits > 0 && rest[digits..].starts_with(['条', '款', '项', '章', '节']);
                digits + is_clause.then_some('条'.len_utf8())?
            }
            '(' | '（' => rest.chars().next().filter(|next| matches!(next, ')' | '）'))?.len_utf8(),
            '\u{fffd}' => 0,
            _ => return None,
        };
        Some(Damage { range: at..at + c.len_utf8() + length, what: LEFTOVER, repair: None })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is damaged, and what it should be.
    fn found(text: &str) -> Vec<(&str, String)> {
        damages(text).into_iter().map(|damage| (&text[damage.range], damage.repair.unwrap_or_default())).collect()
    }

    #[test]
    fn marks_and_signs_are_put_back() {
        for (text, damaged, repair) in [
            ("点的密度高于5'5'或者", "5'5'", "5′×5′"),
            ("点的密度高于5´×5´", "5´×5´", "5′×5′"),
            ("分辨率高于30’×30’,", "30’×30’", "30′×30′"),
            ("精度优于±3\"的垂线偏差", "3\"", "3″"),
            ("精度优于±3\\\"的垂线偏差", "3\\\"", "3″"),
            ("精度优于±3''的垂线偏差", "3''", "3″"),
            ("5′5′的格网", "5′5′", "5′×5′"),
            ("10千米10千米", "10千米10千米", "10千米×10千米"),
            ("10km*10km", "10km*10km", "10km×10km"),
            ("5x5格网", "5x5", "5×5"),
            ("比例尺1:1０万", "1０", "10"),
            ("优于1．5米", "1．5米", "1.5米"),
        ] {
            assert_eq!(found(text), [(damaged, repair.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_may_not_be_damaged_is_not() {
        for text in ["5’×5’", "1０万", "*9条", "＊９条", "（）", "()", "残\u{fffd}", "第１２项", "档案员", "“员”", "一½"] {
            let words = crate::overlap::normal(text);
            assert!(may_be_damaged(&words) || damages(text).is_empty(), "{text}");
        }
        assert!(!may_be_damaged("档案管理员"));
    }

    #[test]
    fn leftovers_are_found() {
        assert_eq!(found("依据*9条和()的规定"), [("*9条", String::new()), ("()", String::new())]);
    }

    #[test]
    fn sound_texts_are_left_alone() {
        for text in [
            "1:2.5万、1:5万、1：10万",
            "高于5′×5′或者10千米×10千米",
            "东经120°30′15″",
            "优于(含)20米等高距的等高线",
            "代号“521”的工程",
            "代号'521'的工程",
            "代号\\\"521\\\"的工程",
            "完成2\"双一流\"工程",
            "第１２项",
            "0x10",
            "F16X5型",
            "长度超过1000m,面积25km2",
            "(一)1",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
