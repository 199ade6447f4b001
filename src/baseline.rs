//! The findings that stood when a project took the tool up, as a file. Those are not told again, and the file can only shrink:
//! it says which of them are gone.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Privacy};
use crate::render::View;
use crate::render::identity::{Identity, identities};

/// The format of the file. It changes by a new `version`.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The version of this format: 1.
    pub version: u32,
    /// In the order of rules, places and contents.
    pub findings: Vec<Entry>,
}

/// Findings of one rule in one place that say the same.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The code of the rule, such as P001.
    pub rule: String,
    /// What it is about, by name: `surveying-2020#18.period`. No file and no line.
    pub place: String,
    /// Digest of what is said; 32 hexadecimal digits.
    pub content: String,
    /// One of error, warning, note: what becomes worse is new.
    pub severity: String,
    /// How many of them there are.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    #[schemars(range(min = 1))]
    pub count: usize,
}

/// Findings held against a baseline.
#[derive(Debug)]
pub struct Compared {
    pub left: Vec<Diagnostic>,
    /// How many the baseline holds.
    pub known: usize,
    /// Entries of which something is gone, with how many.
    pub gone: Vec<Entry>,
}

/// The version of the format.
pub const VERSION: u32 = 1;

impl Baseline {
    /// Of all findings but those that can never be accepted.
    pub fn of(findings: &[Diagnostic], view: &View<'_>) -> Self {
        let mut counts: BTreeMap<Entry, usize> = BTreeMap::new();
        for (finding, entry) in findings.iter().zip(entries(findings, view)) {
            if finding.kind.is_acceptable() {
                *counts.entry(entry).or_default() += 1;
            }
        }
        let findings = counts.into_iter().map(|(entry, count)| Entry { count, ..entry }).collect();
        Baseline { version: VERSION, findings }
    }

    /// Takes away what the baseline holds. Of findings that are alike, the first ones go.
    pub fn compare(&self, findings: Vec<Diagnostic>, view: &View<'_>) -> Compared {
        let mut held: BTreeMap<Entry, usize> = BTreeMap::new();
        for entry in &self.findings {
            let count = held.entry(Entry { count: 0, ..entry.clone() }).or_default();
            *count = count.saturating_add(entry.count);
        }
        let mut compared = Compared { left: Vec::new(), known: 0, gone: Vec::new() };
        let entries = entries(&findings, view);
        for (finding, entry) in findings.into_iter().zip(entries) {
            match held.get_mut(&entry) {
                Some(count) if *count > 0 && finding.kind.is_acceptable() => {
                    *count -= 1;
                    compared.known += 1;
                }
                _ => compared.left.push(finding),
            }
        }
        let gone = held.into_iter().filter(|(_, count)| *count > 0);
        compared.gone = gone.map(|(entry, count)| Entry { count, ..entry }).collect();
        compared
    }
}

/// Digests do not depend on who may see the words.
fn entries(findings: &[Diagnostic], view: &View<'_>) -> Vec<Entry> {
    let identities = identities(findings, &View { privacy: Privacy::Open, ..*view });
    let entry = |(finding, identity): (&Diagnostic, Identity)| Entry {
        rule: identity.rule.to_owned(),
        place: identity.place,
        content: identity.content,
        severity: finding.severity.id().to_owned(),
        count: 0,
    };
    findings.iter().zip(identities).map(entry).collect()
}

fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_one(count: &usize) -> bool {
    *count == 1
}
