//! The arguments of every command. One file because it is one list of types, which `--help` shows.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::Span;
use jiff::civil::Date;

use super::expiring;
use super::fault::Exit;
use super::report::Wanted;
use crate::diagnostic::{Lang, Severity};

/// Compiles and lints catalogues of confidentiality matters.
#[derive(Parser)]
#[command(name = "dingmi", version, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Say what is wrong
    Check(CheckArguments),
    /// Check, and write the compiled catalogue
    Build(BuildArguments),
    /// Say what changed in meaning: which rows keep more secret, which less, and who must approve
    Diff(DiffArguments),
    /// Say why an organ may determine a row, or why not and what would mend it
    Why(WhyArguments),
    /// Say who may determine a row, or what an organ may determine
    Who(WhoArguments),
    /// List what lapses soon: authorizations, waivers, catalogues, terms of responsible persons
    Expiring(ExpiringArguments),
    /// Say what an object is: the rows about it, which of them goes first, level, period, scope and mark
    Classify(ClassifyArguments),
    /// Run the tests that stand beside the texts
    Test(TestArguments),
    /// Say what a mark on a carrier means, or what is wrong with it
    Mark(MarkArguments),
    /// Show what the rows of a catalogue cover of each kind, as a table
    Matrix(MatrixArguments),
    /// Draw who authorizes whom
    Graph(GraphArguments),
    /// Ask a compiled catalogue: rows, what an object is, who may determine or know, when it is released
    Query(QueryArguments),
    /// Say what a compiled catalogue is: versions, digests, how much of everything
    Inspect(InspectArguments),
    /// Explain a rule: what it checks, the article, a bad and a good example
    Explain(ExplainArguments),
    /// List every rule
    Rules(RulesArguments),
    /// Print a completion script for a shell
    Completions(CompletionsArguments),
}

#[derive(Args)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct Common {
    /// Language of messages [default: dingmi.toml, else the locale]
    #[arg(long, global = true, value_parser = PossibleValuesParser::new(["zh", "en"]).map(|id| lang(&id)))]
    pub(super) lang: Option<Lang>,
    /// Print codes, places and ids, never names, strings or source lines
    #[arg(long, global = true)]
    pub(super) redact: bool,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
    /// Configuration file [default: dingmi.toml here or in a directory above]
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "isolated")]
    pub(super) config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, global = true)]
    pub(super) isolated: bool,
}

/// What a program is made of, and the day it is looked at: shared by every command that loads one.
#[derive(Args)]
pub(super) struct ProgramArguments {
    /// Files and directories; `-` is stdin [default: paths of dingmi.toml, else .]
    pub(super) paths: Vec<PathBuf>,
    /// The date to judge by, as 2026-11-23 or 2026年11月23日 [default: today]
    #[arg(long, visible_alias = "on", value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// Regime of catalogues that name none, or the .dingmi file that declares it
    #[arg(long, value_name = "NAME")]
    pub(super) regime: Option<String>,
    /// File name of the text on stdin
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_filename: Option<String>,
}

/// Which rules are looked at, beside what the configuration says.
#[derive(Args, Default)]
pub(super) struct RuleArguments {
    /// Check only these rules, and the structure: codes, names or group letters
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(super) select: Option<Vec<String>>,
    /// Leave these rules out: codes, names or group letters
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(super) ignore: Option<Vec<String>>,
    /// Tell what is waived too
    #[arg(long)]
    pub(super) no_waivers: bool,
}

#[derive(Args)]
#[command(after_help = Exit::tables())]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) checking: Checking,
    /// Tell only findings that this file does not hold, and which of those it holds are gone
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write what is found to this file, as a baseline for later checks
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "redact", "fix", "diff"])]
    pub(super) write_baseline: Option<PathBuf>,
    #[command(flatten)]
    pub(super) mending: Mending,
}

/// Whether findings are mended.
#[derive(Args)]
pub(super) struct Mending {
    #[command(flatten)]
    pub(super) way: Way,
    /// With --fix or --diff: also mend by guesses and templates, which a person has to look at
    #[arg(long = "unsafe", requires = "Way")]
    pub(super) with_unsafe: bool,
}

/// Which of them stand on the command line.
#[derive(Args)]
#[group(multiple = true)]
pub(super) struct Way {
    /// Mend the named files where there is no doubt how, and say what is left
    #[arg(long)]
    pub(super) fix: bool,
    /// Show what --fix would change, and write nothing
    #[arg(long, conflicts_with_all = ["format", "redact"])]
    pub(super) diff: bool,
}

