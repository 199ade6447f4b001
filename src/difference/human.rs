//! The difference as text.

use super::json::{Approval, Approver, CatalogueBy, CatalogueDiff, CatalogueRef, Diff, RowDiff, RowRef, WaiverDiff};
use super::words::{self, colon, say};
use crate::diagnostic::{Arg, Lang, Text};

/// For a person at a terminal.
pub fn write(diff: &Diff, lang: Lang) -> String {
    let mut lines = Vec::new();
    for catalogue in &diff.catalogues {
        lines.extend(of_catalogue(lang, catalogue));
        lines.push(String::new());
    }
    if !diff.waivers.is_empty() {
        lines.extend(diff.waivers.iter().map(|each| waiver(lang, each)));
        lines.push(String::new());
    }
    if !diff.approvals.is_empty() {
        lines.push(format!("{}{}", APPROVE.get(lang), colon(lang).trim_end()));
        lines.extend(diff.approvals.iter().map(|each| format!("  {}", approval(lang, each))));
        lines.push(String::new());
    }
    lines.push(summary(lang, diff));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

pub(super) const APPROVE: Text = Text::new("who must approve", "须经批准");

pub(super) fn summary(lang: Lang, diff: &Diff) -> String {
    const NOTHING: Text = Text::new("no differences in meaning", "含义没有差异");
    const ALL: Text = Text::new("{0}: {1}", "{0}：{1}");
    if diff.is_empty() {
        return NOTHING.get(lang).to_owned();
    }
    let counts = words::counts(lang, diff);
    let verdict = Arg::Text(diff.verdict.text());
    if counts.is_empty() { verdict_only(lang, verdict) } else { say(lang, ALL, [verdict, Arg::token(counts)]) }
}

fn verdict_only(lang: Lang, verdict: Arg) -> String {
    verdict.render(lang, crate::diagnostic::Privacy::Open)
}

fn of_catalogue(lang: Lang, catalogue: &CatalogueDiff) -> Vec<String> {
    let mut lines = vec![heading(lang, catalogue)];
    lines.extend(notes(lang, catalogue).into_iter().map(|note| format!("  {note}")));
    for change in &catalogue.changes {
        let told = words::change(lang, change);
        lines.push(format!("  {} [{}]", told[0], change.verdict.text().get(lang)));
        lines.extend(told[1..].iter().map(|line| format!("      {line}")));
    }
    for row in &catalogue.rows {
        lines.extend(of_row(lang, row));
    }
    lines
}

/// The two catalogues, and how they stand to each other.
pub(super) fn heading(lang: Lang, catalogue: &CatalogueDiff) -> String {
    const ADDED: Text = Text::new("{0}: added", "{0}：新增");
    const REMOVED: Text = Text::new("{0}: removed", "{0}：删除");
    const BOTH: Text = Text::new("{0} → {1}", "{0} → {1}");
    const ONE: Text = Text::new("{0}", "{0}");
    let name = |of: &CatalogueRef| {
        let title = of.title.as_ref().map(|title| format!(" {title}")).unwrap_or_default();
        Arg::token(format!("{}{title}", of.id))
    };
    match (&catalogue.old, &catalogue.new) {
        (None, Some(new)) => say(lang, ADDED, [name(new)]),
        (Some(old), None) => say(lang, REMOVED, [name(old)]),
        (Some(old), Some(new)) if old.id != new.id => say(lang, BOTH, [name(old), name(new)]),
        (_, new) => say(lang, ONE, new.iter().map(name)),
    }
}

/// What a reader must know to read the list of rows right.
pub(super) fn notes(lang: Lang, catalogue: &CatalogueDiff) -> Vec<String> {
    const REPLACES: Text = Text::new(
        "one takes the place of the other: rows are paired by name and objects, not by number",
        "一部取代另一部：事项按名称和适用对象对应，不按序号",
    );
    const ALONE: Text = Text::new(
        "the only two that are left are held against each other: rows are paired by name and objects, not by number",
        "各余一部目录，互相对照：事项按名称和适用对象对应，不按序号",
    );
    const OLD_EXCERPT: Text = Text::new(
        "the older one is an excerpt: what is added here may have been in the rest of it",
        "旧目录为节录：此处新增的事项可能原在其余部分",
    );
    const NEW_EXCERPT: Text = Text::new(
        "the newer one is an excerpt: what is removed here may be in the rest of it",
        "新目录为节录：此处删除的事项可能仍在其余部分",
    );
    const UNCHANGED: Text = Text::new("unchanged rows: {0}", "未变更事项：{0} 项");
    let by = match catalogue.by {
        Some(CatalogueBy::Replaces) => Some(REPLACES),
        Some(CatalogueBy::Alone) => Some(ALONE),
        Some(CatalogueBy::Id) | None => None,
    };
    let is_excerpt = |of: &Option<CatalogueRef>| of.as_ref().is_some_and(|of| of.is_excerpt);
    let has = |is_there: fn(&RowDiff) -> bool| catalogue.rows.iter().any(is_there);
    let old = (is_excerpt(&catalogue.old) && has(|row| row.old.is_none())).then_some(OLD_EXCERPT);
    let new = (is_excerpt(&catalogue.new) && has(|row| row.new.is_none())).then_some(NEW_EXCERPT);
    let texts = by.into_iter().chain(old).chain(new).map(|text| text.get(lang).to_owned());
    let unchanged = (catalogue.unchanged > 0).then(|| say(lang, UNCHANGED, [Arg::number(catalogue.unchanged)]));
    texts.chain(unchanged).collect()
}

fn of_row(lang: Lang, row: &RowDiff) -> Vec<String> {
    const HEAD: Text = Text::new("{0} {1} [{2}]", "{0} {1} [{2}]");
    let sign = match (&row.old, &row.new) {
        (None, _) => "+",
        (_, None) => "-",
        _ => "~",
    };
    let args = [Arg::token(sign), Arg::token(called(lang, row)), Arg::Text(row.verdict.text())];
    let mut lines = vec![format!("  {}", say(lang, HEAD, args))];
    for change in &row.changes {
        let told = words::change(lang, change);
        lines.push(format!("      {}", told[0]));
        lines.extend(told[1..].iter().map(|line| format!("        {line}")));
    }
    lines.extend(words::shared(lang, row).into_iter().map(|line| format!("      {line}")));
    lines
}

/// Numbers and name, and of a row that stands alone what it says.
pub(super) fn called(lang: Lang, row: &RowDiff) -> String {
    let one = |of: &RowRef| {
        let name = of.name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
        format!("{}{name}", of.id)
    };
    let said = |of: &RowRef| {
        let parts: Vec<String> = [&of.level, &of.period].into_iter().flatten().cloned().collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!("{}{}", lang.clause_separator(), parts.join(lang.separator()))
        }
    };
    match (&row.old, &row.new) {
        (Some(old), Some(new)) if old.id != new.id => format!("{} → {}", old.id, one(new)),
        (Some(_), Some(new)) => one(new),
        (Some(only), None) | (None, Some(only)) => one(only) + &said(only),
        (None, None) => unreachable!("bug: a difference of no row"),
    }
}

