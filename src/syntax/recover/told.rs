//! What recovery says.

use std::ops::Range;

use super::context::{Context, Item, token_end};
use super::fixes;
use crate::diagnostic::{Arg, Diagnostic, Message, Safety, Text, is_unprintable};
use crate::faults::{SYNTAX_ERROR, UNKNOWN_FIELD};
use crate::source::{Base, Span};
use crate::syntax::expected::{Failure, is_word};
use crate::syntax::keywords;

const OPEN_COMMENT: Text = Text::new("the comment is not closed", "注释没有结束");
const CLOSE_COMMENT: Text = Text::new("close it with `*/`", "请以 `*/` 结束注释");
const UNEXPLAINED: Text = Text::new("the text does not parse from here on", "从此处起无法解析");
const OPEN_STRING: Text = Text::new("the text in quotes is not closed on its line", "引号中的文字在本行内没有结束");
const SAME_QUOTES: Text = Text::new(
    "a text opened by `\"` is closed by `\"`, one opened by `“` by `”`",
    "以 `\"` 开始的以 `\"` 结束，以 `“` 开始的以 `”` 结束",
);
const ONE_TOO_MANY: Text = Text::new("one `{0}` too many", "多余的 `{0}`");
const MISSING_CLOSE: Text = Text::new("expected `{0}` to close `{1}`", "此处应有 `{0}` 以结束 `{1}`");
const MISSING_CLOSES: Text =
    Text::new("expected {2} `{0}`, the first to close `{1}`", "此处应有 {2} 个 `{0}`，第一个用以结束 `{1}`");
const OPENED_HERE: Text = Text::new("`{0}` is opened here", "`{0}` 从这里开始");
const MISSING_OPEN: Text = Text::new("expected `{0}` before the fields of `{1}`", "`{1}` 的各字段之前应有 `{0}`");
const EXPECTED: Text = Text::new("expected {0}", "此处应为：{0}");
const EXPECTED_OR: Text = Text::new("expected {0} or {1}", "此处应为：{0} 或 {1}");
const FOUND: Text = Text::new("expected {0}, found {1}", "此处应为：{0}；实为：{1}");
const FOUND_OR: Text = Text::new("expected {0} or {1}, found {2}", "此处应为：{0} 或 {1}；实为：{2}");
const FOUND_WORD: Text = Text::new("expected {0}, found `{1}`", "此处应为：{0}；实为：`{1}`");
const FOUND_WORD_OR: Text = Text::new("expected {0} or {1}, found `{2}`", "此处应为：{0} 或 {1}；实为：`{2}`");
const UNEXPECTED: Text = Text::new("{0} cannot stand here", "{0} 不能写在这里");
const UNEXPECTED_WORD: Text = Text::new("`{0}` cannot stand here", "`{0}` 不能写在这里");
const END: Text = Text::new("the end of the file", "文件结尾");
const A_STRING: Text = Text::new("a text in quotes", "引号中的文字");
const A_DECLARATION: Text = Text::new("a declaration such as `organ` or `catalogue`", "声明（如 `机关`、`目录`）");
const A_FIELD: Text = Text::new("a field", "字段");
const NO_DECLARATION: Text = Text::new("`{0}` begins no declaration", "`{0}` 不能开始一个声明");
const NO_FIELD: Text = Text::new("`{0}` has no field `{1}`", "`{0}` 没有字段 `{1}`");
const DID_YOU_MEAN: Text = Text::new("did you mean `{0}`?", "是否应为 `{0}`？");
const BELONGS_IN: Text = Text::new("`{0}` belongs in {1}", "`{0}` 应写在 {1} 之内");
const BELONGS_AT_TOP: Text = Text::new("`{0}` stands outside all blocks", "`{0}` 应写在各声明之外");
const WRITTEN_SO: Text = Text::new("written so: {0}", "写法：{0}");
const NO_COLON: Text = Text::new("no colon stands behind a keyword", "关键字后不加冒号");
const HALF_WIDTH: Text = Text::new("write digits in half width", "数字请用半角");
const DATE_FORM: Text =
    Text::new("write a date as 2026-11-23, or with 年, 月 and 日", "日期请写作 2026-11-23，或者写明年、月、日");
const NO_QUOTES: Text = Text::new("ids, levels and keywords stand without quotes", "标识、密级和关键字不加引号");
const QUOTE_FORM: Text = Text::new("write texts in “…” or \"…\"", "文字请写在 “…” 或 \"…\" 之内");
const COMMENT_FORM: Text = Text::new("a comment begins with `//`", "注释以 `//` 开头");
const NO_BREAK_SPACE: Text =
    Text::new("this is a no-break space: write an ordinary one", "这是不间断空格，请改为普通空格");
