//! How wide a text is, and what of it may be shown.

use crate::diagnostic::is_unprintable;
use crate::render::wrap::{cell, lines};

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
    let mut lines = lines(title, LINE);
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        lines[MOST_LINES - 1].push('…');
    }
    lines
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
        assert!(wrap(&"长".repeat(500)).iter().all(|line| line.chars().map(cell).sum::<usize>() <= LINE + 1));
        assert_eq!(wrap(&"x".repeat(500)).len(), MOST_LINES);
    }

    #[test]
    fn hostile_characters_are_shown_as_such() {
        assert_eq!(printable("a\u{202e}b\u{0}\nc\u{ffff}"), "a\u{fffd}b\u{fffd}\u{fffd}c\u{fffd}");
    }
}
