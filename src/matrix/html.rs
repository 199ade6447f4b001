//! The table as a page that stands by itself: nothing from elsewhere, no script. Whatever the author wrote goes through the
//! escaping of maud.

use std::ops::Range;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::json::{Cell, Kind, Matrix, Note, Row};
use super::words::{self, printable};
use crate::diagnostic::{Arg, Lang, Text};

/// Columns of one table: more would not fit on a sheet of paper.
const MOST_KINDS: usize = 5;

const MATTER: Text = Text::new("matter", "事项");
const LEVEL_AND_PERIOD: Text = Text::new("level, period", "密级、保密期限");
const PART: Text = Text::new(
    "kinds {0} to {1} of {2}, with the matters that speak of one of them",
    "第 {0} 至 {1} 类（共 {2} 类），及涉及其中任一类别的事项",
);
const WHOLE: Text = Text::new("what each matter covers of each kind", "各事项对各类别对象的适用范围");
const OTHER: Text = Text::new("matters of which no kind can be shown", "无法列出类别的事项");
const NOTES: Text = Text::new("notes", "注释");
const LEGEND: Text = Text::new("how to read it", "说明");

/// No colour carries a meaning: the sheet may be printed in black and white.
pub(super) const STYLE: &str = include_str!("matrix.css");

pub fn write(matrix: &Matrix, lang: Lang) -> String {
    let id = match lang {
        Lang::En => "en",
        Lang::Zh => "zh-CN",
    };
    let title = printable(matrix.title.as_deref().unwrap_or(&matrix.catalogue));
    let page = html! {
        (DOCTYPE)
        html lang=(id) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (title) }
                p { code { (matrix.catalogue) } " · " (words::about(matrix, lang)) }
                (tables(matrix, lang))
                (notes(matrix, lang))
                (legend(matrix, lang))
            }
        }
    };
    page.into_string() + "\n"
}

/// One table of all rows, or one for each few kinds with the rows that speak of them.
fn tables(matrix: &Matrix, lang: Lang) -> Markup {
    let rows: Vec<&Row> = matrix.matters.iter().collect();
    let count = matrix.kinds.len();
    if count <= MOST_KINDS {
        return table(matrix, (0..count, &rows), WHOLE.get(lang), lang);
    }
    let size = count.div_ceil(count.div_ceil(MOST_KINDS));
    let parts = (0..count).step_by(size).map(|first| {
        let columns = first..count.min(first + size);
        let speaks = |row: &&&Row| !row.cells_in(columns.clone()).is_empty();
        let rows: Vec<&Row> = rows.iter().filter(speaks).copied().collect();
        let caption = words::line(PART.with([first + 1, columns.end, count].map(Arg::number)), lang);
        table(matrix, (columns, &rows), &caption, lang)
    });
    let others: Vec<&Row> = rows.iter().filter(|row| row.cells.is_empty()).copied().collect();
    html! {
        @for part in parts { (part) }
        @if !others.is_empty() { (table(matrix, (0..0, &others), OTHER.get(lang), lang)) }
    }
}

fn table(matrix: &Matrix, (columns, rows): (Range<usize>, &[&Row]), caption: &str, lang: Lang) -> Markup {
    html! {
        "\n"
        table {
            caption { (caption) }
            thead {
                tr {
                    th.matter scope="col" { (MATTER.get(lang)) }
                    th.level scope="col" { (LEVEL_AND_PERIOD.get(lang)) }
                    @for kind in &matrix.kinds[columns.clone()] { (kind_head(matrix, kind)) }
                    @if columns.is_empty() { th scope="col" {} }
                }
            }
            tbody {
                @for row in rows { "\n" (table_row(matrix, columns.clone(), row, lang)) }
            }
        }
    }
}

fn kind_head(matrix: &Matrix, kind: &Kind) -> Markup {
    html! {
        th scope="col" {
            @if let Some(title) = &kind.title { (printable(title)) " " }
            code { (kind.id) }
            @if let Some(outer) = kind.outer { div.within { "⊂ " (printable(words::kind_named(matrix, outer))) } }
        }
    }
}

fn table_row(matrix: &Matrix, columns: Range<usize>, row: &Row, lang: Lang) -> Markup {
    html! {
        tr {
            th.matter scope="row" {
                code { (matrix.item(row)) }
                @if let Some(name) = &row.name { " " span { (printable(name)) } }
            }
            td.level { @for line in words::level_and_period(row, lang) { div { (printable(&line)) } } }
            @if row.cells.is_empty() {
                td.none colspan=(columns.len().max(1)) { (words::no_cells(row.about).get(lang)) }
            } @else {
                @for column in columns { (table_cell(matrix, row.cell(column), lang)) }
            }
        }
    }
}

fn table_cell(matrix: &Matrix, cell: Option<&Cell>, lang: Lang) -> Markup {
    let Some(cell) = cell else { return html! { td {} } };
    html! {
        td class=[(!cell.notes.is_empty()).then_some("noted")] {
            @if !cell.notes.is_empty() {
                span.mark { "!" @for note in &cell.notes { " " a href={ "#note-" (note) } { (note) } } }
            }
            @for line in words::cell(matrix, cell, lang) {
                div { @for part in &line { span.part { (printable(part.trim_end())) } " " } }
            }
        }
    }
}

fn notes(matrix: &Matrix, lang: Lang) -> Markup {
    if matrix.notes.is_empty() && matrix.unlisted.is_empty() {
        return html! {};
    }
    html! {
        "\n"
        h2 { (NOTES.get(lang)) }
        ol.notes { @for each in &matrix.notes { "\n" (note(each, lang)) } }
        @for more in &matrix.unlisted { p { (words::unlisted(more, lang)) } }
    }
}

fn note(note: &Note, lang: Lang) -> Markup {
    html! {
        li id={ "note-" (note.number) } {
            (words::note(note, lang))
            @if let Some(example) = &note.example { div { (printable(&words::example(example, lang))) } }
        }
    }
}

fn legend(matrix: &Matrix, lang: Lang) -> Markup {
    html! {
        "\n"
        h2 { (LEGEND.get(lang)) }
        ul { @for entry in words::legend(matrix) { li { (entry.get(lang)) } } }
    }
}