const ONE_SEMICOLON: Text = Text::new("one `;` ends a field", "一个 `;` 即结束一个字段");

/// A word of the language as it is spelled, or else the author's.
pub(super) fn keyword_arg(word: &str) -> Arg {
    let spellings = keywords::lookup(word).flat_map(|keyword| keyword.spellings.iter());
    match spellings.copied().find(|spelling| *spelling == word) {
        Some(spelling) => Arg::token(spelling),
        None => Arg::words(word),
    }
}

fn syntax_error(base: Base, range: Range<usize>, message: impl Into<Message>) -> Diagnostic {
    Diagnostic::new(&SYNTAX_ERROR, Span::new(base, range), message)
}

pub(super) fn open_comment(base: Base, at: usize) -> Diagnostic {
    syntax_error(base, at..at + 2, OPEN_COMMENT).help(CLOSE_COMMENT)
}

pub(super) fn open_string(base: Base, text: &str, range: Range<usize>) -> Diagnostic {
    let finding = syntax_error(base, range.clone(), OPEN_STRING).help(SAME_QUOTES);
    Diagnostic { fix: fixes::closing_quote(base, text, range), ..finding }
}

pub(in crate::syntax) fn unexplained(base: Base, at: usize) -> Diagnostic {
    syntax_error(base, at..at, UNEXPLAINED)
}

pub(super) fn stray(base: Base, text: &str, range: Range<usize>) -> Diagnostic {
    let sign = Arg::token(text[range.clone()].to_owned());
    let fix = fixes::take_out(base, Safety::Unsafe, range.clone());
    syntax_error(base, range, ONE_TOO_MANY.with([sign])).fix(fix)
}

pub(super) fn missing_open(base: Base, text: &str, at: usize, keyword: Arg) -> Diagnostic {
    let message = MISSING_OPEN.with([Arg::token("{"), keyword]);
    syntax_error(base, at..at, message).fix(fixes::open_brace(base, text, at))
}

/// `blocks`: what is open, the innermost first, with its opening brace.
pub(super) fn missing_close(base: Base, text: &str, at: usize, blocks: Vec<(Arg, Span)>) -> Diagnostic {
    let braces: Vec<Range<usize>> = blocks.iter().map(|(_, brace)| base.range(*brace)).collect();
    let count = Arg::number(blocks.len());
    let first = blocks.first().map(|(keyword, _)| keyword.clone()).unwrap_or(Arg::Text(END));
    let brace = Arg::token("}");
    let message = match blocks.len() {
        1 => MISSING_CLOSE.with([brace, first]),
        _ => MISSING_CLOSES.with([brace, first, count]),
    };
    let finding = syntax_error(base, at..at, message).fix(fixes::close_braces(base, text, at, &braces));
    blocks.into_iter().fold(finding, |finding, (keyword, brace)| finding.label(brace, OPENED_HERE.with([keyword])))
}

/// The one field or declaration ends here without its semicolon.
pub(super) fn missing_semicolon(base: Base, text: &str, at: usize, items: &[&Item]) -> Diagnostic {
    let finding = syntax_error(base, at..at, EXPECTED.with([Arg::token("`;`")]));
    with_examples(finding.fix(fixes::semicolon(base, text, at)), items)
}

/// Something else was expected than what stands at `range`; nothing is said of what stands there if the place is empty.
pub(super) fn unexpected(
    base: Base,
    text: &str,
    range: Range<usize>,
    Failure { expected, takes_semicolon, .. }: Failure,
    items: &[&Item],
) -> Diagnostic {
    let fix = fixes::slip(base, text, &range, takes_semicolon);
    let is_behind = range.is_empty() && range.start < text.len();
    let found = (!is_behind).then(|| Found::at(text, range.start));
    let advice = found.as_ref().and_then(|_| advice(&text[range.start..]));
    let mut finding = syntax_error(base, range, expectation(expected, found));
    finding.help.extend(advice.map(Message::from));
    finding.fix = fix;
    with_examples(finding, items)
}

/// What to do about a slip that authors make often.
fn advice(found: &str) -> Option<Text> {
    match found.chars().next()? {
        ':' | '：' => Some(NO_COLON),
        '０'..='９' => Some(HALF_WIDTH),
        '/' | '.' => Some(DATE_FORM),
        '"' | '“' => Some(NO_QUOTES),
        '《' | '「' | '『' | '‘' | '”' => Some(QUOTE_FORM),
        '#' => Some(COMMENT_FORM),
        '\u{a0}' => Some(NO_BREAK_SPACE),
        _ => None,
    }
}

