//! Who may determine what, worked out: the powers of organs with their witnesses, and who decides for each organ.

use super::json;
use crate::authority::{self, Area, Atom, Basis, Days, Months, Rank};
use crate::model::{Context, Id, Model, Organ, Place, Validity};

/// One table for each regime under which anything is known of powers.
pub(super) fn tables<'a>(context: &Context<'a>, authority: &authority::Authority<'a>) -> Vec<json::Competence<'a>> {
    authority
        .iter()
        .map(|(regime, competence)| {
            let table = Table { context, competence };
            json::Competence {
                regime: context.id(context.model.regimes[regime].head.id),
                head_by_law: competence.world().regime.head_by_law.is_some(),
                powers: competence.powers.iter().map(|(_, power)| table.power(power)).collect(),
                deciders: competence.world().duties.iter().filter_map(|duty| table.decider(duty)).collect(),
            }
        })
        .collect()
}

struct Table<'t, 'a> {
    context: &'t Context<'a>,
    competence: &'t authority::Competence<'a>,
}

impl<'a> Table<'_, 'a> {
    fn power(&self, power: &authority::Power) -> json::Power<'a> {
        let model = self.context.model;
        let regions = match power.area {
            Area::EVERYWHERE => &[][..],
            area => self.competence.world().areas.regions(area),
        };
        json::Power {
            organ: self.organ(power.organ),
            reach: self.reach(power.reach),
            determines: self.level(power.level),
            authorizes: self.level(power.grants),
            period_months: (power.period != Months::ANY).then_some(power.period.0),
            regions: regions.iter().map(|region| self.context.id(model.regions[*region].head.id)).collect(),
            days: self.competence.powers.held(power).map(interval),
            basis: self.basis(power.basis, model),
        }
    }

    fn basis(&self, basis: Basis, model: &'a Model) -> json::PowerBasis<'a> {
        match basis {
            Basis::Tier => json::PowerBasis::Tier,
            Basis::Grant { grant, of } => {
                let declared = self.competence.powers.grant(grant).declared;
                let declared = declared.expect("bug: a grant that nobody declared in a compiled program");
                let id = self.context.id(model.authorizations[declared].head.id);
                json::PowerBasis::Authorization { id, of: of.place() }
            }
            Basis::Succession { of } => json::PowerBasis::Succession { of: of.place() },
        }
    }

    fn decider(&self, duty: &authority::Duty) -> Option<json::Decider<'a>> {
        let officer = &self.context.model.officers[duty.officer?];
        Some(json::Decider {
            organ: self.organ(duty.organ),
            officer: self.context.id(officer.head.id),
            level: if duty.level == Rank::ANY { None } else { self.level(duty.level) },
            reaches: officer.matters.iter().map(|at| self.reach(Atom::from(at.value))).collect(),
            days: duty.days.iter().copied().map(interval).collect(),
        })
    }

    fn reach(&self, atom: Atom) -> json::PowerReach<'a> {
        let model = self.context.model;
        match atom {
            Atom::All => json::PowerReach::All,
            Atom::Unclassified => json::PowerReach::WithoutBusiness,
            Atom::Business(id) => json::PowerReach::Business(self.context.id(model.businesses[id].head.id)),
            Atom::Catalogue(id) => json::PowerReach::Catalogue(self.context.id(model.catalogues[id].head.id)),
            Atom::Matter(id) => json::PowerReach::Matter(self.context.subject(Place::Matter(id))),
        }
    }

    fn level(&self, rank: Rank) -> Option<json::LevelRef<'a>> {
        let level = self.competence.world().level(rank)?;
        Some(json::LevelRef { id: &level.id, name: &level.name, rank: level.rank })
    }

    fn organ(&self, organ: Id<Organ>) -> std::borrow::Cow<'a, str> {
        self.context.id(self.context.model.organs[organ].head.id)
    }
}

fn interval(days: Days) -> json::Interval {
    let Validity { from, to } = days.into();
    json::Interval { from: from.map(|day| day.to_string()), to: to.map(|day| day.to_string()) }
}
