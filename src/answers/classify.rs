//! What is this object? The rows that are about it, the one that goes first and why, and what follows.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::told::{self, Cite, Level};
use crate::ast::Length;
use crate::diagnostic::{Arg, Lang, Message, Privacy};
use crate::lapses::json::Place as Position;
use crate::marks;
use crate::model::{Attribute, Context, Id, Matter, Model, Place};
use crate::overlap::{Decision, Holder, Object, Overlaps, written};

/// What `dingmi classify --format json` prints, and a line of a batch.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Classification {
    /// The version of this format: 1.
    pub version: u32,
    /// The day asked for, as YYYY-MM-DD.
    pub on: String,
    pub kind: String,
    /// One of `settled`: one row applies, or several that say the same; `disputed`: rows contradict each other, or one takes in
    /// what must be public; `open`: it depends on values that are not given; `none`: no row is about the object.
    pub status: &'static str,
    /// The rows that are about the object.
    pub matters: Vec<Row>,
    /// Rows that may be about it, depending on what is not given.
    pub open: Vec<Open>,
    /// Items of disclosure lists that are about it, or may be.
    pub public: Vec<Open>,
    /// What follows from the rows that apply. While they contradict each other, the highest level of them and what its row
    /// says.
    pub level: Option<Level>,
    /// Absent under `--redact`, as are the next two.
    pub period: Option<String>,
    pub known_to: Option<String>,
    /// What goes on the carrier: `机密★10年`.
    pub mark: Option<String>,
    /// The articles on what holds while rows contradict each other.
    pub cites: Vec<Cite>,
}

/// A line that `dingmi classify --batch … --format json` prints: an answer, or why there is none.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BatchAnswer {
    /// The line of the object on stdin, from 1.
    pub line: u64,
    pub error: Option<String>,
    pub answer: Option<Classification>,
}

/// A row that is about the object.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Row {
    /// `catalogue#matter`
    pub id: String,
    /// Absent under `--redact`.
    pub name: Option<String>,
    pub place: Position,
    /// Whether it applies, no other going before it.
    pub applies: bool,
    /// The row that goes before it.
    pub yields_to: Option<Yields>,
    pub level: Option<Level>,
    /// Absent under `--redact`.
    pub period: Option<String>,
    /// The tests of its condition that the object meets. Absent under `--redact`.
    pub because: Vec<String>,
}

/// Which row goes before, and where that is written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Yields {
    pub to: String,
    pub place: Position,
}

/// A row or an item, and the attributes that it depends on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Open {
    /// `catalogue#matter`, or `list#item`
    pub id: String,
    pub needs: Vec<String>,
}

/// About what, and for whom, an answer is given.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub context: &'a Context<'a>,
    pub overlaps: &'a Overlaps<'a>,
    pub lang: Lang,
    pub privacy: Privacy,
}

impl Setting<'_> {
    /// Puts a decision into words.
    pub fn told(&self, object: &Object, decision: &Decision, day: Date) -> Classification {
        let (model, context) = (self.context.model, self.context);
        let leading = leading(model, &decision.applying);
        let matter = leading.map(|row| &model.matters[row]);
        let period = matter.and_then(|matter| matter.period.get());
        let known_to = matter.and_then(|matter| matter.known_to_span).map(|span| context.sources.text(span).to_owned());
        let regime = matter.and_then(|matter| model.regime_of(matter));
        let disputed = regime.filter(|_| decision.is_disputed).and_then(|regime| regime.conflict_highest.as_ref());
        Classification {
            version: 1,
            on: day.to_string(),
            kind: context.id(model.kinds[object.kind].head.id).into_owned(),
            status: status(decision),
            matters: decision.rows.iter().map(|row| self.row(object, *row, &decision.applying)).collect(),
            open: decision.open.iter().map(|(row, needs)| self.open(Holder::Matter(*row), needs)).collect(),
            public: decision
                .disclosed
                .iter()
                .map(|each| self.open(Holder::Item(each.list, each.item), &each.open))
                .collect(),
            level: leading.and_then(|row| self.level(row)),
            period: self.shown(period.map(|period| self.say(&self.period(period.length)))),
            known_to: self.shown(known_to),
            mark: self
                .shown(matter.filter(|_| decision.open.is_empty()).and_then(|matter| marks::of_row(context, matter))),
            cites: disputed.into_iter().flatten().map(Cite::from).collect(),
        }
    }

    fn row(&self, object: &Object, (row, first): (Id<Matter>, Option<Id<Matter>>), applying: &[Id<Matter>]) -> Row {
        let (context, matter) = (self.context, &self.context.model.matters[row]);
        let because = self.overlaps.met(Holder::Matter(row), object);
        let because = because.into_iter().filter_map(|span| self.shown(Some(context.sources.text(span).to_owned())));
        Row {
            id: context.subject(Place::Matter(row)),
            name: self.shown(matter.head.title.map(|title| context.words(title).into_owned())),
            place: Position::new(matter.head.id.0, context.sources),
            applies: applying.contains(&row),
            yields_to: first.and_then(|first| self.yields(first, row)),
            level: self.level(row),
            period: self.shown(matter.period.get().map(|period| self.say(&self.period(period.length)))),
            because: because.collect(),
        }
    }

    fn yields(&self, first: Id<Matter>, second: Id<Matter>) -> Option<Yields> {
        let span = written(self.context.model, first, second)?;
        let to = self.context.subject(Place::Matter(first));
        Some(Yields { to, place: Position::new(span, self.context.sources) })
    }

    fn open(&self, holder: Holder, needs: &[Id<Attribute>]) -> Open {
        let (context, model) = (self.context, self.context.model);
        let name = match holder {
            Holder::Matter(row) => context.subject(Place::Matter(row)),
            Holder::Item(list, at) => context.item(list, at),
        };
        let id = |attribute: &Id<Attribute>| context.id(model.attributes[*attribute].head.id).into_owned();
        Open { id: name, needs: needs.iter().map(id).collect() }
    }

    fn level(&self, row: Id<Matter>) -> Option<Level> {
        let level = self.context.model.level_of(&self.context.model.matters[row])?;
        Some(Level::of(level, self.privacy))
    }

    fn period(&self, length: Length) -> Message {
        told::period(length, |words| Arg::words(self.context.words(words)))
    }

    fn say(&self, message: &Message) -> String {
        message.render(self.lang, self.privacy)
    }

    fn shown<T>(&self, words: Option<T>) -> Option<T> {
        words.filter(|_| self.privacy == Privacy::Open)
    }
}

/// Of the rows that apply the one of the highest level, and of equal ones the first that says most.
pub fn leading(model: &Model, rows: &[Id<Matter>]) -> Option<Id<Matter>> {
    let rank = |row: &Id<Matter>| {
        let matter = &model.matters[*row];
        let says = [matter.period.get().is_some(), matter.known_to.get().is_some()];
        (model.level_of(matter).map(|level| level.rank), says.into_iter().filter(|says| *says).count())
    };
    rows.iter().rev().max_by_key(|row| rank(row)).copied()
}

/// What an answer says in one word.
pub fn status(decision: &Decision) -> &'static str {
    let may_be_public = !decision.applying.is_empty() && decision.disclosed.iter().any(|each| !each.open.is_empty());
    match decision {
        Decision { is_disputed: true, .. } => "disputed",
        Decision { open, .. } if !open.is_empty() || may_be_public => "open",
        Decision { applying, .. } if applying.is_empty() => "none",
        _ => "settled",
    }
}
