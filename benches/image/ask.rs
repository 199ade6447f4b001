//! The questions, put to the image and to SQLite in turn.

use std::hint::black_box;

use dingmi_catalogue::{Catalogue, Counted, Level, Matter, Object, Organ, Subject};
use jiff::civil::{Date, date};

use crate::database::Database;
use crate::harness::timed;
use crate::matters::{self, matter_id, matter_name};
use crate::spread::Times;
use crate::workload::{Size, mixed};

/// On this day the regime and most of the grants are in force.
pub(crate) const DAY: Date = date(2023, 6, 15);
const DAY_TEXT: &str = "2023-06-15";
/// Different questions of each sort, and runs over all of them.
const QUESTIONS: usize = 10_000;
const RUNS: usize = 7;

/// One line of the table.
pub(crate) struct Line {
    pub(crate) question: &'static str,
    pub(crate) image: Times,
    pub(crate) peer: Times,
}

/// Everything that is asked about, made beforehand.
struct Asked<'a> {
    catalogue: &'a Catalogue,
    ids: Vec<String>,
    names: Vec<String>,
    missing: Vec<String>,
    objects: Vec<matters::Object>,
    rows: Vec<Matter<'a>>,
    organs: Vec<Organ<'a>>,
}

pub(crate) fn lines(catalogue: &Catalogue, database: &Database, size: Size) -> Vec<Line> {
    let asked = Asked::new(catalogue, size);
    let mut lines = asked.lookups(database);
    lines.extend(asked.classifications(database));
    lines.extend(asked.powers(size));
    lines.extend(asked.others());
    lines
}

impl<'a> Asked<'a> {
    fn new(catalogue: &'a Catalogue, size: Size) -> Self {
        let all = || 0..QUESTIONS as u64;
        let row = |number: u64| mixed(number, 80) % (size.catalogues * size.rows);
        let ids: Vec<String> = all().map(|number| matter_id(size, row(number))).collect();
        Asked {
            catalogue,
            rows: ids.iter().map(|id| catalogue.matter(id).expect("a row of the workload")).collect(),
            ids,
            names: all().map(|number| matter_name(row(number))).collect(),
            missing: all().map(|number| matter_name(u64::MAX / 2 + number)).collect(),
            objects: all().map(|number| matters::object(size, number)).collect(),
            organs: all().filter_map(|number| catalogue.organ(&format!("o{}", number % size.organs))).collect(),
        }
    }

    fn lookups(&self, database: &Database) -> Vec<Line> {
        let place = |row: Option<Matter<'_>>| row.map_or(0, |row| read(row) + 1);
        let (mut by_id, mut by_name) = (database.by_id(), database.by_name());
        let again: Vec<&String> = self.names[..500].iter().cycle().take(QUESTIONS).collect();
        let theirs = |found: Vec<i64>| found.first().map_or(0, |place| *place as usize + 1);
        vec![
            pair("row by id", &self.ids, |id| place(self.catalogue.matter(id)), Some(|id: &String| theirs(by_id(id)))),
            pair(
                "row by name",
                &self.names,
                |name| place(self.catalogue.matters_named(name).next()),
                Some(|name: &String| theirs(by_name(name))),
            ),
            pair(
                "row by name, 500 names again and again",
                &again,
                |name| place(self.catalogue.matters_named(name).next()),
                Some(|name: &&String| theirs(by_name(name))),
            ),
            pair(
                "row by a name that none has",
                &self.missing,
                |name| place(self.catalogue.matters_named(name).next()),
                Some(|name: &String| theirs(by_name(name))),
            ),
        ]
    }

