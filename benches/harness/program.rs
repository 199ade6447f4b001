//! A program without imports, for benchmarks.

use dingmi::model::Model;
use dingmi::{Files, ImportFault, Options, Program};
use jiff::civil::date;

pub(crate) struct NoFiles;

impl Files for NoFiles {
    fn resolve(&self, _: &str, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Missing)
    }
    fn read(&self, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Missing)
    }
}

/// A program that parses.
pub(crate) fn parsed(files: Vec<(String, String)>) -> Program {
    let program = Program::load(files, &NoFiles);
    assert!(!program.is_broken(), "the workload does not parse");
    program
}

/// A program without faults, and what it means.
pub(crate) fn load(files: Vec<(String, String)>) -> (Program, Model) {
    let program = parsed(files);
    let options = Options::on(date(2026, 11, 23));
    let (model, found) = program.resolve(&options);
    assert!(found.is_empty(), "{:?}", found.first());
    (program, model)
}
