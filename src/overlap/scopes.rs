//! Model → the set of every named scope, each worked out once, and of any row.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::num::NonZeroU32;
use std::sync::OnceLock;

use super::forest::Forest;
use super::names::{Numbered, normal};
use super::role_set::RoleSet;
use super::stretches::Stretches;
use crate::ast::{At, Words};
use crate::limits::{self, Limit};
use crate::model::{Id, Matter, Member, Model, Officer, Organ, Scope, ScopeSet, words_text};
use crate::source::Sources;

#[derive(Debug)]
pub struct Scopes<'a> {
    model: &'a Model,
    sources: &'a Sources,
    pub(super) forest: Forest,
    pub(super) titles: Numbered<String>,
    pub(super) groups: Numbered<(String, Option<Id<Organ>>)>,
    pub(super) words: Numbered<String>,
    /// By scope.
    named: Vec<Found>,
    /// By row, which of the sets it has that several rows write in the same way.
    shared: Vec<Option<NonZeroU32>>,
    /// Worked out when the first of these rows asks.
    sets: Vec<OnceLock<Result<Found, TooLarge>>>,
    too_large: Vec<(Id<Scope>, &'static Limit)>,
}

/// A set, or nothing where a part is not declared, runs in a circle or grows too large.
type Found = Option<RoleSet>;

/// Working a set out would take more room than there is.
#[derive(Clone, Copy, Debug)]
struct TooLarge;

/// A member as numbers, so that two are equal where they mean the same.
type Written = [u32; 3];

/// What is put together and what is then taken away.
struct Sides<'s> {
    members: Vec<Cow<'s, RoleSet>>,
    excluded: Vec<Cow<'s, RoleSet>>,
}

impl<'a> Scopes<'a> {
    pub fn of(model: &'a Model, sources: &'a Sources) -> Self {
        let mut scopes = Scopes {
            model,
            sources,
            forest: Forest::of(&model.organs),
            titles: Numbered::default(),
            groups: Numbered::default(),
            words: Numbered::default(),
            named: vec![None; model.scopes.len()],
            shared: Vec::new(),
            sets: Vec::new(),
            too_large: Vec::new(),
        };
        for scope in model.scopes.values() {
            scopes.written(&scope.set);
        }
        scopes.share();
        scopes.resolve_named();
        scopes
    }

    /// Finds the rows that say in the same way who may know: most catalogues have few such ways.
    fn share(&mut self) {
        let mut classes: HashMap<Vec<Written>, u32> = HashMap::new();
        let mut sizes: Vec<u32> = Vec::new();
        let mut class_of = Vec::with_capacity(self.model.matters.len());
        for matter in self.model.matters.values() {
            class_of.push(matter.known_to.get().map(|set| {
                let written = self.written(set);
                let class = *classes.entry(written).or_insert(sizes.len() as u32);
                match sizes.get_mut(class as usize) {
                    Some(size) => *size += 1,
                    None => sizes.push(1),
                }
                class
            }));
        }
        let mut numbers = vec![None; sizes.len()];
        for (number, size) in numbers.iter_mut().zip(sizes) {
            if size > 1 {
                self.sets.push(OnceLock::new());
                *number = NonZeroU32::new(self.sets.len() as u32);
            }
        }
        self.shared = class_of.into_iter().map(|class| class.and_then(|class| numbers[class as usize])).collect();
    }

    /// The set of a scope, unless a part of it is at fault; a finding has then said so.
    pub fn scope(&self, id: Id<Scope>) -> Option<&RoleSet> {
        self.named[id.index()].as_ref()
    }

