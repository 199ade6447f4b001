//! The words of the language, read from the grammar itself: every keyword with its spellings, and how each rule of the
//! grammar is written. Nobody keeps a second list.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Arg, Text};

/// A keyword: the rule that stands for it in the grammar and all its spellings.
#[derive(Debug)]
pub struct Keyword {
    /// `k_known_to`
    pub rule: &'static str,
    /// English first, Chinese last.
    pub spellings: Vec<&'static str>,
}

/// A rule of the grammar as it stands in the file.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) body: &'static str,
    /// What its doc comment gives in backquotes.
    pub(super) examples: Vec<&'static str>,
}

#[derive(Debug)]
struct Tables {
    keywords: Vec<Keyword>,
    /// By spelling; two keywords may share one, such as `知悉范围`.
    by_spelling: HashMap<&'static str, Vec<usize>>,
    by_rule: HashMap<&'static str, usize>,
    rules: HashMap<&'static str, Written>,
}

static GRAMMAR: &str = include_str!("../../grammar/dingmi.pest");
static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(GRAMMAR));

/// Every keyword, in the order of the grammar.
pub fn all() -> &'static [Keyword] {
    &TABLES.keywords
}

/// The keywords that a word spells: none for a name, two for a spelling that two keywords share.
pub fn lookup(word: &str) -> impl Iterator<Item = &'static Keyword> {
    let normal: String;
    let word = if unicode_normalization::is_nfc(word) {
        word
    } else {
        normal = word.nfc().collect();
        &normal
    };
    let found = TABLES.by_spelling.get(word).map_or(&[][..], Vec::as_slice);
    found.iter().map(|index| &TABLES.keywords[*index])
}

/// Whether the word is the keyword whose English spelling is given.
pub fn is_spelling_of(word: &str, english: &str) -> bool {
    lookup(word).any(|keyword| keyword.english() == english)
}

/// The English spelling of a word of the language.
pub fn english(word: &str) -> Option<&'static str> {
    lookup(word).next().map(Keyword::english)
}

/// Both spellings of the keyword with this English one.
pub fn text(english: &'static str) -> Text {
    let keyword = lookup(english).find(|keyword| keyword.english() == english);
    Text { en: english, zh: keyword.map_or(english, Keyword::chinese) }
}

/// An example of the grammar in Chinese spelling: its keywords and its punctuation, and years and months close behind
/// their numbers, as one writes them.
pub(super) fn in_chinese(example: &str) -> String {
    let mut out = String::new();
    let mut opens = true;
    let mut rest = example;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c == '-' || c.is_alphanumeric();
        let length = rest.find(|c: char| is_word(c) != is_word(first)).unwrap_or(rest.len());
        let length = if is_word(first) { length } else { first.len_utf8() };
        let (word, after) = rest.split_at(length);
        rest = after;
        match word {
            "\"" => {
                out.push(if opens { '“' } else { '”' });
                opens = !opens;
            }
            ";" => out.push('；'),
            "{" => out.push('｛'),
            "}" => out.push('｝'),
            "," => out.push('、'),
            "years" | "months" => {
                out.truncate(out.trim_end().len());
                out.push_str(text_of(word));
            }
            _ => out.push_str(text_of(word)),
        }
    }
    out.replace("、 ", "、")
}

/// The Chinese spelling of a keyword; other words as they are.
fn text_of(word: &str) -> &str {
    all().iter().find(|keyword| keyword.english() == word).map_or(word, |keyword| keyword.chinese())
}

pub(super) fn by_rule(rule: &str) -> Option<&'static Keyword> {
    TABLES.by_rule.get(rule).map(|index| &TABLES.keywords[*index])
}

/// A rule of the grammar as it stands in the file.
pub(super) fn written(rule: &str) -> Option<&'static Written> {
    TABLES.rules.get(rule)
}

impl Keyword {
    pub fn english(&self) -> &'static str {
        self.spellings[0]
    }

    /// Both spellings, as messages show a keyword.
    pub(super) fn both(&self) -> Arg {
        Arg::token(format!("`{}/{}`", self.english(), self.chinese()))
    }

    pub fn chinese(&self) -> &'static str {
        self.spellings[self.spellings.len() - 1]
    }
}

impl Tables {
    fn read(grammar: &'static str) -> Self {
        let mut tables = Tables {
            keywords: Vec::new(),
            by_spelling: HashMap::new(),
            by_rule: HashMap::new(),
            rules: HashMap::new(),
        };
        let mut examples = Vec::new();
        let mut rest = grammar;
        while let Some((line, after)) = rest.split_once('\n') {
            if let Some(doc) = line.strip_prefix("///") {
                examples.extend(doc.split('`').skip(1).step_by(2));
            } else if let Some((name, body)) = line.split_once(" = ") {
                // A rule of one line ends with its brace; a longer one ends with a brace alone on its line.
                let end =
                    if body.ends_with('}') { body.len() } else { rest.find("\n}").map_or(rest.len(), |at| at + 2) };
                let body = if body.ends_with('}') { body } else { &rest[name.len() + 3..end] };
                tables.rule(name, body, std::mem::take(&mut examples));
                rest = if body.contains('\n') { &rest[end..] } else { after };
                continue;
            }
            rest = after;
        }
        tables
    }

    fn rule(&mut self, name: &'static str, body: &'static str, examples: Vec<&'static str>) {
        if name.starts_with("k_") {
            let spellings: Vec<_> = body.split('"').skip(1).step_by(2).collect();
            for spelling in &spellings {
                self.by_spelling.entry(spelling).or_default().push(self.keywords.len());
            }
            self.by_rule.insert(name, self.keywords.len());
            self.keywords.push(Keyword { rule: name, spellings });
        }
        self.rules.insert(name, Written { body, examples });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_shown_as_a_chinese_author_writes_them() {
        assert_eq!(in_chinese("period 10 years;"), "保密期限 10年；");
        assert_eq!(in_chinese("period until \"正式公布\";"), "保密期限 截至 “正式公布”；");
        assert_eq!(in_chinese("matter 18 \"…\" { level mimi; }"), "事项 18 “…” ｛ 密级 mimi； ｝");
        assert_eq!(in_chinese("produced-by central, provincial;"), "产生层级 central、provincial；");
        assert_eq!(in_chinese("basis \"甲\", \"乙\";"), "制定依据 “甲”、“乙”；");
    }

    #[test]
    fn the_grammar_is_read_to_its_last_rule() {
        let rules = GRAMMAR.lines().filter(|line| line.contains(" = ") && !line.starts_with(['/', ' '])).count();
        assert_eq!(TABLES.rules.len(), rules);
        assert!(all().len() > 100);
        assert!(written("catalogue_item").unwrap().body.contains("k_cites"));
        assert_eq!(written("level_field").unwrap().examples, ["level mimi;"]);
    }

    #[test]
    fn keywords_have_both_spellings() {
        assert!(all().iter().all(|keyword| keyword.spellings.len() >= 2 && !keyword.chinese().is_ascii()));
        assert!(is_spelling_of("year", "years"));
        assert!(is_spelling_of("知悉范围", "known-to") && is_spelling_of("知悉范围", "scope"));
        assert!(!is_spelling_of("levels", "level"));
        assert_eq!(english("密级"), Some("level"));
        assert_eq!(english("mimi"), None);
    }
}
