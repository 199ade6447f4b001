//! Text → ast. The only folder that knows pest.

mod cut;
mod from_pairs;
pub mod keywords;
mod scan;

use crate::ast::File;
use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use from_pairs::Reader;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/dingmi.pest"]
struct Grammar;

/// What a text says, and what is wrong with its shape.
pub fn parse(file: FileId, text: &str) -> (File, Vec<Diagnostic>) {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut reader = Reader::new(file);
    match cut::cut(text, start, &mut reader) {
        Ok(declarations) => (File { declarations, count: reader.count }, reader.diagnostics),
        Err(_) => (File::default(), reader.diagnostics),
    }
}
