//! What a name is compared by: its key, the keys it has without a gloss, and the items it enumerates.

use memchr::memchr;

use super::lean::{Lean, leans};
use super::phrases::{AND, ETC, ITS, OF, OR};
use super::rewrite::rewrite;

/// A name as the judge sees it.
#[derive(Debug)]
pub(super) struct Shape {
    /// Equal for two names that differ in nothing that matters.
    pub(super) key: String,
    /// The places of the key at which 的 stood between what is there neighbours; ascending.
    joints: Box<[u32]>,
    /// An open enumeration lies within nothing.
    pub(super) open: bool,
    pub(super) without: Vec<Without>,
    pub(super) list: Option<Box<List>>,
}

/// The key of a name without one of its glosses.
#[derive(Debug)]
pub(super) struct Without {
    pub(super) key: String,
    /// The gloss says what else is meant, so the name without it lies within the name.
    pub(super) includes: bool,
}

/// An enumeration of two or more items, or one or more that a gloss includes.
#[derive(Debug)]
pub(super) struct List {
    /// The key of the name whose gloss it is; empty for a name that is itself the enumeration.
    pub(super) of: String,
    pub(super) items: Vec<Item>,
}

#[derive(Debug)]
pub(super) struct Item {
    pub(super) key: String,
    pub(super) lean: Lean,
}

/// A name of more brackets, or of longer enumerations, is compared as a whole: its parts would be tried in vain.
const MOST_GLOSSES: usize = 8;
const MOST_ITEMS: usize = 200;

impl Shape {
    /// Of a folded name.
    pub(super) fn of(folded: &str) -> Self {
        let mut text = String::with_capacity(folded.len());
        rewrite(folded, &mut text);
        let glosses = glosses(&text);
        let without: Vec<Without> = glosses
            .iter()
            .map(|gloss| Without { key: key(&text_without(&text, gloss)), includes: gloss.included.is_some() })
            .collect();
        let included = glosses.iter().position(|gloss| gloss.included.is_some());
        let list = match included {
            Some(at) => list_included(&without[at].key, glosses[at].included.unwrap_or_default()),
            None => list(&text),
        };
        let open = text.ends_with(ETC);
        let (key, joints) = apart(spelled_key(&text));
        Shape { key, joints, open, without, list: list.map(Box::new) }
    }

    /// Whether 的 stood at a place of the key.
    pub(super) fn is_joint(&self, place: usize) -> bool {
        self.joints.binary_search(&(place as u32)).is_ok()
    }
}

/// A spelled text without its marks, and where they stood.
fn apart(spelled: String) -> (String, Box<[u32]>) {
    // Most have none, which their bytes say sooner.
    if memchr(OF as u8, spelled.as_bytes()).is_none() {
        return (spelled, Box::default());
    }
    let marks = spelled.match_indices(OF).zip(0..);
    let joints = marks.map(|((at, _), marks): (_, usize)| (at - marks) as u32).collect();
    (spelled.replace(OF, ""), joints)
}

/// A bracket that explains, narrows or widens.
struct Gloss<'t> {
    start: usize,
    end: usize,
    /// What it says is meant as well.
    included: Option<&'t str>,
}

fn text_without(text: &str, gloss: &Gloss<'_>) -> String {
    [&text[..gloss.start], &text[gloss.end..]].concat()
}

/// The outermost brackets that may be left out; none where brackets do not pair.
fn glosses(text: &str) -> Vec<Gloss<'_>> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => {
                start = if depth == 0 { at } else { start };
                depth += 1;
            }
            b')' if depth == 0 => return Vec::new(),
            b')' => {
                depth -= 1;
                if depth == 0 && start > 0 {
                    found.extend(gloss(text, start, at + 1));
                }
            }
            _ => {}
        }
    }
    if depth > 0 || found.len() > MOST_GLOSSES { Vec::new() } else { found }
}

fn gloss(text: &str, start: usize, end: usize) -> Option<Gloss<'_>> {
    let inside = &text[start + 1..end - 1];
    let included = INCLUDES.iter().find_map(|word| inside.strip_prefix(word));
    let included = included.filter(|what| what.chars().count() > 1 && !what.contains(TAKES_AWAY) && !has_number(what));
    let is_gloss = || inside.chars().count() > 1 && !inside.contains(CHANGES) && !has_number(inside);
    (included.is_some() || is_gloss()).then_some(Gloss { start, end, included })
}

const INCLUDES: [&str; 4] = ["其中包括", "包括", "包含", "含"];

/// Characters with which a bracket may take something away from what stands before it.
const TAKES_AWAY: [char; 9] = ['不', '非', '未', '无', '没', '除', '免', '仅', '只'];

/// Characters with which a bracket may make of a name another one: negation, number, rank, place, time, direction,
/// measure, draft. A bracket that holds one is part of the name.
const CHANGES: fn(char) -> bool = |c| {
    "不非未无没除免仅只限禁约超逾含一二三四五六七八九十百千万亿〇零两甲乙丙丁戊己庚辛壬癸第号级类型款册卷期段批版\
     区乡镇村州属辖国境军民商警敌我内外前后上下左右东南西北中进出入大小高低长短新旧老正副主次总分全半单双男女公私\
     水陆海空以至到起止试草案稿年月日时季周初终始末早晚原现已将可否旧同异反增减加甚较比最更代"
        .contains(c)
};

fn has_number(text: &str) -> bool {
    text.contains(|c: char| {
        !c.is_alphabetic() && c.is_alphanumeric() || c.is_ascii_alphanumeric() || "<>≤≥=±%°'\"~-:".contains(c)
    })
}

