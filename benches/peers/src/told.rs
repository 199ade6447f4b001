//! What both peers are told: the twin, turned so that each question finds what it is about by one key.

use std::collections::{BTreeMap, HashMap};

use crate::twin::{Bounds, Decider, FAR, Interval, Reach, Twin, bounds};

/// Days as whole numbers, `20230615`, from the first to the last.
pub(crate) type Days = (i64, i64);

#[derive(Default)]
pub(crate) struct Told<'a> {
    /// By kind, itself and the kinds that it lies in.
    pub(crate) outer: BTreeMap<&'a str, Vec<&'a str>>,
    /// By kind, the rows that speak of it and of what.
    pub(crate) about: BTreeMap<&'a str, Vec<(String, Bounds<'a>)>>,
    /// By line of business, the one that it lies in.
    pub(crate) lines: BTreeMap<&'a str, Option<&'a str>>,
    pub(crate) catalogues: BTreeMap<&'a str, Listing<'a>>,
    pub(crate) organs: BTreeMap<&'a str, Seat>,
}

pub(crate) struct Listing<'a> {
    pub(crate) days: Days,
    pub(crate) lines: Vec<&'a str>,
    pub(crate) rows: Vec<String>,
}

#[derive(Default)]
pub(crate) struct Seat {
    pub(crate) powers: Vec<Power>,
    pub(crate) deciders: Vec<Power>,
    /// Nobody need be named: its head decides by law.
    pub(crate) is_presumed: bool,
}

/// Up to a rank, over some rows, on some days.
pub(crate) struct Power {
    pub(crate) rank: i64,
    pub(crate) reaches: Vec<Over>,
    pub(crate) days: Vec<Days>,
}

/// Rows by one name.
#[derive(Clone)]
pub(crate) enum Over {
    All,
    WithoutBusiness,
    Business(String),
    Catalogue(String),
    Matter(String),
}

impl<'a> Told<'a> {
    pub(crate) fn of(twin: &'a Twin<'a>) -> Self {
        let mut told = Told::default();
        let parents: HashMap<&str, &str> =
            twin.kinds.iter().filter_map(|kind| Some((&*kind.id, kind.parent.as_deref()?))).collect();
        for kind in &twin.kinds {
            let outer = std::iter::successors(Some(&*kind.id), |kind| parents.get(kind).copied()).collect();
            told.outer.insert(&kind.id, outer);
        }
        told.lines = twin.businesses.iter().map(|line| (&*line.id, line.parent.as_deref())).collect();
        told.catalogues(twin);
        told.organs(twin);
        told
    }

    fn catalogues(&mut self, twin: &'a Twin<'a>) {
        for catalogue in &twin.catalogues {
            let id = |row: &str| format!("{}#{row}", catalogue.id);
            for row in &catalogue.matters {
                for covers in &row.covers {
                    for kind in &covers.kinds {
                        let said = (id(&row.id), bounds(covers.condition.as_ref()));
                        self.about.entry(kind).or_default().push(said);
                    }
                }
            }
            let listing = Listing {
                days: days(&catalogue.in_force),
                lines: catalogue.businesses.iter().map(|line| &**line).collect(),
                rows: catalogue.matters.iter().map(|row| id(&row.id)).collect(),
            };
            self.catalogues.insert(&catalogue.id, listing);
        }
    }

    fn organs(&mut self, twin: &'a Twin<'a>) {
        let [table] = &twin.competence[..] else { panic!("the workload has one regime") };
        for organ in &twin.organs {
            let is_presumed =
                table.head_by_law && !twin.officers.iter().any(|each| each.organ == Some(organ.id.clone()));
            self.organs.insert(&organ.id, Seat { is_presumed, ..Seat::default() });
        }
        for power in &table.powers {
            if let (Some(level), Some(held)) = (&power.determines, &power.days) {
                let power_told =
                    Power { rank: level.rank.into(), reaches: vec![over(&power.reach)], days: vec![days(held)] };
                self.organs.entry(&power.organ).or_default().powers.push(power_told);
            }
        }
        for each in &table.deciders {
            self.organs.entry(&each.organ).or_default().deciders.push(decider(each));
        }
    }
}

fn decider(each: &Decider<'_>) -> Power {
    let reaches = if each.reaches.is_empty() { vec![Over::All] } else { each.reaches.iter().map(over).collect() };
    let rank = each.level.as_ref().map_or(FAR, |level| level.rank.into());
    Power { rank, reaches, days: each.days.iter().map(days).collect() }
}

fn over(reach: &Reach<'_>) -> Over {
    let id = || reach.id.clone().expect("a reach that names something").into_owned();
    match &*reach.kind {
        "all" => Over::All,
        "without-business" => Over::WithoutBusiness,
        "business" => Over::Business(id()),
        "catalogue" => Over::Catalogue(id()),
        "matter" => Over::Matter(id()),
        other => panic!("a reach by {other}"),
    }
}

fn days(interval: &Interval<'_>) -> Days {
    let number = |day: &str| day.replace('-', "").parse().expect("a day");
    (interval.from.as_deref().map_or(-FAR, number), interval.to.as_deref().map_or(FAR, number))
}
