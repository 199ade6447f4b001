//! Which items of an enumeration say by themselves what they mean.
//!
//! In 甲的试题、答案 the answers are those of 甲: the second item leans on what stands to its left. In 天文、三角测量 the
//! first one leans to its right. Where it cannot be told from the text an item is taken to lean.

use super::fold::is_han;
use super::phrases::{ETC, ITS, OF};

#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Lean {
    /// A modifier of an item before it may be its own as well.
    pub(super) left: bool,
    /// The head of the last item may be its own as well.
    pub(super) right: bool,
    /// Where it is left out, those behind it may come to mean something else.
    pub(super) binds: bool,
}

/// So long an item has no room for a modifier that others share.
const BARE: usize = 3;
/// So long an item has no room for a head that others share.
const HEADLESS: usize = 2;

/// Verbs, prepositions and negations: what one governs may be the whole enumeration.
const GOVERNS: &str = "不非未无没除免仅只限禁涉对从由在于为以被把将向按经供给到至达超因凭据关同跟随依当若如使令让叫";
/// A verb or preposition in an item that the others would share is too near to tell.
const POINTS: [char; 6] = ['其', '该', '此', '这', '那', '本'];

pub(super) fn leans(items: &[&str]) -> Vec<Lean> {
    let common = common_ending(items);
    let rests: Vec<&str> = items.iter().map(|item| &item[..item.len() - common]).collect();
    let last = rests.len() - 1;
    let is_last_headless =
        common > 0 || items[last].starts_with(ITS) || length(items[last]) <= HEADLESS && !items[last].contains(OF);
    let mut may_modify = false;
    let mut leans = Vec::with_capacity(items.len());
    for (at, rest) in rests.iter().enumerate() {
        let binds = rest.contains([OF, ETC, '(']) || rest.contains(|c| GOVERNS.contains(c));
        let points = rest.starts_with(ITS) || rest.starts_with(POINTS) || rest.starts_with("上述");
        leans.push(Lean { left: at > 0 && (may_modify || points), right: at < last && !is_last_headless, binds });
        may_modify |= binds || length(rest) > BARE;
    }
    leans
}

/// The bytes of what all items end in, if it is long enough to be a head of its own.
fn common_ending(items: &[&str]) -> usize {
    let mut ending = items[0];
    for item in &items[1..] {
        let same = ending.chars().rev().zip(item.chars().rev()).take_while(|(a, b)| a == b);
        let length: usize = same.map(|(c, _)| c.len_utf8()).sum();
        ending = &ending[ending.len() - length..];
    }
    if length(ending) < 2 { 0 } else { ending.len() }
}

/// Han characters, and runs of anything else.
fn length(item: &str) -> usize {
    let (mut length, mut in_run) = (0, false);
    for c in item.chars().filter(|c| !matches!(*c, OF | ETC | ITS)) {
        length += usize::from(is_han(c) || !in_run);
        in_run = !is_han(c);
    }
    length
}
