//! What may stand in each block: read from the rules of the grammar, never listed again.

use std::sync::LazyLock;

use crate::syntax::keywords::{self, Keyword};
use crate::syntax::{Rule, expected};

/// The inside of a file or of one kind of block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Context(usize);

/// A longer word is like no keyword.
const LONGEST: usize = 32;

#[derive(Debug)]
struct Inside {
    items: Vec<Item>,
    /// Whether an item may begin with a name or a string instead of a keyword.
    takes_bare: bool,
}

/// A field or a declaration, by the keyword it begins with.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) keyword: &'static Keyword,
    /// The inside of its braces, if it may have some.
    pub(super) block: Option<Context>,
    /// How it is written, from the doc lines of the grammar.
    pub(super) examples: &'static [&'static str],
}

/// The rules whose names say what stands inside, and the rule that parses it.
static ENTRIES: [(&str, Rule); 16] = [
    ("declaration", Rule::declarations),
    ("organ", Rule::organ_items),
    ("officer", Rule::officer_items),
    ("authorization", Rule::authorization_items),
    ("vocabulary", Rule::vocabulary_items),
    ("kind", Rule::kind_items),
    ("scope", Rule::scope_items),
    ("catalogue", Rule::catalogue_items),
    ("matter", Rule::matter_items),
    ("disclosure", Rule::disclosure_items),
    ("item", Rule::item_items),
    ("regime", Rule::regime_items),
    ("level", Rule::level_items),
    ("tier", Rule::tier_items),
    ("department", Rule::department_items),
    ("grant_law", Rule::grant_law_items),
];

static INSIDES: LazyLock<Vec<Inside>> = LazyLock::new(|| ENTRIES.iter().map(|(name, _)| Inside::read(name)).collect());

impl Context {
    pub(super) const TOP: Context = Context(0);

    /// The rule that parses what stands inside.
    pub(super) fn entry(self) -> Rule {
        ENTRIES[self.0].1
    }

    fn inside(self) -> &'static Inside {
        &INSIDES[self.0]
    }

    /// The items that a word begins.
    pub(super) fn items(self, word: &str) -> impl Iterator<Item = &'static Item> + use<'_> {
        keywords::lookup(word)
            .flat_map(move |keyword| self.inside().items.iter().filter(move |item| item.keyword.rule == keyword.rule))
    }

    pub(super) fn has(self, word: &str) -> bool {
        self.items(word).next().is_some()
    }

    /// The inside of the block that a word opens here.
    pub(super) fn block(self, word: &str) -> Option<Context> {
        self.items(word).find_map(|item| item.block)
    }

    pub(super) fn takes_bare(self) -> bool {
        self.inside().takes_bare
    }

    /// The keyword of this context that the word looks most like, in the spelling it looks like.
    pub(super) fn nearest(self, word: &str) -> Option<&'static str> {
        let length = word.chars().take(LONGEST + 1).count();
        if length > LONGEST {
            return None;
        }
        let spellings = self.inside().items.iter().flat_map(|item| item.keyword.spellings.iter().copied());
        spellings
            .map(|spelling| (strsim::osa_distance(word, spelling), spelling))
            .filter(|(distance, spelling)| *distance <= (length.max(spelling.chars().count()) / 3).max(1))
            // One character of two is no likeness in ASCII, and half a word in Chinese.
            .filter(|(distance, spelling)| distance * 2 <= spelling.chars().count() && *distance < length)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, spelling)| spelling)
    }

    /// Whether no other keyword of this context is as near to the word, or nearly so.
    pub(super) fn is_only_near(self, word: &str, nearest: &str) -> bool {
        let most = strsim::osa_distance(word, nearest) + 1;
        let keywords = self.inside().items.iter().map(|item| item.keyword);
        let others = keywords.filter(|keyword| keyword.spellings.iter().all(|spelling| *spelling != nearest));
        others.flat_map(|keyword| &keyword.spellings).all(|spelling| strsim::osa_distance(word, spelling) > most)
    }

    /// The keywords that open the blocks in which a word begins an item.
    pub(super) fn homes(word: &str) -> Vec<&'static Keyword> {
        let blocks = INSIDES.iter().flat_map(|inside| &inside.items).filter_map(|item| Some((item, item.block?)));
        let mut homes: Vec<&Keyword> = Vec::new();
        for (item, _) in blocks.filter(|(_, block)| block.has(word)) {
            if homes.iter().all(|home| home.rule != item.keyword.rule) {
                homes.push(item.keyword);
            }
        }
        homes
    }
}

impl Inside {
    fn read(name: &str) -> Self {
        let rule = [format!("{name}_item"), format!("{name}_list"), name.to_owned()]
            .into_iter()
            .find_map(|rule| keywords::written(&rule))
            .expect("bug: a block without a list of items in the grammar");
        let mut inside = Inside { items: Vec::new(), takes_bare: false };
        for parts in alternatives(rule.body) {
            match keywords::by_rule(parts[0]) {
                Some(keyword) => inside.items.push(Item::read(keyword, &parts)),
                None if !["doc", "s"].contains(&parts[0]) && keywords::written(parts[0]).is_some() => {
                    inside.bare(parts[0])
                }
                None => {}
            }
        }
        inside
    }

