//! No text makes the compiler panic. A bounded, repeatable relative of the fuzz target in `fuzz/`.

use std::panic::catch_unwind;

use dingmi::authority::Authority;
use dingmi::diagnostic::{Lang, Privacy};
use dingmi::emit::catalogue_json;
use dingmi::lint;
use dingmi::model::Context;
use dingmi::overlap::{Overlaps, Scopes};
use dingmi::trials::coverage::Coverage;
use dingmi::trials::{Runner, Trial, lcov};
use dingmi::{Options, Program};

use crate::alone::program;
use crate::folder::{Repository, TODAY, check};

/// What mistakes and attacks are made of.
const TOKENS: &[&str] = &[
    "{",
    "}",
    "｛",
    "｝",
    ";",
    "；",
    "\"",
    "“",
    "”",
    "\\",
    "//",
    "/*",
    "*/",
    "///",
    "\n",
    "\r\n",
    "\t",
    "\0",
    " ",
    "\u{3000}",
    ",",
    "、",
    ":",
    "：",
    "#",
    "(",
    ")",
    "[",
    "）",
    "..",
    "-",
    "=",
    "<",
    "＜=",
    "≤",
    "0",
    "10",
    "９",
    "1:5千",
    "25 km2",
    "-1.5",
    "1e9",
    "99999999999999999999999999999999999999999",
    "0000-00-00",
    "2024-02-30",
    "9999-12-31",
    "2024年2月30日",
    "10 years",
    "4294967295 months",
    "0 years",
    "matter",
    "事项",
    "catalogue",
    "目录",
    "regime",
    "level",
    "密级",
    "where",
    "当",
    "not",
    "非 ",
    "and",
    "且",
    "in",
    "is",
    "except",
    "period",
    "until",
    "long-term",
    "organ",
    "waive",
    "import",
    "under",
    "unit",
    "kind",
    "superior",
    "succeeded-by",
    "replaces",
    "narrows",
    "part-of",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "\u{e000}",
    "\u{fffd}",
    "é",
    "e\u{301}",
    "〇",
    "😀",
    "ﷺ",
    "a\u{0}",
    "ſ",
    "İ",
    "\u{1F468}\u{200d}\u{1F469}",
];

/// About two seconds without optimisation.
const ROUNDS: u64 = 3_000;

#[test]
fn no_mutation_of_a_program_panics() {
    let mut texts: Vec<String> = Repository::sources("policies").iter().map(|name| Repository::text(name)).collect();
    texts.extend(Repository::sources("tests/fixtures").iter().map(|name| Repository::text(name)));
    texts.extend(lint::kinds().flat_map(|kind| [kind.bad, kind.good]).map(str::to_owned));
    for round in 0..ROUNDS {
        let mut random = Random(round);
        survives(round, &random.mutation(&texts));
    }
}

#[test]
fn no_random_bytes_panic() {
    for round in 0..ROUNDS {
        let mut random = Random(round);
        let bytes: Vec<u8> = (0..random.below(200)).map(|_| random.below(256) as u8).collect();
        survives(round, &String::from_utf8_lossy(&bytes));
        let count = random.below(60);
        let tokens: Vec<&str> = (0..count).map(|_| random.pick(TOKENS)).collect();
        survives(round, &tokens.join(if round % 2 == 0 { " " } else { "" }));
    }
}

/// Loads, checks, tells and builds it all.
fn survives(round: u64, text: &str) {
    let run = || {
        let program = program(text);
        let (model, diagnostics) = check(&program);
        for diagnostic in &diagnostics {
            for lang in [Lang::En, Lang::Zh] {
                diagnostic.message.render(lang, Privacy::Open);
                diagnostic.labels.iter().for_each(|label| drop(label.message.render(lang, Privacy::Redacted)));
                diagnostic.help.iter().for_each(|help| drop(help.render(lang, Privacy::Open)));
            }
            for label in &diagnostic.labels {
                program.sources().text(label.span);
                program.sources().line_column(label.span.after());
            }
        }
        let context = Context { model: &model, sources: program.sources(), as_of: TODAY };
        catalogue_json(&context);
        tests_run(&program, &context);
    };
    assert!(catch_unwind(run).is_ok(), "round {round} panics on\n{text}");
}

/// Runs what tests there are, as far as the program means something, and counts what they cover.
fn tests_run(program: &Program, context: &Context<'_>) {
    let model = context.model;
    let (scopes, is_faulty) = (Scopes::of(model, context.sources), model.tests.iter().any(|test| test.is_faulty));
    let overlaps = Overlaps::of(context, &scopes);
    if model.tests.is_empty() || is_faulty || program.is_broken() || model.powers_unknown || !overlaps.is_complete() {
        return;
    }
    let authority = Authority::of(model);
    let mut runner = Runner::new(context, &overlaps, &authority);
    let findings = |day| program.check(&Options::on(day)).1;
    let trials: Vec<Trial> = runner.run_all((0..model.tests.len()).collect(), &findings);
    lcov::render(context, &Coverage::of(context, &overlaps, &trials));
}

/// Splitmix64: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A stretch of one of the texts with up to six changes.
    fn mutation(&mut self, texts: &[String]) -> String {
        const MOST: usize = 3_000;
        let mut text: Vec<char> = texts[self.below(texts.len())].chars().collect();
        if text.len() > MOST {
            let start = self.below(text.len() - MOST);
            text = text[start..start + MOST].to_vec();
        }
        for _ in 0..1 + self.below(6) {
            self.change(&mut text, texts);
        }
        text.into_iter().collect()
    }

    fn change(&mut self, text: &mut Vec<char>, texts: &[String]) {
        let start = self.below(text.len() + 1);
        let end = (start + self.below(30)).min(text.len());
        let new: Vec<char> = match self.below(5) {
            0 => Vec::new(),
            1 => text[start..end].repeat(1 + self.below(40)),
            2 => texts[self.below(texts.len())].chars().skip(self.below(500)).take(self.below(200)).collect(),
            _ => self.pick(TOKENS).chars().collect(),
        };
        // A token goes in as often as it takes the place of something.
        let end = if self.below(2) == 0 { start } else { end };
        text.splice(start..end, new);
    }
}
