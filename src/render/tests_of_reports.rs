//! What the forms for other programs look like, and what must hold of them for any text and any name of a file.

use insta::assert_snapshot;
use jiff::civil::Date;
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

use super::report::Report;
use super::tests::Case;
use super::{as_junit, github, gitlab, sarif};
use crate::diagnostic::{Arg, Fix, Label, Lang, Privacy, Safety, Text};

const PIECES: &[&str] = &[
    "\n", "\r\n", "\r", "\t", " ", "密级", "，", "𠮷", "😀", "e\u{301}", "\u{feff}", "level", ":", "::", ",", "%",
    "%25", "%0A", "#", "?", "[", "{0}", "\"", "<", "&", "]]>",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(select(PIECES), 1..40).prop_map(|pieces| pieces.concat())
}

impl Case {
    fn report(&self, lang: Lang, privacy: Privacy) -> Report<'_> {
        Report::new(&self.findings, Date::MIN, self.view(lang, privacy))
    }

    fn sarif(&self, lang: Lang, privacy: Privacy) -> Value {
        serde_json::from_str(&sarif::render(&self.report(lang, privacy))).expect("SARIF is JSON")
    }
}

/// Where a line and a column are, counted in UTF-16 units from the first.
fn offset(text: &str, region: &Value, line: &str, column: &str) -> usize {
    let number = |key: &str| region[key].as_u64().expect("a number") as usize - 1;
    let before: usize = text.split_inclusive('\n').take(number(line)).map(|line| line.encode_utf16().count()).sum();
    before + number(column)
}

proptest! {
    #[test]
    fn a_region_is_the_span_in_the_text_that_is_told(text in texts(), ends in any::<(Index, Index)>()) {
        let mut case = Case::new(&[("a.dingmi", &text)], "密级");
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let places: Vec<usize> = (mark..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        let (one, other) = (*ends.0.get(&places), *ends.1.get(&places));
        let span = case.sources.span(case.sources.iter().next().unwrap().0, one.min(other)..one.max(other));
        case.findings[0].labels = vec![Label { span, message: Text::new("", "").into() }];
        let run = &case.sarif(Lang::Zh, Privacy::Open)["runs"][0];
        let told = run["artifacts"][0]["contents"]["text"].as_str().unwrap();
        prop_assert_eq!(told, &text[mark..]);
        let region = &run["results"][0]["locations"][0]["physicalLocation"]["region"];
        let units = |end: usize| text[mark..end].encode_utf16().count();
        prop_assert_eq!(offset(told, region, "startLine", "startColumn"), units(one.min(other)));
        prop_assert_eq!(offset(told, region, "endLine", "endColumn"), units(one.max(other)));
    }

    #[test]
    fn a_path_comes_back_from_its_uri(name in texts()) {
        let case = Case::new(&[(&name, "密级")], "密级");
        let sarif = case.sarif(Lang::En, Privacy::Open);
        let uri = sarif["runs"][0]["artifacts"][0]["location"]["uri"].as_str().unwrap();
        prop_assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/.-_~%".contains(&byte)), "{}", uri);
        let decoded = percent_decode_str(uri).decode_utf8().unwrap();
        prop_assert_eq!(decoded.as_ref(), name);
    }

    #[test]
    fn an_annotation_holds_its_path_and_its_message(name in texts(), help in texts()) {
        let mut case = Case::new(&[(&name, "密级")], "密级");
        case.findings[0].help = vec![Text::new("{0}", "{0}").with([Arg::words(&help)])];
        let report = case.report(Lang::En, Privacy::Open);
        let said = github::render(&report);
        let line = said.strip_suffix('\n').unwrap();
        prop_assert!(!line.contains(['\n', '\r']));
        let (head, message) = line.strip_prefix("::error ").unwrap().split_once("::").unwrap();
        let file = head.split(',').next().unwrap().strip_prefix("file=").unwrap();
        prop_assert!(!file.contains(':'));
        let file = percent_decode_str(file).decode_utf8().unwrap();
        prop_assert_eq!(file.as_ref(), name);
        let expected = github::message(&case.findings[0], &report.view);
        let message = percent_decode_str(message).decode_utf8().unwrap();
        prop_assert_eq!(message.as_ref(), expected);
    }
}

/// Two places, a fix, and words that have to be escaped.
fn case() -> Case {
    let mut case =
        Case::new(&[("目 录/a,b.dingmi", "\u{feff}// 𠮷\r\n𠮷 保密期限 12年；\n"), ("c.dingmi", "12年")], "12年");
    let span = case.findings[0].labels[0].span;
    case.findings[0].fix = Some(Fix::write(Safety::Unsafe, span, "10年"));
    case
}

#[test]
fn a_finding_as_sarif() {
    let case = case();
    let text = sarif::render(&case.report(Lang::Zh, Privacy::Open)).replace(env!("CARGO_PKG_VERSION"), "[version]");
    assert_snapshot!("sarif", text);
    let redacted = sarif::render(&case.report(Lang::Zh, Privacy::Redacted));
    for word in ["contents", "fixes", "canary", "保密期限 ", "𠮷", "10年"] {
        assert!(!redacted.contains(word), "{word}");
    }
}

#[test]
fn a_report_does_not_grow_with_its_files() {
    let large = format!("密级{}", " ".repeat(3 << 20));
    let case = Case::new(&[("a", &large), ("b", &large), ("c", "密级")], "密级");
    let sarif = case.sarif(Lang::En, Privacy::Open);
    let artifacts = sarif["runs"][0]["artifacts"].as_array().unwrap();
    let have_texts: Vec<bool> = artifacts.iter().map(|artifact| !artifact["contents"].is_null()).collect();
    assert_eq!(have_texts, [true, false, true]);
}

#[test]
fn a_finding_for_servers() {
    let case = case();
    let report = case.report(Lang::En, Privacy::Open);
    assert_snapshot!("junit", as_junit::render(&report));
    assert_snapshot!("github", github::render(&report));
    assert_snapshot!("gitlab", gitlab::render(&report));
}
