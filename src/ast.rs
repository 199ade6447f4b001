//! What was written: declarations in their order, every name and text as the span it stands in.
//!
//! One file because it is one list of types that the grammar gives the order of.
//!
//! A field that is given twice keeps the first; the reader reports the second. Nothing here is resolved.

use jiff::civil::Date;
use smallvec::SmallVec;

use crate::source::Span;

/// A list that is nearly always empty or short: one word where it stands, and memory only for what is in it.
pub type List<T> = thin_vec::ThinVec<T>;

/// The list of all that comes, with no room left over.
pub(crate) fn listed<T>(items: impl Iterator<Item = T>) -> List<T> {
    exactly(items.collect())
}

/// The same list with no room left over.
pub(crate) fn exactly<T>(few: SmallVec<[T; 4]>) -> List<T> {
    let mut list = List::with_capacity(few.len());
    list.extend(few);
    list
}

/// One file.
#[derive(Debug, Default)]
pub struct File {
    pub declarations: Vec<Declaration>,
    /// Declarations, rows and items, as the limit counts them.
    pub count: usize,
    /// It did not parse whole: what it lacks may only have been lost.
    pub is_broken: bool,
}

#[derive(Debug)]
pub enum Declaration {
    Import(Import),
    Region(Tree),
    Business(Tree),
    Organ(Organ),
    Officer(Officer),
    Authorization(Authorization),
    Vocabulary(Vocabulary),
    Scope(Scope),
    Catalogue(Box<Catalogue>),
    Disclosure(Disclosure),
    Waive(Waive),
    Test(Box<Test>),
    Regime(Box<Regime>),
}

/// A name, as the place it stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Name(pub Span);

/// A string with its quotes, as the place it stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Words(pub Span);

/// A value with the place it stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct At<T> {
    pub value: T,
    pub span: Span,
}

/// Id, title and documentation of a declaration.
#[derive(Clone, Debug)]
pub struct Head {
    pub id: Name,
    pub title: Option<Words>,
    pub docs: Docs,
}

/// `///` lines, most often none.
pub type Docs = List<Span>;

#[derive(Debug)]
pub struct Import {
    pub path: Words,
}

/// A region or a line of business.
#[derive(Debug)]
pub struct Tree {
    pub head: Head,
    pub parent: Option<Name>,
}

/// `from … to …`; at least one end is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interval {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// A day, or as much of it as is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dated {
    Day(Date),
    /// Some day of the month that ends on this one.
    Month(Date),
    /// Some day of the year that ends on this one.
    Year(Date),
}

impl Dated {
    /// The first day that it can be: no law is held against it that may have come later.
    pub fn earliest(self) -> Date {
        match self {
            Dated::Day(day) => day,
            Dated::Month(day) => day.first_of_month(),
            Dated::Year(day) => day.first_of_year(),
        }
    }

    /// The last day that it can be.
    pub fn latest(self) -> Date {
        match self {
            Dated::Day(day) | Dated::Month(day) | Dated::Year(day) => day,
        }
    }
}

/// A catalogue, a row of one, or a row of the catalogue it stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reference {
    pub name: Name,
    pub item: Option<Name>,
}

/// What a grant or an officer's duties reach over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    Business(Name),
    Matters(Reference),
}

/// `approved-by ORGAN "…"` or `on …`: a name and what goes with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct On {
    pub name: Name,
    pub on: Option<At<Date>>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Citation {
    pub law: LawKey,
    pub article: u32,
    pub span: Span,
}

/// A law is cited by a string or a bare name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LawKey {
    Words(Words),
    Name(Name),
}

/// A length of time as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Duration {
    Years(u32),
    Months(u32),
}

#[derive(Debug)]
pub struct Organ {
    pub head: Head,
    pub tier: Option<Name>,
    pub superior: Option<Name>,
    pub regions: Vec<Name>,
    pub business: Vec<Name>,
    pub roles: Vec<Name>,
    pub since: Option<At<Date>>,
    pub until: Option<At<Date>>,
    pub succeeded_by: Vec<Succession>,
    pub note: Option<Words>,
}

