//! Dingmi: a language for catalogues of confidentiality matters, its compiler and its linter.
//!
//! ```text
//! text ── syntax ──▶ ast ── model ──▶ Model ──┬─ lint ──▶ diagnostics ── render ──▶ person, CI
//!                                             └─ emit ──▶ compiled catalogue ──▶ services
//! ```
//!
//! [`Program::load`] reads texts and what they import, [`Program::check`] says what is wrong with them, and
//! [`emit::outputs`] turns a sound program into a compiled catalogue. [`authority`] works out who may determine what, and
//! [`answers`] says so. The library reads no file, no clock and no environment: texts come through [`Files`], and the date
//! is an argument.
//!
//! ```
//! use dingmi::diagnostic::{Lang, Privacy};
//! use dingmi::{Files, ImportFault, Options, Program};
//! use jiff::civil::date;
//!
//! /// No imports here.
//! struct NoFiles;
//!
//! impl Files for NoFiles {
//!     fn resolve(&self, _: &str, _: &str) -> Result<String, ImportFault> {
//!         Err(ImportFault::Missing)
//!     }
//!     fn read(&self, _: &str) -> Result<String, ImportFault> {
//!         Err(ImportFault::Missing)
//!     }
//! }
//!
//! let text = "organ council { tier central; superior assembly; }";
//! let program = Program::load(vec![("main.dingmi".to_owned(), text.to_owned())], &NoFiles);
//! let options = Options::on(date(2026, 11, 23));
//! let (_model, findings) = program.check(&options);
//! assert_eq!(findings[0].kind.code, "S002");
//! assert_eq!(findings[0].message.render(Lang::En, Privacy::Redacted), "no organ … is declared");
//! ```

pub mod answers;
pub mod ast;
pub mod audience;
pub mod authority;
pub mod baseline;
pub mod diagnostic;
#[cfg(feature = "cli")]
pub mod diagram;
#[cfg(feature = "cli")]
pub mod difference;
pub mod emit;
pub mod faults;
pub mod lapses;
pub mod limits;
pub mod lint;
pub mod marks;
#[cfg(feature = "cli")]
pub mod matrix;
pub mod mend;
pub mod model;
pub mod overlap;
mod program;
#[cfg(feature = "cli")]
pub mod query;
pub mod render;
pub mod settings;
pub mod source;
pub mod syntax;
pub mod trials;
pub mod watch;

#[cfg(feature = "cli")]
pub mod cli;

pub use program::{Checked, Files, ImportFault, Options, Program};
