//! Dingmi against engines of policy, on the same questions from the same data. `run` in this folder builds and installs
//! everything and prints the tables; `docs/benchmarks.md` says what is compared.
//!
//! `ask SIZES` asks the compiled catalogue and the engines one question after the other; `check DINGMI PYTHON DATA SIZES` has
//! whole countries checked, each by a process of its own, of which `one PEER FOLDER` is one.

use std::path::Path;

mod ask;
mod cedar;
mod check;
mod child;
#[expect(dead_code, reason = "its medians are those of spread.rs")]
#[path = "../../harness/mod.rs"]
mod harness;
#[path = "../../workload/matters.rs"]
mod matters;
#[path = "../../harness/program.rs"]
mod program;
mod rego;
#[path = "../../harness/spread.rs"]
mod spread;
#[path = "../../harness/target.rs"]
mod target;
mod told;
#[expect(dead_code, reason = "the image benchmark reads more of it")]
#[path = "../../twin/mod.rs"]
mod twin;
mod whole;
#[expect(dead_code, reason = "chains of grants are for the authority benchmark")]
#[path = "../../workload/mod.rs"]
mod workload;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["ask", ..] => ask::ask(),
        ["check", dingmi, python, data, sizes @ ..] => {
            let sizes = sizes.iter().map(|size| size.parse().expect("a number of matters")).collect::<Vec<u64>>();
            check::check(&check::Tools { dingmi, python, data: Path::new(data) }, &sizes);
        }
        ["one", peer, folder] => whole::answer(peer, Path::new(folder)),
        _ => panic!("usage: ask SIZES, or check DINGMI PYTHON DATA SIZES, or one PEER FOLDER"),
    }
}
