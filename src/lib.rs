//! Dingmi: a language for catalogues of confidentiality matters, its compiler and its linter.
//!
//! ```text
//! text ── syntax ──▶ ast ── model ──▶ Model ──┬─ lint ──▶ diagnostics ── render ──▶ person, CI
//!                                             └─ emit ──▶ compiled catalogue ──▶ services
//! ```
//!
//! [`Program::load`] reads texts and what they import, [`Program::check`] says what is wrong with them, and
//! [`emit::outputs`] turns a sound program into a compiled catalogue. The library reads no file, no clock and no
//! environment: texts come through [`Files`], and the date is an argument.

pub mod ast;
mod authority;
pub mod diagnostic;
pub mod emit;
pub mod faults;
pub mod limits;
pub mod lint;
pub mod model;
mod program;
pub mod render;
pub mod source;
pub mod syntax;

#[cfg(feature = "cli")]
pub mod cli;

pub use program::{Files, ImportFault, Options, Program};
