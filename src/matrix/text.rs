//! The table for the terminal: a grid where it is wide enough, or else, under each row, the kinds that it speaks of.

use std::collections::BTreeMap;

use super::json::{Cell, Matrix, Row};
use super::words;
use crate::diagnostic::{Lang, Text};
use crate::render::{table, wrap};

/// Cells of the terminal: a column with what rows say of a kind is not made narrower.
const NARROWEST: usize = 22;
/// The columns with a row's id and name, and with its level and period.
const NAME: usize = 26;
const LEVEL: usize = 18;
const SPACE: usize = 2;
/// How much further to the right a line goes on.
const HANGING: usize = 2;

const MATTER: Text = Text::new("MATTER", "事项");
const LEVEL_AND_PERIOD: Text = Text::new("LEVEL, PERIOD", "密级、期限");

/// The table in so many cells of the terminal. Nothing is cut: what is too wide is broken into lines.
pub fn write(matrix: &Matrix, lang: Lang, width: usize) -> String {
    let heading = [Some(&matrix.catalogue), matrix.title.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>();
    let mut lines = wrapped(&heading.join(" "), 0, width);
    lines.extend(wrapped(&words::about(matrix, lang), 0, width));
    lines.push(String::new());
    let mut text = joined(&lines);
    text.push_str(&match width.checked_sub(NAME + LEVEL + 2 * SPACE) {
        Some(rest) if !matrix.kinds.is_empty() && matrix.kinds.len() * (NARROWEST + SPACE) <= rest => {
            grid(matrix, lang, rest / matrix.kinds.len() - SPACE)
        }
        _ => turned(matrix, lang, width),
    });
    text.push_str(&joined(&below(matrix, lang, width)));
    text
}

fn joined(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The lines of a text so many cells from the left, all but the first one two further to the right.
fn wrapped(text: &str, indent: usize, width: usize) -> Vec<String> {
    let lines = wrap::lines(&words::printable(text), width.saturating_sub(indent + HANGING).max(HANGING));
    let line = |(at, line): (usize, &String)| {
        let indent = if at == 0 { indent } else { indent + HANGING };
        format!("{:indent$}{line}", "")
    };
    lines.iter().enumerate().map(line).collect()
}

fn grid(matrix: &Matrix, lang: Lang, width: usize) -> String {
    let mut head = vec![vec![MATTER.get(lang).to_owned()], vec![LEVEL_AND_PERIOD.get(lang).to_owned()]];
    head.extend(matrix.kinds.iter().map(|kind| wrapped(&words::kind(kind), 0, width)));
    let mut rows = table::unfolded(&head);
    for row in &matrix.matters {
        rows.push(vec![String::new()]);
        let mut cells = vec![name(matrix, row), level_lines(row, lang)];
        match row.cells.is_empty() {
            true => cells.push(wrapped(words::no_cells(row.about).get(lang), 0, width)),
            false => cells.extend((0..matrix.kinds.len()).map(|column| {
                let cell = row.cell(column);
                cell.map(|cell| cell_lines(matrix, cell, lang, width)).unwrap_or_default()
            })),
        }
        rows.extend(table::unfolded(&cells));
    }
    rows.push(vec![String::new()]);
    table::lines(&rows)
}

fn name(matrix: &Matrix, row: &Row) -> Vec<String> {
    let mut lines = wrapped(matrix.item(row), 0, NAME);
    lines.extend(row.name.iter().flat_map(|name| wrapped(name, 0, NAME)));
    lines
}

fn level_lines(row: &Row, lang: Lang) -> Vec<String> {
    words::level_and_period(row, lang).iter().flat_map(|part| wrapped(part, 0, LEVEL)).collect()
}

fn cell_lines(matrix: &Matrix, cell: &Cell, lang: Lang, width: usize) -> Vec<String> {
    let mark = (!cell.notes.is_empty()).then(|| mark(cell));
    let said = words::cell(matrix, cell, lang);
    mark.into_iter().chain(said.iter().flat_map(|line| wrapped(&line.concat(), 0, width))).collect()
}

/// `!1,2`
fn mark(cell: &Cell) -> String {
    format!("!{}", cell.notes.iter().map(usize::to_string).collect::<Vec<_>>().join(","))
}

/// Row after row; kinds of which a row says the same stand together.
fn turned(matrix: &Matrix, lang: Lang, width: usize) -> String {
    let mut lines = Vec::new();
    for row in &matrix.matters {
        let name = [Some(matrix.item(row)), row.name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("  ");
        lines.extend(wrapped(&name, 0, width));
        lines.extend(wrapped(&words::level_and_period(row, lang).join(lang.clause_separator()), 2, width));
        if row.cells.is_empty() {
            lines.extend(wrapped(words::no_cells(row.about).get(lang), 2, width));
        }
        for (kinds, cell) in alike(matrix, row, lang) {
            let mark = if cell.notes.is_empty() { String::new() } else { format!("{} ", mark(cell)) };
            lines.extend(wrapped(&format!("{mark}{}", kinds.join(lang.separator())), 2, width));
            let said = words::cell(matrix, cell, lang);
            lines.extend(said.iter().flat_map(|line| wrapped(&line.concat(), 4, width)));
        }
        lines.push(String::new());
    }
    joined(&lines)
}

/// The cells of a row, each with the kinds of which the row says just that.
fn alike<'r>(matrix: &Matrix, row: &'r Row, lang: Lang) -> Vec<(Vec<String>, &'r Cell)> {
    let mut found: Vec<(Vec<String>, &Cell)> = Vec::new();
    let mut places = BTreeMap::new();
    for cell in &row.cells {
        let place = *places.entry((&cell.notes, words::cell(matrix, cell, lang))).or_insert(found.len());
        if place == found.len() {
            found.push((Vec::new(), cell));
        }
        found[place].0.push(words::kind(&matrix.kinds[cell.column]));
    }
    found
}

/// Notes and legend.
fn below(matrix: &Matrix, lang: Lang, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for note in &matrix.notes {
        lines.extend(wrapped(&format!("!{} {}", note.number, words::note(note, lang)), 0, width));
        let example = note.example.as_ref().map(|example| words::example(example, lang));
        lines.extend(example.iter().flat_map(|example| wrapped(example, 3, width)));
    }
    lines.extend(matrix.unlisted.iter().flat_map(|more| wrapped(&words::unlisted(more, lang), 0, width)));
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(words::legend(matrix).iter().flat_map(|entry| wrapped(entry.get(lang), 0, width)));
    lines
}
