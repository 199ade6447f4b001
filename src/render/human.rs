//! The findings for a person at a terminal: source lines with carets, drawn by miette. Only this file knows miette.
//!
//! miette draws what `Snippets` hands it, a text made for one finding, because of the source itself it would count
//! columns in bytes, print control characters, and show a line of any length whole.

use std::fmt;

use miette::{
    Diagnostic as Drawable, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    SourceCode, SourceSpan, SpanContents,
};

use super::View;
use super::snippets::Snippets;
use super::table;
use crate::diagnostic::{Diagnostic, Fix, Lang, Privacy, Safety, Severity, Text, WitnessLine};

/// What the terminal can show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    pub color: bool,
    /// Draw frames and arrows with ASCII characters only.
    pub ascii: bool,
}

const WITNESS: Text = Text::new("for example:", "例如：");
const HELP: Text = Text::new("help: ", "帮助：");
const LAW: Text = Text::new("law: ", "依据：");

pub fn render(findings: &[Diagnostic], view: &View<'_>, look: Look) -> String {
    let handler = handler(look);
    let mut out = String::new();
    for finding in findings {
        match view.privacy {
            Privacy::Open => draw(&mut out, finding, view, &handler),
            Privacy::Redacted => list_places(&mut out, finding, view),
        }
        witness(&mut out, finding, view);
        footer(&mut out, finding, view, look);
        out.push('\n');
    }
    out
}

fn handler(look: Look) -> GraphicalReportHandler {
    let theme = match (look.color, look.ascii) {
        (true, false) => GraphicalTheme::unicode(),
        (true, true) => GraphicalTheme::ascii(),
        (false, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme::none(),
    };
    GraphicalReportHandler::new_themed(theme).with_links(false).with_wrap_lines(false).without_syntax_highlighting()
}

/// `error P001 period-exceeds-cap`.
fn title(finding: &Diagnostic, lang: Lang) -> String {
    format!("{} {} {}", finding.severity.text().get(lang), finding.kind.code, finding.kind.name)
}

fn draw(out: &mut String, finding: &Diagnostic, view: &View<'_>, handler: &GraphicalReportHandler) {
    let drawing = Drawing {
        title: title(finding, view.lang),
        headline: view.headline(finding),
        severity: finding.severity,
        snippets: Snippets::new(&finding.labels, view),
    };
    handler.render_report(out, &drawing).expect("bug: miette could not draw a finding");
}

/// Without a word of the source: where it is, and no more.
fn list_places(out: &mut String, finding: &Diagnostic, view: &View<'_>) {
    out.push_str(&format!("{}\n\n  {}\n", title(finding, view.lang), view.headline(finding)));
    for label in &finding.labels {
        let line = format!("    {} {}", view.place(label.span), view.message(&label.message));
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// The object, an attribute to a line.
fn witness(out: &mut String, finding: &Diagnostic, view: &View<'_>) {
    if finding.witness.is_empty() {
        return;
    }
    let because = |line: &WitnessLine| -> Vec<String> { line.because.iter().map(|each| view.message(each)).collect() };
    let row = |line: &WitnessLine| {
        [view.message(&line.attribute), view.message(&line.value), because(line).join(view.lang.clause_separator())]
    };
    let rows: Vec<[String; 3]> = finding.witness.iter().map(row).collect();
    out.push_str(&format!("  {}\n", WITNESS.get(view.lang)));
    table::lines(&rows).lines().for_each(|line| out.push_str(&format!("    {line}\n")));
}

// miette has a help line of its own; its `help:` is English only.
fn footer(out: &mut String, finding: &Diagnostic, view: &View<'_>, look: Look) {
    let helps = finding.help.iter().map(|help| (HELP, view.message(help)));
    let fixes = finding.fix.iter().map(|fix| (fix_head(fix), view.message(&fix.message)));
    let laws = finding.cites.iter().map(|cite| (LAW, view.citation(cite)));
    for (head, text) in helps.chain(fixes).chain(laws) {
        let head = head.get(view.lang);
        match look.color {
            true => out.push_str(&format!("  \x1b[36m{head}\x1b[0m{text}\n")),
            false => out.push_str(&format!("  {head}{text}\n")),
        }
    }
}

fn fix_head(fix: &Fix) -> Text {
    match fix.safety {
        Safety::Safe => Text::new("fix: ", "修正："),
        Safety::Unsafe => Text::new("unsafe fix: ", "需复核的修正："),
    }
}

/// One finding as miette takes it.
#[derive(Debug)]
struct Drawing {
    title: String,
    headline: String,
    severity: Severity,
    snippets: Snippets,
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)
    }
}

impl std::error::Error for Drawing {}

impl Drawable for Drawing {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.title))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Note => miette::Severity::Advice,
            Severity::Warning => miette::Severity::Warning,
            Severity::Error => miette::Severity::Error,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.snippets)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.snippets.marks.iter().map(|mark| {
            let message = (!mark.message.is_empty()).then(|| mark.message.clone());
            match mark.primary {
                true => LabeledSpan::new_primary_with_span(message, mark.shown.clone()),
                false => LabeledSpan::new_with_span(message, mark.shown.clone()),
            }
        })))
    }
}

impl SourceCode for Snippets {
    /// miette asks twice: with lines around the span for what to show, and without for the head line's line and column.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let range = span.offset()..span.offset() + span.len();
        let snippet = self.around(&range).ok_or(MietteError::OutOfBounds)?;
        let (line, column) = match before {
            0 => self.origin(range.start),
            _ => (snippet.first_line, 0),
        };
        Ok(Box::new(MietteSpanContents::new_named(
            snippet.name.clone(),
            self.text[snippet.shown.clone()].as_bytes(),
            snippet.shown.clone().into(),
            line,
            column,
            snippet.line_count,
        )))
    }
}
