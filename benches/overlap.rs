//! The engine of overlaps on made-up catalogues, against a bare sweep over one attribute, which every index that finds
//! overlaps has to do at the least, and which tells far more pairs than there are. `cargo bench --bench overlap` prints a
//! table; `-- 10000 100000` runs these sizes only.

#![expect(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::hint::black_box;

use dingmi::model::{Context, Model};
use dingmi::overlap::{Overlaps, Scopes};
use dingmi::source::Sources;
use jiff::civil::date;

mod harness;
#[path = "harness/program.rs"]
mod program;
#[path = "workload/rows.rs"]
mod rows;

use harness::{RUNS, median, sizes, timed};
use program::load;
use rows::{Band, Shape};

fn main() {
    println!("| rows | shape | conflicts | sets | search | gaps | all, per row | sort and sweep | all / sweep |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for count in sizes() {
        for shape in [Shape::Kinds, Shape::Line, Shape::Grid] {
            measure(count, shape);
        }
    }
}

fn measure(count: u64, shape: Shape) {
    let (files, mut bands) = rows::rows(count, shape);
    let (program, model) = load(files);
    let (mut sets, mut search, mut gaps, mut sweep) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut conflicts = 0;
    for _ in 0..RUNS {
        sweep.push(timed(|| black_box(sweep_once(&mut bands.clone()))).0);
        let (time, overlaps) = timed(|| overlaps(&model, program.sources()));
        sets.push(time);
        let (time, found) = timed(|| overlaps.contradictions());
        search.push(time);
        assert!(found.too_large.is_empty(), "a limit was passed");
        conflicts = found.conflicts.values().map(|listed| listed.count).sum();
        gaps.push(timed(|| black_box(overlaps.gaps().len())).0);
    }
    bands.clear();
    let (sets, search, gaps, sweep) = (median(sets), median(search), median(gaps), median(sweep));
    let all = sets + search + gaps;
    println!(
        "| {count} | {shape:?} | {conflicts} | {sets:.2?} | {search:.2?} | {gaps:.2?} | {:.2?} | {sweep:.2?} | {:.1} |",
        all / u32::try_from(count).unwrap_or(u32::MAX),
        all.as_secs_f64() / sweep.as_secs_f64(),
    );
}

fn overlaps<'m>(model: &'m Model, sources: &'m Sources) -> Overlaps<'m> {
    let context = Context { model, sources, as_of: date(2026, 11, 23) };
    let scopes = Scopes::of(model, sources);
    Overlaps::of(&context, &scopes)
}

/// Sorts by kind and low end, and sweeps: the pairs that the first attribute does not part, which it only counts.
fn sweep_once(bands: &mut [Band]) -> usize {
    bands.sort_unstable();
    let mut pairs = 0;
    let mut open: Vec<(u64, u64)> = Vec::new();
    for (kind, low, high) in bands {
        open.retain(|(of, end)| of == kind && end > low);
        pairs += open.len();
        open.push((*kind, *high));
    }
    pairs
}
