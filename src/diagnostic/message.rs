//! What is said, in two languages.

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::civil::Date;

/// The language of a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lang {
    En,
    Zh,
}

/// Whether a report may show the author's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Privacy {
    Open,
    /// Codes, places and ids only.
    Redacted,
}

/// One text in both languages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Text {
    pub en: &'static str,
    pub zh: &'static str,
}

/// A value in a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Arg {
    Number(u64),
    Date(Date),
    /// A phrase of ours.
    Text(Text),
    /// A token of the language, a code or an option: the same in every language and never secret.
    Token(Cow<'static, str>),
    /// Something in the language, as each spelling writes it.
    Spelled {
        english: Cow<'static, str>,
        chinese: Cow<'static, str>,
    },
    /// An id that the author declared. Shown when redacted.
    Id(String),
    /// The author's words. Never shown when redacted.
    Words(String),
    /// A level: id, name and rank always travel together.
    Level {
        id: String,
        name: String,
        rank: u32,
    },
    /// Several of them, joined as a list.
    List(Vec<Arg>),
    /// A phrase with arguments of its own.
    Message(Box<Message>),
}

/// A template with `{0}`, `{1}` … and what fills them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    pub text: Text,
    pub args: Vec<Arg>,
}

impl Text {
    pub const fn new(en: &'static str, zh: &'static str) -> Self {
        Text { en, zh }
    }

    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }

    pub fn with(self, args: impl IntoIterator<Item = Arg>) -> Message {
        Message { text: self, args: args.into_iter().collect() }
    }
}

impl From<Text> for Message {
    fn from(text: Text) -> Self {
        text.with([])
    }
}

impl Lang {
    /// What stands between clauses that are lists themselves.
    pub fn clause_separator(self) -> &'static str {
        match self {
            Lang::En => "; ",
            Lang::Zh => "；",
        }
    }

    /// What stands between the things of a list.
    pub fn separator(self) -> &'static str {
        match self {
            Lang::En => ", ",
            Lang::Zh => "、",
        }
    }
}

impl Message {
    pub fn render(&self, lang: Lang, privacy: Privacy) -> String {
        let mut out = String::new();
        let mut rest = self.text.get(lang);
        while let Some((before, hole)) = rest.split_once('{') {
            let (index, after) = hole.split_once('}').expect("bug: a template brace is not closed");
            let index: usize = index.parse().expect("bug: a template hole is not a number");
            out.push_str(before);
            self.args[index].write(&mut out, lang, privacy);
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

impl Arg {
    pub fn number(n: usize) -> Self {
        Arg::Number(n as u64)
    }

    pub fn token(token: impl Into<Cow<'static, str>>) -> Self {
        Arg::Token(token.into())
    }

    pub fn id(id: impl Into<String>) -> Self {
        Arg::Id(id.into())
    }

    pub fn words(words: impl Into<String>) -> Self {
        Arg::Words(words.into())
    }

    pub fn list(items: impl IntoIterator<Item = Arg>) -> Self {
        Arg::List(items.into_iter().collect())
    }

    pub fn render(&self, lang: Lang, privacy: Privacy) -> String {
        let mut out = String::new();
        self.write(&mut out, lang, privacy);
        out
    }

    fn write(&self, out: &mut String, lang: Lang, privacy: Privacy) {
        match self {
            Arg::Number(n) => drop(write!(out, "{n}")),
            Arg::Date(date) => drop(write!(out, "{date}")),
            Arg::Text(text) => out.push_str(text.get(lang)),
            Arg::Token(token) => out.push_str(token),
            Arg::Spelled { english, chinese } => out.push_str(match lang {
                Lang::En => english,
                Lang::Zh => chinese,
            }),
            Arg::Id(id) => out.push_str(id),
            Arg::Words(words) => match privacy {
                Privacy::Open => out.push_str(&printable(words)),
                Privacy::Redacted => out.push('…'),
            },
            Arg::Level { id, name, rank } => match privacy {
                Privacy::Open => drop(write!(out, "{id} {} ({rank})", printable(name))),
                Privacy::Redacted => drop(write!(out, "{id} ({rank})")),
            },
            Arg::List(items) => Self::write_list(items, out, lang, privacy),
            Arg::Message(message) => out.push_str(&message.render(lang, privacy)),
        }
    }

    fn write_list(items: &[Arg], out: &mut String, lang: Lang, privacy: Privacy) {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                out.push_str(lang.separator());
            }
            item.write(out, lang, privacy);
        }
    }
}

/// The words with what a terminal would act on, or what would turn a line around, made visible. Longer ones are cut.
fn printable(words: &str) -> String {
    const MOST: usize = 80;
    let mut out: String = words.chars().take(MOST).map(|c| if is_unprintable(c) { '\u{fffd}' } else { c }).collect();
    if words.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}

/// A file name may hold anything but `/`: what a terminal or a line would be broken by is made visible.
pub fn shown_name(name: &str) -> String {
    name.chars().map(|c| if is_unprintable(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Control, bidirectional and zero-width characters.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: Text = Text::new("{1} before {0}", "{0}在{1}之后");

    #[test]
    fn each_language_orders_its_arguments() {
        let message = TEXT.with([Arg::words("甲"), Arg::Number(2)]);
        assert_eq!(message.render(Lang::En, Privacy::Open), "2 before 甲");
        assert_eq!(message.render(Lang::Zh, Privacy::Open), "甲在2之后");
    }

    #[test]
    fn redaction_keeps_ids_and_drops_words() {
        let args = [Arg::words("secret"), Arg::list([Arg::id("a"), Arg::id("b")])];
        assert_eq!(TEXT.with(args).render(Lang::En, Privacy::Redacted), "a, b before …");
    }

    #[test]
    fn words_cannot_turn_a_line_around() {
        let message = Text::new("{0}", "{0}").with([Arg::words("a\u{202e}b\x1b")]);
        assert_eq!(message.render(Lang::En, Privacy::Open), "a\u{fffd}b\u{fffd}");
    }
}