#[derive(Debug)]
pub struct Succession {
    pub organ: Name,
    /// The part of the functions that goes there; empty means all.
    pub part: Vec<Target>,
}

#[derive(Debug)]
pub struct Officer {
    pub head: Head,
    pub organ: Name,
    /// Where the officer is the head of the organ.
    pub is_head: Option<Span>,
    pub designated_by: Option<On>,
    pub trained: Option<At<Date>>,
    pub determines: Option<Name>,
    pub matters: Vec<Target>,
    pub term: Option<At<Interval>>,
    pub note: Option<Words>,
}

#[derive(Debug)]
pub struct Authorization {
    pub head: Head,
    pub grantor: Name,
    pub grantee: Name,
    pub level: Option<Name>,
    pub matters: Vec<Target>,
    pub period: Option<At<Duration>>,
    pub regions: Vec<Name>,
    pub instrument: Option<Instrument>,
    pub term: Option<At<Interval>>,
    pub filed_with: Option<On>,
    pub task: Option<Words>,
    pub revoked: Option<At<Date>>,
    pub note: Option<Words>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Instrument {
    pub words: Words,
    pub dated: Option<At<Date>>,
}

#[derive(Debug)]
pub struct Vocabulary {
    pub head: Head,
    pub kinds: Vec<Kind>,
    pub attributes: Vec<Attribute>,
    pub units: Vec<Unit>,
}

#[derive(Debug)]
pub struct Kind {
    pub head: Head,
    pub kinds: Vec<Kind>,
}

#[derive(Debug)]
pub struct Attribute {
    pub head: Head,
    pub kind: AttributeType,
    pub better: Option<At<Direction>>,
    pub larger: Option<At<Direction>>,
}

#[derive(Debug)]
pub enum AttributeType {
    OneOf(Vec<Choice>),
    YesNo,
    Date,
    Dimension(Name),
}

#[derive(Debug)]
pub struct Choice {
    pub name: Name,
    pub title: Option<Words>,
}

/// Whether the smaller or the greater number is the better, or the larger, one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    Smaller,
    Greater,
}

/// `unit 海里 = 1852 m;`
#[derive(Debug)]
pub struct Unit {
    pub name: Name,
    /// The quantity as written: number and unit.
    pub quantity: Span,
}

#[derive(Debug)]
pub struct Condition {
    pub span: Span,
    pub node: Node,
}

#[derive(Debug)]
pub enum Node {
    Any(Vec<Condition>),
    All(Vec<Condition>),
    Not(Box<Condition>),
    Test { attribute: Name, relation: Option<Relation> },
}

#[derive(Debug)]
pub enum Relation {
    Compare(Operator, Value),
    In(Box<Range>),
    Is(List<Value>),
}

/// Between two values; whether each end is itself inside.
#[derive(Debug)]
pub struct Range {
    pub low: Value,
    pub low_closed: bool,
    pub high: Value,
    pub high_closed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Better,
    Worse,
    AtLeastAsGood,
    AtMostAsGood,
    Larger,
    Smaller,
    AtLeastAsLarge,
    AtMostAsLarge,
}

/// A value as written. Numbers and units are read when their attribute is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    Date(At<Date>),
    Ratio(Span),
    Quantity(Span),
    Truth(At<bool>),
    Words(Words),
    Name(Name),
}

#[derive(Debug)]
pub struct Scope {
    pub head: Head,
    pub parts: Vec<ScopePart>,
    pub but_not: Vec<ScopePart>,
    pub narrows: Option<Name>,
    pub note: Option<Words>,
}

