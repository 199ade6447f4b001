use super::*;
use crate::diagnostic::{Lang, Privacy};
use crate::source::Sources;

fn recovered(text: &str) -> Recovered {
    let file = Sources::default().add("t", String::new());
    recover(file, text, if text.starts_with('\u{feff}') { 3 } else { 0 })
}

/// Line, code and message of each finding.
fn told(text: &str) -> Vec<(usize, &'static str, String)> {
    let tell = |finding: &Diagnostic| {
        let line = text[..finding.labels[0].span.range().start].matches('\n').count() + 1;
        (line, finding.kind.code, finding.message.render(Lang::En, Privacy::Open))
    };
    recovered(text).diagnostics.iter().map(tell).collect()
}

/// What the comments of a fixture say is wrong with it.
fn announced(text: &str) -> Vec<(usize, String)> {
    let lines = text.lines().zip(1..);
    lines
        .filter_map(|(line, number)| {
            let (before, finding) = line.split_once("//~")?;
            match finding.strip_prefix('v') {
                Some(finding) if before.trim().is_empty() => Some((number + 1, finding.trim().to_owned())),
                _ => Some((number, finding.trim().to_owned())),
            }
        })
        .filter(|(_, finding)| !finding.starts_with('`'))
        .collect()
}

#[test]
fn twenty_mistakes_are_twenty_findings() {
    let text = include_str!("../../../tests/fixtures/syntax/twenty-mistakes.dingmi");
    let told: Vec<_> =
        told(text).into_iter().map(|(line, code, message)| (line, format!("{code} {message}"))).collect();
    assert_eq!(told, announced(text));
    assert!(told.len() >= 20);
}

/// Everything the language has, without a mistake.
static SOUND: &str = include_str!("../../../tests/fixtures/syntax/sound.dingmi");

/// A generator whose numbers are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

#[test]
fn a_sound_text_has_no_finding() {
    assert_eq!(told(SOUND), []);
    assert!(recovered(SOUND).intact.len() > 15);
}

fn tokens(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let space = rest.len() - rest.trim_start().len();
        at += space;
        if at < text.len() {
            let end = if text[at..].starts_with("//") {
                at + text[at..].find('\n').unwrap_or(0)
            } else {
                context::token_end(text, at)
            };
            tokens.push(at..end);
            at = end;
        }
    }
    tokens
}

#[test]
fn mutate() {
    let mut dice = Dice(88172645463325252);
    let tokens = tokens(SOUND);
    let mut counts = std::collections::BTreeMap::new();
    for round in 0..20000 {
        let token = tokens[dice.roll(tokens.len())].clone();
        let other = tokens[dice.roll(tokens.len())].clone();
        let mut text = SOUND.to_owned();
        let what = dice.roll(3);
        match what {
            0 => text.replace_range(token.clone(), ""),
            1 => text.insert_str(token.start, &SOUND[other.clone()]),
            _ => text.insert_str(token.start, &format!("{} ", &SOUND[token.clone()])),
        }
        let n = recovered(&text).diagnostics.len();
        *counts.entry((what, n)).or_insert(0) += 1;
        if (n > 2 || (n == 2 && round % 8 == 0)) && round < 8000 {
            let line = SOUND[..token.start].matches('\n').count() + 1;
            println!(
                "--- {what} {n} line {line} `{}` other `{}` in {}",
                &SOUND[token.clone()],
                &SOUND[other],
                SOUND.lines().nth(line - 1).unwrap()
            );
            for t in told(&text) {
                println!("     {t:?}");
            }
        }
    }
    println!("{counts:?}");
}
