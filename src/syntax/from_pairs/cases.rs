//! Tests: what is given, and what is expected.

use pest::iterators::{Pair, Pairs};

use super::{Reader, next, unexpected};
use crate::ast::{At, Expect, Length, Name, Test, TestObject, Words};
use crate::syntax::Rule;

impl Reader {
    pub(super) fn test(&mut self, mut inner: Pairs<'_, Rule>) -> Test {
        self.docs.clear();
        let title = Words(self.next_span(&mut inner));
        let mut test =
            Test { title, day: None, object: None, organ: None, matter: None, dated: None, expects: Vec::new() };
        self.fields(inner, |reader, pair| reader.test_item(pair, &mut test));
        test
    }

    fn test_item(&mut self, pair: Pair<'_, Rule>, test: &mut Test) {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::given_day => test.day = self.only_date(pair.into_inner()),
            Rule::given_object => {
                let mut inner = pair.into_inner();
                let kind = Name(self.next_span(&mut inner));
                test.object = Some(TestObject { kind, values: inner.next().map(|pair| self.condition(pair)), span });
            }
            Rule::given_organ => test.organ = Some(Name(self.only(pair.into_inner()))),
            Rule::given_matter => test.matter = Some(self.reference(next(&mut pair.into_inner()))),
            Rule::given_issue => test.dated = self.only_date(pair.into_inner()),
            _ => test.expects.extend(self.expect(pair).map(|value| At { value, span })),
        }
    }

    /// Nothing for a day that is not in the calendar, which was reported.
    fn expect(&mut self, pair: Pair<'_, Rule>) -> Option<Expect> {
        let rule = pair.as_rule();
        let mut inner = pair.into_inner();
        Some(match rule {
            Rule::expect_level => Expect::Level(Name(self.only(inner))),
            Rule::expect_period => Expect::Period(self.length(next(&mut inner))?),
            Rule::expect_matter => Expect::Matter(self.reference(next(&mut inner))),
            Rule::expect_not_covered => Expect::NotCovered,
            Rule::expect_disputed => Expect::Disputed,
            Rule::expect_open => Expect::Open,
            Rule::expect_may | Rule::expect_may_not => Expect::May {
                may: rule == Rule::expect_may,
                row: self.reference(next(&mut inner)),
                level: inner.next().map(|pair| Name(self.span(&pair))),
            },
            Rule::expect_released => Expect::Released(self.only_date(inner)?.value),
            Rule::expect_secret => Expect::Secret(self.only_date(inner)?.value),
            Rule::expect_finding | Rule::expect_no_finding => Expect::Finding {
                found: rule == Rule::expect_finding,
                rule: Name(self.next_span(&mut inner)),
                on: self.reference(next(&mut inner)),
            },
            rule => unexpected(rule),
        })
    }

    /// How long a secret lasts.
    pub(super) fn length(&mut self, pair: Pair<'_, Rule>) -> Option<Length> {
        Some(match pair.as_rule() {
            Rule::duration => Length::Duration(self.duration(pair).value),
            Rule::until_date => Length::Until(self.only_date(pair.into_inner())?.value),
            Rule::until_event => Length::Event(Words(self.only(pair.into_inner()))),
            Rule::long_term => Length::LongTerm,
            Rule::unspecified => Length::Unspecified,
            rule => unexpected(rule),
        })
    }
}
