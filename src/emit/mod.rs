//! Sound model → outputs, one file an output. Same model, same bytes.

mod competence;
mod conflicts;
#[cfg(feature = "tables")]
mod flat;
mod knowers;
#[cfg(feature = "tables")]
mod to_csv;
mod to_image;
mod to_json;
#[cfg(feature = "parquet")]
mod to_parquet;
#[cfg(feature = "tables")]
mod to_sqlite;

pub use dingmi_catalogue::document as json;
pub use dingmi_catalogue::write::TooLarge;
use jiff::civil::Date;

use crate::audience::Audience;
use crate::model::Context;
use crate::overlap::{Overlaps, Scopes};

/// One output: the name of its file and its bytes.
#[derive(Debug)]
pub struct Output {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// What is to be made of a program.
#[derive(Clone, Debug)]
pub struct Order {
    /// Grows from one build to the next.
    pub serial: u64,
    pub formats: Vec<Format>,
    /// Those it is for, where not everybody may see everything.
    pub audience: Option<Audience>,
}

/// A form of the compiled catalogue. Those that cost dependencies are there with their features.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Format {
    Image,
    Json,
    #[cfg(feature = "tables")]
    Sqlite,
    #[cfg(feature = "tables")]
    Csv,
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Order {
    /// The formats that are made where nothing else is asked for, with the serial of the day.
    pub fn on(day: Date) -> Self {
        Order { serial: serial_of(day), formats: vec![Format::Image, Format::Json], audience: None }
    }
}

/// The day as a number and two digits for what is built on it, as name servers number their zones (RFC 1912, 2.2).
pub fn serial_of(day: Date) -> u64 {
    let number = |part: i8| u64::from(part.unsigned_abs());
    ((u64::from(day.year().unsigned_abs()) * 100 + number(day.month())) * 100 + number(day.day())) * 100
}

/// The outputs of a program without errors.
pub fn outputs(context: &Context<'_>, order: &Order) -> Result<Vec<Output>, TooLarge> {
    let projected = order.audience.as_ref().map(|audience| audience.projected(context));
    let context = &Context { model: projected.as_ref().unwrap_or(context.model), ..*context };
    let scopes = Scopes::of(context.model, context.sources);
    let overlaps = Overlaps::of(context, &scopes);
    let document = to_json::document(context, &scopes, &overlaps, order);
    let output = |format: &Format| {
        Ok(match format {
            Format::Image => {
                Output { name: "catalogue.dmc", bytes: to_image::bytes(&document, context.model, &overlaps)? }
            }
            Format::Json => Output { name: "catalogue.json", bytes: to_json::bytes(&document) },
            #[cfg(feature = "tables")]
            Format::Sqlite => Output { name: "catalogue.sqlite", bytes: to_sqlite::bytes(&document) },
            #[cfg(feature = "tables")]
            Format::Csv => Output { name: "catalogue.csv", bytes: to_csv::bytes(&document) },
            #[cfg(feature = "parquet")]
            Format::Parquet => Output { name: "catalogue.parquet", bytes: to_parquet::bytes(&document) },
        })
    };
    order.formats.iter().map(output).collect()
}

/// The content of a program whose names mean something, without what rows do to one another.
pub fn content<'a>(context: &Context<'a>, order: &'a Order) -> json::Document<'a> {
    to_json::content(context, &Scopes::of(context.model, context.sources), order)
}

/// `catalogue.json` of a program without errors.
pub fn catalogue_json(context: &Context<'_>) -> Vec<u8> {
    let order = Order { formats: vec![Format::Json], ..Order::on(context.as_of) };
    let outputs = outputs(context, &order).expect("bug: JSON has no bound");
    outputs.into_iter().next().expect("bug: an output that was ordered").bytes
}
