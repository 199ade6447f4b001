//! What is planted in which matter, and what follows from its number alone.

use super::super::workload::{LEVELS, NAMES, mixed};

/// Of so many matters one is wrong in each way.
pub(crate) const A_BLOCK: u64 = 200;
/// A block is cut into parts of as many places as there are things to plant, and one more.
const A_PART: u64 = 12;
const PARTS: u64 = A_BLOCK / A_PART;

/// What a matter was made for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Planted {
    /// It lacks one of its fields.
    MissingField,
    /// Its period is longer than its level allows.
    OverCap,
    /// Its producing organ has no power over its level, nor was it granted any.
    NoChain,
    /// An earlier matter, of another level, has its name.
    SameName,
    /// An earlier matter, of another level, has its name with brackets of the other width.
    OtherWidth,
    /// Objects of its last values are also those of the next matter, which is of another level.
    ReachesOver,
    /// The first of two of one name, of which the later one is wrong: of even and of odd blocks, of each width.
    Source(u64),
    /// What the matter before it reaches into.
    ReachedInto,
}

/// By their places in a part of a block. The wrong ones of a name come behind the right ones, in the first block too.
const PLANTS: [Planted; 11] = [
    Planted::Source(0),
    Planted::Source(1),
    Planted::Source(2),
    Planted::Source(3),
    Planted::MissingField,
    Planted::OverCap,
    Planted::NoChain,
    Planted::ReachesOver,
    Planted::ReachedInto,
    Planted::SameName,
    Planted::OtherWidth,
];

/// A field that may be missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field {
    Name,
    Level,
    Period,
    Known,
    Producer,
}

/// Where something stands that is planted in a block.
fn place(block: u64, plant: u64) -> u64 {
    // Two neighbours share their part.
    let drawn = if PLANTS[plant as usize] == Planted::ReachedInto { plant - 1 } else { plant };
    let half = PARTS / 2;
    let (first, width) = match PLANTS[plant as usize] {
        Planted::Source(_) => (0, half),
        Planted::SameName | Planted::OtherWidth => (half, half),
        Planted::MissingField | Planted::OverCap | Planted::NoChain | Planted::ReachesOver | Planted::ReachedInto => {
            (0, PARTS)
        }
    };
    let part = first + mixed(block, 80 + drawn) % width;
    block * A_BLOCK + part * A_PART + plant
}

pub(crate) fn planted(number: u64) -> Option<Planted> {
    let (block, plant) = (number / A_BLOCK, number % A_BLOCK % A_PART);
    let what = PLANTS.get(plant as usize)?;
    (place(block, plant) == number).then_some(*what)
}

/// The matter whose name this one has too. It stands in the block of half the number, so mostly in another file.
pub(crate) fn source(number: u64) -> Option<u64> {
    let block = number / A_BLOCK;
    let is_other = match planted(number) {
        Some(Planted::SameName) => 0,
        Some(Planted::OtherWidth) => 1,
        _ => return None,
    };
    Some(place(block / 2, 2 * is_other + block % 2))
}

pub(super) fn level(number: u64) -> usize {
    let below = match planted(number) {
        Some(Planted::ReachedInto) => Some(number - 1),
        _ => source(number),
    };
    below.map_or(mixed(number, 3) as usize % LEVELS.len(), |other| (level(other) + 1) % LEVELS.len())
}

/// Half of the names have brackets of full width.
pub(super) fn name(number: u64) -> String {
    if let Some(source) = source(number) {
        let name = name(source);
        let is_other = planted(number) == Some(Planted::OtherWidth);
        return if is_other { name.replace('（', "(").replace('）', ")") } else { name };
    }
    let has_bracket = matches!(planted(number), Some(Planted::Source(2 | 3))) || mixed(number, 90).is_multiple_of(2);
    let bracket = if has_bracket { "（含电子版）" } else { "" };
    format!("未公布的第{number}号{}成果{bracket}", NAMES[mixed(number, 4) as usize % NAMES.len()])
}

pub(super) fn clauses(number: u64) -> u64 {
    match planted(number) {
        // Two rows that both say what they are about are not compared by their names.
        Some(Planted::SameName | Planted::OtherWidth) => 0,
        Some(Planted::ReachesOver | Planted::ReachedInto) => 1,
        _ => mixed(number, 43) % 4,
    }
}

/// The field that a matter has to do without.
pub(super) fn missing(number: u64) -> Option<Field> {
    let fields = [Field::Name, Field::Level, Field::Period, Field::Known, Field::Producer];
    (planted(number) == Some(Planted::MissingField)).then(|| fields[mixed(number, 47) as usize % fields.len()])
}
