//! Exact quantities. A number is a ratio of two integers, a unit an exact factor of the base unit of its dimension.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

use num_rational::Ratio;
use num_traits::{CheckedDiv, CheckedMul};

/// An exact number.
pub type Rational = Ratio<i128>;

/// What may be compared with what. Months and days do not convert into each other, so time has two dimensions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Dimension {
    /// A plain number, without a unit.
    Number,
    /// Such as a scale, `1:2000`.
    Ratio,
    /// In metres.
    Length,
    /// In square metres.
    Area,
    /// In cubic metres.
    Volume,
    /// In seconds of arc.
    Angle,
    /// In metres a second squared.
    Acceleration,
    /// In kilograms.
    Mass,
    /// In seconds.
    Time,
    /// In months.
    Calendar,
}

/// A unit of the language: `factor.0 / factor.1` of the base unit.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// Its symbol.
    pub name: &'static str,
    /// Its Chinese name.
    pub chinese: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// So many base units, as numerator and denominator.
    pub factor: (i128, i128),
}

const fn unit(name: &'static str, chinese: &'static str, dimension: Dimension, factor: (i128, i128)) -> Unit {
    Unit { name, chinese, dimension, factor }
}

/// The units that come with the language. `docs/language.md` lists them, and a test keeps the two equal.
pub static UNITS: &[Unit] = &[
    unit("mm", "毫米", Dimension::Length, (1, 1_000)),
    unit("cm", "厘米", Dimension::Length, (1, 100)),
    unit("m", "米", Dimension::Length, (1, 1)),
    unit("km", "千米", Dimension::Length, (1_000, 1)),
    unit("mm2", "平方毫米", Dimension::Area, (1, 1_000_000)),
    unit("cm2", "平方厘米", Dimension::Area, (1, 10_000)),
    unit("m2", "平方米", Dimension::Area, (1, 1)),
    unit("ha", "公顷", Dimension::Area, (10_000, 1)),
    unit("km2", "平方千米", Dimension::Area, (1_000_000, 1)),
    unit("L", "升", Dimension::Volume, (1, 1_000)),
    unit("m3", "立方米", Dimension::Volume, (1, 1)),
    unit("km3", "立方千米", Dimension::Volume, (1_000_000_000, 1)),
    unit("″", "秒角", Dimension::Angle, (1, 1)),
    unit("′", "分角", Dimension::Angle, (60, 1)),
    unit("°", "度", Dimension::Angle, (3_600, 1)),
    unit("μGal", "微伽", Dimension::Acceleration, (1, 100_000_000)),
    unit("mGal", "毫伽", Dimension::Acceleration, (1, 100_000)),
    unit("Gal", "伽", Dimension::Acceleration, (1, 100)),
    unit("m/s2", "米每二次方秒", Dimension::Acceleration, (1, 1)),
    unit("g", "克", Dimension::Mass, (1, 1_000)),
    unit("kg", "千克", Dimension::Mass, (1, 1)),
    unit("t", "吨", Dimension::Mass, (1_000, 1)),
    unit("s", "秒", Dimension::Time, (1, 1)),
    unit("min", "分钟", Dimension::Time, (60, 1)),
    unit("h", "小时", Dimension::Time, (3_600, 1)),
    unit("d", "天", Dimension::Time, (86_400, 1)),
    unit("months", "个月", Dimension::Calendar, (1, 1)),
    unit("years", "年", Dimension::Calendar, (12, 1)),
    unit("%", "百分", Dimension::Number, (1, 100)),
    unit("‰", "千分", Dimension::Number, (1, 1_000)),
];

/// Other spellings of the units above.
static ALIASES: &[(&str, &str)] = &[
    ("㎡", "m2"),
    ("m²", "m2"),
    ("km²", "km2"),
    ("平方公里", "km2"),
    ("公里", "km"),
    ("year", "years"),
    ("month", "months"),
    ("µGal", "μGal"),
];

/// Chinese multipliers, which stand between a number and its unit.
static MULTIPLIERS: &[(char, i128)] = &[('百', 100), ('千', 1_000), ('万', 10_000), ('亿', 100_000_000)];

/// Digits of a number before and after its point, at most: what follows stays far from overflow.
const DIGITS: usize = 18;

