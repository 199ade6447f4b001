//! `dingmi.toml` → [`Config`]. What it says that there is not is a problem, with its place and what may be meant; what cannot be
//! passed over is a fault.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::env;
use std::io;
use std::iter;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::arguments::Common;
use super::fault::{Fault, reason};
use super::nearest::nearest;
use super::project::read_bounded;
use super::rulebook::Rulebook;
use crate::diagnostic::{Arg, Lang, Severity, Text};
use crate::source::Sources;

pub(super) const FILE_NAME: &str = "dingmi.toml";

#[derive(Debug, Default)]
pub(super) struct Config {
    /// The directory of the file: its paths are relative to it, and imports stay inside it.
    pub(super) root: Option<PathBuf>,
    pub(super) paths: Vec<PathBuf>,
    pub(super) regime: Option<String>,
    pub(super) lang: Option<Lang>,
    pub(super) deny: Option<Severity>,
    pub(super) settings: Rc<Settings>,
}

/// What a file says of findings, and the file.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// Where it was read from.
    pub(super) file: Option<PathBuf>,
    pub(super) text: String,
    /// Whether a project begins here. The file of a directory in a project says no.
    pub(super) is_root: bool,
    /// Where given, only these rules and group S.
    pub(super) select: Option<BTreeSet<&'static str>>,
    pub(super) ignore: Vec<Entry<BTreeSet<&'static str>>>,
    /// By code; `None` is off.
    pub(super) levels: Vec<Entry<(&'static str, Option<Severity>)>>,
    /// Keys that only the file of a project has a use for.
    pub(super) of_project: Vec<Range<usize>>,
    pub(super) problems: Vec<Problem>,
}

/// What is said in one place of the file.
#[derive(Debug)]
pub(super) struct Entry<T> {
    pub(super) value: T,
    pub(super) range: Range<usize>,
}

/// Something in the file that is wrong and can be passed over.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) range: Range<usize>,
    pub(super) fault: Fault,
}

impl Config {
    /// The configuration that holds here.
    pub(super) fn find(common: &Common, rules: &Rulebook) -> Result<Self, Fault> {
        if common.isolated {
            return Ok(Config::default());
        }
        match &common.config {
            Some(path) => Config::read(path, rules),
            None => above(&env::current_dir().map_err(|error| unreadable(Path::new("."), &error))?, rules),
        }
    }

    pub(super) fn read(path: &Path, rules: &Rulebook) -> Result<Self, Fault> {
        let text = match read_bounded(path).map_err(|error| unreadable(path, &error))?.map(String::from_utf8) {
            Some(Ok(text)) => text,
            Some(Err(_)) | None => return Err(Fault::usage(NOT_TEXT).at(path.to_string_lossy())),
        };
        let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let root = directory.unwrap_or(Path::new(".")).to_owned();
        let (config, settings) = parse(&path.to_string_lossy(), &text, rules)?;
        let settings = Rc::new(Settings { file: Some(path.to_owned()), text, ..settings });
        Ok(Config { root: Some(root), settings, ..config })
    }

    /// The first problem as a fault, for commands that tell no findings.
    pub(super) fn without_problems(self) -> Result<Self, Fault> {
        let Some(Problem { range, fault }) = self.settings.problems.first() else { return Ok(self) };
        let name = self.settings.file.as_deref().unwrap_or(Path::new(FILE_NAME)).to_string_lossy();
        Err(located(fault.clone(), &name, &self.settings.text, range.clone()))
    }
}

/// The configuration of the project that the directory lies in: the nearest file above that does not say it is only that of a
/// directory. As seen from here.
fn above(directory: &Path, rules: &Rulebook) -> Result<Config, Fault> {
    let mut passed = None;
    for (up, directory) in directory.ancestors().enumerate() {
        if !directory.join(FILE_NAME).is_file() {
            continue;
        }
        let path = iter::repeat_n("..", up).collect::<PathBuf>().join(FILE_NAME);
        let config = Config::read(&path, rules)?;
        if config.settings.is_root {
            return Ok(config);
        }
        passed.get_or_insert(path);
    }
    match passed {
        Some(path) => Err(Fault::usage(NO_ROOT).at(path.to_string_lossy()).help(TAKE_OUT)),
        None => Ok(Config::default()),
    }
}

const NO_ROOT: Text = Text::new(
    "`root = false`, and no directory above has the file of the project",
    "写有 root = false，但上级目录中没有项目的配置文件",
);
const TAKE_OUT: Text = Text::new("take `root = false` out", "请删去 root = false");
const NOT_TEXT: Text = Text::new("too large, or not UTF-8", "过大，或者不是 UTF-8");

