//! Rows of large catalogues that are read only when it is asked what they mean: so what is written of a row is never in memory
//! together with that of all others.

use super::Piece;
use super::read::{CUT, WHOLE};
use crate::ast::{Matter, Name};
use crate::diagnostic::Diagnostic;
use crate::source::{Base, Sources, Span};
use crate::syntax::from_pairs::Reader;

/// Some rows of a catalogue, of which only the names are known.
#[derive(Clone, Debug)]
pub struct Later {
    /// Where their text starts.
    text: Base,
    catalogue: usize,
    piece: Piece,
}

impl Later {
    pub(super) fn new(text: Base, catalogue: usize, piece: Piece) -> Self {
        Later { text, catalogue, piece }
    }

    /// The place of their catalogue among the declarations of its file.
    pub fn catalogue(&self) -> usize {
        self.catalogue
    }

    /// Where each of them is named.
    pub fn names(&self) -> &[Name] {
        self.piece.names.as_deref().unwrap_or_default()
    }

    /// The rows, and what is wrong with their shape; nothing if they do not parse: then their whole text has to be read,
    /// which says why.
    pub fn read(&self, sources: &Sources) -> Option<(Vec<Matter>, Vec<Diagnostic>)> {
        let text = sources.source_of(Span::new(self.text, 0..0)).text();
        [CUT, WHOLE].into_iter().find_map(|rules| {
            let mut reader = Reader::new(self.text);
            let matters = rules.read_rows(text, &self.piece, &mut reader).ok()??;
            let is_sound = !reader.is_lost && matters.iter().map(|row| row.head.id).eq(self.names().iter().copied());
            is_sound.then_some((matters, reader.diagnostics))
        })
    }
}
