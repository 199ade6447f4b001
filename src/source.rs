//! The texts of a program: where each came from, and how a byte offset becomes a line and a column.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

/// A file of a program, in the order the files were added.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// A stretch of one file, as byte offsets into its text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
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
    /// Adds a text under the name it is shown by. A text longer than 4 GiB does not fit the offsets and is refused
    /// earlier, by the file size limit.
    pub fn add(&mut self, name: impl Into<String>, text: String) -> FileId {
        self.push(Source::new(name.into(), text, false))
    }

    /// Adds a text that came with the program and not from the user.
    pub fn add_embedded(&mut self, name: impl Into<String>, text: String) -> FileId {
        self.push(Source::new(name.into(), text, true))
    }

    /// Adds a file of settings, which findings may speak of. No text is added after one.
    pub fn add_settings(&mut self, name: impl Into<String>, text: String) -> FileId {
        self.settings += 1;
        self.push(Source::new(name.into(), text, false))
    }

    fn push(&mut self, source: Source) -> FileId {
        let id = FileId::new(self.files.len());
        self.files.push(source);
        id
    }

    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    /// Every text of the program, in the order added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0..).map(FileId).zip(&self.files[..self.files.len() - self.settings])
    }

    /// How many files there are, those of settings included.
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// The words a span covers.
    pub fn text(&self, span: Span) -> &str {
        &self.get(span.file).text[span.range()]
    }

    pub fn line_column(&self, span: Span) -> LineColumn {
        self.get(span.file).line_column(span.start)
    }
}

impl Source {
    fn new(name: String, text: String, embedded: bool) -> Self {
        Source { name, text, embedded, lines: OnceLock::new() }
    }

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

    /// The byte offset at which each line starts.
    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(breaks.map(|at| at as u32 + 1)).collect()
        })
    }

    /// The line number (from 0) that holds a byte offset.
    pub fn line_of(&self, offset: u32) -> usize {
        self.lines().partition_point(|start| *start <= offset) - 1
    }

    /// The bytes of a line (from 0), without its line break.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.lines()[line] as usize;
        let end = self.lines().get(line + 1).map_or(self.text.len(), |next| *next as usize);
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    pub fn line_column(&self, offset: u32) -> LineColumn {
        let line = self.line_of(offset);
        let start = self.lines()[line] as usize;
        let before = self.text[start..offset as usize].trim_start_matches('\u{feff}');
        LineColumn {
            line: line + 1,
            column: before.chars().count() + 1,
            utf16_column: before.encode_utf16().count() + 1,
        }
    }
}

impl Span {
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Span { file, start: range.start as u32, end: range.end as u32 }
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The place just behind this span.
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }

    /// Whether `other` lies inside this one.
    pub fn contains(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
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
        write!(f, "{:?}[{}..{}]", self.file, self.start, self.end)
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
        let x = source.text().find('x').unwrap() as u32;
        assert_eq!(source.line_column(x), LineColumn { line: 2, column: 3, utf16_column: 4 });
        assert_eq!(source.line_range(1), 3..3 + "密😀x".len());
        assert_eq!(source.line_column(source.text().len() as u32).line, 3);
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        let mut sources = Sources::default();
        let file = sources.add("t", "\u{feff}x".into());
        assert_eq!(sources.get(file).line_column(3).column, 1);
    }
}