/// "expected a, b or c, found d"
fn expectation(mut expected: Vec<Arg>, found: Option<Found>) -> Message {
    let Some(last) = expected.pop() else {
        return match found {
            Some(Found::Word(word)) => UNEXPECTED_WORD.with([word]),
            Some(Found::Phrase(phrase)) => UNEXPECTED.with([phrase]),
            None => UNEXPECTED.with([Arg::Text(END)]),
        };
    };
    let is_choice = !expected.is_empty();
    let choice = is_choice.then(|| Arg::list(expected));
    let (template, found) = match found {
        None => (if is_choice { EXPECTED_OR } else { EXPECTED }, None),
        Some(Found::Word(word)) => (if is_choice { FOUND_WORD_OR } else { FOUND_WORD }, Some(word)),
        Some(Found::Phrase(phrase)) => (if is_choice { FOUND_OR } else { FOUND }, Some(phrase)),
    };
    template.with(choice.into_iter().chain([last]).chain(found))
}

/// What begins no field and no declaration because it is no word.
pub(super) fn no_item(base: Base, text: &str, at: usize, context: Context) -> Diagnostic {
    let range = at..token_end(text, at);
    if matches!(&text[range.clone()], ";" | "；") {
        let fix = fixes::take_out(base, Safety::Safe, range.clone());
        return stray(base, text, range).help(ONE_SEMICOLON).fix(fix);
    }
    let expected = if context == Context::TOP { A_DECLARATION } else { A_FIELD };
    let fix = fixes::slip(base, text, &range, false);
    let finding = syntax_error(base, range, expectation(vec![Arg::Text(expected)], Some(Found::at(text, at))));
    Diagnostic { fix, ..finding }
}

/// A word that begins no item of the block that `block` opens; `None` at the top.
pub(super) fn unknown(base: Base, text: &str, at: usize, context: Context, block: Option<Arg>) -> Diagnostic {
    let range = at..token_end(text, at);
    let word = &text[range.clone()];
    let fix = fixes::keyword(base, range.clone(), word, context);
    let finding = match block {
        Some(block) => {
            Diagnostic::new(&UNKNOWN_FIELD, Span::new(base, range), NO_FIELD.with([block, keyword_arg(word)]))
        }
        None => syntax_error(base, range, NO_DECLARATION.with([keyword_arg(word)])),
    };
    let homes: Vec<Arg> = Context::homes(word).into_iter().map(|home| home.both()).collect();
    if !homes.is_empty() {
        return finding.help(BELONGS_IN.with([keyword_arg(word), Arg::List(homes)]));
    }
    if context != Context::TOP && Context::TOP.has(word) {
        return finding.help(BELONGS_AT_TOP.with([keyword_arg(word)]));
    }
    match context.nearest(word) {
        Some(spelling) => Diagnostic { fix, ..finding.help(DID_YOU_MEAN.with([Arg::token(spelling)])) },
        None => finding,
    }
}

fn with_examples(finding: Diagnostic, items: &[&Item]) -> Diagnostic {
    let mut examples: Vec<&str> = items.iter().flat_map(|item| item.examples.iter().copied()).collect();
    examples.dedup();
    if examples.is_empty() {
        return finding;
    }
    let examples = Arg::list(examples.into_iter().map(|example| Arg::Spelled {
        english: format!("`{example}`").into(),
        chinese: format!("`{}`", keywords::in_chinese(example)).into(),
    }));
    finding.help(WRITTEN_SO.with([examples]))
}

/// What stands somewhere, for a message.
enum Found {
    /// Shown in backquotes.
    Word(Arg),
    Phrase(Arg),
}

impl Found {
    fn at(text: &str, at: usize) -> Self {
        let token = &text[at..token_end(text, at)];
        match token.chars().next() {
            None => Found::Phrase(Arg::Text(END)),
            Some('"' | '“') => Found::Phrase(Arg::Text(A_STRING)),
            Some(c) if is_word(c) => Found::Word(keyword_arg(token)),
            Some(c) if c.is_whitespace() || is_unprintable(c) => {
                Found::Phrase(Arg::token(format!("U+{:04X}", u32::from(c))))
            }
            Some(c) if c.is_ascii() || SIGNS.contains(c) => Found::Word(Arg::token(token.to_owned())),
            Some(_) => Found::Word(Arg::words(token)),
        }
    }
}

/// The signs of the language outside ASCII.
static SIGNS: &str = "；，、：（）［］｛｝“”＝＜＞！＃≤≥≦≧≠";
