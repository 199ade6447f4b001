//! What rows are about, on either side: what came or went, with an object to show it.

use std::collections::BTreeMap;

use super::joint::Joint;
use super::json::{Change, Direction, Example, ExampleValue, What};
use super::pairs::only;
use super::verdict::Verdict;
use super::{Setting, Side, words};
use crate::ast::Head;
use crate::diagnostic::Privacy;
use crate::limits::Limit;
use crate::model::{Context, Id, Matter};
use crate::overlap::{About, Overlaps, Witness};

pub(super) struct Objects<'a> {
    pub(super) setting: &'a Setting<'a>,
    pub(super) joint: &'a Joint,
    pub(super) context: &'a Context<'a>,
    pub(super) overlaps: &'a Overlaps<'a>,
}

/// A row by the places of its catalogue and of itself.
pub(super) type Place = (usize, usize);

/// By row of either side, the rows of the other that have objects in common with it.
pub(super) type Meeting = [BTreeMap<usize, Vec<usize>>; 2];

impl Objects<'_> {
    pub(super) fn change(&self, old: Place, new: Place) -> Option<Change> {
        let (old, new) = (self.joint.row(Side::Old, old), self.joint.row(Side::New, new));
        let is_prose = |row| self.overlaps.about(row) == About::Prose;
        match (is_prose(old), is_prose(new)) {
            (true, true) => return None,
            (true, false) => return Some(Change::one_sided(What::Covers, true)),
            (false, true) => return Some(Change::one_sided(What::Covers, false)),
            (false, false) => {}
        }
        let found = self.beyond(new, &[old]).and_then(|grown| Ok((grown, self.beyond(old, &[new])?)));
        let Ok((grown, shrunk)) = found else {
            return Some(Change::new(What::Covers, Direction::Unknown, Verdict::Incomparable));
        };
        let direction = match (&grown, &shrunk) {
            (None, None) => return None,
            (Some(_), None) => Direction::Grown,
            (None, Some(_)) => Direction::Shrunk,
            (Some(_), Some(_)) => Direction::Changed,
        };
        let change = Change::new(What::Covers, direction, Verdict::from_sides(grown.is_some(), shrunk.is_some()));
        Some(Change { now_covered: grown, no_longer_covered: shrunk, ..change })
    }

    /// An object of a row that none of the others covers. What cannot be told of one row cannot be told at all.
    pub(super) fn beyond(&self, row: Id<Matter>, others: &[Id<Matter>]) -> Result<Option<Example>, TooLarge> {
        let is_unknown = |row: &Id<Matter>| self.overlaps.about(*row) == About::Unknown;
        if is_unknown(&row) || others.iter().any(is_unknown) {
            return Err(TooLarge);
        }
        let witness = self.overlaps.beyond(row, others).map_err(|_: &Limit| TooLarge)?;
        Ok(witness.map(|witness| self.example(&witness)))
    }

    /// Which of some rows of two catalogues have objects in common. Past the limit nothing is said to.
    pub(super) fn meeting(&self, catalogues: [usize; 2], free: [&[usize]; 2]) -> Meeting {
        let rows = |side: Side| -> BTreeMap<Id<Matter>, usize> {
            let row = |at: &usize| (self.joint.row(side, (catalogues[side as usize], *at)), *at);
            free[side as usize].iter().map(row).collect()
        };
        let (old, new) = (rows(Side::Old), rows(Side::New));
        let ids = |rows: &BTreeMap<Id<Matter>, usize>| rows.keys().copied().collect::<Vec<_>>();
        let mut meeting = Meeting::default();
        for (one, other) in self.overlaps.meeting(&ids(&old), &ids(&new)).unwrap_or_default() {
            let (one, other) = (old[&one], new[&other]);
            meeting[0].entry(one).or_default().push(other);
            meeting[1].entry(other).or_default().push(one);
        }
        meeting.iter_mut().flat_map(BTreeMap::values_mut).for_each(|list| list.sort_unstable());
        meeting
    }

    /// Those of rows that meet which cover the same, and meet no third.
    pub(super) fn same(&self, catalogues: [usize; 2], meeting: &Meeting) -> Vec<(usize, usize)> {
        let pairs: Vec<(usize, usize)> =
            meeting[0].iter().flat_map(|(old, others)| others.iter().map(|new| (*old, *new))).collect();
        let is_same = |(old, new): &(usize, usize)| self.change((catalogues[0], *old), (catalogues[1], *new)).is_none();
        only(&pairs).into_iter().filter(is_same).collect()
    }

    fn example(&self, witness: &Witness) -> Example {
        let model = self.context.model;
        let value = |value: &crate::overlap::WitnessValue| {
            let attribute = &model.attributes[value.attribute];
            ExampleValue {
                attribute: self.context.id(attribute.head.id).into_owned(),
                title: self.title(&attribute.head),
                value: words::written(attribute, &value.value),
                text: words::shown(self.setting, self.context, attribute, &value.value),
            }
        };
        let kind = witness.kind.map(|kind| &model.kinds[kind].head);
        let is_open = self.setting.privacy == Privacy::Open;
        Example {
            kind: kind.map(|head| self.context.id(head.id).into_owned()),
            kind_title: kind.and_then(|head| self.title(head)),
            values: is_open.then(|| witness.values.iter().map(value).collect()),
        }
    }

    fn title(&self, head: &Head) -> Option<String> {
        head.title.and_then(|title| self.setting.words(&self.context.words(title)))
    }
}

/// It cannot be told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct TooLarge;
