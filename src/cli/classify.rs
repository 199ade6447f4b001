//! `dingmi classify`.

use super::Context;
use super::arguments::{ClassifyArguments, ListFormat, RuleArguments};
use super::asked::{Asked, meant, tell};
use super::batch;
use super::fault::{Exit, Fault};
use super::why::level;
use crate::answers::classify::{Classification, Open, Row, Setting};
use crate::diagnostic::{Arg, Text};
use crate::limits;
use crate::model::{self, Attribute, AttributeType, Head, Id, Kind, QuantityFault, Relation, ValueFault};
use crate::model::{id_text, nearest, words_text};
use crate::overlap::{Decider, Object, Overlaps, Scopes};

pub(super) fn run(mut arguments: ClassifyArguments, context: &Context) -> Result<Exit, Fault> {
    let values = take_values(&mut arguments);
    let asked = match Asked::new(&arguments.program, &RuleArguments::structure(), context)? {
        Ok(asked) => asked,
        Err(exit) => return Ok(exit),
    };
    let about = asked.about();
    let scopes = Scopes::of(about.model, about.sources);
    let overlaps = Overlaps::of(&about, &scopes);
    if !overlaps.is_complete() {
        return Err(Fault::input(UNKNOWN));
    }
    let setting = Setting { context: &about, overlaps: &overlaps, lang: context.lang, privacy: context.privacy };
    let mut questions = Questions { decider: Decider::new(&overlaps), setting, context };
    match (arguments.batch, &arguments.kind) {
        (Some(form), _) => {
            if let Some((name, _)) = values.first() {
                return Err(Fault::usage(NO_VALUES.with([Arg::words(name)])).help(NO_VALUES_HELP));
            }
            batch::run(&mut questions, form, arguments.format)
        }
        (None, Some(kind)) => {
            let answer = questions.answer(kind, &values)?;
            tell(&answer, arguments.format, |answer| human(answer, context))?;
            Ok(exit_of(&answer))
        }
        (None, None) => unreachable!("bug: clap let an object without a kind pass"),
    }
}

const UNKNOWN: Text = Text::new(
    "no answer while a condition or a relation of a row means nothing: `dingmi check` tells what is wrong",
    "事项的条件或者关系没有所指时，不能作答：`dingmi check` 说明问题所在",
);
const IN_PART: Text = Text::new("no answer: the limit {0} was passed", "不能作答：超过限制 {0}");
const NO_VALUES: Text =
    Text::new("objects come from stdin, and {0} is given here", "对象从标准输入读取，而此处给出了 {0}");
const NO_VALUES_HELP: Text = Text::new("put the value into each line", "请把该值写入每一行");
const NO_KIND: Text = Text::new("no kind {0} is declared", "没有声明类别 {0}");
const NO_ATTRIBUTE: Text = Text::new("no attribute {0} is declared", "没有声明属性 {0}");
const TWO: Text = Text::new("{0} is the title of several: use the id", "{0} 是几个声明共同的名称：请用标识符");
const TWICE: Text = Text::new("{0} is given twice", "{0} 给出了两次");
const NO_VALUE: Text = Text::new("{0} is no value of {1}", "{0} 不是 {1} 的值");

/// Whether everything is settled, as an exit code.
pub(super) fn exit_of(answer: &Classification) -> Exit {
    if ["settled", "none"].contains(&answer.status) { Exit::Clean } else { Exit::Findings }
}

/// Takes what has `=` in it out of the paths.
fn take_values(arguments: &mut ClassifyArguments) -> Vec<(String, String)> {
    let mut values = Vec::new();
    arguments.program.paths.retain(|path| {
        let given = path.to_str().and_then(|text| text.split_once(['=', '＝']));
        values.extend(given.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())));
        given.is_none()
    });
    values
}

/// Questions about objects of one program.
pub(super) struct Questions<'a> {
    decider: Decider<'a, 'a>,
    setting: Setting<'a>,
    pub(super) context: &'a Context,
}

