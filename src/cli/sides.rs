//! What is compared: a file, a directory, a compiled catalogue, or either of them in a git revision → a document.

use std::path::{Path, PathBuf};

use dingmi_catalogue::Catalogue;
use jiff::civil::Date;

use super::Context;
use super::fault::Fault;
use super::input::Inputs;
use super::project::Project;
use super::query::{not_opened, open};
use super::revision::Revision;
use super::session::{self, RegimeFile};
use crate::diagnostic::{Arg, Diagnostic, Severity, Text};
use crate::emit::{self, Order, json::Document};
use crate::model::{self, Model, Regime};
use crate::program::{Files, ImportFault, Options, Program};
use crate::watch::Unwatched;

/// One of the two.
pub(super) enum Loaded {
    Image(Catalogue),
    Program(Box<(Program, Model)>),
}

/// How both are loaded.
pub(super) struct Loader<'a> {
    /// Of catalogues that name none.
    pub(super) regime: Option<&'a str>,
    pub(super) day: Date,
    pub(super) context: &'a Context,
}

/// The regimes of a side, by id. An image holds of a law what services need, and not who may change a row.
pub(super) fn laws(loaded: &Loaded, day: Date) -> Vec<(String, &Regime)> {
    let Loaded::Program(parts) = loaded else { return Vec::new() };
    let (program, model) = &**parts;
    let context = model::Context { model, sources: program.sources(), as_of: day };
    model.regimes.values().map(|regime| (context.id(regime.head.id).into_owned(), regime)).collect()
}

impl Loaded {
    /// What comes with the compiler.
    pub(super) fn embedded(day: Date) -> Self {
        let program = Program::load(Vec::new(), &NoFiles);
        let (model, _) = program.resolve(&Options::on(day));
        Loaded::Program(Box::new((program, model)))
    }

    pub(super) fn document<'a>(&'a self, order: &'a Order, day: Date) -> Document<'a> {
        match self {
            Loaded::Image(catalogue) => catalogue.document(),
            Loaded::Program(parts) => {
                let (program, model) = &**parts;
                emit::content(&model::Context { model, sources: program.sources(), as_of: day }, order)
            }
        }
    }
}

impl Loader<'_> {
    /// A path, or where nothing lies there, `REVISION:path`.
    pub(super) fn load(&self, given: &str) -> Result<Loaded, Fault> {
        let path = Path::new(given);
        let loaded = match given.split_once(':') {
            _ if path.exists() => self.on_disk(path),
            Some((revision, path)) => self.in_revision(revision, path),
            None => Err(Fault::input(NOTHING_THERE).help(WHAT_IT_TAKES)),
        };
        loaded.map_err(|fault| fault.or_at(given))
    }

    fn on_disk(&self, path: &Path) -> Result<Loaded, Fault> {
        if path.is_file() && !is_text(path) {
            return open(path).map(Loaded::Image).map_err(|fault| fault.help_or(WHAT_IT_TAKES));
        }
        let regime = self.regime();
        let paths: Vec<PathBuf> = [path.to_owned()].into_iter().chain(regime.file.clone()).collect();
        let project = self.project(path)?;
        let texts = gathered(&paths, &project)?;
        self.program(texts, &project, regime)
    }

    fn in_revision(&self, revision: &str, path: &str) -> Result<Loaded, Fault> {
        let revision = Revision::open(revision)?;
        if !is_text(Path::new(path)) && revision.holds(path) {
            let bytes = revision.image(path)?;
            return Catalogue::from_bytes(bytes)
                .map(Loaded::Image)
                .map_err(|error| not_opened(error).help_or(WHAT_IT_TAKES));
        }
        let regime = self.regime();
        let mut texts = revision.texts(path)?;
        if let Some(file) = &regime.file {
            texts.extend(gathered(std::slice::from_ref(file), &self.project(file)?)?);
        }
        self.program(texts, &revision, regime)
    }

    fn regime(&self) -> RegimeFile {
        RegimeFile::new(self.regime.map(str::to_owned).as_ref(), self.context)
    }

    /// What lies in the project may import what does; what lies elsewhere, what lies beside or below it.
    fn project(&self, path: &Path) -> Result<Project, Fault> {
        let paths = [path.to_owned()];
        let root = self.context.config.root.as_deref();
        let in_project = session::project(root, &paths)?;
        if root.is_none() || in_project.holds(path) { Ok(in_project) } else { session::project(None, &paths) }
    }

    fn program(&self, texts: Vec<(String, String)>, files: &dyn Files, regime: RegimeFile) -> Result<Loaded, Fault> {
        let options = Options { regime: regime.name, ..Options::on(self.day) };
        let program = Program::load(texts, files);
        session::check_regime(&options, &program)?;
        // Of a broken text nothing is judged but its shape.
        let (model, findings) = if program.is_broken() { program.check(&options) } else { program.resolve(&options) };
        let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
        let errors = program.sorted(findings.into_iter().filter(is_error).collect());
        match errors.first() {
            Some(first) => Err(faulty(&program, first, errors.len())),
            None => Ok(Loaded::Program(Box::new((program, model)))),
        }
    }
}

/// The texts at some paths, if all of them can be read.
fn gathered(paths: &[PathBuf], project: &Project) -> Result<Vec<(String, String)>, Fault> {
    let Inputs { texts, mut faults, .. } = Inputs::gather(paths, None, project, &Unwatched);
    match faults.pop() {
        Some(fault) => Err(fault),
        None if texts.is_empty() => Err(Fault::input(NO_TEXT).help(WHAT_IT_TAKES)),
        None => Ok(texts),
    }
}

/// What is said of a side in which not everything means something. In a revision no check can say it.
fn faulty(program: &Program, first: &Diagnostic, count: usize) -> Fault {
    let span = first.span();
    let place = format!("{}:{}", program.sources().name_of(span), program.sources().line_column(span).line);
    let message = Arg::Message(Box::new(first.message.clone()));
    Fault::input(FAULTY.with([Arg::number(count), message])).at(place).help(ALL_OF_THEM)
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "dingmi")
}

/// What comes with the compiler imports nothing.
struct NoFiles;

impl Files for NoFiles {
    fn resolve(&self, _: &str, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Missing)
    }

    fn read(&self, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Missing)
    }
}

const NOTHING_THERE: Text = Text::new("it does not exist", "不存在");
pub(super) const NO_TEXT: Text =
    Text::new("nothing to compare: no .dingmi file found", "没有可比较的内容：未找到 .dingmi 文件");
pub(super) const WHAT_IT_TAKES: Text = Text::new(
    "name a .dingmi file, a directory, a compiled `catalogue.dmc`, or one of these in a git revision as `REVISION:path`",
    "请给出 .dingmi 文件、目录、编译的 `catalogue.dmc`，或者以 `版本:路径` 给出 git 版本中的上述各项",
);
const FAULTY: Text = Text::new(
    "nothing is compared while texts have errors ({0}); the first one: {1}",
    "文本有错误（{0} 处）时不作比较；第一处：{1}",
);
const ALL_OF_THEM: Text = Text::new("`dingmi check` tells all of them", "`dingmi check` 列出全部错误");
