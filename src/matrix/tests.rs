//! The table against the engine that decides what a single object is: what is shown says the same of every object.

use std::fmt::Write;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::json::{Cell, Interval, Side, Values};
use super::{Matrix, Setting, matrix, to_html, to_text};
use crate::diagnostic::{Lang, Privacy};
use crate::model::{
    Attribute, Context, Id, Model, Order, Place, Rational, Relation, Value, id_text, parse_quantity, resolve,
};
use crate::overlap::{Decider, Object, Overlaps, Scopes};
use crate::source::Sources;
use crate::syntax::parse;

const TODAY: Date = date(2026, 11, 23);

const WORDS: &str = r#"
regime r { level low "低" { rank 1; } level high "高" { rank 2; } }
vocabulary v {
    kind k0 "甲" { kind k1 "乙" { kind k2 "丙"; kind k3; } kind k4; }
    kind k5 { kind k6; }
    attribute n "数" : number;
    attribute r "比" : ratio;
    attribute m : area;
    attribute s "态" : one-of x "开", y "合", z;
    attribute t "是否" : yes-no;
    attribute d "日" : date;
}
"#;

const KINDS: usize = 7;

/// By attribute, how values are written in conditions, ascending.
const NUMBERS: [(&str, [&str; 4]); 3] =
    [("n", ["-1", "0", "0.5", "2"]), ("r", ["1:4", "1:2", "1：1", "3:1"]), ("m", ["0 m2", "1 m2", "2 m2", "5 m²"])];

/// And in objects: each of these, and values between and beyond.
const OBJECTS: [(&str, &[&str]); 3] = [
    ("n", &["-2", "-1", "-0.2", "0", "0.2", "0.5", "1", "2", "3"]),
    ("r", &["1:9", "1:4", "1:3", "1:2", "2:3", "1:1", "2:1", "3:1", "9:1"]),
    ("m", &["0 m2", "0.5 m2", "1 m2", "1.5 m2", "2 m2", "3 m2", "5 m2", "6 m2"]),
];

const DAYS: [&str; 3] = ["2020-01-01", "2020-01-02", "2020-02-01"];
const OBJECT_DAYS: [&str; 6] = ["2019-12-31", "2020-01-01", "2020-01-02", "2020-01-03", "2020-02-01", "2020-02-02"];

/// Random choices, one after another.
struct Choices(std::vec::IntoIter<u16>);

impl Choices {
    fn below(&mut self, count: usize) -> usize {
        usize::from(self.0.next().unwrap_or_default()) % count
    }

    fn world(&mut self) -> String {
        let mut text = WORDS.to_owned();
        let rows = 2 + self.below(4);
        text.push_str("catalogue c under r {\n");
        for row in 0..rows {
            let level = ["low", "high"][self.below(2)];
            writeln!(text, "matter {row} {{ level {level}; {}", self.clauses()).unwrap();
            for _ in 0..self.below(3) {
                match self.below(2) {
                    0 => writeln!(text, "except where {};", self.condition(2)).unwrap(),
                    _ => writeln!(text, "except {};", self.below(rows)).unwrap(),
                }
            }
            text.push_str("}\n");
        }
        let clauses = self.clauses();
        writeln!(text, "}}\ndisclosure open {{ item 1 {{ {clauses} }} }}").unwrap();
        text
    }

    fn clauses(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..1 + self.below(2) {
            let kinds: Vec<String> = (0..1 + self.below(2)).map(|_| format!("k{}", self.below(KINDS))).collect();
            let condition = if self.below(4) == 0 { String::new() } else { format!(" where {}", self.condition(2)) };
            write!(text, "covers {}{condition}; ", kinds.join(", ")).unwrap();
        }
        text
    }

    fn condition(&mut self, depth: usize) -> String {
        match self.below(if depth == 0 { 3 } else { 6 }) {
            0..3 => self.test(),
            3 => format!("({} and {})", self.condition(depth - 1), self.condition(depth - 1)),
            4 => format!("({} or {})", self.condition(depth - 1), self.condition(depth - 1)),
            _ => format!("not ({})", self.condition(depth - 1)),
        }
    }

