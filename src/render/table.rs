//! Columns of equal width on the terminal, where a Chinese character takes two cells.

use unicode_width::UnicodeWidthStr as _;

pub(crate) fn lines<R: AsRef<[String]>>(rows: &[R]) -> String {
    let columns = rows.iter().map(|row| row.as_ref().len()).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.as_ref().get(column)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.as_ref().iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A row whose cells have several lines, as rows of one line.
pub(crate) fn unfolded(row: &[Vec<String>]) -> Vec<Vec<String>> {
    let height = row.iter().map(Vec::len).max().unwrap_or(0);
    (0..height).map(|at| row.iter().map(|cell| cell.get(at).cloned().unwrap_or_default()).collect()).collect()
}
