//! Programs in files: fixtures that say what is expected of them, the policies, the published schemas.

mod findings;
mod folder;
mod policies;
mod schemas;
