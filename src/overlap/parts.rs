//! A set of roles as one would write it: the fewest organs, then posts, officers, groups and words, then who is left out.

use super::Scopes;
use super::role_set::RoleSet;
use super::stretches::Stretches;
use crate::model::{Id, Officer, Organ};

/// The members without the excepted, which are posts and officers only.
#[derive(Debug, Default)]
pub struct Parts<'s> {
    pub members: Vec<Part<'s>>,
    pub excepted: Vec<Part<'s>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part<'s> {
    Organ {
        organ: Id<Organ>,
        below: bool,
    },
    /// Of an organ, or of it and all below it, or of any organ there may be.
    Post {
        title: &'s str,
        of: Option<(Id<Organ>, bool)>,
    },
    Officer(Id<Officer>),
    Group {
        title: &'s str,
        approved_by: Option<Id<Organ>>,
    },
    Words(&'s str),
}

impl Scopes<'_> {
    /// The same parts for equal sets.
    pub fn parts(&self, set: &RoleSet) -> Parts<'_> {
        let mut parts = Parts::default();
        let organs = set.staff.iter().flat_map(|stretch| self.forest.fill(stretch));
        parts.members.extend(organs.map(|(organ, below)| Part::Organ { organ, below }));
        for (title, organs) in &set.posts {
            self.post_parts(&mut parts, set, *title, organs);
        }
        for ((officer, _), is_in) in &set.officers {
            let list = if *is_in { &mut parts.members } else { &mut parts.excepted };
            list.push(Part::Officer(*officer));
        }
        parts.members.extend(set.groups.iter().map(|group| {
            let (title, approved_by) = self.sayings.groups[*group as usize];
            Part::Group { title: self.sayings.group_titles.get(title), approved_by }
        }));
        parts.members.extend(set.words.iter().map(|words| Part::Words(self.sayings.words.get(*words))));
        parts
    }

    /// A post is told as one of every organ where it is one of organs nobody declares, and else beside whole organs.
    fn post_parts<'s>(&'s self, parts: &mut Parts<'s>, set: &RoleSet, title: u32, organs: &Stretches) {
        let elsewhere = self.forest.count();
        let title = &**self.sayings.titles.get(title);
        let post = |(organ, below)| Part::Post { title, of: Some((organ, below)) };
        let each = |stretches: &Stretches| -> Vec<Part<'s>> {
            stretches.iter().flat_map(|stretch| self.forest.fill(stretch)).map(post).collect()
        };
        if organs.contains(elsewhere) {
            parts.members.push(Part::Post { title, of: None });
            parts.excepted.extend(each(&Stretches::one(0, elsewhere).minus(organs)));
        } else {
            parts.members.extend(each(&organs.minus(&set.staff)));
            parts.excepted.extend(each(&set.staff.minus(organs)));
        }
    }
}
