//! What every command that loads a program shares: arguments and configuration in, a program after its check out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::civil::Date;

use super::Context;
use super::arguments::{ProgramArguments, RuleArguments};
use super::config::Config;
use super::fault::{Exit, Fault, reason};
use super::input::Inputs;
use super::layers::{self, Layers};
use super::project::Project;
use super::settings;
use super::terminal;
use crate::diagnostic::{Arg, Diagnostic, Severity, Text};
use crate::lint::Waivers;
use crate::model::Model;
use crate::program::{Checked, Options, Program};
use crate::watch::{Unwatched, Watch};

/// A program after its check.
pub(super) struct Session {
    pub(super) program: Program,
    pub(super) model: Model,
    pub(super) options: Options,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) layers: Layers,
    /// Whether everything there is was looked for.
    pub(super) is_whole: bool,
    pub(super) project: Project,
    /// The files that were named, or lie in directories that were; by name.
    pub(super) files: BTreeMap<String, PathBuf>,
    /// The name of the text on stdin, where there is one.
    pub(super) stdin: Option<String>,
    /// Why some inputs are not part of the program.
    pub(super) faults: Vec<Fault>,
}

/// Loads texts, has options chosen for them, and checks them.
type Check<'c> = &'c dyn Fn(Vec<(String, String)>, &Project, Choose<'_>) -> Result<Checked, Fault>;
type Choose<'c> = &'c mut dyn FnMut(&Program) -> Result<Options, Fault>;

impl Session {
    pub(super) fn new(arguments: &ProgramArguments, rules: &RuleArguments, context: &Context) -> Result<Self, Fault> {
        let check: Check<'_> = &|texts, project, options| {
            let program = Program::load(texts, project);
            let options = options(&program)?;
            let (model, findings) = program.check(&options);
            Ok(Checked { program, model, findings })
        };
        Session::checked_by(check, arguments, rules, context, &Unwatched)
    }

    /// For those who check once, and are watched. The program can be told of, and not checked again.
    pub(super) fn watched(
        arguments: &ProgramArguments,
        rules: &RuleArguments,
        context: &Context,
        watch: &dyn Watch,
    ) -> Result<Self, Fault> {
        let check: Check<'_> = &|texts, project, options| Program::check_once(texts, project, watch, options);
        Session::checked_by(check, arguments, rules, context, watch)
    }

    fn checked_by(
        check: Check<'_>,
        arguments: &ProgramArguments,
        rules: &RuleArguments,
        context: &Context,
        watch: &dyn Watch,
    ) -> Result<Self, Fault> {
        let regime = RegimeFile::new(arguments.regime.as_ref(), context);
        let mut options = options(arguments, rules, &regime);
        let settings = regime.file.clone();
        let paths = paths(arguments, context, regime.file);
        let root = context.config.root.as_deref();
        let project = project(root, &given_files(&paths, arguments))?;
        let inputs = Inputs::gather(&paths, arguments.stdin_filename.as_deref(), &project, watch);
        let Inputs { texts, mut files, stdin, mut faults } = inputs;
        // The law that is asked for is a setting and not what is worked on.
        settings.iter().for_each(|file| drop(files.remove(&project.name(file))));
        if texts.is_empty() && faults.is_empty() {
            faults.push(nothing_to_check());
        }
        let mut layers = None;
        let mut choose = |program: &Program| {
            check_regime(&options, program)?;
            let directories = layers::directories(program.sources(), &project, &context.config)?;
            let chosen = layers.insert(Layers::new(rules, &context.config, directories)?);
            options.levels = chosen.levels();
            Ok(options.clone())
        };
        let Checked { program, model, mut findings } = check(texts, &project, &mut choose)?;
        let layers = layers.expect("bug: a program was checked without options");
        layers.settle(&mut findings, program.sources(), &project);
        let is_whole = arguments.paths.is_empty() && rules.is_default() && faults.is_empty() && !program.is_broken();
        Ok(Session { program, model, options, findings, layers, is_whole, project, files, stdin, faults })
    }

    /// The regimes alone, for what is judged by no catalogue: those that come with the compiler, and the file that was named.
    /// Only for a name that they lack is the project read.
    pub(super) fn of_regimes(given: Option<&String>, as_of: Option<Date>, context: &Context) -> Result<Self, Fault> {
        let RegimeFile { name, file } = RegimeFile::new(given, context);
        let root = context.config.root.as_deref();
        let mut paths: Vec<PathBuf> = file.into_iter().collect();
        let alone = Program::load(Vec::new(), &project(root, &paths)?);
        if paths.is_empty() && name.as_ref().is_some_and(|name| !alone.has_regime(name)) {
            let root = root.unwrap_or(Path::new("."));
            paths = context.config.paths.iter().map(|path| root.join(path)).collect();
        }
        let project = project(root, &paths)?;
        let Inputs { texts, files, stdin, mut faults } = Inputs::gather(&paths, None, &project, &Unwatched);
        if let Some(fault) = faults.pop() {
            return Err(fault);
        }
        let as_of = as_of.unwrap_or_else(|| Zoned::now().date());
        let options = Options { regime: name, ..Options::on(as_of) };
        let program = Program::load(texts, &project);
        check_regime(&options, &program)?;
        let (model, findings) = program.resolve(&options);
        if program.is_broken() || findings.iter().any(|finding| finding.severity == Severity::Error) {
            return Err(Fault::input(FAULTY));
        }
        let layers = Layers::new(&RuleArguments::default(), &Config::default(), Vec::new())?;
        Ok(Session { program, model, options, findings, layers, is_whole: false, project, files, stdin, faults })
    }

    /// With what is wrong with the files of settings. After it the program takes in no text.
    #[must_use]
    pub(super) fn with_settings(mut self) -> Self {
        let found = settings::findings(&self.layers, &mut self.program, self.is_whole);
        self.findings.extend(self.layers.settled_of_settings(found));
        self.findings = self.program.sorted(self.findings);
        self
    }

    /// Tells what could not be read.
    pub(super) fn tell_faults(&self, context: &Context) {
        for fault in &self.faults {
            fault.tell(context.lang, context.privacy);
        }
    }

    pub(super) fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    /// How a run ends that needs to know what the texts mean, where that is not known; says so.
    pub(super) fn refuse(&self, context: &Context) -> Option<Exit> {
        self.tell_faults(context);
        if !self.faults.is_empty() {
            return Some(Exit::Input);
        }
        if self.program.is_broken() {
            terminal::complain(&format!("{}\n", BROKEN.get(context.lang)));
            return Some(Exit::Findings);
        }
        None
    }

    /// How a check ends that fails on findings from `deny` on.
    pub(super) fn exit(&self, deny: Severity) -> Exit {
        match self.findings.iter().map(|finding| finding.severity).max() {
            _ if !self.faults.is_empty() => Exit::Input,
            Some(worst) if worst >= deny => Exit::Findings,
            _ => Exit::Clean,
        }
    }

    /// Whether the program means what its author wrote: without it nothing is compiled.
    pub(super) fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.findings.iter().all(|finding| finding.severity < Severity::Error)
    }
}

