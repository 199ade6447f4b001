//! Tests of a program → what came of them. The answers are those of the engines that `classify`, `why` and `check` ask;
//! this part only holds them against what is expected.

mod competence;
pub mod coverage;
mod expected;
pub mod json;
pub mod lcov;
mod objects;
mod release;
mod told;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::authority::Authority;
use crate::diagnostic::{Diagnostic, Message, Text};
use crate::limits::Limit;
use crate::model::{Authorization, Context, Expect, Id, Matter, Test};
use crate::overlap::{Decider, Object, Overlaps};
use crate::source::Span;

/// A program that tests ask.
#[derive(Debug)]
pub struct Runner<'a> {
    context: &'a Context<'a>,
    authority: &'a Authority<'a>,
    decider: Decider<'a, 'a>,
    /// What a check finds on the day that was asked about last.
    findings: Option<(Date, Vec<Diagnostic>)>,
}

/// A test after its run.
#[derive(Debug)]
pub struct Trial {
    /// Its place in the model.
    pub test: usize,
    /// The day that it asks about.
    pub day: Date,
    /// What did not come as expected; nothing in a test that passed.
    pub failures: Vec<Failure>,
    pub evidence: Evidence,
}

/// An expectation that failed.
#[derive(Debug)]
pub struct Failure {
    pub span: Span,
    pub expected: Message,
    pub came: Message,
}

/// What a test has shown, for coverage.
#[derive(Debug, Default)]
pub struct Evidence {
    /// The object that was given.
    pub object: Option<Object>,
    /// Rows that apply to it, and rows that expectations on competence and release are about.
    pub rows: BTreeSet<Id<Matter>>,
    /// Grants on the chains of what may be determined.
    pub grants: BTreeSet<Id<Authorization>>,
}

/// What is asked on behalf of one test.
struct Case<'t> {
    test: &'t Test,
    day: Date,
    /// Of the object, where one is given.
    answer: Option<objects::Answer>,
}

/// Nothing, or what came instead.
type Verdict = Result<(), Message>;

const NOTHING_EXPECTED: Text = Text::new("something", "某种结果");
const EXPECTS_NOTHING: Text = Text::new("the test expects nothing", "该测试没有预期");
const NOT_GIVEN: Text = Text::new(
    "nothing: what this asks about is not given; `dingmi check` says what is missing",
    "没有答案：所问的内容没有给定；`dingmi check` 说明缺少什么",
);

impl<'a> Runner<'a> {
    pub fn new(context: &'a Context<'a>, overlaps: &'a Overlaps<'a>, authority: &'a Authority<'a>) -> Self {
        let decider = Decider::new(overlaps);
        Runner { context, authority, decider, findings: None }
    }

    /// Runs these tests, day by day, so that no more than the findings of one day are held; `check` gives them. What came is in
    /// the order of the tests.
    pub fn run_all(&mut self, mut tests: Vec<usize>, check: &dyn Fn(Date) -> Vec<Diagnostic>) -> Vec<Trial> {
        tests.sort_by_key(|at| (self.day_of(*at), *at));
        let mut trials: Vec<Trial> = tests.into_iter().map(|at| self.run(at, check)).collect();
        trials.sort_by_key(|trial| trial.test);
        trials
    }

    /// On how many days these tests ask what a check finds.
    pub fn days_of_checks(&self, tests: &[usize]) -> usize {
        let asks = |at: &&usize| {
            let mut expects = self.context.model.tests[**at].expects.iter();
            expects.any(|expect| matches!(expect.value, Expect::Finding { .. }))
        };
        tests.iter().filter(asks).map(|at| self.day_of(*at)).collect::<BTreeSet<Date>>().len()
    }

    fn day_of(&self, at: usize) -> Date {
        self.context.model.tests[at].day.unwrap_or(self.context.as_of)
    }

    /// Runs one test.
    fn run(&mut self, at: usize, check: &dyn Fn(Date) -> Vec<Diagnostic>) -> Trial {
        let test = &self.context.model.tests[at];
        let day = self.day_of(at);
        let mut evidence = Evidence::default();
        let answer = test.object.as_ref().map(|given| Object { kind: given.kind, values: given.values.clone() });
        let answer = answer.map(|object| self.answer(object, day, &mut evidence));
        let case = Case { test, day, answer };
        let mut failures = Vec::new();
        for expect in &test.expects {
            if let Err(came) = self.judge(&case, &expect.value, &mut evidence, check) {
                failures.push(Failure { span: expect.span, expected: self.expected(&expect.value), came });
            }
        }
        if test.expects.is_empty() {
            let (expected, came) = (NOTHING_EXPECTED.into(), EXPECTS_NOTHING.into());
            failures.push(Failure { span: test.title.0, expected, came });
        }
        Trial { test: at, day, failures, evidence }
    }

    fn judge(
        &mut self,
        case: &Case<'_>,
        expect: &Expect,
        evidence: &mut Evidence,
        check: &dyn Fn(Date) -> Vec<Diagnostic>,
    ) -> Verdict {
        match expect {
            Expect::Finding { found, rule, on } => {
                let held = self.findings.take().filter(|(day, _)| *day == case.day);
                let held = held.unwrap_or_else(|| (case.day, check(case.day)));
                let verdict = told::finding(self.context, &held.1, (*found, *rule, *on));
                self.findings = Some(held);
                verdict
            }
            Expect::May { may, row, level } => {
                let organ = case.test.organ.ok_or(NOT_GIVEN)?;
                self.competence(*may, (organ, *row, *level), case.day, evidence)
            }
            Expect::Released(day) => self.release(case, evidence, |_, first| first == Some(*day)),
            Expect::Secret(day) => {
                self.release(case, evidence, |issued, first| issued <= *day && first.is_none_or(|first| *day < first))
            }
            Expect::Level(_)
            | Expect::Period(_)
            | Expect::Matter(_)
            | Expect::NotCovered
            | Expect::Disputed
            | Expect::Open => self.of_object(case.answer.as_ref().ok_or(NOT_GIVEN)?, expect),
        }
    }
}

impl Trial {
    pub fn is_passed(&self) -> bool {
        self.failures.is_empty()
    }
}

const LIMIT: Text = Text::new("no answer: the limit {0} was passed", "不能作答：超过限制 {0}");

fn limit_passed(limit: &Limit) -> Message {
    LIMIT.with([crate::diagnostic::Arg::token(limit.name)])
}
