//! What is expected of the end of a secret.

use jiff::civil::Date;

use super::told::period;
use super::{Runner, Verdict};
use crate::diagnostic::{Arg, Text};
use crate::model::{Expect, Id, Matter};

const FROM: Text = Text::new("released from {0}", "自 {0} 解密");
const NO_DAY: Text = Text::new("no day of release is known: {0}", "不知道何日解密：{0}");
const NO_PERIOD: Text = Text::new("{0} says no period", "{0} 没有写明保密期限");
const NOT_ISSUED: Text = Text::new("issued on {0}", "签发于 {0}");

impl Runner<'_> {
    pub(super) fn release(&self, row: Id<Matter>, issued: Date, expect: &Expect) -> Verdict {
        let Some(found) = self.context.model.matters[row].period.get() else {
            return Err(NO_PERIOD.with([self.context.row_arg(row)]));
        };
        let first = found.released(issued);
        let is_so = match expect {
            Expect::Released(day) => first == Some(*day),
            Expect::Secret(day) if *day < issued => return Err(NOT_ISSUED.with([Arg::Date(issued)])),
            Expect::Secret(day) => first.is_none_or(|first| *day < first),
            _ => unreachable!("bug: this is not about a release"),
        };
        match first {
            _ if is_so => Ok(()),
            Some(first) => Err(FROM.with([Arg::Date(first)])),
            None => Err(NO_DAY.with([Arg::Message(Box::new(period(self.context, found.length)))])),
        }
    }
}
