//! What the world did wrong, the command line and the configuration included: where, what, and what to do about it. What
//! the author did wrong are findings.

use std::io;

use super::terminal;
use crate::diagnostic::{Arg, Lang, Message, Privacy, Text};

/// How a run ends, by exit code. 101 is a panic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Exit {
    Clean = 0,
    /// There are findings at or above `--deny`.
    Findings = 1,
    /// The command line or the configuration is wrong.
    Usage = 2,
    /// An input could not be read, an output could not be written, or there was nothing to check.
    Input = 3,
    /// Something lapses within the span asked for.
    Lapses = 4,
}

#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) exit: Exit,
    /// A path, a place in a file, or an option.
    place: Option<String>,
    message: Message,
    // Boxed to keep results small.
    help: Option<Box<Message>>,
}

impl Fault {
    pub(super) fn usage(message: impl Into<Message>) -> Self {
        Fault { exit: Exit::Usage, place: None, message: message.into(), help: None }
    }

    pub(super) fn input(message: impl Into<Message>) -> Self {
        Fault { exit: Exit::Input, ..Fault::usage(message) }
    }

    pub(super) fn at(self, place: impl Into<String>) -> Self {
        Fault { place: Some(place.into()), ..self }
    }

    /// Like `at`, where no nearer place is known.
    pub(super) fn or_at(self, place: impl Into<String>) -> Self {
        if self.place.is_some() { self } else { self.at(place) }
    }

    pub(super) fn help(self, help: impl Into<Message>) -> Self {
        Fault { help: Some(Box::new(help.into())), ..self }
    }

    /// Like `help`, where nothing better is said.
    pub(super) fn help_or(self, help: impl Into<Message>) -> Self {
        if self.help.is_some() { self } else { self.help(help) }
    }

    /// Adds "did you mean" where something is near.
    pub(super) fn meant(self, nearest: Option<&'static str>) -> Self {
        match nearest {
            Some(name) => self.help(Text::new("did you mean `{0}`?", "是不是“{0}”？").with([Arg::token(name)])),
            None => self,
        }
    }

    /// What it says, and what to do about it.
    pub(super) fn parts(&self) -> (Message, Option<Message>) {
        (self.message.clone(), self.help.as_deref().cloned())
    }

    /// Tells it on stderr.
    pub(super) fn tell(&self, lang: Lang, privacy: Privacy) -> Exit {
        terminal::complain(&self.render(lang, privacy));
        self.exit
    }

    /// On one line, without its place.
    pub(super) fn sentence(&self, lang: Lang, privacy: Privacy) -> String {
        let help = self.help.iter().map(|help| help.render(lang, privacy));
        let parts: Vec<String> = [self.message.render(lang, privacy)].into_iter().chain(help).collect();
        parts.join(lang.clause_separator())
    }

    pub(super) fn render(&self, lang: Lang, privacy: Privacy) -> String {
        let (head, help_head) = match lang {
            Lang::En => ("error: ", "  help: "),
            Lang::Zh => ("错误：", "  帮助："),
        };
        let place = self.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
        let mut text = format!("{head}{place}{}\n", self.message.render(lang, privacy));
        if let Some(help) = &self.help {
            text.push_str(&format!("{help_head}{}\n", help.render(lang, privacy)));
        }
        text
    }
}

/// What an operating system's error says, in both languages where it is a common one.
pub(super) fn reason(error: &io::Error) -> Arg {
    const COMMON: [(io::ErrorKind, Text); 5] = [
        (io::ErrorKind::NotFound, Text::new("it does not exist", "不存在")),
        (io::ErrorKind::PermissionDenied, Text::new("permission denied", "没有权限")),
        (io::ErrorKind::IsADirectory, Text::new("it is a directory", "是目录")),
        (io::ErrorKind::NotADirectory, Text::new("a part of the path is not a directory", "路径的一部分不是目录")),
        (io::ErrorKind::StorageFull, Text::new("the disk is full", "磁盘已满")),
    ];
    match COMMON.iter().find(|(kind, _)| *kind == error.kind()) {
        Some((_, text)) => Arg::Text(*text),
        None => Arg::token(error.to_string()),
    }
}
