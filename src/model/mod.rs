//! What a program means: names are ids, times are intervals, conditions are typed. Nothing after this compares names. One
//! file because it is one list of types.

mod arena;
mod case;
mod condition;
mod context;
mod few;
mod forest;
mod from_ast;
mod given;
mod grants;
mod quantity;
mod regime;
mod release;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::LazyLock;

use jiff::civil::Date;

pub use dingmi_catalogue::value::ValueError as ValueFault;

pub use self::arena::{Arena, Id};
pub use self::case::{Expect, Lack, Test, TestObject};
pub use self::condition::{
    Attribute, AttributeType, Between, Choice, Comparison, Exact, Formula, Kind, Order, Relation, Value,
};
pub use self::context::Context;
pub use self::few::Few;
pub use self::forest::Forest;
pub(crate) use self::forest::Lists;
pub use self::from_ast::{AtLast, LateModel, LateRows, resolve, resolve_at_last};
pub(crate) use self::from_ast::{DID_YOU_MEAN, english_level, is_english_level, nearest};
pub use self::quantity::{Dimension, QuantityFault, Rational, UNITS, Unit, compare, dimension_text, parse_quantity};
pub use self::regime::{
    Cap, CatalogueField, ChangeLaw, ChangedField, Department, GrantLaw, Issuers, Level, LevelId, MarkField, MarkLaw,
    MatterField, OfficerField, Regime, Requirement, TermCap, Tier, TierId,
};
pub(crate) use crate::ast::listed;
use crate::ast::{At, Dated, Hearing, Length, Name, Words};
pub use crate::ast::{Direction, Duration, Head, List};
use crate::diagnostic::Citation;
use crate::source::{FileId, Sources, Span};

/// Everything that a program declares.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub laws: Laws,
    pub regimes: Arena<Regime>,
    pub regions: Arena<Region>,
    pub businesses: Arena<Business>,
    pub organs: Arena<Organ>,
    pub officers: Arena<Officer>,
    pub authorizations: Arena<Authorization>,
    pub kinds: Arena<Kind>,
    pub attributes: Arena<Attribute>,
    pub scopes: Arena<Scope>,
    pub catalogues: Arena<Catalogue>,
    pub matters: Arena<Matter>,
    pub disclosures: Arena<Disclosure>,
    pub waivers: Vec<Waiver>,
    pub tests: Vec<Test>,
    /// Files that hold tests and what these import, and nothing else.
    pub test_files: BTreeSet<FileId>,
    /// Units that vocabularies declare, by name.
    pub units: BTreeMap<String, (Rational, Dimension)>,
    /// The regime of what names none.
    pub default_regime: Option<Id<Regime>>,
    /// A name of a regime, an organ, an officer or a grant means nothing: who may do what cannot be said.
    pub powers_unknown: bool,
}

/// The laws that regimes cite, by key.
#[derive(Clone, Debug, Default)]
pub struct Laws(pub BTreeMap<String, Law>);

/// A text that articles are cited from.
#[derive(Clone, Debug)]
pub struct Law {
    pub title: String,
    /// The first day on which it is the law.
    pub from: Option<Date>,
}

impl Laws {
    pub fn title(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(|law| &*law.title)
    }
}

/// A field of a declaration.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Given<T> {
    Absent,
    /// It is there and wrong, and a finding has said so.
    Faulty,
    Is(T),
}

/// Days from one to another, both included; an end that is not given is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Validity {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

#[derive(Clone, Debug)]
pub struct Region {
    pub head: Head,
    pub parent: Option<Id<Region>>,
}

#[derive(Clone, Debug)]
pub struct Business {
    pub head: Head,
    pub parent: Option<Id<Business>>,
}

