//! Which findings are told, and how severely: by the command line, by the file of the project, and by those of the directories
//! that a finding lies in. Of severities and selections the innermost counts; what one of them leaves out is left out.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::arguments::RuleArguments;
use super::config::{Config, FILE_NAME, Settings};
use super::fault::Fault;
use super::project::Project;
use super::rulebook::{Choice, Rulebook, is_structure};
use crate::diagnostic::Diagnostic;
use crate::lint::{self, Levels};
use crate::source::{FileId, Sources};

type Codes = BTreeSet<&'static str>;

/// The files of directories inside the project, outer ones first.
pub(super) type Directories = Vec<(PathBuf, Rc<Settings>)>;

#[derive(Debug)]
pub(super) struct Layers {
    /// Where given, they take the place of what files say.
    select: Option<Codes>,
    ignore: Option<Codes>,
    /// The file of the project first.
    layers: Vec<Layer>,
}

/// What one file says, and whether that has done anything.
#[derive(Debug)]
pub(super) struct Layer {
    /// None for the project: it is for all there is.
    directory: Option<PathBuf>,
    pub(super) settings: Rc<Settings>,
    /// By entry of `ignore`.
    pub(super) has_ignored: Vec<Cell<bool>>,
    /// By entry of `levels`.
    pub(super) has_leveled: Vec<Cell<bool>>,
}

/// Finds the files of the directories that texts lie in. They are part of the project, so they are read where it is.
pub(super) fn directories(sources: &Sources, project: &Project, config: &Config) -> Result<Directories, Fault> {
    let Some(root) = config.root.as_ref().and_then(|root| root.canonicalize().ok()) else { return Ok(Vec::new()) };
    let mut looked = BTreeSet::new();
    for (_, source) in sources.iter().filter(|(_, source)| !source.is_embedded()) {
        let path = project.path(source.name());
        let inside =
            path.ancestors().skip(1).take_while(|directory| directory.starts_with(&root) && **directory != root);
        // What lies above one that was looked at was looked at then.
        for directory in inside {
            if !looked.insert(directory.to_owned()) {
                break;
            }
        }
    }
    let rules = Rulebook::default();
    let mut found = Vec::new();
    for directory in looked {
        let file = directory.join(FILE_NAME);
        if file.is_file() {
            let config = Config::read(Path::new(&project.name(&file)), &rules)?;
            found.push((directory, config.settings));
        }
    }
    Ok(found)
}

impl Layers {
    pub(super) fn new(chosen: &RuleArguments, config: &Config, directories: Directories) -> Result<Self, Fault> {
        let rules = Rulebook::default();
        let inner = directories.into_iter().map(|(directory, settings)| Layer::new(Some(directory), settings));
        Ok(Layers {
            select: codes(chosen.select.as_deref(), "--select", |word| rules.select(word))?,
            ignore: codes(chosen.ignore.as_deref(), "--ignore", |word| rules.ignore(word))?,
            layers: [Layer::new(None, Rc::clone(&config.settings))].into_iter().chain(inner).collect(),
        })
    }

    /// The rules that nobody asks for are not run. What files leave out is run, or else nobody would know whether there is
    /// anything to leave out.
    pub(super) fn levels(&self) -> Levels {
        let selections =
            || self.layers.iter().filter(|layer| layer.is_heeded()).filter_map(|layer| layer.settings.select.as_ref());
        let select = match (&self.select, &self.layers[0].settings.select) {
            (Some(codes), _) => Some(codes.clone()),
            // What any directory asks for.
            (None, Some(_)) => Some(selections().flatten().copied().collect()),
            (None, None) => None,
        };
        let ignore = self.ignore.clone().unwrap_or_default();
        Choice { levels: Levels::new(), select, ignore }.levels(&Rulebook::default())
    }