#[derive(Debug)]
pub struct ScopeExpression {
    pub span: Span,
    pub parts: List<ScopePart>,
    pub but_not: List<ScopePart>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopePart {
    Post {
        title: Words,
        organ: Option<Name>,
    },
    Group {
        title: Words,
        approved_by: Option<Name>,
    },
    Organ {
        name: Name,
        below: bool,
    },
    Officer(Name),
    Scope(Name),
    /// A bare string.
    Opaque(Words),
    /// A name whose kind is not said.
    Named {
        name: Name,
        below: bool,
    },
}

#[derive(Debug)]
pub struct Catalogue {
    pub head: Head,
    pub regime: Option<Name>,
    pub issued_by: Vec<Name>,
    pub number: Option<Words>,
    pub dated: Option<At<Dated>>,
    pub in_force: Option<At<Interval>>,
    pub basis: Vec<Words>,
    pub demonstrated: Option<At<Date>>,
    pub heard: Vec<Hearing>,
    pub interpreted_by: Vec<Name>,
    pub replaces: Vec<Reference>,
    pub yields_to: Vec<Reference>,
    pub prevails_over: Vec<Reference>,
    pub relation: Option<Words>,
    pub business: Vec<Name>,
    pub review_by: Option<At<Date>>,
    pub level: Option<Name>,
    pub period: Option<Box<Period>>,
    pub excerpt: Option<Words>,
    pub note: Option<Words>,
    pub cites: Vec<Citation>,
    pub matters: Vec<Matter>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hearing {
    Organ(Name),
    Expert(Words),
}

#[derive(Debug)]
pub struct Matter {
    pub head: Head,
    pub level: Option<Name>,
    pub period: Option<Box<Period>>,
    pub known_to: Option<Box<ScopeExpression>>,
    pub produced_by: List<Name>,
    pub covers: List<Covers>,
    /// The rest, which most rows have not.
    pub more: Option<Box<MatterMore>>,
}

#[derive(Debug, Default)]
pub struct MatterMore {
    pub except: Vec<Reference>,
    pub except_where: Vec<Condition>,
    pub prevails_over: Vec<Reference>,
    pub yields_to: Vec<Reference>,
    pub same_as: Vec<Reference>,
    pub part_of: Vec<Reference>,
    pub note: Option<Words>,
    pub cites: Vec<Citation>,
}

/// `covers KIND, KIND where …`
#[derive(Debug)]
pub struct Covers {
    pub kinds: List<Name>,
    pub condition: Option<Condition>,
}

#[derive(Debug)]
pub struct Period {
    pub span: Span,
    pub length: Length,
    pub basis: Option<Basis>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Length {
    Duration(Duration),
    Until(Date),
    /// A release condition.
    Event(Words),
    LongTerm,
    Unspecified,
}

/// Why a period may be what the regime by itself does not allow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    Approved { by: Name, instrument: Option<Words> },
    Provided(Words),
}

#[derive(Debug)]
pub struct Disclosure {
    pub head: Head,
    pub basis: Vec<Words>,
    pub in_force: Option<At<Interval>>,
    pub note: Option<Words>,
    pub cites: Vec<Citation>,
    pub items: Vec<Item>,
}

#[derive(Debug)]
pub struct Item {
    pub head: Head,
    pub covers: List<Covers>,
    pub except: Vec<Reference>,
    pub except_where: Vec<Condition>,
    pub note: Option<Words>,
    pub cites: Vec<Citation>,
}

#[derive(Debug)]
pub struct Waive {
    /// The whole declaration: what is missing from it has no place of its own.
    pub span: Span,
    pub rule: Option<Name>,
    pub on: Option<Reference>,
    pub because: Option<Words>,
    pub approved_by: Option<Name>,
    pub until: Option<At<Date>>,
}

/// A case, and what the texts must say of it.
#[derive(Debug)]
pub struct Test {
    pub title: Words,
    pub day: Option<At<Date>>,
    pub object: Option<TestObject>,
    pub organ: Option<Name>,
    pub matter: Option<Reference>,
    pub dated: Option<At<Date>>,
    pub expects: Vec<At<Expect>>,
}

/// `given kind KIND where …`
#[derive(Debug)]
pub struct TestObject {
    pub kind: Name,
    pub values: Option<Condition>,
    pub span: Span,
}

/// What a test expects.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expect {
    Level(Name),
    Period(Length),
    Matter(Reference),
    NotCovered,
    Disputed,
    Open,
    May { may: bool, row: Reference, level: Option<Name> },
    Released(Date),
    Secret(Date),
    Finding { found: bool, rule: Name, on: Reference },
}

#[derive(Debug)]
pub struct Regime {
    pub head: Head,
    pub in_force: Option<At<Interval>>,
    pub laws: Vec<Law>,
    pub levels: Vec<Level>,
    pub tiers: Vec<Tier>,
    pub departments: Vec<Department>,
    pub grants: Option<GrantLaw>,
    pub matter_requires: Vec<Requirement>,
    pub catalogue_requires: Vec<Requirement>,
    pub officer_requires: Vec<Requirement>,
    pub head_by_law: Option<Clause>,
    pub succession: Option<Clause>,
    pub catalogue_issued_by: Option<Issuers>,
    pub years_from: Option<YearsFrom>,
    pub long_term_approved: Option<Clause>,
    pub mark: Option<MarkLaw>,
    pub conflict_highest: Option<Clause>,
    pub changes: Vec<ChangeLaw>,
    pub note: Option<Words>,
}

#[derive(Debug)]
pub struct Law {
    pub key: Name,
    pub title: Words,
    pub in_force: Option<Interval>,
}

#[derive(Debug)]
pub struct Level {
    pub head: Head,
    pub rank: Option<At<u32>>,
    pub cap: Option<At<Duration>>,
    pub records_readers: Option<Span>,
    pub narrowed: Option<Span>,
    pub also_called: Vec<Called>,
    pub cites: Vec<Citation>,
}

/// Another name of a level or tier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Called {
    Words(Words),
    Name(Name),
}

