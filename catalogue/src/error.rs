//! What can go wrong with an image, and with a question.

use std::fmt;
use std::io;

/// Why an image cannot be used. None of these quotes what the image says.
#[derive(Debug)]
#[non_exhaustive]
pub enum OpenError {
    /// The file could not be read.
    Io(io::Error),
    /// It does not begin as an image does.
    NotAnImage,
    /// An image of a version that this crate does not read.
    Version {
        /// The version in its header.
        found: u32,
    },
    /// It has another length than its header says: it was cut off, or something follows it.
    Length {
        /// In bytes, by its header.
        expected: u64,
        /// In bytes.
        found: u64,
    },
    /// Its bytes are not those that were written.
    Digest,
    /// It was written so that reading it would go astray.
    Damaged {
        /// The part of the image where that was seen.
        section: &'static str,
    },
}

/// Why a catalogue was not replaced by another.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReloadError {
    /// The new image cannot be used.
    Open(OpenError),
    /// The new image has a smaller serial than the one that is held.
    Older {
        /// The serial of the one that is held.
        held: u64,
        /// The serial of the new one.
        found: u64,
    },
    /// The new image has the serial of the one that is held, and says something else.
    SameSerial {
        /// The serial of both.
        serial: u64,
    },
}

/// Why a question has no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum AskError {
    /// No kind of this id or title is declared.
    NoKind,
    /// No attribute of this id or title is declared.
    NoAttribute,
    /// Several declarations have this title: the id is needed.
    Ambiguous,
    /// The attribute has been given a value already.
    Twice,
    /// The text is no value of the attribute.
    NoValue(crate::value::ValueError),
    /// Working the answer out would take more steps than are allowed.
    TooMuch,
    /// What is asked about is of another catalogue than the one that is asked.
    Foreign,
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Io(error) => write!(f, "cannot be read: {error}"),
            OpenError::NotAnImage => f.write_str("not a compiled catalogue"),
            OpenError::Version { found } => write!(f, "format version {found} is not known here"),
            OpenError::Length { expected, found } => write!(f, "{found} bytes instead of {expected}"),
            OpenError::Digest => f.write_str("the content does not have the digest of the header"),
            OpenError::Damaged { section } => write!(f, "damaged in section {section}"),
        }
    }
}

impl fmt::Display for ReloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReloadError::Open(error) => error.fmt(f),
            ReloadError::Older { held, found } => write!(f, "serial {found} is older than {held}, which is held"),
            ReloadError::SameSerial { serial } => write!(f, "another content under the serial {serial}, which is held"),
        }
    }
}

impl fmt::Display for AskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AskError::NoKind => f.write_str("no such kind is declared"),
            AskError::NoAttribute => f.write_str("no such attribute is declared"),
            AskError::Ambiguous => f.write_str("several declarations have this title"),
            AskError::Twice => f.write_str("the attribute has a value already"),
            AskError::NoValue(error) => error.fmt(f),
            AskError::TooMuch => f.write_str("the answer would take too many steps"),
            AskError::Foreign => f.write_str("of another catalogue than the one that is asked"),
        }
    }
}

impl std::error::Error for OpenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let OpenError::Io(error) = self { Some(error) } else { None }
    }
}

impl std::error::Error for ReloadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let ReloadError::Open(error) = self { Some(error) } else { None }
    }
}

impl std::error::Error for AskError {}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        OpenError::Io(error)
    }
}

impl From<OpenError> for ReloadError {
    fn from(error: OpenError) -> Self {
        ReloadError::Open(error)
    }
}
