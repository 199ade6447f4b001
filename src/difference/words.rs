//! What changed, in words: what text and Markdown share.

use super::json::{Change, Counts, Diff, Direction, Example, RowDiff, What};
use super::{Setting, Verdict};
use crate::diagnostic::{Arg, Lang, Message, Text};
use crate::model::{Attribute, AttributeType, Choice, Context};
use crate::overlap::Shown;

const YES: Text = Text::new("yes", "是");
const NO: Text = Text::new("no", "否");

/// A value of an example.
pub(super) fn shown(setting: &Setting<'_>, context: &Context<'_>, attribute: &Attribute, value: &Shown) -> String {
    let choice = |at: usize| {
        let title = choice(attribute, at).head.title;
        title.and_then(|title| setting.words(&context.words(title)))
    };
    match value {
        Shown::Choice(at) => choice(*at).unwrap_or_else(|| written(attribute, value)),
        Shown::Truth(truth) => if *truth { YES } else { NO }.get(setting.lang).to_owned(),
        Shown::Quantity(_) | Shown::Date(_) => written(attribute, value),
    }
}

/// The same as one writes it in a condition.
pub(super) fn written(attribute: &Attribute, value: &Shown) -> String {
    match value {
        Shown::Quantity(text) => text.clone(),
        Shown::Date(day) => day.to_string(),
        Shown::Choice(at) => choice(attribute, *at).name.clone(),
        Shown::Truth(truth) => if *truth { YES.en } else { NO.en }.to_owned(),
    }
}

fn choice(attribute: &Attribute, at: usize) -> &Choice {
    match &attribute.kind {
        AttributeType::OneOf(choices) => &choices[at],
        AttributeType::Quantity(_) | AttributeType::YesNo | AttributeType::Date => {
            unreachable!("bug: a choice of an attribute that has none")
        }
    }
}

impl What {
    pub(super) fn text(self) -> Text {
        match self {
            What::Number => Text::new("number", "序号"),
            What::Name => Text::new("name", "名称"),
            What::Level => Text::new("level", "密级"),
            What::Period => Text::new("period", "保密期限"),
            What::KnownTo => Text::new("known-to", "知悉范围"),
            What::Covers => Text::new("covered region", "适用对象"),
            What::Authority => Text::new("authority", "定密权"),
            What::Precedence => Text::new("precedence", "优先关系"),
            What::ProducedBy => Text::new("produced-by", "产生层级"),
            What::InForce => Text::new("in-force", "施行"),
            What::Regime => Text::new("regime", "依据法规"),
        }
    }
}

impl Direction {
    pub(super) fn text(self) -> Text {
        match self {
            Direction::Raised => Text::new("raised", "提高"),
            Direction::Lowered => Text::new("lowered", "降低"),
            Direction::Lengthened => Text::new("lengthened", "延长"),
            Direction::Shortened => Text::new("shortened", "缩短"),
            Direction::Widened => Text::new("widened", "扩大"),
            Direction::Narrowed => Text::new("narrowed", "缩小"),
            Direction::Grown => Text::new("grown", "增加"),
            Direction::Shrunk => Text::new("shrunk", "减少"),
            Direction::Gained => Text::new("gained", "增加"),
            Direction::Lost => Text::new("lost", "减少"),
            Direction::Changed => Text::new("changed", "改变"),
            Direction::Given => Text::new("given, which was left open", "原未写明，现已写明"),
            Direction::Dropped => Text::new("left open, which was given", "原已写明，现未写明"),
            Direction::Unknown => Text::new("too large to compare", "过大，无法比较"),
        }
    }
}

/// The lines that say what changed: the first one what, the rest details.
pub(super) fn change(lang: Lang, change: &Change) -> Vec<String> {
    const HEAD: Text = Text::new("{0} {1}", "{0}{1}");
    const FROM_TO: Text = Text::new("{0} {1}: {2} → {3}", "{0}{1}：{2} → {3}");
    const GAINED: Text = Text::new("+ {0}", "+ {0}");
    const LOST: Text = Text::new("- {0}", "- {0}");
    let (what, direction) = (Arg::Text(change.what.text()), Arg::Text(change.direction.text()));
    let end = |end: &Option<String>| Arg::token(end.clone().unwrap_or_else(|| "—".to_owned()));
    let head = if change.old.is_none() && change.new.is_none() {
        say(lang, HEAD, [what, direction])
    } else {
        say(lang, FROM_TO, [what, direction, end(&change.old), end(&change.new)])
    };
    let mut lines = vec![head];
    lines.extend(change.gained.iter().map(|each| say(lang, GAINED, [Arg::token(each.clone())])));
    lines.extend(change.lost.iter().map(|each| say(lang, LOST, [Arg::token(each.clone())])));
    let examples = [(&change.now_covered, NOW), (&change.no_longer_covered, NO_LONGER)];
    lines.extend(
        examples.into_iter().filter_map(|(found, text)| found.as_ref().map(|found| example(lang, text, found))),
    );
    lines
}