#[derive(Debug)]
pub struct Tier {
    pub head: Head,
    pub determines: Option<Name>,
    pub authorizes: Option<Name>,
    pub within: Vec<Bound>,
    pub files_with: Option<Name>,
    pub also_called: Vec<Called>,
    pub cites: Vec<Citation>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Bound {
    Business,
    Region,
}

/// A department that regime clauses speak of: organs with its role on its tier.
#[derive(Debug)]
pub struct Department {
    pub head: Head,
    pub roles: Vec<Name>,
    pub tier: Option<Name>,
    pub cites: Vec<Citation>,
}

#[derive(Debug, Default)]
pub struct GrantLaw {
    pub in_writing: Option<Span>,
    pub redelegation: Option<At<Redelegation>>,
    pub term: Option<At<TermCap>>,
    pub cites: Vec<Citation>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Redelegation {
    Forbidden,
    /// Hops behind the first grant.
    AtMost(u32),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TermCap {
    pub advised: bool,
    pub most: Duration,
}

/// `matter requires level, period advised from 2014-03-01 cites …`
#[derive(Debug)]
pub struct Requirement {
    pub span: Span,
    pub fields: Vec<Name>,
    pub advised: bool,
    pub from: Option<Date>,
    pub cites: Vec<Citation>,
}

/// Who decides that fields of a matter change.
#[derive(Debug)]
pub struct ChangeLaw {
    pub fields: Vec<Name>,
    /// The organ that determined it.
    pub by_original: bool,
    /// The organ above that one.
    pub by_superior: bool,
    pub cites: Vec<Citation>,
}

#[derive(Debug)]
pub struct Issuers {
    pub department: Name,
    pub with: Option<Name>,
    pub cites: Vec<Citation>,
}

#[derive(Debug)]
pub struct YearsFrom {
    pub from: Duration,
    pub cites: Vec<Citation>,
}

/// `mark sign "★" requires level, period from 2014-03-01 cites …`
#[derive(Debug)]
pub struct MarkLaw {
    pub sign: Words,
    pub requires: Requirement,
}

/// A clause that says no more than that it holds.
#[derive(Debug)]
pub struct Clause {
    pub span: Span,
    pub cites: Vec<Citation>,
}