    /// The codes that are not told, wherever in the project they are found.
    pub(super) fn off(&self) -> Codes {
        let project = &self.layers[0].settings;
        let not_run = self.levels().into_iter().filter(|(_, level)| level.is_none()).map(|(code, _)| code);
        let ignored = project.ignore.iter().filter(|_| self.ignore.is_none()).flat_map(|entry| entry.value.clone());
        let levels = project.levels.iter().map(|entry| entry.value);
        let turned_off = levels.filter(|(_, level)| level.is_none()).map(|(code, _)| code);
        not_run.chain(ignored).chain(turned_off).collect()
    }

    /// Leaves out what is not to be told, and sets the severities of the rest.
    pub(super) fn settle(&self, findings: &mut Vec<Diagnostic>, sources: &Sources, project: &Project) {
        let by_file: Vec<Vec<usize>> = (0..sources.count())
            .map(|file| self.layers_of(&project.path(sources.get(FileId::new(file)).name())))
            .collect();
        findings.retain_mut(|finding| self.keeps(finding, &by_file[sources.file_of(finding.span()).index()]));
    }

    /// Of findings about files of settings the one of the project decides.
    pub(super) fn settled_of_settings(&self, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        findings.retain_mut(|finding| self.keeps(finding, &[0]));
        findings
    }

    /// The layers that a file lies in, outer ones first.
    fn layers_of(&self, path: &Path) -> Vec<usize> {
        let is_in = |layer: &Layer| layer.directory.as_ref().is_none_or(|directory| path.starts_with(directory));
        let all = 0..self.layers.len();
        all.filter(|index| self.layers[*index].is_heeded() && is_in(&self.layers[*index])).collect()
    }

    fn keeps(&self, finding: &mut Diagnostic, layers: &[usize]) -> bool {
        let kind = finding.kind;
        let layers = || layers.iter().map(|index| &self.layers[*index]);
        let selection = layers().rev().find_map(|layer| layer.settings.select.as_ref());
        let is_selected = self.select.is_some() || is_structure(kind);
        if !is_selected && selection.is_some_and(|codes| !codes.contains(kind.code)) {
            return false;
        }
        // Each that would leave it out has its use.
        let is_ignored = self.ignore.is_none() && layers().filter(|layer| layer.ignores(kind.code)).count() > 0;
        let level = layers().rev().find_map(|layer| layer.level(kind.code));
        let is_told = level.is_none_or(|level| lint::settle(finding, level));
        is_told && !is_ignored
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Layer> {
        self.layers.iter()
    }
}

fn codes(
    words: Option<&[String]>,
    option: &str,
    find: impl Fn(&str) -> Result<Codes, Fault>,
) -> Result<Option<Codes>, Fault> {
    let Some(words) = words else { return Ok(None) };
    let found: Result<Vec<Codes>, Fault> = words.iter().map(|word| find(word)).collect();
    Ok(Some(found.map_err(|fault| fault.at(option))?.into_iter().flatten().collect()))
}

impl Layer {
    fn new(directory: Option<PathBuf>, settings: Rc<Settings>) -> Self {
        Layer {
            directory,
            has_ignored: vec![Cell::new(false); settings.ignore.len()],
            has_leveled: vec![Cell::new(false); settings.levels.len()],
            settings,
        }
    }

    pub(super) fn is_of_project(&self) -> bool {
        self.directory.is_none()
    }

    /// The files of directories count where they say that they are no root.
    pub(super) fn is_heeded(&self) -> bool {
        self.is_of_project() || !self.settings.is_root
    }

    /// Marks every entry that does so.
    fn ignores(&self, code: &str) -> bool {
        let entries = self.settings.ignore.iter().zip(&self.has_ignored);
        entries.filter(|(entry, _)| entry.value.contains(code)).map(|(_, used)| used.set(true)).count() > 0
    }

    fn level(&self, code: &str) -> Option<Option<crate::diagnostic::Severity>> {
        let mut entries = self.settings.levels.iter().zip(&self.has_leveled);
        let (entry, used) = entries.find(|(entry, _)| entry.value.0 == code)?;
        used.set(true);
        Some(entry.value.1)
    }
}
