//! A program after its check, and what is made of it.

use dingmi::audience::{Audience, AudienceFault};
use dingmi::diagnostic::{Lang, Privacy, Severity};
use dingmi::emit::{self, Format, Order, Output};
use dingmi::model::{Context, Model};
use dingmi::{Files, ImportFault, Options, Program};
use jiff::civil::{Date, date};

pub(crate) const TODAY: Date = date(2026, 11, 23);

/// A level and an organ.
pub(crate) type Readers = (Option<&'static str>, Option<&'static str>);

pub(crate) struct Told {
    program: Program,
    pub(crate) model: Model,
    /// Whether nothing at all is wrong with it.
    pub(crate) is_sound: bool,
}

struct NoFiles;

impl Files for NoFiles {
    fn resolve(&self, _: &str, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Missing)
    }
    fn read(&self, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Missing)
    }
}

/// All formats. A new one does not compile here until it stands in the list.
pub(crate) fn formats() -> Vec<Format> {
    let all = vec![Format::Json, Format::Image, Format::Sqlite, Format::Csv];
    for format in &all {
        match format {
            Format::Json | Format::Image | Format::Sqlite | Format::Csv => {}
            #[cfg(feature = "parquet")]
            Format::Parquet => {}
        }
    }
    all
}

impl Told {
    /// Every name in it must mean something.
    #[track_caller]
    pub(crate) fn of(files: &[(String, String)]) -> Self {
        let program = Program::load(files.to_vec(), &NoFiles);
        let left_out = dingmi::lint::kinds().map(|kind| kind.code).filter(|code| code.starts_with(['C', 'K']));
        let levels = left_out.map(|code| (code, None)).collect();
        let (model, findings) = program.check(&Options { levels, ..Options::on(TODAY) });
        let faulty =
            findings.iter().find(|finding| finding.kind.code.starts_with('S') && finding.severity == Severity::Error);
        if let Some(fault) = faulty {
            let texts: String = files.iter().map(|(name, text)| format!("---- {name}\n{text}\n")).collect();
            panic!("{} {}\n{texts}", fault.kind.code, fault.message.render(Lang::En, Privacy::Open));
        }
        // A builder may leave rules out, but none of structure. Random rows contradict one another.
        let is_sound = findings.iter().all(|finding| finding.severity < Severity::Error);
        Told { program, model, is_sound }
    }

    #[track_caller]
    pub(crate) fn one(text: &str) -> Self {
        Self::of(&[("main.dingmi".to_owned(), text.to_owned())])
    }

    pub(crate) fn context(&self) -> Context<'_> {
        Context { model: &self.model, sources: self.program.sources(), as_of: TODAY }
    }

    pub(crate) fn audience(&self, (level, organ): (Option<&str>, Option<&str>)) -> Result<Audience, AudienceFault> {
        Audience::new(&self.context(), level, organ)
    }

    pub(crate) fn outputs(&self, readers: Option<Readers>) -> Vec<Output> {
        let audience = readers.map(|readers| self.audience(readers).unwrap());
        emit::outputs(&self.context(), &Order { formats: formats(), audience, ..Order::on(TODAY) }).unwrap()
    }

    pub(crate) fn document(&self, readers: Option<Readers>) -> serde_json::Value {
        let outputs = self.outputs(readers);
        let output = outputs.iter().find(|output| output.name == "catalogue.json").unwrap();
        serde_json::from_slice(&output.bytes).unwrap()
    }

    pub(crate) fn hidden_rows(&self, readers: Readers) -> usize {
        self.audience(readers).unwrap().hidden_rows(&self.context())
    }
}
