mod mending;
mod robustness;

use insta::assert_snapshot;

use super::*;
use crate::diagnostic::{Lang, Privacy};

fn recovered(text: &str) -> Recovered {
    recover(Base::FIRST, text, if text.starts_with('\u{feff}') { 3 } else { 0 })
}

/// Line, code and message of each finding.
fn told(text: &str) -> Vec<(usize, String)> {
    let tell = |finding: &Diagnostic| {
        let line = text[..Base::FIRST.range(finding.labels[0].span).start].matches('\n').count() + 1;
        (line, format!("{} {}", finding.kind.code, finding.message.render(Lang::En, Privacy::Open)))
    };
    recovered(text).diagnostics.iter().map(tell).collect()
}

/// What the comments of a fixture say is wrong with it: `//~` on its own line, `//~v` on the next.
fn announced(text: &str) -> Vec<(usize, String)> {
    let comments = text.lines().zip(1..).filter_map(|(line, number)| {
        let (_, finding) = line.split_once("//~")?;
        let (finding, number) = finding.strip_prefix('v').map_or((finding, number), |above| (above, number + 1));
        Some((number, finding.trim().to_owned()))
    });
    comments.filter(|(_, finding)| finding.starts_with(['S', 'X'])).collect()
}

#[test]
fn twenty_mistakes_are_twenty_findings() {
    let text = include_str!("../../../../tests/fixtures/syntax/twenty-mistakes.dingmi");
    let told = told(text);
    assert_eq!(told, announced(text));
    assert_eq!(told.len(), 20);
}

#[test]
fn what_is_whole_is_told_apart() {
    let text = "/// 一\norgan a { tier top; }\norgan b { tier }\n// 三\norgan c;";
    let intact: Vec<&str> = recovered(text).intact.into_iter().map(|range| &text[range]).collect();
    assert_eq!(intact, ["/// 一\norgan a { tier top; }", "organ c;"]);
}

/// Each finding in full, in both languages and as it is told where words may not be shown.
fn shown(text: &str) -> String {
    let mut out = String::new();
    for finding in recovered(text).diagnostics {
        let texts: Vec<&crate::diagnostic::Message> = std::iter::once(&finding.message)
            .chain(finding.labels.iter().map(|label| &label.message).filter(|message| !message.text.en.is_empty()))
            .chain(&finding.help)
            .collect();
        for (lang, privacy) in [(Lang::En, Privacy::Open), (Lang::Zh, Privacy::Open), (Lang::En, Privacy::Redacted)] {
            let lines: Vec<String> = texts.iter().map(|message| message.render(lang, privacy)).collect();
            out += &(lines.join(" | ") + "\n");
        }
    }
    out
}

#[test]
fn messages_read_well_in_both_languages() {
    assert_snapshot!(shown("机关 甲 ｛ 职能 保管 代号；"), @r"
    expected `,` or `;`, found `代号` | written so: `role secrecy-administration;`
    此处应为：`,` 或 `;`；实为：`代号` | 写法：`职能 保密行政管理；`
    expected `,` or `;`, found `…` | written so: `role secrecy-administration;`
    expected `}` to close `机关` | `机关` is opened here
    此处应有 `}` 以结束 `机关` | `机关` 从这里开始
    expected `}` to close `机关` | `机关` is opened here
    ");
    assert_snapshot!(shown("organ a { levl low; role x y; }"), @r"
    `organ` has no field `levl`
    `organ` 没有字段 `levl`
    `organ` has no field `…`
    expected `,` or `;`, found `y` | written so: `role secrecy-administration;`
    此处应为：`,` 或 `;`；实为：`y` | 写法：`职能 保密行政管理；`
    expected `,` or `;`, found `…` | written so: `role secrecy-administration;`
    ");
    assert_snapshot!(shown("organ a { known-to b; }"), @r"
    `organ` has no field `known-to` | `known-to` belongs in `matter/事项`, `level/密级`
    `organ` 没有字段 `known-to` | `known-to` 应写在 `matter/事项`、`level/密级` 之内
    `organ` has no field `known-to` | `known-to` belongs in `matter/事项`, `level/密级`
    ");
    assert_snapshot!(shown("authorization g from a to b { period up-to 10 yers; period; }"), @r"
    expected `years/年` or `months/个月`, found `yers` | written so: `period up-to 10 years;`
    此处应为：`years/年` 或 `months/个月`；实为：`yers` | 写法：`保密期限 不高于 10年；`
    expected `years/年` or `months/个月`, found `…` | written so: `period up-to 10 years;`
    expected `up-to/不高于`, found `;` | written so: `period up-to 10 years;`
    此处应为：`up-to/不高于`；实为：`;` | 写法：`保密期限 不高于 10年；`
    expected `up-to/不高于`, found `;` | written so: `period up-to 10 years;`
    ");
    assert_snapshot!(shown("catalogue c {\n  matter 1 { level low;\n}\norgan x;"), @r"
    expected `}` to close `matter` | `matter` is opened here
    此处应有 `}` 以结束 `matter` | `matter` 从这里开始
    expected `}` to close `matter` | `matter` is opened here
    ");
    assert_snapshot!(shown("organ a { note \"b; }\norgn b;"), @r#"
    the text in quotes is not closed on its line | a text opened by `"` is closed by `"`, one opened by `“` by `”`
    引号中的文字在本行内没有结束 | 以 `"` 开始的以 `"` 结束，以 `“` 开始的以 `”` 结束
    the text in quotes is not closed on its line | a text opened by `"` is closed by `"`, one opened by `“` by `”`
    `orgn` begins no declaration | did you mean `organ`?
    `orgn` 不能开始一个声明 | 是否应为 `organ`？
    `…` begins no declaration | did you mean `organ`?
    "#);
}
