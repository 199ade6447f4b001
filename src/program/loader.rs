//! Texts and what they import, parsed.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{Files, ImportFault, Parsed, Program, Rows};
use crate::ast::{self, Declaration, Import};
use crate::authority;
use crate::diagnostic::{Arg, Diagnostic, Text};
use crate::faults;
use crate::limits;
use crate::model;
use crate::source::{FileId, Source, Span};
use crate::syntax;
use crate::watch::{Stage, Watch};

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

pub(super) struct Loader<'f> {
    program: Program,
    rows: Rows,
    names: HashMap<String, FileId>,
    /// Who imports whom, and where it says so.
    hops: Vec<(FileId, FileId, Span)>,
    files: &'f dyn Files,
    watch: &'f dyn Watch,
}

impl<'f> Loader<'f> {
    /// Reads the texts and everything they import.
    pub(super) fn load(
        texts: Vec<(String, String)>,
        files: &'f dyn Files,
        watch: &'f dyn Watch,
        rows: Rows,
    ) -> Program {
        let mut loader =
            Loader { program: Program::default(), rows, names: HashMap::new(), hops: Vec::new(), files, watch };
        let given: Vec<FileId> = texts.into_iter().filter_map(|(name, text)| loader.add(name, text)).collect();
        loader.program.given = given.len();
        loader.parse(&given);
        loader.follow_imports();
        loader.report_circles();
        loader.report_count();
        loader.program
    }

    /// Takes a text in; of two under one name the first.
    fn add(&mut self, name: String, text: String) -> Option<FileId> {
        if self.names.contains_key(&name) {
            return None;
        }
        let file = self.program.sources.add(name.clone(), text);
        self.names.insert(name, file);
        Some(file)
    }

    /// Parses texts that were taken in last, in their order, on however many threads.
    fn parse(&mut self, texts: &[FileId]) {
        let (sources, rows, watch) = (&self.program.sources, self.rows, self.watch);
        let parse = |file: &FileId| {
            let parsed = parsed(sources.get(*file), rows);
            watch.step(Stage::Parse);
            parsed
        };
        let parsed: Vec<Parsed> = watch.stage(Stage::Parse, texts.len(), || texts.par_iter().map(parse).collect());
        self.program.files.extend(parsed);
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
    use crate::diagnostic::{Lang, Privacy};
    use crate::source::Sources;

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
