//! The types of `catalogue.json`, version 1. They are a format and not the model: what is published here stays.
//!
//! One file because it is one published format.
//!
//! Dates are ISO 8601. Lists keep the order of the texts, files by name. What is not given is `null` or an empty list.

use schemars::JsonSchema;
use serde::Serialize;

/// What `format` says.
pub const FORMAT: &str = "dingmi-catalogue";

/// What `version` says.
pub const VERSION: u32 = 1;

/// A compiled program.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document<'a> {
    /// Always `dingmi-catalogue`.
    pub format: &'static str,
    /// The version of this format: 1.
    pub version: u32,
    /// Who made it.
    pub compiler: Compiler<'a>,
    /// The day for which the program was checked.
    pub as_of: String,
    /// Grows from one build to the next, so that a loader can refuse what is older: the day and two digits, `2026112300`,
    /// unless the builder gives a number.
    pub serial: u64,
    /// Whom a projection is for; `null` where everything is here. A projection speaks of the rows that these readers may
    /// see and of nothing else: an object that none of them covers may be covered by one that is hidden.
    pub audience: Option<Audience<'a>>,
    /// The files that the program was made of, in the order of their names. Regimes that no catalogue stands under are left
    /// out, and in a projection all files that nothing visible stands in.
    pub sources: Vec<Source<'a>>,
    /// The bodies of law.
    pub regimes: Vec<Regime<'a>>,
    /// The administrative areas.
    pub regions: Vec<TreeNode<'a>>,
    /// The lines of business.
    pub businesses: Vec<TreeNode<'a>>,
    /// The organs and units.
    pub organs: Vec<Organ<'a>>,
    /// The responsible persons.
    pub officers: Vec<Officer<'a>>,
    /// The authorizations to determine.
    pub authorizations: Vec<Authorization<'a>>,
    /// The kinds of objects.
    pub kinds: Vec<TreeNode<'a>>,
    /// The attributes of objects.
    pub attributes: Vec<Attribute<'a>>,
    /// Units that vocabularies declare, beside those of the language.
    pub units: Vec<Unit<'a>>,
    /// The named knowledge scopes.
    pub scopes: Vec<Scope<'a>>,
    /// Who may know, worked out. Rows name these by their place, from 0; equal sets stand here once.
    pub knower_sets: Vec<KnowerSet<'a>>,
    /// The declared catalogues (目录).
    pub catalogues: Vec<Catalogue<'a>>,
    /// The lists of what must be public.
    pub disclosures: Vec<Disclosure<'a>>,
    /// The findings that were accepted.
    pub waivers: Vec<Waiver<'a>>,
    /// Who may determine what, worked out for each regime that catalogues stand under.
    pub competence: Vec<Competence<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// The compiler.
pub struct Compiler<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
}

/// The readers that a projection is for. A row is here if it passes every bound that is given.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Audience<'a> {
    /// The highest level of rows, under each regime; `null` where no level was asked for.
    pub levels: Option<Vec<AudienceLevel<'a>>>,
    /// The organ whose whole staff may know each row; `null` where none was asked for.
    pub organ: Option<Cow<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// The highest level of readers under a regime.
pub struct AudienceLevel<'a> {
    /// The regime, by id.
    pub regime: Cow<'a>,
    /// The highest level of rows; `null` is none.
    pub level: Option<LevelRef<'a>>,
}

/// A file that a program was made of.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Source<'a> {
    /// Its name.
    pub file: &'a str,
    /// Whether it came with the compiler.
    pub embedded: bool,
    /// The BLAKE3 digest of its bytes, in hexadecimal. `null` in a projection, but for what came with the compiler: it
    /// depends on hidden text.
    pub digest: Option<String>,
}

/// Id, name and documentation of a declaration, and where it stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Head<'a> {
    /// Its id.
    pub id: Cow<'a>,
    /// Its name.
    pub name: Option<Cow<'a>>,
    /// The `///` lines above it.
    pub docs: Vec<&'a str>,
    /// Where it stands.
    pub source: Place<'a>,
}

type Cow<'a> = std::borrow::Cow<'a, str>;

