//! Model → everything that is known of its rows as sets of objects, worked out once.

use std::sync::{Arc, OnceLock};

use super::by_name::{ByName, Names, likenesses};
use super::columns::{Column, columns};
use super::contradictions::{Contradictions, Search};
use super::coverage::{About, Coverage, about, coverage};
use super::decide::Object;
use super::gaps::{self, Gap};
use super::likeness::Likenesses;
use super::objects::{Block, Holder, Idle, Regions, Steps, remainder};
use super::outcome::Outcomes;
use super::precedence::Precedence;
use super::scopes::Scopes;
use super::witness::{Witness, Words};
use crate::limits::{self, Limit};
use crate::model::{Context, Id, Matter, Model};
use crate::source::{Sources, Span};

#[derive(Debug)]
pub struct Overlaps<'m> {
    model: &'m Model,
    sources: &'m Sources,
    regions: Regions<'m>,
    outcomes: Outcomes<'m>,
    precedence: Precedence<'m>,
    contradictions: OnceLock<Contradictions>,
    likenesses: OnceLock<Arc<Likenesses>>,
    by_name: OnceLock<ByName>,
}

impl<'m> Overlaps<'m> {
    pub fn of(context: &Context<'m>, scopes: &Scopes<'_>) -> Self {
        let model = context.model;
        let (outcomes, (regions, precedence)) =
            rayon::join(|| Outcomes::of(context, scopes), || (Regions::of(model), Precedence::of(model)));
        Overlaps {
            model,
            sources: context.sources,
            outcomes,
            regions,
            precedence,
            contradictions: OnceLock::new(),
            likenesses: OnceLock::new(),
            by_name: OnceLock::new(),
        }
    }

    /// The same, after names were compared.
    #[must_use]
    pub fn knowing(self, likenesses: Arc<Likenesses>) -> Self {
        Overlaps { likenesses: likenesses.into(), ..self }
    }

    /// What the names of rows and of what must be public are to each other.
    pub fn likenesses(context: &Context<'_>) -> Likenesses {
        likenesses(context.model, context.sources)
    }

    pub(super) fn model(&self) -> &'m Model {
        self.model
    }

    pub(super) fn regions(&self) -> &Regions<'m> {
        &self.regions
    }

    pub fn outcomes(&self) -> &Outcomes<'m> {
        &self.outcomes
    }

    pub fn precedence(&self) -> &Precedence<'m> {
        &self.precedence
    }

    /// Where rows meet one another or what must be public.
    pub fn contradictions(&self) -> &Contradictions {
        self.contradictions.get_or_init(|| self.search().run())
    }

    /// What the names of rows show that say in no condition what they are about.
    pub fn by_name(&self) -> &ByName {
        self.by_name.get_or_init(|| {
            let (regions, outcomes, precedence) = (&self.regions, &self.outcomes, &self.precedence);
            let likenesses = self.likenesses.get_or_init(|| likenesses(self.model, self.sources).into());
            Names { model: self.model, regions, outcomes, precedence }.find(likenesses)
        })
    }

    pub fn gaps(&self) -> Vec<Gap> {
        gaps::gaps(self.model, &self.regions)
    }

    /// The kinds that some rows speak of, as the columns of a table of them.
    pub fn columns(&self, rows: &[Id<Matter>]) -> Vec<Column> {
        columns(self.model, &self.regions, rows)
    }

    /// Whether it can be told what objects a row is about.
    pub fn about(&self, row: Id<Matter>) -> About {
        about(&self.regions, row)
    }

    /// What a row covers in a column, if it speaks of its kind.
    pub fn coverage(&self, row: Id<Matter>, column: &Column) -> Option<Coverage> {
        coverage(self.model, self.sources, &self.regions, (row, column.objects()))
    }

    /// Whether two rows that contradict each other do so in a column; yes where that is too much to tell.
    pub fn conflict_in(&self, one: Id<Matter>, other: Id<Matter>, column: &Column) -> bool {
        self.search().conflict_among(one, other, column.objects())
    }

    /// Whether two holders have objects in common in a column; yes where that is too much to tell.
    pub fn meet_in(&self, one: Holder, other: Holder, column: &Column) -> bool {
        self.search().meet_among(one, other, column.objects())
    }

    fn search(&self) -> Search<'_, 'm> {
        Search {
            model: self.model,
            regions: &self.regions,
            outcomes: &self.outcomes,
            precedence: &self.precedence,
            found: Contradictions::default(),
        }
    }

    /// What could not be reasoned about, and the limit that it passes.
    pub fn too_large(&self) -> impl Iterator<Item = (Holder, &'static Limit)> {
        self.regions.too_large().iter().chain(&self.contradictions().too_large).copied()
    }

    /// Clauses and exceptions that no object meets.
    pub fn idle(&self) -> &[(Holder, Idle)] {
        self.regions.idle()
    }

    /// Those of which exceptions leave nothing.
    pub fn taken_away(&self) -> Vec<Holder> {
        let is_taken = |number: &u32| {
            let blocks = self.regions.blocks(*number);
            let holes: Vec<&Block> = self.regions.holes(*number).iter().collect();
            let mut steps = Steps(limits::PAIR_STEPS.most);
            let left = |block| remainder(&self.regions.axes, block, &holes, 1, &mut steps);
            let mut left = blocks.iter().map(left);
            self.regions.is_known(*number)
                && !blocks.is_empty()
                && left.all(|left| left.is_ok_and(|left| left.is_empty()))
        };
        self.regions.with_holes().filter(is_taken).map(|number| self.regions.holder(number)).collect()
    }

    /// The tests of a row that an object meets.
    pub fn met(&self, holder: Holder, object: &Object) -> Vec<Span> {
        let block = self.regions.axes.block_of(object.kind, &object.values);
        let values = block.map(|block| self.witness(&[holder], &block).values).unwrap_or_default();
        values
            .iter()
            .flat_map(|value| &value.because)
            .filter(|because| !because.is_denied)
            .map(|because| because.test)
            .collect()
    }

    /// Whether it is known what every row is about and which goes before which.
    pub fn is_complete(&self) -> bool {
        let is_sound =
            |matter: &Matter| !matter.relations_faulty && !self.model.catalogues[matter.catalogue].relations_faulty;
        self.regions.is_complete() && self.model.matters.values().all(is_sound)
    }

    /// An object of a block that lies in what these are about.
    pub fn witness(&self, holders: &[Holder], objects: &Block) -> Witness {
        let numbers: Vec<u32> = holders.iter().map(|holder| self.regions.number(*holder)).collect();
        let words = Words { model: self.model, sources: self.sources, regions: &self.regions };
        words.witness(&numbers, objects)
    }
}
