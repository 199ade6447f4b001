//! A number that reads well between two others, in the unit that one of them is written in.

use std::cmp::Ordering;

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul};

use crate::model::{Rational, compare};

/// An end that a number must not reach, and how it is written if it is.
type End<'t> = (Rational, Option<&'t str>);

/// Digits behind the point, at most.
const DIGITS: u32 = 12;

/// How numbers next to an end are written: so many of a unit, or one to so many.
enum Form<'t> {
    Ratio,
    /// The text behind the number, and how many of the base unit it is.
    Of(&'t str, Rational),
}

/// Writes a number between two ends, near the one that is written; there must be one. Both may be open.
///
/// `unit` says how many of the base unit the text behind a number is, which nothing of it does not tell.
pub(super) fn between(low: Option<End<'_>>, high: Option<End<'_>>, unit: impl Fn(&str) -> Option<Rational>) -> String {
    let form = |end| form(end, &unit);
    let (below, above) = (low.map(|(value, _)| value), high.map(|(value, _)| value));
    let found = match (low.and_then(form), high.and_then(form)) {
        (Some(form), _) => near(&form, below.as_ref(), above.as_ref(), true),
        (None, Some(form)) => near(&form, below.as_ref(), above.as_ref(), false),
        (None, None) => None,
    };
    found.unwrap_or_else(|| plain(&middle(below, above)))
}

/// A number without a unit, exactly.
pub(super) fn plain(value: &Rational) -> String {
    if value.is_integer() { value.numer().to_string() } else { format!("{}/{}", value.numer(), value.denom()) }
}

/// How the text of a value is made.
fn form<'t>((_, text): End<'t>, unit: impl Fn(&str) -> Option<Rational>) -> Option<Form<'t>> {
    let text = text?;
    if text.contains([':', '：']) {
        return Some(Form::Ratio);
    }
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '-');
    Some(Form::Of(behind, unit(behind)?))
}

fn near(form: &Form<'_>, low: Option<&Rational>, high: Option<&Rational>, is_up: bool) -> Option<String> {
    match form {
        Form::Ratio => ratio(low, high, is_up),
        Form::Of(unit, factor) => {
            let scaled = |end: Option<&Rational>| match end {
                Some(end) => end.checked_div(factor).map(Some),
                None => Some(None),
            };
            let number = decimal(scaled(low)?.as_ref(), scaled(high)?.as_ref(), is_up)?;
            Some(format!("{number}{unit}"))
        }
    }
}

/// `1:2000`: of the scales that maps are drawn in, the nearest; or else some whole denominator.
fn ratio(low: Option<&Rational>, high: Option<&Rational>, is_up: bool) -> Option<String> {
    let lies = |denominator: i128| lies_between(&Rational::new(1, denominator), low, high);
    let powers = (0..18).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i128.pow(power)));
    let mut usual: Vec<i128> = powers.filter(|denominator| lies(*denominator)).collect();
    // A larger ratio has a smaller denominator.
    usual.sort_unstable_by_key(|denominator| if is_up { -denominator } else { *denominator });
    let whole = || {
        let above =
            high.filter(|high| *high.numer() > 0).map(|high| (high.recip().floor().to_integer()).checked_add(1));
        above.flatten().filter(|denominator| lies(*denominator))
    };
    usual.first().copied().or_else(whole).map(|denominator| format!("1:{denominator}"))
}

/// The next whole number, or the one with the fewest digits.
fn decimal(low: Option<&Rational>, high: Option<&Rational>, is_up: bool) -> Option<String> {
    let one = Rational::from_integer(1);
    let whole = match (low, high) {
        (Some(low), _) if is_up => low.floor().checked_add(&one),
        (_, Some(high)) => high.ceil().checked_add(&-one),
        (Some(low), None) => low.floor().checked_add(&one),
        (None, None) => return Some("1".to_owned()),
    };
    // Below a bound that nothing stands under, what is measured is still more than nothing, if it may be.
    let zero = Rational::from_integer(0);
    let low = match (low, high) {
        (None, Some(high)) if *high > zero => Some(&zero),
        (low, _) => low,
    };
    let fits = |number: &Rational| lies_between(number, low, high);
    if let Some(whole) = whole.filter(fits) {
        return Some(whole.to_integer().to_string());
    }
    let middle = middle(low.copied(), high.copied());
    for digits in 1..=DIGITS {
        let scale = Rational::from_integer(10_i128.pow(digits));
        let number = middle.checked_mul(&scale)?.round().checked_div(&scale)?;
        if fits(&number) {
            return Some(written(&number, digits));
        }
    }
    None
}

fn written(number: &Rational, digits: u32) -> String {
    // It was made by dividing as much.
    let scaled = (number * Rational::from_integer(10_i128.pow(digits))).to_integer();
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, part) = (scaled.abs() / 10_i128.pow(digits), scaled.abs() % 10_i128.pow(digits));
    let text = format!("{sign}{whole}.{part:0width$}", width = digits as usize);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn lies_between(number: &Rational, low: Option<&Rational>, high: Option<&Rational>) -> bool {
    low.is_none_or(|low| compare(low, number) == Ordering::Less)
        && high.is_none_or(|high| compare(number, high) == Ordering::Less)
}

/// Some number between: of two, half way, or else what their numerators and denominators add up to, which lies between.
/// Only of numbers at the very end of what can be written there is none, and then an end stands for it.
fn middle(low: Option<Rational>, high: Option<Rational>) -> Rational {
    let (one, two) = (Rational::from_integer(1), Rational::from_integer(2));
    match (low, high) {
        (Some(low), Some(high)) => {
            let half = low.checked_add(&high).and_then(|sum| sum.checked_div(&two));
            let parts = || Some((low.numer().checked_add(high.numer())?, low.denom().checked_add(high.denom())?));
            half.or_else(|| parts().map(|(numerator, denominator)| Rational::new(numerator, denominator)))
                .unwrap_or(low)
        }
        (Some(end), None) => end.checked_add(&one).unwrap_or(end),
        (None, Some(end)) => end.checked_add(&-one).unwrap_or(end),
        (None, None) => one,
    }
}
