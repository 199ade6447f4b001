//! `dingmi query` and `dingmi inspect`: questions to a compiled image.

use std::path::Path;

use dingmi_catalogue::{
    AskError, Catalogue, Counted, Level, Matter, MayKnow, Officer, OpenError, Organ, Release, Status, Subject,
};
use jiff::Zoned;
use jiff::civil::Date;

use super::arguments::{Asking, InspectArguments, ListFormat, QueryArguments, Question};
use super::asked::{NO_LEVEL, NO_ORGAN, meant, tell};
use super::fault::{Exit, Fault, reason};
use super::{Context, terminal};
use crate::diagnostic::{Arg, Privacy, Text};
use crate::model::nearest;
use crate::query::json::Says;
use crate::query::{Manner, Teller, describe, human};

const NOT_AN_IMAGE: Text =
    Text::new("not a compiled catalogue: it takes a `catalogue.dmc`", "不是编译的目录：应为 `catalogue.dmc`");
const VERSION: Text = Text::new("format version {0} is not one that this dingmi reads", "格式版本 {0} 为本程序所不识");
const OTHER: Text = Text::new("build it again, or use the dingmi that made it", "请重新编译，或者使用编译它的 dingmi");
const DAMAGED: Text = Text::new("damaged: {0}", "文件已损坏：{0}");
const AGAIN: Text = Text::new("build it again, or get a sound copy", "请重新编译，或者取得完好的副本");
const UNREADABLE: Text = Text::new("cannot be read: {0}", "无法读取：{0}");
const NO_ROW: Text = Text::new("no row {0}", "没有事项 {0}");
const NO_OFFICER: Text = Text::new("no officer {0} is declared", "没有声明定密责任人 {0}");
const NO_LEVEL_OF_ROW: Text =
    Text::new("{0} says no level: give one with --level", "{0} 没有写明密级：请用 --level 指明");
const ALL_SHOWN: Text =
    Text::new("it shows everything, and --redact nothing of it", "其显示全部内容，与 --redact 相抵触");
const NOT_ASKED: Text = Text::new("no answer: {0}", "不能作答：{0}");

pub(super) fn inspect(arguments: &InspectArguments, context: &Context) -> Result<Exit, Fault> {
    let catalogue = open(&arguments.file)?;
    if arguments.content && context.privacy == Privacy::Redacted {
        return Err(Fault::usage(ALL_SHOWN).at("--content"));
    }
    if arguments.content {
        // Everything that the image says is what was asked for.
        terminal::print(&terminal::json(&catalogue.document()))?;
        return Ok(Exit::Clean);
    }
    let manner = Manner { lang: context.lang, privacy: context.privacy };
    tell(&teller(&catalogue, context).inspection(), arguments.format, |found| describe(found, manner))?;
    Ok(Exit::Clean)
}

pub(super) fn run(arguments: &QueryArguments, context: &Context) -> Result<Exit, Fault> {
    let catalogue = open(&arguments.file)?;
    let (says, exit, asking) = Asker { catalogue: &catalogue, context }.ask(&arguments.question)?;
    let manner = Manner { lang: context.lang, privacy: context.privacy };
    tell(&teller(&catalogue, context).answer(says), asking, |answer| human(answer, manner))?;
    Ok(exit)
}

fn teller<'a>(catalogue: &'a Catalogue, context: &Context) -> Teller<'a> {
    Teller { catalogue, lang: context.lang, privacy: context.privacy }
}

pub(super) fn open(path: &Path) -> Result<Catalogue, Fault> {
    Catalogue::open(path).map_err(|error| not_opened(error).at(path.to_string_lossy()))
}

pub(super) fn not_opened(error: OpenError) -> Fault {
    match error {
        OpenError::Io(error) => Fault::input(UNREADABLE.with([reason(&error)])),
        OpenError::NotAnImage => Fault::input(NOT_AN_IMAGE),
        OpenError::Version { found } => Fault::input(VERSION.with([Arg::number(found as usize)])).help(OTHER),
        damage @ (OpenError::Length { .. } | OpenError::Digest | OpenError::Damaged { .. } | _) => {
            Fault::input(DAMAGED.with([Arg::token(damage.to_string())])).help(AGAIN)
        }
    }
}

/// Asks questions of one image.
struct Asker<'a> {
    catalogue: &'a Catalogue,
    context: &'a Context,
}

type Answered = Result<(Says, Exit, ListFormat), Fault>;

