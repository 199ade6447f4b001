//! Two documents → the difference: pairs catalogues and rows, and asks the engines of each pair.

use std::collections::{BTreeMap, BTreeSet};

use super::approval::{self, Organs};
use super::authority::Authority;
use super::fields;
use super::joint::Joint;
use super::json::{
    CatalogueBy, CatalogueDiff, CatalogueRef, Change, Counts, Diff, Direction, RowBy, RowDiff, RowRef, Shared,
    WaiverDiff, What,
};
use super::knowers::Knowers;
use super::objects::{Meeting, Objects};
use super::pairs::{self, Pair, Rows};
use super::verdict::Verdict;
use super::{Setting, Side};
use crate::emit::json::{Catalogue, Document, Matter, Producer};
use crate::limits::Limit;
use crate::model::Context;
use crate::overlap::{Overlaps, Scopes};

/// Rows that share objects with one that stands alone are not all listed.
const LISTED: usize = 10;

pub(super) fn run(documents: [&Document<'_>; 2], setting: &Setting<'_>) -> Result<Diff, &'static Limit> {
    let joint = Joint::of(documents)?;
    let context = Context { model: &joint.model, sources: &joint.sources, as_of: setting.day };
    let scopes = Scopes::of(&joint.model, &joint.sources);
    let overlaps = Overlaps::of(&context, &scopes);
    let comparer = Comparer {
        documents,
        setting,
        joint: &joint,
        objects: Objects { setting, joint: &joint, context: &context, overlaps: &overlaps },
        knowers: Knowers { setting, joint: &joint, context: &context, scopes: &scopes },
        authority: Authority::of(documents, setting.day),
    };
    Ok(comparer.diff())
}

struct Comparer<'c, 'd> {
    documents: [&'d Document<'d>; 2],
    setting: &'c Setting<'c>,
    joint: &'c Joint,
    objects: Objects<'c>,
    knowers: Knowers<'c>,
    authority: Authority<'d>,
}

/// Two catalogues that are held against each other, and how their rows are paired.
struct Paired<'d> {
    places: [usize; 2],
    catalogues: [&'d Catalogue<'d>; 2],
    rows: Vec<Pair<RowBy>>,
    /// Of the rows that stand alone.
    meeting: Meeting,
    /// By id of an older row, the newer one that it is.
    renamed: BTreeMap<String, String>,
}