    /// The set of those who may know a matter, if it says who, and no part of that is at fault.
    pub fn of_row(&self, id: Id<Matter>) -> Option<Cow<'_, RoleSet>> {
        let set = self.model.matters[id].known_to.get()?;
        match (&*set.members, &*set.excluded) {
            ([At { value: Member::Scope(only), .. }], []) if !set.has_unknown => self.scope(*only).map(Cow::Borrowed),
            _ => match self.shared_set(id, set) {
                Some(shared) => shared.as_ref().ok()?.as_ref().map(Cow::Borrowed),
                None => self.resolve(set).ok().flatten().map(Cow::Owned),
            },
        }
    }

    /// Of a row that shares its set with others, the number of that set, below the count of rows.
    pub(super) fn shared_number(&self, id: Id<Matter>) -> Option<u32> {
        self.shared[id.index()].map(|number| number.get() - 1)
    }

    /// What a row shares with others.
    fn shared_set(&self, id: Id<Matter>, set: &ScopeSet) -> Option<&Result<Found, TooLarge>> {
        let number = self.shared[id.index()]?;
        Some(self.sets[number.get() as usize - 1].get_or_init(|| self.resolve(set)))
    }

    /// The scopes that are too large to reason about, and the limit that each passes.
    pub fn too_large(&self) -> &[(Id<Scope>, &'static Limit)] {
        &self.too_large
    }

    /// Whether the set of those who may know a matter is too large to reason about.
    pub fn is_too_large(&self, id: Id<Matter>) -> bool {
        let Some(set) = self.model.matters[id].known_to.get() else { return false };
        match self.shared_set(id, set) {
            Some(shared) => shared.is_err(),
            None => !self.is_bounded(set),
        }
    }

    /// The whole of some organs.
    pub fn staff_of(&self, organs: impl Iterator<Item = Id<Organ>>) -> RoleSet {
        let organs = organs.map(|organ| self.stretch(organ, false)).collect();
        RoleSet { staff: Stretches::of(organs), ..RoleSet::default() }
    }

    /// Whether it holds the staff of this organ, though perhaps not each post.
    pub fn has_staff(&self, set: &RoleSet, organ: Id<Organ>) -> bool {
        set.staff.contains(self.forest.number_of(organ))
    }

    /// A set as numbers, its words counted.
    fn written(&mut self, set: &ScopeSet) -> Vec<Written> {
        let mut written = Vec::with_capacity(set.members.len() + set.excluded.len() + 1);
        written.extend(set.members.iter().map(|at| self.number(at.value)));
        written.push([u32::MAX, set.has_unknown.into(), 0]);
        written.extend(set.excluded.iter().map(|at| self.number(at.value)));
        written
    }

    fn number(&mut self, member: Member) -> Written {
        let organ_number = |organ: Option<Id<Organ>>| organ.map_or(u32::MAX, |organ| organ.index() as u32);
        match member {
            Member::Organ { organ, below } => [u32::from(below), organ_number(Some(organ)), 0],
            Member::Officer(officer) => [2, officer.index() as u32, 0],
            Member::Scope(scope) => [3, scope.index() as u32, 0],
            Member::Post { title, organ } => [4, self.titles.add(self.normal(title)), organ_number(organ)],
            Member::Group { title, approved_by } => [5, self.groups.add((self.normal(title), approved_by)), 0],
            Member::Opaque(words) => [6, self.words.add(self.normal(words)), 0],
        }
    }

    fn normal(&self, words: Words) -> String {
        normal(&words_text(self.sources, words))
    }

    /// Works out each scope after those it names, without recursion. What lies on a circle, or leads to one, stays
    /// unknown.
    fn resolve_named(&mut self) {
        let mut room = limits::ALL_SCOPES_SIZE.most;
        let mut is_seen = vec![false; self.named.len()];
        for root in self.model.scopes.ids() {
            if is_seen[root.index()] {
                continue;
            }
            let mut open = vec![(root, named_by(&self.model.scopes[root]))];
            while let Some((id, others)) = open.last_mut() {
                let id = *id;
                is_seen[id.index()] = true;
                match others.next() {
                    Some(other) if !is_seen[other.index()] => {
                        open.push((other, named_by(&self.model.scopes[other])));
                    }
                    Some(_) => {}
                    None => {
                        self.named[id.index()] = self.found(id, &mut room);
                        open.pop();
                    }
                }
            }
        }
    }

    fn found(&mut self, id: Id<Scope>, room: &mut usize) -> Found {
        let found = self.resolve(&self.model.scopes[id].set);
        match found {
            Ok(Some(set)) if set.size() <= *room => {
                *room -= set.size();
                Some(set)
            }
            Ok(None) => None,
            Ok(Some(_)) => {
                self.too_large.push((id, &limits::ALL_SCOPES_SIZE));
                None
            }
            Err(TooLarge) => {
                self.too_large.push((id, &limits::SCOPE_SIZE));
                None
            }
        }
    }

    fn resolve(&self, set: &ScopeSet) -> Result<Found, TooLarge> {
        if let Some(plain) = self.plain(set) {
            return plain.map(|(staff, rest)| Some(rest.and_staff(staff)));
        }
        let Some(sides) = self.sides(set) else { return Ok(None) };
        sides.bounded()?;
        Ok(Some(union(sides.members).minus(&union(sides.excluded))))
    }

    /// Whether a set can be worked out within the limits.
    fn is_bounded(&self, set: &ScopeSet) -> bool {
        match self.plain(set) {
            Some(plain) => plain.is_ok(),
            None => self.sides(set).is_none_or(|sides| sides.bounded().is_ok()),
        }
    }

    /// What nearly every row says: members that name no scope, and none taken away. The organs, and all else.
    fn plain(&self, set: &ScopeSet) -> Option<Result<(Stretches, RoleSet), TooLarge>> {
        let is_plain = !set.has_unknown && set.excluded.is_empty();
        if !is_plain || set.members.iter().any(|at| matches!(at.value, Member::Scope(_))) {
            return None;
        }
        let (staff, rest, _) = self.sorted_out(&set.members);
        let is_bounded = is_small(staff.size(), rest.posts.len(), staff.size() + rest.size());
        Some(if is_bounded { Ok((staff, rest)) } else { Err(TooLarge) })
    }

    fn sides(&self, set: &ScopeSet) -> Option<Sides<'_>> {
        if set.has_unknown {
            return None;
        }
        Some(Sides { members: self.sets(&set.members)?, excluded: self.sets(&set.excluded)? })
    }

    /// The sets that members stand for: what they say of organs, what they say of all else, and the scopes they name.
    /// A scope that is not known yet is one that leads back to where this stands.
    fn sets(&self, members: &[At<Member>]) -> Option<Vec<Cow<'_, RoleSet>>> {
        let (staff, rest, scopes) = self.sorted_out(members);
        let mut sets = vec![Cow::Owned(RoleSet { staff, ..RoleSet::default() }), Cow::Owned(rest)];
        for id in scopes {
            sets.push(Cow::Borrowed(self.scope(id)?));
        }
        Some(sets)
    }

    fn sorted_out(&self, members: &[At<Member>]) -> (Stretches, RoleSet, BTreeSet<Id<Scope>>) {
        let mut staff = Vec::new();
        let mut posts: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
        let mut rest = RoleSet::default();
        let mut scopes = BTreeSet::new();
        for at in members {
            match at.value {
                Member::Organ { organ, below } => staff.push(self.stretch(organ, below)),
                Member::Post { title, organ } => {
                    let all = (0, self.forest.count() + 1);
                    let organs = organ.map_or(all, |organ| self.stretch(organ, false));
                    posts.entry(self.titles.number(&self.normal(title))).or_default().push(organs);
                }
                Member::Group { title, approved_by } => {
                    rest.groups.insert(self.groups.number(&(self.normal(title), approved_by)));
                }
                Member::Officer(id) => drop(rest.officers.insert((id, self.home(id)), true)),
                Member::Scope(id) => drop(scopes.insert(id)),
                Member::Opaque(words) => drop(rest.words.insert(self.words.number(&self.normal(words)))),
            }
        }
        rest.posts = posts.into_iter().map(|(title, organs)| (title, Stretches::of(organs))).collect();
        (Stretches::of(staff), rest, scopes)
    }

    /// The number of an officer's organ; one of no declared organ has that of none.
    fn home(&self, officer: Id<Officer>) -> u32 {
        let organ = self.model.officers[officer].organ;
        organ.map_or(self.forest.count(), |organ| self.forest.number_of(organ))
    }

    fn stretch(&self, organ: Id<Organ>, below: bool) -> (u32, u32) {
        let number = self.forest.number_of(organ);
        (number, if below { self.forest.end_of(organ) } else { number + 1 })
    }
}

