//! May somebody know a row?

use crate::catalogue::Catalogue;
use crate::lookup::normal;
use crate::records::{KnowerPost, KnowerSet, Matter, Officer, Organ, Recorded as _, ScopeSet};
use crate::words::MemberKind;

/// Who asks, in one role. Who has several asks in each of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject<'a> {
    /// Whoever works in an organ, in no post and no charge that scopes speak of.
    Staff(Organ<'a>),
    /// A post of an organ.
    Post {
        /// The organ.
        organ: Organ<'a>,
        /// The title of the post.
        title: &'a str,
    },
    /// A responsible person.
    Officer(Officer<'a>),
    /// A member of a group.
    Group {
        /// The name of the group.
        name: &'a str,
        /// Who approves its members, if somebody does.
        approved_by: Option<Organ<'a>>,
    },
}

/// Whether somebody may know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MayKnow {
    /// Who asks is in the scope of the row.
    Yes,
    /// Who asks is not.
    No,
    /// The scope of the row has words that nobody can check and that may mean who asks, or takes words or a group out of which
    /// nobody can tell whom they mean, or the row has no scope: a person decides.
    Unclear,
}

impl Catalogue {
    /// Whether somebody may know a row (R14 article 14: no more than those in its scope).
    pub fn may_know(&self, subject: Subject<'_>, row: Matter<'_>) -> MayKnow {
        let Some(set) = row.known_to_set() else { return MayKnow::Unclear };
        if set.holds(subject) {
            let is_group = matches!(subject, Subject::Group { .. });
            if !is_group && excludes_unknown(row) { MayKnow::Unclear } else { MayKnow::Yes }
        } else if set.words().len() > 0 {
            MayKnow::Unclear
        } else {
            MayKnow::No
        }
    }
}

impl KnowerSet<'_> {
    /// Whether a role is in the set, words that nobody can check left aside.
    pub fn holds(self, subject: Subject<'_>) -> bool {
        match subject {
            Subject::Staff(organ) => self.holds_organ(organ),
            Subject::Post { organ, title } => {
                let title = normal(title);
                let is_it = |post: KnowerPost<'_>| {
                    post.name() == title && post.organ().is_none_or(|outer| is_among(organ, outer, post.and_below()))
                };
                (self.posts().any(is_it) || self.holds_organ(organ)) && !self.except_posts().any(is_it)
            }
            Subject::Officer(officer) => {
                let is_in = self.officers().any(|each| each == officer)
                    || officer.organ().is_some_and(|organ| self.holds_organ(organ));
                is_in && !self.except_officers().any(|each| each == officer)
            }
            Subject::Group { name, approved_by } => {
                let name = normal(name);
                self.groups().any(|group| group.name() == name && group.approved_by() == approved_by)
            }
        }
    }

    fn holds_organ(self, organ: Organ<'_>) -> bool {
        self.organs().any(|whole| is_among(organ, whole.organ(), whole.and_below()))
    }
}

/// Whether words or groups are excluded from the scope of a row, or from one that it names: nobody can tell whom they take out.
fn excludes_unknown(row: Matter<'_>) -> bool {
    let mut seen = Vec::new();
    let mut open: Vec<ScopeSet<'_>> = row.known_to().into_iter().collect();
    while let Some(set) = open.pop() {
        if set.excluded().any(|member| matches!(member.kind(), MemberKind::Opaque | MemberKind::Group)) {
            return true;
        }
        for scope in set.members().chain(set.excluded()).filter_map(|member| member.scope()) {
            if !seen.contains(&scope) {
                seen.push(scope);
                open.push(scope.set());
            }
        }
    }
    false
}

/// Whether an organ is another, or one under it.
fn is_among(organ: Organ<'_>, outer: Organ<'_>, below: bool) -> bool {
    organ == outer || below && outer.is_above(organ)
}

impl Organ<'_> {
    /// Whether it stands above another, over however many hops, or is it.
    pub fn is_above(self, other: Organ<'_>) -> bool {
        let (outer, inner) = (self.record(), other.record());
        std::ptr::eq(self.image, other.image)
            && (outer.number.value.get()..outer.behind.value.get()).contains(&inner.number.value.get())
    }
}