    fn test(&mut self) -> String {
        let order = ["<", "<=", ">", ">=", "=", "!="][self.below(6)];
        match self.below(6) {
            0 => format!("t = {}", ["yes", "no"][self.below(2)]),
            1 => format!("s is {}", ["x", "y", "z", "x, z"][self.below(4)]),
            2 => format!("d {order} {}", DAYS[self.below(DAYS.len())]),
            at => {
                let (name, values) = NUMBERS[at - 3];
                let (low, high) = (self.below(3), self.below(3));
                match self.below(3) {
                    0 => format!("{name} {order} {}", values[low]),
                    1 => format!("{name} is {}, {}", values[low], values[high + 1]),
                    _ => {
                        let (low, high) = (low.min(high), low.max(high) + 1);
                        let (open, close) = (["[", "("][self.below(2)], ["]", ")"][self.below(2)]);
                        format!("{name} in {open}{}, {}{close}", values[low], values[high])
                    }
                }
            }
        }
    }

    fn object(&mut self, model: &Model, sources: &Sources) -> Object {
        let kind = model.kinds.nth(self.below(KINDS) as u32);
        let values = model.attributes.iter().map(|(id, attribute)| {
            let span = attribute.head.id.0;
            let equal = |value| Relation::compare(Order::Equal, value);
            let relation = match &*id_text(sources, attribute.head.id) {
                "s" => Relation::OneOf([self.below(3)].into()),
                "t" => Relation::Truth(self.below(2) == 1),
                "d" => equal(Value::Date(OBJECT_DAYS[self.below(OBJECT_DAYS.len())].parse().unwrap(), span)),
                name => {
                    let values = OBJECTS.iter().find(|(each, _)| *each == name).unwrap().1;
                    equal(Value::Quantity(quantity(values[self.below(values.len())]).into(), span))
                }
            };
            (id, relation)
        });
        Object { kind, values: values.collect() }
    }
}

fn quantity(text: &str) -> Rational {
    parse_quantity(text, &|_| None).unwrap().0
}

fn with_overlaps(text: &str, then: impl FnOnce(&Context<'_>, &Overlaps<'_>)) {
    let mut sources = Sources::default();
    let file = sources.add("main.dingmi", text.to_owned());
    let (ast, faults) = parse(sources.get(file).base(), sources.get(file).text());
    assert!(faults.is_empty(), "{text}");
    let (model, _) = resolve(&sources, &[&ast], None);
    let context = Context { model: &model, sources: &sources, as_of: TODAY };
    let overlaps = Overlaps::of(&context, &Scopes::of(&model, &sources));
    then(&context, &overlaps);
}

fn table(context: &Context<'_>, overlaps: &Overlaps<'_>, lang: Lang, privacy: Privacy) -> Matrix {
    let setting = Setting { context, overlaps, lang, privacy };
    matrix(&setting, context.model.catalogues.nth(0)).unwrap()
}

