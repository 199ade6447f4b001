//! Random texts from the grammar: every declaration, every field, every keyword in both spellings.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::compare::agree;
use crate::grammar::{Expression, rules};

/// Names, some of which are words of the language elsewhere.
const NAMES: &[&str] = &[
    "a",
    "mnr",
    "surveying-2020",
    "18",
    "自然资源部",
    "二-1",
    "_x",
    "1a",
    "é-1",
    "省级",
    "b",
    "c",
    "d",
    "e",
    "organ",
    "in",
    "not",
    "and",
    "or",
    "where",
    "post",
    "business",
    "narrows",
    "秘密",
    "是",
    "date",
    "to2",
];
const STRINGS: &[&str] =
    &["\"甲\"", "“乙”", "\"a\\\"b\"", "“\\”丙\\\\”", "\"{;}// /*\"", "\"a“b\"", "“\"（”", "\"\"", "\"……—”\"", "“……—”"];
const DATES: &[&str] =
    &["2020-01-31", "2014年3月1日", "1999年12月09日", "2024-02-30", "0000-01-01", "2024年2月30日", "9999-12-31"];
const INTEGERS: &[&str] = &["10", "3", "007", "1000000", "1000001", "99999999999999999999"];
const UNITS: &[&str] = &["km2", "平方千米", "m", "″", "′", "%", "万", "m/s2", "㎡", "µGal", "百分", "andy", "m²"];
const DOCS: &[&str] = &["/// 说明 one\n", "///\n", "/// a\n/// b // c\n"];
/// Space, most of it plain.
const SPACES: &[&str] = &[
    " ",
    "\n    ",
    " ",
    "\u{3000}",
    "\t",
    "\r\n",
    " /* 注；{ */ ",
    " // 注 } \"\n",
    "/**/",
    "  ",
    " //// x\n",
    "\n\n",
    " /// 注\n",
];

/// What is chosen, byte by byte; when there is no more, what is shortest.
#[derive(Debug)]
struct Choices<'b> {
    bytes: std::slice::Iter<'b, u8>,
}

impl Choices<'_> {
    fn below(&mut self, count: usize) -> Option<usize> {
        self.bytes.next().map(|byte| *byte as usize % count)
    }

    fn pick(&mut self, words: &'static [&'static str]) -> &'static str {
        words[self.below(words.len()).unwrap_or_default()]
    }
}

/// Writes a text.
pub(crate) struct Writer<'g, 'b> {
    rules: &'g BTreeMap<String, Expression>,
    choices: Choices<'b>,
    pub(crate) text: String,
    /// Keywords written, by rule and spelling.
    spelt: BTreeSet<(String, usize)>,
    rule: String,
}

impl<'g, 'b> Writer<'g, 'b> {
    pub(crate) fn write(rules: &'g BTreeMap<String, Expression>, bytes: &'b [u8]) -> Self {
        let choices = Choices { bytes: bytes.iter() };
        let mut writer =
            Writer { rules, choices, text: String::new(), spelt: BTreeSet::new(), rule: "declarations".to_owned() };
        while writer.choices.bytes.len() > 0 {
            writer.rule("declaration");
            writer.space();
        }
        writer
    }

    fn rule(&mut self, name: &str) {
        match name {
            "s" => return self.space(),
            "semi" | "comma" | "colon" if self.choices.below(4).is_none_or(|choice| choice > 0) => {
                let signs: &[&str] = match name {
                    "semi" => &[";", "；"],
                    "comma" => &[",", "，", "、"],
                    _ => &[":", "："],
                };
                let sign = self.choices.below(signs.len()).unwrap_or_default();
                return self.text.push_str(signs[sign]);
            }
            "b" | "bd" | "namec" | "EOI" => return,
            _ => {}
        }
        let pool = match name {
            "name" => NAMES,
            "string" => STRINGS,
            "date" => DATES,
            "integer" => INTEGERS,
            "unit" => UNITS,
            "doc" => DOCS,
            _ => {
                let outer = std::mem::replace(&mut self.rule, name.to_owned());
                let rules = self.rules;
                self.expression(&rules[name]);
                self.rule = outer;
                return;
            }
        };
        self.text.push_str(self.choices.pick(pool));
    }

    fn space(&mut self) {
        let is_in_word = self.text.ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
        let is_none = self.choices.below(64).is_some_and(|choice| choice < if is_in_word { 1 } else { 24 });
        if !is_none {
            // Most often a blank.
            let is_plain = self.choices.below(3).is_none_or(|choice| choice > 0);
            self.text.push_str(if is_plain { " " } else { self.choices.pick(SPACES) });
        }
    }

    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::Text(text) => self.text.push_str(text),
            Expression::Range(first, last) => {
                let count = u32::from(*last) - u32::from(*first) + 1;
                let step = self.choices.below(count as usize).unwrap_or_default();
                self.text.extend(char::from_u32(u32::from(*first) + step as u32));
            }
            Expression::Rule(name) => self.rule(name),
            Expression::All(parts) => parts.iter().for_each(|part| self.expression(part)),
            Expression::OneOf(ways) => {
                let way = self.choices.below(ways.len()).unwrap_or(ways.len() - 1);
                if self.rule.starts_with("k_") {
                    self.spelt.insert((self.rule.clone(), way));
                }
                self.expression(&ways[way]);
            }
            Expression::Repeat(inner, least, is_many) => {
                let most: &[usize] = if *is_many { &[0, 1, 1, 2, 2, 3, 4, 8] } else { &[0, 1, 1] };
                let more = self.choices.below(most.len()).map_or(0, |choice| most[choice]);
                (0..least + more).for_each(|_| self.expression(inner));
            }
        }
    }
}

/// The keywords that a text may be made of, with each of their spellings.
fn keywords(rules: &BTreeMap<String, Expression>) -> BTreeSet<(String, usize)> {
    let mut found = BTreeSet::new();
    let (mut seen, mut waiting) = (BTreeSet::new(), vec!["declaration".to_owned()]);
    while let Some(name) = waiting.pop() {
        let Some(rule) = rules.get(&name).filter(|_| seen.insert(name.clone())) else { continue };
        let mut parts = vec![rule];
        while let Some(part) = parts.pop() {
            match part {
                Expression::Rule(name) => waiting.push(name.clone()),
                Expression::All(inner) => parts.extend(inner),
                Expression::Repeat(inner, ..) => parts.push(inner),
                Expression::OneOf(ways) => {
                    if name.starts_with("k_") {
                        found.extend((0..ways.len()).map(|way| (name.clone(), way)));
                    }
                    parts.extend(ways);
                }
                Expression::Text(_) | Expression::Range(..) => {}
            }
        }
    }
    found
}

pub(crate) fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    )
}

#[test]
fn both_read_random_texts_alike() {
    let rules = rules();
    let sound = std::cell::RefCell::new((0, BTreeSet::new()));
    let bytes = prop::collection::vec(any::<u8>(), 1..300);
    let run = runner(10_000).run(&bytes, |bytes| {
        let written = Writer::write(&rules, &bytes);
        if agree(&written.text).map_err(TestCaseError::fail)? {
            let (count, spelt) = &mut *sound.borrow_mut();
            *count += 1;
            spelt.extend(written.spelt);
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    let (count, spelt) = sound.into_inner();
    assert!(count > 2_000, "only {count} of the texts are sound");
    let missing: Vec<_> = keywords(&rules).difference(&spelt).cloned().collect();
    assert!(missing.is_empty(), "no sound text has {missing:?}");
}
