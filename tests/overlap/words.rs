//! What random programs can say: attributes with the values that conditions name, and what rows give. Each meaning stands
//! here in several writings, and what a writing means is put down by hand.

use jiff::civil::{Date, date};

/// Which numbers a word calls the better or the larger ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Runs {
    Up,
    Down,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Least {
    None,
    Zero,
    /// Zero itself is left out.
    OverZero,
}

#[derive(Debug)]
pub(crate) enum Sort {
    Number {
        better: Option<Runs>,
        larger: Runs,
        least: Least,
        named: &'static [((i128, i128), &'static [&'static str])],
    },
    Day,
    Choice,
    Truth,
}

#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) id: &'static str,
    pub(crate) declared: &'static str,
    pub(crate) sort: Sort,
}

const fn number(
    id: &'static str,
    declared: &'static str,
    (better, larger, least): (Option<Runs>, Runs, Least),
    named: &'static [((i128, i128), &'static [&'static str])],
) -> Attribute {
    Attribute { id, declared, sort: Sort::Number { better, larger, least, named } }
}

pub(crate) static ATTRIBUTES: [Attribute; 9] = [
    number(
        "scale",
        "\"比例尺\" : ratio",
        (None, Runs::Up, Least::OverZero),
        &[
            ((1, 10_000), &["1:10000", "1:1万", "1：1万"]),
            ((1, 25_000), &["1:25000", "1:2.5万", "1：25000"]),
            ((1, 5_000), &["1:5000", "1:5千"]),
            ((1, 50_000), &["1:50000", "1：5万"]),
        ],
    ),
    number(
        "height",
        "\"高程\" : length better smaller",
        (Some(Runs::Down), Runs::Up, Least::None),
        &[
            ((1_000, 1), &["1 km", "1000 m", "1千米", "1公里"]),
            ((2_000, 1), &["2 km", "2000米"]),
            ((1, 2), &["0.5 m", "50 cm", "500毫米"]),
            ((0, 1), &["0 m", "0 km"]),
            ((-1, 1), &["-1 m", "-100 cm"]),
        ],
    ),
    number(
        "extent",
        "\"覆盖范围\" : area",
        (None, Runs::Up, Least::Zero),
        &[
            ((25_000_000, 1), &["25 km2", "2500 ha", "2500万平方米", "25平方公里"]),
            ((1_000_000, 1), &["1 km2", "100公顷"]),
            ((10_000, 1), &["1 ha", "10000 m2"]),
            ((0, 1), &["0 m2", "0 km2"]),
        ],
    ),
    number(
        "age",
        "\"年限\" : calendar better greater larger smaller",
        (Some(Runs::Up), Runs::Down, Least::Zero),
        &[
            ((12, 1), &["1 years", "12 months", "1年"]),
            ((24, 1), &["2 years", "24个月"]),
            ((6, 1), &["6 months", "0.5 years"]),
            ((0, 1), &["0 months"]),
        ],
    ),
    number(
        "share",
        "\"比重\" : number better greater",
        (Some(Runs::Up), Runs::Up, Least::None),
        &[
            ((3, 10), &["30%", "0.3", "300‰"]),
            ((1, 2), &["50%", "0.5"]),
            ((0, 1), &["0", "0%"]),
            ((-1, 1), &["-1", "-100%"]),
        ],
    ),
    number(
        "weight",
        "\"质量\" : mass better smaller larger smaller",
        (Some(Runs::Down), Runs::Down, Least::Zero),
        &[
            ((1, 1), &["1 kg", "1000 g", "1千克"]),
            ((1, 1_000), &["1 g", "0.001 kg"]),
            ((5_000, 1), &["5 t", "5000 kg"]),
        ],
    ),
    Attribute {
        id: "state",
        declared: "\"状态\" : one-of sealed \"启封前\", opened \"启封后\", used",
        sort: Sort::Choice,
    },
    Attribute { id: "zone", declared: "\"禁区内\" : yes-no", sort: Sort::Truth },
    Attribute { id: "made", declared: "\"制作日期\" : date", sort: Sort::Day },
];

pub(crate) static CHOICES: [&[&str]; 3] = [&["sealed", "\"启封前\""], &["opened", "\"启封后\""], &["used"]];

/// By no and yes.
pub(crate) static TRUTHS: [&[&str]; 2] = [&["no", "否"], &["yes", "是"]];

/// Neighbours, and some further off.
pub(crate) static DAYS: [(Date, &[&str]); 5] = [
    (date(2019, 3, 1), &["2019-03-01", "2019年3月1日"]),
    (date(2019, 3, 2), &["2019-03-02", "2019年3月2日"]),
    (date(2019, 3, 3), &["2019-03-03", "2019年03月03日"]),
    (date(2019, 3, 5), &["2019-03-05"]),
    (date(2020, 2, 29), &["2020-02-29", "2020年2月29日"]),
];

/// What a period comes to. `Open` contradicts nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Period {
    Months(u32),
    Until(Date),
    Event(&'static str),
    LongTerm,
    Open,
}

pub(crate) static PERIODS: [(&str, Period); 14] = [
    ("", Period::Open),
    ("period 1 years;", Period::Months(12)),
    ("period 12 months;", Period::Months(12)),
    ("period 12个月;", Period::Months(12)),
    ("period 2 years;", Period::Months(24)),
    ("period 24 months;", Period::Months(24)),
    ("period until 2030-12-31;", Period::Until(date(2030, 12, 31))),
    ("period until 2030年12月31日;", Period::Until(date(2030, 12, 31))),
    ("period until \"公布A\";", Period::Event("A")),
    ("period until \" 公布Ａ \";", Period::Event("A")),
    ("period until \"启用\";", Period::Event("B")),
    ("period long-term;", Period::LongTerm),
    ("period long-term approved-by a \"文号\";", Period::LongTerm),
    ("period unspecified;", Period::Open),
];

// Who there is: the staff of two organs, one under the other, by post and officer and the rest; the post wherever else; a
// group; and words, each thing a bit.
const A_REST: u32 = 1;
const A_CLERK: u32 = 2;
const A_OFFICER: u32 = 4;
const B_REST: u32 = 8;
const B_CLERK: u32 = 16;
const CLERKS_ELSEWHERE: u32 = 32;
const GROUP: u32 = 64;
const WORDS: u32 = 128;
const OTHER_WORDS: u32 = 256;
const A: u32 = A_REST | A_CLERK | A_OFFICER;
const B: u32 = B_REST | B_CLERK;

pub(crate) const ANY_WORDS: u32 = WORDS | OTHER_WORDS;

/// Organs, an officer and scopes.
pub(crate) static PEOPLE: &str = "organ a { tier t; }\norgan b { tier t; superior a; }\nofficer f of a { head; }\n\
    scope both { organ a; organ b; }\nscope below { organ a and below; }\nscope upper { scope both; but-not b; }\n\
    scope clerks { post \"员\"; }\nscope a-clerk { post \"员\" of a; }\nscope said { \"有关人员\"; }\n";

pub(crate) static SCOPES: [(&str, u32); 21] = [
    ("organ a", A),
    ("a", A),
    ("upper", A),
    ("below but-not organ b", A),
    ("organ a and below", A | B),
    ("both", A | B),
    ("organ a, b", A | B),
    ("scope below", A | B),
    ("post \"员\" of a", A_CLERK),
    ("a-clerk", A_CLERK),
    ("clerks but-not post \"员\" of b, post \"员\" of a", CLERKS_ELSEWHERE),
    ("clerks", A_CLERK | B_CLERK | CLERKS_ELSEWHERE),
    ("officer f", A_OFFICER),
    ("f, a but-not a-clerk", A_REST | A_OFFICER),
    ("group \"用户\" approved-by a", GROUP),
    ("group \" 用户 \" approved-by a, \"有关人员\" but-not said", GROUP),
    ("\"有关人员\"", WORDS),
    ("said", WORDS),
    ("\"有关　人员\"", OTHER_WORDS),
    ("said, a", A | WORDS),
    ("b", B),
];
