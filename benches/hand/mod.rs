//! A parser of the whole language written by hand: the yardstick for the one that is made from the grammar.
//!
//! Source to the same ast, spans included, in one pass by recursive descent. It explains nothing: a text that does not parse
//! is `None`. Of the limits it knows that of nesting; it does not look for characters that cannot be seen. `tests/hand`
//! compares it with `dingmi::syntax::parse`.
//!
//! How it is written. A function takes what the rule of its name in the grammar takes. `None` is no: what follows then
//! decides nothing any more, but where the grammar has another way to read the same words. Space between tokens is skipped
//! in front of a token; what may or may not follow goes back to where it stood if it does not.

mod cases;
mod catalogues;
mod conditions;
mod cursor;
mod declarations;
mod keywords;
mod leaves;
mod organs;
mod regimes;
mod scopes;
mod vocabularies;

use cursor::Cursor;
use dingmi::ast::File;
use dingmi::source::Base;

/// What a text says, if it parses whole.
pub(crate) fn parse(base: Base, text: &str) -> Option<File> {
    let mut cursor = Cursor::new(base, text);
    let declarations = cursor.declarations()?;
    Some(File { declarations, count: cursor.count, is_broken: false })
}
