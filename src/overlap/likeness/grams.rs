//! Finds the pairs that are one slip apart without asking the judge about every pair.
//!
//! A slip leaves the fixed characters of a name as they are, in their order. So names of which no other has the same
//! fixed characters are set aside first; numbered names go that way. The rest is found by bigrams.
//!
//! Let A and B be one slip apart. A bigram of A is *kept* if one of its occurrences stands in B as well, where the slip
//! does not touch it: at the same place, or one place further where a character before it was left out. A character put in
//! touches two bigrams of the longer name and one of the shorter; two that changed places touch three of either. So at
//! most three different bigrams of A are not kept, and of B neither; and some are kept, because a long name has more than
//! three. Put all bigrams in any one order, and let x be the first that is kept. Whatever stands before x in the order and
//! in A is not kept, so x is among the first four of A; in the same way it is among the first four of B. So it is enough to
//! list each name under its four first bigrams, at all places where they stand, and to ask about names that share a
//! bigram at places that are no more than one apart. The order is by rarity, because rare ones are shared by few.
//!
//! Where many names share even a rare bigram, which one template with varying words makes of them, all of them are looked
//! up by what a slip would make of them instead.

use super::index::{Candidates, Places, mixed};
use super::shape::Shape;
use super::slip;
use crate::limits::Limit;

/// One more than the bigrams of a name that a slip can touch.
const LISTED: usize = 4;

/// Names that share a bigram and are more than this are looked up by what a slip would make of them: about as many
/// look-ups as this.
pub(super) const CROWD: usize = 32;

/// The pairs that are one slip apart, in order.
pub(super) fn slips(shapes: &[Shape], crowd: usize, steps: &mut u64) -> Result<Vec<(u32, u32)>, &'static Limit> {
    let names = Names::of(shapes);
    let mut candidates = Candidates::after(*steps);
    let crowded = by_grams(&names, shapes, crowd, &mut candidates)?;
    by_what_a_slip_makes(&names, shapes, &crowded, &mut candidates)?;
    *steps = candidates.steps();
    Ok(candidates.in_order())
}

/// The names that may be a slip away from another one.
struct Names {
    /// The characters of all of them.
    chars: Vec<char>,
    each: Vec<Name>,
}

struct Name {
    /// The place among all shapes.
    shape: u32,
    /// A hash of the characters that no slip touches.
    fixed: u64,
    start: usize,
    end: usize,
}

impl Names {
    fn of(shapes: &[Shape]) -> Self {
        let long = (0_u32..).zip(shapes).filter(|(_, shape)| slip::is_long(&shape.key));
        let mut fixed: Vec<(u64, u32)> = long.map(|(at, shape)| (fixed(&shape.key), at)).collect();
        fixed.sort_unstable();
        let shared = fixed.chunk_by(|a, b| a.0 == b.0).filter(|names| names.len() > 1).flatten();
        let mut names = Names { chars: Vec::new(), each: Vec::new() };
        for (fixed, shape) in shared {
            let start = names.chars.len();
            names.chars.extend(shapes[*shape as usize].key.chars());
            names.each.push(Name { shape: *shape, fixed: *fixed, start, end: names.chars.len() });
        }
        names
    }

    fn chars(&self, name: &Name) -> &[char] {
        &self.chars[name.start..name.end]
    }
}

/// A hash of the characters that no slip touches.
pub(super) fn fixed(key: &str) -> u64 {
    key.chars().filter(|c| slip::is_fixed(*c)).fold(0, |hash, c| mixed(hash ^ u64::from(c)))
}

/// Asks about the names that share one of their rarest bigrams. Gives those of whom too many do.
fn by_grams(
    names: &Names,
    shapes: &[Shape],
    crowd: usize,
    candidates: &mut Candidates,
) -> Result<Vec<u32>, &'static Limit> {
    let mut crowded = vec![false; names.each.len()];
    for sharing in listed(names).chunk_by(|a, b| a.gram == b.gram) {
        if sharing.len() > crowd {
            sharing.iter().for_each(|at| crowded[at.name as usize] = true);
            continue;
        }
        for (index, first) in sharing.iter().enumerate() {
            for second in sharing[index + 1..].iter().take_while(|second| second.place <= first.place + 1) {
                ask(names, shapes, first.name, second.name, candidates)?;
            }
        }
    }
    Ok((0..).zip(crowded).filter_map(|(name, is_crowded)| is_crowded.then_some(name)).collect())
}

