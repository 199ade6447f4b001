//! The texts of a program: where each came from, and how a byte offset becomes a line and a column.

use std::fmt;
use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::OnceLock;

use crate::limits;

/// A file of a program, in the order the files were added.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// Where a text begins. Places count on over all the texts of a program, as if they stood one behind the other, so that one
/// number says both the file and the byte in it. The first place is 1.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Base(NonZeroU32);

/// A stretch of one text. In the order of files, starts and ends. What file and which bytes those are [`Sources`] knows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: NonZeroU32,
    end: NonZeroU32,
}

/// A place as people count: line and column from 1, the column in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
    /// The column in UTF-16 code units from 1, as SARIF and the language server protocol count.
    pub utf16_column: usize,
}

/// One text with the name it is shown under.
pub struct Source {
    name: String,
    text: String,
    embedded: bool,
    base: Base,
    /// The text did not fit among the others: only its start can be pointed at.
    is_left_out: bool,
    lines: OnceLock<Vec<u32>>,
}

/// All the texts of a program.
#[derive(Default)]
pub struct Sources {
    files: Vec<Source>,
    /// The last so many are no texts of the program.
    settings: usize,
}

impl Sources {
    /// Adds a text under the name it is shown by.
    pub fn add(&mut self, name: impl Into<String>, text: String) -> FileId {
        let is_left_out = !self.has_room(text.len());
        self.push(name.into(), text, false, is_left_out)
    }

    /// Adds a text that came with the program and not from the user. The limit leaves room for those.
    pub fn add_embedded(&mut self, name: impl Into<String>, text: String) -> FileId {
        self.push(name.into(), text, true, false)
    }

    /// Adds a file of settings, which findings may speak of. No text is added after one.
    pub fn add_settings(&mut self, name: impl Into<String>, text: String) -> FileId {
        self.settings += 1;
        self.add(name, text)
    }

    /// Whether a text of this length still fits within the limit of all texts. Behind one that did not, none does.
    fn has_room(&self, length: usize) -> bool {
        let is_full = self.files.last().is_some_and(|last| last.is_left_out);
        !is_full && self.next().place(length).get() as usize <= limits::ALL_TEXTS_SIZE.most
    }

    /// The place behind the last text and its end.
    fn next(&self) -> Base {
        self.files.last().map_or(Base::FIRST, |last| Base(last.base.place(last.length() + 1)))
    }

    fn push(&mut self, name: String, text: String, embedded: bool, is_left_out: bool) -> FileId {
        let id = FileId::new(self.files.len());
        let base = self.next();
        self.files.push(Source { name, text, embedded, base, is_left_out, lines: OnceLock::new() });
        id
    }

    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    /// Every text of the program, in the order added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0..).map(FileId).zip(&self.files[..self.files.len() - self.settings])
    }

    /// Every text with its name, in the order added.
    pub fn into_texts(self) -> impl Iterator<Item = (String, String)> {
        self.files.into_iter().map(|source| (source.name, source.text))
    }

    /// How many files there are, those of settings included.
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// The file that a span lies in.
    pub fn file_of(&self, span: Span) -> FileId {
        FileId::new(self.files.partition_point(|source| source.base.0 <= span.start).saturating_sub(1))
    }

    /// The text that a span lies in.
    pub fn source_of(&self, span: Span) -> &Source {
        self.get(self.file_of(span))
    }

    /// The name of the text that a span lies in.
    pub fn name_of(&self, span: Span) -> &str {
        self.source_of(span).name()
    }

    /// The bytes of a span in its text.
    pub fn range(&self, span: Span) -> Range<usize> {
        self.source_of(span).range(span)
    }

    /// The file and the bytes of a span.
    pub fn place(&self, span: Span) -> (FileId, Range<usize>) {
        let file = self.file_of(span);
        (file, self.get(file).range(span))
    }

    /// A stretch of a text, as far as that can be pointed at.
    pub fn span(&self, file: FileId, range: Range<usize>) -> Span {
        let source = self.get(file);
        let most = source.length();
        Span::new(source.base, range.start.min(most)..range.end.min(most))
    }

    /// The words a span covers.
    pub fn text(&self, span: Span) -> &str {
        let source = self.source_of(span);
        &source.text[source.range(span)]
    }

    pub fn line_column(&self, span: Span) -> LineColumn {
        let source = self.source_of(span);
        source.line_column(source.range(span).start)
    }
}

#[cfg(test)]
impl Sources {
    /// With an empty text, and room for so many bytes behind it.
    pub(crate) fn with_room(room: usize) -> Self {
        let mut sources = Sources::default();
        let first = sources.add("first", String::new());
        sources.files[first.index()].base = Base::FIRST.plus(limits::ALL_TEXTS_SIZE.most - 2 - room);
        sources
    }
}

impl Source {
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the text came with the program.
    pub fn is_embedded(&self) -> bool {
        self.embedded
    }

    /// Where the text begins among the others.
    pub fn base(&self) -> Base {
        self.base
    }

    /// Whether all texts of the program together passed the limit with this one.
    pub fn is_left_out(&self) -> bool {
        self.is_left_out
    }

    /// How much of the text can be pointed at.
    fn length(&self) -> usize {
        if self.is_left_out { 0 } else { self.text.len() }
    }

