//! Model and what is visible of it → the model of that alone. First what is kept is copied, then all ids in it are made new.

use super::kept::Kept;
use super::laws;
use super::moved::Moved;
use super::names;
use super::used::Used;
use super::visible::Visible;
use crate::model::{Context, Laws, Model, Waiver};

pub(super) fn projected(context: &Context<'_>, visible: &Visible) -> Model {
    let model = context.model;
    let used = Used::of(context, visible);
    let (regimes, to_regimes) = Kept::of(&model.regimes, |id| used.regime(id));
    let (officers, to_officers) = Kept::of(&model.officers, |id| used.officers[id.index()]);
    let (authorizations, to_authorizations) =
        Kept::of(&model.authorizations, |id| used.grant(&model.authorizations[id]));
    let (kinds, to_kinds) = Kept::of(&model.kinds, |id| used.kinds[id.index()]);
    let (attributes, to_attributes) = Kept::of(&model.attributes, |id| used.attributes[id.index()]);
    let (scopes, to_scopes) = Kept::of(&model.scopes, |id| used.scopes[id.index()]);
    let (catalogues, to_catalogues) = Kept::of(&model.catalogues, |id| visible.catalogue(id));
    let (matters, to_matters) = Kept::of(&model.matters, |id| visible.row(id));
    let waivers = model.waivers.iter().zip(&used.waivers).filter(|(_, is_kept)| **is_kept);
    let units = model.units.iter().filter(|(name, _)| used.units.contains(*name));
    let mut projected = Model {
        laws: Laws::default(),
        regimes,
        regions: model.regions.clone(),
        businesses: model.businesses.clone(),
        organs: model.organs.clone(),
        officers,
        authorizations,
        kinds,
        attributes,
        scopes,
        catalogues,
        matters,
        disclosures: model.disclosures.clone(),
        waivers: waivers.map(|(waiver, _): (&Waiver, _)| waiver.clone()).collect(),
        tests: Vec::new(),
        test_files: model.test_files.clone(),
        units: units.map(|(name, meaning)| (name.clone(), *meaning)).collect(),
        default_regime: model.default_regime,
        powers_unknown: model.powers_unknown,
    };
    let moved = Moved {
        regimes: to_regimes,
        officers: to_officers,
        authorizations: to_authorizations,
        kinds: to_kinds,
        attributes: to_attributes,
        scopes: to_scopes,
        catalogues: to_catalogues,
        matters: to_matters,
    };
    moved.all(&mut projected);
    names::anew(context.sources, &mut projected);
    let cited = laws::cited(&projected);
    let laws = model.laws.0.iter().filter(|(key, _)| cited.contains(*key));
    projected.laws = Laws(laws.map(|(key, law)| (key.clone(), law.clone())).collect());
    projected
}
