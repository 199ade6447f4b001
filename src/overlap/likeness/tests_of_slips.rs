//! Slips: the index against the judge on all pairs, hostile lists, and what is left when a limit is passed.

use proptest::prelude::*;
use proptest::strategy::ValueTree;

use super::judge::judge;
use super::*;

/// Words with characters that a slip may touch, and some with others.
const WORDS: &[&str] = &[
    "档案", "资料", "规划", "研究", "技术", "措施", "数据", "测绘", "成果", "范围", "调查", "监测", "方案", "处理",
    "结构", "覆盖", "连续", "协议", "谈判", "策略", "编制", "论证", "材料", "的", "和", "、", "(", ")", "1:5万",
    "军事", "第三", "图",
];

fn base() -> impl Strategy<Value = Vec<char>> {
    let words = prop::collection::vec(prop::sample::select(WORDS), 6..14);
    words.prop_map(|words| words.concat().chars().collect())
}

#[derive(Clone, Debug)]
struct Pen {
    kind: u8,
    at: prop::sample::Index,
    character: char,
}

fn pen() -> impl Strategy<Value = Pen> {
    let characters: Vec<char> = "措施档案研划据绘军图不二".chars().collect();
    (0_u8..7, any::<prop::sample::Index>(), prop::sample::select(characters)).prop_map(|(kind, at, character)| Pen {
        kind,
        at,
        character,
    })
}

impl Pen {
    fn written(&self, name: &mut Vec<char>) {
        let at = self.at.index(name.len());
        match self.kind {
            0..=2 => drop(name.remove(at)),
            3 | 4 if at > 0 => name.swap(at - 1, at),
            5 => name.insert(at, self.character),
            _ => {}
        }
    }
}

/// Names that come of one or two by one to three strokes.
fn names() -> impl Strategy<Value = Vec<String>> {
    let changes = prop::collection::vec((any::<prop::sample::Index>(), prop::collection::vec(pen(), 0..3)), 2..9);
    (prop::collection::vec(base(), 1..3), changes).prop_map(|(bases, changes)| {
        let written = |(base, pens): &(prop::sample::Index, Vec<Pen>)| {
            let mut name = bases[base.index(bases.len())].clone();
            pens.iter().for_each(|pen| pen.written(&mut name));
            name.into_iter().collect()
        };
        changes.iter().map(written).collect()
    })
}

fn shapes(names: &[String]) -> Vec<Shape> {
    names.iter().map(|name| Shape::of(&fold(name))).collect()
}

fn all_pairs(shapes: &[Shape]) -> Vec<(u32, u32)> {
    let pairs = (0..shapes.len()).flat_map(|first| (first + 1..shapes.len()).map(move |second| (first, second)));
    let slips = pairs.filter(|(first, second)| slip::is_slip(&shapes[*first], &shapes[*second]));
    slips.map(|(first, second)| (first as u32, second as u32)).collect()
}

fn found(shapes: &[Shape], crowd: usize) -> Vec<(u32, u32)> {
    grams::slips(shapes, crowd, &mut 0).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20_000) })]

    #[test]
    fn the_index_of_bigrams_finds_every_slip(names in names()) {
        let shapes = shapes(&names);
        let expected = all_pairs(&shapes);
        for crowd in [0, 2, 3, grams::CROWD] {
            prop_assert_eq!(&found(&shapes, crowd), &expected, "{}", crowd);
        }
    }

    #[test]
    fn a_slip_is_one_in_both_directions(names in names()) {
        let shapes = shapes(&names);
        for two in shapes.windows(2) {
            prop_assert_eq!(slip::is_slip(&two[0], &two[1]), slip::is_slip(&two[1], &two[0]));
        }
    }
}

#[test]
fn random_names_hold_slips_often_enough() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let lists = (0..1_000).map(|_| names().new_tree(&mut runner).unwrap().current());
    let counts: Vec<usize> = lists.map(|names| all_pairs(&shapes(&names)).len()).collect();
    let with = counts.iter().filter(|count| **count > 0).count();
    assert!(with > 300, "{with} lists of 1000 with slips");
}

