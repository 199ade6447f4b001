//! Bytes → an image of which every later reading stays within its bounds, or an error that says what is wrong.

use std::cell::Cell;
use std::ops::Range;

use zerocopy::FromBytes;

use crate::digest::digest;
use crate::error::OpenError;
use crate::fields::{Field as _, Record};
use crate::map::Bytes;
use crate::records::raw;
use crate::section::{Entry, FORMAT_VERSION, Header, LINE, MAGIC, Section};
use crate::sound;
use crate::titles::Titles;

/// An image that was found sound.
pub struct Image {
    bytes: Bytes,
    /// By section, where it lies.
    ranges: Vec<Range<usize>>,
    pub(crate) kinds: Titles,
    pub(crate) attributes: Titles,
}

/// Where sections lie while it is being checked what their records say.
pub(crate) struct Layout<'b> {
    bytes: &'b [u8],
    ranges: &'b [Range<usize>],
    counts: Vec<u32>,
    text: &'b str,
    /// How many numbers lists may still hold: no two share any, so that checking them is one walk.
    numbers: Cell<u32>,
}

impl Image {
    pub(crate) fn new(bytes: Bytes) -> Result<Self, OpenError> {
        let ranges = ranges(&bytes)?;
        let (digest, checked) = digest(&bytes, || sound::check(&Layout::new(&bytes, &ranges)?));
        if digest != header(&bytes)?.digest {
            return Err(OpenError::Digest);
        }
        checked?;
        let mut image = Image { bytes, ranges, kinds: Titles::default(), attributes: Titles::default() };
        image.kinds = Titles::of::<raw::Kind>(&image, |kind| (kind.id, kind.name));
        image.attributes = Titles::of::<raw::Attribute>(&image, |attribute| (attribute.id, attribute.name));
        Ok(image)
    }

    pub(crate) fn header(&self) -> &Header {
        header(&self.bytes).expect("bug: an image that lost its header")
    }

    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// All records of a section.
    pub(crate) fn records<T: Record>(&self) -> &[T] {
        records(&self.bytes, &self.ranges)
    }

    pub(crate) fn record<T: Record>(&self, index: u32) -> &T {
        let range = &self.ranges[T::SECTION as usize];
        let record = &self.bytes[range.clone()][index as usize * size_of::<T>()..][..size_of::<T>()];
        T::ref_from_bytes(record).expect("bug: a record of another size")
    }

    pub(crate) fn stretch<T: Record>(&self, start: u32, len: u32) -> &[T] {
        &self.records()[start as usize..(start + len) as usize]
    }

    pub(crate) fn count(&self, section: Section) -> u64 {
        entries(&self.bytes).expect("bug: an image that lost its sections")[section as usize].count.get()
    }

    /// It was UTF-8 when the image was opened. A file that somebody writes to all the same may have changed.
    pub(crate) fn text(&self, start: u32, len: u32) -> &str {
        std::str::from_utf8(self.text_bytes(start, len)).expect("bug: the file was changed while it was mapped")
    }

    pub(crate) fn text_bytes(&self, start: u32, len: u32) -> &[u8] {
        let text = &self.bytes[self.ranges[Section::Text as usize].clone()];
        &text[start as usize..][..len as usize]
    }

    /// Whether the text goes on with these words from a place that need not be in it.
    pub(crate) fn begins(&self, start: u32, words: &[u8]) -> bool {
        let text = &self.bytes[self.ranges[Section::Text as usize].clone()];
        text.get(start as usize..).and_then(|rest| rest.get(..words.len())) == Some(words)
    }
}

#[cfg(all(test, feature = "document"))]
impl Image {
    /// An image of which no more was checked than where its sections lie.
    pub(crate) fn unchecked(bytes: Vec<u8>) -> Self {
        let ranges = ranges(&bytes).expect("sections");
        Image { bytes: Bytes::Owned(bytes), ranges, kinds: Titles::default(), attributes: Titles::default() }
    }

    pub(crate) fn layout(&self) -> Layout<'_> {
        Layout::new(&self.bytes, &self.ranges).expect("texts")
    }

    /// Where a section lies.
    pub(crate) fn range(&self, section: Section) -> Range<usize> {
        self.ranges[section as usize].clone()
    }
}

fn header(bytes: &[u8]) -> Result<&Header, OpenError> {
    Header::ref_from_prefix(bytes).map(|(header, _)| header).map_err(|_| OpenError::NotAnImage)
}

