//! A program: the texts it was given, what they import, and the regimes that come with the compiler.

mod loader;

use std::mem::take;

use jiff::civil::Date;

use self::loader::Loader;
use crate::ast::{self, Declaration, Name};
use crate::diagnostic::{Diagnostic, Kind, Lang, Privacy};
use crate::faults;
use crate::lint::{self, Context, Levels, Waivers};
use crate::model::{self, AtLast, LateRows, Laws, Model};
use crate::source::{FileId, Sources};
use crate::syntax::{self, Later};
use crate::watch::{Stage, Unwatched, Watch};

/// Where imported files come from. Names are the names shown in reports, and tell files apart.
pub trait Files {
    /// The name of the file that `import` means in the file `importer`.
    fn resolve(&self, importer: &str, import: &str) -> Result<String, ImportFault>;
    fn read(&self, name: &str) -> Result<String, ImportFault>;
}

/// Why a file cannot be imported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ImportFault {
    /// It lies outside the project root, or is an absolute path.
    Escapes,
    Missing,
    /// It is there but cannot be read: no permission, a directory, not UTF-8.
    Unreadable,
}

/// What a check depends on besides the texts.
#[derive(Clone, Debug)]
pub struct Options {
    pub as_of: Date,
    /// The regime of catalogues that name none.
    pub regime: Option<String>,
    /// Severity by rule code where it is not the rule's own; `None` turns the rule off.
    pub levels: Levels,
    pub waivers: Waivers,
}

impl Options {
    /// The judgement of that day, every rule with its own severity.
    pub fn on(as_of: Date) -> Self {
        Options { as_of, regime: None, levels: Levels::new(), waivers: Waivers::Heeded }
    }
}

/// Parsed texts. Nothing has been resolved yet.
#[derive(Debug, Default)]
pub struct Program {
    sources: Sources,
    /// By file id.
    files: Vec<Parsed>,
    /// What is wrong with imports, and with all of it.
    diagnostics: Vec<Diagnostic>,
    /// So many texts were given; those behind them were imported or came with the compiler.
    given: usize,
}

/// A text as it was written.
#[derive(Debug, Default)]
struct Parsed {
    ast: ast::File,
    /// Rows of it that are not yet parsed. There are none in a program that others see.
    later: Vec<Later>,
    /// What is wrong with its shape.
    diagnostics: Vec<Diagnostic>,
}

/// Whether rows of large catalogues are parsed with the rest, or only when it is asked what they mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Rows {
    Now,
    Later,
}

/// A program that was checked and given up: where its texts stand can be told, and what they mean.
#[derive(Debug)]
pub struct Checked {
    pub program: Program,
    pub model: Model,
    pub findings: Vec<Diagnostic>,
}

/// The regimes that come with the compiler. A file that declares the same id takes its place.
static EMBEDDED: &[(&str, &str)] =
    &[("embedded:regimes/cn-2014.dingmi", include_str!("../policies/regimes/cn-2014.dingmi"))];

impl Program {
    /// Reads the texts (name and content) and everything they import.
    pub fn load(texts: Vec<(String, String)>, files: &dyn Files) -> Self {
        Program::load_rows(texts, files, &Unwatched, Rows::Now)
    }

    /// Reads texts, and checks them once: what was written is given up as soon as it is known what it means, and rows of large
    /// catalogues are parsed only then. `options` are chosen when everything but such rows is known; again if one of them
    /// does not parse, for then all is read anew as [`Program::load`] does.
    pub fn check_once<E>(
        texts: Vec<(String, String)>,
        files: &dyn Files,
        watch: &dyn Watch,
        mut options: impl FnMut(&Program) -> Result<Options, E>,
    ) -> Result<Checked, E> {
        let mut program = Program::load_rows(texts, files, watch, Rows::Later);
        let mut chosen = options(&program)?;
        let resolved = match program.resolve_at_last(&chosen, watch) {
            Some(resolved) => resolved,
            None => {
                program = Program::load_rows(program.into_texts(), files, watch, Rows::Now);
                chosen = options(&program)?;
                program.resolve_at_last(&chosen, watch).expect("bug: a row is lost that was parsed")
            }
        };
        let (model, findings) = program.judge(resolved, &chosen, watch);
        Ok(Checked { program, model, findings })
    }

    fn load_rows(texts: Vec<(String, String)>, files: &dyn Files, watch: &dyn Watch, rows: Rows) -> Self {
        let mut program = Loader::load(texts, files, watch, rows);
        program.add_embedded();
        program
    }

    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Everything that is wrong, in the order of files, places and codes, and what the texts mean as far as they mean
    /// anything. Where a text does not parse, nothing is said of what it means: it would accuse the author of what the
    /// mistake took away.
    pub fn check(&self, options: &Options) -> (Model, Vec<Diagnostic>) {
        self.judge(self.resolve(options), options, &Unwatched)
    }

    /// What was written is given up. Nothing if a row that was left for later does not parse.
    fn resolve_at_last(&mut self, options: &Options, watch: &dyn Watch) -> Option<(Model, Vec<Diagnostic>)> {
        watch.stage(Stage::Resolve, 0, || {
            let boxed = |later: Later| -> Box<dyn LateRows> { Box::new(later) };
            let written = self.files.iter_mut().map(|file| {
                let later = take(&mut file.later).into_iter().map(boxed).collect();
                AtLast { file: &mut file.ast, later }
            });
            let files = in_order(&self.sources, written);
            let late = model::resolve_at_last(&self.sources, files, options.regime.as_deref(), watch)?;
            self.files.iter_mut().for_each(|file| file.ast.declarations = Vec::new());
            self.diagnostics.extend(late.shape);
            Some((late.model, late.diagnostics))
        })
    }

