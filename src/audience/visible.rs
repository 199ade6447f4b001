//! Which rows and catalogues readers may see. What cannot be told is hidden.

use super::Audience;
use crate::model::{Catalogue, Context, Id, Matter, Member, Model, Organ, Scope, ScopeSet};
use crate::overlap::{RoleSet, Scopes};

/// By id.
pub(super) struct Visible {
    rows: Vec<bool>,
    catalogues: Vec<bool>,
}

impl Visible {
    pub(super) fn of(context: &Context<'_>, audience: &Audience) -> Self {
        let model = context.model;
        let is_open: Vec<bool> = model.catalogues.values().map(|each| is_open(model, each, audience)).collect();
        let readers = audience.organ.map(|organ| Readers::new(context, organ));
        let rows = model.matters.iter().map(|(id, matter)| {
            is_open[matter.catalogue.index()]
                && is_low_enough(model, matter, audience)
                && readers.as_ref().is_none_or(|readers| readers.know(id))
        });
        let rows: Vec<bool> = rows.collect();
        // A catalogue that never had a row goes too: if it stayed, those that go would tell that rows of them are hidden.
        let mut catalogues = vec![false; model.catalogues.len()];
        for (matter, _) in model.matters.values().zip(&rows).filter(|(_, is_visible)| **is_visible) {
            catalogues[matter.catalogue.index()] = true;
        }
        Visible { rows, catalogues }
    }

    pub(super) fn row(&self, id: Id<Matter>) -> bool {
        self.rows[id.index()]
    }

    pub(super) fn catalogue(&self, id: Id<Catalogue>) -> bool {
        self.catalogues[id.index()]
    }

    pub(super) fn hidden_rows(&self) -> usize {
        self.rows.iter().filter(|is_visible| !**is_visible).count()
    }
}

/// Whether a catalogue is itself for the readers. Nothing says who may know one that is secret, so it is for no organ.
fn is_open(model: &Model, catalogue: &Catalogue, audience: &Audience) -> bool {
    let Some(secret) = catalogue.level else { return true };
    let Some(regime) = catalogue.regime.map(|regime| &model.regimes[regime]) else { return false };
    let is_low = |bound| regime.level(secret).rank <= regime.level(bound).rank;
    audience.organ.is_none() && (!audience.has_level() || audience.level_under(regime).is_some_and(is_low))
}

fn is_low_enough(model: &Model, matter: &Matter, audience: &Audience) -> bool {
    if !audience.has_level() {
        return true;
    }
    let bound = model.regime_of(matter).and_then(|regime| Some(regime.level(audience.level_under(regime)?)));
    bound.zip(model.level_of(matter)).is_some_and(|(bound, level)| level.rank <= bound.rank)
}

/// The staff of an organ, as readers.
struct Readers<'a> {
    model: &'a Model,
    scopes: Scopes<'a>,
    staff: RoleSet,
}

impl<'a> Readers<'a> {
    fn new(context: &Context<'a>, organ: Id<Organ>) -> Self {
        let scopes = Scopes::of(context.model, context.sources);
        let staff = scopes.staff_of(std::iter::once(organ));
        Readers { model: context.model, scopes, staff }
    }

    /// Whether each of them may know a row, whatever their post.
    fn know(&self, row: Id<Matter>) -> bool {
        let all_of_them = self.scopes.of_row(row).is_some_and(|set| self.staff.is_within(&set));
        let known_to = self.model.matters[row].known_to.get();
        all_of_them && known_to.is_some_and(|set| !excludes_nobody_knows_whom(self.model, set))
    }
}

/// Whether a scope, or one that it is made of, excludes words or a group: the excluded may be of any staff.
fn excludes_nobody_knows_whom(model: &Model, set: &ScopeSet) -> bool {
    let mut is_seen = vec![[false; 2]; model.scopes.len()];
    let mut open: Vec<(&ScopeSet, bool)> = vec![(set, false)];
    while let Some((set, is_excluded)) = open.pop() {
        let members = set.members.iter().map(|at| (at.value, is_excluded));
        let excluded = set.excluded.iter().map(|at| (at.value, true));
        for (member, is_excluded) in members.chain(excluded) {
            match member {
                Member::Group { .. } | Member::Opaque if is_excluded => return true,
                Member::Scope(id) => enter(model, id, is_excluded, &mut is_seen, &mut open),
                Member::Group { .. }
                | Member::Opaque
                | Member::Organ { .. }
                | Member::Post { .. }
                | Member::Officer(_) => {}
            }
        }
    }
    false
}

fn enter<'m>(
    model: &'m Model,
    id: Id<Scope>,
    is_excluded: bool,
    is_seen: &mut [[bool; 2]],
    open: &mut Vec<(&'m ScopeSet, bool)>,
) {
    let seen = &mut is_seen[id.index()][usize::from(is_excluded)];
    if !std::mem::replace(seen, true) {
        open.push((&model.scopes[id].set, is_excluded));
    }
}
