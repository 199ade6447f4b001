//! Who may know each row, worked out: every distinct set once, and for each row which it is.

use std::borrow::Cow;
use std::collections::HashMap;

use super::json;
use crate::model::{Context, Id, Officer, Organ};
use crate::overlap::{Part, Parts, RoleSet, Scopes};

/// The sets in the order in which rows first name them, and by row the place of its set.
pub(super) fn of_rows<'a>(
    context: &Context<'a>,
    scopes: &Scopes<'a>,
) -> (Vec<json::KnowerSet<'a>>, Vec<Option<usize>>) {
    let mut table = Table { context, scopes, sets: Vec::new(), places: HashMap::new(), named: HashMap::new() };
    let of_rows = context.model.matters.ids().map(|row| scopes.of_row(row).map(|set| table.place(set))).collect();
    (table.sets, of_rows)
}

struct Table<'t, 'a> {
    context: &'t Context<'a>,
    scopes: &'t Scopes<'a>,
    sets: Vec<json::KnowerSet<'a>>,
    places: HashMap<RoleSet, usize>,
    /// The places of sets of named scopes, by address: many rows name one.
    named: HashMap<*const RoleSet, usize>,
}

impl<'t, 'a> Table<'t, 'a> {
    fn place(&mut self, set: Cow<'t, RoleSet>) -> usize {
        let Cow::Borrowed(named) = set else { return self.place_of(&set) };
        if let Some(place) = self.named.get(&std::ptr::from_ref(named)) {
            return *place;
        }
        let place = self.place_of(named);
        self.named.insert(named, place);
        place
    }

    fn place_of(&mut self, set: &RoleSet) -> usize {
        if let Some(place) = self.places.get(set) {
            return *place;
        }
        let place = self.sets.len();
        self.sets.push(self.set(self.scopes.parts(set)));
        self.places.insert(set.clone(), place);
        place
    }

    fn set(&self, parts: Parts<'_>) -> json::KnowerSet<'a> {
        let mut set = json::KnowerSet::default();
        for part in parts.members {
            match part {
                Part::Organ { organ, below } => {
                    set.organs.push(json::KnowerOrgan { organ: self.organ(organ), and_below: below });
                }
                Part::Post { title, of } => set.posts.push(self.post(title, of)),
                Part::Officer(id) => set.officers.push(self.officer(id)),
                Part::Group { title, approved_by } => set.groups.push(json::KnowerGroup {
                    name: title.to_owned(),
                    approved_by: approved_by.map(|organ| self.organ(organ)),
                }),
                Part::Words(words) => set.words.push(words.to_owned()),
            }
        }
        for part in parts.excepted {
            match part {
                Part::Post { title, of } => set.except_posts.push(self.post(title, of)),
                Part::Officer(id) => set.except_officers.push(self.officer(id)),
                Part::Organ { .. } | Part::Group { .. } | Part::Words(_) => {
                    unreachable!("bug: something else than a post or an officer is excepted")
                }
            }
        }
        set
    }

    fn post(&self, title: &str, of: Option<(Id<Organ>, bool)>) -> json::KnowerPost<'a> {
        json::KnowerPost {
            name: title.to_owned(),
            organ: of.map(|(organ, _)| self.organ(organ)),
            and_below: of.is_some_and(|(_, below)| below),
        }
    }

    fn organ(&self, id: Id<Organ>) -> Cow<'a, str> {
        self.context.id(self.context.model.organs[id].head.id)
    }

    fn officer(&self, id: Id<Officer>) -> Cow<'a, str> {
        self.context.id(self.context.model.officers[id].head.id)
    }
}