#[derive(Clone, Debug)]
pub struct Organ {
    pub head: Head,
    /// By id; each regime says what power the tier has.
    pub tier: Option<String>,
    /// As it is written.
    pub tier_name: Option<Name>,
    pub superior: Option<Id<Organ>>,
    pub regions: Vec<Id<Region>>,
    pub businesses: Vec<Id<Business>>,
    pub roles: Vec<String>,
    pub exists: Validity,
    /// Where its last day stands.
    pub ended_at: Option<Span>,
    pub successors: Vec<Succession>,
    /// Whether a successor is named, or a part that it takes, that is not declared; a finding has said so.
    pub has_unknown_successor: bool,
}

/// Where the functions of an organ went, or a part of them.
#[derive(Clone, Debug)]
pub struct Succession {
    pub organ: Id<Organ>,
    /// Empty means all.
    pub part: Vec<Reach>,
    /// Whether a part is written, found or not.
    pub part_given: bool,
    pub span: Span,
}

/// What a power reaches over.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reach {
    Business(Id<Business>),
    Catalogue(Id<Catalogue>),
    Matter(Id<Matter>),
}

#[derive(Clone, Debug)]
pub struct Officer {
    pub head: Head,
    pub organ: Option<Id<Organ>>,
    pub is_head: bool,
    pub designated_by: Option<Id<Officer>>,
    /// Whether a designation is written, found or not.
    pub designation_given: bool,
    pub designated_on: Option<Date>,
    pub trained: Option<Date>,
    /// The highest level, by id.
    pub level: Option<At<String>>,
    /// Empty means all matters of the organ.
    pub matters: Vec<At<Reach>>,
    /// Whether matters are written, found or not.
    pub matters_given: bool,
    /// At the officer's name where no term is written.
    pub term: At<Validity>,
}

#[derive(Clone, Debug)]
pub struct Authorization {
    pub head: Head,
    pub grantor: Option<Id<Organ>>,
    pub grantee: Option<Id<Organ>>,
    /// The highest level, by id.
    pub level: Option<At<String>>,
    /// Empty means all that the grantor may grant.
    pub matters: Vec<At<Reach>>,
    /// Whether matters are written, found or not.
    pub matters_given: bool,
    pub period: Option<At<Duration>>,
    pub regions: Vec<At<Id<Region>>>,
    pub instrument: Option<Words>,
    pub dated: Option<Date>,
    pub term: Option<At<Validity>>,
    /// The term ends before it begins; a finding has said so.
    pub term_faulty: bool,
    pub filed_with: Given<At<Id<Organ>>>,
    pub filed_on: Option<Date>,
    /// The task that it was made for.
    pub task: Option<Words>,
    /// From this day on it is gone.
    pub revoked: Option<At<Date>>,
}

#[derive(Clone, Debug)]
pub struct Scope {
    pub head: Head,
    pub set: ScopeSet,
    pub narrows: Option<Id<Scope>>,
}