/// The scopes that a scope names.
fn named_by(scope: &Scope) -> impl Iterator<Item = Id<Scope>> + '_ {
    let members = scope.set.members.iter().chain(&scope.set.excluded);
    members.filter_map(|at| if let Member::Scope(id) = at.value { Some(id) } else { None })
}

impl Sides<'_> {
    /// Sets are put together post by post, and each post may take all the organs.
    fn bounded(&self) -> Result<(), TooLarge> {
        let all = || self.members.iter().chain(&self.excluded);
        let organs: usize = all().map(|set| set.staff.size()).sum();
        let titles: usize = all().map(|set| set.posts.len()).sum();
        let sizes: usize = all().map(|set| set.size()).sum();
        if is_small(organs, titles, sizes) { Ok(()) } else { Err(TooLarge) }
    }
}

fn is_small(organs: usize, titles: usize, sizes: usize) -> bool {
    organs.saturating_mul(titles).saturating_add(sizes) <= limits::SCOPE_SIZE.most
}

/// Two by two, so that many small sets do not each copy a large one.
fn union(sets: Vec<Cow<'_, RoleSet>>) -> RoleSet {
    let mut sets: VecDeque<Cow<'_, RoleSet>> = sets.into();
    while sets.len() > 1
        && let (Some(one), Some(other)) = (sets.pop_front(), sets.pop_front())
    {
        sets.push_back(Cow::Owned(one.union(&other)));
    }
    sets.pop_front().map(Cow::into_owned).unwrap_or_default()
}
