//! The image against engines of policy that answer the same questions from the same data: regorus, which runs Rego, and
//! Cedar.
//!
//! Each peer has the form that suits it best. What an object is about is indexed by kind and what an organ may by organ, before
//! any question: neither engine has an index of its own for that. All three must give the same answers to five hundred
//! questions of each sort before any is timed.

use std::hint::black_box;
use std::time::Duration;

use dingmi::emit::{Format, Order, outputs};
use dingmi::model::Context;
use dingmi_catalogue::{Catalogue, Level, Matter, Object, Organ};
use jiff::civil::{Date, date};

use crate::harness::{sizes, timed};
use crate::spread::Times;
use crate::target::{Aim, target};
use crate::told::Told;
use crate::twin::Twin;
use crate::workload::Size;
use crate::{cedar, matters, program, rego};

const DAY: Date = date(2023, 6, 15);
/// The same day as the peers compare days.
pub(crate) const DAY_NUMBER: i64 = 20_230_615;
const QUESTIONS: usize = 500;
const RUNS: usize = 7;

pub(crate) fn ask() {
    let sizes = sizes();
    for rows in &sizes {
        let targets = (Some(rows) == sizes.iter().max()).then_some(*rows);
        measure(*rows, targets);
    }
}

fn measure(rows: u64, targets: Option<u64>) {
    let size = matters::size(rows);
    let (image, json) = compile(size);
    let catalogue = Catalogue::from_bytes(image).expect("an image");
    let twin: Twin<'_> = serde_json::from_slice(&json).expect("a twin");
    let told = Told::of(&twin);
    let (rego_load, mut rego) = timed(|| rego::Rego::load(&told));
    let (cedar_load, cedar) = timed(|| cedar::Cedar::load(&told));
    println!("## {rows} rows\n\nLoading into regorus {rego_load:.2?}, into Cedar {cedar_load:.2?}.\n");
    println!(
        "| question | image | regorus, machine | regorus, interpreter | Cedar | best regorus / image | Cedar / image |"
    );
    println!("|---|---|---|---|---|---|---|");
    let classify = classify(&catalogue, size, &mut rego, &cedar);
    let may_determine = may_determine(&catalogue, size, &mut rego, &cedar);
    if let Some(rows) = targets {
        against(&format!("classify, {rows} rows"), &classify);
        against(&format!("may determine, {rows} rows"), &may_determine);
    }
}

fn compile(size: Size) -> (Vec<u8>, Vec<u8>) {
    let (program, model) = program::load(matters::files(size));
    let context = Context { model: &model, sources: program.sources(), as_of: date(2026, 11, 23) };
    let order = Order { formats: vec![Format::Image, Format::Json], ..Order::on(context.as_of) };
    let mut files = outputs(&context, &order).expect("an image").into_iter().map(|file| file.bytes);
    (files.next().expect("an image"), files.next().expect("its twin"))
}

/// Which rows are about an object of which all is known.
fn classify(catalogue: &Catalogue, size: Size, rego: &mut rego::Rego, cedar: &cedar::Cedar) -> [Times; 4] {
    let texts: Vec<matters::Object> = (0..QUESTIONS as u64).map(|number| matters::object(size, number)).collect();
    let objects: Vec<Object<'_>> = texts.iter().map(|text| object(catalogue, text)).collect();
    let inputs: Vec<_> = texts.iter().map(rego::object).collect();
    let requests: Vec<_> = texts.iter().map(cedar::object).collect();
    let mut found = 0;
    for at in 0..QUESTIONS {
        let decision = catalogue.classify(&objects[at], DAY).expect("an answer");
        let mut ours: Vec<&str> = decision.matters.iter().map(|ruling| ruling.matter.id()).collect();
        ours.sort_unstable();
        assert_eq!(rego.about(&inputs[at]), ours, "regorus on {:?}", texts[at]);
        assert_eq!(rego.about_interpreted(&inputs[at]), ours, "regorus on {:?}", texts[at]);
        assert_eq!(cedar.about(&requests[at]), ours, "Cedar on {:?}", texts[at]);
        found += ours.len();
    }
    let mut times: [Times; 4] = std::array::from_fn(|_| Times::per(QUESTIONS));
    for _ in 0..RUNS {
        times[0].push(all(|at| catalogue.classify(&objects[at], DAY).expect("an answer").matters.len()));
        times[1].push(all(|at| rego.about(&inputs[at]).len()));
        times[2].push(all(|at| rego.about_interpreted(&inputs[at]).len()));
        times[3].push(all(|at| cedar.about(&requests[at]).len()));
    }
    show(&format!("classify, all known ({found} rows in {QUESTIONS} answers)"), &times);
    times
}

