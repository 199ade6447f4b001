//! Exact quantities, as the compiled catalogue knows them, in words.

pub use dingmi_catalogue::quantity::{Dimension, QuantityFault, Rational, UNITS, Unit, compare, parse_quantity};

use crate::diagnostic::Text;

/// The word of a dimension in an attribute's declaration, in both spellings.
pub fn dimension_text(dimension: Dimension) -> Text {
    let (en, zh) = dimension.names();
    Text { en, zh }
}
