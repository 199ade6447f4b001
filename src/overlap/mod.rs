//! Exact reasoning about who may know: scopes as sets, compared without listing what is in them.
//!
//! The sets are of roles, not of persons. The staff of an organ is each of its posts, each of its declared officers, and
//! the rest; two roles are two elements, even where one person fills both.

mod forest;
mod names;
mod parts;
mod role_set;
mod scopes;
mod stretches;

#[cfg(test)]
mod tests;

pub use self::names::normal;
pub use self::parts::{Part, Parts};
pub use self::role_set::RoleSet;
pub use self::scopes::Scopes;
