//! The digest of an image. BLAKE3 hashes a tree, so that pieces of a large image are hashed on several threads while it is checked
//! what its records say.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

use blake3::Hasher;
use blake3::hazmat::{ChainingValue, HasherExt as _, Mode, merge_subtrees_non_root, merge_subtrees_root};

use crate::section::Header;

/// Where the digest stands, which does not cover itself.
const DIGEST: Range<usize> = size_of::<Header>() - 32..size_of::<Header>();

/// A subtree: a power of two chunks of the tree, and worth being handed to a thread.
const PIECE: usize = 1 << 20;

/// More threads would wait for memory.
const MOST_THREADS: usize = 8;

/// The digest of an image, which its header holds. `meanwhile` is done on this thread.
pub(crate) fn digest<T>(bytes: &[u8], meanwhile: impl FnOnce() -> T) -> ([u8; 32], T) {
    let count = (bytes.len() - DIGEST.len()).div_ceil(PIECE);
    if count < 2 {
        return (plain(bytes), meanwhile());
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < count);
        std::iter::from_fn(take).map(|at| (at, piece(bytes, at))).collect::<Vec<_>>()
    };
    let helpers = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(count) - 1;
    let (mut pieces, meanwhile) = thread::scope(|scope| {
        // Where there is no thread to be had, this one does it all.
        let helpers: Vec<_> = (0..helpers).map_while(|_| Builder::new().spawn_scoped(scope, work).ok()).collect();
        let meanwhile = meanwhile();
        let mut pieces = work();
        for helper in helpers {
            pieces.extend(helper.join().expect("bug: hashing panics"));
        }
        (pieces, meanwhile)
    });
    pieces.sort_unstable_by_key(|(at, _)| *at);
    let values: Vec<ChainingValue> = pieces.into_iter().map(|(_, value)| value).collect();
    let (left, right) = values.split_at(left(values.len()));
    (*merge_subtrees_root(&merged(left), &merged(right), Mode::Hash).as_bytes(), meanwhile)
}

fn plain(bytes: &[u8]) -> [u8; 32] {
    let mut hasher = Hasher::new();
    hasher.update(&bytes[..DIGEST.start]);
    hasher.update(&bytes[DIGEST.end..]);
    *hasher.finalize().as_bytes()
}

/// The value of the piece of this number. The digest lies in the first one.
fn piece(bytes: &[u8], at: usize) -> ChainingValue {
    let end = ((at + 1) * PIECE + DIGEST.len()).min(bytes.len());
    let mut hasher = Hasher::new();
    if at == 0 {
        hasher.update(&bytes[..DIGEST.start]);
        hasher.update(&bytes[DIGEST.end..end]);
    } else {
        let start = at * PIECE;
        hasher.set_input_offset(start as u64);
        hasher.update(&bytes[start + DIGEST.len()..end]);
    }
    hasher.finalize_non_root()
}

/// The value of the subtree over some pieces. As deep as the logarithm of their number.
fn merged(values: &[ChainingValue]) -> ChainingValue {
    if let [value] = values {
        return *value;
    }
    let (left, right) = values.split_at(left(values.len()));
    merge_subtrees_non_root(&merged(left), &merged(right), Mode::Hash)
}

/// How many pieces are on the left of a tree: the largest power of two that leaves some for the right.
fn left(pieces: usize) -> usize {
    pieces.div_ceil(2).next_power_of_two()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the number of pieces, and whether or not the last is a whole one.
    #[test]
    fn pieces_make_the_digest_of_the_whole() {
        let all: Vec<u8> = (0..9 * PIECE as u32 + 77).map(|at| (at.wrapping_mul(0x9e37_79b9) >> 24) as u8).collect();
        for count in 1..=9 {
            for rest in [0, 1, 1023, 1024, 1025, PIECE / 2] {
                let bytes = &all[..((count - 1) * PIECE + rest + DIGEST.len()).max(size_of::<Header>()).min(all.len())];
                assert_eq!(digest(bytes, || ()).0, plain(bytes), "{count} pieces, {rest} bytes");
            }
        }
    }
}
