//! The bounds within which any input ends. `docs/language.md` lists them, and a test keeps the two equal.

/// One bound.
#[derive(Debug)]
pub struct Limit {
    /// The name a finding gives it.
    pub name: &'static str,
    pub most: usize,
}

pub static FILE_SIZE: Limit = Limit { name: "file-size", most: 256 * 1024 * 1024 };
/// Bytes in all texts of a program. Places in them are numbers of 32 bits; what comes with the compiler needs a few as well.
pub static ALL_TEXTS_SIZE: Limit = Limit { name: "all-texts-size", most: 4_000 * 1024 * 1024 };
pub static LINE_LENGTH: Limit = Limit { name: "line-length", most: 64 * 1024 };
/// One declaration other than a catalogue, or one row.
pub static PIECE_SIZE: Limit = Limit { name: "declaration-size", most: 4 * 1024 * 1024 };
pub static NESTING: Limit = Limit { name: "nesting", most: 32 };
pub static DECLARATIONS: Limit = Limit { name: "declarations", most: 8_000_000 };
pub static CONDITION_SIZE: Limit = Limit { name: "condition-size", most: 1_000 };
/// Blocks that one condition, or one row with its exceptions, comes to when it is written as alternatives.
pub static CONDITION_BLOCKS: Limit = Limit { name: "condition-blocks", most: 10_000 };
pub static ALL_CONDITION_BLOCKS: Limit = Limit { name: "all-condition-blocks", most: 8_000_000 };
/// Steps of looking for objects that two rows have in common.
pub static OVERLAP_STEPS: Limit = Limit { name: "overlap-steps", most: 500_000_000 };
/// Steps of comparing two rows.
pub static PAIR_STEPS: Limit = Limit { name: "pair-steps", most: 20_000_000 };
pub static FILES: Limit = Limit { name: "files", most: 100_000 };
pub static IMPORTS: Limit = Limit { name: "imports", most: 1_000 };
/// What passes along grants and successions.
pub static POWERS: Limit = Limit { name: "powers", most: 40_000_000 };
/// Powers of one organ over one reach, of which none lies in another.
pub static POWERS_ALIKE: Limit = Limit { name: "powers-alike", most: 10_000 };
/// Steps of working out who may determine what.
pub static AUTHORITY_STEPS: Limit = Limit { name: "authority-steps", most: 1_000_000_000 };
/// Pairs of an organ that ended and one that carries on for it.
pub static SUCCESSIONS: Limit = Limit { name: "successions", most: 1_000_000 };
/// One mark on a carrier, in bytes.
pub static MARK_SIZE: Limit = Limit { name: "mark-size", most: 1_024 };
/// One object on a line of a batch, in bytes.
pub static OBJECT_SIZE: Limit = Limit { name: "object-size", most: 64 * 1024 };
pub static SYNTAX_ERRORS: Limit = Limit { name: "syntax-errors", most: 1_000 };

/// What one scope is put together from: organs times titles of posts, at most.
pub static SCOPE_SIZE: Limit = Limit { name: "scope-size", most: 1_000_000 };
/// What all named scopes come to.
pub static ALL_SCOPES_SIZE: Limit = Limit { name: "all-scopes-size", most: 4_000_000 };
/// Pairs of names of which it is looked up whether they are alike, long enumerations by their items.
pub static LIKE_NAMES: Limit = Limit { name: "like-names", most: 20_000_000 };

/// Days on which tests ask what a check finds: each is a check of everything.
pub static TEST_DAYS: Limit = Limit { name: "test-days", most: 1_000 };

/// All of them, in the order of the documentation.
pub static ALL: [&Limit; 24] = [
    &FILE_SIZE,
    &ALL_TEXTS_SIZE,
    &LINE_LENGTH,
    &PIECE_SIZE,
    &NESTING,
    &DECLARATIONS,
    &CONDITION_SIZE,
    &CONDITION_BLOCKS,
    &ALL_CONDITION_BLOCKS,
    &OVERLAP_STEPS,
    &PAIR_STEPS,
    &FILES,
    &IMPORTS,
    &POWERS,
    &POWERS_ALIKE,
    &AUTHORITY_STEPS,
    &SUCCESSIONS,
    &MARK_SIZE,
    &OBJECT_SIZE,
    &SYNTAX_ERRORS,
    &SCOPE_SIZE,
    &ALL_SCOPES_SIZE,
    &LIKE_NAMES,
    &TEST_DAYS,
];
