//! A made-up country, the same on every machine: organs in five tiers, what they govern, and the grants between them.
//!
//! About one grant in two hundred is wrong in each of these: it goes beyond its grantor's level, its grantor may not
//! grant, it is a grant on, it was never filed.

use std::fmt::Write as _;

/// How much of everything.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) organs: u64,
    pub(crate) grants: u64,
    pub(crate) catalogues: u64,
    pub(crate) rows: u64,
}

impl Size {
    /// The workload of the authority engine for so many organs: three grants an organ, and a thousand catalogues from a
    /// hundred thousand organs on.
    pub(crate) fn of_organs(organs: u64) -> Self {
        Size { organs, grants: organs * 3, catalogues: (organs / 100).clamp(1, 1_000), rows: 20 }
    }
}

/// One file in so many declarations.
const A_FILE: u64 = 100_000;
pub(crate) const LINES_OF_BUSINESS: u64 = 60;
pub(crate) const TIERS: [&str; 5] = ["central", "provincial", "prefecture", "county", "unit"];
pub(crate) const LEVELS: [&str; 3] = ["juemi", "jimi", "mimi"];
pub(crate) const NAMES: [&str; 8] = ["海图", "测绘", "档案", "水文", "气象", "地质", "航道", "观测"];

/// The files, as names and texts. They need no import: a program is all of its files.
pub(crate) fn files(size: Size) -> Vec<(String, String)> {
    let mut files = vec![("catalogues.dingmi".to_owned(), catalogues(size))];
    files.extend(country(size));
    files
}

/// The same without catalogues, whose rows the grants name.
pub(crate) fn country(size: Size) -> Vec<(String, String)> {
    let mut files = ground(size);
    files
        .extend(pieces(size.grants).map(|(number, piece)| (format!("grants-{number:04}.dingmi"), grants(size, piece))));
    files
}

/// The same without grants either.
pub(crate) fn ground(size: Size) -> Vec<(String, String)> {
    let mut files = vec![("frame.dingmi".to_owned(), frame(size))];
    files
        .extend(pieces(size.organs).map(|(number, piece)| (format!("organs-{number:04}.dingmi"), organs(size, piece))));
    files
}

/// A chain of grants, each to the next organ, under a law that lets a grant be granted on without end.
pub(crate) fn chain(grants: u64) -> Vec<(String, String)> {
    let mut law = format!(
        "regime endless \"长链条例\" {{ level only \"一级\" {{ rank 1; }} tier top {{ determines only; authorizes only; }} \
         tier low {{ }} authorization {{ redelegation at-most {grants}; }} officer head; }}\n\
         organ o0 {{ tier top; }}\ncatalogue c under endless {{ matter 1 {{ level only; }} }}\n"
    );
    law.push_str("// The rest of the chain stands in other files.\n");
    let mut files = vec![("law.dingmi".to_owned(), law)];
    for (number, piece) in pieces(grants) {
        let mut text = String::new();
        for grant in piece {
            let _ = writeln!(text, "organ o{} {{ tier low; }}", grant + 1);
            let _ = writeln!(text, "authorization g{grant} from o{grant} to o{} {{ matters c#1; }}", grant + 1);
        }
        files.push((format!("chain-{number:04}.dingmi"), text));
    }
    files
}

pub(crate) fn pieces(count: u64) -> impl Iterator<Item = (u64, std::ops::Range<u64>)> {
    (0..count.div_ceil(A_FILE)).map(move |number| (number, number * A_FILE..((number + 1) * A_FILE).min(count)))
}

