//! Random damage: whatever a text has become, mending it ends, and leaves no more mistakes than there were.

use proptest::prelude::*;

use crate::workbench::{NAME, checked, errors, mended, said, text_of};

const TEXTS: [&str; 2] = [
    include_str!("../../policies/examples/deep-sea-organs.dingmi"),
    include_str!("../../policies/published/archives-1990.dingmi"),
];

/// What a slip of the hand does at some character.
#[derive(Clone, Debug)]
enum Slip {
    Delete,
    Double,
    Swap,
    Put(&'static str),
}

fn slip() -> impl Strategy<Value = Slip> {
    let signs = prop::sample::select(vec![
        ";", "；", "{", "}", "\"", "“", "”", ":", "。", "，", "\u{200b}", "１", "\u{a0}", "#", "－",
    ]);
    prop_oneof![Just(Slip::Delete), Just(Slip::Double), Just(Slip::Swap), signs.prop_map(Slip::Put)]
}

/// The text with slips, each at some character.
fn damaged(text: &str, slips: &[(prop::sample::Index, Slip)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (at, slip) in slips {
        let at = at.index(chars.len() - 1);
        match slip {
            Slip::Delete => drop(chars.remove(at)),
            Slip::Double => chars.insert(at, chars[at]),
            Slip::Swap => chars.swap(at, at + 1),
            Slip::Put(sign) => chars.insert(at, sign.chars().next().unwrap()),
        }
    }
    chars.into_iter().collect()
}

/// A head of a text, so that a case is quick.
fn start(text: &str) -> &str {
    let lines: Vec<&str> = text.split_inclusive("\n}\n").take(4).collect();
    &text[..lines.iter().map(|line| line.len()).sum()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_gets_worse(
        which in 0..TEXTS.len(),
        slips in prop::collection::vec((any::<prop::sample::Index>(), slip()), 1..5),
        with_unsafe: bool,
    ) {
        let text = damaged(start(TEXTS[which]), &slips);
        let before = checked(&text);
        let after = mended(&text, with_unsafe);
        let left = text_of(&after);
        // Once the shape is right more can be seen, and that is not of our making.
        if before.program.is_broken() == after.checked.program.is_broken() {
            prop_assert!(
                errors(&after.checked.findings) <= errors(&before.findings),
                "{text}\n{left}\n{:?}", said(&after.checked.findings)
            );
        }
        prop_assert!(before.program.is_broken() || !after.checked.program.is_broken());
        prop_assert_eq!(after.fixes == 0, after.changes.is_empty());
        prop_assert!(after.changes.iter().all(|change| change.name == NAME && change.before == text && change.after == left));
    }
}

#[test]
fn many_mistakes_end_soon() {
    let text = "organ a { teir central }\n".repeat(50_000);
    let after = mended(&text, true);
    assert!(after.fixes >= 1_000);
    let text = format!(
        "organ a {{ tier central; }}\n{}",
        "waive P001 on a because \"试行\" approved-by a until 9999-12-31;\n".repeat(20)
    );
    mended(&text, true);
}
