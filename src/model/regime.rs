//! A body of law as data: levels, tiers and their powers, what is required from when, and the articles that say so.

use std::fmt;

use jiff::civil::Date;

use super::{Duration, Head, Validity};
use crate::ast::{Bound, Redelegation};
use crate::diagnostic::{Arg, Citation, Text};
use crate::syntax::keywords;

/// A level, by its place in the regime.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LevelId(pub(super) u32);

/// A tier, by its place in the regime.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TierId(pub(super) u32);

#[derive(Clone, Debug)]
pub struct Regime {
    pub head: Head,
    pub in_force: Validity,
    pub levels: Vec<Level>,
    pub tiers: Vec<Tier>,
    pub departments: Vec<Department>,
    pub grants: GrantLaw,
    pub matter_requires: Vec<Requirement<MatterField>>,
    pub catalogue_requires: Vec<Requirement<CatalogueField>>,
    pub officer_requires: Vec<Requirement<OfficerField>>,
    /// The head of an organ is a responsible person by law, declared or not.
    pub head_by_law: Option<Vec<Citation>>,
    /// The articles on what passes to the organ that takes the functions of another.
    pub succession: Vec<Citation>,
    pub catalogue_issued_by: Option<Issuers>,
    /// From how many months on a period is counted in years.
    pub years_from: Option<(u32, Vec<Citation>)>,
    /// A long-term period needs the approval of the makers of the catalogue.
    pub long_term_approved: Option<Vec<Citation>>,
    /// What the mark on a carrier looks like and must say.
    pub mark: Option<MarkLaw>,
    /// While two matters contradict each other, the highest level holds.
    pub conflict_highest: Option<Vec<Citation>>,
    pub changes: Vec<ChangeLaw>,
}

#[derive(Clone, Debug)]
pub struct Level {
    pub head: Head,
    pub id: String,
    /// The title, or else the id.
    pub name: String,
    /// A greater rank is a higher level.
    pub rank: u32,
    pub cap: Option<Cap>,
    pub records_readers: bool,
    /// A scope must be narrowed from organs to posts or persons.
    pub narrowed: bool,
    pub names: Vec<String>,
    pub cites: Vec<Citation>,
}

/// The longest period of a level.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cap {
    pub most: Duration,
}

#[derive(Clone, Debug)]
pub struct Tier {
    pub head: Head,
    pub id: String,
    pub name: String,
    /// The highest level it determines of itself.
    pub determines: Option<LevelId>,
    pub authorizes: Option<LevelId>,
    pub within: Vec<Bound>,
    pub files_with: Option<usize>,
    pub names: Vec<String>,
    pub cites: Vec<Citation>,
}

/// Organs with a role on a tier, as clauses speak of them.
#[derive(Clone, Debug)]
pub struct Department {
    pub head: Head,
    pub id: String,
    pub roles: Vec<String>,
    pub tier: Option<TierId>,
    pub cites: Vec<Citation>,
}

#[derive(Clone, Debug, Default)]
pub struct GrantLaw {
    pub in_writing: bool,
    /// Hops behind the first grant.
    pub redelegation: u32,
    pub term: Option<TermCap>,
    pub cites: Vec<Citation>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TermCap {
    pub advised: bool,
    pub most: Duration,
}

/// Fields that must be there from a day on.
#[derive(Clone, Debug)]
pub struct Requirement<F> {
    pub fields: Vec<F>,
    pub advised: bool,
    pub from: Option<Date>,
    pub cites: Vec<Citation>,
}

#[derive(Clone, Debug)]
pub struct Issuers {
    pub department: usize,
    pub with: Option<TierId>,
    pub cites: Vec<Citation>,
}

/// Who decides that fields of a matter change.
#[derive(Clone, Debug)]
pub struct ChangeLaw {
    pub fields: Vec<ChangedField>,
    /// The organ that determined it.
    pub by_original: bool,
    /// The organ above that one.
    pub by_superior: bool,
    pub cites: Vec<Citation>,
}

/// The mark on a carrier: level, sign, period.
#[derive(Clone, Debug)]
pub struct MarkLaw {
    /// Stands between the level and the period.
    pub sign: char,
    pub requires: Requirement<MarkField>,
}

/// A field of a row that a regime can require.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MatterField {
    Name,
    Level,
    Period,
    KnownTo,
    ProducedBy,
}

/// A field of a catalogue that a regime can require.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CatalogueField {
    IssuedBy,
    Number,
    Dated,
    InForce,
    Basis,
    Demonstrated,
    Heard,
    InterpretedBy,
    /// Any relation to other catalogues: in words, `yields-to`, `prevails-over` or `replaces`.
    Relation,
    Business,
    ReviewBy,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OfficerField {
    Trained,
    DesignatedBy,
    Term,
}

/// A part of a mark that a regime can require.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MarkField {
    Level,
    Period,
}

