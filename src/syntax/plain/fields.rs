//! The fields that most rows have.

use super::{Cursor, Spellings};
use crate::ast::{Covers, Duration, Length, List, Name, Period, ScopeExpression, ScopePart, Words};
use crate::source::Base;
use crate::syntax::from_pairs::MOST_NUMBER;

/// A field of a row.
pub(in crate::syntax) enum Field {
    Level(Name),
    Period(Period),
    KnownTo(ScopeExpression),
    ProducedBy(List<Name>),
    Covers(Covers),
    Note(Words),
}

const MATTER: Spellings = ["matter", "事项"];
const LEVEL: Spellings = ["level", "密级"];
const PERIOD: Spellings = ["period", "保密期限"];
const KNOWN_TO: Spellings = ["known-to", "知悉范围"];
const PRODUCED_BY: Spellings = ["produced-by", "产生层级"];
const COVERS: Spellings = ["covers", "适用对象"];
const NOTE: Spellings = ["note", "备注"];
const YEARS: Spellings = ["years", "年"];
const YEAR: Spellings = ["year", "年"];
const MONTHS: Spellings = ["months", "个月"];
const MONTH: Spellings = ["month", "个月"];
const POST: Spellings = ["post", "岗位"];
const GROUP: Spellings = ["group", "人员范围"];
const ORGAN: Spellings = ["organ", "机关"];
const OFFICER: Spellings = ["officer", "定密责任人"];
const SCOPE: Spellings = ["scope", "知悉范围"];
const OF: Spellings = ["of", "隶属"];
const APPROVED_BY: Spellings = ["approved-by", "批准"];
const AND_BELOW: Spellings = ["and below", "及下级"];
const WHERE: Spellings = ["where", "当"];

/// Each with its rule in the grammar.
#[cfg(test)]
pub(super) static WORDS: &[(&str, Spellings)] = &[
    ("k_matter", MATTER),
    ("k_level", LEVEL),
    ("k_period", PERIOD),
    ("k_known_to", KNOWN_TO),
    ("k_produced_by", PRODUCED_BY),
    ("k_covers", COVERS),
    ("k_note", NOTE),
    ("k_years", YEARS),
    ("k_years", YEAR),
    ("k_months", MONTHS),
    ("k_months", MONTH),
    ("k_post", POST),
    ("k_group", GROUP),
    ("k_organ", ORGAN),
    ("k_officer", OFFICER),
    ("k_scope", SCOPE),
    ("k_of", OF),
    ("k_approved_by", APPROVED_BY),
    ("k_and_below", AND_BELOW),
    ("k_where", WHERE),
];

/// The id of a row, from its keyword to its brace, if that is written plainly. `base` is where the text starts.
pub(in crate::syntax) fn row_name(text: &str, base: Base) -> Option<Name> {
    let mut cursor = Cursor::new(text, base);
    cursor.space();
    let word = cursor.word()?;
    let at = cursor.at;
    MATTER.contains(&word).then(|| head(&text[at..], base.plus(at)))?.map(|(id, _)| id)
}

/// The id and the title of a row, from behind its keyword to its brace, if they are written plainly. `base` is where the
/// text starts.
pub(in crate::syntax) fn head(text: &str, base: Base) -> Option<(Name, Option<Words>)> {
    let mut cursor = Cursor::new(text, base);
    cursor.space();
    let id = cursor.name()?;
    cursor.space();
    let title = if cursor.is_quote() { Some(cursor.string()?) } else { None };
    cursor.end(["{", "｛"])?;
    Some((id, title))
}

impl Field {
    /// The field that a text is, to its semicolon, if it is written plainly. `base` is where the text starts.
    pub(in crate::syntax) fn read(text: &str, base: Base) -> Option<Field> {
        let mut cursor = Cursor::new(text, base);
        cursor.space();
        let field = cursor.field()?;
        cursor.end([";", "；"])?;
        Some(field)
    }
}

impl Cursor<'_> {
    fn field(&mut self) -> Option<Field> {
        let word = self.word()?;
        let is = |spellings: Spellings| spellings.contains(&word);
        if !is(PERIOD) && word.starts_with(PERIOD[1]) {
            // A number may follow at once.
            self.at -= word.len() - PERIOD[1].len();
            return self.period().map(Field::Period);
        }
        self.space();
        if is(LEVEL) {
            self.name().map(Field::Level)
        } else if is(PERIOD) {
            self.period().map(Field::Period)
        } else if is(KNOWN_TO) {
            self.known_to().map(Field::KnownTo)
        } else if is(PRODUCED_BY) {
            self.list(Self::name).map(Field::ProducedBy)
        } else if is(COVERS) {
            self.covers().map(Field::Covers)
        } else if is(NOTE) {
            self.string().map(Field::Note)
        } else {
            None
        }
    }

    /// `10 years`
    fn period(&mut self) -> Option<Period> {
        let start = self.at;
        let count = self.digits()?.parse().ok().filter(|count| *count <= MOST_NUMBER)?;
        self.space();
        let word = self.word()?;
        let is = |spellings: [Spellings; 2]| spellings.iter().any(|spellings| spellings.contains(&word));
        let duration = if is([YEARS, YEAR]) {
            Duration::Years(count)
        } else if is([MONTHS, MONTH]) {
            Duration::Months(count)
        } else {
            return None;
        };
        Some(Period { span: self.span(start), length: Length::Duration(duration), basis: None })
    }

    fn known_to(&mut self) -> Option<ScopeExpression> {
        let start = self.at;
        let parts = self.list(Self::scope_part)?;
        Some(ScopeExpression { span: self.span(start), parts, but_not: List::new() })
    }

    fn scope_part(&mut self) -> Option<ScopePart> {
        if self.is_quote() {
            return self.string().map(ScopePart::Opaque);
        }
        let start = self.at;
        let name = self.name()?;
        let word = &self.text[start..self.at];
        let is = |spellings: Spellings| spellings.contains(&word);
        self.space();
        if is(POST) {
            let title = self.string()?;
            return Some(ScopePart::Post { title, organ: self.name_behind(OF)? });
        }
        if is(GROUP) {
            let title = self.string()?;
            return Some(ScopePart::Group { title, approved_by: self.name_behind(APPROVED_BY)? });
        }
        if is(ORGAN) {
            let name = self.name()?;
            return Some(ScopePart::Organ { name, below: self.below()? });
        }
        if is(OFFICER) {
            return self.name().map(ScopePart::Officer);
        }
        if is(SCOPE) {
            return self.name().map(ScopePart::Scope);
        }
        self.at = start + word.len();
        Some(ScopePart::Named { name, below: self.below()? })
    }

    /// The name behind a word, if that follows; none if something else stands behind it.
    fn name_behind(&mut self, spellings: Spellings) -> Option<Option<Name>> {
        if !self.then(spellings) {
            return Some(None);
        }
        self.space();
        self.name().map(Some)
    }

    /// Whether `and below` follows; none if what follows may be something else.
    fn below(&mut self) -> Option<bool> {
        let start = self.at;
        self.space();
        let follows = AND_BELOW.iter().any(|words| self.take(words));
        if !follows {
            self.at = start;
            return Some(false);
        }
        self.word()?.is_empty().then_some(true)
    }

    fn covers(&mut self) -> Option<Covers> {
        let kinds = self.list(Self::name)?;
        let condition = if self.then(WHERE) {
            self.space();
            Some(self.condition()?)
        } else {
            None
        };
        Some(Covers { kinds, condition })
    }
}
