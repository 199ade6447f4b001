//! The stages, each on a small input that is the same on every machine. What a stage needs is made before it is counted, and
//! what it makes is let go after that.

use std::convert::Infallible;
use std::hint::black_box;

use dingmi::ast::File;
use dingmi::emit::{Order, outputs};
use dingmi::model::Context;
use dingmi::source::Base;
use dingmi::watch::Unwatched;
use dingmi::{Options, Program, syntax};
use dingmi_catalogue::{Catalogue, Matter, Object};
use jiff::civil::{Date, date};
use rayon::ThreadPoolBuilder;

use crate::matters::{self, matter_id, matter_name};
use crate::national::{Nation, organs};
use crate::program::{NoFiles, load, parsed};
use crate::workload::mixed;

/// Rows of the input.
const ROWS: u64 = 1_000;
/// The input that is worked on as well where a stage is made slower on purpose. The country does not shrink with its rows, so
/// that is between a tenth and a third of the work.
const FEW_ROWS: u64 = ROWS / 10;
const AS_OF: Date = date(2026, 11, 23);
/// On this day the regime and most of the grants are in force.
const DAY: Date = date(2023, 6, 15);

/// A stage that is ready to be run, once. It tells how much came of it.
type Work = Box<dyn FnMut() -> usize>;

/// From a number of rows to a stage that works on them.
type Prepare = fn(u64) -> Work;

pub(crate) const STAGES: [(&str, Prepare); 8] = [
    ("parse", parse),
    ("resolve", resolve),
    ("check", check),
    ("build", build),
    ("open", open),
    ("lookup", lookup),
    ("classify", classify),
    ("may-determine", may_determine),
];

/// Runs a stage; where it is to be slower, also on the smaller input. All of it on this thread, for callgrind counts what
/// a function does on the thread that calls it.
pub(crate) fn run(prepare: Prepare, is_slower: bool) {
    let pool = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().expect("a pool of this thread");
    let done = pool.install(|| {
        let mut work = prepare(ROWS);
        let mut more = is_slower.then(|| prepare(FEW_ROWS));
        counted(&mut || work() + more.as_mut().map_or(0, |more| more()))
    });
    assert!(done > 0, "nothing came of the stage");
}

/// What happens in here is what callgrind is told to count, by the name of this function.
#[inline(never)]
fn counted(work: &mut dyn FnMut() -> usize) -> usize {
    black_box(work())
}

/// The catalogues of a country with all its faults.
fn nation(rows: u64) -> Vec<(String, String)> {
    Nation::new(rows, organs(rows)).files().collect()
}

/// Something that what is counted borrows from. The program ends soon.
fn kept<T>(thing: T) -> &'static T {
    Box::leak(Box::new(thing))
}

fn parse(rows: u64) -> Work {
    let files = nation(rows);
    let mut parsed: Vec<File> = Vec::with_capacity(files.len());
    Box::new(move || {
        parsed.extend(files.iter().map(|(_, text)| syntax::parse(Base::FIRST, text).0));
        parsed.len()
    })
}

fn resolve(rows: u64) -> Work {
    let program = parsed(nation(rows));
    let mut resolved = None;
    Box::new(move || resolved.insert(program.resolve(&Options::on(AS_OF))).0.matters.ids().count())
}

/// All rules, from texts on, as the program does it.
fn check(rows: u64) -> Work {
    let mut files = nation(rows);
    let mut checked = None;
    Box::new(move || {
        let options = |_: &Program| Ok::<_, Infallible>(Options::on(AS_OF));
        let Ok(found) = Program::check_once(std::mem::take(&mut files), &NoFiles, &Unwatched, options);
        checked.insert(found).findings.len()
    })
}

fn build(rows: u64) -> Work {
    let (program, model) = kept(load(matters::files(matters::size(rows))));
    let context = Context { model, sources: program.sources(), as_of: AS_OF };
    let mut built = Vec::new();
    Box::new(move || {
        built.extend(outputs(&context, &Order::on(AS_OF)).expect("the outputs"));
        built.len()
    })
}

