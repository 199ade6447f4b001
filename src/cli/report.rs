//! `--format FORMAT[=FILE]`: a report in as many forms as are asked for, one of them at most on stdout.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::ValueEnum;

use super::arguments::Checking;
use super::fault::{Exit, Fault};
use super::session::Session;
use super::{Context, locale, outputs, terminal};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::render::human::Look;
use crate::render::report::Report;
use crate::render::{View, as_junit, github, gitlab, human, json, sarif, short};

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Form {
    /// Source lines with carets
    Human,
    /// One line a finding
    Short,
    Json,
    /// For code scanning
    Sarif,
    /// For servers that show tests
    Junit,
    /// Annotations of GitHub Actions
    Github,
    /// Code Quality of GitLab
    Gitlab,
}

/// A form, and where it goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Wanted {
    form: Form,
    /// Stdout where there is none.
    file: Option<PathBuf>,
}

impl Wanted {
    /// `sarif`, `sarif=out.sarif`
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let (form, file) = match text.split_once('=') {
            Some((_, "")) => return Err("no file behind `=` / `=` 之后没有文件".to_owned()),
            Some((form, file)) => (form, Some(PathBuf::from(file))),
            None => (text, None),
        };
        match Form::from_str(form, false) {
            Ok(form) => Ok(Wanted { form, file }),
            Err(_) => {
                let names = Form::value_variants()
                    .iter()
                    .filter_map(|form| Some(form.to_possible_value()?.get_name().to_owned()));
                Err(format!("expected one of / 应为以下之一: {}", names.collect::<Vec<_>>().join(", ")))
            }
        }
    }
}

/// Fails where two forms are for stdout or for one file, or one for a source.
pub(super) fn check(wanted: &[Wanted]) -> Result<(), Fault> {
    let mut files = BTreeSet::new();
    for file in wanted.iter().filter_map(|wanted| wanted.file.as_ref()) {
        outputs::refuse_source(file)?;
        if !files.insert(file) {
            return Err(Fault::usage(ONE_FILE).at(file.to_string_lossy()));
        }
    }
    match wanted.iter().filter(|wanted| wanted.file.is_none()).count() {
        0 | 1 => Ok(()),
        _ => Err(Fault::usage(TWICE).at("--format").help(NAME_FILE)),
    }
}

/// Writes the report in every form. What cannot be written does not keep the others from being so.
pub(super) fn write(
    session: &Session,
    arguments: &Checking,
    deny: Severity,
    exit: Exit,
    context: &Context,
) -> Result<(), Fault> {
    let Context { lang, privacy, .. } = *context;
    let view = View { lang, privacy, laws: &session.model.laws, sources: session.program.sources() };
    let faults = session.faults.iter().map(|fault| fault.line(lang, privacy)).collect();
    let report =
        Report { deny, faults, exit_code: exit as u8, ..Report::new(&session.findings, session.options.as_of, view) };
    let default = [Wanted { form: Form::Human, file: None }];
    let wanted = if arguments.format.is_empty() { &default } else { &*arguments.format };
    let mut failed = Ok(());
    for Wanted { form, file } in wanted {
        let written = match file {
            None => terminal::print_by(|stdout| write_form(*form, &report, context.color, stdout)),
            Some(file) => outputs::write_file_by(file, &|file| write_form(*form, &report, false, file)),
        };
        if let Err(fault) = written
            && let Err(earlier) = std::mem::replace(&mut failed, Err(fault))
        {
            earlier.tell(lang, privacy);
        }
    }
    failed
}

/// So many findings are told at a time in forms in which each is told by itself.
const AT_A_TIME: usize = 256;

fn write_form(form: Form, report: &Report<'_>, color: bool, to: &mut dyn Write) -> io::Result<()> {
    let view = &report.view;
    let look = Look { color, ascii: locale::is_not_utf8() };
    let mut each = |render: &dyn Fn(&[Diagnostic]) -> String| {
        report.findings.chunks(AT_A_TIME).try_for_each(|findings| to.write_all(render(findings).as_bytes()))
    };
    match form {
        Form::Human => each(&|findings| human::render(findings, view, look)),
        Form::Short => each(&|findings| short::render(findings, view)),
        Form::Json => {
            serde_json::to_writer_pretty(&mut *to, &json::written(report))?;
            to.write_all(b"\n")
        }
        Form::Sarif => to.write_all(sarif::render(report).as_bytes()),
        Form::Junit => to.write_all(as_junit::render(report).as_bytes()),
        Form::Github => to.write_all(github::render(report).as_bytes()),
        Form::Gitlab => to.write_all(gitlab::render(report).as_bytes()),
    }
}

const ONE_FILE: Text = Text::new("two forms of the report for one file", "两种形式的报告写入同一文件");
const TWICE: Text = Text::new("two forms of the report for one stdout", "标准输出只能有一种形式的报告");
const NAME_FILE: Text = Text::new(
    "name a file for the others: `--format sarif=out.sarif`",
    "请为其余形式写明文件：`--format sarif=out.sarif`",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_may_have_a_file() {
        let read = |text: &str| Wanted::read(text).map(|Wanted { form, file }| (form, file));
        assert_eq!(read("json"), Ok((Form::Json, None)));
        assert_eq!(read("sarif=输出/a=b.sarif"), Ok((Form::Sarif, Some("输出/a=b.sarif".into()))));
        for wrong in ["", "xml", "SARIF", "json=", "=a"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
