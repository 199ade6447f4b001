//! One object → the rows that are about it, which of them goes first, and what is open because not all is known of it.

use jiff::civil::Date;

use crate::catalogue::Catalogue;
use crate::competence::contains;
use crate::error::AskError;
use crate::fields::{Field as _, Handle as _, NONE};
use crate::image::Image;
use crate::objects::Object;
use crate::records::{Attribute, Citation, Item, KnowerSet, Level, Listing, Matter, Period, Recorded as _, raw};
use crate::sets::{Piece, Steps, holds, sides};

/// What rows say of an object on a day.
#[derive(Clone, Debug)]
pub struct Decision<'a> {
    /// How it stands.
    pub status: Status,
    /// The rows that are about the object.
    pub matters: Vec<Ruling<'a>>,
    /// Rows that may be about it, and the attributes without a value on which it depends.
    pub open: Vec<(Matter<'a>, Vec<Attribute<'a>>)>,
    /// What must be public and is the object, or may be it, depending on these attributes.
    pub public: Vec<(Item<'a>, Vec<Attribute<'a>>)>,
    /// The row whose level, period, scope and mark hold: of the rows that apply the one of the highest level, and of equal ones
    /// the first that says most.
    pub leading: Option<Matter<'a>>,
}

/// How it stands with an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// One row applies, or several that say the same.
    Settled,
    /// Rows contradict each other, or one takes in what must be public: the highest level holds meanwhile (R14 article 20).
    Disputed,
    /// It depends on values that are not given.
    Open,
    /// No row is about the object.
    None,
}

/// A row that is about an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ruling<'a> {
    /// The row.
    pub matter: Matter<'a>,
    /// The first of the rows about the object that goes before it, by `except`, `prevails-over`, `yields-to` or `replaces`.
    pub yields_to: Option<Matter<'a>>,
    /// Whether it applies, no other going before it.
    pub applies: bool,
}

impl Status {
    /// The word in machine formats: `settled`, `disputed`, `open`, `none`.
    pub fn id(self) -> &'static str {
        match self {
            Status::Settled => "settled",
            Status::Disputed => "disputed",
            Status::Open => "open",
            Status::None => "none",
        }
    }
}

impl<'a> Decision<'a> {
    /// The level that holds.
    pub fn level(&self) -> Option<Level<'a>> {
        self.leading?.level()
    }

    /// The period that holds, at most.
    pub fn period(&self) -> Option<Period<'a>> {
        self.leading?.period()
    }

    /// Who may know.
    pub fn known_to(&self) -> Option<KnowerSet<'a>> {
        self.leading?.known_to_set()
    }

    /// What goes on a carrier; nothing while it is open which rows are about the object.
    pub fn mark(&self) -> Option<&'a str> {
        self.leading.filter(|_| self.open.is_empty())?.mark()
    }

    /// While it is disputed, the articles on what holds meanwhile.
    pub fn cites(&self) -> impl Iterator<Item = Citation<'a>> + use<'a> {
        let regime = self.leading.filter(|_| self.status == Status::Disputed).and_then(|row| row.listing().regime());
        regime.into_iter().flat_map(|regime| regime.conflict_cites())
    }
}

impl Catalogue {
    /// What holds for an object on a day. In an image that was made for some readers only, this is what the rows say that these
    /// may know; a row that they may not know may say otherwise.
    pub fn classify<'a>(&'a self, object: &Object<'a>, day: Date) -> Result<Decision<'a>, AskError> {
        let image = self.image();
        if !std::ptr::eq(image, object.kind.image) {
            return Err(AskError::Foreign);
        }
        let mut steps = Steps::new();
        let mut found = Found::default();
        let rows = image.records::<raw::Matter>().len() as u32;
        for number in speakers(image, object) {
            let is_row = number < rows;
            let is_now = if is_row {
                Matter::at(image, number).listing().is_in_force(day)
            } else {
                let list = Item::at(image, number - rows).list();
                contains(list.from(), list.to(), day)
            };
            if is_now && let Some(open) = among(image, image.record(number), object, &mut steps)? {
                let open: Vec<Attribute<'a>> = open.into_iter().map(|axis| Attribute::at(image, axis - 1)).collect();
                match is_row {
                    true if open.is_empty() => found.rows.push(Matter::at(image, number)),
                    true => found.open.push((Matter::at(image, number), open)),
                    false => found.public.push((Item::at(image, number - rows), open)),
                }
            }
        }
        // Each row is held against each.
        steps.spend(found.rows.len().saturating_mul(found.rows.len()))?;
        Ok(found.settle())
    }
}