fn image(rows: u64) -> Vec<u8> {
    let (program, model) = load(matters::files(matters::size(rows)));
    let context = Context { model: &model, sources: program.sources(), as_of: AS_OF };
    let outputs = outputs(&context, &Order::on(AS_OF)).expect("the outputs");
    outputs.into_iter().next().expect("an image").bytes
}

fn catalogue(rows: u64) -> &'static Catalogue {
    kept(Catalogue::from_bytes(image(rows)).expect("an image"))
}

/// With everything checked that the image holds.
fn open(rows: u64) -> Work {
    let mut bytes = image(rows);
    let mut opened = None;
    Box::new(move || {
        let catalogue = Catalogue::from_bytes(std::mem::take(&mut bytes)).expect("an image");
        opened.insert(catalogue).size()
    })
}

/// A row by its id, a row by its name, and a name that none has.
fn lookup(rows: u64) -> Work {
    let catalogue = catalogue(rows);
    let size = matters::size(rows);
    let row = |number| mixed(number, 80) % (size.catalogues * size.rows);
    let ids: Vec<String> = (0..rows).map(|number| matter_id(size, row(number))).collect();
    let names: Vec<String> = (0..rows).map(|number| matter_name(row(number))).collect();
    let missing: Vec<String> = (0..rows).map(|number| matter_name(u64::MAX / 2 + number)).collect();
    Box::new(move || {
        let by_id = ids.iter().filter_map(|id| catalogue.matter(id));
        let by_name = names.iter().chain(&missing).filter_map(|name| catalogue.matters_named(name).next());
        by_id.chain(by_name).map(read).filter(|is_named| *is_named).count()
    })
}

/// Reads what a service shows of a row.
fn read(row: Matter<'_>) -> bool {
    let period = row.period().and_then(|period| period.count());
    black_box((row.level().map(|level| level.id()), period, row.mark()));
    row.name().is_some()
}

/// From texts: objects of which all values are known, or two of four; and a few of which only the kind is.
fn classify(rows: u64) -> Work {
    let catalogue = catalogue(rows);
    let size = matters::size(rows);
    let objects =
        |count: u64, values| (0..count).map(move |number| (matters::object(size, number), values)).collect::<Vec<_>>();
    let all: Vec<(matters::Object, usize)> =
        [objects(rows / 2, 4), objects(rows / 2, 2), objects(rows / 50, 0)].into_iter().flatten().collect();
    Box::new(move || {
        let decide = |(each, values): &(matters::Object, usize)| {
            let decision = catalogue.classify(&object(catalogue, each, *values), DAY).expect("an answer");
            black_box(decision.mark());
            decision.matters.len() + decision.open.len()
        };
        all.iter().map(decide).sum()
    })
}

/// An object with so many of its values.
fn object<'a>(catalogue: &'a Catalogue, each: &matters::Object, values: usize) -> Object<'a> {
    let bare = catalogue.object(&each.kind).expect("a kind of the workload");
    each.values[..values]
        .iter()
        .fold(bare, |object, (attribute, text, _)| object.with(attribute, text).expect("a value of the workload"))
}

/// From ids, with the reasons where it is no.
fn may_determine(rows: u64) -> Work {
    let catalogue = catalogue(rows);
    let size = matters::size(rows);
    let asked: Vec<matters::Power> = (0..rows / 2).map(|number| matters::power(size, number)).collect();
    Box::new(move || {
        let may = |each: &&matters::Power| {
            let organ = catalogue.organ(&each.organ).expect("an organ of the workload");
            let row = catalogue.matter(&each.row).expect("a row of the workload");
            let mut levels = row.listing().regime().into_iter().flat_map(|regime| regime.levels());
            let level = levels.find(|level| level.id() == each.level).expect("a level of the regime");
            catalogue.may_determine(organ, row, level, DAY).is_ok()
        };
        asked.iter().filter(may).count()
    })
}
