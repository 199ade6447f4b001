//! How findings show who is in a set of roles.

use super::Context;
use crate::diagnostic::{Arg, Text};
use crate::model::{Id, Officer, Organ};
use crate::overlap::{Part, RoleSet};

/// More than these are only counted.
const MOST: usize = 3;

const STAFF: Text = Text::new("all staff of {0}", "{0} 的全体人员");
const STAFF_BELOW: Text = Text::new("all staff of {0} and below", "{0} 及下级的全体人员");
const POST: Text = Text::new("post {0}", "岗位 {0}");
const POST_OF: Text = Text::new("post {0} of {1}", "{1} 的岗位 {0}");
const POST_BELOW: Text = Text::new("post {0} of {1} and below", "{1} 及下级的岗位 {0}");
const GROUP: Text = Text::new("group {0}", "人员范围 {0}");
const GROUP_OF: Text = Text::new("group {0} approved by {1}", "{1} 批准的人员范围 {0}");
const MORE: Text = Text::new("{0} more", "另有 {0} 项");

/// The first of those in a set, and how many more parts there are.
pub(super) fn shown(context: &Context<'_>, set: &RoleSet) -> Arg {
    let parts = context.scopes().parts(set).members;
    let mut shown: Vec<Arg> = parts.iter().take(MOST).map(|part| part_arg(context, part)).collect();
    if let Some(more @ 1..) = parts.len().checked_sub(MOST) {
        shown.push(Arg::Message(Box::new(MORE.with([Arg::number(more)]))));
    }
    Arg::List(shown)
}

pub(super) fn organ_arg(context: &Context<'_>, organ: Id<Organ>) -> Arg {
    Arg::id(context.id(context.model.organs[organ].head.id))
}

pub(super) fn officer_arg(context: &Context<'_>, officer: Id<Officer>) -> Arg {
    Arg::id(context.id(context.model.officers[officer].head.id))
}

fn part_arg(context: &Context<'_>, part: &Part<'_>) -> Arg {
    let organ = |organ| organ_arg(context, organ);
    let message = match *part {
        Part::Organ { organ: id, below: false } => STAFF.with([organ(id)]),
        Part::Organ { organ: id, below: true } => STAFF_BELOW.with([organ(id)]),
        Part::Post { title, of: None } => POST.with([Arg::words(title)]),
        Part::Post { title, of: Some((id, false)) } => POST_OF.with([Arg::words(title), organ(id)]),
        Part::Post { title, of: Some((id, true)) } => POST_BELOW.with([Arg::words(title), organ(id)]),
        Part::Group { title, approved_by: None } => GROUP.with([Arg::words(title)]),
        Part::Group { title, approved_by: Some(id) } => GROUP_OF.with([Arg::words(title), organ(id)]),
        Part::Officer(id) => return officer_arg(context, id),
        Part::Words(words) => return Arg::words(words),
    };
    Arg::Message(Box::new(message))
}