/// What the gloss of a name includes. That it may lean on a modifier is no matter: the name itself is meant in full.
fn list_included(of: &str, included: &str) -> Option<List> {
    let parts: Vec<&str> = included.split(AND).collect();
    let whole = parts.len() <= MOST_ITEMS
        && parts.iter().all(|part| !part.is_empty())
        && !included.contains(['(', ';', ETC, OR]);
    let items = parts.iter().map(|part| Item { key: plain(part), lean: Lean::default() });
    whole.then(|| List { of: of.to_owned(), items: items.collect() })
}

/// The items of a name that is an enumeration and no more.
fn list(text: &str) -> Option<List> {
    // Most names enumerate nothing, and their bytes say so.
    if !text.bytes().any(|byte| byte == AND as u8 || byte == OR as u8) {
        return None;
    }
    let has_clauses = text.contains([';', '。', '?', '!']) || text.trim_end_matches(ETC).contains(ETC);
    let parts = parts(text.trim_end_matches(ETC));
    if has_clauses || parts.len() < 2 || parts.len() > MOST_ITEMS || parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    let items = parts.iter().zip(leans(&parts)).map(|(part, lean)| Item { key: plain(part), lean });
    Some(List { of: String::new(), items: items.collect() })
}

/// A text at its joints, but not inside brackets.
fn parts(text: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    text.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, AND | OR)
    })
    .collect()
}

/// What is equal for names that differ in nothing that matters.
fn key(text: &str) -> String {
    apart(spelled_key(text)).0
}

/// The key with its marks.
fn spelled_key(text: &str) -> String {
    let text = text.trim_end_matches(ETC);
    if !text.contains(AND) || text.contains(OR) {
        return spelled(text);
    }
    let mut parts = parts(text);
    // Of 甲、乙、丙的丁 the 丁 belongs to all three, in any order.
    let last = parts.pop().unwrap_or_default();
    let in_last_only = parts.iter().all(|part| !part.contains(OF));
    let cut = last.find(OF).filter(|_| in_last_only).unwrap_or(last.len());
    let (last, tail) = last.split_at(cut);
    parts.push(last);
    sort_free(&mut parts);
    let mut key = parts.into_iter().map(spelled).collect::<Vec<_>>().join(",");
    key.push_str(&spelled(tail));
    key
}

/// Puts the items into an order that does not depend on that of the author, where theirs says nothing. The first item may
/// open with what belongs to all, and the last one end in it: those stay where they are.
fn sort_free(parts: &mut [&str]) {
    let is_free = |part: &&str| {
        let short = part.chars().count() <= 6;
        short && !part.is_empty() && !part.contains([OF, ITS, ETC, '(', ')']) && !part.contains(TAKES_AWAY)
    };
    let from = usize::from(!parts.first().is_some_and(is_free));
    let to = parts.len() - usize::from(!parts.last().is_some_and(is_free));
    if let Some(free) = parts.get_mut(from..to).filter(|free| free.iter().all(is_free)) {
        free.sort_unstable();
    }
}

/// A text without marks and without characters that were written twice.
fn plain(text: &str) -> String {
    apart(spelled(text)).0
}

/// The same with 的 as its mark.
fn spelled(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    // What stays as it is is copied in one go: all that changes begins with a sign of one byte.
    while let Some(length) = text.as_bytes()[at..].iter().position(|byte| is_sign(*byte)) {
        plain.push_str(&text[at..at + length]);
        at += length + 1;
        at += spell(text.as_bytes()[at - 1].into(), &text[at..], &mut plain);
    }
    plain.push_str(&text[at..]);
    without_doubles(plain)
}

fn is_sign(byte: u8) -> bool {
    matches!(byte.into(), OF | ETC | AND | OR | ITS | '(')
}

/// Writes what a sign becomes, given what stands behind it. Gives the bytes that are read of that.
fn spell(sign: char, behind: &str, plain: &mut String) -> usize {
    match sign {
        OF if plain.ends_with(OF) => {}
        OF => plain.push(OF),
        // An enumeration that is closed by its kind, 甲、乙等文件, is not the same without 等.
        ETC if behind.chars().next().is_some_and(|next| !matches!(next, AND | OR | OF | ')' | ';')) => plain.push('等'),
        AND => plain.push(','),
        OR => plain.push('|'),
        '(' => {
            plain.push('(');
            return including(behind, plain);
        }
        _ => {}
    }
    0
}

/// One word for those with which a gloss includes. Gives its bytes.
fn including(behind: &str, plain: &mut String) -> usize {
    let inside = &behind[..behind.find(')').unwrap_or(behind.len())];
    let word = INCLUDES.iter().find(|word| inside.strip_prefix(**word).is_some_and(|what| what.chars().count() > 1));
    let Some(word) = word.filter(|_| !has_number(inside)) else { return 0 };
    plain.push_str(INCLUDES[1]);
    word.len()
}

/// In a name of some length a Han character that stands twice in a row is one, unless it is a numeral.
fn without_doubles(text: String) -> String {
    const AT_LEAST: usize = 6;
    const NUMERALS: &str = "一二三四五六七八九十百千万亿〇零两甲乙丙丁";
    let stays = |last: char, c: char| last != c || !super::fold::is_han(c) || NUMERALS.contains(c);
    let mut before = '\0';
    // Most have none.
    if text.chars().filter(|c| *c != OF).all(|c| stays(std::mem::replace(&mut before, c), c)) {
        return text;
    }
    let mut single = String::with_capacity(text.len());
    let (mut last, mut count) = ('\0', 0_usize);
    for c in text.chars() {
        if c == OF {
            single.push(c);
        } else if stays(last, c) {
            single.push(c);
            (last, count) = (c, count + 1);
        }
    }
    if count < AT_LEAST { text } else { single }
}
