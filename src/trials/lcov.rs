//! Coverage as an LCOV tracefile: a line for each row and each grant, a branch for each side of a test in a condition.

use std::collections::BTreeMap;

use super::coverage::Coverage;
use crate::diagnostic::shown_name;
use crate::model::Context;
use crate::source::Span;

/// One file: by line, how often; by line, the sides of each test that stands on it.
#[derive(Default)]
struct Record {
    lines: BTreeMap<usize, u32>,
    branches: BTreeMap<usize, Vec<[u32; 2]>>,
}

pub fn render(context: &Context<'_>, coverage: &Coverage) -> String {
    let model = context.model;
    let mut files: BTreeMap<&str, Record> = BTreeMap::new();
    let place = |span: Span| (context.sources.name_of(span), context.sources.line_column(span).line);
    let rows = coverage.rows.iter().map(|(id, count)| (model.matters[*id].head.id.0, *count));
    let grants = coverage.grants.iter().map(|(id, count)| (model.authorizations[*id].head.id.0, *count));
    for (span, count) in rows.chain(grants) {
        let (file, line) = place(span);
        // A line is covered when all that stands on it is.
        let lines = &mut files.entry(file).or_default().lines;
        lines.entry(line).and_modify(|least| *least = count.min(*least)).or_insert(count);
    }
    for condition in &coverage.conditions {
        let (file, line) = place(condition.span);
        let record = files.entry(file).or_default();
        record.branches.entry(line).or_default().push([condition.met, condition.unmet]);
    }
    files.iter().map(|(file, record)| record.written(file)).collect()
}

impl Record {
    fn written(&self, file: &str) -> String {
        let mut text = format!("TN:\nSF:{}\n", shown_name(file));
        let sides = || self.branches.values().flatten().flatten();
        for (line, tests) in &self.branches {
            for (block, [met, unmet]) in tests.iter().enumerate() {
                for (branch, count) in [met, unmet].into_iter().enumerate() {
                    // `-`: no object said anything of it.
                    let is_seen = met + unmet > 0;
                    let count = if is_seen { count.to_string() } else { "-".to_owned() };
                    text.push_str(&format!("BRDA:{line},{block},{branch},{count}\n"));
                }
            }
        }
        text.push_str(&format!("BRF:{}\nBRH:{}\n", sides().count(), sides().filter(|count| **count > 0).count()));
        for (line, count) in &self.lines {
            text.push_str(&format!("DA:{line},{count}\n"));
        }
        let hit = self.lines.values().filter(|count| **count > 0).count();
        text.push_str(&format!("LF:{}\nLH:{hit}\nend_of_record\n", self.lines.len()));
        text
    }
}
