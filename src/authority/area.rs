//! Where a power holds: everywhere, or in some regions and all that lies in them.

use hashbrown::HashMap;

use crate::model::Forest;
use crate::model::{Id, Model, Region};

/// A set of regions, by its place among the sets there are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Area(u32);

impl Area {
    pub const EVERYWHERE: Area = Area(0);
}

/// The sets of regions that have come up. Each is in the order of the forest and holds no region that lies in another of it.
#[derive(Clone, Debug)]
pub struct Areas {
    forest: Forest,
    sets: Vec<Vec<Id<Region>>>,
    known: HashMap<Vec<Id<Region>>, Area>,
    met: HashMap<(Area, Area), Option<Area>>,
}

impl Areas {
    pub(super) fn new(model: &Model) -> Self {
        let regions: Vec<&Region> = model.regions.values().collect();
        Areas {
            forest: Forest::new(regions.len(), |index| regions[index].parent),
            sets: vec![Vec::new()],
            known: HashMap::new(),
            met: HashMap::new(),
        }
    }

    /// The regions of an area; none for everywhere.
    pub fn regions(&self, area: Area) -> &[Id<Region>] {
        &self.sets[area.0 as usize]
    }

    /// No regions is everywhere: what is not written bounds nothing.
    pub(super) fn of(&mut self, regions: impl IntoIterator<Item = Id<Region>>) -> Area {
        let mut all: Vec<Id<Region>> = regions.into_iter().collect();
        all.sort_unstable_by_key(|region| self.forest.number_of(*region));
        let mut set: Vec<Id<Region>> = Vec::new();
        for region in all {
            // What lies in another comes behind it.
            if !set.last().is_some_and(|last| self.forest.lies_in(region, *last)) {
                set.push(region);
            }
        }
        if set.is_empty() {
            return Area::EVERYWHERE;
        }
        if let Some(area) = self.known.get(&set) {
            return *area;
        }
        let area = Area(u32::try_from(self.sets.len()).expect("bug: more areas than declarations"));
        self.sets.push(set.clone());
        self.known.insert(set, area);
        area
    }

    /// Whether a region lies in one of these, which are in the order of their numbers and apart.
    fn is_in(&self, region: Id<Region>, set: &[Id<Region>]) -> bool {
        let number = self.forest.number_of(region);
        let behind = set.partition_point(|other| self.forest.number_of(*other) <= number);
        behind.checked_sub(1).is_some_and(|at| self.forest.lies_in(region, set[at]))
    }

    pub fn contains(&self, outer: Area, inner: Area) -> bool {
        let (outer_set, inner_set) = (self.regions(outer), self.regions(inner));
        outer == inner
            || outer == Area::EVERYWHERE
            || inner != Area::EVERYWHERE && inner_set.iter().all(|inner| self.is_in(*inner, outer_set))
    }

    pub fn lies_in(&self, region: Id<Region>, outer: Id<Region>) -> bool {
        self.forest.lies_in(region, outer)
    }

    /// Like `meet`, of areas that have met before.
    pub(super) fn met(&self, a: Area, b: Area) -> Option<Area> {
        match (a, b) {
            (a, b) if a == b || b == Area::EVERYWHERE => Some(a),
            (Area::EVERYWHERE, b) => Some(b),
            (a, b) => self.met.get(&(a.min(b), a.max(b))).copied().flatten(),
        }
    }

    /// What both have in common, if anything.
    pub(super) fn meet(&mut self, a: Area, b: Area) -> Option<Area> {
        if a == b || b == Area::EVERYWHERE {
            return Some(a);
        }
        if a == Area::EVERYWHERE {
            return Some(b);
        }
        let key = (a.min(b), a.max(b));
        if let Some(met) = self.met.get(&key) {
            return *met;
        }
        let (one, other) = (self.regions(a), self.regions(b));
        let inside = one.iter().filter(|region| self.is_in(**region, other));
        let around = other.iter().filter(|region| self.is_in(**region, one));
        let common: Vec<Id<Region>> = inside.chain(around).copied().collect();
        let met = (!common.is_empty()).then(|| self.of(common));
        self.met.insert(key, met);
        met
    }
}
