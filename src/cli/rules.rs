//! `dingmi rules`.

use serde::Serialize;

use super::arguments::{ListFormat, RulesArguments};
use super::fault::{Exit, Fault};
use super::rulebook::Rulebook;
use super::{Context, terminal};
use crate::diagnostic::{Citation, Kind, Lang, Privacy, Text};
use crate::model::Laws;
use crate::render::View;
use crate::render::table;
use crate::source::Sources;

pub(super) fn run(arguments: &RulesArguments, context: &Context) -> Result<Exit, Fault> {
    let rules = Rulebook::default();
    let list = match arguments.format {
        ListFormat::Human => table(&rules, context.lang),
        ListFormat::Json => json(&rules, &Laws::embedded()),
    };
    terminal::print(&list)?;
    Ok(Exit::Clean)
}

const HEAD: [Text; 5] = [
    Text::new("CODE", "代码"),
    Text::new("NAME", "名称"),
    Text::new("SEVERITY", "级别"),
    Text::new("LAW", "依据"),
    Text::new("FINDS", "内容"),
];

fn table(rules: &Rulebook, lang: Lang) -> String {
    let mut rows = vec![HEAD.map(|head| head.get(lang).to_owned())];
    rows.extend(rules.iter().map(|kind| row(kind, lang)));
    table::lines(&rows)
}

fn row(kind: &Kind, lang: Lang) -> [String; 5] {
    // Titles would take half the line; `explain` shows them.
    let view = View { lang, privacy: Privacy::Redacted, laws: &Laws::default(), sources: &Sources::default() };
    let laws: Vec<String> = kind.cites.iter().map(|citation| view.citation(citation)).collect();
    let separator = if lang == Lang::Zh { "、" } else { ", " };
    let severity = kind.severity.text().get(lang);
    [kind.code.into(), kind.name.into(), severity.into(), laws.join(separator), kind.summary.get(lang).into()]
}

/// The list as a published format of its own, version 1.
#[derive(Serialize)]
struct List {
    version: u32,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
struct Rule {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    cites: Vec<Cite>,
    summary: InBoth,
}

#[derive(Serialize)]
struct Cite {
    law: String,
    article: u32,
    title: Option<String>,
}

#[derive(Serialize)]
struct InBoth {
    en: &'static str,
    zh: &'static str,
}

fn json(rules: &Rulebook, laws: &Laws) -> String {
    let list = List { version: 1, rules: rules.iter().map(|kind| Rule::new(kind, laws)).collect() };
    let mut text = serde_json::to_string_pretty(&list).expect("bug: a list of rules is always JSON");
    text.push('\n');
    text
}

impl Rule {
    fn new(kind: &'static Kind, laws: &Laws) -> Self {
        let cite = |citation: &Citation| Cite {
            law: citation.law.to_string(),
            article: citation.article,
            title: laws.title(&citation.law).map(Into::into),
        };
        Rule {
            code: kind.code,
            name: kind.name,
            severity: kind.severity.id(),
            cites: kind.cites.iter().map(cite).collect(),
            summary: InBoth { en: kind.summary.en, zh: kind.summary.zh },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::model::Law;

    static KINDS: [Kind; 2] = [
        Kind {
            code: "F001",
            name: "missing-field",
            severity: Severity::Error,
            cites: &[Citation::new("R14", 8), Citation::new("C17", 8)],
            summary: Text::new("a field is missing", "缺少字段"),
            explanation: Text::new("", ""),
            bad: "",
            good: "",
        },
        Kind {
            code: "X003",
            name: "vague-wording",
            severity: Severity::Note,
            cites: &[],
            summary: Text::new("vague", "用词含糊"),
            explanation: Text::new("", ""),
            bad: "",
            good: "",
        },
    ];

    #[test]
    fn columns_line_up_in_both_languages() {
        let rules = Rulebook(KINDS.iter().collect());
        insta::assert_snapshot!(table(&rules, Lang::En), @r"
    CODE  NAME           SEVERITY  LAW                     FINDS
    F001  missing-field  error     R14 art. 8, C17 art. 8  a field is missing
    X003  vague-wording  note                              vague
    ");
        insta::assert_snapshot!(table(&rules, Lang::Zh), @r"
    代码  名称           级别  依据                  内容
    F001  missing-field  错误  R14 第8条、C17 第8条  缺少字段
    X003  vague-wording  提示                        用词含糊
    ");
    }

    #[test]
    fn the_list_as_json() {
        let laws = Laws([("R14".to_owned(), Law { title: "实施条例".to_owned(), from: None })].into());
        let value: serde_json::Value = serde_json::from_str(&json(&Rulebook(KINDS.iter().collect()), &laws)).unwrap();
        assert_eq!(value["version"], 1);
        assert_eq!(value["rules"][0]["cites"][0]["title"], "实施条例");
        assert_eq!(value["rules"][1]["summary"]["zh"], "用词含糊");
    }
}
