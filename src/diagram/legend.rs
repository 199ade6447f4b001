//! What the signs of a picture mean, in both languages.

use super::{Diagram, EdgeKind};
use crate::diagnostic::{Arg, Lang, Privacy, Text};

/// How a line looks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Look {
    Grant,
    Idle,
    Broken,
    BrokenIdle,
    Superior,
    Succession,
}

/// In the order of the legend.
pub(super) const LOOKS: [Look; 6] =
    [Look::Grant, Look::Idle, Look::Broken, Look::BrokenIdle, Look::Superior, Look::Succession];

const TITLE: Text = Text::new("Authorizations on {0}", "{0} 的定密授权");
pub(super) const LEGEND: Text = Text::new("Legend", "图例");

impl Look {
    pub(super) fn of(kind: &EdgeKind) -> Self {
        match kind {
            EdgeKind::Grant(grant) => match (grant.breaks.is_empty(), grant.is_in_force) {
                (true, true) => Look::Grant,
                (true, false) => Look::Idle,
                (false, true) => Look::Broken,
                (false, false) => Look::BrokenIdle,
            },
            EdgeKind::Superior => Look::Superior,
            EdgeKind::Succession => Look::Succession,
        }
    }

    pub(super) fn text(self) -> Text {
        match self {
            Look::Grant => Text::new("authorization in force", "有效的定密授权"),
            Look::Idle => Text::new("authorization not in force that day", "当日无效的定密授权"),
            Look::Broken => Text::new("authorization that breaks the rules named", "违反所注规则的定密授权"),
            Look::BrokenIdle => Text::new("the same, not in force that day", "违反所注规则，且当日无效"),
            Look::Superior => Text::new("superior, above, and organ", "上级（在上）与机关"),
            Look::Succession => Text::new("functions passed to a successor", "职能由后者承接"),
        }
    }

    pub(super) fn color(self) -> &'static str {
        match self {
            Look::Grant => "#1f4e8c",
            Look::Idle => "#868c94",
            Look::Broken | Look::BrokenIdle => "#c62828",
            Look::Superior => "#6b737d",
            Look::Succession => "#7a4aa0",
        }
    }
}

impl Diagram {
    pub(super) fn heading(&self) -> String {
        TITLE.with([Arg::Date(self.as_of)]).render(self.lang, Privacy::Open)
    }

    /// The lines that occur, in the order of the legend, with what they mean.
    pub(super) fn legend(&self) -> Vec<(Look, &'static str)> {
        let occurs = |look: &Look| self.edges.iter().any(|edge| Look::of(&edge.kind) == *look);
        LOOKS.into_iter().filter(occurs).map(|look| (look, look.text().get(self.lang))).collect()
    }

    /// What grey frames mean, where there are any.
    pub(super) fn legend_of_frames(&self) -> Option<&'static str> {
        const GONE: Text = Text::new("grey frame: does not exist that day", "灰色虚线框：当日不存在的机关");
        self.nodes.iter().any(|node| !node.exists).then(|| GONE.get(self.lang))
    }

    pub(super) fn lang_tag(&self) -> &'static str {
        match self.lang {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        }
    }
}
