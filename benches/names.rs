//! What names have to do with each other, against the least a check of names can do: `nfkc()` of each into a hash table,
//! which finds equal names and no others. `cargo bench --bench names` prints a table; `-- 10000` runs this size only.

#![expect(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::collections::HashMap;
use std::hint::black_box;

use dingmi::overlap::Likenesses;
use unicode_normalization::UnicodeNormalization;

mod harness;

use harness::{RUNS, median, sizes, timed};

fn main() {
    println!("| names | kind | groups equal | pairs alike | likenesses | a name | nfkc and hash | ratio |");
    println!("|---|---|---|---|---|---|---|---|");
    for size in sizes().into_iter().map(|size| size as usize) {
        measure(size, "numbered", name);
        measure(size, "of words", name_of_words);
    }
}

fn measure(size: usize, kind: &str, name: fn(usize) -> String) {
    let names: Vec<String> = (0..size).map(name).collect();
    let (mut engine, mut peer) = (Vec::new(), Vec::new());
    let (mut equal, mut alike) = (0, 0);
    for _ in 0..RUNS {
        peer.push(timed(|| black_box(normal_into_a_table(&names))).0);
        let (time, likenesses) = timed(|| Likenesses::of(&names));
        assert!(likenesses.overflow().is_none(), "a limit was passed");
        (equal, alike) = (likenesses.equal().len(), likenesses.alike().len());
        engine.push(time);
    }
    let (engine, peer) = (median(engine), median(peer));
    println!(
        "| {size} | {kind} | {equal} | {alike} | {engine:.2?} | {:.2?} | {peer:.2?} | {:.2} |",
        engine / u32::try_from(size).unwrap_or(u32::MAX),
        engine.as_secs_f64() / peer.as_secs_f64(),
    );
}

/// Of equal names the first, and how many.
fn normal_into_a_table(names: &[String]) -> HashMap<String, (usize, usize)> {
    let mut table: HashMap<String, (usize, usize)> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        table.entry(name.nfkc().collect()).or_insert((at, 0)).1 += 1;
    }
    table
}

const SUBJECTS: [&str; 12] = [
    "国家等级控制点",
    "重力异常",
    "历史档案",
    "水准网",
    "高程注记点",
    "军事禁区",
    "布格重力异常",
    "物探基点",
    "天文测量",
    "地形图",
    "全国统考",
    "在华机构",
];
const THINGS: [&str; 10] = [
    "坐标成果",
    "统计数字",
    "保卫方案",
    "试题",
    "答案及评分参考",
    "技术参数及算法",
    "数字化成果",
    "观测资料",
    "收藏内容、数量和措施",
    "运输时间、路线",
];

/// Half with full-width brackets; of a thousand names five are equal to another, five are so in the other width, five are
/// near another, and five are mistyped where they speak of 档案.
fn name(number: usize) -> String {
    match number % 1000 {
        200..205 => plain(number - 100),
        400..405 => wide(&plain(number - 300)),
        600..605 => plain(number - 500).replace("的", ""),
        800..805 => plain(number - 700).replace("档案", "案档"),
        _ => plain(number),
    }
}

fn plain(number: usize) -> String {
    let subject = SUBJECTS[number % SUBJECTS.len()];
    let thing = THINGS[number / SUBJECTS.len() % THINGS.len()];
    let place = number / 7;
    if number.is_multiple_of(2) {
        format!("第{place}测区{subject}（{number}号）的{thing}")
    } else {
        format!("第{place}测区{subject}的{thing}({number}号)")
    }
}

/// One template with three words that vary and no number, which is the worst for an index of bigrams; of a thousand five
/// are another one mistyped.
fn name_of_words(number: usize) -> String {
    match number % 1000 {
        800..805 => words(number - 700).replace("统筹", "筹统"),
        _ => words(number),
    }
}

fn words(number: usize) -> String {
    let character = |number: usize| char::from_u32(0x4e00 + (number % 20_000) as u32).unwrap_or('一');
    let word = |number: usize| [character(number * 7_919), character(number * 3_571 + 5)].iter().collect::<String>();
    let (one, two, three) = (word(number % 100), word(number / 100 % 100 + 500), word(number / 10_000 + 900));
    format!("全国{one}管理机关{two}统筹工作{three}分析报告的研究资料")
}

fn wide(name: &str) -> String {
    let widened = |c: char| match c {
        '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
        c => c,
    };
    name.chars().map(widened).collect()
}