/// The holders of which something is said of the kind of an object, in order, less those that its values rule out at once.
fn speakers(image: &Image, object: &Object<'_>) -> Vec<u32> {
    let mut found = Vec::new();
    let mut next = Some(object.kind);
    while let Some(kind) = next {
        let record = kind.record();
        let speakers = record.speakers.records(image);
        let axis = record.axis.value.get();
        match object.cells.iter().find(|(each, _)| *each == axis && axis != NONE) {
            Some((_, cell)) => stab(speakers, *cell, &mut found),
            None => found.extend(speakers.iter().map(|speaker| speaker.holder.index.get())),
        }
        next = record.around.get(image);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Adds those between whose ends a cell lies. As deep as the logarithm of the length.
fn stab(speakers: &[raw::Speaker], cell: u32, found: &mut Vec<u32>) {
    let at = speakers.len() / 2;
    let Some(middle) = speakers.get(at).filter(|middle| cell < middle.most.value.get()) else { return };
    stab(&speakers[..at], cell, found);
    if middle.low.value.get() <= cell {
        if cell < middle.high.value.get() {
            found.push(middle.holder.index.get());
        }
        stab(&speakers[at + 1..], cell, found);
    }
}

/// The axes on which it depends whether an object is among those of a holder: none if it surely is. Nothing if it is not.
fn among(
    image: &Image,
    holder: &raw::Holder,
    object: &Object<'_>,
    steps: &mut Steps,
) -> Result<Option<Vec<u32>>, AskError> {
    if holder.is_known.value == 0 {
        return Ok(None);
    }
    let cell = |axis: u32| match axis {
        0 => Some(object.kind.record().number.value.get()),
        _ => object.cells.binary_search_by_key(&axis, |(axis, _)| *axis).ok().map(|at| object.cells[at].1),
    };
    let meets =
        |block: &&raw::Block| sides(image, block).all(|(axis, cells)| cell(axis).is_none_or(|cell| holds(cells, cell)));
    let blocks: Vec<&raw::Block> = holder.blocks.records(image).iter().filter(meets).collect();
    if blocks.is_empty() {
        return Ok(None);
    }
    let holes: Vec<&raw::Block> = holder.holes.records(image).iter().filter(meets).collect();
    let all = || blocks.iter().chain(&holes);
    let mut free: Vec<u32> = all()
        .flat_map(|block| sides(image, block))
        .map(|(axis, _)| axis)
        .filter(|axis| cell(*axis).is_none())
        .collect();
    free.sort_unstable();
    free.dedup();
    if free.is_empty() {
        return Ok(holes.is_empty().then_some(free));
    }
    let known = std::iter::once((0, cell(0).unwrap_or_default())).chain(object.cells.iter().copied());
    let object = Piece::of(known);
    let mut may_be = false;
    for block in &blocks {
        may_be |= object.and(image, block).outlasts(image, &holes, steps)?;
    }
    if !may_be {
        return Ok(None);
    }
    let is_sure = holes.is_empty() && !object.outlasts(image, &blocks, steps)?;
    Ok(Some(if is_sure { Vec::new() } else { free }))
}

#[derive(Default)]
struct Found<'a> {
    rows: Vec<Matter<'a>>,
    open: Vec<(Matter<'a>, Vec<Attribute<'a>>)>,
    public: Vec<(Item<'a>, Vec<Attribute<'a>>)>,
}

impl<'a> Found<'a> {
    /// Works out which rows apply. A row that may be about the object is of no interest where one that surely is goes before it. On a
    /// circle of precedence no row would be left: then all of them are.
    fn settle(mut self) -> Decision<'a> {
        let rows = &self.rows;
        let before = |row: Matter<'a>| rows.iter().copied().find(|other| other.goes_before(row));
        let first: Vec<Option<Matter<'a>>> = rows.iter().map(|row| before(*row)).collect();
        self.open.retain(|(row, _)| before(*row).is_none());
        let is_circle = first.iter().all(Option::is_some);
        let rulings = rows.iter().zip(first).map(|(matter, yields_to)| Ruling {
            matter: *matter,
            yields_to,
            applies: is_circle || yields_to.is_none(),
        });
        let matters: Vec<Ruling<'a>> = rulings.collect();
        let applying: Vec<Matter<'a>> = matters.iter().filter(|each| each.applies).map(|each| each.matter).collect();
        let contradicts = |at: usize| applying[..at].iter().any(|other| applying[at].contradicts(*other));
        let is_public = self.public.iter().any(|(_, open)| open.is_empty());
        let is_disputed = (0..applying.len()).any(contradicts) || is_public && !applying.is_empty();
        let may_be_public = !self.public.is_empty() && !is_public && !applying.is_empty();
        let status = if is_disputed {
            Status::Disputed
        } else if !self.open.is_empty() || may_be_public {
            Status::Open
        } else if applying.is_empty() {
            Status::None
        } else {
            Status::Settled
        };
        // Of equal ones the last is the greatest, so they are looked at from behind.
        let leading = applying.iter().rev().max_by_key(|row| row.weight()).copied();
        Decision { status, matters, open: self.open, public: self.public, leading }
    }
}

