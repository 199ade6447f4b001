//! Tables of records by a key, as `table.rs` reads them.

use std::marker::PhantomData;

use super::sections::{Sections, num, opt_to};
use crate::fields::{Slot, Slots, Str};
use crate::records::raw;
use crate::table::{Line, hash, home};

/// So many records a home is made for: it holds more, and few are full.
const FOR_A_HOME: usize = 3;

/// Writes all tables. Rows of one name are told of each other.
pub(super) fn write(out: &mut Sections<'_>) {
    table::<raw::RowLine>(out);
    for (row, next) in table::<raw::NameLine>(out) {
        out.change::<raw::Matter>(row as usize, |row| row.same_name = opt_to(Some(next)));
    }
    table::<raw::OrganLine>(out);
    table::<raw::OfficerLine>(out);
    table::<raw::ListingLine>(out);
}

/// Writes a table, which holds the first record of each key, and gives each later one together with the one before it.
fn table<L: Line>(out: &mut Sections<'_>) -> Vec<(u32, u32)> {
    let (records, text) = out.written::<L::Of>();
    let bytes = |key: Str| &text[key.start.get() as usize..][..key.len.get() as usize];
    let key = |(at, record): (u32, &L::Of)| {
        let key = L::key(record).map(bytes)?;
        Some(Keyed { hash: hash(key), key, at, words: L::words(record)? })
    };
    let mut all: Vec<Keyed<'_>> = (0..).zip(records).filter_map(key).collect();
    all.sort_unstable_by(|one, other| (one.hash, one.key, one.at).cmp(&(other.hash, other.key, other.at)));
    let again = all.windows(2).filter(|pair| pair[0].key == pair[1].key).map(|pair| (pair[0].at, pair[1].at)).collect();
    all.dedup_by(|next, one| next.key == one.key);
    let homes = all.len().div_ceil(FOR_A_HOME).max(1) as u32;
    let lines = lines::<L>(all, homes);
    out.list(lines);
    out.change::<raw::Program>(0, |program| *L::homes_mut(program) = num(homes));
    again
}

/// A record that goes into a table.
struct Keyed<'t> {
    hash: u32,
    key: &'t [u8],
    at: u32,
    words: Str,
}

