//! Model → the model that some readers may see: as if the rows above them had never been written.
//!
//! Model → model and not a filter of an output, so that every output is made of what readers may see: what is worked out
//! of rows (powers, contradictions, sets of knowers) cannot tell of a row that is not there. What is left of a program
//! depends on what is visible of it and on nothing else: neither on how many rows are hidden nor on whether any is.

mod kept;
mod laws;
mod moved;
mod names;
mod projected;
mod used;
mod visible;

use crate::model::{Context, Id, LevelId, Model, Organ, Regime, id_text, nfc};
use visible::Visible;

/// Readers: of what is up to a level, of what the whole of an organ may know, or of what is both.
#[derive(Clone, Debug)]
pub struct Audience {
    /// By any of its names; each regime says which of its levels that is.
    level: Option<String>,
    organ: Option<Id<Organ>>,
}

/// Why nobody can be meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AudienceFault {
    /// A catalogue stands under a regime that has no level of this name.
    NoLevel(Id<Regime>),
    NoOrgan,
}

impl Audience {
    /// Readers of a program, by the name of a level and the id of an organ.
    pub fn new(context: &Context<'_>, level: Option<&str>, organ: Option<&str>) -> Result<Self, AudienceFault> {
        let model = context.model;
        let level = level.map(|name| nfc(name).into_owned());
        if let Some(name) = &level {
            let regimes = model.catalogues.values().filter_map(|catalogue| catalogue.regime);
            let mut without = regimes.filter(|regime| model.regimes[*regime].level_named(name).is_none());
            without.next().map_or(Ok(()), |regime| Err(AudienceFault::NoLevel(regime)))?;
        }
        let organ = organ.map(|name| organ_named(context, &nfc(name)).ok_or(AudienceFault::NoOrgan)).transpose()?;
        Ok(Audience { level, organ })
    }

    /// The model of what they may see. Ids are new, but for those of regions, lines of business, organs and disclosure
    /// lists, of which all stay.
    pub fn projected(&self, context: &Context<'_>) -> Model {
        projected::projected(context, &Visible::of(context, self))
    }

    /// How many rows they may not see. It is itself about these rows, and so for the builder alone.
    pub fn hidden_rows(&self, context: &Context<'_>) -> usize {
        Visible::of(context, self).hidden_rows()
    }

    /// The organ, in the model that the readers were looked up in and in its projection.
    pub fn organ(&self) -> Option<Id<Organ>> {
        self.organ
    }

    /// Whether rows are bounded by a level.
    pub fn has_level(&self) -> bool {
        self.level.is_some()
    }

    /// The highest level that they see under a regime.
    pub fn level_under(&self, regime: &Regime) -> Option<LevelId> {
        regime.level_named(self.level.as_ref()?)
    }
}

fn organ_named(context: &Context<'_>, name: &str) -> Option<Id<Organ>> {
    let mut organs = context.model.organs.iter();
    organs.find(|(_, organ)| id_text(context.sources, organ.head.id) == name).map(|(id, _)| id)
}
