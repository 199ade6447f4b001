//! The table as JSON for programs. The structs here are the published format, and text and HTML are made of them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::told::Level;
use crate::lapses::json::Place;

/// What `dingmi matrix --format json` prints: the rows of a catalogue, and what each covers of each kind.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Matrix {
    /// The version of this format: 1.
    pub version: u32,
    /// The catalogue, by id.
    pub catalogue: String,
    /// Absent under `--redact`.
    pub title: Option<String>,
    /// The regime it stands under, by id.
    pub regime: Option<String>,
    /// The day asked for, as YYYY-MM-DD.
    pub on: String,
    /// Whether the catalogue is in force on that day.
    pub in_force: bool,
    /// The kinds that its rows speak of, in the order of the vocabularies. What is said of a kind holds for the kinds in it
    /// that are not listed, and for no other kind in it.
    pub kinds: Vec<Kind>,
    /// The rows as they are written.
    pub matters: Vec<Row>,
    /// What contradicts the table.
    pub notes: Vec<Note>,
    /// Rows that contradict more than `notes` hold.
    pub unlisted: Vec<Unlisted>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Kind {
    pub id: String,
    /// Absent under `--redact`.
    pub title: Option<String>,
    /// The nearest kind above it that is listed.
    pub within: Option<String>,
    /// Its place in the list.
    #[serde(skip)]
    pub(crate) outer: Option<usize>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Row {
    /// `catalogue#matter`
    pub id: String,
    /// Absent under `--redact`.
    pub name: Option<String>,
    pub place: Place,
    pub level: Option<Level>,
    /// Absent under `--redact`.
    pub period: Option<String>,
    /// One of `objects`; `prose`: it names no kind, and only its words say what it is about; `nothing`: no object meets its
    /// conditions; `unknown`: they mean nothing or are too large, and `dingmi check` says so.
    pub about: &'static str,
    /// Of the kinds that it speaks of, in their order.
    pub cells: Vec<Cell>,
}

/// What a row covers of a kind: the objects of any of `any_of` that are in none of `without`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Cell {
    /// By its id.
    pub kind: String,
    /// How many alternatives `any_of` holds.
    pub alternatives: usize,
    /// The kind in `within` of this one, where the row covers the same of both.
    pub same_as: Option<String>,
    /// Each a list of what must hold together; an empty one is everything of the kind. None: exceptions take all of it away.
    /// Absent under `--redact`.
    pub any_of: Option<Vec<Vec<Side>>>,
    /// What exceptions take away. Absent under `--redact`.
    pub without: Option<Vec<Without>>,
    /// The numbers of the notes on it.
    pub notes: Vec<usize>,
    /// The place of its kind in the list.
    #[serde(skip)]
    pub(crate) column: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Without {
    /// The row that the exception names; `null` where it is a condition.
    pub row: Option<String>,
    /// What holds together for what is taken away; nothing of it is everything.
    pub all_of: Vec<Side>,
}

/// Some values of an attribute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Side {
    /// By its id.
    pub attribute: String,
    pub title: Option<String>,
    /// The values in words.
    pub text: String,
    pub values: Values,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "form", rename_all = "kebab-case")]
pub enum Values {
    /// Exact numbers in the base unit of the attribute, as whole numbers or fractions.
    Numbers {
        intervals: Vec<Interval>,
    },
    Dates {
        intervals: Vec<Interval>,
    },
    /// By their ids.
    Choices {
        choices: Vec<String>,
    },
    Truth {
        truth: bool,
    },
}

/// Where an end is `null` the interval goes as far as the attribute can.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Interval {
    pub from: Option<End>,
    pub to: Option<End>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct End {
    pub value: String,
    /// As the author wrote it.
    pub text: String,
    /// Whether it is itself inside.
    pub included: bool,
}

/// Two rows that give an object different things with nothing written that settles it, or a row that takes in what must be
/// public; with an object to show it.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Note {
    /// From 1.
    pub number: usize,
    /// `conflict` or `public`
    pub about: &'static str,
    /// A row, of this catalogue or, in a conflict, of another.
    pub matter: String,
    /// The other row, or `list#item`.
    pub other: String,
    /// In what two rows differ: `level`, `period`, `known-to`.
    pub differs: Vec<&'static str>,
    /// The first day on which it is so, where that day is still to come.
    pub from: Option<String>,
    /// The kinds in which they meet.
    pub kinds: Vec<String>,
    /// Absent under `--redact`.
    pub example: Option<Example>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Example {
    pub kind: Option<String>,
    pub kind_title: Option<String>,
    pub values: Vec<ExampleValue>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct ExampleValue {
    pub attribute: String,
    pub title: Option<String>,
    pub value: String,
}

/// A row that contradicts more others than are listed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Unlisted {
    pub matter: String,
    /// How many more.
    pub count: usize,
}

impl Row {
    /// What it says of the kinds from one place in the list up to another.
    pub(crate) fn cells_in(&self, columns: std::ops::Range<usize>) -> &[Cell] {
        let at = |column: usize| self.cells.partition_point(|cell| cell.column < column);
        &self.cells[at(columns.start)..at(columns.end)]
    }

    pub(crate) fn cell(&self, column: usize) -> Option<&Cell> {
        self.cells_in(column..column + 1).first()
    }
}

impl Matrix {
    /// The id of a row within the catalogue.
    pub(crate) fn item<'r>(&self, row: &'r Row) -> &'r str {
        row.id.strip_prefix(&*self.catalogue).and_then(|rest| rest.strip_prefix('#')).unwrap_or(&row.id)
    }

    /// How many rows say in words only what they are about.
    pub(crate) fn prose(&self) -> usize {
        self.matters.iter().filter(|row| row.about == "prose").count()
    }
}
