//! The types of `catalogue.json`, version 1. They are a format and not the model: what is published here stays.
//!
//! One file because it is one published format.
//!
//! Dates are ISO 8601. Lists keep the order of the texts, files by name. What is not given is `null` or an empty list.

#![expect(missing_docs, reason = "the fields are those of catalogue.json, which docs/formats.md describes")]

use schemars::JsonSchema;
use serde::Serialize;

/// A compiled program.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document<'a> {
    /// Always `dingmi-catalogue`.
    pub format: &'static str,
    /// The version of this format: 1.
    pub version: u32,
    pub compiler: Compiler,
    /// The day for which the program was checked.
    pub as_of: String,
    /// Grows from one build to the next, so that a loader can refuse what is older: the day and two digits, `2026112300`,
    /// unless the builder gives a number.
    pub serial: u64,
    /// Who this is for, where rows were left out; `null` is everybody, and then nothing was left out.
    pub audience: Option<Audience<'a>>,
    /// The files that the program was made of, in the order of their names. Regimes that no catalogue
    /// and no table of `competence` stands under are left out.
    pub sources: Vec<Source<'a>>,
    pub regimes: Vec<Regime<'a>>,
    pub regions: Vec<TreeNode<'a>>,
    pub businesses: Vec<TreeNode<'a>>,
    pub organs: Vec<Organ<'a>>,
    pub officers: Vec<Officer<'a>>,
    pub authorizations: Vec<Authorization<'a>>,
    pub kinds: Vec<TreeNode<'a>>,
    pub attributes: Vec<Attribute<'a>>,
    /// Units that vocabularies declare, beside those of the language.
    pub units: Vec<Unit<'a>>,
    pub scopes: Vec<Scope<'a>>,
    /// Who may know, worked out. Rows name these by their place, from 0; equal sets stand here once.
    pub knower_sets: Vec<KnowerSet<'a>>,
    pub catalogues: Vec<Catalogue<'a>>,
    pub disclosures: Vec<Disclosure<'a>>,
    pub waivers: Vec<Waiver<'a>>,
    /// Who may determine what, worked out for each regime that catalogues stand under, and for the one that officers and
    /// authorizations are of where none is named.
    pub competence: Vec<Competence<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Compiler {
    pub name: &'static str,
    pub version: &'static str,
}

/// Those for whom a catalogue was made.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Audience<'a> {
    /// The highest level of rows, by id.
    pub level: Option<Cow<'a>>,
    /// The organ all of whose staff may know the rows, by id.
    pub organ: Option<Cow<'a>>,
}

/// A file that a program was made of.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Source<'a> {
    pub file: &'a str,
    /// Whether it came with the compiler.
    pub embedded: bool,
    /// The BLAKE3 digest of its bytes, in hexadecimal.
    pub digest: Option<String>,
}

/// Id, name and documentation of a declaration, and where it stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Head<'a> {
    pub id: Cow<'a>,
    pub name: Option<Cow<'a>>,
    /// The `///` lines above it.
    pub docs: Vec<&'a str>,
    pub source: Place<'a>,
}

type Cow<'a> = std::borrow::Cow<'a, str>;

/// Where a declaration stands: file, line from 1, and the bytes of its id from `start` up to `end`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Place<'a> {
    pub file: &'a str,
    pub line: Option<usize>,
    pub start: Option<u32>,
    pub end: Option<u32>,
}

/// Days from one to another, both included; `null` is open.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Interval {
    pub from: Option<String>,
    pub to: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Citation<'a> {
    /// The key of a law in a regime's `laws`.
    pub law: &'a str,
    pub article: u32,
}

/// A length of time in the unit it was written in.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "unit")]
pub enum Duration {
    Years { count: u32 },
    Months { count: u32 },
}

/// A level: pinyin id, name and rank always together. A greater rank is a higher level.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LevelRef<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub rank: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Regime<'a> {
    #[serde(flatten)]
    pub head: Head<'a>,
    pub in_force: Interval,
    pub levels: Vec<Level<'a>>,
    pub tiers: Vec<Tier<'a>>,
    /// Hops that may follow the first grant; 0 forbids re-delegation.
    pub redelegation: u32,
    /// While two matters contradict each other, the highest level holds.
    pub conflict_highest: bool,
    /// The articles that say so.
    pub conflict_cites: Vec<Citation<'a>>,
    /// What the mark on a carrier looks like; `null` where the regime does not say.
    pub mark: Option<MarkLaw<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Level<'a> {
    #[serde(flatten)]
    pub level: LevelRef<'a>,
    /// The longest period, unless otherwise provided.
    pub cap: Option<Duration>,
    /// Everyone who knows must be recorded.
    pub record_readers: bool,
    /// Who may know is to be narrowed from organs to posts or persons.
    pub narrowed: bool,
    pub cites: Vec<Citation<'a>>,
}

