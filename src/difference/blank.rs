//! Declarations of which only the id is known: all that comparing needs of them.

use crate::ast::{At, Head};
use crate::model::{Catalogue, Covered, Given, Id, Matter, Officer, Organ, Validity};

pub(super) fn organ(head: Head) -> Organ {
    Organ {
        head,
        tier: None,
        tier_name: None,
        superior: None,
        regions: Vec::new(),
        businesses: Vec::new(),
        roles: Vec::new(),
        exists: Validity::default(),
        ended_at: None,
        successors: Vec::new(),
        has_unknown_successor: false,
    }
}

pub(super) fn officer(head: Head, organ: Option<Id<Organ>>) -> Officer {
    let term = At { value: Validity::default(), span: head.id.0 };
    Officer {
        head,
        organ,
        is_head: false,
        designated_by: None,
        designation_given: false,
        designated_on: None,
        trained: None,
        level: None,
        matters: Vec::new(),
        matters_given: false,
        term,
    }
}

pub(super) fn catalogue(head: Head) -> Catalogue {
    Catalogue {
        head,
        regime: None,
        issued_by: Vec::new(),
        issuers_given: false,
        issuers_faulty: false,
        number: None,
        dated: None,
        in_force: Validity::default(),
        in_force_span: None,
        basis: Vec::new(),
        demonstrated: None,
        heard: Vec::new(),
        interpreted_by: Vec::new(),
        interpreter_given: false,
        replaces: Vec::new(),
        yields_to: Vec::new(),
        prevails_over: Vec::new(),
        relations_faulty: false,
        relation_given: false,
        relation: None,
        businesses: Vec::new(),
        review_by: None,
        level: None,
        period: None,
        excerpt: None,
        note: None,
        cites: Vec::new(),
        matters: Vec::new(),
    }
}

pub(super) fn matter(head: Head, catalogue: Id<Catalogue>) -> Matter {
    Matter {
        head,
        catalogue,
        level: Given::Absent,
        level_span: None,
        period: Given::Absent,
        known_to: Given::Absent,
        known_to_span: None,
        produced_by: Vec::new(),
        producers_given: false,
        covers: Covered::default(),
        prevails_over: Vec::new(),
        yields_to: Vec::new(),
        same_as: Vec::new(),
        part_of: Vec::new(),
        relations_faulty: false,
        note: None,
        cites: Vec::new(),
    }
}
