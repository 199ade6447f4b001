//! Fixes: what is mended, what is left alone, and that nothing gets worse, on every example and on random damage.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so at once")]

mod damage;
mod examples;
mod guarded;
mod samples;
mod workbench;