/// Who may know: the members without the excluded ones.
#[derive(Clone, Debug, Default)]
pub struct ScopeSet {
    pub members: Box<[At<Member>]>,
    pub excluded: List<At<Member>>,
    /// A part names what is not declared; a finding has said so.
    pub has_unknown: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Member {
    Organ {
        organ: Id<Organ>,
        below: bool,
    },
    Post {
        organ: Option<Id<Organ>>,
    },
    Group {
        approved_by: Option<Id<Organ>>,
    },
    Officer(Id<Officer>),
    Scope(Id<Scope>),
    /// Nothing but words.
    Opaque,
}

impl At<Member> {
    /// What is written in quotes, which is then where the member stands: the title of a post or a group, or words.
    pub fn words(self) -> Option<Words> {
        match self.value {
            Member::Post { .. } | Member::Group { .. } | Member::Opaque => Some(Words(self.span)),
            Member::Organ { .. } | Member::Officer(_) | Member::Scope(_) => None,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Catalogue {
    pub head: Head,
    pub regime: Option<Id<Regime>>,
    pub issued_by: Vec<At<Id<Organ>>>,
    /// The issuers as written: some may not have been found.
    pub issuers_given: bool,
    /// One of them is not declared; a finding has said so.
    pub issuers_faulty: bool,
    pub number: Option<Words>,
    pub dated: Option<Dated>,
    pub in_force: Validity,
    /// Where `in-force` stands, if it does.
    pub in_force_span: Option<Span>,
    pub basis: Vec<Words>,
    pub demonstrated: Option<Date>,
    pub heard: Vec<Hearing>,
    pub interpreted_by: Vec<Id<Organ>>,
    pub interpreter_given: bool,
    pub replaces: List<At<Referent>>,
    pub yields_to: List<At<Referent>>,
    pub prevails_over: List<At<Referent>>,
    /// A relation names what is not declared; a finding has said so.
    pub relations_faulty: bool,
    /// Whether a relation to other catalogues is written at all, found or not.
    pub relation_given: bool,
    pub relation: Option<Words>,
    pub businesses: Vec<Id<Business>>,
    pub review_by: Option<At<Date>>,
    pub level: Option<LevelId>,
    pub period: Option<Period>,
    pub period_basis: PeriodBasis,
    /// Only a part of the published text stands here.
    pub excerpt: Option<Words>,
    pub note: Option<Words>,
    pub cites: Vec<Citation>,
    pub matters: Vec<Id<Matter>>,
}

/// What a reference to a catalogue or a row means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Referent {
    Catalogue(Id<Catalogue>),
    Matter(Id<Matter>),
}

#[derive(Clone, Debug)]
pub struct Matter {
    pub head: Head,
    pub catalogue: Id<Catalogue>,
    pub level: Given<LevelId>,
    pub level_span: Option<Span>,
    pub period: Given<Period>,
    pub known_to: Given<ScopeSet>,
    pub known_to_span: Option<Span>,
    pub produced_by: Few<At<Producer>>,
    pub covers: Covered,
    pub(crate) more: Option<Box<MatterMore>>,
}

/// What most rows say nothing of. Read it at the row itself.
#[derive(Clone, Debug, Default)]
pub struct MatterMore {
    pub prevails_over: List<At<Referent>>,
    pub yields_to: List<At<Referent>>,
    pub same_as: List<At<Referent>>,
    pub part_of: List<At<Referent>>,
    /// A relation names what is not declared; a finding has said so.
    pub relations_faulty: bool,
    /// Producers are written and none is declared; a finding has said so.
    pub producers_faulty: bool,
    pub period_basis: PeriodBasis,
    pub note: Option<Words>,
    pub cites: List<Citation>,
}

impl Deref for Matter {
    type Target = MatterMore;

    fn deref(&self) -> &MatterMore {
        static NOTHING: LazyLock<MatterMore> = LazyLock::new(MatterMore::default);
        self.more.as_deref().unwrap_or(&NOTHING)
    }
}

/// Who may produce a matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Producer {
    Tier(TierId),
    Organ(Id<Organ>),
}

/// The objects that something is about: those of its clauses without those of its exceptions.
#[derive(Clone, Debug, Default)]
pub struct Covered {
    pub clauses: List<Covers>,
    pub(crate) more: Option<Box<CoveredMore>>,
}

/// What most have not. Read it at the whole.
#[derive(Clone, Debug, Default)]
pub struct CoveredMore {
    pub except: List<At<Referent>>,
    pub except_where: List<Formula>,
    /// A clause or an exception means nothing, so it is not known which objects; a finding has said so.
    pub is_faulty: bool,
}

impl Deref for Covered {
    type Target = CoveredMore;

