//! What is asked wrongly is told apart.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so at once")]

use dingmi_catalogue::quantity::{Dimension, QuantityFault};
use dingmi_catalogue::value::ValueError;
use dingmi_catalogue::{AskError, Catalogue, Live, Obligation};
use jiff::civil::date;

fn small() -> Catalogue {
    Catalogue::open(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v2/small.dmc")).unwrap()
}

/// What services rest on: a catalogue goes to any thread, and is cheap to hand out.
#[test]
fn a_catalogue_is_for_many_threads() {
    fn is_shared<T: Send + Sync + Clone + 'static>() {}
    fn is_held<T: Send + Sync + 'static>() {}
    is_shared::<Catalogue>();
    is_held::<Live>();
    let catalogue = small();
    let count = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..4).map(|_| scope.spawn(|| catalogue.clone().matters().len())).collect();
        asking.into_iter().map(|asked| asked.join().unwrap()).sum::<usize>()
    });
    assert_eq!(count, 4 * catalogue.matters().len());
}

#[test]
fn an_object_that_cannot_be_is_refused_with_the_reason() {
    let catalogue = small();
    let object = || catalogue.object("海图").unwrap();
    let fault = |attribute: &str, value: &str| object().with(attribute, value).unwrap_err();
    assert_eq!(catalogue.object("nothing").unwrap_err(), AskError::NoKind);
    assert_eq!(fault("colour", "red"), AskError::NoAttribute);
    assert_eq!(object().with("scale", "1:5").unwrap().with("比例尺", "1:6").unwrap_err(), AskError::Twice);
    let value = |attribute: &str, value: &str| {
        let AskError::NoValue(error) = fault(attribute, value) else { unreachable!("another fault of {attribute}") };
        error
    };
    assert_eq!(value("scale", "5 m"), ValueError::Unlike(Dimension::Length));
    assert_eq!(value("scale", "1:0"), ValueError::NoQuantity(QuantityFault::ZeroDenominator));
    assert_eq!(value("depth", "5 ells"), ValueError::NoQuantity(QuantityFault::UnknownUnit));
    assert_eq!(value("scale", "0:5"), ValueError::TooSmall);
    assert_eq!(value("made", "yesterday"), ValueError::NoDate);
    assert_eq!(value("paper", "perhaps"), ValueError::NotYesOrNo);
    assert_eq!(value("sort", "none"), ValueError::NoChoice);
}

#[test]
fn an_object_of_one_image_is_none_of_another() {
    let (one, other) = (small(), small());
    let object = one.object("chart").unwrap();
    assert_eq!(other.classify(&object, date(2021, 1, 1)).unwrap_err(), AskError::Foreign);
    assert!(one.clone().classify(&object, date(2021, 1, 1)).is_ok(), "a clone is the same image");
}

#[test]
fn what_contradicts_a_row_is_an_obligation() {
    let catalogue = small();
    let row = catalogue.matter("test#1").unwrap();
    let with = catalogue.obligations(row).into_iter().find_map(|obligation| {
        if let Obligation::SettleConflict { with, .. } = obligation { Some(with.len()) } else { None }
    });
    assert_eq!(with, Some(row.conflicts().len()));
    assert!(row.conflicts().len() > 0);
}
