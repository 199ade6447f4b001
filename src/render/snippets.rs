//! The source lines that one finding shows, as one small text: a line of context around each label, long lines cut to a
//! window, and nothing in it that a terminal would act on.

use std::ops::{Range, RangeInclusive};

use super::View;
use crate::diagnostic::shown_name;
use crate::diagnostic::{Label, is_unprintable};
use crate::source::{FileId, Source, Sources};

/// A line longer than this is cut, in characters.
const LONG: usize = 160;
/// What is left of a long line before the place it is shown for, and from there on.
const BEFORE: usize = 60;
const AFTER: usize = 100;

#[derive(Debug, Default)]
pub(super) struct Snippets {
    pub text: String,
    /// In the order of `text`, each behind the other.
    pub snippets: Vec<Snippet>,
    pub marks: Vec<Mark>,
}

/// Neighbouring lines of one file.
#[derive(Debug)]
pub(super) struct Snippet {
    pub name: String,
    /// From 0.
    pub first_line: usize,
    pub line_count: usize,
    pub shown: Range<usize>,
}

/// A label, where `Snippets::text` shows it. Of several lines only the first is marked: it says where to look.
#[derive(Debug)]
pub(super) struct Mark {
    pub shown: Range<usize>,
    pub message: String,
    pub primary: bool,
    /// Line and column in the source, from 0, the column in characters.
    origin: (usize, usize),
}

/// Lines of one file to show, with the labels that stand in them.
struct Stretch<'a> {
    file: FileId,
    lines: RangeInclusive<usize>,
    /// The bytes to show of a long line; the stretch is then that line alone.
    window: Option<Range<usize>>,
    labels: Vec<Placed<'a>>,
}

#[derive(Clone, Copy)]
struct Placed<'a> {
    label: &'a Label,
    primary: bool,
    file: FileId,
    /// The byte it starts at.
    start: usize,
    line: usize,
}

impl Snippets {
    pub(super) fn new(labels: &[Label], view: &View<'_>) -> Self {
        let mut snippets = Snippets::default();
        for stretch in stretches(labels, view.sources) {
            snippets.add(&stretch, view);
        }
        snippets
    }

    /// The snippet that holds a range of `text`.
    pub(super) fn around(&self, range: &Range<usize>) -> Option<&Snippet> {
        self.snippets.iter().find(|snippet| snippet.shown.start <= range.start && range.end <= snippet.shown.end)
    }

    /// Line and column, from 0, of the label shown at an offset.
    pub(super) fn origin(&self, offset: usize) -> (usize, usize) {
        self.marks.iter().find(|mark| mark.shown.start == offset).map_or((0, 0), |mark| mark.origin)
    }

    fn add(&mut self, stretch: &Stretch<'_>, view: &View<'_>) {
        let start = self.text.len();
        let source = view.sources.get(stretch.file);
        for line in stretch.lines.clone() {
            let whole = visible(source, line);
            let part = stretch.window.clone().unwrap_or_else(|| head(source, whole.clone()));
            let at = self.add_line(source, &whole, &part);
            let labels = stretch.labels.iter().filter(|placed| placed.line == line);
            self.marks.extend(labels.map(|placed| placed.mark(&part, at, view)));
        }
        self.snippets.push(Snippet {
            name: shown_name(source.name()),
            first_line: *stretch.lines.start(),
            line_count: stretch.lines.clone().count(),
            shown: start..self.text.len(),
        });
    }

    /// Returns where the part starts in `text`. Each replacement is as long as what it replaces, so that offsets hold.
    fn add_line(&mut self, source: &Source, whole: &Range<usize>, part: &Range<usize>) -> usize {
        if part.start > whole.start {
            self.text.push('…');
        }
        let at = self.text.len();
        self.text.extend(source.text()[part.clone()].chars().map(|c| match c.len_utf8() {
            _ if c == '\t' || !is_unprintable(c) => c,
            1 => '?',
            2 => '¿',
            _ => char::REPLACEMENT_CHARACTER,
        }));
        if part.end < whole.end {
            self.text.push('…');
        }
        self.text.push('\n');
        at
    }
}

