//! Who there is and what is spoken of: organs, officers, authorizations, kinds, attributes.

use rusqlite::types::ValueRef;

use super::cells::{Cell, Fill, docs, duration, head, interval, row};
use crate::emit::json::{Attribute, AttributeType, Authorization, Document, Officer, Organ, Reach, TreeNode};

pub(super) fn organs(fill: &mut Fill<'_>, document: &Document<'_>) {
    tree(fill, "region", &document.regions);
    tree(fill, "business", &document.businesses);
    for organ in &document.organs {
        self::organ(fill, organ);
    }
    for officer in &document.officers {
        self::officer(fill, officer);
    }
}

fn tree(fill: &mut Fill<'_>, table: &'static str, nodes: &[TreeNode<'_>]) {
    for node in nodes {
        fill.add(table, &[&head(&node.head, &docs(&node.head)), &row![node.parent]]);
    }
}

fn organ(fill: &mut Fill<'_>, organ: &Organ<'_>) {
    let (docs, of) = (docs(&organ.head), row![organ.head.id]);
    fill.add("organ", &[&head(&organ.head, &docs), &row![organ.tier, organ.superior], &interval(&organ.exists)]);
    fill.list("organ_region", &of, &organ.regions);
    fill.list("organ_business", &of, &organ.businesses);
    fill.list("organ_role", &of, &organ.roles);
    for (position, succession) in organ.succeeded_by.iter().enumerate() {
        fill.add("succession", &[&of, &row![position, succession.organ]]);
        reaches(fill, "succession_reach", &row![organ.head.id, position], &succession.part);
    }
}

fn officer(fill: &mut Fill<'_>, officer: &Officer<'_>) {
    let own = row![
        officer.organ,
        officer.is_head,
        officer.designated_by,
        officer.designated_on,
        officer.trained_on,
        officer.level
    ];
    fill.add("officer", &[&head(&officer.head, &docs(&officer.head)), &own, &interval(&officer.term)]);
    reaches(fill, "officer_reach", &row![officer.head.id], &officer.matters);
}

pub(super) fn authorizations(fill: &mut Fill<'_>, authorizations: &[Authorization<'_>]) {
    for each in authorizations {
        let (docs, of) = (docs(&each.head), row![each.head.id]);
        let term = each.term.as_ref().map_or([ValueRef::Null; 2], interval);
        let has_term = each.term.is_some();
        let parts: [&[ValueRef<'_>]; 6] = [
            &head(&each.head, &docs),
            &row![each.grantor, each.grantee, each.level],
            &duration(each.period.as_ref()),
            &row![each.instrument, each.instrument_dated, has_term],
            &term,
            &row![each.filed_with, each.filed_on, each.task, each.revoked_on],
        ];
        fill.add("authorization", &parts);
        reaches(fill, "authorization_reach", &of, &each.matters);
        fill.list("authorization_region", &of, &each.regions);
    }
}

fn reaches(fill: &mut Fill<'_>, table: &'static str, of: &[ValueRef<'_>], reaches: &[Reach<'_>]) {
    for (position, reach) in reaches.iter().enumerate() {
        let (kind, id) = match reach {
            Reach::Business(id) => ("business", id.cell()),
            Reach::Catalogue(id) => ("catalogue", id.cell()),
            Reach::Matter(id) => ("matter", id.cell()),
        };
        fill.add(table, &[of, &row![position, kind], &[id]]);
    }
}

pub(super) fn vocabulary(fill: &mut Fill<'_>, document: &Document<'_>) {
    tree(fill, "kind", &document.kinds);
    for attribute in &document.attributes {
        self::attribute(fill, attribute);
    }
    for unit in &document.units {
        fill.add("unit", &[&row![unit.name, unit.dimension, unit.factor]]);
    }
}

fn attribute(fill: &mut Fill<'_>, attribute: &Attribute<'_>) {
    let (kind, dimension, base_unit) = match &attribute.kind {
        AttributeType::Quantity { dimension, base_unit } => ("quantity", Some(*dimension), Some(*base_unit)),
        AttributeType::OneOf { .. } => ("one-of", None, None),
        AttributeType::YesNo => ("yes-no", None, None),
        AttributeType::Date => ("date", None, None),
    };
    let own = row![kind, dimension, base_unit, attribute.better, attribute.larger];
    fill.add("attribute", &[&head(&attribute.head, &docs(&attribute.head)), &own]);
    if let AttributeType::OneOf { choices } = &attribute.kind {
        for (position, choice) in choices.iter().enumerate() {
            fill.add("choice", &[&row![attribute.head.id, position, choice.id, choice.name]]);
        }
    }
}
