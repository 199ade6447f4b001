//! Sets of objects and precedence, as the compiled image holds them.

use dingmi_catalogue::write::{Axis as ImageAxis, Block as ImageBlock, Holder as ImageHolder};

use super::objects::{Axis, Block, Regions, axis_of};
use super::overlaps::Overlaps;
use crate::model::Model;

/// By thing, the rows and the catalogues that go before it.
type Over = Vec<(Vec<u32>, Vec<u32>)>;

impl Overlaps<'_> {
    /// The cells of each attribute.
    pub fn image_axes(&self) -> Vec<ImageAxis> {
        let regions = self.regions();
        let axis = |id| match regions.axes.axis(axis_of(id)).expect("bug: an attribute without an axis") {
            Axis::Numbers { values, first } => {
                ImageAxis::Numbers { named: values.iter().map(|named| named.value).collect(), first: *first }
            }
            Axis::Days(days) => ImageAxis::Days(days.clone()),
            Axis::Choices(count) => ImageAxis::Choices(*count),
        };
        self.model().attributes.ids().map(axis).collect()
    }

    /// What every row is about, and then every item of a disclosure list.
    pub fn image_holders(&self) -> impl Iterator<Item = ImageHolder> {
        let regions = self.regions();
        (0..regions.count() as u32).map(|number| holder(regions, number))
    }

    /// What goes before each row, and before each catalogue.
    pub fn image_precedence(&self) -> (Over, Over) {
        let (model, precedence) = (self.model(), self.precedence());
        let rows = (0..model.matters.len()).map(|row| precedence.over_row(row));
        let catalogues = (0..model.catalogues.len()).map(|catalogue| precedence.over_catalogue(catalogue));
        (rows.collect(), catalogues.collect())
    }

    /// By kind: what lies in it has the numbers from the first up to the second.
    pub fn image_kinds(&self, model: &Model) -> Vec<(u32, u32)> {
        let hull = |kind| self.regions().axes.kinds(&[kind]).hull().expect("bug: a kind without a cell");
        model.kinds.ids().map(hull).collect()
    }
}

fn holder(regions: &Regions<'_>, number: u32) -> ImageHolder {
    let all = |blocks: &[Block]| blocks.iter().map(block).collect();
    match regions.is_known(number) {
        true => {
            let (blocks, holes) = (all(regions.blocks(number)), all(regions.holes(number)));
            ImageHolder { is_known: true, blocks, holes }
        }
        false => ImageHolder::default(),
    }
}

fn block(block: &Block) -> ImageBlock {
    block.sides().map(|(axis, cells)| (axis, cells.iter().collect())).collect()
}
