//! What must hold of an image beyond its single records, so that no later question goes astray: lists part their sections, chains
//! come to an end, tables and sets are in order.

use crate::error::OpenError;
use crate::fields::{Field as _, List, NONE, OptRef, Record, Refs};
use crate::image::Layout;
use crate::quantity::compare;
use crate::records::raw;
use crate::section::Section;
use crate::table;
use crate::words::AttributeKind;

/// So deep may a condition be.
pub(crate) const CONDITION_DEPTH: u32 = 255;

type Checked = Result<(), OpenError>;

pub(crate) fn check(layout: &Layout<'_>) -> Checked {
    if let Some(section) = raw::unsound(layout) {
        return damaged(section);
    }
    counts(layout)?;
    parted(layout)?;
    chains(layout)?;
    same_names(layout)?;
    attributes(layout)?;
    sets(layout)?;
    table::check(layout)
}

fn damaged<T>(section: Section) -> Result<T, OpenError> {
    Err(OpenError::Damaged { section: section.name() })
}

fn require(holds: bool, section: Section) -> Checked {
    if holds { Ok(()) } else { damaged(section) }
}

fn counts(layout: &Layout<'_>) -> Checked {
    let count = |section| u64::from(layout.count(section));
    require(count(Section::Program) == 1, Section::Program)?;
    let holders = count(Section::Matters) + count(Section::Items);
    require(count(Section::Holders) == holders, Section::Holders)?;
    let seats = count(Section::Competences) * count(Section::Organs);
    require(count(Section::Seats) == seats, Section::Seats)
}

/// Lists of which no two share a record lie one behind the other and hold all records of their section.
fn parted(layout: &Layout<'_>) -> Checked {
    part(layout, layout.records::<raw::Regime>().iter().map(|regime| regime.levels))?;
    part(layout, layout.records::<raw::Regime>().iter().map(|regime| regime.tiers))?;
    part(layout, layout.records::<raw::Listing>().iter().map(|listing| listing.matters))?;
    part(layout, layout.records::<raw::Disclosure>().iter().map(|list| list.items))?;
    part(layout, layout.records::<raw::Competence>().iter().map(|table| table.powers))?;
    part(layout, layout.records::<raw::Competence>().iter().map(|table| table.deciders))?;
    part(layout, layout.records::<raw::Kind>().iter().map(|kind| kind.speakers))?;
    part(layout, layout.records::<raw::Holder>().iter().flat_map(|holder| [holder.blocks, holder.holes]))?;
    let covers = layout.records::<raw::Matter>().iter().map(|row| row.covers);
    part(layout, covers.chain(layout.records::<raw::Item>().iter().map(|item| item.covers)))?;
    part(layout, layout.records::<raw::Matter>().iter().map(|row| row.conflicts))?;
    part(layout, layout.records::<raw::Decider>().iter().map(|decider| decider.days))?;
    part(layout, layout.records::<raw::Block>().iter().map(|block| block.sides))?;
    part(layout, layout.records::<raw::Side>().iter().map(|side| side.cells))?;
    for (number, listing) in (0..).zip(layout.records::<raw::Listing>()) {
        let is_home = |row: &raw::Matter| row.listing.index.get() == number;
        require(slice(layout, listing.matters).iter().all(is_home), Section::Listings)?;
    }
    for (number, list) in (0..).zip(layout.records::<raw::Disclosure>()) {
        let is_home = |item: &raw::Item| item.list.index.get() == number;
        require(slice(layout, list.items).iter().all(is_home), Section::Disclosures)?;
    }
    Ok(())
}

fn part<T: Record>(layout: &Layout<'_>, lists: impl Iterator<Item = List<T>>) -> Checked {
    let mut next = 0;
    for list in lists {
        require(list.start.get() == next, T::SECTION)?;
        next += list.len.get();
    }
    require(next == layout.count(T::SECTION), T::SECTION)
}

fn slice<'b, T: Record>(layout: &Layout<'b>, list: List<T>) -> &'b [T] {
    &layout.records()[list.start.get() as usize..][..list.len.get() as usize]
}

/// What leads from one record to the next comes to an end: some number falls with each step.
fn chains(layout: &Layout<'_>) -> Checked {
    let conditions = layout.records::<raw::Condition>();
    for condition in conditions {
        let (start, len) = (condition.parts.start.get(), condition.parts.len.get());
        let parts = layout.numbers(start, len).iter().map(|part| &conditions[part.value.value.get() as usize]);
        let depth = condition.depth.value.get();
        require(depth <= CONDITION_DEPTH, Section::Conditions)?;
        require(parts.into_iter().all(|part| part.depth.value.get() < depth), Section::Conditions)?;
    }
    named_once(layout)?;
    falls::<raw::Power>(layout, |power| (power.of, power.depth.value.get()))?;
    falls::<raw::Region>(layout, |region| (region.parent, region.number.value.get()))?;
    falls::<raw::Business>(layout, |business| (business.parent, business.number.value.get()))?;
    falls::<raw::Organ>(layout, |organ| (organ.superior, organ.number.value.get()))?;
    falls::<raw::Kind>(layout, |kind| (kind.parent, kind.number.value.get()))?;
    falls::<raw::Kind>(layout, |kind| (kind.around, kind.number.value.get()))
}

