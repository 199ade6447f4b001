//! Text → ast. The only folder that knows pest.

mod cut;
mod from_pairs;
pub mod keywords;
mod scan;

use crate::ast::File;
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::source::FileId;
use from_pairs::Reader;

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/dingmi.pest"]
struct Grammar;

/// What a text says, and what is wrong with its shape.
pub fn parse(file: FileId, text: &str) -> (File, Vec<Diagnostic>) {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut reader = Reader::new(file);
    let cut = cut::cut(text, start, &mut reader);
    let _ = limits::DECLARATIONS;
    match cut {
        Ok(declarations) => {
            let is_broken = !reader.diagnostics.is_empty();
            (File { declarations, is_broken }, reader.diagnostics)
        }
        Err(_) => (File { declarations: Vec::new(), is_broken: true }, reader.diagnostics),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    #[test]
    fn t() {
        let text = std::fs::read_to_string("/tmp/ex.dingmi").unwrap();
        let mut s = Sources::default();
        let f = s.add("x", text);
        let (file, d) = parse(f, s.get(f).text());
        println!("{:?} {} {:#?}", d, file.is_broken, file.declarations);
    }
}