/// Where a declaration stands: file, line from 1, and the bytes of its id from `start` up to `end`. In a projection only
/// the file is told: the rest would say how much hidden text stands before it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Place<'a> {
    /// The name of the file.
    pub file: &'a str,
    /// The line, from 1; `null` in a projection.
    pub line: Option<usize>,
    /// The first byte of the id; `null` in a projection.
    pub start: Option<u32>,
    /// The byte behind the id; `null` in a projection.
    pub end: Option<u32>,
}

/// Days from one to another, both included; `null` is open.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Interval {
    /// The first day.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// An article of a law.
pub struct Citation<'a> {
    /// The key of a law in a regime's `laws`.
    pub law: &'a str,
    /// The number of the article.
    pub article: u32,
}

/// A length of time in the unit it was written in.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "unit")]
pub enum Duration {
    /// Calendar years.
    Years {
        /// How many.
        count: u32,
    },
    /// Calendar months.
    Months {
        /// How many.
        count: u32,
    },
}

/// A level: pinyin id, name and rank always together. A greater rank is a higher level.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LevelRef<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// A greater rank is a higher level.
    pub rank: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
/// A body of law.
pub struct Regime<'a> {
    #[serde(flatten)]
    /// Id, name, documentation and place.
    pub head: Head<'a>,
    /// The days on which it is in force.
    pub in_force: Interval,
    /// Its levels, in the order of the text.
    pub levels: Vec<Level<'a>>,
    /// Its tiers of organs.
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
/// A level of secrecy.
pub struct Level<'a> {
    #[serde(flatten)]
    /// Id, name and rank.
    pub level: LevelRef<'a>,
    /// The longest period, unless otherwise provided.
    pub cap: Option<Duration>,
    /// Everyone who knows must be recorded.
    pub record_readers: bool,
    /// Who may know is to be narrowed from organs to posts or persons.
    pub narrowed: bool,
    /// The articles it cites.
    pub cites: Vec<Citation<'a>>,
}

/// The mark on a carrier: level, sign, period.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MarkLaw<'a> {
    /// Stands between level and period.
    pub sign: char,
    /// From this day on it must say both; `null` is always.
    pub from: Option<String>,
    /// The articles it cites.
    pub cites: Vec<Citation<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// A tier of organs.
pub struct Tier<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The highest level it determines of itself.
    pub determines: Option<&'a str>,
    /// The highest level it may authorize others to determine, by id.
    pub authorizes: Option<&'a str>,
    /// `business`, `region`: it must lie within one of them.
    pub within: Vec<&'a str>,
    /// The articles it cites.
    pub cites: Vec<Citation<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// A region, a line of business or a kind.
pub struct TreeNode<'a> {
    #[serde(flatten)]
    /// Id, name, documentation and place.
    pub head: Head<'a>,
    /// What it lies in, by id.
    pub parent: Option<Cow<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// An organ or unit.
pub struct Organ<'a> {
    #[serde(flatten)]
    /// Id, name, documentation and place.
    pub head: Head<'a>,
    /// Its tier, by id.
    pub tier: Option<&'a str>,
    /// The organ above it, by id.
    pub superior: Option<Cow<'a>>,
    /// The regions that it acts in, by id.
    pub regions: Vec<Cow<'a>>,
    /// Its lines of business, by id.
    pub businesses: Vec<Cow<'a>>,
    /// Its roles, as regimes speak of them.
    pub roles: Vec<&'a str>,
    /// The days on which it is there.
    pub exists: Interval,
    /// Who took over its functions.
    pub succeeded_by: Vec<Succession<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// An organ that took over functions of another.
pub struct Succession<'a> {
    /// Who took them over, by id.
    pub organ: Cow<'a>,
    /// The part of the functions; empty means all.
    pub part: Vec<Reach<'a>>,
}

