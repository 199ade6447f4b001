//! What one name is to another, and nothing else: the index finds pairs, this says what they are.

use super::Likeness;
use super::shape::{Item, List, Shape};

/// So many characters at least are contained in anything: 试题 alone is too little to be a matter of its own.
const CONTAINED: usize = 3;

/// What the first name is to the second, given that they are not equal. Of a name that says nothing, nothing is said.
pub(super) fn judge(first: &Shape, second: &Shape) -> Option<Likeness> {
    if first.key.is_empty() || second.key.is_empty() {
        return None;
    }
    if first.key == second.key {
        return Some(Likeness::Near);
    }
    one_way(first, second).or_else(|| one_way(second, first).map(Likeness::turned))
}

/// What the first is to the second, if the second is the one that says more.
fn one_way(first: &Shape, second: &Shape) -> Option<Likeness> {
    if let Some(without) = second.without.iter().find(|without| without.key == first.key) {
        return Some(if without.includes && !first.open { Likeness::Within } else { Likeness::Near });
    }
    let list = second.list.as_deref().filter(|_| !first.open)?;
    is_within(first, list).then_some(Likeness::Within)
}

fn is_within(first: &Shape, list: &List) -> bool {
    match first.list.as_deref() {
        Some(own) if own.of == list.of => own.items.len() < list.items.len() && are_within(&own.items, list),
        None if list.of.is_empty() && first.key.chars().count() >= CONTAINED => {
            list.items.iter().any(|item| item.key == first.key && !item.lean.left && !item.lean.right)
        }
        Some(_) | None => false,
    }
}

fn are_within(own: &[Item], list: &List) -> bool {
    let mut places = Vec::with_capacity(own.len());
    for item in own {
        let after = places.last().map_or(0, |place| place + 1);
        let is_free = |place: &usize| list.items[*place].key == item.key && !places.contains(place);
        let in_order = (after..list.items.len()).find(is_free);
        let anywhere = || (0..after).find(is_free);
        let Some(place) = in_order.or_else(anywhere) else { return false };
        places.push(place);
    }
    let is_in_order = places.is_sorted();
    let stays_in_list = |leans: fn(&Item) -> bool| !places.iter().any(|at| leans(&list.items[*at]));
    let dropped = (0..list.items.len()).filter(|at| !places.contains(at));
    let none_binds = dropped.into_iter().all(|at| !list.items[at].lean.binds);
    let same_first = is_in_order && places.first() == Some(&0) && none_binds;
    let same_last = is_in_order && places.last() == Some(&(list.items.len() - 1));
    // What leans on an item of the part has the same item to lean on in the whole, if the order is the same.
    let stays = |leans: fn(&Item) -> bool| stays_in_list(leans) && (is_in_order || !own.iter().any(leans));
    (same_first || stays(|item| item.lean.left)) && (same_last || stays(|item| item.lean.right))
}
