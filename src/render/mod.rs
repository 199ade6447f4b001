//! Findings → text. One file a format, pure functions; where the text goes is for the caller to say.

#[cfg(feature = "cli")]
pub mod as_junit;
pub mod github;
pub mod gitlab;
#[cfg(feature = "cli")]
pub mod human;
pub mod identity;
pub mod json;
#[cfg(feature = "cli")]
pub mod junit;
pub mod report;
#[cfg(feature = "cli")]
pub mod sarif;
pub mod short;
#[cfg(feature = "cli")]
mod snippets;
#[cfg(feature = "cli")]
pub(crate) mod table;
#[cfg(all(test, feature = "cli"))]
mod tests;
#[cfg(all(test, feature = "cli"))]
mod tests_of_reports;
#[cfg(feature = "cli")]
pub(crate) mod wrap;

use std::cmp::Ordering;

use crate::diagnostic::{Citation, Diagnostic, Lang, Message, Privacy, Severity, Text, shown_name};
use crate::model::Laws;
use crate::source::{Sources, Span};

/// For whom, and from what, findings are rendered.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    pub lang: Lang,
    pub privacy: Privacy,
    pub laws: &'a Laws,
    pub sources: &'a Sources,
}

/// How many findings of each severity there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl View<'_> {
    pub(crate) fn message(&self, message: &Message) -> String {
        message.render(self.lang, self.privacy)
    }

    /// The message of a finding, with the day from which it is true.
    pub(crate) fn headline(&self, finding: &Diagnostic) -> String {
        let message = self.message(&finding.message);
        match (finding.from, self.lang) {
            (None, _) => message,
            (Some(date), Lang::En) => format!("from {date}: {message}"),
            (Some(date), Lang::Zh) => format!("自{date}起：{message}"),
        }
    }

    /// `path:line:column`, counted in characters.
    pub(crate) fn place(&self, span: Span) -> String {
        let at = self.sources.line_column(span);
        format!("{}:{}:{}", shown_name(self.sources.name_of(span)), at.line, at.column)
    }

    /// The title may come from a regime file of the author's, so redaction leaves the key alone.
    pub(crate) fn law_title(&self, citation: &Citation) -> Option<&str> {
        match self.privacy {
            Privacy::Open => self.laws.title(&citation.law),
            Privacy::Redacted => None,
        }
    }

    /// `L10 art. 15 《保守国家秘密法》`.
    pub fn citation(&self, citation: &Citation) -> String {
        let Citation { law, article } = citation;
        let place = match self.lang {
            Lang::En => format!("{law} art. {article}"),
            Lang::Zh => format!("{law} 第{article}条"),
        };
        match self.law_title(citation) {
            Some(title) => format!("{place} 《{}》", title.trim_matches(['《', '》'])),
            None => place,
        }
    }
}

impl Counts {
    pub fn of(findings: &[Diagnostic]) -> Self {
        let mut counts = Counts::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// One line for the end: `3 errors, 2 warnings, 1 note in 5 files`.
    pub fn summary(self, files: usize, lang: Lang) -> String {
        let parts: Vec<String> =
            [(self.errors, Severity::Error), (self.warnings, Severity::Warning), (self.notes, Severity::Note)]
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, severity)| counted(count, severity.text(), lang))
                .collect();
        match (lang, parts.is_empty()) {
            (Lang::En, true) => format!("no findings in {}", counted(files, Text::new("file", ""), lang)),
            (Lang::En, false) => {
                format!("{} in {}", parts.join(", "), counted(files, Text::new("file", ""), lang))
            }
            (Lang::Zh, true) => format!("{files} 个文件：没有发现问题"),
            (Lang::Zh, false) => format!("{files} 个文件：{}", parts.join("、")),
        }
    }
}

fn counted(count: usize, noun: Text, lang: Lang) -> String {
    let noun = noun.get(lang);
    match (lang, count.cmp(&1)) {
        (Lang::Zh, _) => format!("{count} 个{noun}"),
        (Lang::En, Ordering::Equal) => format!("1 {noun}"),
        (Lang::En, Ordering::Less | Ordering::Greater) => format!("{count} {noun}s"),
    }
}
