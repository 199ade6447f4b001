//! The meaning of competence once more: slow, plain, and by another road than the engine. Every path is walked, for one
//! row, one level and one day at a time.

use dingmi::authority::{Question, Rank, World};
use dingmi::model::{
    Authorization, Business, Catalogue, Id, Matter, Model, Officer, OfficerField, Organ, Reach, Region, Succession,
};
use jiff::civil::Date;

/// What an organ has, along one path.
#[derive(Clone, Debug)]
struct Power {
    grants: u32,
    /// Each bound by region on the way.
    areas: Vec<Vec<Id<Region>>>,
    determines: bool,
    grants_on: bool,
}

pub(crate) fn may(model: &Model, world: &World<'_>, question: Question) -> bool {
    let Question { organ, row, level, day } = question;
    let asked = Asked { model, world, row, level, day };
    asked.is_alive(organ)
        && asked.has_officer(organ)
        && asked.powers(organ, &mut Vec::new(), &mut Vec::new()).iter().any(|power| power.determines)
}

struct Asked<'a> {
    model: &'a Model,
    world: &'a World<'a>,
    row: Id<Matter>,
    level: Rank,
    day: Date,
}

impl Asked<'_> {
    fn is_alive(&self, organ: Id<Organ>) -> bool {
        self.model.organs[organ].exists.contains(self.day)
    }

    fn has_ended(&self, organ: Id<Organ>) -> bool {
        self.model.organs[organ].exists.to.is_some_and(|last| last < self.day)
    }

    /// All powers of an organ, living or taken over from it, by every path that uses no grant and no succession twice.
    fn powers(
        &self,
        organ: Id<Organ>,
        grants: &mut Vec<Id<Authorization>>,
        successions: &mut Vec<(Id<Organ>, usize)>,
    ) -> Vec<Power> {
        let mut powers = self.own(organ);
        for (before, at, succession) in self.all_successions() {
            if succession.organ != organ || !self.has_ended(before) || !self.covers(&succession.part) {
                continue;
            }
            if successions.contains(&(before, at)) {
                continue;
            }
            successions.push((before, at));
            for mut power in self.powers(before, grants, successions) {
                if power.grants == 0 {
                    power.determines &= self.tier_allows(organ).0;
                    power.grants_on &= self.tier_allows(organ).1;
                }
                powers.push(power);
            }
            successions.pop();
        }
        // A path of more grants than the regime lets follow one another gives nothing.
        let has_room = grants.len() as u32 <= self.world.regime.grants.redelegation;
        for (id, grant) in self.model.authorizations.iter().filter(|_| has_room) {
            if grant.grantee != Some(organ) || grants.contains(&id) || !self.is_given(grant) {
                continue;
            }
            grants.push(id);
            for giver in self.givers(grant) {
                for power in self.powers(giver, grants, &mut Vec::new()) {
                    powers.extend(self.granted(power, grant));
                }
            }
            grants.pop();
        }
        powers.retain(|power| power.determines || power.grants_on);
        powers
    }

    fn granted(&self, mut power: Power, grant: &Authorization) -> Option<Power> {
        if !power.grants_on {
            return None;
        }
        if !grant.regions.is_empty() {
            power.areas.push(grant.regions.iter().map(|at| at.value).collect());
        }
        power.grants += 1;
        power.determines = true;
        power.grants_on = power.grants <= self.world.regime.grants.redelegation;
        self.is_somewhere(&power.areas).then_some(power)
    }

    /// Whether some region lies in all of them.
    fn is_somewhere(&self, areas: &[Vec<Id<Region>>]) -> bool {
        let lies_in = |region: Id<Region>, area: &Vec<Id<Region>>| {
            let mut at = Some(region);
            while let Some(region) = at {
                if area.contains(&region) {
                    return true;
                }
                at = self.model.regions[region].parent;
            }
            false
        };
        areas.is_empty() || self.model.regions.ids().any(|region| areas.iter().all(|area| lies_in(region, area)))
    }

    /// Whether the tier of the organ determines, and whether it authorizes, this level.
    fn tier_allows(&self, organ: Id<Organ>) -> (bool, bool) {
        let Some(tier) = self.world.tier(organ) else { return (false, false) };
        let allows =
            |level: Option<dingmi::model::LevelId>| level.is_some_and(|own| self.world.rank(own) >= self.level);
        (allows(tier.determines), allows(tier.authorizes))
    }

    fn own(&self, id: Id<Organ>) -> Vec<Power> {
        use dingmi::ast::Bound;
        let organ = &self.model.organs[id];
        let has_begun = organ.exists.from.is_none_or(|first| first <= self.day);
        let is_over = self.has_ended(id) && organ.successors.is_empty();
        let Some(tier) = self.world.tier(id).filter(|_| has_begun && !is_over) else { return Vec::new() };
        let (determines, grants_on) = self.tier_allows(id);
        let power = |areas| Power { grants: 0, areas, determines, grants_on };
        let catalogue = self.catalogue();
        let in_business = catalogue.businesses.is_empty()
            || organ.businesses.iter().any(|own| catalogue.businesses.iter().any(|line| self.is_line_in(*line, *own)));
        let mut powers = Vec::new();
        for bound in &tier.within {
            match bound {
                Bound::Business if in_business => powers.push(power(Vec::new())),
                Bound::Region if !organ.regions.is_empty() => powers.push(power(vec![organ.regions.clone()])),
                Bound::Business | Bound::Region => {}
            }
        }
        powers
    }

    fn catalogue(&self) -> &Catalogue {
        &self.model.catalogues[self.model.matters[self.row].catalogue]
    }

    fn is_line_in(&self, line: Id<Business>, outer: Id<Business>) -> bool {
        let mut at = Some(line);
        while let Some(line) = at {
            if line == outer {
                return true;
            }
            at = self.model.businesses[line].parent;
        }
        false
    }

    fn covers(&self, reaches: &[Reach]) -> bool {
        let reach = |reach: &Reach| match *reach {
            Reach::Matter(row) => row == self.row,
            Reach::Catalogue(catalogue) => catalogue == self.model.matters[self.row].catalogue,
            Reach::Business(outer) => self.catalogue().businesses.iter().any(|line| self.is_line_in(*line, outer)),
        };
        reaches.is_empty() || reaches.iter().any(reach)
    }

    fn rank(&self, name: &str) -> Rank {
        self.world.rank(self.world.regime.level_named(name).unwrap())
    }

    /// Whether the words of a grant take the question in.
    fn is_given(&self, grant: &Authorization) -> bool {
        let matters: Vec<Reach> = grant.matters.iter().map(|at| at.value).collect();
        let in_term = grant.term.is_none_or(|term| term.value.contains(self.day));
        let is_revoked = grant.revoked.is_some_and(|at| at.value <= self.day);
        let level = grant.level.as_ref().is_none_or(|level| self.rank(&level.value) >= self.level);
        in_term && !is_revoked && level && self.covers(&matters)
    }

    /// The grantor while it lives, and whoever carries on for it afterwards.
    fn givers(&self, grant: &Authorization) -> Vec<Id<Organ>> {
        let grantor = grant.grantor.unwrap();
        let mut line = vec![grantor];
        let mut next = 0;
        while let Some(organ) = line.get(next).copied() {
            if self.has_ended(organ) {
                for succession in &self.model.organs[organ].successors {
                    if self.covers(&succession.part) && !line.contains(&succession.organ) {
                        line.push(succession.organ);
                    }
                }
            }
            next += 1;
        }
        let is_giver =
            |organ: &Id<Organ>| self.is_alive(*organ) && (*organ == grantor || Some(*organ) != grant.grantee);
        line.into_iter().filter(is_giver).collect()
    }

    fn all_successions(&self) -> impl Iterator<Item = (Id<Organ>, usize, &Succession)> {
        let organs = self.model.organs.iter();
        organs.flat_map(|(id, organ)| organ.successors.iter().enumerate().map(move |(at, each)| (id, at, each)))
    }

    fn has_officer(&self, organ: Id<Organ>) -> bool {
        let mut officers = self.model.officers.values().filter(|officer| officer.organ == Some(organ)).peekable();
        if officers.peek().is_none() {
            return self.world.regime.head_by_law.is_some();
        }
        officers.any(|officer| self.decides(officer))
    }

    fn decides(&self, officer: &Officer) -> bool {
        let matters: Vec<Reach> = officer.matters.iter().map(|at| at.value).collect();
        officer.term.value.contains(self.day)
            && (officer.is_head || self.is_designated(officer))
            && (officer.is_head || officer.level.as_ref().is_none_or(|level| self.rank(&level.value) >= self.level))
            && (officer.is_head || self.covers(&matters))
            && self.is_trained(officer)
    }

    fn is_designated(&self, officer: &Officer) -> bool {
        let Some(head) = officer.designated_by.map(|by| &self.model.officers[by]) else { return false };
        let had_office = officer.designated_on.is_none_or(|on| head.term.value.contains(on));
        let has_begun = officer.designated_on.is_none_or(|on| on <= self.day);
        head.is_head && head.organ == officer.organ && had_office && has_begun
    }

    fn is_trained(&self, officer: &Officer) -> bool {
        let asks = |asked: &dingmi::model::Requirement<OfficerField>| {
            !asked.advised
                && asked.fields.contains(&OfficerField::Trained)
                && asked.from.is_none_or(|from| from <= self.day)
        };
        !self.world.regime.officer_requires.iter().any(asks) || officer.trained.is_some_and(|on| on <= self.day)
    }
}
