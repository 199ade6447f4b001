//! Regions and notes in words, as text and HTML show them.

use super::Setting;
use super::json::{Cell, End, Example, Interval, Kind, Matrix, Note, Row, Side, Unlisted, Values, Without};
use crate::answers::told::Level;
use crate::diagnostic::{Arg, Lang, Message, Privacy, Text, is_unprintable};
use crate::model::{Attribute, AttributeType, Head, Rational};
use crate::overlap::{self, Shown};

const YES: Text = Text::new("yes", "是");
const NO: Text = Text::new("no", "否");
const OR: Text = Text::new(" or ", " 或 ");
const ALL: Text = Text::new("all", "全部");
const NOTHING_LEFT: Text = Text::new("nothing: exceptions take all away", "无：已全部除外");
const COUNT: Text = Text::new("alternatives: {0}", "情形：{0} 种");
const WITHOUT: Text = Text::new("without {0}", "除外：{0}");
const WITHOUT_ROW: Text = Text::new("without {0} ({1})", "除外：{0}（{1}）");
/// Before each of several alternatives.
const BULLET: &str = "• ";
const AS: Text = Text::new("⊂ {0}", "⊂ {0}");

/// One side of a region, as data and in words.
pub(super) fn side(setting: &Setting<'_>, side: &overlap::Side) -> Side {
    let attribute = &setting.context.model.attributes[side.attribute];
    let (text, values) = match &side.values {
        overlap::Values::Numbers(intervals) => {
            let intervals: Vec<Interval> = intervals.iter().map(|each| interval(each, number)).collect();
            (said(&intervals, setting.lang), Values::Numbers { intervals })
        }
        overlap::Values::Days(intervals) => {
            let intervals: Vec<Interval> = intervals.iter().map(|each| interval(each, ToString::to_string)).collect();
            (said(&intervals, setting.lang), Values::Dates { intervals })
        }
        overlap::Values::Choices(choices) => {
            let heads = choices.iter().map(|at| choice(attribute, *at));
            let names: Vec<String> = heads.clone().map(|head| named(setting, head)).collect();
            let choices = heads.map(|head| setting.id(head)).collect();
            (colon(setting.lang) + &names.join(setting.lang.separator()), Values::Choices { choices })
        }
        overlap::Values::Truth(truth) => {
            let word = if *truth { YES } else { NO };
            (colon(setting.lang) + word.get(setting.lang), Values::Truth { truth: *truth })
        }
    };
    let title = setting.title(&attribute.head);
    let name = title.clone().unwrap_or_else(|| setting.id(&attribute.head));
    let text = if text.starts_with([':', '：']) { name + &text } else { name + " " + &text };
    Side { attribute: setting.id(&attribute.head), title, text, values }
}

/// The value of an example.
pub(super) fn shown(setting: &Setting<'_>, attribute: &Attribute, value: &Shown) -> String {
    match value {
        Shown::Quantity(text) => text.clone(),
        Shown::Date(day) => day.to_string(),
        Shown::Choice(at) => named(setting, choice(attribute, *at)),
        Shown::Truth(truth) => if *truth { YES } else { NO }.get(setting.lang).to_owned(),
    }
}

fn choice(attribute: &Attribute, at: usize) -> &Head {
    match &attribute.kind {
        AttributeType::OneOf(choices) => &choices[at].head,
        AttributeType::Quantity(_) | AttributeType::YesNo | AttributeType::Date => {
            unreachable!("bug: a choice of an attribute that has none")
        }
    }
}

/// The title, or else the id.
fn named(setting: &Setting<'_>, head: &Head) -> String {
    setting.title(head).unwrap_or_else(|| setting.id(head))
}

fn number(value: &Rational) -> String {
    if value.is_integer() { value.numer().to_string() } else { format!("{}/{}", value.numer(), value.denom()) }
}

fn interval<T>(interval: &overlap::Interval<T>, value: impl Fn(&T) -> String) -> Interval {
    let end = |end: &overlap::End<T>| End { value: value(&end.value), text: end.text.clone(), included: end.is_in };
    Interval { from: interval.low.as_ref().map(end), to: interval.high.as_ref().map(end) }
}

/// A list where all are single values, what is left out where only single values are, or else one interval after another.
fn said(intervals: &[Interval], lang: Lang) -> String {
    let points: Vec<&str> = intervals.iter().filter_map(point).collect();
    match (&*points, left_out(intervals)) {
        ([one], _) if intervals.len() == 1 => format!("= {one}"),
        (points, _) if points.len() == intervals.len() => colon(lang) + &points.join(lang.separator()),
        (_, Some(out)) => format!("≠ {}", out.join(lang.separator())),
        _ => intervals.iter().map(bounds).collect::<Vec<_>>().join(OR.get(lang)),
    }
}

