//! Answers of an image, in words.

use super::json::{Answer, Classification, Inspection, MayDetermine, Obligation, Open, Reason, Release, Row, Says};
use crate::answers::told::{Cite, Interval, Level};
use crate::diagnostic::{Arg, Lang, Message, Privacy, Text};

/// How words are put.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    pub lang: Lang,
    pub privacy: Privacy,
}

const NOTHING: Text = Text::new("no row", "没有事项");
const MORE: Text = Text::new("and more", "还有更多");
const PROJECTION: Text = Text::new(
    "made for some readers only: what rows say that these may not know is not here",
    "仅为部分读者编制：其不得知悉的事项不在其中",
);
const MARK: Text = Text::new("mark: {0}", "标志：{0}");
const APPLIES: Text = Text::new("applies: {0}", "适用：{0}");
const YIELDS: Text = Text::new("yields: {0}, to {1}", "让位：{0}，让位于 {1}");
const MAY_APPLY: Text = Text::new("may apply: {0}, depending on {1}", "可能适用：{0}，取决于 {1}");
const PUBLIC: Text = Text::new("must be public: {0}", "应当公开：{0}");
const MAY_BE_PUBLIC: Text = Text::new("may have to be public: {0}, depending on {1}", "可能应当公开：{0}，取决于 {1}");
const YES: Text = Text::new("yes: {0} may determine {1} at {2} on {3}", "可以：{0} 在 {3} 有权对 {1} 确定 {2}");
const NO: Text = Text::new("no: {0} may not determine {1} at {2} on {3}", "不可以：{0} 在 {3} 无权对 {1} 确定 {2}");
const BY_TIER: Text = Text::new("{0} by its tier", "{0} 依其层级有权");
const BY_GRANT: Text = Text::new("{0} by authorization {1}", "{0} 依授权 {1}");
const BY_SUCCESSION: Text = Text::new("{0} as successor", "{0} 作为承接机关");
const OFFICER: Text = Text::new("{0} decides", "由 {0} 决定");
const HEAD: Text = Text::new("its head decides, by law", "依法由其负责人决定");
const RELEASED: Text = Text::new("released since {0}", "自 {0} 起已解密");
const ON: Text = Text::new("a secret until then: released from {0} on", "届时之前保密：自 {0} 起解密");
const WHEN_EVENT: Text = Text::new("released when this happens: {0}", "以下条件成就时解密：{0}");
const WHEN_LONG: Text =
    Text::new("kept for a long term: somebody must decide its release", "长期保密：须由有权者决定解密");
const WHEN_DETERMINED: Text = Text::new("the organ that determines sets the period", "保密期限由定密机关确定");
const AT_LATEST: Text = Text::new(
    "the organ that determines sets the period; released from {0} on at the latest",
    "保密期限由定密机关确定；至迟自 {0} 起解密",
);

