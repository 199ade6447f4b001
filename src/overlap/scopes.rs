//! Model → the set of every named scope, each worked out once, and of any row.

use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};
use std::num::NonZeroU32;
use std::sync::OnceLock;

use smallvec::SmallVec;

use super::forest::Forest;
use super::role_set::RoleSet;
use super::said::{Reader, Said, Sayings, Written};
use super::stretches::Stretches;
use crate::limits::{self, Limit};
use crate::model::{Id, Matter, Member, Model, Officer, Organ, Scope};
use crate::source::Sources;

#[derive(Debug)]
pub struct Scopes<'a> {
    model: &'a Model,
    pub(super) forest: Forest,
    pub(super) sayings: Sayings,
    /// By scope, the class of what it says.
    class_of_scope: Vec<u32>,
    /// By row.
    class_of_row: Vec<Option<Class>>,
    /// By scope.
    named: Vec<Found>,
    /// By class, which of the sets it is that several rows write in the same way.
    shared: Vec<Option<NonZeroU32>>,
    /// Worked out when the first of these rows asks.
    sets: Vec<OnceLock<Result<Found, TooLarge>>>,
    too_large: Vec<(Id<Scope>, &'static Limit)>,
}

/// The number of a class, and one more.
type Class = NonZeroU32;

/// A set, or nothing where a part is not declared, runs in a circle or grows too large.
type Found = Option<RoleSet>;

/// Working a set out would take more room than there is.
#[derive(Clone, Copy, Debug)]
struct TooLarge;

/// What is put together and what is then taken away.
struct Sides<'s> {
    members: Vec<Cow<'s, RoleSet>>,
    excluded: Vec<Cow<'s, RoleSet>>,
}

impl<'a> Scopes<'a> {
    pub fn of(model: &'a Model, sources: &'a Sources) -> Self {
        let mut reader = Reader::new(sources, model.scopes.len() + model.matters.len());
        let class_of_scope: Vec<u32> = model.scopes.values().map(|scope| reader.class(&scope.set)).collect();
        let class_of = |matter: &Matter| {
            let class = reader.class(matter.known_to.get()?);
            Class::new(class + 1)
        };
        let class_of_row = model.matters.values().map(class_of).collect();
        let mut scopes = Scopes {
            model,
            forest: Forest::of(&model.organs),
            class_of_scope,
            class_of_row,
            sayings: reader.finish(),
            named: vec![None; model.scopes.len()],
            shared: Vec::new(),
            sets: Vec::new(),
            too_large: Vec::new(),
        };
        scopes.share();
        scopes.resolve_named();
        scopes
    }

    /// Finds what several rows say in the same way, and takes more to work out than to remember.
    fn share(&mut self) {
        let mut shared = vec![None; self.sayings.count()];
        let mut is_said = vec![false; self.sayings.count()];
        for class in self.class_of_row.iter().flatten().map(|class| class.get() as usize - 1) {
            let is_again = std::mem::replace(&mut is_said[class], true);
            if is_again && shared[class].is_none() && self.few(class as u32).is_none() {
                self.sets.push(OnceLock::new());
                shared[class] = NonZeroU32::new(self.sets.len() as u32);
            }
        }
        self.shared = shared;
    }

    /// The set of a scope, unless a part of it is at fault; a finding has then said so.
    pub fn scope(&self, id: Id<Scope>) -> Option<&RoleSet> {
        self.named[id.index()].as_ref()
    }