/// The only value of an interval.
fn point(interval: &Interval) -> Option<&str> {
    let (from, to) = (interval.from.as_ref()?, interval.to.as_ref()?);
    (from.value == to.value).then_some(&*from.text)
}

/// The values between intervals, where nothing else is left out.
fn left_out(intervals: &[Interval]) -> Option<Vec<&str>> {
    let is_whole = intervals.first()?.from.is_none() && intervals.last()?.to.is_none();
    let out = intervals.windows(2).map(|pair| match (&pair[0].to, &pair[1].from) {
        (Some(to), Some(from)) if to.value == from.value => Some(&*to.text),
        _ => None,
    });
    out.collect::<Option<Vec<&str>>>().filter(|_| is_whole)
}

fn bounds(interval: &Interval) -> String {
    match (&interval.from, &interval.to) {
        (Some(from), Some(to)) if from.value == to.value => format!("= {}", from.text),
        (Some(from), Some(to)) => {
            let (open, close) = (if from.included { '[' } else { '(' }, if to.included { ']' } else { ')' });
            format!("{open}{}, {}{close}", from.text, to.text)
        }
        (Some(from), None) => format!("{} {}", if from.included { '≥' } else { '>' }, from.text),
        (None, Some(to)) => format!("{} {}", if to.included { '≤' } else { '<' }, to.text),
        (None, None) => unreachable!("bug: values that leave nothing out"),
    }
}

fn colon(lang: Lang) -> String {
    match lang {
        Lang::En => ": ",
        Lang::Zh => "：",
    }
    .to_owned()
}

/// A line in parts that are better not broken.
pub(super) type Line = Vec<String>;

/// What a cell says, a line for each alternative and each exception.
pub(super) fn cell(matrix: &Matrix, cell: &Cell, lang: Lang) -> Vec<Line> {
    if let Some(outer) = matrix.kinds[cell.column].outer.filter(|_| cell.same_as.is_some()) {
        return vec![vec![line(AS.with([Arg::token(kind_named(matrix, outer).to_owned())]), lang)]];
    }
    let (Some(any_of), Some(without)) = (&cell.any_of, &cell.without) else {
        return vec![vec![line(COUNT.with([Arg::number(cell.alternatives)]), lang)]];
    };
    let bullet = if any_of.len() > 1 { BULLET } else { "" };
    let mut lines: Vec<Line> = any_of.iter().map(|sides| region(sides, bullet, lang)).collect();
    if lines.is_empty() {
        lines.push(vec![NOTHING_LEFT.get(lang).to_owned()]);
    }
    // That a condition takes all away has been said.
    let said = |without: &&Without| any_of.is_empty() && without.row.is_none() && without.all_of.is_empty();
    let without = without.iter().filter(|without| !said(without));
    lines.extend(without.map(|without| vec![exception(without, lang)]));
    lines
}

fn region(sides: &[Side], bullet: &str, lang: Lang) -> Line {
    let separator = |at: usize| if at + 1 < sides.len() { lang.clause_separator() } else { "" };
    match sides {
        [] => vec![format!("{bullet}{}", ALL.get(lang))],
        sides => (0..)
            .zip(sides)
            .map(|(at, side)| {
                let before = if at == 0 { bullet } else { "" };
                format!("{before}{}{}", side.text, separator(at))
            })
            .collect(),
    }
}

fn exception(without: &Without, lang: Lang) -> String {
    let region = Arg::token(region(&without.all_of, "", lang).concat());
    match &without.row {
        Some(row) => line(WITHOUT_ROW.with([region, Arg::id(row)]), lang),
        None => line(WITHOUT.with([region]), lang),
    }
}

/// Whatever may not be shown is not in the table any more.
pub(super) fn line(message: Message, lang: Lang) -> String {
    message.render(lang, Privacy::Open)
}

/// The title of a kind of the table, or its id.
pub(super) fn kind_named(matrix: &Matrix, column: usize) -> &str {
    let kind = &matrix.kinds[column];
    kind.title.as_deref().unwrap_or(&kind.id)
}

/// Id and title.
pub(super) fn kind(kind: &Kind) -> String {
    match &kind.title {
        Some(title) => format!("{title} {}", kind.id),
        None => kind.id.clone(),
    }
}

/// Id, name and rank always together.
fn level(level: &Level) -> String {
    match &level.name {
        Some(name) => format!("{} {name} ({})", level.id, level.rank),
        None => format!("{} ({})", level.id, level.rank),
    }
}

/// What a row gives.
pub(super) fn level_and_period(row: &Row, lang: Lang) -> Vec<String> {
    const NO_LEVEL: Text = Text::new("no level given", "未写明密级");
    let level = row.level.as_ref().map_or_else(|| NO_LEVEL.get(lang).to_owned(), level);
    [level].into_iter().chain(row.period.clone()).collect()
}

