//! `--audience`: whom an output is for, from words to readers of a program.

use super::asked::{LEVELS, NO_ORGAN, meant};
use super::fault::Fault;
use super::nearest::nearest;
use crate::audience::{Audience, AudienceFault};
use crate::diagnostic::{Arg, Text};
use crate::model::{self, Context, Level, id_text};

/// The readers by name, before a program is there to look them up in.
#[derive(Debug, Default)]
pub(super) struct Readers {
    level: Option<String>,
    organ: Option<String>,
}

const OPTION: &str = "--audience";
const FORM: Text = Text::new(
    "write readers as level=LEVEL or organ=ORGAN, not {0}",
    "读者请写作 level=密级 或者 organ=机关，而不是 {0}",
);
const TWICE: Text = Text::new("`{0}` is given twice", "`{0}` 写了两次");
const NO_LEVEL: Text = Text::new("{0} is no level of regime {1}", "{0} 不是法规 {1} 的密级");

impl Readers {
    /// Reads what was given, once or several times, with commas or without; nothing where nothing was.
    pub(super) fn read(given: &[String]) -> Result<Option<Self>, Fault> {
        let mut readers = Readers::default();
        for part in given.iter().flat_map(|given| given.split([',', '，'])) {
            readers.add(part).map_err(|fault| fault.at(OPTION))?;
        }
        Ok((!given.is_empty()).then_some(readers))
    }

    fn add(&mut self, part: &str) -> Result<(), Fault> {
        let malformed = || Fault::usage(FORM.with([Arg::words(part)]));
        let (key, name) = part.split_once(['=', '＝']).ok_or_else(malformed)?;
        let (key, name) = (key.trim(), name.trim());
        let (key, place) = match key {
            "level" | "密级" => ("level", &mut self.level),
            "organ" | "机关" => ("organ", &mut self.organ),
            other => return Err(malformed().meant(nearest(other, ["level", "organ"]))),
        };
        if name.is_empty() {
            return Err(malformed());
        }
        match place.replace(name.to_owned()) {
            Some(_) => Err(Fault::usage(TWICE.with([Arg::token(key)]))),
            None => Ok(()),
        }
    }

    /// The readers of a program.
    pub(super) fn of(&self, context: &Context<'_>) -> Result<Audience, Fault> {
        let audience = Audience::new(context, self.level.as_deref(), self.organ.as_deref());
        audience.map_err(|fault| self.fault(context, fault).at(OPTION))
    }

    fn fault(&self, context: &Context<'_>, fault: AudienceFault) -> Fault {
        let given = |name: &Option<String>| Arg::words(name.as_deref().unwrap_or_default());
        match fault {
            AudienceFault::NoLevel(regime) => {
                let regime = &context.model.regimes[regime];
                let levels = Arg::list(regime.levels.iter().map(Level::arg));
                let message = NO_LEVEL.with([given(&self.level), Arg::id(context.id(regime.head.id))]);
                Fault::usage(message).help(LEVELS.with([levels]))
            }
            AudienceFault::NoOrgan => {
                let ids: Vec<_> =
                    context.model.organs.values().map(|organ| id_text(context.sources, organ.head.id)).collect();
                let wanted = self.organ.as_deref().unwrap_or_default();
                let near = model::nearest(wanted, ids.iter().map(AsRef::as_ref));
                meant(Fault::usage(NO_ORGAN.with([given(&self.organ)])), near)
            }
        }
    }
}
