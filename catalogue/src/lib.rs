//! Compiled catalogues of confidentiality matters: `catalogue.dmc`, one immutable image that is mapped into memory and read where it
//! lies, and the questions that services ask of it.
//!
//! [`Catalogue::open`] checks the whole image once, so that no later question can go astray whatever bytes it is made of. A
//! [`Catalogue`] is cheap to clone and takes no lock; [`Live`] replaces one by a newer one while it is asked.
//!
//! | question | |
//! |---|---|
//! | which row is this | [`Catalogue::matter`], [`Catalogue::matters_named`], [`Catalogue::search`] |
//! | what is this object | [`Catalogue::object`], [`Catalogue::classify`] |
//! | may this organ determine this row | [`Catalogue::may_determine`] |
//! | may they know it | [`Catalogue::may_know`] |
//! | when is it released | [`Catalogue::release`] |
//! | what must be done | [`Catalogue::obligations`] |
//!
//! Dates are days of the Gregorian calendar, quantities exact ratios in the base unit of their dimension; nothing is a floating-point
//! number. Articles are those of the Law on Guarding State Secrets of 2010 (L10) and the Implementing Regulations of 2014 (R14).

mod catalogue;
mod competence;
mod decision;
mod digest;
#[cfg(feature = "document")]
pub mod document;
mod error;
mod fields;
#[cfg(feature = "document")]
mod from_image;
mod image;
mod knowers;
mod live;
mod lookup;
mod map;
mod objects;
mod obligations;
pub mod quantity;
mod records;
mod release;
mod section;
mod sets;
mod sound;
mod table;
mod titles;
pub mod value;
mod words;
#[cfg(feature = "document")]
pub mod write;

pub use catalogue::Catalogue;
pub use competence::{Reason, Refusal, Witness};
pub use decision::{Decision, Ruling, Status};
pub use error::{AskError, OpenError, ReloadError};
pub use fields::{Handle, Records, References};
pub use knowers::{MayKnow, Subject};
pub use live::{Live, Reload};
pub use lookup::normal;
pub use objects::Object;
pub use obligations::Obligation;
pub use records::{
    Attribute, Authorization, Business, Choice, Citation, Competence, Condition, Conflict, Covers, Days, Decider,
    Disclosure, Item, Kind, KnowerGroup, KnowerOrgan, KnowerPost, KnowerSet, Level, Listing, Matter, Member, Officer,
    Organ, Period, Power, Program, Reach, Regime, Region, Scope, ScopeSet, Source, Succession, Text, Tier, Unit, Value,
    Waiver,
};
pub use release::{Condition as ReleaseCondition, Counted, Release, first_day_after};
pub use section::FORMAT_VERSION;
pub use words::{
    AttributeKind, BasisKind, ConditionKind, Direction, MemberKind, Order, PeriodBasis, PeriodKind, ReachKind,
};

/// The examples of the README, compiled as those of the documentation are.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
