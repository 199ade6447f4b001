//! `docs/rules/`: a page for every kind of finding, and an index. `DINGMI_BLESS=1 cargo test` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use dingmi::diagnostic::{Citation, Kind, Lang, is_unprintable};
use dingmi::lint;
use dingmi::marks;
use dingmi::model::Laws;
use dingmi::settings;

use crate::files::files;
use crate::folder::Repository;

const FOLDER: &str = "docs/rules";

#[test]
fn the_pages_are_fresh() {
    let laws = Laws::embedded();
    let mut pages: BTreeMap<String, String> =
        kinds().map(|kind| (format!("{FOLDER}/{}", file_name(kind)), page(kind, &laws))).collect();
    pages.insert(format!("{FOLDER}/README.md"), index());
    if std::env::var_os("DINGMI_BLESS").is_some() {
        write(&pages);
    }
    let found: BTreeMap<String, String> =
        files(FOLDER, "md").into_iter().map(|name| (name.clone(), Repository::text(&name))).collect();
    let differing: Vec<&String> =
        pages.keys().chain(found.keys()).filter(|name| pages.get(*name) != found.get(*name)).collect();
    assert!(differing.is_empty(), "stale, missing or left over: {differing:?}; run with DINGMI_BLESS=1");
}

/// Those of programs, then those of marks.
fn kinds() -> impl Iterator<Item = &'static Kind> {
    lint::kinds().chain(settings::KINDS.iter().copied()).chain(marks::KINDS.iter().copied())
}

/// Writes all pages and takes away those of kinds that are gone.
fn write(pages: &BTreeMap<String, String>) {
    fs::create_dir_all(Repository::path(FOLDER)).unwrap();
    for name in files(FOLDER, "md").iter().filter(|name| !pages.contains_key(*name)) {
        fs::remove_file(Repository::path(name)).unwrap();
    }
    for (name, text) in pages {
        fs::write(Repository::path(name), text).unwrap();
    }
}

fn file_name(kind: &Kind) -> String {
    format!("{}-{}.md", kind.code, kind.name)
}

fn index() -> String {
    let mut out = String::from(
        "# Rules 规则\n\n\
         Every kind of finding, with its severity unless the project or the date says otherwise. `dingmi explain CODE` prints\n\
         these pages. Generated from the rules themselves by the tests.\n\n\
         | code | name | severity | law | finds | 检查内容 |\n|---|---|---|---|---|---|\n",
    );
    for kind in kinds() {
        let law: Vec<String> = kind.cites.iter().map(|cite| format!("{} art. {}", cite.law, cite.article)).collect();
        let Kind { code, name, severity, summary, .. } = kind;
        let (severity, law, page) = (severity.id(), law.join(", "), file_name(kind));
        let finds = format!("{} | {}", in_cell(summary.en), in_cell(summary.zh));
        let _ = writeln!(out, "| [{code}]({page}) | {name} | {severity} | {law} | {finds} |");
    }
    out
}

/// A bar would end the cell.
fn in_cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn page(kind: &Kind, laws: &Laws) -> String {
    let Kind { code, name, severity, cites, summary, explanation, bad, good } = kind;
    let mut out = format!("# {code} {name}\n");
    for lang in [Lang::En, Lang::Zh] {
        let (level, law) = match lang {
            Lang::En => (format!("Severity: {}", severity.id()), "Law: "),
            Lang::Zh => (format!("级别：{}（`{}`）", severity.text().zh, severity.id()), "依据："),
        };
        let _ = write!(out, "\n**{}**\n\n", summary.get(lang));
        let _ = writeln!(out, "- {level}");
        for cite in *cites {
            let _ = writeln!(out, "- {law}{}", article(cite, laws, lang));
        }
        let _ = write!(out, "\n{}\n", explanation.get(lang));
    }
    let is_of = |kinds: &[&Kind]| kinds.iter().any(|kind| kind.name == *name);
    let block = match (is_of(marks::KINDS), is_of(settings::KINDS)) {
        (true, _) => "text",
        (_, true) => "toml",
        (false, false) => "dingmi",
    };
    let _ = write!(out, "\n## Raises it 触发\n\n```{block}\n{}\n```\n", shown(bad));
    let _ = write!(out, "\n## Raises nothing 不触发\n\n```{block}\n{}\n```\n", shown(good));
    out
}

fn article(cite: &Citation, laws: &Laws, lang: Lang) -> String {
    let title = laws.title(&cite.law).map_or(cite.law.clone().into_owned(), |title| format!("《{title}》"));
    match lang {
        Lang::En => format!("{title}, article {} (`{}`)", cite.article, cite.law),
        Lang::Zh => format!("{title}第{}条（`{}`）", cite.article, cite.law),
    }
}

/// An example on a page: what one would not see there is spelled out.
fn shown(example: &str) -> String {
    let visible = |c: char| match c {
        '\n' => "\n".to_owned(),
        c if is_unprintable(c) => format!("\\u{{{:x}}}", c as u32),
        c => c.to_string(),
    };
    example.trim_matches('\n').chars().map(visible).collect()
}
