//! Bytes that are no image, or one that was made to harm: an error or an answer, and never a panic.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so at once")]

mod all_questions;

use dingmi_catalogue::{Catalogue, OpenError};

/// Where the header holds its digest.
const DIGEST: std::ops::Range<usize> = 40..72;

fn small() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v2/small.dmc")).unwrap()
}

/// Gives the bytes the digest that they should have.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&bytes[..DIGEST.start]).update(&bytes[DIGEST.end..]);
    bytes[DIGEST].copy_from_slice(hasher.finalize().as_bytes());
    bytes
}

#[test]
fn the_seal_of_this_test_is_that_of_the_format() {
    let bytes = small();
    assert!(sealed(bytes.clone()) == bytes);
    assert_eq!(Catalogue::from_bytes(bytes.clone()).unwrap().digest(), bytes[DIGEST]);
}

#[test]
fn an_image_that_is_cut_off_anywhere_is_refused() {
    let bytes = small();
    for length in 0..bytes.len() {
        let error = Catalogue::from_bytes(bytes[..length].to_vec()).unwrap_err();
        assert!(matches!(error, OpenError::NotAnImage | OpenError::Length { .. }), "{length}: {error}");
    }
    let longer = [&bytes[..], &[0]].concat();
    assert!(matches!(Catalogue::from_bytes(longer), Err(OpenError::Length { .. })));
}

#[test]
fn each_single_bit_that_flips_is_seen() {
    let mut bytes = small();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            bytes[at] ^= 1 << bit;
            assert!(Catalogue::from_bytes(bytes.clone()).is_err(), "bit {bit} of byte {at}");
            bytes[at] ^= 1 << bit;
        }
    }
}

#[test]
fn a_later_version_is_told_as_one() {
    let mut bytes = small();
    bytes[8] = 3;
    assert!(matches!(Catalogue::from_bytes(sealed(bytes)), Err(OpenError::Version { found: 3 })));
}

/// Where a section lies, as the table of sections says.
fn section(bytes: &[u8], name: &str) -> std::ops::Range<usize> {
    let catalogue = Catalogue::from_bytes(bytes.to_vec()).unwrap();
    let number = catalogue.sections().position(|(each, _)| each == name).unwrap();
    let entry = &bytes[DIGEST.end + number * 24..][..24];
    let word = |at: usize| u64::from_le_bytes(entry[at..at + 8].try_into().unwrap()) as usize;
    let record = u32::from_le_bytes(entry[4..8].try_into().unwrap()) as usize;
    word(8)..word(8) + record * word(16)
}

#[test]
fn what_lies_between_sections_is_nothing() {
    let bytes = small();
    let catalogue = Catalogue::from_bytes(bytes.clone()).unwrap();
    let sections: Vec<_> = catalogue.sections().map(|(name, _)| section(&bytes, name)).collect();
    assert!(sections.iter().all(|section| section.start.is_multiple_of(64)));
    let between: Vec<usize> = sections.windows(2).flat_map(|pair| pair[0].end..pair[1].start).collect();
    assert!(between.len() > 100);
    for at in between {
        let mut changed = bytes.clone();
        changed[at] = 1;
        assert!(matches!(Catalogue::from_bytes(sealed(changed)), Err(OpenError::Damaged { section: "Header" })));
    }
}

/// Rows of one name are a chain: it goes on to later rows, and ends before one of another name.
#[test]
fn a_chain_of_names_ends() {
    const ROW: usize = 192;
    const NEXT: usize = 172;
    let bytes = small();
    let with_next = |row: usize, next: u32| {
        let mut changed = bytes.clone();
        let at = section(&bytes, "Matters").start + row * ROW + NEXT;
        changed[at..at + 4].copy_from_slice(&next.to_le_bytes());
        Catalogue::from_bytes(sealed(changed))
    };
    for next in [0, 1] {
        assert!(
            matches!(with_next(1, next), Err(OpenError::Damaged { section: "Matters" })),
            "row 1 before row {next}"
        );
    }
    let catalogue = with_next(1, 2).unwrap();
    let row = catalogue.matters().nth(1).unwrap();
    assert!(catalogue.matters_named(row.name().unwrap()).eq([row]), "row 2 has another name");
}

/// Who makes an image on purpose gives it its digest. Whatever it then says, nothing reads outside it, panics or goes on for ever.
#[test]
fn an_image_that_was_made_to_harm_gives_errors_or_answers() {
    let bytes = small();
    let (mut refused, mut answered) = (0, 0);
    for at in (0..bytes.len()).filter(|at| !DIGEST.contains(at)) {
        for value in [bytes[at] ^ 1, bytes[at] ^ 0x80, bytes[at].wrapping_add(1), 0xff] {
            let mut changed = bytes.clone();
            changed[at] = value;
            match Catalogue::from_bytes(sealed(changed)) {
                Ok(catalogue) => {
                    answered += 1;
                    drop(catalogue.document());
                    // Each byte in turn would take minutes; which questions are asked varies instead.
                    if at % 16 == usize::from(value % 16) {
                        drop(all_questions::answers(&catalogue, 2));
                    }
                }
                Err(error) => {
                    refused += 1;
                    assert!(!matches!(error, OpenError::Digest), "the seal is wrong");
                }
            }
        }
    }
    assert!(refused > 1_000 && answered > 1_000, "{refused} refused, {answered} answered");
}

#[test]
fn a_file_that_is_empty_missing_or_a_directory_is_an_error() {
    let directory = std::env::temp_dir().join(format!("dingmi-hostile-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    let empty = directory.join("空.dmc");
    std::fs::write(&empty, []).unwrap();
    assert!(matches!(Catalogue::open(&empty), Err(OpenError::NotAnImage)));
    assert!(matches!(Catalogue::read(&empty), Err(OpenError::NotAnImage)));
    assert!(matches!(Catalogue::open(directory.join("none")), Err(OpenError::Io(_))));
    assert!(Catalogue::open(&directory).is_err());
    std::fs::remove_dir_all(directory).unwrap();
}

/// What is printed when something goes wrong tells places, never words.
#[test]
fn nothing_that_the_image_says_is_in_debug_output() {
    let catalogue = Catalogue::from_bytes(small()).unwrap();
    let row = catalogue.matters().next().unwrap();
    let object = catalogue.object("chart").unwrap();
    let decision = catalogue.classify(&object, jiff::civil::date(2021, 1, 1)).unwrap();
    let told = format!("{catalogue:?} {row:?} {object:?} {decision:?} {:?}", catalogue.matters());
    assert!(!told.contains("海图") && !told.contains("test#") && told.contains("Matter("), "{told}");
}