fn may_determine(catalogue: &Catalogue, size: Size, rego: &mut rego::Rego, cedar: &cedar::Cedar) -> [Times; 4] {
    let texts: Vec<matters::Power> = (0..QUESTIONS as u64).map(|number| matters::power(size, number)).collect();
    let ours: Vec<_> = texts.iter().map(|text| asked(catalogue, text)).collect();
    let rank = |at: usize| i64::from(ours[at].2.rank());
    let inputs: Vec<_> = (0..QUESTIONS).map(|at| rego::power(&texts[at], rank(at))).collect();
    let requests: Vec<_> = (0..QUESTIONS).map(|at| cedar::power(&texts[at], rank(at))).collect();
    let may = |at: usize| {
        let (organ, row, level) = ours[at];
        catalogue.may_determine(organ, row, level, DAY).is_ok()
    };
    for at in 0..QUESTIONS {
        assert_eq!(rego.may(&inputs[at]), may(at), "regorus on {:?}", texts[at]);
        assert_eq!(rego.may_interpreted(&inputs[at]), may(at), "regorus on {:?}", texts[at]);
        assert_eq!(cedar.may(&requests[at]), may(at), "Cedar on {:?}", texts[at]);
    }
    let yes = (0..QUESTIONS).filter(|at| may(*at)).count();
    let mut times: [Times; 4] = std::array::from_fn(|_| Times::per(QUESTIONS));
    let mut from_ids = Times::per(QUESTIONS);
    for _ in 0..RUNS {
        times[0].push(all(|at| usize::from(may(at))));
        from_ids.push(all(|at| {
            let (organ, row, level) = asked(catalogue, &texts[at]);
            usize::from(catalogue.may_determine(organ, row, level, DAY).is_ok())
        }));
        times[1].push(all(|at| usize::from(rego.may(&inputs[at]))));
        times[2].push(all(|at| usize::from(rego.may_interpreted(&inputs[at]))));
        times[3].push(all(|at| usize::from(cedar.may(&requests[at]))));
    }
    show(&format!("may determine ({yes} of {QUESTIONS} yes)"), &times);
    let [image, machine, interpreter, cedar] = times;
    let from_ids = [from_ids, machine, interpreter, cedar];
    show("may determine, the image from ids", &from_ids);
    println!();
    let [_, machine, interpreter, cedar] = from_ids;
    [image, machine, interpreter, cedar]
}

/// The faster way of regorus counts.
fn against(work: &str, [image, machine, interpreter, cedar]: &[Times; 4]) {
    let ratio = |other: &Times| other.nanoseconds() / image.nanoseconds();
    target(work, "regorus", Aim::AtLeast(20.0), ratio(machine).min(ratio(interpreter)));
    target(work, "Cedar", Aim::AtLeast(20.0), ratio(cedar));
}

fn show(question: &str, [image, machine, interpreter, cedar]: &[Times; 4]) {
    let best = if machine.nanoseconds() < interpreter.nanoseconds() { machine } else { interpreter };
    println!(
        "| {question} | {image} | {machine} | {interpreter} | {cedar} | {} | {} |",
        image.ratio_of(best),
        image.ratio_of(cedar),
    );
}

/// Times all questions, one after the other, for the second time: the engine before this one has used the caches for itself.
fn all(mut answer: impl FnMut(usize) -> usize) -> Duration {
    let mut ask = || (0..QUESTIONS).map(|at| black_box(answer(at))).sum::<usize>();
    ask();
    timed(ask).0
}

fn object<'a>(catalogue: &'a Catalogue, text: &matters::Object) -> Object<'a> {
    let bare = catalogue.object(&text.kind).expect("a kind of the workload");
    text.values
        .iter()
        .fold(bare, |object, (attribute, value, _)| object.with(attribute, value).expect("a value of the workload"))
}

fn asked<'a>(catalogue: &'a Catalogue, text: &matters::Power) -> (Organ<'a>, Matter<'a>, Level<'a>) {
    let organ = catalogue.organ(&text.organ).expect("an organ of the workload");
    let row = catalogue.matter(&text.row).expect("a row of the workload");
    let mut levels = row.listing().regime().into_iter().flat_map(|regime| regime.levels());
    (organ, row, levels.find(|level| level.id() == text.level).expect("a level of the regime"))
}
