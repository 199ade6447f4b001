//! Every keyword says the same in Chinese as in English: programs are translated word by word and must stay what they are.

use std::collections::{BTreeMap, BTreeSet};

use dingmi::Program;
use dingmi::diagnostic::{Lang, Privacy};
use dingmi::emit::catalogue_json;
use dingmi::model::Context;

use crate::folder::{Repository, TODAY, check, without_bytes};
use crate::language_page::keywords;

/// Names that are spelled like a keyword. They are keywords only where a field may begin, or an
/// expectation.
const NAMES: &[&str] = &["open", "unit"];

/// The keywords that the policies have no use for.
const REST: &str = "
business b;
organ heir { tier central; business b; }
organ old { tier central; business b; until 2018-03-18; succeeded-by heir for business b; }
organ pupil { tier unit; }
officer chief of heir { head; }
authorization g from heir to pupil { level up-to mimi; matters rest; task \"试制\"; revoked on 2020-01-01; }
vocabulary rest-words {
    kind thing;
    unit 海里 = 1852 m;
    attribute day : date;
    attribute is-open : yes-no;
    attribute breadth : length better smaller larger greater;
}
scope wide { organ heir; organ pupil; }
scope narrow { organ heir; narrows wide; }
catalogue rest under cn-2014 {
    issued-by heir;
    dated 2010-01-01;
    heard expert \"专家\";
    prevails-over other;
    review-by 2030-01-01;
    matter 1 \"甲\" {
        level mimi;
        period unspecified;
        known-to narrow;
        covers thing where breadth worse-than 5 海里 and breadth at-most-as-good-as 6 m and is-open = yes;
        covers thing where breadth smaller-than 7 m or breadth at-most-as-large-as 8 m or is-open = no or day > 2020-01-01;
        same-as 2;
    }
    matter 2 \"乙\" { level mimi; period 40 years otherwise-provided \"另法\"; known-to narrow; }
}
catalogue other under cn-2014 { issued-by heir; dated 2010-01-01; }
waive P001 on rest#2 because \"理由\" approved-by chief until 2027-01-01;
";

#[test]
fn a_translated_program_is_the_same_program() {
    let mut names = Repository::sources("policies");
    names.push("tests/fixtures/spelling/english.dingmi".to_owned());
    let mut english: Vec<(String, String)> = names.iter().map(|name| (name.clone(), Repository::text(name))).collect();
    english.push(("rest.dingmi".to_owned(), REST.to_owned()));
    let mut seen = BTreeSet::new();
    let chinese: Vec<(String, String)> =
        english.iter().map(|(name, text)| (name.clone(), translated(text, &mut seen))).collect();

    let unseen: Vec<String> =
        keywords().into_iter().map(|(english, _)| english).filter(|english| !seen.contains(english)).collect();
    assert!(unseen.is_empty(), "no program here uses {unseen:?}: put them into REST");
    assert_eq!(said(&english), said(&chinese));
    let (english, chinese) = (built(&english), built(&chinese));
    for (english, chinese) in english.lines().zip(chinese.lines()) {
        assert_eq!(english, chinese);
    }
    assert_eq!(english.len(), chinese.len());
}

/// What is said of the programs, by file and line.
fn said(texts: &[(String, String)]) -> Vec<String> {
    let program = Program::load(texts.to_vec(), &Repository);
    let (_, diagnostics) = check(&program);
    assert!(diagnostics.iter().all(|finding| finding.kind.code != "S001"), "a program here does not parse");
    let mut said: Vec<String> = diagnostics
        .iter()
        .map(|finding| {
            let file = program.sources().name_of(finding.span());
            let line = program.sources().line_column(finding.span()).line;
            let message = finding.message.render(Lang::En, Privacy::Open);
            format!("{file}:{line} {} {message}", finding.kind.code)
        })
        .collect();
    said.sort();
    said
}

fn built(texts: &[(String, String)]) -> String {
    let program = Program::load(texts.to_vec(), &Repository);
    let (model, _) = check(&program);
    let bytes = catalogue_json(&Context { model: &model, sources: program.sources(), as_of: TODAY });
    without_bytes(&String::from_utf8(bytes).unwrap())
}

/// The text with every English keyword in its Chinese spelling. Puts the keywords met into `seen`.
fn translated(text: &str, seen: &mut BTreeSet<String>) -> String {
    let mut chinese = BTreeMap::new();
    for (english, spelling) in keywords() {
        for word in english.split(", ") {
            chinese.insert(word.to_owned(), (english.clone(), spelling.clone()));
        }
    }
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let length = match apart(rest) {
            Some(length) => length,
            None => word(rest).len().max(rest.chars().next().unwrap().len_utf8()),
        };
        let (token, behind) = rest.split_at(length);
        let two_words = "and below";
        let (token, behind) =
            if rest.starts_with(two_words) { rest.split_at(two_words.len()) } else { (token, behind) };
        let before = out.trim_end();
        let is_name = NAMES.contains(&token) && !before.ends_with(['{', ';', '}']) && !before.ends_with("预期");
        match chinese.get(token).filter(|_| !is_name) {
            Some((keyword, spelling)) => {
                seen.insert(keyword.clone());
                out += spelling;
            }
            None => out += token,
        }
        rest = behind;
    }
    out
}

/// The length of the comment or string at the start.
fn apart(text: &str) -> Option<usize> {
    for (open, close) in [("//", "\n"), ("/*", "*/"), ("\"", "\""), ("“", "”")] {
        let Some(body) = text.strip_prefix(open) else { continue };
        let mut ends = body.match_indices(close).map(|(at, _)| at);
        let end = ends.find(|at| !body[..*at].ends_with('\\') || open.starts_with('/'));
        return Some(end.map_or(text.len(), |end| open.len() + end + close.len()));
    }
    None
}

/// The name or keyword at the start; empty if there is none.
fn word(text: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    &text[..text.find(|c| !is_part(c)).unwrap_or(text.len())]
}
