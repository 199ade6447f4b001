//! The form in which names are equal: widths, blanks and signs of which a reader sees no difference are one.
//!
//! Nothing that carries meaning is touched: digits, bounds, decimal points, signs, letters and their case, the order of
//! words. `、` and `,` stay two signs, for one may part clauses that the other joins.

use unicode_normalization::UnicodeNormalization;

/// The form of a name that is compared.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    fold_into(name, &mut folded);
    folded
}

/// Appends the folded name.
pub(super) fn fold_into(name: &str, out: &mut String) {
    let start = out.len();
    if !fold_inert(name, out) {
        out.truncate(start);
        fold_any(name, out);
    }
}

/// The fast path: `false` if the name holds a character that normalization might move or join to another.
fn fold_inert(name: &str, out: &mut String) -> bool {
    let mut folder = Folder::at_end_of(out);
    for c in name.chars() {
        let Some(plain) = inert(c) else { return false };
        folder.push(plain);
    }
    folder.finish();
    true
}

/// The slow path, for any name.
pub(super) fn fold_any(name: &str, out: &mut String) {
    let mut folder = Folder::at_end_of(out);
    let apart = with_numbers_apart(name);
    apart.chars().filter_map(before_normalization).nfkc().for_each(|c| folder.push(c));
    folder.finish();
}

/// What normalization makes of a character that it neither moves nor joins to its neighbours.
pub(super) fn inert(c: char) -> Option<char> {
    match c {
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\0'..='\x7f' => Some(c),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        '\u{3000}' => Some(' '),
        '″' => Some('"'),
        '、' | '。' | '〈'..='】' | '〔'..='〗' | '〜' | '〝'..='〟' => Some(c),
        '‐' | '‒'..='―' | '‘'..='‟' | '′' | '±' | '×' | '°' | '·' | '≤' | '≥' => Some(c),
        _ => None,
    }
}

/// Signs that normalization would take apart into something else, and what no reader sees.
fn before_normalization(c: char) -> Option<char> {
    match c {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}' => None,
        '´' => Some('\''),
        '″' => Some('"'),
        'º' | '˚' => Some('°'),
        c => Some(c),
    }
}

/// Keeps 10² from becoming 102, 1½ from becoming 11/2, and 第5① from becoming 第51.
fn with_numbers_apart(name: &str) -> String {
    let mut apart = String::with_capacity(name.len());
    let (mut after_number, mut after_raised) = (false, false);
    for c in name.chars() {
        let mut plain = std::iter::once(c).nfkc();
        let begins = plain.next().is_some_and(|first| first.is_ascii_digit());
        let ends = plain.last().map_or(begins, |last| last.is_ascii_digit());
        let is_raised = matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁻' | '₀'..='₋');
        let is_digit = c.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(&c);
        let joins = is_digit && !after_raised || is_raised && after_raised;
        if after_number && (begins || is_raised) && !joins {
            apart.push(if is_raised { '^' } else { ' ' });
        }
        apart.push(c);
        // After a digit that stands for itself, another one goes on with the number.
        after_number = ends;
        after_raised = is_raised || ends && !is_digit;
    }
    apart
}

/// Takes characters of full normalization and writes what is compared.
struct Folder<'o> {
    out: &'o mut String,
    start: usize,
    /// As it came, and as it was written; NUL before the first.
    last: (char, char),
    before_last: char,
    blank: bool,
    square: bool,
}

impl<'o> Folder<'o> {
    fn at_end_of(out: &'o mut String) -> Self {
        let start = out.len();
        Folder { out, start, last: ('\0', '\0'), before_last: '\0', blank: false, square: false }
    }

    fn push(&mut self, c: char) {
        // What nearly all characters are stays as it is.
        if !self.blank && (matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_ascii_alphanumeric()) {
            self.out.push(c);
            self.before_last = self.last.1;
            self.last = (c, c);
            return;
        }
        if c.is_whitespace() || c.is_control() {
            self.blank = true;
            return;
        }
        let sign = sign(c);
        if self.blank && self.parts_words(sign) {
            self.out.push(' ');
        }
        // A dash of two characters is one dash; two minus signs are a range and a sign.
        let is_long_dash = matches!(c, '—' | '―') && self.last.0 == c && !self.blank;
        self.blank = false;
        if is_long_dash {
            return;
        }
        if sign == '\'' && self.last.1 == '\'' {
            self.out.pop();
            self.out.push('"');
            self.last = (c, '"');
            return;
        }
        self.square |= sign == '[';
        self.out.push(sign);
        self.before_last = self.last.1;
        self.last = (c, sign);
    }

    /// A blank says something between letters and digits, and after the stop or comma of a number.
    fn parts_words(&self, next: char) -> bool {
        let last = self.last.1;
        let in_number = matches!(last, '.' | ',') && self.before_last.is_ascii_digit() && next.is_ascii_digit();
        in_number || is_narrow(last) && is_narrow(next)
    }

    fn finish(self) {
        while self.out.len() > self.start && self.out.ends_with([';', '。', '.']) && !self.out.ends_with("..") {
            self.out.pop();
        }
        if self.square {
            let round = with_round_brackets(&self.out[self.start..]);
            self.out.truncate(self.start);
            self.out.push_str(&round);
        }
    }
}

/// A letter or digit of a script that puts blanks between words.
fn is_narrow(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && !is_han(c) && c.is_alphanumeric()
}

/// A character of the scripts and signs that are written without blanks.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// One sign for those that are typed for each other.
fn sign(c: char) -> char {
    if c.is_ascii() && !matches!(c, '`' | '{' | '}') || ('\u{3400}'..='\u{9fff}').contains(&c) {
        return c;
    }
    match c {
        '‐'..='―' | '−' => '-',
        '〜' | '∼' => '~',
        '“'..='‟' | '「'..='』' | '〝'..='〟' | '″' => '"',
        '‘'..='‛' | '′' | '`' => '\'',
        '【' | '〔' | '〖' | '{' => '(',
        '】' | '〕' | '〗' | '}' => ')',
        '・' | '•' | '‧' | '∙' | '⋅' => '·',
        '∶' => ':',
        '⁄' | '∕' => '/',
        '≦' | '⩽' => '≤',
        '≧' | '⩾' => '≥',
        c => c,
    }
}

/// `[…]` is a pair of brackets like any other, unless it stands for an interval, whose ends it closes.
fn with_round_brackets(name: &str) -> String {
    let mut round = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(open) = rest.find('[') {
        let (before, from) = rest.split_at(open);
        round.push_str(before);
        let inside = &from[1..from.find([']', ')']).unwrap_or(from.len())];
        let closes = from[1 + inside.len()..].starts_with(']');
        let is_interval = !closes || inside.contains([',', ';', '、']) && inside.contains(|c: char| c.is_ascii_digit());
        let (left, right) = if is_interval { ('[', ']') } else { ('(', ')') };
        round.push(left);
        round.push_str(inside);
        rest = &from[1 + inside.len()..];
        if closes {
            round.push(right);
            rest = &rest[1..];
        }
    }
    round + rest
}