impl Questions<'_> {
    /// What an object is, of which a kind and some values are given by name.
    pub(super) fn answer(&mut self, kind: &str, values: &[(String, String)]) -> Result<Classification, Fault> {
        let object = Object { kind: self.kind(kind)?, values: self.values(values)? };
        let day = self.setting.context.as_of;
        let decision = self.decider.decide(&object, day);
        let decision = decision.ok_or_else(|| Fault::input(IN_PART.with([Arg::token(limits::PAIR_STEPS.name)])))?;
        Ok(self.setting.told(&object, &decision, day))
    }

    fn kind(&self, name: &str) -> Result<Id<Kind>, Fault> {
        let kinds = self.setting.context.model.kinds.iter().map(|(id, kind)| (id, &kind.head));
        self.named(kinds.collect(), name, NO_KIND)
    }

    fn values(&self, values: &[(String, String)]) -> Result<Vec<(Id<Attribute>, Relation)>, Fault> {
        let model::Context { model, sources, .. } = self.setting.context;
        let mut found: Vec<(Id<Attribute>, Relation)> = Vec::new();
        for (name, text) in values {
            let heads = model.attributes.iter().map(|(id, attribute)| (id, &attribute.head));
            let id = self.named(heads.collect(), name, NO_ATTRIBUTE)?;
            if found.iter().any(|(known, _)| *known == id) {
                return Err(Fault::usage(TWICE.with([Arg::words(name)])));
            }
            let value = model.value_of(sources, id, text).map_err(|fault| self.no_value(id, text, fault))?;
            found.push((id, value));
        }
        Ok(found)
    }

    /// By id, or else by a title that only one has.
    fn named<T>(&self, heads: Vec<(Id<T>, &Head)>, name: &str, none: Text) -> Result<Id<T>, Fault> {
        let sources = self.setting.context.sources;
        let wanted = model::nfc(name);
        if let Some((id, _)) = heads.iter().find(|(_, head)| id_text(sources, head.id) == wanted) {
            return Ok(*id);
        }
        let titled = |head: &Head| head.title.is_some_and(|title| words_text(sources, title) == name);
        let mut same = heads.iter().filter(|(_, head)| titled(head));
        match (same.next(), same.next()) {
            (Some((id, _)), None) => Ok(*id),
            (Some(_), Some(_)) => Err(Fault::usage(TWO.with([Arg::words(name)]))),
            (None, _) => {
                let ids: Vec<_> = heads.iter().map(|(_, head)| id_text(sources, head.id)).collect();
                let near = nearest(&wanted, ids.iter().map(AsRef::as_ref));
                Err(meant(Fault::usage(none.with([Arg::words(name)])), near))
            }
        }
    }

    fn no_value(&self, id: Id<Attribute>, text: &str, fault: ValueFault) -> Fault {
        let attribute = &self.setting.context.model.attributes[id];
        let name = Arg::id(self.setting.context.id(attribute.head.id));
        Fault::usage(NO_VALUE.with([Arg::words(text), name])).help(self.wanted(attribute, fault))
    }

    fn wanted(&self, attribute: &Attribute, fault: ValueFault) -> crate::diagnostic::Message {
        const UNIT: Text = Text::new("it takes a {0} with one of its units", "应为{0}，并带有该量的单位");
        const UNLIKE: Text = Text::new("it takes a {0}, and this is a {1}", "应为{0}，而此处为{1}");
        const DIGITS: Text = Text::new("it has too many digits", "位数过多");
        const NO_NUMBER: Text =
            Text::new("it takes a number in half-width digits, with its unit", "应为半角数字，并带有单位");
        const ZERO: Text = Text::new("it divides by zero", "分母为零");
        const SMALL: Text = Text::new("it is less than there can be", "小于可能的最小值");
        const DATE: Text = Text::new("it takes a date such as 2026-11-23", "应为日期，如 2026-11-23");
        const YES_NO: Text = Text::new("it takes `yes` or `no`", "应为 `是` 或 `否`");
        const CHOICE: Text = Text::new("it takes one of {0}", "应为 {0} 之一");
        let dimension = |dimension: model::Dimension| Arg::Text(model::dimension_text(dimension));
        match (fault, &attribute.kind) {
            (ValueFault::NoQuantity(QuantityFault::TooManyDigits), _) => DIGITS.into(),
            (ValueFault::NoQuantity(QuantityFault::ZeroDenominator), _) => ZERO.into(),
            (ValueFault::NoQuantity(QuantityFault::NoNumber), _) => NO_NUMBER.into(),
            (ValueFault::TooSmall, _) => SMALL.into(),
            (ValueFault::Unlike(found), AttributeType::Quantity(wanted)) => {
                UNLIKE.with([dimension(*wanted), dimension(found)])
            }
            (_, AttributeType::Quantity(wanted)) => UNIT.with([dimension(*wanted)]),
            (_, AttributeType::Date) => DATE.into(),
            (_, AttributeType::YesNo) => YES_NO.into(),
            (_, AttributeType::OneOf(choices)) => {
                CHOICE.with([Arg::list(choices.iter().map(|choice| Arg::id(&*choice.name)))])
            }
        }
    }
}

