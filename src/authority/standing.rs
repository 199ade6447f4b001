//! Where a grant stands against the power of its grantor: whether it lies in it, in every dimension and over its whole term.

use jiff::civil::Date;

use super::area::Area;
use super::competence::Competence;
use super::days::{Days, union, without};
use super::dimension::Dimension;
use super::heirs::line;
use super::powers::{Basis, Power, PowerId};
use super::reach::Atom;
use super::world::{Carried, Grant, Months, Rank};

/// What is wrong with a grant, measured against its grantor.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The grantor has no power that could be granted, and no grant.
    NotEntitled,
    /// The grantor has only what was granted to it, and may not grant on. `of` is that power, where it has effect at all.
    Redelegated { of: Option<PowerId> },
    /// Not contained in these dimensions, of `reach`; `of` is the power that comes nearest.
    Exceeds { of: PowerId, reach: Atom, dimensions: Vec<Dimension> },
    /// On these days of the term nothing stands behind it any more; `of` is the power that did until then.
    Outlives { of: PowerId, days: Days },
}

/// So many organs are looked at for one that carries on for a grantee.
const MOST_HEIRS: usize = 1_000;

/// So many pairs of powers are compared to find an idle grant: that one is not found costs less than never to end.
const MOST_COMPARED: usize = 50_000_000;

/// A power that can stand behind a grant, on these days.
#[derive(Clone, Copy)]
struct Support {
    id: PowerId,
    days: Days,
    carried: Option<Carried>,
}

