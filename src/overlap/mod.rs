//! Exact reasoning about sets: of objects, which conditions speak of, and of roles, which knowledge scopes speak of. Neither
//! is ever listed. And what names of matters have to do with each other, where nothing but names is there.
//!
//! Scopes are sets of roles, not of persons. The staff of an organ is each of its posts, each of its declared officers, and
//! the rest; two roles are two elements, even where one person fills both. `objects/` says how conditions are sets.

mod by_name;
mod columns;
mod contradictions;
mod coverage;
mod decide;
mod exported;
mod forest;
mod gaps;
mod growth;
mod likeness;
mod listed;
mod names;
mod objects;
mod outcome;
mod overlaps;
mod parts;
mod precedence;
mod region_words;
mod role_set;
mod round;
mod said;
mod scopes;
mod seen;
mod stretches;
mod witness;

#[cfg(test)]
mod tests;

pub use self::by_name::{ByName, DisclosedName, How, Named};
pub use self::columns::Column;
pub use self::contradictions::{Conflict, Contradictions, Disclosed, Since};
pub use self::coverage::{About, Coverage, Without};
pub use self::decide::{Decider, Decision, Object};
pub use self::gaps::{Gap, LISTED_GAPS};
pub use self::likeness::{Alike, Likeness, Likenesses, NameDifference, difference, fold};
pub use self::listed::{LISTED, Listed};
pub use self::names::normal;
pub use self::objects::{Block, Holder, Idle};
pub use self::outcome::{Difference, Outcomes, ScopeDifference};
pub use self::overlaps::Overlaps;
pub use self::parts::{Part, Parts};
pub use self::precedence::{Precedence, Statement, statements, written};
pub use self::region_words::{End, Interval, Region, Side, Values};
pub use self::role_set::RoleSet;
pub use self::scopes::Scopes;
pub use self::witness::{Because, Shown, Witness, WitnessValue};
