//! Names to ids. Each sort of declaration has a table of its own; rows are named within their catalogue.

use std::borrow::Cow;
use std::hash::BuildHasher as _;

use compact_str::CompactString;
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::Builder;
use super::rows::Written;
use crate::ast::Name;
use crate::diagnostic::{Arg, Diagnostic, Fix, Safety, Text};
use crate::faults;
use crate::model::{
    Attribute, Authorization, Business, Catalogue, Disclosure, Id, Kind, Matter, Officer, Organ, Regime, Region, Scope,
    id_text,
};
use crate::source::{Sources, Span};

#[derive(Default)]
pub(super) struct Names {
    pub(super) regimes: Table<Regime>,
    pub(super) regions: Table<Region>,
    pub(super) businesses: Table<Business>,
    pub(super) organs: Table<Organ>,
    pub(super) officers: Table<Officer>,
    pub(super) authorizations: Table<Authorization>,
    pub(super) kinds: Table<Kind>,
    pub(super) attributes: Table<Attribute>,
    pub(super) scopes: Table<Scope>,
    pub(super) catalogues: Table<Catalogue>,
    pub(super) disclosures: Table<Disclosure>,
    pub(super) rows: RowNames,
}

/// The rows of all catalogues, each named within its own. They have their ids before they are made.
#[derive(Default)]
pub(super) struct RowNames {
    /// By row, where it is named.
    named: Vec<Name>,
    /// By catalogue.
    tables: Vec<RowTable>,
    hasher: DefaultHashBuilder,
}

/// The rows of a catalogue by the hash of their name: no name is kept twice, and one catalogue is looked through at a time.
struct RowTable {
    /// How many rows come before those of this catalogue.
    before: u32,
    /// Places among those of the catalogue.
    places: HashTable<u32>,
}

/// What the rows of a catalogue are called.
pub(super) struct NewRows {
    named: Vec<Name>,
    places: HashTable<u32>,
    /// By part, the places of those whose name was taken, ascending.
    pub(super) twice: Vec<Vec<usize>>,
    /// Each of them, and where its name is first.
    pub(super) taken: Vec<(Name, Span)>,
}

impl RowNames {
    pub(super) fn len(&self) -> usize {
        self.named.len()
    }

    pub(super) fn get(&self, sources: &Sources, catalogue: Id<Catalogue>, text: &str) -> Option<Id<Matter>> {
        let table = &self.tables[catalogue.index()];
        let is_it = |place: &u32| id_text(sources, self.named[(table.before + place) as usize]) == text;
        let place = table.places.find(self.hasher.hash_one(text), is_it)?;
        Some(Id::promised(table.before + place))
    }

