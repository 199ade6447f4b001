//! Random small worlds, as texts: one declaration a line.

use std::fmt::Write as _;

use dingmi::model::Model;
use dingmi::{Files, ImportFault, Options, Program};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

pub(crate) struct Loaded {
    pub(crate) model: Model,
    pub(crate) program: Program,
}

pub(crate) struct NoFiles;

impl Files for NoFiles {
    fn resolve(&self, _: &str, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Missing)
    }
    fn read(&self, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Missing)
    }
}

pub(crate) fn load(text: &str) -> Loaded {
    load_files(vec![("world.dingmi".to_owned(), text.to_owned())])
}

pub(crate) fn load_files(files: Vec<(String, String)>) -> Loaded {
    let program = Program::load(files, &NoFiles);
    assert!(!program.is_broken());
    let (model, found) = program.resolve(&Options::on(day(0)));
    assert!(found.iter().all(|finding| finding.kind.code != "S002"), "a name means nothing");
    Loaded { model, program }
}

/// The text without the lines that it does not need to fail.
pub(crate) fn shrunk(mut text: String, fails: impl Fn(&str) -> bool) -> String {
    let mut at = 0;
    while at < text.lines().count() {
        let without: String =
            text.lines().enumerate().filter(|(line, _)| *line != at).map(|(_, line)| format!("{line}\n")).collect();
        // What no longer names what it should would fail for another reason.
        let is_whole = std::panic::catch_unwind(|| drop(load(&without))).is_ok();
        if is_whole && fails(&without) {
            text = without;
        } else {
            at += 1;
        }
    }
    text
}

const LAST: i64 = 11;

fn day(n: i64) -> Date {
    date(2020, 1, 1).checked_add(n.days()).unwrap()
}

/// The days on which anything changes, with one before and one behind.
pub(crate) fn days() -> impl Iterator<Item = Date> {
    (-1..=LAST + 1).map(day)
}

/// splitmix64: the same numbers on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }

    /// True once in `n` times.
    fn once_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    fn day(&mut self) -> Date {
        day(self.below(LAST as u64 + 1) as i64)
    }
}

const LEVELS: [&str; 3] = ["low", "middle", "high"];
const TIERS: [&str; 5] = ["crown", "crown", "shire", "odd", "plain"];
const REGIONS: [&str; 4] = ["land", "east", "west", "port"];
const LINES: [&str; 4] = ["sea", "charts", "depths", "stars"];

pub(crate) fn text(seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut out = String::new();
    // Many powers over one organ are kept in another way; without granting on, the reference can follow them.
    let is_crowded = dice.once_in(40);
    regime(&mut out, &mut dice, is_crowded);
    out.push_str("region land; region east in land; region west in land; region port in east;\n");
    out.push_str("business sea; business charts in sea; business depths in charts; business stars;\n");
    let organs = 2 + dice.below(4);
    let rows = catalogues(&mut out, &mut dice);
    for organ in 0..organs {
        self::organ(&mut out, &mut dice, organ, organs);
    }
    for officer in 0..dice.below(4) {
        self::officer(&mut out, &mut dice, officer, organs, &rows);
    }
    for grant in 0..if is_crowded { 70 } else { dice.below(9) } {
        self::grant(&mut out, &mut dice, grant, organs, &rows);
    }
    out
}

fn regime(out: &mut String, dice: &mut Dice, is_crowded: bool) {
    let hops = if is_crowded { 0 } else { dice.below(4) };
    let redelegation = if hops == 0 { "forbidden".to_owned() } else { format!("at-most {hops}") };
    let presumed = if dice.once_in(5) { "" } else { "officer head;" };
    let trained = match dice.below(4) {
        0 => format!("officer requires trained from {};", dice.day()),
        1 => "officer requires trained advised;".to_owned(),
        _ => String::new(),
    };
    let _ = writeln!(
        out,
        "regime r {{ level low {{ rank 1; period at-most 2 years; }} level middle {{ rank 2; }} level high {{ rank 5; }} \
         tier crown {{ determines high; authorizes high; within business; }} \
         tier shire {{ determines middle; authorizes middle; within business or region; }} \
         tier odd {{ determines low; authorizes middle; within region; }} \
         tier plain {{ }} \
         authorization {{ redelegation {redelegation}; }} {presumed} {trained} }}"
    );
}

