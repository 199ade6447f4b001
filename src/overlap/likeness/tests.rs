//! The engine against what a person says of pairs, against plain normalization, and against the judge on all pairs.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use unicode_normalization::UnicodeNormalization;

use super::judge::judge;
use super::*;

/// `= a | b` and so on; the sign, both names.
fn pairs() -> Vec<(&'static str, &'static str, &'static str)> {
    let lines = include_str!("pairs.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (sign, names) = line.split_once(' ').unwrap();
            let (first, second) = names.split_once(" | ").unwrap();
            (sign, first, second)
        })
        .collect()
}

fn sign(first: &str, second: &str) -> &'static str {
    let likenesses = Likenesses::of(&[first, second]);
    assert!(likenesses.equal().len() + likenesses.alike().len() <= 1);
    match likenesses.alike().first().map(|alike| alike.likeness) {
        Some(Likeness::Near) => "~",
        Some(Likeness::Within) => "<",
        Some(Likeness::Contains) => ">",
        None if likenesses.equal().is_empty() => "/",
        None => "=",
    }
}

#[test]
fn pairs_are_what_a_person_says() {
    let mut wrong = Vec::new();
    for (expected, first, second) in pairs() {
        let turned = if expected == "<" { ">" } else { expected };
        for (expected, first, second) in [(expected, first, second), (turned, second, first)] {
            let found = sign(first, second);
            if found != expected {
                wrong.push(format!("{expected} but {found}: {first} | {second}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_table_of_pairs_is_long_enough() {
    let count = |signs: &str| pairs().iter().filter(|(sign, ..)| signs.contains(sign)).count();
    assert!(count("=~<") >= 125 && count("/") >= 250, "{} the same, {} not", count("=~<"), count("/"));
}

#[test]
fn published_rows_are_alike_where_a_person_says_so() {
    let names: Vec<&str> = include_str!("published.txt").lines().filter(|line| !line.starts_with('#')).collect();
    let likenesses = Likenesses::of(&names);
    let said = |alike: &Alike| (alike.likeness, names[alike.first as usize], names[alike.second as usize]);
    let found: Vec<(Likeness, &str, &str)> = likenesses.alike().iter().map(said).collect();
    let expected = [(Likeness::Within, "全国统考的试题(包括副题)", "全国统考的试题(包括带试题内容的答题卡、副题)")];
    assert_eq!(found, expected);
    assert!(likenesses.equal().is_empty());
}

/// Passages of real rows, and what makes two names alike, widens one, or makes of it another.
const PASSAGES: &[&str] = &[
    "国家等级",
    "控制点",
    "坐标",
    "标坐",
    "成果",
    "重力异常",
    "重异常",
    "评分参考",
    "答案",
    "试题",
    "的",
    "、",
    "及",
    "和",
    "或",
    "等",
    "情况",
    "其",
    "及其",
    "(包括副题)",
    "(包括副题、样题)",
    "(含副题)",
    "(模拟产品)",
    "(含)",
    "（",
    "）",
    "(",
    ")",
    "1:5万",
    "１：５万",
    "5 mGal",
    "5毫伽",
    "±",
    "未公布",
    "未经公布",
    "、数量",
    "、路线",
    "、时间",
    "、措施",
    "、方案",
    "、内容",
    "、清单",
    "、配方",
    "各",
    " ",
    "。",
    ";",
    "档案",
    "案档",
    "天文测量",
    "三角测量",
    "数据",
    "象",
    "像",
];

fn name() -> impl Strategy<Value = String> {
    let passage = prop::sample::select(PASSAGES);
    prop::collection::vec(passage, 1..7).prop_map(|passages| passages.concat())
}

/// Names that begin with one of two enumerations, so that long ones contain one another.
fn long_name() -> impl Strategy<Value = String> {
    let item = prop::sample::select(&["答案", "评分参考", "试题", "样题", "副题", "细则", "答卷", "题库"][..]);
    prop::collection::vec(item, 1..12).prop_map(|items| items.join("、"))
}

/// A few names, and what comes of them by another passage here or there.
fn names() -> impl Strategy<Value = Vec<String>> {
    let bases = prop::collection::vec(prop_oneof![4 => name(), 1 => long_name()], 1..5);
    let changes = prop::collection::vec((any::<prop::sample::Index>(), change(), change()), 0..14);
    (bases, changes).prop_map(|(bases, changes)| {
        let changed = |(base, one, other): &(prop::sample::Index, Change, Change)| {
            other.made_in(&one.made_in(&bases[base.index(bases.len())]))
        };
        changes.iter().map(changed).collect()
    })
}

/// A passage put into a name, or a character taken out or written twice, or nothing.
#[derive(Clone, Debug)]
struct Change {
    kind: u8,
    at: prop::sample::Index,
    passage: &'static str,
}

fn change() -> impl Strategy<Value = Change> {
    let parts = (0_u8..6, any::<prop::sample::Index>(), prop::sample::select(PASSAGES));
    parts.prop_map(|(kind, at, passage)| Change { kind, at, passage })
}

impl Change {
    fn made_in(&self, name: &str) -> String {
        let mut chars: Vec<char> = name.chars().collect();
        let at = self.at.index(chars.len() + 1);
        match self.kind {
            0 => drop(chars.splice(at..at, self.passage.chars())),
            1 => chars.extend(self.passage.chars()),
            2 if at < chars.len() => drop(chars.remove(at)),
            3 if at < chars.len() => chars.insert(at, chars[at]),
            _ => {}
        }
        chars.into_iter().collect()
    }
}

/// Any characters, many of them such as normalization changes, moves or joins.
fn any_text() -> impl Strategy<Value = String> {
    let wide = prop::char::range('\u{ff00}', '\u{ffef}');
    let joining =
        prop::char::ranges(vec!['\u{300}'..='\u{345}', '\u{3099}'..='\u{309a}', '\u{1100}'..='\u{11ff}'].into());
    let compatible =
        prop::char::ranges(vec!['\u{2000}'..='\u{2300}', '\u{2460}'..='\u{24ff}', '\u{3000}'..='\u{33ff}'].into());
    let ascii = prop::char::range('\0', '\u{7f}');
    let han = prop::char::ranges(vec!['\u{4e00}'..='\u{4e20}', '\u{f900}'..='\u{f920}'].into());
    let c = prop_oneof![8 => wide, 1 => joining, 3 => compatible, 8 => ascii, 8 => han, 1 => any::<char>()];
    prop::collection::vec(c, 0..12).prop_map(|chars| chars.into_iter().collect())
}

fn slow(name: &str) -> String {
    let mut folded = String::new();
    fold::fold_any(name, &mut folded);
    folded
}

#[test]
fn inert_characters_are_those_that_normalization_leaves_alone() {
    for c in '\0'..=char::MAX {
        if let Some(plain) = fold::inert(c) {
            let normal: String = std::iter::once(c).filter(|c| *c != '″').nfkc().collect();
            assert!(normal.chars().eq(Some(plain).filter(|_| c != '″')), "{c:?}");
            // Nothing before it takes it in.
            assert_eq!(unicode_normalization::char::canonical_combining_class(c), 0, "{c:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20_000) })]

    #[test]
    fn the_fast_path_folds_as_plain_normalization(name in any_text()) {
        prop_assert_eq!(fold(&name), slow(&name));
    }

    #[test]
    fn names_of_one_normal_form_are_equal(name in any_text()) {
        // What is kept apart on purpose: raised digits, numbers that are one sign, accents that stand alone, quotes.
        let is_kept_apart = |c: char| {
            let digits = |c: char| std::iter::once(c).nfkc().any(|c| c.is_ascii_digit());
            let accent = std::iter::once(c).nfkc().next() == Some(' ');
            !c.is_ascii() && (digits(c) && !('０'..='９').contains(&c) || accent)
                || "\u{ad}\u{feff}\u{fe0f}º\'`′″‴⁗‵‶‷⁰⁻⁺₊₋‘’".contains(c)
        };
        let name: String = name.chars().filter(|c| !is_kept_apart(*c)).collect();
        prop_assert_eq!(fold(&name), fold(&name.nfkc().collect::<String>()));
    }

    #[test]
    fn equal_names_are_those_of_one_folded_form(names in names()) {
        let mut groups: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (name, place) in names.iter().zip(0..) {
            groups.entry(slow(name)).or_default().push(place);
        }
        let mut groups: Vec<Vec<u32>> =
            groups.into_iter().filter(|(form, group)| !form.is_empty() && group.len() > 1).map(|(_, group)| group).collect();
        groups.sort();
        let likenesses = Likenesses::of(&names);
        prop_assert_eq!(likenesses.equal(), &groups[..]);
    }

    #[test]
    fn the_index_finds_what_the_judge_accepts(names in names()) {
        let shapes: Vec<Shape> = names.iter().map(|name| Shape::of(&slow(name))).collect();
        let is_first = |place: usize| {
            let form = slow(&names[place]);
            !form.is_empty() && names[..place].iter().all(|other| slow(other) != form)
        };
        let firsts: Vec<usize> = (0..names.len()).filter(|place| is_first(*place)).collect();
        let mut expected = Vec::new();
        for (at, first) in firsts.iter().enumerate() {
            for second in &firsts[at + 1..] {
                let (one, other) = (&shapes[*first], &shapes[*second]);
                let near = || slip::is_slip(one, other).then_some(Likeness::Near);
                if let Some(likeness) = judge(one, other).or_else(near) {
                    expected.push(Alike { first: *first as u32, second: *second as u32, likeness });
                }
            }
        }
        let likenesses = Likenesses::of(&names);
        prop_assert_eq!(likenesses.alike(), &expected[..]);
    }

    #[test]
    fn the_order_of_names_changes_numbers_only(names in names()) {
        let mut distinct: Vec<&String> = names.iter().collect();
        distinct.sort_by_key(|name| fold(name));
        distinct.dedup_by_key(|name| fold(name));
        let turned: Vec<&String> = distinct.iter().rev().copied().collect();
        let (there, back) = (Likenesses::of(&distinct), Likenesses::of(&turned));
        let last = distinct.len() as u32;
        let mut renumbered: Vec<Alike> = back.alike().iter().map(|alike| Alike {
            first: last - 1 - alike.second,
            second: last - 1 - alike.first,
            likeness: alike.likeness.turned(),
        }).collect();
        renumbered.sort();
        prop_assert_eq!(there.alike(), &renumbered[..]);
    }

    #[test]
    fn a_difference_is_made_of_the_words_of_the_author(first in name(), second in name()) {
        let NameDifference { only_first, only_second } = difference(&first, &second);
        prop_assert!(only_first.iter().all(|text| first.contains(text.as_str())));
        prop_assert!(only_second.iter().all(|text| second.contains(text.as_str())));
        if first == second {
            prop_assert!(only_first.is_empty() && only_second.is_empty());
        }
    }

    #[test]
    fn no_text_makes_it_panic(texts in prop::collection::vec(any_text(), 0..4)) {
        Likenesses::of(&texts);
        texts.windows(2).for_each(|pair| drop(difference(&pair[0], &pair[1])));
    }
}

#[test]
fn random_names_are_alike_often_enough() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut near, mut within, mut equal) = (0, 0, 0);
    for _ in 0..1_000 {
        let names = names().new_tree(&mut runner).unwrap().current();
        let likenesses = Likenesses::of(&names);
        let is_near = |alike: &&Alike| alike.likeness == Likeness::Near;
        near += likenesses.alike().iter().filter(is_near).count();
        within += likenesses.alike().len() - likenesses.alike().iter().filter(is_near).count();
        equal += likenesses.equal().len();
    }
    assert!(near > 100 && within > 100 && equal > 100, "{near} near, {within} within, {equal} equal");
}

#[test]
fn differences_are_short() {
    let said = |first, second| {
        let difference = difference(first, second);
        (difference.only_first.join("|"), difference.only_second.join("|"))
    };
    let told = |first: &str, second: &str| (first.to_owned(), second.to_owned());
    assert_eq!(said("答案及评分参考", "评分参考"), told("答案及", ""));
    assert_eq!(said("试题、答案及评分参考", "评分参考和答案"), told("试题", ""));
    assert_eq!(said("答案及评分参考", "评分参考与答案"), told("", ""));
    assert_eq!(said("启用之前的试题", "启用前的试题"), told("之", ""));
    assert_eq!(said("精度±５毫伽的成果", "精度±5mGal的成果"), told("５毫伽", "5mGal"));
    assert_eq!(said("全国统考的试题（包括副题）", "全国统考的试题"), told("（包括副题）", ""));
    assert_eq!(said("比例尺1:10000的图", "比例尺1:25000的图"), told("10000", "25000"));
}

#[test]
fn many_names_of_one_kind_are_no_burden() {
    let numbered: Vec<String> = (0..200_000).map(|number| format!("甲{number}")).collect();
    assert!(Likenesses::of(&numbered).alike().is_empty());
    let equal = vec!["答案及评分参考"; 200_000];
    assert_eq!(Likenesses::of(&equal).equal().len(), 1);
    let glossed: Vec<String> = ('\u{4e00}'..'\u{9000}').map(|c| format!("答案汇编({c}产品)")).collect();
    // Few of these characters are spellings of one another, and some are no gloss.
    let likenesses = Likenesses::of(&glossed);
    assert!(likenesses.overflow().is_none() && likenesses.alike().len() < 100, "{}", likenesses.alike().len());
}

#[test]
fn a_limit_is_passed_and_told() {
    let soft = ["的", "之", "各", "各类", "各种", "各项", "各个", "有关", "相关", "进行", "关于", "《"];
    let spelled = |mut number: usize| {
        let words = (0..4).map(|_| {
            let word = soft[number % soft.len()];
            number /= soft.len();
            word.to_owned() + "测"
        });
        words.collect::<String>()
    };
    let names: Vec<String> = (0..12_000).map(|number| spelled(number) + "地形的成果").collect();
    let likenesses = Likenesses::of(&names);
    assert_eq!(likenesses.overflow().map(|limit| limit.name), Some("like-names"));
    assert!(likenesses.alike().is_empty());
}