    /// Reads the names of a catalogue, which come in parts.
    pub(super) fn read(&self, sources: &Sources, parts: &[Written<'_>]) -> NewRows {
        let count = parts.iter().map(|part| part.names().count()).sum();
        let (twice, taken) = (vec![Vec::new(); parts.len()], Vec::new());
        let named = Vec::with_capacity(count);
        let mut new = NewRows { named, places: HashTable::with_capacity(count), twice, taken };
        for (part, twice) in parts.iter().zip(&mut new.twice) {
            for (place, name) in part.names().enumerate() {
                let text = id_text(sources, name);
                let is_it = |place: &u32| id_text(sources, new.named[*place as usize]) == text;
                let hash = self.hasher.hash_one(&*text);
                if let Some(first) = new.places.find(hash, is_it) {
                    twice.push(place);
                    new.taken.push((name, new.named[*first as usize].0));
                    continue;
                }
                let hash_of = |place: &u32| self.hasher.hash_one(&*id_text(sources, new.named[*place as usize]));
                let at = u32::try_from(new.named.len()).expect("bug: more rows than the limit on declarations");
                new.places.insert_unique(hash, at, hash_of);
                new.named.push(name);
            }
        }
        new
    }

    /// Takes in the rows of the next catalogue. Their ids, in order.
    pub(super) fn add(&mut self, catalogue: Id<Catalogue>, new: NewRows) -> Vec<Id<Matter>> {
        assert_eq!(self.tables.len(), catalogue.index(), "bug: catalogues out of order");
        let before = u32::try_from(self.named.len()).expect("bug: more rows than the limit on declarations");
        self.named.extend(new.named);
        self.tables.push(RowTable { before, places: new.places });
        (before..).take(self.named.len() - before as usize).map(Id::promised).collect()
    }

    fn name(&self, row: Id<Matter>) -> Name {
        self.named[row.index()]
    }
}

pub(super) struct Table<T> {
    /// Most names are short enough to stand in the table itself: nothing else is looked at to find one.
    ids: HashMap<CompactString, (Id<T>, Span)>,
    /// The first names in the order declared: what suggestions are made of.
    first: Vec<CompactString>,
}

/// A sort of declaration that names are looked up in.
pub(super) trait Named: Sized {
    const WHAT: Text;
    fn table(names: &Names) -> &Table<Self>;
    fn table_mut(names: &mut Names) -> &mut Table<Self>;
}

macro_rules! named {
    ($($sort:ty, $field:ident, $en:literal, $zh:literal;)*) => {$(
        impl Named for $sort {
            const WHAT: Text = Text::new($en, $zh);
            fn table(names: &Names) -> &Table<Self> {
                &names.$field
            }
            fn table_mut(names: &mut Names) -> &mut Table<Self> {
                &mut names.$field
            }
        }
    )*};
}

named! {
    Regime, regimes, "regime", "法规";
    Region, regions, "region", "行政区域";
    Business, businesses, "business", "主管业务";
    Organ, organs, "organ", "机关";
    Officer, officers, "officer", "定密责任人";
    Authorization, authorizations, "authorization", "定密授权";
    Kind, kinds, "kind", "类别";
    Attribute, attributes, "attribute", "属性";
    Scope, scopes, "scope", "知悉范围";
    Catalogue, catalogues, "catalogue", "目录";
    Disclosure, disclosures, "disclosure list", "公开清单";
}

impl<T> Table<T> {
    pub(super) fn get(&self, name: &str) -> Option<Id<T>> {
        self.ids.get(name).map(|(id, _)| *id)
    }

    /// Names to suggest, in the order declared.
    pub(super) fn first(&self) -> impl Iterator<Item = &str> {
        self.first.iter().map(CompactString::as_str)
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table { ids: HashMap::new(), first: Vec::new() }
    }
}

const UNKNOWN: Text = Text::new("no {0} {1} is declared", "没有声明{0} {1}");
const NOT_DECLARED: Text = Text::new("not declared", "未声明");
pub(crate) const DID_YOU_MEAN: Text = Text::new("did you mean {0}?", "是否指 {0}？");
const IMPORT_IT: Text = Text::new("declare it, or import the file that does", "请声明它，或引用声明它的文件");
const TWICE: Text = Text::new("{0} {1} is declared twice", "{0} {1} 重复声明");
const FIRST: Text = Text::new("first declared here", "首次声明于此");
const AGAIN: Text = Text::new("and again here", "此处重复声明");
const NO_SUCH_ROW: Text = Text::new("catalogue {0} has no matter {1}", "目录 {0} 没有事项 {1}");

impl<'a> Builder<'a> {
    /// Gives a name to the next thing of its sort, or reports that it is taken.
    pub(super) fn bind<T: Named>(&mut self, name: Name, next: impl FnOnce(&mut Self) -> Id<T>) -> Option<Id<T>> {
        let text = CompactString::from(self.id(name));
        if let Some((_, first)) = T::table(&self.names).ids.get(&text) {
            let first = *first;
            self.report_twice(T::WHAT, name, first);
            return None;
        }
        let id = next(self);
        let table = T::table_mut(&mut self.names);
        if table.first.len() < MOST_COMPARED {
            table.first.push(text.clone());
        }
        table.ids.insert(text, (id, name.0));
        Some(id)
    }

