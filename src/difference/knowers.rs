//! Who may know, on either side: sets of roles, and the roles that came or went.

use super::joint::Joint;
use super::json::{Change, Direction, What};
use super::verdict::Verdict;
use super::{Setting, Side};
use crate::diagnostic::{Arg, Text};
use crate::emit::json::Matter;
use crate::model::{Context, Id, Organ, words_text};
use crate::overlap::{Part, RoleSet, Scopes};

pub(super) struct Knowers<'a> {
    pub(super) setting: &'a Setting<'a>,
    pub(super) joint: &'a Joint,
    pub(super) context: &'a Context<'a>,
    pub(super) scopes: &'a Scopes<'a>,
}

/// More roles are not listed.
const LISTED: usize = 5;
const MORE: Text = Text::new("and {0} more", "等另 {0} 项");

impl Knowers<'_> {
    pub(super) fn change(&self, old: &Matter<'_>, new: &Matter<'_>) -> Option<Change> {
        match (&old.known_to, &new.known_to) {
            (None, None) => return None,
            (None, Some(_)) => return Some(Change::one_sided(What::KnownTo, true)),
            (Some(_), None) => return Some(Change::one_sided(What::KnownTo, false)),
            (Some(_), Some(_)) => {}
        }
        let (Some(one), Some(other)) = (self.set(Side::Old, old), self.set(Side::New, new)) else {
            return Some(Change::new(What::KnownTo, Direction::Unknown, Verdict::Incomparable));
        };
        let (gained, lost) = (other.minus(one), one.minus(other));
        let direction = match (gained.is_empty(), lost.is_empty()) {
            (true, true) => return None,
            (false, true) => Direction::Widened,
            (true, false) => Direction::Narrowed,
            (false, false) => Direction::Changed,
        };
        let change = Change::new(What::KnownTo, direction, Verdict::from_sides(!lost.is_empty(), !gained.is_empty()));
        Some(Change { gained: self.told(&gained), lost: self.told(&lost), ..change })
    }

    fn set(&self, side: Side, matter: &Matter<'_>) -> Option<&RoleSet> {
        self.scopes.scope(self.joint.set(side, matter.known_to_set?))
    }

    /// The roles in words. What of a whole organ was known before is not told apart from the organ.
    fn told(&self, set: &RoleSet) -> Vec<String> {
        let parts = self.scopes.parts(set);
        let mut told: Vec<String> = parts.members.iter().take(LISTED).map(|part| self.part(*part)).collect();
        let more = parts.members.len() - told.len();
        told.extend((more > 0).then(|| self.setting.say(MORE, [Arg::number(more)])));
        told
    }

    fn part(&self, part: Part<'_>) -> String {
        const ORGAN: Text = Text::new("organ {0}", "机关 {0}");
        const POST: Text = Text::new("post “{0}” of {1}", "{1} 的岗位“{0}”");
        const ANY_POST: Text = Text::new("post “{0}” of any organ", "任何机关的岗位“{0}”");
        const OFFICER: Text = Text::new("officer {0}", "定密责任人 {0}");
        const GROUP: Text = Text::new("group “{0}”", "人员范围“{0}”");
        const APPROVED: Text = Text::new("group “{0}” approved by {1}", "{1} 批准的人员范围“{0}”");
        const WORDS: Text = Text::new("“{0}”", "“{0}”");
        let words = |text: &str| Arg::words(text);
        let (text, args) = match part {
            Part::Organ { organ, .. } => (ORGAN, vec![self.organ(organ)]),
            Part::Post { title, of: Some((organ, _)) } => (POST, vec![words(title), self.organ(organ)]),
            Part::Post { title, of: None } => (ANY_POST, vec![words(title)]),
            Part::Officer(officer) => {
                let id = self.context.id(self.context.model.officers[officer].head.id);
                (OFFICER, vec![Arg::id(id)])
            }
            Part::Group { title, approved_by: None } => (GROUP, vec![words(title)]),
            Part::Group { title, approved_by: Some(organ) } => (APPROVED, vec![words(title), self.organ(organ)]),
            Part::Words(text) => (WORDS, vec![words(text)]),
        };
        self.setting.say(text, args)
    }

    fn organ(&self, organ: Id<Organ>) -> Arg {
        let head = &self.context.model.organs[organ].head;
        const NAMED: Text = Text::new("{0} {1}", "{0} {1}");
        let id = Arg::id(self.context.id(head.id));
        match head.title {
            None => id,
            Some(title) => {
                Arg::Message(Box::new(NAMED.with([id, Arg::words(words_text(self.context.sources, title))])))
            }
        }
    }
}
