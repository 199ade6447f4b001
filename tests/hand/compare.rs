//! One text, read both ways.

use dingmi::faults;
use dingmi::source::Base;
use dingmi::syntax;

use crate::hand;

/// Whether the text is sound, if both ways agree on it and on what it says.
pub(crate) fn agree(text: &str) -> Result<bool, String> {
    let (read, findings) = syntax::parse(Base::FIRST, text);
    let by_hand = hand::parse(Base::FIRST, text);
    let is_refused = findings.iter().any(|finding| finding.kind.code == faults::INVISIBLE_OR_BIDI.code);
    if is_refused {
        return Ok(false);
    }
    match (read.is_broken, by_hand) {
        (true, None) => Ok(false),
        (false, Some(by_hand)) => {
            let (read, by_hand) = (format!("{read:?}"), format!("{by_hand:?}"));
            if read == by_hand { Ok(true) } else { Err(told(text, &read, &by_hand)) }
        }
        (true, Some(by_hand)) => Err(told(text, "broken", &format!("{by_hand:?}"))),
        (false, None) => Err(told(text, &format!("{read:?}"), "broken")),
    }
}

/// The text, and what each says from shortly before they part.
fn told(text: &str, read: &str, by_hand: &str) -> String {
    let same = read.bytes().zip(by_hand.bytes()).take_while(|(one, other)| one == other).count();
    let from = |said: &str| {
        let tail: String = said.chars().skip(same.saturating_sub(200)).take(600).collect();
        tail
    };
    let text: String = text.chars().take(3_000).collect();
    format!("{text}\n---- from the grammar:\n{}\n---- by hand:\n{}", from(read), from(by_hand))
}