/// splitmix64 of a number: no state, so that a file can be made without those before it.
pub(crate) fn mixed(number: u64, salt: u64) -> u64 {
    let mut z = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(salt.wrapping_mul(0xd1b5_4a32_d192_ed03));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The first organ behind each tier: a hundredth central, then 4, 15, 30 and 50 hundredths.
pub(crate) fn ends(size: Size) -> [u64; 5] {
    [1, 5, 20, 50, 100].map(|share| (size.organs * share / 100).max(1))
}

pub(crate) fn tier(size: Size, organ: u64) -> usize {
    ends(size).iter().position(|end| organ < *end).unwrap_or(4)
}

/// An organ of one of the tiers above.
fn superior(size: Size, organ: u64) -> Option<u64> {
    let tier = tier(size, organ).checked_sub(1)?;
    let (first, behind) = (tier.checked_sub(1).map_or(0, |above| ends(size)[above]), ends(size)[tier]);
    Some(first + mixed(organ, 1) % (behind - first).max(1))
}

pub(crate) fn business(organ: u64) -> u64 {
    mixed(organ, 2) % LINES_OF_BUSINESS
}

/// The line of business that a line lies in.
pub(crate) fn line_above(line: u64) -> Option<u64> {
    (line >= 6).then_some(line % 6)
}

/// What organs and catalogues name: lines of business, regions, the departments of secrecy.
fn frame(size: Size) -> String {
    let mut text = String::from("region r0 \"全国\";\n");
    for line in 0..LINES_OF_BUSINESS {
        let parent = line_above(line).map(|above| format!(" in b{above}")).unwrap_or_default();
        let _ = writeln!(text, "business b{line} \"{}业务\"{parent};", NAMES[line as usize % NAMES.len()]);
    }
    for region in 1..=ends(size)[1].min(340) {
        let parent = if region <= 34 { 0 } else { 1 + region % 34 };
        let _ = writeln!(text, "region r{region} \"第{region}区\" in r{parent};");
    }
    text.push_str("organ nassp \"国家保密局\" { tier central; role secrecy-administration; region r0; }\n");
    text.push_str("organ p-nassp \"省级保密局\" { tier provincial; role secrecy-administration; region r0; }\n");
    text
}

fn catalogues(size: Size) -> String {
    let mut text = String::new();
    for catalogue in 0..size.catalogues {
        let _ = writeln!(
            text,
            "catalogue c{catalogue} \"{}工作国家秘密目录\" under cn-2014 {{ issued-by o0, nassp; dated 2010-01-01; \
             in-force from 2010-02-01; business b{};",
            NAMES[catalogue as usize % NAMES.len()],
            catalogue % LINES_OF_BUSINESS,
        );
        for row in 0..size.rows {
            let number = catalogue * size.rows + row;
            let level = mixed(number, 3) % 3;
            let name = NAMES[mixed(number, 4) as usize % NAMES.len()];
            let bracket = if number.is_multiple_of(2) { "（含电子版）" } else { "" };
            let _ = writeln!(
                text,
                "matter {row} \"第{number}号{name}成果{bracket}\" {{ level {}; period {} years; known-to post \"保管员\" of o{}; }}",
                LEVELS[level as usize],
                [30, 20, 10][level as usize],
                mixed(number, 5) % size.organs,
            );
        }
        text.push_str("}\n");
    }
    text
}

fn organs(size: Size, piece: std::ops::Range<u64>) -> String {
    let mut text = String::new();
    for organ in piece {
        let tier = tier(size, organ);
        let region = match tier {
            0 => 0,
            1 => 1 + organ % 34,
            _ => 1 + superior(size, organ).unwrap_or(0) % ends(size)[1].min(340),
        };
        let above = superior(size, organ).map(|above| format!(" superior o{above};")).unwrap_or_default();
        let _ = writeln!(
            text,
            "organ o{organ} \"第{organ}{}局\" {{ tier {};{above} business b{}; region r{region}; }}",
            NAMES[organ as usize % NAMES.len()],
            TIERS[tier],
            business(organ),
        );
    }
    text
}

fn grants(size: Size, piece: std::ops::Range<u64>) -> String {
    let mut text = String::new();
    let ends = ends(size);
    for grant in piece {
        let one_in_200 = |salt| mixed(grant, salt).is_multiple_of(200);
        // Grantors are of the first three tiers, grantees of the last two.
        let grantor = mixed(grant, 6) % ends[2];
        let grantor = if one_in_200(7) { ends[3] + grantor % (size.organs - ends[3]).max(1) } else { grantor };
        let grantee = ends[2] + mixed(grant, 8) % (size.organs - ends[2]).max(1);
        let tier = tier(size, grantor);
        let highest = if tier < 2 { 0 } else { 1 };
        let level = highest + mixed(grant, 9) % (3 - highest);
        let level = if one_in_200(10) { 0 } else { level };
        // A catalogue of the grantor's line of business.
        let per_line = size.catalogues / LINES_OF_BUSINESS;
        let catalogue =
            (business(grantor) + LINES_OF_BUSINESS * (mixed(grant, 11) % per_line.max(1))) % size.catalogues;
        let rows = match mixed(grant, 12) % 3 {
            0 => format!("c{catalogue}"),
            1 => format!("c{catalogue}#{}", mixed(grant, 13) % size.rows),
            _ => {
                format!("c{catalogue}#{}, c{catalogue}#{}", mixed(grant, 13) % size.rows, mixed(grant, 14) % size.rows)
            }
        };
        let year = 2020 + mixed(grant, 15) % 5;
        let filed = match tier {
            _ if one_in_200(16) => String::new(),
            2 => " filed-with p-nassp on 2020-02-01;".to_owned(),
            _ => " filed-with nassp on 2020-02-01;".to_owned(),
        };
        let _ = writeln!(
            text,
            "authorization g{grant} from o{grantor} to o{grantee} {{ level up-to {}; matters {rows}; instrument \
             \"密授〔{year}〕{grant}号\" dated {year}-01-04; term {year}-01-10 .. {}-01-09;{filed} }}",
            LEVELS[level as usize],
            year + 5,
        );
    }
    text
}