    /// An item that begins with any of the first words of this rule, or with none.
    fn bare(&mut self, rule: &'static str) {
        self.takes_bare = true;
        let examples = keywords::written(rule).map_or(&[][..], |rule| &rule.examples);
        let mut waiting = vec![rule];
        while let Some(rule) = waiting.pop() {
            let firsts = keywords::written(rule).into_iter().flat_map(|rule| alternatives(rule.body));
            for first in firsts.map(|parts| parts[0]) {
                match keywords::by_rule(first) {
                    Some(keyword) => self.items.push(Item { keyword, block: None, examples }),
                    None if first.contains('_') => waiting.push(first),
                    None => {}
                }
            }
        }
    }
}

impl Item {
    /// From `k_tier ~ s ~ tier_field`: the last rule is the value.
    fn read(keyword: &'static Keyword, parts: &[&'static str]) -> Self {
        let value = parts.iter().rfind(|part| !["s", "open", "close", "semi"].contains(part));
        let value = value.and_then(|rule| keywords::written(rule));
        let list = value.and_then(|value| {
            let names = value.body.split(|c: char| c != '_' && !c.is_ascii_alphanumeric());
            names.filter_map(|name| name.strip_suffix("_list")).next()
        });
        Item {
            keyword,
            block: list.and_then(|list| ENTRIES.iter().position(|(name, _)| *name == list)).map(Context),
            examples: value.map_or(&[][..], |value| &value.examples),
        }
    }
}

/// The alternatives of a rule's body, each as the names in it.
fn alternatives(body: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    body.split(['|', '{', '}', '(', ')'])
        .map(|part| part.split('~').map(str::trim).filter(|name| !name.is_empty()).collect::<Vec<_>>())
        .filter(|parts| !parts.is_empty())
}

/// The end of the token that starts at `at`: a word, a string, a run of comparison signs, or one character.
pub(super) fn token_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let Some(first) = rest.chars().next() else { return at };
    let length = |is_in: fn(char) -> bool| rest.find(|c| !is_in(c)).unwrap_or(rest.len());
    let close = match first {
        '"' => '"',
        '“' => '”',
        _ if expected::is_word(first) => return at + length(expected::is_word),
        _ if is_comparison(first) => return at + length(is_comparison),
        _ => return at + first.len_utf8(),
    };
    let mut is_escaped = false;
    for (index, c) in rest.char_indices().skip(1) {
        match c {
            '\n' => return at + rest[..index].trim_end().len(),
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if c == close => return at + index + c.len_utf8(),
            _ => {}
        }
    }
    at + rest.trim_end().len()
}

fn is_comparison(c: char) -> bool {
    matches!(c, '=' | '<' | '>' | '!' | '≤' | '≥' | '＝' | '＜' | '＞' | '！')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_their_items_come_from_the_grammar() {
        let catalogue = Context::TOP.block("目录").unwrap();
        assert_eq!(catalogue.entry(), Rule::catalogue_items);
        assert_eq!(catalogue.block("matter").unwrap().entry(), Rule::matter_items);
        assert!(catalogue.has("密级") && catalogue.block("level").is_none());
        let regime = Context::TOP.block("regime").unwrap();
        assert_eq!(regime.block("level").unwrap().entry(), Rule::level_items);
        assert_eq!(regime.block("authorization").unwrap().entry(), Rule::grant_law_items);
        let kind = Context::TOP.block("vocabulary").unwrap().block("kind").unwrap();
        assert_eq!(kind.block("kind"), Some(kind));
        assert!(INSIDES.iter().all(|inside| !inside.items.is_empty()));
    }

    #[test]
    fn only_scopes_take_bare_items() {
        let scope = Context::TOP.block("scope").unwrap();
        assert!(scope.takes_bare() && scope.has("post") && scope.has("organ") && scope.has("but-not"));
        assert_eq!(INSIDES.iter().filter(|inside| inside.takes_bare).count(), 1);
    }

    #[test]
    fn near_words_are_suggested_and_far_ones_are_not() {
        let matter = Context::TOP.block("catalogue").unwrap().block("matter").unwrap();
        assert_eq!(matter.nearest("levl"), Some("level"));
        assert_eq!(matter.nearest("保密期"), Some("保密期限"));
        assert_eq!(matter.nearest("x"), None);
        assert_eq!(matter.nearest("tier"), None);
    }

    #[test]
    fn tokens_end_where_they_end() {
        for token in ["2026-11-23", "\"a\\\"b\"", "“a”", ">=", "}", "密级", "｛"] {
            assert_eq!(token_end(&format!("{token} \"x\""), 0), token.len(), "{token}");
        }
        assert_eq!(token_end("\"ab\nc\"", 0), 3);
    }
}
