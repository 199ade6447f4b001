//! The catalogues of a whole country, on which whole checks are measured: matters in the country of `mod.rs`, of which a
//! stated few are wrong, one in two hundred for each way of being wrong.
//!
//! With the same number of organs the first matters of a large country are, byte for byte, those of a small one, in the same
//! files. So nothing here depends on how many matters there are: a grant is for a line of business, and each file has
//! its kinds with it.

use super::workload::{LEVELS, LINES_OF_BUSINESS, Size, business, ends, line_above, mixed, tier};

mod forms;
pub(crate) mod plan;
mod text;

use plan::{Field, Planted, clauses, level, missing, name, planted};

/// Rows of a catalogue, and catalogues of a file.
pub(crate) const A_CATALOGUE: u64 = 1_000;
pub(crate) const A_FILE: u64 = 10_000;
/// The longest period of each level, in years.
pub(crate) const CAPS: [u64; 3] = [30, 20, 10];
const POSTS: [&str; 4] = ["资料保管员", "地形图编绘员", "审图员", "档案管理员"];
/// A part of the scope of a matter.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    Organ(u64),
    Group(&'static str, u64),
    Post(&'static str, u64),
}

/// A band of areas of a kind, and whether more is asked of its objects.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Covers {
    pub(crate) clauses: u64,
    low: u64,
    high: u64,
}

/// A row. What is `None` is not written; levels count from the highest one.
#[derive(Clone, Debug)]
pub(crate) struct Matter {
    pub(crate) number: u64,
    pub(crate) name: Option<String>,
    pub(crate) level: Option<usize>,
    pub(crate) years: Option<u64>,
    pub(crate) known: Vec<Part>,
    pub(crate) producer: Option<u64>,
    pub(crate) covers: Option<Covers>,
}

/// An authorization for a line of business, up to a level.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grant {
    pub(crate) grantor: u64,
    pub(crate) grantee: u64,
    pub(crate) line: u64,
    pub(crate) level: usize,
}

/// A country of so many matters.
#[derive(Clone, Debug)]
pub(crate) struct Nation {
    pub(crate) matters: u64,
    pub(crate) size: Size,
    pub(crate) grants: Vec<Grant>,
    /// By line of business, the organs that were granted it, with the level.
    granted: Vec<Vec<(u64, usize)>>,
    /// The same of the organs whose tier has power over it.
    own: Vec<Vec<(u64, usize)>>,
    /// The lines that have catalogues: an organ may determine their matters at each level.
    lines: Vec<u64>,
}

/// As many organs as a country of so many matters has.
pub(crate) fn organs(matters: u64) -> u64 {
    match matters {
        0..=1_000 => 100,
        1_001..=10_000 => 1_000,
        10_001..=100_000 => 5_000,
        100_001.. => 20_000,
    }
}

impl Nation {
    /// A number of organs below a hundred has not all tiers.
    pub(crate) fn new(matters: u64, organs: u64) -> Self {
        let size = Size { organs, grants: organs * 2, catalogues: matters.div_ceil(A_CATALOGUE), rows: A_CATALOGUE };
        let all = LINES_OF_BUSINESS as usize;
        let (granted, own) = (vec![Vec::new(); all], vec![Vec::new(); all]);
        let mut nation = Nation { matters, size, grants: Vec::new(), granted, own, lines: Vec::new() };
        for organ in 0..ends(size)[2] {
            for line in 0..LINES_OF_BUSINESS {
                if nation.governs(organ, line) {
                    let highest = nation.highest(organ);
                    nation.own[line as usize].push((organ, highest));
                }
            }
        }
        let is_governed = |line: &u64| nation.own[*line as usize].iter().any(|(_, highest)| *highest == 0);
        nation.lines = (6..LINES_OF_BUSINESS).filter(is_governed).collect();
        for number in 0..size.grants {
            let grant = nation.grant(number);
            nation.granted[grant.line as usize].push((grant.grantee, grant.level));
            nation.grants.push(grant);
        }
        nation
    }

    /// Whether a line of business, or the one it lies in, is that of an organ.
    fn governs(&self, organ: u64, line: u64) -> bool {
        Some(business(organ)) == line_above(line) || business(organ) == line
    }

    /// The highest level that an organ of the first three tiers determines.
    fn highest(&self, organ: u64) -> usize {
        usize::from(tier(self.size, organ) == 2)
    }

