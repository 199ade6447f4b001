//! The dimensions in which a power can fall short.

use crate::diagnostic::Text;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Dimension {
    /// The tier gives no such power.
    Tier,
    /// The tier is bound to a line of business or a region, and the matter lies outside.
    Bounds,
    /// No further grant is allowed at this place of the chain.
    Redelegation,
    Matters,
    Level,
    Region,
    Period,
    Term,
    /// An organ that is not there on the day.
    Life,
    /// Nobody who may decide for the organ.
    Officer,
    /// A catalogue that is not in force on the day.
    Catalogue,
}

impl Dimension {
    /// The word of machine formats.
    pub fn id(self) -> &'static str {
        match self {
            Dimension::Tier => "tier",
            Dimension::Bounds => "bounds",
            Dimension::Redelegation => "redelegation",
            Dimension::Matters => "matters",
            Dimension::Level => "level",
            Dimension::Region => "region",
            Dimension::Period => "period",
            Dimension::Term => "term",
            Dimension::Life => "life",
            Dimension::Officer => "officer",
            Dimension::Catalogue => "catalogue",
        }
    }

    pub fn text(self) -> Text {
        match self {
            Dimension::Tier => Text::new("tier", "层级"),
            Dimension::Bounds => Text::new("business or region of the tier", "层级的业务或区域范围"),
            Dimension::Redelegation => Text::new("redelegation", "转授权"),
            Dimension::Matters => Text::new("matters", "事项范围"),
            Dimension::Level => Text::new("level", "密级"),
            Dimension::Region => Text::new("region", "行政区域"),
            Dimension::Period => Text::new("period", "保密期限"),
            Dimension::Term => Text::new("term", "授权期限"),
            Dimension::Life => Text::new("life of the organ", "机关存续"),
            Dimension::Officer => Text::new("officer", "定密责任人"),
            Dimension::Catalogue => Text::new("catalogue in force", "目录施行"),
        }
    }
}
