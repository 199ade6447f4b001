//! Two names → what only the one says and what only the other says, in the author's characters.

use super::fold::{fold, is_han};

/// What two names do not have in common, as passages in their order. Both are empty where only order, width or
/// punctuation differ.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct NameDifference {
    pub only_first: Vec<String>,
    pub only_second: Vec<String>,
}

/// What only the first says and what only the second says. Items of an enumeration are compared as wholes, whatever
/// their order, and then the rest character by character; numbers and words of letters stay whole.
pub fn difference(first: &str, second: &str) -> NameDifference {
    let (first_items, second_items) = (items(first), items(second));
    let (only_first, only_second) = (rest_of(&first_items, &second_items), rest_of(&second_items, &first_items));
    let is_list = first_items.len() > 1 && second_items.len() > 1;
    match (only_first.as_slice(), only_second.as_slice()) {
        ([one], [other]) if is_list => passages(one, other),
        (ones, others) if is_list && ones.len() < first_items.len() && others.len() < second_items.len() => {
            NameDifference { only_first: owned(ones), only_second: owned(others) }
        }
        _ => passages(first, second),
    }
}

fn owned(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

/// The items between signs and words that join. A name with brackets is one: what they hold is no item of the name.
fn items(name: &str) -> Vec<&str> {
    if name.contains(['(', '（', '〔', '[', '【']) {
        return vec![name];
    }
    let joints = ["以及", "、", "及", "和", "与"];
    let mut items = vec![name];
    for joint in joints {
        items = items.into_iter().flat_map(|item| item.split(joint)).collect();
    }
    if items.iter().any(|item| item.chars().count() < 2) { vec![name] } else { items }
}

/// The items of the one that the other lacks.
fn rest_of<'n>(ones: &[&'n str], others: &[&str]) -> Vec<&'n str> {
    let mut others: Vec<String> = others.iter().map(|item| fold(item)).collect();
    let mut rest = Vec::new();
    for item in ones {
        let folded = fold(item);
        match others.iter().position(|other| *other == folded) {
            Some(at) => drop(others.swap_remove(at)),
            None => rest.push(*item),
        }
    }
    rest
}

/// Character by character.
fn passages(first: &str, second: &str) -> NameDifference {
    let (ones, others) = (pieces(first), pieces(second));
    let same = |(one, other): &(&Piece<'_>, &Piece<'_>)| one.folded == other.folded;
    let before = ones.iter().zip(&others).take_while(same).count();
    let (ones, others) = (&ones[before..], &others[before..]);
    let behind = ones.iter().rev().zip(others.iter().rev()).take_while(same).count();
    let (ones, others) = (&ones[..ones.len() - behind], &others[..others.len() - behind]);
    let common = common(ones, others);
    let in_first: Vec<usize> = common.iter().map(|(one, _)| *one).collect();
    let in_second: Vec<usize> = common.iter().map(|(_, other)| *other).collect();
    NameDifference { only_first: gaps(first, ones, &in_first), only_second: gaps(second, others, &in_second) }
}

/// A character, a number or a word of letters, with the blanks and marks behind it.
struct Piece<'n> {
    text: &'n str,
    start: usize,
    folded: String,
}

fn pieces(name: &str) -> Vec<Piece<'_>> {
    let mut starts = Vec::new();
    let mut last = ' ';
    for (at, c) in name.char_indices() {
        let in_word = c.is_alphanumeric() && !is_word(c) && last.is_alphanumeric() && !is_word(last);
        let goes_on = in_word || c == '.' && last.is_ascii_digit() || says_nothing(c);
        if !goes_on || starts.is_empty() {
            starts.push(at);
        }
        last = c;
    }
    let ends = starts.iter().skip(1).copied().chain([name.len()]);
    let texts = starts.iter().zip(ends).map(|(start, end)| (*start, &name[*start..end]));
    texts.map(|(start, text)| Piece { text, start, folded: fold(text) }).collect()
}

fn says_nothing(c: char) -> bool {
    c.is_whitespace() || !c.is_ascii() && !c.is_alphanumeric() && fold(c.encode_utf8(&mut [0; 4])).is_empty()
}

/// Han characters are words; letters and digits, of full width too, are parts of words.
fn is_word(c: char) -> bool {
    is_han(c) && !('\u{ff10}'..='\u{ff5a}').contains(&c)
}

/// The places of a longest common subsequence, and none where that would take long. A single common character between
/// two passages that differ is chance more often than not, and is left out.
fn common(ones: &[Piece<'_>], others: &[Piece<'_>]) -> Vec<(usize, usize)> {
    const MOST_CELLS: usize = 250_000;
    let width = others.len() + 1;
    if ones.len().saturating_mul(width) > MOST_CELLS {
        return Vec::new();
    }
    // The length of a longest common subsequence of what begins at a place of each.
    let mut lengths = vec![0_u32; (ones.len() + 1) * width];
    for one in (0..ones.len()).rev() {
        for other in (0..others.len()).rev() {
            let at = one * width + other;
            lengths[at] = if ones[one].folded == others[other].folded {
                lengths[at + width + 1] + 1
            } else {
                lengths[at + width].max(lengths[at + 1])
            };
        }
    }
    let (mut one, mut other, mut pairs) = (0, 0, Vec::new());
    while one < ones.len() && other < others.len() {
        let at = one * width + other;
        if ones[one].folded == others[other].folded {
            pairs.push((one, other));
            (one, other) = (one + 1, other + 1);
        } else if lengths[at + width] >= lengths[at + 1] {
            one += 1;
        } else {
            other += 1;
        }
    }
    without_chance(&pairs)
}

fn without_chance(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let runs = pairs.chunk_by(|a, b| (a.0 + 1, a.1 + 1) == *b);
    runs.filter(|run| run.len() > 1).flatten().copied().collect()
}

/// The passages between the places that are common.
fn gaps(name: &str, pieces: &[Piece<'_>], common: &[usize]) -> Vec<String> {
    let mut gaps = Vec::new();
    let mut from = 0;
    for end in common.iter().copied().chain([pieces.len()]) {
        if from < end {
            let behind = pieces[end - 1].start + pieces[end - 1].text.len();
            gaps.push(name[pieces[from].start..behind].trim().to_owned());
        }
        from = end + 1;
    }
    gaps
}