fn ask(
    names: &Names,
    shapes: &[Shape],
    one: u32,
    other: u32,
    candidates: &mut Candidates,
) -> Result<(), &'static Limit> {
    let (one, other) = (names.each[one as usize].shape, names.each[other as usize].shape);
    let is_slip = || slip::is_slip(&shapes[one as usize], &shapes[other as usize]);
    candidates.add_if(one, other, is_slip)
}

/// A bigram that is among the first of a name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Listed {
    /// A hash of the bigram and of the fixed characters of the name.
    gram: u64,
    place: u32,
    name: u32,
}

/// The first bigrams of all names, sorted.
fn listed(names: &Names) -> Vec<Listed> {
    let order = Order::of(names);
    let mut listed = Vec::with_capacity(names.each.len() * LISTED);
    let mut ranked = Vec::new();
    let mut first: Vec<(u32, u64)> = Vec::new();
    for (number, name) in (0..).zip(&names.each) {
        ranked.clear();
        ranked.extend(grams(names.chars(name)).map(|gram| order.rank(gram)));
        first.clear();
        for gram in &ranked {
            let at = first.partition_point(|known| known < gram);
            if at < LISTED && first.get(at) != Some(gram) {
                first.insert(at, *gram);
                first.truncate(LISTED);
            }
        }
        let places = (0..).zip(&ranked).filter(|(_, gram)| first.last().is_some_and(|last| *gram <= last));
        listed.extend(places.map(|(place, gram)| Listed { gram: mixed(gram.1 ^ name.fixed), place, name: number }));
    }
    listed.sort_unstable();
    listed
}

fn grams(chars: &[char]) -> impl Iterator<Item = u64> + '_ {
    chars.windows(2).map(|two| u64::from(two[0]) << 32 | u64::from(two[1]))
}

/// How often bigrams stand in all names. Some are counted as one; any order will do.
struct Order {
    counts: Vec<u32>,
}

const COUNTS: usize = 1 << 20;

impl Order {
    fn of(names: &Names) -> Self {
        let mut counts = vec![0; COUNTS];
        let all = names.each.iter().flat_map(|name| grams(names.chars(name)));
        all.for_each(|gram| counts[Self::slot(gram)] += 1);
        Order { counts }
    }

    fn slot(gram: u64) -> usize {
        mixed(gram) as usize % COUNTS
    }

    /// Rare ones first.
    fn rank(&self, gram: u64) -> (u32, u64) {
        (self.counts[Self::slot(gram)], gram)
    }
}

/// Looks for every name a slip would make of one of these. Two that are one slip apart and share a bigram of which there
/// are too many are both here.
fn by_what_a_slip_makes(
    names: &Names,
    shapes: &[Shape],
    crowded: &[u32],
    candidates: &mut Candidates,
) -> Result<(), &'static Limit> {
    let chars = |name: u32| names.chars(&names.each[name as usize]);
    let places = Places::of(crowded.iter().map(|name| hash(chars(*name).iter().copied())));
    for name in crowded {
        for slip in made(chars(*name)) {
            for other in places.at(slip) {
                ask(names, shapes, *name, crowded[other as usize], candidates)?;
            }
        }
    }
    Ok(())
}

/// The hashes of a name without a character, and with two in each other's place, wherever that may be a slip.
fn made(chars: &[char]) -> Vec<u64> {
    let without =
        (1..chars.len().saturating_sub(1)).filter(|at| slip::may_lack([chars[at - 1], chars[*at], chars[at + 1]]));
    let without = without.map(|at| hash(chars[..at].iter().chain(&chars[at + 1..]).copied()));
    let turned = (1..chars.len()).filter(|at| slip::may_turn([chars[at - 1], chars[*at]]));
    let turned = turned.map(|at| {
        let (before, behind) = (&chars[..at - 1], &chars[at + 1..]);
        hash(before.iter().chain([&chars[at], &chars[at - 1]]).chain(behind).copied())
    });
    without.chain(turned).collect()
}

fn hash(chars: impl Iterator<Item = char>) -> u64 {
    mixed(chars.fold(0, |hash: u64, c| (hash.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x9E37_79B9_7F4A_7C15)))
}