/// What a power reaches over.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
pub enum Reach<'a> {
    /// A line of business, and all in it.
    Business(Cow<'a>),
    /// The rows of a catalogue.
    Catalogue(Cow<'a>),
    /// `catalogue#matter`
    Matter(String),
}

#[derive(Debug, Serialize, JsonSchema)]
/// A responsible person of an organ.
pub struct Officer<'a> {
    #[serde(flatten)]
    /// Id, name, documentation and place.
    pub head: Head<'a>,
    /// The organ, by id.
    pub organ: Option<Cow<'a>>,
    /// Whether it is the head of the organ.
    pub is_head: bool,
    /// Who designated it, by id.
    pub designated_by: Option<Cow<'a>>,
    /// When.
    pub designated_on: Option<String>,
    /// When it was trained.
    pub trained_on: Option<String>,
    /// The highest level, by id.
    pub level: Option<&'a str>,
    /// In a projection empty too where nothing of it is visible: `deciders` say who decides.
    pub matters: Vec<Reach<'a>>,
    /// The days of its term.
    pub term: Interval,
}

#[derive(Debug, Serialize, JsonSchema)]
/// An authorization to determine.
pub struct Authorization<'a> {
    #[serde(flatten)]
    /// Id, name, documentation and place.
    pub head: Head<'a>,
    /// Who grants, by id.
    pub grantor: Option<Cow<'a>>,
    /// To whom, by id.
    pub grantee: Option<Cow<'a>>,
    /// The highest level, by id.
    pub level: Option<&'a str>,
    /// Over what; empty is all that the grantor may grant.
    pub matters: Vec<Reach<'a>>,
    /// The longest period.
    pub period: Option<Duration>,
    /// Where it holds, by id; empty is everywhere.
    pub regions: Vec<Cow<'a>>,
    /// The written instrument.
    pub instrument: Option<Cow<'a>>,
    /// Its date.
    pub instrument_dated: Option<String>,
    /// The days of its term; `null` where none is written.
    pub term: Option<Interval>,
    /// With whom it was filed, by id.
    pub filed_with: Option<Cow<'a>>,
    /// When.
    pub filed_on: Option<String>,
    /// The task that it was made for.
    pub task: Option<Cow<'a>>,
    /// From this day on it is gone.
    pub revoked_on: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// An attribute of objects.
pub struct Attribute<'a> {
    #[serde(flatten)]
    /// Id, name, documentation and place.
    pub head: Head<'a>,
    #[serde(rename = "type")]
    /// The type of its values.
    pub kind: AttributeType<'a>,
    /// Which numbers are the better ones: `smaller` or `greater`.
    pub better: Option<&'static str>,
    /// Which numbers are the larger ones: `smaller` or `greater`.
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
/// The type of the values of an attribute.
pub enum AttributeType<'a> {
    /// An exact number with a unit.
    Quantity {
        /// What it measures.
        dimension: &'static str,
        /// The unit whose factor is one.
        base_unit: &'static str,
    },
    /// One of some choices.
    OneOf {
        /// The choices.
        choices: Vec<Choice<'a>>,
    },
    /// Yes or no.
    YesNo,
    /// A day.
    Date,
}

/// A unit: so many base units of its dimension.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Unit<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it measures.
    pub dimension: &'static str,
    /// An exact number, whole or a fraction: `1000`, `1/24`.
    pub factor: String,
}

#[derive(Debug, Serialize, JsonSchema)]
/// A choice of an attribute.
pub struct Choice<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: Option<Cow<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// A named knowledge scope.
pub struct Scope<'a> {
    #[serde(flatten)]
    /// Id, name, documentation and place.
    pub head: Head<'a>,
    /// Who is in it, as it is written.
    pub set: ScopeSet<'a>,
    /// The scope that it narrows, by id.
    pub narrows: Option<Cow<'a>>,
}

/// The members without the excluded ones.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScopeSet<'a> {
    /// Who is in it.
    pub members: Vec<Member<'a>>,
    /// And who of these is not.
    pub excluded: Vec<Member<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
