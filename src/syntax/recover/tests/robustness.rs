//! No text makes recovery panic or run away, and one mistake is a handful of findings at most.

use super::*;
use crate::syntax::cut::cut;
use crate::syntax::from_pairs::Reader;

/// A bit of everything the language has, without a mistake.
static SOUND: &str = include_str!("../../../../tests/fixtures/syntax/sound.dingmi");

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

/// How many findings there are; none exactly where the fast path reads the text.
fn count(text: &str) -> usize {
    let count = recovered(text).diagnostics.len();
    assert_eq!(count == 0, cut(text, 0, &mut Reader::new(Base::FIRST), None).is_ok(), "{text}");
    count
}

fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(|c: char| !c.is_whitespace()) {
        let start = at + next;
        let rest = &text[start..];
        at = match rest.starts_with("//") {
            true => start + rest.find('\n').unwrap_or(rest.len()),
            false => context::token_end(text, start),
        };
        tokens.push(start..at);
    }
    tokens
}

#[test]
fn a_sound_text_has_no_finding() {
    assert_eq!(count(SOUND), 0);
    assert!(recovered(SOUND).intact.len() > 15);
}

#[test]
fn a_text_cut_off_anywhere_says_so_once_or_twice() {
    for (end, _) in SOUND.char_indices() {
        let count = count(&SOUND[..end]);
        assert!(count <= 2, "{count} findings at {end}");
    }
}

#[test]
fn one_token_changed_is_one_finding_but_for_a_few() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let tokens = tokens(SOUND);
    let mut many = 0;
    let rounds = 3_000;
    for round in 0..rounds {
        let token = tokens[dice.roll(tokens.len())].clone();
        let other = &SOUND[tokens[dice.roll(tokens.len())].clone()];
        let mut text = SOUND.to_owned();
        match round % 4 {
            0 => text.replace_range(token, ""),
            1 => text.insert_str(token.start, &format!("{other} ")),
            2 => text.insert_str(token.start, &format!("{} ", &SOUND[token.clone()])),
            _ => text.replace_range(token, &format!(" {other} ")),
        }
        let count = count(&text);
        many += usize::from(count > 2);
        assert!(count <= 24, "{count} findings in round {round}");
    }
    assert!(many * 100 < rounds, "{many} of {rounds} have more than two findings");
}

#[test]
fn several_changes_at_once_never_panic() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let tokens = tokens(SOUND);
    for _ in 0..500 {
        let mut text = String::new();
        for _ in 0..200 {
            let from = dice.roll(tokens.len());
            for token in &tokens[from..(from + 1 + dice.roll(12)).min(tokens.len())] {
                text.push_str(&SOUND[token.clone()]);
                text.push_str([" ", "\n", "", "\n    "][dice.roll(4)]);
            }
        }
        count(&text);
    }
}

#[test]
fn nesting_ends_in_one_finding() {
    for text in ["{".repeat(100_000), "kind a {".repeat(100_000), format!("{}{SOUND}", "kind a {\n".repeat(40))] {
        let told = told(&text);
        assert_eq!(told.len(), 1);
        assert!(told[0].1.starts_with("S006") && told[0].1.contains("nesting"), "{told:?}");
    }
    let parens = format!("disclosure d {{ item 1 {{ covers a where {}b;\n}} }}\n", "(".repeat(100_000));
    assert_eq!(told(&parens).len(), 1);
    let ranges = parens.replace(&"(".repeat(100_000), &"(b in [1,2) and ".repeat(1_000));
    assert!(told(&ranges)[0].1.contains("nesting"));
    let sound = format!("disclosure d {{ item 1 {{ covers a where b in (1,2]{}; }} }}", " and b in (1,2]".repeat(100));
    assert_eq!(count(&sound), 0);
    let shallow = parens.replace(&"(".repeat(100_000), &"(".repeat(30));
    assert!(told(&shallow)[0].1.starts_with("S001"));
}

#[test]
fn garbage_ends_in_a_bounded_number_of_findings() {
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let bytes: Vec<u8> = (0..200_000).map(|_| dice.roll(256) as u8).collect();
    let repeated = [
        "}",
        ";",
        "organ a\n",
        "level x ",
        "organ a ",
        "\"",
        "“\n",
        "a",
        "matter 1 {\n}",
        ",",
        "organ a {\n level\n",
        "// x\n",
        "organ a { tier",
    ];
    let texts = repeated.iter().map(|part| part.repeat(200_000 / part.len()));
    for text in texts.chain([String::from_utf8_lossy(&bytes).into_owned()]) {
        let told = recovered(&text).diagnostics.len();
        assert!(told <= limits::SYNTAX_ERRORS.most + 1);
    }
}

#[test]
fn more_findings_than_the_limit_end_in_one_of_the_limit() {
    let told = told(&"organ a { tier; }\n".repeat(limits::SYNTAX_ERRORS.most + 5));
    assert_eq!(told.len(), limits::SYNTAX_ERRORS.most + 1);
    assert!(told.last().is_some_and(|(_, message)| message.contains("syntax-errors")));
}