const SETTLED: Text = Text::new("settled on {0}:", "{0} 已有规定：");
const DISPUTED: Text =
    Text::new("disputed on {0}: what follows holds until it is settled:", "{0} 存在争议：解决之前按以下执行：");
const OPEN: Text =
    Text::new("open on {0}: it depends on values that are not given", "{0} 尚不能确定：取决于未给出的值");
const NONE: Text = Text::new("no row is about this object on {0}", "{0} 没有任何事项涉及该对象");
const LEVEL: Text = Text::new("level: {0}", "密级：{0}");
const PERIOD: Text = Text::new("period: {0}", "保密期限：{0}");
const KNOWN_TO: Text = Text::new("known to: {0}", "知悉范围：{0}");
const MARK: Text = Text::new("mark: {0}", "标志：{0}");
const APPLIES: Text = Text::new("applies: {0}", "适用：{0}");
const YIELDS: Text = Text::new("yields: {0}, to {1} by {2}", "让位：{0}，让位于 {1}，见 {2}");
const MAY_APPLY: Text = Text::new("may apply: {0}, depending on {1}", "可能适用：{0}，取决于 {1}");
const PUBLIC: Text = Text::new("must be public: {0}", "应当公开：{0}");
const MAY_BE_PUBLIC: Text = Text::new("may have to be public: {0}, depending on {1}", "可能应当公开：{0}，取决于 {1}");

pub(super) fn human(answer: &Classification, context: &Context) -> String {
    let say = |text: Text, args: Vec<Arg>| text.with(args).render(context.lang, context.privacy);
    let head = match answer.status {
        "settled" => SETTLED,
        "disputed" => DISPUTED,
        "open" => OPEN,
        _ => NONE,
    };
    let mut lines = vec![say(head, vec![Arg::token(answer.on.clone())])];
    let found = [(PERIOD, &answer.period), (KNOWN_TO, &answer.known_to), (MARK, &answer.mark)];
    lines.extend(answer.level.as_ref().map(|found| format!("  {}", say(LEVEL, vec![level(found)]))));
    let found = found.into_iter().filter_map(|(text, value)| Some((text, Arg::words(value.clone()?))));
    lines.extend(found.map(|(text, value)| format!("  {}", say(text, vec![value]))));
    lines.extend(answer.matters.iter().map(|row| format!("  {}", row_line(row, context))));
    let open = |text: Text, open: &Open| say(text, vec![Arg::id(&*open.id), Arg::list(open.needs.iter().map(Arg::id))]);
    lines.extend(answer.open.iter().map(|row| format!("  {}", open(MAY_APPLY, row))));
    let public = |item: &Open| open(if item.needs.is_empty() { PUBLIC } else { MAY_BE_PUBLIC }, item);
    lines.extend(answer.public.iter().map(|item| format!("  {}", public(item))));
    lines.join("\n") + "\n"
}

fn row_line(row: &Row, context: &Context) -> String {
    let say = |text: Text, args: Vec<Arg>| text.with(args).render(context.lang, context.privacy);
    let own = row.level.as_ref().map(level).into_iter().chain(row.period.clone().map(Arg::words));
    let own = Arg::list([Arg::id(&*row.id)].into_iter().chain(own)).render(context.lang, context.privacy);
    let mut line = match &row.yields_to {
        Some(yields) => {
            let place = format!("{}:{}:{}", yields.place.file, yields.place.line, yields.place.column);
            say(YIELDS, vec![Arg::token(own), Arg::id(&*yields.to), Arg::token(place)])
        }
        None => say(APPLIES, vec![Arg::token(own)]),
    };
    if !row.because.is_empty() {
        line.push_str(&format!("\n      {}", row.because.join(context.lang.clause_separator())));
    }
    line
}

/// One line of a batch for a person.
pub(super) fn short(answer: &Classification, context: &Context) -> String {
    let applies = answer.matters.iter().filter(|row| row.applies).map(|row| Arg::id(&*row.id));
    let rows = Arg::list(applies).render(context.lang, context.privacy);
    let level = answer.level.as_ref().map(|found| level(found).render(context.lang, context.privacy));
    let parts =
        [Some(answer.status.to_owned()), level, answer.mark.clone(), Some(rows).filter(|rows| !rows.is_empty())];
    parts.into_iter().flatten().collect::<Vec<String>>().join("  ")
}

/// In which form a batch is answered.
pub(super) fn is_json(format: ListFormat) -> bool {
    matches!(format, ListFormat::Json)
}