/// What every command that checks is told.
#[derive(Args)]
pub(super) struct Checking {
    #[command(flatten)]
    pub(super) program: ProgramArguments,
    #[command(flatten)]
    pub(super) rules: RuleArguments,
    /// Fail on findings from this severity on [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = PossibleValuesParser::new(["error", "warning", "note"]).map(|id| severity(&id)))]
    pub(super) deny: Option<Severity>,
    /// Form of the report [default: human]: human, short, json, sarif, junit, github, gitlab; as FORMAT=FILE to a file, and
    /// several times for several
    #[arg(long, value_name = "FORMAT", value_parser = Wanted::read)]
    pub(super) format: Vec<Wanted>,
    /// No summary, and no bar on the terminal
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// Say what is checked, and by what configuration
    #[arg(long, short, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// Say how long each stage took
    #[arg(long)]
    pub(super) timings: bool,
}

#[derive(Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub(super) checking: Checking,
    /// Directory to write to; created where it is missing
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: PathBuf,
    /// What to write, separated by commas
    #[arg(long, value_enum, value_name = "FORMATS", value_delimiter = ',', default_value = "image,json")]
    pub(super) emit: Vec<Emit>,
    /// Number of the build, greater than that of the one before [default: the date and 00]
    // What databases hold: signed, of 64 bits.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=i64::MAX.cast_unsigned()))]
    pub(super) serial: Option<u64>,
    /// Leave out what these readers may not see: level=LEVEL, organ=ORGAN, or both with a comma
    #[arg(long, value_name = "READERS")]
    pub(super) audience: Vec<String>,
}

#[derive(Args)]
pub(super) struct DiffArguments {
    /// A .dingmi file, a directory, a compiled `catalogue.dmc`, or one of these in a git revision: REVISION:path
    pub(super) old: String,
    /// The same, as it is now
    pub(super) new: String,
    /// The day on which it is said who may determine and approve, as 2026-11-23 or 2026年11月23日 [default: today]
    #[arg(long, visible_alias = "on", value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// Regime of catalogues that name none, or the .dingmi file that declares it
    #[arg(long, value_name = "NAME")]
    pub(super) regime: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = DiffFormat::Human)]
    pub(super) format: DiffFormat,
    /// Fail where this is among what changed, separated by commas
    #[arg(long, value_enum, value_name = "VERDICTS", value_delimiter = ',')]
    pub(super) fail_on: Vec<FailOn>,
}