impl<'d> Comparer<'_, 'd> {
    fn diff(&self) -> Diff {
        let mut diff = Diff {
            version: 1,
            on: self.setting.day.to_string(),
            verdict: Verdict::Equal,
            counts: Counts::default(),
            catalogues: Vec::new(),
            waivers: self.waivers(),
            approvals: Vec::new(),
        };
        let organs = Organs::of(self.documents, self.setting.day);
        let pairs = pairs::catalogues(self.documents);
        let renamed = self.renamed(&pairs);
        for pair in pairs {
            let changed = match (pair.old, pair.new) {
                (Some(old), Some(new)) => self.changed([old, new], pair.by, &renamed),
                _ => self.alone(&pair),
            };
            if changed.rows.is_empty() && changed.changes.is_empty() && pair.by == Some(CatalogueBy::Id) {
                continue;
            }
            let asked = pair.old.map_or_else(
                || pair.new.map(|at| self.catalogue(Side::New, at)),
                |at| Some(self.catalogue(Side::Old, at)),
            );
            diff.approvals.extend(
                asked.into_iter().flat_map(|asked| approval::of_catalogue(self.setting, &organs, asked, &changed)),
            );
            diff.catalogues.push(changed);
        }
        diff.verdict = Verdict::of(diff.catalogues.iter().map(|catalogue| catalogue.verdict));
        diff.counts = counts(&diff.catalogues);
        diff
    }

    fn catalogue(&self, side: Side, at: usize) -> &'d Catalogue<'d> {
        &self.documents[side as usize].catalogues[at]
    }

    /// By id of a catalogue that is now another one, its new id.
    fn renamed(&self, pairs: &[Pair<CatalogueBy>]) -> BTreeMap<String, String> {
        let ids = pairs.iter().filter(|pair| pair.by == Some(CatalogueBy::Alone)).filter_map(|pair| {
            let [old, new] = [(Side::Old, pair.old?), (Side::New, pair.new?)];
            Some([old, new].map(|(side, at)| self.catalogue(side, at).head.id.to_string()))
        });
        ids.map(|[old, new]| (old, new)).collect()
    }

    /// A catalogue that came or went, and all its rows.
    fn alone(&self, pair: &Pair<CatalogueBy>) -> CatalogueDiff {
        let side = if pair.new.is_some() { Side::New } else { Side::Old };
        let at = pair.place(side).expect("bug: a pair of nothing");
        let catalogue = self.catalogue(side, at);
        let verdict = if side == Side::New { Verdict::Tighter } else { Verdict::Looser };
        let rows: Vec<RowDiff> =
            catalogue.matters.iter().map(|matter| self.lone(side, catalogue, matter, verdict)).collect();
        let of = |wanted: Side| (wanted == side).then(|| self.catalogue_ref(catalogue));
        CatalogueDiff {
            old: of(Side::Old),
            new: of(Side::New),
            by: None,
            verdict: Verdict::of(rows.iter().map(|row| row.verdict)),
            changes: Vec::new(),
            rows,
            unchanged: 0,
        }
    }

    fn lone(&self, side: Side, catalogue: &Catalogue<'_>, matter: &Matter<'_>, verdict: Verdict) -> RowDiff {
        let of = |wanted: Side| (wanted == side).then(|| self.row_ref(catalogue, matter));
        RowDiff {
            old: of(Side::Old),
            new: of(Side::New),
            by: None,
            verdict,
            changes: Vec::new(),
            shared: Vec::new(),
            shared_more: 0,
            unshared: None,
        }
    }

    fn changed(
        &self,
        places: [usize; 2],
        by: Option<CatalogueBy>,
        renamed: &BTreeMap<String, String>,
    ) -> CatalogueDiff {
        let paired = self.paired(places, by.unwrap_or(CatalogueBy::Alone), renamed);
        let [old, new] = paired.catalogues;
        let whole = [
            fields::title(self.setting, old, new).filter(|_| by == Some(CatalogueBy::Id)),
            fields::regime(old, new),
            // One that takes the place of another is in force for other days.
            fields::in_force(self.setting, old, new).filter(|_| by == Some(CatalogueBy::Id)),
            self.authority.of_catalogue(self.setting, [old, new]),
            self.precedence(
                &paired.renamed,
                [&old.prevails_over, &new.prevails_over],
                [&old.yields_to, &new.yields_to],
            ),
        ];
        let changes: Vec<Change> = whole.into_iter().flatten().collect();
        let all: Vec<RowDiff> = paired.rows.iter().filter_map(|pair| self.row(&paired, pair)).collect();
        CatalogueDiff {
            old: Some(self.catalogue_ref(old)),
            new: Some(self.catalogue_ref(new)),
            by,
            verdict: Verdict::of(all.iter().map(|row| row.verdict).chain(changes.iter().map(|change| change.verdict))),
            changes,
            unchanged: paired.rows.len() - all.len(),
            rows: all,
        }
    }

    fn paired(&self, places: [usize; 2], by: CatalogueBy, renamed: &BTreeMap<String, String>) -> Paired<'d> {
        let catalogues = [self.catalogue(Side::Old, places[0]), self.catalogue(Side::New, places[1])];
        let mut rows = Rows::named(catalogues.map(|catalogue| &*catalogue.matters), by);
        let meeting = |rows: &Rows<'_>| {
            let free = [Side::Old, Side::New].map(|side| rows.free(side));
            self.objects.meeting(places, [&free[0], &free[1]])
        };
        let mut met = meeting(&rows);
        let same = self.objects.same(places, &met);
        for (old, new) in &same {
            rows.add(*old, *new, RowBy::Objects);
        }
        if !same.is_empty() {
            met = meeting(&rows);
        }
        let rows = rows.done();
        let mut renamed = renamed.clone();
        let [old, new] = catalogues;
        for pair in &rows {
            if let (Some(one), Some(other)) = (pair.old, pair.new) {
                renamed.insert(row_id(old, &old.matters[one]), row_id(new, &new.matters[other]));
            }
        }
        Paired { places, catalogues, rows, meeting: met, renamed }
    }

    /// What became of a row; nothing where nothing did.
    fn row(&self, paired: &Paired<'d>, pair: &Pair<RowBy>) -> Option<RowDiff> {
        let (Some(old), Some(new)) = (pair.old, pair.new) else { return Some(self.lone_of(paired, pair)) };
        let [one, other] = paired.catalogues;
        let (before, after) = (&one.matters[old], &other.matters[new]);
        let mut changes = self.outcome([one, other], [before, after]);
        changes.extend(self.objects.change((paired.places[0], old), (paired.places[1], new)));
        changes.extend(self.authority.of_row(self.setting, [(one, &before.head.id), (other, &after.head.id)]));
        let precedence = [&before.prevails_over, &after.prevails_over];
        changes.extend(self.precedence(&paired.renamed, precedence, [&before.yields_to, &after.yields_to]));
        changes.extend(self.producers(before, after));
        let verdict = Verdict::of(changes.iter().map(|change| change.verdict));
        let called = self.called(paired, [old, new]);
        let verdict = called.iter().fold(verdict, |verdict, change| verdict.and(change.verdict));
        let changes: Vec<Change> = called.into_iter().chain(changes).collect();
        if changes.is_empty() {
            return None;
        }
        Some(RowDiff {
            old: Some(self.row_ref(one, before)),
            new: Some(self.row_ref(other, after)),
            by: pair.by,
            verdict,
            changes,
            shared: Vec::new(),
            shared_more: 0,
            unshared: None,
        })
    }

    /// Another number is no other matter. Another name is none where conditions say what the row is about, but is one where
    /// the name alone says it.
    fn called(&self, paired: &Paired<'d>, rows: [usize; 2]) -> Vec<Change> {
        let [old, new] = [0, 1].map(|side| &paired.catalogues[side].matters[rows[side]]);
        let mut changes = Vec::new();
        if old.head.id != new.head.id {
            let change = Change::new(What::Number, Direction::Changed, Verdict::Equal);
            changes.push(change.between(Some(old.head.id.to_string()), Some(new.head.id.to_string())));
        }
        if pairs::name(old) != pairs::name(new) {
            let is_prose = old.covers.is_empty() && new.covers.is_empty();
            let verdict = if is_prose { Verdict::Incomparable } else { Verdict::Equal };
            let told = |matter: &Matter<'_>| matter.head.name.as_deref().and_then(|name| self.setting.words(name));
            changes.push(Change::new(What::Name, Direction::Changed, verdict).between(told(old), told(new)));
        }
        changes
    }

    /// What a row gives: level, period, who may know.
    fn outcome(&self, catalogues: [&'d Catalogue<'d>; 2], [old, new]: [&'d Matter<'d>; 2]) -> Vec<Change> {
        let regimes = [0, 1].map(|side| fields::regime_of(self.documents[side], catalogues[side]));
        let level = fields::level(
            self.setting,
            old.level.as_ref().map(|level| (level, regimes[0])),
            new.level.as_ref().map(|level| (level, regimes[1])),
        );
        let period = fields::period(self.setting, old.period.as_ref(), new.period.as_ref());
        [level, period, self.knowers.change(old, new)].into_iter().flatten().collect()
    }

    /// A row that stands alone. Where rows of the other side that stand alone have objects in common with it, they are what
    /// became of it, or what it was; else all of it came or went.
    fn lone_of(&self, paired: &Paired<'d>, pair: &Pair<RowBy>) -> RowDiff {
        let side = if pair.new.is_some() { Side::New } else { Side::Old };
        let at = pair.place(side).expect("bug: a pair of nothing");
        let catalogue = paired.catalogues[side as usize];
        let all = if side == Side::New { Verdict::Tighter } else { Verdict::Looser };
        let mut row = self.lone(side, catalogue, &catalogue.matters[at], all);
        let place = (paired.places[side as usize], at);
        let others = paired.meeting[side as usize].get(&at).map_or(&[][..], Vec::as_slice);
        let other_rows: Vec<_> = others
            .iter()
            .map(|other| self.joint.row(side.other(), (paired.places[side.other() as usize], *other)))
            .collect();
        if others.is_empty() {
            return row;
        }
        let unshared = self.objects.beyond(self.joint.row(side, place), &other_rows);
        let shared: Vec<Shared> = others.iter().map(|other| self.shared(paired, (side, at), *other)).collect();
        let verdicts = shared.iter().flat_map(|each| each.changes.iter().map(|change| change.verdict));
        let left = match &unshared {
            Ok(None) => Verdict::Equal,
            Ok(Some(_)) => all,
            Err(_) => Verdict::Incomparable,
        };
        row.verdict = Verdict::of(verdicts).and(left);
        row.unshared = unshared.ok().flatten();
        row.shared_more = shared.len().saturating_sub(LISTED);
        row.shared = shared;
        row.shared.truncate(LISTED);
        row
    }

    fn shared(&self, paired: &Paired<'d>, (side, at): (Side, usize), other: usize) -> Shared {
        let rows = if side == Side::Old { [at, other] } else { [other, at] };
        let matters = [0, 1].map(|side| &paired.catalogues[side].matters[rows[side]]);
        let there = side.other() as usize;
        Shared {
            row: row_id(paired.catalogues[there], matters[there]),
            changes: self.outcome(paired.catalogues, matters),
        }
    }

    /// Which rows go before which. A row that has another name now is the same row.
    fn precedence(
        &self,
        renamed: &BTreeMap<String, String>,
        prevails: [&Vec<String>; 2],
        yields: [&Vec<String>; 2],
    ) -> Option<Change> {
        const MARKS: [&str; 2] = ["prevails-over", "yields-to"];
        let named = |name: &String| renamed.get(name).unwrap_or(name).clone();
        let told = |side: usize| -> BTreeSet<String> {
            let lists = [prevails[side], yields[side]];
            let each = MARKS.iter().zip(lists).flat_map(|(mark, list)| list.iter().map(move |name| (mark, name)));
            each.map(|(mark, name)| format!("{mark} {}", if side == 0 { named(name) } else { name.clone() })).collect()
        };
        difference(What::Precedence, &told(0), &told(1))
    }

    fn producers(&self, old: &Matter<'_>, new: &Matter<'_>) -> Option<Change> {
        let told = |matter: &Matter<'_>| -> BTreeSet<String> {
            let producer = |producer: &Producer<'_>| match producer {
                Producer::Tier(id) => (*id).to_owned(),
                Producer::Organ(id) => id.to_string(),
            };
            matter.produced_by.iter().map(producer).collect()
        };
        difference(What::ProducedBy, &told(old), &told(new))
    }

    fn waivers(&self) -> Vec<WaiverDiff> {
        let of = |side: usize| -> BTreeSet<WaiverDiff> {
            let text = |text: &Option<std::borrow::Cow<'_, str>>| text.as_deref().map(str::to_owned);
            let waivers = self.documents[side].waivers.iter().map(|waiver| WaiverDiff {
                added: side == 1,
                rule: text(&waiver.rule),
                on: waiver.on.clone(),
                approved_by: text(&waiver.approved_by),
                until: waiver.until.clone(),
            });
            waivers.collect()
        };
        let (old, new) = (of(0), of(1));
        let turned = |waiver: &WaiverDiff| WaiverDiff {
            added: !waiver.added,
            rule: waiver.rule.clone(),
            on: waiver.on.clone(),
            approved_by: waiver.approved_by.clone(),
            until: waiver.until.clone(),
        };
        let only = |mine: &BTreeSet<WaiverDiff>, theirs: &BTreeSet<WaiverDiff>| -> Vec<WaiverDiff> {
            mine.iter()
                .filter(|waiver| !theirs.contains(&turned(waiver)))
                .map(|waiver| turned(&turned(waiver)))
                .collect()
        };
        only(&new, &old).into_iter().chain(only(&old, &new)).collect()
    }

    fn catalogue_ref(&self, catalogue: &Catalogue<'_>) -> CatalogueRef {
        CatalogueRef {
            id: catalogue.head.id.to_string(),
            title: catalogue.head.name.as_deref().and_then(|name| self.setting.words(name)),
            is_excerpt: catalogue.excerpt.is_some(),
        }
    }

    fn row_ref(&self, catalogue: &Catalogue<'_>, matter: &Matter<'_>) -> RowRef {
        let level = matter.level.as_ref().map(fields::level_message);
        let period = matter.period.as_ref().map(|period| fields::period_message(&period.length));
        RowRef {
            id: row_id(catalogue, matter),
            name: matter.head.name.as_deref().and_then(|name| self.setting.words(name)),
            level: level.map(|level| self.setting.tell(&level)),
            period: period.map(|period| self.setting.tell(&period)),
        }
    }
}

/// What stands in one list and not in the other, of which neither keeps more secret.
fn difference(what: What, old: &BTreeSet<String>, new: &BTreeSet<String>) -> Option<Change> {
    let more = |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).cloned().collect::<Vec<_>>();
    let (gained, lost) = (more(new, old), more(old, new));
    let change = Change::new(what, Direction::Changed, Verdict::Incomparable);
    (!gained.is_empty() || !lost.is_empty()).then_some(Change { gained, lost, ..change })
}

fn row_id(catalogue: &Catalogue<'_>, matter: &Matter<'_>) -> String {
    format!("{}#{}", catalogue.head.id, matter.head.id)
}

fn counts(catalogues: &[CatalogueDiff]) -> Counts {
    let mut counts = Counts::default();
    for row in catalogues.iter().flat_map(|catalogue| &catalogue.rows) {
        counts.added += usize::from(row.old.is_none());
        counts.removed += usize::from(row.new.is_none());
        match row.verdict {
            Verdict::Tighter => counts.tighter += 1,
            Verdict::Looser => counts.looser += 1,
            Verdict::Incomparable => counts.incomparable += 1,
            Verdict::Equal => counts.equal += 1,
        }
    }
    counts
}
