//! How wide a text is, where it is broken, and what of it may be shown.

use unicode_width::UnicodeWidthChar as _;

use crate::diagnostic::is_unprintable;

/// Cells of a line of a title; a Chinese character takes two.
const LINE: usize = 24;
const MOST_LINES: usize = 4;

/// The text with what a viewer would act on, or what XML has no place for, made visible.
pub(super) fn printable(text: &str) -> String {
    let is_no_character = |c: char| is_unprintable(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.trim().chars().map(|c| if is_no_character(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The lines of a title, broken at spaces and between Chinese characters, never before a closing mark. What is behind
/// the last line is cut.
pub(super) fn wrap(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(title) {
        if !line.is_empty() && cells(&line) + cells(piece.trim_end()) > LINE {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(if line.is_empty() { piece.trim_start() } else { piece });
    }
    lines.push(line);
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        lines[MOST_LINES - 1].push('…');
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Stretches that stay together; no longer than a line.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut width = 0;
    let mut before: Option<char> = None;
    let mut is_inside = false;
    for (at, c) in text.char_indices() {
        // What stands in brackets stays together as far as it can.
        let is_break = !is_inside && before.is_some_and(|before| may_break(before, c)) || width + cell(c) > LINE;
        is_inside = opens(c) || is_inside && !closes(c);
        if is_break {
            pieces.push(&text[start..at]);
            (start, width) = (at, 0);
        }
        width += cell(c);
        before = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    let is_wide = |c: char| cell(c) == 2;
    !opens(before)
        && !closes(after)
        && !matches!(after, '，' | '、' | '。' | '；' | '：')
        && (before == ' ' || (is_wide(before) && after != ' ') || is_wide(after))
}

fn opens(c: char) -> bool {
    matches!(c, '（' | '(' | '“' | '《' | '〔' | '「' | '[')
}

fn closes(c: char) -> bool {
    matches!(c, '）' | ')' | '”' | '》' | '〕' | '」' | ']')
}

fn cell(c: char) -> usize {
    c.width().unwrap_or(0)
}

fn cells(text: &str) -> usize {
    text.chars().map(cell).sum()
}

/// The width of a line in pixels. Narrow characters vary from font to font: the wide ones among them are allowed for.
pub(super) fn pixels(text: &str, size: i64) -> i64 {
    let hundredths: i64 = text
        .chars()
        .map(|c| match cell(c) {
            0 => 0,
            2.. => 100,
            _ if c.is_ascii_uppercase() || matches!(c, '@' | '%' | '…' | '–' | '≤' | '✗' | '⟲') => 75,
            _ if !c.is_ascii() => 90,
            _ => 58,
        })
        .sum();
    (hundredths * size + 99) / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_broken_where_a_reader_would() {
        for (title, lines) in [
            ("国家保密局", vec!["国家保密局"]),
            ("自然资源部测绘地理信息管理工作办公室", vec!["自然资源部测绘地理信息管", "理工作办公室"]),
            ("示例省海城市深海观测局（虚构）", vec!["示例省海城市深海观测局", "（虚构）"]),
            ("Bureau of Deep Sea Observation", vec!["Bureau of Deep Sea", "Observation"]),
            ("示例省第一海洋观测总站点，备", vec!["示例省第一海洋观测总站", "点，备"]),
            ("", vec![""]),
        ] {
            assert_eq!(wrap(title), lines, "{title}");
        }
        assert!(wrap(&"长".repeat(500)).iter().all(|line| cells(line) <= LINE + 1));
        assert_eq!(wrap(&"x".repeat(500)).len(), MOST_LINES);
    }

    #[test]
    fn hostile_characters_are_shown_as_such() {
        assert_eq!(printable("a\u{202e}b\u{0}\nc\u{ffff}"), "a\u{fffd}b\u{fffd}\u{fffd}c\u{fffd}");
    }
}
