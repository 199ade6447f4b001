//! The bytes of an image: in memory, or a file mapped into it. The only place with `unsafe`.

#![expect(unsafe_code, reason = "a file is mapped into memory by a call that the compiler cannot check")]

use std::fs::File;
use std::io;
use std::ops::Deref;

use memmap2::Mmap;

/// Bytes that do not change.
pub(crate) enum Bytes {
    Owned(Vec<u8>),
    Mapped(Mmap),
}

impl Bytes {
    /// Maps a file that nobody writes to.
    pub(crate) fn map(file: &File) -> io::Result<Self> {
        // SAFETY: the call is unsafe because the bytes of a mapped file are those of the file: while they are borrowed here,
        // another process could change them. Images are immutable by contract: `dingmi build` makes a new file and renames it
        // over the old one, so the old bytes stay while they are mapped, and `Catalogue::open` says that nobody else may write
        // to the file. Nothing here rests on more than that. No value is made of the bytes that is not valid for all bytes:
        // records are plain little-endian numbers, texts are checked to be UTF-8 each time they are read, and every access is
        // checked against the bounds, so bytes that change all the same give wrong answers or a panic, and never a read outside
        // the map. A file that is made shorter ends the process with SIGBUS; who cannot rule that out uses `Catalogue::read`.
        unsafe { Mmap::map(file) }.map(Bytes::Mapped)
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Owned(bytes) => bytes,
            Bytes::Mapped(map) => map,
        }
    }
}