    /// The bytes of a span of this text.
    pub fn range(&self, span: Span) -> Range<usize> {
        self.base.range(span)
    }

    /// The byte offset at which each line starts.
    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(breaks.map(|at| at as u32 + 1)).collect()
        })
    }

    /// The line number (from 0) that holds a byte offset.
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines().partition_point(|start| *start as usize <= offset) - 1
    }

    /// The bytes of a line (from 0), without its line break.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.lines()[line] as usize;
        let end = self.lines().get(line + 1).map_or(self.text.len(), |next| *next as usize);
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    pub fn line_column(&self, offset: usize) -> LineColumn {
        let line = self.line_of(offset);
        let start = self.lines()[line] as usize;
        let before = &self.text[start..offset];
        // The mark that a file begins with is no character of its first line; anywhere else it is one.
        let before = before.strip_prefix('\u{feff}').filter(|_| start == 0).unwrap_or(before);
        LineColumn {
            line: line + 1,
            column: before.chars().count() + 1,
            utf16_column: before.encode_utf16().count() + 1,
        }
    }
}

impl Base {
    /// Where the first text of any program begins.
    pub const FIRST: Base = Base(NonZeroU32::MIN);

    /// Where a part of the text begins, so many bytes on.
    pub(crate) fn plus(self, offset: usize) -> Base {
        Base(self.place(offset))
    }

    /// The bytes of a span that lies in this text.
    pub fn range(self, span: Span) -> Range<usize> {
        let offset = |place: NonZeroU32| (place.get() - self.0.get()) as usize;
        offset(span.start)..offset(span.end)
    }

    /// Whether a span starts here or behind.
    pub(crate) fn is_before(self, span: Span) -> bool {
        self.0 <= span.start
    }

    /// The limit of all texts keeps every place below the largest number.
    #[inline]
    fn place(self, offset: usize) -> NonZeroU32 {
        self.0.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX))
    }
}

impl Span {
    /// These bytes of a text.
    #[inline]
    pub fn new(base: Base, range: Range<usize>) -> Self {
        Span { start: base.place(range.start), end: base.place(range.end) }
    }

    /// These bytes of what the span covers.
    pub fn part(self, range: Range<usize>) -> Span {
        Span::new(Base(self.start), range)
    }

    /// The place just before this span.
    pub fn before(self) -> Span {
        Span { end: self.start, ..self }
    }

    /// The place just behind this span.
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }

    /// Whether `other` lies inside this one.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The stretch from the start of this one to the end of `other`, in the same file.
    pub fn to(self, other: Span) -> Span {
        Span { end: other.end.max(self.end), ..self }
    }
}

impl FileId {
    /// The file of an index.
    pub fn new(index: usize) -> Self {
        FileId(u32::try_from(index).expect("bug: more files than the import limit"))
    }

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

// A text may be secret: what is printed when something goes wrong tells places, never words.
impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sources({} files)", self.files.len())
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({}, {} bytes)", self.name, self.text.len())
    }
}

impl fmt::Debug for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "file{}", self.0)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}..{}]", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_utf16_units_apart() {
        let mut sources = Sources::default();
        let file = sources.add("t", "a\r\n密😀x\n".into());
        let source = sources.get(file);
        let x = source.text().find('x').unwrap();
        assert_eq!(source.line_column(x), LineColumn { line: 2, column: 3, utf16_column: 4 });
        assert_eq!(source.line_range(1), 3..3 + "密😀x".len());
        assert_eq!(source.line_column(source.text().len()).line, 3);
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        let mut sources = Sources::default();
        let file = sources.add("t", "\u{feff}x".into());
        assert_eq!(sources.get(file).line_column(3).column, 1);
    }

    #[test]
    fn a_place_says_its_file() {
        let mut sources = Sources::default();
        let files = ["ab", "", "", "cd"].map(|text| sources.add("t", text.into()));
        for file in files {
            let length = sources.get(file).text().len();
            for range in [0..0, 0..length, length..length] {
                assert_eq!(sources.place(sources.span(file, range.clone())), (file, range));
            }
        }
        let [start, end] = [0..0, 2..2].map(|range| sources.span(files[0], range));
        assert!(start < end && end < sources.span(files[1], 0..0));
        assert_eq!(sources.text(sources.span(files[3], 1..2)), "d");
    }

    #[test]
    fn a_span_is_eight_bytes() {
        assert_eq!([size_of::<Span>(), size_of::<Option<Span>>()], [8, 8]);
    }

    #[test]
    fn a_text_behind_the_limit_is_left_out() {
        let mut sources = Sources::with_room(4);
        let [small, large, behind] = ["ab", "abc", ""].map(|text| sources.add("t", text.into()));
        assert_eq!([small, large, behind].map(|file| sources.get(file).is_left_out()), [false, true, true]);
        assert_eq!(sources.place(sources.span(large, 1..3)), (large, 0..0));
        assert_eq!(sources.text(sources.span(small, 0..2)), "ab");
        let embedded = sources.add_embedded("t", "abcd".into());
        assert_eq!(sources.text(sources.span(embedded, 1..4)), "bcd");
    }
}