/// The regime of catalogues that name none: by name, or by the file that declares one of the file's name.
pub(super) struct RegimeFile {
    pub(super) name: Option<String>,
    pub(super) file: Option<PathBuf>,
}

impl RegimeFile {
    pub(super) fn new(given: Option<&String>, context: &Context) -> Self {
        let from_config = context.config.regime.as_ref().zip(context.config.root.as_ref());
        let path = match given {
            Some(given) => Some(PathBuf::from(given)),
            None => from_config.map(|(given, root)| root.join(given)),
        };
        let name = given.cloned().or_else(|| context.config.regime.clone());
        match path.filter(|path| path.extension().is_some_and(|extension| extension == "dingmi")) {
            Some(path) => {
                RegimeFile { name: path.file_stem().map(|stem| stem.to_string_lossy().into_owned()), file: Some(path) }
            }
            None => RegimeFile { name, file: None },
        }
    }
}

/// A regime that was asked for and that nothing declares is a wrong setting, told once.
pub(super) fn check_regime(options: &Options, program: &Program) -> Result<(), Fault> {
    let unknown = options.regime.as_ref().filter(|name| !program.is_broken() && !program.has_regime(name));
    unknown.map_or(Ok(()), |name| Err(Fault::usage(NO_REGIME.with([Arg::id(name)])).help(NAME_REGIME)))
}

const BROKEN: Text = Text::new(
    "not all texts can be read, so nothing is shown: `dingmi check` says what is wrong",
    "有文本无法读取，因此不显示任何内容：`dingmi check` 说明错误所在",
);
const FAULTY: Text = Text::new(
    "the texts that the regime is read from are faulty: `dingmi check` says what is wrong",
    "法规所在的文本有误：`dingmi check` 说明错误所在",
);
const NO_REGIME: Text = Text::new("no regime `{0}` is declared", "没有声明法规 `{0}`");
const NAME_REGIME: Text = Text::new(
    "correct `regime` in dingmi.toml or `--regime`, or give its file",
    "请改正 dingmi.toml 中的 regime 或 `--regime`，或者给出其文件",
);

pub(super) fn project(root: Option<&Path>, files: &[PathBuf]) -> Result<Project, Fault> {
    Project::new(root, files).map_err(|error| {
        let message = Text::new("cannot enter the directory: {0}", "无法进入目录：{0}").with([reason(&error)]);
        Fault::input(message).at(root.unwrap_or(Path::new(".")).to_string_lossy())
    })
}

fn options(arguments: &ProgramArguments, chosen: &RuleArguments, regime: &RegimeFile) -> Options {
    let as_of = arguments.as_of.unwrap_or_else(|| Zoned::now().date());
    let waivers = if chosen.no_waivers { Waivers::Ignored } else { Waivers::Heeded };
    Options { regime: regime.name.clone(), waivers, ..Options::on(as_of) }
}

fn paths(arguments: &ProgramArguments, context: &Context, regime: Option<PathBuf>) -> Vec<PathBuf> {
    let config = &context.config;
    let root = config.root.as_deref().unwrap_or(Path::new("."));
    let mut paths = match (arguments.paths.as_slice(), config.paths.as_slice()) {
        ([], []) => vec![PathBuf::from(".")],
        ([], paths) => paths.iter().map(|path| root.join(path)).collect(),
        (paths, _) => paths.to_vec(),
    };
    paths.extend(regime);
    paths
}

/// The paths, with the place of stdin for `-`.
fn given_files(paths: &[PathBuf], arguments: &ProgramArguments) -> Vec<PathBuf> {
    let stdin = arguments.stdin_filename.as_deref().unwrap_or("<stdin>");
    paths.iter().map(|path| if path == Path::new("-") { PathBuf::from(stdin) } else { path.clone() }).collect()
}

fn nothing_to_check() -> Fault {
    Fault::input(Text::new("nothing to check: no .dingmi file found", "没有可检查的内容：未找到 .dingmi 文件")).help(
        Text::new(
            "name a file or a directory, or set `paths` in dingmi.toml",
            "请给出文件或目录，或在 dingmi.toml 中设置 paths",
        ),
    )
}
