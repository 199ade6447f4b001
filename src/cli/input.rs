//! Paths → texts. What cannot be read is told, and the rest is still checked.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};
use rayon::prelude::*;

use super::fault::{Fault, reason};
use super::project::{Project, read_bounded, read_to_limit};
use crate::diagnostic::{Arg, Text};
use crate::limits::{self, Limit};
use crate::watch::{Stage, Watch};

/// The texts to check, by name, and why others are missing.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    pub(super) texts: Vec<(String, String)>,
    /// The files among them, with their paths.
    pub(super) files: BTreeMap<String, PathBuf>,
    /// The name of the one that is stdin.
    pub(super) stdin: Option<String>,
    pub(super) faults: Vec<Fault>,
}

#[derive(Debug)]
enum Origin {
    Stdin,
    File(PathBuf),
}

impl Inputs {
    /// Files as given; directories with every `.dingmi` file under them; `-` is stdin, under `stdin_name`.
    pub(super) fn gather(paths: &[PathBuf], stdin_name: Option<&str>, project: &Project, watch: &dyn Watch) -> Self {
        let mut inputs = Inputs::default();
        let mut origins = BTreeMap::new();
        for path in paths {
            if path == Path::new("-") {
                let name = stdin_name.map_or_else(|| "<stdin>".to_owned(), |name| project.name(Path::new(name)));
                inputs.stdin = Some(name.clone());
                origins.insert(name, Origin::Stdin);
            } else {
                for file in inputs.files(path) {
                    origins.entry(project.name(&file)).or_insert(Origin::File(file));
                }
            }
        }
        let origins: Vec<(String, Origin)> = origins.into_iter().collect();
        let read: Vec<Result<String, Fault>> = watch.stage(Stage::Read, origins.len(), || {
            let read = |(name, origin): &(String, Origin)| {
                let text = origin.read(name);
                watch.step(Stage::Read);
                text
            };
            origins.par_iter().map(read).collect()
        });
        for ((name, origin), text) in origins.into_iter().zip(read) {
            match text {
                Ok(text) => {
                    if let Origin::File(path) = origin {
                        inputs.files.insert(name.clone(), path);
                    }
                    inputs.texts.push((name, text));
                }
                Err(fault) => inputs.faults.push(fault),
            }
        }
        inputs
    }

    fn files(&mut self, path: &Path) -> Vec<PathBuf> {
        if !path.is_dir() {
            return vec![path.to_owned()];
        }
        let mut files = Vec::new();
        for entry in walk(path) {
            match entry {
                Ok(entry) if files.len() == limits::FILES.most && is_source(&entry) => {
                    self.faults.push(too_much(&limits::FILES).at(path.to_string_lossy()));
                    break;
                }
                Ok(entry) if is_source(&entry) => files.push(entry.into_path()),
                Ok(_) => {}
                Err(error) => self.faults.push(not_walked(path, &error)),
            }
        }
        files
    }
}

/// Only the tree itself says what is in it: no ignore file of the user or the machine. Links inside the tree are not
/// followed, so it has no circles.
fn walk(path: &Path) -> ignore::Walk {
    WalkBuilder::new(path).require_git(false).git_global(false).git_exclude(false).ignore(false).build()
}

fn is_source(entry: &DirEntry) -> bool {
    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
    is_file && entry.path().extension().is_some_and(|extension| extension == "dingmi")
}

impl Origin {
    fn read(&self, name: &str) -> Result<String, Fault> {
        let bytes = match self {
            Origin::Stdin => read_to_limit(io::stdin().lock()),
            Origin::File(path) => read_bounded(path),
        };
        match bytes {
            Ok(Some(bytes)) => decode(bytes),
            Ok(None) => Err(too_much(&limits::FILE_SIZE)),
            Err(error) => Err(Fault::input(Text::new("cannot read: {0}", "无法读取：{0}").with([reason(&error)]))),
        }
        .map_err(|fault| fault.or_at(name))
    }
}

pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Fault> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = memchr::memchr_iter(b'\n', &error.as_bytes()[..valid]).count() + 1;
        let message = Text::new("not UTF-8: byte {0}, in line {1}", "不是 UTF-8：第 {1} 行，字节偏移 {0}");
        Fault::input(message.with([Arg::number(valid), Arg::number(line)])).help(Text::new(
            "save it as UTF-8, for instance: iconv -f GB18030 -t UTF-8 OLD.dingmi > NEW.dingmi",
            "请另存为 UTF-8，例如：iconv -f GB18030 -t UTF-8 旧.dingmi > 新.dingmi",
        ))
    })
}

pub(super) fn too_much(limit: &Limit) -> Fault {
    let message = Text::new("more than the limit `{0}` of {1}", "超过限制“{0}”：{1}");
    Fault::input(message.with([Arg::token(limit.name), Arg::number(limit.most)]))
}

fn not_walked(path: &Path, error: &ignore::Error) -> Fault {
    let why = error.io_error().map_or_else(|| Arg::token(error.to_string()), reason);
    let message = Text::new("cannot read something in this directory: {0}", "无法读取目录中的内容：{0}");
    Fault::input(message.with([why])).at(place(error).unwrap_or(path).to_string_lossy())
}

/// The path that an error of the walk is about.
fn place(error: &ignore::Error) -> Option<&Path> {
    if let ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } = error {
        return place(err);
    }
    if let ignore::Error::WithPath { path, .. } = error { Some(path) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Lang, Privacy};

    #[test]
    fn text_in_another_encoding_is_told_by_place() {
        let fault = decode(b"ab\ncd\xbe\xf8".to_vec()).unwrap_err().or_at("a.dingmi");
        let told = fault.render(Lang::En, Privacy::Open);
        assert!(told.starts_with("error: a.dingmi: not UTF-8: byte 5, in line 2\n  help: save it"), "{told}");
    }
}