impl Placed<'_> {
    fn mark(&self, part: &Range<usize>, at: usize, view: &View<'_>) -> Mark {
        let span = self.label.span;
        let shown = |offset: usize| at + offset.clamp(part.start, part.end) - part.start;
        let range = view.sources.range(span);
        let origin = view.sources.line_column(span);
        Mark {
            shown: shown(range.start)..shown(range.end),
            message: view.message(&self.label.message),
            primary: self.primary,
            origin: (origin.line - 1, origin.column - 1),
        }
    }
}

/// The file of the main label first, then the others as the labels name them.
fn stretches<'a>(labels: &'a [Label], sources: &Sources) -> Vec<Stretch<'a>> {
    let mut placed: Vec<Placed<'a>> =
        labels.iter().enumerate().map(|(i, label)| place(label, i == 0, sources)).collect();
    placed.sort_by_key(|placed| {
        let file = labels.iter().position(|label| sources.file_of(label.span) == placed.file);
        (file, placed.start)
    });
    let mut stretches: Vec<Stretch<'a>> = Vec::new();
    for placed in placed {
        let joined = stretches.last().and_then(|last| last.joined(placed, sources));
        match (stretches.last_mut(), joined) {
            (Some(last), Some(lines)) => {
                last.lines = lines;
                last.labels.push(placed);
            }
            _ => stretches.push(Stretch::new(placed, sources)),
        }
    }
    stretches
}

fn place<'a>(label: &'a Label, primary: bool, sources: &Sources) -> Placed<'a> {
    let (file, range) = sources.place(label.span);
    Placed { label, primary, file, start: range.start, line: sources.get(file).line_of(range.start) }
}

impl<'a> Stretch<'a> {
    fn new(placed: Placed<'a>, sources: &Sources) -> Self {
        let file = placed.file;
        let source = sources.get(file);
        let window = window(source, placed);
        let lines = match window {
            Some(_) => placed.line..=placed.line,
            None => with_context(source, placed.line),
        };
        Stretch { file, lines, window, labels: vec![placed] }
    }

    /// The lines of this stretch once the label stands in it too, if it can.
    fn joined(&self, placed: Placed<'_>, sources: &Sources) -> Option<RangeInclusive<usize>> {
        if placed.file != self.file {
            return None;
        }
        if let Some(part) = &self.window {
            let inside = self.lines.contains(&placed.line) && part.contains(&placed.start);
            return inside.then(|| self.lines.clone());
        }
        let source = sources.get(self.file);
        let lines = with_context(source, placed.line);
        let joins = *lines.start() <= self.lines.end() + 1 && window(source, placed).is_none();
        joins.then(|| *self.lines.start()..=*self.lines.end().max(lines.end()))
    }
}

fn with_context(source: &Source, line: usize) -> RangeInclusive<usize> {
    let last = source.line_of(source.text().trim_end().len()).max(line);
    line.saturating_sub(1)..=(line + 1).min(last)
}

/// The bytes of a line without its break, and without the mark that may open the file.
fn visible(source: &Source, line: usize) -> Range<usize> {
    let range = source.line_range(line);
    let mark = if source.text()[range.clone()].starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    range.start + mark..range.end
}

fn is_long(text: &str) -> bool {
    text.chars().nth(LONG).is_some()
}

/// What to show of the line that a label stands in, where the line is too long to be shown whole.
fn window(source: &Source, placed: Placed<'_>) -> Option<Range<usize>> {
    let whole = visible(source, placed.line);
    if !is_long(&source.text()[whole.clone()]) {
        return None;
    }
    let focus = placed.start.clamp(whole.start, whole.end);
    let before = source.text()[whole.start..focus].char_indices().rev().take(BEFORE).last();
    let start = before.map_or(focus, |(offset, _)| whole.start + offset);
    Some(start..first(source, focus..whole.end, AFTER))
}

/// The whole line, or the start of a long one.
fn head(source: &Source, whole: Range<usize>) -> Range<usize> {
    match is_long(&source.text()[whole.clone()]) {
        true => whole.start..first(source, whole, LONG),
        false => whole,
    }
}

/// The end of the first `count` characters of a range.
fn first(source: &Source, range: Range<usize>, count: usize) -> usize {
    let end = source.text()[range.clone()].char_indices().nth(count);
    end.map_or(range.end, |(offset, _)| range.start + offset)
}
