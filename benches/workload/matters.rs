//! Catalogues as services ask them, and the questions: rows with conditions and scopes in the country of `workload/mod.rs`.
//!
//! A quarter of the rows is prose. The others are about objects of a kind, two hundred rows a kind, each a band of one
//! quantity, which every fourth narrows by scale and every fourth also by yes or no. One row in fifty speaks of a group of
//! kinds. One band in two hundred reaches into the next one.

use std::fmt::Write as _;

use super::workload::{LEVELS, LINES_OF_BUSINESS, NAMES, Size, business, country, mixed};

/// Rows of a catalogue, and about as many of a kind.
const A_CATALOGUE: u64 = 200;
const KINDS_A_GROUP: u64 = 20;
const CATALOGUES_A_FILE: u64 = 500;
/// One row in so many speaks of a group.
const SPEAKS_OF_GROUP: u64 = 50;
/// Bands of groups lie behind those of kinds.
const BEHIND: u64 = 1_000;
const SCALES: [u64; 5] = [2_000, 5_000, 10_000, 25_000, 50_000];
const POSTS: [&str; 4] = ["资料保管员", "地形图编绘员", "审图员", "档案管理员"];

/// An object as a question names it: its kind, and its values by attribute, as text and as the whole number that stands for
/// it in `twin/mod.rs`.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub(crate) kind: String,
    pub(crate) values: Vec<(&'static str, String, i64)>,
}

/// Whether an organ may determine a row at a level.
#[derive(Clone, Debug)]
pub(crate) struct Power {
    pub(crate) organ: String,
    pub(crate) row: String,
    pub(crate) level: &'static str,
}

/// So many organs, and twice as many grants, for so many rows.
pub(crate) fn size(rows: u64) -> Size {
    let organs = match rows {
        0..=1_000 => 100,
        1_001..=10_000 => 1_000,
        10_001..=100_000 => 5_000,
        100_001.. => 20_000,
    };
    Size { organs, grants: organs * 2, catalogues: (rows / A_CATALOGUE).max(1), rows: A_CATALOGUE }
}

fn count(size: Size) -> u64 {
    size.catalogues * size.rows
}

fn kinds(size: Size) -> u64 {
    count(size) / A_CATALOGUE
}

/// The files of the program. They need no import.
pub(crate) fn files(size: Size) -> Vec<(String, String)> {
    let mut files = country(size);
    files.push(("words.dingmi".to_owned(), words(size)));
    files.push(("officers.dingmi".to_owned(), officers(size)));
    files.push(("scopes.dingmi".to_owned(), scopes(size)));
    for first in (0..size.catalogues).step_by(CATALOGUES_A_FILE as usize) {
        let text = (first..(first + CATALOGUES_A_FILE).min(size.catalogues)).map(|number| catalogue(size, number));
        files.push((format!("c{first}.dingmi"), text.collect()));
    }
    files
}

fn words(size: Size) -> String {
    let mut text = "vocabulary words {\n".to_owned();
    for group in 0..kinds(size).div_ceil(KINDS_A_GROUP) {
        let _ = writeln!(text, "    kind g{group} \"第{group}类成果\" {{");
        for kind in group * KINDS_A_GROUP..((group + 1) * KINDS_A_GROUP).min(kinds(size)) {
            let _ = writeln!(text, "        kind k{kind} \"第{kind}种成果\";");
        }
        text.push_str("    }\n");
    }
    text.push_str(
        "    attribute scale \"比例尺\" : ratio;\n    attribute size \"面积\" : area;\n    attribute depth \"水深\" : length;\n    \
         attribute inside \"区内\" : yes-no;\n}\n",
    );
    text
}

/// A third of the organs has its head as the law asks, a third nobody, a third one whose term is over.
fn officers(size: Size) -> String {
    let mut text = String::new();
    for organ in 0..size.organs {
        let term = match organ % 3 {
            0 => "term from 2018-03-19;",
            1 => continue,
            _ => "term 2016-01-01 .. 2018-12-31;",
        };
        let _ = writeln!(text, "officer head-{organ} \"局长\" of o{organ} {{ head; trained on 2015-11-12; {term} }}");
    }
    text
}

/// One in a hundred rows has its scope by name, and others name it too.
fn scopes(size: Size) -> String {
    let mut text = String::new();
    for scope in 0..(count(size) / 100).max(1) {
        let parts = parts(size, scope, 20).into_iter().map(|part| format!("{part}; "));
        let _ = writeln!(text, "scope s{scope} \"第{scope}号范围\" {{ {}}}", parts.collect::<String>());
    }
    text
}

/// One to three parts of a scope.
fn parts(size: Size, number: u64, salt: u64) -> Vec<String> {
    let part = |part: u64| {
        let organ = mixed(number, salt + 3 * part) % size.organs;
        let post = POSTS[mixed(number, salt + 3 * part + 1) as usize % POSTS.len()];
        match mixed(number, salt + 3 * part + 2) % 4 {
            0 => format!("organ o{organ}"),
            1 => format!("group \"{post}\" approved-by o{organ}"),
            _ => format!("post \"{post}\" of o{organ}"),
        }
    };
    (0..1 + mixed(number, salt) % 3).map(part).collect()
}

