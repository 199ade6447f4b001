//! The difference as Markdown for a comment on a change. What authors wrote is text there and nothing else: it makes no
//! markup, no link and no mention of a person.

use super::human::{APPROVE, approval, called, heading, notes, summary, waiver};
use super::json::{CatalogueDiff, Diff, RowDiff};
use super::words;
use crate::diagnostic::{Lang, Text, is_unprintable};

const HEAD: [Text; 3] = [Text::new("Row", "事项"), Text::new("Verdict", "结论"), Text::new("What changed", "变更内容")];

pub fn write(diff: &Diff, lang: Lang) -> String {
    let mut out = format!("### {}\n", escaped(&summary(lang, diff)));
    for catalogue in &diff.catalogues {
        out.push_str(&of_catalogue(lang, catalogue));
    }
    if !diff.waivers.is_empty() {
        out.push('\n');
        diff.waivers.iter().for_each(|each| out.push_str(&format!("- {}\n", escaped(&waiver(lang, each)))));
    }
    if !diff.approvals.is_empty() {
        out.push_str(&format!("\n**{}**\n\n", APPROVE.get(lang)));
        diff.approvals.iter().for_each(|each| out.push_str(&format!("- {}\n", escaped(&approval(lang, each)))));
    }
    out
}

fn of_catalogue(lang: Lang, catalogue: &CatalogueDiff) -> String {
    let mut out = format!("\n#### {}\n", escaped(&heading(lang, catalogue)));
    let whole = catalogue.changes.iter().map(|change| {
        let lines: Vec<String> = words::change(lang, change).iter().map(|line| escaped(line)).collect();
        format!("**{}**{}{}", change.verdict.text().get(lang), words::colon(lang), lines.join("<br>"))
    });
    let notes = notes(lang, catalogue).into_iter().map(|note| escaped(&note));
    let list: Vec<String> = notes.chain(whole).map(|line| format!("- {line}\n")).collect();
    if !list.is_empty() {
        out.push('\n');
        out.push_str(&list.concat());
    }
    if !catalogue.rows.is_empty() {
        out.push_str(&format!("\n| | {} |\n|---|---|---|---|\n", HEAD.map(|head| head.get(lang)).join(" | ")));
        catalogue.rows.iter().for_each(|row| out.push_str(&of_row(lang, row)));
    }
    out
}

fn of_row(lang: Lang, row: &RowDiff) -> String {
    let sign = match (&row.old, &row.new) {
        (None, _) => "➕",
        (_, None) => "➖",
        _ => "✏️",
    };
    let changes = row.changes.iter().flat_map(|change| words::change(lang, change));
    let lines: Vec<String> = changes.chain(words::shared(lang, row)).map(|line| escaped(&line)).collect();
    let verdict = row.verdict.text().get(lang);
    format!("| {sign} | {} | **{verdict}** | {} |\n", escaped(&called(lang, row)), lines.join("<br>"))
}

/// A text that Markdown shows as it is. Behind an `@` and a `#` stands a character of no width, so that they name nobody and
/// nothing on the platform that shows the comment.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("@\u{2060}"),
            '#' => out.push_str("\\#"),
            c if "\\`*_{}[]()!|~".contains(c) => out.extend(['\\', c]),
            c if is_unprintable(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_text() {
        assert_eq!(escaped("a|b `c` <d> @e\n[f](g) #1"), "a\\|b \\`c\\` &lt;d&gt; @\u{2060}e \\[f\\]\\(g\\) \\#1");
    }
}
