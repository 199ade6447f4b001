//! Who may know: as written, and worked out.

use rusqlite::types::ValueRef;

use super::cells::{Cell, Fill, docs, head, row};
use crate::emit::json::{KnowerPost, KnowerSet, Member, Scope, ScopeSet};

pub(super) fn declared(fill: &mut Fill<'_>, scopes: &[Scope<'_>]) {
    for scope in scopes {
        fill.add("scope", &[&head(&scope.head, &docs(&scope.head)), &row![scope.narrows]]);
        members(fill, "scope_member", &scope.head.id, &scope.set);
    }
}

pub(super) fn members(fill: &mut Fill<'_>, table: &'static str, of: &str, set: &ScopeSet<'_>) {
    for (is_excluded, members) in [(false, &set.members), (true, &set.excluded)] {
        for (position, member) in members.iter().enumerate() {
            fill.add(table, &[&row![of, is_excluded, position], &self::member(member)]);
        }
    }
}

/// Kind, words, organ, whether with all below it, officer, scope.
fn member<'a>(member: &'a Member<'_>) -> [ValueRef<'a>; 6] {
    let none = ValueRef::Null;
    match member {
        Member::Organ { organ, and_below } => ["organ".cell(), none, organ.cell(), and_below.cell(), none, none],
        Member::Post { name, organ } => ["post".cell(), name.cell(), organ.cell(), none, none, none],
        Member::Group { name, approved_by } => ["group".cell(), name.cell(), approved_by.cell(), none, none, none],
        Member::Officer { officer } => ["officer".cell(), none, none, none, officer.cell(), none],
        Member::Scope { scope } => ["scope".cell(), none, none, none, none, scope.cell()],
        Member::Opaque { words } => ["opaque".cell(), words.cell(), none, none, none, none],
    }
}

pub(super) fn knower_sets(fill: &mut Fill<'_>, sets: &[KnowerSet<'_>]) {
    for (id, set) in sets.iter().enumerate() {
        fill.add("knower_set", &[&row![id]]);
        for (position, organ) in set.organs.iter().enumerate() {
            fill.add("knower_organ", &[&row![id, position, organ.organ, organ.and_below]]);
        }
        posts(fill, id, false, &set.posts);
        posts(fill, id, true, &set.except_posts);
        fill.list("knower_officer", &row![id, false], &set.officers);
        fill.list("knower_officer", &row![id, true], &set.except_officers);
        for (position, group) in set.groups.iter().enumerate() {
            fill.add("knower_group", &[&row![id, position, group.name, group.approved_by]]);
        }
        fill.list("knower_words", &row![id], &set.words);
    }
}

fn posts(fill: &mut Fill<'_>, set: usize, is_excepted: bool, posts: &[KnowerPost<'_>]) {
    for (position, post) in posts.iter().enumerate() {
        fill.add("knower_post", &[&row![set, is_excepted, position, post.name, post.organ, post.and_below]]);
    }
}
