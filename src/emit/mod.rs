//! Sound model → outputs, one file an output. Same model, same bytes.

mod competence;
mod conflicts;
pub mod json;
mod knowers;
mod to_json;

use jiff::civil::Date;

use crate::model::Model;
use crate::source::Sources;

/// One output: the name of its file and its bytes.
#[derive(Debug)]
pub struct Output {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// Every output of a program without errors.
pub fn outputs(sources: &Sources, model: &Model, as_of: Date) -> Vec<Output> {
    vec![Output { name: "catalogue.json", bytes: to_json::bytes(sources, model, as_of) }]
}
