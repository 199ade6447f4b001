//! Objects that are asked about: a kind, and values as cells of the axes that conditions make.

use jiff::civil::Date;

use crate::catalogue::Catalogue;
use crate::error::AskError;
use crate::fields::{Field as _, Handle as _};
use crate::quantity::{Dimension, Rational, compare};
use crate::records::{Attribute, Kind, Recorded as _, raw};
use crate::value::{self, ValueError};
use crate::words::AttributeKind;

/// What is known of an object: its kind, and some of its values.
///
/// ```
/// # let catalogue = dingmi_catalogue::Catalogue::open("tests/golden/v2/policies.dmc")?;
/// let object = catalogue.object("map")?.with("scale", "1:2000")?.with("area", "26 km2")?;
/// let decision = catalogue.classify(&object, jiff::civil::date(2026, 11, 23))?;
/// println!("{:?}: {:?}", decision.status, decision.mark());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Object<'a> {
    pub(crate) kind: Kind<'a>,
    /// By axis, ascending, the cell of the value.
    pub(crate) cells: Vec<(u32, u32)>,
    catalogue: &'a Catalogue,
}

impl Catalogue {
    /// An object of a kind, by its id or a title that only one has. No kind within it is meant.
    pub fn object(&self, kind: &str) -> Result<Object<'_>, AskError> {
        let image = self.image();
        let words = |kind: &raw::Kind| (kind.id, kind.name);
        let found = image.kinds.find(image, kind, words, AskError::NoKind)?;
        Ok(Object { kind: Kind::at(image, found), cells: Vec::new(), catalogue: self })
    }

    /// The number that a unit of a vocabulary stands for.
    fn unit(&self, name: &str) -> Option<(Rational, Dimension)> {
        let unit = self.units().find(|unit| unit.name() == name)?;
        Some((unit.factor().parse().ok()?, Dimension::named(unit.dimension())?))
    }
}

impl<'a> Object<'a> {
    /// The same object with a value, as text: `26 km2`, `1:2000`, `2026-11-23`, a choice by id or name, `yes`.
    pub fn with(mut self, attribute: &str, text: &str) -> Result<Self, AskError> {
        let image = self.catalogue.image();
        let words = |attribute: &raw::Attribute| (attribute.id, attribute.name);
        let found = image.attributes.find(image, attribute, words, AskError::NoAttribute)?;
        let attribute = Attribute::at(image, found);
        let axis = attribute.index + 1;
        let Err(at) = self.cells.binary_search_by_key(&axis, |(axis, _)| *axis) else { return Err(AskError::Twice) };
        let cell = self.cell(attribute, text.trim()).map_err(AskError::NoValue)?;
        self.cells.insert(at, (axis, cell));
        Ok(self)
    }

    /// Its kind.
    pub fn kind(&self) -> Kind<'a> {
        self.kind
    }

    fn cell(&self, attribute: Attribute<'a>, text: &str) -> Result<u32, ValueError> {
        match attribute.kind() {
            AttributeKind::Quantity => {
                let dimension = attribute.dimension().and_then(Dimension::named).ok_or(ValueError::NoChoice)?;
                let declared = |unit: &str| self.catalogue.unit(unit);
                value::quantity(dimension, text, &declared).map(|number| attribute.cell_of(number))
            }
            AttributeKind::Date => value::date(text).map(|day| attribute.cell_of_day(day)),
            AttributeKind::YesNo => value::truth(text).map(u32::from),
            AttributeKind::OneOf => {
                let at = attribute.choices().position(|choice| choice.id() == text || choice.name() == Some(text));
                at.map(|at| at as u32).ok_or(ValueError::NoChoice)
            }
        }
    }
}

impl<'a> Attribute<'a> {
    fn named(self) -> &'a [raw::Value] {
        self.record().named.records(self.image)
    }

    /// Cell `2i + 1` is the named value `i`, cell `2i` all between it and the one before.
    fn cell_of(self, number: Rational) -> u32 {
        let order =
            |value: &raw::Value| compare(&value.number.value().expect("bug: a quantity without a number"), &number);
        match self.named().binary_search_by(order) {
            Ok(at) => 2 * at as u32 + 1,
            Err(at) => 2 * at as u32,
        }
    }

    /// Cell `i` begins on day `i`, and the first with the calendar.
    fn cell_of_day(self, day: Date) -> u32 {
        let is_before = |value: &raw::Value| value.day.get(self.image) <= Some(day);
        self.named().partition_point(is_before).saturating_sub(1) as u32
    }

    /// All there is on its axis: from the first cell up to the number behind the last.
    pub(crate) fn whole(self) -> (u32, u32) {
        (self.record().first.value.get(), self.record().behind.value.get())
    }
}