fn unreadable(path: &Path, error: &io::Error) -> Fault {
    let message = Text::new("cannot read the configuration: {0}", "无法读取配置文件：{0}");
    Fault::usage(message.with([reason(error)])).at(path.to_string_lossy())
}

fn parse(name: &str, text: &str, rules: &Rulebook) -> Result<(Config, Settings), Fault> {
    let reader = Reader { name, text, rules, problems: RefCell::default() };
    let table = DeTable::parse(text).map_err(|error| {
        let message = Text::new("not TOML: {0}", "不是合法的 TOML：{0}").with([Arg::words(error.message())]);
        reader.fault(error.span().unwrap_or_default(), Fault::usage(message))
    })?;
    let (config, settings) = reader.config(table.get_ref())?;
    Ok((config, Settings { problems: reader.problems.into_inner(), ..settings }))
}

/// A fault with its place in a text.
fn located(fault: Fault, name: &str, text: &str, range: Range<usize>) -> Fault {
    let mut sources = Sources::default();
    let file = sources.add(name, text.to_owned());
    let at = sources.line_column(sources.span(file, range));
    fault.or_at(format!("{name}:{}:{}", at.line, at.column))
}

/// Reads the values of one file, and knows the places for what is wrong with them.
struct Reader<'a> {
    name: &'a str,
    text: &'a str,
    rules: &'a Rulebook,
    problems: RefCell<Vec<Problem>>,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn config(&self, table: &DeTable<'_>) -> Result<(Config, Settings), Fault> {
        let mut config = Config::default();
        let mut settings = Settings { is_root: true, ..Settings::default() };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if ["paths", "regime", "lang"].contains(&name) {
                settings.of_project.push(key.span());
            }
            match name {
                "root" => settings.is_root = self.truth(value)?,
                "paths" => {
                    let paths = self.each(value, |path| Ok(PathBuf::from(path)))?;
                    config.paths = paths.into_iter().map(|(path, _)| path).collect();
                }
                "regime" => config.regime = Some(self.string(value)?.to_owned()),
                "lang" => config.lang = Some(self.one_of(value, [("zh", Lang::Zh), ("en", Lang::En)])?),
                "lint" => self.lint(self.table(value)?, &mut config, &mut settings)?,
                _ => self.unknown_key(key, &["root", "paths", "regime", "lang", "lint"]),
            }
        }
        Ok((config, settings))
    }

    fn lint(&self, table: &DeTable<'_>, config: &mut Config, settings: &mut Settings) -> Result<(), Fault> {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "deny" => {
                    settings.of_project.push(key.span());
                    config.deny = Some(self.one_of(value, Severity::ALL.map(|severity| (severity.id(), severity)))?)
                }
                "select" => {
                    let codes = self.rules_named(value, |word| self.rules.select(word))?;
                    settings.select = Some(codes.into_iter().flat_map(|entry| entry.value).collect());
                }
                "ignore" => settings.ignore = self.rules_named(value, |word| self.rules.ignore(word))?,
                "levels" => self.levels(self.table(value)?, settings)?,
                _ => self.unknown_key(key, &["deny", "select", "ignore", "levels"]),
            }
        }
        Ok(())
    }

    fn levels(&self, table: &DeTable<'_>, settings: &mut Settings) -> Result<(), Fault> {
        let words = [
            ("off", None),
            ("note", Some(Severity::Note)),
            ("warning", Some(Severity::Warning)),
            ("error", Some(Severity::Error)),
        ];
        for (key, value) in table {
            let level = self.one_of(value, words)?;
            match self.rules.level(key.get_ref(), level) {
                Ok(code) => settings.levels.push(Entry { value: (code, level), range: key.span() }),
                Err(fault) => self.problem(key.span(), fault),
            }
        }
        Ok(())
    }

    /// The rules that the strings of a list stand for. What stands for none is a problem.
    fn rules_named(
        &self,
        value: &Value<'_>,
        find: impl Fn(&str) -> Result<BTreeSet<&'static str>, Fault>,
    ) -> Result<Vec<Entry<BTreeSet<&'static str>>>, Fault> {
        let mut entries = Vec::new();
        for (word, range) in self.each(value, |word| Ok(word.to_owned()))? {
            match find(&word) {
                Ok(value) => entries.push(Entry { value, range }),
                Err(fault) => self.problem(range, fault),
            }
        }
        Ok(entries)
    }

    fn problem(&self, range: Range<usize>, fault: Fault) {
        self.problems.borrow_mut().push(Problem { range, fault });
    }

    fn truth(&self, value: &Value<'_>) -> Result<bool, Fault> {
        value.get_ref().as_bool().ok_or_else(|| self.wrong_type(value, Text::new("true or false", "true 或者 false")))
    }

    fn table<'v, 'i>(&self, value: &'v Value<'i>) -> Result<&'v DeTable<'i>, Fault> {
        value.get_ref().as_table().ok_or_else(|| self.wrong_type(value, Text::new("a table", "表")))
    }

    fn string<'v>(&self, value: &'v Value<'_>) -> Result<&'v str, Fault> {
        value.get_ref().as_str().ok_or_else(|| self.wrong_type(value, Text::new("a string", "字符串")))
    }

    /// Each string of a list, read, and its place; a fault is told at the string.
    fn each<T>(
        &self,
        value: &Value<'_>,
        read: impl Fn(&str) -> Result<T, Fault>,
    ) -> Result<Vec<(T, Range<usize>)>, Fault> {
        let Some(items) = value.get_ref().as_array() else {
            return Err(self.wrong_type(value, Text::new("a list of strings", "字符串列表")));
        };
        let read = |item: &Value<'_>| {
            let value = read(self.string(item)?).map_err(|fault| self.fault(item.span(), fault))?;
            Ok((value, item.span()))
        };
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

    fn unknown_key(&self, key: &Spanned<toml::de::DeString<'_>>, keys: &[&'static str]) {
        let message = Text::new("unknown key `{0}`; expected one of {1}", "未知的键“{0}”，应为以下之一：{1}");
        let expected = Arg::list(keys.iter().map(|key| Arg::token(*key)));
        let fault = Fault::usage(message.with([Arg::words(key.get_ref().as_ref()), expected]));
        self.problem(key.span(), fault.meant(nearest(key.get_ref(), keys.iter().copied())));
    }

    fn wrong_type(&self, value: &Value<'_>, expected: Text) -> Fault {
        let message = Text::new("expected {0}", "应为{0}").with([Arg::Text(expected)]);
        self.fault(value.span(), Fault::usage(message))
    }

    /// Where the fault has no place yet, gives it this one.
    fn fault(&self, range: Range<usize>, fault: Fault) -> Fault {
        located(fault, self.name, self.text, range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::rulebook::tests::rulebook;
    use crate::diagnostic::Privacy;

    fn read(text: &str) -> Result<Config, String> {
        let parsed = parse(FILE_NAME, text, &rulebook());
        let (config, settings) = parsed.map_err(|fault| fault.render(Lang::En, Privacy::Open))?;
        Ok(Config { settings: Rc::new(Settings { text: text.to_owned(), ..settings }), ..config })
    }

    #[test]
    fn every_key_is_read() {
        let text = r#"
            root = true
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
        let settings = config.settings;
        assert!(settings.is_root && settings.problems.is_empty() && settings.of_project.len() == 4);
        assert_eq!(settings.select, Some(["P001", "P003", "X003"].into()));
        assert_eq!(settings.ignore[0].value, ["P003"].into());
        let levels: Vec<_> = settings.levels.iter().map(|entry| entry.value).collect();
        assert_eq!(levels, [("X003", None), ("P001", Some(Severity::Note))]);
    }

    #[test]
    fn what_can_be_passed_over_is_a_problem_with_its_place() {
        for (text, place, words) in [
            ("path = []", "1:1", "did you mean `paths`?"),
            ("lang = \"zh\"\n[lint]\nignroe = []", "3:1", "did you mean `ignore`?"),
            ("[lint.levels]\nX03 = \"off\"", "2:1", "did you mean `X003`?"),
            ("[lint]\nselect = [\"P\", \"P01\"]", "2:16", "did you mean `P001`?"),
            ("[lint]\nignore = [\"S\"]", "2:11", "cannot be turned off"),
        ] {
            let told = read(text).expect(text).without_problems().expect_err(text).render(Lang::En, Privacy::Open);
            assert!(told.contains(&format!("dingmi.toml:{place}")) && told.contains(words), "{told}");
        }
    }

    #[test]
    fn what_cannot_be_passed_over_is_a_fault_with_its_place() {
        for (text, place, words) in [
            ("[lint.levels]\nX003 = \"of\"", "2:8", "did you mean `off`?"),
            ("lint = 1", "1:8", "expected a table"),
            ("root = 1", "1:8", "expected true or false"),
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
