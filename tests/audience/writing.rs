//! Random programs, written by two dice: one throws what readers may see, and the other what they may not. The same seed
//! with another filling differs in hidden rows and in what only these need: names, levels, conditions, places, numbers of
//! them, and what refers to them.

use std::fmt::Write as _;

use crate::dice::Dice;
use crate::told::Readers;

/// In every name and string of what is hidden.
pub(crate) const CANARY: &str = "金丝雀";

/// What stands in conditions, dates and periods of hidden rows alone.
pub(crate) const MARKS: [&str; 4] = ["864207", "2043-07-19", "\"count\": 97", "1357911"];

/// Whom it is written for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mode {
    level: Option<&'static str>,
    organ: bool,
}

impl Mode {
    pub(crate) fn of(seed: u64) -> Self {
        let level = ["mid", "中", "中级"][(seed / 3 % 3) as usize];
        let (level, organ) = [(Some(level), false), (None, true), (Some(level), true)][(seed % 3) as usize];
        Mode { level, organ }
    }

    pub(crate) fn readers(self) -> Readers {
        (self.level, self.organ.then_some("o1"))
    }
}

/// What every program declares.
const COMMON: &str = r#"
regime r "甲法" {
    law X "甲法的法" from 2000-01-01;
    level low "低" { rank 1; } level mid "中" { rank 2; also-called "中级"; } level high "高" { rank 3; }
    tier t { determines high; authorizes high; } tier none { }
    officer head cites X article 1; organ succeeded-by cites X article 2; conflict highest cites X article 3;
    authorization { redelegation at-most 2; }
}
regime q "乙法" { level basic "初" { rank 4; } level middle "中" { rank 7; also-called mid, "中级"; } level upper { rank 9; also-called high; }
    tier t { determines upper; authorizes upper; } tier none { } officer head; organ succeeded-by; authorization { redelegation at-most 2; } }
region land "国"; business sea "海"; business stars "星";
/// 机关的说明
organ o0 "总" { tier t; business sea; }
organ o1 "一" { tier none; superior o0; business sea; }
organ o9 "外" { tier none; }
organ o2 "二" { tier none; superior o0; }
scope within { organ o1; post "甲" of o2; }
scope all { organ o0 and below; }
scope both { organ o1; organ o2; narrows all; }
scope nested { scope within; officer o0-head; }
scope other { organ o2; }
scope posts { post "甲" of o1; narrows within; }
scope but { organ o1; but-not post "乙" of o1; }
scope but-words { organ o1; but-not "外人"; }
scope through { scope but-words; }
scope words { "有关人员"; }
vocabulary v {
    kind map { kind sheet; kind plan; kind leaf { kind bud; } }
    kind note;
    attribute size : length better smaller;
    attribute open : yes-no;
    attribute sort : one-of p, s, w;
    attribute day : date;
    unit 尺 = 0.3 m;
    unit 链 = 1852 m;
}
"#;

/// Scopes that take in the whole of o1, and those that do not or of which nobody can say.
const KNOW: [&str; 6] =
    ["within", "all", "both", "nested", "organ o1 but-not post \"乙\" of o2", "scope all but-not organ o2"];
const KNOW_NOT: [&str; 9] = [
    "other",
    "posts",
    "but",
    "but-words",
    "through",
    "words",
    "organ o0",
    "scope all but-not organ o1",
    "organ o1 but-not group \"外人\"",
];

const CONDITIONS: [&str; 7] = [
    "size > 3 尺",
    "size better-than 10 m",
    "open",
    "sort is p, w",
    "not open and (sort is s or size in [2 m, 5 链])",
    "day < 2030-01-01",
    "size <= 20 m",
];
const HIDDEN_CONDITIONS: [&str; 6] = [
    "size > 864207 m",
    "size > 1357911 金丝雀尺",
    "day >= 2043-07-19",
    "金丝雀性 is 金丝雀甲 and open",
    "not (size < 864207 m or 金丝雀度 > 2 kg)",
    "sort is s",
];
const KINDS: [&str; 5] = ["map", "sheet", "plan", "bud", "note"];
const HIDDEN_KINDS: [&str; 4] = ["金丝雀类", "金丝雀种", "map", "note"];

