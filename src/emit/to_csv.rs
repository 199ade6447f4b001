//! The document → `catalogue.csv`: the official table of each catalogue, one under another.

use super::flat::{Names, length_words, name_of};
use super::json::{Catalogue, Document, Matter};

/// The columns of an official table, after the catalogue, as a build may hold several.
const HEADER: [&str; 8] = ["目录", "序号", "事项名称", "密级", "保密期限", "产生层级", "知悉范围", "备注"];

/// Spreadsheets take UTF-8 for another encoding without it.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What makes a spreadsheet run a cell instead of showing it, at its start. Some take the full-width forms for it too.
const RUNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

pub(super) fn bytes(document: &Document<'_>) -> Vec<u8> {
    let names = Names::of(document);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    let mut write = |cells: &[String]| writer.write_record(cells).expect("bug: a table in memory cannot be written");
    write(&HEADER.map(str::to_owned));
    for catalogue in &document.catalogues {
        for matter in &catalogue.matters {
            write(&cells(catalogue, matter, &names).map(shown));
        }
    }
    writer.into_inner().expect("bug: a table in memory cannot be written")
}

fn cells(catalogue: &Catalogue<'_>, matter: &Matter<'_>, names: &Names<'_>) -> [String; 8] {
    [
        name_of(&catalogue.head).to_owned(),
        matter.head.id.to_string(),
        matter.head.name.as_deref().unwrap_or_default().to_owned(),
        matter.level.as_ref().map_or("", |level| level.name).to_owned(),
        matter.period.as_ref().map(|period| length_words(&period.length)).unwrap_or_default(),
        names.producers(catalogue.regime.as_deref(), matter).join("、"),
        matter.known_to.as_ref().map(|set| names.scope(set)).unwrap_or_default(),
        matter.note.as_deref().unwrap_or_default().to_owned(),
    ]
}

/// A cell that would run gets an apostrophe before it, which spreadsheets take for "this is text".
fn shown(cell: String) -> String {
    if cell.starts_with(RUNS) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@a", "'@a"),
            ("\ta", "'\ta"),
            ("＝1", "'＝1"),
            ("a=1", "a=1"),
            (" =1", " =1"),
            ("'=1", "'=1"),
            ("±5米", "±5米"),
            ("", ""),
        ] {
            assert_eq!(shown(cell.to_owned()), expected);
        }
    }
}
