//! `dingmi.toml` → [`Config`]. A key or a rule that there is not is an error, with its place and what may be meant.

use std::env;
use std::fs;
use std::io;
use std::iter;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::arguments::Common;
use super::fault::{Fault, reason};
use super::nearest::nearest;
use super::rulebook::{Choice, Rulebook};
use crate::diagnostic::{Arg, Lang, Severity, Text};
use crate::source::{FileId, Sources, Span};

const FILE_NAME: &str = "dingmi.toml";

#[derive(Clone, Debug, Default)]
pub(super) struct Config {
    /// Where it was read from.
    pub(super) file: Option<PathBuf>,
    /// The directory of the file: its paths are relative to it, and imports stay inside it.
    pub(super) root: Option<PathBuf>,
    pub(super) paths: Vec<PathBuf>,
    pub(super) regime: Option<String>,
    pub(super) lang: Option<Lang>,
    pub(super) deny: Option<Severity>,
    pub(super) choice: Choice,
}

impl Config {
    /// The configuration that holds here.
    pub(super) fn find(common: &Common, rules: &Rulebook) -> Result<Self, Fault> {
        if common.isolated {
            return Ok(Config::default());
        }
        let found = match &common.config {
            Some(path) => Some(path.clone()),
            None => above(&env::current_dir().map_err(|error| unreadable(Path::new("."), &error))?),
        };
        found.map_or_else(|| Ok(Config::default()), |path| Config::read(&path, rules))
    }

    fn read(path: &Path, rules: &Rulebook) -> Result<Self, Fault> {
        let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
        let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let root = directory.unwrap_or(Path::new(".")).to_owned();
        Ok(Config { file: Some(path.to_owned()), root: Some(root), ..parse(&path.to_string_lossy(), &text, rules)? })
    }
}

/// The configuration file of the current directory or of the nearest one above it, as seen from here.
fn above(directory: &Path) -> Option<PathBuf> {
    let up = directory.ancestors().position(|directory| directory.join(FILE_NAME).is_file())?;
    Some(iter::repeat_n("..", up).collect::<PathBuf>().join(FILE_NAME))
}

fn unreadable(path: &Path, error: &io::Error) -> Fault {
    let message = Text::new("cannot read the configuration: {0}", "无法读取配置文件：{0}");
    Fault::usage(message.with([reason(error)])).at(path.to_string_lossy())
}

fn parse(name: &str, text: &str, rules: &Rulebook) -> Result<Config, Fault> {
    let mut sources = Sources::default();
    let file = sources.add(name, text.to_owned());
    let reader = Reader { sources, file, rules };
    let table = DeTable::parse(text).map_err(|error| {
        let message = Text::new("not TOML: {0}", "不是合法的 TOML：{0}").with([Arg::words(error.message())]);
        reader.fault(error.span().unwrap_or_default(), Fault::usage(message))
    })?;
    reader.config(table.get_ref())
}

