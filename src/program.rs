//! A program: the texts it was given, what they import, and the regimes that come with the compiler.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Model;
use crate::source::Sources;

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
    pub levels: BTreeMap<&'static str, Option<Severity>>,
}

/// Parsed texts. Nothing has been resolved yet.
#[derive(Debug)]
pub struct Program {
    sources: Sources,
}

impl Program {
    /// Reads the texts (name and content) and everything they import.
    pub fn load(_texts: Vec<(String, String)>, _files: &dyn Files) -> Self {
        Program { sources: Sources::default() }
    }

    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Everything that is wrong, in the order of files, places and codes, and what the texts mean as far as they mean
    /// anything.
    pub fn check(&self, _options: &Options) -> (Model, Vec<Diagnostic>) {
        (Model::default(), Vec::new())
    }
}