/// A field of a matter whose change a regime can give to somebody to decide.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ChangedField {
    Level,
    Period,
    KnownTo,
}

/// A required field and the keyword that it is written with.
pub(super) trait Keyword: Sized + Copy + 'static {
    const ALL: &'static [(&'static str, Self)];
}

impl Keyword for MatterField {
    const ALL: &'static [(&'static str, Self)] = &[
        ("name", MatterField::Name),
        ("level", MatterField::Level),
        ("period", MatterField::Period),
        ("known-to", MatterField::KnownTo),
        ("produced-by", MatterField::ProducedBy),
    ];
}

impl Keyword for CatalogueField {
    const ALL: &'static [(&'static str, Self)] = &[
        ("issued-by", CatalogueField::IssuedBy),
        ("number", CatalogueField::Number),
        ("dated", CatalogueField::Dated),
        ("in-force", CatalogueField::InForce),
        ("basis", CatalogueField::Basis),
        ("demonstrated", CatalogueField::Demonstrated),
        ("heard", CatalogueField::Heard),
        ("interpreted-by", CatalogueField::InterpretedBy),
        ("relation", CatalogueField::Relation),
        ("business", CatalogueField::Business),
        ("review-by", CatalogueField::ReviewBy),
    ];
}

impl Keyword for OfficerField {
    const ALL: &'static [(&'static str, Self)] = &[
        ("trained", OfficerField::Trained),
        ("designated-by", OfficerField::DesignatedBy),
        ("term", OfficerField::Term),
    ];
}

impl Keyword for MarkField {
    const ALL: &'static [(&'static str, Self)] = &[("level", MarkField::Level), ("period", MarkField::Period)];
}

impl Keyword for ChangedField {
    const ALL: &'static [(&'static str, Self)] =
        &[("level", ChangedField::Level), ("period", ChangedField::Period), ("known-to", ChangedField::KnownTo)];
}

impl MatterField {
    /// The keyword of the field, in both spellings.
    pub fn text(self) -> Text {
        text(self)
    }
}

impl CatalogueField {
    /// The keyword of the field, in both spellings.
    pub fn text(self) -> Text {
        text(self)
    }
}

fn text<F: Keyword + PartialEq>(field: F) -> Text {
    let Some((word, _)) = F::ALL.iter().find(|(_, each)| *each == field) else {
        unreachable!("bug: a required field without its keyword")
    };
    keywords::text(word)
}

impl Regime {
    pub fn level(&self, id: LevelId) -> &Level {
        &self.levels[id.0 as usize]
    }

    pub fn tier(&self, id: TierId) -> &Tier {
        &self.tiers[id.0 as usize]
    }

    /// The level of this name: its id, its title or another name of it.
    pub fn level_named(&self, name: &str) -> Option<LevelId> {
        let at = self.levels.iter().position(|level| level.names.iter().any(|each| each == name))?;
        Some(LevelId(at as u32))
    }

    /// The tier of this id.
    pub fn tier_with_id(&self, id: &str) -> Option<TierId> {
        self.tiers.iter().position(|tier| tier.id == id).map(|at| TierId(at as u32))
    }

    /// The tier of this name: its id, its title or another name of it.
    pub fn tier_named(&self, name: &str) -> Option<TierId> {
        let at = self.tiers.iter().position(|tier| tier.names.iter().any(|each| each == name))?;
        Some(TierId(at as u32))
    }
}

impl LevelId {
    /// The place of the level in its regime.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Cap {
    pub fn months(self) -> u32 {
        self.most.months()
    }
}

impl Duration {
    pub fn months(self) -> u32 {
        match self {
            Duration::Years(years) => years * 12,
            Duration::Months(months) => months,
        }
    }

    /// How many of its unit.
    pub fn count(self) -> u32 {
        match self {
            Duration::Years(count) | Duration::Months(count) => count,
        }
    }

    /// The length as a message shows it.
    pub fn arg(self) -> Arg {
        const YEAR: Text = Text::new("{0} year", "{0}年");
        const YEARS: Text = Text::new("{0} years", "{0}年");
        const MONTH: Text = Text::new("{0} month", "{0}个月");
        const MONTHS: Text = Text::new("{0} months", "{0}个月");
        let text = match self {
            Duration::Years(1) => YEAR,
            Duration::Years(_) => YEARS,
            Duration::Months(1) => MONTH,
            Duration::Months(_) => MONTHS,
        };
        Arg::Message(Box::new(text.with([Arg::Number(self.count().into())])))
    }
}

impl From<Redelegation> for u32 {
    fn from(redelegation: Redelegation) -> Self {
        match redelegation {
            Redelegation::Forbidden => 0,
            Redelegation::AtMost(hops) => hops,
        }
    }
}

impl fmt::Debug for LevelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "level{}", self.0)
    }
}

impl fmt::Debug for TierId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tier{}", self.0)
    }
}
