//! `catalogue.json` read as its format says, by a slow reader that knows nothing else: it walks conditions as they are written,
//! with exact numbers, and has neither cells nor blocks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::Value as Data;
use unicode_normalization::UnicodeNormalization as _;

use crate::answer::{Answer, Form, May, Row, Store, Who};
use crate::asked::{Asked, Value, read};

pub(crate) struct Json {
    pub(crate) document: Data,
    /// By row: its catalogue, and its place in it.
    places: BTreeMap<String, (usize, usize)>,
    /// It is written that the first goes before the second.
    statements: BTreeSet<(String, String)>,
    /// What took the place of a catalogue, and what it took the place of, over however many steps.
    replaced: BTreeSet<(String, String)>,
    /// Rows whose exceptions lead round in a circle.
    is_round: BTreeSet<String>,
}

pub(crate) fn list(data: &Data) -> &[Data] {
    data.as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn text(data: &Data) -> &str {
    data.as_str().expect("a text")
}

fn texts(data: &Data) -> impl Iterator<Item = &str> {
    list(data).iter().map(text)
}

pub(crate) fn contains(days: &Data, day: Date) -> bool {
    let end = |field: &str| days[field].as_str().map(|end| end.parse::<Date>().expect("a day"));
    !days.is_null() && end("from").is_none_or(|from| from <= day) && end("to").is_none_or(|to| day <= to)
}

/// As names are compared.
pub(crate) fn key(name: &str) -> String {
    let wide: String = name.nfkc().collect();
    wide.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn home(row: &str) -> &str {
    row.split_once('#').expect("a row").0
}

impl Json {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Self::of(serde_json::from_slice(bytes).expect("JSON"))
    }

    pub(crate) fn of(document: Data) -> Self {
        let mut json = Json {
            document,
            places: BTreeMap::new(),
            statements: BTreeSet::new(),
            replaced: BTreeSet::new(),
            is_round: BTreeSet::new(),
        };
        json.places = json.all_places();
        json.statements = json.written();
        json.replaced = json.all_replaced();
        json.is_round = json.rows_round();
        json
    }

    fn all_places(&self) -> BTreeMap<String, (usize, usize)> {
        let catalogues = list(&self.document["catalogues"]).iter().enumerate();
        let rows = catalogues.flat_map(|(home, catalogue)| {
            let id = text(&catalogue["id"]);
            let rows = list(&catalogue["matters"]).iter().enumerate();
            rows.map(move |(at, row)| (format!("{id}#{}", text(&row["id"])), (home, at)))
        });
        rows.collect()
    }

    /// In the order of the document.
    pub(crate) fn rows(&self) -> Vec<String> {
        let mut rows: Vec<(&String, &(usize, usize))> = self.places.iter().collect();
        rows.sort_by_key(|(_, place)| **place);
        rows.into_iter().map(|(id, _)| id.clone()).collect()
    }

    pub(crate) fn catalogue(&self, row: &str) -> &Data {
        &self.document["catalogues"][self.places[row].0]
    }

    pub(crate) fn matter(&self, row: &str) -> &Data {
        &self.catalogue(row)["matters"][self.places[row].1]
    }

    pub(crate) fn regime(&self, row: &str) -> Option<&Data> {
        let id = &self.catalogue(row)["regime"];
        list(&self.document["regimes"]).iter().find(|regime| regime["id"] == *id)
    }

    fn written(&self) -> BTreeSet<(String, String)> {
        let mut found = BTreeSet::new();
        let mut say = |first: &str, second: &str| {
            found.insert((first.to_owned(), second.to_owned()));
        };
        for catalogue in list(&self.document["catalogues"]) {
            let id = text(&catalogue["id"]);
            texts(&catalogue["prevails_over"]).chain(texts(&catalogue["replaces"])).for_each(|other| say(id, other));
            texts(&catalogue["yields_to"]).for_each(|other| say(other, id));
            for row in list(&catalogue["matters"]) {
                let id = format!("{id}#{}", text(&row["id"]));
                texts(&row["prevails_over"]).for_each(|other| say(&id, other));
                texts(&row["yields_to"]).chain(texts(&row["except"])).for_each(|other| say(other, &id));
            }
        }
        found
    }

    fn all_replaced(&self) -> BTreeSet<(String, String)> {
        let catalogues = || list(&self.document["catalogues"]).iter();
        let own = |id: &str| {
            let it = catalogues().find(|catalogue| catalogue["id"] == id);
            it.into_iter().flat_map(|it| texts(&it["replaces"])).filter(|other| !other.contains('#'))
        };
        let step =
            catalogues().map(|it| (text(&it["id"]).to_owned(), own(text(&it["id"])).map(str::to_owned).collect()));
        reached(&step.collect())
            .into_iter()
            .flat_map(|(id, all)| all.into_iter().map(move |old| (id.clone(), old)))
            .collect()
    }

    /// The rows that a name stands for.
    fn rows_of(&self, name: &str) -> Vec<String> {
        let is_it = |row: &String| row == name || home(row) == name;
        self.rows().into_iter().filter(is_it).collect()
    }

    /// The rows that the exceptions of a row or an item name, apart from itself.
    fn excepted(&self, id: &str, holder: &Data) -> BTreeSet<String> {
        texts(&holder["except"]).flat_map(|name| self.rows_of(name)).filter(|row| row != id).collect()
    }

    fn rows_round(&self) -> BTreeSet<String> {
        let excepted = self.places.keys().map(|row| (row.clone(), self.excepted(row, self.matter(row))));
        let reached = reached(&excepted.collect());
        let leads_round = |all: &BTreeSet<String>| all.iter().any(|other| reached[other].contains(other));
        reached.iter().filter(|(_, all)| leads_round(all)).map(|(row, _)| row.clone()).collect()
    }

    /// Whether a row or an item is about an object of which all is known. A row that an exception names takes away what it is about
    /// itself; exceptions that lead round in a circle take nothing away.
    fn is_about(&self, id: &str, holder: &Data, asked: &Asked) -> bool {
        let covers = |clause: &Data| {
            texts(&clause["kinds"]).any(|kind| self.lies_in("kinds", &asked.kind, kind))
                && (clause["where"].is_null() || holds(&clause["where"], asked))
        };
        let excepted = self.excepted(id, holder);
        list(&holder["covers"]).iter().any(covers)
            && !list(&holder["except_where"]).iter().any(|condition| holds(condition, asked))
            && (excepted.iter().any(|row| self.is_round.contains(row))
                || !excepted.iter().any(|row| self.is_about(row, self.matter(row), asked)))
    }

    /// Whether something of a tree is another, or lies in it.
    pub(crate) fn lies_in(&self, tree: &str, id: &str, outer: &str) -> bool {
        let up = if tree == "organs" { "superior" } else { "parent" };
        let parent = |id: &&str| {
            let it = list(&self.document[tree]).iter().find(|each| each["id"] == *id).expect("it is declared");
            it[up].as_str()
        };
        std::iter::successors(Some(id), parent).any(|id| id == outer)
    }

    /// Whether it is written that a row goes before another and, as nearly to the two rows, not the other way round.
    fn goes_before(&self, first: &str, second: &str) -> bool {
        let says = |one: &str, other: &str| self.statements.contains(&(one.to_owned(), other.to_owned()));
        let by_rows = |one: &str, other: &str| says(one, other);
        let mixed = |one: &str, other: &str| says(one, home(other)) || says(home(one), other);
        let by_catalogues = |one: &str, other: &str| {
            let pair = (home(one).to_owned(), home(other).to_owned());
            home(one) != home(other) && (says(home(one), home(other)) || self.replaced.contains(&pair))
        };
        let told = [
            (by_rows(first, second), by_rows(second, first)),
            (mixed(first, second), mixed(second, first)),
            (by_catalogues(first, second), by_catalogues(second, first)),
        ];
        told.into_iter().find(|told| *told != (false, false)) == Some((true, false))
    }

    /// Whether rows say different things. What one of them leaves open contradicts nothing.
    fn contradicts(&self, one: &str, other: &str) -> bool {
        let differ = |one: Data, other: Data| !one.is_null() && !other.is_null() && one != other;
        let (one, other) = (self.matter(one), self.matter(other));
        differ(one["level"]["id"].clone(), other["level"]["id"].clone())
            || differ(kept(&one["period"]), kept(&other["period"]))
            || differ(one["known_to_set"].clone(), other["known_to_set"].clone())
    }

    /// Of the rows that apply the one of the highest level, and of equal ones the first that says most.
    fn leading<'r>(&self, applying: &[&'r str]) -> Option<&'r str> {
        let weight = |row: &str| {
            let matter = self.matter(row);
            let says = ["period", "known_to"].into_iter().filter(|field| !matter[*field].is_null()).count();
            (matter["level"]["rank"].as_u64(), says)
        };
        let most = applying.iter().map(|row| weight(row)).max()?;
        applying.iter().copied().find(|row| weight(row) == most)
    }

    fn items<'d>(&'d self, asked: &'d Asked, day: Date) -> impl Iterator<Item = String> + 'd {
        let lists = list(&self.document["disclosures"]).iter().filter(move |list| contains(&list["in_force"], day));
        lists.flat_map(move |each| {
            let about = list(&each["items"]).iter().filter(move |item| self.is_about("", item, asked));
            about.map(move |item| format!("{}#{}", text(&each["id"]), text(&item["id"])))
        })
    }
}