const NOW: Text = Text::new("now covered: {0}", "现在包括：{0}");
const NO_LONGER: Text = Text::new("no longer covered: {0}", "不再包括：{0}");

pub(super) fn example(lang: Lang, text: Text, example: &Example) -> String {
    const ANY: Text = Text::new("an object of any kind", "任何类别的对象");
    const IS: Text = Text::new("{0} = {1}", "{0} = {1}");
    let kind = example.kind_title.as_ref().or(example.kind.as_ref());
    let kind = kind.map_or(Arg::Text(ANY), |kind| Arg::token(kind.clone()));
    let values = example.values.iter().flatten().map(|value| {
        let name = value.title.as_ref().unwrap_or(&value.attribute).clone();
        Arg::Message(Box::new(IS.with([Arg::token(name), Arg::token(value.text.clone())])))
    });
    say(lang, text, [Arg::list([kind].into_iter().chain(values))])
}

/// What a row that stands alone has to do with those of the other side.
pub(super) fn shared(lang: Lang, row: &RowDiff) -> Vec<String> {
    const NOW_IN: Text = Text::new("objects of it are now in {0}", "其部分对象现归入 {0}");
    const WERE_IN: Text = Text::new("objects of it were in {0}", "其部分对象原归入 {0}");
    const SAME: Text = Text::new("at the same", "要求相同");
    const NOT_ALL: Text = Text::new("and in no row any more: {0}", "现无任何事项包括：{0}");
    const NEW: Text = Text::new("and were in no row: {0}", "原无任何事项包括：{0}");
    const MORE: Text = Text::new("and of {0} more", "另有 {0} 项");
    let is_removed = row.new.is_none();
    let mut lines = Vec::new();
    for each in &row.shared {
        let text = if is_removed { NOW_IN } else { WERE_IN };
        let head = say(lang, text, [Arg::id(&*each.row)]);
        let mut parts: Vec<String> = each.changes.iter().flat_map(|each| change(lang, each)).collect();
        if parts.is_empty() {
            parts.push(SAME.get(lang).to_owned());
        }
        lines.push(format!("{head}{}{}", colon(lang), parts.join(lang.clause_separator())));
    }
    lines.extend((row.shared_more > 0).then(|| say(lang, MORE, [Arg::number(row.shared_more)])));
    let left = row.unshared.as_ref().filter(|_| !row.shared.is_empty());
    lines.extend(left.map(|found| example(lang, if is_removed { NOT_ALL } else { NEW }, found)));
    lines
}

pub(super) fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ": ",
        Lang::Zh => "：",
    }
}

/// How many rows came, went and changed how.
pub(super) fn counts(lang: Lang, diff: &Diff) -> String {
    let Counts { added, removed, tighter, looser, incomparable, equal } = diff.counts;
    const ADDED: Text = Text::new("{0} added", "新增 {0} 项");
    const REMOVED: Text = Text::new("{0} removed", "删除 {0} 项");
    const VERDICT: Text = Text::new("{0} {1}", "{1} {0} 项");
    let verdict = |count, verdict: Verdict| (count, VERDICT.with([Arg::number(count), Arg::Text(verdict.text())]));
    let parts = |all: Vec<(usize, Message)>| -> Vec<Arg> {
        let there = all.into_iter().filter(|(count, _)| *count > 0);
        there.map(|(_, message)| Arg::Message(Box::new(message))).collect()
    };
    let came = parts(vec![(added, ADDED.with([Arg::number(added)])), (removed, REMOVED.with([Arg::number(removed)]))]);
    let became = parts(vec![
        verdict(tighter, Verdict::Tighter),
        verdict(looser, Verdict::Looser),
        verdict(incomparable, Verdict::Incomparable),
        verdict(equal, Verdict::Equal),
    ]);
    let lists = [came, became].into_iter().filter(|list| !list.is_empty());
    let lists: Vec<String> = lists.map(|list| say(lang, Text::new("{0}", "{0}"), [Arg::list(list)])).collect();
    lists.join(lang.clause_separator())
}

/// With values that may be shown already.
pub(super) fn say(lang: Lang, text: Text, args: impl IntoIterator<Item = Arg>) -> String {
    text.with(args).render(lang, crate::diagnostic::Privacy::Open)
}
