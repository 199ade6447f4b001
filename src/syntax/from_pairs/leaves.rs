//! The small values: dates, lengths of time, references, lists.

use jiff::civil::{Date, date};
use pest::iterators::{Pair, Pairs};

use super::{Reader, next, unexpected};
use crate::ast::{At, Called, Citation, Dated, Duration, Interval, LawKey, Name, On, Reference, Target, Words};
use crate::diagnostic::{Arg, Diagnostic, Text};
use crate::faults;
use crate::source::Span;
use crate::syntax::Rule;

const NO_SUCH_DATE: Text = Text::new("there is no such day in the calendar", "日历上没有这一天");
const TOO_LARGE: Text = Text::new("this number is larger than {0}", "数字大于 {0}");

impl Reader {
    pub(super) fn words(&mut self, pair: &Pair<'_, Rule>) -> Words {
        Words(self.span(pair))
    }

    /// The names in a list, whether they stand in a `names` or by themselves.
    pub(super) fn name_list<'i>(&self, inner: Pairs<'i, Rule>) -> impl Iterator<Item = Name> + use<'i, '_> {
        let list = inner.peek().filter(|pair| pair.as_rule() == Rule::names).map_or(inner, Pair::into_inner);
        list.filter(|pair| pair.as_rule() == Rule::name).map(|pair| Name(self.span(&pair)))
    }

    pub(super) fn names(&mut self, inner: Pairs<'_, Rule>) -> Vec<Name> {
        self.name_list(inner).collect()
    }

    pub(super) fn strings(&mut self, mut inner: Pairs<'_, Rule>) -> Vec<Words> {
        next(&mut inner).into_inner().map(|pair| self.words(&pair)).collect()
    }

    pub(super) fn date(&mut self, pair: &Pair<'_, Rule>) -> Option<At<Date>> {
        let span = self.span(pair);
        match read_date(pair.as_str()) {
            Some(value) => Some(At { value, span }),
            None => {
                self.fault(span, NO_SUCH_DATE, []);
                None
            }
        }
    }

    /// The date in a rule that holds one and no other visible child, however deep.
    pub(super) fn only_date(&mut self, mut inner: Pairs<'_, Rule>) -> Option<At<Date>> {
        let pair = next(&mut inner);
        match pair.as_rule() {
            Rule::date => self.date(&pair),
            _ => self.only_date(pair.into_inner()),
        }
    }

    /// A day, a month or a year.
    pub(super) fn dated(&mut self, pair: &Pair<'_, Rule>) -> Option<At<Dated>> {
        let span = self.span(pair);
        let digits: Vec<&str> = pair.as_str().split(|c: char| !c.is_ascii_digit()).collect();
        let value = match (pair.as_rule(), digits.as_slice()) {
            (Rule::year, [year, ..]) => read_date(&format!("{year}-12-31")).map(Dated::Year),
            (Rule::month, [year, month, ..]) => {
                read_date(&format!("{year}-{month}-01")).map(|day| Dated::Month(day.last_of_month()))
            }
            _ => return self.date(pair).map(|at| At { value: Dated::Day(at.value), span }),
        };
        if value.is_none() {
            self.fault(span, NO_SUCH_DATE, []);
        }
        value.map(|value| At { value, span })
    }

    pub(super) fn integer(&mut self, pair: &Pair<'_, Rule>) -> u32 {
        match pair.as_str().parse() {
            Ok(value) if value <= MOST_NUMBER => value,
            Ok(_) | Err(_) => {
                let span = self.span(pair);
                self.fault(span, TOO_LARGE, [Arg::Number(MOST_NUMBER.into())]);
                0
            }
        }
    }

    pub(super) fn duration(&mut self, pair: Pair<'_, Rule>) -> At<Duration> {
        let span = self.span(&pair);
        let mut inner = pair.into_inner();
        let count = self.integer(&next(&mut inner));
        let value = match next(&mut inner).as_rule() {
            Rule::years => Duration::Years(count),
            Rule::months => Duration::Months(count),
            rule => unexpected(rule),
        };
        At { value, span }
    }

    pub(super) fn reference(&mut self, pair: Pair<'_, Rule>) -> Reference {
        let mut inner = pair.into_inner();
        let name = Name(self.next_span(&mut inner));
        Reference { name, item: inner.next().map(|pair| Name(self.span(&pair))) }
    }

    pub(super) fn references(&mut self, mut inner: Pairs<'_, Rule>) -> Vec<Reference> {
        next(&mut inner).into_inner().map(|pair| self.reference(pair)).collect()
    }

    pub(super) fn targets(&mut self, mut inner: Pairs<'_, Rule>) -> Vec<Target> {
        next(&mut inner).into_inner().map(|pair| self.target(pair)).collect()
    }

    fn target(&mut self, pair: Pair<'_, Rule>) -> Target {
        match pair.as_rule() {
            Rule::business_target => Target::Business(Name(self.only(pair.into_inner()))),
            Rule::reference => Target::Matters(self.reference(pair)),
            rule => unexpected(rule),
        }
    }

    pub(super) fn interval(&mut self, mut inner: Pairs<'_, Rule>) -> At<Interval> {
        let pair = next(&mut inner);
        let span = self.span(&pair);
        let mut value = Interval { from: None, to: None };
        for end in pair.into_inner() {
            let is_from = end.as_rule() != Rule::to_date;
            let date = self.only_date(end.into_inner()).map(|at| at.value);
            *(if is_from { &mut value.from } else { &mut value.to }) = date;
        }
        At { value, span }
    }

    /// A name and the day that follows it.
    pub(super) fn on(&mut self, mut inner: Pairs<'_, Rule>) -> On {
        let name = Name(self.next_span(&mut inner));
        On { name, on: inner.next().and_then(|pair| self.only_date(pair.into_inner())) }
    }

    pub(super) fn cites(&mut self, mut inner: Pairs<'_, Rule>) -> Vec<Citation> {
        next(&mut inner).into_inner().map(|pair| self.citation(pair)).collect()
    }

    fn citation(&mut self, pair: Pair<'_, Rule>) -> Citation {
        let span = self.span(&pair);
        let mut inner = pair.into_inner();
        let key = next(&mut inner);
        let law = match key.as_rule() {
            Rule::string => LawKey::Words(self.words(&key)),
            Rule::name => LawKey::Name(Name(self.span(&key))),
            rule => unexpected(rule),
        };
        Citation { law, article: self.integer(&next(&mut inner)), span }
    }

    pub(super) fn also_called(&mut self, inner: Pairs<'_, Rule>) -> Vec<Called> {
        inner
            .map(|pair| match pair.as_rule() {
                Rule::string => Called::Words(self.words(&pair)),
                Rule::name => Called::Name(Name(self.span(&pair))),
                rule => unexpected(rule),
            })
            .collect()
    }

    fn fault(&mut self, span: Span, text: Text, args: impl IntoIterator<Item = Arg>) {
        self.diagnostics.push(Diagnostic::new(&faults::SYNTAX_ERROR, span, text.with(args)));
    }
}

/// The largest whole number: far over any number of years, and months in it do not overflow.
pub(in crate::syntax) const MOST_NUMBER: u32 = 1_000_000;

/// `2026-11-23` or `2026年11月23日`, if there is such a day.
pub(in crate::syntax) fn read_date(text: &str) -> Option<Date> {
    let mut parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok().filter(|day| *day >= date(1, 1, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_a_date_are_one_date() {
        assert_eq!(read_date("2026-11-03"), Some(date(2026, 11, 3)));
        assert_eq!(read_date("2026年11月3日"), Some(date(2026, 11, 3)));
        assert_eq!(read_date("2024-02-29"), Some(date(2024, 2, 29)));
        assert_eq!(read_date("2026-02-29"), None);
        assert_eq!(read_date("0000-01-01"), None);
    }
}
