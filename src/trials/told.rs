//! What came, in words.

use super::Verdict;
use crate::answers::told;
use crate::ast::{Length, Name};
use crate::diagnostic::{Arg, Diagnostic, Message, Text};
use crate::lint::kinds;
use crate::model::{Context, Duration, Place};

pub(super) fn period(context: &Context<'_>, length: Length) -> Message {
    told::period(length, |words| Arg::words(context.words(words)))
}

/// Whether two periods are one: twelve months are a year.
pub(super) fn same_length(context: &Context<'_>, one: Length, other: Length) -> bool {
    let months = |duration: Duration| match duration {
        Duration::Years(years) => u64::from(years) * 12,
        Duration::Months(months) => months.into(),
    };
    match (one, other) {
        (Length::Duration(one), Length::Duration(other)) => months(one) == months(other),
        (Length::Event(one), Length::Event(other)) => context.words(one) == context.words(other),
        (one, other) => one == other,
    }
}

/// The name of a rule. One that is none may be a slip, so it counts as words.
pub(super) fn rule(context: &Context<'_>, rule: Name) -> Arg {
    let name = context.id(rule);
    if is_rule(&name) { Arg::id(name) } else { Arg::words(name) }
}

fn is_rule(name: &str) -> bool {
    kinds().any(|kind| kind.code == name || kind.name == name)
}

const NO_RULE: Text = Text::new("there is no rule {0}", "没有规则 {0}");
const FOUND: Text = Text::new("{0}: {1}", "{0}：{1}");
const OTHERS: Text = Text::new("only {0}", "仅有 {0}");
const NOTHING: Text = Text::new("nothing is found on it", "没有关于它的发现");

/// Holds findings of a check against one that is there, or is not. What is true only from a later day on is not found yet.
pub(super) fn finding(
    context: &Context<'_>,
    findings: &[Diagnostic],
    (expected, rule, on): (bool, Name, Place),
) -> Verdict {
    let name = context.id(rule);
    if !is_rule(&name) {
        return Err(NO_RULE.with([Arg::words(name)]));
    }
    let subject = context.subject(on);
    let on_it = || {
        let is_now = |finding: &&Diagnostic| finding.from.is_none() && finding.subject.as_ref() == Some(&subject);
        findings.iter().filter(is_now)
    };
    let found = on_it().find(|finding| finding.kind.code == name || finding.kind.name == name);
    match found {
        Some(found) if !expected => {
            Err(FOUND.with([Arg::token(found.kind.code), Arg::Message(Box::new(found.message.clone()))]))
        }
        None if expected => {
            let mut codes: Vec<&str> = on_it().map(|finding| finding.kind.code).collect();
            codes.sort_unstable();
            codes.dedup();
            let codes = codes.into_iter().map(Arg::token);
            Err(if on_it().next().is_none() { NOTHING.into() } else { OTHERS.with([Arg::list(codes)]) })
        }
        Some(_) | None => Ok(()),
    }
}