/// A part of a scope, as it is written.
pub enum Member<'a> {
    /// The staff of an organ, or an organ that may produce.
    Organ {
        /// The organ, by id.
        organ: Cow<'a>,
        /// And all organs under it.
        and_below: bool,
    },
    /// A post.
    Post {
        /// Its name.
        name: Cow<'a>,
        /// The organ, by id.
        organ: Option<Cow<'a>>,
    },
    /// A group.
    Group {
        /// Its name.
        name: Cow<'a>,
        /// Who approves its members, by id.
        approved_by: Option<Cow<'a>>,
    },
    /// A responsible person.
    Officer {
        /// The officer, by id.
        officer: Cow<'a>,
    },
    /// A named scope.
    Scope {
        /// The scope, by id.
        scope: Cow<'a>,
    },
    /// Words that nothing can check.
    Opaque {
        /// The words.
        words: Cow<'a>,
    },
}

/// A set of roles in one form only: the organs, posts, officers, groups and words, without the excepted. Named scopes
/// and what they exclude are worked out. A whole organ is all its posts and officers, and whoever else works there.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct KnowerSet<'a> {
    /// Whole organs.
    pub organs: Vec<KnowerOrgan<'a>>,
    /// Beside those of `organs`.
    pub posts: Vec<KnowerPost<'a>>,
    /// Beside those of `organs`.
    pub officers: Vec<Cow<'a>>,
    /// Groups.
    pub groups: Vec<KnowerGroup<'a>>,
    /// Words that nothing can check.
    pub words: Vec<String>,
    /// Posts of `organs` that are not in.
    pub except_posts: Vec<KnowerPost<'a>>,
    /// Officers of `organs` that are not in, by id.
    pub except_officers: Vec<Cow<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// A whole organ that may know.
pub struct KnowerOrgan<'a> {
    /// The organ, by id.
    pub organ: Cow<'a>,
    /// And all organs under it.
    pub and_below: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
/// A post that may know.
pub struct KnowerPost<'a> {
    /// In NFKC, with single spaces.
    pub name: String,
    /// `null` is any organ, declared or not.
    pub organ: Option<Cow<'a>>,
    /// Of all organs under it as well.
    pub and_below: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
/// A group that may know.
pub struct KnowerGroup<'a> {
    /// In NFKC, with single spaces.
    pub name: String,
    /// Who approves its members, by id.
    pub approved_by: Option<Cow<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// A declared catalogue (目录).
pub struct Catalogue<'a> {
    #[serde(flatten)]
    /// Id, name, documentation and place.
    pub head: Head<'a>,
    /// The law that it stands under, by id.
    pub regime: Option<Cow<'a>>,
    /// Where the catalogue is itself secret.
    pub level: Option<LevelRef<'a>>,
    /// How long it is then kept.
    pub period: Option<Period<'a>>,
    /// Who made it, by id.
    pub issued_by: Vec<Cow<'a>>,
    /// The number of the document.
    pub number: Option<Cow<'a>>,
    /// A day, or a month (`2012-05`) or year (`2009`) where no more is known.
    pub dated: Option<String>,
    /// The days on which it is in force.
    pub in_force: Interval,
    /// What it rests on.
    pub basis: Vec<Cow<'a>>,
    /// Who interprets it, by id.
    pub interpreted_by: Vec<Cow<'a>>,
    /// What it replaces.
    pub replaces: Vec<String>,
    /// What goes before it.
    pub yields_to: Vec<String>,
    /// What it goes before.
    pub prevails_over: Vec<String>,
    /// Its relation to other catalogues, in words.
    pub relation: Option<Cow<'a>>,
    /// Its lines of business, by id.
    pub businesses: Vec<Cow<'a>>,
    /// The day by which it must be looked at again.
    pub review_by: Option<String>,
    /// Why only a part of the published text stands here.
    pub excerpt: Option<Cow<'a>>,
    /// A note.
    pub note: Option<Cow<'a>>,
    /// The articles it cites.
    pub cites: Vec<Citation<'a>>,
    /// Its rows.
    pub matters: Vec<Matter<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// A row: a matter that is secret.