/// One template with three words that vary.
fn template(number: usize) -> String {
    let word = |number: usize| WORDS[number % 23];
    let (one, two, three) = (word(number), word(number / 23), word(number / 529));
    format!("全国{one}管理机关{two}统筹工作{three}分析报告的汇编")
}

#[test]
fn hostile_lists_are_searched_in_full() {
    let mut names: Vec<String> = (0..4_000).map(template).collect();
    names.extend((0..4_000).step_by(100).map(|number| template(number).replace("统筹", "筹统")));
    names.extend((50..4_000).step_by(100).map(|number| template(number).replace("统筹", "统")));
    names.extend((0..500).map(|number| format!("全国档案{}管理机关统筹工作", "研究".repeat(number % 40))));
    let shapes = shapes(&names);
    let expected = all_pairs(&shapes);
    assert!(expected.len() > 60, "{} slips", expected.len());
    for crowd in [0, grams::CROWD, usize::MAX] {
        let mut steps = 0;
        let found = grams::slips(&shapes, crowd, &mut steps).unwrap();
        assert!(found == expected, "{} found, {} expected, a crowd is {crowd}", found.len(), expected.len());
        assert!(crowd == usize::MAX || steps < 40_000, "{steps} steps");
    }
}

#[test]
fn what_keys_found_stays_when_slips_pass_the_limit() {
    // Of the steps that are left the pair of one key takes the last.
    let names = [
        "未公布的全国档案调查监测数据分析报告",
        "未公布全国档案调查监测数据分析报告",
        "未公布的全国档案调监测数据分析报告",
    ];
    let shape = |place: u32| Shape::of(&fold(names[place as usize]));
    let mut spent = crate::limits::LIKE_NAMES.most as u64 - 1;
    let mut pairs = Vec::new();
    let result = alike_after(names.len() as u32, shape, &mut spent, &mut pairs);
    assert_eq!(result.map_err(|limit| limit.name), Err("like-names"));
    assert_eq!(pairs, [Alike { first: 0, second: 1, likeness: Likeness::Near }]);
    let likenesses = Likenesses::of(&names);
    assert!(likenesses.overflow().is_none());
    let all: Vec<(u32, u32)> = likenesses.alike().iter().map(|alike| (alike.first, alike.second)).collect();
    assert_eq!(all, [(0, 1), (0, 2), (1, 2)]);
}

#[test]
fn short_names_and_fixed_characters_are_left_alone() {
    let is_slip = |first: &str, second: &str| {
        let (first, second) = (Shape::of(&fold(first)), Shape::of(&fold(second)));
        judge(&first, &second).is_none() && slip::is_slip(&first, &second)
    };
    assert!(is_slip("全国自然调查监测管理统计档案", "全国自然调监测管理统计档案"));
    assert!(is_slip("全国调查监测管理统计档案", "全国查调监测管理统计档案"));
    assert!(!is_slip("全国调查监测管理统计档案", "全国调监测管理统计档案"), "eleven characters");
    assert!(!is_slip("全国自然的调查监测管理统计档案", "全国自然的查监测管理统计档案"), "behind 的");
    assert!(!is_slip("全国自然调查的监测管理统计档案", "全国自然调监测管理统计档案"), "before 的");
    assert!(!is_slip("全国自然管理监测统计报告措施", "全国自然管理监测统计报告措"), "at the end");
    assert!(!is_slip("20期全国自然调查监测管理统计档案", "21期全国自然调监测管理统计档案"), "two differences");
}

#[test]
fn the_difference_of_a_slip_is_the_slip() {
    let said = |first, second| {
        let difference = difference(first, second);
        (difference.only_first.join("|"), difference.only_second.join("|"))
    };
    let told = |first: &str, second: &str| (first.to_owned(), second.to_owned());
    let name = "重要矿产资源储量评估报告及其附件";
    assert_eq!(said(name, "重要矿产资源储量评报告及其附件"), told("估", ""));
    assert_eq!(said("重要矿产资源储量评报告及其附件", name), told("", "估"));
    assert_eq!(said(name, "重要矿产资源储量估评报告及其附件"), told("评估", "估评"));
    assert_eq!(said("规划材料汇编、研究论证报告", "究研论证报告、规划材料汇编"), told("研究", "究研"));
}
