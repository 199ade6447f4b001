//! Questions about competence: the names on the command line to what they mean, and answers to lines.

use super::arguments::{ListFormat, ProgramArguments, RuleArguments};
use super::fault::{Exit, Fault};
use super::session::Session;
use super::{Context, terminal};
use crate::answers::told::{Failure, Link};
use crate::authority::{Authority, Competence, Rank};
use crate::diagnostic::{Arg, Lang, Text};
use crate::model::{self, Catalogue, DID_YOU_MEAN, Given, Id, Level, Matter, Model, Organ, id_text, nearest};

/// A program that questions can be asked of.
pub(super) struct Asked {
    pub(super) session: Session,
}

const BROKEN: Text = Text::new(
    "no answer while names mean nothing or texts cannot be read: `dingmi check` tells what is wrong",
    "文本无法读取或者名称没有所指时，不能作答：`dingmi check` 说明问题所在",
);
const IN_PART: Text = Text::new("no answer: the limit {0} was passed", "不能作答：超过限制 {0}");
pub(super) const NO_ORGAN: Text = Text::new("no organ {0} is declared", "没有声明机关 {0}");
const NO_CATALOGUE: Text = Text::new("no catalogue {0} is declared", "没有声明目录 {0}");
const NO_ROW: Text = Text::new("catalogue {0} has no matter {1}", "目录 {0} 没有事项 {1}");
const ROW_FORM: Text = Text::new("write a row as CATALOGUE#ITEM, not {0}", "事项请写作 目录#事项，而不是 {0}");
const NO_REGIME: Text = Text::new("the catalogue of {0} stands under no regime", "{0} 所在的目录没有依据的法规");
pub(super) const NO_LEVEL: Text = Text::new("{0} is no level of the regime", "{0} 不是该法规的密级");
pub(super) const LEVELS: Text = Text::new("its levels are {0}", "其密级有 {0}");
const LEVEL_NOT_GIVEN: Text = Text::new("{0} has no level of its own", "{0} 没有写明密级");
const GIVE_LEVEL: Text = Text::new("say which with --level", "请用 --level 指明");

impl Asked {
    /// Loads the program, or says why no question can be asked of it.
    pub(super) fn new(
        arguments: &ProgramArguments,
        rules: &RuleArguments,
        context: &Context,
    ) -> Result<Result<Self, Exit>, Fault> {
        let session = Session::new(arguments, rules, context)?;
        session.tell_faults(context);
        if session.has_faults() {
            return Ok(Err(Exit::Input));
        }
        if session.program.is_broken() || session.model.powers_unknown {
            return Err(Fault::input(BROKEN));
        }
        Ok(Ok(Asked { session }))
    }

    pub(super) fn model(&self) -> &Model {
        &self.session.model
    }

    pub(super) fn organ(&self, name: &str) -> Result<Id<Organ>, Fault> {
        let sources = self.session.program.sources();
        let ids = || self.model().organs.iter().map(|(id, organ)| (id, id_text(sources, organ.head.id)));
        let wanted = model::nfc(name);
        ids().find(|(_, id)| *id == wanted).map(|(organ, _)| organ).ok_or_else(|| {
            let names: Vec<_> = ids().map(|(_, id)| id).collect();
            let near = nearest(&wanted, names.iter().map(AsRef::as_ref));
            meant(Fault::usage(NO_ORGAN.with([Arg::words(name)])), near)
        })
    }

    pub(super) fn catalogue(&self, name: &str) -> Result<Id<Catalogue>, Fault> {
        let sources = self.session.program.sources();
        let ids = || self.model().catalogues.iter().map(|(id, each)| (id, id_text(sources, each.head.id)));
        let wanted = model::nfc(name);
        ids().find(|(_, id)| *id == wanted).map(|(catalogue, _)| catalogue).ok_or_else(|| {
            let names: Vec<_> = ids().map(|(_, id)| id).collect();
            let near = nearest(&wanted, names.iter().map(AsRef::as_ref));
            meant(Fault::usage(NO_CATALOGUE.with([Arg::words(&*wanted)])), near)
        })
    }