/// By thing, all that its steps lead to.
fn reached(steps: &BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    let from = |id: &String| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&String> = steps[id].iter().collect();
        while let Some(next) = open.pop() {
            if seen.insert(next.clone()) {
                open.extend(&steps[next]);
            }
        }
        (id.clone(), seen)
    };
    steps.keys().map(from).collect()
}

fn holds(condition: &Data, asked: &Asked) -> bool {
    let (form, said) = condition.as_object().and_then(|fields| fields.iter().next()).expect("a condition of one field");
    let own = || {
        let given = asked.given.iter().find(|given| given.attribute == text(&said["attribute"]));
        &given.expect("of which all is known").value
    };
    let value = |field: &str| read(&said[field]).expect("a value");
    match form.as_str() {
        "any" => list(said).iter().any(|part| holds(part, asked)),
        "all" => list(said).iter().all(|part| holds(part, asked)),
        "not" => !holds(said, asked),
        "compare" => {
            let order = own().cmp(&value("value"));
            match text(&said["order"]) {
                "=" => order.is_eq(),
                "!=" => order.is_ne(),
                "<" => order.is_lt(),
                "<=" => order.is_le(),
                ">" => order.is_gt(),
                ">=" => order.is_ge(),
                other => panic!("{other}"),
            }
        }
        "between" => {
            let (low, high) = (own().cmp(&value("low")), own().cmp(&value("high")));
            (low.is_gt() || low.is_eq() && said["low_closed"] == true)
                && (high.is_lt() || high.is_eq() && said["high_closed"] == true)
        }
        "one-of" => texts(&said["choices"]).any(|choice| *own() == Value::Choice(choice.to_owned())),
        "is" => *own() == Value::Truth(said["value"] == true),
        other => panic!("{other}"),
    }
}

