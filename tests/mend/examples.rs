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