    pub(super) fn row(&self, name: &str) -> Result<Id<Matter>, Fault> {
        let form = || Fault::usage(ROW_FORM.with([Arg::words(name)]));
        let (catalogue, item) = name.split_once(['#', '＃']).ok_or_else(form)?;
        let sources = self.session.program.sources();
        let found = &self.model().catalogues[self.catalogue(catalogue)?];
        let (catalogue, item) = (model::nfc(catalogue), model::nfc(item));
        let rows = || found.matters.iter().map(|id| (*id, id_text(sources, self.model().matters[*id].head.id)));
        rows().find(|(_, id)| *id == item).map(|(row, _)| row).ok_or_else(|| {
            let names: Vec<_> = rows().map(|(_, id)| id).collect();
            let near = nearest(&item, names.iter().map(AsRef::as_ref));
            meant(Fault::usage(NO_ROW.with([Arg::id(&*catalogue), Arg::words(&*item)])), near)
        })
    }

    /// What an answer is about: the model, its texts and the day.
    pub(super) fn about(&self) -> model::Context<'_> {
        let (sources, as_of) = (self.session.program.sources(), self.session.options.as_of);
        model::Context { model: self.model(), sources, as_of }
    }

    /// Who may determine what, if that could be worked out within the limits.
    pub(super) fn authority(&self) -> Result<Authority<'_>, Fault> {
        let authority = Authority::of(self.model());
        match authority.overflow() {
            Some(limit) => Err(Fault::input(IN_PART.with([Arg::token(limit.name)]))),
            None => Ok(authority),
        }
    }

    /// The powers under the regime of a row.
    pub(super) fn competence<'c, 'm>(
        &self,
        authority: &'c Authority<'m>,
        row: Id<Matter>,
        name: &str,
    ) -> Result<&'c Competence<'m>, Fault> {
        let competence = authority.over(self.model(), row);
        competence.ok_or_else(|| Fault::usage(NO_REGIME.with([Arg::words(name)])))
    }

    /// The level asked for, or else that of the row.
    pub(super) fn level(
        &self,
        competence: &Competence<'_>,
        row: Id<Matter>,
        (name, level): (&str, Option<&str>),
    ) -> Result<Rank, Fault> {
        let world = competence.world();
        match level {
            Some(level) => world.regime.level_named(level).map(|level| world.rank(level)).ok_or_else(|| {
                let levels = Arg::list(world.regime.levels.iter().map(Level::arg));
                Fault::usage(NO_LEVEL.with([Arg::words(level)])).at("--level").help(LEVELS.with([levels]))
            }),
            None => match self.model().matters[row].level {
                Given::Is(level) => Ok(world.rank(level)),
                Given::Absent | Given::Faulty => {
                    Err(Fault::usage(LEVEL_NOT_GIVEN.with([Arg::id(name)])).help(GIVE_LEVEL))
                }
            },
        }
    }
}

/// Prints an answer in the form asked for.
pub(super) fn tell<A: serde::Serialize>(
    answer: &A,
    format: ListFormat,
    human: impl FnOnce(&A) -> String,
) -> Result<(), Fault> {
    terminal::print(&match format {
        ListFormat::Human => human(answer),
        ListFormat::Json => terminal::json(answer),
    })
}

pub(super) fn meant(fault: Fault, near: Option<String>) -> Fault {
    match near {
        Some(near) => fault.help(DID_YOU_MEAN.with([Arg::id(near)])),
        None => fault,
    }
}

/// A chain, a numbered step to a line, with its place and articles below.
pub(super) fn chain_lines(chain: &[Link], lang: Lang) -> String {
    let mut text = String::new();
    for (number, link) in (1..).zip(chain) {
        let mark = if link.fails.is_empty() { ' ' } else { '!' };
        text.push_str(&format!("{mark} {number}. {}\n", link.message));
        for failure in &link.fails {
            text.push_str(&format!("       -> {}\n", failure_line(failure, lang)));
        }
        text.push_str(&format!("     {}\n", place_and_law(link, lang)));
    }
    text
}

/// A dimension and what is wrong in it.
pub(super) fn failure_line(failure: &Failure, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{}: {}", failure.name, failure.message),
        Lang::Zh => format!("{}：{}", failure.name, failure.message),
    }
}

pub(super) fn place_and_law(link: &Link, lang: Lang) -> String {
    let place = format!("{}:{}:{}", link.place.file, link.place.line, link.place.column);
    let cites = link.cites.iter().map(|cite| match lang {
        Lang::En => format!("{} art. {}", cite.law, cite.article),
        Lang::Zh => format!("{} 第{}条", cite.law, cite.article),
    });
    let cites: Vec<String> = cites.collect();
    match lang {
        _ if cites.is_empty() => place,
        Lang::En => format!("{place}  ({})", cites.join(", ")),
        Lang::Zh => format!("{place}（{}）", cites.join("、")),
    }
}
