//! Programs in files: fixtures that say what is expected of them, the policies, the published schemas.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so at once")]

mod authority;
mod findings;
mod folder;
mod image;
mod marks;
mod policies;
mod schemas;