    pub(super) fn report_twice(&mut self, what: Text, name: Name, first: Span) {
        let message = TWICE.with([Arg::Text(what), Arg::id(self.id(name))]);
        self.report(
            Diagnostic::new(&faults::DUPLICATE_DEFINITION, name.0, message).label_main(AGAIN).label(first, FIRST),
        );
    }

    /// What a name means, or a finding.
    pub(super) fn find<T: Named>(&mut self, name: Name) -> Option<Id<T>> {
        let text = self.id(name);
        let found = T::table(&self.names).get(&text);
        if found.is_none() {
            let near = self.suggestion(&text, T::table(&self.names).first());
            self.report_unknown(T::WHAT, name, near);
        }
        found
    }

    /// The nearest candidate, while there have been few enough slips that looking for one is worth its time.
    pub(super) fn suggestion<'c>(&self, word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<String> {
        (self.known + self.diagnostics.len() < MOST_SUGGESTED).then(|| nearest(word, candidates))?
    }

    pub(super) fn report_unknown(&mut self, what: Text, name: Name, near: Option<String>) {
        let message = UNKNOWN.with([Arg::Text(what), self.name_arg(name)]);
        let finding = Diagnostic::new(&faults::UNKNOWN_REFERENCE, name.0, message).label_main(NOT_DECLARED);
        self.report(match near {
            Some(near) => self.mean(finding, near),
            None => finding.help(IMPORT_IT),
        });
    }

    /// Suggests a name. Who or what was meant only the author knows: a wrong guess could let others know.
    fn mean(&self, finding: Diagnostic, near: String) -> Diagnostic {
        let span = finding.span();
        let written = match self.sources.text(span).chars().next() {
            Some('"') => format!("\"{near}\""),
            Some('“') => format!("“{near}”"),
            _ => near.clone(),
        };
        finding.help(DID_YOU_MEAN.with([Arg::id(near)])).fix(Fix::write(Safety::Unsafe, span, written))
    }

    /// A row of a catalogue by its name, or a finding.
    pub(super) fn find_matter(&mut self, catalogue: Id<Catalogue>, name: Name) -> Option<Id<Matter>> {
        let text = self.id(name);
        if let Some(row) = self.names.rows.get(self.sources, catalogue, &text) {
            return Some(row);
        }
        let rows = self.model.catalogues[catalogue].matters.iter().take(MOST_COMPARED);
        let ids: Vec<Cow<'a, str>> = rows.map(|row| self.id(self.names.rows.name(*row))).collect();
        let near = self.suggestion(&text, ids.iter().map(Cow::as_ref));
        let of = Arg::id(self.id(self.model.catalogues[catalogue].head.id));
        let message = NO_SUCH_ROW.with([of, self.name_arg(name)]);
        let mut finding = Diagnostic::new(&faults::UNKNOWN_REFERENCE, name.0, message).label_main(NOT_DECLARED);
        if let Some(near) = near {
            finding = self.mean(finding, near);
        }
        self.report(finding);
        None
    }
}

/// So many names are compared for a suggestion: looking for one must not take long where nearly all are wrong.
const MOST_COMPARED: usize = 2_000;

/// From so many findings on none is made.
pub(super) const MOST_SUGGESTED: usize = 1_000;

/// The candidate that a slip of the hand could have turned into `word`. The first in order among equals.
pub(crate) fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<String> {
    let length = word.chars().count();
    let most = (length / 3).max(1);
    candidates
        .take(MOST_COMPARED)
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= most)
        .map(|candidate| (strsim::osa_distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= most && *distance < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_slips_are_suggested() {
        let names = ["mnr", "nassp", "surveying-2020", "自然资源部"];
        let near = |word| nearest(word, names.into_iter());
        assert_eq!(near("nasp").as_deref(), Some("nassp"));
        assert_eq!(near("surveying2020").as_deref(), Some("surveying-2020"));
        assert_eq!(near("自然资原部").as_deref(), Some("自然资源部"));
        assert_eq!(near("defence"), None);
        assert_eq!(near("x"), None);
    }
}