    /// Organs of the last two tiers get grants in turn, each time for another line, from an organ that governs it.
    fn grant(&self, number: u64) -> Grant {
        let grantors = ends(self.size)[2];
        let grantees = self.size.organs - grantors;
        let before: Vec<u64> = (0..number / grantees)
            .map(|round| self.grants[(number % grantees + round * grantees) as usize].line)
            .collect();
        let drawn = |draw: u64| {
            let grantor = mixed(number, 100 + draw) % grantors;
            let line = business(grantor);
            let below = line + 6 * (1 + mixed(number, 200 + draw) % (LINES_OF_BUSINESS / 6 - 1));
            (grantor, if line_above(line).is_none() { below } else { line })
        };
        let (grantor, line) = (0..).map(drawn).find(|(_, line)| !before.contains(line)).unwrap_or_else(|| drawn(0));
        let highest = self.highest(grantor);
        let level = highest + mixed(number, 9) as usize % (LEVELS.len() - highest);
        Grant { grantor, grantee: grantors + number % grantees, line, level }
    }

    /// Provincial organs and those of prefectures have power over each line where they are.
    fn may(&self, organ: u64, line: u64, level: usize) -> bool {
        let of_itself = match tier(self.size, organ) {
            0 => self.governs(organ, line),
            1 | 2 => self.highest(organ) <= level,
            _ => false,
        };
        of_itself || self.granted[line as usize].iter().any(|(grantee, up_to)| *grantee == organ && *up_to <= level)
    }

    pub(crate) fn line(&self, catalogue: u64) -> u64 {
        self.lines[catalogue as usize % self.lines.len()]
    }

    /// Half of the producing organs have their power by a grant. Half of those without power were granted a lower level.
    fn producer(&self, number: u64, line: u64, level: usize) -> u64 {
        let by_grant = mixed(number, 110).is_multiple_of(2);
        let (own, granted) = (&self.own[line as usize], &self.granted[line as usize]);
        let pick = |from: &[(u64, usize)], is_meant: &dyn Fn(&(u64, usize)) -> bool| {
            let first = mixed(number, 111) as usize % from.len().max(1);
            from[first..].iter().chain(&from[..first]).find(|one| is_meant(one)).map(|(organ, _)| *organ)
        };
        let may = |(_, up_to): &(u64, usize)| *up_to <= level;
        if planted(number) != Some(Planted::NoChain) {
            let granted = if by_grant { pick(granted, &may) } else { None };
            return granted.or_else(|| pick(own, &may)).unwrap_or(0);
        }
        let lower = if by_grant { pick(granted, &|one| !may(one)) } else { None };
        let mut any = (0..).map(|draw| mixed(number, 120 + draw) % self.size.organs);
        lower.or_else(|| any.find(|organ| !self.may(*organ, line, level))).unwrap_or(0)
    }

    /// One to three parts of a scope. The highest level wants posts or persons.
    fn known(&self, number: u64, level: usize) -> Vec<Part> {
        let part = |part: u64| {
            let organ = mixed(number, 50 + 3 * part) % self.size.organs;
            let post = POSTS[mixed(number, 51 + 3 * part) as usize % POSTS.len()];
            match mixed(number, 52 + 3 * part) % 4 {
                0 if level > 0 => Part::Organ(organ),
                1 => Part::Group(post, organ),
                _ => Part::Post(post, organ),
            }
        };
        (0..1 + mixed(number, 49) % 3).map(part).collect()
    }

    /// The rows of a catalogue, in their order.
    pub(crate) fn rows(&self, catalogue: u64) -> impl Iterator<Item = Matter> + '_ {
        let line = self.line(catalogue);
        // How many rows of the catalogue have had one, two or three clauses: their bands lie next to one another.
        let mut bands = [0; 3];
        let end = ((catalogue + 1) * A_CATALOGUE).min(self.matters);
        (catalogue * A_CATALOGUE..end).map(move |number| {
            let clauses = clauses(number);
            let covers = clauses.checked_sub(1).map(|kind| {
                let low = 2 * bands[kind as usize];
                bands[kind as usize] += 1;
                Covers { clauses, low, high: low + 2 + u64::from(planted(number) == Some(Planted::ReachesOver)) }
            });
            self.matter(number, line, covers)
        })
    }

    fn matter(&self, number: u64, line: u64, covers: Option<Covers>) -> Matter {
        let level = level(number);
        let years = match planted(number) {
            Some(Planted::OverCap) => CAPS[level] + 1 + mixed(number, 42) % 5,
            _ => CAPS[level] - mixed(number, 42) % 10,
        };
        let has = |field: Field| missing(number) != Some(field);
        Matter {
            number,
            name: has(Field::Name).then(|| name(number)),
            level: has(Field::Level).then_some(level),
            years: has(Field::Period).then_some(years),
            known: if has(Field::Known) { self.known(number, level) } else { Vec::new() },
            producer: has(Field::Producer).then(|| self.producer(number, line, level)),
            covers,
        }
    }
}

pub(crate) fn matters_file(file: u64) -> String {
    format!("matters-{file:04}.dingmi")
}

/// As the country names it.
pub(crate) fn matter_id(number: u64) -> String {
    format!("c{}#{}", number / A_CATALOGUE, number % A_CATALOGUE)
}