/// What a period comes to: years are so many months, and words are compared as names are.
fn kept(period: &Data) -> Data {
    match period["kind"].as_str() {
        None | Some("unspecified") => Data::Null,
        Some("years") => (period["count"].as_u64().expect("a count") * 12).into(),
        Some("months") => period["count"].clone(),
        Some("until") => period["date"].clone(),
        Some("event") => format!("event {}", key(text(&period["event"]))).into(),
        Some("long-term") => "long-term".into(),
        Some(other) => panic!("{other}"),
    }
}

/// As the command line puts it.
pub(crate) fn period_words(kind: &str, count: Option<u64>, day: Option<&str>, event: Option<&str>) -> String {
    let counted = |unit: &str| {
        let count = count.expect("a count");
        if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
    };
    match kind {
        "years" => counted("year"),
        "months" => counted("month"),
        "until" => format!("until {}", day.expect("a day")),
        "event" => format!("until {}", event.expect("words")),
        "long-term" => "long-term".to_owned(),
        "unspecified" => "left to the determining organ".to_owned(),
        other => panic!("{other}"),
    }
}

fn period(period: &Data) -> Option<String> {
    let kind = period["kind"].as_str()?;
    Some(period_words(kind, period["count"].as_u64(), period["date"].as_str(), period["event"].as_str()))
}

