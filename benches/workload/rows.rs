//! Catalogues of rows with conditions, few of which have objects in common.

use std::fmt::Write as _;

/// How the conditions of rows lie to one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    /// Five hundred rows a kind, each a band of one attribute and of another.
    Kinds,
    /// All on one kind, in bands of one attribute one after another.
    Line,
    /// All on one kind, as a grid of two attributes: no cut of one of them parts many.
    Grid,
}

/// A row as the sweep sees it: its kind, and its band of the first attribute.
pub(crate) type Band = (u64, u64, u64);

const ROWS_A_KIND: u64 = 500;
/// One row in so many reaches into the next one.
const REACHES_OVER: u64 = 200;
const ROWS_A_FILE: u64 = 100_000;

/// Files of a program of so many rows, and their bands.
pub(crate) fn rows(count: u64, shape: Shape) -> (Vec<(String, String)>, Vec<Band>) {
    let kinds = if shape == Shape::Kinds { count.div_ceil(ROWS_A_KIND) } else { 1 };
    let side = match shape {
        Shape::Line => count,
        Shape::Grid => count.isqrt(),
        Shape::Kinds => ROWS_A_KIND.isqrt(),
    };
    let height = (if shape == Shape::Kinds { ROWS_A_KIND } else { count }).div_ceil(side);
    let mut words =
        "organ maker { tier central; }\nscope readers { post \"员\" of maker; }\nvocabulary words {\n".to_owned();
    for kind in 0..kinds {
        writeln!(words, "    kind k{kind} \"类别{kind}\";").expect("a string takes any text");
    }
    words.push_str("    attribute scale \"比例尺\" : ratio;\n    attribute size \"面积\" : area;\n    attribute inside \"区内\" : yes-no;\n}\n");
    let mut files = vec![("words.dingmi".to_owned(), words)];
    let mut bands = Vec::new();
    for first in (0..count).step_by(ROWS_A_FILE as usize) {
        let mut text = format!(
            "catalogue c{first} \"目录\" under cn-2014 {{\n    issued-by maker;\n    in-force from 2015-01-01;\n"
        );
        for row in first..(first + ROWS_A_FILE).min(count) {
            let (kind, at) = if shape == Shape::Kinds { (row / ROWS_A_KIND, row % ROWS_A_KIND) } else { (0, row) };
            let (x, y) = (at % side, at / side);
            let over = u64::from(row % REACHES_OVER == 7);
            let level = ["juemi", "jimi", "mimi"][(row % 3) as usize];
            // A larger ratio has a smaller denominator.
            let (low, high) = (2 * x, 2 * x + 2 + over);
            bands.push((kind, low, high));
            writeln!(
                text,
                "    matter {row} \"第{row}项\" {{ level {level}; period {} years; known-to readers; covers k{kind} where size >= {low} km2 and size < {high} km2{}; }}",
                1 + row % 10,
                if shape == Shape::Line { String::new() } else { format!(" and scale in [1:{}, 1:{})", 2 * (height - y) + 1, 2 * (height - y) - 1) },
            )
            .expect("a string takes any text");
        }
        text.push_str("}\n");
        files.push((format!("c{first}.dingmi"), text));
    }
    (files, bands)
}
