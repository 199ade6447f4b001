//! Who may determine what: the engine against a slow reference, on random small worlds.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so at once")]

mod compiled;
mod reference;
mod repairs;
mod scale;
mod witnesses;
mod worlds;

use dingmi::authority::{Authority, Question};
use dingmi::model::{Context, Model};
use dingmi::source::Sources;
use jiff::civil::{Date, date};

use worlds::Loaded;

/// CI asks for this many worlds at least.
const WORLDS: u64 = 10_000;

/// Of so many worlds the compiled table is read.
const COMPILED: u64 = 400;

#[test]
fn the_compiled_table_gives_the_same_answers() {
    let mut yes = 0;
    for seed in 0..COMPILED {
        let text = worlds::text(seed);
        let Loaded { model, program } = worlds::load(&text);
        let authority = Authority::of(&model);
        let context = Context { model: &model, sources: program.sources(), as_of: date(2020, 1, 1) };
        let document = serde_json::from_slice(&dingmi::emit::catalogue_json(&context)).unwrap();
        let reader = compiled::Reader { document, model: &model, sources: program.sources() };
        assert!(reader.witnesses_end_at_tiers(), "{text}");
        for question in questions(&model, &authority) {
            let competence = authority.over(&model, question.row).unwrap();
            let rank = competence.world().level(question.level).unwrap().rank;
            let expected = competence.may(question).is_some();
            yes += u64::from(expected);
            let told = || what(&model, program.sources(), question);
            assert_eq!(reader.may(question, u64::from(rank)), expected, "seed {seed}: {}\n{text}", told());
        }
    }
    assert!(yes > 5_000, "{yes}");
}

/// Of so many questions that are answered no, one is asked for its reasons and its repair.
const ONE_IN: u64 = 97;

#[test]
fn every_refusal_has_its_reason_and_every_repair_makes_the_answer_yes() {
    let (mut refused, mut repaired) = (0, 0);
    for seed in 0..WORLDS / 2 {
        let text = worlds::text(seed);
        if let Err(fault) = repair(&text, &mut refused, &mut repaired) {
            panic!("seed {seed}: {fault}\n{text}");
        }
    }
    assert!(refused > 10_000 && repaired > 3_000, "{refused} refused, {repaired} repaired");
}

fn repair(text: &str, refused: &mut u64, repaired: &mut u64) -> Result<(), String> {
    let Loaded { model, program } = worlds::load(text);
    let authority = Authority::of(&model);
    let mut nth = 0;
    for question in questions(&model, &authority) {
        let Some(competence) = authority.over(&model, question.row) else { continue };
        if competence.may(question).is_some() {
            continue;
        }
        nth += 1;
        if nth % ONE_IN != 0 {
            continue;
        }
        *refused += 1;
        let told = || what(&model, program.sources(), question);
        let refusal = competence.refuse(question);
        let has_reason = |attempt: &dingmi::authority::Attempt| !attempt.failing.is_empty();
        if refusal.chains.is_empty() || (refusal.obstacles.is_empty() && !refusal.chains.iter().all(has_reason)) {
            return Err(format!("{}: no reason in {refusal:?}", told()));
        }
        let Some(steps) = competence.repair(question, &refusal) else { continue };
        *repaired += 1;
        let mended = repairs::apply(text, &model, program.sources(), competence, question, &steps);
        let Loaded { model: after, .. } = worlds::load(&mended);
        // The same declarations in the same order: ids stay.
        let world = dingmi::authority::World::new(&after, competence.world().regime_id());
        if !reference::may(&after, &world, question) {
            return Err(format!("{}: still no after {steps:?}\n{mended}", told()));
        }
    }
    Ok(())
}

/// Everything that can be asked of a world.
fn questions(model: &Model, authority: &Authority<'_>) -> Vec<Question> {
    let mut questions = Vec::new();
    for organ in model.organs.ids() {
        for row in model.matters.ids() {
            let Some(competence) = authority.over(model, row) else { continue };
            for level in competence.world().ranks() {
                questions.extend(worlds::days().map(|day| Question { organ, row, level, day }));
            }
        }
    }
    questions
}

#[test]
fn the_engine_and_the_reference_agree_and_every_witness_holds() {
    let mut questions = Questions::default();
    for seed in 0..WORLDS {
        let text = worlds::text(seed);
        if let Err(fault) = compare(&text, &mut questions) {
            let text = worlds::shrunk(text, |text| compare(text, &mut Questions::default()).is_err());
            let fault = compare(&text, &mut Questions::default()).err().unwrap_or(fault);
            panic!("seed {seed}: {fault}\n{text}");
        }
    }
    // A comparison of worlds in which nobody may do anything would prove nothing.
    assert!(questions.yes > 100_000 && questions.no > 100_000, "{questions:?}");
    assert!(
        questions.by_grant > 20_000 && questions.by_two_grants > 2_000 && questions.by_succession > 2_000,
        "{questions:?}"
    );
}

/// How many questions were answered how.
#[derive(Debug, Default)]
struct Questions {
    yes: u64,
    no: u64,
    by_grant: u64,
    by_two_grants: u64,
    by_succession: u64,
}

/// Asks everything that can be asked of a world, on each day, of both.
fn compare(text: &str, questions: &mut Questions) -> Result<(), String> {
    let Loaded { model, program } = worlds::load(text);
    let authority = Authority::of(&model);
    if let Some(limit) = authority.overflow() {
        return Err(format!("limit {} passed", limit.name));
    }
    for organ in model.organs.ids() {
        for row in model.matters.ids() {
            let Some(competence) = authority.over(&model, row) else { continue };
            for level in competence.world().ranks() {
                let days = competence.days_of(organ, row, level);
                for day in worlds::days() {
                    let question = Question { organ, row, level, day };
                    let expected = reference::may(&model, competence.world(), question);
                    let witness = competence.may(question);
                    let told = || what(&model, program.sources(), question);
                    if witness.is_some() != expected {
                        return Err(format!("{}: the reference says {expected}", told()));
                    }
                    if days.iter().any(|days| days.contains(day)) != expected {
                        return Err(format!("{}: the days say otherwise", told()));
                    }
                    match witness {
                        Some(witness) => {
                            let chain = competence.chain(witness);
                            witnesses::verify(&model, competence.world(), question, &chain)
                                .map_err(|fault| format!("{}: {fault} in {chain:?}", told()))?;
                            questions.count(&chain);
                        }
                        None => questions.no += 1,
                    }
                }
            }
        }
    }
    Ok(())
}

impl Questions {
    fn count(&mut self, chain: &[dingmi::authority::Hop]) {
        use dingmi::authority::Hop;
        let grants = chain.iter().filter(|hop| matches!(hop, Hop::Grant { .. })).count();
        self.yes += 1;
        self.by_grant += u64::from(grants > 0);
        self.by_two_grants += u64::from(grants > 1);
        self.by_succession += u64::from(chain.iter().any(|hop| matches!(hop, Hop::Succession { .. })));
    }
}

fn what(model: &Model, sources: &Sources, Question { organ, row, level, day }: Question) -> String {
    let id = |name| dingmi::model::id_text(sources, name).into_owned();
    let matter = &model.matters[row];
    let catalogue = id(model.catalogues[matter.catalogue].head.id);
    let day: Date = day;
    format!("{} {catalogue}#{} {level:?} {day}", id(model.organs[organ].head.id), id(matter.head.id))
}
