//! Who decides what changed: the clauses of the regime, and the organs that they come to on a day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::fields::day;
use super::json::{Approval, Approver, CatalogueDiff, Change, What};
use super::{Law, Setting};
use crate::answers::told::Cite;
use crate::emit::json::{Catalogue, Document, Organ, Reach};
use crate::model::{ChangeLaw, ChangedField, Regime};

/// Organs, by id, as the newer document declares them, and else the older one.
pub(super) struct Organs<'d> {
    by_id: BTreeMap<&'d str, &'d Organ<'d>>,
    day: Date,
}

/// What decides, of which catalogue.
struct Asked<'q, 'd> {
    setting: &'q Setting<'q>,
    organs: &'q Organs<'d>,
    /// Who made it is whom it is asked of.
    catalogue: &'q Catalogue<'d>,
    law: Law<'q>,
}

impl<'d> Organs<'d> {
    pub(super) fn of(documents: [&'d Document<'d>; 2], day: Date) -> Self {
        let all = documents.into_iter().flat_map(|document| &document.organs);
        Organs { by_id: all.map(|organ| (&*organ.head.id, organ)).collect(), day }
    }

    fn is_there(&self, organ: &Organ<'_>) -> bool {
        let day_of = |text: &Option<String>| text.as_deref().map(day);
        day_of(&organ.exists.from).is_none_or(|from| from <= self.day)
            && day_of(&organ.exists.to).is_none_or(|to| self.day <= to)
    }

    /// Who carries on for an organ over a catalogue on the day: itself, or those that took its functions.
    fn carried_on(&self, organ: &'d str, catalogue: &Catalogue<'_>) -> Vec<(&'d str, Vec<&'d str>)> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![(organ, Vec::new())];
        while let Some((id, before)) = open.pop() {
            let Some(organ) = self.by_id.get(id).filter(|_| seen.insert(id)) else { continue };
            let ended = organ.exists.to.as_deref().is_some_and(|to| day(to) < self.day);
            let heirs = organ.succeeded_by.iter().filter(|heir| takes(&heir.part, catalogue));
            let heirs: Vec<&str> = heirs.map(|heir| &*heir.organ).collect();
            if !ended || heirs.is_empty() {
                found.push((id, before));
                continue;
            }
            let before: Vec<&str> = before.into_iter().chain([id]).collect();
            open.extend(heirs.into_iter().map(|heir| (heir, before.clone())));
        }
        found
    }
}

/// Whether a part of functions has to do with a catalogue.
fn takes(part: &[Reach<'_>], catalogue: &Catalogue<'_>) -> bool {
    part.is_empty()
        || part.iter().any(|reach| match reach {
            Reach::Business(line) => catalogue.businesses.contains(line),
            Reach::Catalogue(id) => *id == catalogue.head.id,
            Reach::Matter(row) => row.split('#').next() == Some(&*catalogue.head.id),
        })
}

/// Who decides what changed in a catalogue. `catalogue` is the one whose makers are asked: the older one, if there is one.
pub(super) fn of_catalogue<'d>(
    setting: &Setting<'_>,
    organs: &Organs<'d>,
    catalogue: &Catalogue<'d>,
    changed: &CatalogueDiff,
) -> Vec<Approval> {
    let regime = catalogue.regime.as_deref();
    let Some(law) = setting.regimes.iter().find(|law| Some(law.id) == regime) else { return Vec::new() };
    let asked = Asked { setting, organs, catalogue, law: *law };
    let fields = fields(changed);
    let by_clause = law.regime.changes.iter().filter_map(|clause| asked.by_clause(clause, &fields));
    let by_makers = changes_matters(changed).then(|| asked.by_makers(law.regime)).flatten();
    by_makers.into_iter().chain(by_clause).collect()
}

/// All that changed in rows, and in what rows share.
fn changes(changed: &CatalogueDiff) -> impl Iterator<Item = &Change> {
    changed.rows.iter().flat_map(|row| row.changes.iter().chain(row.shared.iter().flat_map(|each| &each.changes)))
}

fn fields(changed: &CatalogueDiff) -> BTreeSet<ChangedField> {
    let field = |change: &Change| match change.what {
        What::Level => Some(ChangedField::Level),
        What::Period => Some(ChangedField::Period),
        What::KnownTo => Some(ChangedField::KnownTo),
        What::Number
        | What::Name
        | What::Covers
        | What::Authority
        | What::Precedence
        | What::ProducedBy
        | What::InForce
        | What::Regime => None,
    };
    changes(changed).filter_map(field).collect()
}

