//! The document → `catalogue.parquet`: the rows of all catalogues as one flat table for analysis. What does not fit into
//! such a table is in the other outputs.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use super::flat::{self, Columns, Names, key_of};
use super::json::{Catalogue, Document, Length, Matter};

/// Columns are written in this order.
const SCHEMA: &str = "message matter {
    REQUIRED BYTE_ARRAY catalogue (STRING);
    OPTIONAL BYTE_ARRAY catalogue_name (STRING);
    REQUIRED BYTE_ARRAY item (STRING);
    OPTIONAL BYTE_ARRAY name (STRING);
    OPTIONAL BYTE_ARRAY name_key (STRING);
    OPTIONAL BYTE_ARRAY level (STRING);
    OPTIONAL BYTE_ARRAY level_name (STRING);
    OPTIONAL INT32 level_rank;
    OPTIONAL BYTE_ARRAY period_kind (STRING);
    OPTIONAL INT64 period_months;
    OPTIONAL INT32 period_until (DATE);
    OPTIONAL BYTE_ARRAY period_event (STRING);
    REQUIRED BOOLEAN long_term;
    OPTIONAL BYTE_ARRAY mark (STRING);
    OPTIONAL BYTE_ARRAY known_to (STRING);
    OPTIONAL INT32 known_to_set;
    REQUIRED group produced_by (LIST) { REPEATED group list { REQUIRED BYTE_ARRAY element (STRING); } }
    REQUIRED INT32 conflicts;
    OPTIONAL INT32 in_force_from (DATE);
    OPTIONAL INT32 in_force_to (DATE);
    OPTIONAL BYTE_ARRAY note (STRING);
    REQUIRED BYTE_ARRAY file (STRING);
    OPTIONAL INT32 line;
    REQUIRED INT32 as_of (DATE);
    REQUIRED INT64 serial;
}";

/// Rows that a reader must take at once.
const GROUP: usize = 50_000;

pub(super) fn bytes(document: &Document<'_>) -> Vec<u8> {
    let names = Names::of(document);
    let rows = |catalogue| Row::all_of(catalogue, &names);
    let rows: Vec<Row<'_>> = document.catalogues.iter().flat_map(rows).collect();
    let schema = Arc::new(parse_message_type(SCHEMA).expect("bug: the schema does not parse"));
    let maker = format!("{} version {}", document.compiler.name, document.compiler.version);
    let properties = Arc::new(WriterProperties::builder().set_created_by(maker).build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).expect(WRITTEN);
    for rows in rows.chunks(GROUP) {
        let group = writer.next_row_group().expect(WRITTEN);
        Group { group, rows }.write(document);
    }
    writer.into_inner().expect(WRITTEN)
}

const WRITTEN: &str = "bug: a table in memory cannot be written";

struct Row<'d> {
    catalogue: &'d Catalogue<'d>,
    matter: &'d Matter<'d>,
    key: Option<String>,
    period: Columns<'d>,
    known_to: Option<String>,
    producers: Vec<String>,
}

impl<'d> Row<'d> {
    fn all_of(catalogue: &'d Catalogue<'d>, names: &Names<'_>) -> Vec<Self> {
        let row = |matter: &'d Matter<'d>| Row {
            catalogue,
            matter,
            key: key_of(&matter.head),
            period: matter.period.as_ref().map(|period| Columns::of(&period.length)).unwrap_or_default(),
            known_to: matter.known_to.as_ref().map(|set| names.scope(set)),
            producers: names.producers(catalogue.regime.as_deref(), matter).into_iter().map(str::to_owned).collect(),
        };
        catalogue.matters.iter().map(row).collect()
    }

    fn is_long_term(&self) -> bool {
        self.matter.period.as_ref().is_some_and(|period| matches!(period.length, Length::LongTerm))
    }
}

/// A row group, written column by column.
struct Group<'w, 'd> {
    group: SerializedRowGroupWriter<'w, Vec<u8>>,
    rows: &'d [Row<'d>],
}

