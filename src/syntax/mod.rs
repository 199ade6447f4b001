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
use crate::source::Base;
use cut::Trouble;
pub use cut::later::Later;
use from_pairs::Reader;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/dingmi.pest"]
struct Grammar;

/// What a text that begins at `base` says, and what is wrong with its shape.
pub fn parse(base: Base, text: &str) -> (File, Vec<Diagnostic>) {
    parse_some(base, text, None)
}

/// The same but for rows of large catalogues, which are put into `later` in their order, and counted. If one of them cannot
/// be read then, the text has to be parsed whole.
pub fn parse_but_rows(base: Base, text: &str, later: &mut Vec<Later>) -> (File, Vec<Diagnostic>) {
    parse_some(base, text, Some(later))
}

fn parse_some(base: Base, text: &str, later: Option<&mut Vec<Later>>) -> (File, Vec<Diagnostic>) {
    let prescan = prescan::prescan(base, text);
    let mut diagnostics = prescan.findings;
    if !prescan.is_within_limits {
        return (File { is_broken: true, ..File::default() }, diagnostics);
    }
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader::new(base);
    let mut is_broken = false;
    let declarations = match cut::cut(text, start, &mut reader, later) {
        Ok(declarations) => declarations,
        Err(Trouble::TooLarge(at)) => {
            diagnostics.push(prescan::over_limit(base, at..at, &limits::PIECE_SIZE));
            return (File { is_broken: true, ..File::default() }, diagnostics);
        }
        Err(Trouble::Shape) => {
            let recovered = recover::recover(base, text, start);
            diagnostics.extend(recovered.diagnostics);
            if diagnostics.is_empty() {
                // The two paths disagree. That must never pass for a sound text.
                diagnostics.push(recover::unexplained(base, start));
            }
            is_broken = true;
            reader = Reader::new(base);
            cut::cut_intact(text, &recovered.intact, &mut reader)
        }
    };
    diagnostics.extend(reader.diagnostics);
    (File { declarations, count: reader.count, is_broken }, diagnostics)
}
