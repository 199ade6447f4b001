//! Edits of one text: the text they make, and where its places go.

use std::ops::Range;

/// What takes the place of a stretch. Edits of one text come in order and apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Cut<'f> {
    pub(super) range: Range<usize>,
    pub(super) text: &'f str,
}

/// The text with these edits made.
pub(super) fn applied(text: &str, cuts: &[Cut<'_>]) -> String {
    let mut out = String::with_capacity(text.len() + cuts.iter().map(|cut| cut.text.len()).sum::<usize>());
    let mut position = 0;
    for cut in cuts {
        out.push_str(&text[position..cut.range.start]);
        out.push_str(cut.text);
        position = cut.range.end;
    }
    out.push_str(&text[position..]);
    out
}

/// What is taken out, with its line if nothing else stands on it, or else with the space before it. Of anything but a field
/// or a brace the space may be the author's words.
pub(super) fn with_its_line(text: &str, range: Range<usize>) -> Range<usize> {
    if !text[range.clone()].ends_with([';', '；', '{', '｛', '}', '｝']) {
        return range;
    }
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\u{3000}' | '\r');
    let before = text[..range.start].trim_end_matches(is_blank);
    let after = text[range.end..].trim_start_matches(is_blank);
    let begins = before.is_empty() || before.ends_with('\n');
    match after.strip_prefix('\n') {
        Some(rest) if begins => before.len()..text.len() - rest.len(),
        Some(_) => before.len()..range.end,
        None if text[range.end..].starts_with(is_blank) && !begins => before.len()..range.end,
        None => range,
    }
}

/// Where places of a text lie after its edits.
pub(super) struct Moves {
    /// Behind each edit: its range, and how far all up to it move what follows.
    edits: Vec<(Range<usize>, i64)>,
}

impl Moves {
    pub(super) fn of(cuts: &[Cut<'_>]) -> Self {
        let mut total = 0;
        let edits = cuts.iter().map(|cut| {
            total += cut.text.len() as i64 - cut.range.len() as i64;
            (cut.range.clone(), total)
        });
        Moves { edits: edits.collect() }
    }

    /// The new place, before and behind what was inserted at the old one; most often the same.
    pub(super) fn of_place(&self, at: usize) -> [usize; 2] {
        let behind = self.edits.partition_point(|(range, _)| range.end <= at);
        let is_insertion = |index: usize| self.edits[index].0 == (at..at);
        let before = if behind > 0 && is_insertion(behind - 1) { behind - 1 } else { behind };
        // What was replaced lies where it began.
        let at = match self.edits.get(behind) {
            Some((range, _)) if range.start < at => range.start,
            _ => at,
        };
        [before, behind].map(|count| {
            let shift = count.checked_sub(1).map_or(0, |last| self.edits[last].1);
            at.saturating_add_signed(isize::try_from(shift).unwrap_or_default())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts() -> [Cut<'static>; 3] {
        [Cut { range: 1..1, text: "xx" }, Cut { range: 2..4, text: "" }, Cut { range: 5..6, text: "yyy" }]
    }

    #[test]
    fn edits_are_made_in_one_pass() {
        assert_eq!(applied("abcdefg", &cuts()), "axxbeyyyg");
    }

    #[test]
    fn places_move_with_what_stands_before_them() {
        let moves = Moves::of(&cuts());
        let places: Vec<[usize; 2]> = (0..=7).map(|at| moves.of_place(at)).collect();
        assert_eq!(places, [[0, 0], [1, 3], [4, 4], [4, 4], [4, 4], [5, 5], [8, 8], [9, 9]]);
    }

    #[test]
    fn a_line_that_is_left_empty_goes_too() {
        let text = "a;\r\n  b;  \r\nc; d;\n";
        assert_eq!(with_its_line(text, 6..8), 4..12);
        assert_eq!(with_its_line(text, 15..17), 14..17);
        assert_eq!(with_its_line(text, 12..14), 12..14);
        assert_eq!(with_its_line("a; b; c;", 3..5), 2..5);
        assert_eq!(with_its_line("“甲 x 乙”", 7..8), 7..8);
    }
}
