//! What is expected of the end of a secret.

use jiff::civil::Date;

use super::told::period;
use super::{Case, Evidence, NOT_GIVEN, Runner, Verdict};
use crate::diagnostic::{Arg, Text};

const FROM: Text = Text::new("issued on {0}, released from {1}", "签发于 {0}，自 {1} 解密");
const NO_DAY: Text = Text::new("issued on {0}, no day of release is known: {1}", "签发于 {0}，不知道何日解密：{1}");
const NO_PERIOD: Text = Text::new("{0} says no period", "{0} 没有写明保密期限");

impl Runner<'_> {
    /// Whether it is so that, issued on the first day, something is no secret from the second on, if that is known.
    pub(super) fn release(
        &self,
        case: &Case<'_>,
        evidence: &mut Evidence,
        is_so: impl FnOnce(Date, Option<Date>) -> bool,
    ) -> Verdict {
        let (row, issued) = case.test.matter.zip(case.test.dated).ok_or(NOT_GIVEN)?;
        evidence.rows.insert(row);
        let Some(found) = self.context.model.matters[row].period.get() else {
            return Err(NO_PERIOD.with([self.context.row_arg(row)]));
        };
        let first = found.released(issued);
        match first {
            _ if is_so(issued, first) => Ok(()),
            Some(first) => Err(FROM.with([Arg::Date(issued), Arg::Date(first)])),
            None => {
                let period = Arg::Message(Box::new(period(self.context, found.length)));
                Err(NO_DAY.with([Arg::Date(issued), period]))
            }
        }
    }
}