/// The cell that speaks of an object of a kind: that of the kind, or of the nearest one above it that is listed.
fn cell<'t>(table: &'t Matrix, (context, kind): (&Context<'_>, &Object), row: &str) -> Option<&'t Cell> {
    let model = context.model;
    let mut above = std::iter::successors(Some(kind.kind), |kind| model.kinds[*kind].parent);
    let listed = above.find_map(|kind| {
        let id = context.id(model.kinds[kind].head.id);
        table.kinds.iter().find(|each| each.id == id)
    })?;
    let row = table.matters.iter().find(|each| each.id == row).unwrap();
    row.cells.iter().find(|cell| cell.kind == listed.id)
}

/// Whether a cell takes an object in, by its data and by its words.
fn takes_in(cell: &Cell, context: &Context<'_>, object: &Object) -> bool {
    let all = |sides: &[Side]| sides.iter().all(|side| holds(side, context, object));
    cell.any_of.as_ref().unwrap().iter().any(|sides| all(sides))
        && !cell.without.as_ref().unwrap().iter().any(|without| all(&without.all_of))
}

fn holds(side: &Side, context: &Context<'_>, object: &Object) -> bool {
    let is_it = |id: Id<Attribute>| context.id(context.model.attributes[id].head.id) == *side.attribute;
    let (_, relation) = object.values.iter().find(|(id, _)| is_it(*id)).unwrap();
    let name = side.title.as_ref().unwrap_or(&side.attribute);
    let said = side.text.strip_prefix(&**name).unwrap().trim_start();
    match (&side.values, relation) {
        (Values::Truth { truth }, Relation::Truth(is)) => {
            assert_eq!(said, if *truth { ": yes" } else { ": no" });
            truth == is
        }
        (Values::Choices { choices }, Relation::OneOf(at)) => {
            choices.iter().any(|choice| *choice == ["x", "y", "z"][at[0]])
        }
        (Values::Numbers { intervals }, Relation::Compare(comparison)) => {
            let Value::Quantity(value, _) = comparison.value() else { panic!("no number") };
            let value = value.get();
            let holds = intervals.iter().any(|interval| lies_in(interval, &value, &fraction));
            assert_eq!(holds, is_said(said, &value, &quantity), "{said}");
            holds
        }
        (Values::Dates { intervals }, Relation::Compare(comparison)) => {
            let Value::Date(value, _) = &comparison.value() else { panic!("no day") };
            let day = |text: &str| text.parse::<Date>().unwrap();
            let holds = intervals.iter().any(|interval| lies_in(interval, value, &day));
            assert_eq!(holds, is_said(said, value, &day), "{said}");
            holds
        }
        _ => panic!("{} is of another type", side.attribute),
    }
}

fn fraction(text: &str) -> Rational {
    let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
    Rational::new(numerator.parse().unwrap(), denominator.parse().unwrap())
}

fn lies_in<T: Ord>(interval: &Interval, value: &T, read: &dyn Fn(&str) -> T) -> bool {
    let from = |end: &super::json::End| *value > read(&end.value) || end.included && *value == read(&end.value);
    let to = |end: &super::json::End| *value < read(&end.value) || end.included && *value == read(&end.value);
    interval.from.as_ref().is_none_or(from) && interval.to.as_ref().is_none_or(to)
}

/// Reads the words as a reviewer would.
fn is_said<T: Ord>(said: &str, value: &T, read: &dyn Fn(&str) -> T) -> bool {
    let any = |list: &str| list.split(", ").any(|each| read(each) == *value);
    if let Some(list) = said.strip_prefix(": ") {
        return any(list);
    }
    if let Some(list) = said.strip_prefix("≠ ") {
        return !any(list);
    }
    said.split(" or ").any(|part| {
        let ends = part.trim_matches(['[', ']', '(', ')']);
        if let Some((low, high)) = ends.split_once(", ") {
            let (low, high) = (read(low), read(high));
            let is_end = *value == low && part.starts_with('[') || *value == high && part.ends_with(']');
            return is_end || low < *value && *value < high;
        }
        let (order, end) = part.split_once(' ').unwrap();
        let end = read(end);
        match order {
            "=" => *value == end,
            "<" => *value < end,
            "≤" => *value <= end,
            ">" => *value > end,
            "≥" => *value >= end,
            _ => panic!("{part} is no bound"),
        }
    })
}

/// Of how many objects each world is asked.
const ASKED: usize = 60;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_table_says_what_the_engine_decides(choices in prop::collection::vec(any::<u16>(), 60..900)) {
        let mut choices = Choices(choices.into_iter());
        let text = choices.world();
        with_overlaps(&text, |context, overlaps| {
            let table = table(context, overlaps, Lang::En, Privacy::Open);
            let mut decider = Decider::new(overlaps);
            let rows: Vec<_> = context.model.matters.ids().collect();
            for _ in 0..ASKED {
                let object = choices.object(context.model, context.sources);
                let decision = decider.decide(&object, TODAY).unwrap();
                for row in &rows {
                    let name = context.subject(Place::Matter(*row));
                    let found = cell(&table, (context, &object), &name);
                    let shown = found.is_some_and(|cell| takes_in(cell, context, &object));
                    let decided = decision.rows.iter().any(|(each, _)| each == row);
                    assert_eq!(shown, decided, "{name} and {object:?} in {text}");
                    let is_noted = || found.is_some_and(|cell| !cell.notes.is_empty());
                    if decision.is_disputed && decision.applying == [*row] {
                        assert!(is_noted(), "{name} and {object:?} in {text}");
                    }
                }
                // Rows that go before each other in a circle all apply; that is a finding of its own, and no note.
                if decision.rows.iter().any(|(_, first)| first.is_none()) {
                    is_each_dispute_noted(&table, (context, overlaps), &object, &decision.applying);
                }
            }
            assert_eq!(to_html(&table, Lang::Zh), to_html(&self::table(context, overlaps, Lang::En, Privacy::Open), Lang::Zh));
        });
    }
}