    /// The set of those who may know a matter, if it says who, and no part of that is at fault.
    pub fn of_row(&self, id: Id<Matter>) -> Option<Cow<'_, RoleSet>> {
        self.of_class(self.class(id)?)
    }

    /// The number of what a row says; below the count of classes.
    pub(super) fn class(&self, id: Id<Matter>) -> Option<u32> {
        self.class_of_row[id.index()].map(|class| class.get() - 1)
    }

    /// How many different things are said of who may know.
    pub(super) fn class_count(&self) -> usize {
        self.sayings.count()
    }

    pub(super) fn of_class(&self, class: u32) -> Option<Cow<'_, RoleSet>> {
        let written = self.sayings.of(class);
        if let [only] = written
            && !only.is_excluded()
            && let Said::Scope(only) = only.said(self.model)
        {
            return self.scope(only).map(Cow::Borrowed);
        }
        match self.shared_set(class) {
            Some(shared) => shared.as_ref().ok()?.as_ref().map(Cow::Borrowed),
            None => self.resolve(written).ok().flatten().map(Cow::Owned),
        }
    }

    /// What several rows say.
    fn shared_set(&self, class: u32) -> Option<&Result<Found, TooLarge>> {
        let number = self.shared[class as usize]?;
        Some(self.sets[number.get() as usize - 1].get_or_init(|| self.resolve(self.sayings.of(class))))
    }

    /// Whether it is known of a matter who may know it, and that is nobody.
    pub fn leaves_nobody(&self, id: Id<Matter>) -> bool {
        let Some(class) = self.class(id) else { return false };
        match self.plain_and_short(class) {
            Some(written) => written.is_empty(),
            None => self.of_class(class).is_some_and(|set| set.is_empty()),
        }
    }

    /// Whether the staff of an organ may know a matter, and not only posts, officers and groups.
    pub fn has_organ(&self, id: Id<Matter>) -> bool {
        let Some(class) = self.class(id) else { return false };
        match self.plain_and_short(class) {
            Some(written) => written.iter().any(|written| written.is_organ()),
            None => self.of_class(class).is_some_and(|set| set.has_organ()),
        }
    }

    /// By row, whether words of this sort stand in it, put in or taken away. Each different text is asked about once, in
    /// the form in which words are compared.
    pub fn saying(&self, is: impl Fn(&str) -> bool) -> impl Fn(Id<Matter>) -> bool {
        let saying = self.sayings.saying(is);
        move |id| self.class(id).is_some_and(|class| saying[class as usize])
    }

    /// Whether words of this sort stand in a row, put in or taken away, in the form in which words are compared.
    pub fn says(&self, id: Id<Matter>, is: impl Fn(&str) -> bool) -> bool {
        self.class(id).is_some_and(|class| self.sayings.says(class, is))
    }

    /// What nearly all rows say: a few members that name no scope, and none taken away.
    fn plain_and_short(&self, class: u32) -> Option<&[Written]> {
        let written = self.sayings.of(class);
        (written.len() <= SHORT && written.iter().all(|written| written.is_plain())).then_some(written)
    }

    /// A handful of such members, of which a set is made in no time.
    fn few(&self, class: u32) -> Option<&[Written]> {
        self.plain_and_short(class).filter(|written| written.len() <= FEW)
    }

    /// The scopes that are too large to reason about, and the limit that each passes.
    pub fn too_large(&self) -> &[(Id<Scope>, &'static Limit)] {
        &self.too_large
    }

    /// Whether the set of those who may know a matter is too large to reason about.
    pub fn is_too_large(&self, id: Id<Matter>) -> bool {
        let Some(class) = self.class(id) else { return false };
        if self.plain_and_short(class).is_some() {
            return false;
        }
        match self.shared_set(class) {
            Some(shared) => shared.is_err(),
            None => !self.is_bounded(self.sayings.of(class)),
        }
    }

    /// The whole of some organs.
    pub fn staff_of(&self, organs: impl Iterator<Item = Id<Organ>>) -> RoleSet {
        let organs = organs.map(|organ| self.stretch(organ, false));
        RoleSet { staff: Stretches::of(organs), ..RoleSet::default() }
    }

    /// Whether it holds the staff of this organ, though perhaps not each post.
    pub fn has_staff(&self, set: &RoleSet, organ: Id<Organ>) -> bool {
        set.staff.contains(self.forest.number_of(organ))
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
        let found = self.resolve(self.sayings.of(self.class_of_scope[id.index()]));
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

    fn resolve(&self, written: &[Written]) -> Result<Found, TooLarge> {
        if let Some(plain) = self.plain(written) {
            return plain.map(|(staff, rest)| Some(rest.and_staff(staff)));
        }
        let Some(sides) = self.sides(written) else { return Ok(None) };
        sides.bounded()?;
        Ok(Some(union(sides.members).minus(&union(sides.excluded))))
    }

    /// Whether a set can be worked out within the limits.
    fn is_bounded(&self, written: &[Written]) -> bool {
        match self.plain(written) {
            Some(plain) => plain.is_ok(),
            None => self.sides(written).is_none_or(|sides| sides.bounded().is_ok()),
        }
    }

    /// What nearly every row says: members that name no scope, and none taken away. The organs, and all else.
    fn plain(&self, written: &[Written]) -> Option<Result<(Stretches, RoleSet), TooLarge>> {
        if !written.iter().all(|written| written.is_plain()) {
            return None;
        }
        let (staff, rest, _) = self.sorted_out(written, false);
        let is_bounded = is_small(staff.size(), rest.posts.len(), staff.size() + rest.size());
        Some(if is_bounded { Ok((staff, rest)) } else { Err(TooLarge) })
    }

    /// Nothing where a part is unknown.
    fn sides(&self, written: &[Written]) -> Option<Sides<'_>> {
        if written.iter().any(|written| written.said(self.model) == Said::Unknown) {
            return None;
        }
        Some(Sides { members: self.sets(written, false)?, excluded: self.sets(written, true)? })
    }

    /// The sets that members stand for: what they say of organs, what they say of all else, and the scopes they name.
    /// A scope that is not known yet is one that leads back to where this stands.
    fn sets(&self, written: &[Written], excluded: bool) -> Option<Vec<Cow<'_, RoleSet>>> {
        let (staff, rest, scopes) = self.sorted_out(written, excluded);
        let mut sets = vec![Cow::Owned(RoleSet { staff, ..RoleSet::default() }), Cow::Owned(rest)];
        for id in scopes {
            sets.push(Cow::Borrowed(self.scope(id)?));
        }
        Some(sets)
    }

    fn sorted_out(&self, written: &[Written], excluded: bool) -> (Stretches, RoleSet, BTreeSet<Id<Scope>>) {
        let mut staff = SmallVec::<[(u32, u32); 4]>::new();
        let mut posts = SmallVec::<[(u32, (u32, u32)); 4]>::new();
        let mut rest = RoleSet::default();
        let mut scopes = BTreeSet::new();
        for written in written.iter().filter(|written| written.is_excluded() == excluded) {
            match written.said(self.model) {
                Said::Organ { organ, below } => staff.push(self.stretch(organ, below)),
                Said::Post { title, organ } => {
                    let all = (0, self.forest.count() + 1);
                    posts.push((title, organ.map_or(all, |organ| self.stretch(organ, false))));
                }
                Said::Group(number) => rest.groups.push(number),
                Said::Officer(id) => rest.officers.push(((id, self.home(id)), true)),
                Said::Scope(id) => drop(scopes.insert(id)),
                Said::Words(number) => rest.words.push(number),
                Said::Unknown => {}
            }
        }
        posts.sort_unstable();
        let of_title =
            |posts: &[(u32, (u32, u32))]| (posts[0].0, Stretches::of(posts.iter().map(|(_, organs)| *organs)));
        rest.posts = posts.chunk_by(|one, other| one.0 == other.0).map(of_title).collect();
        rest.in_order();
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

/// So many members are a handful.
const FEW: usize = 4;

/// So few members are within the limits whatever they are: each is a stretch of two numbers at most, with a title.
const SHORT: usize = 500;
const _: () = assert!(2 * SHORT * SHORT + 6 * SHORT <= limits::SCOPE_SIZE.most);

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
