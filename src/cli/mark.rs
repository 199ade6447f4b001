//! `dingmi mark`.

use std::io::{self, BufRead, Read as _};

use jiff::civil::Date;

use super::arguments::{ListFormat, MarkArguments};
use super::fault::{Exit, Fault, reason};
use super::session::Session;
use super::{Context, locale, terminal};
use crate::diagnostic::{Arg, Text};
use crate::limits;
use crate::marks::{Period, Question, Reading, json, read};
use crate::model::{Level, Regime, Validity, id_text};
use crate::render::human::{self, Look};
use crate::render::{View, short};
use crate::source::Sources;

const SILENT: Text = Text::new("regime {0} does not say what a mark looks like", "法规 {0} 没有规定标志的式样");
const SAY_IT: Text = Text::new(
    "it takes a clause such as `mark sign \"★\" requires level, period;`",
    "需要“标志 符号 “★” 应当规定 密级、保密期限；”这样的条款",
);
const NO_REGIME: Text =
    Text::new("there are several regimes: say which with --regime", "有多部法规：请用 --regime 指明");
const RIGHT: Text = Text::new("right: {0}", "正确：{0}");
const WRONG: Text = Text::new("wrong: {0}", "有误：{0}");
const LEVEL: Text = Text::new("level {0}", "密级 {0}");
const PERIOD: Text = Text::new("period {0}", "保密期限 {0}");
const REGIME: Text = Text::new("by regime {0}, in force {1}", "依据法规 {0}，施行期间 {1}");
const WRITE: Text = Text::new("write {0}", "请写 {0}");
const UNTIL: Text = Text::new("until {0}", "至 {0}");
const LONG_TERM: Text = Text::new("long-term", "长期");

/// What every mark is read by, and how it is told.
struct Judge<'a> {
    question: Question<'a>,
    regime: &'a Regime,
    name: String,
    session: &'a Session,
    format: ListFormat,
    context: &'a Context,
}

pub(super) fn run(arguments: &MarkArguments, context: &Context) -> Result<Exit, Fault> {
    let session = Session::of_regimes(arguments.regime.as_ref(), arguments.as_of, context)?;
    let regime = session.model.default_regime.ok_or_else(|| Fault::usage(NO_REGIME))?;
    let regime = &session.model.regimes[regime];
    let name = id_text(session.program.sources(), regime.head.id).into_owned();
    let question = Question::new(regime, session.options.as_of, arguments.issued)
        .ok_or_else(|| Fault::usage(SILENT.with([Arg::id(&*name)])).help(SAY_IT))?;
    let judge = Judge { question, regime, name, session: &session, format: arguments.format, context };
    let all_right = match &*arguments.mark {
        "-" => judge.lines(io::stdin().lock())?,
        mark => judge.one(mark)?,
    };
    Ok(if all_right { Exit::Clean } else { Exit::Findings })
}

impl Judge<'_> {
    fn one(&self, mark: &str) -> Result<bool, Fault> {
        self.tell("<mark>".to_owned(), mark, |reading, view| match self.format {
            ListFormat::Human => self.page(mark, reading, view),
            ListFormat::Json => terminal::json(&json::answer(&self.question, &self.name, reading, view)),
        })
    }

    /// A mark a line and an answer a line, each as soon as it is known.
    fn lines(&self, mut stdin: impl BufRead) -> Result<bool, Fault> {
        let mut all_right = true;
        for number in 1.. {
            let Some(mark) = next_line(&mut stdin).map_err(|error| not_read(&error))? else { break };
            all_right &= self.tell(format!("<stdin:{number}>"), &mark, |reading, view| match self.format {
                ListFormat::Human => format!("{number}: {}\n", self.line(reading, view)),
                ListFormat::Json => terminal::json_line(&json::answer(&self.question, &self.name, reading, view)),
            })?;
        }
        Ok(all_right)
    }

    /// Reads a mark and prints what there is to say. Whether it is right.
    fn tell(&self, name: String, mark: &str, told: impl FnOnce(&Reading, &View<'_>) -> String) -> Result<bool, Fault> {
        let mut sources = Sources::default();
        let file = sources.add(name, mark.to_owned());
        let reading = read(&self.question, sources.get(file).base(), mark);
        let Context { lang, privacy, .. } = *self.context;
        let view = View { lang, privacy, laws: &self.session.model.laws, sources: &sources };
        terminal::print(&told(&reading, &view))?;
        Ok(reading.is_right())
    }

    fn page(&self, mark: &str, reading: &Reading, view: &View<'_>) -> String {
        let head = if reading.is_right() { RIGHT } else { WRONG };
        let mut text = format!("{}\n", self.say(head, [Arg::words(mark)]));
        for part in self.parts(reading).into_iter().chain([self.by_regime()]) {
            text.push_str(&format!("  {part}\n"));
        }
        if !reading.findings.is_empty() {
            let look = Look { color: self.context.color, ascii: locale::is_not_utf8() };
            text.push_str(&format!("\n{}", human::render(&reading.findings, view, look)));
        }
        if let Some(corrected) = &reading.corrected {
            text.push_str(&format!("{}\n", self.say(WRITE, [Arg::words(corrected)])));
        }
        text
    }

    fn line(&self, reading: &Reading, view: &View<'_>) -> String {
        let head = if reading.is_right() { RIGHT } else { WRONG };
        let findings = reading.findings.iter().map(|finding| short::message(finding, view));
        let corrected = reading.corrected.as_ref().map(|corrected| self.say(WRITE, [Arg::words(corrected)]));
        let parts: Vec<String> = self.parts(reading).into_iter().chain(findings).chain(corrected).collect();
        self.say(head, [Arg::token(parts.join(self.context.lang.clause_separator()))])
    }

    /// What it says, as far as that is known.
    fn parts(&self, reading: &Reading) -> Vec<String> {
        let level = reading.level.map(|level| self.say(LEVEL, [Level::arg(self.regime.level(level))]));
        let period = reading.period.as_ref().map(|period| self.say(PERIOD, [period_arg(period)]));
        level.into_iter().chain(period).collect()
    }

    fn by_regime(&self) -> String {
        let Validity { from, to } = self.regime.in_force;
        let end = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let days = format!("{} .. {}", end(from), end(to));
        self.say(REGIME, [Arg::id(&*self.name), Arg::token(days.trim().to_owned())])
    }

    fn say(&self, text: Text, args: impl IntoIterator<Item = Arg>) -> String {
        text.with(args).render(self.context.lang, self.context.privacy)
    }
}

fn period_arg(period: &Period) -> Arg {
    match period {
        Period::Duration(duration) => duration.arg(),
        Period::Until(day) => Arg::Message(Box::new(UNTIL.with([Arg::Date(*day)]))),
        Period::Event(words) => Arg::words(words),
        Period::LongTerm => Arg::Text(LONG_TERM),
    }
}

/// The next line without its break. Of one over the limit so much is kept that it is seen to be over, and what is no
/// UTF-8 is marked, so that each line gets its answer.
fn next_line(stdin: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let most = limits::MARK_SIZE.most + "\r\n".len();
    stdin.by_ref().take(most as u64).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if bytes.len() == most && !bytes.ends_with(b"\n") {
        stdin.skip_until(b'\n')?;
    }
    let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    Ok(Some(String::from_utf8_lossy(line).into_owned()))
}

fn not_read(error: &io::Error) -> Fault {
    Fault::input(Text::new("cannot read: {0}", "无法读取：{0}").with([reason(error)])).at("<stdin>")
}