fn owned(data: &Data) -> Option<String> {
    data.as_str().map(str::to_owned)
}

impl Form for Json {
    fn classify(&self, asked: &Asked, day: Date) -> Option<Answer> {
        if !asked.is_whole {
            return None;
        }
        let is_now = |row: &String| contains(&self.catalogue(row)["in_force"], day);
        let rows = self.rows().into_iter().filter(is_now);
        let rows: Vec<String> = rows.filter(|row| self.is_about(row, self.matter(row), asked)).collect();
        let before = |row: &String| rows.iter().find(|other| self.goes_before(other, row)).cloned();
        let first: Vec<Option<String>> = rows.iter().map(before).collect();
        let is_circle = first.iter().all(Option::is_some);
        let told = rows.iter().zip(first).map(|(row, first)| (row.clone(), is_circle || first.is_none(), first));
        let matters: Vec<(String, bool, Option<String>)> = told.collect();
        let applying: Vec<&str> =
            matters.iter().filter(|(_, applies, _)| *applies).map(|(row, ..)| row.as_str()).collect();
        let public: Vec<(String, Vec<String>)> = self.items(asked, day).map(|item| (item, Vec::new())).collect();
        let contradicts = |one: &&str| applying.iter().any(|other| self.contradicts(one, other));
        let is_disputed = applying.iter().any(contradicts) || !public.is_empty() && !applying.is_empty();
        let leading = self.leading(&applying);
        let matter = leading.map_or(&Data::Null, |row| self.matter(row));
        let cites =
            leading.filter(|_| is_disputed).and_then(|row| self.regime(row)).map(|regime| &regime["conflict_cites"]);
        let cite = |cite: &Data| (text(&cite["law"]).to_owned(), cite["article"].as_u64().expect("a number"));
        let status = if is_disputed {
            "disputed"
        } else if applying.is_empty() {
            "none"
        } else {
            "settled"
        };
        Some(Answer {
            status: status.to_owned(),
            level: owned(&matter["level"]["id"]),
            period: period(&matter["period"]),
            known_to_set: matter["known_to_set"].as_u64().map(|set| set as usize),
            mark: owned(&matter["mark"]),
            cites: cites.map(|cites| list(cites).iter().map(cite).collect()).unwrap_or_default(),
            open: Vec::new(),
            matters,
            public,
        })
    }

    fn may(&self, question: &May) -> bool {
        crate::json_may::may(self, question)
    }
}

impl Store for Json {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn row(&self, id: &str) -> Option<Row> {
        self.places.get(id)?;
        let matter = self.matter(id);
        let level = &matter["level"];
        Some(Row {
            name: owned(&matter["name"]),
            level: level["rank"]
                .as_u64()
                .map(|rank| (text(&level["id"]).to_owned(), text(&level["name"]).to_owned(), rank)),
            period: period(&matter["period"]),
            mark: owned(&matter["mark"]),
            known_to_set: matter["known_to_set"].as_u64().map(|set| set as usize),
        })
    }

    fn named(&self, name: &str) -> Vec<String> {
        let is_it = |row: &String| self.matter(row)["name"].as_str().is_some_and(|own| key(own) == key(name));
        self.rows().into_iter().filter(is_it).collect()
    }

    fn may_know(&self, who: &Who, row: &str) -> &'static str {
        crate::json_may::may_know(self, who, row)
    }
}
