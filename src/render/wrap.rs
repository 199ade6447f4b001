//! Where a line is broken, on the terminal and in pictures. A Chinese character takes two cells.

use unicode_width::UnicodeWidthChar as _;

/// The lines of a text, broken at spaces and between Chinese characters, never before a closing mark.
pub(crate) fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text, width) {
        if !line.is_empty() && cells(&line) + cells(piece.trim_end()) > width {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(if line.is_empty() { piece.trim_start() } else { piece });
    }
    lines.push(line);
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Stretches that stay together; no longer than a line.
fn pieces(text: &str, width: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut filled = 0;
    let mut before: Option<char> = None;
    let mut is_inside = false;
    for (at, c) in text.char_indices() {
        // What stands in brackets stays together as far as it can.
        let is_break = !is_inside && before.is_some_and(|before| may_break(before, c)) || filled + cell(c) > width;
        is_inside = opens(c) || is_inside && !closes(c);
        if is_break {
            pieces.push(&text[start..at]);
            (start, filled) = (at, 0);
        }
        filled += cell(c);
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

pub(crate) fn cell(c: char) -> usize {
    c.width().unwrap_or(0)
}

pub(crate) fn cells(text: &str) -> usize {
    text.chars().map(cell).sum()
}
