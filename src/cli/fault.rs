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

/// Of a panic, which is no end that a run chooses.
const BUG: u8 = 101;
const OURS: Text = Text::new("a bug of ours", "程序自身的错误");
const CODES: Text = Text::new("Exit codes:", "退出码：");

impl Exit {
    const ALL: [Self; 5] = [Exit::Clean, Exit::Findings, Exit::Usage, Exit::Input, Exit::Lapses];

    /// What a code says to whoever ran `check`.
    const fn meaning(self) -> Text {
        match self {
            Exit::Clean => Text::new("nothing at or above --deny", "没有达到 --deny 级别的问题"),
            Exit::Findings => Text::new("findings at or above --deny", "有达到 --deny 级别的问题"),
            Exit::Usage => Text::new("wrong usage or configuration", "用法或者配置有误"),
            Exit::Input => Text::new(
                "an input could not be read, there was nothing to check, or an output could not be written",
                "无法读取输入，没有可检查的内容，或者无法写出输出",
            ),
            Exit::Lapses => Text::new(
                "never of this command: `expiring` lists something",
                "此命令不用：`expiring` 列出了将失效的内容",
            ),
        }
    }

    /// The codes and what they mean, a line each. The help is made before the language is known, so it has both.
    pub(super) fn tables() -> String {
        format!("{}\n\n{}", Self::table(Lang::En), Self::table(Lang::Zh))
    }

    fn table(lang: Lang) -> String {
        let codes = Self::ALL.into_iter().map(|exit| (exit as u8, exit.meaning())).chain([(BUG, OURS)]);
        let line = |(code, meaning): (u8, Text)| format!("\n  {code:<4} {}", meaning.get(lang));
        format!("{}{}", CODES.get(lang), codes.map(line).collect::<String>())
    }
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

    /// On one line, with its place.
    pub(super) fn line(&self, lang: Lang, privacy: Privacy) -> String {
        let place = self.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
        format!("{place}{}", self.sentence(lang, privacy))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(document: &str) -> Vec<(String, String)> {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
        let text = std::fs::read_to_string(path).unwrap();
        let (_, section) = text.split_once("## Exit codes").unwrap();
        let rows = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
        let cells = rows.skip(2).map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
        cells.map(|cells| (cells[1].to_owned(), cells[2].to_owned())).collect()
    }

    #[test]
    fn documents_and_help_tell_every_exit_code() {
        let help = Exit::table(Lang::En);
        let told = help.lines().skip(1).map(|line| line.trim().split_once(' ').unwrap());
        let told: Vec<_> = told.map(|(code, meaning)| (code.to_owned(), meaning.trim().to_owned())).collect();
        assert_eq!(told, codes("docs/ci/README.md"));
        let numbers = |codes: &[(String, String)]| codes.iter().map(|(code, _)| code.clone()).collect::<Vec<_>>();
        assert_eq!(numbers(&told), numbers(&codes("docs/formats.md")));
        assert_eq!(numbers(&told), ["0", "1", "2", "3", "4", "101"]);
    }
}