    fn classifications(&self, database: &Database) -> Vec<Line> {
        let known: Vec<_> = self.objects.iter().map(|each| (object(self.catalogue, each, 4), each)).collect();
        let some: Vec<Object<'_>> = self.objects.iter().map(|each| object(self.catalogue, each, 2)).collect();
        let bare: Vec<Object<'_>> = self.objects[..500].iter().map(|each| object(self.catalogue, each, 0)).collect();
        let mut theirs = database.classify(DAY_TEXT);
        let about = |object: &Object<'_>| {
            let decision = self.catalogue.classify(object, DAY).expect("an answer");
            black_box(decision.mark());
            decision.matters.iter().map(|ruling| read(ruling.matter) + 1).sum::<usize>() + decision.open.len()
        };
        vec![
            pair("object from text", &self.objects, |each| object(self.catalogue, each, 4).kind().index(), none()),
            pair(
                "classify, all values known",
                &known,
                |(object, _)| about(object),
                Some(|(_, each): &(_, &matters::Object)| theirs(each).iter().map(|place| *place as usize + 1).sum()),
            ),
            pair("classify, two of four values known", &some, about, none()),
            pair("classify, only the kind known", &bare, about, none()),
        ]
    }

    fn powers(&self, size: Size) -> Vec<Line> {
        let catalogue = self.catalogue;
        let asked = |each: &matters::Power| {
            let organ = catalogue.organ(&each.organ).expect("an organ of the workload");
            let row = catalogue.matter(&each.row).expect("a row of the workload");
            (organ, row, level(row, each.level))
        };
        let may = |(organ, row, level): &(Organ<'a>, Matter<'a>, Level<'a>)| {
            catalogue.may_determine(*organ, *row, *level, DAY).is_ok()
        };
        let texts: Vec<matters::Power> = (0..QUESTIONS as u64).map(|number| matters::power(size, number)).collect();
        let (yes, no): (Vec<_>, Vec<_>) = texts.iter().map(asked).partition(may);
        println!("May-determine: {} of {} questions are answered by yes.\n", yes.len(), texts.len());
        let told = |question: &_| usize::from(may(question));
        vec![
            pair("may determine, yes", &yes, told, none()),
            pair("may determine, no, with the reasons", &no, told, none()),
            pair("may determine, from ids", &texts, |each| told(&asked(each)), none()),
        ]
    }

    fn others(&self) -> Vec<Line> {
        let catalogue = self.catalogue;
        let pairs: Vec<(Organ<'_>, Matter<'_>)> = self.organs.iter().copied().zip(self.rows.iter().copied()).collect();
        vec![
            pair(
                "may know, a post",
                &pairs,
                |(organ, row)| {
                    let subject = Subject::Post { organ: *organ, title: "资料保管员" };
                    catalogue.may_know(subject, *row) as usize
                },
                none(),
            ),
            pair(
                "release",
                &self.rows,
                |row| {
                    black_box(catalogue.release(*row, Counted::FromIssue(date(2016, 2, 29)), DAY));
                    1
                },
                none(),
            ),
        ]
    }
}

/// Reads what the statements of SQLite read too, and gives the place.
fn read(row: Matter<'_>) -> usize {
    let period = row.period().and_then(|period| period.count());
    black_box((row.name(), row.level().map(|level| level.id()), period, row.mark()));
    row.index()
}

fn level<'a>(row: Matter<'a>, id: &str) -> Level<'a> {
    let mut levels = row.listing().regime().into_iter().flat_map(|regime| regime.levels());
    levels.find(|level| level.id() == id).expect("a level of the regime")
}

/// An object with so many of its values.
pub(crate) fn object<'a>(catalogue: &'a Catalogue, each: &matters::Object, values: usize) -> Object<'a> {
    let bare = catalogue.object(&each.kind).expect("a kind of the workload");
    each.values[..values]
        .iter()
        .fold(bare, |object, (attribute, text, _)| object.with(attribute, text).expect("a value of the workload"))
}

/// No peer is asked.
fn none<Q>() -> Option<fn(&Q) -> usize> {
    None
}

/// Asks all questions of the image and then of the peer, and so on. Their answers must be the same.
fn pair<Q>(
    question: &'static str,
    all: &[Q],
    mut image: impl FnMut(&Q) -> usize,
    mut peer: Option<impl FnMut(&Q) -> usize>,
) -> Line {
    for each in all {
        let (ours, theirs) = (image(each), peer.as_mut().map(|peer| peer(each)));
        assert!(theirs.is_none_or(|theirs| theirs == ours), "{question}: the peer says {theirs:?}, the image {ours}");
    }
    let mut line = Line { question, image: Times::per(all.len()), peer: Times::per(all.len()) };
    for _ in 0..RUNS {
        line.image.push(timed(|| all.iter().map(|each| black_box(image(each))).fold(0, usize::wrapping_add)).0);
        if let Some(peer) = &mut peer {
            line.peer.push(timed(|| all.iter().map(|each| black_box(peer(each))).fold(0, usize::wrapping_add)).0);
        }
    }
    line
}

/// How long so many questions take, for sizes of which each is ten times the one before.
pub(crate) fn growth(catalogue: &Catalogue, size: Size) -> Vec<(u64, Times)> {
    let mut times = Vec::new();
    for count in [1_000, 10_000, 100_000, 1_000_000] {
        let mut of_count = Times::per(1);
        for _ in 0..3 {
            of_count.push(timed(|| (0..count).map(|number| mix(catalogue, size, number)).sum::<usize>()).0);
        }
        times.push((count, of_count));
    }
    times
}

/// One question by name and one of each other sort, all from text.
pub(crate) fn mix(catalogue: &Catalogue, size: Size, number: u64) -> usize {
    let name = matter_name(mixed(number, 80) % (size.catalogues * size.rows));
    let row = catalogue.matters_named(&name).next().expect("a row of the workload");
    let decision = catalogue.classify(&object(catalogue, &matters::object(size, number), 4), DAY).expect("an answer");
    let power = matters::power(size, number);
    let organ = catalogue.organ(&power.organ).expect("an organ of the workload");
    let may = catalogue.may_determine(organ, row, level(row, power.level), DAY).is_ok();
    let know = catalogue.may_know(Subject::Staff(organ), row) as usize;
    black_box(catalogue.release(row, Counted::FromIssue(date(2016, 2, 29)), DAY));
    decision.matters.len() + usize::from(may) + know
}
