//! Every bad example: fixes reach an end, do what they say, and none takes another back.

use std::collections::{BTreeMap, BTreeSet};

use dingmi::diagnostic::{Diagnostic, Kind, Safety};
use dingmi::lint;

use crate::samples;
use crate::workbench::{checked, errors, fixed, mended, said, text_of};

fn is_template(finding: &Diagnostic) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.is_template)
}

fn safe_fixes(findings: &[Diagnostic]) -> usize {
    findings.iter().filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)).count()
}

#[test]
fn fixes_reach_an_end_on_every_bad_example() {
    let mut fixable = 0;
    for kind in lint::kinds() {
        let before = checked(kind.bad);
        for with_unsafe in [false, true] {
            let after = mended(kind.bad, with_unsafe);
            let is_offered = |finding: &&Diagnostic| {
                finding.fix.as_ref().is_some_and(|fix| with_unsafe || fix.safety == Safety::Safe)
            };
            let offered: Vec<&Diagnostic> = before.findings.iter().filter(is_offered).collect();
            fixable += offered.len();
            assert_eq!(after.fixes > 0, !offered.is_empty(), "{}", kind.name);
            let text = text_of(&after);
            // Nothing is left that could be done, and a second run does nothing.
            assert!(!after.checked.findings.iter().any(|finding| is_offered(&finding)), "{}: {text}", kind.name);
            assert_eq!(fixed(&text, with_unsafe), text, "{}", kind.name);
            let is_gone = !after.checked.findings.iter().any(|finding| std::ptr::eq(finding.kind, kind));
            let is_filled = offered.iter().all(|finding| !is_template(finding));
            assert!(offered.is_empty() || is_gone == is_filled, "{} stays:\n{text}", kind.name);
            assert!(errors(&after.checked.findings) <= errors(&before.findings), "{}: {text}", kind.name);
        }
    }
    assert!(fixable > 10, "only {fixable} fixes on all examples");
}

#[test]
fn no_fix_takes_another_back() {
    let texts = lint::kinds().map(|kind| kind.bad.to_owned()).chain(samples::all());
    for text in texts {
        let safe_first = fixed(&fixed(&text, false), true);
        assert_eq!(safe_first, fixed(&text, true), "{text}");
        assert_eq!(fixed(&safe_first, false), safe_first, "{text}");
        assert_eq!(fixed(&safe_first, true), safe_first, "{text}");
    }
}

#[test]
fn a_good_example_is_left_alone() {
    for kind in lint::kinds() {
        assert_eq!(fixed(kind.good, true), kind.good, "{}", kind.name);
    }
}

#[test]
fn safe_fixes_leave_nothing_safe_to_do() {
    for text in samples::all() {
        let after = mended(&text, false);
        assert_eq!(safe_fixes(&after.checked.findings), 0, "{text}\n{:?}", said(&after.checked.findings));
    }
}

/// The table of docs/fixes.md says of which rules there are fixes, and no more.
#[test]
fn the_page_lists_what_is_fixed() {
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for text in lint::kinds().map(|kind| kind.bad.to_owned()).chain(samples::all()) {
        for finding in checked(&text).findings {
            if let Some(fix) = finding.fix {
                let word = match (fix.is_template, fix.safety) {
                    (true, _) => "template",
                    (false, Safety::Safe) => "safe",
                    (false, Safety::Unsafe) => "unsafe",
                };
                seen.entry(finding.kind.name).or_default().insert(word);
            }
        }
    }
    let page = include_str!("../../docs/fixes.md");
    let mut listed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let name = cells[1].trim_matches('`').split(' ').nth(1).unwrap();
        listed.insert(name, cells[2].split(", ").collect());
    }
    assert_eq!(listed, seen);
    let is_known = |name: &&str| lint::kinds().any(|kind: &Kind| kind.name == *name);
    assert!(listed.keys().all(is_known));
}

/// Texts with many findings, in the folders of the repository.
#[test]
fn fixes_reach_an_end_on_every_fixture() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let mut folders = vec![std::path::PathBuf::from(folder)];
    let mut fixes = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "dingmi") {
                fixes += ends(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    assert!(fixes > 20, "only {fixes} fixes on all fixtures");
}

/// Mends a text in several orders, and gives the number of fixes that there are.
fn ends(text: &str) -> usize {
    let before = checked(text);
    let safe = mended(text, false);
    let all = mended(text, true);
    for after in [&safe, &all] {
        let is_same_stage = before.program.is_broken() == after.checked.program.is_broken();
        assert!(!is_same_stage || errors(&after.checked.findings) <= errors(&before.findings), "{text}");
    }
    assert_eq!(fixed(&text_of(&safe), false), text_of(&safe));
    assert_eq!(fixed(&text_of(&all), true), text_of(&all));
    assert_eq!(fixed(&text_of(&all), false), text_of(&all));
    assert_eq!(fixed(&text_of(&safe), true), text_of(&all));
    all.fixes
}
