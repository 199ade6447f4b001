//! A program: the texts it was given, what they import, and the regimes that come with the compiler.

use std::collections::HashMap;
use std::mem::take;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::ast::{self, Declaration, Import};
use crate::authority;
use crate::diagnostic::{Arg, Diagnostic, Kind, Lang, Privacy, Text};
use crate::faults;
use crate::limits;
use crate::lint::{self, Context, Levels, Waivers};
use crate::model::{self, AtLast, Laws, Model};
use crate::source::{FileId, Source, Sources, Span};
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

const ESCAPES: Text = Text::new("the import {0} leads out of the project", "引用 {0} 指向项目之外");
const ESCAPES_HELP: Text = Text::new(
    "imports are relative and stay below the folder of dingmi.toml, links followed",
    "引用须为相对路径，且在 dingmi.toml 所在目录之内，链接按其目标计算",
);
const MISSING: Text = Text::new("the imported file {0} does not exist", "引用的文件 {0} 不存在");
const UNREADABLE: Text = Text::new("the imported file {0} cannot be read", "引用的文件 {0} 无法读取");
const UNREADABLE_HELP: Text = Text::new("it must be a readable file in UTF-8", "须为可读的 UTF-8 文件");
const CIRCLE: Text = Text::new("files import one another in a circle", "文件之间循环引用");
const IMPORTED_HERE: Text = Text::new("imported here", "引用于此");
const TAKE_OUT: Text = Text::new("take one of these imports out", "请删去其中一处引用");
const TOO_MANY: Text = Text::new("limit {0}: more than {1}", "超过限制 {0}：多于 {1}");

impl Program {
    /// Reads the texts (name and content) and everything they import.
    pub fn load(texts: Vec<(String, String)>, files: &dyn Files) -> Self {
        Program::load_watched(texts, files, &Unwatched)
    }

    /// The same under someone's eyes.
    pub fn load_watched(texts: Vec<(String, String)>, files: &dyn Files, watch: &dyn Watch) -> Self {
        Program::load_rows(texts, files, watch, Rows::Now)
    }

    /// Reads texts, and checks them once: what was written is given up as soon as it is known what it means, and rows of large
    /// catalogues are parsed only then. `options` are chosen when everything but such rows is known.
    pub fn check_once<E>(
        texts: Vec<(String, String)>,
        files: &dyn Files,
        watch: &dyn Watch,
        options: impl FnOnce(&Program) -> Result<Options, E>,
    ) -> Result<Checked, E> {
        let mut program = Program::load_rows(texts, files, watch, Rows::Later);
        let options = options(&program)?;
        let (model, findings) = program.check_at_last(&options, watch);
        Ok(Checked { program, model, findings })
    }

