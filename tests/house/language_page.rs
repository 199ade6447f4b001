//! `docs/language.md` says what the grammar and the code say, and the examples in the documents parse.

use dingmi::model::UNITS;
use dingmi::{limits, lint, settings};

use crate::alone::{findings, program};
use crate::files::files;
use crate::folder::Repository;

const PAGE: &str = "docs/language.md";

/// The rows of the table whose first header cell is given, as their cells without backquotes.
fn table(page: &str, first: &str) -> Vec<Vec<String>> {
    let header = format!("| {first} |");
    let rows = page.lines().skip_while(|line| !line.starts_with(&header)).take_while(|line| line.starts_with('|'));
    rows.skip(2).map(cells).collect()
}

fn cells(row: &str) -> Vec<String> {
    let inside = row.trim().trim_start_matches('|').trim_end_matches('|');
    inside.split(" | ").map(|cell| cell.trim().replace('`', "")).collect()
}

#[test]
fn the_keyword_table_is_that_of_the_grammar() {
    let page = Repository::text(PAGE);
    let rows = table(&page, "English");
    let written: Vec<(String, String)> = rows.iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    assert_eq!(written, keywords());
    assert!(rows.iter().all(|row| row.len() == 3 && !row[2].is_empty()), "a keyword stands nowhere");
}

/// English and Chinese spellings, in the order of the grammar, read from its lines `k_x = _{ ("en" | "zh") ~ b }`.
pub(crate) fn keywords() -> Vec<(String, String)> {
    let grammar = Repository::text("grammar/dingmi.pest");
    let lines = grammar.lines().filter(|line| line.starts_with("k_"));
    let keywords: Vec<(String, String)> = lines
        .map(|line| {
            let spellings: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
            let (chinese, english) = spellings.split_last().unwrap_or_else(|| panic!("no spellings: {line}"));
            assert!(!english.is_empty() && english.iter().all(|word| word.is_ascii()) && !chinese.is_ascii(), "{line}");
            (english.join(", "), (*chinese).to_owned())
        })
        .collect();
    assert!(keywords.len() > 100, "the grammar is written in another way now");
    keywords
}

#[test]
fn the_unit_table_is_that_of_the_code() {
    let factor = |(numerator, denominator): (i128, i128)| match denominator {
        1 => numerator.to_string(),
        _ => format!("{numerator}/{denominator}"),
    };
    let units: Vec<Vec<String>> = UNITS
        .iter()
        .map(|unit| {
            let dimension = format!("{:?}", unit.dimension).to_lowercase();
            vec![unit.name.to_owned(), unit.chinese.to_owned(), dimension, factor(unit.factor)]
        })
        .collect();
    assert_eq!(table(&Repository::text(PAGE), "unit"), units);
}

#[test]
fn the_limit_table_is_that_of_the_code() {
    let written: Vec<(String, String)> =
        table(&Repository::text(PAGE), "limit").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let limits: Vec<(String, String)> =
        limits::ALL.iter().map(|limit| (limit.name.to_owned(), limit.most.to_string())).collect();
    assert_eq!(written, limits);
}

#[test]
fn the_examples_in_the_documents_parse() {
    let mut names = files("docs", "md");
    names.retain(|name| !name.starts_with("docs/rules/"));
    names.extend(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(str::to_owned));
    let mut faults = Vec::new();
    for name in names {
        for (line, example) in examples(&Repository::text(&name)) {
            let program = program(&example);
            for finding in
                findings(&example).iter().filter(|finding| matches!(finding.kind.code, "S001" | "S004" | "X001"))
            {
                let at = program.sources().line_column(finding.span()).line;
                faults.push(format!("{name}:{}: {}", line + at, finding.kind.name));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The blocks marked `dingmi` with the line before each, counted from 1.
fn examples(page: &str) -> Vec<(usize, String)> {
    let mut examples = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        if line == "```dingmi" {
            let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
            examples.push((index + 1, body.join("\n")));
        }
    }
    examples
}

#[test]
fn every_code_that_a_document_names_is_a_kind() {
    let codes: Vec<&str> = lint::kinds().chain(settings::KINDS.iter().copied()).map(|kind| kind.code).collect();
    for name in ["README.md", PAGE, "docs/formats.md"] {
        let text = Repository::text(name);
        for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
            let is_code = word.len() == 4
                && word.starts_with(['S', 'X', 'F', 'P', 'L', 'W'])
                && word[1..].bytes().all(|byte| byte.is_ascii_digit());
            assert!(!is_code || codes.contains(&word), "{name} names {word}, which is no kind");
        }
    }
}
