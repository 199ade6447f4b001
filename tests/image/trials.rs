//! Tests in the language: what they expect is held against what `classify`, `why` and the image answer. For each answer a test
//! that expects it must pass, and tests that expect anything else must fail.

use dingmi::authority::Authority;
use dingmi::model::Context;
use dingmi::overlap::{Overlaps, Scopes};
use dingmi::trials::{Runner, Trial};
use dingmi_catalogue::{Counted, Release};
use jiff::civil::date;

use crate::answer::{Answer, Form, May};
use crate::asked::{Asked, Samples, Value};
use crate::dice::Dice;
use crate::forms::{self, AS_OF, Forms, days};
use crate::json::{list, text};
use crate::{random, worlds, writing};

const CATALOGUES: u64 = 300;
const WORLDS: u64 = 60;

/// Each expectation in a test of its own, and whether it holds.
#[derive(Default)]
struct Tests {
    text: String,
    hold: Vec<bool>,
}

impl Tests {
    fn add(&mut self, given: &str, expect: &str, holds: bool) {
        self.text += &format!("test \"{}\" {{ {given} expect {expect}; }}\n", self.hold.len());
        self.hold.push(holds);
    }

    fn objects(&mut self, forms: &Forms<'_>, dice: &mut Dice) {
        let (samples, days) = (Samples::of(&forms.json.document), days(&forms.json.document));
        for _ in 0..6 {
            let Some(asked) = samples.object(dice) else { return };
            let day = *dice.pick(&days);
            let answer = forms.compiler.classify(&asked, day).expect("the compiler always answers");
            let given = format!("given on {day}; {}", given(&asked));
            self.object(forms, &given, &answer);
        }
    }

    fn object(&mut self, forms: &Forms<'_>, given: &str, answer: &Answer) {
        for (expect, status) in [("not-covered", "none"), ("disputed", "disputed"), ("open", "open")] {
            self.add(given, expect, answer.status == status);
        }
        let regimes = list(&forms.json.document["regimes"]);
        for level in regimes.iter().flat_map(|regime| list(&regime["levels"])).map(|level| text(&level["id"])) {
            self.add(given, &format!("level {level}"), answer.level.as_deref() == Some(level));
        }
        for row in forms.json.rows() {
            let applies = answer.matters.iter().any(|(id, applies, _)| *id == row && *applies);
            self.add(given, &format!("matter {row}"), applies);
        }
        for years in 1..12 {
            self.add(given, &format!("period {years} years"), months(answer) == Some(years * 12));
        }
        self.add(given, "period long-term", answer.period.as_deref() == Some("long-term"));
    }

    fn competence(&mut self, forms: &Forms<'_>, dice: &mut Dice) {
        let document = &forms.json.document;
        let (organs, days, rows) = (list(&document["organs"]), days(document), forms.json.rows());
        for _ in 0..40 {
            let row = dice.pick(&rows).clone();
            let Some(regime) = forms.json.regime(&row) else { continue };
            let level = text(&dice.pick(list(&regime["levels"]))["id"]).to_owned();
            let organ = text(&dice.pick(organs)["id"]).to_owned();
            let question = May { organ, row, level, day: *dice.pick(&days) };
            let may = forms.compiler.may(&question);
            let May { organ, row, level, day } = question;
            let given = format!("given on {day}; given organ {organ};");
            self.add(&given, &format!("may {row} level {level}"), may);
            self.add(&given, &format!("may-not {row} level {level}"), !may);
        }
    }

    fn release(&mut self, forms: &Forms<'_>, dice: &mut Dice) {
        let image = &forms.image.0;
        for row in forms.json.rows() {
            let found = image.matter(&row).expect("a row of the image");
            if found.period().is_none() {
                continue;
            }
            let issued = date(2000 + dice.below(30) as i16, 1 + dice.below(12) as i8, 1 + dice.below(28) as i8);
            let given = format!("given matter {row}; given dated {issued};");
            match image.release(found, Counted::FromIssue(issued), issued) {
                Release::Released(first) | Release::On(first) => {
                    let before = first.yesterday().unwrap();
                    self.add(&given, &format!("released from {first}"), true);
                    self.add(&given, &format!("released from {before}"), false);
                    self.add(&given, &format!("secret on {first}"), false);
                    self.add(&given, &format!("secret on {before}"), before >= issued);
                }
                _ => {
                    self.add(&given, &format!("released from {issued}"), false);
                    self.add(&given, "secret on 9999-12-31", true);
                }
            }
        }
    }

