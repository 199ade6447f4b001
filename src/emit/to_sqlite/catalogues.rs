//! Catalogues with their rows, disclosure lists with their items, waivers.

use rusqlite::types::ValueRef;

use super::cells::{Cell, Fill, docs, head, interval, level, place, row};
use super::scopes;
use crate::emit::flat::{Columns, Names, key_of};
use crate::emit::json::{
    Catalogue, Condition, Conflict, Covers, Disclosure, DisclosureItem, Head, Matter, Period, PeriodBasis, Producer,
    Waiver,
};

pub(super) fn catalogues(fill: &mut Fill<'_>, catalogues: &[Catalogue<'_>], names: &Names<'_>) {
    for catalogue in catalogues {
        self::catalogue(fill, catalogue);
        for (position, matter) in catalogue.matters.iter().enumerate() {
            self::matter(fill, &catalogue.head, position, matter, names);
        }
    }
}

fn catalogue(fill: &mut Fill<'_>, catalogue: &Catalogue<'_>) {
    let (docs, of) = (docs(&catalogue.head), row![catalogue.head.id]);
    let parts: [&[ValueRef<'_>]; 7] = [
        &head(&catalogue.head, &docs),
        &row![catalogue.regime],
        &level(&catalogue.level),
        &period(catalogue.period.as_ref()),
        &row![catalogue.number, catalogue.dated],
        &interval(&catalogue.in_force),
        &row![catalogue.relation, catalogue.review_by, catalogue.excerpt, catalogue.note],
    ];
    fill.add("catalogue", &parts);
    fill.list("catalogue_issuer", &of, &catalogue.issued_by);
    fill.list("catalogue_interpreter", &of, &catalogue.interpreted_by);
    fill.list("catalogue_business", &of, &catalogue.businesses);
    fill.list("catalogue_basis", &of, &catalogue.basis);
    fill.cites("catalogue_cite", &of, &catalogue.cites);
    references(fill, "catalogue_reference", &row![catalogue.head.id, "replaces"], &catalogue.replaces);
    references(fill, "catalogue_reference", &row![catalogue.head.id, "yields-to"], &catalogue.yields_to);
    references(fill, "catalogue_reference", &row![catalogue.head.id, "prevails-over"], &catalogue.prevails_over);
}

fn matter(fill: &mut Fill<'_>, catalogue: &Head<'_>, position: usize, matter: &Matter<'_>, names: &Names<'_>) {
    let (docs, key) = (docs(&matter.head), key_of(&matter.head));
    let name = format!("{}#{}", catalogue.id, matter.head.id);
    let known_to = matter.known_to.as_ref().map(|set| names.scope(set));
    let parts: [&[ValueRef<'_>]; 6] = [
        &row![name, catalogue.id, position],
        &head(&matter.head, &docs),
        &row![key],
        &level(&matter.level),
        &period(matter.period.as_ref()),
        &row![matter.mark, known_to, matter.known_to_set, matter.note],
    ];
    fill.add("matter", &parts);
    if let Some(set) = &matter.known_to {
        scopes::members(fill, "matter_scope_member", &name, set);
    }
    producers(fill, &name, &matter.produced_by);
    covers(fill, ["matter_covers", "matter_covers_kind"], &row![name], &matter.covers);
    conditions(fill, "matter_except_where", &row![name], &matter.except_where);
    for (relation, others) in [
        ("except", &matter.except),
        ("prevails-over", &matter.prevails_over),
        ("yields-to", &matter.yields_to),
        ("same-as", &matter.same_as),
        ("part-of", &matter.part_of),
    ] {
        references(fill, "matter_reference", &row![name, relation], others);
    }
    fill.cites("matter_cite", &row![name], &matter.cites);
    conflicts(fill, &name, &matter.conflicts);
}

/// Kind, count, months, day, event; basis, by whom, instrument.
fn period<'a>(period: Option<&'a Period<'_>>) -> [ValueRef<'a>; 8] {
    let none = ValueRef::Null;
    let Some(period) = period else { return [none; 8] };
    let Columns { kind, count, months, until, event } = Columns::of(&period.length);
    let integer = |number: Option<u64>| number.map_or(none, |number| ValueRef::Integer(number.cast_signed()));
    let text = |text: Option<&'a str>| text.map_or(none, |text| ValueRef::Text(text.as_bytes()));
    let [basis, by, instrument] = match &period.basis {
        None => [none; 3],
        Some(PeriodBasis::Approved { by, instrument }) => ["approved".cell(), by.cell(), instrument.cell()],
        Some(PeriodBasis::OtherwiseProvided { by }) => ["otherwise-provided".cell(), by.cell(), none],
    };
    let count = integer(count.map(u64::from));
    [text(kind), count, integer(months), text(until), text(event), basis, by, instrument]
}

fn producers(fill: &mut Fill<'_>, of: &str, producers: &[Producer<'_>]) {
    for (position, producer) in producers.iter().enumerate() {
        let (tier, organ) = match producer {
            Producer::Tier(tier) => (Some(*tier), None),
            Producer::Organ(organ) => (None, Some(organ)),
        };
        fill.add("matter_producer", &[&row![of, position, tier, organ]]);
    }
}

