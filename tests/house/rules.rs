//! What holds for every kind of finding.

use std::collections::BTreeSet;

use dingmi::diagnostic::{Kind, Lang, Privacy};
use dingmi::{lint, settings};

use crate::alone::findings;
use crate::files::files;

#[test]
fn a_bad_example_raises_its_finding_and_only_it() {
    let kinds = lint::kinds().filter(|kind| !raises_only(kind, kind.bad));
    let faults: Vec<String> = kinds.map(|kind| said(kind, kind.bad)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn a_good_example_raises_nothing() {
    let kinds = lint::kinds().filter(|kind| !findings(kind.good).is_empty());
    let faults: Vec<String> = kinds.map(|kind| said(kind, kind.good)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn raises_only(kind: &Kind, text: &str) -> bool {
    let findings = findings(text);
    !findings.is_empty() && findings.iter().all(|finding| std::ptr::eq(finding.kind, kind))
}

/// What an example raises, for the person who has to mend it.
fn said(kind: &Kind, text: &str) -> String {
    let findings = findings(text);
    let told = findings.iter().map(|finding| {
        let message = finding.message.render(Lang::En, Privacy::Open);
        format!("    {} {}: {message}\n", finding.kind.code, finding.kind.name)
    });
    format!("{} {} raises\n{}", kind.code, kind.name, told.collect::<String>())
}

#[test]
fn codes_and_names_are_well_formed_and_unique() {
    let mut names = BTreeSet::new();
    for kind in lint::kinds() {
        let digits = kind.code.strip_prefix(|group: char| group.is_ascii_uppercase());
        assert!(
            digits.is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit())),
            "{}",
            kind.code
        );
        let words = || kind.name.split('-');
        assert!(words().all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase())), "{}", kind.name);
        assert!(names.insert(kind.name), "two kinds are called {}", kind.name);
    }
    // Few codes are shared, by kinds that are looked for together.
    let mut codes: Vec<&str> = lint::kinds().chain(settings::KINDS.iter().copied()).map(|kind| kind.code).collect();
    codes.sort_unstable();
    let mut shared: Vec<&str> = codes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    shared.dedup();
    assert_eq!(shared, ["A008", "A009", "A011", "S004", "S005"]);
}

#[test]
fn texts_are_there_in_both_languages() {
    for Kind { code, name, summary, explanation, bad, good, .. } in lint::kinds() {
        for (part, text) in [("summary", summary), ("explanation", explanation)] {
            assert!(!text.en.trim().is_empty(), "{code} {name}: no English {part}");
            assert!(text.zh.contains(is_chinese), "{code} {name}: no Chinese {part}");
        }
        assert!(!summary.en.contains(is_chinese), "{code} {name}: Chinese in the English summary");
        assert!(!summary.en.ends_with('.') && !summary.zh.ends_with('。'), "{code} {name}: a summary is one clause");
        assert!(!summary.en.starts_with(char::is_uppercase), "{code} {name}: a summary begins in lower case");
        assert!(!bad.trim().is_empty() && !good.trim().is_empty(), "{code} {name}: no examples");
    }
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn the_folder_and_the_list_of_rules_agree() {
    let mut files: Vec<String> = files("src/lint/rules", "rs")
        .iter()
        .map(|path| path.rsplit('/').next().unwrap().trim_end_matches(".rs").replace('_', "-"))
        .filter(|name| name != "mod")
        .collect();
    let mut listed: Vec<&str> = lint::rules::RULES.iter().map(|rule| rule.kind.name).collect();
    files.sort();
    listed.sort_unstable();
    assert_eq!(files, listed, "a file of src/lint/rules is called as its rule and stands in the list of mod.rs");
}
