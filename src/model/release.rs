//! When what was determined by a row is released by itself.

use dingmi_catalogue::first_day_after;
use jiff::civil::Date;

use super::{Duration, Period};
use crate::ast::Length;

impl Period {
    /// The first day as no secret any more of what was issued on a day; none where no such day is known.
    pub fn released(&self, issued: Date) -> Option<Date> {
        match self.length {
            Length::Duration(Duration::Years(years)) => first_day_after(issued, years.checked_mul(12)?),
            Length::Duration(Duration::Months(months)) => first_day_after(issued, months),
            Length::Until(last) => last.tomorrow().ok(),
            Length::Event(_) | Length::LongTerm | Length::Unspecified => None,
        }
    }
}