fn covers(fill: &mut Fill<'_>, [table, kinds]: [&'static str; 2], of: &[ValueRef<'_>], covers: &[Covers<'_>]) {
    for (position, covers) in covers.iter().enumerate() {
        fill.add(table, &[of, &row![position, covers.condition.as_ref().map(json)]]);
        fill.list(kinds, &[of, &row![position]].concat(), &covers.kinds);
    }
}

fn conditions(fill: &mut Fill<'_>, table: &'static str, of: &[ValueRef<'_>], conditions: &[Condition<'_>]) {
    for (position, condition) in conditions.iter().enumerate() {
        fill.add(table, &[of, &row![position, json(condition)]]);
    }
}

fn json(condition: &Condition<'_>) -> String {
    serde_json::to_string(condition).expect("bug: a condition does not serialise")
}

/// Catalogues as they are, rows with the catalogue that they stand in.
fn references(fill: &mut Fill<'_>, table: &'static str, of: &[ValueRef<'_>], others: &[String]) {
    for (position, other) in others.iter().enumerate() {
        let catalogue = other.split('#').next().unwrap_or(other);
        let matter = other.contains('#').then_some(other);
        fill.add(table, &[of, &row![position, catalogue, matter]]);
    }
}

fn conflicts(fill: &mut Fill<'_>, of: &str, conflicts: &[Conflict<'_>]) {
    for (position, conflict) in conflicts.iter().enumerate() {
        fill.add("conflict", &[&row![of, position, conflict.with, conflict.from], &level(&conflict.meanwhile)]);
        fill.list("conflict_field", &row![of, position], &conflict.differs_in);
    }
}

pub(super) fn disclosures(fill: &mut Fill<'_>, disclosures: &[Disclosure<'_>]) {
    for disclosure in disclosures {
        let (docs, of) = (docs(&disclosure.head), row![disclosure.head.id]);
        fill.add("disclosure", &[&head(&disclosure.head, &docs), &interval(&disclosure.in_force)]);
        fill.list("disclosure_basis", &of, &disclosure.basis);
        fill.cites("disclosure_cite", &of, &disclosure.cites);
        for (position, item) in disclosure.items.iter().enumerate() {
            self::item(fill, &disclosure.head, position, item);
        }
    }
}

fn item(fill: &mut Fill<'_>, disclosure: &Head<'_>, position: usize, item: &DisclosureItem<'_>) {
    let (docs, key) = (docs(&item.head), key_of(&item.head));
    let of = row![disclosure.id, position];
    fill.add("item", &[&of, &head(&item.head, &docs), &row![key]]);
    covers(fill, ["item_covers", "item_covers_kind"], &of, &item.covers);
    conditions(fill, "item_except_where", &of, &item.except_where);
    references(fill, "item_reference", &[&of[..], &row!["except"]].concat(), &item.except);
    fill.cites("item_cite", &of, &item.cites);
}

pub(super) fn waivers(fill: &mut Fill<'_>, waivers: &[Waiver<'_>]) {
    for (position, waiver) in waivers.iter().enumerate() {
        let own = row![position, waiver.rule, waiver.on, waiver.because, waiver.approved_by, waiver.until];
        fill.add("waiver", &[&own, &place(&waiver.source)]);
    }
}