impl<'a> Matter<'a> {
    fn weight(self) -> (Option<u32>, usize) {
        let says = [self.period().is_some(), self.known_to().is_some()];
        (self.level().map(|level| level.rank()), says.into_iter().filter(|says| *says).count())
    }

    /// Whether they say different things of level, period or scope. What one of them leaves open contradicts nothing.
    fn contradicts(self, other: Matter<'a>) -> bool {
        fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
            one.zip(other).is_some_and(|(one, other)| one != other)
        }
        let level = |row: Matter<'a>| row.level().map(|level| level.record().key.value.get());
        let period = |row: Matter<'a>| row.period().and_then(|period| period.record().kept.get(self.image));
        let set = |row: Matter<'a>| row.known_to_set().map(|set| set.index);
        differ(level(self), level(other)) || differ(period(self), period(other)) || differ(set(self), set(other))
    }

    /// Whether it is written that it goes before another, and the other is not written too. What is written of the two counts before
    /// what is written of one and a catalogue, and that before what is written of two catalogues.
    pub fn goes_before(self, other: Matter<'a>) -> bool {
        if !std::ptr::eq(self.image, other.image) {
            return false;
        }
        let (one, two) = (self.listing(), other.listing());
        let stages = [
            (self.is_over(other), other.is_over(self)),
            (self.is_over_by_catalogue(other), other.is_over_by_catalogue(self)),
            (one != two && one.is_over(two), one != two && two.is_over(one)),
        ];
        stages.into_iter().find(|stage| *stage != (false, false)) == Some((true, false))
    }

    fn is_over(self, other: Matter<'a>) -> bool {
        is_in(other.record().rows_over.numbers(self.image), self.index)
    }

    fn is_over_by_catalogue(self, other: Matter<'a>) -> bool {
        is_in(other.record().listings_over.numbers(self.image), self.listing().index)
            || is_in(other.listing().record().rows_over.numbers(self.image), self.index)
    }
}

impl Listing<'_> {
    fn is_over(self, other: Listing<'_>) -> bool {
        is_in(other.record().listings_over.numbers(self.image), self.index)
    }
}

fn is_in(numbers: &[raw::Number], wanted: u32) -> bool {
    numbers.binary_search_by_key(&wanted, |number| number.value.value.get()).is_ok()
}