fn catalogue(size: Size, catalogue: u64) -> String {
    let name = NAMES[catalogue as usize % NAMES.len()];
    let mut text = format!(
        "catalogue c{catalogue} \"{name}工作国家秘密目录\" under cn-2014 {{\n    issued-by o0, nassp; dated 2010-01-01; \
         in-force from 2010-02-01; business b{};\n",
        catalogue % LINES_OF_BUSINESS,
    );
    for row in 0..size.rows {
        let number = catalogue * size.rows + row;
        let level = mixed(number, 3) as usize % 3;
        let known = match mixed(number, 40) % 2 {
            0 => format!("s{}", mixed(number, 41) % (count(size) / 100).max(1)),
            _ => parts(size, number, 50).join(", "),
        };
        let _ = writeln!(
            text,
            "    matter {row} \"{}\" {{ level {}; period {} years; known-to {known};{} }}",
            matter_name(number),
            LEVELS[level],
            [30, 20, 10][level] - mixed(number, 42) % 10,
            covers(size, number),
        );
    }
    text.push_str("}\n");
    text
}

/// The name of a row: half have a bracket of full width.
pub(crate) fn matter_name(number: u64) -> String {
    let name = NAMES[mixed(number, 4) as usize % NAMES.len()];
    let bracket = if number.is_multiple_of(2) { "（含电子版）" } else { "" };
    format!("未公布的第{number}号{name}成果{bracket}")
}

/// The id of a row.
pub(crate) fn matter_id(size: Size, number: u64) -> String {
    format!("c{}#{}", number / size.rows, number % size.rows)
}

/// The quantity by which rows of a kind lie apart, and its unit.
fn quantity(kind: u64) -> (&'static str, &'static str) {
    if kind.is_multiple_of(2) { ("size", "km2") } else { ("depth", "m") }
}

fn covers(size: Size, row: u64) -> String {
    let clauses = mixed(row, 43) % 4;
    if clauses == 0 {
        return String::new();
    }
    if row % SPEAKS_OF_GROUP == SPEAKS_OF_GROUP - 1 {
        let groups = kinds(size).div_ceil(KINDS_A_GROUP);
        let (group, low) = (row / SPEAKS_OF_GROUP % groups, BEHIND + 2 * (row / SPEAKS_OF_GROUP / groups));
        return format!(" covers g{group} where size >= {low} km2 and size < {} km2 and depth >= {BEHIND} m;", low + 2);
    }
    let (kind, band) = (row % kinds(size), row / kinds(size));
    let (attribute, unit) = quantity(kind);
    let high = 2 * band + 2 + u64::from(mixed(row, 44).is_multiple_of(200));
    let mut text = format!(" covers k{kind} where {attribute} >= {} {unit} and {attribute} < {high} {unit}", 2 * band);
    if clauses > 1 {
        let _ = write!(text, " and scale larger-than 1:{}", SCALES[mixed(row, 45) as usize % SCALES.len()]);
    }
    if clauses > 2 {
        text.push_str(if mixed(row, 46).is_multiple_of(2) { " and inside" } else { " and not inside" });
    }
    text + ";"
}

/// An object of which all values are known, such that some row speaks of its band.
pub(crate) fn object(size: Size, number: u64) -> Object {
    let row = mixed(number, 60) % count(size);
    let kind = row % kinds(size);
    let in_group = mixed(number, 61).is_multiple_of(10);
    let band = if in_group { BEHIND / 2 + mixed(number, 62) % 40 } else { row / kinds(size) };
    let (area, depth) = match quantity(kind).0 {
        _ if in_group => (band, BEHIND),
        "size" => (band, mixed(number, 62) % 100),
        _ => (mixed(number, 62) % 100, band),
    };
    let scale = SCALES[mixed(number, 63) as usize % SCALES.len()] / 2;
    let inside = mixed(number, 64) % 2;
    let (area, depth) = (2 * area + 1, 2 * depth + 1);
    let values = vec![
        ("size", format!("{area} km2"), area as i64 * 1_000_000),
        ("depth", format!("{depth} m"), depth as i64),
        ("scale", format!("1:{scale}"), -(scale as i64)),
        ("inside", ["no", "yes"][inside as usize].to_owned(), inside as i64),
    ];
    Object { kind: format!("k{kind}"), values }
}

/// A question to which the answer is yes about as often as no: every other one is asked of an organ of the line of business.
pub(crate) fn power(size: Size, number: u64) -> Power {
    let is_like = number.is_multiple_of(2);
    let organ = mixed(number, 70) % if is_like { (size.organs / 5).max(1) } else { size.organs };
    let line = business(organ);
    let likely = line + LINES_OF_BUSINESS * (mixed(number, 71) % (size.catalogues / LINES_OF_BUSINESS).max(1));
    let catalogue = if is_like { likely } else { mixed(number, 71) } % size.catalogues;
    let row = catalogue * size.rows + mixed(number, 72) % size.rows;
    let level = LEVELS[mixed(number, 73) as usize % 3];
    Power { organ: format!("o{organ}"), row: matter_id(size, row), level }
}