pub struct Matter<'a> {
    #[serde(flatten)]
    /// Id, name, documentation and place.
    pub head: Head<'a>,
    /// Its level.
    pub level: Option<LevelRef<'a>>,
    /// How long it is kept, at most.
    pub period: Option<Period<'a>>,
    /// The mark of a carrier that is determined at what the row says. `null` where the row leaves level or period open, or
    /// the words of its condition make no mark.
    pub mark: Option<String>,
    /// As it is written.
    pub known_to: Option<ScopeSet<'a>>,
    /// The place in `knower_sets` of what it comes to.
    pub known_to_set: Option<usize>,
    /// Who may produce it.
    pub produced_by: Vec<Producer<'a>>,
    /// The objects that it is about.
    pub covers: Vec<Covers<'a>>,
    /// Catalogues and rows, as `catalogue` and `catalogue#matter`.
    pub except: Vec<String>,
    /// The conditions under which it is not about an object.
    pub except_where: Vec<Condition<'a>>,
    /// What it goes before.
    pub prevails_over: Vec<String>,
    /// What goes before it.
    pub yields_to: Vec<String>,
    /// What it is the same as.
    pub same_as: Vec<String>,
    /// What it is a part of.
    pub part_of: Vec<String>,
    /// Rows that give an object another outcome, with nothing written that settles it.
    pub conflicts: Vec<Conflict<'a>>,
    /// A note.
    pub note: Option<Cow<'a>>,
    /// The articles it cites.
    pub cites: Vec<Citation<'a>>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
/// A row that gives an object another outcome, with nothing written that settles it.
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
/// How long a secret is kept, at most.
pub struct Period<'a> {
    #[serde(flatten)]
    /// How long.
    pub length: Length<'a>,
    /// Why it may be what the regime by itself does not allow.
    pub basis: Option<PeriodBasis<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
/// A length of time, in what it is counted.
pub enum Length<'a> {
    /// Calendar years.
    Years {
        /// How many.
        count: u32,
    },
    /// Calendar months.
    Months {
        /// How many.
        count: u32,
    },
    /// Up to and including this day.
    Until {
        /// The day.
        date: String,
    },
    /// Until something happens.
    Event {
        /// What must happen, in the words of the author.
        event: Cow<'a>,
    },
    /// With no end that is known.
    LongTerm,
    /// Left to the determining organ, within the caps.
    Unspecified,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
