//! What the tool told of a program, read back from its findings.

use std::collections::{BTreeMap, BTreeSet};

use dingmi::diagnostic::{Arg, Diagnostic, Message, Severity, WitnessLine};
use dingmi::model::parse_quantity;
use dingmi::{Files, ImportFault, Options, Program};
use jiff::civil::Date;

use crate::program::{Object, Value};
use crate::reference::{Idle, Reference};
use crate::words::{CHOICES, Sort};
use crate::writing::{Part, Written};

/// What rules of this engine say; all others are turned off.
const OURS: [&str; 6] = ["C002", "C003", "C004", "C006", "C007", "C008"];

pub(crate) struct NoFiles;

impl Files for NoFiles {
    fn resolve(&self, _: &str, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Missing)
    }
    fn read(&self, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Missing)
    }
}

pub(crate) struct Told {
    pub(crate) program: Program,
    findings: Vec<Diagnostic>,
}

/// A finding with what it rests on.
pub(crate) struct Finding<'t> {
    told: &'t Told,
    pub(crate) finding: &'t Diagnostic,
}

/// An object of a finding; what it leaves open may be anything.
#[derive(Debug)]
pub(crate) struct Witness {
    kind: Option<usize>,
    /// By declared attribute.
    pub(crate) values: Vec<Option<Value>>,
}

pub(crate) fn check(written: &Written, as_of: Date) -> Result<Told, String> {
    let program = Program::load(written.files.clone(), &NoFiles);
    let kinds = dingmi::lint::kinds().map(|kind| kind.code);
    let off = kinds.filter(|code| !OURS.contains(code) && !code.starts_with('S'));
    let options = Options { levels: off.map(|code| (code, None)).collect(), ..Options::on(as_of) };
    let (_, findings) = program.check(&options);
    match findings.iter().find(|finding| !OURS.contains(&finding.kind.code)) {
        Some(other) => Err(format!("{} {}", other.kind.code, text(&other.message))),
        None => Ok(Told { program, findings }),
    }
}

pub(crate) fn text(message: &Message) -> String {
    message.render(dingmi::diagnostic::Lang::En, dingmi::diagnostic::Privacy::Open)
}

impl Told {
    pub(crate) fn of(&self, code: &str) -> impl Iterator<Item = Finding<'_>> {
        let all = self.findings.iter().filter(move |finding| finding.kind.code == code);
        all.map(|finding| Finding { told: self, finding })
    }

    /// All without their witnesses, which depend on what stands where.
    pub(crate) fn counted(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        self.findings.iter().for_each(|finding| *counts.entry(finding.kind.code).or_default() += 1);
        counts
    }

    /// Every byte that a reader could see.
    pub(crate) fn rendered(&self) -> Vec<String> {
        let line = |line: &WitnessLine| {
            let because: Vec<String> = line.because.iter().map(text).collect();
            format!("{} {} {because:?}", text(&line.attribute), text(&line.value))
        };
        let one = |finding: &Diagnostic| {
            let place =
                |span: dingmi::source::Span| (self.program.sources().name_of(span), self.program.sources().range(span));
            let labels: Vec<_> = finding.labels.iter().map(|each| (place(each.span), text(&each.message))).collect();
            let help: Vec<String> = finding.help.iter().map(text).collect();
            let witness: Vec<String> = finding.witness.iter().map(line).collect();
            format!("{} {} {labels:?} {help:?} {witness:?}", finding.kind.code, text(&finding.message))
        };
        self.findings.iter().map(one).collect()
    }
}

