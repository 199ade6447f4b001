//! `dingmi explain`.

use super::arguments::ExplainArguments;
use super::fault::{Exit, Fault};
use super::rulebook::Rulebook;
use super::{Context, terminal};
use crate::diagnostic::{Kind, Lang, Privacy, Text};
use crate::model::Laws;
use crate::render::View;
use crate::source::Sources;

pub(super) fn run(arguments: &ExplainArguments, context: &Context) -> Result<Exit, Fault> {
    let laws = Laws::embedded();
    let kinds = Rulebook::with_marks().find(&arguments.rule)?;
    let pages: Vec<String> = kinds.into_iter().map(|kind| explanation(kind, &laws, context.lang)).collect();
    terminal::print(&pages.join("\n"))?;
    Ok(Exit::Clean)
}

const LAW: Text = Text::new("law: ", "依据：");
const BAD: Text = Text::new("bad:", "错误示例：");
const GOOD: Text = Text::new("good:", "正确示例：");

fn explanation(kind: &Kind, laws: &Laws, lang: Lang) -> String {
    let view = View { lang, privacy: Privacy::Open, laws, sources: &Sources::default() };
    let severity = kind.severity.text().get(lang);
    let mut text = match lang {
        Lang::En => format!("{} {} ({severity})\n", kind.code, kind.name),
        Lang::Zh => format!("{} {}（{severity}）\n", kind.code, kind.name),
    };
    text.push_str(&format!("{}\n\n", kind.summary.get(lang)));
    for citation in kind.cites {
        text.push_str(&format!("{}{}\n", LAW.get(lang), view.citation(citation)));
    }
    text.push_str(&format!("\n{}\n", kind.explanation.get(lang)));
    for (head, example) in [(BAD, kind.bad), (GOOD, kind.good)] {
        text.push_str(&format!("\n{}\n", head.get(lang)));
        for line in example.trim_matches('\n').lines() {
            text.push_str(format!("    {line}").trim_end());
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Citation, Severity};
    use crate::model::Law;

    static KIND: Kind = Kind {
        code: "P001",
        name: "period-exceeds-cap",
        severity: Severity::Error,
        cites: &[Citation::new("L10", 15)],
        summary: Text::new("too long", "期限过长"),
        explanation: Text::new("Shorten it.", "应缩短。"),
        bad: "\nperiod\n    40 years;\n",
        good: "period 3 years;",
    };

    #[test]
    fn everything_a_rule_knows_is_told() {
        let laws = Laws([("L10".to_owned(), Law { title: "保守国家秘密法".to_owned(), from: None })].into());
        insta::assert_snapshot!(explanation(&KIND, &laws, Lang::En), @r"
    P001 period-exceeds-cap (error)
    too long

    law: L10 art. 15 《保守国家秘密法》

    Shorten it.

    bad:
        period
            40 years;

    good:
        period 3 years;
    ");
        insta::assert_snapshot!(explanation(&KIND, &laws, Lang::Zh), @r"
    P001 period-exceeds-cap（错误）
    期限过长

    依据：L10 第15条 《保守国家秘密法》

    应缩短。

    错误示例：
        period
            40 years;

    正确示例：
        period 3 years;
    ");
    }
}
