//! The rules by code, name and group, and how choosing among them becomes a severity for each.

use std::collections::BTreeSet;

use super::fault::Fault;
use super::nearest::nearest;
use crate::diagnostic::{Arg, Kind, Message, Severity, Text};
use crate::lint::{self, Levels};
use crate::marks;
use crate::settings;

pub(super) struct Rulebook(pub(super) Vec<&'static Kind>);

/// Which rules to check, and how severely.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    pub(super) levels: Levels,
    /// Where given, only these and group S.
    pub(super) select: Option<BTreeSet<&'static str>>,
    pub(super) ignore: BTreeSet<&'static str>,
}

impl Default for Rulebook {
    fn default() -> Self {
        Rulebook(lint::kinds().chain(settings::KINDS.iter().copied()).collect())
    }
}

impl Rulebook {
    /// With the kinds that marks raise, which no check of a program is about.
    pub(super) fn with_marks() -> Self {
        Rulebook(Rulebook::default().iter().chain(marks::KINDS.iter().copied()).collect())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'static Kind> {
        self.0.iter().copied()
    }

    /// What a code or a name stands for. Kinds of one code go together: they are turned off together.
    pub(super) fn find(&self, word: &str) -> Result<Vec<&'static Kind>, Fault> {
        let found: Vec<_> = self.iter().filter(|kind| kind.code == word || kind.name == word).collect();
        if found.is_empty() { Err(self.unknown(word)) } else { Ok(found) }
    }

    /// The codes that a code, a name or a group letter stands for.
    pub(super) fn select(&self, word: &str) -> Result<BTreeSet<&'static str>, Fault> {
        let group: Vec<_> = self.iter().filter(|kind| group(kind) == word).collect();
        let kinds = if group.is_empty() { self.find(word)? } else { group };
        Ok(kinds.into_iter().map(|kind| kind.code).collect())
    }

    /// Like `select`, for rules to leave out.
    pub(super) fn ignore(&self, word: &str) -> Result<BTreeSet<&'static str>, Fault> {
        let codes = self.select(word)?;
        match self.iter().find(|kind| codes.contains(kind.code) && is_structure(kind)) {
            Some(kind) => Err(Fault::usage(stays_on(kind))),
            None => Ok(codes),
        }
    }

    /// The code of a code or a name, where it may have that severity.
    pub(super) fn level(&self, word: &str, level: Option<Severity>) -> Result<&'static str, Fault> {
        let found = self.find(word)?;
        match found.iter().find(|kind| is_structure(kind) && level < Some(kind.severity)) {
            Some(kind) => Err(Fault::usage(stays_on(kind))),
            None => Ok(found[0].code),
        }
    }

    fn unknown(&self, word: &str) -> Fault {
        let message = Text::new("there is no rule `{0}`", "没有规则“{0}”").with([Arg::words(word)]);
        let names = self.iter().flat_map(|kind| [kind.code, kind.name]);
        let fault = Fault::usage(message);
        match nearest(word, names) {
            Some(name) => fault.meant(Some(name)),
            None => fault.help(Text::new("`dingmi rules` lists them all", "“dingmi rules”列出全部规则")),
        }
    }
}

impl Choice {
    /// What is selected and not ignored stays as it is, `off` in the configuration included; the rest is turned off.
    pub(super) fn levels(self, rules: &Rulebook) -> Levels {
        let mut levels = self.levels;
        for kind in rules.iter() {
            let selected = self.select.as_ref().is_none_or(|codes| codes.contains(kind.code) || is_structure(kind));
            if !selected || self.ignore.contains(kind.code) {
                levels.insert(kind.code, None);
            }
        }
        levels
    }
}

/// The letters a code begins with.
fn group(kind: &Kind) -> &'static str {
    kind.code.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// Group S says that a text could not be understood: without it the other findings mean nothing.
pub(super) fn is_structure(kind: &Kind) -> bool {
    group(kind) == "S"
}

fn stays_on(kind: &Kind) -> Message {
    Text::new(
        "{0} cannot be turned off or lowered: it says that the text could not be understood",
        "{0} 不能关闭或降级：它说明文本无法理解",
    )
    .with([Arg::token(kind.code)])
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::diagnostic::{Lang, Privacy};

    const NONE: Text = Text::new("", "");

    const fn kind(code: &'static str, name: &'static str, severity: Severity) -> Kind {
        Kind { code, name, severity, cites: &[], summary: NONE, explanation: NONE, bad: "", good: "" }
    }

    static KINDS: [Kind; 6] = [
        kind("P001", "period-exceeds-cap", Severity::Error),
        kind("P003", "period-in-wrong-unit", Severity::Warning),
        kind("S001", "syntax-error", Severity::Error),
        kind("S004", "repeated-field", Severity::Error),
        kind("S004", "unknown-field", Severity::Error),
        kind("X003", "vague-wording", Severity::Note),
    ];

    pub(in super::super) fn rulebook() -> Rulebook {
        Rulebook(KINDS.iter().collect())
    }

    fn told(fault: &Fault) -> String {
        fault.render(Lang::En, Privacy::Open)
    }

    #[test]
    fn rules_are_chosen_by_code_name_and_group() {
        let rules = rulebook();
        for (word, codes) in [("P", vec!["P001", "P003"]), ("X003", vec!["X003"]), ("vague-wording", vec!["X003"])] {
            assert_eq!(rules.select(word).unwrap(), codes.into_iter().collect());
        }
        assert_eq!(rules.find("S004").unwrap().len(), 2);
        assert_eq!(rules.find("unknown-field").unwrap().len(), 1);
        assert!(told(&rules.select("p001").unwrap_err()).contains("did you mean `P001`?"));
        assert!(told(&rules.select("vauge-wording").unwrap_err()).contains("did you mean `vague-wording`?"));
        assert!(told(&rules.select("").unwrap_err()).contains("dingmi rules"));
    }

    #[test]
    fn selecting_turns_the_others_off_but_not_the_structure() {
        let choice = Choice {
            levels: [("P003", Some(Severity::Error))].into(),
            select: Some(rulebook().select("P").unwrap()),
            ignore: ["P001"].into(),
        };
        let expected: Levels = [("P001", None), ("P003", Some(Severity::Error)), ("X003", None)].into();
        assert_eq!(choice.levels(&rulebook()), expected);
    }

    #[test]
    fn structure_stays_on() {
        let rules = rulebook();
        assert!(told(&rules.ignore("S").unwrap_err()).contains("S001 cannot be turned off"));
        assert!(rules.level("S001", None).is_err());
        assert!(rules.level("syntax-error", Some(Severity::Warning)).is_err());
        assert_eq!(rules.level("S001", Some(Severity::Error)).unwrap(), "S001");
        assert_eq!(rules.level("X003", None).unwrap(), "X003");
    }
}