/// Files of a program: with no hidden rows, or filled with some.
pub(crate) fn files(seed: u64, filling: Option<u64>) -> Vec<(String, String)> {
    let hidden = Dice(seed.wrapping_mul(7919) ^ filling.map_or(0, |filling| (filling + 1) << 40));
    Writer::new(Mode::of(seed), Dice(seed), hidden, filling.is_some()).all()
}

/// A program of which every row has a level of `r`, with no hidden rows.
pub(crate) fn levelled(seed: u64) -> Vec<(String, String)> {
    let mut writer = Writer::new(Mode { level: Some("high"), organ: false }, Dice(seed), Dice(0), false);
    writer.regimes = &["r"];
    writer.all()
}

struct Writer {
    mode: Mode,
    visible: Dice,
    hidden: Dice,
    /// Whether hidden rows are written.
    filled: bool,
    regimes: &'static [&'static str],
    out: String,
    /// Rows of each visible catalogue.
    rows: Vec<usize>,
    /// Names of hidden rows and hidden catalogues.
    hidden_names: Vec<String>,
    /// By catalogue, the ids of its hidden rows.
    hidden_rows: Vec<Vec<String>>,
    /// How many of anything hidden were written, so that each has a name of its own.
    count: usize,
}

impl Writer {
    fn new(mode: Mode, mut visible: Dice, mut hidden: Dice, filled: bool) -> Self {
        let rows: Vec<usize> = (0..3).map(|_| 1 + visible.below(4)).collect();
        let mut hidden_rows = vec![Vec::new(); rows.len()];
        let mut hidden_names = vec!["金丝雀录".to_owned(), "金丝雀录#金丝雀0".to_owned()];
        for (catalogue, own) in hidden_rows.iter_mut().enumerate() {
            let count = hidden.below(4);
            let first = hidden.below(9);
            own.extend((0..count).map(|at| format!("金丝雀{}", first + at)));
            hidden_names.extend(own.iter().map(|id| format!("c{catalogue}#{id}")));
        }
        let regimes = &["r", "r", "q"];
        Writer { mode, visible, hidden, filled, regimes, out: String::new(), rows, hidden_names, hidden_rows, count: 0 }
    }

    fn all(mut self) -> Vec<(String, String)> {
        self.out.push_str(COMMON);
        self.gap();
        self.people();
        for catalogue in 0..self.rows.len() {
            self.gap();
            self.catalogue(catalogue);
        }
        self.list();
        self.gap();
        self.waivers();
        let mut files = vec![("m.dingmi".to_owned(), self.out.clone())];
        if self.filled {
            // Before or behind the other by name, and given before or behind it.
            let name = ["金丝雀.dingmi", "a金丝雀.dingmi"][self.hidden.below(2)];
            let file = (name.to_owned(), self.hidden_file());
            files.insert(self.hidden.below(2), file);
        }
        files
    }

    /// Something between two declarations that is nobody's.
    fn gap(&mut self) {
        if self.filled {
            self.out.push_str(pick(&mut self.hidden, &["", "\n\n", "// 金丝雀\n", "/* 金丝雀\n金丝雀 */ "]));
        }
    }

    /// A field with a list; hidden names are put among those of the list.
    fn field(&mut self, field: &str, mut names: Vec<String>) {
        if self.filled && self.hidden.once_in(2) {
            for _ in 0..=self.hidden.below(2) {
                let name = self.hidden.pick(&self.hidden_names).clone();
                if !names.contains(&name) {
                    names.insert(self.hidden.below(names.len() + 1), name);
                }
            }
        }
        if !names.is_empty() {
            let _ = write!(self.out, "{field} {}; ", names.join(", "));
        }
    }

