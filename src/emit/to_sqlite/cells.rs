//! What goes into the columns of a table.

use std::borrow::Cow;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement, params_from_iter};

use crate::emit::json::{Citation, Duration, Head, Interval, LevelRef, Place};

pub(super) trait Cell {
    fn cell(&self) -> ValueRef<'_>;
}

impl Cell for str {
    fn cell(&self) -> ValueRef<'_> {
        ValueRef::Text(self.as_bytes())
    }
}

impl Cell for String {
    fn cell(&self) -> ValueRef<'_> {
        self.as_str().cell()
    }
}

impl Cell for Cow<'_, str> {
    fn cell(&self) -> ValueRef<'_> {
        ValueRef::Text(self.as_bytes())
    }
}

impl Cell for bool {
    fn cell(&self) -> ValueRef<'_> {
        ValueRef::Integer(i64::from(*self))
    }
}

impl Cell for u32 {
    fn cell(&self) -> ValueRef<'_> {
        ValueRef::Integer(i64::from(*self))
    }
}

impl Cell for u64 {
    fn cell(&self) -> ValueRef<'_> {
        ValueRef::Integer(i64::try_from(*self).expect("bug: a number of months that no program can write"))
    }
}

/// A place in a list, or a line.
impl Cell for usize {
    fn cell(&self) -> ValueRef<'_> {
        ValueRef::Integer(i64::try_from(*self).expect("bug: a list longer than memory"))
    }
}

impl<T: Cell + ?Sized> Cell for &T {
    fn cell(&self) -> ValueRef<'_> {
        (**self).cell()
    }
}

impl<T: Cell> Cell for Option<T> {
    fn cell(&self) -> ValueRef<'_> {
        self.as_ref().map_or(ValueRef::Null, Cell::cell)
    }
}

/// The cells of a row, or of a part of one, in the order of the schema.
macro_rules! row {
    ($($value:expr),* $(,)?) => { [$($crate::emit::to_sqlite::cells::Cell::cell(&$value)),*] };
}
pub(super) use row;

pub(super) fn head<'a>(head: &'a Head<'_>, docs: &'a Option<String>) -> [ValueRef<'a>; 7] {
    let [file, line, start, end] = place(&head.source);
    [head.id.cell(), head.name.cell(), docs.cell(), file, line, start, end]
}

/// One cell for all lines; none is no documentation.
pub(super) fn docs(head: &Head<'_>) -> Option<String> {
    (!head.docs.is_empty()).then(|| head.docs.join("\n"))
}

pub(super) fn place<'a>(place: &'a Place<'_>) -> [ValueRef<'a>; 4] {
    row![place.file, place.line, place.start, place.end]
}

pub(super) fn interval(interval: &Interval) -> [ValueRef<'_>; 2] {
    row![interval.from, interval.to]
}

/// Id, name and rank.
pub(super) fn level<'a>(level: &'a Option<LevelRef<'_>>) -> [ValueRef<'a>; 3] {
    match level {
        Some(level) => row![level.id, level.name, level.rank],
        None => [ValueRef::Null; 3],
    }
}

/// Unit, count and months.
pub(super) fn duration(duration: Option<&Duration>) -> [ValueRef<'static>; 3] {
    let integer = |number: u64| ValueRef::Integer(i64::try_from(number).expect("bug: months of a 32-bit count"));
    match duration {
        None => [ValueRef::Null; 3],
        Some(Duration::Years { count }) => {
            let count = u64::from(*count);
            ["years".cell(), integer(count), integer(count * 12)]
        }
        Some(Duration::Months { count }) => {
            let count = u64::from(*count);
            ["months".cell(), integer(count), integer(count)]
        }
    }
}

/// The tables, with the statement that each is filled by.
#[derive(Debug)]
pub(super) struct Fill<'c> {
    connection: &'c Connection,
    /// By table.
    statements: std::collections::HashMap<&'static str, Statement<'c>>,
}

impl<'c> Fill<'c> {
    pub(super) fn of(connection: &'c Connection) -> Self {
        Fill { connection, statements: std::collections::HashMap::new() }
    }

    /// Adds a row of all columns of a table. Its parts are put one after another.
    pub(super) fn add(&mut self, table: &'static str, parts: &[&[ValueRef<'_>]]) {
        let cells = || parts.iter().copied().flatten();
        let connection = self.connection;
        let statement = self.statements.entry(table).or_insert_with(|| {
            let holes = vec!["?"; cells().count()].join(", ");
            let statement = connection.prepare(&format!("INSERT INTO {table} VALUES ({holes})"));
            statement.expect("bug: a row that is not as the schema says")
        });
        let values = cells().map(|cell| ToSqlOutput::Borrowed(*cell));
        statement.execute(params_from_iter(values)).expect("bug: a row that the schema does not take");
    }

    /// A list of plain values, each in a row of its own: what it belongs to, the place, the value.
    pub(super) fn list<T: Cell>(&mut self, table: &'static str, of: &[ValueRef<'_>], values: &[T]) {
        for (position, value) in values.iter().enumerate() {
            self.add(table, &[of, &row![position, *value]]);
        }
    }

    pub(super) fn cites(&mut self, table: &'static str, of: &[ValueRef<'_>], cites: &[Citation<'_>]) {
        for (position, cite) in cites.iter().enumerate() {
            self.add(table, &[of, &row![position, cite.law, cite.article]]);
        }
    }
}