#[derive(Args)]
pub(super) struct WhyArguments {
    /// The organ, by its id
    pub(super) organ: String,
    /// The row, as CATALOGUE#ITEM
    #[arg(value_name = "CATALOGUE#ITEM")]
    pub(super) row: String,
    #[command(flatten)]
    pub(super) program: ProgramArguments,
    /// The level to determine it at [default: the level of the row]
    #[arg(long, value_name = "LEVEL")]
    pub(super) level: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

#[derive(Args)]
pub(super) struct WhoArguments {
    /// The row, as CATALOGUE#ITEM
    #[arg(value_name = "CATALOGUE#ITEM", required_unless_present = "organ")]
    pub(super) row: Option<String>,
    #[command(flatten)]
    pub(super) program: ProgramArguments,
    /// Say what this organ may determine instead
    #[arg(long, value_name = "ORGAN", conflicts_with = "level")]
    pub(super) organ: Option<String>,
    /// The level to determine it at [default: the level of the row]
    #[arg(long, value_name = "LEVEL")]
    pub(super) level: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

#[derive(Args)]
pub(super) struct ExpiringArguments {
    #[command(flatten)]
    pub(super) program: ProgramArguments,
    /// How far to look ahead, the last day included: 90d, 12w, 3m, 1y, 90天, 12周, 3个月, 1年
    #[arg(long, value_name = "TIME", default_value = "90d", value_parser = expiring::span)]
    pub(super) within: Span,
    /// Form of the list
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
}

#[derive(Args)]
pub(super) struct ClassifyArguments {
    // What has `=` in it is a value, and the rest are paths of the program.
    #[command(flatten)]
    pub(super) program: ProgramArguments,
    /// The kind of the object, by id or title; values follow as ATTRIBUTE=VALUE: `scale=1:2000 area='26 km2' in-zone=no`
    #[arg(long, value_name = "KIND", required_unless_present = "batch")]
    pub(super) kind: Option<String>,
    /// Read objects from stdin, and print an answer a line
    #[arg(long, value_enum, value_name = "FORM", conflicts_with = "kind")]
    pub(super) batch: Option<Batch>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

#[derive(Args)]
pub(super) struct InspectArguments {
    /// The compiled catalogue, `catalogue.dmc`
    pub(super) file: PathBuf,
    /// Print everything that is in it, as catalogue.json
    #[arg(long, conflicts_with_all = ["format", "redact"])]
    pub(super) content: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

#[derive(Args)]
pub(super) struct QueryArguments {
    /// The compiled catalogue, `catalogue.dmc`
    pub(super) file: PathBuf,
    #[command(subcommand)]
    pub(super) question: Question,
}

/// How every question is answered.
#[derive(Args)]
pub(super) struct Asking {
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

/// Exit code 0 is yes, found or settled, and 1 is not.
#[derive(Subcommand)]
pub(super) enum Question {
    /// One row, by CATALOGUE#ITEM
    Matter {
        #[arg(value_name = "CATALOGUE#ITEM")]
        row: String,
        #[command(flatten)]
        asking: Asking,
    },
    /// The rows of a name, whatever the width of its characters
    Name {
        name: String,
        /// At most so many rows
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: usize,
        #[command(flatten)]
        asking: Asking,
    },
    /// The rows whose names hold all of these words
    Search {
        #[arg(required = true)]
        words: Vec<String>,
        /// At most so many rows
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: usize,
        #[command(flatten)]
        asking: Asking,
    },
    /// What an object is: `classify --kind map scale=1:2000 area='26 km2'`
    Classify {
        /// The kind of the object, by id or title
        #[arg(long)]
        kind: String,
        /// What is known of it
        #[arg(value_name = "ATTRIBUTE=VALUE", value_parser = value)]
        values: Vec<(String, String)>,
        /// The day, as 2026-11-23 or 2026年11月23日 [default: today]
        #[arg(long, value_name = "DATE", value_parser = date)]
        on: Option<Date>,
        #[command(flatten)]
        asking: Asking,
    },
    /// Whether an organ may determine a row
    MayDetermine {
        /// The organ, by its id
        organ: String,
        #[arg(value_name = "CATALOGUE#ITEM")]
        row: String,
        /// The level to determine it at [default: the level of the row]
        #[arg(long, value_name = "LEVEL")]
        level: Option<String>,
        /// The day, as 2026-11-23 or 2026年11月23日 [default: today]
        #[arg(long, value_name = "DATE", value_parser = date)]
        on: Option<Date>,
        #[command(flatten)]
        asking: Asking,
    },
    /// Whether somebody may know a row, in one role: the staff of an organ, a post of it, an officer, a group
    MayKnow {
        #[arg(value_name = "CATALOGUE#ITEM")]
        row: String,
        /// The organ; of a group, who approves its members
        #[arg(long, value_name = "ORGAN", required_unless_present_any = ["officer", "group"])]
        organ: Option<String>,
        /// A post of the organ, by its title
        #[arg(long, value_name = "TITLE", requires = "organ", conflicts_with_all = ["officer", "group"])]
        post: Option<String>,
        /// A responsible person, by id
        #[arg(long, value_name = "OFFICER", conflicts_with_all = ["organ", "group"])]
        officer: Option<String>,
        /// A group, by name
        #[arg(long, value_name = "NAME")]
        group: Option<String>,
        #[command(flatten)]
        asking: Asking,
    },
    /// When what was determined by a row is released, at the period that the row allows at most
    Release {
        #[arg(value_name = "CATALOGUE#ITEM")]
        row: String,
        /// The day of issue
        #[arg(long, value_name = "DATE", value_parser = date, required_unless_present = "notice")]
        issued: Option<Date>,
        /// Where no day of issue can stand on the carrier, the day of the notice
        #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "issued")]
        notice: Option<Date>,
        /// The day asked about, as 2026-11-23 or 2026年11月23日 [default: today]
        #[arg(long, value_name = "DATE", value_parser = date)]
        on: Option<Date>,
        #[command(flatten)]
        asking: Asking,
    },
    /// What follows from a row for those who hold such secrets
    Obligations {
        #[arg(value_name = "CATALOGUE#ITEM")]
        row: String,
        #[command(flatten)]
        asking: Asking,
    },
}

#[derive(Args)]
pub(super) struct MarkArguments {
    /// The mark, such as 机密★10年; `-` reads marks from stdin, one a line
    pub(super) mark: String,
    /// Regime to judge by, or the .dingmi file that declares it
    #[arg(long, value_name = "NAME")]
    pub(super) regime: Option<String>,
    /// The date to judge by, as 2026-11-23 or 2026年11月23日 [default: today]
    #[arg(long, visible_alias = "on", value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// The day of issue, from which the period counts
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) issued: Option<Date>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

#[derive(Args)]
pub(super) struct TestArguments {
    #[command(flatten)]
    pub(super) program: ProgramArguments,
    /// Run only tests whose title or place (`FILE:LINE`) holds this text
    #[arg(long, value_name = "TEXT")]
    pub(super) filter: Option<String>,
    /// Form of the report
    #[arg(long, value_enum, default_value_t = TestFormat::Human)]
    pub(super) format: TestFormat,
    /// Say which rows, conditions and authorizations the tests that passed ask about
    #[arg(long)]
    pub(super) coverage: bool,
    /// Fail where less than so many percent of the rows, conditions or authorizations are covered; implies --coverage
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(super) min_coverage: Option<u8>,
    /// Write coverage to this file, as an LCOV tracefile
    #[arg(long, value_name = "FILE")]
    pub(super) lcov: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct MatrixArguments {
    /// The catalogue, by its id
    pub(super) catalogue: String,
    #[command(flatten)]
    pub(super) program: ProgramArguments,
    /// Form of the table
    #[arg(long, value_enum, default_value_t = Table::Text)]
    pub(super) format: Table,
    /// File to write to [default: stdout]
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct GraphArguments {
    #[command(flatten)]
    pub(super) program: ProgramArguments,
    /// Form of the picture
    #[arg(long, value_enum)]
    pub(super) format: Picture,
    /// Draw this organ, what grants connect it with, its superiors and its successors
    #[arg(long, value_name = "ORGAN")]
    pub(super) focus: Option<String>,
    /// File to write to [default: stdout]
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct ExplainArguments {
    /// Code or name, such as P001 or period-exceeds-cap
    pub(super) rule: String,
}

#[derive(Args)]
pub(super) struct RulesArguments {
    /// Form of the list
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

#[derive(Args)]
pub(super) struct CompletionsArguments {
    pub(super) shell: Shell,
}

impl RuleArguments {
    /// No rule but those of structure.
    pub(super) fn structure() -> Self {
        RuleArguments { select: Some(Vec::new()), ..RuleArguments::default() }
    }

    /// Whether nothing is chosen here.
    pub(super) fn is_default(&self) -> bool {
        self.select.is_none() && self.ignore.is_none()
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// Source lines with carets
    Human,
    /// One line a finding
    Short,
    Json,
}

/// A form of the compiled catalogue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Emit {
    /// catalogue.dmc: everything, mapped into memory by services
    Image,
    /// catalogue.json: everything, for reading and for other programs
    Json,
    /// catalogue.sqlite: everything, as tables to query
    Sqlite,
    /// catalogue.csv: the official table, for spreadsheets
    Csv,
    /// catalogue.parquet: the rows as one table, for analysis; needs the feature `parquet`
    Parquet,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Batch {
    /// A JSON object a line: {"kind": "map", "scale": "1:2000"}
    Jsonl,
    /// A first line with `kind` and the ids of attributes; an empty cell is a value that is not known
    Csv,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Picture {
    /// For graphviz
    Dot,
    /// For pages that render it
    Mermaid,
    /// A picture that stands by itself
    Svg,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Table {
    /// For the terminal
    Text,
    /// A page that stands by itself
    Html,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum TestFormat {
    /// A line a test
    Human,
    Json,
    /// For continuous integration
    Junit,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum DiffFormat {
    /// For the terminal
    Human,
    Json,
    /// For a comment on a change
    Markdown,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum FailOn {
    /// Something is looser, or may be: a part of a row is, or it cannot be compared
    Looser,
    /// Something is tighter, or may be
    Tighter,
    /// Something cannot be compared, or is looser in one part and tighter in another
    Incomparable,
    /// Anything changed in meaning, names and numbers included
    Any,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum ListFormat {
    Human,
    Json,
}

fn lang(id: &str) -> Lang {
    if id == "zh" { Lang::Zh } else { Lang::En }
}

fn severity(id: &str) -> Severity {
    Severity::from_id(id).expect("bug: clap let a severity pass that there is not")
}

/// A date in both of its forms. clap tells the error, and knows no language: it is told in both.
fn date(text: &str) -> Result<Date, &'static str> {
    let known = text.parse().or_else(|_| Date::strptime("%Y年%m月%d日", text));
    known.map_err(|_| "write a date as 2026-11-23 or with 年, 月 and 日 / 日期请写作 2026-11-23，或者写明年、月、日")
}

/// `scale=1:2000`
fn value(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once(['=', '＝']).ok_or("write ATTRIBUTE=VALUE / 请写作 属性=值")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}