/// Why a text is not a quantity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QuantityFault {
    /// What follows the number is no unit.
    UnknownUnit,
    /// It does not begin with a number in half-width digits.
    NoNumber,
    /// It has more digits than are read.
    TooManyDigits,
    /// A ratio to zero.
    ZeroDenominator,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Dimension; 10] = [
        Dimension::Number,
        Dimension::Ratio,
        Dimension::Length,
        Dimension::Area,
        Dimension::Volume,
        Dimension::Angle,
        Dimension::Acceleration,
        Dimension::Mass,
        Dimension::Time,
        Dimension::Calendar,
    ];

    /// The word in an attribute's declaration, in English and in Chinese.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Dimension::Number => ("number", "数"),
            Dimension::Ratio => ("ratio", "比例"),
            Dimension::Length => ("length", "长度"),
            Dimension::Area => ("area", "面积"),
            Dimension::Volume => ("volume", "体积"),
            Dimension::Angle => ("angle", "角度"),
            Dimension::Acceleration => ("acceleration", "加速度"),
            Dimension::Mass => ("mass", "质量"),
            Dimension::Time => ("time", "时间"),
            Dimension::Calendar => ("calendar", "年月"),
        }
    }

    /// The dimension of this word, in either language.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.names().0 == word || dimension.names().1 == word)
    }

    /// The least value there can be, and whether it can itself be. Heights and errors may lie below zero; areas do not.
    pub fn least(self) -> Option<(Rational, bool)> {
        let zero = Rational::from_integer(0);
        match self {
            Dimension::Ratio => Some((zero, false)),
            Dimension::Area | Dimension::Volume | Dimension::Mass | Dimension::Time | Dimension::Calendar => {
                Some((zero, true))
            }
            Dimension::Number | Dimension::Length | Dimension::Angle | Dimension::Acceleration => None,
        }
    }

    /// The unit whose factor is one.
    pub fn base_unit(self) -> &'static str {
        UNITS.iter().find(|unit| unit.dimension == self && unit.factor == (1, 1)).map_or("", |unit| unit.name)
    }
}

/// The order of two exact numbers. Nearly all are small enough to be multiplied crosswise, which the general way, by
/// continued fractions, is many times slower than.
pub fn compare(a: &Rational, b: &Rational) -> Ordering {
    let is_small = |number: &i128| i64::try_from(*number).is_ok();
    if [a.numer(), a.denom(), b.numer(), b.denom()].into_iter().all(is_small) {
        (a.numer() * b.denom()).cmp(&(b.numer() * a.denom()))
    } else {
        a.cmp(b)
    }
}

/// The product. Most numbers are whole, and need no common divisor looked for.
fn times(a: &Rational, b: &Rational) -> Result<Rational, QuantityFault> {
    let product = match a.is_integer() && b.is_integer() {
        true => a.numer().checked_mul(b.numer()).map(Rational::from_integer),
        false => a.checked_mul(b),
    };
    product.ok_or(QuantityFault::TooManyDigits)
}

/// In lowest terms, which is many times faster in few bits. The denominator is not zero.
fn reduced(numerator: i128, denominator: i128) -> Rational {
    match (i64::try_from(numerator), i64::try_from(denominator)) {
        _ if denominator == 1 => Rational::from_integer(numerator),
        (Ok(numerator), Ok(denominator)) if numerator > i64::MIN => {
            let small = Ratio::new(numerator, denominator);
            Rational::new_raw((*small.numer()).into(), (*small.denom()).into())
        }
        _ => Rational::new(numerator, denominator),
    }
}

/// Reads `25 km2`, `26平方千米`, `1:2.5万`, `-3` …; `declared` knows the units of the vocabularies.
pub fn parse_quantity(
    text: &str,
    declared: &dyn Fn(&str) -> Option<(Rational, Dimension)>,
) -> Result<(Rational, Dimension), QuantityFault> {
    if let Some((antecedent, consequent)) = text.split_once([':', '：']) {
        let (antecedent, _) = number(antecedent)?;
        let (consequent, multiplier) = number(consequent)?;
        let (multiplier, rest) = multipliers(multiplier)?;
        if !rest.is_empty() {
            return Err(QuantityFault::UnknownUnit);
        }
        let consequent = times(&consequent, &multiplier)?;
        let value = match antecedent.is_integer() && consequent.is_integer() && *consequent.numer() > 0 {
            true => reduced(*antecedent.numer(), *consequent.numer()),
            false => antecedent.checked_div(&consequent).ok_or(QuantityFault::ZeroDenominator)?,
        };
        return Ok((value, Dimension::Ratio));
    }
    let (value, unit) = number(text)?;
    let (factor, dimension) = unit_factor(unit.trim_start(), declared)?;
    Ok((times(&value, &factor)?, dimension))
}

/// A decimal number and what follows it.
fn number(text: &str) -> Result<(Rational, &str), QuantityFault> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |text| (-1, text));
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() > DIGITS || part.len() > DIGITS {
        return Err(QuantityFault::TooManyDigits);
    }
    let scale = 10_i128.pow(part.len() as u32);
    let whole: i128 = whole.parse().map_err(|_| QuantityFault::NoNumber)?;
    let part: i128 = if part.is_empty() { 0 } else { part.parse().map_err(|_| QuantityFault::TooManyDigits)? };
    Ok((reduced(sign * (whole * scale + part), scale), rest))
}