    fn load_rows(texts: Vec<(String, String)>, files: &dyn Files, watch: &dyn Watch, rows: Rows) -> Self {
        let mut loader =
            Loader { program: Program::default(), rows, names: HashMap::new(), hops: Vec::new(), files, watch };
        let given: Vec<FileId> = texts.into_iter().filter_map(|(name, text)| loader.add(name, text)).collect();
        loader.parse(&given);
        loader.follow_imports();
        loader.report_circles();
        loader.report_count();
        let mut program = loader.program;
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

    fn check_at_last(&mut self, options: &Options, watch: &dyn Watch) -> (Model, Vec<Diagnostic>) {
        let resolved = watch.stage(Stage::Resolve, 0, || self.resolve_at_last(options, watch));
        let resolved = resolved.unwrap_or_else(|| {
            self.parse_whole(watch);
            watch.stage(Stage::Resolve, 0, || self.resolve(options))
        });
        self.files.iter_mut().for_each(|file| file.ast.declarations = Vec::new());
        self.judge(resolved, options, watch)
    }

    /// Nothing if a row that was left for later does not parse.
    fn resolve_at_last(&mut self, options: &Options, watch: &dyn Watch) -> Option<(Model, Vec<Diagnostic>)> {
        let written = self.files.iter_mut().map(|file| AtLast { file: &mut file.ast, later: take(&mut file.later) });
        let files = in_order(&self.sources, written);
        let late = model::resolve_at_last(&self.sources, files, options.regime.as_deref(), watch)?;
        self.diagnostics.extend(late.shape);
        Some((late.model, late.diagnostics))
    }

    /// Parses all texts again, rows and all: one of them does not parse.
    fn parse_whole(&mut self, watch: &dyn Watch) {
        let own: Vec<FileId> = self.sources.iter().filter(|(_, text)| !text.is_embedded()).map(|(id, _)| id).collect();
        let parsed = parse(&self.sources, &own, Rows::Now, watch);
        self.files.iter_mut().zip(parsed).for_each(|(file, parsed)| *file = parsed);
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

struct Loader<'f> {
    program: Program,
    rows: Rows,
    names: HashMap<String, FileId>,
    /// Who imports whom, and where it says so.
    hops: Vec<(FileId, FileId, Span)>,
    files: &'f dyn Files,
    watch: &'f dyn Watch,
}

impl Loader<'_> {
    /// Takes a text in; of two under one name the first.
    fn add(&mut self, name: String, text: String) -> Option<FileId> {
        if self.names.contains_key(&name) {
            return None;
        }
        let file = self.program.sources.add(name.clone(), text);
        self.names.insert(name, file);
        Some(file)
    }

    /// Parses texts that were taken in last.
    fn parse(&mut self, texts: &[FileId]) {
        self.program.files.extend(parse(&self.program.sources, texts, self.rows, self.watch));
    }

    /// Files are taken in the order in which they came, and each adds those it names behind them. Those that came together
    /// are parsed together.
    fn follow_imports(&mut self) {
        let mut next = 0;
        while next < self.program.files.len() {
            let parsed = self.program.files.len();
            let mut added = Vec::new();
            let is_within_limits = (next..parsed).all(|file| self.follow(file, &mut added));
            self.parse(&added);
            if !is_within_limits {
                return;
            }
            next = parsed;
        }
    }

    /// Takes in what a file imports. False where that is more than the limit of files.
    fn follow(&mut self, file: usize, added: &mut Vec<FileId>) -> bool {
        let imports: Vec<Span> = self.program.files[file].ast.declarations.iter().filter_map(import).collect();
        let (most, rest) = imports.split_at(imports.len().min(limits::IMPORTS.most));
        for span in most {
            if self.names.len() >= limits::FILES.most {
                self.too_many(*span, &limits::FILES);
                return false;
            }
            added.extend(self.import(*span));
        }
        if let Some(span) = rest.first() {
            self.too_many(*span, &limits::IMPORTS);
        }
        true
    }

    /// The file, if it is not there yet.
    fn import(&mut self, span: Span) -> Option<FileId> {
        let sources = &self.program.sources;
        let path = model::words_text(sources, ast::Words(span)).into_owned();
        let importer = sources.file_of(span);
        let resolved = self.files.resolve(sources.get(importer).name(), &path);
        let imported = resolved.and_then(|name| match self.names.get(&name) {
            Some(file) => Ok((*file, None)),
            None => self.files.read(&name).map(|text| {
                let added = self.add(name, text).expect("bug: a file that is not there yet is there");
                (added, Some(added))
            }),
        });
        match imported {
            Ok((file, added)) => {
                self.hops.push((importer, file, span));
                added
            }
            Err(fault) => {
                self.program.diagnostics.push(import_finding(fault, span, path));
                None
            }
        }
    }

    fn too_many(&mut self, span: Span, limit: &limits::Limit) {
        self.program.diagnostics.push(too_many(span, limit));
    }

    fn report_circles(&mut self) {
        let hops = self.hops.iter().map(|(from, to, _)| (from.index(), to.index()));
        for circle in authority::shortest_cycles(hops) {
            let around = circle.iter().zip(circle.iter().cycle().skip(1));
            let mut spans = around.filter_map(|(from, to)| {
                self.hops.iter().find(|hop| (hop.0.index(), hop.1.index()) == (*from, *to)).map(|hop| hop.2)
            });
            let Some(first) = spans.next() else { unreachable!("bug: a circle of no imports") };
            let finding =
                Diagnostic::new(&faults::IMPORT_CYCLE, first, CIRCLE).label_main(IMPORTED_HERE).help(TAKE_OUT);
            let finding = spans.fold(finding, |finding, span| finding.label(span, IMPORTED_HERE));
            self.program.diagnostics.push(finding);
        }
    }

    fn report_count(&mut self) {
        let mut total = 0;
        let over = self.program.sources.iter().zip(&self.program.files).find(|(_, file)| {
            total += file.ast.count;
            total > limits::DECLARATIONS.most
        });
        if let Some(((file, _), _)) = over {
            self.too_many(self.program.sources.span(file, 0..0), &limits::DECLARATIONS);
        }
    }
}

/// Parses texts in their order, on however many threads.
fn parse(sources: &Sources, texts: &[FileId], rows: Rows, watch: &dyn Watch) -> Vec<Parsed> {
    let parse = |file: &FileId| {
        let parsed = parsed(sources.get(*file), rows);
        watch.step(Stage::Parse);
        parsed
    };
    watch.stage(Stage::Parse, texts.len(), || texts.par_iter().map(parse).collect())
}

/// What a text says; nothing is read of one that is left out.
fn parsed(source: &Source, rows: Rows) -> Parsed {
    let mut later = Vec::new();
    let (ast, diagnostics) = if source.is_left_out() {
        let finding = too_many(Span::new(source.base(), 0..0), &limits::ALL_TEXTS_SIZE);
        (ast::File { is_broken: true, ..ast::File::default() }, vec![finding])
    } else {
        match rows {
            Rows::Now => syntax::parse(source.base(), source.text()),
            Rows::Later => syntax::parse_but_rows(source.base(), source.text(), &mut later),
        }
    };
    Parsed { ast, later, diagnostics }
}

fn too_many(span: Span, limit: &limits::Limit) -> Diagnostic {
    let message = TOO_MANY.with([Arg::token(limit.name), Arg::number(limit.most)]);
    Diagnostic::new(&faults::LIMIT_EXCEEDED, span, message)
}

fn import(declaration: &Declaration) -> Option<Span> {
    let Declaration::Import(Import { path }) = declaration else { return None };
    Some(path.0)
}

fn import_finding(fault: ImportFault, span: Span, path: String) -> Diagnostic {
    let finding = |kind, text: Text| Diagnostic::new(kind, span, text.with([Arg::words(path)]));
    match fault {
        ImportFault::Escapes => finding(&faults::IMPORT_ESCAPE, ESCAPES).help(ESCAPES_HELP),
        ImportFault::Missing => finding(&faults::IMPORT_MISSING, MISSING),
        ImportFault::Unreadable => finding(&faults::IMPORT_MISSING, UNREADABLE).help(UNREADABLE_HELP),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_left_out_is_a_finding() {
        let mut sources = Sources::with_room(4);
        let file = sources.add("late", "organ a;".into());
        let Parsed { ast, diagnostics: findings, .. } = parsed(sources.get(file), Rows::Now);
        assert!(ast.is_broken && ast.declarations.is_empty());
        let said = findings[0].message.render(Lang::En, Privacy::Open);
        assert_eq!(said, "limit all-texts-size: more than 4194304000");
        assert_eq!(sources.place(findings[0].span()), (file, 0..0));
    }
}
