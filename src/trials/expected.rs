//! What was expected, in words.

use super::Runner;
use super::told::{self, period};
use crate::diagnostic::{Arg, Message, Text};
use crate::model::{Expect, Id, Level, LevelId, Matter};

const LEVEL: Text = Text::new("level {0}", "密级 {0}");
const PERIOD: Text = Text::new("period {0}", "保密期限 {0}");
const MATTER: Text = Text::new("{0} applies", "{0} 适用");
const NOT_COVERED: Text = Text::new("no row is about the object", "没有任何事项涉及该对象");
const DISPUTED: Text = Text::new("disputed", "存在争议");
const OPEN: Text = Text::new("open, depending on values that are not given", "尚不能确定，取决于未给出的值");
const MAY: Text = Text::new("it may determine {0}", "有权对 {0} 定密");
const MAY_NOT: Text = Text::new("it may not determine {0}", "无权对 {0} 定密");
const AT: Text = Text::new("{0} at {1}", "{0}（{1}）");
const RELEASED: Text = Text::new("released from {0}", "自 {0} 解密");
const SECRET: Text = Text::new("a secret on {0}", "{0} 仍属国家秘密");
const FINDING: Text = Text::new("{0} is found on {1}", "{1} 有发现 {0}");
const NO_FINDING: Text = Text::new("{0} is not found on {1}", "{1} 没有发现 {0}");

impl Runner<'_> {
    pub(super) fn expected(&self, expect: &Expect) -> Message {
        match expect {
            Expect::Level(id) => LEVEL.with([self.level_called(id)]),
            Expect::Period(length) => PERIOD.with([Arg::Message(Box::new(period(self.context, *length)))]),
            Expect::Matter(row) => MATTER.with([self.context.row_arg(*row)]),
            Expect::NotCovered => NOT_COVERED.into(),
            Expect::Disputed => DISPUTED.into(),
            Expect::Open => OPEN.into(),
            Expect::May { may, row, level } => (if *may { MAY } else { MAY_NOT }).with([self.row_at(*row, *level)]),
            Expect::Released(day) => RELEASED.with([Arg::Date(*day)]),
            Expect::Secret(day) => SECRET.with([Arg::Date(*day)]),
            Expect::Finding { found, rule, on } => {
                let rule = told::rule(self.context, *rule);
                (if *found { FINDING } else { NO_FINDING }).with([rule, Arg::id(self.context.subject(*on))])
            }
        }
    }

    fn row_at(&self, row: Id<Matter>, level: Option<LevelId>) -> Arg {
        let model = self.context.model;
        let regime = model.regime_of(&model.matters[row]);
        let id = self.context.row_arg(row);
        match level.zip(regime) {
            Some((level, regime)) => Arg::Message(Box::new(AT.with([id, regime.level(level).arg()]))),
            None => id,
        }
    }

    /// The level of this id, of the regime that catalogues stand under.
    fn level_called(&self, id: &str) -> Arg {
        let model = self.context.model;
        let used = model.catalogues.values().filter_map(|catalogue| catalogue.regime).chain(model.default_regime);
        let mut levels = used.flat_map(|regime| &model.regimes[regime].levels);
        levels.find(|level| level.id == id).map_or_else(|| Arg::id(id), Level::arg)
    }
}
