//! What is expected of an object, held against what `classify` says of it.

use jiff::civil::Date;

use super::told::{period, same_length};
use super::{Evidence, Runner, Verdict, limit_passed};
use crate::answers::classify::{leading, status};
use crate::diagnostic::{Arg, Message, Text};
use crate::limits;
use crate::model::{Attribute, Expect, Id, Level, Matter, Place};
use crate::overlap::{Decision, Object};

/// What rows say of the object; nothing where the limits do not let it be said.
pub(super) struct Answer {
    decision: Option<Decision>,
    leading: Option<Id<Matter>>,
}

const SETTLED: Text = Text::new("settled: {0}", "已有规定：{0}");
const DISPUTED: Text = Text::new("disputed: {0}", "存在争议：{0}");
const PUBLIC: Text = Text::new("disputed: {0}; {1} must be public", "存在争议：{0}；{1} 应当公开");
const OPEN: Text = Text::new("open: {0}, depending on {1}", "尚不能确定：{0}，取决于 {1}");
const NONE: Text = Text::new("no row is about the object", "没有任何事项涉及该对象");
const ROW: Text = Text::new("{0} ({1})", "{0}（{1}）");
const NO_ROWS: Text = Text::new("no row", "没有事项");

impl Runner<'_> {
    pub(super) fn answer(&mut self, object: Object, day: Date, evidence: &mut Evidence) -> Answer {
        let decision = self.decider.decide(&object, day);
        evidence.object = Some(object);
        let applying = decision.iter().flat_map(|decision| &decision.applying);
        evidence.rows.extend(applying);
        let leading = decision.as_ref().and_then(|decision| leading(self.context.model, &decision.applying));
        Answer { decision, leading }
    }

    pub(super) fn of_object(&self, answer: &Answer, expect: &Expect) -> Verdict {
        let Some(decision) = &answer.decision else { return Err(limit_passed(&limits::PAIR_STEPS)) };
        let model = self.context.model;
        let matter = answer.leading.map(|row| &model.matters[row]);
        let level = matter.and_then(|matter| model.level_of(matter));
        let length = matter.and_then(|matter| matter.period.get()).map(|period| period.length);
        let is_so = match expect {
            Expect::Level(id) => level.is_some_and(|level| level.id == *id),
            Expect::Period(wanted) => length.is_some_and(|length| same_length(self.context, length, *wanted)),
            Expect::Matter(row) => decision.applying.contains(row),
            Expect::NotCovered => status(decision) == "none",
            Expect::Disputed => status(decision) == "disputed",
            Expect::Open => status(decision) == "open",
            Expect::May { .. } | Expect::Released(_) | Expect::Secret(_) | Expect::Finding { .. } => {
                unreachable!("bug: this is not about an object")
            }
        };
        if is_so { Ok(()) } else { Err(self.said(decision)) }
    }

    fn said(&self, decision: &Decision) -> Message {
        let rows = || match &*decision.applying {
            [] => Arg::Text(NO_ROWS),
            rows => Arg::list(rows.iter().map(|row| self.row(*row))),
        };
        match status(decision) {
            "settled" => SETTLED.with([rows()]),
            "disputed" => {
                let sure = decision.disclosed.iter().filter(|each| each.open.is_empty());
                let items: Vec<Arg> = sure.map(|each| Arg::id(self.context.item(each.list, each.item))).collect();
                if items.is_empty() { DISPUTED.with([rows()]) } else { PUBLIC.with([rows(), Arg::List(items)]) }
            }
            "open" => self.open(decision),
            _ => NONE.into(),
        }
    }

    /// The rows and items that depend on what is not given, and on what they depend.
    fn open(&self, decision: &Decision) -> Message {
        let rows = decision.open.iter().map(|(row, _)| self.context.row_arg(*row));
        let may_be_public = decision.disclosed.iter().filter(|each| !each.open.is_empty());
        let items = may_be_public.clone().map(|each| Arg::id(self.context.item(each.list, each.item)));
        let needs = decision.open.iter().map(|(_, needs)| needs).chain(may_be_public.map(|each| &each.open));
        let mut needs: Vec<Id<Attribute>> = needs.flatten().copied().collect();
        needs.sort_unstable();
        needs.dedup();
        let name = |id: Id<Attribute>| Arg::id(self.context.id(self.context.model.attributes[id].head.id));
        OPEN.with([Arg::list(rows.chain(items)), Arg::list(needs.into_iter().map(name))])
    }

    /// A row with its level and period.
    fn row(&self, row: Id<Matter>) -> Arg {
        let model = self.context.model;
        let matter = &model.matters[row];
        let level = model.level_of(matter).map(Level::arg);
        let period = matter.period.get().map(|found| Arg::Message(Box::new(period(self.context, found.length))));
        let says: Vec<Arg> = level.into_iter().chain(period).collect();
        let id = Arg::id(self.context.subject(Place::Matter(row)));
        if says.is_empty() { id } else { Arg::Message(Box::new(ROW.with([id, Arg::List(says)]))) }
    }
}