/// The catalogues; what a grant can name in them.
fn catalogues(out: &mut String, dice: &mut Dice) -> Vec<String> {
    let mut names = Vec::new();
    for catalogue in 0..1 + dice.below(3) {
        let lines = match dice.below(4) {
            0 => String::new(),
            1 => format!("business {}, {};", dice.pick(&LINES), dice.pick(&LINES)),
            _ => format!("business {};", dice.pick(&LINES)),
        };
        let _ = write!(out, "catalogue c{catalogue} under r {{ {lines} ");
        names.push(format!("c{catalogue}"));
        for row in 0..1 + dice.below(2) {
            let _ = write!(out, "matter {row} {{ level {}; }} ", dice.pick(&LEVELS));
            names.push(format!("c{catalogue}#{row}"));
        }
        out.push_str("}\n");
    }
    names
}

fn targets(dice: &mut Dice, rows: &[String]) -> String {
    let one = |dice: &mut Dice| match dice.below(3) {
        0 => format!("business {}", dice.pick(&LINES)),
        _ => rows[dice.below(rows.len() as u64) as usize].clone(),
    };
    let mut all = one(dice);
    if dice.once_in(3) {
        let _ = write!(all, ", {}", one(dice));
    }
    all
}

fn organ(out: &mut String, dice: &mut Dice, organ: u64, organs: u64) {
    let _ = write!(out, "organ o{organ} {{ tier {}; ", dice.pick(&TIERS));
    if !dice.once_in(3) {
        let _ = write!(out, "business {}; ", dice.pick(&LINES));
    }
    if !dice.once_in(3) {
        let _ = write!(out, "region {}; ", dice.pick(&REGIONS));
    }
    let (a, b) = (dice.day(), dice.day());
    if dice.once_in(3) {
        let _ = write!(out, "since {}; ", a.min(b));
    }
    if dice.once_in(2) {
        let _ = write!(out, "until {}; ", a.max(b));
        for _ in 0..dice.below(3) {
            let heir = dice.below(organs);
            // The part is written so that it can stand before any catalogue is known.
            let part = match dice.below(3) {
                0 => format!(" for business {}", dice.pick(&LINES)),
                1 => format!(" for c0, business {}", dice.pick(&LINES)),
                _ => String::new(),
            };
            let _ = write!(out, "succeeded-by o{heir}{part}; ");
        }
    }
    out.push_str("}\n");
}

fn officer(out: &mut String, dice: &mut Dice, officer: u64, organs: u64, rows: &[String]) {
    let organ = dice.below(organs);
    let _ = write!(out, "officer f{officer} of o{organ} {{ ");
    if officer == 0 || dice.once_in(3) {
        out.push_str("head; ");
    } else {
        let _ = write!(out, "designated-by f{} ", dice.below(officer));
        if !dice.once_in(3) {
            let _ = write!(out, "on {}", dice.day());
        }
        out.push_str("; ");
        if dice.once_in(2) {
            let _ = write!(out, "determines up-to {}; ", dice.pick(&LEVELS));
        }
        if dice.once_in(2) {
            let _ = write!(out, "matters {}; ", targets(dice, rows));
        }
    }
    if !dice.once_in(3) {
        let _ = write!(out, "trained on {}; ", dice.day());
    }
    term(out, dice);
    out.push_str("}\n");
}

fn grant(out: &mut String, dice: &mut Dice, grant: u64, organs: u64, rows: &[String]) {
    let _ = write!(out, "authorization g{grant} from o{} to o{} {{ ", dice.below(organs), dice.below(organs));
    if !dice.once_in(4) {
        let _ = write!(out, "level up-to {}; ", dice.pick(&LEVELS));
    }
    if !dice.once_in(4) {
        let _ = write!(out, "matters {}; ", targets(dice, rows));
    }
    if dice.once_in(3) {
        let _ = write!(out, "period up-to {} months; ", 1 + dice.below(3));
    }
    if dice.once_in(2) {
        let _ = write!(out, "region {}; ", dice.pick(&REGIONS));
    }
    term(out, dice);
    if dice.once_in(6) {
        let _ = write!(out, "revoked on {}; ", dice.day());
    }
    out.push_str("}\n");
}

fn term(out: &mut String, dice: &mut Dice) {
    let (a, b) = (dice.day(), dice.day());
    let _ = match dice.below(4) {
        0 => Ok(()),
        1 => write!(out, "term from {a}; "),
        _ => write!(out, "term {} .. {}; ", a.min(b), a.max(b)),
    };
}
