//! Programs of one text, `main.dingmi`, which can import nothing but itself.

use dingmi::diagnostic::Diagnostic;
use dingmi::{Files, ImportFault, Program};

use crate::folder;

pub(crate) const NAME: &str = "main.dingmi";

pub(crate) struct Alone;

impl Files for Alone {
    fn resolve(&self, _: &str, import: &str) -> Result<String, ImportFault> {
        match import {
            NAME => Ok(NAME.to_owned()),
            outside if outside.starts_with("..") || outside.starts_with('/') => Err(ImportFault::Escapes),
            _ => Err(ImportFault::Missing),
        }
    }

    fn read(&self, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Unreadable)
    }
}

pub(crate) fn program(text: &str) -> Program {
    Program::load(vec![(NAME.to_owned(), text.to_owned())], &Alone)
}

pub(crate) fn findings(text: &str) -> Vec<Diagnostic> {
    folder::check(&program(text)).1
}
