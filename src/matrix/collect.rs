//! Model → the table as data.

use std::collections::BTreeMap;

use super::json::{Cell, Kind, Matrix, Row, Without};
use super::words;
use super::{MOST_CELLS, Setting, TooLarge};
use crate::answers::told::{self, Level};
use crate::diagnostic::{Arg, Privacy};
use crate::lapses::json::Place as Position;
use crate::model::{self, Catalogue, Head, Id, Matter, Place};
use crate::overlap::{About, Column, Coverage, Region};

/// By kind, its place among the columns.
type Places = BTreeMap<Id<model::Kind>, usize>;

pub(super) fn collect(setting: &Setting<'_>, id: Id<Catalogue>) -> Result<Matrix, TooLarge> {
    let (context, model) = (setting.context, setting.context.model);
    let catalogue = &model.catalogues[id];
    let columns = setting.overlaps.columns(&catalogue.matters);
    if catalogue.matters.len().saturating_mul(columns.len()) > MOST_CELLS {
        return Err(TooLarge { rows: catalogue.matters.len(), kinds: columns.len() });
    }
    let places: Places = (0..).zip(&columns).map(|(at, column)| (column.kind, at)).collect();
    let mut matrix = Matrix {
        version: 1,
        catalogue: setting.id(&catalogue.head),
        title: setting.title(&catalogue.head),
        regime: catalogue.regime.map(|regime| setting.id(&model.regimes[regime].head)),
        on: context.as_of.to_string(),
        in_force: context.is_in_force(catalogue),
        kinds: columns.iter().map(|column| setting.kind(column, &places)).collect(),
        matters: catalogue.matters.iter().map(|row| setting.row(*row, (&columns, &places))).collect(),
        notes: Vec::new(),
        unlisted: Vec::new(),
    };
    setting.add_notes(&mut matrix, &catalogue.matters, &columns);
    Ok(matrix)
}

impl Setting<'_> {
    pub(super) fn is_open(&self) -> bool {
        self.privacy == Privacy::Open
    }

    pub(super) fn id(&self, head: &Head) -> String {
        self.context.id(head.id).into_owned()
    }

    /// Only where words may be shown.
    pub(super) fn title(&self, head: &Head) -> Option<String> {
        head.title.filter(|_| self.is_open()).map(|title| self.context.words(title).into_owned())
    }

    fn kind(&self, column: &Column, places: &Places) -> Kind {
        let kinds = &self.context.model.kinds;
        Kind {
            id: self.id(&kinds[column.kind].head),
            title: self.title(&kinds[column.kind].head),
            within: column.within.map(|outer| self.id(&kinds[outer].head)),
            outer: column.within.map(|outer| places[&outer]),
        }
    }

    fn row(&self, id: Id<Matter>, columns: (&[Column], &Places)) -> Row {
        let (context, matter) = (self.context, &self.context.model.matters[id]);
        let period = matter.period.get().filter(|_| self.is_open());
        // A token is not cut, however long the words are.
        let period =
            period.map(|period| told::period(period.length, |words| Arg::token(context.words(words).into_owned())));
        Row {
            id: context.subject(Place::Matter(id)),
            name: self.title(&matter.head),
            place: Position::new(matter.head.id.0, context.sources),
            level: context.model.level_of(matter).map(|level| Level::of(level, self.privacy)),
            period: period.map(|period| period.render(self.lang, self.privacy)),
            about: match self.overlaps.about(id) {
                About::Objects => "objects",
                About::Prose => "prose",
                About::Nothing => "nothing",
                About::Unknown => "unknown",
            },
            cells: self.cells(id, columns),
        }
    }

    fn cells(&self, row: Id<Matter>, (columns, places): (&[Column], &Places)) -> Vec<Cell> {
        let covered: BTreeMap<usize, Coverage> =
            (0..).zip(columns).filter_map(|(at, column)| Some((at, self.overlaps.coverage(row, column)?))).collect();
        let cell = |(at, coverage): (&usize, &Coverage)| {
            let column = &columns[*at];
            let is_same = |outer: &Id<model::Kind>| covered.get(&places[outer]) == Some(coverage);
            let outer = column.within.filter(is_same);
            let same_as = outer.map(|outer| self.id(&self.context.model.kinds[outer].head));
            Cell { column: *at, same_as, ..self.cell(column, coverage) }
        };
        covered.iter().map(cell).collect()
    }

    fn cell(&self, column: &Column, coverage: &Coverage) -> Cell {
        let any_of = || coverage.any_of.iter().map(|region| self.region(region)).collect();
        let without = || {
            let without = coverage.without.iter().map(|without| Without {
                row: without.row.map(|row| self.context.subject(Place::Matter(row))),
                all_of: self.region(&without.region),
            });
            without.collect()
        };
        Cell {
            kind: self.id(&self.context.model.kinds[column.kind].head),
            alternatives: coverage.any_of.len(),
            same_as: None,
            any_of: self.is_open().then(any_of),
            without: self.is_open().then(without),
            notes: Vec::new(),
            column: 0,
        }
    }

    fn region(&self, region: &Region) -> Vec<super::json::Side> {
        region.iter().map(|side| words::side(self, side)).collect()
    }
}
