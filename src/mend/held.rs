//! What no fix may touch: the level, the period and the knowledge scope of a row, and how far grants and duties reach, where
//! they were written and still are.

use std::collections::BTreeMap;

use super::Checked;
use crate::ast::{At, Duration, Length, Words};
use crate::model::{self, Given, Head, Matter, Member, Place, ScopeSet, Validity};

/// What a row says, in words that do not depend on where it stands; nothing where it says nothing that means anything.
#[derive(PartialEq, Eq, Debug)]
struct Row {
    level: Option<String>,
    period: Option<String>,
    scope: Option<Vec<String>>,
}

/// Whether what is in both says the same in both. A fix that a person has to look at may mend words: those of a
/// post or of an event are then not compared.
pub(super) fn are_held(before: &Checked, after: &Checked, with_words: bool) -> bool {
    let new_rows = rows(after, with_words);
    let are_same_rows = rows(before, with_words).iter().all(|(name, old)| {
        let Some(new) = new_rows.get(name) else { return true };
        is_same(&old.level, &new.level) && is_same(&old.period, &new.period) && is_same(&old.scope, &new.scope)
    });
    let (old_powers, new_powers) = (powers(before), powers(after));
    let are_same_powers =
        new_powers.iter().all(|(name, new)| old_powers.get(name).is_none_or(|old| is_same_power(old, new)));
    // Of a broken text not every grant is known.
    let is_one_more = || new_powers.keys().any(|name| !old_powers.contains_key(name));
    are_same_rows && are_same_powers && (before.program.is_broken() || !is_one_more())
}

fn is_same<T: PartialEq>(old: &Option<T>, new: &Option<T>) -> bool {
    old.is_none() || new.is_none() || old == new
}

fn is_same_power(old: &[Option<String>], new: &[Option<String>]) -> bool {
    old.iter().zip(new).all(|(old, new)| is_same(old, new))
}

/// The levels, lengths and terms of grants and of duties, by name.
fn powers(checked: &Checked) -> BTreeMap<String, [Option<String>; 3]> {
    let (model, sources) = (&checked.model, checked.program.sources());
    let name = |sort: char, head: &Head| format!("{sort} {}", model::id_text(sources, head.id));
    let term = |term: Validity| format!("{:?} {:?}", term.from, term.to);
    let grants = model.authorizations.values().map(|grant| {
        let level = grant.level.as_ref().map(|level| level.value.clone());
        let period = grant.period.as_ref().map(|period| months(period.value));
        (name('g', &grant.head), [level, period, grant.term.map(|at| term(at.value))])
    });
    let officers = model.officers.values().map(|officer| {
        let level = officer.level.as_ref().map(|level| level.value.clone());
        (name('o', &officer.head), [level, None, Some(term(officer.term.value))])
    });
    grants.chain(officers).collect()
}

fn months(duration: Duration) -> String {
    match duration {
        Duration::Years(years) => format!("{} months", u64::from(years) * 12),
        Duration::Months(months) => format!("{months} months"),
    }
}

/// By name. A name that stands twice is one row: the model keeps the first.
fn rows(checked: &Checked, with_words: bool) -> BTreeMap<String, Row> {
    let sources = checked.program.sources();
    // The day changes nothing that is read here.
    let context = model::Context { model: &checked.model, sources, as_of: jiff::civil::Date::MIN };
    let reader = Reader { context: &context, with_words };
    checked.model.matters.iter().map(|(id, matter)| (context.subject(Place::Matter(id)), reader.row(matter))).collect()
}

struct Reader<'c> {
    context: &'c model::Context<'c>,
    with_words: bool,
}

impl Reader<'_> {
    fn row(&self, matter: &Matter) -> Row {
        let scope = match &matter.known_to {
            Given::Is(set) if !set.has_unknown => Some(self.scope(set)),
            Given::Is(_) | Given::Absent | Given::Faulty => None,
        };
        Row {
            level: self.context.model.level_of(matter).map(|level| level.id.clone()),
            period: matter.period.get().map(|period| self.period(period.length)),
            scope,
        }
    }

    fn period(&self, length: Length) -> String {
        match length {
            Length::Duration(duration) => months(duration),
            Length::Until(day) => day.to_string(),
            Length::Event(words) => format!("event {}", self.words(words)),
            Length::LongTerm => "long-term".to_owned(),
            Length::Unspecified => "unspecified".to_owned(),
        }
    }

    fn words(&self, words: Words) -> String {
        if self.with_words { self.context.words(words).into_owned() } else { String::new() }
    }

    fn scope(&self, set: &ScopeSet) -> Vec<String> {
        let of = |sign: char, member: At<Member>| format!("{sign}{}", self.member(member));
        let members = set.members.iter().map(|at| of('+', *at));
        let mut all: Vec<String> = members.chain(set.excluded.iter().map(|at| of('-', *at))).collect();
        all.sort();
        all
    }

    fn member(&self, At { value, span }: At<Member>) -> String {
        let words = Words(span);
        let organ = |id| self.context.subject(Place::Organ(id));
        let some = |id: Option<_>| id.map(organ).unwrap_or_default();
        match value {
            Member::Organ { organ: id, below } => format!("organ {} {below}", organ(id)),
            Member::Post { organ } => format!("post {} {}", self.words(words), some(organ)),
            Member::Group { approved_by } => format!("group {} {}", self.words(words), some(approved_by)),
            Member::Officer(id) => format!("officer {}", self.context.subject(Place::Officer(id))),
            Member::Scope(id) => format!("scope {}", self.context.subject(Place::Scope(id))),
            Member::Opaque => format!("words {}", self.words(words)),
        }
    }
}
