//! Where something stands, by name and not by line: `surveying-2020#18.period`. Read from the shape of a text alone, so that
//! a broken one has places too, and the same ones after it was moved, formatted anew or spelled in the other language.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use super::keywords;
use super::scan::{Scanner, Sign};
use crate::limits;

/// The name of the place of each offset. Offsets ascend.
pub fn places(text: &str, offsets: &[u32]) -> Vec<String> {
    let mut outline = Outline { text, blocks: Vec::new(), start: 0, offsets, names: Vec::new() };
    for mark in Scanner::new(text, 0) {
        match mark.sign {
            Sign::OpenBrace => outline.open(mark.start, mark.end),
            Sign::CloseBrace => outline.close(mark.start, mark.end),
            Sign::Semicolon => outline.statement(mark.start, mark.end),
            Sign::OpenParen
            | Sign::CloseParen
            | Sign::Comment
            | Sign::DocComment
            | Sign::OpenComment
            | Sign::OpenString => {}
        }
        if outline.names.len() == offsets.len() {
            break;
        }
    }
    outline.statement(text.len(), usize::MAX);
    outline.names
}

struct Outline<'a> {
    text: &'a str,
    /// The heads of the blocks that are open. Most have no name that is asked for.
    blocks: Vec<Range<usize>>,
    /// Where the current statement begins.
    start: usize,
    offsets: &'a [u32],
    /// Of the first offsets.
    names: Vec<String>,
}

impl Outline<'_> {
    fn open(&mut self, head_end: usize, end: usize) {
        let head = self.start..head_end;
        self.settle(end, head.clone());
        self.blocks.push(head);
        self.start = end;
    }

    fn close(&mut self, statement_end: usize, end: usize) {
        self.statement(statement_end, end);
        self.blocks.pop();
    }

    fn statement(&mut self, statement_end: usize, end: usize) {
        self.settle(end, self.start..statement_end);
        self.start = end;
    }

    /// Gives the name of a statement, or of a block by its head, to every offset before `end` that has none.
    fn settle(&mut self, end: usize, statement: Range<usize>) {
        let rest = &self.offsets[self.names.len()..];
        let count = rest.iter().take_while(|offset| (**offset as usize) < end).count();
        if count > 0 {
            let name = self.name(statement, self.blocks.len());
            self.names.extend(std::iter::repeat_n(name, count));
        }
    }

    /// The name of a statement or of a block, inside so many of the blocks that are open.
    fn name(&self, statement: Range<usize>, depth: usize) -> String {
        // Deeper than any text that parses: names stay short.
        if depth > limits::NESTING.most {
            return self.name_of_block(limits::NESTING.most);
        }
        let outer = || depth.checked_sub(1).map_or_else(String::new, |last| self.name_of_block(last));
        let mut words = words(&self.text[statement]);
        let Some(keyword) = words.next().map(keyword) else { return outer() };
        let id = words.next().map(|id| id.nfc().collect::<String>());
        match (id, depth == 0) {
            (Some(id), false) if keyword == "matter" || keyword == "item" => format!("{}#{id}", outer()),
            (Some(id), true) if keyword == "waive" => format!("waive {id}"),
            (Some(id), true) => id,
            (None, true) => keyword,
            (_, false) => format!("{}.{keyword}", outer()),
        }
    }

    fn name_of_block(&self, at: usize) -> String {
        self.name(self.blocks[at].clone(), at)
    }
}

/// The English spelling. Chinese ones may run into a number: `保密期限10年`.
fn keyword(word: &str) -> String {
    let alone = || word.split(|c: char| c.is_ascii_digit()).next().and_then(keywords::english);
    keywords::english(word).or_else(alone).map_or_else(|| word.nfc().collect(), str::to_owned)
}

/// The words that a statement begins with, up to the first string or sign. Comments before it are passed over.
fn words(statement: &str) -> impl Iterator<Item = &str> {
    let mut rest = without_comments(statement);
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let is_name = |c: char| c == '-' || c == '_' || unicode_ident::is_xid_continue(c);
        let (word, after) = rest.split_at(rest.find(|c| !is_name(c)).unwrap_or(rest.len()));
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

fn without_comments(statement: &str) -> &str {
    let mut rest = statement.trim_start_matches(['\u{feff}']).trim_start();
    while rest.starts_with('/') {
        let Some(comment) = Scanner::new(rest, 0).next().filter(|mark| mark.start == 0) else { break };
        rest = rest[comment.end..].trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of each `^` in a text, which is taken out.
    fn told(text: &str) -> Vec<String> {
        let parts: Vec<&str> = text.split('^').collect();
        let mut at = 0;
        let offsets: Vec<u32> = parts[..parts.len() - 1]
            .iter()
            .map(|part| {
                at += part.len() as u32;
                at
            })
            .collect();
        places(&parts.concat(), &offsets)
    }

    const ENGLISH: &str = "
// first; {
^region ^china \"全国\";
/// About it.
catalogue ^c \"目录\" under cn-2014 {
    issued-by ^a;
    ^dated 2020-01-01;
    /* a; */ matter ^18 \"甲；｛\" { level ^mimi; period ^10 years; ^}
    ^
}
waive C002 on ^c#18;
^";

    #[test]
    fn a_place_is_named_by_what_it_stands_in() {
        let expected = [
            "china",
            "china",
            "c",
            "c.issued-by",
            "c.dated",
            "c#18",
            "c#18.level",
            "c#18.period",
            "c#18",
            "c",
            "waive C002",
            "",
        ];
        assert_eq!(told(ENGLISH), expected);
    }

    #[test]
    fn the_other_spelling_is_the_same_place() {
        let chinese = "目录 c “目录” ｛ 事项 18 “甲” ｛ 密级 ^秘密； 保密期限^10年；｝｝";
        assert_eq!(told(chinese), ["c#18.level", "c#18.period"]);
    }

    #[test]
    fn other_blocks_are_named_by_their_fields() {
        let text = "regime r { level juemi { rank ^3; } ^} vocabulary v { kind a { kind ^b \"b\"; } }";
        assert_eq!(told(text), ["r.level.rank", "r", "v.kind.kind"]);
    }

    #[test]
    fn broken_texts_have_places_too() {
        assert_eq!(told("}^} catalogue c { matter 1 ^{ level ^"), ["", "c#1", "c#1.level"]);
        assert_eq!(told("^").len(), 1);
        let deep = "organ o {".repeat(3_000) + "^";
        assert!(told(&deep)[0].len() < 10_000);
    }
}
