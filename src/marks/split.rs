//! Which part of a mark is the level and which the period, even where the sign is missing, another, or on the wrong side.

use std::ops::Range;

use super::{Reader, kinds};
use crate::diagnostic::{Arg, Text};

/// The two parts, without the space around them; either may be empty.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) level: Range<usize>,
    pub(super) period: Range<usize>,
    /// Whether anything parts them: what has no sign and no level is no mark at all.
    pub(super) has_sign: bool,
}

const NO_SIGN: Text = Text::new("no sign {0} stands between level and period", "密级与保密期限之间没有符号 {0}");
const OTHER_SIGN: Text = Text::new("{0} is not the sign {1}", "{0} 不是符号 {1}");
const NOT_BETWEEN: Text =
    Text::new("the sign {0} does not stand between level and period", "符号 {0} 不在密级与保密期限之间");
const TWICE: Text = Text::new("the sign {0} stands more than once", "符号 {0} 出现不止一次");
const ORDER: Text =
    Text::new("the period stands before the level: the level comes first", "保密期限写在密级之前：密级应当在前");

const BRACKETS: &str = "()（）[]［］{}｛｝<>＜＞【】〔〕《》〈〉「」『』\"'“”‘’";

impl Reader<'_> {
    pub(super) fn split(&mut self) -> Parts {
        let (left, right, has_sign) = self.around_sign();
        let (level, period) = (self.trimmed(left), self.trimmed(right));
        if self.is_level(&level) || !self.is_level(&period) {
            return Parts { level, period, has_sign };
        }
        let whole = level.start.min(period.start)..level.end.max(period.end);
        self.findings.push(self.fault(&kinds::ORDER, &whole, ORDER));
        Parts { level: period, period: level, has_sign }
    }

    /// What stands on either side of the sign, or of what stands in its place.
    fn around_sign(&mut self) -> (Range<usize>, Range<usize>, bool) {
        let sign = self.question.law.sign;
        let told = Arg::token(sign.to_string());
        if let Some(at) = self.text.find(sign) {
            let (left, right) = (0..at, self.behind_sign(at + sign.len_utf8()));
            let (left, right) = self.at_one_end(&left, &right, at).unwrap_or((left, right));
            return (left, right, true);
        }
        let all = self.trimmed(0..self.text.len());
        let found = self.name_at_start(&all).map(|end| (all.start..end, end..all.end));
        let found = found.or_else(|| self.name_at_end(&all).map(|start| (all.start..start, start..all.end)));
        if let Some(other) = self.other_sign(&all, found.as_ref()) {
            let message = OTHER_SIGN.with([Arg::words(self.part(&other)), told]);
            self.findings.push(self.fault(&kinds::SIGN, &other, message));
            return (all.start..other.start, other.end..all.end, true);
        }
        self.findings.push(self.fault(&kinds::SIGN, &all, NO_SIGN.with([told])));
        let (left, right) = found.unwrap_or((all.clone(), all.end..all.end));
        (left, right, false)
    }

    /// Level and period, where both stand on one side of the sign.
    fn at_one_end(
        &mut self,
        left: &Range<usize>,
        right: &Range<usize>,
        at: usize,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let (left, right) = (self.trimmed(left.clone()), self.trimmed(right.clone()));
        let both = if right.is_empty() { left } else { right.clone() };
        if self.is_level(&both) || !(right.is_empty() || self.text[..at].trim().is_empty()) {
            return None;
        }
        let end = self.name_at_start(&both)?;
        let sign = self.question.law.sign;
        let message = NOT_BETWEEN.with([Arg::token(sign.to_string())]);
        self.findings.push(self.fault(&kinds::SIGN, &(at..at + sign.len_utf8()), message));
        Some((both.start..end, end..both.end))
    }

    /// What follows the sign, without any that stand there again.
    fn behind_sign(&mut self, start: usize) -> Range<usize> {
        let sign = self.question.law.sign;
        if let Some(second) = self.text[start..].find(sign).map(|at| start + at) {
            let message = TWICE.with([Arg::token(sign.to_string())]);
            self.findings.push(self.fault(&kinds::SIGN, &(second..second + sign.len_utf8()), message));
        }
        let rest = &self.text[start..];
        let is_empty = |c: char| c == sign || c.is_whitespace();
        let start = start + rest.len() - rest.trim_start_matches(is_empty).len();
        start..start + self.text[start..].trim_end_matches(is_empty).len()
    }

    /// What stands where the sign should: beside the name of a level, or else anywhere.
    fn other_sign(&self, all: &Range<usize>, found: Option<&(Range<usize>, Range<usize>)>) -> Option<Range<usize>> {
        let (start, end) = match found {
            Some((left, right)) if self.is_level(left) => {
                let start = self.trimmed(right.clone()).start;
                (start, start + self.text[start..all.end].chars().next()?.len_utf8())
            }
            Some((left, _)) => {
                let end = self.trimmed(left.clone()).end;
                (end - self.text[..end].chars().next_back()?.len_utf8(), end)
            }
            None => (all.start, all.end),
        };
        let (at, first) = self.text[start..end].char_indices().find(|(_, c)| self.may_part(*c, found.is_some()))?;
        let from = start + at;
        let run = self.text[from..all.end].chars().take_while(|c| *c == first).map(char::len_utf8).sum::<usize>();
        // Before a name the run is read backwards, and is the one character.
        Some(from..(from + run).min(all.end))
    }

    /// Whether a character can have been meant for the sign. Away from the name of a level, `-` and its like join words.
    fn may_part(&self, c: char, beside_name: bool) -> bool {
        let joins = "-_./、，,。:：".contains(c);
        !c.is_alphanumeric() && !c.is_whitespace() && !BRACKETS.contains(c) && (beside_name || !joins)
    }
}
