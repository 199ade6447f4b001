//! Text → ast. The only folder that knows pest.

mod cut;
mod expected;
mod from_pairs;
pub mod keywords;
pub mod outline;
mod plain;
mod prescan;
mod recover;
mod scan;

use crate::ast::File;
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::source::FileId;
use cut::Trouble;
pub use cut::later::{LateRows, Later};
use from_pairs::Reader;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/dingmi.pest"]
struct Grammar;

/// What a text says, and what is wrong with its shape.
pub fn parse(file: FileId, text: &str) -> (File, Vec<Diagnostic>) {
    parse_some(file, text, None)
}

/// The same but for rows of large catalogues, which are put into `later` in their order, and counted. If one of them cannot
/// be read then, the text has to be parsed whole.
pub fn parse_but_rows(file: FileId, text: &str, later: &mut Vec<Later>) -> (File, Vec<Diagnostic>) {
    parse_some(file, text, Some(later))
}

fn parse_some(file: FileId, text: &str, later: Option<&mut Vec<Later>>) -> (File, Vec<Diagnostic>) {
    let prescan = prescan::prescan(file, text);
    let mut diagnostics = prescan.findings;
    if !prescan.is_within_limits {
        return (File { is_broken: true, ..File::default() }, diagnostics);
    }
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader::new(file);
    let mut is_broken = false;
    let declarations = match cut::cut(text, start, &mut reader, later) {
        Ok(declarations) => declarations,
        Err(Trouble::TooLarge(at)) => {
            diagnostics.push(prescan::over_limit(file, at..at, &limits::PIECE_SIZE));
            return (File { is_broken: true, ..File::default() }, diagnostics);
        }
        Err(Trouble::Shape) => {
            let recovered = recover::recover(file, text, start);
            diagnostics.extend(recovered.diagnostics);
            if diagnostics.is_empty() {
                // The two paths disagree. That must never pass for a sound text.
                diagnostics.push(recover::unexplained(file, start));
            }
            is_broken = true;
            reader = Reader::new(file);
            cut::cut_intact(text, &recovered.intact, &mut reader)
        }
    };
    diagnostics.extend(reader.diagnostics);
    (File { declarations, count: reader.count, is_broken }, diagnostics)
}
