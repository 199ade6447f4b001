//! Regimes: levels, tiers, articles.

use super::cells::{Fill, docs, duration, head, interval, row};
use crate::emit::json::{Level, Regime, Tier};

pub(super) fn regimes(fill: &mut Fill<'_>, regimes: &[Regime<'_>]) {
    for regime in regimes {
        let (docs, of) = (docs(&regime.head), row![regime.head.id]);
        let sign = regime.mark.as_ref().map(|mark| mark.sign.to_string());
        let from = regime.mark.as_ref().and_then(|mark| mark.from.as_deref());
        let rest = row![regime.redelegation, regime.conflict_highest, sign, from];
        fill.add("regime", &[&head(&regime.head, &docs), &interval(&regime.in_force), &rest]);
        fill.cites("regime_conflict_cite", &of, &regime.conflict_cites);
        fill.cites("regime_mark_cite", &of, regime.mark.as_ref().map_or(&[], |mark| &mark.cites));
        for (position, level) in regime.levels.iter().enumerate() {
            self::level(fill, &regime.head.id, position, level);
        }
        for (position, tier) in regime.tiers.iter().enumerate() {
            self::tier(fill, &regime.head.id, position, tier);
        }
    }
}

fn level(fill: &mut Fill<'_>, regime: &str, position: usize, level: &Level<'_>) {
    let own = row![regime, level.level.id, level.level.name, level.level.rank, position];
    let rest = row![level.record_readers, level.narrowed];
    fill.add("level", &[&own, &duration(level.cap.as_ref()), &rest]);
    fill.cites("level_cite", &row![regime, level.level.id], &level.cites);
}

fn tier(fill: &mut Fill<'_>, regime: &str, position: usize, tier: &Tier<'_>) {
    fill.add("tier", &[&row![regime, tier.id, tier.name, position, tier.determines, tier.authorizes]]);
    fill.list("tier_within", &row![regime, tier.id], &tier.within);
    fill.cites("tier_cite", &row![regime, tier.id], &tier.cites);
}
