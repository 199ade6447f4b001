//! The kinds of finding that reading and resolving a text raise, one file each. Those that rules raise are in `lint/rules/`.
//!
//! Several kinds may share a code; each has a name of its own.

use crate::diagnostic::Kind;

macro_rules! faults {
    ($($module:ident $kind:ident),* $(,)?) => {
        $(mod $module;)*
        $(pub use $module::$kind;)*

        /// All of them.
        pub static KINDS: &[&Kind] = &[$(&$kind),*];
    };
}

faults! {
    duplicate_definition DUPLICATE_DEFINITION,
    english_level_word ENGLISH_LEVEL_WORD,
    import_cycle IMPORT_CYCLE,
    import_escape IMPORT_ESCAPE,
    import_missing IMPORT_MISSING,
    invisible_or_bidi INVISIBLE_OR_BIDI,
    limit_exceeded LIMIT_EXCEEDED,
    repeated_field REPEATED_FIELD,
    syntax_error SYNTAX_ERROR,
    type_mismatch TYPE_MISMATCH,
    unknown_field UNKNOWN_FIELD,
    unknown_reference UNKNOWN_REFERENCE,
}