/// Whether other matters are secret now, or other objects are of them, or for other days.
fn changes_matters(changed: &CatalogueDiff) -> bool {
    let is_whole = |change: &Change| matches!(change.what, What::InForce | What::Regime);
    let is_matter = |change: &Change| {
        matches!(change.what, What::Covers | What::Precedence | What::Name | What::Number | What::ProducedBy)
    };
    let is_alone = changed.rows.iter().any(|row| row.old.is_none() || row.new.is_none());
    is_alone || changed.changes.iter().any(is_whole) || changes(changed).any(is_matter)
}

impl<'d> Asked<'_, 'd> {
    fn by_clause(&self, clause: &ChangeLaw, changed: &BTreeSet<ChangedField>) -> Option<Approval> {
        let of: Vec<&str> =
            clause.fields.iter().filter(|field| changed.contains(field)).map(|field| field.id()).collect();
        if of.is_empty() {
            return None;
        }
        let makers = self.makers();
        let superiors: BTreeSet<&str> = if clause.by_superior {
            makers.iter().filter_map(|(id, _)| self.organs.by_id.get(id)?.superior.as_deref()).collect()
        } else {
            BTreeSet::new()
        };
        let by = if clause.by_original { self.approvers(makers) } else { Vec::new() };
        Some(Approval {
            superiors: superiors.into_iter().map(str::to_owned).collect(),
            cites: clause.cites.iter().map(Cite::from).collect(),
            ..self.approval(of, by)
        })
    }

    /// By the clause that says who makes a catalogue: the department, and those of its makers that it does so with.
    fn by_makers(&self, regime: &Regime) -> Option<Approval> {
        let clause = regime.catalogue_issued_by.as_ref()?;
        let department = &regime.departments[clause.department];
        let tier_id = |tier| &*regime.tier(tier).id;
        let is_of = |organ: &Organ<'_>| {
            department.roles.iter().all(|role| organ.roles.contains(&&**role))
                && department.tier.is_none_or(|tier| organ.tier == Some(tier_id(tier)))
        };
        let there = self.organs.by_id.values().filter(|organ| is_of(organ) && self.organs.is_there(organ));
        let mut by: Vec<(&'d str, Vec<&'d str>)> = there.map(|organ| (&*organ.head.id, Vec::new())).collect();
        for (id, before) in self.makers() {
            let tier = self.organs.by_id.get(id).and_then(|organ| organ.tier);
            let is_with = clause.with.is_some_and(|with| tier == Some(tier_id(with)));
            if is_with && !by.iter().any(|(known, _)| *known == id) {
                by.push((id, before));
            }
        }
        Some(Approval {
            together: true,
            cites: clause.cites.iter().map(Cite::from).collect(),
            ..self.approval(vec!["matter"], self.approvers(by))
        })
    }

    fn approval(&self, of: Vec<&'static str>, by: Vec<Approver>) -> Approval {
        let is_succeeded = by.iter().any(|approver| !approver.succeeds.is_empty());
        let succession = if is_succeeded { &*self.law.regime.succession } else { &[] };
        Approval {
            catalogue: self.catalogue.head.id.to_string(),
            regime: self.law.id.to_owned(),
            of,
            by,
            superiors: Vec::new(),
            together: false,
            cites: Vec::new(),
            succession_cites: succession.iter().map(Cite::from).collect(),
        }
    }

    /// Those who made the catalogue, or who carry on for them.
    fn makers(&self) -> Vec<(&'d str, Vec<&'d str>)> {
        let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
        for maker in &self.catalogue.issued_by {
            let Some((id, _)) = self.organs.by_id.get_key_value(&**maker) else { continue };
            for heir in self.organs.carried_on(id, self.catalogue) {
                if !found.iter().any(|(known, _)| *known == heir.0) {
                    found.push(heir);
                }
            }
        }
        found
    }

    fn approvers(&self, organs: Vec<(&'d str, Vec<&'d str>)>) -> Vec<Approver> {
        let approver = |(id, before): (&str, Vec<&str>)| {
            let organ = self.organs.by_id[id];
            let to = organ.exists.to.as_deref().map(day);
            Approver {
                organ: id.to_owned(),
                title: organ.head.name.as_deref().and_then(|name| self.setting.words(name)),
                succeeds: before.into_iter().map(str::to_owned).collect(),
                ended: to.is_some_and(|to| to < self.organs.day),
            }
        };
        organs.into_iter().map(approver).collect()
    }
}

impl ChangedField {
    fn id(self) -> &'static str {
        match self {
            ChangedField::Level => "level",
            ChangedField::Period => "period",
            ChangedField::KnownTo => "known-to",
        }
    }
}
