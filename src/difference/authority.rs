//! Who may determine a row at what level, on a day: what the tables of competence of two documents say.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::fields::day;
use super::json::{Change, Direction, What};
use super::verdict::Verdict;
use super::{Setting, Side};
use crate::diagnostic::{Arg, Text};
use crate::emit::json::{Catalogue, Competence, Decider, Document, Interval, LevelRef, Power, PowerReach};

/// By organ, the highest level.
type Levels<'d> = BTreeMap<&'d str, &'d LevelRef<'d>>;

pub(super) struct Authority<'d> {
    documents: [&'d Document<'d>; 2],
    day: Date,
    /// By line of business, all that it lies in, itself included.
    outer: [BTreeMap<&'d str, BTreeSet<&'d str>>; 2],
    /// Organs of which an officer is declared.
    staffed: [BTreeSet<&'d str>; 2],
    /// Rows that a power or a decider speaks of alone.
    named: [BTreeSet<&'d str>; 2],
}

/// A row, or any row of a catalogue that nothing names alone.
#[derive(Clone, Copy)]
struct About<'q, 'd> {
    side: Side,
    catalogue: &'q Catalogue<'d>,
    row: Option<&'q str>,
}

impl<'d> Authority<'d> {
    pub(super) fn of(documents: [&'d Document<'d>; 2], day: Date) -> Self {
        let staffed = |document: &'d Document<'d>| {
            document.officers.iter().filter_map(|officer| officer.organ.as_deref()).collect()
        };
        Authority {
            documents,
            day,
            outer: documents.map(outer_lines),
            staffed: documents.map(staffed),
            named: documents.map(named_rows),
        }
    }

    /// Who may determine the rows of a catalogue came or went.
    pub(super) fn of_catalogue(&self, setting: &Setting<'_>, [old, new]: [&'d Catalogue<'d>; 2]) -> Option<Change> {
        let levels = |side, catalogue| self.levels(About { side, catalogue, row: None });
        change(setting, &levels(Side::Old, old), &levels(Side::New, new))
    }

    /// Who may determine one row came or went, where that is said of it alone.
    pub(super) fn of_row(
        &self,
        setting: &Setting<'_>,
        [old, new]: [(&'d Catalogue<'d>, &'d str); 2],
    ) -> Option<Change> {
        let [one, other] = [(Side::Old, old), (Side::New, new)].map(|(side, (catalogue, row))| {
            let row = format!("{}#{row}", catalogue.head.id);
            let about = About { side, catalogue, row: Some(&row) };
            self.named[side as usize].contains(&*row).then(|| self.levels(about))
        });
        if one.is_none() && other.is_none() {
            return None;
        }
        let all = |side, catalogue| self.levels(About { side, catalogue, row: None });
        let (one, other) =
            (one.unwrap_or_else(|| all(Side::Old, old.0)), other.unwrap_or_else(|| all(Side::New, new.0)));
        change(setting, &one, &other)
    }

    fn table(&self, about: About<'_, 'd>) -> Option<&'d Competence<'d>> {
        let regime = about.catalogue.regime.as_deref()?;
        self.documents[about.side as usize].competence.iter().find(|table| table.regime == regime)
    }

    /// Whether the catalogue is in force does not matter: it is asked who would determine the row.
    fn levels(&self, about: About<'_, 'd>) -> Levels<'d> {
        let mut levels = Levels::new();
        let Some(table) = self.table(about) else { return levels };
        let staffed = &self.staffed[about.side as usize];
        let mut deciders: BTreeMap<&str, Vec<&Decider<'d>>> = BTreeMap::new();
        for decider in table.deciders.iter().filter(|decider| self.decides(about, decider)) {
            deciders.entry(&decider.organ).or_default().push(decider);
        }
        for power in table.powers.iter().filter(|power| self.holds(about, power)) {
            let Some(most) = &power.determines else { continue };
            let decided = match deciders.get(&*power.organ) {
                Some(deciders) => {
                    deciders.iter().map(|decider| lower(most, decider.level.as_ref())).max_by_key(|level| level.rank)
                }
                None => (table.head_by_law && !staffed.contains(&*power.organ)).then_some(most),
            };
            if let Some(level) = decided {
                let known = levels.entry(&*power.organ).or_insert(level);
                *known = if known.rank < level.rank { level } else { known };
            }
        }
        levels
    }

    fn holds(&self, about: About<'_, 'd>, power: &Power<'_>) -> bool {
        power.days.as_ref().is_some_and(|days| contains(days, self.day)) && self.takes_in(about, &power.reach)
    }

    fn decides(&self, about: About<'_, 'd>, decider: &Decider<'_>) -> bool {
        decider.days.iter().any(|days| contains(days, self.day))
            && (decider.reaches.is_empty() || decider.reaches.iter().any(|reach| self.takes_in(about, reach)))
    }

    fn takes_in(&self, about: About<'_, 'd>, reach: &PowerReach<'_>) -> bool {
        let lines = &about.catalogue.businesses;
        match reach {
            PowerReach::All => true,
            PowerReach::WithoutBusiness => lines.is_empty(),
            PowerReach::Business(outer) => {
                let within = &self.outer[about.side as usize];
                lines.iter().any(|line| within.get(&**line).is_some_and(|all| all.contains(&**outer)))
            }
            PowerReach::Catalogue(id) => *id == about.catalogue.head.id,
            PowerReach::Matter(id) => Some(&**id) == about.row,
        }
    }
}

fn named_rows<'d>(document: &'d Document<'d>) -> BTreeSet<&'d str> {
    let tables = document.competence.iter();
    let reaches = tables.flat_map(|table| {
        let of_deciders = table.deciders.iter().flat_map(|decider| &decider.reaches);
        table.powers.iter().map(|power| &power.reach).chain(of_deciders)
    });
    reaches.filter_map(|reach| if let PowerReach::Matter(id) = reach { Some(&**id) } else { None }).collect()
}

fn contains(days: &Interval, on: Date) -> bool {
    days.from.as_deref().is_none_or(|from| day(from) <= on) && days.to.as_deref().is_none_or(|to| on <= day(to))
}

fn lower<'d>(one: &'d LevelRef<'d>, other: Option<&'d LevelRef<'d>>) -> &'d LevelRef<'d> {
    other.filter(|other| other.rank < one.rank).unwrap_or(one)
}

fn outer_lines<'d>(document: &'d Document<'d>) -> BTreeMap<&'d str, BTreeSet<&'d str>> {
    let parents: BTreeMap<&str, Option<&str>> =
        document.businesses.iter().map(|line| (&*line.head.id, line.parent.as_deref())).collect();
    let all = |line: &'d str| {
        let mut found = BTreeSet::new();
        let mut next = Some(line);
        while let Some(at) = next.filter(|at| found.insert(*at)) {
            next = parents.get(at).copied().flatten();
        }
        found
    };
    parents.keys().map(|line| (*line, all(line))).collect()
}