impl Group<'_, '_> {
    fn write(mut self, document: &Document<'_>) {
        self.texts(|row| &row.catalogue.head.id);
        self.optional_texts(|row| row.catalogue.head.name.as_deref());
        self.texts(|row| &row.matter.head.id);
        self.optional_texts(|row| row.matter.head.name.as_deref());
        self.optional_texts(|row| row.key.as_deref());
        self.optional_texts(|row| row.matter.level.as_ref().map(|level| level.id));
        self.optional_texts(|row| row.matter.level.as_ref().map(|level| level.name));
        self.optional::<Int32Type>(|row| row.matter.level.as_ref().map(|level| small(level.rank)));
        self.optional_texts(|row| row.period.kind);
        self.optional::<Int64Type>(|row| row.period.months.map(u64::cast_signed));
        self.optional::<Int32Type>(|row| row.period.until.map(day));
        self.optional_texts(|row| row.period.event);
        self.required::<BoolType>(|row| row.is_long_term());
        self.optional_texts(|row| row.matter.mark.as_deref());
        self.optional_texts(|row| row.known_to.as_deref());
        self.optional::<Int32Type>(|row| row.matter.known_to_set.map(small));
        self.producers();
        self.required::<Int32Type>(|row| small(row.matter.conflicts.len()));
        self.optional::<Int32Type>(|row| row.catalogue.in_force.from.as_deref().map(day));
        self.optional::<Int32Type>(|row| row.catalogue.in_force.to.as_deref().map(day));
        self.optional_texts(|row| row.matter.note.as_deref());
        self.texts(|row| row.matter.head.source.file);
        self.optional::<Int32Type>(|row| row.matter.head.source.line.map(small));
        let (as_of, serial) = (day(&document.as_of), serial(document.serial));
        self.required::<Int32Type>(|_| as_of);
        self.required::<Int64Type>(|_| serial);
        self.group.close().expect(WRITTEN);
    }

    fn required<T: DataType>(&mut self, value: impl Fn(&Row<'_>) -> T::T) {
        let values: Vec<T::T> = self.rows.iter().map(value).collect();
        self.column::<T>(&values, None, None);
    }

    fn optional<T: DataType>(&mut self, value: impl Fn(&Row<'_>) -> Option<T::T>) {
        let cells: Vec<Option<T::T>> = self.rows.iter().map(value).collect();
        let is_there: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
        let values: Vec<T::T> = cells.into_iter().flatten().collect();
        self.column::<T>(&values, Some(&is_there), None);
    }

    fn texts(&mut self, text: for<'r> fn(&'r Row<'_>) -> &'r str) {
        self.required::<ByteArrayType>(|row| ByteArray::from(text(row)));
    }

    fn optional_texts(&mut self, text: for<'r> fn(&'r Row<'_>) -> Option<&'r str>) {
        self.optional::<ByteArrayType>(|row| text(row).map(ByteArray::from));
    }

    /// A list: level 1 is an element, which repeats where it is not the first; level 0 is an empty list.
    fn producers(&mut self) {
        let (mut values, mut is_there, mut repeats) = (Vec::new(), Vec::new(), Vec::new());
        for row in self.rows {
            for (at, producer) in row.producers.iter().enumerate() {
                values.push(ByteArray::from(producer.as_str()));
                is_there.push(1);
                repeats.push(i16::from(at > 0));
            }
            if row.producers.is_empty() {
                is_there.push(0);
                repeats.push(0);
            }
        }
        self.column::<ByteArrayType>(&values, Some(&is_there), Some(&repeats));
    }

    fn column<T: DataType>(&mut self, values: &[T::T], is_there: Option<&[i16]>, repeats: Option<&[i16]>) {
        let mut column = self.group.next_column().expect(WRITTEN).expect("bug: more columns than the schema has");
        column.typed::<T>().write_batch(values, is_there, repeats).expect(WRITTEN);
        column.close().expect(WRITTEN);
    }
}

/// Ranks, lines and places in lists: all are far below it.
fn small<N>(number: N) -> i32
where
    i32: TryFrom<N>,
{
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// The command line takes no greater serial; a library may.
fn serial(serial: u64) -> i64 {
    i64::try_from(serial).unwrap_or(i64::MAX)
}

/// Days since the first of the epoch, as the format counts them.
fn day(text: &str) -> i32 {
    let first: Date = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC).date();
    (flat::day(text) - first).get_days()
}