impl Finding<'_> {
    /// The id that stands at a place of the message.
    pub(crate) fn id(&self, at: usize) -> String {
        match &self.finding.message.args[at] {
            Arg::Id(id) => id.clone(),
            other => panic!("{other:?} is no id"),
        }
    }

    pub(crate) fn list(&self, at: usize) -> Vec<String> {
        let Arg::List(parts) = &self.finding.message.args[at] else { panic!("no list in {}", self.text()) };
        let part = |part: &Arg| match part {
            Arg::Id(id) => id.clone(),
            Arg::Text(text) => text.en.to_owned(),
            other => panic!("{other:?} in a list"),
        };
        parts.iter().map(part).collect()
    }

    pub(crate) fn text(&self) -> String {
        text(&self.finding.message)
    }

    pub(crate) fn template(&self) -> &'static str {
        self.finding.message.text.en
    }

    /// The part that a label stands at, or within.
    pub(crate) fn part(&self, label: usize, written: &Written) -> Option<Part> {
        let span = self.finding.labels.get(label)?.span;
        let (name, range) = (self.told.program.sources().name_of(span), self.told.program.sources().range(span));
        let covers =
            |(file, start, end): &(String, usize, usize)| file == name && *start <= range.start && range.end <= *end;
        written.places.iter().find(|(_, place)| covers(place)).map(|(part, _)| *part)
    }

    pub(crate) fn idle(&self, written: &Written) -> Option<Idle> {
        match self.part(0, written)? {
            Part::Id(holder) => self.template().starts_with("the exceptions of").then_some(Idle::Whole(holder)),
            Part::Clause(holder, at) => self.template().starts_with("no object").then_some(Idle::Clause(holder, at)),
            Part::ExceptWhere(holder, at) => {
                self.template().starts_with("this exception").then_some(Idle::ExceptWhere(holder, at))
            }
        }
    }

    /// Whether severity and day are what they must be for something that is true from a day on.
    pub(crate) fn is_from(&self, since: Option<Date>, severity: Severity, as_of: Date) -> bool {
        match since.filter(|day| *day > as_of) {
            Some(day) => self.finding.from == Some(day) && self.finding.severity == Severity::Note,
            None => self.finding.from.is_none() && self.finding.severity == severity,
        }
    }

    /// Whether the tests that the witness is said to meet are met, and those it is said not to meet are not.
    pub(crate) fn has_reasons(&self, reference: &Reference<'_>, witness: &Witness) -> Result<(), String> {
        for line in self.finding.witness.iter().filter(|line| line.id != "kind") {
            let at = (0..witness.values.len()).find(|at| reference.program.attribute(*at).id == line.id).unwrap();
            let value = witness.values[at].unwrap();
            for because in &line.because {
                let [Arg::Id(holder), said] = &*because.args else { continue };
                let (said, holds) = match said {
                    Arg::Words(said) => (said, true),
                    Arg::Message(not) => match &*not.args {
                        [Arg::Words(said)] => (said, false),
                        other => panic!("{other:?} is no test"),
                    },
                    other => panic!("{other:?} is no test"),
                };
                let test = reference.test_of(holder, said).ok_or_else(|| format!("{holder} does not say {said}"))?;
                if test.meaning.holds(&value) != holds {
                    return Err(format!("{value:?} and {}", text(because)));
                }
            }
        }
        Ok(())
    }

    pub(crate) fn witness(&self, reference: &Reference<'_>) -> Result<Witness, String> {
        let program = reference.program;
        let mut witness = Witness { kind: None, values: vec![None; program.attributes.len()] };
        for line in &self.finding.witness {
            let of = &*line.id;
            let value = text(&line.value);
            let fault = || format!("{of} is {value:?}");
            if of == "kind" {
                let number = value.split(' ').next().and_then(|id| id.strip_prefix('k'));
                witness.kind = Some(number.and_then(|number| number.parse().ok()).ok_or_else(fault)?);
                continue;
            }
            let is_it = |at: &usize| program.attribute(*at).id == of;
            let at = (0..program.attributes.len()).find(is_it).ok_or_else(fault)?;
            witness.values[at] = Some(read(&program.attribute(at).sort, &value).ok_or_else(fault)?);
        }
        Ok(witness)
    }
}

fn read(sort: &Sort, text: &str) -> Option<Value> {
    match sort {
        Sort::Number { .. } => parse_quantity(text, &|_| None).ok().map(|(number, _)| Value::Number(number)),
        Sort::Day => text.parse().ok().map(Value::Day),
        Sort::Truth => ["no", "yes"].iter().position(|word| *word == text).map(|at| Value::Truth(at == 1)),
        Sort::Choice => {
            let id = text.split(' ').next()?;
            CHOICES.iter().position(|choice| choice[0] == id).map(Value::Choice)
        }
    }
}

impl Witness {
    /// Every object that it stands for, of those that matter.
    pub(crate) fn objects(&self, reference: &Reference<'_>) -> Vec<Object> {
        let kinds = 0..reference.program.kinds.len();
        let kinds = kinds.filter(|kind| self.kind.is_none_or(|own| own == *kind));
        let mut objects: Vec<Object> = kinds.map(|kind| Object { kind, values: Vec::new() }).collect();
        for (own, sampled) in self.values.iter().zip(&reference.points.values) {
            let values: Vec<Value> = own.map_or_else(|| sampled.clone(), |value| vec![value]);
            let with = |object: &Object, value: &Value| Object {
                kind: object.kind,
                values: object.values.iter().chain([value]).copied().collect(),
            };
            objects = objects.iter().flat_map(|object| values.iter().map(|value| with(object, value))).collect();
        }
        objects
    }
}

/// What a set of ids is, read from a list.
pub(crate) fn ids(list: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    list.into_iter().collect()
}