    /// The texts that were given.
    fn into_texts(self) -> Vec<(String, String)> {
        self.sources.into_texts().take(self.given).collect()
    }

    fn judge(
        &self,
        (model, resolved): (Model, Vec<Diagnostic>),
        options: &Options,
        watch: &dyn Watch,
    ) -> (Model, Vec<Diagnostic>) {
        let mut diagnostics: Vec<Diagnostic> = self.shape().cloned().collect();
        let diagnostics = if self.is_broken() {
            lint::settle_all(diagnostics, &options.levels)
        } else {
            diagnostics.extend(resolved);
            let context = Context::new(&model, &self.sources, options.as_of).watched(watch);
            lint::run(&context, &options.levels, options.waivers, diagnostics)
        };
        (model, watch.stage(Stage::Sort, 0, || self.sorted(diagnostics)))
    }

    /// What the texts mean as far as they mean anything, and what in them means nothing.
    pub fn resolve(&self, options: &Options) -> (Model, Vec<Diagnostic>) {
        model::resolve(&self.sources, &self.in_order(), options.regime.as_deref())
    }

    fn in_order(&self) -> Vec<&ast::File> {
        in_order(&self.sources, self.files.iter().map(|file| &file.ast))
    }

    /// What is wrong with the shape of the texts and with their imports.
    fn shape(&self) -> impl Iterator<Item = &Diagnostic> {
        self.files.iter().flat_map(|file| &file.diagnostics).chain(&self.diagnostics)
    }

    /// Whether a text is broken, so that nothing can be said of what the texts mean.
    pub fn is_broken(&self) -> bool {
        self.files.iter().any(|file| file.ast.is_broken) || self.shape().any(hides_meaning)
    }

    /// Whether a regime of this name is declared, here or in the compiler.
    pub fn has_regime(&self, name: &str) -> bool {
        self.regime_names().any(|(_, known)| known == name)
    }

    /// Takes in a file of settings, so that findings can speak of it. It is no text of the program.
    pub fn add_settings(&mut self, name: impl Into<String>, text: String) -> FileId {
        self.sources.add_settings(name, text)
    }

    /// In the order of files, places and codes.
    pub fn sorted(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        diagnostics.sort_by_cached_key(|diagnostic| {
            let (file, range) = self.sources.place(diagnostic.span());
            let name = self.sources.get(file).name().to_owned();
            let message = diagnostic.message.render(Lang::En, Privacy::Open);
            (name, range.start, range.end, diagnostic.kind.code, diagnostic.kind.name, message)
        });
        diagnostics
    }

    fn add_embedded(&mut self) {
        let declared: Vec<String> = self.regime_names().map(|(_, name)| name).collect();
        for (name, text) in EMBEDDED {
            let file = self.sources.add_embedded(*name, (*text).to_owned());
            let source = self.sources.get(file);
            let (ast, diagnostics) = syntax::parse(source.base(), source.text());
            self.files.push(Parsed { ast, later: Vec::new(), diagnostics });
            let is_replaced = self.regime_names().any(|(at, name)| at == file && declared.contains(&name));
            if is_replaced {
                self.files[file.index()] = Parsed::default();
            }
        }
    }

    fn regime_names(&self) -> impl Iterator<Item = (FileId, String)> + '_ {
        self.files.iter().flat_map(|file| &file.ast.declarations).filter_map(|declaration| {
            let Declaration::Regime(regime) = declaration else { return None };
            let id = regime.head.id;
            Some((self.sources.file_of(id.0), model::id_text(&self.sources, id).into_owned()))
        })
    }
}

impl LateRows for Later {
    fn catalogue(&self) -> usize {
        self.catalogue()
    }

    fn names(&self) -> &[Name] {
        self.names()
    }

    fn read(&self, sources: &Sources) -> Option<(Vec<ast::Matter>, Vec<Diagnostic>)> {
        self.read(sources)
    }
}

impl Laws {
    /// The laws that the regimes coming with the compiler name.
    pub fn embedded() -> Self {
        let mut program = Program::default();
        program.add_embedded();
        model::resolve(&program.sources, &program.in_order(), None).0.laws
    }
}

/// The files by name, so that the order they were given in does not show. Those of the compiler come last.
fn in_order<F>(sources: &Sources, files: impl IntoIterator<Item = F>) -> Vec<F> {
    let sources = sources.iter().map(|(_, source)| (source.is_embedded(), source.name()));
    let mut order: Vec<((bool, &str), F)> = sources.zip(files).collect();
    order.sort_by_key(|(key, _)| *key);
    order.into_iter().map(|(_, file)| file).collect()
}

/// Whether a mistake may have taken declarations or fields away.
fn hides_meaning(diagnostic: &Diagnostic) -> bool {
    let hiding: [&Kind; 6] = [
        &faults::SYNTAX_ERROR,
        &faults::UNKNOWN_FIELD,
        &faults::LIMIT_EXCEEDED,
        &faults::IMPORT_ESCAPE,
        &faults::IMPORT_MISSING,
        &faults::IMPORT_CYCLE,
    ];
    hiding.iter().any(|kind| std::ptr::eq(*kind, diagnostic.kind))
}
