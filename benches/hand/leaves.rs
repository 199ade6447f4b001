//! The small values: names, strings, dates, lengths of time, references.

use dingmi::ast::{At, Called, Citation, Dated, Duration, Head, Interval, LawKey, Name, On, Reference, Target, Words};
use dingmi::source::Span;
use jiff::civil;
use memchr::memchr3;

use super::cursor::{Cursor, DIGIT, LETTER};
use super::keywords::{ARTICLE, BUSINESS, CITES, FROM, MONTH, MONTHS, ON, TO, YEAR, YEARS};

/// The largest whole number that is read.
const MOST: u32 = 1_000_000;

/// A date as it stands: without a value if it is not in the calendar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    pub(super) value: Option<civil::Date>,
    pub(super) span: Span,
}

impl Day {
    pub(super) fn at(self) -> Option<At<civil::Date>> {
        self.value.map(|value| At { value, span: self.span })
    }
}

impl Cursor<'_> {
    #[inline]
    pub(super) fn name(&mut self) -> Option<Name> {
        let start = self.at;
        let first = self.name_start(start)?;
        self.at = self.word_end(start + first, LETTER | DIGIT);
        Some(Name(self.span(start)))
    }

    pub(super) fn names(&mut self) -> Option<Vec<Name>> {
        self.list(Self::name)
    }

    pub(super) fn string(&mut self) -> Option<Words> {
        let start = self.at;
        let (open, close) = match self.peek() {
            b'"' => ("\"", "\""),
            0xE2 if self.is_here("“") => ("“", "”"),
            _ => return None,
        };
        let close = close.as_bytes();
        let mut at = start + open.len();
        loop {
            at += memchr3(close[0], b'\\', b'\n', self.bytes.get(at..)?)?;
            match self.bytes[at] {
                b'\n' => return None,
                b'\\' if self.byte(at + 1) == b'\n' => return None,
                b'\\' => at += 2,
                _ if self.bytes[at..].starts_with(close) => {
                    self.at = at + close.len();
                    return Some(Words(self.span(start)));
                }
                _ => at += 1,
            }
        }
    }

    /// A string that may follow.
    pub(super) fn title(&mut self) -> Option<Words> {
        let at = self.at;
        self.space();
        let title = self.string();
        if title.is_none() {
            self.at = at;
        }
        title
    }

    /// Id and title, and the documentation that came before them.
    pub(super) fn head(&mut self) -> Option<Head> {
        let docs = self.take_docs();
        let id = self.name()?;
        Some(Head { id, title: self.title(), docs })
    }

    /// A number that is too large is zero, as where that is reported.
    pub(super) fn integer(&mut self) -> Option<u32> {
        let start = self.at;
        let mut value = 0_u32;
        while let digit @ b'0'..=b'9' = self.peek() {
            value = (value * 10 + u32::from(digit - b'0')).min(MOST + 1);
            self.at += 1;
        }
        let value = if value > MOST { 0 } else { value };
        (self.at > start).then_some(value)
    }

    /// Exactly so many digits, or none.
    #[inline]
    fn digits(&mut self, count: usize) -> Option<i16> {
        let mut value = 0;
        for at in self.at..self.at + count {
            let digit = self.byte(at);
            if !digit.is_ascii_digit() {
                return None;
            }
            value = value * 10 + i16::from(digit - b'0');
        }
        self.at += count;
        Some(value)
    }

    /// One or two digits.
    fn short(&mut self) -> Option<i8> {
        self.digits(2).or_else(|| self.digits(1)).map(|value| value as i8)
    }

    /// `read`, or back to where it started.
    #[inline]
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        let read = read(self);
        if read.is_none() {
            self.at = at;
        }
        read
    }

    /// A date; the place stays where it is if there is none.
    pub(super) fn date(&mut self) -> Option<Day> {
        let start = self.at;
        let (year, month, day) = self.attempt(|cursor| {
            let year = cursor.digits(4)?;
            if cursor.take("-") {
                let month = cursor.digits(2)?;
                let day = if cursor.take("-") { cursor.digits(2)? } else { return None };
                return cursor.ends_word(cursor.at).then_some((year, month as i8, day as i8));
            }
            let month = if cursor.take("年") { cursor.short()? } else { return None };
            let day = if cursor.take("月") { cursor.short()? } else { return None };
            cursor.take("日").then_some((year, month, day))
        })?;
        Some(Day { value: day_of(year, month, day), span: self.span(start) })
    }

    /// A day, a month or a year; without a value if it is not in the calendar.
    pub(super) fn dated(&mut self) -> Option<Option<At<Dated>>> {
        if let Some(day) = self.date() {
            return Some(day.at().map(|at| At { value: Dated::Day(at.value), span: at.span }));
        }
        let start = self.at;
        let month = self.attempt(|cursor| {
            let year = cursor.digits(4)?;
            if cursor.take("-") {
                let month = cursor.digits(2)? as i8;
                return cursor.ends_word(cursor.at).then_some((year, month));
            }
            let month = if cursor.take("年") { cursor.short()? } else { return None };
            cursor.take("月").then_some((year, month))
        });
        let value = match month {
            Some((year, month)) => day_of(year, month, 1).map(|day| Dated::Month(day.last_of_month())),
            None => {
                let year = self.digits(4)?;
                if !self.take("年") && !self.ends_word(self.at) {
                    return None;
                }
                day_of(year, 12, 31).map(Dated::Year)
            }
        };
        Some(value.map(|value| At { value, span: self.span(start) }))
    }

    pub(super) fn duration(&mut self) -> Option<At<Duration>> {
        let start = self.at;
        let count = self.integer()?;
        self.space();
        let value = if self.keyword(&YEARS) || self.keyword(&YEAR) {
            Duration::Years(count)
        } else if self.keyword(&MONTHS) || self.keyword(&MONTH) {
            Duration::Months(count)
        } else {
            return None;
        };
        Some(At { value, span: self.span(start) })
    }

    pub(super) fn reference(&mut self) -> Option<Reference> {
        let name = self.name()?;
        let item = if self.sign(b'#', "＃") { Some(self.name()?) } else { None };
        Some(Reference { name, item })
    }

    pub(super) fn references(&mut self) -> Option<Vec<Reference>> {
        self.list(Self::reference)
    }

    pub(super) fn targets(&mut self) -> Option<Vec<Target>> {
        self.list(|cursor| {
            let business = cursor.attempt(|cursor| {
                cursor.must(&BUSINESS)?;
                cursor.name()
            });
            business.map(Target::Business).or_else(|| cursor.reference().map(Target::Matters))
        })
    }

    pub(super) fn interval(&mut self) -> Option<At<Interval>> {
        let start = self.at;
        let mut value = Interval { from: None, to: None };
        if self.then(&TO) {
            value.to = self.date()?.value;
        } else if self.then(&FROM) {
            value.from = self.date()?.value;
            if self.then(&TO) {
                value.to = self.date()?.value;
            }
        } else {
            value.from = self.date()?.value;
            self.space();
            if !self.take("..") && !self.keyword(&TO) {
                return None;
            }
            let to = self.attempt(|cursor| {
                cursor.space();
                cursor.date()
            });
            value.to = to.and_then(|to| to.value);
        }
        Some(At { value, span: self.span(start) })
    }

    /// `on` and a date, behind the space in front of it.
    pub(super) fn on_date(&mut self) -> Option<Day> {
        self.must(&ON)?;
        self.date()
    }

    /// A name, and the day that may follow it.
    pub(super) fn on(&mut self) -> Option<On> {
        let name = self.name()?;
        let on = if self.then(&ON) { self.date()?.at() } else { None };
        Some(On { name, on })
    }

    pub(super) fn citations(&mut self) -> Option<Vec<Citation>> {
        self.list(Self::citation)
    }

    fn citation(&mut self) -> Option<Citation> {
        let start = self.at;
        let law = match self.string() {
            Some(words) => LawKey::Words(words),
            None => LawKey::Name(self.name()?),
        };
        self.space();
        let article = if self.then(&ARTICLE) {
            self.integer()?
        } else if self.take("第") {
            self.space();
            let article = self.integer()?;
            self.space();
            if !self.take("条") {
                return None;
            }
            article
        } else {
            return None;
        };
        Some(Citation { law, article, span: self.span(start) })
    }

    /// `cites …`, which may end a clause.
    pub(super) fn cited(&mut self) -> Option<Vec<Citation>> {
        if self.then(&CITES) { self.citations() } else { Some(Vec::new()) }
    }

    pub(super) fn also_called(&mut self) -> Option<Vec<Called>> {
        self.list(|cursor| match cursor.string() {
            Some(words) => Some(Called::Words(words)),
            None => cursor.name().map(Called::Name),
        })
    }
}

fn day_of(year: i16, month: i8, day: i8) -> Option<civil::Date> {
    civil::Date::new(year, month, day).ok().filter(|_| year > 0)
}
