//! The rules of the house, run: what every rule must have, what documents must equal, who may use whom, and what must
//! hold for any input.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so at once")]

mod alone;
mod files;
#[expect(dead_code, reason = "the corpus uses all of it")]
#[path = "../corpus/folder.rs"]
mod folder;
mod hostile_texts;
mod language_page;
mod late_rows;
mod law_words;
mod layers;
mod lean_library;
mod messages;
mod order;
mod rule_pages;
mod rules;
mod rust_source;
mod spelling;
