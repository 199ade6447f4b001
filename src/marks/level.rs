//! The part of a mark that names the level.

use std::ops::Range;

use super::split::Parts;
use super::{Reader, kinds};
use crate::diagnostic::{Arg, Text};
use crate::model::{Level, LevelId, english_level, is_english_level, nfc};

const NO_LEVEL: Text = Text::new("no level stands before the sign", "符号之前没有密级");
const UNKNOWN: Text = Text::new("{0} is no level of the regime", "{0} 不是该法规的密级");
const LEVELS: Text = Text::new("its levels are {0}", "其密级有 {0}");
const OTHER_NAME: Text = Text::new("a mark writes the level {0} by its name", "标志应当写明密级 {0} 的名称");

impl<'a> Reader<'a> {
    pub(super) fn level(&mut self, parts: &Parts) -> Option<LevelId> {
        let part = &parts.level;
        let regime = self.question.regime;
        let levels = Arg::list(regime.levels.iter().map(Level::arg));
        if part.is_empty() {
            let whole = 0..self.text.len();
            self.findings.push(self.fault(&kinds::LEVEL, &whole, NO_LEVEL).help(LEVELS.with([levels])));
            return None;
        }
        let name = nfc(self.part(part));
        let found = regime.level_named(&name);
        let finding = match found.map(|level| regime.level(level)) {
            Some(level) if level.name == name => return found,
            Some(level) => self.fault(&kinds::LEVEL, part, OTHER_NAME.with([level.arg()])),
            None if is_english(&name) => english_level(self.span(part), Arg::words(&*name), levels),
            None => self.fault(&kinds::LEVEL, part, UNKNOWN.with([Arg::words(&*name)])).help(LEVELS.with([levels])),
        };
        self.findings.push(finding);
        found
    }

    pub(super) fn is_level(&self, part: &Range<usize>) -> bool {
        let name = self.part(part);
        self.question.regime.level_named(&nfc(name)).is_some() || is_english(name)
    }

    /// Where the name of a level ends with which a part begins: the longest one, or else English words.
    pub(super) fn name_at_start(&self, part: &Range<usize>) -> Option<usize> {
        let text = self.part(part);
        let known = self.names().filter(|name| text.starts_with(*name)).map(str::len).max();
        let english = || {
            let words = &text[..text.find(|c: char| !is_of_words(c)).unwrap_or(text.len())];
            is_english(words).then(|| words.trim_end().len())
        };
        known.or_else(english).map(|length| part.start + length)
    }

    /// Likewise where it begins at the end of a part.
    pub(super) fn name_at_end(&self, part: &Range<usize>) -> Option<usize> {
        let text = self.part(part);
        let known = self.names().filter(|name| text.ends_with(*name)).map(str::len).max();
        known.map(|length| part.end - length)
    }

    fn names(&self) -> impl Iterator<Item = &'a str> {
        let regime = self.question.regime;
        regime.levels.iter().flat_map(|level| &level.names).map(String::as_str).filter(|name| !name.is_empty())
    }
}

/// Whether the words are an English name of a level, however it is joined.
fn is_english(words: &str) -> bool {
    let joined: Vec<&str> = words.split([' ', '-', '_']).filter(|word| !word.is_empty()).collect();
    is_english_level(&joined.join("-"))
}

fn is_of_words(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '_')
}