/// Why a period may be what the regime by itself does not allow.
pub enum PeriodBasis<'a> {
    /// Somebody approved it.
    Approved {
        /// Who, by id.
        by: Cow<'a>,
        /// The instrument.
        instrument: Option<Cow<'a>>,
    },
    /// It is otherwise provided.
    OtherwiseProvided {
        /// By what.
        by: Cow<'a>,
    },
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
/// Who may produce a matter.
pub enum Producer<'a> {
    /// The organs of a tier, by id.
    Tier(&'a str),
    /// An organ, by id.
    Organ(Cow<'a>),
}

#[derive(Debug, Serialize, JsonSchema)]
/// Objects that a row is about.
pub struct Covers<'a> {
    /// The kinds, by id; all that lies in them is of them too.
    pub kinds: Vec<Cow<'a>>,
    /// `null` is every object of these kinds.
    #[serde(rename = "where")]
    pub condition: Option<Condition<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
/// A condition on objects.
pub enum Condition<'a> {
    /// One of these holds.
    Any(Vec<Condition<'a>>),
    /// All of these hold.
    All(Vec<Condition<'a>>),
    /// This does not hold.
    Not(Box<Condition<'a>>),
    /// An attribute is compared with a value.
    Compare {
        /// The attribute, by id.
        attribute: Cow<'a>,
        /// `=`, `!=`, `<`, `<=`, `>` or `>=`.
        order: &'static str,
        /// With what.
        value: Value,
    },
    /// An attribute lies between two values.
    Between {
        /// The attribute, by id.
        attribute: Cow<'a>,
        /// The lower end.
        low: Value,
        /// Whether it is in it.
        low_closed: bool,
        /// The upper end.
        high: Value,
        /// Whether it is in it.
        high_closed: bool,
    },
    /// An attribute is one of some choices.
    OneOf {
        /// The attribute, by id.
        attribute: Cow<'a>,
        /// The choices, by id.
        choices: Vec<&'a str>,
    },
    /// An attribute is yes, or is no.
    Is {
        /// The attribute, by id.
        attribute: Cow<'a>,
        /// Which.
        value: bool,
    },
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
/// A value that a condition names.
pub enum Value {
    /// An exact number in the base unit of the attribute: `25000000`, `1/5000`.
    Quantity(String),
    /// A day.
    Date(String),
}

#[derive(Debug, Serialize, JsonSchema)]
/// A list of what must be public.
pub struct Disclosure<'a> {
    #[serde(flatten)]
    /// Id, name, documentation and place.
    pub head: Head<'a>,
    /// What it rests on.
    pub basis: Vec<Cow<'a>>,
    /// The days on which it is in force.
    pub in_force: Interval,
    /// The articles it cites.
    pub cites: Vec<Citation<'a>>,
    /// What is on it.
    pub items: Vec<DisclosureItem<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// What is on such a list.
pub struct DisclosureItem<'a> {
    #[serde(flatten)]
    /// Id, name, documentation and place.
    pub head: Head<'a>,
    /// The objects that it is about.
    pub covers: Vec<Covers<'a>>,
    /// The rows and catalogues whose objects it is not about.
    pub except: Vec<String>,
    /// The conditions under which it is not about an object.
    pub except_where: Vec<Condition<'a>>,
    /// The articles it cites.
    pub cites: Vec<Citation<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// A finding that was accepted.
pub struct Waiver<'a> {
    /// The rule.
    pub rule: Option<Cow<'a>>,
    /// What it is about, by name.
    pub on: Option<String>,
    /// Why.
    pub because: Option<Cow<'a>>,
    /// By which officer, by id.
    pub approved_by: Option<Cow<'a>>,
    /// The last day.
    pub until: Option<String>,
    /// Where it stands.
    pub source: Place<'a>,
}

/// An organ may determine a row at a level on a day exactly if the catalogue is in force on it, one of the organ's `powers`
/// takes the row, the level and the day in, and one of its `deciders` does too. An organ of which no officer is declared
/// has its head by law, where the regime says so, and needs no decider.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Competence<'a> {
    /// The regime, by id.
    pub regime: Cow<'a>,
    /// An organ of which no officer is declared has its head by law.
    pub head_by_law: bool,
    /// Powers name those that they come from by their place here, from 0. Those with no days are only come from.
    pub powers: Vec<Power<'a>>,
    /// The officers that decide for organs.
    pub deciders: Vec<Decider<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
/// What an organ may determine.
pub struct Power<'a> {
    /// The organ, by id.
    pub organ: Cow<'a>,
    /// Over which rows.
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
    /// The last step of the chain.
    pub basis: PowerBasis<'a>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
/// What a power reaches over.
pub enum PowerReach<'a> {
    /// Every row.
    All,
    /// Catalogues that name no line of business.
    WithoutBusiness,
    /// Catalogues of a line of business, and of all in it.
    Business(Cow<'a>),
    /// The rows of a catalogue.
    Catalogue(Cow<'a>),
    /// `catalogue#matter`
    Matter(String),
}

/// The last step of the chain; `of` is the place of the power it comes from.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum PowerBasis<'a> {
    /// The organ has it by its tier.
    Tier,
    /// It was granted.
    Authorization {
        /// The authorization, by id.
        id: Cow<'a>,
        /// The place of the power it comes from.
        of: usize,
    },
    /// An organ that ended had it.
    Succession {
        /// The place of the power it comes from.
        of: usize,
    },
}

/// An officer who was made one as the law asks.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Decider<'a> {
    /// The organ, by id.
    pub organ: Cow<'a>,
    /// The officer, by id.
    pub officer: Cow<'a>,
    /// Up to this level; `null` is all that the organ has.
    pub level: Option<LevelRef<'a>>,
    /// Empty is all that the organ has.
    pub reaches: Vec<PowerReach<'a>>,
    /// When.
    pub days: Vec<Interval>,
}

/// The JSON Schema of `catalogue.json`, as published in `docs/`.
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Document<'static>)
}