/// An answer for a person.
pub fn human(answer: &Answer, manner: Manner) -> String {
    let mut lines = match &answer.says {
        Says::Matters { matters, more } => {
            let mut lines: Vec<String> = matters.iter().map(|row| manner.row(row)).collect();
            if matters.is_empty() {
                lines.push(manner.say(NOTHING, vec![]));
            }
            lines.extend(more.then(|| manner.say(MORE, vec![])));
            lines
        }
        Says::Classify(found) => manner.classification(found),
        Says::MayDetermine(found) => manner.may_determine(found),
        Says::MayKnow { row, answer } => vec![manner.may_know(row, answer)],
        Says::Release(found) => vec![manner.release(found)],
        Says::Obligations { obligations, .. } => obligations.iter().map(|each| manner.obligation(each)).collect(),
    };
    lines.extend(answer.is_projection.then(|| manner.say(PROJECTION, vec![])));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// What an image is, for a person.
pub fn describe(found: &Inspection, manner: Manner) -> String {
    const LINES: [Text; 6] = [
        Text::new("format version {0}, serial {1}, as of {2}", "格式版本 {0}，序号 {1}，截至 {2}"),
        Text::new("compiled by {0}", "编译器 {0}"),
        Text::new("{0} bytes, BLAKE3 {1}", "{0} 字节，BLAKE3 {1}"),
        Text::new("regimes: {0}", "法规：{0}"),
        Text::new("catalogue {0}: {1} rows, in force {2}", "目录 {0}：事项 {1} 项，施行期间 {2}"),
        Text::new("source {0} {1}", "来源 {0} {1}"),
    ];
    const SECRET: Text = Text::new("itself {0}", "本身为{0}");
    let as_of = Arg::token(found.as_of.clone().unwrap_or_default());
    let mut lines = vec![
        manner.say(
            LINES[0],
            vec![Arg::number(found.format_version as usize), Arg::token(found.serial.to_string()), as_of],
        ),
        manner.say(LINES[1], vec![Arg::token(found.compiler.clone())]),
        manner.say(LINES[2], vec![Arg::token(found.bytes.to_string()), Arg::token(found.digest.clone())]),
        manner.say(LINES[3], vec![Arg::list(found.regimes.iter().map(|id| Arg::id(&**id)))]),
    ];
    for listing in &found.catalogues {
        let rows = Arg::token(listing.rows.to_string());
        let days = days(Some(&listing.in_force));
        let line = manner.say(LINES[4], vec![Arg::id(&*listing.id), rows, days]);
        let level = listing.level.as_ref().map(|level| format!(", {}", manner.say(SECRET, vec![named(level)])));
        lines.push(line + &level.unwrap_or_default());
    }
    let sources = found.sources.iter();
    lines.extend(sources.map(|source| {
        let digest = source.digest.clone().unwrap_or_else(|| "-".to_owned());
        manner.say(LINES[5], vec![Arg::token(source.file.clone()), Arg::token(digest)])
    }));
    lines
        .push(found.sections.iter().map(|each| format!("{} {}", each.name, each.count)).collect::<Vec<_>>().join(", "));
    lines.extend(found.is_projection.then(|| manner.say(PROJECTION, vec![])));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

impl Manner {
    fn say(self, text: Text, args: Vec<Arg>) -> String {
        text.with(args).render(self.lang, self.privacy)
    }

    fn list(self, args: Vec<Arg>) -> String {
        Arg::list(args).render(self.lang, self.privacy)
    }

    /// What a row says, in one line.
    fn row(self, row: &Row) -> String {
        let level = row.level.as_ref().map(named);
        let words = [row.name.as_ref(), row.period.as_ref(), row.mark.as_ref()];
        let words = words.into_iter().flatten().map(Arg::words);
        self.list([Arg::id(&*row.id)].into_iter().chain(level).chain(words).collect())
    }

    fn classification(self, found: &Classification) -> Vec<String> {
        const HEADS: [(&str, Text); 4] = [
            ("settled", Text::new("settled on {0}:", "{0} 已有规定：")),
            (
                "disputed",
                Text::new(
                    "disputed on {0}: what follows holds until it is settled:",
                    "{0} 存在争议：解决之前按以下执行：",
                ),
            ),
            (
                "open",
                Text::new("open on {0}: it depends on values that are not given", "{0} 尚不能确定：取决于未给出的值"),
            ),
            ("none", Text::new("no row is about this object on {0}", "{0} 没有任何事项涉及该对象")),
        ];
        let head = HEADS.iter().find(|(status, _)| *status == found.status).map_or(NOTHING, |(_, text)| *text);
        let mut lines = vec![self.say(head, vec![Arg::token(found.on.clone())])];
        let own = found.level.as_ref().map(named).into_iter().chain(found.period.as_ref().map(Arg::words));
        let own: Vec<Arg> = own.collect();
        lines.extend((!own.is_empty()).then(|| format!("  {}", self.list(own))));
        lines.extend(found.mark.as_ref().map(|mark| format!("  {}", self.say(MARK, vec![Arg::words(mark)]))));
        lines.extend(found.matters.iter().map(|ruling| {
            let row = Arg::token(self.row(&ruling.row));
            match &ruling.yields_to {
                Some(other) => format!("  {}", self.say(YIELDS, vec![row, Arg::id(&**other)])),
                None => format!("  {}", self.say(APPLIES, vec![row])),
            }
        }));
        let open = |text: Text, each: &Open| {
            format!(
                "  {}",
                self.say(text, vec![Arg::id(&*each.id), Arg::list(each.needs.iter().map(|id| Arg::id(&**id)))])
            )
        };
        lines.extend(found.open.iter().map(|each| open(MAY_APPLY, each)));
        lines.extend(
            found.public.iter().map(|each| open(if each.needs.is_empty() { PUBLIC } else { MAY_BE_PUBLIC }, each)),
        );
        lines.extend(self.articles(&found.cites));
        lines
    }

    fn may_determine(self, found: &MayDetermine) -> Vec<String> {
        let head = if found.may { YES } else { NO };
        let args =
            vec![Arg::id(&*found.organ), Arg::id(&*found.row), named(&found.level), Arg::token(found.on.clone())];
        let mut lines = vec![self.say(head, args)];
        for step in &found.chain {
            let organ = Arg::id(&*step.organ);
            let line = match &step.authorization {
                Some(id) => self.say(BY_GRANT, vec![organ, Arg::id(&**id)]),
                None if step.kind == "succession" => self.say(BY_SUCCESSION, vec![organ]),
                None => self.say(BY_TIER, vec![organ]),
            };
            let place = step.line.map_or(step.file.clone(), |at| format!("{}:{at}", step.file));
            lines.push(format!("  {line}  {place}"));
        }
        if found.may {
            let officer = found.officer.as_ref();
            let line = officer.map_or_else(|| self.say(HEAD, vec![]), |id| self.say(OFFICER, vec![Arg::id(&**id)]));
            lines.push(format!("  {line}"));
        }
        lines.extend(found.reasons.iter().map(|reason| format!("! {}", self.reason(reason))));
        lines
    }

    fn reason(self, reason: &Reason) -> String {
        let when = || vec![days(reason.days.as_ref())];
        match (reason.kind, &reason.most) {
            ("foreign", _) => self.say(Text::new("the level is of another regime", "该密级属于另一部法规"), vec![]),
            ("no-regime", _) => {
                self.say(Text::new("its catalogue stands under no regime", "其目录没有依据的法规"), vec![])
            }
            ("not-in-force", _) => {
                self.say(Text::new("its catalogue is in force {0} only", "其目录的施行期间仅为 {0}"), when())
            }
            ("no-organ", _) => self.say(Text::new("the organ is not there on that day", "该机关当日不存在"), vec![]),
            ("level", Some(most)) => {
                self.say(Text::new("it may go up to {0} only", "其权限仅至 {0}"), vec![named(most)])
            }
            ("level", None) => self
                .say(Text::new("no level of its powers over the row suffices", "其对该事项的权限均不及该密级"), vec![]),
            ("day", _) => self.say(Text::new("it has that power {0} only", "其仅在 {0} 有此权限"), when()),
            ("no-decider", _) => {
                self.say(Text::new("nobody may decide so for it on that day", "当日没有可作此决定的定密责任人"), vec![])
            }
            _ => self.say(Text::new("no power of it takes the row in", "其权限均不包括该事项"), vec![]),
        }
    }

    fn may_know(self, row: &str, answer: &str) -> String {
        let text = match answer {
            "yes" => Text::new("yes: {0} may be known", "可以：在 {0} 的知悉范围之内"),
            "no" => Text::new("no: {0} may not be known", "不可以：不在 {0} 的知悉范围之内"),
            _ => Text::new(
                "unclear: the scope of {0} has words that nobody can check, or is not given",
                "不能确定：{0} 的知悉范围含有无法核对的词语，或者没有写明",
            ),
        };
        self.say(text, vec![Arg::id(row)])
    }

    fn release(self, found: &Release) -> String {
        let day = |day: &Option<String>| vec![Arg::token(day.clone().unwrap_or_default())];
        match (found.released, found.when, &found.at_latest) {
            (true, _, _) => self.say(RELEASED, day(&found.first_day)),
            (false, None, _) => self.say(ON, day(&found.first_day)),
            (false, Some("event"), _) => {
                self.say(WHEN_EVENT, vec![Arg::words(found.event.clone().unwrap_or_default())])
            }
            (false, Some("determined"), Some(_)) => self.say(AT_LATEST, day(&found.at_latest)),
            (false, Some("determined"), None) => self.say(WHEN_DETERMINED, vec![]),
            (false, Some(_), _) => self.say(WHEN_LONG, vec![]),
        }
    }

    fn obligation(self, found: &Obligation) -> String {
        let mut line = match found.kind {
            "record-readers" => self.say(Text::new("record everyone who knows", "对知悉人员作出书面记录"), vec![]),
            "narrow-scope" => {
                self.say(Text::new("narrow the scope to posts or persons", "将知悉范围限定到岗位或者具体人员"), vec![])
            }
            "mark" => match &found.mark {
                Some(mark) => {
                    self.say(Text::new("mark carriers: {0}", "标注国家秘密标志：{0}"), vec![Arg::words(mark)])
                }
                None => self.say(Text::new("mark carriers", "标注国家秘密标志"), vec![]),
            },
            "set-period" => match found.at_most_months {
                Some(months) => self.say(
                    Text::new("set a period of at most {0} months", "确定不超过 {0} 个月的保密期限"),
                    vec![Arg::number(months as usize)],
                ),
                None => self.say(Text::new("set a period", "确定保密期限"), vec![]),
            },
            "settle-conflict" => self.say(
                Text::new(
                    "protect at the highest level until settled with {0}",
                    "在与 {0} 的争议解决之前按最高密级保护",
                ),
                vec![Arg::list(found.with.iter().map(|id| Arg::id(&**id)))],
            ),
            _ => self.say(
                Text::new("review the catalogue by {0}", "在 {0} 之前审核目录"),
                vec![Arg::token(found.by.clone().unwrap_or_default())],
            ),
        };
        if let Some(articles) = self.articles(&found.cites) {
            line.push_str(&format!("  ({articles})"));
        }
        line
    }

    fn articles(self, cites: &[Cite]) -> Option<String> {
        let article = |cite: &Cite| -> Message {
            let args = [Arg::token(cite.law.clone()), Arg::number(cite.article as usize)];
            Text::new("{0} art. {1}", "{0} 第{1}条").with(args)
        };
        let articles: Vec<Arg> = cites.iter().map(|cite| Arg::Message(Box::new(article(cite)))).collect();
        (!articles.is_empty()).then(|| self.list(articles))
    }
}

fn named(level: &Level) -> Arg {
    let Level { id, name, rank } = level;
    Arg::token(name.as_ref().map_or_else(|| format!("{id} ({rank})"), |name| format!("{id} {name} ({rank})")))
}

fn days(days: Option<&Interval>) -> Arg {
    const ALWAYS: Text = Text::new("always", "始终");
    const FROM: Text = Text::new("from {0}", "自 {0}");
    const TO: Text = Text::new("until {0}", "至 {0}");
    const BETWEEN: Text = Text::new("{0} .. {1}", "{0} .. {1}");
    let day = |day: &String| Arg::token(day.clone());
    let message = match days.map(|days| (&days.from, &days.to)) {
        None | Some((None, None)) => ALWAYS.into(),
        Some((Some(from), None)) => FROM.with([day(from)]),
        Some((None, Some(to))) => TO.with([day(to)]),
        Some((Some(from), Some(to))) => BETWEEN.with([day(from), day(to)]),
    };
    Arg::Message(Box::new(message))
}
