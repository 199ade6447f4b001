//! Programs in which so many rows speak of one kind that the image keeps them in the order of an attribute.

use std::fmt::Write as _;

use crate::dice::Dice;

/// Some rows bound the attribute `size` narrowly, some widely, some not at all; kinds lie in one another.
pub(crate) fn text(seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut out = String::from(
        "regime r { level low \"低\" { rank 1; } level high \"高\" { rank 2; } tier t { } conflict highest; }\n\
         organ a { tier t; }\n\
         vocabulary v { kind k \"类\" { kind inner \"内\" { kind core \"核\" { } } kind other \"外\" { } } kind apart \"别\" { }\n\
         attribute size \"大小\" : length;\n\
         unit 段 = 0.125 m; unit 拃 = 7 mm;\n\
         attribute made \"制作日期\" : date;\n\
         attribute shape \"形状\" : one-of s0, s1, s2, s3, s4, s5, s6, s7;\n\
         attribute zone \"禁区\" : yes-no; }\n",
    );
    let rows = 12 + dice.below(50);
    for catalogue in 0..2 {
        let end = if catalogue == 1 { "in-force to 2020-01-03;" } else { "" };
        let _ = writeln!(out, "catalogue c{catalogue} \"目录{catalogue}\" under r {{ {end}");
        for row in (0..rows).filter(|row| row % 2 == catalogue) {
            let level = dice.pick(&["low", "low", "high"]);
            let _ = write!(out, "matter {row} \"事项{}\" {{ level {level}; period 1 years; known-to a; ", row / 3);
            covered(&mut out, &mut dice);
            if dice.once_in(6) {
                let other = dice.below(rows);
                let field = dice.pick(&["except", "yields-to", "prevails-over"]);
                let _ = write!(out, "{field} c{}#{other}; ", other % 2);
            }
            out.push_str("}\n");
        }
        out.push_str("}\n");
    }
    out.push_str("disclosure d {\n");
    for item in 0..dice.below(3) {
        let _ = write!(out, "item {item} \"公开{item}\" {{ ");
        covered(&mut out, &mut dice);
        out.push_str("}\n");
    }
    out.push_str("}\n");
    out
}

/// Rows of many alternatives over few values, that take in nearly all there is: whether an object of which little is known is surely
/// among them depends on what is left when all are cut out, one from another.
pub(crate) fn alternatives(seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut out = String::from(
        "regime r { level low \"低\" { rank 1; } level high \"高\" { rank 2; } tier t { } }\n\
         vocabulary v { kind k \"类\" { }\n\
         attribute size \"大小\" : length; attribute depth \"深度\" : length; attribute zone \"禁区\" : yes-no; }\n\
         catalogue c \"目录\" under r {\n",
    );
    let part = |dice: &mut Dice| {
        let attribute = dice.pick(&["size", "size", "size", "depth", "zone"]);
        match *attribute {
            "zone" => (*dice.pick(&["zone", "not zone"])).to_owned(),
            other => format!("{other} {} {} m", dice.pick(&["<", "<=", ">", ">=", "=", "!="]), dice.below(4)),
        }
    };
    for row in 0..12 {
        let _ = write!(out, "matter {row} \"事项{row}\" {{ level low; ");
        for _ in 0..3 + dice.below(3) {
            let (one, other) = (part(&mut dice), part(&mut dice));
            let _ = match dice.once_in(3) {
                true => write!(out, "covers k where {one}; "),
                false => write!(out, "covers k where {one} and {other}; "),
            };
        }
        if dice.once_in(3) {
            let _ = write!(out, "except where {} and {}; ", part(&mut dice), part(&mut dice));
        }
        out.push_str("}\n");
    }
    out.push_str("}\n");
    out
}

fn covered(out: &mut String, dice: &mut Dice) {
    for _ in 0..1 + dice.below(2) {
        let kind = dice.pick(&["k", "k", "k", "k", "inner", "core", "other", "apart", "core, other"]);
        let _ = match condition(dice) {
            Some(condition) => write!(out, "covers {kind} where {condition}; "),
            None => write!(out, "covers {kind}; "),
        };
    }
    if dice.once_in(4) {
        let test = test(dice);
        let _ = write!(out, "except where {test}; ");
    }
}

fn condition(dice: &mut Dice) -> Option<String> {
    Some(match dice.below(12) {
        0 => return None,
        1 => test(dice),
        2 => format!("{} and {}", test(dice), test(dice)),
        3 => format!("({} or {}) and {}", sized(dice), test(dice), test(dice)),
        4 => format!("{} or {}", sized(dice), sized(dice)),
        5 => format!("not {}", sized(dice)),
        _ => sized(dice),
    })
}

/// Mostly narrow: a value rules out much of the list.
fn sized(dice: &mut Dice) -> String {
    let (low, width) = (dice.below(60), 1 + dice.below(4));
    let (open, close) = (dice.pick(&["[", "("]), dice.pick(&["]", ")"]));
    match dice.below(8) {
        0 => format!("size > {low} m"),
        1 => format!("size <= {low} m"),
        2 => format!("size = {low} m"),
        3 => format!("size {} {low}段", dice.pick(&["<", ">", "!="])),
        4 if dice.once_in(8) => format!("size < {}000000000000000 km", low + 1),
        5 if dice.once_in(8) => format!("size > 0.00000000000000{low} mm"),
        _ => format!("size in {open}{low} m, {} m{close}", low + width),
    }
}

fn test(dice: &mut Dice) -> String {
    match dice.below(4) {
        0 if dice.once_in(4) => {
            let end = dice.pick(&["9999-12-31", "9999-12-30", "0001-01-01"]);
            format!("made {} {end}", dice.pick(&["<", ">=", "=", "<=", "!="]))
        }
        0 => format!("made {} 2019-03-{:02}", dice.pick(&["<", ">=", "="]), 1 + dice.below(9)),
        1 => format!("shape is s{}, s{}", dice.below(8), dice.below(8)),
        2 => (*dice.pick(&["zone", "not zone"])).to_owned(),
        _ => sized(dice),
    }
}