pub(super) fn waiver(lang: Lang, waiver: &WaiverDiff) -> String {
    const ADDED: Text = Text::new("waiver added: {0} on {1}, until {2}", "新增豁免：{0}，对象 {1}，至 {2}");
    const REMOVED: Text = Text::new("waiver gone: {0} on {1}, until {2}", "取消豁免：{0}，对象 {1}，至 {2}");
    let or = |text: &Option<String>| Arg::token(text.clone().unwrap_or_else(|| "—".to_owned()));
    let args = [or(&waiver.rule), or(&waiver.on), or(&waiver.until)];
    say(lang, if waiver.added { ADDED } else { REMOVED }, args)
}

/// Who decides what, and by which articles.
pub(super) fn approval(lang: Lang, approval: &Approval) -> String {
    const LEVEL: Text = Text::new("level", "密级");
    const PERIOD: Text = Text::new("period", "保密期限");
    const KNOWN_TO: Text = Text::new("known-to", "知悉范围");
    const MATTER: Text = Text::new("which matters there are and what they cover", "事项的增减及其适用对象");
    const TOGETHER: Text = Text::new("{0}: {1}: {2} together", "{0}：{1}：由 {2} 会同决定");
    const ANY: Text = Text::new("{0}: {1}: {2}", "{0}：{1}：由 {2} 决定");
    const SUPERIOR: Text = Text::new("{0}, or the superior {1}", "{0}，或者由上级 {1} 决定");
    const ANY_SUPERIOR: Text = Text::new("{0}, or its superior", "{0}，或者由其上级机关决定");
    const NOBODY: Text = Text::new("nobody who is known", "（未知）");
    let of = approval.of.iter().map(|of| {
        Arg::Text(match *of {
            "level" => LEVEL,
            "period" => PERIOD,
            "known-to" => KNOWN_TO,
            _ => MATTER,
        })
    });
    let by = if approval.by.is_empty() {
        Arg::Text(NOBODY)
    } else {
        Arg::list(approval.by.iter().map(|by| Arg::token(approver(lang, by))))
    };
    let text = if approval.together && approval.by.len() > 1 { TOGETHER } else { ANY };
    let mut line = say(lang, text, [Arg::id(&*approval.catalogue), Arg::list(of), by]);
    if !approval.together {
        line = if approval.superiors.is_empty() {
            say(lang, ANY_SUPERIOR, [Arg::token(line)])
        } else {
            let superiors = Arg::list(approval.superiors.iter().map(|id| Arg::id(&**id)));
            say(lang, SUPERIOR, [Arg::token(line), superiors])
        };
    }
    line + &cites(lang, approval)
}

fn approver(lang: Lang, approver: &Approver) -> String {
    const FOR: Text = Text::new("{0} (for {1})", "{0}（承接 {1}）");
    const ENDED: Text = Text::new("{0} (ended, and nobody is named who carries on)", "{0}（已撤销，未写明承接机关）");
    let title = approver.title.as_ref().map(|title| format!(" {title}")).unwrap_or_default();
    let name = Arg::token(format!("{}{title}", approver.organ));
    if approver.ended {
        return say(lang, ENDED, [name]);
    }
    if approver.succeeds.is_empty() {
        return say(lang, Text::new("{0}", "{0}"), [name]);
    }
    say(lang, FOR, [name, Arg::list(approver.succeeds.iter().map(|id| Arg::id(&**id)))])
}

fn cites(lang: Lang, approval: &Approval) -> String {
    const ARTICLE: Text = Text::new("{0} art. {1}", "{0} 第{1}条");
    const CITED: Text = Text::new(" ({0})", "（{0}）");
    let all = approval.cites.iter().chain(&approval.succession_cites);
    let articles: Vec<Arg> = all
        .map(|cite| ARTICLE.with([Arg::token(cite.law.clone()), Arg::number(cite.article as usize)]))
        .map(|message| Arg::Message(Box::new(message)))
        .collect();
    if articles.is_empty() { String::new() } else { say(lang, CITED, [Arg::list(articles)]) }
}
