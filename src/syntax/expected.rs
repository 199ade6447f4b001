//! Where a text stops parsing, and what could have stood there in the words of the language.
//!
//! pest tells the tokens it tried only where the error detail is on, and that is one switch for the whole process: it is
//! on for the length of one parse, under a lock, and only when something has already failed.

use std::sync::{Mutex, PoisonError};

use pest::Parser;
use pest::error::InputLocation;

use super::{Grammar, Rule, keywords};
use crate::diagnostic::{Arg, Text};

/// Why a text does not parse.
#[derive(Debug)]
pub(super) struct Failure {
    /// The first byte of the token that does not fit.
    pub(super) at: usize,
    /// What would have fitted; empty where that cannot be told.
    pub(super) expected: Vec<Arg>,
    /// Whether a `;` would have fitted.
    pub(super) takes_semicolon: bool,
}

const NAME: Text = Text::new("a name", "标识（不加引号的名字）");
const STRING: Text = Text::new("a text in quotes", "引号中的文字");
const DATE: Text = Text::new("a date such as `2026-11-23`", "日期（如 `2026-11-23`）");
const PERIOD: Text = Text::new("a period such as `10 years`", "期限（如 `10年`）");
const NUMBER: Text = Text::new("a whole number", "整数");
const VALUE: Text = Text::new("a value such as `25 km2` or `1:5000`", "值（如 `25平方千米`、`1:5000`）");
const UNIT: Text = Text::new("a unit such as `km2`", "单位（如 `平方千米`）");
const COMPARISON: Text = Text::new("a comparison such as `>=` or `larger-than`", "比较（如 `>=`、`大于`）");
const CONDITION: Text = Text::new("a condition", "条件");
const SCOPE_PART: Text =
    Text::new("an organ, a post, a group or another part of a scope", "机关、岗位、人员范围或者知悉范围的其他部分");

/// What can stand for nothing in the grammar: the scan before parsing refuses it.
const NOTHING: char = '\u{1}';
/// No message lists more than this.
const MOST: usize = 8;

/// Why the text does not parse by this rule; `None` if it does.
pub(super) fn failure(rule: Rule, text: &str) -> Option<Failure> {
    let mut at = Attempt::of(rule, text)?.at;
    if text[at..].starts_with(is_word) {
        at = word_start(text, at);
    }
    // Half a word fits more often than not, and what pest expects then is the other half. So the text is parsed once more
    // with nothing behind what fits as whole words; where that fails earlier, the word before is at fault.
    loop {
        let mut probe = text[..at].to_owned();
        if probe.ends_with(is_word) {
            probe.push(' ');
        }
        let length = probe.len();
        probe.push(NOTHING);
        let Some(mut attempt) = Attempt::of(rule, &probe) else { unreachable!("bug: a control character parses") };
        let earlier = word_start(&probe, attempt.at.min(at));
        if attempt.at >= length || earlier >= at {
            attempt.takes_period = attempt.takes("0..9") && takes_years(rule, &probe[..length]);
            return Some(attempt.into_failure(at));
        }
        at = earlier;
    }
}

pub(super) fn parses(rule: Rule, text: &str) -> bool {
    Grammar::parse(rule, text).is_ok()
}

/// Whether a number behind this text is one of years: the numbers of the grammar all begin alike.
fn takes_years(rule: Rule, before: &str) -> bool {
    Attempt::of(rule, &format!("{before}1 {NOTHING}")).is_some_and(|attempt| attempt.takes("years"))
}

/// Whether a character may stand in a word: a name, a keyword, a number, a date.
pub(super) fn is_word(c: char) -> bool {
    c == '-' || unicode_ident::is_xid_continue(c)
}

/// Space as the grammar has it.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, '\t'..=' ' | '\u{3000}')
}

/// The start of the word that ends at `at` or goes on there, or `at` itself.
fn word_start(text: &str, at: usize) -> usize {
    text[..at].trim_end_matches(is_word).len()
}

/// What pest tried where it came no further.
struct Attempt {
    at: usize,
    /// As pest displays them: a literal as itself, a range as `a..z`. It keeps the type to itself.
    tokens: Vec<String>,
    rules: Vec<Rule>,
    takes_period: bool,
}

impl Attempt {
    fn of(rule: Rule, text: &str) -> Option<Self> {
        static DETAIL: Mutex<()> = Mutex::new(());
        let error = {
            let _alone = DETAIL.lock().unwrap_or_else(PoisonError::into_inner);
            pest::set_error_detail(true);
            let result = Grammar::parse(rule, text);
            pest::set_error_detail(false);
            result.err()?
        };
        let Some(attempts) = error.parse_attempts() else {
            let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
            return Some(Attempt { at, tokens: Vec::new(), rules: Vec::new(), takes_period: false });
        };
        let stacks = attempts.call_stacks();
        Some(Attempt {
            at: attempts.max_position,
            tokens: attempts.expected_tokens().iter().map(ToString::to_string).collect(),
            rules: stacks
                .iter()
                .flat_map(|stack| stack.deepest.get_rule().into_iter().chain(&stack.parent))
                .copied()
                .collect(),
            takes_period: false,
        })
    }

    fn into_failure(self, at: usize) -> Failure {
        Failure { at, takes_semicolon: self.takes(";"), expected: self.expected() }
    }

    fn takes(&self, token: &str) -> bool {
        self.tokens.iter().any(|taken| taken == token)
    }

