//! What makes two findings the same one, in this run or another: the rule, the place by name, and what is said. No line, no
//! severity, no file: moving, formatting or renaming files does not make a finding new.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::View;
use crate::diagnostic::{Diagnostic, Lang, Privacy};
use crate::source::FileId;
use crate::syntax::outline;

/// The identity of one finding. The author's words are in it only as a digest, and under `--redact` not even so.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Identity {
    pub rule: &'static str,
    /// `surveying-2020#18.period`
    pub place: String,
    /// Digest of what is said, in hexadecimal.
    pub content: String,
    /// Which one it is, from 0, of those that have the rest in common.
    pub ordinal: usize,
}

impl Identity {
    /// One word for it.
    pub fn fingerprint(&self) -> String {
        let Identity { rule, place, content, ordinal } = self;
        digest(&format!("{rule}\n{place}\n{content}\n{ordinal}"))
    }
}

/// The identities of findings, in their order.
pub fn identities(findings: &[Diagnostic], view: &View<'_>) -> Vec<Identity> {
    let places = places(findings, view);
    let mut seen: HashMap<Identity, usize> = HashMap::new();
    let identity = |(finding, place): (&Diagnostic, String)| {
        let first = Identity { rule: finding.kind.code, place, content: content(finding, view), ordinal: 0 };
        let count = seen.entry(first.clone()).or_default();
        *count += 1;
        Identity { ordinal: *count - 1, ..first }
    };
    findings.iter().zip(places).map(identity).collect()
}

/// What is yet to come true is not the same as what is true.
fn content(finding: &Diagnostic, view: &View<'_>) -> String {
    let message = finding.message.render(Lang::En, view.privacy);
    let from = finding.from.map(|day| day.to_string()).unwrap_or_default();
    digest(&format!("{}\n{from}\n{message}", finding.kind.name))
}

/// 128 bits: enough for chance, and short enough to read in a diff.
fn digest(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..32].to_owned()
}

/// The place of each finding by name. Each text is gone through once.
fn places(findings: &[Diagnostic], view: &View<'_>) -> Vec<String> {
    let mut asked: BTreeMap<FileId, Vec<(u32, usize)>> = BTreeMap::new();
    for (index, finding) in findings.iter().enumerate() {
        let (file, range) = view.sources.place(finding.span());
        asked.entry(file).or_default().push((range.start as u32, index));
    }
    let asked: Vec<(FileId, Vec<(u32, usize)>)> = asked.into_iter().collect();
    let named = asked.into_par_iter().map(|(file, mut asked)| {
        // What stands for a name in a broken text may be anything.
        let is_broken = asked.iter().any(|(_, index)| findings[*index].kind.code.starts_with('S'));
        if is_broken && view.privacy == Privacy::Redacted {
            return Vec::new();
        }
        asked.sort_unstable();
        let offsets: Vec<u32> = asked.iter().map(|(offset, _)| *offset).collect();
        let named = outline::places(view.sources.get(file).text(), &offsets);
        asked.into_iter().map(|(_, index)| index).zip(named).collect()
    });
    let named: Vec<Vec<(usize, String)>> = named.collect();
    let mut places = vec![String::new(); findings.len()];
    for (index, place) in named.into_iter().flatten() {
        places[index] = place;
    }
    places
}