    /// Up to two visible catalogues and rows, before one by its catalogue and place.
    fn visible_names(&mut self, before: (usize, usize)) -> Vec<String> {
        let mut names = Vec::new();
        for _ in 0..self.visible.below(3) {
            let catalogue = self.visible.below(before.0 + 1);
            let most = if catalogue == before.0 { before.1 } else { self.rows[catalogue] };
            if most == 0 {
                continue;
            }
            let row = self.visible.below(most);
            let is_whole = catalogue < before.0 && self.visible.once_in(4);
            let name = if is_whole { format!("c{catalogue}") } else { format!("c{catalogue}#{row}") };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn any_names(&mut self) -> Vec<String> {
        self.visible_names((self.rows.len() - 1, 1))
    }

    fn people(&mut self) {
        self.out.push_str("officer o0-head of o0 { head; term from 2000-01-01; ");
        self.field("matters", Vec::new());
        self.out.push_str("}\n");
        for at in 0..self.visible.below(3) {
            let _ = write!(self.out, "officer f{at} \"员{at}\" of o0 {{ designated-by o0-head on 2010-01-01; ");
            let names = self.any_names();
            if !names.is_empty() {
                self.field("matters", names);
            }
            self.out.push_str("term from 2010-01-01; }\n");
        }
        for at in 0..self.visible.below(4) {
            let (grantor, grantee) = *self.visible.pick(&[("o0", "o1"), ("o0", "o2"), ("o1", "o2")]);
            let _ = write!(self.out, "authorization a{at} from {grantor} to {grantee} {{ level up-to mid; ");
            let names = self.any_names();
            if !names.is_empty() {
                self.field("matters", names);
            }
            self.out.push_str("term from 2011-01-01; }\n");
        }
        // An organ that went, with successions of parts and, in some fillings, of hidden parts alone.
        self.out.push_str(
            "organ gone \"去\" { tier t; business sea, stars; until 2015-06-30; succeeded-by o1 for business stars; ",
        );
        let names = self.any_names();
        if !names.is_empty() {
            self.field("succeeded-by o0 for", names);
        }
        if self.filled && self.hidden.once_in(2) {
            let name = self.hidden.pick(&self.hidden_names).clone();
            let _ = write!(self.out, "succeeded-by o2 for {name}; ");
        }
        self.out.push_str("}\n");
    }

    fn catalogue(&mut self, number: usize) {
        let regime = pick(&mut self.visible, self.regimes);
        let _ =
            write!(self.out, "/// 目录的说明\ncatalogue c{number} \"目录{number}\" under {regime} {{ issued-by o0; ");
        self.out.push_str(pick(
            &mut self.visible,
            &["", "in-force 2000-01-01 .. 2040-01-01; ", "in-force from 2012-05-05; "],
        ));
        self.out.push_str(pick(&mut self.visible, &["", "business sea; ", "business stars; "]));
        if self.mode.organ {
            // What is itself secret is for no organ.
        } else {
            self.out.push_str(pick(&mut self.visible, &["", "", "level mid; period 3 years; "]));
        }
        for field in ["replaces", "yields-to", "prevails-over"] {
            let earlier = (0..number).filter(|_| self.visible.once_in(5)).map(|at| format!("c{at}"));
            let earlier = earlier.collect();
            self.field(field, earlier);
        }
        self.out.push('\n');
        let mut waiting = self.hidden_rows[number].clone();
        for row in 0..self.rows[number] {
            while self.filled && !waiting.is_empty() && self.hidden.once_in(2) {
                let id = waiting.remove(0);
                self.hidden_row(&id, None);
            }
            self.row((number, row), regime);
        }
        let waiting = if self.filled { waiting } else { Vec::new() };
        for id in waiting {
            self.hidden_row(&id, None);
        }
        self.out.push_str("}\n");
    }

    fn row(&mut self, (catalogue, row): (usize, usize), regime: &str) {
        let _ = write!(self.out, "{}matter {row} \"事项{row}\" {{ ", pick(&mut self.visible, &["", "/// 说明\n"]));
        let level = match (self.mode.level, regime) {
            (Some("high"), _) => pick(&mut self.visible, &["low", "mid", "high"]),
            (Some(_), "r") => pick(&mut self.visible, &["low", "mid", "低", "中级"]),
            (Some(_), _) => pick(&mut self.visible, &["basic", "mid", "初"]),
            (None, "r") => pick(&mut self.visible, &["low", "mid", "high", ""]),
            (None, _) => pick(&mut self.visible, &["basic", "upper", ""]),
        };
        if !level.is_empty() {
            let _ = write!(self.out, "level {level}; ");
        }
        self.out.push_str(pick(
            &mut self.visible,
            &["", "period 3 years; ", "period 5 years; ", "period until \"发布\"; "],
        ));
        let scope = match self.mode.organ {
            true => Some(pick(&mut self.visible, &KNOW)),
            false if self.visible.once_in(4) => None,
            false if self.visible.once_in(2) => Some(pick(&mut self.visible, &KNOW)),
            false => Some(pick(&mut self.visible, &KNOW_NOT)),
        };
        if let Some(scope) = scope {
            let _ = write!(self.out, "known-to {scope}; ");
        }
        if !self.visible.once_in(4) {
            let (kind, condition) = (pick(&mut self.visible, &KINDS), pick(&mut self.visible, &CONDITIONS));
            let condition = if self.visible.once_in(3) { String::new() } else { format!(" where {condition}") };
            let _ = write!(self.out, "covers {kind}{condition}; ");
            let names = self.visible_names((catalogue, row));
            self.field("except", names);
            if self.visible.once_in(4) {
                let _ = write!(self.out, "except where {}; ", pick(&mut self.visible, &CONDITIONS));
            }
        }
        for field in ["prevails-over", "same-as", "part-of"] {
            let names = if self.visible.once_in(6) { self.visible_names((catalogue, row)) } else { Vec::new() };
            self.field(field, names);
        }
        self.out.push_str("}\n");
    }

    /// A row that the readers may not see; under one of its own, every row is hidden.
    fn hidden_row(&mut self, id: &str, whatever: Option<&str>) {
        self.gap();
        self.out.push_str(pick(&mut self.hidden, &["", "/// 金丝雀\n"]));
        let _ = write!(self.out, "matter {id} \"金丝雀{}\" {{ ", self.hidden.below(99));
        let by_level = self.mode.level.is_some() && (!self.mode.organ || self.hidden.once_in(2));
        let level = match (whatever, by_level) {
            (Some(level), _) => level,
            (None, true) => pick(&mut self.hidden, &["high", "high", ""]),
            (None, false) => pick(&mut self.hidden, &["mid", "中", "high", ""]),
        };
        if !level.is_empty() {
            let _ = write!(self.out, "level {level}; ");
        }
        self.out.push_str(pick(
            &mut self.hidden,
            &["", "period 97 years; ", "period until \"金丝雀\"; ", "period 97 months; "],
        ));
        let is_known = whatever.is_some() || by_level;
        if !self.hidden.once_in(4) {
            let scope = match is_known && self.hidden.once_in(2) {
                true => pick(&mut self.hidden, &KNOW),
                false => pick(&mut self.hidden, &KNOW_NOT),
            };
            let scope = match self.hidden.once_in(3) {
                true if is_known => "organ o1, 金丝雀域",
                true => "金丝雀域",
                false => scope,
            };
            let _ = write!(self.out, "known-to {scope}; ");
        }
        if !self.hidden.once_in(4) {
            let (kind, condition) = (pick(&mut self.hidden, &HIDDEN_KINDS), pick(&mut self.hidden, &HIDDEN_CONDITIONS));
            let _ = write!(self.out, "covers {kind} where {condition}; ");
        }
        let names: Vec<String> = self.hidden.pick(&[vec![], vec!["c0".to_owned()], vec!["c1#0".to_owned()]]).clone();
        let field = pick(&mut self.hidden, &["prevails-over", "yields-to", "part-of", "same-as"]);
        if !names.is_empty() {
            let _ = write!(self.out, "{field} {}; ", names.join(", "));
        }
        self.out.push_str("note \"金丝雀\"; }\n");
    }

    fn list(&mut self) {
        self.out.push_str("disclosure d \"公开\" { in-force from 2001-01-01;\n");
        for at in 0..self.visible.below(3) {
            let (kind, condition) = (pick(&mut self.visible, &KINDS), pick(&mut self.visible, &CONDITIONS));
            let _ = write!(self.out, "item {at} \"项{at}\" {{ covers {kind} where {condition}; ");
            let names = self.any_names();
            self.field("except", names);
            self.out.push_str("}\n");
        }
        self.out.push_str("}\n");
    }

    fn waivers(&mut self) {
        for place in ["c0", "c1#0", "o1", "within", "but", "o0-head"] {
            if self.visible.once_in(3) {
                let _ =
                    writeln!(self.out, "waive P001 on {place} because \"理由\" approved-by o0-head until 2030-01-01;");
            }
        }
        if self.filled && self.hidden.once_in(2) {
            let name = self.hidden.pick(&self.hidden_names).clone();
            let _ =
                writeln!(self.out, "waive P001 on {name} because \"金丝雀\" approved-by 金丝雀员 until 2030-01-01;");
        }
    }

    /// What is there for hidden rows alone.
    fn hidden_file(&mut self) -> String {
        self.out.clear();
        self.out.push_str("vocabulary 金丝雀语 { kind 金丝雀类 { kind 金丝雀种; } attribute 金丝雀性 : one-of 金丝雀甲, 乙; attribute 金丝雀度 : mass; unit 金丝雀尺 = 1 m; }\n");
        self.out.push_str("scope 金丝雀域 \"金丝雀\" { post \"金丝雀岗\" of o2; narrows all; }\n");
        self.out.push_str("regime 金丝雀法 { law 金丝雀律 \"金丝雀\"; level 金丝雀级 { rank 9; } level 中 { rank 5; also-called mid, \"中级\", high, low; } tier t { } tier none { } }\n");
        let level = pick(&mut self.hidden, &["high", ""]);
        let is_secret = level == "high" && self.mode.level.is_some();
        let head = if is_secret || self.mode.organ { "level high; period 97 years; " } else { "" };
        let _ = writeln!(
            self.out,
            "/// 金丝雀\ncatalogue 金丝雀录 \"金丝雀\" under r {{ issued-by o0; number \"金丝雀\"; {head}replaces c0;"
        );
        // In a secret one even a row of a low level is hidden.
        let low = if head.is_empty() { None } else { Some("low") };
        self.hidden_row("金丝雀0", low);
        for _ in 0..self.hidden.below(3) {
            self.count += 1;
            let id = format!("其余{}", self.count);
            self.hidden_row(&id, low);
        }
        self.out.push_str("}\n");
        if self.hidden.once_in(2) {
            // Empty, and under a regime that only it stands under.
            self.out.push_str(
                "catalogue 金丝雀空 under 金丝雀法 { issued-by o2; note \"金丝雀\"; cites 金丝雀律 article 1; }\n",
            );
        }
        for at in 0..=self.hidden.below(3) {
            let names: Vec<String> =
                (0..=self.hidden.below(2)).map(|_| self.hidden.pick(&self.hidden_names).clone()).collect();
            let organ = ["o1", "o2"][self.hidden.below(2)];
            let _ = writeln!(
                self.out,
                "authorization 金丝雀权{at} from o0 to {organ} {{ matters {}; task \"金丝雀\"; }}",
                names.join(", ")
            );
        }
        let name = self.hidden.pick(&self.hidden_names).clone();
        let _ = writeln!(
            self.out,
            "officer 金丝雀员 \"金丝雀\" of o0 {{ designated-by o0-head on 2010-01-01; matters {name}; }}"
        );
        std::mem::take(&mut self.out)
    }
}

fn pick(dice: &mut Dice, from: &[&'static str]) -> &'static str {
    let picked: &&'static str = dice.pick(from);
    picked
}