/// Why a row has no cells.
pub(super) fn no_cells(about: &str) -> Text {
    match about {
        "prose" => Text::new("prose: it names no kind", "文字表述：未指明对象类别"),
        "nothing" => Text::new("nothing: no object meets its conditions", "无：没有对象符合其条件"),
        _ => Text::new("not known: `dingmi check` says why", "无法判断：`dingmi check` 说明原因"),
    }
}

/// A note in a sentence.
pub(super) fn note(note: &Note, lang: Lang) -> String {
    const CONFLICT: Text =
        Text::new("{0} and {1} give one object a different {2}", "{0} 与 {1} 对同一对象规定的{2}不同");
    const PUBLIC: Text = Text::new("{0} takes in something that must be public: {1}", "{0} 包含应当公开的内容：{1}");
    const FROM: Text = Text::new("from {0}: {1}", "自 {0} 起：{1}");
    let rows = [Arg::id(&note.matter), Arg::id(&note.other)];
    let message = match note.about {
        "public" => PUBLIC.with(rows),
        _ => CONFLICT.with(rows.into_iter().chain([Arg::list(note.differs.iter().map(|field| field_named(field)))])),
    };
    match &note.from {
        Some(day) => line(FROM.with([Arg::token(day.clone()), Arg::Message(Box::new(message))]), lang),
        None => line(message, lang),
    }
}

fn field_named(field: &str) -> Arg {
    Arg::Text(match field {
        "level" => Text::new("level", "密级"),
        "period" => Text::new("period", "保密期限"),
        _ => Text::new("knowledge scope", "知悉范围"),
    })
}

/// An object that shows it.
pub(super) fn example(example: &Example, lang: Lang) -> String {
    const EXAMPLE: Text = Text::new("for example {0}", "例如{0}");
    let kind = example.kind_title.as_ref().or(example.kind.as_ref()).cloned();
    let values = example.values.iter().map(|value| {
        let name = value.title.as_ref().unwrap_or(&value.attribute);
        name.clone() + &colon(lang) + &value.value
    });
    let parts: Vec<String> = kind.into_iter().chain(values).collect();
    line(EXAMPLE.with([Arg::token(parts.join(lang.clause_separator()))]), lang)
}

pub(super) fn unlisted(unlisted: &Unlisted, lang: Lang) -> String {
    const MORE: Text =
        Text::new("{0} contradicts {1} more; they are not marked here", "{0} 还与另外 {1} 项矛盾，本表未标出");
    line(MORE.with([Arg::id(&unlisted.matter), Arg::number(unlisted.count)]), lang)
}

/// The day, the regime and how many rows are prose.
pub(super) fn about(matrix: &Matrix, lang: Lang) -> String {
    const ABOUT: Text = Text::new(
        "on {0}; regime {1}; matters: {2}, of them prose: {3}",
        "日期 {0}；法规 {1}；事项 {2} 项，其中文字表述 {3} 项",
    );
    const NOT_IN_FORCE: Text = Text::new("{0}; not in force on that day", "{0}；该日未施行");
    let regime = matrix.regime.clone().unwrap_or_else(|| "—".to_owned());
    let counts = [matrix.matters.len(), matrix.prose()].map(Arg::number);
    let about = ABOUT.with([Arg::token(matrix.on.clone()), Arg::token(regime)].into_iter().chain(counts));
    match matrix.in_force {
        true => line(about, lang),
        false => line(NOT_IN_FORCE.with([Arg::Message(Box::new(about))]), lang),
    }
}

/// How the table is read: what occurs in it.
pub(super) fn legend(matrix: &Matrix) -> Vec<Text> {
    const BOUNDS: Text = Text::new(
        "[ and ] take the end in, ( and ) leave it out; • alternatives, any of which will do",
        "[ ] 含端点，( ) 不含端点；• 为并列情形，符合其一即可",
    );
    const KINDS: Text = Text::new(
        "what is said of a kind holds for the kinds in it that are not listed; where nothing stands, the row does not speak of it",
        "对某类别的规定，适用于其中未单列的下级类别；空白或者未列出的，该事项不涉及",
    );
    const PARENT: Text = Text::new("⊂ KIND: as it covers KIND, which this kind lies in", "⊂ 类别：同该上级类别");
    const MARK: Text = Text::new("! with a number: see that note", "! 及编号：见相应注释");
    let cells = || matrix.matters.iter().flat_map(|row| &row.cells);
    let entries = [
        (cells().any(|cell| cell.any_of.is_some()), BOUNDS),
        (cells().next().is_some(), KINDS),
        (cells().any(|cell| cell.same_as.is_some()), PARENT),
        (cells().any(|cell| !cell.notes.is_empty()), MARK),
    ];
    entries.into_iter().filter(|(occurs, _)| *occurs).map(|(_, text)| text).collect()
}

/// The text with what a viewer would act on, or what HTML has no place for, made visible.
pub(super) fn printable(text: &str) -> String {
    let is_no_character = |c: char| is_unprintable(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if is_no_character(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
