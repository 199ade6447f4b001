//! What the ids of a document name, by place.

use std::collections::HashMap;

use crate::document::{Document, Head};

/// By id, the place in its list.
pub(super) type Places<'d> = HashMap<&'d str, u32>;

pub(super) struct Names<'d> {
    pub(super) sources: Places<'d>,
    pub(super) regimes: Places<'d>,
    pub(super) regions: Places<'d>,
    pub(super) businesses: Places<'d>,
    pub(super) organs: Places<'d>,
    pub(super) officers: Places<'d>,
    pub(super) authorizations: Places<'d>,
    pub(super) kinds: Places<'d>,
    pub(super) attributes: Places<'d>,
    pub(super) scopes: Places<'d>,
    pub(super) catalogues: Places<'d>,
    /// By `catalogue#item`.
    pub(super) rows: HashMap<String, u32>,
    /// By place of the regime and id.
    pub(super) levels: HashMap<(u32, &'d str), u32>,
    /// By place of the attribute and id.
    pub(super) choices: HashMap<(u32, &'d str), u32>,
}

impl<'d> Names<'d> {
    pub(super) fn of(document: &'d Document<'d>) -> Self {
        let rows = document
            .catalogues
            .iter()
            .flat_map(|catalogue| catalogue.matters.iter().map(|row| format!("{}#{}", catalogue.head.id, row.head.id)));
        let levels = (0..).zip(&document.regimes);
        let levels = levels.flat_map(|(at, regime)| regime.levels.iter().map(move |level| (at, level.level.id)));
        let choices = (0..).zip(&document.attributes);
        let choices = choices.flat_map(|(at, attribute)| attribute.choices().iter().map(move |choice| (at, choice.id)));
        Names {
            sources: document.sources.iter().map(|source| source.file).zip(0..).collect(),
            regimes: places(document.regimes.iter().map(|each| &each.head)),
            regions: places(document.regions.iter().map(|each| &each.head)),
            businesses: places(document.businesses.iter().map(|each| &each.head)),
            organs: places(document.organs.iter().map(|each| &each.head)),
            officers: places(document.officers.iter().map(|each| &each.head)),
            authorizations: places(document.authorizations.iter().map(|each| &each.head)),
            kinds: places(document.kinds.iter().map(|each| &each.head)),
            attributes: places(document.attributes.iter().map(|each| &each.head)),
            scopes: places(document.scopes.iter().map(|each| &each.head)),
            catalogues: places(document.catalogues.iter().map(|each| &each.head)),
            rows: rows.zip(0..).collect(),
            levels: levels.zip(0..).collect(),
            choices: choices.zip(0..).collect(),
        }
    }
}

fn places<'d>(heads: impl Iterator<Item = &'d Head<'d>>) -> Places<'d> {
    heads.map(|head| &*head.id).zip(0..).collect()
}
