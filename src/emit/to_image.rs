//! Document, and what is worked out of the model → `catalogue.dmc`.

use dingmi_catalogue::write::{self, TooLarge, Worked};

use super::json::Document;
use crate::model::{Arena, Forest, Id, Model};
use crate::overlap::Overlaps;

pub(super) fn bytes(document: &Document<'_>, model: &Model, overlaps: &Overlaps<'_>) -> Result<Vec<u8>, TooLarge> {
    let (over_row, over_catalogue) = overlaps.image_precedence();
    let worked = Worked {
        axes: overlaps.image_axes(),
        kinds: overlaps.image_kinds(model),
        businesses: ranges(&model.businesses, |business| business.parent),
        regions: ranges(&model.regions, |region| region.parent),
        organs: ranges(&model.organs, |organ| organ.superior),
        over_row,
        over_catalogue,
    };
    write::image(document, &worked, overlaps.image_holders())
}

/// By thing of a tree: what lies in it has the numbers from the first up to the second.
fn ranges<T>(things: &Arena<T>, parent: impl Fn(&T) -> Option<Id<T>>) -> Vec<(u32, u32)> {
    let parents: Vec<Option<Id<T>>> = things.values().map(parent).collect();
    let forest = Forest::new(parents.len(), |thing| parents[thing]);
    things.ids().map(|id| (forest.number_of(id), forest.end_of(id))).collect()
}