/// More power to determine is neither tighter nor looser: who may make a secret may also let it go.
fn change(setting: &Setting<'_>, old: &Levels<'_>, new: &Levels<'_>) -> Option<Change> {
    let more = |one: &Levels<'_>, other: &Levels<'_>| -> Vec<String> {
        let is_more = |organ: &str, level: &LevelRef<'_>| other.get(organ).is_none_or(|known| known.rank < level.rank);
        let found = one.iter().filter(|(organ, level)| is_more(organ, level));
        found.map(|(organ, level)| told(setting, organ, level)).collect()
    };
    let (gained, lost) = (more(new, old), more(old, new));
    let direction = match (gained.is_empty(), lost.is_empty()) {
        (true, true) => return None,
        (false, true) => Direction::Gained,
        (true, false) => Direction::Lost,
        (false, false) => Direction::Changed,
    };
    Some(Change { gained, lost, ..Change::new(What::Authority, direction, Verdict::Incomparable) })
}

fn told(setting: &Setting<'_>, organ: &str, level: &LevelRef<'_>) -> String {
    const UP_TO: Text = Text::new("{0} up to {1}", "{0}（至 {1}）");
    let level = Arg::Level { id: level.id.to_owned(), name: level.name.to_owned(), rank: level.rank };
    setting.say(UP_TO, [Arg::id(organ), level])
}
