//! The grammar as data: enough of how a grammar is written to read the one of the language.

use std::collections::BTreeMap;

use crate::folder::Repository;

/// How a rule is written. Looking ahead makes no text, so it is left out.
#[derive(Clone, Debug)]
pub(crate) enum Expression {
    Text(String),
    Range(char, char),
    Rule(String),
    All(Vec<Expression>),
    OneOf(Vec<Expression>),
    /// From so many to any number, or to one.
    Repeat(Box<Expression>, usize, bool),
}

/// The rules by name.
pub(crate) fn rules() -> BTreeMap<String, Expression> {
    let text = Repository::text("grammar/dingmi.pest");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("//")).collect();
    let mut reader = Reader { rest: &lines.join("\n") };
    let mut rules = BTreeMap::new();
    while !reader.is_at_end() {
        let name = reader.word();
        reader.must("=");
        while reader.takes("_") || reader.takes("@") || reader.takes("$") {}
        reader.must("{");
        rules.insert(name, reader.one_of());
        reader.must("}");
    }
    rules
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn is_at_end(&mut self) -> bool {
        self.rest = self.rest.trim_start();
        self.rest.is_empty()
    }

    fn takes(&mut self, sign: &str) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn must(&mut self, sign: &str) {
        assert!(self.takes(sign), "{sign} is missing before {}", &self.rest[..self.rest.len().min(60)]);
    }

    fn word(&mut self) -> String {
        self.rest = self.rest.trim_start();
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        assert!(!word.is_empty(), "a rule is missing");
        self.rest = rest;
        word.to_owned()
    }

    fn one_of(&mut self) -> Expression {
        self.takes("|");
        let mut ways = vec![self.all()];
        while self.takes("|") {
            ways.push(self.all());
        }
        if ways.len() == 1 { ways.remove(0) } else { Expression::OneOf(ways) }
    }

    fn all(&mut self) -> Expression {
        let mut parts = Vec::new();
        loop {
            parts.extend(self.part());
            if !self.takes("~") {
                return Expression::All(parts);
            }
        }
    }

    fn part(&mut self) -> Option<Expression> {
        let looks_ahead = self.takes("!") || self.takes("&");
        let mut part = if self.takes("(") {
            let inner = self.one_of();
            self.must(")");
            inner
        } else if self.takes("\"") {
            Expression::Text(self.quoted('"'))
        } else if self.takes("'") {
            let first = self.quoted('\'');
            self.must("..");
            self.must("'");
            Expression::Range(first.chars().next()?, self.quoted('\'').chars().next()?)
        } else {
            Expression::Rule(self.word())
        };
        for (sign, least, is_many) in [("?", 0, false), ("*", 0, true), ("+", 1, true)] {
            if self.takes(sign) {
                part = Expression::Repeat(Box::new(part), least, is_many);
            }
        }
        (!looks_ahead).then_some(part)
    }

    /// Up to the closing quote.
    fn quoted(&mut self, quote: char) -> String {
        let mut text = String::new();
        loop {
            let c = self.rest.chars().next().unwrap();
            self.rest = &self.rest[c.len_utf8()..];
            match c {
                '\\' => text.push(self.escaped()),
                c if c == quote => return text,
                c => text.push(c),
            }
        }
    }

    fn escaped(&mut self) -> char {
        let c = self.rest.chars().next().unwrap();
        self.rest = &self.rest[c.len_utf8()..];
        match c {
            'n' => '\n',
            't' => '\t',
            'u' => {
                let (digits, rest) = self.rest.strip_prefix('{').unwrap().split_once('}').unwrap();
                self.rest = rest;
                char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap()
            }
            c => c,
        }
    }
}