/// Reads the values of one file, and knows the places for what is wrong with them.
struct Reader<'a> {
    sources: Sources,
    file: FileId,
    rules: &'a Rulebook,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn config(&self, table: &DeTable<'_>) -> Result<Config, Fault> {
        let mut config = Config::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "paths" => config.paths = self.each(value, |path| Ok(PathBuf::from(path)))?,
                "regime" => config.regime = Some(self.string(value)?.to_owned()),
                "lang" => config.lang = Some(self.one_of(value, [("zh", Lang::Zh), ("en", Lang::En)])?),
                "lint" => self.lint(self.table(value)?, &mut config)?,
                _ => return Err(self.unknown_key(key, &["paths", "regime", "lang", "lint"])),
            }
        }
        Ok(config)
    }

    fn lint(&self, table: &DeTable<'_>, config: &mut Config) -> Result<(), Fault> {
        let choice = &mut config.choice;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "deny" => {
                    config.deny = Some(self.one_of(value, Severity::ALL.map(|severity| (severity.id(), severity)))?)
                }
                "select" => {
                    let codes = self.each(value, |word| self.rules.select(word))?;
                    choice.select = Some(codes.into_iter().flatten().collect());
                }
                "ignore" => {
                    let codes = self.each(value, |word| self.rules.ignore(word))?;
                    choice.ignore = codes.into_iter().flatten().collect();
                }
                "levels" => self.levels(self.table(value)?, choice)?,
                _ => return Err(self.unknown_key(key, &["deny", "select", "ignore", "levels"])),
            }
        }
        Ok(())
    }

    fn levels(&self, table: &DeTable<'_>, choice: &mut Choice) -> Result<(), Fault> {
        let words = [
            ("off", None),
            ("note", Some(Severity::Note)),
            ("warning", Some(Severity::Warning)),
            ("error", Some(Severity::Error)),
        ];
        for (key, value) in table {
            let level = self.one_of(value, words)?;
            let code = self.rules.level(key.get_ref(), level).map_err(|fault| self.fault(key.span(), fault))?;
            choice.levels.insert(code, level);
        }
        Ok(())
    }

    fn table<'v, 'i>(&self, value: &'v Value<'i>) -> Result<&'v DeTable<'i>, Fault> {
        value.get_ref().as_table().ok_or_else(|| self.wrong_type(value, Text::new("a table", "表")))
    }

    fn string<'v>(&self, value: &'v Value<'_>) -> Result<&'v str, Fault> {
        value.get_ref().as_str().ok_or_else(|| self.wrong_type(value, Text::new("a string", "字符串")))
    }

    /// Each string of a list, read; a fault is told at the string.
    fn each<T>(&self, value: &Value<'_>, read: impl Fn(&str) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
        let Some(items) = value.get_ref().as_array() else {
            return Err(self.wrong_type(value, Text::new("a list of strings", "字符串列表")));
        };
        let read = |item| read(self.string(item)?).map_err(|fault| self.fault(item.span(), fault));
        items.iter().map(read).collect()
    }

    fn one_of<T, const N: usize>(&self, value: &Value<'_>, words: [(&'static str, T); N]) -> Result<T, Fault> {
        let given = self.string(value)?;
        let names = words.each_ref().map(|(word, _)| *word);
        let found = words.into_iter().find(|(word, _)| *word == given);
        found.map(|(_, meaning)| meaning).ok_or_else(|| {
            let message =
                Text::new("expected one of {0}", "应为以下之一：{0}").with([Arg::list(names.map(Arg::token))]);
            self.fault(value.span(), Fault::usage(message).meant(nearest(given, names)))
        })
    }

    fn unknown_key(&self, key: &Spanned<toml::de::DeString<'_>>, keys: &[&'static str]) -> Fault {
        let message = Text::new("unknown key `{0}`; expected one of {1}", "未知的键“{0}”，应为以下之一：{1}");
        let expected = Arg::list(keys.iter().map(|key| Arg::token(*key)));
        let fault = Fault::usage(message.with([Arg::words(key.get_ref().as_ref()), expected]));
        self.fault(key.span(), fault.meant(nearest(key.get_ref(), keys.iter().copied())))
    }

    fn wrong_type(&self, value: &Value<'_>, expected: Text) -> Fault {
        let message = Text::new("expected {0}", "应为{0}").with([Arg::Text(expected)]);
        self.fault(value.span(), Fault::usage(message))
    }

    /// Where the fault has no place yet, gives it this one.
    fn fault(&self, range: Range<usize>, fault: Fault) -> Fault {
        let at = self.sources.line_column(Span::new(self.file, range));
        let name = self.sources.get(self.file).name();
        fault.or_at(format!("{name}:{}:{}", at.line, at.column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::rulebook::tests::rulebook;
    use crate::diagnostic::Privacy;

    fn read(text: &str) -> Result<Config, String> {
        parse("dingmi.toml", text, &rulebook()).map_err(|fault| fault.render(Lang::En, Privacy::Open))
    }

    #[test]
    fn every_key_is_read() {
        let text = r#"
            paths = ["a", "b.dingmi"]
            regime = "cn-2014"
            lang = "zh"
            [lint]
            deny = "warning"
            select = ["P", "vague-wording"]
            ignore = ["P003"]
            [lint.levels]
            X003 = "off"
            period-exceeds-cap = "note"
        "#;
        let config = read(text).expect("valid");
        assert_eq!(config.paths, [PathBuf::from("a"), PathBuf::from("b.dingmi")]);
        assert_eq!((config.regime.as_deref(), config.lang), (Some("cn-2014"), Some(Lang::Zh)));
        assert_eq!(config.deny, Some(Severity::Warning));
        assert_eq!(config.choice.select, Some(["P001", "P003", "X003"].into()));
        assert_eq!(config.choice.ignore, ["P003"].into());
        assert_eq!(config.choice.levels, [("P001", Some(Severity::Note)), ("X003", None)].into());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, place, words) in [
            ("path = []", "1:1", "did you mean `paths`?"),
            ("lang = \"zh\"\n[lint]\nignroe = []", "3:1", "did you mean `ignore`?"),
            ("[lint.levels]\nX03 = \"off\"", "2:1", "did you mean `X003`?"),
            ("[lint.levels]\nX003 = \"of\"", "2:8", "did you mean `off`?"),
            ("[lint]\nselect = [\"P\", \"P01\"]", "2:16", "did you mean `P001`?"),
            ("[lint]\nignore = [\"S\"]", "2:11", "cannot be turned off"),
            ("lint = 1", "1:8", "expected a table"),
            ("paths = \"a\"", "1:9", "expected a list of strings"),
            ("paths = [1]", "1:10", "expected a string"),
            ("键 = [", "", "not TOML"),
            ("lang = ", "1:8", "not TOML"),
        ] {
            let told = read(text).expect_err(text);
            assert!(told.contains(&format!("dingmi.toml:{place}")) && told.contains(words), "{told}");
        }
    }

    #[test]
    fn a_broken_file_is_not_quoted() {
        let told = read("a = 1\nsecret-word = = 2\n").expect_err("broken");
        assert!(told.contains("dingmi.toml:2:") && !told.contains("secret-word"), "{told}");
    }
}