/// Each in its home, or in the first line behind it that is not full.
fn lines<L: Line>(all: Vec<Keyed<'_>>, homes: u32) -> Vec<L> {
    let mut lines = vec![Slots::none(); homes as usize];
    let mut at = 0;
    for Keyed { hash, at: index, words, .. } in all {
        at = home(hash, homes).max(at);
        if lines[at].last().is_some() {
            at += 1;
            lines.resize(lines.len().max(at + 1), Slots::none());
        }
        let count = lines[at].count.get();
        lines[at].slots[count as usize] =
            Slot { hash: hash.into(), index: index.into(), start: words.start, of: PhantomData };
        lines[at].count.set(count + 1);
    }
    lines.into_iter().map(L::new).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use zerocopy::{FromZeros as _, IntoBytes as _};

    use super::*;
    use crate::fields::{NONE, Record as _, SLOTS};
    use crate::image::Image;
    use crate::section::Section;
    use crate::table::{check, find};
    use crate::write::sections::{day, opt};

    /// An image of rows of these names, whose ids are these backwards, and of nothing else.
    fn image(names: &[String]) -> Vec<u8> {
        let mut out = Sections::default();
        out.push(raw::Program::new_zeroed());
        for name in names {
            let full_id = out.own_text(&backwards(name));
            let key = opt(Some(out.own_text(name)));
            out.push(raw::Matter { full_id, name: key, key, same_name: opt_to(None), ..raw::Matter::new_zeroed() });
        }
        write(&mut out);
        out.finish(0, day(None)).expect("an image")
    }

    fn backwards(name: &str) -> String {
        name.chars().rev().collect()
    }

    /// All rows of a name, as the table and the chain of the first tell them.
    fn named(image: &Image, name: &str) -> Vec<u32> {
        let first = find::<raw::NameLine>(image, name.as_bytes(), name.as_bytes());
        let next =
            |row: &u32| Some(image.record::<raw::Matter>(*row).same_name.index.get()).filter(|next| *next != NONE);
        std::iter::successors(first, next).collect()
    }

    /// What stands in the table is found, in each way to say it, and what does not is not.
    fn compare(names: &[String], others: &[String]) -> Image {
        let image = Image::unchecked(image(names));
        check(&image.layout()).expect("sound tables");
        assert!(raw::unsound(&image.layout()).is_none_or(|section| section == Section::Matters));
        let mut expected: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (at, name) in (0..).zip(names) {
            expected.entry(name).or_default().push(at);
        }
        for (name, rows) in &expected {
            assert_eq!(&named(&image, name), rows, "{name}");
            assert_eq!(find::<raw::NameLine>(&image, name.as_bytes(), b"said otherwise"), Some(rows[0]), "{name}");
            let id = backwards(name);
            assert_eq!(find::<raw::RowLine>(&image, id.as_bytes(), id.as_bytes()), Some(rows[0]), "{id}");
        }
        for other in others.iter().filter(|other| !expected.contains_key(other.as_str())) {
            assert!(named(&image, other).is_empty(), "{other}");
        }
        image
    }

    fn numbered(numbers: std::ops::Range<u32>) -> impl Iterator<Item = String> {
        numbers.map(|number| format!("第{number}号"))
    }

    #[test]
    fn a_table_finds_what_a_map_finds() {
        let others: Vec<String> = numbered(10_000..12_000).chain([String::new(), "第".to_owned()]).collect();
        for count in [0, 1, 2, 3, 5, 6, 30, 299, 5_000] {
            let names: Vec<String> = numbered(0..count).chain(numbered(0..count / 3)).chain(numbered(0..1)).collect();
            compare(&names[..count as usize], &others);
            compare(&names, &others);
        }
    }

    /// Names that were chosen for their hashes run over into many lines behind their homes.
    #[test]
    fn keys_that_crowd_are_found() {
        let crowd: Vec<String> = numbered(0..100_000).filter(|name| hash(name.as_bytes()) >> 26 == 63).collect();
        let (names, others) = crowd.split_at(crowd.len() / 2);
        let names: Vec<String> = names.iter().cloned().chain(numbered(0..100)).collect();
        let image = compare(&names, others);
        let homes = image.record::<raw::Program>(0).name_homes.value.get() as usize;
        let lines = image.records::<raw::NameLine>();
        assert!(lines.len() > homes, "the last homes run over");
        assert!(lines[homes..].iter().all(|line| line.slots.count.get() > 0));
    }

    /// Keys of one hash are told by their texts.
    #[test]
    fn keys_of_one_hash_are_told_apart() {
        let mut by_hash: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for name in numbered(0..300_000) {
            by_hash.entry(hash(name.as_bytes())).or_default().push(name);
        }
        let alike: Vec<Vec<String>> = by_hash.into_values().filter(|names| names.len() > 1).collect();
        assert!(alike.len() > 3, "{}", alike.len());
        compare(&alike.concat(), &[]);
        let firsts: Vec<String> = alike.iter().map(|names| names[0].clone()).collect();
        compare(&firsts, &alike.concat());
        let lasts: Vec<String> = alike.iter().map(|names| names[names.len() - 1].clone()).collect();
        compare(&lasts, &alike.concat());
    }

    /// Whichever bit of a table flips: it is refused, or no row is found by what is not its own.
    #[test]
    fn a_damaged_table_is_refused_or_tells_no_wrong_row() {
        let names: Vec<String> = numbered(0..20).collect();
        let sound = image(&names);
        let range = Image::unchecked(sound.clone()).range(Section::NameLines);
        let (mut refused, mut held) = (0, 0);
        for (at, bit) in range.flat_map(|at| (0..8).map(move |bit| (at, bit))) {
            let mut bytes = sound.clone();
            bytes[at] ^= 1 << bit;
            let image = Image::unchecked(bytes);
            if is_refused(&image) {
                refused += 1;
                continue;
            }
            held += 1;
            for (row, name) in (0..).zip(&names) {
                let found = named(&image, name);
                assert!(found.is_empty() || found == [row], "bit {bit} of byte {at}: {name} is {found:?}");
            }
        }
        assert!(refused > 1_000 && held > 100, "{refused} refused, {held} not");
    }

    fn is_refused(image: &Image) -> bool {
        let layout = image.layout();
        !image.records::<raw::NameLine>().iter().all(|line| line.is_sound(&layout)) || check(&layout).is_err()
    }

    #[test]
    fn what_a_search_rests_on_is_checked() {
        let names: Vec<String> = numbered(0..300).collect();
        let sound = image(&names);
        let changed = |change: &dyn Fn(&mut [raw::NameLine], &mut raw::Program)| {
            let mut bytes = sound.clone();
            let image = Image::unchecked(sound.clone());
            let (mut lines, mut program) = (image.records().to_vec(), *image.record(0));
            change(&mut lines, &mut program);
            bytes[image.range(Section::NameLines)].copy_from_slice(lines.as_bytes());
            bytes[image.range(Section::Program)].copy_from_slice(program.as_bytes());
            is_refused(&Image::unchecked(bytes))
        };
        let with = |lines: &[raw::NameLine], count: usize| {
            lines.iter().position(|line| line.slots.count.get() as usize == count).expect("such a line")
        };
        assert!(!changed(&|_, _| {}));
        assert!(changed(&|_, program| program.name_homes = num(0)), "no home");
        assert!(changed(&|_, program| program.name_homes = num(program.name_homes.value.get() * 2)), "too many homes");
        assert!(changed(&|lines, _| lines[0].slots.count.set(SLOTS as u32 + 1)), "more than a line holds");
        assert!(changed(&|lines, _| lines[with(lines, 2)].slots.slots.swap(0, 1)), "not in order");
        assert!(changed(&|lines, _| lines.swap(0, 1)), "not at home");
        assert!(changed(&|lines, _| lines[with(lines, 2)].slots.count.set(1)), "something in a free slot");
        assert!(changed(&|lines, _| lines[0].slots.slots[0].index.set(300)), "no such row");
        let is_over = |at: &usize, lines: &[raw::NameLine], homes: u32| {
            lines[at + 1].slots.count.get() > 0 && home(lines[at + 1].slots.slots[0].hash.get(), homes) == *at
        };
        let clear = |lines: &mut [raw::NameLine], program: &mut raw::Program| {
            let homes = program.name_homes.value.get();
            let full = (0..lines.len() - 1).find(|at| is_over(at, lines, homes)).expect("a line that runs over");
            lines[full].slots = Slots::none();
        };
        assert!(changed(&clear), "behind a line that is not full");
    }
}
