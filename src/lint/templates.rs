//! Lines to fill in, as comments: what is missing is named where it belongs, and nothing is said that the author did not
//! say. They stand right behind the opening brace, so that they are found again and not offered twice.

use crate::ast::Head;
use crate::diagnostic::{Arg, Edit, Fix, Text};
use crate::source::{Source, Sources, Span};

const INSERT: Text = Text::new("insert comments to fill in: {0}", "插入待填写的注释：{0}");

/// The head of a block, up to where its brace is looked for.
pub(super) struct Block<'a> {
    source: &'a Source,
    /// Where its id starts.
    id: usize,
    /// The end of its id and title.
    end: usize,
}

/// Where comments go, and how.
struct Place {
    at: usize,
    /// The line break and the indent of what stands in the block; nothing where that goes on behind the brace.
    line: Option<String>,
}

impl<'a> Block<'a> {
    pub(super) fn new(sources: &'a Sources, head: &Head) -> Self {
        let source = sources.source_of(head.id.0);
        let id = source.range(head.id.0);
        let end = head.title.map_or(id.end, |title| source.range(title.0).end.max(id.end));
        Block { source, id: id.start, end }
    }

    /// Offers a comment for each of these fields, but for those that are there.
    pub(super) fn offer(&self, fields: &[Text]) -> Option<Fix> {
        let place = self.place()?;
        let there = self.comments(place.at);
        let lines: Vec<String> = fields.iter().map(|field| self.to_fill_in(*field)).collect();
        let missing: Vec<&String> = lines.iter().filter(|line| !there.contains(&line.as_str())).collect();
        let text: String = missing
            .iter()
            .map(|line| match &place.line {
                Some(start) => format!("{start}// {line}"),
                None => format!(" /* {line} */"),
            })
            .collect();
        let span = Span::new(self.source.base(), place.at..place.at);
        let names = Arg::list(fields.iter().map(|field| Arg::Text(*field)));
        (!missing.is_empty()).then(|| Fix::template(INSERT.with([names]), [Edit::new(span, text)]))
    }

    /// In the spelling of the keyword that opens the block.
    fn to_fill_in(&self, field: Text) -> String {
        let before = self.source.text()[..self.id].trim_end();
        match before.ends_with(|c: char| c.is_ascii()) {
            true => format!("to fill in: {} …;", field.en),
            false => format!("待填写：{} …；", field.zh),
        }
    }

    fn place(&self) -> Option<Place> {
        let text = self.source.text();
        let rest = text.get(self.end..)?;
        // A comment before the brace might hold one.
        let brace = rest.find(['{', '｛', '/', ';', '；'])?;
        let sign = rest[brace..].chars().next().filter(|sign| matches!(sign, '{' | '｛'))?;
        let at = self.end + brace + sign.len_utf8();
        let behind = text[at..].trim_start_matches([' ', '\t', '\u{3000}']);
        let break_length =
            behind.len() - behind.strip_prefix("\r\n").or(behind.strip_prefix('\n')).unwrap_or(behind).len();
        let line = (break_length > 0).then(|| {
            let (line_break, next) = behind.split_at(break_length);
            let next = next.trim_start_matches(['\r', '\n']);
            let indent = next.len() - next.trim_start_matches([' ', '\t', '\u{3000}']).len();
            format!("{line_break}{}", &next[..indent])
        });
        Some(Place { at, line })
    }

    /// What the comments right behind the brace say.
    fn comments(&self, at: usize) -> Vec<&'a str> {
        let mut rest = self.source.text()[at..].trim_start();
        let mut found = Vec::new();
        loop {
            let (comment, after) = match rest.get(..2) {
                Some("//") => rest[2..].split_once('\n').unwrap_or((&rest[2..], "")),
                Some("/*") => rest[2..].split_once("*/").unwrap_or((&rest[2..], "")),
                _ => return found,
            };
            found.push(comment.trim());
            rest = after.trim_start();
        }
    }
}
