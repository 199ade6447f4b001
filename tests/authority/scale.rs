//! What is long or wide: a chain that would overflow a stack, and more powers than the stated limit.

use dingmi::authority::{Authority, Hop, Question};
use dingmi::{Options, Program};
use jiff::ToSpan as _;
use jiff::civil::date;

use crate::worlds::{self, Loaded};

#[expect(dead_code, reason = "the benchmarks use the rest")]
#[path = "../../benches/workload/mod.rs"]
mod workload;

const GRANTS: u64 = 1_000_000;

#[test]
fn a_chain_of_a_million_grants_is_followed_to_its_end() {
    let Loaded { model, .. } = worlds::load_files(workload::chain(GRANTS));
    let authority = Authority::of(&model);
    let row = model.matters.ids().next().unwrap();
    let competence = authority.over(&model, row).unwrap();
    let level = competence.world().ranks().next().unwrap();
    let last = model.authorizations.values().last().unwrap().grantee.unwrap();
    let question = Question { organ: last, row, level, day: date(2026, 11, 23) };
    let chain = competence.chain(competence.may(question).unwrap());
    // The tier, every grant, the officer.
    assert_eq!(chain.len() as u64, GRANTS + 2);
    assert!(matches!(chain[0], Hop::Tier { .. }) && matches!(chain[1], Hop::Grant { .. }));
}

#[test]
fn a_circle_of_many_grants_ends() {
    let count = 50_000;
    let mut text = String::from(
        "regime r { level l { rank 1; } tier top { determines l; authorizes l; } tier low { } \
         authorization { redelegation at-most 1000000; } officer head; }\n\
         catalogue c under r { matter 1 { level l; } }\norgan o0 { tier top; }\n",
    );
    for organ in 1..count {
        text += &format!("organ o{organ} {{ tier low; }}\n");
    }
    for organ in 0..count {
        text += &format!("authorization g{organ} from o{organ} to o{} {{ matters c; }}\n", (organ + 1) % count);
    }
    let Loaded { model, .. } = worlds::load(&text);
    let authority = Authority::of(&model);
    let (_, competence) = authority.iter().next().unwrap();
    assert_eq!(competence.grant_circles().iter().map(Vec::len).collect::<Vec<_>>(), [count]);
}

#[test]
fn more_powers_than_the_limit_are_an_error_that_names_it() {
    let mut text = String::from(
        "regime r { level l { rank 1; } tier top { determines l; authorizes l; } tier low { } officer head; }\n\
         catalogue c under r { matter 1 { level l; } }\norgan a { tier top; }\norgan b { tier low; }\n",
    );
    // Each on a day of its own, so that none lies in another.
    for grant in 0..=10_000_i64 {
        let day = date(2000, 1, 1).checked_add((grant * 2).days()).unwrap();
        text += &format!("authorization g{grant} from a to b {{ matters c; term {day} .. {day}; }}\n");
    }
    let program = Program::load(vec![("world.dingmi".to_owned(), text)], &worlds::NoFiles);
    let options = Options::on(date(2020, 1, 1));
    let (_, found) = program.check(&options);
    let told = found.iter().filter(|finding| finding.kind.code == "S006");
    let told: Vec<String> = told
        .map(|finding| finding.message.render(dingmi::diagnostic::Lang::En, dingmi::diagnostic::Privacy::Open))
        .collect();
    assert_eq!(told, ["limit powers-alike: more than 10000 in working out who may determine what"]);
}