/// Two rows that apply to an object and give it different things have a note in common on their cells.
fn is_each_dispute_noted(
    table: &Matrix,
    (context, overlaps): (&Context<'_>, &Overlaps<'_>),
    object: &Object,
    applying: &[Id<crate::model::Matter>],
) {
    for (at, one) in applying.iter().enumerate() {
        for other in &applying[..at] {
            if overlaps.outcomes().difference(*one, *other).is_none()
                || overlaps.precedence().first(*one, *other).is_some()
            {
                continue;
            }
            let notes =
                |row| cell(table, (context, object), &context.subject(Place::Matter(row))).map(|cell| &cell.notes);
            let (one, other) = (notes(*one).unwrap(), notes(*other).unwrap());
            assert!(one.iter().any(|note| other.contains(note)), "{object:?}");
        }
    }
}

#[test]
fn no_width_of_the_terminal_cuts_anything() {
    let text = format!("{WORDS} catalogue c \"目录的名称\" under r {{
        matter 1 \"很长的名称很长的名称很长的名称很长的名称\" {{ level low; covers k1 where n in [-1, 2) and s is x, y; except 2; }}
        matter 2 \"averyveryveryveryveryverylongnamewithoutanyspace\" {{ level high; covers k2 where t or r > 1:4; }}
        matter 3 \"文字\" {{ }}
    }}");
    with_overlaps(&text, |context, overlaps| {
        let table = table(context, overlaps, Lang::Zh, Privacy::Open);
        let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        for width in [0, 1, 10, 20, 30, 80, 100, 120, 300] {
            let shown = to_text(&table, Lang::Zh, width);
            if width < 100 {
                // In a row that is turned around lines follow one another.
                let shown = bare(&shown);
                for part in [
                    "很长的名称很长的名称很长的名称很长的名称",
                    "averyveryveryveryveryverylongnamewithoutanyspace",
                    "数[-1,2)；态：开、合",
                    "除外：是否：是（c#2）",
                    "除外：比>1:4（c#2）",
                    "文字表述：未指明对象类别",
                ] {
                    assert!(shown.contains(part), "{width}: {part} in {shown}");
                }
            }
            if width >= 20 {
                let too_wide = shown.lines().find(|line| unicode_width::UnicodeWidthStr::width(*line) > width);
                assert_eq!(too_wide, None, "{width}");
            }
        }
        let wide = to_text(&table, Lang::En, 160);
        assert!(
            wide.lines().any(|line| line.starts_with("MATTER") && line.contains("乙 k1") && line.contains("丙 k2")),
            "{wide}"
        );
        assert!(wide.contains("数 [-1, 2); 态：开、合"), "{wide}");
    });
}

#[test]
fn redacted_it_holds_no_words_and_no_values() {
    let text = format!("{WORDS} catalogue c \"目录\" under r {{
        matter 1 \"名称\" {{ level low; period until \"事件\"; covers k1 where n in [-1, 2) and s is x or t; except 2; }}
        matter 2 \"名称\" {{ level high; covers k1 where r > 1:4; }}
    }}");
    with_overlaps(&text, |context, overlaps| {
        let table = table(context, overlaps, Lang::En, Privacy::Redacted);
        let json = serde_json::to_string(&table).unwrap();
        for shown in [json, to_text(&table, Lang::En, 100), to_html(&table, Lang::En)] {
            let own =
                [super::html::STYLE, "⊂", "·"].into_iter().fold(shown.clone(), |shown, ours| shown.replace(ours, ""));
            assert!(own.is_ascii() && !own.contains("1:4"), "{shown}");
            assert!(own.contains("k1") && own.contains("low"), "{shown}");
        }
        assert_eq!(table.matters[0].cells[0].alternatives, 2);
    });
}