    /// Runs them beside the program.
    fn run(&self, program: &str) -> Vec<Trial> {
        let files = [("world.dingmi", program), ("zests.dingmi", &self.text)];
        let loaded = worlds::load_files(files.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec());
        let model = &loaded.model;
        assert!(model.tests.iter().all(|test| !test.is_faulty), "a test means nothing");
        assert_eq!(model.tests.len(), self.hold.len());
        let context = Context { model, sources: loaded.program.sources(), as_of: AS_OF };
        let scopes = Scopes::of(model, context.sources);
        let (overlaps, authority) = (Overlaps::of(&context, &scopes), Authority::of(model));
        let mut runner = Runner::new(&context, &overlaps, &authority);
        runner.run_all((0..model.tests.len()).collect(), &|_| unreachable!("no test asks what is found"))
    }
}

/// The period of an answer, where it is a length.
fn months(answer: &Answer) -> Option<u32> {
    let (count, unit) = answer.period.as_deref()?.split_once(' ')?;
    let count: u32 = count.parse().ok()?;
    Some(if unit.starts_with("year") { count * 12 } else { count })
}

/// `given kind map where …;`
fn given(asked: &Asked) -> String {
    let value = |given: &crate::asked::Given| {
        let value = match &given.value {
            Value::Number(_) | Value::Day(_) => given.written.clone(),
            Value::Choice(id) => id.clone(),
            Value::Truth(truth) => if *truth { "yes" } else { "no" }.to_owned(),
        };
        format!("{} = {value}", given.attribute)
    };
    let values: Vec<String> = asked.given.iter().map(value).collect();
    let condition = if values.is_empty() { String::new() } else { format!(" where {}", values.join(" and ")) };
    format!("given kind {}{condition};", asked.kind)
}

/// Makes tests of each program and runs them. How many held, and how many did not.
fn each(count: u64, program: impl Fn(u64) -> String, make: impl Fn(&mut Tests, &Forms<'_>, &mut Dice)) -> [usize; 2] {
    let mut counts = [0; 2];
    for seed in 0..count {
        let program = program(seed);
        let loaded = worlds::load(&program);
        let mut tests = Tests::default();
        forms::with(&loaded.model, loaded.program.sources(), false, |forms| {
            make(&mut tests, forms, &mut Dice(seed ^ 0x7e57));
        });
        for (trial, holds) in tests.run(&program).iter().zip(&tests.hold) {
            let line = tests.text.lines().nth(trial.test).unwrap();
            assert_eq!(trial.is_passed(), *holds, "seed {seed}: {line}\n{program}");
            counts[usize::from(*holds)] += 1;
        }
    }
    counts
}

#[test]
fn what_is_expected_of_objects_is_what_classify_answers() {
    let program = |seed: u64| writing::plain(&random::program(seed)).files[0].1.clone();
    let [fail, pass] = each(CATALOGUES, program, Tests::objects);
    assert!(fail > 20_000 && pass > 3_000, "{fail} {pass}");
}

#[test]
fn what_is_expected_of_organs_is_what_why_answers() {
    let [fail, pass] = each(WORLDS, worlds::text, Tests::competence);
    assert!(fail > 1_000 && pass > 1_000, "{fail} {pass}");
}

#[test]
fn what_is_expected_of_release_is_what_the_image_answers() {
    let program = |seed: u64| writing::plain(&random::program(seed)).files[0].1.clone();
    let [fail, pass] = each(CATALOGUES, program, Tests::release);
    assert!(fail > 500 && pass > 500, "{fail} {pass}");
}