fn entries(bytes: &[u8]) -> Option<&[Entry]> {
    let rest = bytes.get(size_of::<Header>()..)?;
    <[Entry]>::ref_from_prefix_with_elems(rest, Section::ALL.len()).ok().map(|(entries, _)| entries)
}

/// Where sections lie: each is there, in its order, from the next line of a cache on behind the one before, and the last ends with the
/// bytes.
fn ranges(bytes: &[u8]) -> Result<Vec<Range<usize>>, OpenError> {
    const DAMAGED: OpenError = OpenError::Damaged { section: "Header" };
    if bytes.get(..MAGIC.len()) != Some(&MAGIC) {
        return Err(OpenError::NotAnImage);
    }
    let header = header(bytes)?;
    if header.version.get() != FORMAT_VERSION {
        return Err(OpenError::Version { found: header.version.get() });
    }
    let found = bytes.len() as u64;
    if header.length.get() != found {
        return Err(OpenError::Length { expected: header.length.get(), found });
    }
    if header.section_count.get() as usize != Section::ALL.len() || header.reserved.get() != 0 {
        return Err(DAMAGED);
    }
    let entries = entries(bytes).ok_or(DAMAGED)?;
    let mut next = size_of::<Header>() + size_of_val(entries);
    let mut ranges = Vec::with_capacity(entries.len());
    for (number, (entry, section)) in (0..).zip(entries.iter().zip(Section::ALL)) {
        let size = raw::size(*section);
        let gap = bytes.get(next..next.next_multiple_of(LINE)).ok_or(DAMAGED)?;
        next += gap.len();
        let is_right = gap.iter().all(|byte| *byte == 0)
            && entry.section.get() == number
            && entry.record.get() as usize == size
            && entry.offset.get() == next as u64
            && (*section == Section::Text || entry.count.get() < u64::from(u32::MAX));
        let count = usize::try_from(entry.count.get()).ok().filter(|_| is_right).ok_or(DAMAGED)?;
        let end = count.checked_mul(size).and_then(|length| next.checked_add(length)).ok_or(DAMAGED)?;
        if end > bytes.len() {
            return Err(DAMAGED);
        }
        ranges.push(next..end);
        next = end;
    }
    if next == bytes.len() { Ok(ranges) } else { Err(DAMAGED) }
}

fn records<'b, T: Record>(bytes: &'b [u8], ranges: &[Range<usize>]) -> &'b [T] {
    let range = ranges[T::SECTION as usize].clone();
    <[T]>::ref_from_bytes(&bytes[range]).expect("bug: a section of a part of a record")
}

impl<'b> Layout<'b> {
    fn new(bytes: &'b [u8], ranges: &'b [Range<usize>]) -> Result<Self, OpenError> {
        let text = std::str::from_utf8(&bytes[ranges[Section::Text as usize].clone()]);
        let text = text.map_err(|_| OpenError::Damaged { section: Section::Text.name() })?;
        let entries = entries(bytes).expect("bug: an image that lost its sections");
        let counts: Vec<u32> =
            entries.iter().map(|entry| u32::try_from(entry.count.get()).unwrap_or(u32::MAX)).collect();
        let numbers = Cell::new(counts[Section::Numbers as usize]);
        let layout = Layout { bytes, ranges, counts, text, numbers };
        let as_of = header(bytes)?.as_of;
        if as_of.is_sound(&layout) { Ok(layout) } else { Err(OpenError::Damaged { section: "Header" }) }
    }

    pub(crate) fn count(&self, section: Section) -> u32 {
        self.counts[section as usize]
    }

    pub(crate) fn records<T: Record>(&self) -> &'b [T] {
        records(self.bytes, self.ranges)
    }

    /// Whether there are so many numbers that no other list holds.
    pub(crate) fn spend(&self, count: u32) -> bool {
        let left = self.numbers.get().checked_sub(count);
        left.inspect(|left| self.numbers.set(*left)).is_some()
    }

    /// Whether a stretch of the text begins and ends between characters.
    pub(crate) fn is_text(&self, start: u32, len: u32) -> bool {
        let (start, end) = (start as usize, start as usize + len as usize);
        self.text.is_char_boundary(start) && self.text.is_char_boundary(end)
    }

    pub(crate) fn numbers(&self, start: u32, len: u32) -> &'b [raw::Number] {
        &self.records()[start as usize..(start + len) as usize]
    }
}

impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Image({} bytes)", self.bytes.len())
    }
}
