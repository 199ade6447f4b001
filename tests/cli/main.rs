//! The command line as its users meet it: the real binary, in a directory and an environment of its own.

#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so at once")]

mod baseline;
mod bounds;
mod build;
mod canary;
mod ci_files;
mod classify;
mod competence;
mod configuration;
mod diff;
mod expiring;
mod fix;
mod from_sqlite;
mod graph;
mod inputs;
mod language;
mod mark;
mod matrix;
mod project;
mod query;
mod readme;
mod reports;
mod rules;
mod tables;
mod trials;
mod watching;
