//! Any text is checked and built to the end: `cargo +nightly fuzz run check`. `tests/house/` runs a bounded relative.

#![no_main]

use std::collections::BTreeMap;

use dingmi::diagnostic::Severity;
use dingmi::emit::{Order, outputs};
use dingmi::model::Context;
use dingmi::{Files, ImportFault, Options, Program};
use jiff::civil::{Date, date};
use libfuzzer_sys::fuzz_target;

struct NoFiles;

impl Files for NoFiles {
    fn resolve(&self, _: &str, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Missing)
    }

    fn read(&self, _: &str) -> Result<String, ImportFault> {
        Err(ImportFault::Missing)
    }
}

const TODAY: Date = date(2026, 11, 23);

fuzz_target!(|text: &str| {
    let program = Program::load(vec![("main.dingmi".to_owned(), text.to_owned())], &NoFiles);
    let (model, findings) = program.check(&Options { as_of: TODAY, regime: None, levels: BTreeMap::new() });
    if !program.is_broken() && findings.iter().all(|finding| finding.severity < Severity::Error) {
        let context = Context { model: &model, sources: program.sources(), as_of: TODAY };
        for output in outputs(&context, &Order::on(TODAY)).expect("a small program fits") {
            if output.name.ends_with(".dmc") {
                dingmi_catalogue::Catalogue::from_bytes(output.bytes).expect("what was written is read");
            }
        }
    }
});
