//! Tests: what is given, and what is expected.

use dingmi::ast::{At, Expect, Test, TestObject};

use super::cursor::{Cursor, Seen};
use super::keywords::{FROM, LEVEL, ON, WHERE};

impl Cursor<'_> {
    pub(super) fn trial(&mut self) -> Option<Test> {
        self.docs.clear();
        let title = self.string()?;
        let mut test =
            Test { title, day: None, object: None, organ: None, matter: None, dated: None, expects: Vec::new() };
        let mut seen = Seen::default();
        self.block(|cursor, word| {
            cursor.space();
            match word {
                "given" | "给定" => cursor.given(&mut test, &mut seen),
                "expect" | "预期" => {
                    let start = cursor.at;
                    let value = cursor.expect()?;
                    cursor.semicolon()?;
                    let span = cursor.span(start);
                    test.expects.extend(value.map(|value| At { value, span }));
                    Some(true)
                }
                _ => None,
            }
        })?;
        Some(test)
    }

    fn given(&mut self, test: &mut Test, seen: &mut Seen) -> Option<bool> {
        let start = self.at;
        let word = self.word();
        self.space();
        let is_new = match word {
            "on" | "于" => seen.keep(0, &mut test.day, self.date()?.at()),
            "kind" | "类别" => {
                let kind = self.name()?;
                let values = if self.then(&WHERE) { Some(self.condition()?) } else { None };
                self.semicolon()?;
                let span = self.span(start);
                return Some(seen.keep(1, &mut test.object, Some(TestObject { kind, values, span })));
            }
            "organ" | "机关" => seen.keep(2, &mut test.organ, Some(self.name()?)),
            "matter" | "事项" => seen.keep(3, &mut test.matter, Some(self.reference()?)),
            "dated" | "日期" => seen.keep(4, &mut test.dated, self.date()?.at()),
            _ => return None,
        };
        self.semicolon()?;
        Some(is_new)
    }

    /// Without a value if there is a day that is not in the calendar.
    fn expect(&mut self) -> Option<Option<Expect>> {
        let word = self.word();
        self.space();
        Some(Some(match word {
            "level" | "密级" => Expect::Level(self.name()?),
            "period" | "保密期限" => return self.length().map(|length| length.map(Expect::Period)),
            "matter" | "事项" => Expect::Matter(self.reference()?),
            "not-covered" | "不涉及" => Expect::NotCovered,
            "disputed" | "有争议" => Expect::Disputed,
            "open" | "未定" => Expect::Open,
            "may" | "有权" | "may-not" | "无权" => {
                let row = self.reference()?;
                let level = if self.then(&LEVEL) { Some(self.name()?) } else { None };
                Expect::May { may: matches!(word, "may" | "有权"), row, level }
            }
            "released" | "解密" => {
                self.must(&FROM)?;
                return self.date().map(|day| day.value.map(Expect::Released));
            }
            "secret" | "保密" => return self.on_date().map(|day| day.value.map(Expect::Secret)),
            "finding" | "发现" | "no-finding" | "未发现" => {
                let rule = self.name()?;
                self.must(&ON)?;
                Expect::Finding { found: matches!(word, "finding" | "发现"), rule, on: self.reference()? }
            }
            _ => return None,
        }))
    }
}
