//! `dingmi test`.

use jiff::civil::Date;

use super::arguments::{RuleArguments, TestArguments, TestFormat};
use super::asked::Asked;
use super::fault::{Exit, Fault};
use super::{Context, outputs, terminal, tested};
use crate::diagnostic::{Arg, Text};
use crate::limits;
use crate::lint::{Levels, Waivers};
use crate::model;
use crate::overlap::{Overlaps, Scopes};
use crate::program::Options;
use crate::render::junit;
use crate::trials::coverage::Coverage;
use crate::trials::json::{Covered, Reader, Report};
use crate::trials::{Runner, lcov};

pub(super) fn run(arguments: &TestArguments, context: &Context) -> Result<Exit, Fault> {
    let asked = match Asked::new(&arguments.program, &RuleArguments::structure(), context)? {
        Ok(asked) => asked,
        Err(exit) => return Ok(exit),
    };
    let about = asked.about();
    let chosen = chosen(&about, arguments.filter.as_deref())?;
    let authority = asked.authority()?;
    let scopes = Scopes::of(about.model, about.sources);
    let overlaps = Overlaps::of(&about, &scopes);
    if !overlaps.is_complete() || about.model.tests.iter().any(|test| test.is_faulty) {
        return Err(Fault::input(FAULTY));
    }
    let check = |day: Date| asked.session.program.check(&whole(&asked, day)).1;
    let mut runner = Runner::new(&about, &overlaps, &authority);
    if runner.days_of_checks(&chosen) > limits::TEST_DAYS.most {
        let limit = [Arg::token(limits::TEST_DAYS.name), Arg::number(limits::TEST_DAYS.most)];
        return Err(Fault::input(TOO_MANY_DAYS.with(limit)).help(CHOOSE));
    }
    let trials = runner.run_all(chosen, &check);
    let wants_coverage = arguments.coverage || arguments.min_coverage.is_some() || arguments.lcov.is_some();
    let coverage = wants_coverage.then(|| Coverage::of(&about, &overlaps, &trials));
    if let Some((path, coverage)) = arguments.lcov.as_deref().zip(coverage.as_ref()) {
        outputs::write_file(path, lcov::render(&about, coverage).as_bytes())?;
    }
    let covered = coverage.map(|coverage| Covered::new(&about, &coverage, arguments.min_coverage));
    let reader = Reader { lang: context.lang, privacy: context.privacy };
    let report = Report::new(&about, &trials, covered, reader);
    tell(&report, arguments, context)?;
    let is_reached = report.coverage.as_ref().is_none_or(|covered| covered.reached);
    Ok(if report.failed == 0 && is_reached { Exit::Clean } else { Exit::Findings })
}

const FAULTY: Text = Text::new(
    "no test is run while a test, a condition or a relation of a row means nothing: `dingmi check` tells what is wrong",
    "测试、事项的条件或者关系没有所指时，不运行测试：`dingmi check` 说明问题所在",
);
const TOO_MANY_DAYS: Text = Text::new(
    "limit {0}: these tests ask on more than {1} days what `check` finds",
    "超过限制 {0}：这些测试就 `check` 的发现所问的日期多于 {1} 个",
);
const CHOOSE: Text = Text::new("choose some with --filter", "请用 --filter 选择其中一部分");
const NO_TESTS: Text = Text::new("no tests found", "未找到测试");
const WRITE_TESTS: Text = Text::new(
    "write a `test` with `given …;` and `expect …;` in it, or give the files that hold some",
    "请写 `测试`，其中写明 `给定 …；` 和 `预期 …；`，或给出测试所在的文件",
);
const NONE_MATCHES: Text = Text::new("no test matches {0}", "没有与 {0} 匹配的测试");

/// The tests to run, in the order of files and places: all, or those whose title or place holds a text.
fn chosen(about: &model::Context<'_>, filter: Option<&str>) -> Result<Vec<usize>, Fault> {
    let tests = &about.model.tests;
    if tests.is_empty() {
        return Err(Fault::input(NO_TESTS).help(WRITE_TESTS));
    }
    let Some(filter) = filter else { return Ok((0..tests.len()).collect()) };
    let wanted = model::nfc(filter);
    let is_meant = |at: &usize| {
        let title = tests[*at].title;
        let place = format!("{}:{}", about.sources.name_of(title.0), about.sources.line_column(title.0).line);
        model::nfc(&about.words(title)).contains(&*wanted) || place.contains(&*wanted)
    };
    let chosen: Vec<usize> = (0..tests.len()).filter(is_meant).collect();
    if chosen.is_empty() { Err(Fault::input(NONE_MATCHES.with([Arg::words(filter)]))) } else { Ok(chosen) }
}

/// Every rule with its own severity, whatever the configuration turns off: a test says what it needs.
fn whole(asked: &Asked, day: Date) -> Options {
    let regime = asked.session.options.regime.clone();
    Options { as_of: day, regime, levels: Levels::new(), waivers: Waivers::Heeded }
}

fn tell(report: &Report, arguments: &TestArguments, context: &Context) -> Result<(), Fault> {
    terminal::print(&match arguments.format {
        TestFormat::Human => tested::human(report, context),
        TestFormat::Json => terminal::json(report),
        TestFormat::Junit => junit::write(&tested::suites(report, context)),
    })
}