/// The mark on a carrier: level, sign, period.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MarkLaw<'a> {
    pub sign: char,
    /// From this day on it must say both; `null` is always.
    pub from: Option<String>,
    pub cites: Vec<Citation<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Tier<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// The highest level it determines of itself.
    pub determines: Option<&'a str>,
    pub authorizes: Option<&'a str>,
    /// `business`, `region`: it must lie within one of them.
    pub within: Vec<&'static str>,
    pub cites: Vec<Citation<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct TreeNode<'a> {
    #[serde(flatten)]
    pub head: Head<'a>,
    pub parent: Option<Cow<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Organ<'a> {
    #[serde(flatten)]
    pub head: Head<'a>,
    pub tier: Option<&'a str>,
    pub superior: Option<Cow<'a>>,
    pub regions: Vec<Cow<'a>>,
    pub businesses: Vec<Cow<'a>>,
    pub roles: &'a [String],
    pub exists: Interval,
    pub succeeded_by: Vec<Succession<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Succession<'a> {
    pub organ: Cow<'a>,
    /// The part of the functions; empty means all.
    pub part: Vec<Reach<'a>>,
}

/// What a power reaches over.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
pub enum Reach<'a> {
    Business(Cow<'a>),
    Catalogue(Cow<'a>),
    /// `catalogue#matter`
    Matter(String),
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Officer<'a> {
    #[serde(flatten)]
    pub head: Head<'a>,
    pub organ: Option<Cow<'a>>,
    pub is_head: bool,
    pub designated_by: Option<Cow<'a>>,
    pub designated_on: Option<String>,
    pub trained_on: Option<String>,
    /// The highest level, by id.
    pub level: Option<&'a str>,
    pub matters: Vec<Reach<'a>>,
    pub term: Interval,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Authorization<'a> {
    #[serde(flatten)]
    pub head: Head<'a>,
    pub grantor: Option<Cow<'a>>,
    pub grantee: Option<Cow<'a>>,
    /// The highest level, by id.
    pub level: Option<&'a str>,
    pub matters: Vec<Reach<'a>>,
    pub period: Option<Duration>,
    pub regions: Vec<Cow<'a>>,
    pub instrument: Option<Cow<'a>>,
    pub instrument_dated: Option<String>,
    pub term: Option<Interval>,
    pub filed_with: Option<Cow<'a>>,
    pub filed_on: Option<String>,
    /// The task that it was made for.
    pub task: Option<Cow<'a>>,
    pub revoked_on: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Attribute<'a> {
    #[serde(flatten)]
    pub head: Head<'a>,
    #[serde(rename = "type")]
    pub kind: AttributeType<'a>,
    /// Which numbers are the better ones: `smaller` or `greater`.
    pub better: Option<&'static str>,
    pub larger: &'static str,
}

impl<'a> Attribute<'a> {
    /// The choices; of an attribute of another type none.
    pub fn choices(&self) -> &[Choice<'a>] {
        if let AttributeType::OneOf { choices } = &self.kind { choices } else { &[] }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum AttributeType<'a> {
    Quantity { dimension: &'static str, base_unit: &'static str },
    OneOf { choices: Vec<Choice<'a>> },
    YesNo,
    Date,
}

/// A unit: so many base units of its dimension.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Unit<'a> {
    pub name: &'a str,
    pub dimension: &'static str,
    /// An exact number, whole or a fraction: `1000`, `1/24`.
    pub factor: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Choice<'a> {
    pub id: &'a str,
    pub name: Option<Cow<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Scope<'a> {
    #[serde(flatten)]
    pub head: Head<'a>,
    pub set: ScopeSet<'a>,
    pub narrows: Option<Cow<'a>>,
}

/// The members without the excluded ones.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScopeSet<'a> {
    pub members: Vec<Member<'a>>,
    pub excluded: Vec<Member<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Member<'a> {
    Organ {
        organ: Cow<'a>,
        and_below: bool,
    },
    Post {
        name: Cow<'a>,
        organ: Option<Cow<'a>>,
    },
    Group {
        name: Cow<'a>,
        approved_by: Option<Cow<'a>>,
    },
    Officer {
        officer: Cow<'a>,
    },
    Scope {
        scope: Cow<'a>,
    },
    /// Words that nothing can check.
    Opaque {
        words: Cow<'a>,
    },
}

/// A set of roles in one form only: the organs, posts, officers, groups and words, without the excepted. Named scopes
/// and what they exclude are worked out. A whole organ is all its posts and officers, and whoever else works there.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct KnowerSet<'a> {
    pub organs: Vec<KnowerOrgan<'a>>,
    /// Beside those of `organs`.
    pub posts: Vec<KnowerPost<'a>>,
    /// Beside those of `organs`.
    pub officers: Vec<Cow<'a>>,
    pub groups: Vec<KnowerGroup<'a>>,
    /// Words that nothing can check.
    pub words: Vec<String>,
    pub except_posts: Vec<KnowerPost<'a>>,
    pub except_officers: Vec<Cow<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct KnowerOrgan<'a> {
    pub organ: Cow<'a>,
    /// And all organs under it.
    pub and_below: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct KnowerPost<'a> {
    /// In NFKC, with single spaces.
    pub name: String,
    /// `null` is any organ, declared or not.
    pub organ: Option<Cow<'a>>,
    /// Of all organs under it as well.
    pub and_below: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct KnowerGroup<'a> {
    /// In NFKC, with single spaces.
    pub name: String,
    pub approved_by: Option<Cow<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Catalogue<'a> {
    #[serde(flatten)]
    pub head: Head<'a>,
    pub regime: Option<Cow<'a>>,
    /// Where the catalogue is itself secret.
    pub level: Option<LevelRef<'a>>,
    pub period: Option<Period<'a>>,
    pub issued_by: Vec<Cow<'a>>,
    pub number: Option<Cow<'a>>,
    /// A day, or a month (`2012-05`) or year (`2009`) where no more is known.
    pub dated: Option<String>,
    pub in_force: Interval,
    pub basis: Vec<Cow<'a>>,
    pub interpreted_by: Vec<Cow<'a>>,
    pub replaces: Vec<String>,
    pub yields_to: Vec<String>,
    pub prevails_over: Vec<String>,
    pub relation: Option<Cow<'a>>,
    pub businesses: Vec<Cow<'a>>,
    pub review_by: Option<String>,
    /// Why only a part of the published text stands here.
    pub excerpt: Option<Cow<'a>>,
    pub note: Option<Cow<'a>>,
    pub cites: Vec<Citation<'a>>,
    pub matters: Vec<Matter<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Matter<'a> {
    #[serde(flatten)]
    pub head: Head<'a>,
    pub level: Option<LevelRef<'a>>,
    pub period: Option<Period<'a>>,
    /// The mark of a carrier that is determined at what the row says. `null` where the row leaves level or period open, or
    /// the words of its condition make no mark.
    pub mark: Option<String>,
    /// As it is written.
    pub known_to: Option<ScopeSet<'a>>,
    /// The place in `knower_sets` of what it comes to.
    pub known_to_set: Option<usize>,
    pub produced_by: Vec<Producer<'a>>,
    pub covers: Vec<Covers<'a>>,
    /// Catalogues and rows, as `catalogue` and `catalogue#matter`.
    pub except: Vec<String>,
    pub except_where: Vec<Condition<'a>>,
    pub prevails_over: Vec<String>,
    pub yields_to: Vec<String>,
    pub same_as: Vec<String>,
    pub part_of: Vec<String>,
    /// Rows that give an object another outcome, with nothing written that settles it.
    pub conflicts: Vec<Conflict<'a>>,
    pub note: Option<Cow<'a>>,
    pub cites: Vec<Citation<'a>>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Conflict<'a> {
    /// `catalogue#matter`
    pub with: String,
    /// Of level, period, known-to.
    pub differs_in: Vec<&'static str>,
    /// The first day on which there is such an object; `null` is always.
    pub from: Option<String>,
    /// What holds for these objects until it is settled; `null` where the regime does not say.
    pub meanwhile: Option<LevelRef<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Period<'a> {
    #[serde(flatten)]
    pub length: Length<'a>,
    /// Why it may be what the regime by itself does not allow.
    pub basis: Option<PeriodBasis<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Length<'a> {
    Years {
        count: u32,
    },
    Months {
        count: u32,
    },
    /// Up to and including this day.
    Until {
        date: String,
    },
    /// Until something happens.
    Event {
        event: Cow<'a>,
    },
    LongTerm,
    /// Left to the determining organ, within the caps.
    Unspecified,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum PeriodBasis<'a> {
    Approved { by: Cow<'a>, instrument: Option<Cow<'a>> },
    OtherwiseProvided { by: Cow<'a> },
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
pub enum Producer<'a> {
    Tier(&'a str),
    Organ(Cow<'a>),
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Covers<'a> {
    pub kinds: Vec<Cow<'a>>,
    /// `null` is every object of these kinds.
    #[serde(rename = "where")]
    pub condition: Option<Condition<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Condition<'a> {
    Any(Vec<Condition<'a>>),
    All(Vec<Condition<'a>>),
    Not(Box<Condition<'a>>),
    Compare { attribute: Cow<'a>, order: &'static str, value: Value },
    Between { attribute: Cow<'a>, low: Value, low_closed: bool, high: Value, high_closed: bool },
    OneOf { attribute: Cow<'a>, choices: Vec<&'a str> },
    Is { attribute: Cow<'a>, value: bool },
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// An exact number in the base unit of the attribute: `25000000`, `1/5000`.
    Quantity(String),
    Date(String),
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Disclosure<'a> {
    #[serde(flatten)]
    pub head: Head<'a>,
    pub basis: Vec<Cow<'a>>,
    pub in_force: Interval,
    pub cites: Vec<Citation<'a>>,
    pub items: Vec<DisclosureItem<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct DisclosureItem<'a> {
    #[serde(flatten)]
    pub head: Head<'a>,
    pub covers: Vec<Covers<'a>>,
    pub except: Vec<String>,
    pub except_where: Vec<Condition<'a>>,
    pub cites: Vec<Citation<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Waiver<'a> {
    pub rule: Option<Cow<'a>>,
    pub on: Option<String>,
    pub because: Option<Cow<'a>>,
    pub approved_by: Option<Cow<'a>>,
    pub until: Option<String>,
    pub source: Place<'a>,
}

/// An organ may determine a row at a level on a day exactly if the catalogue is in force on it, one of the organ's `powers`
/// takes the row, the level and the day in, and one of its `deciders` does too. An organ of which no officer is declared
/// has its head by law, where the regime says so, and needs no decider.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Competence<'a> {
    pub regime: Cow<'a>,
    pub head_by_law: bool,
    /// Powers name those that they come from by their place here, from 0. Those with no days are only come from.
    pub powers: Vec<Power<'a>>,
    pub deciders: Vec<Decider<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Power<'a> {
    pub organ: Cow<'a>,
    pub reach: PowerReach<'a>,
    /// Up to this level; `null` is no level.
    pub determines: Option<LevelRef<'a>>,
    /// Up to this level it may be granted on; `null` is no level.
    pub authorizes: Option<LevelRef<'a>>,
    /// The longest period that may be set, in months; `null` where only the law bounds it.
    pub period_months: Option<u32>,
    /// Where it holds; empty is everywhere.
    pub regions: Vec<Cow<'a>>,
    /// When the organ has it; `null` is never: an organ that ended before it came, whose successors have it.
    pub days: Option<Interval>,
    pub basis: PowerBasis<'a>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
pub enum PowerReach<'a> {
    All,
    /// Catalogues that name no line of business.
    WithoutBusiness,
    /// Catalogues of a line of business, and of all in it.
    Business(Cow<'a>),
    Catalogue(Cow<'a>),
    /// `catalogue#matter`
    Matter(String),
}

/// The last step of the chain; `of` is the place of the power it comes from.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum PowerBasis<'a> {
    Tier,
    Authorization { id: Cow<'a>, of: usize },
    Succession { of: usize },
}

/// An officer who was made one as the law asks.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Decider<'a> {
    pub organ: Cow<'a>,
    pub officer: Cow<'a>,
    /// Up to this level; `null` is all that the organ has.
    pub level: Option<LevelRef<'a>>,
    /// Empty is all that the organ has.
    pub reaches: Vec<PowerReach<'a>>,
    pub days: Vec<Interval>,
}

/// The JSON Schema of `catalogue.json`, as published in `docs/`.
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Document<'static>)
}
