//! The graph of powers: who may determine what, by which chain. The only folder that knows petgraph.
//!
//! ```text
//! Model ── World (one regime's view) ── Powers (spread along grants and successions) ── Competence (with officers)
//!                                          │                                              ├─ witness, chain
//!                                          └─ standing of each grant against its grantor  └─ refusal, repair
//! ```

mod area;
mod around;
mod chain;
mod circles;
mod competence;
mod days;
mod dimension;
mod grant_circles;
mod heirs;
mod powers;
mod reach;
mod refusal;
mod repair;
mod spread;
mod standing;
mod told;
mod world;

pub use self::area::{Area, Areas};
pub use self::chain::Hop;
pub(crate) use self::circles::shortest_cycles;
pub use self::competence::{Authority, Competence, Coverage, Question, Usable, Witness, in_force};
pub use self::days::{Days, union, without};
pub use self::dimension::Dimension;
pub use self::powers::{Basis, Power, PowerId, Powers};
pub use self::reach::{Atom, Reaches};
pub use self::refusal::{Attempt, Refusal};
pub use self::repair::{Step, last_day};
pub use self::standing::Fault;
pub use self::told::{Teller, Told, days, period, tier_arg};
pub use self::world::{Duty, Grant, Months, Rank, World};