/// No two name one condition, so that reading conditions is one walk.
fn named_once(layout: &Layout<'_>) -> Checked {
    let mut is_named = vec![false; layout.count(Section::Conditions) as usize];
    let list = |list: Refs<raw::Condition>| layout.numbers(list.start.get(), list.len.get());
    let lists = layout.records::<raw::Condition>().iter().map(|condition| condition.parts);
    let lists = lists.chain(layout.records::<raw::Matter>().iter().map(|row| row.except_where));
    let lists = lists.chain(layout.records::<raw::Item>().iter().map(|item| item.except_where));
    let of_lists = lists.flat_map(list).map(|number| number.value.value.get());
    let of_covers = layout.records::<raw::Covers>().iter().map(|covers| covers.condition.index.get());
    for place in of_lists.chain(of_covers).filter(|place| *place != NONE) {
        let is_again = std::mem::replace(&mut is_named[place as usize], true);
        require(!is_again, Section::Conditions)?;
    }
    Ok(())
}

fn falls<T: Record>(layout: &Layout<'_>, step: impl Fn(&T) -> (OptRef<T>, u32)) -> Checked {
    let records = layout.records::<T>();
    let is_falling = |record: &T| {
        let (next, number) = step(record);
        next.index.get() == NONE || step(&records[next.index.get() as usize]).1 < number
    };
    require(records.iter().all(is_falling), T::SECTION)
}

/// Rows of one name go on to later ones.
fn same_names(layout: &Layout<'_>) -> Checked {
    // Behind all is none.
    let is_later = |(at, row): (u32, &raw::Matter)| row.same_name.index.get() > at;
    require((0..).zip(layout.records::<raw::Matter>()).all(is_later), Section::Matters)
}

/// The named values of an attribute are of its type, in order, and make the cells that it says.
fn attributes(layout: &Layout<'_>) -> Checked {
    let attributes = layout.records::<raw::Attribute>();
    for attribute in attributes {
        let named = slice(layout, attribute.named);
        let (first, behind) = (attribute.first.value.get(), attribute.behind.value.get());
        let count = attribute.named.len.get();
        let numbers = || named.iter().map(|value| value.number.value());
        let days = || named.iter().map(|value| value.day.value.get());
        let is_right = match attribute.kind.word() {
            AttributeKind::Quantity => {
                let rising = |pair: [_; 2]| matches!(pair, [Some(low), Some(high)] if compare(&low, &high).is_lt());
                numbers().all(|number| number.is_some())
                    && numbers().zip(numbers().skip(1)).all(|(low, high)| rising([low, high]))
                    && count.checked_mul(2).and_then(|twice| twice.checked_add(1)) == Some(behind)
            }
            AttributeKind::Date => {
                days().zip(days().skip(1)).all(|(day, next)| day < next)
                    && named.first().is_some_and(|first| first.day.is_first())
                    && named.iter().all(|value| value.day.is_sound(layout) && value.number.value().is_none())
                    && behind == count
            }
            AttributeKind::OneOf => behind == attribute.choices.len.get() && count == 0,
            AttributeKind::YesNo => behind == 2 && count == 0,
        };
        require(is_right && first <= behind, Section::Attributes)?;
    }
    Ok(())
}

/// Cells are in order and apart, sides in the order of their axes, and what is said of a kind in the order of its axis.
fn sets(layout: &Layout<'_>) -> Checked {
    let axes = layout.count(Section::Attributes);
    for side in layout.records::<raw::Side>() {
        let cells = slice(layout, side.cells);
        let is_stretch = |cells: &raw::Cells| cells.start.value.get() < cells.end.value.get();
        let is_apart = |pair: &[raw::Cells]| pair[0].end.value.get() < pair[1].start.value.get();
        let is_right = !cells.is_empty() && cells.iter().all(is_stretch) && cells.windows(2).all(is_apart);
        require(is_right && side.axis.value.get() <= axes, Section::Sides)?;
    }
    for block in layout.records::<raw::Block>() {
        let rises = |pair: &[raw::Side]| pair[0].axis.value.get() < pair[1].axis.value.get();
        require(slice(layout, block.sides).windows(2).all(rises), Section::Blocks)?;
    }
    for kind in layout.records::<raw::Kind>() {
        let axis = kind.axis.value.get();
        if axis != NONE {
            let speakers = slice(layout, kind.speakers);
            let rises = |pair: &[raw::Speaker]| pair[0].low.value.get() <= pair[1].low.value.get();
            let is_right = axis > 0 && axis <= axes && speakers.windows(2).all(rises);
            require(is_right && most(speakers).is_some(), Section::Speakers)?;
        }
    }
    Ok(())
}

/// The greatest upper end, if each middle tells that of its part. As deep as the logarithm of the length.
fn most(speakers: &[raw::Speaker]) -> Option<u32> {
    let Some(middle) = speakers.get(speakers.len() / 2) else { return Some(0) };
    let (before, behind) = (&speakers[..speakers.len() / 2], &speakers[speakers.len() / 2 + 1..]);
    let found = most(before)?.max(most(behind)?).max(middle.high.value.get());
    (found == middle.most.value.get()).then_some(found)
}
