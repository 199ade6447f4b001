//! Levels and tiers by name, in whatever spelling the regime gives them. English level words are refused.

use super::Builder;
use crate::ast::Name;
use crate::diagnostic::{Arg, Diagnostic, Text};
use crate::faults;
use crate::model::{Given, Id, Level, LevelId, Regime, TierId};
use crate::source::Span;

/// Published translations disagree on what these mean and in which order, so none of them names a level.
const ENGLISH_LEVEL_WORDS: [&str; 12] = [
    "top-secret",
    "top_secret",
    "topsecret",
    "secret",
    "confidential",
    "highly-secret",
    "most-secret",
    "restricted",
    "classified",
    "unclassified",
    "sensitive",
    "official",
];

const ENGLISH: Text = Text::new("the English level word {0} is refused", "不接受英文密级用词 {0}");
const ENGLISH_HELP: Text = Text::new(
    "translations disagree on which of these words ranks higher; write {0}",
    "各译本对这些词的高低说法不一；请写 {0}",
);
const NO_LEVEL: Text = Text::new("{0} is no level of regime {1}", "{0} 不是法规 {1} 的密级");
const NO_LEVEL_AT_ALL: Text = Text::new("{0} is no level of any regime", "{0} 不是任何法规的密级");
const LEVELS: Text = Text::new("its levels are {0}", "其密级有 {0}");
const NO_TIER: Text = Text::new("{0} is no tier of any regime", "{0} 不是任何法规的层级");
const TIERS: Text = Text::new("the tiers are {0}", "层级有 {0}");

impl Builder<'_> {
    /// A level of the regime. Without a regime nothing can be said of it, and something has been said of that.
    pub(super) fn level(&mut self, regime: Option<Id<Regime>>, name: Name) -> Given<LevelId> {
        if self.is_english_level(name) {
            self.report_english(regime, name);
            return Given::Faulty;
        }
        let Some(regime) = regime else { return Given::Faulty };
        let found = self.model.regimes[regime].level_named(&self.id(name));
        if found.is_none() {
            let of = Arg::id(self.id(self.model.regimes[regime].head.id));
            let message = NO_LEVEL.with([self.name_arg(name), of]);
            let help = LEVELS.with([self.level_list(Some(regime))]);
            self.report(Diagnostic::new(&faults::TYPE_MISMATCH, name.0, message).help(help));
        }
        found.map_or(Given::Faulty, Given::Is)
    }

    /// The id of a level, for declarations that stand under no regime: the default one first, then every other.
    pub(super) fn level_id(&mut self, name: Name) -> Option<String> {
        if self.is_english_level(name) {
            self.report_english(self.default_regime, name);
            return None;
        }
        let text = self.id(name);
        let found = self.regimes_by_preference().find_map(|regime| {
            let regime = &self.model.regimes[regime];
            regime.level_named(&text).map(|level| regime.level(level).id.clone())
        });
        if found.is_none() {
            let message = NO_LEVEL_AT_ALL.with([self.name_arg(name)]);
            let help = LEVELS.with([self.level_list(self.default_regime)]);
            self.report(Diagnostic::new(&faults::TYPE_MISMATCH, name.0, message).help(help));
        }
        found
    }

    /// The id of a tier, likewise.
    pub(super) fn tier_id(&mut self, name: Name) -> Option<String> {
        let text = self.id(name);
        let found = self.regimes_by_preference().find_map(|regime| {
            let regime = &self.model.regimes[regime];
            regime.tier_named(&text).map(|tier| regime.tier(tier).id.clone())
        });
        if found.is_none() {
            let tiers = self.regimes_by_preference().flat_map(|regime| &self.model.regimes[regime].tiers);
            let ids: Vec<Arg> = tiers.map(|tier| Arg::id(&*tier.id)).collect();
            let message = NO_TIER.with([self.name_arg(name)]);
            self.report(Diagnostic::new(&faults::TYPE_MISMATCH, name.0, message).help(TIERS.with([Arg::List(ids)])));
        }
        found
    }

    /// A tier of the regime, if the name is one. No finding: it may be an organ.
    pub(super) fn tier_of(&self, regime: Option<Id<Regime>>, name: Name) -> Option<TierId> {
        self.model.regimes[regime?].tier_named(&self.id(name))
    }

    pub(super) fn is_english_level(&self, name: Name) -> bool {
        is_english_level(&self.id(name))
    }

    pub(super) fn report_english(&mut self, regime: Option<Id<Regime>>, name: Name) {
        self.report(english_level(name.0, self.name_arg(name), self.level_list(regime)));
    }

    fn regimes_by_preference(&self) -> impl Iterator<Item = Id<Regime>> + '_ {
        let others = self.model.regimes.ids().filter(|regime| Some(*regime) != self.default_regime);
        self.default_regime.into_iter().chain(others)
    }

    fn level_list(&self, regime: Option<Id<Regime>>) -> Arg {
        let levels = regime.map_or(&[][..], |regime| &self.model.regimes[regime].levels);
        Arg::list(levels.iter().map(Level::arg))
    }

    /// The nearest tier or organ to a name, for `produced-by`.
    pub(super) fn nearest_producer(&self, regime: Option<Id<Regime>>, name: Name) -> Option<String> {
        let tiers = regime.map_or(&[][..], |regime| &self.model.regimes[regime].tiers);
        let ids = tiers.iter().map(|tier| &*tier.id).chain(self.names.organs.first());
        self.suggestion(&self.id(name), ids)
    }
}

/// Whether a word is one of those that translations use for levels.
pub(crate) fn is_english_level(word: &str) -> bool {
    ENGLISH_LEVEL_WORDS.contains(&word.to_ascii_lowercase().as_str())
}

/// That such a word names no level.
pub(crate) fn english_level(span: Span, word: Arg, levels: Arg) -> Diagnostic {
    Diagnostic::new(&faults::ENGLISH_LEVEL_WORD, span, ENGLISH.with([word])).help(ENGLISH_HELP.with([levels]))
}

impl Level {
    /// The level as a message shows it: id, name and rank together.
    pub fn arg(&self) -> Arg {
        Arg::Level { id: self.id.clone(), name: self.name.clone(), rank: self.rank }
    }
}
