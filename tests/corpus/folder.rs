//! Files of the repository as a program.

use std::fs;
use std::path::{Component, Path, PathBuf};

use dingmi::diagnostic::Diagnostic;
use dingmi::model::Model;
use dingmi::{Files, ImportFault, Options, Program};
use jiff::civil::{Date, date};

/// The day on which every test stands.
pub(crate) const TODAY: Date = date(2026, 11, 23);

/// The repository; names are relative to it.
pub(crate) struct Repository;

impl Repository {
    pub(crate) fn path(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
    }

    pub(crate) fn text(name: &str) -> String {
        fs::read_to_string(Self::path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of the `.dingmi` files in a folder and below.
    pub(crate) fn sources(folder: &str) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(Self::path(&folder)).unwrap() {
                let name = format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap());
                if Self::path(&name).is_dir() {
                    folders.push(name);
                } else if name.ends_with(".dingmi") {
                    names.push(name);
                }
            }
        }
        names.sort();
        names
    }
}

impl Files for Repository {
    fn resolve(&self, importer: &str, import: &str) -> Result<String, ImportFault> {
        let mut parts: Vec<&str> = importer.split('/').collect();
        parts.pop();
        for component in Path::new(import).components() {
            match component {
                Component::ParentDir => parts.pop().map(|_| ()).ok_or(ImportFault::Escapes)?,
                Component::Normal(part) => parts.push(part.to_str().unwrap()),
                Component::CurDir => {}
                Component::RootDir | Component::Prefix(_) => return Err(ImportFault::Escapes),
            }
        }
        let name = parts.join("/");
        if Self::path(&name).is_file() { Ok(name) } else { Err(ImportFault::Missing) }
    }

    fn read(&self, name: &str) -> Result<String, ImportFault> {
        Ok(Self::text(name))
    }
}

pub(crate) fn load(names: &[String]) -> Program {
    Program::load(names.iter().map(|name| (name.clone(), Repository::text(name))).collect(), &Repository)
}

pub(crate) fn check(program: &Program) -> (Model, Vec<Diagnostic>) {
    program.check(&Options::on(TODAY))
}

/// A compiled catalogue without what tells the bytes of its texts: offsets and digests.
pub(crate) fn without_bytes(catalogue: &str) -> String {
    let is_of_bytes =
        |line: &&str| ["\"start\":", "\"end\":", "\"digest\":"].iter().any(|key| line.trim_start().starts_with(key));
    catalogue.lines().filter(|line| !is_of_bytes(line)).collect::<Vec<_>>().join("\n")
}
