//! Pieces → ast, on however many threads.

use std::borrow::Cow;

use rayon::prelude::*;

use super::later::Later;
use super::{Piece, Sort, Trouble, blanked, is_items, parse};
use crate::ast::{Catalogue, Declaration, Matter};
use crate::syntax::Rule;
use crate::syntax::from_pairs::Reader;

/// What some pieces say that were read apart from those before them.
enum Read {
    Declarations(Vec<Declaration>),
    /// Of the catalogue that came last.
    Rows(Vec<Matter>),
    /// There is more than rows: whether it is given twice only those know that came before.
    Fields,
    /// Nothing: it is left for later.
    Left(Piece),
}

/// The rules that pieces are parsed by.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    declarations: Rule,
    items: Rule,
}

pub(super) const CUT: Rules = Rules { declarations: Rule::cut_declarations, items: Rule::cut_items };
pub(super) const WHOLE: Rules = Rules { declarations: Rule::declarations, items: Rule::catalogue_items };

impl Rules {
    pub(super) fn read(
        self,
        text: &str,
        groups: &[&[Piece]],
        reader: &mut Reader,
        left: Option<&mut Vec<Later>>,
    ) -> Result<Vec<Declaration>, Trouble> {
        if groups.len() > 1
            && let Some(declarations) = self.read_apart(text, groups, reader, left)?
        {
            return Ok(declarations);
        }
        self.read_in_turn(text, groups.iter().copied().flatten(), reader)
    }

    /// Reads pieces one after another, as if they were one text.
    fn read_in_turn<'p>(
        self,
        text: &str,
        pieces: impl IntoIterator<Item = &'p Piece>,
        reader: &mut Reader,
    ) -> Result<Vec<Declaration>, Trouble> {
        let mut declarations = Vec::new();
        for piece in pieces {
            self.read_piece(text, piece, reader, &mut declarations)?;
        }
        reader.end_catalogue();
        Ok(declarations)
    }

    /// The same on many threads; none if they cannot be read apart.
    fn read_apart(
        self,
        text: &str,
        groups: &[&[Piece]],
        reader: &mut Reader,
        mut left: Option<&mut Vec<Later>>,
    ) -> Result<Option<Vec<Declaration>>, Trouble> {
        let leaves_rows = left.is_some();
        let read = |group: &&[Piece]| {
            let mut reader = reader.another();
            if leaves_rows && is_items(group) {
                return Ok((Read::Left(group[0].clone()), reader));
            }
            self.read_group(text, group, &mut reader).map(|read| (read, reader))
        };
        let read: Vec<Result<(Read, Reader), Trouble>> = groups.par_iter().map(read).collect();
        let mut declarations = Vec::new();
        let mut whole = reader.another();
        for group in read {
            let (read, apart) = group?;
            match read {
                Read::Declarations(more) => declarations.extend(more),
                Read::Rows(rows) => last_catalogue(&mut declarations).matters.extend(rows),
                Read::Fields => return Ok(None),
                Read::Left(piece) => {
                    let later = Later::new(reader.text(), declarations.len() - 1, piece);
                    whole.count += later.names().len();
                    left.as_mut().expect("bug: rows are left that nobody takes").push(later);
                }
            }
            whole.take_in(apart);
        }
        reader.take_in(whole);
        Ok(Some(declarations))
    }

    fn read_group(self, text: &str, group: &[Piece], reader: &mut Reader) -> Result<Read, Trouble> {
        if is_items(group) {
            return Ok(self.read_rows(text, &group[0], reader)?.map_or(Read::Fields, Read::Rows));
        }
        self.read_in_turn(text, group, reader).map(Read::Declarations)
    }

    /// The rows of a piece of items, if it has nothing else.
    pub(super) fn read_rows(
        self,
        text: &str,
        piece: &Piece,
        reader: &mut Reader,
    ) -> Result<Option<Vec<Matter>>, Trouble> {
        let chunk = blanked(text, piece.range.clone(), &piece.comments);
        reader.rebase(piece.range.start);
        Ok(reader.only_rows(parse(self.items, &chunk)?.into_inner()))
    }

    fn read_piece(
        self,
        text: &str,
        piece: &Piece,
        reader: &mut Reader,
        into: &mut Vec<Declaration>,
    ) -> Result<(), Trouble> {
        let chunk = blanked(text, piece.range.clone(), &piece.comments);
        reader.rebase(piece.range.start);
        if piece.sort == Sort::Items {
            let pair = parse(self.items, &chunk)?;
            reader.catalogue_chunk(pair.into_inner(), last_catalogue(into));
            return Ok(());
        }
        reader.end_catalogue();
        let chunk = if piece.sort == Sort::Head { Cow::Owned(chunk.into_owned() + "}") } else { chunk };
        let pair = parse(self.declarations, &chunk)?;
        reader.declarations(pair, into);
        Ok(())
    }
}

/// The catalogue whose rows are read.
fn last_catalogue(declarations: &mut [Declaration]) -> &mut Catalogue {
    let Some(Declaration::Catalogue(catalogue)) = declarations.last_mut() else {
        unreachable!("bug: the head of a catalogue reads as something else")
    };
    catalogue
}
