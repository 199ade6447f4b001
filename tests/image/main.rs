//! One question, asked of the compiler and of every form that it compiles to: the answer is the same. What the forms are asked is
//! sampled from the programs of the other tests, from those of the repository, and from some that are made for it here.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so at once")]
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the lists of words of an image may grow, so something stands for the rest"
)]

mod answer;
mod asked;
mod compiler;
mod content;
mod crowds;
#[path = "../overlap/dice.rs"]
mod dice;
#[path = "../corpus/folder.rs"]
#[expect(dead_code, reason = "the corpus uses all of it")]
mod folder;
mod forms;
#[cfg(feature = "tables")]
#[path = "../cli/from_sqlite.rs"]
mod from_sqlite;
mod image;
mod json;
mod json_may;
mod knowers;
mod live;
#[path = "../overlap/program.rs"]
#[expect(dead_code, reason = "the tests of overlaps use all of it")]
mod program;
#[path = "../overlap/random.rs"]
mod random;
mod release;
#[cfg(feature = "tables")]
mod sqlite;
mod trials;
#[path = "../overlap/words.rs"]
#[expect(dead_code, reason = "the tests of overlaps use all of it")]
mod words;
#[path = "../authority/worlds.rs"]
#[expect(dead_code, reason = "the tests of competence use all of it")]
mod worlds;
#[path = "../overlap/writing.rs"]
mod writing;

use dice::Dice;
use dingmi::model::{Context, Model};
use dingmi::source::Sources;
use forms::{Counts, Forms};

/// Random catalogues: what rows are about, and which goes first.
const CATALOGUES: u64 = 1_500;

/// Random worlds: who may determine what.
const WORLDS: u64 = 400;

/// Of so many programs one is asked in SQLite too.
const TABLES_IN: u64 = 10;

/// Programs with many rows on one kind.
const CROWDS: u64 = 60;

#[test]
fn the_policies_of_the_repository() {
    let program = folder::load(&folder::Repository::sources("policies"));
    let (model, _) = folder::check(&program);
    let mut counts = Counts::default();
    let mut dice = Dice(1);
    let told = forms::with(&model, program.sources(), true, |forms| {
        forms.content()?;
        forms.look_up()?;
        forms.classify(2_000, &mut dice, &mut counts)?;
        forms.may(5_000, &mut dice, &mut counts)?;
        forms.may_know(5_000, &mut dice, &mut counts)
    });
    told.unwrap_or_else(|fault| panic!("{fault}"));
    assert!(counts.settled > 50 && counts.may > 500 && counts.knows > 5, "{counts:?}");
}

#[test]
fn random_catalogues() {
    let mut counts = Counts::default();
    let text = |seed: u64| writing::plain(&random::program(seed)).files[0].1.clone();
    each(CATALOGUES, text, |forms, dice| {
        forms.classify(12, dice, &mut counts)?;
        forms.look_up()?;
        forms.may_know(20, dice, &mut counts)
    });
    assert!(counts.whole > 5_000 && counts.settled > 2_000 && counts.disputed > 1_000, "{counts:?}");
    assert!(counts.open > 1_000 && counts.yielding > 500 && counts.public > 500, "{counts:?}");
    assert!(counts.knows > 500 && counts.knows_not > 500 && counts.unclear > 500, "{counts:?}");
}

#[test]
fn random_worlds() {
    let mut counts = Counts::default();
    each(WORLDS, worlds::text, |forms, dice| forms.may(150, dice, &mut counts));
    assert!(counts.may > 3_000 && counts.may_not > 3_000, "{counts:?}");
}

#[test]
fn many_rows_on_one_kind() {
    let mut counts = Counts::default();
    each(CROWDS, crowds::text, |forms, dice| {
        forms.look_up()?;
        forms.classify(60, dice, &mut counts)
    });
    assert!(counts.settled > 300 && counts.disputed > 300 && counts.open > 300, "{counts:?}");
}

#[test]
fn rows_of_many_alternatives() {
    let mut counts = Counts::default();
    each(CROWDS * 4, crowds::alternatives, |forms, dice| forms.classify(40, dice, &mut counts));
    assert!(counts.settled > 1_000 && counts.open > 1_000, "{counts:?}");
}

/// Some catalogues of a random world stand under a second regime, whose table comes behind that of the first.
#[test]
fn random_worlds_of_two_regimes() {
    let mut counts = Counts::default();
    let text = |seed: u64| {
        let text = worlds::text(seed);
        let regime = text.lines().find(|line| line.starts_with("regime r ")).unwrap();
        let other = regime.replacen("regime r ", "regime s ", 1).replace("rank 2;", "rank 3;");
        text.replace("catalogue c1 under r ", "catalogue c1 under s ") + &other
    };
    each(WORLDS / 2, text, |forms, dice| forms.may(100, dice, &mut counts));
    assert!(counts.may > 1_000 && counts.may_not > 1_000, "{counts:?}");
}

/// Compiles so many texts, holds what the image says against JSON, and asks.
fn each(count: u64, text: impl Fn(u64) -> String, mut ask: impl FnMut(&Forms<'_>, &mut Dice) -> Result<(), String>) {
    for seed in 0..count {
        let text = text(seed);
        let loaded = worlds::load(&text);
        let mut dice = Dice(seed ^ 0xd1ff);
        let told = forms::with(&loaded.model, loaded.program.sources(), seed % TABLES_IN == 0, |forms| {
            forms.content()?;
            ask(forms, &mut dice)
        });
        told.unwrap_or_else(|fault| panic!("seed {seed}: {fault}\n{text}"));
    }
}

#[test]
fn a_program_without_a_catalogue() {
    let text = "organ o { tier central; } organ p { tier unit; } officer f of o { head; }
        authorization g from o to p { level up-to mimi; term 2020-01-01 .. 2021-01-01; }";
    let loaded = worlds::load(text);
    let told = forms::with(&loaded.model, loaded.program.sources(), true, |forms| {
        assert_eq!(forms.image.0.matters().len() + forms.image.0.listings().len(), 0);
        assert!(forms.image.0.matter("c#1").is_none() && forms.image.0.organ("o").is_some());
        forms.content()
    });
    told.unwrap_or_else(|fault| panic!("{fault}"));
    let nothing = worlds::load("");
    let told = forms::with(&nothing.model, nothing.program.sources(), true, |forms| forms.content());
    told.unwrap_or_else(|fault| panic!("{fault}"));
}

fn image_of(model: &Model, sources: &Sources) -> Vec<u8> {
    let [image, _] = forms::built(&Context { model, sources, as_of: forms::AS_OF });
    image
}

#[test]
fn the_same_program_is_the_same_image_in_any_order_of_files() {
    let mut names = folder::Repository::sources("policies");
    let mut build = |turn: usize| {
        names.rotate_left(turn);
        names.reverse();
        let program = folder::load(&names);
        let (model, _) = folder::check(&program);
        image_of(&model, program.sources())
    };
    let once = build(0);
    assert!((0..4).all(|turn| once == build(turn)));
    for seed in 0..150 {
        let mut dice = Dice(seed);
        let mut files = writing::shuffled(&random::program(seed), &mut dice).files;
        let images = [(); 3].map(|()| {
            dice.shuffle(&mut files);
            let loaded = worlds::load_files(files.clone());
            image_of(&loaded.model, loaded.program.sources())
        });
        assert!(images[0] == images[1] && images[1] == images[2], "seed {seed}");
    }
}