/// The factor of a unit. The whole word is tried first, so that 千米 is a kilometre and 千 a thousand.
fn unit_factor(
    word: &str,
    declared: &dyn Fn(&str) -> Option<(Rational, Dimension)>,
) -> Result<(Rational, Dimension), QuantityFault> {
    let mut multiplier = Rational::from_integer(1);
    let mut rest = word;
    for _ in 0..=MOST_MULTIPLIERS {
        if let Some((factor, dimension)) = known_unit(rest).or_else(|| declared(rest)) {
            return Ok((times(&multiplier, &factor)?, dimension));
        }
        let Some((first, after)) = first_multiplier(rest) else { break };
        multiplier *= first;
        rest = after;
    }
    Err(QuantityFault::UnknownUnit)
}

/// 百万亿 and the like; more would be a slip.
const MOST_MULTIPLIERS: usize = 3;

fn known_unit(word: &str) -> Option<(Rational, Dimension)> {
    static KNOWN: LazyLock<HashMap<&str, (Rational, Dimension)>> = LazyLock::new(|| {
        let means = |unit: &Unit| (Rational::new(unit.factor.0, unit.factor.1), unit.dimension);
        let named = UNITS.iter().flat_map(|unit| [(unit.name, means(unit)), (unit.chinese, means(unit))]);
        let of = |name| UNITS.iter().find(|unit| unit.name == name);
        named.chain(ALIASES.iter().filter_map(|(alias, name)| Some((*alias, means(of(*name)?))))).collect()
    });
    match word.is_empty() {
        true => Some((Rational::from_integer(1), Dimension::Number)),
        false => KNOWN.get(word).copied(),
    }
}

fn first_multiplier(text: &str) -> Option<(Rational, &str)> {
    let first = text.chars().next()?;
    let (_, value) = MULTIPLIERS.iter().find(|(each, _)| *each == first)?;
    Some((Rational::from_integer(*value), &text[first.len_utf8()..]))
}

/// All the multipliers at the start of a text.
fn multipliers(text: &str) -> Result<(Rational, &str), QuantityFault> {
    let mut product = Rational::from_integer(1);
    let mut rest = text;
    for _ in 0..MOST_MULTIPLIERS {
        let Some((value, after)) = first_multiplier(rest) else { break };
        product *= value;
        rest = after;
    }
    Ok((product, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(Rational, Dimension), QuantityFault> {
        parse_quantity(text, &|_| None)
    }

    fn ratio(n: i128, d: i128) -> Rational {
        Rational::new(n, d)
    }

    #[test]
    fn a_unit_is_named_once() {
        let names = UNITS.iter().flat_map(|unit| [unit.name, unit.chinese]).chain(ALIASES.iter().map(|alias| alias.0));
        let names: Vec<&str> = names.collect();
        let distinct: std::collections::BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(names.len(), distinct.len());
        assert!(names.iter().all(|name| known_unit(name).is_some()));
    }

    #[test]
    fn one_quantity_has_many_spellings() {
        let area = Ok((ratio(25_000_000, 1), Dimension::Area));
        for text in ["25 km2", "25平方千米", "25 平方千米", "2500公顷", "25.0 km²", "2500万平方米"] {
            assert_eq!(read(text), area, "{text}");
        }
        assert_eq!(read("5千米"), read("5 km"));
        assert_eq!(read("5千"), Ok((ratio(5_000, 1), Dimension::Number)));
        assert_eq!(read("10%"), Ok((ratio(1, 10), Dimension::Number)));
        assert_eq!(read("-0.5 m"), Ok((ratio(-1, 2), Dimension::Length)));
        assert_eq!(read("1.5亿"), Ok((ratio(150_000_000, 1), Dimension::Number)));
    }

    #[test]
    fn scales_are_ratios() {
        assert_eq!(read("1:2.5万"), Ok((ratio(1, 25_000), Dimension::Ratio)));
        assert_eq!(read("1：5千"), Ok((ratio(1, 5_000), Dimension::Ratio)));
        assert!(read("1:5000").unwrap().0 > read("1:10000").unwrap().0);
    }

    #[test]
    fn what_is_not_a_quantity_says_why() {
        assert_eq!(read("3 furlong"), Err(QuantityFault::UnknownUnit));
        assert_eq!(read("1:0"), Err(QuantityFault::ZeroDenominator));
        assert_eq!(read("1000000000000000000000"), Err(QuantityFault::TooManyDigits));
        assert_eq!(read("999999999999999999百万亿立方千米"), Err(QuantityFault::TooManyDigits));
    }

    #[test]
    fn years_and_days_are_unlike() {
        assert_ne!(read("1 years").unwrap().1, read("365 d").unwrap().1);
        assert_eq!(read("1年"), read("12个月"));
    }
}