impl Competence<'_> {
    /// Everything that is wrong with a grant. A grant to oneself is not measured.
    pub fn standing(&self, grant: &Grant) -> Vec<Fault> {
        if self.is_to_oneself(grant) {
            return Vec::new();
        }
        let supports = self.supports(grant);
        if supports.is_empty() {
            return vec![self.without_support(grant)];
        }
        let in_time: Vec<Support> =
            supports.iter().copied().filter(|support| support.days.and(grant.days).is_some()).collect();
        let is_out_of_time = in_time.is_empty();
        let considered = if is_out_of_time { &supports } else { &in_time };
        let mut faults: Vec<Fault> = Vec::new();
        for reach in self.world().atoms_of(grant) {
            let fault = self.fault(grant, *reach, considered, is_out_of_time);
            let is_new = |fault: &Fault| !faults.iter().any(|known| known.says_as_much_as(fault));
            faults.extend(fault.filter(is_new));
        }
        faults
    }

    /// Whether grantor and grantee are one, or one carries on for the other while the grant holds.
    pub fn is_to_oneself(&self, grant: &Grant) -> bool {
        grant.grantor == grant.grantee || self.becomes_to_oneself(grant).is_some()
    }

    /// The days of the grant on which one of its two ends carries on for the other.
    pub fn becomes_to_oneself(&self, grant: &Grant) -> Option<Days> {
        let world = self.world();
        let is_common = |carried: &&Carried| {
            world.atoms_of(grant).iter().any(|atom| world.reaches.have_common(*atom, carried.part))
        };
        let since = |line: &[Carried], other| {
            let taken = line.iter().filter(|carried| carried.heir == other);
            taken.filter(is_common).map(|carried| carried.since).min()
        };
        let grantor = since(self.powers.carried_from(grant.grantor), grant.grantee);
        let has_heirs = self.world().seats[grant.grantee.index()].has_successors;
        let heirs = if has_heirs { line(self.world(), grant.grantee, MOST_HEIRS) } else { Vec::new() };
        let grantee = since(&heirs, grant.grantor);
        let from = grantor.into_iter().chain(grantee).min()?;
        grant.days.and(Days { from, ..Days::ALL })
    }

    fn without_support(&self, grant: &Grant) -> Fault {
        if self.is_grantee[grant.grantor.index()] { Fault::Redelegated { of: None } } else { Fault::NotEntitled }
    }

    fn supports(&self, grant: &Grant) -> Vec<Support> {
        let own = self
            .powers
            .of_organ(grant.grantor)
            .filter_map(|(id, power)| Some(Support { id, days: self.powers.held(power)?, carried: None }));
        let heirs = self.powers.carried_from(grant.grantor).iter().filter(|carried| carried.heir != grant.grantee);
        let carried = heirs.flat_map(|carried| {
            let since = Days { from: carried.since, ..Days::ALL };
            self.powers.of_organ(carried.heir).filter_map(move |(id, power)| {
                Some(Support { id, days: self.powers.held(power)?.and(since)?, carried: Some(*carried) })
            })
        });
        own.chain(carried).collect()
    }

    /// What is wrong with one reach of a grant, measured against those that hold while it does, or else against all.
    fn fault(&self, grant: &Grant, reach: Atom, considered: &[Support], is_out_of_time: bool) -> Option<Fault> {
        let lacking = |support: &Support| self.lacking(grant, reach, *support);
        let whole: Vec<Support> = considered.iter().copied().filter(|support| lacking(support).is_empty()).collect();
        if whole.is_empty() {
            let nearest = considered.iter().min_by_key(|support| {
                let lacking = lacking(support);
                (lacking.len(), !lacking.contains(&Dimension::Redelegation), support.id)
            })?;
            return Some(self.exceeds(*nearest, reach, lacking(nearest), is_out_of_time));
        }
        self.fault_of_time(grant, reach, &whole)
    }

    fn exceeds(&self, of: Support, reach: Atom, mut dimensions: Vec<Dimension>, is_out_of_time: bool) -> Fault {
        if dimensions.contains(&Dimension::Redelegation) {
            return Fault::Redelegated { of: Some(of.id) };
        }
        if dimensions.contains(&Dimension::Tier) {
            return Fault::NotEntitled;
        }
        if is_out_of_time {
            dimensions.push(Dimension::Term);
        }
        Fault::Exceeds { of: of.id, reach, dimensions }
    }

    /// In which dimensions, but for time, the grant goes beyond a power of its grantor.
    fn lacking(&self, grant: &Grant, reach: Atom, support: Support) -> Vec<Dimension> {
        let world = self.world();
        let power = self.powers.get(support.id);
        let level = if power.grants > Rank::NONE { power.grants } else { power.level };
        let cap = power.period.min(world.cap(level.min(grant.level)));
        let is_part = support.carried.is_none_or(|carried| world.reaches.contains(carried.part, reach));
        let mut dimensions = Vec::new();
        let mut need = |is_lacking: bool, dimension| dimensions.extend(is_lacking.then_some(dimension));
        need(power.grants == Rank::NONE && power.hops == 0, Dimension::Tier);
        need(power.grants == Rank::NONE && power.hops > 0, Dimension::Redelegation);
        need(reach != Atom::All && !(is_part && world.reaches.contains(power.reach, reach)), Dimension::Matters);
        need(grant.level != Rank::ANY && grant.level > level, Dimension::Level);
        need(grant.area != Area::EVERYWHERE && !world.areas.contains(power.area, grant.area), Dimension::Region);
        need(grant.period != Months::ANY && grant.period > cap, Dimension::Period);
        dimensions
    }

    /// A grant without a term has none to be held against it; that it has none is for another rule to say.
    fn fault_of_time(&self, grant: &Grant, reach: Atom, whole: &[Support]) -> Option<Fault> {
        grant.has_term.then_some(())?;
        let support = union(whole.iter().map(|support| support.days).collect());
        let uncovered = without(grant.days, &support).into_iter().find(|days| days.from > Date::MIN)?;
        let of = self.last_before(whole, uncovered.from);
        Some(if uncovered.from == grant.days.from {
            Fault::Exceeds { of, reach, dimensions: vec![Dimension::Term] }
        } else {
            Fault::Outlives { of, days: uncovered }
        })
    }

    /// The power that stood behind the grant until that day, or else the first that comes.
    fn last_before(&self, whole: &[Support], day: Date) -> PowerId {
        let before = whole.iter().filter(|support| support.days.to < day).max_by_key(|support| support.days.to);
        let after = || whole.iter().min_by_key(|support| support.days.from);
        before.or_else(after).expect("bug: a grant measured against nothing").id
    }

    /// Whether the grantee has without the grant all that it gives. Of two alike the later is the idle one.
    pub fn idle_beside(&self, at: u32) -> Option<PowerId> {
        let grant = self.powers.grant(at);
        let given: Vec<Power> = self.given(at, grant);
        if given.len().saturating_mul(self.powers.of_organ(grant.grantee).count()) > MOST_COMPARED {
            return None;
        }
        let others = || {
            self.powers.of_organ(grant.grantee).filter(move |(_, other)| match other.basis {
                Basis::Grant { grant, .. } => grant != at,
                Basis::Tier | Basis::Succession { .. } => true,
            })
        };
        let mut beside = None;
        for power in &given {
            let holds = |other: &Power| {
                self.world().reaches.contains(other.reach, power.reach)
                    && other.holds_at_least(power, self.world())
                    && (!power.holds_at_least(other, self.world())
                        || !self.is_behind(other, at)
                        || other.reach != power.reach)
            };
            beside = Some(others().find(|(_, other)| holds(other))?.0);
        }
        beside
    }

    /// Whether a power comes from a grant that stands behind this one.
    fn is_behind(&self, power: &Power, at: u32) -> bool {
        let declared = |at: u32| self.powers.grant(at).declared;
        matches!(power.basis, Basis::Grant { grant, .. } if declared(grant) > declared(at))
    }

    /// What a grant gives, each power that it draws on for itself.
    fn given(&self, at: u32, grant: &Grant) -> Vec<Power> {
        let mut given = Vec::new();
        for support in self.supports(grant) {
            given.extend(self.powers.through(support.id, at, support.carried));
        }
        given
    }
}

impl Fault {
    fn says_as_much_as(&self, other: &Fault) -> bool {
        match (self, other) {
            (Fault::NotEntitled, Fault::NotEntitled) | (Fault::Redelegated { .. }, Fault::Redelegated { .. }) => true,
            (Fault::Exceeds { dimensions: own, .. }, Fault::Exceeds { dimensions: others, .. }) => {
                others.iter().all(|dimension| own.contains(dimension))
            }
            (Fault::Outlives { days: own, .. }, Fault::Outlives { days: other, .. }) => own.from <= other.from,
            _ => false,
        }
    }

    /// The power that the grant was measured against.
    pub fn of(&self) -> Option<PowerId> {
        match self {
            Fault::NotEntitled => None,
            Fault::Redelegated { of } => *of,
            Fault::Exceeds { of, .. } | Fault::Outlives { of, .. } => Some(*of),
        }
    }
}
