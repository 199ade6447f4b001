//! Who may determine what, worked out.

use rusqlite::types::ValueRef;

use super::cells::{Cell, Fill, interval, level, row};
use crate::emit::json::{Competence, Decider, Power, PowerBasis, PowerReach};

pub(super) fn tables(fill: &mut Fill<'_>, tables: &[Competence<'_>]) {
    for table in tables {
        fill.add("competence", &[&row![table.regime, table.head_by_law]]);
        for (position, power) in table.powers.iter().enumerate() {
            self::power(fill, &table.regime, position, power);
        }
        for (position, decider) in table.deciders.iter().enumerate() {
            self::decider(fill, &table.regime, position, decider);
        }
    }
}

fn power(fill: &mut Fill<'_>, regime: &str, position: usize, power: &Power<'_>) {
    let (basis, authorization, of) = match &power.basis {
        PowerBasis::Tier => ("tier", None, None),
        PowerBasis::Authorization { id, of } => ("authorization", Some(id), Some(*of)),
        PowerBasis::Succession { of } => ("succession", None, Some(*of)),
    };
    let is_held = power.days.is_some();
    let parts: [&[ValueRef<'_>]; 7] = [
        &row![regime, position, power.organ],
        &reach(&power.reach),
        &level(&power.determines),
        &level(&power.authorizes),
        &row![power.period_months, is_held],
        &power.days.as_ref().map_or([ValueRef::Null; 2], interval),
        &row![basis, authorization, of],
    ];
    fill.add("power", &parts);
    fill.list("power_region", &row![regime, position], &power.regions);
}

fn decider(fill: &mut Fill<'_>, regime: &str, position: usize, decider: &Decider<'_>) {
    fill.add("decider", &[&row![regime, position, decider.organ, decider.officer], &level(&decider.level)]);
    for (place, reach) in decider.reaches.iter().enumerate() {
        fill.add("decider_reach", &[&row![regime, position, place], &self::reach(reach)]);
    }
    for (place, days) in decider.days.iter().enumerate() {
        fill.add("decider_days", &[&row![regime, position, place], &interval(days)]);
    }
}

fn reach<'a>(reach: &'a PowerReach<'_>) -> [ValueRef<'a>; 2] {
    match reach {
        PowerReach::All => ["all".cell(), ValueRef::Null],
        PowerReach::WithoutBusiness => ["without-business".cell(), ValueRef::Null],
        PowerReach::Business(id) => ["business".cell(), id.cell()],
        PowerReach::Catalogue(id) => ["catalogue".cell(), id.cell()],
        PowerReach::Matter(id) => ["matter".cell(), id.cell()],
    }
}
