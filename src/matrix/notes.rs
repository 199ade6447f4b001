//! What contradicts the table: rows that give an object different things, and rows that take in what must be public.

use std::collections::{BTreeMap, BTreeSet};

use super::Setting;
use super::json::{Example, ExampleValue, Matrix, Note, Unlisted};
use super::words;
use crate::model::{Id, Matter, Place};
use crate::overlap::{Block, Column, Conflict, Disclosed, Holder, Since};

/// The rows of the table, by their place in it.
type Places = BTreeMap<Id<Matter>, usize>;

impl Setting<'_> {
    pub(super) fn add_notes(&self, matrix: &mut Matrix, rows: &[Id<Matter>], columns: &[Column]) {
        let places: Places = rows.iter().enumerate().map(|(at, row)| (*row, at)).collect();
        let found = self.overlaps.contradictions();
        for (row, conflicts) in &found.conflicts {
            for conflict in &conflicts.first {
                self.add_conflict(matrix, (&places, columns), *row, conflict);
            }
            let last = conflicts.first.last().map(|conflict| conflict.other);
            // Of a row of another catalogue the ones that are not listed come behind the last that is.
            if places.contains_key(row) || places.keys().any(|own| Some(*own) > last) {
                self.add_unlisted(matrix, *row, conflicts.count - conflicts.first.len());
            }
        }
        for (row, disclosed) in found.disclosed.iter().filter(|(row, _)| places.contains_key(row)) {
            for each in &disclosed.first {
                self.add_disclosed(matrix, (&places, columns), *row, each);
            }
            self.add_unlisted(matrix, *row, disclosed.count - disclosed.first.len());
        }
    }

    fn add_unlisted(&self, matrix: &mut Matrix, row: Id<Matter>, count: usize) {
        if count > 0 {
            matrix.unlisted.push(Unlisted { matter: self.context.subject(Place::Matter(row)), count });
        }
    }

    fn add_conflict(
        &self,
        matrix: &mut Matrix,
        (places, columns): (&Places, &[Column]),
        row: Id<Matter>,
        conflict: &Conflict,
    ) {
        let rows = [conflict.other, row];
        let shown: Vec<usize> = rows.iter().filter_map(|row| places.get(row).copied()).collect();
        if shown.is_empty() {
            return;
        }
        let meet = |column: &Column| self.overlaps.conflict_in(conflict.other, row, column);
        let note = Note {
            about: "conflict",
            matter: self.context.subject(Place::Matter(conflict.other)),
            other: self.context.subject(Place::Matter(row)),
            differs: conflict.difference.fields(),
            from: self.if_later(conflict.since),
            example: self.example(&rows.map(Holder::Matter), &conflict.objects),
            ..Note::default()
        };
        self.add(matrix, (&shown, columns), note, &meet);
    }

    fn add_disclosed(
        &self,
        matrix: &mut Matrix,
        (places, columns): (&Places, &[Column]),
        row: Id<Matter>,
        each: &Disclosed,
    ) {
        let item = Holder::Item(each.list, each.item);
        let meet = |column: &Column| self.overlaps.meet_in(Holder::Matter(row), item, column);
        let note = Note {
            about: "public",
            matter: self.context.subject(Place::Matter(row)),
            other: self.context.item(each.list, each.item),
            from: self.if_later(each.since),
            example: self.example(&[Holder::Matter(row), item], &each.objects),
            ..Note::default()
        };
        self.add(matrix, (&[places[&row]], columns), note, &meet);
    }

    /// Adds a note, and marks the cells of these rows that it is about: all of them speak of a kind in which they meet.
    fn add(
        &self,
        matrix: &mut Matrix,
        (rows, columns): (&[usize], &[Column]),
        mut note: Note,
        meet: &dyn Fn(&Column) -> bool,
    ) {
        note.number = matrix.notes.len() + 1;
        let of_first = rows.first().map_or(&[][..], |row| &matrix.matters[*row].cells);
        let speak = |column: usize| rows.iter().all(|row| matrix.matters[*row].cell(column).is_some());
        let met = of_first.iter().map(|cell| cell.column).filter(|column| speak(*column) && meet(&columns[*column]));
        let met: BTreeSet<usize> = met.collect();
        note.kinds = met.iter().map(|column| matrix.kinds[*column].id.clone()).collect();
        for row in rows {
            let cells = matrix.matters[*row].cells.iter_mut();
            cells.filter(|cell| met.contains(&cell.column)).for_each(|cell| cell.notes.push(note.number));
        }
        matrix.notes.push(note);
    }

    fn if_later(&self, since: Since) -> Option<String> {
        since.filter(|day| *day > self.context.as_of).map(|day| day.to_string())
    }

    fn example(&self, holders: &[Holder], objects: &Block) -> Option<Example> {
        if !self.is_open() {
            return None;
        }
        let model = self.context.model;
        let witness = self.overlaps.witness(holders, objects);
        let values = witness.values.iter().map(|value| {
            let attribute = &model.attributes[value.attribute];
            ExampleValue {
                attribute: self.id(&attribute.head),
                title: self.title(&attribute.head),
                value: words::shown(self, attribute, &value.value),
            }
        });
        let kind = witness.kind.map(|kind| &model.kinds[kind].head);
        Some(Example {
            kind: kind.map(|head| self.id(head)),
            kind_title: kind.and_then(|head| self.title(head)),
            values: values.collect(),
        })
    }
}