impl<'a> Asker<'a> {
    fn ask(&self, question: &Question) -> Answered {
        let (says, is_yes, asking) = match question {
            Question::Matter { row, asking } => {
                let row = self.row(row)?;
                (self.teller().rows([row].into_iter(), 1), true, asking)
            }
            Question::Name { name, limit, asking } => {
                let rows = self.catalogue.matters_named(name);
                let says = self.teller().rows(rows, *limit);
                let is_any = matches!(&says, Says::Matters { matters, .. } if !matters.is_empty());
                (says, is_any, asking)
            }
            Question::Search { words, limit, asking } => {
                let says = self.teller().rows(self.catalogue.search(&words.join(" ")), *limit);
                let is_any = matches!(&says, Says::Matters { matters, .. } if !matters.is_empty());
                (says, is_any, asking)
            }
            Question::Classify { kind, values, on, asking } => self.classify(kind, values, *on, asking)?,
            Question::MayDetermine { organ, row, level, on, asking } => {
                let (organ, row) = (self.organ(organ)?, self.row(row)?);
                let (level, day) = (self.level(row, level.as_deref())?, day(*on));
                let answer = self.catalogue.may_determine(organ, row, level, day);
                let may = answer.is_ok();
                (self.teller().may_determine((organ, row, level, day), answer), may, asking)
            }
            Question::MayKnow { row, organ, post, officer, group, asking } => {
                let row = self.row(row)?;
                let organ = organ.as_ref().map(|organ| self.organ(organ)).transpose()?;
                let subject = match (officer, group, post, organ) {
                    (Some(officer), _, _, _) => Subject::Officer(self.officer(officer)?),
                    (None, Some(name), _, approved_by) => Subject::Group { name, approved_by },
                    (None, None, Some(title), Some(organ)) => Subject::Post { organ, title },
                    (None, None, _, Some(organ)) => Subject::Staff(organ),
                    (None, None, _, None) => unreachable!("bug: clap let a question without a subject pass"),
                };
                let answer = self.catalogue.may_know(subject, row);
                (self.teller().may_know(row, answer), answer == MayKnow::Yes, asking)
            }
            Question::Release { row, issued, notice, on, asking } => {
                let (row, day) = (self.row(row)?, day(*on));
                let counted = issued.map(Counted::FromIssue).or(notice.map(Counted::FromNotice));
                let Some(counted) = counted else { unreachable!("bug: clap let a question without a day pass") };
                let answer = self.catalogue.release(row, counted, day);
                let is_released = matches!(answer, Release::Released(_));
                (self.teller().release(row, counted, day, answer), is_released, asking)
            }
            Question::Obligations { row, asking } => (self.teller().obligations(self.row(row)?), true, asking),
        };
        Ok((says, if is_yes { Exit::Clean } else { Exit::Findings }, asking.format))
    }

    fn teller(&self) -> Teller<'a> {
        teller(self.catalogue, self.context)
    }

    fn classify<'q>(
        &self,
        kind: &str,
        values: &[(String, String)],
        on: Option<Date>,
        asking: &'q Asking,
    ) -> Result<(Says, bool, &'q Asking), Fault> {
        let refused = |error: AskError, of: &str| {
            let fault = Fault::usage(NOT_ASKED.with([Arg::token(error.to_string())]));
            if self.context.privacy == Privacy::Open { fault.at(of.to_owned()) } else { fault }
        };
        let mut object = self.catalogue.object(kind).map_err(|error| refused(error, "--kind"))?;
        for (attribute, value) in values {
            object = object.with(attribute, value).map_err(|error| refused(error, attribute))?;
        }
        let day = day(on);
        let decision = self.catalogue.classify(&object, day);
        let decision = decision.map_err(|error| Fault::input(NOT_ASKED.with([Arg::token(error.to_string())])))?;
        let is_clear = matches!(decision.status, Status::Settled | Status::None);
        Ok((self.teller().classification(object.kind().id(), &decision, day), is_clear, asking))
    }

    fn row(&self, id: &str) -> Result<Matter<'a>, Fault> {
        let id = id.replace('＃', "#");
        self.catalogue.matter(&id).ok_or_else(|| {
            let catalogue = id.split('#').next().and_then(|catalogue| self.catalogue.listing(catalogue));
            let ids = catalogue.into_iter().flat_map(|catalogue| catalogue.matters()).map(|row| row.id());
            meant(Fault::usage(NO_ROW.with([Arg::words(&*id)])), nearest(&id, ids))
        })
    }

    fn organ(&self, id: &str) -> Result<Organ<'a>, Fault> {
        self.catalogue.organ(id).ok_or_else(|| {
            let near = nearest(id, self.catalogue.organs().map(|organ| organ.id()));
            meant(Fault::usage(NO_ORGAN.with([Arg::words(id)])), near)
        })
    }

    fn officer(&self, id: &str) -> Result<Officer<'a>, Fault> {
        self.catalogue.officer(id).ok_or_else(|| {
            let near = nearest(id, self.catalogue.officers().map(|officer| officer.id()));
            meant(Fault::usage(NO_OFFICER.with([Arg::words(id)])), near)
        })
    }

    /// The level asked for, by id or name, or else that of the row.
    fn level(&self, row: Matter<'a>, asked: Option<&str>) -> Result<Level<'a>, Fault> {
        let Some(asked) = asked else {
            return row.level().ok_or_else(|| Fault::usage(NO_LEVEL_OF_ROW.with([Arg::id(row.id())])));
        };
        let mut levels = row.listing().regime().into_iter().flat_map(|regime| regime.levels());
        let found = levels.find(|level| level.id() == asked || level.name() == asked);
        found.ok_or_else(|| Fault::usage(NO_LEVEL.with([Arg::words(asked)])).at("--level"))
    }
}

fn day(on: Option<Date>) -> Date {
    on.unwrap_or_else(|| Zoned::now().date())
}