    fn deref(&self) -> &CoveredMore {
        static NOTHING: LazyLock<CoveredMore> = LazyLock::new(CoveredMore::default);
        self.more.as_deref().unwrap_or(&NOTHING)
    }
}

#[derive(Clone, Debug)]
pub struct Covers {
    pub kinds: Few<Id<Kind>>,
    pub condition: Formula,
    pub span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    pub length: Length,
    pub span: Span,
}

/// Why a period may be what the regime by itself does not allow.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PeriodBasis {
    #[default]
    None,
    Approved {
        by: Id<Organ>,
        instrument: Option<Words>,
    },
    Provided(Words),
    /// An approver stands there who is not declared; a finding has said so.
    Faulty,
}

#[derive(Clone, Debug)]
pub struct Disclosure {
    pub head: Head,
    pub basis: Vec<Words>,
    pub in_force: Validity,
    pub cites: Vec<Citation>,
    pub items: Vec<DisclosureItem>,
}

#[derive(Clone, Debug)]
pub struct DisclosureItem {
    pub head: Head,
    pub covers: Covered,
    pub cites: Vec<Citation>,
}

#[derive(Clone, Debug)]
pub struct Waiver {
    pub span: Span,
    pub rule: Option<Name>,
    pub place: Option<At<Place>>,
    /// Whether a place stands there, found or not.
    pub place_given: bool,
    pub because: Option<Words>,
    pub approved_by: Option<Id<Officer>>,
    pub approver_given: bool,
    pub until: Option<At<Date>>,
}

/// A declaration that a finding can be about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Place {
    Catalogue(Id<Catalogue>),
    Matter(Id<Matter>),
    Organ(Id<Organ>),
    Officer(Id<Officer>),
    Authorization(Id<Authorization>),
    Scope(Id<Scope>),
    Disclosure(Id<Disclosure>),
    Regime(Id<Regime>),
}

impl<T> Given<T> {
    pub fn get(&self) -> Option<&T> {
        match self {
            Given::Is(value) => Some(value),
            Given::Absent | Given::Faulty => None,
        }
    }

    pub fn is_absent(&self) -> bool {
        matches!(self, Given::Absent)
    }
}

impl Validity {
    pub fn contains(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// The days in both.
    pub fn and(self, other: Validity) -> Option<Validity> {
        let from = self.from.max(other.from);
        let to = earlier(self.to, other.to);
        let is_empty = from.zip(to).is_some_and(|(from, to)| to < from);
        (!is_empty).then_some(Validity { from, to })
    }
}

impl Authorization {
    /// The days on which it holds: its term, as far as it is not revoked before.
    pub fn life(&self) -> Validity {
        let term = self.term.map_or_else(Validity::default, |term| term.value);
        let last = self.revoked.map(|at| at.value.yesterday().unwrap_or(Date::MIN));
        Validity { to: earlier(term.to, last), ..term }
    }
}

impl Catalogue {
    /// The day whose law it had to meet: when it was made, or else when it came into force.
    pub fn date(&self) -> Option<Date> {
        self.dated.map(Dated::earliest).or(self.in_force.from)
    }

    /// When it is in force, if it says so: one that does not may have ended.
    pub fn life(&self) -> Option<Validity> {
        self.in_force_span.map(|_| self.in_force)
    }
}

impl Matter {
    /// Whether producers are written, found or not.
    pub fn are_producers_given(&self) -> bool {
        !self.produced_by.is_empty() || self.producers_faulty
    }
}

impl Model {
    pub fn regime_of(&self, matter: &Matter) -> Option<&Regime> {
        self.catalogues[matter.catalogue].regime.map(|regime| &self.regimes[regime])
    }

    /// The level of a matter, if it has one of its regime.
    pub fn level_of(&self, matter: &Matter) -> Option<&Level> {
        Some(self.regime_of(matter)?.level(*matter.level.get()?))
    }
}

/// The earlier of two last days, of which none is open.
fn earlier(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// An id as it is compared and shown: in NFC.
pub fn id_text(sources: &Sources, name: Name) -> Cow<'_, str> {
    nfc(sources.text(name.0))
}

pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// What a string says: without its quotes, escapes undone, otherwise byte for byte.
pub fn words_text(sources: &Sources, words: Words) -> Cow<'_, str> {
    let text = sources.text(words.0);
    let quote = text.chars().next().map_or(0, char::len_utf8);
    let inside = text.get(quote..text.len().saturating_sub(quote)).unwrap_or_default();
    if !inside.contains('\\') {
        return Cow::Borrowed(inside);
    }
    let mut out = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        out.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    Cow::Owned(out)
}
