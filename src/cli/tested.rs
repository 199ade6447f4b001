//! What came of tests and what they cover: in words, and as a report of JUnit.

use super::Context;
use crate::diagnostic::{Arg, Text, shown_name};
use crate::render::junit::{Case, Outcome, Suite, Suites};
use crate::render::table;
use crate::trials::json::{Covered, Failure, Report, Share, Test, Uncovered};

const PASSED: Text = Text::new("ok", "通过");
const FAILED: Text = Text::new("FAILED", "失败");
const EXPECTED: Text = Text::new("expected: {0}", "预期：{0}");
const CAME: Text = Text::new("came: {0}", "结果：{0}");
const ON: Text = Text::new("on {0}", "基准日 {0}");
const COUNTS: Text = Text::new("tests: {0}, passed: {1}, failed: {2}", "测试 {0} 个，通过 {1} 个，失败 {2} 个");

pub(super) fn human(report: &Report, context: &Context) -> String {
    let mut text = String::new();
    for test in &report.tests {
        let verdict = if test.passed { PASSED } else { FAILED };
        text.push_str(&format!("{}  {}\n", verdict.get(context.lang), named(test, context)));
        for failure in &test.failures {
            let place = format!("{}:{}", failure.place.line, failure.place.column);
            let [expected, came] = sides(failure, context);
            let on = ON.with([Arg::token(test.on.clone())]).render(context.lang, context.privacy);
            text.push_str(&format!("    {place}  {on}\n      {expected}\n      {came}\n"));
        }
    }
    let counts = [report.tests.len(), report.passed, report.failed].map(Arg::number);
    text.push_str(&format!("{}\n", COUNTS.with(counts).render(context.lang, context.privacy)));
    if let Some(covered) = &report.coverage {
        text.push_str(&format!("\n{}", coverage(covered, context)));
    }
    text
}

/// The place, and the title where it may be shown.
fn named(test: &Test, context: &Context) -> String {
    let place = format!("{}:{}:{}", shown_name(&test.place.file), test.place.line, test.place.column);
    match &test.title {
        Some(title) => format!("{place}  {}", Arg::words(title).render(context.lang, context.privacy)),
        None => place,
    }
}

fn sides(failure: &Failure, context: &Context) -> [String; 2] {
    let say = |text: Text, said: &str| text.with([Arg::token(said.to_owned())]).render(context.lang, context.privacy);
    [say(EXPECTED, &failure.expected), say(CAME, &failure.came)]
}

const HEAD: [Text; 4] = [
    Text::new("COVERAGE", "覆盖"),
    Text::new("COVERED", "已覆盖"),
    Text::new("TOTAL", "总数"),
    Text::new("PERCENT", "百分比"),
];
const ROWS: Text = Text::new("rows", "事项");
const CONDITIONS: Text = Text::new("conditions", "条件");
const GRANTS: Text = Text::new("grants", "定密授权");
const ROW: Text = Text::new("row {0}", "事项 {0}");
const CONDITION: Text = Text::new("condition of {0}, never {1}", "{0} 的条件，从未{1}");
const GRANT: Text = Text::new("authorization {0}", "定密授权 {0}");
const MET: Text = Text::new("met", "满足");
const UNMET: Text = Text::new("unmet", "不满足");
const NOT_COVERED: Text = Text::new("not covered:", "未覆盖：");
const BELOW: Text = Text::new("below the minimum of {0}%", "低于最低要求 {0}%");

fn coverage(covered: &Covered, context: &Context) -> String {
    let row = |name: Text, share: &Share| {
        let percent = share.percent.map_or("-".to_owned(), |percent| format!("{percent}%"));
        [name.get(context.lang).to_owned(), share.covered.to_string(), share.total.to_string(), percent]
    };
    let rows = [
        HEAD.map(|head| head.get(context.lang).to_owned()),
        row(ROWS, &covered.rows),
        row(CONDITIONS, &covered.conditions),
        row(GRANTS, &covered.grants),
    ];
    let mut text = table::lines(&rows);
    if !covered.uncovered.is_empty() {
        let lines: Vec<[String; 2]> = covered.uncovered.iter().map(|each| uncovered(each, context)).collect();
        text.push_str(&format!("\n{}\n{}", NOT_COVERED.get(context.lang), table::lines(&lines)));
    }
    if let Some(minimum) = covered.minimum.filter(|_| !covered.reached) {
        let below = BELOW.with([Arg::number(minimum.into())]).render(context.lang, context.privacy);
        text.push_str(&format!("\n{below}\n"));
    }
    text
}

/// Where it stands, and what it is.
fn uncovered(each: &Uncovered, context: &Context) -> [String; 2] {
    let id = Arg::id(&*each.id);
    let side = |side: &&str| Arg::Text(if *side == "met" { MET } else { UNMET });
    let what = match each.what {
        "row" => ROW.with([id]),
        "grant" => GRANT.with([id]),
        _ => CONDITION.with([id, Arg::list(each.sides.iter().map(side))]),
    };
    let place = format!("{}:{}:{}", shown_name(&each.place.file), each.place.line, each.place.column);
    [place, what.render(context.lang, context.privacy)]
}

/// A suite a file.
pub(super) fn suites(report: &Report, context: &Context) -> Suites {
    let by_file = report.tests.chunk_by(|one, other| one.place.file == other.place.file);
    let suite = |tests: &[Test]| Suite {
        name: tests[0].place.file.clone(),
        cases: tests.iter().map(|test| case(test, context)).collect(),
    };
    Suites { name: "dingmi test".to_owned(), suites: by_file.map(suite).collect() }
}

fn case(test: &Test, context: &Context) -> Case {
    let place = format!("{}:{}", test.place.file, test.place.line);
    let text: Vec<String> = test
        .failures
        .iter()
        .map(|failure| {
            let [expected, came] = sides(failure, context);
            format!("{}:{}:{}\n{expected}\n{came}", failure.place.file, failure.place.line, failure.place.column)
        })
        .collect();
    let outcome = match test.failures.first() {
        None => Outcome::Passed,
        Some(first) => Outcome::Failed {
            kind: "expectation".to_owned(),
            message: sides(first, context).join(context.lang.clause_separator()),
            text: text.join("\n"),
        },
    };
    Case { name: test.title.clone().unwrap_or(place), classname: test.place.file.clone(), outcome }
}
