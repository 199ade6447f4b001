//! The authority engine on made-up countries, against what petgraph alone does with the same graph: build it, find its
//! knots, walk it once. `cargo bench --bench authority` prints a table; `-- 10000 100000` runs these sizes only.

#![expect(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::hint::black_box;

use dingmi::authority::{Authority, Competence};
use dingmi::model::Model;
use jiff::civil::date;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::Bfs;

mod harness;
#[path = "harness/program.rs"]
mod program;
#[expect(dead_code, reason = "nothing here should be large")]
#[path = "harness/target.rs"]
mod target;
mod workload;

use harness::{RUNS, median, sizes, timed};
use program::load;
use target::{Aim, target};

fn main() {
    println!(
        "| organs | grants | powers | engine | per organ | and standing of every grant | petgraph | engine / petgraph |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let sizes = sizes();
    let largest = sizes.iter().max();
    for organs in &sizes {
        country(*organs, Some(organs) == largest);
    }
    println!();
    println!("| chain of grants | engine | may the last organ |");
    println!("|---|---|---|");
    chain(1_000_000);
}

fn country(organs: u64, is_target: bool) {
    let size = workload::Size::of_organs(organs);
    let (_, model) = load(workload::files(size));
    let (mut engine, mut all, mut peer) = (Vec::new(), Vec::new(), Vec::new());
    let mut powers = 0;
    for _ in 0..RUNS {
        peer.push(timed(|| black_box(petgraph_alone(&model))).0);
        let (time, authority) = timed(|| with_coverage(&model));
        powers = authority.iter().map(|(_, competence)| competence.powers.iter().count()).sum();
        let (standing, _) = timed(|| authority.iter().map(|(_, competence)| faults(competence)).sum::<usize>());
        engine.push(time);
        all.push(time + standing);
    }
    let (engine, all, peer) = (median(engine), median(all), median(peer));
    let ratio = engine.as_secs_f64() / peer.as_secs_f64();
    println!(
        "| {organs} | {} | {powers} | {engine:.2?} | {:.2?} | {all:.2?} | {peer:.2?} | {ratio:.2} |",
        size.grants,
        engine / u32::try_from(organs).unwrap_or(u32::MAX),
    );
    if is_target {
        let work = format!("authority, {organs} organs, {} grants", size.grants);
        target(&work, "petgraph: build, kosaraju, one walk", Aim::AtMost(5.0), ratio);
    }
}

fn chain(grants: u64) {
    let (_, model) = load(workload::chain(grants));
    let (time, authority) = timed(|| with_coverage(&model));
    let last = model.authorizations.values().last().and_then(|grant| grant.grantee).expect("a chain has an end");
    let row = model.matters.ids().next().expect("a chain has a row");
    let competence = authority.over(&model, row).expect("the row has a regime");
    let level = competence.world().ranks().next().expect("the regime has a level");
    let question = dingmi::authority::Question { organ: last, row, level, day: date(2026, 11, 23) };
    let hops = competence.may(question).map(|witness| competence.chain(witness).len());
    println!("| {grants} | {time:.2?} | {hops:?} hops |");
}

fn with_coverage(model: &Model) -> Authority<'_> {
    let authority = Authority::of(model);
    assert!(authority.overflow().is_none(), "a limit was passed");
    authority.iter().for_each(|(_, competence)| assert!(competence.coverage().knows_tiers));
    authority
}

fn faults(competence: &Competence<'_>) -> usize {
    competence.world().grants.iter().map(|grant| competence.standing(grant).len()).sum()
}

/// What every engine on this graph has to do at the least.
fn petgraph_alone(model: &Model) -> usize {
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    for _ in model.organs.ids() {
        graph.add_node(());
    }
    for grant in model.authorizations.values() {
        if let (Some(from), Some(to)) = (grant.grantor, grant.grantee) {
            graph.add_edge(NodeIndex::new(from.index()), NodeIndex::new(to.index()), ());
        }
    }
    let knots = kosaraju_scc(&graph).len();
    let mut walk = Bfs::new(&graph, NodeIndex::new(0));
    let mut reached = 0;
    while walk.next(&graph).is_some() {
        reached += 1;
    }
    knots + reached
}
