//! A compiled image, and what is asked of it → the answer as published data, and in words.

pub mod json;
mod told;
mod words;

pub use self::told::Teller;
pub use self::words::{Manner, describe, human};
