//! Any bytes are an image or an error, and an image answers every question: `cargo +nightly fuzz run image`, best with
//! `catalogue/tests/golden/v2` as the corpus. `catalogue/tests/hostile.rs` runs a bounded relative.

#![no_main]

#[path = "../../catalogue/tests/all_questions/mod.rs"]
mod all_questions;

use dingmi_catalogue::Catalogue;
use libfuzzer_sys::fuzz_target;

/// Where the header holds its length and its digest.
const LENGTH: std::ops::Range<usize> = 16..24;
const DIGEST: std::ops::Range<usize> = 40..72;

fuzz_target!(|bytes: &[u8]| {
    drop(Catalogue::from_bytes(bytes.to_vec()));
    if bytes.len() < DIGEST.end {
        return;
    }
    // Nothing would get past the digest by chance.
    let mut bytes = bytes.to_vec();
    let length = (bytes.len() as u64).to_le_bytes();
    bytes[LENGTH].copy_from_slice(&length);
    let mut hasher = blake3::Hasher::new();
    hasher.update(&bytes[..DIGEST.start]).update(&bytes[DIGEST.end..]);
    bytes[DIGEST].copy_from_slice(hasher.finalize().as_bytes());
    if let Ok(catalogue) = Catalogue::from_bytes(bytes) {
        drop(catalogue.document());
        drop(all_questions::answers(&catalogue, 2));
    }
});
