//! Exact reasoning about who may know: scopes as sets, compared without listing what is in them; and about what names of
//! matters have to do with each other.
//!
//! The sets are of roles, not of persons. The staff of an organ is each of its posts, each of its declared officers, and
//! the rest; two roles are two elements, even where one person fills both.

mod forest;
mod likeness;
mod names;
mod parts;
mod role_set;
mod scopes;
mod stretches;

#[cfg(test)]
mod tests;

pub use self::likeness::{Alike, Difference, Likeness, Likenesses, difference, fold};
pub use self::names::normal;
pub use self::parts::{Part, Parts};
pub use self::role_set::RoleSet;
pub use self::scopes::Scopes;
