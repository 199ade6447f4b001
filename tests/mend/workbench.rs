//! Texts in, mended texts out.

use dingmi::diagnostic::{Diagnostic, Lang, Privacy, Severity};
use dingmi::mend::{Checked, Mended, Order, mend};
use dingmi::{Files, ImportFault, Options, Program};
use jiff::civil::date;

pub(crate) const NAME: &str = "main.dingmi";

struct Alone;

impl Files for Alone {
    fn resolve(&self, _: &str, import: &str) -> Result<String, ImportFault> {
        match import {
            NAME => Ok(NAME.to_owned()),
            outside if outside.starts_with("..") => Err(ImportFault::Escapes),
            _ => Err(ImportFault::Missing),
        }
    }

    fn read(&self, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Missing)
    }
}

pub(crate) fn options() -> Options {
    Options::on(date(2026, 11, 23))
}

pub(crate) fn checked(text: &str) -> Checked {
    Checked::of(Program::load(vec![(NAME.to_owned(), text.to_owned())], &Alone), &options())
}

pub(crate) fn mended(text: &str, with_unsafe: bool) -> Mended {
    mended_from(checked(text), with_unsafe)
}

/// From findings that are given.
pub(crate) fn mended_from(start: Checked, with_unsafe: bool) -> Mended {
    let order = Order { files: &Alone, options: &options(), settled: &|_, _| (), with_unsafe, may_change: &|_| true };
    mend(start, &order)
}

/// The text after its fixes.
pub(crate) fn text_of(mended: &Mended) -> String {
    let sources = mended.checked.program.sources();
    sources.iter().find(|(_, source)| source.name() == NAME).unwrap().1.text().to_owned()
}

pub(crate) fn fixed(text: &str, with_unsafe: bool) -> String {
    text_of(&mended(text, with_unsafe))
}

pub(crate) fn said(findings: &[Diagnostic]) -> Vec<String> {
    let say = |finding: &Diagnostic| {
        format!("{} {} {}", finding.severity.id(), finding.kind.name, finding.message.render(Lang::En, Privacy::Open))
    };
    findings.iter().map(say).collect()
}

pub(crate) fn errors(findings: &[Diagnostic]) -> usize {
    findings.iter().filter(|finding| finding.severity == Severity::Error).count()
}