    /// The phrases and words that would have fitted: phrases first, the `;` last.
    fn expected(&self) -> Vec<Arg> {
        // Space after a whole item: anything may follow, and nothing useful can be listed.
        if self.takes("///") {
            return Vec::new();
        }
        let mut covered = Vec::new();
        let mut expected: Vec<Arg> = self.phrases(&mut covered).into_iter().map(Arg::Text).collect();
        for keyword in keywords::all() {
            if self.takes(keyword.english()) && !covered.contains(&keyword.english()) {
                expected.push(keyword.both());
            }
        }
        let signs = ["#", "=", ":", "..", "(", "[", "]", ")", ",", "{", "}", ";"];
        for sign in signs.into_iter().filter(|sign| self.takes(sign) && !covered.contains(sign)) {
            expected.push(Arg::token(format!("`{sign}`")));
        }
        expected.truncate(MOST);
        expected
    }

    /// The kinds of token that would have fitted, and in `covered` the words that need not be told besides them.
    fn phrases(&self, covered: &mut Vec<&'static str>) -> Vec<Text> {
        // Of all that begins with a letter only names begin with `_`.
        let (takes_name, takes_string) = (self.takes("_"), self.takes("\""));
        if takes_name && self.takes("-") {
            covered.extend(["yes", "no"]);
            return vec![VALUE];
        }
        if self.takes("post") && self.takes("group") {
            covered.extend(["post", "group", "organ", "officer", "scope"]);
            return vec![SCOPE_PART];
        }
        if takes_name && self.takes("not") && self.takes("(") {
            covered.extend(["not", "("]);
            return vec![CONDITION];
        }
        let mut phrases = Vec::new();
        if takes_name {
            phrases.push(NAME);
        } else if self.takes("0..9") && !self.takes("a..z") {
            phrases.push(self.number());
        }
        if takes_string {
            phrases.push(STRING);
        }
        if self.takes("°") {
            phrases.push(UNIT);
        }
        if self.takes("better-than") {
            covered.extend(COMPARISONS);
            phrases.push(COMPARISON);
        }
        phrases
    }

    /// What begins with a digit here.
    fn number(&self) -> Text {
        let is_tried = |rules: &[Rule]| self.rules.iter().any(|rule| rules.contains(rule));
        if self.takes_period {
            PERIOD
        } else if is_tried(&[Rule::date, Rule::interval, Rule::from_date, Rule::to_date, Rule::from_date_bare]) {
            DATE
        } else if is_tried(&[Rule::quantity, Rule::ratio]) {
            VALUE
        } else {
            NUMBER
        }
    }
}

/// Both words and signs that compare.
static COMPARISONS: [&str; 11] = [
    "better-than",
    "worse-than",
    "at-least-as-good-as",
    "at-most-as-good-as",
    "larger-than",
    "smaller-than",
    "at-least-as-large-as",
    "at-most-as-large-as",
    "in",
    "is",
    "=",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Lang, Privacy};

    fn told(rule: Rule, text: &str) -> (usize, String) {
        let failure = failure(rule, text).unwrap();
        let list = Text::new("{0}", "{0}").with([Arg::List(failure.expected)]);
        (failure.at, list.render(Lang::En, Privacy::Redacted))
    }

    #[test]
    fn what_was_expected_is_told_in_words_of_the_language() {
        for (rule, text, at, expected) in [
            (Rule::organ_items, "tier ;", 5, "a name"),
            (Rule::organ_items, "tier central", 12, "`;`"),
            (Rule::organ_items, "region a b;", 9, "`,`, `;`"),
            (
                Rule::matter_items,
                "period ;",
                7,
                "a period such as `10 years`, `until/截至`, `long-term/长期`, `unspecified/未规定`",
            ),
            (Rule::matter_items, "period 10 yers;", 10, "`years/年`, `months/个月`"),
            (Rule::matter_items, "period until ;", 13, "a date such as `2026-11-23`, a text in quotes"),
            (Rule::matter_items, "covers a where b => 1;", 18, "a value such as `25 km2` or `1:5000`"),
            (Rule::matter_items, "covers a where ;", 15, "a condition"),
            (
                Rule::matter_items,
                "covers a where (b;",
                17,
                "a comparison such as `>=` or `larger-than`, `and/且`, `or/或`, `)`",
            ),
            (Rule::matter_items, "known-to ;", 9, "an organ, a post, a group or another part of a scope"),
            (Rule::level_items, "rank three;", 5, "a whole number"),
            (Rule::authorization_items, "period up-to ;", 13, "a period such as `10 years`"),
            (Rule::officer_items, "trained once;", 8, "`on/于`"),
            (Rule::declarations, "organ a [}", 8, "a text in quotes, `{`, `;`"),
        ] {
            assert_eq!(told(rule, text), (at, expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn half_a_word_is_no_place_to_point_at() {
        assert_eq!(told(Rule::organ_items, "since 2026-1-05;"), (6, "a date such as `2026-11-23`".to_owned()));
        assert_eq!(told(Rule::organ_items, "since 2026/11/23;").0, 6);
        assert_eq!(told(Rule::matter_items, "period 10年半;").0, 7);
    }

    #[test]
    fn a_sound_text_has_no_failure() {
        assert!(failure(Rule::matter_items, "level mimi;").is_none());
    }
}
