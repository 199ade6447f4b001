//! Repairs carried out in the text of a world.

use dingmi::authority::{Competence, Question, Step};
use dingmi::model::{Model, id_text};
use dingmi::source::Sources;
use jiff::civil::Date;

/// The text after the changes.
pub(crate) fn apply(
    text: &str,
    model: &Model,
    sources: &Sources,
    competence: &Competence<'_>,
    question: Question,
    steps: &[Step],
) -> String {
    let mut text = text.to_owned();
    let id = |name| id_text(sources, name).into_owned();
    let grant = |grant| format!("authorization {} ", id(model.authorizations[grant].head.id));
    let officer = |officer| format!("officer {} ", id(model.officers[officer].head.id));
    let matter = &model.matters[question.row];
    let row = format!("{}#{}", id(model.catalogues[matter.catalogue].head.id), id(matter.head.id));
    let organ = id(model.organs[question.organ].head.id);
    let level = |rank| competence.world().level(rank).unwrap().id.clone();
    for step in steps {
        match *step {
            Step::ExtendTerm { grant: of, to } => change(&mut text, &grant(of), |line| until(line, to)),
            Step::RaiseLevel { grant: of, level: to } => {
                change(&mut text, &grant(of), |line| field(line, "level up-to ", &level(to)))
            }
            Step::AddMatter { grant: of } => {
                change(&mut text, &grant(of), |line| line.replace("matters ", &format!("matters {row}, ")))
            }
            Step::NewGrant { from, level: to, term } => {
                let from = id(model.organs[from].head.id);
                let end = if term.to == Date::MAX { String::new() } else { term.to.to_string() };
                text += &format!(
                    "authorization proposed from {from} to {organ} {{ level up-to {}; matters {row}; term {} .. {end}; }}\n",
                    level(to),
                    term.from,
                );
            }
            Step::ExtendOfficer { officer: of, to } => change(&mut text, &officer(of), |line| until(line, to)),
            Step::RaiseOfficer { officer: of, level: to } => {
                change(&mut text, &officer(of), |line| field(line, "determines up-to ", &level(to)));
            }
            Step::AddDuty { officer: of } => {
                change(&mut text, &officer(of), |line| line.replace("matters ", &format!("matters {row}, ")))
            }
            Step::NewHead { from } => {
                text += &format!("officer proposed of {organ} {{ head; trained on {from}; term from {from}; }}\n");
            }
        }
    }
    text
}

fn change(text: &mut String, head: &str, change: impl Fn(&str) -> String) {
    let lines = text.lines().map(|line| if line.starts_with(head) { change(line) } else { line.to_owned() } + "\n");
    let changed: String = lines.collect();
    assert!(changed != *text, "a repair changes nothing: {head}");
    *text = changed;
}

/// The line with another value behind the keyword.
fn field(line: &str, keyword: &str, value: &str) -> String {
    let (before, after) = line.split_once(keyword).unwrap();
    let (_, rest) = after.split_once(';').unwrap();
    format!("{before}{keyword}{value};{rest}")
}

fn until(line: &str, to: Date) -> String {
    let (before, after) = line.split_once(".. ").unwrap();
    let (_, rest) = after.split_once(';').unwrap();
    format!("{before}.. {to};{rest}")
}
